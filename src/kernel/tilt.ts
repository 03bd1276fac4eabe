import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { dependsOn, quotientDependsOn } from './canonical/depends';
import { oneQuotient, zeroQuotient } from './canonical/field';
import { logarithmOf } from './canonical/logarithms';
import { exponentialOf, raise } from './canonical/powers';
import { signOf } from './canonical/sign';
import type { RandomAtoms } from './moments';
import { monomialOf, type AtomPower } from './polynomial';
import { errorFunction, geometricMoment, poissonMoment } from './power-moments';
import { numberPower } from './canonical/roots';
import { Rational } from './rational';

/** E[x^k e^{bx}] of a random quantity x for whole k; undefined where no rule gives it. */
export type Tilt = (times: number, slope: Quotient) => Tilted | undefined;

/** A value that an expectation has where all of `needs` are positive; it is infinite elsewhere. */
export interface Tilted {
  readonly value: Quotient;
  readonly needs: readonly Quotient[];
}

/** Of x with density e^{−x}: k!/(1 − b)^{k+1}. */
export function exponentialTilt(algebra: Algebra): Tilt {
  return (k, slope) => {
    const left = algebra.subtract(oneQuotient, slope);
    const value = algebra.scale(algebra.inverse(algebra.power(left, k + 1)), Rational.integer(factorial(k)));
    return { value, needs: [left] };
  };
}

/** Of x uniform between 0 and 1, by parts: I_k = (e^b − k I_{k−1})/b. */
export function uniformTilt(algebra: Algebra): Tilt {
  return (times, slope) => {
    if (slope.numerator.size === 0) return undefined;
    const top = exponentialOf(algebra, slope);
    let value = algebra.divide(algebra.subtract(top, oneQuotient), slope);
    for (let k = 1; k <= times; k++)
      value = algebra.divide(algebra.subtract(top, algebra.scale(value, Rational.of(k))), slope);
    return { value, needs: [] };
  };
}

/** Of the size x of a standard Gaussian quantity: I_0 = e^{b²/2}(1 + erf(b/√2)), I_1 = √(2/π) + b I_0, I_k = b I_{k−1} + (k − 1) I_{k−2}. */
export function halfNormalTilt(algebra: Algebra): Tilt {
  return (times, slope) => {
    const half = exponentialOf(algebra, algebra.scale(algebra.multiply(slope, slope), Rational.half));
    const root = numberPower(algebra, Rational.two, Rational.half.negated());
    const first = algebra.multiply(
      half,
      algebra.add(oneQuotient, errorFunction(algebra, algebra.multiply(slope, root))),
    );
    let [before, value] = [zeroQuotient, first];
    for (let k = 1; k <= times; k++) {
      const lower =
        k === 1
          ? algebra.multiply(
              numberPower(algebra, Rational.two, Rational.half),
              algebra.fromAtom(algebra.pi, Rational.half.negated()),
            )
          : algebra.scale(before, Rational.of(k - 1));
      [before, value] = [value, algebra.add(algebra.multiply(slope, value), lower)];
    }
    return { value, needs: [] };
  };
}

/** Of the sum x of n squares of standard Gaussian quantities: n(n + 2)…(n + 2k − 2)·(1 − 2b)^{−n/2−k}. */
export function squaresTilt(algebra: Algebra, degrees: number): Tilt {
  return (times, slope) => {
    const left = algebra.subtract(oneQuotient, algebra.scale(slope, Rational.two));
    let product = 1n;
    for (let k = 0; k < times; k++) product *= BigInt(degrees + 2 * k);
    const power = raise(algebra, left, algebra.constant(Rational.of(-degrees - 2 * times, 2)));
    return { value: algebra.scale(power, Rational.integer(product)), needs: [left] };
  };
}

/** A Poisson law stays one, with mean λe^b. */
export function poissonTilt(algebra: Algebra, mean: Quotient): Tilt {
  return (times, slope) => {
    const other = algebra.multiply(mean, exponentialOf(algebra, slope));
    const moment = poissonMoment(algebra, other, Rational.of(times));
    if (!moment) return undefined;
    return { value: algebra.multiply(exponentialOf(algebra, algebra.subtract(other, mean)), moment), needs: [] };
  };
}

