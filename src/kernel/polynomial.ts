import type { Fuel } from './fuel';
import { greatestCommonDivisor, leastCommonMultiple } from './integer';
import { Rational } from './rational';

/**
 * Sparse polynomials in any number of generators ("atoms", known here by number only) over the rationals. Exponents are rational and may
 * be negative: what `x^{1/2}` or `1/x` means is the business of whoever owns the atoms.
 */
export type Polynomial = ReadonlyMap<string, PolynomialTerm>;

export interface PolynomialTerm {
  /** Never 0. */
  readonly coefficient: Rational;
  readonly monomial: Monomial;
}

export interface Monomial {
  /** Equal keys are equal monomials. */
  readonly key: string;
  /** Ordered by atom, no exponent 0. */
  readonly powers: readonly AtomPower[];
}

export interface AtomPower {
  readonly atom: number;
  readonly exponent: Rational;
}

export const unitMonomial: Monomial = { key: '', powers: [] };
export const zeroPolynomial: Polynomial = new Map();
export const onePolynomial: Polynomial = constantPolynomial(Rational.one);

export function monomialOf(powers: readonly AtomPower[]): Monomial {
  let key = '';
  for (const { atom, exponent } of powers) key += exponent.isOne ? `${atom};` : `${atom}^${exponent.toString()};`;
  return { key, powers };
}

export function multiplyMonomials(left: Monomial, right: Monomial): Monomial {
  if (left.powers.length === 0) return right;
  if (right.powers.length === 0) return left;
  const powers: AtomPower[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const a = left.powers[i];
    const b = right.powers[j];
    if (a === undefined && b === undefined) return monomialOf(powers);
    if (b === undefined || (a !== undefined && a.atom < b.atom)) {
      if (a !== undefined) powers.push(a);
      i += 1;
    } else if (a === undefined || b.atom < a.atom) {
      powers.push(b);
      j += 1;
    } else {
      const exponent = a.exponent.plus(b.exponent);
      if (!exponent.isZero) powers.push({ atom: a.atom, exponent });
      i += 1;
      j += 1;
    }
  }
}

export function powerOfMonomial(monomial: Monomial, exponent: Rational): Monomial {
  if (exponent.isZero) return unitMonomial;
  if (exponent.isOne) return monomial;
  return monomialOf(monomial.powers.map((power) => ({ atom: power.atom, exponent: power.exponent.times(exponent) })));
}

export function exponentIn(monomial: Monomial, atom: number): Rational {
  return monomial.powers.find((power) => power.atom === atom)?.exponent ?? Rational.zero;
}

/** Lexicographic, the first atom first; a higher exponent is greater. */
export function compareMonomials(left: Monomial, right: Monomial): number {
  let i = 0;
  let j = 0;
  for (;;) {
    const a = left.powers[i];
    const b = right.powers[j];
    if (a === undefined && b === undefined) return 0;
    if (b === undefined || (a !== undefined && a.atom < b.atom)) return a?.exponent.sign ?? 0;
    if (a === undefined || b.atom < a.atom) return -b.exponent.sign;
    const order = a.exponent.compare(b.exponent);
    if (order !== 0) return order;
    i += 1;
    j += 1;
  }
}

export function constantPolynomial(value: Rational): Polynomial {
  return value.isZero ? new Map() : new Map([['', { coefficient: value, monomial: unitMonomial }]]);
}

export function termPolynomial(coefficient: Rational, monomial: Monomial): Polynomial {
  return coefficient.isZero ? zeroPolynomial : new Map([[monomial.key, { coefficient, monomial }]]);
}

/** The only term of a polynomial of one term. */
export function singleTerm(polynomial: Polynomial): PolynomialTerm | undefined {
  if (polynomial.size !== 1) return undefined;
  for (const term of polynomial.values()) return term;
  return undefined;
}

/** The value of a constant polynomial. */
export function constantValue(polynomial: Polynomial): Rational | undefined {
  if (polynomial.size === 0) return Rational.zero;
  const term = singleTerm(polynomial);
  return term?.monomial.powers.length === 0 ? term.coefficient : undefined;
}

export function isOnePolynomial(polynomial: Polynomial): boolean {
  return constantValue(polynomial)?.isOne === true;
}

export function addPolynomials(left: Polynomial, right: Polynomial, fuel: Fuel): Polynomial {
  if (left.size === 0) return right;
  if (right.size === 0) return left;
  const [large, small] = left.size >= right.size ? [left, right] : [right, left];
  fuel.spend(left.size + right.size);
  const sum = new Map(large);
  for (const term of small.values()) addInto(sum, term.coefficient, term.monomial, fuel);
  return sum;
}

