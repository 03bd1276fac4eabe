import {
  addBalls,
  ball,
  ballOf,
  divideBalls,
  exactBall,
  lowerBound,
  multiplyBalls,
  oneBall,
  signOfBall,
  subtractBalls,
  undecided,
  undefinedValue,
  upperBound,
  type Ball,
  type Enclosure,
} from './ball';
import { chain, expBall, halfBall, logBall, piBall, sinBall } from './ball-functions';
import type { Fuel } from './fuel';
import { Rational } from './rational';

/** Arguments are moved up to here, where thirty terms of Stirling's series leave less than 10⁻⁶³. */
const shiftedTo = 40;
const seriesTerms = 30;

/** Γ at real arguments, by Stirling's series and its error bound (Abramowitz and Stegun 6.1.40 to 6.1.42); below 1/2 by reflection. */
export function gammaBall(a: Ball, fuel: Fuel): Enclosure {
  const sign = signOfBall(a);
  if (sign === 0) return undefinedValue('the gamma function at zero');
  if (sign === undefined) return undecided('the gamma function of a number that may be zero');
  if (sign < 0) return reflected(a, fuel);
  const steps = Math.max(0, Math.ceil(shiftedTo - lowerBound(a)));
  let shifted = a;
  let product = oneBall();
  for (let k = 0; k < steps; k += 1) {
    fuel.spend(3);
    product = multiplyBalls(product, shifted);
    shifted = addBalls(shifted, oneBall());
  }
  return chain(logGamma(shifted, fuel), (log) => chain(expBall(log, fuel), (value) => divideBalls(value, product)));
}

/** Γ(x) = π/(sin(πx)·Γ(1 − x)) */
function reflected(a: Ball, fuel: Fuel): Enclosure {
  if (a.radius === 0 && a.middle.isInteger()) return undefinedValue('the gamma function at a negative integer');
  return chain(sinBall(multiplyBalls(piBall(), a), fuel), (sine) =>
    chain(gammaBall(subtractBalls(oneBall(), a), fuel), (other) => divideBalls(piBall(), multiplyBalls(sine, other))),
  );
}

/** ln Γ(z) = (z − 1/2) ln z − z + ln(2π)/2 + Σ B₂ₖ/(2k(2k − 1)z^{2k−1}), z ≥ 40; what is left out is less than the first term left out. */
function logGamma(z: Ball, fuel: Fuel): Enclosure {
  const half = halfBall();
  return chain(logBall(z, fuel), (logZ) =>
    chain(logBall(addBalls(piBall(), piBall()), fuel), (log2Pi) => {
      const main = subtractBalls(multiplyBalls(subtractBalls(z, half), logZ), z);
      let sum = addBalls(main, multiplyBalls(log2Pi, half));
      let power = z;
      const square = multiplyBalls(z, z);
      for (const [index, number] of bernoulliNumbers(seriesTerms + 1).entries()) {
        const k = index + 1;
        fuel.spend(6);
        const factor = number.dividedBy(Rational.of(2 * k * (2 * k - 1)));
        const term = divideBalls(exactBall(factor, fuel), power);
        if (term.kind !== 'ball') return term;
        if (k > seriesTerms) sum = ballOf(sum.middle, sum.radius + 2 * upperBound(term.ball));
        else sum = addBalls(sum, term.ball);
        power = multiplyBalls(power, square);
      }
      return ball(sum);
    }),
  );
}

/** B₂, B₄, …, `count` of them, by Σⱼ C(m + 1, j)·Bⱼ = 0. */
export function bernoulliNumbers(count: number): readonly Rational[] {
  const all: Rational[] = [Rational.one, Rational.of(-1, 2)];
  for (let m = 2; m <= 2 * count; m += 1) {
    let sum = Rational.zero;
    let choose = 1n;
    for (let j = 0; j < m; j += 1) {
      const known = all[j];
      if (known !== undefined && !known.isZero) sum = sum.plus(known.times(Rational.integer(choose)));
      choose = (choose * BigInt(m + 1 - j)) / BigInt(j + 1);
    }
    all.push(sum.dividedBy(Rational.of(-(m + 1))));
  }
  return all.filter((_, k) => k >= 2 && k % 2 === 0);
}
