import type { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';

/** A polynomial in one symbol with integer coefficients, lowest degree first, without leading zeros; the empty list is 0. */
export type Integers = readonly bigint[];

/** A root: its exact value where it is a fraction, else two fractions that enclose it and no other root of the same polynomial. */
export type Isolated =
  | { readonly kind: 'fraction'; readonly value: Rational }
  | { readonly kind: 'between'; readonly low: Rational; readonly high: Rational };

/** Enclosures of roots are no wider than two to minus this. */
const finest = 200;

/** Polynomials of a higher degree are refused. */
const highestDegree = 24;

/**
 * All distinct real roots of a polynomial that is not 0, in ascending order: isolated by Sturm's theorem, then bisected. Undefined above the
 * highest degree. Throws `OutOfFuel`.
 */
export function isolateRoots(polynomial: Integers, fuel: Fuel): readonly Isolated[] | undefined {
  const trimmed = trim(polynomial);
  if (trimmed.length === 0 || trimmed.length - 1 > highestDegree) return undefined;
  if (trimmed.length === 1) return [];
  const squarefree = squarefreePart(trimmed, fuel);
  const sequence = sturmSequence(squarefree, fuel);
  const bound = 1n << BigInt(boundExponent(squarefree));
  const found: Isolated[] = [];
  const open = [{ low: Rational.integer(-bound), high: Rational.integer(bound) }];
  // Depth first, the left half before the right one, so that roots come in order.
  for (let part = open.pop(); part; part = open.pop()) {
    const count = changes(sequence, part.low, fuel) - changes(sequence, part.high, fuel);
    if (count === 0) continue;
    if (count === 1) {
      found.push(refined(squarefree, part.low, part.high, fuel));
      continue;
    }
    const middle = part.low.plus(part.high).times(Rational.half);
    open.push({ low: middle, high: part.high }, { low: part.low, high: middle });
  }
  return found;
}

/** Without common factors and leading zeros, from fractions. */
export function integersOf(coefficients: readonly Rational[]): Integers {
  const scale = coefficients.reduce((l, c) => (l * c.denominator) / gcd(l, c.denominator), 1n);
  return primitive(trim(coefficients.map((c) => c.numerator * (scale / c.denominator))));
}

/** The one root in (low, high], narrowed down; both ends have powers of two as denominators. */
function refined(polynomial: Integers, low: Rational, high: Rational, fuel: Fuel): Isolated {
  if (signAt(polynomial, high, fuel) === 0) return { kind: 'fraction', value: high };
  const right = signAt(polynomial, high, fuel);
  const leading = polynomial[polynomial.length - 1] ?? 1n;
  // Both ends over the same power of two.
  let scale = low.denominator > high.denominator ? low.denominator : high.denominator;
  let a = low.numerator * (scale / low.denominator);
  let b = high.numerator * (scale / high.denominator);
  let triedFraction = false;
  for (;;) {
    if (!triedFraction && (b - a) * abs(leading) * 4n <= scale) {
      // A root that is a fraction has a denominator that divides the leading coefficient.
      triedFraction = true;
      const middle = Rational.of((a + b) * leading, 2n * scale);
      const candidate = Rational.of(middle.plus(Rational.half).floor(), leading);
      const inside = candidate.compare(Rational.of(a, scale)) > 0 && candidate.compare(Rational.of(b, scale)) <= 0;
      if (inside && signAt(polynomial, candidate, fuel) === 0) return { kind: 'fraction', value: candidate };
    }
    if ((b - a) << BigInt(finest) <= scale)
      return { kind: 'between', low: Rational.of(a, scale), high: Rational.of(b, scale) };
    const middle = a + b;
    scale *= 2n;
    const sign = signOver(polynomial, middle, scale, fuel);
    if (sign === 0) return { kind: 'fraction', value: Rational.of(middle, scale) };
    a *= 2n;
    b *= 2n;
    if (sign === right) b = middle;
    else a = middle;
  }
}

/** All roots lie between minus and plus two to this (Cauchy's bound). */
function boundExponent(polynomial: Integers): number {
  const leading = bits(polynomial[polynomial.length - 1] ?? 1n);
  const largest = Math.max(...polynomial.map(bits));
  return Math.max(1, largest - leading + 2);
}

function bits(n: bigint): number {
  return abs(n).toString(2).length;
}

/** The polynomial, its derivative, and the negated remainders, each scaled by a positive number. */
function sturmSequence(polynomial: Integers, fuel: Fuel): readonly Integers[] {
  const sequence: Integers[] = [polynomial, primitive(derivative(polynomial))];
  for (;;) {
    const last = sequence[sequence.length - 1] ?? [];
    if (last.length <= 1) return sequence;
    const rest = remainder(sequence[sequence.length - 2] ?? [], last, fuel);
    if (rest.length === 0) return sequence;
    sequence.push(primitive(rest.map((c) => -c)));
  }
}

/** Sign changes of the sequence at a place; zeros are passed over. */
function changes(sequence: readonly Integers[], at: Rational, fuel: Fuel): number {
  let count = 0;
  let before = 0;
  for (const polynomial of sequence) {
    const sign = signAt(polynomial, at, fuel);
    if (sign === 0) continue;
    if (before !== 0 && sign !== before) count++;
    before = sign;
  }
  return count;
}

function signAt(polynomial: Integers, at: Rational, fuel: Fuel): number {
  return signOver(polynomial, at.numerator, at.denominator, fuel);
}

/** The sign of the value at n/d, from d to the degree times it. */
function signOver(polynomial: Integers, numerator: bigint, denominator: bigint, fuel: Fuel): number {
  fuel.spend(polynomial.length);
  let value = 0n;
  let scale = 1n;
  for (let k = polynomial.length - 1; k >= 0; k--) {
    value = value * numerator + (polynomial[k] ?? 0n) * scale;
    scale *= denominator;
  }
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

function squarefreePart(polynomial: Integers, fuel: Fuel): Integers {
  let [a, b] = [polynomial, primitive(derivative(polynomial))];
  while (b.length > 0) [a, b] = [b, primitive(remainder(a, b, fuel))];
  return a.length <= 1 ? primitive(polynomial) : primitive(quotient(polynomial, a, fuel));
}

function derivative(polynomial: Integers): Integers {
  return polynomial.slice(1).map((c, k) => c * BigInt(k + 1));
}

/** A positive multiple of the remainder. */
function remainder(dividend: Integers, divisor: Integers, fuel: Fuel): Integers {
  const leading = divisor[divisor.length - 1] ?? 1n;
  const scale = abs(leading);
  const sign = leading < 0n ? -1n : 1n;
  let rest = [...dividend];
  while (rest.length >= divisor.length) {
    pay(rest, fuel);
    const factor = (rest[rest.length - 1] ?? 0n) * sign;
    const shift = rest.length - divisor.length;
    rest = trim(rest.map((c, k) => c * scale - factor * (divisor[k - shift] ?? 0n)).slice(0, -1));
    rest = [...primitive(rest)];
  }
  return rest;
}

/** A multiple of the quotient; the divisor must divide. */
function quotient(dividend: Integers, divisor: Integers, fuel: Fuel): Integers {
  const leading = divisor[divisor.length - 1] ?? 1n;
  const steps = dividend.length - divisor.length + 1;
  let rest = dividend.map((c) => c * leading ** BigInt(steps));
  const result: bigint[] = [];
  for (let k = steps - 1; k >= 0; k--) {
    pay(rest, fuel);
    const factor = (rest[k + divisor.length - 1] ?? 0n) / leading;
    result.unshift(factor);
    rest = rest.map((c, j) => c - factor * (divisor[j - k] ?? 0n));
  }
  return trim(result);
}

function pay(polynomial: Integers, fuel: Fuel): void {
  fuel.spend(polynomial.length);
  for (const c of polynomial) if (c > 10n ** 20n || c < -(10n ** 20n)) fuel.spendDigits(c.toString().length);
}

/** Divided by the greatest common factor of its coefficients, which is positive. */
function primitive(polynomial: Integers): Integers {
  const common = polynomial.reduce((g, c) => gcd(g, c), 0n);
  return common <= 1n ? polynomial : polynomial.map((c) => c / common);
}

function trim(polynomial: Integers): bigint[] {
  const result = [...polynomial];
  while (result.length > 0 && result[result.length - 1] === 0n) result.pop();
  return result;
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
