import type Decimal from 'decimal.js';
import {
  absBall,
  addBalls,
  ball,
  ballOf,
  computed,
  divideBalls,
  hull,
  integerBall,
  isExactInteger,
  lowerBound,
  lowerEnd,
  Middle,
  multiplyBalls,
  negateBall,
  oneBall,
  powerOfBall,
  signOfBall,
  sizeOf,
  subtractBalls,
  undecided,
  undefinedValue,
  upperBound,
  upperEnd,
  zeroBall,
  type Ball,
  type Enclosure,
} from './ball';
import type { Fuel } from './fuel';

/** What a value of an elementary function costs: decimal.js takes about forty times as long as for a product. */
const functionCost = 60;

/** Beyond this exponents the values have no use, and their computation no end. */
const largestExponent = 1_000_000;

export function piBall(): Ball {
  return computed(Middle.acos(-1), 0);
}

export function eulerBall(): Ball {
  return computed(new Middle(1).exp(), 0);
}

export function halfBall(): Ball {
  return { middle: new Middle('0.5'), radius: 0 };
}

/** Continues with a ball, or hands on why there is none. */
export function chain(first: Enclosure, next: (value: Ball) => Enclosure): Enclosure {
  return first.kind === 'ball' ? next(first.ball) : first;
}

export function expBall(a: Ball, fuel: Fuel): Enclosure {
  fuel.spend(functionCost);
  if (a.middle.abs().gt(largestExponent)) {
    return undecided('a power too large to be calculated with');
  }
  const middle = a.middle.exp();
  // e^{m+t} − e^m is at most e^m(e^r − 1), and e^r − 1 ≤ 2r for r ≤ 1.
  const spread = a.radius <= 1 ? 2 * a.radius : Math.exp(a.radius) * 2;
  return ball(computed(middle, a.radius === 0 ? 0 : sizeOf(middle) * spread));
}

export function logBall(a: Ball, fuel: Fuel): Enclosure {
  fuel.spend(functionCost);
  const sign = signOfBall(a);
  if (sign === 0) return undefinedValue('the logarithm of zero');
  if (sign === undefined) return undecided('a logarithm of a number that may be zero');
  if (sign < 0) return undefinedValue('the logarithm of a negative number');
  return ball(computed(a.middle.ln(), a.radius / lowerBound(a)));
}

export function sqrtBall(a: Ball, fuel: Fuel): Enclosure {
  fuel.spend(10);
  const sign = signOfBall(a);
  if (sign === 0) return ball(zeroBall());
  if (sign === undefined) return undecided('a root of a number that may be negative');
  if (sign < 0) return undefinedValue('the square root of a negative number');
  const middle = a.middle.sqrt();
  if (a.radius === 0 && middle.sd() < 30 && middle.times(middle).eq(a.middle)) return ball({ middle, radius: 0 });
  // √m − √(m − r) = r/(√m + √(m − r)) ≤ r/√m
  return ball(computed(middle, a.radius / (sizeOf(middle) * (1 - 1e-6))));
}

/** A positive base to a real power; 0 to a positive one. */
export function realPower(base: Ball, exponent: Ball, fuel: Fuel): Enclosure {
  if (isExactInteger(exponent) && exponent.middle.abs().lt(1e6)) {
    const times = exponent.middle.toNumber();
    fuel.spend(4 * Math.log2(Math.abs(times) + 2));
    return powerOfBall(base, times);
  }
  const sign = signOfBall(base);
  if (sign === undefined) return undecided('a power of a number that may be zero');
  if (sign < 0) return undefinedValue('a negative number to a fractional power');
  if (sign === 0) {
    const direction = signOfBall(exponent);
    if (direction === undefined) return undecided('a power of zero');
    return direction < 0 ? undefinedValue('division by zero') : ball(zeroBall());
  }
  if (base.radius === 0 && base.middle.eq(1)) return ball(oneBall());
  return chain(logBall(base, fuel), (log) => expBall(multiplyBalls(log, exponent), fuel));
}

