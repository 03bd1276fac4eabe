import {
  absBall,
  addBalls,
  ballOf,
  compareBalls,
  divideBalls,
  exactBall,
  lowerBound,
  multiplyBalls,
  oneBall,
  signOfBall,
  upperBound,
  zeroBall,
  type Ball,
} from '../ball';
import { rational, substitute } from '../build';
import { canonical } from '../canonical';
import { realPower } from '../ball-functions';
import { evaluateBall } from '../evaluate';
import { rationalValue } from '../exact';
import type { Fuel } from '../fuel';
import { Rational } from '../rational';
import { freeSymbols } from '../structure';
import { summands } from '../summation';
import type { Term } from '../term';
import { summandOf, type Summand } from './summand';
import { powerTail, rationalTail, startOfExpansion } from './tails';
import {
  degreeOf,
  leadingOf,
  plus,
  scaled,
  shifted,
  staysNonnegative,
  stretched,
  times,
  valueAt,
  type Univariate,
} from './univariate';

/** What an infinite sum is: a value within a proved bound, plus or minus infinity, surely neither, or not found. */
export type SeriesValue =
  | { readonly kind: 'ball'; readonly ball: Ball }
  | { readonly kind: 'diverges'; readonly sign: 1 | -1 }
  | { readonly kind: 'none' }
  | { readonly kind: 'open' };

const open: SeriesValue = { kind: 'open' };

/**
 * Σ body over k ≥ first. The body may hold no symbol but k. Series whose terms have a ratio that stays below a number less than 1 are summed until what
 * is left is small; sums of fractions in k, also with alternating signs, by an expansion in 1/k. Throws `OutOfFuel`.
 */
export function infiniteSum(body: Term, k: string, first: number, fuel: Fuel): SeriesValue {
  if ([...freeSymbols(body)].some((name) => name !== k) || !Number.isInteger(first)) return open;
  const whole = summandOf(body, k, fuel);
  if (whole) return sumOf([whole], first, fuel);
  const form = canonical(body, { fuel, integer: (name) => name === k });
  if (form.kind !== 'value') return open;
  const single = summandOf(form.term, k, fuel);
  if (single) return sumOf([single], first, fuel);
  const parts = summands(form.term).map((part) => summandOf(part, k, fuel));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? sumOf(known, first, fuel) : open;
}

/** A fraction in k, as it is or with alternating signs. */
interface Fractional {
  readonly above: Univariate;
  readonly below: Univariate;
}

function sumOf(parts: readonly Summand[], first: number, fuel: Fuel): SeriesValue {
  const plain: Fractional[] = [];
  const alternating: Fractional[] = [];
  const values: SeriesValue[] = [];
  for (const part of parts) {
    const steady = steadyAt(part, first, fuel);
    if (!steady) return open;
    const sign = unitOf(part);
    if (sign === undefined) {
      values.push(byRatio(part, steady.ball, first, fuel));
      continue;
    }
    // The sign is counted from k = 0.
    const counted = sign < 0 && first % 2 !== 0 ? Rational.minusOne : Rational.one;
    const fraction = { above: scaled(part.above, counted.times(steady.exact ?? Rational.one)), below: part.below };
    const group = sign > 0 ? plain : alternating;
    if (steady.exact) group.push(fraction);
    else values.push(stretchedBy(ofFraction(fraction, sign, first, fuel), steady.ball));
  }
  if (plain.length > 0) values.push(ofFraction(together(plain, fuel), 1, first, fuel));
  if (alternating.length > 0) values.push(ofFraction(together(alternating, fuel), -1, first, fuel));
  return values.reduce(added);
}

function added(a: SeriesValue, b: SeriesValue): SeriesValue {
  if (a.kind === 'ball' && b.kind === 'ball') return { kind: 'ball', ball: addBalls(a.ball, b.ball) };
  const [divergent, other] = a.kind === 'ball' ? [b, a] : [a, b];
  if (other.kind === 'ball') return divergent;
  return divergent.kind === 'diverges' && other.kind === 'diverges' && divergent.sign === other.sign ? divergent : open;
}

function stretchedBy(value: SeriesValue, factor: Ball): SeriesValue {
  switch (value.kind) {
    case 'ball':
      return { kind: 'ball', ball: multiplyBalls(value.ball, factor) };
    case 'diverges': {
      const sign = signOfBall(factor);
      return sign === undefined || sign === 0
        ? open
        : { kind: 'diverges', sign: sign > 0 ? value.sign : flipped(value.sign) };
    }
    case 'none':
    case 'open':
      return value;
  }
}

