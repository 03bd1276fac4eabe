import { call, rational, symbol } from './build';
import { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { NoValue, oneQuotient, zeroQuotient } from './canonical/field';
import { provablyNonzero } from './canonical/independence';
import { read, Unreadable } from './canonical/read';
import { toTerm } from './canonical/write';
import type { Fuel } from './fuel';
import { Rational } from './rational';
import { signBeyond, signOf } from './series-sign';
import { freeSymbols, mentionsImaginary } from './structure';
import type { CallTerm, Term } from './term';

/**
 * How a term behaves as its variable approaches a place: Σ cₖ tᵏ from k = `valuation`, for small t > 0. The coefficients may hold the
 * logarithm of t, which is slower than every power.
 */
export interface Series {
  readonly valuation: number;
  /** The first is not 0, unless there is none: then the term is 0, or smaller than every power of t. */
  readonly coefficients: readonly Quotient[];
}

/** Where the variable goes: to `at` from above or below, or beyond all bounds. */
export type Approach =
  | { readonly kind: 'finite'; readonly at: Term; readonly side: 1 | -1 }
  | { readonly kind: 'infinite'; readonly side: 1 | -1 };

/** The leading term of a series: coefficient · t^order, or 0. */
export type Leading =
  | { readonly kind: 'zero' }
  /** `sign` is that of the coefficient, where it is known; `logarithmic` says that it holds ln t. */
  | {
      readonly kind: 'term';
      readonly order: number;
      readonly coefficient: Term;
      readonly sign: number | undefined;
      readonly logarithmic: boolean;
    };

/** How many terms are carried along. */
const length = 9;

/** ln t, as a symbol that no document can hold. */
const logName = '#ln t';

/** The leading term of a term as its variable approaches a place; undefined where it is no series of this kind. Throws `OutOfFuel`. */
export function leadingTerm(term: Term, variable: string, approach: Approach, fuel: Fuel): Leading | undefined {
  if (mentionsImaginary(term)) return undefined;
  return leadingIn(term, variable, approach, 1, fuel) ?? leadingIn(term, variable, approach, 2, fuel);
}

/** `stretch` 2 lets the variable go like t², so that square roots have series too. */
function leadingIn(term: Term, variable: string, approach: Approach, stretch: 1 | 2, fuel: Fuel): Leading | undefined {
  const algebra = new Algebra(fuel, {}, false);
  try {
    const series = new Expansion(algebra, variable, approach, stretch).of(term);
    const [first] = series.coefficients;
    if (first === undefined) return { kind: 'zero' };
    const coefficient = toTerm(algebra, first);
    const logarithmic = freeSymbols(coefficient).has(logName);
    return {
      kind: 'term',
      order: series.valuation,
      coefficient,
      sign: logarithmic ? signBeyond(coefficient, logName, fuel) : signOf(coefficient, fuel),
      logarithmic,
    };
  } catch (error) {
    if (error instanceof NoSeries || error instanceof NoValue || error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Thrown where a term has no series of this kind. */
class NoSeries extends Error {}

/** u of e^u. */
function exponentOf(term: Term): Term | undefined {
  if (term.kind === 'call' && term.name === 'exp') return term.args[0];
  return term.kind === 'power' && term.base.kind === 'constant' && term.base.name === 'e' ? term.exponent : undefined;
}

const nothing: Series = { valuation: 0, coefficients: [] };

class Expansion {
  constructor(
    private readonly algebra: Algebra,
    private readonly variable: string,
    private readonly approach: Approach,
    private readonly stretch: 1 | 2,
  ) {}

  of(term: Term): Series {
    return this.algebra.fuel.nested(() => this.rule(term));
  }

  private rule(term: Term): Series {
    if (!freeSymbols(term).has(this.variable)) return this.constant(read(this.algebra, term));
    switch (term.kind) {
      case 'symbol':
        return this.place();
      case 'add':
        return term.terms.map((part) => this.of(part)).reduce((a, b) => this.sum(a, b));
      case 'multiply':
        return term.factors.map((part) => this.of(part)).reduce((a, b) => this.product(a, b));
      case 'power':
        return this.power(term.base, term.exponent);
      case 'call':
        return this.call(term);
      case 'rational':
      case 'constant':
      case 'apply':
      case 'sum':
      case 'product':
      case 'integral':
      case 'derivative':
      case 'limit':
      case 'piecewise':
        throw new NoSeries();
    }
  }

  private place(): Series {
    const side = this.algebra.integer(this.approach.side);
    if (this.approach.kind === 'infinite') return this.filled(-this.stretch, [side]);
    const start = read(this.algebra, this.approach.at);
    return this.filled(0, this.stretch === 1 ? [start, side] : [start, zeroQuotient, side]);
  }

  private constant(value: Quotient): Series {
    return value.numerator.size === 0 ? nothing : this.filled(0, [value]);
  }

  /** With zeros up to the usual length, and without those in front. */
  private filled(valuation: number, coefficients: readonly Quotient[]): Series {
    return this.trimmed(valuation, [
      ...coefficients,
      ...Array.from({ length: length - coefficients.length }, () => zeroQuotient),
    ]);
  }

  private trimmed(valuation: number, coefficients: readonly Quotient[]): Series {
    const first = coefficients.findIndex((c) => c.numerator.size > 0);
    // Nothing but zeros as far as was calculated says nothing of what comes behind.
    if (first < 0) throw new NoSeries();
    return { valuation: valuation + first, coefficients: coefficients.slice(first) };
  }

  private at(series: Series, power: number): Quotient {
    return series.coefficients[power - series.valuation] ?? zeroQuotient;
  }

  private sum(a: Series, b: Series): Series {
    if (a.coefficients.length === 0) return b;
    if (b.coefficients.length === 0) return a;
    const from = Math.min(a.valuation, b.valuation);
    const to = Math.min(a.valuation + a.coefficients.length, b.valuation + b.coefficients.length);
    if (to <= from) throw new NoSeries();
    return this.trimmed(
      from,
      Array.from({ length: to - from }, (_, k) => this.algebra.add(this.at(a, from + k), this.at(b, from + k))),
    );
  }

  private product(a: Series, b: Series): Series {
    const count = Math.min(a.coefficients.length, b.coefficients.length);
    if (count === 0) return nothing;
    this.algebra.fuel.spend(count * count);
    const coefficients = Array.from({ length: count }, (_, k) => {
      let sum: Quotient = zeroQuotient;
      for (let j = 0; j <= k; j++) {
        const [x, y] = [a.coefficients[j], b.coefficients[k - j]];
        if (x && y && x.numerator.size > 0 && y.numerator.size > 0)
          sum = this.algebra.add(sum, this.algebra.multiply(x, y));
      }
      return sum;
    });
    return this.trimmed(a.valuation + b.valuation, coefficients);
  }

  private scaled(a: Series, factor: Quotient): Series {
    return a.coefficients.length === 0
      ? a
      : { valuation: a.valuation, coefficients: a.coefficients.map((c) => this.algebra.multiply(c, factor)) };
  }

  private negated(a: Series): Series {
    return this.scaled(a, this.algebra.integer(-1));
  }

  /** Σ aₖ vᵏ for a v that goes to 0. */
  private composed(coefficients: readonly Quotient[], v: Series): Series {
    if (v.coefficients.length === 0) return this.constant(coefficients[0] ?? zeroQuotient);
    if (v.valuation < 1) throw new NoSeries();
    const known = v.valuation - 1 + v.coefficients.length;
    let result: Quotient[] = Array.from({ length: known }, () => zeroQuotient);
    // What is known of v ends with tᵏⁿᵒʷⁿ; higher powers are left out everywhere.
    for (const a of [...coefficients.slice(0, known + 1)].reverse()) {
      const next: Quotient[] = Array.from({ length: known }, () => zeroQuotient);
      this.algebra.fuel.spend(known * known);
      for (let i = 0; i < known; i++) {
        const c = result[i];
        if (!c || c.numerator.size === 0) continue;
        for (let k = v.valuation; i + k < known; k++) {
          const factor = this.at(v, k);
          const sum = next[i + k];
          if (sum && factor.numerator.size > 0) next[i + k] = this.algebra.add(sum, this.algebra.multiply(c, factor));
        }
      }
      next[0] = this.algebra.add(next[0] ?? zeroQuotient, a);
      result = next;
    }
    return this.trimmed(0, result);
  }

  /** The leading coefficient c, its power of t, and v in c·tᵐ(1 + v). */
  private split(a: Series): { readonly c: Quotient; readonly m: number; readonly v: Series } {
    const [c] = a.coefficients;
    if (!c || !this.isNonzero(c)) throw new NoSeries();
    const inverse = this.algebra.inverse(c);
    const rest = a.coefficients.slice(1).map((x) => this.algebra.multiply(x, inverse));
    const first = rest.findIndex((x) => x.numerator.size > 0);
    // A v that is 0 as far as it is known counts as 0: what is left out lies beyond the precision of the result.
    const v: Series = first < 0 ? nothing : { valuation: 1 + first, coefficients: rest.slice(first) };
    return { c, m: a.valuation, v };
  }

  private isNonzero(c: Quotient): boolean {
    const value = this.algebra.constantValue(c);
    if (value !== undefined) return !value.isZero;
    return freeSymbols(toTerm(this.algebra, c)).size > 0 || provablyNonzero(this.algebra, c.numerator);
  }

  private positive(c: Quotient): boolean {
    return signOf(toTerm(this.algebra, c), this.algebra.fuel) === 1;
  }

  /** Without what lies beyond `known` terms. */
  private cut(a: Series, known: number): Series {
    return a.coefficients.length <= known
      ? a
      : { valuation: a.valuation, coefficients: a.coefficients.slice(0, Math.max(1, known)) };
  }

  /** Of f(u), as many terms as u is known to. */
  private cutLike(a: Series, u: Series): Series {
    return u.coefficients.length === 0 ? a : this.cut(a, u.valuation + u.coefficients.length - a.valuation);
  }

  private shifted(a: Series, by: number): Series {
    return a.coefficients.length === 0 ? a : { valuation: a.valuation + by, coefficients: a.coefficients };
  }

  private power(base: Term, exponent: Term): Series {
    if (exponent.kind === 'rational') {
      const inner = exponentOf(base);
      if (inner && exponent.value.sign < 0)
        return this.exponential(this.scaled(this.of(inner), this.algebra.constant(exponent.value)));
      return this.rationalPower(this.of(base), exponent.value);
    }
    if (base.kind === 'constant' && base.name === 'e') return this.exponential(this.of(exponent));
    if (!freeSymbols(base).has(this.variable))
      return this.exponential(this.scaled(this.of(exponent), read(this.algebra, call('log', [base]))));
    return this.exponential(this.product(this.of(exponent), this.logarithm(this.of(base))));
  }

  private rationalPower(a: Series, r: Rational): Series {
    if (a.coefficients.length === 0) {
      if (r.sign <= 0) throw new NoSeries();
      return nothing;
    }
    const { c, m, v } = this.split(a);
    const order = r.times(Rational.of(m));
    if (!order.isInteger || Math.abs(order.toNumber()) > 1000) throw new NoSeries();
    if (!r.isInteger && !this.positive(c)) throw new NoSeries();
    const coefficients: Quotient[] = [];
    let binomial = Rational.one;
    for (let k = 0; k < length; k++) {
      coefficients.push(this.algebra.constant(binomial));
      binomial = binomial.times(r.minus(Rational.of(k))).dividedBy(Rational.of(k + 1));
    }
    const scale = read(this.algebra, { kind: 'power', base: toTerm(this.algebra, c), exponent: rational(r) });
    return this.cut(
      this.shifted(this.scaled(this.composed(coefficients, v), scale), order.toNumber()),
      a.coefficients.length,
    );
  }

  private exponential(a: Series): Series {
    if (a.coefficients.length === 0) return this.constant(oneQuotient);
    if (a.valuation < 0) {
      const [c] = a.coefficients;
      // e to the minus infinity is smaller than every power.
      if (c && signOf(toTerm(this.algebra, c), this.algebra.fuel) === -1) return nothing;
      throw new NoSeries();
    }
    const constant = this.at(a, 0);
    const { scale, order } = this.exponentialOfConstant(constant);
    const v = this.withoutConstant(a);
    let factorial = Rational.one;
    const coefficients: Quotient[] = [];
    for (let k = 0; k < length; k++) {
      coefficients.push(this.algebra.constant(factorial));
      factorial = factorial.dividedBy(Rational.of(k + 1));
    }
    return this.shifted(this.cutLike(this.scaled(this.composed(coefficients, v), scale), a), order);
  }

  /** e^{q + r ln t} is e^q t^r. */
  private exponentialOfConstant(constant: Quotient): { readonly scale: Quotient; readonly order: number } {
    const term = toTerm(this.algebra, constant);
    if (!freeSymbols(term).has(logName)) return { scale: read(this.algebra, call('exp', [term])), order: 0 };
    const atom = this.algebra.fromAtom(this.algebra.symbol(logName));
    for (let r = -6; r <= 6; r++) {
      const rest = this.algebra.subtract(constant, this.algebra.multiply(this.algebra.integer(r), atom));
      const restTerm = toTerm(this.algebra, rest);
      if (!freeSymbols(restTerm).has(logName)) return { scale: read(this.algebra, call('exp', [restTerm])), order: r };
    }
    throw new NoSeries();
  }

  private withoutConstant(a: Series): Series {
    if (a.valuation > 0) return a;
    const rest = a.coefficients.slice(1 - a.valuation);
    const first = rest.findIndex((x) => x.numerator.size > 0);
    return first < 0 ? nothing : { valuation: 1 + first, coefficients: rest.slice(first) };
  }

  private logarithm(a: Series): Series {
    const { c, m, v } = this.split(a);
    if (!this.positive(c)) throw new NoSeries();
    const coefficients = Array.from({ length }, (_, k) =>
      k === 0 ? zeroQuotient : this.algebra.constant(Rational.of(k % 2 === 0 ? -1 : 1, k)),
    );
    const tail = v.coefficients.length === 0 ? nothing : this.composed(coefficients, v);
    const logOfT = this.algebra.multiply(this.algebra.integer(m), read(this.algebra, symbol(logName)));
    const head = this.algebra.add(read(this.algebra, call('log', [toTerm(this.algebra, c)])), logOfT);
    const whole =
      tail.coefficients.length === 0
        ? this.constant(head)
        : head.numerator.size === 0
          ? tail
          : this.sum(this.constant(head), tail);
    return this.cut(whole, a.coefficients.length - whole.valuation);
  }

  private call(term: CallTerm): Series {
    const [argument, second] = term.args;
    if (argument === undefined) throw new NoSeries();
    const inner = (): Series => this.of(argument);
    const one = (): Series => this.constant(oneQuotient);
    switch (term.name) {
      case 'exp':
        return this.exponential(inner());
      case 'log':
        return this.logarithm(inner());
      case 'sqrt':
        return this.rationalPower(inner(), Rational.half);
      case 'root':
        if (second?.kind !== 'rational' || !second.value.isInteger || second.value.sign <= 0) throw new NoSeries();
        return this.rationalPower(inner(), second.value.inverse());
      case 'sin':
        return this.wave(inner(), 0);
      case 'cos':
        return this.wave(inner(), 1);
      case 'tan':
        return this.product(this.wave(inner(), 0), this.inverse(this.wave(inner(), 1)));
      case 'cot':
        return this.product(this.wave(inner(), 1), this.inverse(this.wave(inner(), 0)));
      case 'sec':
        return this.inverse(this.wave(inner(), 1));
      case 'csc':
        return this.inverse(this.wave(inner(), 0));
      case 'sinh':
        return this.halved(this.sum(this.exponential(inner()), this.negated(this.exponential(this.negated(inner())))));
      case 'cosh':
        return this.halved(this.sum(this.exponential(inner()), this.exponential(this.negated(inner()))));
      case 'tanh': {
        const decay = this.exponential(this.negated(this.sum(inner(), inner())));
        return this.product(this.sum(one(), this.negated(decay)), this.inverse(this.sum(one(), decay)));
      }
      case 'arctan':
        return this.arctangent(inner());
      case 'arcsin':
        return this.integrated(inner(), 'arcsin', (u) =>
          this.rationalPower(this.sum(one(), this.negated(this.product(u, u))), Rational.half.negated()),
        );
      case 'abs':
        return this.absolute(inner());
      default:
        throw new NoSeries();
    }
  }

  private inverse(a: Series): Series {
    return this.rationalPower(a, Rational.minusOne);
  }

  private halved(a: Series): Series {
    return this.scaled(a, this.algebra.constant(Rational.half));
  }

  /** The sine (shift 0) or cosine (shift 1) of u₀ + v. */
  private wave(a: Series, shift: 0 | 1): Series {
    if (a.coefficients.length > 0 && a.valuation < 0) throw new NoSeries();
    const start = toTerm(this.algebra, this.at(a, 0));
    if (freeSymbols(start).has(logName)) throw new NoSeries();
    const [sin, cos] = [read(this.algebra, call('sin', [start])), read(this.algebra, call('cos', [start]))];
    // The derivatives of sine: sin, cos, −sin, −cos, and again.
    const cycle = [sin, cos, this.algebra.negate(sin), this.algebra.negate(cos)];
    let factorial = Rational.one;
    const coefficients: Quotient[] = [];
    for (let k = 0; k < length; k++) {
      coefficients.push(this.algebra.scale(cycle[(k + shift) % 4] ?? sin, factorial));
      factorial = factorial.dividedBy(Rational.of(k + 1));
    }
    const v = this.withoutConstant(a);
    if (v.coefficients.length === 0) return this.cutLike(this.constant(coefficients[0] ?? zeroQuotient), a);
    return this.cutLike(this.composed(coefficients, v), a);
  }

  private arctangent(a: Series): Series {
    if (a.coefficients.length === 0) return nothing;
    if (a.valuation >= 0)
      return this.integrated(a, 'arctan', (u) =>
        this.inverse(this.sum(this.constant(oneQuotient), this.product(u, u))),
      );
    const [c] = a.coefficients;
    const sign = c && signOf(toTerm(this.algebra, c), this.algebra.fuel);
    if (sign !== 1 && sign !== -1) throw new NoSeries();
    const quarter = this.algebra.scale(this.algebra.fromAtom(this.algebra.pi), Rational.of(sign, 2));
    return this.sum(this.constant(quarter), this.negated(this.arctangent(this.inverse(a))));
  }

  /** f(u) by integrating f'(u)·u'. */
  private integrated(u: Series, name: 'arctan' | 'arcsin', slope: (u: Series) => Series): Series {
    if (u.coefficients.length === 0) return nothing;
    if (u.valuation < 0) throw new NoSeries();
    const start = read(this.algebra, call(name, [toTerm(this.algebra, this.at(u, 0))]));
    const moving = this.withoutConstant(u);
    if (moving.coefficients.length === 0) return this.cutLike(this.constant(start), u);
    const change: Series = {
      valuation: moving.valuation - 1,
      coefficients: moving.coefficients.map((c, k) =>
        this.algebra.multiply(c, this.algebra.integer(moving.valuation + k)),
      ),
    };
    const rate = this.product(slope(u), change);
    const whole: Series = {
      valuation: rate.valuation + 1,
      coefficients: rate.coefficients.map((c, k) =>
        this.algebra.multiply(c, this.algebra.constant(Rational.of(1, rate.valuation + k + 1))),
      ),
    };
    return start.numerator.size === 0 ? whole : this.sum(this.constant(start), whole);
  }

  private absolute(a: Series): Series {
    const [c] = a.coefficients;
    if (c === undefined) return a;
    const sign = signOf(toTerm(this.algebra, c), this.algebra.fuel);
    if (sign !== 1 && sign !== -1) throw new NoSeries();
    return sign === 1 ? a : this.negated(a);
  }
}
