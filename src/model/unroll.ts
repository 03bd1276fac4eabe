import type { Node } from '../formula/tree';
import { rational as rationalTerm, substitute, symbol } from '../kernel/build';
import { canonical } from '../kernel/canonical';
import type { Fuel } from '../kernel/fuel';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { lower, type Notation } from './lower';
import { instantiate } from './members';
import type { ClaimedValue, FirstValue, Recurrence } from './recurrence';

/** What the members of a sequence are computed from. */
export interface Start {
  readonly recurrence: Recurrence;
  readonly first: ReadonlyMap<number, FirstValue>;
  /** Values that stand in place of computed ones. */
  readonly taken: ReadonlyMap<number, ClaimedValue>;
  /** Without first values: members up to this index are letters of their own. */
  readonly floor: number | undefined;
}

/** So many members may be needed for one. */
const deepest = 80;

/** The members of a sequence, each worked out from earlier ones when it is asked for. */
export class Unrolled {
  private readonly known = new Map<number, Term | undefined>();
  /** A formula has several readings, of which only the likeliest is used. */
  ambiguous = false;

  constructor(
    private readonly start: Start,
    private readonly notation: Notation,
    private readonly fuel: Fuel,
  ) {}

  /** A formula with numbers put in for letters and every member worked out; undefined where one is not known. Throws `OutOfFuel`. */
  value(root: Node, letters: ReadonlyMap<string, number>): { readonly node: Node; readonly term: Term } | undefined {
    return this.valueWithin(root, letters, 0);
  }

  private valueWithin(
    root: Node,
    letters: ReadonlyMap<string, number>,
    depth: number,
  ): { readonly node: Node; readonly term: Term } | undefined {
    const instance = instantiate(root, this.start.recurrence.sequence, letters);
    if (!instance) return undefined;
    const choose = (_: string, options: readonly { readonly says: string }[]): number => {
      this.ambiguous ||= options.length > 1;
      return 0;
    };
    const lowered = lower(instance.node, this.notation, { choose }, this.fuel);
    if (lowered.kind === 'failure' || lowered.units.size > 0) return undefined;
    const values = new Map<string, Term>();
    for (const [name, index] of instance.members) {
      const value = this.member(index, name, depth);
      if (!value) return undefined;
      values.set(name, value);
    }
    return { node: instance.node, term: values.size > 0 ? substitute(lowered.term, values) : lowered.term };
  }

  /** The member of that index; `name` is what it is called where it stays open. */
  private member(index: number, name: string, depth: number): Term | undefined {
    if (this.known.has(index)) return this.known.get(index);
    if (depth > deepest) return undefined;
    const { recurrence, floor } = this.start;
    const told = this.start.taken.get(index) ?? this.firstAt(index);
    let value: Term | undefined;
    if (told) value = this.valueWithin(told.value, new Map([[recurrence.letter, index]]), depth + 1)?.term;
    else if (floor !== undefined && index <= floor) value = symbol(name);
    else {
      this.known.set(index, undefined);
      value = this.valueWithin(
        recurrence.body,
        new Map([[recurrence.letter, index - recurrence.shift]]),
        depth + 1,
      )?.term;
    }
    const simple = value && this.simplified(value);
    this.known.set(index, simple);
    return simple;
  }

  private firstAt(index: number): FirstValue | undefined {
    const { first } = this.start;
    return first.get(index) ?? [...first.values()].find((told) => told.andBelow && index <= told.index);
  }

  private simplified(term: Term): Term {
    const simple = canonical(term, { fuel: this.fuel });
    if (simple.kind !== 'value') return term;
    return simple.rational ? rationalTerm(simple.rational) : simple.term;
  }

  /** The letters that the values so far are made of. */
  letters(): ReadonlySet<string> {
    const open = new Set<string>();
    for (const value of this.known.values()) if (value) for (const name of freeSymbols(value)) open.add(name);
    return open;
  }
}
