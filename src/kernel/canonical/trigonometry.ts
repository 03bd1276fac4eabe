import { call } from '../build';
import { exponentIn, leadingTerm, primitivePart } from '../polynomial';
import { Rational } from '../rational';
import { soleAtom } from './absolute';
import type { Algebra } from './algebra';
import type { Atom, Quotient } from './atom';
import { zeroQuotient, oneQuotient } from './field';
import { commonMeasure, cosineOfPi, sineOfPi } from './cyclotomic';
import { alternating, exponentialOf, isInteger, raise, unitsOf } from './powers';
import { signOf } from './sign';
import { toTerm } from './write';

/** Cosine and sine of one angle. */
export interface Circular {
  readonly cosine: Quotient;
  readonly sine: Quotient;
}

/** More terms than this in an angle are one angle of their own: the addition formula doubles with each. */
const mostSummands = 4;
/** Multiples beyond this are angles of their own: the n-th multiple is a polynomial of degree n. */
const greatestMultiple = 24;

/** By the addition formulas, in terms of the cosines and sines of a few angles. */
export function circular(algebra: Algebra, angle: Quotient): Circular {
  const units = unitsOf(angle);
  if (units.length > mostSummands) return circularOfWhole(algebra, angle);
  let sum: Circular = { cosine: oneQuotient, sine: zeroQuotient };
  for (const { times, unit } of units) sum = addAngles(algebra, sum, circularOfUnit(algebra, times, unit));
  return sum;
}

function addAngles(algebra: Algebra, a: Circular, b: Circular): Circular {
  const product = (x: Quotient, y: Quotient): Quotient => algebra.multiply(x, y);
  return {
    cosine: algebra.subtract(product(a.cosine, b.cosine), product(a.sine, b.sine)),
    sine: algebra.add(product(a.sine, b.cosine), product(a.cosine, b.sine)),
  };
}

function circularOfWhole(algebra: Algebra, angle: Quotient): Circular {
  const { coefficient, primitive } = primitivePart(angle.numerator, algebra.fuel);
  const negative = leadingTerm(primitive).coefficient.sign < 0;
  const times = negative ? coefficient.negated() : coefficient;
  return circularOfUnit(algebra, times, algebra.scale(angle, times.inverse()));
}

function circularOfUnit(algebra: Algebra, times: Rational, unit: Quotient): Circular {
  if (times.sign < 0) {
    const { cosine, sine } = circularOfUnit(algebra, times.negated(), unit);
    return { cosine, sine: algebra.negate(sine) };
  }
  const [single] = unit.numerator.values();
  const monomial = unit.numerator.size === 1 ? single?.monomial : undefined;
  if (monomial !== undefined && exponentIn(monomial, algebra.i.index).isOne)
    return imaginaryAngle(algebra, times, unit);
  if (monomial !== undefined && exponentIn(monomial, algebra.pi.index).isOne) {
    const turns = algebra.divide(unit, algebra.fromAtom(algebra.pi));
    if (algebra.isOne(turns)) return { cosine: cosineOfPi(algebra, times), sine: sineOfPi(algebra, times) };
    if (times.isInteger && isInteger(algebra, turns)) {
      return { cosine: alternating(algebra, algebra.scale(turns, times)), sine: zeroQuotient };
    }
  }
  const inverse = times.isInteger ? soleAtom(algebra, unit) : undefined;
  if (inverse?.form.kind === 'inverse' && times.compare(Rational.of(greatestMultiple)) <= 0) {
    return multiple(algebra, ofInverse(algebra, inverse), Number(times.numerator));
  }
  const { measure, count } = measured(algebra, times, unit);
  return multiple(algebra, generators(algebra, algebra.scale(unit, measure)), count);
}

/** cos(iy) = cosh y, sin(iy) = i sinh y. */
function imaginaryAngle(algebra: Algebra, times: Rational, unit: Quotient): Circular {
  const i = algebra.fromAtom(algebra.i);
  const y = algebra.divide(algebra.scale(unit, times), i);
  const { cosine, sine } = hyperbolic(algebra, y);
  return { cosine, sine: algebra.multiply(i, sine) };
}

/** cosh and sinh. */
export function hyperbolic(algebra: Algebra, argument: Quotient): Circular {
  const up = exponentialOf(algebra, argument);
  const down = exponentialOf(algebra, algebra.negate(argument));
  return {
    cosine: algebra.scale(algebra.add(up, down), Rational.half),
    sine: algebra.scale(algebra.subtract(up, down), Rational.half),
  };
}

