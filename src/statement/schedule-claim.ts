import type { Span } from '../text/span';
import type { ScheduleSetup } from './schedule-setup';
import type { Counted } from './schedule-words';
import type { Scope } from './statement';

/** A number that the text gives for a schedule. */
export type ScheduleClaim = CountClaim | TimeClaim | PeakClaim;

interface Base {
  /** The words of the number: "4 fwd operations", "500 ns". */
  readonly span: Span;
  /** The number alone. */
  readonly numberSpan: Span;
  /** The sentence, row or formula that it stands in. */
  readonly wholeSpan: Span;
  readonly scope: Scope;
  readonly setup: ScheduleSetup;
  /** Claims of one table share its number. */
  readonly table: number | undefined;
}

/** "Layer 9: 4 fwd", "10 loadmem in total" */
export interface CountClaim extends Base {
  readonly kind: 'count';
  readonly counted: Counted;
  readonly of: Subject;
  readonly value: number;
  /** The words leave no doubt what is counted: where they do, a number that differs says nothing. */
  readonly sure: boolean;
  /** The terms before it, where it ends a sum: `0 + 4 + 3 = 7 fwd`. */
  readonly terms: readonly number[];
}

/** What is counted for: all layers of the backward pass, some of them (together or each), the first pass, or both passes. */
export type Subject =
  | { readonly kind: 'total'; readonly disk: boolean }
  | { readonly kind: 'layers'; readonly layers: readonly number[]; readonly each: boolean }
  | { readonly kind: 'every layer' }
  | { readonly kind: 'first pass' }
  | { readonly kind: 'both passes' };

/** "A backward pass takes 500 ns", "each loaddisk should take 50 ns" */
export interface TimeClaim extends Base {
  readonly kind: 'time';
  /**
   * `lower bound` and `upper bound`: a load from disk slower than this makes rematerialization the faster way, one that is faster makes the disk the faster one.
   */
  readonly of: 'backward pass' | 'break-even' | 'lower bound' | 'upper bound';
  /** `20 \times 20 + 10 \times 10` ns: a sum of products of decimal numbers. */
  readonly sum: readonly (readonly string[])[];
  readonly unit: string;
  /** What the sum is divided by, 10 in `10t = 500`. */
  readonly over?: string;
}

/** "At most 4 activations are in memory at once" */
export interface PeakClaim extends Base {
  readonly kind: 'peak';
  readonly value: number;
}
