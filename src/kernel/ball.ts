// decimal.js: decimal floating point of any precision with the elementary functions; sixty digits here.
import Decimal from 'decimal.js';
import type { Fuel } from './fuel';
import type { Rational } from './rational';

/**
 * A real number known up to a proved error: it lies within `radius` of `middle`. Every operation encloses all values that its operands may
 * have. A radius of Infinity says that nothing is known.
 */
export interface Ball {
  readonly middle: Decimal;
  readonly radius: number;
}

/** What enclosing a value came to. `undefined`: it surely has no real value. `undecided`: the enclosure is too wide to tell. */
export type Enclosure =
  | { readonly kind: 'ball'; readonly ball: Ball }
  | { readonly kind: 'undefined'; readonly reason: string }
  | { readonly kind: 'undecided'; readonly reason: string };

/** Digits of the middle. */
export const digits = 60;

/** Middles are rounded to sixty digits. */
export const Middle = Decimal.clone({
  defaults: true,
  precision: digits,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -40,
  toExpPos: 60,
});

/** One operation on middles is off by at most half a unit of the last digit, which is this much of the value. */
const rounding = 1e-59;
/** What the elementary functions of decimal.js may be off by, relatively: they promise about one unit of the last digit, 10⁻⁵⁹. */
const functionError = 1e-57;
/** Doubles are rounded to nearest; enlarging each result by this much makes radii upper bounds. */
const up = 1 + 2 ** -40;
/** Radii below this are lifted to it, far above where doubles underflow. */
const least = 1e-300;

export function ballOf(middle: Decimal, radius: number): Ball {
  return { middle, radius: Number.isNaN(radius) ? Infinity : radius };
}

/** The rational as a ball; exact if it has at most sixty digits. Costs by digits. */
export function exactBall(value: Rational, fuel: Fuel): Ball {
  fuel.spendDigits(value.size);
  const numerator = decimalOf(value.numerator);
  if (value.denominator === 1n) return numerator;
  return divideBy(numerator, decimalOf(value.denominator));
}

function decimalOf(n: bigint): Ball {
  if (n < 1_000_000_000_000_000n && n > -1_000_000_000_000_000n) return { middle: new Middle(Number(n)), radius: 0 };
  const exact = new Middle(n.toString());
  const middle = exact.toSignificantDigits(digits);
  return { middle, radius: middle.eq(exact) ? 0 : Math.max(least, sizeOf(middle) * rounding) };
}

/** Everything within `half` of the value. */
export function wideBall(value: Rational, half: Rational, fuel: Fuel): Ball {
  const ball = exactBall(value, fuel);
  return ballOf(ball.middle, (ball.radius + upperBound(exactBall(half, fuel))) * up);
}

/** An upper bound of |x| as a double, too large by less than one part in ten million. */
export function sizeOf(x: Decimal): number {
  if (x.isZero()) return 0;
  if (!x.isFinite()) return Infinity;
  const [first = 0, second = 0] = x.d;
  const digitsOfFirst = first < 10 ? 1 : Math.floor(Math.log10(first) + 1e-9) + 1;
  const lead = first + (second + 1) * 1e-7;
  return Math.max(lead * powerOfTen(x.e - digitsOfFirst + 1) * up, Number.MIN_VALUE);
}

function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** An upper bound of |x| over the ball. */
export function upperBound(ball: Ball): number {
  return (sizeOf(ball.middle) + ball.radius) * up;
}

/** A lower bound of |x| over the ball, at least 0. */
export function lowerBound(ball: Ball): number {
  return Math.max(0, sizeOf(ball.middle) * (1 - 1e-6) - ball.radius * up);
}

/** Not above any value of the ball. */
export function lowerEnd(ball: Ball): Decimal {
  return ball.radius === 0 ? ball.middle : new Wide(ball.middle).minus(radiusOf(ball));
}

/** Not below any value of the ball. */
export function upperEnd(ball: Ball): Decimal {
  return ball.radius === 0 ? ball.middle : new Wide(ball.middle).plus(radiusOf(ball));
}

/** Sums of a middle and a radius are rounded outward enough by forty digits more. */
const Wide = Decimal.clone({ defaults: true, precision: digits + 40 });

function radiusOf(ball: Ball): Decimal {
  return new Wide(ball.radius).times('1.000001');
}

export function containsZero(ball: Ball): boolean {
  return ball.middle.isZero() || !(lowerBound(ball) > 0);
}

export function isExactInteger(ball: Ball): boolean {
  return ball.radius === 0 && ball.middle.isInteger();
}

/** −1 or 1 where every value has that sign, 0 for an exact zero. */
export function signOfBall(ball: Ball): number | undefined {
  if (ball.radius === 0 && ball.middle.isZero()) return 0;
  return containsZero(ball) ? undefined : ball.middle.isNegative() ? -1 : 1;
}

/** How the values compare where that is sure; `=` is for exact values only. */
export function compareBalls(a: Ball, b: Ball): '<' | '=' | '>' | 'undecided' {
  const sign = signOfBall(subtractBalls(a, b));
  return sign === undefined ? 'undecided' : sign === 0 ? '=' : sign < 0 ? '<' : '>';
}

export function negateBall(a: Ball): Ball {
  return { middle: a.middle.negated(), radius: a.radius };
}