function flipped(sign: 1 | -1): 1 | -1 {
  return sign > 0 ? -1 : 1;
}

/** The part of a summand that is never 0, where the sum starts. */
function steadyAt(
  { steady }: Summand,
  first: number,
  fuel: Fuel,
): { readonly ball: Ball; readonly exact: Rational | undefined } | undefined {
  const start = substitute(steady, new Map([...freeSymbols(steady)].map((name) => [name, rational(first)])));
  const value = evaluateBall(start, new Map(), fuel);
  if (value.kind !== 'ball' || signOfBall(value.ball) === undefined || signOfBall(value.ball) === 0) return undefined;
  return { ball: value.ball, exact: rationalValue(start, fuel) };
}

// Fractions in k

/** ±1 where the summand is a fraction in k times (±1)^k. */
function unitOf({ exact, grown, shrunk, root }: Summand): 1 | -1 | undefined {
  if (degreeOf(grown) > 0 || degreeOf(shrunk) > 0 || !root.isZero || exact?.absolute().isOne !== true) return undefined;
  return exact.sign > 0 ? 1 : -1;
}

function together(fractions: readonly Fractional[], fuel: Fuel): Fractional {
  return fractions.reduce((a, b) => ({
    above: plus(times(a.above, b.below, fuel), times(b.above, a.below, fuel)),
    below: times(a.below, b.below, fuel),
  }));
}

function ofFraction(fraction: Fractional, sign: 1 | -1, first: number, fuel: Fuel): SeriesValue {
  const { above, below } = fraction;
  if (above.length === 0) return { kind: 'ball', ball: zeroBall() };
  const apart = degreeOf(below) - degreeOf(above);
  if (sign < 0)
    return apart <= 0 ? { kind: 'none' } : ofFraction(paired(fraction, first, fuel), 1, Math.floor(first / 2), fuel);
  if (apart <= 1) return { kind: 'diverges', sign: leadingOf(above).sign * leadingOf(below).sign > 0 ? 1 : -1 };
  const start = startOfExpansion(below);
  if (start === undefined) return open;
  const from = Math.max(start, first);
  let sum = zeroBall();
  for (let k = first; k < from; k++) {
    fuel.spend(4 + above.length + below.length);
    const place = Rational.of(k);
    const divisor = valueAt(below, place);
    if (divisor.isZero) return open;
    sum = addBalls(sum, exactBall(valueAt(above, place).dividedBy(divisor), fuel));
  }
  const tail = rationalTail(above, below, from, fuel);
  return tail ? { kind: 'ball', ball: addBalls(sum, tail) } : open;
}

/** (−1)^k R(k) in pairs: R(2j) − R(2j + 1), or, where the sum starts at an odd place, R(2j + 2) − R(2j + 1). */
function paired({ above, below }: Fractional, first: number, fuel: Fuel): Fractional {
  const at = (p: Univariate, by: number): Univariate => stretched(shifted(p, Rational.of(by), fuel), Rational.two);
  const even = first % 2 === 0 ? 0 : 2;
  const [a, b] = [
    { above: at(above, even), below: at(below, even) },
    { above: scaled(at(above, 1), Rational.minusOne), below: at(below, 1) },
  ];
  return together([a, b], fuel);
}

// Ratios

const mostTerms = 3000;
/** What is left may be this much of the largest term. */
const smallest = 1e-48;
/** Sums that cancel so far that fewer digits are sure are left open. */
const widest = 1e-25;

function byRatio(part: Summand, steady: Ball, first: number, fuel: Fuel): SeriesValue {
  const { ratio, grown, shrunk, above, below, root } = part;
  if (!root.isZero) return ofPower(part, steady, first, fuel);
  const one = Rational.one;
  const next = times(times(grown, shifted(above, one, fuel), fuel), below, fuel);
  const here = times(times(shrunk, shifted(below, one, fuel), fuel), above, fuel);
  const rate = Rational.fromNumber(upperBound(absBall(ratio)));
  const apart = degreeOf(here) - degreeOf(next);
  const lead = leadingOf(next).dividedBy(leadingOf(here)).absolute();
  const limit = apart > 0 ? Rational.zero : rate.times(lead);
  const beyond = apart < 0 || compareBalls(multiplyBalls(absBall(ratio), exactBall(lead, fuel)), oneBall()) === '>';
  if (apart <= 0 && beyond) return growing(part, steady);
  if (limit.compare(one) >= 0) return open;
  const q = limit.isZero ? Rational.half : limit.plus(one).times(Rational.half);
  const settled = settledFrom(next, here, rate, q, first, fuel);
  return settled === undefined ? open : summed(part, steady, first, settled, q, fuel);
}

