import { add, multiply, power, rational, zero } from '../build';
import type { AtomPower, Polynomial, PolynomialTerm } from '../polynomial';
import { sortedTerms } from '../polynomial';
import type { Term } from '../term';
import type { Quotient } from './atom';
import type { Field } from './field';

/** The term that a quotient stands for: highest powers first, negative powers in one denominator with the factors below the line. */
export function toTerm(field: Field, quotient: Quotient): Term {
  const numerator = polynomialToTerm(field, quotient.numerator);
  if (quotient.denominator.size === 0) return numerator;
  const below = [...quotient.denominator.values()].map(({ base, exponent }) =>
    power(polynomialToTerm(field, base), rational(-exponent)),
  );
  return multiply(numerator.kind === 'rational' && numerator.value.isOne ? below : [numerator, ...below]);
}

export function polynomialToTerm(field: Field, polynomial: Polynomial): Term {
  if (polynomial.size === 0) return zero;
  return add(sortedTerms(polynomial).map((term) => termOf(field, term)));
}

function termOf(field: Field, { coefficient, monomial }: PolynomialTerm): Term {
  const factors = monomial.powers.map((factor) => powerOf(field, factor));
  if (factors.length === 0) return rational(coefficient);
  return coefficient.isOne ? multiply(factors) : multiply([rational(coefficient), ...factors]);
}

/** Of atoms that are powers themselves the exponents multiply: that is what their exponents mean. */
function powerOf(field: Field, { atom, exponent }: AtomPower): Term {
  const { term, form } = field.atom(atom);
  if (exponent.isOne) return term;
  if (form.kind !== 'exponential' && form.kind !== 'power') return power(term, rational(exponent));
  if (term.kind !== 'power') return power(term, rational(exponent));
  const inner = term.exponent;
  if (inner.kind === 'rational') return power(term.base, rational(inner.value.times(exponent)));
  return power(term.base, multiply([rational(exponent), inner]));
}
