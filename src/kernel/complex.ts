import {
  absBall,
  addBalls,
  compareBalls,
  divideBalls,
  multiplyBalls,
  negateBall,
  oneBall,
  signOfBall,
  subtractBalls,
  zeroBall,
  type Ball,
  type Enclosure,
} from './ball';
import { cosBall, expBall, sinBall, sqrtBall } from './ball-functions';
import { evaluateBall } from './evaluate';
import { rationalValue } from './exact';
import type { Fuel } from './fuel';
import { mentionsImaginary } from './structure';
import type { CallTerm, Term } from './term';

/** An enclosed complex number. */
export interface ComplexBall {
  readonly re: Ball;
  readonly im: Ball;
}

export type ComplexValue =
  | { readonly kind: 'complex'; readonly value: ComplexBall }
  | { readonly kind: 'undefined' | 'undecided'; readonly reason: string };

/** Encloses a closed term in which the imaginary unit may stand. Roots and powers of non-real numbers to fractions are left open. Throws `OutOfFuel`. */
export function evaluateComplex(term: Term, fuel: Fuel): ComplexValue {
  return fuel.nested(() => {
    fuel.spend(2);
    if (!mentionsImaginary(term)) {
      const value = evaluateBall(term, new Map(), fuel);
      if (value.kind === 'ball') return real(value.ball);
      return negativeRoot(term, fuel) ?? value;
    }
    switch (term.kind) {
      case 'constant':
        return complex(zeroBall(), oneBall());
      case 'add':
        return folded(term.terms, complexZero, fuel, (a, b) => complex(addBalls(a.re, b.re), addBalls(a.im, b.im)));
      case 'multiply':
        return folded(term.factors, complexOne, fuel, times);
      case 'power':
        return powered(term.base, term.exponent, fuel);
      case 'call':
        return called(term, fuel);
      default:
        return { kind: 'undecided', reason: 'this is not computed with complex numbers' };
    }
  });
}

/** Whether two complex numbers surely differ, or are as close as their enclosures tell. */
export function surelyDifferent(a: ComplexBall, b: ComplexBall): boolean {
  const apart = (x: Ball, y: Ball): boolean => {
    const order = compareBalls(x, y);
    return order === '<' || order === '>';
  };
  return apart(a.re, b.re) || apart(a.im, b.im);
}

const complexZero = (): ComplexBall => ({ re: zeroBall(), im: zeroBall() });
const complexOne = (): ComplexBall => ({ re: oneBall(), im: zeroBall() });

function complex(re: Ball, im: Ball): ComplexValue {
  return { kind: 'complex', value: { re, im } };
}

function real(value: Ball): ComplexValue {
  return complex(value, zeroBall());
}

function folded(
  terms: readonly Term[],
  start: () => ComplexBall,
  fuel: Fuel,
  both: (a: ComplexBall, b: ComplexBall) => ComplexValue,
): ComplexValue {
  let result: ComplexValue = { kind: 'complex', value: start() };
  for (const term of terms) {
    const value = evaluateComplex(term, fuel);
    if (value.kind !== 'complex') return value;
    if (result.kind !== 'complex') return result;
    result = both(result.value, value.value);
  }
  return result;
}

function times(a: ComplexBall, b: ComplexBall): ComplexValue {
  return complex(
    subtractBalls(multiplyBalls(a.re, b.re), multiplyBalls(a.im, b.im)),
    addBalls(multiplyBalls(a.re, b.im), multiplyBalls(a.im, b.re)),
  );
}

function fromReal(value: Enclosure, then: (value: Ball) => ComplexValue): ComplexValue {
  return value.kind === 'ball' ? then(value.ball) : value;
}

function squaredSize(a: ComplexBall): Ball {
  return addBalls(multiplyBalls(a.re, a.re), multiplyBalls(a.im, a.im));
}

function inverse(a: ComplexBall): ComplexValue {
  const size = squaredSize(a);
  return fromReal(divideBalls(a.re, size), (re) =>
    fromReal(divideBalls(negateBall(a.im), size), (im) => complex(re, im)),
  );
}

/** The square root of a negative number is i times that of its absolute value. */
function negativeRoot(term: Term, fuel: Fuel): ComplexValue | undefined {
  const radicand =
    term.kind === 'call' && term.name === 'sqrt'
      ? term.args[0]
      : term.kind === 'power' && isHalf(term.exponent)
        ? term.base
        : undefined;
  if (!radicand) {
    if (term.kind === 'add')
      return folded(term.terms, complexZero, fuel, (a, b) => complex(addBalls(a.re, b.re), addBalls(a.im, b.im)));
    if (term.kind === 'multiply') return folded(term.factors, complexOne, fuel, times);
    return undefined;
  }
  const value = evaluateBall(radicand, new Map(), fuel);
  if (value.kind !== 'ball' || signOfBall(value.ball) !== -1) return undefined;
  return fromReal(sqrtBall(absBall(value.ball), fuel), (root) => complex(zeroBall(), root));
}

function isHalf(term: Term): boolean {
  return term.kind === 'rational' && term.value.numerator === 1n && term.value.denominator === 2n;
}

function powered(base: Term, exponent: Term, fuel: Fuel): ComplexValue {
  if (base.kind === 'constant' && base.name === 'e') return exponential(exponent, fuel);
  const count = mentionsImaginary(exponent) ? undefined : rationalValue(exponent, fuel);
  if (!count?.isInteger || count.absolute().toNumber() > 100_000)
    return { kind: 'undecided', reason: 'a power of a complex number that is not computed here' };
  const value = evaluateComplex(base, fuel);
  if (value.kind !== 'complex') return value;
  const steps = count.toNumber();
  if (steps < 0) {
    const turned = inverse(value.value);
    return turned.kind === 'complex' ? raised(turned.value, -steps, fuel) : turned;
  }
  return raised(value.value, steps, fuel);
}

function raised(base: ComplexBall, count: number, fuel: Fuel): ComplexValue {
  let result: ComplexValue = { kind: 'complex', value: complexOne() };
  let square: ComplexValue = { kind: 'complex', value: base };
  for (let rest = count; rest > 0; rest = Math.floor(rest / 2)) {
    fuel.spend(8);
    if (square.kind !== 'complex') return square;
    if (rest % 2 === 1 && result.kind === 'complex') result = times(result.value, square.value);
    if (rest > 1) square = times(square.value, square.value);
  }
  return result;
}

function exponential(exponent: Term, fuel: Fuel): ComplexValue {
  const value = evaluateComplex(exponent, fuel);
  if (value.kind !== 'complex') return value;
  const { re, im } = value.value;
  return fromReal(expBall(re, fuel), (size) =>
    fromReal(cosBall(im, fuel), (cos) =>
      fromReal(sinBall(im, fuel), (sin) => complex(multiplyBalls(size, cos), multiplyBalls(size, sin))),
    ),
  );
}

function called(term: CallTerm, fuel: Fuel): ComplexValue {
  const [argument] = term.args;
  if (!argument) return { kind: 'undecided', reason: 'a function without an argument' };
  if (term.name === 'exp') return exponential(argument, fuel);
  const value = evaluateComplex(argument, fuel);
  if (value.kind !== 'complex') return value;
  const { re, im } = value.value;
  switch (term.name) {
    case 'abs':
      return fromReal(sqrtBall(squaredSize(value.value), fuel), real);
    case 'conjugate':
      return complex(re, negateBall(im));
    case 'real-part':
      return real(re);
    case 'imaginary-part':
      return real(im);
    default:
      return { kind: 'undecided', reason: 'this function of a complex number is not computed here' };
  }
}