/** A geometric law stays one: (1 − p)e^b takes the place of 1 − p. */
export function geometricTilt(algebra: Algebra, probability: Quotient, from: 0 | 1): Tilt {
  return (times, slope) => {
    const up = exponentialOf(algebra, slope);
    const left = algebra.subtract(oneQuotient, algebra.multiply(algebra.subtract(oneQuotient, probability), up));
    const moment = geometricMoment(algebra, left, from, Rational.of(times));
    if (!moment) return undefined;
    const weight = algebra.divide(algebra.multiply(probability, from === 1 ? up : oneQuotient), left);
    return { value: algebra.multiply(weight, moment), needs: [left] };
  };
}

/**
 * The expectation of a product of powers of independent quantities and of exponentials whose exponents are sums of single quantities times
 * numbers; of Gaussian ones also of their squares. Undefined where no rule gives it.
 */
export function tiltedExpectation(
  algebra: Algebra,
  random: RandomAtoms,
  powers: readonly AtomPower[],
  picked: (atom: number) => boolean,
): Tilted | undefined {
  const wave = powers.find(({ atom }) => !picked(atom) && isWave(algebra, atom));
  if (wave) return oscillating(algebra, random, powers, picked, wave);
  const exponent = exponentIn(algebra, powers, picked);
  if (!exponent) return undefined;
  return exponentially(algebra, random, { powers, exponent }, picked);
}

/** The same with e^{exponent} in the place of all factors that are no powers of quantities. */
function exponentially(
  algebra: Algebra,
  random: RandomAtoms,
  { powers, exponent }: { readonly powers: readonly AtomPower[]; readonly exponent: Quotient },
  picked: (atom: number) => boolean,
): Tilted | undefined {
  const parts = slopesIn(algebra, random, exponent, picked);
  if (!parts) return undefined;
  const plain = new Map<number, number>();
  for (const { atom, exponent: times } of powers) {
    if (!picked(atom)) continue;
    if (!times.isInteger || times.sign < 0 || times.numerator > 24n) return undefined;
    plain.set(atom, Number(times.numerator));
  }
  let value = exponentialOf(algebra, parts.rest);
  const needs: Quotient[] = [];
  const used = new Set<number>();
  for (const [atom, { slope, bend }] of parts.slopes) {
    const sign = random.signOfSize(atom);
    used.add(atom);
    if (sign !== undefined) used.add(sign);
    const times = plain.get(atom) ?? 0;
    const one =
      sign === undefined
        ? bend.numerator.size === 0
          ? random.tiltOf(atom)?.(times, slope)
          : undefined
        : gaussian(algebra, random.tiltOf(atom), { times, odd: (plain.get(sign) ?? 0) % 2 === 1, slope, bend });
    if (!one) return undefined;
    value = algebra.multiply(value, one.value);
    needs.push(...one.needs);
  }
  for (const [atom, times] of plain) {
    if (used.has(atom)) continue;
    const moment = random.momentOf(atom)?.(Rational.of(times));
    if (moment === undefined || moment === 'open') return undefined;
    value = algebra.multiply(value, moment);
  }
  return { value, needs };
}

function isWave(algebra: Algebra, atom: number): boolean {
  const { kind } = algebra.atom(atom).form;
  return kind === 'cosine' || kind === 'sine';
}

/** Of one sine or cosine among the factors: half the sum, or the difference over 2i, of the exponentials with ±i times its angle. */
function oscillating(
  algebra: Algebra,
  random: RandomAtoms,
  powers: readonly AtomPower[],
  picked: (atom: number) => boolean,
  wave: AtomPower,
): Tilted | undefined {
  const { form } = algebra.atom(wave.atom);
  if ((form.kind !== 'cosine' && form.kind !== 'sine') || !wave.exponent.isOne) return undefined;
  const others = powers.filter((power) => power !== wave);
  if (others.some(({ atom }) => !picked(atom) && isWave(algebra, atom))) return undefined;
  const base = exponentIn(algebra, others, picked);
  if (!base) return undefined;
  const turn = algebra.multiply(algebra.fromAtom(algebra.i), form.of);
  const at = (angle: Quotient): Tilted | undefined =>
    exponentially(algebra, random, { powers: others, exponent: algebra.add(base, angle) }, picked);
  const [forth, back] = [at(turn), at(algebra.negate(turn))];
  if (!forth || !back) return undefined;
  const value =
    form.kind === 'cosine'
      ? algebra.scale(algebra.add(forth.value, back.value), Rational.half)
      : algebra.divide(
          algebra.subtract(forth.value, back.value),
          algebra.scale(algebra.fromAtom(algebra.i), Rational.two),
        );
  return { value, needs: [...forth.needs, ...back.needs] };
}

