import {
  addBalls,
  ballOf,
  divideBalls,
  exactBall,
  multiplyBalls,
  powerOfBall,
  upperBound,
  zeroBall,
  integerBall,
  type Ball,
} from '../ball';
import { realPower } from '../ball-functions';
import type { Fuel } from '../fuel';
import { bernoulliNumbers } from '../gamma';
import { Rational } from '../rational';
import { boundOfZeros, degreeOf, leadingOf, type Univariate } from './univariate';

const correctionTerms = 20;

/**
 * Σ k^{−s} over k ≥ from, for s > 1, by the formula of Euler and Maclaurin; what is left out is less than the first term left out, as the derivatives
 * of x^{−s} keep their signs (DLMF 2.10(i)). Undefined where a power cannot be enclosed.
 */
export function powerTail(s: Rational, from: number, fuel: Fuel): Ball | undefined {
  fuel.spend(8 * correctionTerms);
  const exponent = exactBall(s, fuel);
  const start = integerBall(from);
  const whole = s.isInteger ? powerOfBall(start, -s.toNumber()) : realPower(start, exactBall(s.negated(), fuel), fuel);
  const before = divideBalls(start, exactBall(s.minus(Rational.one), fuel));
  if (whole.kind !== 'ball' || before.kind !== 'ball') return undefined;
  const half = exactBall(Rational.half, fuel);
  let sum = multiplyBalls(whole.ball, addBalls(before.ball, half));
  // s(s + 1)⋯(s + 2j − 2)·from^{−s−2j+1}/(2j)!, which B₂ⱼ is multiplied by.
  let factor: Ball | undefined = divided(multiplyBalls(whole.ball, exponent), integerBall(2 * from));
  for (const [index, number] of bernoulliNumbers(correctionTerms + 1).entries()) {
    if (!factor) return undefined;
    const term = multiplyBalls(factor, exactBall(number, fuel));
    const j = index + 1;
    if (j > correctionTerms) return ballOf(sum.middle, sum.radius + 2 * upperBound(term));
    sum = addBalls(sum, term);
    const next = [2 * j - 1, 2 * j].map((i) => exactBall(s.plus(Rational.of(i)), fuel));
    const grown = next.reduce((product, by) => multiplyBalls(product, by), factor);
    factor = divided(grown, integerBall((2 * j + 1) * (2 * j + 2) * from * from));
  }
  return sum;
}

function divided(a: Ball, b: Ball): Ball | undefined {
  const quotient = divideBalls(a, b);
  return quotient.kind === 'ball' ? quotient.ball : undefined;
}

const expansionTerms = 36;
/** Sums that would have to be counted further out are left open. */
const farthest = 2000;

/** Where the expansion in 1/k may begin: far beyond all poles. How far matters for the error bound only, which is proved by itself. */
export function startOfExpansion(below: Univariate): number | undefined {
  const from = Math.max(50, Math.ceil(8 * boundOfZeros(below)));
  return from <= farthest ? from : undefined;
}

/**
 * Σ above(k)/below(k) over k ≥ from, for degrees at least 2 apart: expanded in 1/k, each power summed by `powerTail`. The rest of the expansion is
 * x^{d+m+1}·a(x)/q(x) with x = 1/k and q the reversed denominator, which is bounded term by term.
 */
export function rationalTail(above: Univariate, below: Univariate, from: number, fuel: Fuel): Ball | undefined {
  const apart = degreeOf(below) - degreeOf(above);
  const lead = leadingOf(below);
  if (apart < 2 || lead.isZero) return undefined;
  const q = [...below].reverse().map((c) => c.dividedBy(lead));
  let rest: Rational[] = [...above].reverse().map((c) => c.dividedBy(lead));
  let sum = zeroBall();
  for (let j = 0; j < expansionTerms; j++) {
    const coefficient = rest[0] ?? Rational.zero;
    fuel.spend(q.length);
    fuel.spendDigits(coefficient.size);
    if (!coefficient.isZero) {
      const tail = powerTail(Rational.of(apart + j), from, fuel);
      if (!tail) return undefined;
      sum = addBalls(sum, multiplyBalls(tail, exactBall(coefficient, fuel)));
    }
    const length = Math.max(rest.length, q.length);
    rest = Array.from({ length: length - 1 }, (_, i) =>
      (rest[i + 1] ?? Rational.zero).minus(coefficient.times(q[i + 1] ?? Rational.zero)),
    );
  }
  const x = 1 / from;
  const size = (p: readonly Rational[]): number =>
    p.reduce((total, c, i) => total + upperBound(exactBall(c.absolute(), fuel)) * x ** i, 0);
  const least = 1 - size([Rational.zero, ...q.slice(1)]);
  const beyond = powerTail(Rational.of(apart + expansionTerms), from, fuel);
  if (!(least > 0.1) || !beyond) return undefined;
  // Doubles err by far less than this factor.
  const error = ((size(rest) * upperBound(beyond)) / least) * (1 + 1e-9);
  return ballOf(sum.middle, sum.radius + error);
}
