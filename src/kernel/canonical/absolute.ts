import { call } from '../build';
import { exponentIn, polynomialKey, singleTerm, type Polynomial, type PolynomialTerm } from '../polynomial';
import { Rational } from '../rational';
import type { Algebra } from './algebra';
import type { Atom, Quotient } from './atom';
import { absoluteKey, signKey, zeroQuotient } from './field';
import { partsOf, type Part } from './parts';
import { raise } from './powers';
import { toTerm } from './write';

/** |a|: positive parts come out, as do even powers; |x|² is x² for the atoms |x| that stay. */
export function absoluteOf(algebra: Algebra, of: Quotient): Quotient {
  if (mentions(algebra, of)) {
    const conjugate = conjugateOf(algebra, of);
    if (conjugate !== undefined) {
      return raise(algebra, algebra.multiply(of, conjugate), algebra.constant(Rational.half));
    }
  }
  const { coefficient, parts } = partsOf(algebra, of);
  if (coefficient.isZero) return zeroQuotient;
  const factors = [algebra.constant(coefficient.absolute())];
  for (const part of parts) {
    const even = part.exponent.isInteger && part.exponent.numerator % 2n === 0n;
    const keeps = part.sign === 'positive' || part.sign === 'nonnegative' || (even && part.sign === 'real');
    const base = keeps ? part.base : algebra.fromAtom(sizeAndSign(algebra, part).absolute);
    factors.push(raise(algebra, base, algebra.constant(part.exponent)));
  }
  return algebra.product(factors);
}

/** The sign of a product is the product of the signs. */
export function signFunction(algebra: Algebra, of: Quotient): Quotient {
  const { coefficient, parts } = partsOf(algebra, of);
  if (coefficient.isZero) return zeroQuotient;
  const factors = [algebra.integer(coefficient.sign)];
  for (const part of parts) {
    if (part.sign === 'positive') continue;
    const sign = algebra.fromAtom(sizeAndSign(algebra, part).sign);
    const odd = part.exponent.numerator % 2n !== 0n;
    factors.push(algebra.power(sign, odd ? 1 : 2));
  }
  return algebra.product(factors);
}

interface SizeAndSign {
  readonly absolute: Atom;
  readonly sign: Atom;
}

/** |x| and sign(x) are made together: the rules that join them look for both. */
function sizeAndSign(algebra: Algebra, { base, atom, sign }: Part): SizeAndSign {
  const key = polynomialKey(base.numerator);
  const term = toTerm(algebra, base);
  const absolute = algebra.intern(atom === undefined ? `|${key}|` : absoluteKey(atom.index), () => ({
    term: call('abs', [term]),
    sign: 'nonnegative',
    integer: atom?.integer === true,
    form: { kind: 'absolute', of: base, atom: atom?.index },
    ...(sign === 'complex' ? {} : { period: { length: Rational.two, value: algebra.power(base, 2) } }),
  }));
  const signAtom = algebra.intern(atom === undefined ? `sign(${key})` : signKey(atom.index), () => ({
    term: call('sign', [term]),
    sign: sign === 'nonnegative' ? 'nonnegative' : sign === 'complex' ? 'complex' : 'real',
    integer: true,
    form: { kind: 'sign', of: base, atom: sign === 'complex' ? undefined : atom?.index },
  }));
  return { absolute, sign: signAtom };
}

function mentions(algebra: Algebra, quotient: Quotient): boolean {
  const inPolynomial = (polynomial: Polynomial): boolean =>
    [...polynomial.values()].some(({ monomial }) =>
      monomial.powers.some(({ atom }) => algebra.atom(atom).form.kind === 'imaginary'),
    );
  return inPolynomial(quotient.numerator) || [...quotient.denominator.values()].some(({ base }) => inPolynomial(base));
}

/** The complex conjugate, if everything but the imaginary unit is real. */
export function conjugateOf(algebra: Algebra, quotient: Quotient): Quotient | undefined {
  let result = conjugatePolynomial(algebra, quotient.numerator);
  for (const { base, exponent } of quotient.denominator.values()) {
    const below = conjugatePolynomial(algebra, base);
    if (below === undefined || result === undefined) return undefined;
    result = algebra.divide(result, algebra.power(below, exponent));
  }
  return result;
}

function conjugatePolynomial(algebra: Algebra, polynomial: Polynomial): Quotient | undefined {
  const i = algebra.i.index;
  const turned = new Map<string, PolynomialTerm>();
  for (const [key, term] of polynomial) {
    for (const { atom } of term.monomial.powers) {
      if (atom !== i && algebra.atom(atom).sign === 'complex') return undefined;
    }
    const odd = exponentIn(term.monomial, i).isOne;
    turned.set(key, odd ? { ...term, coefficient: term.coefficient.negated() } : term);
  }
  return algebra.fromPolynomial(turned);
}

/** Whether it is a single atom to the first power; then that. */
export function soleAtom(algebra: Algebra, quotient: Quotient): Atom | undefined {
  if (quotient.denominator.size > 0) return undefined;
  const single = singleTerm(quotient.numerator);
  const [power] = single?.monomial.powers ?? [];
  if (single?.coefficient.isOne !== true || single.monomial.powers.length !== 1 || power?.exponent.isOne !== true) {
    return undefined;
  }
  return algebra.atom(power.atom);
}
