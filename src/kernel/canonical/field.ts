import type { Fuel } from '../fuel';
import {
  addPolynomials,
  constantPolynomial,
  constantValue,
  divideExactly,
  exponentIn,
  isOnePolynomial,
  leadingTerm,
  monomialOf,
  multiplyByTerm,
  multiplyMonomials,
  multiplyPolynomials,
  negatePolynomial,
  onePolynomial,
  polynomialKey,
  powerOfMonomial,
  primitivePart,
  scalePolynomial,
  singleTerm,
  termPolynomial,
  zeroPolynomial,
  type AtomPower,
  type Monomial,
  type Polynomial,
  type PolynomialTerm,
} from '../polynomial';
import { Rational } from '../rational';
import type { Atom, DenominatorFactor, Quotient } from './atom';

/** Thrown where a term surely has no value; the message says why. */
export class NoValue extends Error {
  override readonly name = 'NoValue';
}

const noFactors: ReadonlyMap<string, DenominatorFactor> = new Map();

export const zeroQuotient: Quotient = { numerator: zeroPolynomial, denominator: noFactors };
export const oneQuotient: Quotient = { numerator: onePolynomial, denominator: noFactors };

/** Arithmetic with quotients of polynomials in atoms, which keeps the atoms' own rules (`Atom.period`). */
export class Field {
  readonly #atoms: Atom[] = [];
  readonly #byKey = new Map<string, Atom>();

  constructor(readonly fuel: Fuel) {}

  /** The atom of that key, made on first use. */
  intern(key: string, make: () => Omit<Atom, 'index' | 'key'>): Atom {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const made = make();
    // Making it may have interned others, also this one.
    const meanwhile = this.#byKey.get(key);
    if (meanwhile !== undefined) return meanwhile;
    const atom: Atom = { ...made, index: this.#atoms.length, key };
    this.#atoms.push(atom);
    this.#byKey.set(key, atom);
    return atom;
  }

  /** The index that the next new atom gets. */
  get nextIndex(): number {
    return this.#atoms.length;
  }

  atom(index: number): Atom {
    const atom = this.#atoms[index];
    if (atom === undefined) throw new RangeError(`no atom ${index}`);
    return atom;
  }

  constant(value: Rational): Quotient {
    return { numerator: constantPolynomial(value), denominator: noFactors };
  }

  integer(value: number): Quotient {
    return this.constant(Rational.of(value));
  }

  fromPolynomial(numerator: Polynomial): Quotient {
    return { numerator, denominator: noFactors };
  }

  fromTerm(coefficient: Rational, monomial: Monomial): Quotient {
    return { numerator: termPolynomial(coefficient, monomial), denominator: noFactors };
  }

  /** The atom to that power. */
  fromAtom(atom: Atom, exponent = Rational.one): Quotient {
    if (exponent.isZero) return oneQuotient;
    return this.#reduced(termPolynomial(Rational.one, monomialOf([{ atom: atom.index, exponent }])));
  }

  add(left: Quotient, right: Quotient): Quotient {
    if (left.denominator.size === 0 && right.denominator.size === 0) {
      return { numerator: addPolynomials(left.numerator, right.numerator, this.fuel), denominator: noFactors };
    }
    if (left.numerator.size === 0) return right;
    if (right.numerator.size === 0) return left;
    const common = new Map(left.denominator);
    for (const [key, factor] of right.denominator) {
      if ((common.get(key)?.exponent ?? 0) < factor.exponent) common.set(key, factor);
    }
    const numerator = this.add(this.#expandedTo(left, common), this.#expandedTo(right, common));
    return this.#cancelled(this.#over(numerator, common));
  }

  /** The numerator that the quotient has over the denominator `common`. */
  #expandedTo(quotient: Quotient, common: ReadonlyMap<string, DenominatorFactor>): Quotient {
    let numerator = this.fromPolynomial(quotient.numerator);
    for (const [key, factor] of common) {
      const missing = factor.exponent - (quotient.denominator.get(key)?.exponent ?? 0);
      if (missing > 0) numerator = this.multiply(numerator, this.power(this.fromPolynomial(factor.base), missing));
    }
    return numerator;
  }

  /** A numerator, which reducing may have given a denominator of its own, over another denominator. */
  #over(numerator: Quotient, denominator: ReadonlyMap<string, DenominatorFactor>): Quotient {
    if (numerator.numerator.size === 0) return zeroQuotient;
    if (denominator.size === 0) return numerator;
    if (numerator.denominator.size === 0) return { numerator: numerator.numerator, denominator };
    const all = new Map(denominator);
    for (const [key, { base, exponent }] of numerator.denominator) {
      all.set(key, { base, exponent: exponent + (all.get(key)?.exponent ?? 0) });
    }
    return { numerator: numerator.numerator, denominator: all };
  }