export function absBall(a: Ball): Ball {
  return { middle: a.middle.abs(), radius: a.radius };
}

function rounded(middle: Decimal, radius: number): Ball {
  return ballOf(middle, Math.max(least, (radius + sizeOf(middle) * rounding) * up));
}

export function addBalls(a: Ball, b: Ball): Ball {
  const middle = a.middle.plus(b.middle);
  // Sums of short exact numbers are exact.
  if (a.radius === 0 && b.radius === 0 && fits(a.middle, b.middle)) return { middle, radius: 0 };
  return rounded(middle, a.radius + b.radius);
}

function fits(a: Decimal, b: Decimal): boolean {
  if (a.isZero() || b.isZero()) return true;
  const top = Math.max(a.e, b.e);
  return top - Math.min(a.e - a.sd(), b.e - b.sd()) < digits - 1;
}

export function subtractBalls(a: Ball, b: Ball): Ball {
  return addBalls(a, negateBall(b));
}

export function multiplyBalls(a: Ball, b: Ball): Ball {
  const middle = a.middle.times(b.middle);
  if (a.radius === 0 && b.radius === 0 && a.middle.sd() + b.middle.sd() <= digits) return { middle, radius: 0 };
  const spread = sizeOf(a.middle) * b.radius + sizeOf(b.middle) * a.radius + a.radius * b.radius;
  return rounded(middle, notNumber(spread));
}

/** 0·∞ arises where one factor is exactly 0 and the other unknown. */
function notNumber(radius: number): number {
  return Number.isNaN(radius) ? Infinity : radius * up;
}

/** The divisor must not contain 0. */
function divideBy(a: Ball, b: Ball): Ball {
  const middle = a.middle.div(b.middle);
  if (a.radius === 0 && b.radius === 0) {
    // The product is exact if it is short enough, and then tells whether the quotient is.
    const exact = middle.sd() + b.middle.sd() <= digits && middle.times(b.middle).eq(a.middle);
    return exact ? { middle, radius: 0 } : rounded(middle, 0);
  }
  const spread = (a.radius + sizeOf(middle) * b.radius) / lowerBound(b);
  return rounded(middle, notNumber(spread));
}

export function divideBalls(a: Ball, b: Ball): Enclosure {
  const sign = signOfBall(b);
  if (sign === 0) return undefinedValue('division by zero');
  if (sign === undefined) return undecided('a divisor that may be zero');
  return ball(divideBy(a, b));
}

/** An integer power; negative powers need a base away from 0. */
export function powerOfBall(base: Ball, exponent: number): Enclosure {
  if (exponent < 0) {
    const positive = powerOfBall(base, -exponent);
    return positive.kind === 'ball' ? divideBalls(oneBall(), positive.ball) : positive;
  }
  let result = oneBall();
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiplyBalls(result, square);
    if (rest > 1) square = multiplyBalls(square, square);
  }
  return ball(result);
}

export function oneBall(): Ball {
  return { middle: new Middle(1), radius: 0 };
}

export function zeroBall(): Ball {
  return { middle: new Middle(0), radius: 0 };
}

export function integerBall(n: number): Ball {
  return { middle: new Middle(n), radius: 0 };
}

export function ball(value: Ball): Enclosure {
  return Number.isFinite(value.radius) && value.middle.isFinite()
    ? { kind: 'ball', ball: value }
    : undecided('a number too large to be calculated with');
}

export function undefinedValue(reason: string): Enclosure {
  return { kind: 'undefined', reason };
}

export function undecided(reason: string): Enclosure {
  return { kind: 'undecided', reason };
}

/** A function's value at the middle, as decimal.js gives it, with what the function adds to the error by itself. */
export function computed(middle: Decimal, radius: number): Ball {
  return ballOf(middle, Math.max(least, (radius + sizeOf(middle) * functionError) * up));
}

/** The smallest ball around two. */
export function hull(a: Ball, b: Ball): Ball {
  const distance = sizeOf(a.middle.minus(b.middle));
  return ballOf(a.middle, Math.max(a.radius, (distance + b.radius) * up));
}

/** How many significant digits are sure, from 0 to 60. */
export function certainDigits(a: Ball): number {
  if (a.radius === 0) return digits;
  const size = lowerBound(a);
  if (!(size > 0)) return 0;
  return Math.max(0, Math.min(digits, Math.floor(Math.log10(size / a.radius))));
}

/** The value for reading, to at most `places` significant digits, all of them sure or one off in the last; `2.5 \cdot 10^{30}` for long ones. */
export function ballToLatex(a: Ball, places = 10): string {
  const sure = Math.max(1, Math.min(places, certainDigits(a)));
  if (certainDigits(a) === 0 && a.radius !== 0) return '0';
  const shown = a.middle.toSignificantDigits(sure);
  if (shown.isZero()) return '0';
  if (shown.e > 12 || shown.e < -6) {
    const mantissa = shown.div(new Middle(10).pow(shown.e));
    return `${mantissa.toFixed()} \\cdot 10^{${shown.e}}`;
  }
  return shown.toFixed();
}

/** The middle as a double: for sorting out, never for deciding. */
export function ballToNumber(a: Ball): number {
  return a.middle.toNumber();
}
