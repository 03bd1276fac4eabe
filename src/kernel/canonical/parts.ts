import {
  constantValue,
  leadingTerm,
  negatePolynomial,
  polynomialKey,
  polynomialRoot,
  primitivePart,
  type Polynomial,
} from '../polynomial';
import { Rational } from '../rational';
import type { Algebra } from './algebra';
import type { Atom, Quotient } from './atom';
import { NoValue } from './field';
import { signOfPolynomial, type Sign } from './sign';

/** A value as a number times powers: of atoms, and of polynomials that do not split further. */
export interface Parts {
  /** Not 0 unless the value is 0; then there are no parts. */
  readonly coefficient: Rational;
  readonly parts: readonly Part[];
}

export interface Part {
  readonly base: Quotient;
  readonly exponent: Rational;
  /** Never `zero`, `negative` or `nonpositive`: such bases are turned round, and the coefficient takes the sign. */
  readonly sign: Exclude<Sign, 'zero' | 'negative' | 'nonpositive'>;
  /** The base, if it is an atom. */
  readonly atom?: Atom;
}

export function partsOf(algebra: Algebra, quotient: Quotient): Parts {
  if (quotient.numerator.size === 0) return { coefficient: Rational.zero, parts: [] };
  const { coefficient, monomial, primitive } = primitivePart(quotient.numerator, algebra.fuel);
  const parts: Part[] = monomial.powers.map(({ atom, exponent }) => {
    const known = algebra.atom(atom);
    return { base: algebra.fromAtom(known), exponent, sign: known.sign, atom: known };
  });
  let factor = coefficient;
  const single = constantValue(primitive);
  if (single !== undefined) {
    factor = factor.times(single);
  } else {
    const part = polynomialPart(algebra, primitive, Rational.one);
    if (part.turned) factor = factor.negated();
    parts.push(part.part);
  }
  for (const { base, exponent } of quotient.denominator.values()) {
    const part = polynomialPart(algebra, base, Rational.of(-exponent));
    if (part.turned && exponent % 2 === 1) factor = factor.negated();
    parts.push(part.part);
  }
  return { coefficient: factor, parts };
}

function polynomialPart(
  algebra: Algebra,
  polynomial: Polynomial,
  exponent: Rational,
): { readonly part: Part; readonly turned: boolean } {
  const root = polynomialRoot(polynomial, algebra.fuel);
  if (root !== undefined && root.size > 1) {
    const inner = polynomialPart(algebra, root, exponent.times(Rational.two));
    return { part: inner.part, turned: false };
  }
  const sign = signOfPolynomial(algebra, polynomial);
  if (sign === 'negative' || sign === 'nonpositive') {
    const base = algebra.fromPolynomial(negatePolynomial(polynomial, algebra.fuel));
    return { part: { base, exponent, sign: sign === 'negative' ? 'positive' : 'nonnegative' }, turned: true };
  }
  // Where the sign is open the leading coefficient is made positive, so that x − 1 and 1 − x have one base.
  const turned = (sign === 'real' || sign === 'complex') && leadingTerm(polynomial).coefficient.sign < 0;
  const base = turned ? negatePolynomial(polynomial, algebra.fuel) : polynomial;
  return { part: { base: algebra.fromPolynomial(base), exponent, sign: sign === 'zero' ? 'real' : sign }, turned };
}

/** The product of several values to powers, parts with the same base joined. */
export function joinParts(
  algebra: Algebra,
  factors: readonly { readonly value: Quotient; readonly exponent: number }[],
): Parts {
  let coefficient = Rational.one;
  const joined = new Map<string, Part>();
  let zero: Parts | undefined;
  for (const { value, exponent } of factors) {
    // An empty product is 1, of zeros too.
    if (exponent === 0) continue;
    const own = partsOf(algebra, value);
    if (own.coefficient.isZero) {
      if (exponent < 0) throw new NoValue('division by zero');
      zero = own;
      continue;
    }
    coefficient = coefficient.times(own.coefficient.power(BigInt(exponent), algebra.fuel));
    for (const part of own.parts) {
      const key = part.atom === undefined ? polynomialKey(part.base.numerator) : `${part.atom.index}`;
      const total = part.exponent.times(Rational.of(exponent)).plus(joined.get(key)?.exponent ?? Rational.zero);
      if (total.isZero) joined.delete(key);
      else joined.set(key, { ...part, exponent: total });
    }
  }
  return zero ?? { coefficient, parts: [...joined.values()] };
}
