import { call, constant, multiply, rational } from '../build';
import { greatestCommonDivisor } from '../integer';
import { monomialOf, type PolynomialTerm } from '../polynomial';
import { Rational } from '../rational';
import type { Algebra } from './algebra';
import type { Atom, Quotient } from './atom';
import { oneQuotient, zeroQuotient } from './field';
import { raise } from './powers';
import { numberPower } from './roots';

/** cos(rπ) for rational r. */
export function cosineOfPi(algebra: Algebra, turns: Rational): Quotient {
  const two = Rational.two;
  let r = turns.minus(two.times(Rational.integer(turns.times(Rational.half).floor())));
  if (r.compare(Rational.one) > 0) r = two.minus(r);
  if (r.compare(Rational.half) > 0) return algebra.negate(acuteCosine(algebra, Rational.one.minus(r)));
  return acuteCosine(algebra, r);
}

/** sin(rπ) = cos((1/2 − r)π). */
export function sineOfPi(algebra: Algebra, turns: Rational): Quotient {
  return cosineOfPi(algebra, Rational.half.minus(turns));
}

/** For r from 0 to 1/2. */
function acuteCosine(algebra: Algebra, r: Rational): Quotient {
  const root = (n: number): Quotient => numberPower(algebra, Rational.of(n), Rational.half);
  const over = (value: Quotient, n: number): Quotient => algebra.scale(value, Rational.of(1, n));
  const nested = (value: Quotient): Quotient => raise(algebra, value, algebra.constant(Rational.half));
  switch (r.toString()) {
    case '0':
      return oneQuotient;
    case '1/2':
      return zeroQuotient;
    case '1/3':
      return algebra.constant(Rational.half);
    case '1/4':
      return over(root(2), 2);
    case '1/6':
      return over(root(3), 2);
    case '1/12':
      return over(algebra.add(root(6), root(2)), 4);
    case '5/12':
      return over(algebra.subtract(root(6), root(2)), 4);
    case '1/5':
      return over(algebra.add(root(5), oneQuotient), 4);
    case '2/5':
      return over(algebra.subtract(root(5), oneQuotient), 4);
    case '3/10': // sin(π/5)
      return over(nested(algebra.subtract(algebra.integer(10), algebra.scale(root(5), Rational.two))), 4);
    case '1/10': // sin(2π/5) = 2 sin(π/5) cos(π/5), so that one nested root does for both
      return algebra.multiply(acuteCosine(algebra, Rational.of(3, 10)), over(algebra.add(root(5), oneQuotient), 2));
    case '1/8':
      return over(nested(algebra.add(algebra.integer(2), root(2))), 2);
    case '3/8': // sin(π/8) = cos(π/8)·tan(π/8)
      return algebra.multiply(acuteCosine(algebra, Rational.of(1, 8)), algebra.subtract(root(2), oneQuotient));
  }
  return cosineOfFraction(algebra, r);
}

/** Angles π/n beyond this n are not brought to a common one: their minimal polynomials have degree up to n. */
const finest = 90n;

/** cos(kπ/n) as a polynomial in cos(π/n), for the common n of all such angles that occur. */
function cosineOfFraction(algebra: Algebra, r: Rational): Quotient {
  const known = algebra.angles.get('pi');
  let measure = Rational.of(1n, r.denominator);
  if (known !== undefined) measure = commonMeasure(known, measure);
  if (measure.denominator > finest) measure = Rational.of(1n, r.denominator);
  else if (known === undefined || !known.equals(measure)) {
    algebra.angles.set('pi', measure);
    if (known !== undefined) algebra.anglesChanged = true;
  }
  if (measure.denominator > finest) return algebra.fromAtom(cosineAtom(algebra, r, undefined));
  const n = Number(measure.denominator);
  const cosine = algebra.fromAtom(cosineAtom(algebra, measure, n));
  const k = Number(r.dividedBy(measure).numerator);
  // T₀ = 1, T₁ = c, Tₖ = 2c·Tₖ₋₁ − Tₖ₋₂
  let previous: Quotient = oneQuotient;
  let current = cosine;
  for (let j = 1; j < k; j += 1) {
    const next = algebra.subtract(algebra.scale(algebra.multiply(cosine, current), Rational.two), previous);
    previous = current;
    current = next;
  }
  return current;
}

