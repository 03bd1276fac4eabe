import { multiplyBalls, oneBall, type Ball } from '../ball';
import { multiply, power, rational, subtract } from '../build';
import { evaluateBall } from '../evaluate';
import { rationalValue } from '../exact';
import type { Fuel } from '../fuel';
import { Rational } from '../rational';
import { freeSymbols } from '../structure';
import type { CallTerm, PowerTerm, Term } from '../term';
import { oneUnivariate, plus, raised, times, univariate, type Univariate } from './univariate';

/**
 * A summand in k as G(k)·k^{−s}·above(k)/below(k), where G is never 0 and G(k + 1)/G(k) = ratio · grown(k)/shrunk(k):
 *
 *     (−1)^k (k + 2) x^{2k} / (2k)!      ratio −x², above k + 2, shrunk (2k + 1)(2k + 2)
 */
export interface Summand {
  /** G; its value where the sum starts is all that is needed of it. */
  readonly steady: Term;
  readonly ratio: Ball;
  /** The ratio, where it is a fraction. */
  readonly exact: Rational | undefined;
  readonly grown: Univariate;
  readonly shrunk: Univariate;
  readonly above: Univariate;
  readonly below: Univariate;
  /** s, no integer, or 0. */
  readonly root: Rational;
}

/** A summand without symbols other than k; undefined where it is of another form. Throws `OutOfFuel`. */
export function summandOf(body: Term, k: string, fuel: Fuel): Summand | undefined {
  const reading = new Reading(k, fuel);
  return reading.take(body, 1) ? reading.result() : undefined;
}

const highestDegree = 40;

class Reading {
  private readonly steady: Term[] = [];
  private ratio: Ball = oneBall();
  private exact: Rational | undefined = Rational.one;
  private grown = oneUnivariate;
  private shrunk = oneUnivariate;
  private above = oneUnivariate;
  private below = oneUnivariate;
  private root = Rational.zero;

  constructor(
    private readonly k: string,
    private readonly fuel: Fuel,
  ) {}

  result(): Summand | undefined {
    const { ratio, exact, grown, shrunk, above, below, root } = this;
    const sizes = [grown, shrunk, above, below].map((p) => p.length);
    if (Math.max(...sizes) > highestDegree || below.length === 0) return undefined;
    return { steady: multiply(this.steady), ratio, exact, grown, shrunk, above, below, root };
  }

  /** Takes in one factor, raised to a whole power; false where it is of no kind that is known. */
  take(factor: Term, exponent: number): boolean {
    return this.fuel.nested(() => this.rule(factor, exponent));
  }

  private rule(factor: Term, exponent: number): boolean {
    if (exponent === 0) return true;
    if (!freeSymbols(factor).has(this.k)) {
      this.steady.push(power(factor, rational(exponent)));
      return freeSymbols(factor).size === 0;
    }
    switch (factor.kind) {
      case 'multiply':
        return factor.factors.every((part) => this.take(part, exponent));
      case 'symbol':
      case 'add':
        return this.polynomial(factor, exponent);
      case 'power':
        return this.power(factor, exponent);
      case 'call':
        return this.call(factor, exponent);
      default:
        return false;
    }
  }

  private polynomial(factor: Term, exponent: number): boolean {
    const found = polynomialIn(factor, this.k, this.fuel);
    if (!found || found.length === 0 || Math.abs(exponent) * found.length > highestDegree) return false;
    const whole = raised(found, Math.abs(exponent), this.fuel);
    if (exponent > 0) this.above = times(this.above, whole, this.fuel);
    else this.below = times(this.below, whole, this.fuel);
    return true;
  }

  private power({ base, exponent: raisedTo }: PowerTerm, exponent: number): boolean {
    if (!freeSymbols(base).has(this.k)) return this.exponential(base, raisedTo, exponent);
    const value = rationalValue(raisedTo, this.fuel);
    if (!value) return false;
    if (value.isInteger && value.absolute().compare(Rational.of(highestDegree)) <= 0)
      return this.take(base, exponent * value.toNumber());
    return this.rooted(base, value.times(Rational.of(exponent)));
  }

