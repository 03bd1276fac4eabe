import { power, rational } from '../build';
import { exponentIn, termPolynomial, type Monomial } from '../polynomial';
import { Rational } from '../rational';
import type { Algebra } from './algebra';
import type { Atom, Quotient } from './atom';
import { oneQuotient, zeroQuotient } from './field';
import { partsOf, type Part } from './parts';
import {
  integerPower,
  negativeUnit,
  numberPower,
  partPower,
  primeAtom,
  primesOf,
  raiseFractionally,
  singlePart,
  type RootKind,
} from './roots';
import { signOf } from './sign';
import { circular } from './trigonometry';
import { toTerm } from './write';

/** Any power. Throws `NoValue` where there surely is none. */
export function raise(algebra: Algebra, base: Quotient, exponent: Quotient, kind: RootKind = 'power'): Quotient {
  const number = algebra.constantValue(exponent);
  if (number === undefined) return raiseSymbolically(algebra, base, exponent);
  if (number.isInteger) return integerPower(algebra, base, number.numerator);
  return raiseFractionally(algebra, partsOf(algebra, base), number, kind);
}

/** A sum's terms, each as a number times something without a number: 3x/2 − 1 is 3/2 of x and −1 of 1. */
export function unitsOf(
  quotient: Quotient,
): readonly { readonly times: Rational; readonly unit: Quotient; readonly monomial: Monomial }[] {
  return [...quotient.numerator.values()].map(({ coefficient, monomial }) => ({
    times: coefficient,
    monomial,
    unit: { numerator: termPolynomial(Rational.one, monomial), denominator: quotient.denominator },
  }));
}

/** Surely an integer in every model. */
export function isInteger(algebra: Algebra, quotient: Quotient): boolean {
  if (quotient.denominator.size > 0) return false;
  return [...quotient.numerator.values()].every(
    ({ coefficient, monomial }) =>
      coefficient.isInteger &&
      monomial.powers.every(
        ({ atom, exponent }) => exponent.isInteger && exponent.sign > 0 && algebra.atom(atom).integer,
      ),
  );
}

function raiseSymbolically(algebra: Algebra, base: Quotient, exponent: Quotient): Quotient {
  const { coefficient, parts } = partsOf(algebra, base);
  if (coefficient.isZero) {
    return signOf(algebra, exponent) === 'positive' ? zeroQuotient : powerAtom(algebra, base, exponent);
  }
  const whole = isInteger(algebra, exponent);
  const splits = whole || (parts.length > 0 && coefficient.sign > 0 && parts.every(({ sign }) => sign === 'positive'));
  if (!splits && parts.length > 0) {
    const factors = [numberToSymbol(algebra, coefficient.absolute(), exponent)];
    const [only] = parts;
    if (coefficient.sign > 0 && parts.length === 1 && only?.exponent.isOne === true) {
      factors.push(unitPowers(algebra, only, exponent));
    } else {
      const rest = algebra.scale(base, coefficient.absolute().inverse());
      factors.push(unitPowers(algebra, { base: rest, exponent: Rational.one, sign: 'real' }, exponent));
    }
    return algebra.product(factors);
  }
  const factors = [numberToSymbol(algebra, coefficient.absolute(), exponent)];
  if (coefficient.sign < 0) factors.push(alternating(algebra, exponent));
  for (const part of parts) factors.push(unitPowers(algebra, part, algebra.scale(exponent, part.exponent)));
  return algebra.product(factors);
}

/** (−1)^n; its square is 1 for integers n. What is not surely an integer in the exponent stays together. */
export function alternating(algebra: Algebra, exponent: Quotient): Quotient {
  if (algebra.imaginary) {
    const turn = algebra.multiply(algebra.fromAtom(algebra.pi), algebra.fromAtom(algebra.i));
    if (!isInteger(algebra, exponent)) return exponentialOf(algebra, algebra.multiply(turn, exponent));
  }
  const factors: Quotient[] = [];
  let rest = exponent;
  for (const { times, unit, monomial } of unitsOf(exponent)) {
    if (!times.isInteger || !isInteger(algebra, unit)) continue;
    rest = algebra.subtract(rest, algebra.scale(unit, times));
    const isNumber = monomial.powers.length === 0;
    factors.push(
      isNumber
        ? algebra.constant(Rational.minusOne.power(times.numerator, algebra.fuel))
        : algebra.fromAtom(alternatingAtom(algebra, unit), times),
    );
  }
  if (rest.numerator.size > 0) {
    const number = algebra.constantValue(rest);
    if (number !== undefined) return negativeUnit(algebra, number, number.denominator % 2n === 1n);
    factors.push(algebra.fromAtom(alternatingAtom(algebra, rest)));
  }
  return algebra.product(factors);
}

function alternatingAtom(algebra: Algebra, exponent: Quotient): Atom {
  const minusOne = algebra.integer(-1);
  const whole = isInteger(algebra, exponent);
  return algebra.intern(`(-1) to ${algebra.key(exponent)}`, () => ({
    term: power(rational(-1), toTerm(algebra, exponent)),
    sign: 'real',
    integer: whole,
    form: { kind: 'power', base: minusOne, exponent },
    ...(whole ? { period: { length: Rational.two, value: oneQuotient } } : {}),
  }));
}