function addInto(sum: Map<string, PolynomialTerm>, coefficient: Rational, monomial: Monomial, fuel: Fuel): void {
  const present = sum.get(monomial.key);
  if (present === undefined) {
    sum.set(monomial.key, { coefficient, monomial });
    return;
  }
  payForProduct(present.coefficient, coefficient, fuel);
  const total = present.coefficient.plus(coefficient);
  if (total.isZero) sum.delete(monomial.key);
  else sum.set(monomial.key, { coefficient: total, monomial });
}

const small = 0x20000000000000n;

function payForProduct(a: Rational, b: Rational, fuel: Fuel): void {
  if (isSmall(a) && isSmall(b)) fuel.spend(1);
  else fuel.spendDigits(a.size + b.size);
}

function isSmall(a: Rational): boolean {
  return a.numerator < small && a.numerator > -small && a.denominator < small;
}

export function scalePolynomial(polynomial: Polynomial, factor: Rational, fuel: Fuel): Polynomial {
  return multiplyByTerm(polynomial, { coefficient: factor, monomial: unitMonomial }, fuel);
}

export function negatePolynomial(polynomial: Polynomial, fuel: Fuel): Polynomial {
  return scalePolynomial(polynomial, Rational.minusOne, fuel);
}

export function multiplyByTerm(polynomial: Polynomial, by: PolynomialTerm, fuel: Fuel): Polynomial {
  if (by.coefficient.isZero) return zeroPolynomial;
  if (by.coefficient.isOne && by.monomial.powers.length === 0) return polynomial;
  const product = new Map<string, PolynomialTerm>();
  for (const term of polynomial.values()) {
    payForProduct(term.coefficient, by.coefficient, fuel);
    const monomial = multiplyMonomials(term.monomial, by.monomial);
    product.set(monomial.key, { coefficient: term.coefficient.times(by.coefficient), monomial });
  }
  return product;
}

export function multiplyPolynomials(left: Polynomial, right: Polynomial, fuel: Fuel): Polynomial {
  const single = singleTerm(right);
  if (single !== undefined) return multiplyByTerm(left, single, fuel);
  const other = singleTerm(left);
  if (other !== undefined) return multiplyByTerm(right, other, fuel);
  fuel.spend(left.size * right.size);
  const product = new Map<string, PolynomialTerm>();
  for (const a of left.values()) {
    for (const b of right.values()) {
      payForProduct(a.coefficient, b.coefficient, fuel);
      addInto(product, a.coefficient.times(b.coefficient), multiplyMonomials(a.monomial, b.monomial), fuel);
    }
  }
  return product;
}

export function equalPolynomials(left: Polynomial, right: Polynomial): boolean {
  if (left.size !== right.size) return false;
  for (const [key, term] of left) {
    if (right.get(key)?.coefficient.equals(term.coefficient) !== true) return false;
  }
  return true;
}

/** In descending order of monomials. */
export function sortedTerms(polynomial: Polynomial): readonly PolynomialTerm[] {
  return [...polynomial.values()].sort((a, b) => compareMonomials(b.monomial, a.monomial));
}

/** The greatest monomial's term; the polynomial must not be 0. */
export function leadingTerm(polynomial: Polynomial): PolynomialTerm {
  let leading: PolynomialTerm | undefined;
  for (const term of polynomial.values()) {
    if (leading === undefined || compareMonomials(term.monomial, leading.monomial) > 0) leading = term;
  }
  if (leading === undefined) throw new RangeError('the zero polynomial has no leading term');
  return leading;
}

/** Equal keys are equal polynomials (over the same atoms). */
export function polynomialKey(polynomial: Polynomial): string {
  const parts: string[] = [];
  for (const { coefficient, monomial } of polynomial.values()) parts.push(`${coefficient.toString()}*${monomial.key}`);
  return parts.sort().join('+');
}

export interface Primitive {
  /** Positive. */
  readonly coefficient: Rational;
  /** Every atom to its lowest exponent. */
  readonly monomial: Monomial;
  /** Integer coefficients without common factor, each atom's lowest exponent 0. */
  readonly primitive: Polynomial;
}

/** Splits a nonzero polynomial into its content, its common monomial and the rest. */
export function primitivePart(polynomial: Polynomial, fuel: Fuel): Primitive {
  let numerator = 0n;
  let denominator = 1n;
  fuel.spend(polynomial.size);
  for (const { coefficient } of polynomial.values()) {
    if (!isSmall(coefficient)) fuel.spendDigits(coefficient.size);
    numerator = greatestCommonDivisor(numerator, coefficient.numerator);
    denominator = leastCommonMultiple(denominator, coefficient.denominator);
  }
  const coefficient = Rational.of(numerator, denominator);
  const monomial = commonMonomial(polynomial);
  const inverse = { coefficient: coefficient.inverse(), monomial: powerOfMonomial(monomial, Rational.minusOne) };
  return { coefficient, monomial, primitive: multiplyByTerm(polynomial, inverse, fuel) };
}

