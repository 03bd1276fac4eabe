import { signOfBall } from './ball';
import { collectIn } from './collect';
import { evaluateBall } from './evaluate';
import type { Fuel } from './fuel';
import { freeSymbols, someSubterm } from './structure';
import type { Term } from './term';

/** The sign of a closed term; undefined where it is not found. */
export function signOf(term: Term, fuel: Fuel): number | undefined {
  if (freeSymbols(term).size > 0) return undefined;
  const value = evaluateBall(term, new Map(), fuel);
  return value.kind === 'ball' ? signOfBall(value.ball) : undefined;
}

/** The sign of a polynomial in ln t of degree 1 or more, as t goes to 0 and ln t to minus infinity. */
export function signBeyond(coefficient: Term, logName: string, fuel: Fuel): number | undefined {
  const collected = collectIn(coefficient, logName, { fuel });
  const lead = collected?.coefficients.at(-1);
  const degree = (collected?.coefficients.length ?? 0) - 1;
  // The denominator of the coefficient is not seen: it must not be there.
  if (!lead || degree < 1 || collected?.reciprocal !== false || hasDenominator(coefficient)) return undefined;
  const sign = signOf(lead, fuel);
  return sign === undefined ? undefined : degree % 2 === 0 ? sign : -sign;
}

function hasDenominator(term: Term): boolean {
  return someSubterm(
    term,
    (part) => part.kind === 'power' && !(part.exponent.kind === 'rational' && part.exponent.value.sign > 0),
  );
}
