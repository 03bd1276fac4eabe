import type { Node } from '../formula/tree';

/** What is said of the numbers that a symbol may stand for; everything that is said holds. */
export interface DomainWords {
  readonly integer?: true;
  readonly positive?: true;
  readonly nonnegative?: true;
  readonly negative?: true;
  readonly nonpositive?: true;
  readonly nonzero?: true;
  readonly parity?: 'even' | 'odd';
  readonly prime?: true;
  readonly rational?: true;
  readonly real?: true;
  readonly complex?: true;
  /** Bounds that a word means: a digit lies between 0 and 9. */
  readonly least?: number;
  readonly most?: number;
  /** `x \in [0, \pi)`; an end that is infinite is left out. */
  readonly interval?: IntervalWords;
  /** `x \in \{1, 2, 3\}` */
  readonly among?: readonly Node[];
}

export interface IntervalWords {
  readonly lower?: { readonly node: Node; readonly open: boolean };
  readonly upper?: { readonly node: Node; readonly open: boolean };
}

/** Both hold. */
export function both(a: DomainWords, b: DomainWords): DomainWords {
  return { ...a, ...b };
}

export function saysNothing(domain: DomainWords): boolean {
  return Object.keys(domain).length === 0;
}
