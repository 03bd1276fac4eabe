import { call, constant, derivative, half, integer, integral, minusOne, one, power, rational, zero } from './build';
import type { Fuel } from './fuel';
import { Rational } from './rational';
import { simplePower, simpleProduct, simpleSum } from './simplify';
import { freeSymbols, substitute } from './structure';
import type { CallTerm, IntegralTerm, PowerTerm, SumTerm, Term } from './term';

/**
 * The derivative with respect to a symbol, lightly simplified. What has no rule (unknown functions, factorials) stays: the result then holds a
 * `derivative` term, or is one. Rounding functions and signs count as constant, as they are where they have a derivative. Throws `OutOfFuel`.
 */
export function differentiate(term: Term, variable: string, fuel: Fuel): Term {
  return new Differentiation(variable, fuel).of(term);
}

class Differentiation {
  constructor(
    readonly variable: string,
    readonly fuel: Fuel,
  ) {}

  of(term: Term): Term {
    return this.fuel.nested(() => this.rule(term));
  }

  private rule(term: Term): Term {
    switch (term.kind) {
      case 'rational':
      case 'constant':
        return zero;
      case 'symbol':
        return term.name === this.variable ? one : zero;
      case 'add':
        return this.sum(term.terms.map((part) => this.of(part)));
      case 'multiply':
        return this.product(term.factors);
      case 'power':
        return this.power(term);
      case 'call':
        return this.call(term);
      case 'apply':
      case 'limit':
        return this.unknown(term);
      case 'sum':
      case 'product':
        return this.range(term);
      case 'integral':
        return this.integral(term);
      case 'derivative': {
        if (!freeSymbols(term.body).has(this.variable)) return zero;
        const inner = new Differentiation(term.variable, this.fuel).of(term.body);
        return inner.kind === 'derivative' ? derivative(this.variable, inner) : this.of(inner);
      }
      case 'piecewise':
        return {
          kind: 'piecewise',
          rows: term.rows.map((row) => ({ ...row, value: this.of(row.value) })),
        };
    }
  }

  private unknown(term: Term): Term {
    return freeSymbols(term).has(this.variable) ? derivative(this.variable, term) : zero;
  }

  private sum(terms: readonly Term[]): Term {
    return simpleSum(
      terms.filter((term) => !isZero(term)),
      this.fuel,
    );
  }

  private times(...factors: readonly Term[]): Term {
    return simpleProduct(factors, this.fuel);
  }

  private toThe(base: Term, exponent: Term): Term {
    return simplePower(base, exponent, this.fuel);
  }

  private over(above: Term, below: Term): Term {
    return this.times(above, this.toThe(below, minusOne));
  }

  private product(factors: readonly Term[]): Term {
    const terms: Term[] = [];
    for (const [index, factor] of factors.entries()) {
      const change = this.of(factor);
      if (isZero(change)) continue;
      this.fuel.spend(factors.length);
      terms.push(this.times(...factors.map((other, k) => (k === index ? change : other))));
    }
    return this.sum(terms);
  }

  private power({ base, exponent }: PowerTerm): Term {
    const ofBase = this.of(base);
    const ofExponent = this.of(exponent);
    const terms: Term[] = [];
    if (!isZero(ofBase)) {
      const lower =
        exponent.kind === 'rational'
          ? rational(exponent.value.minus(Rational.one))
          : simpleSum([exponent, minusOne], this.fuel);
      terms.push(this.times(exponent, this.toThe(base, lower), ofBase));
    }
    if (!isZero(ofExponent)) {
      const isEuler = base.kind === 'constant' && base.name === 'e';
      const same = power(base, exponent);
      terms.push(isEuler ? this.times(same, ofExponent) : this.times(same, call('log', [base]), ofExponent));
    }
    return this.sum(terms);
  }

  private call(term: CallTerm): Term {
    const [argument, second] = term.args;
    if (argument === undefined) return zero;
    const change = this.of(argument);
    if (term.args.length === 1) {
      if (isZero(change)) return zero;
      const outer = this.outer(term, argument);
      return outer === undefined ? derivative(this.variable, term) : this.times(outer, change);
    }
    if (term.name === 'root' && second !== undefined) {
      return this.root(term, argument, second, change);
    }
    if ((term.name === 'max' || term.name === 'min') && second !== undefined) {
      return this.extreme(term, argument, second);
    }
    return this.unknown(term);
  }