/** A positive number to a power with symbols, prime by prime: 6^{n+1} = 6·2^n·3^n. */
function numberToSymbol(algebra: Algebra, base: Rational, exponent: Quotient): Quotient {
  if (base.isOne) return oneQuotient;
  return algebra.product(
    primesOf(algebra, base).map(({ prime, times, certain }) => {
      const atom = primeAtom(algebra, prime, certain);
      const part: Part = {
        base: algebra.constant(Rational.integer(prime)),
        exponent: Rational.one,
        sign: 'positive',
        atom,
      };
      return unitPowers(algebra, part, algebra.scale(exponent, Rational.of(times)));
    }),
  );
}

/** A base to the power of a sum, term by term: x^{2n+1} = (x^n)²·x. */
function unitPowers(algebra: Algebra, part: Part, exponent: Quotient): Quotient {
  const { atom } = part;
  const value = atom === undefined ? part.base : algebra.fromAtom(atom);
  if (atom?.form.kind === 'exponential') {
    return exponentialOf(algebra, algebra.multiply(atom.form.exponent, exponent));
  }
  if (atom?.form.kind === 'power' && (part.sign === 'positive' || isInteger(algebra, exponent))) {
    const isPrime = algebra.constantValue(atom.form.base);
    const product = algebra.multiply(atom.form.exponent, exponent);
    if (isPrime?.sign === -1) return alternating(algebra, product);
    return raise(algebra, atom.form.base, product);
  }
  return algebra.product(
    unitsOf(exponent).map(({ times, unit, monomial }) => {
      if (monomial.powers.length > 0 || unit.denominator.size > 0) {
        return algebra.fromAtom(powerOfUnit(algebra, part, value, unit), times);
      }
      if (times.isInteger) return integerPower(algebra, value, times.numerator);
      return atom?.form.kind === 'prime'
        ? numberPower(algebra, Rational.integer(atom.form.value), times)
        : partPower(algebra, part, times);
    }),
  );
}

function powerOfUnit(algebra: Algebra, part: Part, value: Quotient, unit: Quotient): Atom {
  const base = part.atom?.form.kind === 'prime' ? algebra.constant(Rational.integer(part.atom.form.value)) : value;
  return algebra.intern(`${algebra.key(base)} to ${algebra.key(unit)}`, () => {
    const real = signOf(algebra, unit) !== 'complex';
    return {
      term: power(toTerm(algebra, base), toTerm(algebra, unit)),
      sign: part.sign === 'positive' && real ? 'positive' : algebra.imaginary || !real ? 'complex' : 'real',
      integer: false,
      form: { kind: 'power', base, exponent: unit },
    };
  });
}

/** A power that nothing is done with. */
export function powerAtom(algebra: Algebra, base: Quotient, exponent: Quotient): Quotient {
  const atom = algebra.intern(`${algebra.key(base)} to ${algebra.key(exponent)}`, () => ({
    term: power(toTerm(algebra, base), toTerm(algebra, exponent)),
    sign: algebra.imaginary ? 'complex' : 'real',
    integer: false,
    form: { kind: 'power', base, exponent },
  }));
  return algebra.fromAtom(atom);
}

/** e to any power: sums become products, e^{n ln a} is a^n, e^{iφ} is cos φ + i sin φ. */
export function exponentialOf(algebra: Algebra, exponent: Quotient): Quotient {
  const factors: Quotient[] = [];
  for (const { times, unit, monomial } of unitsOf(exponent)) {
    const { i } = algebra;
    const logarithm = monomial.powers.find(
      (factor) => factor.exponent.isOne && algebra.atom(factor.atom).form.kind === 'logarithm',
    );
    const form = logarithm === undefined ? undefined : algebra.atom(logarithm.atom).form;
    if (exponentIn(monomial, i.index).isOne) {
      const angle = algebra.multiply(algebra.scale(unit, times), algebra.inverse(algebra.fromAtom(i)));
      const { cosine, sine } = circular(algebra, angle);
      factors.push(algebra.add(cosine, algebra.multiply(algebra.fromAtom(i), sine)));
    } else if (logarithm !== undefined && form?.kind === 'logarithm') {
      const rest = algebra.divide(algebra.scale(unit, times), algebra.fromAtom(algebra.atom(logarithm.atom)));
      factors.push(raisePositive(algebra, form.of, rest));
    } else {
      factors.push(algebra.fromAtom(exponentialAtom(algebra, unit), times));
    }
  }
  return algebra.product(factors);
}

/** A power of something that has a logarithm, and so is positive where everything is real. */
function raisePositive(algebra: Algebra, base: Quotient, exponent: Quotient): Quotient {
  const single = singlePart(algebra, base);
  if (single.atom === undefined) return raise(algebra, base, exponent);
  const part: Part = { ...single, exponent: Rational.one, sign: algebra.imaginary ? 'complex' : 'positive' };
  return unitPowers(algebra, part, exponent);
}

function exponentialAtom(algebra: Algebra, unit: Quotient): Atom {
  return algebra.intern(`exp ${algebra.key(unit)}`, () => {
    const real = signOf(algebra, unit) !== 'complex';
    const isUnit = algebra.isOne(unit);
    return {
      term: isUnit ? { kind: 'constant', name: 'e' } : power({ kind: 'constant', name: 'e' }, toTerm(algebra, unit)),
      sign: real ? 'positive' : 'complex',
      integer: false,
      form: { kind: 'exponential', exponent: unit },
    };
  });
}
