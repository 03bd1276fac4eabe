import { rational } from '../build';
import { factorize } from '../integer';
import { monomialOf, singleTerm } from '../polynomial';
import { Rational } from '../rational';
import { absoluteOf } from './absolute';
import type { Algebra } from './algebra';
import type { Atom, Quotient } from './atom';
import { cosineOfPi, sineOfPi } from './cyclotomic';
import { NoValue, oneQuotient, zeroQuotient } from './field';
import type { Part, Parts } from './parts';
import { powerAtom, raise } from './powers';
import { signOf } from './sign';
import { toTerm } from './write';

/** How a fractional power of a negative number is meant: `real` roots of odd degree exist, those of `power` do not. */
export type RootKind = 'power' | 'real';

export function integerPower(algebra: Algebra, base: Quotient, exponent: bigint): Quotient {
  const value = algebra.constantValue(base);
  if (value !== undefined) {
    if (value.isZero && exponent < 0n) throw new NoValue('division by zero');
    return algebra.constant(value.power(exponent, algebra.fuel));
  }
  const times = Number(exponent);
  algebra.fuel.spend(singleTerm(base.numerator) === undefined ? Math.abs(times) : 1);
  if (!Number.isSafeInteger(times)) return powerAtom(algebra, base, algebra.constant(Rational.integer(exponent)));
  return algebra.power(base, times);
}
/** A positive number to a rational power: √8 = 2·2^{1/2}, primes having exponents between 0 and 1. */
export function numberPower(algebra: Algebra, base: Rational, exponent: Rational): Quotient {
  if (base.isOne || exponent.isZero) return oneQuotient;
  if (exponent.isInteger) return algebra.constant(base.power(exponent.numerator, algebra.fuel));
  let coefficient = Rational.one;
  const powers: { atom: number; exponent: Rational }[] = [];
  for (const { prime, times, certain } of primesOf(algebra, base)) {
    const total = exponent.times(Rational.of(times));
    const whole = total.floor();
    const part = total.minus(Rational.integer(whole));
    coefficient = coefficient.times(Rational.integer(prime).power(whole, algebra.fuel));
    if (!part.isZero) powers.push({ atom: primeAtom(algebra, prime, certain).index, exponent: part });
  }
  return algebra.fromTerm(coefficient, monomialOf(powers.sort((a, b) => a.atom - b.atom)));
}

interface PrimeFactor {
  readonly prime: bigint;
  /** Negative below the line. */
  readonly times: number;
  /** Surely a prime. */
  readonly certain: boolean;
}

export function primesOf(algebra: Algebra, value: Rational): readonly PrimeFactor[] {
  const found: PrimeFactor[] = [];
  for (const [number, sign] of [
    [value.numerator, 1],
    [value.denominator, -1],
  ] as const) {
    const { factors, complete } = factorize(number, algebra.fuel);
    for (const [index, { prime, exponent }] of factors.entries()) {
      found.push({ prime, times: sign * exponent, certain: complete || index < factors.length - 1 });
    }
  }
  return found;
}

export function primeAtom(algebra: Algebra, prime: bigint, certain: boolean): Atom {
  return algebra.intern(`prime ${prime}`, () => ({
    term: rational(prime),
    sign: 'positive',
    integer: true,
    form: { kind: 'prime', value: prime, certain },
    period: { length: Rational.one, value: algebra.constant(Rational.integer(prime)) },
  }));
}

/** A power with a fraction as exponent. */
export function raiseFractionally(
  algebra: Algebra,
  { coefficient, parts }: Parts,
  exponent: Rational,
  kind: RootKind,
): Quotient {
  if (coefficient.isZero) {
    if (exponent.sign < 0) throw new NoValue('division by zero');
    return zeroQuotient;
  }
  const odd = exponent.denominator % 2n === 1n;
  const factors: Quotient[] = [numberPower(algebra, coefficient.absolute(), exponent)];
  const inside: Part[] = [];
  let negative = coefficient.sign < 0;
  const oddRoots = odd && (kind === 'real' || !algebra.imaginary);
  for (const part of parts) {
    const total = part.exponent.times(exponent);
    if (part.sign === 'positive' || part.sign === 'nonnegative' || (oddRoots && part.sign !== 'complex')) {
      factors.push(partPower(algebra, part, total));
    } else if (algebra.imaginary || part.sign === 'complex') {
      inside.push(part);
    } else {
      const { even, rest } = splitEven(part.exponent);
      if (!even.isZero) factors.push(raiseFractionally(algebra, absolutePart(algebra, part, even), exponent, kind));
      if (!rest.isZero) inside.push({ ...part, exponent: rest });
    }
  }
  if (negative && oddRoots && (kind === 'real' || inside.length > 0 || hasOpenSign(parts))) {
    if (exponent.numerator % 2n !== 0n) factors.push(algebra.integer(-1));
    negative = false;
  }
  const [only] = inside;
  if (only === undefined) {
    if (negative && !algebra.imaginary && hasOpenSign(parts)) {
      // √(−x²) has a value where x is 0, and only there.
      const base = algebra.product(parts.map((part) => partPower(algebra, part, part.exponent)));
      return radicalPower(algebra, algebra.scale(base, coefficient), exponent);
    }
    if (negative) factors.push(negativeUnit(algebra, exponent, odd));
  } else if (inside.length === 1 && !negative && (only.exponent.isOne || only.atom !== undefined)) {
    factors.push(partPower(algebra, only, only.exponent.times(exponent)));
  } else {
    const product = algebra.product(inside.map((part) => partPower(algebra, part, part.exponent)));
    factors.push(radicalPower(algebra, negative ? algebra.negate(product) : product, exponent));
  }
  return algebra.product(factors);
}

