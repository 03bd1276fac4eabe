import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { quotientDependsOn } from './canonical/depends';
import { oneQuotient } from './canonical/field';
import { withValues } from './canonical/values';
import { exponentIn, monomialOf } from './polynomial';
import { Rational } from './rational';

/** The real and the imaginary part, all symbols being real; undefined where the imaginary unit stands inside of something. */
export function complexParts(
  algebra: Algebra,
  value: Quotient,
): { readonly real: Quotient; readonly imaginary: Quotient } | undefined {
  const { index } = algebra.i;
  let [above, below] = [polynomialPart(value), oneQuotient];
  for (const { base, exponent } of value.denominator.values()) {
    const factor: Quotient = { numerator: base, denominator: oneQuotient.denominator };
    const isReal = !quotientDependsOn(algebra, factor, (atom) => atom === index);
    const mirrored = isReal ? oneQuotient : conjugate(algebra, factor);
    above = algebra.multiply(above, algebra.power(mirrored, exponent));
    below = algebra.multiply(below, algebra.power(algebra.multiply(factor, mirrored), exponent));
  }
  let [real, imaginary] = [algebra.integer(0), algebra.integer(0)];
  for (const { coefficient, monomial } of above.numerator.values()) {
    const others = monomial.powers.filter(({ atom }) => atom !== index);
    const term = algebra.fromTerm(coefficient, monomialOf(others));
    if (quotientDependsOn(algebra, term, (atom) => atom === index)) return undefined;
    if (exponentIn(monomial, index).equals(Rational.one)) imaginary = algebra.add(imaginary, term);
    else real = algebra.add(real, term);
  }
  if (above.denominator.size > 0 || quotientDependsOn(algebra, below, (atom) => atom === index)) return undefined;
  return { real: algebra.divide(real, below), imaginary: algebra.divide(imaginary, below) };
}

/** Whether the imaginary unit stands in a value. */
export function isComplex(algebra: Algebra, value: Quotient): boolean {
  const { index } = algebra.i;
  return quotientDependsOn(algebra, value, (atom) => atom === index);
}

function polynomialPart({ numerator }: Quotient): Quotient {
  return { numerator, denominator: oneQuotient.denominator };
}

function conjugate(algebra: Algebra, value: Quotient): Quotient {
  return withValues(algebra, value, new Map([[algebra.i.index, algebra.negate(algebra.fromAtom(algebra.i))]]));
}
