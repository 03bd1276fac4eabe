import {
  atomsOf,
  leadingTerm,
  monomialOf,
  negatePolynomial,
  polynomialKey,
  primitivePart,
  type Polynomial,
  type PolynomialTerm,
} from '../polynomial';
import { enclosureSign } from '../enclosure';
import type { Algebra } from './algebra';
import type { Quotient } from './atom';
import { polynomialToTerm } from './write';

/** What is known of a value where it exists. */
export type Sign = 'zero' | 'positive' | 'negative' | 'nonnegative' | 'nonpositive' | 'real' | 'complex';

export function signOf(algebra: Algebra, quotient: Quotient): Sign {
  let sign = signOfPolynomial(algebra, quotient.numerator);
  for (const { base, exponent } of quotient.denominator.values()) {
    const below = signOfPolynomial(algebra, base);
    if (exponent % 2 === 1 || below === 'complex') sign = productSign(sign, nonzeroSign(below));
  }
  return sign;
}

/** The sign of something that is known not to be zero. */
function nonzeroSign(sign: Sign): Sign {
  return sign === 'nonnegative' ? 'positive' : sign === 'nonpositive' ? 'negative' : sign;
}

export function signOfPolynomial(algebra: Algebra, polynomial: Polynomial): Sign {
  if (polynomial.size === 0) return 'zero';
  let sum: Sign = 'zero';
  for (const term of polynomial.values()) sum = sumSign(sum, signOfTerm(algebra, term));
  if (sum === 'complex' || sum === 'positive' || sum === 'negative') return sum;
  const { primitive } = primitivePart(polynomial, algebra.fuel);
  if (primitive.size > 1 && algebra.facts.size > 0) {
    const fact = factAbout(algebra, polynomial);
    if (fact !== undefined) return fact;
  }
  return closedSign(algebra, polynomial) ?? kinkSign(algebra, polynomial) ?? sum;
}

/** m (|P| + P) and m (|P| − P), as in \max(0, P) = (P + |P|)/2, have the sign of m or are zero. */
function kinkSign(algebra: Algebra, polynomial: Polynomial): Sign | undefined {
  if (polynomial.size < 2) return undefined;
  for (const { coefficient, monomial } of polynomial.values()) {
    const kink = monomial.powers.find(
      ({ atom, exponent }) => exponent.isOne && algebra.atom(atom).form.kind === 'absolute',
    );
    const form = kink && algebra.atom(kink.atom).form;
    if (!kink || form?.kind !== 'absolute') continue;
    const others = monomialOf(monomial.powers.filter((power) => power !== kink));
    const sign = signOfTerm(algebra, { coefficient, monomial: others });
    if (sign !== 'positive' && sign !== 'negative' && sign !== 'nonnegative' && sign !== 'nonpositive') continue;
    const straight = algebra.multiply(algebra.fromTerm(coefficient, others), form.of);
    const bent = algebra.fromTerm(coefficient, monomial);
    const rest = algebra.subtract({ numerator: polynomial, denominator: new Map() }, bent);
    const isStraight = [straight, algebra.negate(straight)].some((way) => algebra.key(way) === algebra.key(rest));
    if (isStraight) return sign === 'positive' || sign === 'nonnegative' ? 'nonnegative' : 'nonpositive';
  }
  return undefined;
}

function factAbout(algebra: Algebra, polynomial: Polynomial): Sign | undefined {
  const { monomial, primitive } = primitivePart(polynomial, algebra.fuel);
  const outside = signOfTerm(algebra, { coefficient: leadingTerm(primitive).coefficient.absolute(), monomial });
  const same = algebra.facts.get(polynomialKey(primitive));
  if (same !== undefined) return productSign(outside, same);
  const opposite = algebra.facts.get(polynomialKey(negatePolynomial(primitive, algebra.fuel)));
  if (opposite === undefined) return undefined;
  return productSign(outside, opposite === 'positive' ? 'negative' : 'nonpositive');
}

/** A closed value's sign, if enclosing it in fifty digits tells. */
function closedSign(algebra: Algebra, polynomial: Polynomial): Sign | undefined {
  if (polynomial.size < 2) return undefined;
  const closed = atomsOf(polynomial).every((index) => isClosed(algebra, index));
  if (!closed) return undefined;
  const sign = enclosureSign(polynomialToTerm(algebra, polynomial), algebra.fuel);
  return sign === undefined || sign === 0 ? undefined : sign > 0 ? 'positive' : 'negative';
}

function isClosed(algebra: Algebra, index: number): boolean {
  const { form, sign } = algebra.atom(index);
  switch (form.kind) {
    case 'pi':
    case 'prime':
      return true;
    case 'symbol':
    case 'imaginary':
    case 'other':
      return false;
    case 'radical':
      return closedQuotient(algebra, form.base);
    case 'exponential':
      return sign !== 'complex' && closedQuotient(algebra, form.exponent);
    case 'power':
      return sign !== 'complex' && closedQuotient(algebra, form.base) && closedQuotient(algebra, form.exponent);
    case 'logarithm':
    case 'sine':
    case 'cosine':
    case 'absolute':
    case 'sign':
    case 'inverse':
      return closedQuotient(algebra, form.of);
  }
}

/** No symbol, no imaginary unit and no unknown function in it. */
export function closedQuotient(algebra: Algebra, quotient: Quotient): boolean {
  const closed = (polynomial: Polynomial): boolean => atomsOf(polynomial).every((index) => isClosed(algebra, index));
  return closed(quotient.numerator) && [...quotient.denominator.values()].every(({ base }) => closed(base));
}

function signOfTerm(algebra: Algebra, { coefficient, monomial }: PolynomialTerm): Sign {
  let sign: Sign = coefficient.sign > 0 ? 'positive' : 'negative';
  for (const { atom, exponent } of monomial.powers) {
    const known = algebra.atom(atom).sign;
    if (known === 'complex') return 'complex';
    if (known === 'positive') continue;
    if (known === 'nonnegative' || (exponent.numerator % 2n === 0n && exponent.denominator % 2n === 1n)) {
      sign = productSign(sign, exponent.sign < 0 ? 'positive' : 'nonnegative');
    } else if (exponent.denominator % 2n === 0n) {
      if (algebra.imaginary) return 'complex';
      // An even root has a value only where it is not negative.
      sign = productSign(sign, exponent.sign < 0 ? 'positive' : 'nonnegative');
    } else {
      sign = productSign(sign, 'real');
    }
  }
  return sign;
}

function productSign(a: Sign, b: Sign): Sign {
  if (a === 'complex' || b === 'complex') return 'complex';
  if (a === 'zero' || b === 'zero') return 'zero';
  if (a === 'real' || b === 'real') return 'real';
  const strict = (a === 'positive' || a === 'negative') && (b === 'positive' || b === 'negative');
  const negative = isNegative(a) !== isNegative(b);
  if (strict) return negative ? 'negative' : 'positive';
  return negative ? 'nonpositive' : 'nonnegative';
}

function isNegative(sign: 'positive' | 'negative' | 'nonnegative' | 'nonpositive'): boolean {
  return sign === 'negative' || sign === 'nonpositive';
}

function sumSign(a: Sign, b: Sign): Sign {
  if (a === 'complex' || b === 'complex') return 'complex';
  if (a === 'zero') return b;
  if (b === 'zero') return a;
  if (a === 'real' || b === 'real') return 'real';
  if (isNegative(a) !== isNegative(b)) return 'real';
  if (a === 'positive' || b === 'positive') return 'positive';
  if (a === 'negative' || b === 'negative') return 'negative';
  return a;
}
