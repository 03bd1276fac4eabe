import { atomsOf, exponentIn, monomialOf, multiplyMonomials, termPolynomial, type Polynomial } from '../polynomial';
import { Rational } from '../rational';
import { signFunction } from './absolute';
import type { Algebra } from './algebra';
import type { Atom, Quotient } from './atom';
import { quotientDependsOn } from './depends';
import { oneQuotient, zeroQuotient } from './field';
import { logarithmOf } from './logarithms';
import { raise } from './powers';
import { circular } from './trigonometry';
import { NoRule } from './values';

/** The derivative with respect to an atom that is a symbol. Throws `NoRule`. */
export function derivativeOf(algebra: Algebra, of: Quotient, variable: number): Quotient {
  const above = polynomialDerivative(algebra, of.numerator, variable);
  if (of.denominator.size === 0) return above;
  const below: Quotient = { numerator: oneQuotient.numerator, denominator: of.denominator };
  let sum = algebra.multiply(above, below);
  for (const { base, exponent } of of.denominator.values()) {
    const inner = polynomialDerivative(algebra, base, variable);
    if (inner.numerator.size === 0) continue;
    const part = algebra.multiply(of, algebra.divide(inner, algebra.fromPolynomial(base)));
    sum = algebra.subtract(sum, algebra.scale(part, Rational.of(exponent)));
  }
  return sum;
}

function polynomialDerivative(algebra: Algebra, polynomial: Polynomial, variable: number): Quotient {
  let sum: Quotient = zeroQuotient;
  for (const index of atomsOf(polynomial)) {
    const inner = atomDerivative(algebra, algebra.atom(index), variable);
    if (inner.numerator.size === 0) continue;
    let partial: Quotient = zeroQuotient;
    for (const { coefficient, monomial } of polynomial.values()) {
      const exponent = exponentIn(monomial, index);
      if (exponent.isZero) continue;
      algebra.fuel.spend(1 + monomial.powers.length);
      const rest = multiplyMonomials(monomial, monomialOf([{ atom: index, exponent: exponent.negated() }]));
      const lowered = algebra.fromAtom(algebra.atom(index), exponent.minus(Rational.one));
      const outer = algebra.fromPolynomial(termPolynomial(coefficient.times(exponent), rest));
      partial = algebra.add(partial, algebra.multiply(outer, lowered));
    }
    sum = algebra.add(sum, algebra.multiply(partial, inner));
  }
  return sum;
}

function atomDerivative(algebra: Algebra, atom: Atom, variable: number): Quotient {
  if (atom.index === variable) return oneQuotient;
  const inside = (quotient: Quotient): Quotient => derivativeOf(algebra, quotient, variable);
  const chain = (of: Quotient, outer: () => Quotient): Quotient => {
    const inner = inside(of);
    return inner.numerator.size === 0 ? zeroQuotient : algebra.multiply(outer(), inner);
  };
  const { form } = atom;
  const self = algebra.fromAtom(atom);
  switch (form.kind) {
    case 'symbol':
    case 'pi':
    case 'imaginary':
    case 'prime':
      return zeroQuotient;
    case 'radical':
      return inside(form.base);
    case 'exponential':
      return chain(form.exponent, () => self);
    case 'power': {
      const byExponent = chain(form.exponent, () => algebra.multiply(self, logarithmOf(algebra, form.base)));
      const byBase = chain(form.base, () => algebra.multiply(self, algebra.divide(form.exponent, form.base)));
      return algebra.add(byExponent, byBase);
    }
    case 'logarithm':
      return chain(form.of, () => algebra.inverse(form.of));
    case 'sine':
      return chain(form.of, () => circular(algebra, form.of).cosine);
    case 'cosine':
      return chain(form.of, () => algebra.negate(circular(algebra, form.of).sine));
    case 'absolute':
      return chain(form.of, () => signFunction(algebra, form.of));
    case 'sign':
      return chain(form.of, () => zeroQuotient);
    case 'inverse': {
      const square = algebra.multiply(form.of, form.of);
      return chain(form.of, () =>
        form.name === 'arctan'
          ? algebra.inverse(algebra.add(oneQuotient, square))
          : algebra.inverse(raise(algebra, algebra.subtract(oneQuotient, square), algebra.constant(Rational.half))),
      );
    }
    case 'other':
      if (form.of?.every((argument) => !quotientDependsOn(algebra, argument, (k) => k === variable)))
        return zeroQuotient;
      throw new NoRule('the derivative of this function is not known');
  }
}
