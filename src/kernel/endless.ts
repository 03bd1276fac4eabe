import { ball, undecided, undefinedValue, type Ball, type Enclosure } from './ball';
import { rational } from './build';
import { integralValue } from './definite';
import type { Fuel } from './fuel';
import { infiniteSum } from './infinite/sum';
import { Rational } from './rational';
import { freeSymbols, substitute } from './structure';
import type { IntegralTerm, SumTerm, Term } from './term';

/**
 * The value of an integral or of an infinite sum (which begins at a whole number), where its symbols have these values: enclosed, or a closed term that is it.
 * Only fractions are put in. Throws `OutOfFuel`.
 */
export function endlessValue(
  term: IntegralTerm | SumTerm,
  values: ReadonlyMap<string, Ball | Rational>,
  fuel: Fuel,
): Enclosure | { readonly kind: 'term'; readonly term: Term } {
  const what = term.kind === 'integral' ? 'an integral' : 'an infinite sum';
  const replacements = new Map<string, Term>();
  for (const name of freeSymbols(term)) {
    const value = values.get(name);
    if (!(value instanceof Rational)) return undecided(what);
    replacements.set(name, rational(value));
  }
  const put = substitute(term, replacements);
  if (put.kind === 'integral') {
    const found = integralValue(put, fuel);
    if (found === undefined) return undecided(what);
    return found.kind === 'value'
      ? { kind: 'term', term: found.term }
      : undefinedValue('the integral does not converge');
  }
  if (put.kind !== 'sum' || put.lower.kind !== 'rational') return undecided(what);
  const found = infiniteSum(put.body, put.variable, put.lower.value.toNumber(), fuel);
  if (found.kind === 'open') return undecided(what);
  return found.kind === 'ball' ? ball(found.ball) : undefinedValue('the series does not converge');
}
