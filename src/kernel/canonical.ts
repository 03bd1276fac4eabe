import { Algebra, type Assumptions, type Condition } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { NoValue } from './canonical/field';
import { oneSided, type SideCondition } from './canonical/conditions';
import { gatherFacts } from './canonical/facts';
import { provablyNonzero } from './canonical/independence';
import { read, Unreadable } from './canonical/read';
import { toTerm } from './canonical/write';
import type { Fuel } from './fuel';
import type { Rational } from './rational';
import { mentionsImaginary } from './structure';
import type { Term } from './term';

export type { SideCondition } from './canonical/conditions';

/** What canonical forms may use: the effort allowed, and what is known of the symbols, which are real unless said otherwise. */
export interface CanonicalContext extends Assumptions {
  readonly fuel: Fuel;
}

/**
 * What canonical forms say about the difference of two terms.
 *
 * `zero`: they are equal wherever both are defined, which is a proof; `conditions` holds what only one side needs in order to be defined.
 * `nonzero`: they differ by a number that is provably not 0. `open`: neither is shown; `difference` is what is left. `undefined`: a side
 * surely has no value. `unreadable`: a side cannot be calculated with (infinity).
 */
export type Difference =
  | { readonly kind: 'zero'; readonly conditions: readonly SideCondition[] }
  | { readonly kind: 'nonzero'; readonly difference: Term }
  | { readonly kind: 'open'; readonly difference: Term }
  | { readonly kind: 'undefined'; readonly side: 'left' | 'right'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Throws `OutOfFuel`. */
export function difference(left: Term, right: Term, context: CanonicalContext): Difference {
  const outcome = quotientsOf([left, right], context);
  if (outcome.kind === 'undefined') {
    return { kind: 'undefined', side: outcome.index === 0 ? 'left' : 'right', reason: outcome.reason };
  }
  if (outcome.kind === 'unreadable') return outcome;
  const { algebra, readings } = outcome;
  const [a, b] = readings;
  if (a === undefined || b === undefined) return { kind: 'unreadable', reason: 'nothing to compare' };
  const rest = algebra.subtract(a.value, b.value);
  if (rest.numerator.size === 0) return { kind: 'zero', conditions: oneSided(algebra, a.conditions, b.conditions) };
  const kind = provablyNonzero(algebra, rest.numerator) ? 'nonzero' : 'open';
  return { kind, difference: toTerm(algebra, rest) };
}

/** The canonical form of one term, for showing: what was simplified, and what it takes to be defined. */
export type Canonical =
  | {
      readonly kind: 'value';
      readonly term: Term;
      /** The value, if it is a fraction. */
      readonly rational: Rational | undefined;
      readonly conditions: readonly SideCondition[];
    }
  | { readonly kind: 'undefined'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Throws `OutOfFuel`. */
export function canonical(term: Term, context: CanonicalContext): Canonical {
  const outcome = quotientsOf([term], context);
  if (outcome.kind === 'undefined') return { kind: 'undefined', reason: outcome.reason };
  if (outcome.kind === 'unreadable') return outcome;
  const { algebra, readings } = outcome;
  const [reading] = readings;
  if (reading === undefined) return { kind: 'unreadable', reason: 'nothing to simplify' };
  return {
    kind: 'value',
    term: toTerm(algebra, reading.value),
    rational: algebra.constantValue(reading.value),
    conditions: oneSided(algebra, reading.conditions, []),
  };
}

interface Reading {
  readonly value: Quotient;
  readonly conditions: readonly Condition[];
}

type Readings =
  | { readonly kind: 'values'; readonly algebra: Algebra; readonly readings: readonly Reading[] }
  | { readonly kind: 'undefined'; readonly index: number; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** How often angles may turn out to have a finer common measure. */
const mostPasses = 4;

/** Canonical forms of several terms over the same atoms. */
export function quotientsOf(terms: readonly Term[], context: CanonicalContext): Readings {
  const imaginary = terms.some(mentionsImaginary);
  const algebra = new Algebra(context.fuel, context, imaginary);
  if (!imaginary) gatherFacts(algebra, terms);
  for (let pass = 1; ; pass += 1) {
    algebra.anglesChanged = false;
    const readings: Reading[] = [];
    for (const [index, term] of terms.entries()) {
      algebra.conditions.length = 0;
      try {
        const value = read(algebra, term);
        readings.push({ value, conditions: [...algebra.conditions] });
      } catch (error) {
        if (error instanceof NoValue) return { kind: 'undefined', index, reason: error.message };
        if (error instanceof Unreadable) return { kind: 'unreadable', reason: error.message };
        throw error;
      }
    }
    if (!algebra.anglesChanged || pass === mostPasses) return { kind: 'values', algebra, readings };
  }
}
