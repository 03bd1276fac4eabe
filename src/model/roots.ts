import { add, divide, integer, multiply, rational, squareRoot, subtract } from '../kernel/build';
import {
  ballOf,
  containsZero,
  exactBall,
  addBalls,
  multiplyBalls,
  subtractBalls,
  upperBound,
  type Ball,
} from '../kernel/ball';
import { collectIn } from '../kernel/collect';
import { evaluateBall } from '../kernel/evaluate';
import { evaluateExact } from '../kernel/exact';
import type { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import type { Term } from '../kernel/term';
import { bracketedRoots } from './bracket';
import { candidatePolynomial } from './extension';
import { integersOf, isolateRoots, type Isolated } from './isolate';
import type { ModelValue } from './models';

/** Real solutions of an equation in one symbol. */
export interface RootSet {
  /** Distinct; in ascending order where they are complete. */
  readonly roots: readonly ModelValue[];
  /** There are no other real solutions: this is proved. */
  readonly complete: boolean;
}

/**
 * The real zeros of a term in one symbol. Polynomials, fractions of them, square roots and absolute values: all of them, each checked in the
 * term itself. Other terms: some, by changes of sign. Throws `OutOfFuel`.
 */
export function rootsOf(term: Term, name: string, fuel: Fuel): RootSet {
  const coefficients = polynomialIn(term, name, fuel) ?? candidatePolynomial(term, name, fuel);
  const candidates = coefficients && coefficients.some((c) => !c.isZero) ? realRoots(coefficients, fuel) : undefined;
  if (!candidates) {
    return {
      roots: bracketedRoots(term, name, new Map(), fuel).map((ball) => ({ kind: 'root', ball }) as const),
      complete: false,
    };
  }
  const roots: ModelValue[] = [];
  let complete = true;
  for (const candidate of candidates) {
    const standing = isZeroAt(term, name, candidate, fuel);
    if (standing === true) roots.push(candidate);
    else if (standing === undefined) complete = false;
  }
  return { roots, complete };
}

/** The coefficients as fractions, where the term is a polynomial up to what it is divided by. */
function polynomialIn(term: Term, name: string, fuel: Fuel): readonly Rational[] | undefined {
  const collected = collectIn(term, name, { fuel });
  if (!collected) return undefined;
  const coefficients: Rational[] = [];
  for (const coefficient of collected.coefficients) {
    const value = evaluateExact(coefficient, fuel);
    if (value.kind !== 'rational') return undefined;
    coefficients.push(value.value);
  }
  return coefficients;
}

/** All real roots of a polynomial that is not zero: fractions, what a quadratic leaves by radicals, others enclosed. Undefined above the degree that is solved. */
export function realRoots(coefficients: readonly Rational[], fuel: Fuel): readonly ModelValue[] | undefined {
  const isolated = isolateRoots(integersOf(coefficients), fuel);
  if (!isolated) return undefined;
  const open = isolated.filter((root) => root.kind === 'between');
  if (open.length !== 2) return isolated.map((root) => valueOf(root, fuel));
  let rest: readonly Rational[] = coefficients;
  for (const root of isolated) {
    if (root.kind !== 'fraction') continue;
    for (let next = divided(rest, root.value); next; next = divided(rest, root.value)) rest = next;
  }
  const [c, b, a] = trimmed(rest);
  if (trimmed(rest).length !== 3 || !a || !b || !c) return isolated.map((root) => valueOf(root, fuel));
  const [low, high] = surds(a, b, c);
  let seen = 0;
  return isolated.map((root) => (root.kind === 'fraction' ? root.value : seen++ === 0 ? low : high));
}

/** −b/2a ∓ √(b² − 4ac)/2a, the smaller one first. */
function surds(a: Rational, b: Rational, c: Rational): [Term, Term] {
  const discriminant = b.times(b).minus(a.times(c).times(Rational.of(4)));
  const middle = b.negated().dividedBy(a.times(Rational.two));
  // √(p/q) = √(s²t)/q with the square factors of pq taken out.
  const radicand = discriminant.numerator * discriminant.denominator;
  const [outside, inside] = squareFactors(radicand);
  const factor = Rational.of(outside)
    .dividedBy(Rational.integer(discriminant.denominator))
    .dividedBy(a.absolute().times(Rational.two));
  const root = squareRoot(integer(inside));
  const spread = factor.isOne
    ? root
    : factor.isInteger
      ? multiply([rational(factor), root])
      : divide(
          factor.numerator === 1n ? root : multiply([integer(factor.numerator), root]),
          integer(factor.denominator),
        );
  if (middle.isZero) return [multiply([integer(-1), spread]), spread];
  return [subtract(rational(middle), spread), add([rational(middle), spread])];
}

/** n = s²·t by small divisors. */
function squareFactors(n: bigint): [bigint, bigint] {
  let outside = 1n;
  let inside = n;
  for (let d = 2n; d <= 1000n && d * d <= inside; d++) {
    while (inside % (d * d) === 0n) {
      inside /= d * d;
      outside *= d;
    }
  }
  return [outside, inside];
}

function valueOf(root: Isolated, fuel: Fuel): ModelValue {
  if (root.kind === 'fraction') return root.value;
  const [low, high] = [exactBall(root.low, fuel), exactBall(root.high, fuel)];
  const half = exactBall(Rational.half, fuel);
  const middle = multiplyBalls(addBalls(low, high), half);
  return {
    kind: 'root',
    ball: ballOf(middle.middle, (upperBound(multiplyBalls(subtractBalls(high, low), half)) + middle.radius) * 1.001),
  };
}

/** Divided by (x − root), where that leaves no rest. */
function divided(coefficients: readonly Rational[], root: Rational): readonly Rational[] | undefined {
  const result: Rational[] = [];
  let carry = Rational.zero;
  for (let k = coefficients.length - 1; k >= 0; k--) {
    carry = carry.times(root).plus(coefficients[k] ?? Rational.zero);
    if (k > 0) result.unshift(carry);
  }
  return carry.isZero && result.length > 0 ? result : undefined;
}

function trimmed(coefficients: readonly Rational[]): readonly Rational[] {
  let length = coefficients.length;
  while (length > 0 && coefficients[length - 1]?.isZero === true) length--;
  return coefficients.slice(0, length);
}

/** Whether the term is zero there: exactly, or to fifty digits at one of finitely many candidates; undefined where that cannot be told. */
export function isZeroAt(term: Term, name: string, value: ModelValue, fuel: Fuel): boolean | undefined {
  if (value instanceof Rational) {
    const exact = evaluateExact(term, fuel, new Map([[name, value]]));
    if (exact.kind === 'rational') return exact.value.isZero;
    if (exact.kind === 'undefined') return false;
  }
  const place = ballAt(value, fuel);
  if (place === undefined) return undefined;
  const result = evaluateBall(term, new Map([[name, place]]), fuel);
  switch (result.kind) {
    case 'ball':
      return containsZero(result.ball);
    case 'undefined':
      return false;
    case 'undecided':
      return undefined;
  }
}

function ballAt(value: ModelValue, fuel: Fuel): Ball | Rational | undefined {
  if (value instanceof Rational) return value;
  if (value.kind === 'root') return value.ball;
  const result = evaluateBall(value, new Map(), fuel);
  return result.kind === 'ball' ? result.ball : undefined;
}