/** The real n-th root, n ≥ 1; of negative numbers for odd n. */
export function rootBall(a: Ball, degree: number, fuel: Fuel): Enclosure {
  if (degree === 2) return sqrtBall(a, fuel);
  const sign = signOfBall(a);
  if (sign === undefined) return undecided('a root of a number that may be zero');
  if (sign === 0) return ball(zeroBall());
  if (sign < 0 && degree % 2 === 0) return undefinedValue('an even root of a negative number');
  return chain(divideBalls(oneBall(), integerBall(degree)), (exponent) =>
    chain(realPower(absBall(a), exponent, fuel), (root) => ball(sign < 0 ? negateBall(root) : root)),
  );
}

export function sinBall(a: Ball, fuel: Fuel): Enclosure {
  return circular(a, (x) => x.sin(), fuel);
}

export function cosBall(a: Ball, fuel: Fuel): Enclosure {
  return circular(a, (x) => x.cos(), fuel);
}

function circular(a: Ball, of: (x: Decimal) => Decimal, fuel: Fuel): Enclosure {
  fuel.spend(functionCost);
  if (a.middle.e > 60) return undecided('an angle too large to be calculated with');
  if (a.radius > 1) return ball(ballOf(new Middle(0), 1));
  const middle = of(a.middle);
  return ball(computed(middle, a.radius + 1e-58));
}

/** A quotient of two functions, and their order. */
export function tangentBall(a: Ball, fuel: Fuel): Enclosure {
  return chain(sinBall(a, fuel), (sine) => chain(cosBall(a, fuel), (cosine) => divideBalls(sine, cosine)));
}

export function cotangentBall(a: Ball, fuel: Fuel): Enclosure {
  if (signOfBall(a) === 0) return undefinedValue('division by zero');
  return chain(sinBall(a, fuel), (sine) => chain(cosBall(a, fuel), (cosine) => divideBalls(cosine, sine)));
}

export function arctanBall(a: Ball, fuel: Fuel): Enclosure {
  fuel.spend(4 * functionCost);
  return ball(computed(a.middle.atan(), a.radius));
}

/** On [−1, 1], as arctan(x/√(1 − x²)) inside. */
export function arcsinBall(a: Ball, fuel: Fuel): Enclosure {
  const rest = subtractBalls(oneBall(), multiplyBalls(a, a));
  const sign = signOfBall(rest);
  if (sign === undefined) return undecided('an inverse sine of a number that may lie outside its domain');
  if (sign < 0) return undefinedValue('an argument outside the domain of arcsin');
  if (sign === 0) {
    const right = multiplyBalls(piBall(), halfBall());
    return ball(a.middle.isNegative() ? negateBall(right) : right);
  }
  return chain(sqrtBall(rest, fuel), (cosine) => chain(divideBalls(a, cosine), (tangent) => arctanBall(tangent, fuel)));
}

export function arccosBall(a: Ball, fuel: Fuel): Enclosure {
  return chain(arcsinBall(a, fuel), (sine) => ball(subtractBalls(multiplyBalls(piBall(), halfBall()), sine)));
}

export interface Hyperbolic {
  readonly cosh: Ball;
  readonly sinh: Ball;
}

/** (e^x ± e^{−x})/2. */
export function hyperbolicBall(a: Ball, part: (both: Hyperbolic) => Enclosure, fuel: Fuel): Enclosure {
  return chain(expBall(a, fuel), (up) =>
    chain(divideBalls(oneBall(), up), (down) =>
      part({
        cosh: multiplyBalls(addBalls(up, down), halfBall()),
        sinh: multiplyBalls(subtractBalls(up, down), halfBall()),
      }),
    ),
  );
}

/** ln(x + √(x² + 1)), odd. */
export function arsinhBall(a: Ball, fuel: Fuel): Enclosure {
  if (signOfBall(a) === 0) return ball(zeroBall());
  const negative = a.middle.isNegative();
  const x = absBall(a);
  return chain(sqrtBall(addBalls(multiplyBalls(x, x), oneBall()), fuel), (root) =>
    chain(logBall(addBalls(x, root), fuel), (value) => ball(negative ? negateBall(value) : value)),
  );
}