/** The greatest angle that measures this one and the other multiples of `unit` that occur, and how often it goes into this one. */
function measured(
  algebra: Algebra,
  times: Rational,
  unit: Quotient,
): { readonly measure: Rational; readonly count: number } {
  const key = algebra.key(unit);
  const known = algebra.angles.get(key);
  const measure = known === undefined ? times : commonMeasure(known, times);
  const count = times.dividedBy(measure);
  const scale = known === undefined ? Rational.one : known.dividedBy(measure);
  const most = Rational.of(greatestMultiple);
  if (count.compare(most) > 0 || scale.compare(most) > 0) return { measure: times, count: 1 };
  if (known === undefined || !known.equals(measure)) {
    algebra.angles.set(key, measure);
    if (known !== undefined) algebra.anglesChanged = true;
  }
  return { measure, count: Number(count.numerator) };
}

function multiple(algebra: Algebra, base: Circular, count: number): Circular {
  let result: Circular = { cosine: oneQuotient, sine: zeroQuotient };
  for (let k = 0; k < count; k += 1) result = k === 0 ? base : addAngles(algebra, result, base);
  return result;
}

/** The atoms cos and sin of an angle; sin² is 1 − cos². */
function generators(algebra: Algebra, angle: Quotient): Circular {
  const key = algebra.key(angle);
  const sign = signOf(algebra, angle) === 'complex' ? 'complex' : 'real';
  const term = toTerm(algebra, angle);
  const cosine = algebra.intern(`cos ${key}`, () => ({
    term: call('cos', [term]),
    sign,
    integer: false,
    form: { kind: 'cosine', of: angle },
  }));
  const square = algebra.subtract(oneQuotient, algebra.fromAtom(cosine, Rational.two));
  const sine = algebra.intern(`sin ${key}`, () => ({
    term: call('sin', [term]),
    sign,
    integer: false,
    form: { kind: 'sine', of: angle },
    period: { length: Rational.two, value: square },
  }));
  return { cosine: algebra.fromAtom(cosine), sine: algebra.fromAtom(sine) };
}

/** Of arcsin x: √(1 − x²) and x. Of arctan x: 1/√(1 + x²) and x/√(1 + x²). */
function ofInverse(algebra: Algebra, atom: Atom): Circular {
  if (atom.form.kind !== 'inverse') return generators(algebra, algebra.fromAtom(atom));
  const { of, name } = atom.form;
  const square = algebra.power(of, 2);
  const half = algebra.constant(Rational.half);
  if (name === 'arcsin') {
    return { cosine: raise(algebra, algebra.subtract(oneQuotient, square), half), sine: of };
  }
  const cosine = raise(algebra, algebra.add(oneQuotient, square), algebra.negate(half));
  return { cosine, sine: algebra.multiply(of, cosine) };
}

const niceAngles: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 12],
  [1, 10],
  [1, 8],
  [1, 6],
  [1, 5],
  [1, 4],
  [3, 10],
  [1, 3],
  [3, 8],
  [2, 5],
  [5, 12],
  [1, 2],
];

/** arcsin or arctan: exact at the values of nice angles, odd elsewhere. */
export function inverseCircular(algebra: Algebra, name: 'arcsin' | 'arctan', of: Quotient): Quotient {
  if (of.numerator.size === 0) return zeroQuotient;
  if (leadingTerm(of.numerator).coefficient.sign < 0 && signOf(algebra, of) !== 'positive') {
    return algebra.negate(inverseCircular(algebra, name, algebra.negate(of)));
  }
  const key = algebra.key(of);
  if (signOf(algebra, of) === 'positive' && of.numerator.size <= 3) {
    for (const [p, q] of niceAngles) {
      const turn = Rational.of(p, q);
      if (name === 'arctan' && q === 2) continue;
      const sine = sineOfPi(algebra, turn);
      const value = name === 'arcsin' ? sine : algebra.divide(sine, cosineOfPi(algebra, turn));
      if (algebra.key(value) === key) return algebra.scale(algebra.fromAtom(algebra.pi), turn);
    }
  }
  const atom = algebra.intern(`${name} ${key}`, () => ({
    term: call(name, [toTerm(algebra, of)]),
    sign: algebra.imaginary ? 'complex' : 'real',
    integer: false,
    form: { kind: 'inverse', name, of },
  }));
  return algebra.fromAtom(atom);
}