  negate(quotient: Quotient): Quotient {
    return { numerator: negatePolynomial(quotient.numerator, this.fuel), denominator: quotient.denominator };
  }

  subtract(left: Quotient, right: Quotient): Quotient {
    return this.add(left, this.negate(right));
  }

  scale(quotient: Quotient, factor: Rational): Quotient {
    if (factor.isZero) return zeroQuotient;
    return { numerator: scalePolynomial(quotient.numerator, factor, this.fuel), denominator: quotient.denominator };
  }

  multiply(left: Quotient, right: Quotient): Quotient {
    if (left.denominator.size === 0 && right.denominator.size === 0) {
      return this.#reduced(multiplyPolynomials(left.numerator, right.numerator, this.fuel));
    }
    const first = this.#cancelAgainst(left.numerator, right.denominator);
    const second = this.#cancelAgainst(right.numerator, left.denominator);
    const product = this.#reduced(multiplyPolynomials(first.numerator, second.numerator, this.fuel));
    return this.#over(this.#over(product, first.denominator), second.denominator);
  }

  divide(left: Quotient, right: Quotient): Quotient {
    return this.multiply(left, this.inverse(right));
  }

  /** Throws `NoValue` for zero. */
  inverse(quotient: Quotient): Quotient {
    const { numerator } = quotient;
    if (numerator.size === 0) throw new NoValue('division by zero');
    let above: Quotient = oneQuotient;
    for (const { base, exponent } of quotient.denominator.values()) {
      above = this.multiply(above, this.power(this.fromPolynomial(base), exponent));
    }
    const single = singleTerm(numerator);
    if (single !== undefined) return this.multiply(above, this.#inverseOfTerm(single));
    const conjugate = this.#conjugate(numerator);
    if (conjugate !== undefined) {
      const norm = this.multiply(this.fromPolynomial(numerator), conjugate);
      // A norm of zero says that the number itself is zero for one choice of the root's sign.
      if (norm.numerator.size > 0) return this.multiply(this.multiply(above, conjugate), this.inverse(norm));
    }
    const { coefficient, monomial, primitive } = primitivePart(numerator, this.fuel);
    const sign = leadingTerm(primitive).coefficient.sign < 0 ? Rational.minusOne : Rational.one;
    const base = scalePolynomial(primitive, sign, this.fuel);
    const outside = this.#inverseOfTerm({ coefficient: coefficient.times(sign), monomial });
    const factor: Quotient = {
      numerator: onePolynomial,
      denominator: new Map([[polynomialKey(base), { base, exponent: 1 }]]),
    };
    return this.multiply(this.multiply(above, outside), factor);
  }

  #inverseOfTerm({ coefficient, monomial }: PolynomialTerm): Quotient {
    return this.#reduced(termPolynomial(coefficient.inverse(), powerOfMonomial(monomial, Rational.minusOne)));
  }