/** ln(x + √(x² − 1)) for x ≥ 1. */
export function arcoshBall(a: Ball, fuel: Fuel): Enclosure {
  const excess = signOfBall(subtractBalls(a, oneBall()));
  if (excess === undefined) return undecided('an argument that may lie outside the domain of arcosh');
  if (excess < 0) return undefinedValue('an argument outside the domain of arcosh');
  if (excess === 0) return ball(zeroBall());
  return chain(sqrtBall(subtractBalls(multiplyBalls(a, a), oneBall()), fuel), (root) =>
    logBall(addBalls(a, root), fuel),
  );
}

/** ln((1 + x)/(1 − x))/2 for |x| < 1. */
export function artanhBall(a: Ball, fuel: Fuel): Enclosure {
  const inside = signOfBall(subtractBalls(oneBall(), absBall(a)));
  if (inside === undefined) return undecided('an argument that may lie outside the domain of artanh');
  if (inside <= 0) return undefinedValue('an argument outside the domain of artanh');
  return chain(divideBalls(addBalls(oneBall(), a), subtractBalls(oneBall(), a)), (ratio) =>
    chain(logBall(ratio, fuel), (value) => ball(multiplyBalls(value, halfBall()))),
  );
}

export function signBall(a: Ball): Enclosure {
  const sign = signOfBall(a);
  return sign === undefined ? undecided('the sign of a number that may be zero') : ball(integerBall(sign));
}

export function floorBall(a: Ball): Enclosure {
  if (a.radius === 0) return ball({ middle: a.middle.floor(), radius: 0 });
  const low = lowerEnd(a).floor();
  if (!low.eq(upperEnd(a).floor())) return undecided('a number too close to an integer to be rounded down');
  return ball({ middle: new Middle(low), radius: 0 });
}

export function maxBall(a: Ball, b: Ball): Ball {
  const sign = signOfBall(subtractBalls(a, b));
  if (sign !== undefined) return sign >= 0 ? a : b;
  return hull(a, b);
}

/**
 * erf x = 2/√π · e^{−x²} · Σ 2ⁿx^{2n+1}/(1·3·…·(2n+1)), all terms of one sign (Abramowitz and Stegun 7.1.6). Beyond 12 it differs from ±1 by less
 * than e^{−144} < 10^{−62}.
 */
export function erfBall(a: Ball, fuel: Fuel): Enclosure {
  if (upperBound(a) >= 12 && lowerBound(a) >= 12) {
    return ball(ballOf(new Middle(a.middle.isNegative() ? -1 : 1), 1e-62));
  }
  const x = ballOf(a.middle, 0);
  const square = multiplyBalls(x, x);
  const twice = addBalls(square, square);
  const size = upperBound(twice);
  let term = x;
  let sum = x;
  let n = 1;
  // The terms' ratio falls below a half, then what is left out is at most the last term.
  for (; ; n += 1) {
    fuel.spend(3);
    const factor = divideBalls(twice, integerBall(2 * n + 1));
    if (factor.kind !== 'ball') return factor;
    term = multiplyBalls(term, factor.ball);
    sum = addBalls(sum, term);
    if (size / (2 * n + 3) < 0.5 && upperBound(term) < 1e-65) break;
  }
  const complete = ballOf(sum.middle, sum.radius + 2 * upperBound(term));
  return chain(expBall(negateBall(square), fuel), (decay) =>
    chain(sqrtBall(piBall(), fuel), (root) =>
      chain(divideBalls(multiplyBalls(addBalls(complete, complete), decay), root), (value) =>
        // |erf'| ≤ 2/√π < 1.13
        ball(ballOf(value.middle, value.radius + 1.13 * a.radius)),
      ),
    ),
  );
}