  /** k^{p/q} of the index itself. */
  private rooted(base: Term, exponent: Rational): boolean {
    if (base.kind !== 'symbol' || exponent.isInteger || !this.root.isZero) return false;
    this.root = exponent.negated();
    return true;
  }

  /** c^{αk + β} */
  private exponential(base: Term, raisedTo: Term, exponent: number): boolean {
    const slope = this.slopeOf(raisedTo);
    if (slope === undefined) return false;
    const step = power(base, rational(slope.times(Rational.of(exponent))));
    const value = evaluateBall(step, new Map(), this.fuel);
    if (value.kind !== 'ball') return false;
    this.ratio = multiplyBalls(this.ratio, value.ball);
    const exact = rationalValue(step, this.fuel);
    this.exact = exact && this.exact ? this.exact.times(exact) : undefined;
    this.steady.push(power(power(base, raisedTo), rational(exponent)));
    return this.exact?.isZero !== true;
  }

  private call(factor: CallTerm, exponent: number): boolean {
    const [first, second] = factor.args;
    switch (factor.name) {
      case 'exp':
        return first !== undefined && this.exponential({ kind: 'constant', name: 'e' }, first, exponent);
      case 'sqrt':
        return first !== undefined && this.rooted(first, Rational.of(exponent, 2));
      case 'factorial':
        return first !== undefined && this.factorial(first, factor, exponent);
      case 'binomial': {
        if (!first || !second) return false;
        const whole = (argument: Term): Term => ({ kind: 'call', name: 'factorial', args: [argument] });
        return (
          this.take(whole(first), exponent) &&
          this.take(whole(second), -exponent) &&
          this.take(whole(subtract(first, second)), -exponent)
        );
      }
      default:
        return false;
    }
  }

  /** (αk + β)!, which grows by (αk + β + 1)⋯(αk + β + α). */
  private factorial(argument: Term, factor: Term, exponent: number): boolean {
    const found = polynomialIn(argument, this.k, this.fuel);
    const [start = Rational.zero, slope = Rational.zero] = found ?? [];
    if (found?.length !== 2 || !slope.isInteger || !start.isInteger || slope.sign <= 0) return false;
    const steps = slope.toNumber();
    if (steps * Math.abs(exponent) > 12) return false;
    for (let i = 1; i <= steps; i++) {
      const next = raised([start.plus(Rational.of(i)), slope], Math.abs(exponent), this.fuel);
      if (exponent > 0) this.grown = times(this.grown, next, this.fuel);
      else this.shrunk = times(this.shrunk, next, this.fuel);
    }
    this.steady.push(power(factor, rational(exponent)));
    return true;
  }

  /** α of αk + β; undefined where it is not linear in k. */
  private slopeOf(term: Term): Rational | undefined {
    const found = polynomialIn(term, this.k, this.fuel);
    return found && found.length <= 2 ? (found[1] ?? Rational.zero) : undefined;
  }
}

/** A term as a polynomial in k with fractions as coefficients. */
export function polynomialIn(term: Term, k: string, fuel: Fuel): Univariate | undefined {
  return fuel.nested(() => {
    if (term.kind === 'symbol' && term.name === k) return [Rational.zero, Rational.one];
    if (term.kind === 'add' || term.kind === 'multiply') {
      const parts = term.kind === 'add' ? term.terms : term.factors;
      let whole: Univariate = term.kind === 'add' ? [] : oneUnivariate;
      for (const part of parts) {
        const found = polynomialIn(part, k, fuel);
        if (!found || found.length + whole.length > highestDegree) return undefined;
        whole = term.kind === 'add' ? plus(whole, found) : times(whole, found, fuel);
      }
      return whole;
    }
    if (term.kind === 'power' && freeSymbols(term.base).has(k)) {
      const exponent = rationalValue(term.exponent, fuel);
      const base = polynomialIn(term.base, k, fuel);
      if (!base || !exponent?.isInteger || exponent.sign < 0) return undefined;
      const times = exponent.toNumber();
      return times * base.length > highestDegree ? undefined : raised(base, times, fuel);
    }
    if (freeSymbols(term).size > 0) return undefined;
    const value = rationalValue(term, fuel);
    return value && univariate([value]);
  });
}