  /** The derivative of the function itself, at its argument. */
  private outer(term: CallTerm, x: Term): Term | undefined {
    const square = this.toThe(x, integer(2));
    const onePlus = this.sum([one, square]);
    const oneMinus = this.sum([one, this.times(minusOne, square)]);
    switch (term.name) {
      case 'sin':
        return call('cos', [x]);
      case 'cos':
        return this.times(minusOne, call('sin', [x]));
      case 'tan':
        return power(call('cos', [x]), integer(-2));
      case 'cot':
        return this.times(minusOne, power(call('sin', [x]), integer(-2)));
      case 'sec':
        return this.times(call('sec', [x]), call('tan', [x]));
      case 'csc':
        return this.times(minusOne, call('csc', [x]), call('cot', [x]));
      case 'arcsin':
        return power(oneMinus, rational(-1, 2));
      case 'arccos':
        return this.times(minusOne, power(oneMinus, rational(-1, 2)));
      case 'arctan':
        return power(onePlus, minusOne);
      case 'sinh':
        return call('cosh', [x]);
      case 'cosh':
        return call('sinh', [x]);
      case 'tanh':
        return power(call('cosh', [x]), integer(-2));
      case 'arsinh':
        return power(onePlus, rational(-1, 2));
      case 'arcosh':
        return power(this.sum([square, minusOne]), rational(-1, 2));
      case 'artanh':
        return power(oneMinus, minusOne);
      case 'exp':
        return term;
      case 'log':
        return power(x, minusOne);
      case 'sqrt':
        return this.times(half, power(x, rational(-1, 2)));
      case 'abs':
        return call('sign', [x]);
      case 'sign':
      case 'floor':
      case 'ceiling':
        return zero;
      case 'erf': {
        const decay = power(constant('e'), this.times(minusOne, square));
        return this.times(integer(2), power(constant('pi'), rational(-1, 2)), decay);
      }
      case 'max':
      case 'min':
      case 'real-part':
      case 'conjugate':
        return one;
      case 'imaginary-part':
      case 'root':
      case 'factorial':
      case 'double-factorial':
      case 'gamma':
      case 'binomial':
      case 'gcd':
      case 'lcm':
      case 'mod':
        return undefined;
    }
  }

  /** The n-th root r of u: u'·r/(n·u), for constant n. */
  private root(term: CallTerm, radicand: Term, degree: Term, change: Term): Term {
    if (!isZero(this.of(degree))) return derivative(this.variable, term);
    if (isZero(change)) return zero;
    return this.over(this.times(change, term), this.times(degree, radicand));
  }

  /** max(a, b) = (a + b + |a − b|)/2, and so on from the left. */
  private extreme(term: CallTerm, first: Term, second: Term): Term {
    const others = term.args.slice(2);
    if (others.length > 0) {
      return this.of(call(term.name, [call(term.name, [first, second]), ...others]));
    }
    const distance = this.sum([first, this.times(minusOne, second)]);
    const sign = this.times(term.name === 'max' ? one : minusOne, call('sign', [distance]));
    const a = this.of(first);
    const b = this.of(second);
    const apart = this.sum([a, this.times(minusOne, b)]);
    return this.times(half, this.sum([a, b, this.times(sign, apart)]));
  }

  private range(term: SumTerm): Term {
    const free = freeSymbols(term);
    if (!free.has(this.variable)) return zero;
    const moving = freeSymbols(term.lower).has(this.variable) || freeSymbols(term.upper).has(this.variable);
    if (moving) return derivative(this.variable, term);
    const change = this.of(term.body);
    if (isZero(change)) return zero;
    if (term.kind === 'sum') return { ...term, body: change };
    // (∏ b)' = ∏ b · Σ b'/b
    return this.times(term, { ...term, kind: 'sum', body: this.over(change, term.body) });
  }

  /** Leibniz's rule; an antiderivative gives its integrand back. */
  private integral(term: IntegralTerm): Term {
    const { lower, upper, body, variable } = term;
    if (lower === undefined || upper === undefined) {
      if (variable === this.variable) return body;
      const change = this.of(body);
      return isZero(change) ? zero : integral(variable, change);
    }
    const at = (limit: Term): Term => {
      const change = this.of(limit);
      return isZero(change) ? zero : this.times(substitute(body, new Map([[variable, limit]])), change);
    };
    const inside = variable === this.variable ? zero : this.of(body);
    return this.sum([
      at(upper),
      this.times(minusOne, at(lower)),
      isZero(inside) ? zero : integral(variable, inside, { lower, upper }),
    ]);
  }
}

function isZero(term: Term): boolean {
  return term.kind === 'rational' && term.value.isZero;
}