function commonMonomial(polynomial: Polynomial): Monomial {
  const lowest = new Map<number, Rational>();
  const seen = new Map<number, number>();
  for (const { monomial } of polynomial.values()) {
    for (const { atom, exponent } of monomial.powers) {
      const low = lowest.get(atom);
      if (low === undefined || exponent.compare(low) < 0) lowest.set(atom, exponent);
      seen.set(atom, (seen.get(atom) ?? 0) + 1);
    }
  }
  const powers: AtomPower[] = [];
  for (const [atom, exponent] of lowest) {
    // Where an atom is missing its exponent is 0.
    const everywhere = seen.get(atom) === polynomial.size;
    if (everywhere || exponent.sign < 0) powers.push({ atom, exponent });
  }
  return monomialOf(powers.sort((a, b) => a.atom - b.atom));
}

/** The quotient, if the division leaves no rest. Both must have exponents of 0 or more; the divisor must not be 0. */
export function divideExactly(dividend: Polynomial, divisor: Polynomial, fuel: Fuel): Polynomial | undefined {
  const leading = leadingTerm(divisor);
  let rest = dividend;
  const quotient = new Map<string, PolynomialTerm>();
  while (rest.size > 0) {
    fuel.spend(rest.size + divisor.size);
    const next = leadingTerm(rest);
    const monomial = multiplyMonomials(next.monomial, powerOfMonomial(leading.monomial, Rational.minusOne));
    if (monomial.powers.some(({ exponent }) => exponent.sign < 0)) return undefined;
    const coefficient = next.coefficient.dividedBy(leading.coefficient);
    if (quotient.has(monomial.key)) return undefined;
    quotient.set(monomial.key, { coefficient, monomial });
    const subtrahend = multiplyByTerm(divisor, { coefficient: coefficient.negated(), monomial }, fuel);
    rest = addPolynomials(rest, subtrahend, fuel);
    // A divisor that does not divide can make the rest grow: not longer than this.
    if (quotient.size > 4 * dividend.size + 64) return undefined;
  }
  return quotient;
}

/** A polynomial whose square it is, if there is one. Exponents must be 0 or more. */
export function polynomialRoot(polynomial: Polynomial, fuel: Fuel): Polynomial | undefined {
  if (polynomial.size === 0) return polynomial;
  if (polynomial.size === 2) return undefined;
  const first = leadingTerm(polynomial);
  const coefficient = first.coefficient.root(2, fuel);
  if (coefficient === undefined || !isEven(first.monomial)) return undefined;
  const rootLeading = { coefficient, monomial: powerOfMonomial(first.monomial, Rational.half) };
  const twice = { coefficient: coefficient.times(Rational.two), monomial: rootLeading.monomial };
  let root = termPolynomial(rootLeading.coefficient, rootLeading.monomial);
  let rest = addPolynomials(polynomial, negatePolynomial(multiplyPolynomials(root, root, fuel), fuel), fuel);
  while (rest.size > 0) {
    const next = leadingTerm(rest);
    const monomial = multiplyMonomials(next.monomial, powerOfMonomial(twice.monomial, Rational.minusOne));
    if (monomial.powers.some(({ exponent }) => exponent.sign < 0)) return undefined;
    if (compareMonomials(monomial, rootLeading.monomial) >= 0 || root.size > polynomial.size) return undefined;
    const term = termPolynomial(next.coefficient.dividedBy(twice.coefficient), monomial);
    // (r + t)² = r² + (2r + t)·t
    const doubled = addPolynomials(scalePolynomial(root, Rational.two, fuel), term, fuel);
    rest = addPolynomials(rest, negatePolynomial(multiplyPolynomials(doubled, term, fuel), fuel), fuel);
    root = addPolynomials(root, term, fuel);
  }
  return root;
}

function isEven(monomial: Monomial): boolean {
  return monomial.powers.every(({ exponent }) => exponent.isInteger && exponent.numerator % 2n === 0n);
}

/** All atoms in it, ascending. */
export function atomsOf(polynomial: Polynomial): readonly number[] {
  const atoms = new Set<number>();
  for (const { monomial } of polynomial.values()) for (const { atom } of monomial.powers) atoms.add(atom);
  return [...atoms].sort((a, b) => a - b);
}

/** The highest exponent of the atom, at least 0. */
export function degreeIn(polynomial: Polynomial, atom: number): Rational {
  let highest = Rational.zero;
  for (const { monomial } of polynomial.values()) {
    const exponent = exponentIn(monomial, atom);
    if (exponent.compare(highest) > 0) highest = exponent;
  }
  return highest;
}