/** The sum of all exponents; undefined where something else depends on the quantities. */
function exponentIn(
  algebra: Algebra,
  powers: readonly AtomPower[],
  picked: (atom: number) => boolean,
): Quotient | undefined {
  let sum: Quotient = zeroQuotient;
  for (const { atom, exponent } of powers) {
    if (picked(atom)) continue;
    const { form } = algebra.atom(atom);
    if (form.kind === 'exponential') sum = algebra.add(sum, algebra.scale(form.exponent, exponent));
    else if (form.kind === 'power') {
      if (quotientDependsOn(algebra, form.base, picked) || signOf(algebra, form.base) !== 'positive') return undefined;
      const logarithm = logarithmOf(algebra, form.base);
      sum = algebra.add(sum, algebra.scale(algebra.multiply(form.exponent, logarithm), exponent));
    } else return undefined;
  }
  return sum;
}

interface Slope {
  readonly slope: Quotient;
  /** What stands before the square. */
  readonly bend: Quotient;
}

/** An exponent as numbers times single quantities, and a rest without any. */
function slopesIn(
  algebra: Algebra,
  random: RandomAtoms,
  exponent: Quotient,
  picked: (atom: number) => boolean,
): { readonly slopes: ReadonlyMap<number, Slope>; readonly rest: Quotient } | undefined {
  const below: Quotient = { numerator: oneQuotient.numerator, denominator: exponent.denominator };
  if (quotientDependsOn(algebra, below, picked)) return undefined;
  const slopes = new Map<number, Slope>();
  let rest: Quotient = zeroQuotient;
  for (const { coefficient, monomial } of exponent.numerator.values()) {
    const own = monomial.powers.filter(({ atom }) => picked(atom));
    const others = monomial.powers.filter(({ atom }) => !picked(atom));
    if (others.some(({ atom }) => dependsOn(algebra, atom, picked))) return undefined;
    const factor = algebra.multiply(algebra.fromTerm(coefficient, monomialOf(others)), below);
    const size = own.find(({ atom }) => random.sizeOfSign(atom) === undefined);
    if (own.length === 0) {
      rest = algebra.add(rest, factor);
      continue;
    }
    if (!size) return undefined;
    const sign = random.signOfSize(size.atom);
    const signs = own.filter((power) => power !== size);
    if (signs.some(({ atom, exponent: k }) => atom !== sign || !k.isOne)) return undefined;
    const before = slopes.get(size.atom) ?? { slope: zeroQuotient, bend: zeroQuotient };
    // A Gaussian quantity is its sign times its size.
    if (size.exponent.isOne && signs.length === (sign === undefined ? 0 : 1))
      slopes.set(size.atom, { ...before, slope: algebra.add(before.slope, factor) });
    else if (sign !== undefined && signs.length === 0 && size.exponent.compare(Rational.two) === 0)
      slopes.set(size.atom, { ...before, bend: algebra.add(before.bend, factor) });
    else return undefined;
  }
  return { slopes, rest };
}

interface GaussianFactor extends Slope {
  /** The power of the size, and whether the sign stands beside it. */
  readonly times: number;
  readonly odd: boolean;
}

/** E[s^j |z|^k e^{bz + qz²}] of a standard Gaussian z = s|z|: with v = 1/(1 − 2q) that is √v E[…e^{bz}] of a Gaussian of variance v. */
function gaussian(
  algebra: Algebra,
  size: Tilt | undefined,
  { times, odd, slope, bend }: GaussianFactor,
): Tilted | undefined {
  const left = algebra.subtract(oneQuotient, algebra.scale(bend, Rational.two));
  const bent = bend.numerator.size > 0;
  const width = bent ? raise(algebra, left, algebra.constant(Rational.half.negated())) : oneQuotient;
  const steep = algebra.multiply(slope, width);
  const [up, down] = [size?.(times, steep), size?.(times, algebra.negate(steep))];
  if (!up || !down) return undefined;
  const both = odd ? algebra.subtract(up.value, down.value) : algebra.add(up.value, down.value);
  const value = algebra.multiply(algebra.power(width, times + 1), algebra.scale(both, Rational.half));
  return { value, needs: bent ? [left] : [] };
}

function factorial(k: number): bigint {
  return k < 2 ? 1n : BigInt(k) * factorial(k - 1);
}