function hasOpenSign(parts: readonly Part[]): boolean {
  return parts.some(({ sign }) => sign === 'real' || sign === 'nonnegative');
}

/** (−1) to a fractional power: its principal value beside the imaginary unit, otherwise none. */
export function negativeUnit(algebra: Algebra, exponent: Rational, odd: boolean): Quotient {
  if (!algebra.imaginary) {
    throw new NoValue(odd ? 'a negative number to a fractional power' : 'an even root of a negative number');
  }
  return algebra.add(
    cosineOfPi(algebra, exponent),
    algebra.multiply(algebra.fromAtom(algebra.i), sineOfPi(algebra, exponent)),
  );
}

/** For a base of unknown sign: x³ = x²·x under an even root is |x|²·x. Roots of odd degree in the exponent stay with the base. */
function splitEven(exponent: Rational): { readonly even: Rational; readonly rest: Rational } {
  const unit = Rational.of(1n, exponent.denominator);
  if (exponent.denominator % 2n === 0n) return { even: Rational.zero, rest: exponent };
  return exponent.numerator % 2n === 0n
    ? { even: exponent, rest: Rational.zero }
    : { even: exponent.minus(unit), rest: unit };
}

function absolutePart(algebra: Algebra, part: Part, exponent: Rational): Parts {
  const base = absoluteOf(algebra, part.base);
  return { coefficient: Rational.one, parts: [{ ...singlePart(algebra, base), exponent }] };
}

export function singlePart(algebra: Algebra, base: Quotient): Omit<Part, 'exponent'> {
  const single = singleTerm(base.numerator);
  const [only] = single?.monomial.powers ?? [];
  const atom =
    base.denominator.size === 0 && single?.coefficient.isOne === true && single.monomial.powers.length === 1
      ? only
      : undefined;
  if (atom?.exponent.isOne !== true) return { base, sign: 'nonnegative' };
  return { base, sign: 'nonnegative', atom: algebra.atom(atom.atom) };
}

/** A part to a power that may be applied to its base as it stands. */
export function partPower(algebra: Algebra, part: Part, exponent: Rational): Quotient {
  if (part.atom !== undefined && (exponent.isInteger || keepsExponents(part))) {
    return algebra.fromAtom(part.atom, exponent);
  }
  if (exponent.isInteger) return integerPower(algebra, part.base, exponent.numerator);
  return radicalPower(algebra, part.base, exponent);
}

/** The atom x^n to the power of 1/2 stands for x^{n/2}, which is √(x^n) for positive x only. */
function keepsExponents({ atom, sign }: Part): boolean {
  return (atom?.form.kind !== 'power' && atom?.form.kind !== 'exponential') || sign === 'positive';
}

/** A base that does not split, to a fractional power. */
function radicalPower(algebra: Algebra, base: Quotient, exponent: Rational): Quotient {
  const whole = exponent.floor();
  const fraction = exponent.minus(Rational.integer(whole));
  if (fraction.isZero) return integerPower(algebra, base, whole);
  const denested = fraction.equals(Rational.half) ? denest(algebra, base) : undefined;
  if (denested !== undefined) return algebra.multiply(denested, integerPower(algebra, base, whole));
  const atom = algebra.intern(`root of ${algebra.key(base)}`, () => {
    const sign = signOf(algebra, base);
    const even = exponent.denominator % 2n === 0n && !algebra.imaginary;
    return {
      term: toTerm(algebra, base),
      sign:
        sign === 'positive'
          ? 'positive'
          : sign === 'complex'
            ? 'complex'
            : even
              ? 'nonnegative'
              : algebra.imaginary
                ? 'complex'
                : 'real',
      integer: false,
      form: { kind: 'radical', base },
      period: { length: Rational.one, value: base },
    };
  });
  return algebra.fromAtom(atom, exponent);
}

/**
 * √(a + b) of a rational a > 0 and the root b of a rational. Where d = √(a² − b²) is rational it is √((a+d)/2) ± √((a−d)/2), the sign that of
 * b. Otherwise, for b < 0, it is √(a² − b²)/√(a − b), so that only one of the two conjugate roots occurs.
 */
function denest(algebra: Algebra, base: Quotient): Quotient | undefined {
  if (base.numerator.size !== 2 || base.denominator.size > 0) return undefined;
  const terms = [...base.numerator.values()];
  const plain = terms.find(({ monomial }) => monomial.powers.length === 0);
  const root = terms.find(({ monomial }) => monomial.powers.length > 0);
  if (plain === undefined || root === undefined || plain.coefficient.sign < 0) return undefined;
  const b = algebra.fromTerm(root.coefficient, root.monomial);
  const square = algebra.constantValue(algebra.multiply(b, b));
  if (square === undefined || square.sign <= 0) return undefined;
  const norm = plain.coefficient.times(plain.coefficient).minus(square);
  if (norm.sign <= 0) return undefined;
  const d = norm.root(2, algebra.fuel);
  if (d === undefined) {
    if (root.coefficient.sign > 0) return undefined;
    const conjugate = algebra.add(algebra.constant(plain.coefficient), algebra.negate(b));
    const half = algebra.constant(Rational.half);
    return algebra.divide(numberPower(algebra, norm, Rational.half), raise(algebra, conjugate, half));
  }
  const first = numberPower(algebra, plain.coefficient.plus(d).times(Rational.half), Rational.half);
  const second = numberPower(algebra, plain.coefficient.minus(d).times(Rational.half), Rational.half);
  return root.coefficient.sign < 0 ? algebra.subtract(first, second) : algebra.add(first, second);
}
