import { call } from '../build';
import { polynomialKey } from '../polynomial';
import { Rational } from '../rational';
import { absoluteOf, soleAtom } from './absolute';
import type { Algebra } from './algebra';
import type { Atom, Quotient } from './atom';
import { NoValue, zeroQuotient } from './field';
import { partsOf, type Part } from './parts';
import { primeAtom, primesOf } from './roots';
import { toTerm } from './write';

/** The natural logarithm; of products and powers it is split as far as signs allow. */
export function logarithmOf(algebra: Algebra, of: Quotient): Quotient {
  const { coefficient, parts } = partsOf(algebra, of);
  if (coefficient.isZero) throw new NoValue('the logarithm of zero');
  const open = parts.filter(({ sign }) => sign !== 'positive');
  if (algebra.imaginary && (open.length > 1 || open.some(({ exponent }) => !exponent.isOne))) return whole(algebra, of);
  if (coefficient.sign < 0) {
    if (open.length === 0 || open.every(isEvenPower)) {
      if (!algebra.imaginary) throw new NoValue('the logarithm of a negative number');
      if (open.length > 0) return whole(algebra, of);
      const turn = algebra.multiply(algebra.fromAtom(algebra.pi), algebra.fromAtom(algebra.i));
      return algebra.add(logarithmOf(algebra, algebra.negate(of)), turn);
    }
    if (algebra.imaginary) return whole(algebra, of);
    if (open.length === 1) {
      // ln(−x) is an atom of its own: −x is positive where it exists.
      const positive = parts.filter(({ sign }) => sign === 'positive');
      const [only] = open;
      if (only?.exponent.isOne === true) {
        const rest = whole(algebra, algebra.negate(only.base));
        return sumOf(algebra, [
          rest,
          logarithmOfNumber(algebra, coefficient.absolute()),
          ...positive.map((p) => partLogarithm(algebra, p)),
        ]);
      }
    }
  }
  const terms = [logarithmOfNumber(algebra, coefficient.absolute())];
  const odd = open.filter((part) => !isEvenPower(part));
  for (const part of parts) {
    // A product that has a logarithm is positive: with one factor of open sign that factor is, with several only their absolute values are.
    const direct = part.sign === 'positive' || (odd.length === 1 && coefficient.sign > 0 && !isEvenPower(part));
    terms.push(direct ? partLogarithm(algebra, part) : absoluteLogarithm(algebra, part));
  }
  return sumOf(algebra, terms);
}

function sumOf(algebra: Algebra, terms: readonly Quotient[]): Quotient {
  return terms.reduce((sum, term) => algebra.add(sum, term), zeroQuotient);
}

function isEvenPower({ exponent }: Part): boolean {
  return exponent.numerator % 2n === 0n && exponent.denominator % 2n === 1n;
}

/** ln 12 = 2 ln 2 + ln 3, for positive numbers. */
function logarithmOfNumber(algebra: Algebra, value: Rational): Quotient {
  return sumOf(
    algebra,
    primesOf(algebra, value).map(({ prime, times, certain }) => {
      const of = algebra.constant(Rational.integer(prime));
      primeAtom(algebra, prime, certain);
      return algebra.scale(algebra.fromAtom(logarithmAtom(algebra, of)), Rational.of(times));
    }),
  );
}

function partLogarithm(algebra: Algebra, { base, exponent, atom }: Part): Quotient {
  const form = atom?.form;
  if (form?.kind === 'exponential') return algebra.scale(form.exponent, exponent);
  if (form?.kind === 'prime') {
    return algebra.scale(logarithmOfNumber(algebra, Rational.integer(form.value)), exponent);
  }
  if (form?.kind === 'power' && mayBePositive(algebra, form.base)) {
    return algebra.scale(algebra.multiply(form.exponent, logarithmOf(algebra, form.base)), exponent);
  }
  if (form?.kind === 'radical') return algebra.scale(logarithmOf(algebra, form.base), exponent);
  return algebra.scale(algebra.fromAtom(logarithmAtom(algebra, base)), exponent);
}

/** The numbers 0 and −1 have no logarithm, but some of their powers do. */
function mayBePositive(algebra: Algebra, base: Quotient): boolean {
  const value = algebra.constantValue(base);
  return value === undefined || value.sign > 0;
}

function absoluteLogarithm(algebra: Algebra, part: Part): Quotient {
  const size = absoluteOf(algebra, part.base);
  if (algebra.isOne(size)) return zeroQuotient;
  return algebra.scale(algebra.fromAtom(logarithmAtom(algebra, size)), part.exponent);
}

function whole(algebra: Algebra, of: Quotient): Quotient {
  return algebra.fromAtom(logarithmAtom(algebra, of));
}

function logarithmAtom(algebra: Algebra, of: Quotient): Atom {
  const sole = soleAtom(algebra, of);
  const key =
    sole === undefined ? (of.denominator.size === 0 ? polynomialKey(of.numerator) : algebra.key(of)) : sole.key;
  return algebra.intern(`log ${key}`, () => {
    const value = algebra.constantValue(of);
    return {
      term: call('log', [toTerm(algebra, of)]),
      sign:
        value !== undefined && value.compare(Rational.one) > 0 ? 'positive' : algebra.imaginary ? 'complex' : 'real',
      integer: false,
      form: { kind: 'logarithm', of },
    };
  });
}
