import { canonical } from '../kernel/canonical';
import { divide, negate, substitute } from '../kernel/build';
import { collectIn } from '../kernel/collect';
import { evaluateExact } from '../kernel/exact';
import type { Fuel } from '../kernel/fuel';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';

/** Equations solved as far as exact elimination goes. */
export interface Solved {
  /** What eliminated symbols are in terms of the others, in the order of elimination: a later one may stand in an earlier one's term. */
  readonly substitutions: readonly { readonly name: string; readonly term: Term }[];
  /** Equations (terms that must be zero) that could not be solved for a symbol. */
  readonly remaining: readonly Term[];
  /** Whether the equations contradict each other: one came down to a number that is not zero. */
  readonly contradiction: boolean;
}

/**
 * Eliminates symbols from equations that are linear in them. A symbol is solved for only where its coefficient is a number, or a term that the caller's
 * `nonzero` vouches for: nothing is divided by what may be zero. `prefer` orders the candidates, the smallest first.
 */
export function eliminate(
  equations: readonly Term[],
  prefer: (name: string) => number,
  nonzero: (coefficient: Term) => boolean,
  fuel: Fuel,
): Solved {
  let open = [...equations];
  const substitutions: { name: string; term: Term }[] = [];
  for (;;) {
    const simplified: Term[] = [];
    for (const equation of open) {
      const form = canonical(equation, { fuel });
      if (form.kind !== 'value') {
        simplified.push(equation);
        continue;
      }
      if (form.rational?.isZero === true) continue;
      if (form.rational !== undefined) return { substitutions, remaining: [], contradiction: true };
      simplified.push(form.term);
    }
    open = simplified;
    const pivot = findPivot(open, prefer, nonzero, fuel);
    if (!pivot) return { substitutions, remaining: open, contradiction: false };
    substitutions.push({ name: pivot.name, term: pivot.term });
    const replacement = new Map([[pivot.name, pivot.term]]);
    open = open.filter((_, k) => k !== pivot.index).map((equation) => substitute(equation, replacement));
  }
}

function findPivot(
  equations: readonly Term[],
  prefer: (name: string) => number,
  nonzero: (coefficient: Term) => boolean,
  fuel: Fuel,
): { index: number; name: string; term: Term } | undefined {
  for (const [index, equation] of equations.entries()) {
    const names = [...freeSymbols(equation)].sort((a, b) => prefer(a) - prefer(b) || (a < b ? -1 : 1));
    for (const name of names) {
      const collected = collectIn(equation, name, { fuel });
      if (collected?.coefficients.length !== 2 || collected.reciprocal) continue;
      const [constant, slope] = collected.coefficients;
      if (!constant || !slope) continue;
      const value = evaluateExact(slope, fuel);
      const vouched = value.kind === 'rational' ? !value.value.isZero : nonzero(slope);
      if (vouched) return { index, name, term: negate(divide(constant, slope)) };
    }
  }
  return undefined;
}

/** Puts the substitutions into a term, first to last. */
export function apply(solved: Pick<Solved, 'substitutions'>, term: Term): Term {
  return solved.substitutions.reduce((t, s) => substitute(t, new Map([[s.name, s.term]])), term);
}