/** The greatest number of which both are multiples. */
export function commonMeasure(a: Rational, b: Rational): Rational {
  return Rational.of(
    greatestCommonDivisor(a.numerator * b.denominator, b.numerator * a.denominator),
    a.denominator * b.denominator,
  );
}

function cosineAtom(algebra: Algebra, r: Rational, n: number | undefined): Atom {
  return algebra.intern(`cos ${r.toString()} pi`, () => {
    const term = call('cos', [multiply([rational(r), constant('pi')])]);
    const of = algebra.scale(algebra.fromAtom(algebra.pi), r);
    const made: Omit<Atom, 'index' | 'key'> = {
      term,
      sign: 'positive',
      integer: false,
      form: { kind: 'cosine', of },
    };
    if (n === undefined) return made;
    algebra.fuel.spend(n * n);
    // Nothing is interned between here and there. The index that the atom is about to get: its period is written in terms of itself.
    return { ...made, period: minimalPeriod(algebra, minimalPolynomial(2 * n)) };
  });
}

/** c^m by lower powers of c, from the polynomial that 2c is a root of. */
function minimalPeriod(algebra: Algebra, coefficients: readonly bigint[]): NonNullable<Atom['period']> {
  const degree = coefficients.length - 1;
  const self = algebra.nextIndex;
  const value = new Map<string, PolynomialTerm>();
  for (const [k, coefficient] of coefficients.entries()) {
    if (k === degree || coefficient === 0n) continue;
    const monomial = monomialOf(k === 0 ? [] : [{ atom: self, exponent: Rational.of(k) }]);
    value.set(monomial.key, { coefficient: Rational.of(-coefficient, 2n ** BigInt(degree - k)), monomial });
  }
  return { length: Rational.of(degree), value: algebra.fromPolynomial(value) };
}

/** The minimal polynomial of 2cos(2π/order), order ≥ 3, lowest coefficient first: the cyclotomic polynomial in z + 1/z. */
export function minimalPolynomial(order: number): readonly bigint[] {
  const cyclotomic = cyclotomicPolynomial(order);
  const degree = (cyclotomic.length - 1) / 2;
  const result: bigint[] = Array.from({ length: degree + 1 }, () => 0n);
  // z^k + z^−k as a polynomial in t = z + 1/z: V₀ = 2, V₁ = t, Vₖ = t·Vₖ₋₁ − Vₖ₋₂.
  let previous: readonly bigint[] = [2n];
  let current: readonly bigint[] = [0n, 1n];
  result[0] = cyclotomic[degree] ?? 0n;
  for (let k = 1; k <= degree; k += 1) {
    const factor = cyclotomic[degree + k] ?? 0n;
    for (const [j, coefficient] of current.entries()) result[j] = (result[j] ?? 0n) + factor * coefficient;
    const shifted = [0n, ...current];
    const next = shifted.map((coefficient, j) => coefficient - (previous[j] ?? 0n));
    previous = current;
    current = next;
  }
  return result;
}

/** z^n − 1 without the factors of the divisors of n. */
function cyclotomicPolynomial(n: number): readonly bigint[] {
  let polynomial: readonly bigint[] = Array.from({ length: n + 1 }, (_, k) => (k === 0 ? -1n : k === n ? 1n : 0n));
  for (let d = 1; d < n; d += 1) {
    if (n % d === 0) polynomial = divideMonic(polynomial, cyclotomicPolynomial(d));
  }
  return polynomial;
}

function divideMonic(dividend: readonly bigint[], divisor: readonly bigint[]): readonly bigint[] {
  const rest = [...dividend];
  const quotient: bigint[] = [];
  for (let shift = dividend.length - divisor.length; shift >= 0; shift -= 1) {
    const factor = rest[shift + divisor.length - 1] ?? 0n;
    quotient.unshift(factor);
    for (const [k, coefficient] of divisor.entries()) rest[shift + k] = (rest[shift + k] ?? 0n) - factor * coefficient;
  }
  return quotient;
}