  /** The polynomial with the sign of one square root of a prime, or of i, turned: a product with it is free of that root. */
  #conjugate(polynomial: Polynomial): Quotient | undefined {
    const turned = new Set<number>();
    for (const { monomial } of polynomial.values()) {
      for (const { atom, exponent } of monomial.powers) {
        const { form } = this.atom(atom);
        if (form.kind === 'imaginary' && exponent.isOne) turned.add(atom);
        if (form.kind === 'prime' && exponent.equals(Rational.half)) turned.add(atom);
      }
    }
    for (const atom of turned) {
      const exponents = [...polynomial.values()].map(({ monomial }) => exponentIn(monomial, atom));
      const unit = this.atom(atom).form.kind === 'imaginary' ? Rational.one : Rational.half;
      if (!exponents.every((exponent) => exponent.isZero || exponent.equals(unit))) continue;
      const changed = new Map<string, PolynomialTerm>();
      for (const [key, term] of polynomial) {
        const odd = !exponentIn(term.monomial, atom).isZero;
        changed.set(key, odd ? { coefficient: term.coefficient.negated(), monomial: term.monomial } : term);
      }
      return this.fromPolynomial(changed);
    }
    return undefined;
  }

  /** An integer power. Throws `NoValue` for a negative power of zero. */
  power(quotient: Quotient, exponent: number): Quotient {
    if (exponent === 0) return oneQuotient;
    if (exponent === 1) return quotient;
    if (exponent < 0) return this.power(this.inverse(quotient), -exponent);
    const single = singleTerm(quotient.numerator);
    if (single !== undefined) {
      const numerator = termPolynomial(
        single.coefficient.power(BigInt(exponent), this.fuel),
        powerOfMonomial(single.monomial, Rational.of(exponent)),
      );
      return this.#over(this.#reduced(numerator), this.#raised(quotient.denominator, exponent));
    }
    let result: Quotient = oneQuotient;
    let square: Quotient = this.fromPolynomial(quotient.numerator);
    for (let rest = exponent; ;) {
      if (rest % 2 === 1) result = this.multiply(result, square);
      rest = Math.floor(rest / 2);
      if (rest === 0) break;
      square = this.multiply(square, square);
    }
    return this.#over(result, this.#raised(quotient.denominator, exponent));
  }

  #raised(factors: ReadonlyMap<string, DenominatorFactor>, by: number): ReadonlyMap<string, DenominatorFactor> {
    const raised = new Map<string, DenominatorFactor>();
    for (const [key, { base, exponent }] of factors) raised.set(key, { base, exponent: exponent * by });
    return raised;
  }

  constantValue(quotient: Quotient): Rational | undefined {
    return quotient.denominator.size === 0 ? constantValue(quotient.numerator) : undefined;
  }

  isOne(quotient: Quotient): boolean {
    return quotient.denominator.size === 0 && isOnePolynomial(quotient.numerator);
  }

  /** The same value always has the same key only among quotients whose denominators cancel in the same way. */
  key(quotient: Quotient): string {
    let key = polynomialKey(quotient.numerator);
    for (const factor of [...quotient.denominator].sort(([a], [b]) => (a < b ? -1 : 1))) {
      key += `/(${factor[0]})^${factor[1].exponent}`;
    }
    return key;
  }

  /** Divides out factors of the denominator that divide the numerator. */
  #cancelled(quotient: Quotient): Quotient {
    if (quotient.denominator.size === 0) return quotient;
    return this.#cancelAgainst(quotient.numerator, quotient.denominator);
  }

  #cancelAgainst(numerator: Polynomial, denominator: ReadonlyMap<string, DenominatorFactor>): Quotient {
    if (denominator.size === 0 || numerator.size === 0)
      return { numerator, denominator: numerator.size === 0 ? noFactors : denominator };
    if (numerator.size === 1) return { numerator, denominator };
    const { coefficient, monomial, primitive } = primitivePart(numerator, this.fuel);
    let rest = primitive;
    const left = new Map<string, DenominatorFactor>();
    for (const [key, { base, exponent }] of denominator) {
      let remaining = exponent;
      while (remaining > 0) {
        const quotient = divideExactly(rest, base, this.fuel);
        if (quotient === undefined) break;
        rest = quotient;
        remaining -= 1;
      }
      if (remaining > 0) left.set(key, { base, exponent: remaining });
    }
    if (rest === primitive) return { numerator, denominator };
    return { numerator: multiplyByTerm(rest, { coefficient, monomial }, this.fuel), denominator: left };
  }

  /** Brings the exponents of all atoms into their ranges. */
  #reduced(polynomial: Polynomial): Quotient {
    let dirty = false;
    for (const { monomial } of polynomial.values()) {
      if (this.#excess(monomial) !== undefined) {
        dirty = true;
        break;
      }
    }
    if (!dirty) return this.fromPolynomial(polynomial);
    this.fuel.enter();
    try {
      const clean = new Map<string, PolynomialTerm>();
      let sum: Quotient = zeroQuotient;
      for (const [key, term] of polynomial) {
        const excess = this.#excess(term.monomial);
        if (excess === undefined) {
          clean.set(key, term);
          continue;
        }
        const rest = this.#reduced(termPolynomial(term.coefficient, excess.rest));
        sum = this.add(sum, this.multiply(rest, excess.factor));
      }
      return this.add(this.fromPolynomial(clean), sum);
    } finally {
      this.fuel.leave();
    }
  }

  /** The first power out of its range, as what it is worth times a monomial without it. */
  #excess(monomial: Monomial): { readonly rest: Monomial; readonly factor: Quotient } | undefined {
    for (const power of monomial.powers) {
      const atom = this.atom(power.atom);
      const rewritten = this.#withoutSign(monomial, power, atom);
      if (rewritten !== undefined) return { rest: rewritten, factor: oneQuotient };
      const { period } = atom;
      if (period === undefined) continue;
      const times = power.exponent.dividedBy(period.length).floor();
      if (times === 0n) continue;
      const exponent = power.exponent.minus(period.length.times(Rational.integer(times)));
      const change = { atom: power.atom, exponent: exponent.minus(power.exponent) };
      const rest = multiplyMonomials(monomial, monomialOf([change]));
      return { rest, factor: this.power(period.value, Number(times)) };
    }
    return undefined;
  }

  /**
   * sign(x)³ = sign(x); and for atoms x: x·sign(x) = |x|, |x|·sign(x) = x, |x|/x = sign(x). A sign may be zero: its square stays, except beside
   * x itself. That |x|² = x² is a period.
   */
  #withoutSign(monomial: Monomial, { exponent }: AtomPower, atom: Atom): Monomial | undefined {
    const { form } = atom;
    if ((form.kind !== 'sign' && form.kind !== 'absolute') || !exponent.isInteger) return undefined;
    const change = (...powers: readonly (readonly [number, number])[]): Monomial =>
      powers.reduce(
        (result, [index, by]) => multiplyMonomials(result, monomialOf([{ atom: index, exponent: Rational.of(by) }])),
        monomial,
      );
    if (form.kind === 'sign' && exponent.numerator > 2n) return change([atom.index, -2]);
    if (form.kind === 'sign' && exponent.numerator < 0n) return change([atom.index, 2]);
    if (form.atom === undefined) return undefined;
    const beside = exponentIn(monomial, form.atom);
    const twin = this.#byKey.get(form.kind === 'sign' ? absoluteKey(form.atom) : signKey(form.atom));
    if (!beside.isInteger || twin === undefined) return undefined;
    if (form.kind === 'absolute') {
      return beside.sign < 0 && exponent.isOne ? change([atom.index, -1], [form.atom, 1], [twin.index, 1]) : undefined;
    }
    if (exponent.equals(Rational.two)) return beside.isZero ? undefined : change([atom.index, -2]);
    if (beside.sign > 0) return change([atom.index, -1], [form.atom, -1], [twin.index, 1]);
    return exponentIn(monomial, twin.index).isOne
      ? change([atom.index, -1], [twin.index, -1], [form.atom, 1])
      : undefined;
  }
}

export function absoluteKey(atom: number): string {
  return `|${atom}|`;
}

export function signKey(atom: number): string {
  return `sign(${atom})`;
}