/** The terms do not go to zero: with one sign they sum to infinity. */
function growing({ ratio, above, below, grown, shrunk }: Summand, steady: Ball): SeriesValue {
  const [sign, direction] = [signOfBall(steady), signOfBall(ratio)];
  if (sign === undefined || direction === undefined || leadingOf(grown).sign * leadingOf(shrunk).sign < 0) return open;
  if (direction < 0) return { kind: 'none' };
  return { kind: 'diverges', sign: sign * leadingOf(above).sign * leadingOf(below).sign > 0 ? 1 : -1 };
}

/** A place from which on |rate · next/here| ≤ q. */
function settledFrom(
  next: Univariate,
  here: Univariate,
  rate: Rational,
  q: Rational,
  first: number,
  fuel: Fuel,
): number | undefined {
  const divisor = scaled(here, Rational.of(leadingOf(here).sign));
  const [small, large] = [scaled(divisor, q), scaled(next, rate)];
  const bounds = [divisor, plus(small, large), plus(small, scaled(large, Rational.minusOne))];
  for (let from = Math.max(first, 1); from < mostTerms; from *= 2) {
    const place = Rational.of(from);
    if (bounds.every((p) => staysNonnegative(p, place, fuel))) return from;
  }
  return undefined;
}

function summed(part: Summand, steady: Ball, first: number, settled: number, q: Rational, fuel: Fuel): SeriesValue {
  const { ratio, grown, shrunk, above, below } = part;
  let factor = steady;
  let sum = zeroBall();
  let largest = 0;
  const share = 1 / (1 - q.toNumber());
  for (let k = first; k < first + mostTerms; k++) {
    fuel.spend(8);
    const place = Rational.of(k);
    const divisor = valueAt(below, place);
    if (divisor.isZero) return open;
    const term = multiplyBalls(factor, exactBall(valueAt(above, place).dividedBy(divisor), fuel));
    const size = upperBound(term);
    largest = Math.max(largest, size);
    // From here on the terms are at most |term|·(1 + q + q² + …) together.
    if (k >= settled && size * share < smallest * largest) {
      const value = ballOf(sum.middle, sum.radius + size * share * (1 + 1e-9));
      return value.radius <= widest * Math.max(1, lowerBound(value)) ? { kind: 'ball', ball: value } : open;
    }
    sum = addBalls(sum, term);
    const step = divideBalls(exactBall(valueAt(grown, place), fuel), exactBall(valueAt(shrunk, place), fuel));
    if (step.kind !== 'ball') return open;
    factor = multiplyBalls(multiplyBalls(factor, ratio), step.ball);
  }
  return open;
}

/** c·k^{−s}: converges for s > 1 only. Beside other fractions in k it diverges where they are of that size. */
function ofPower(
  { root, exact, grown, shrunk, above, below }: Summand,
  steady: Ball,
  first: number,
  fuel: Fuel,
): SeriesValue {
  if (exact?.isOne !== true || degreeOf(grown) > 0 || degreeOf(shrunk) > 0 || first < 1) return open;
  const exponent = root.plus(Rational.of(degreeOf(below) - degreeOf(above)));
  const lead = leadingOf(above).dividedBy(leadingOf(below));
  const sign = signOfBall(steady);
  if (sign === undefined) return open;
  if (exponent.compare(Rational.one) <= 0) return { kind: 'diverges', sign: sign * lead.sign > 0 ? 1 : -1 };
  const isMonomial = [above, below].every((p) => p.slice(0, -1).every((c) => c.isZero));
  if (!isMonomial) return open;
  const from = Math.max(first, 50);
  let sum = powerTail(exponent, from, fuel);
  for (let k = first; k < from && sum; k++) {
    const term = realPower(exactBall(Rational.of(k), fuel), exactBall(exponent.negated(), fuel), fuel);
    sum = term.kind === 'ball' ? addBalls(sum, term.ball) : undefined;
  }
  return sum ? { kind: 'ball', ball: multiplyBalls(multiplyBalls(sum, exactBall(lead, fuel)), steady) } : open;
}
