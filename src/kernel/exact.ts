import type { Fuel } from './fuel';
import { binomial, doubleFactorial, factorial, greatestCommonDivisor, leastCommonMultiple } from './integer';
import { Rational } from './rational';
import { mentionsImaginary } from './structure';
import type { CallTerm, Condition, SumTerm, Term } from './term';

/**
 * What a term is worth as a fraction. `undefined`: it surely has no real value, with the reason in words ("division by zero"). `other`:
 * a value that is no fraction, or one that takes more than fractions to find.
 */
export type Exact =
  | { readonly kind: 'rational'; readonly value: Rational }
  | { readonly kind: 'undefined'; readonly reason: string }
  | { readonly kind: 'other' };

const other: Exact = { kind: 'other' };

/** Evaluates exactly; symbols have the values of `values`, others make it `other`. Throws `OutOfFuel`. */
export function evaluateExact(term: Term, fuel: Fuel, values?: ReadonlyMap<string, Rational>): Exact {
  const result = new Evaluation(fuel, new Map(values), term).value(term);
  if (result === undefined) return other;
  return result instanceof Rational ? { kind: 'rational', value: result } : result;
}

/** The value as a fraction, or undefined if there is none or it is not found exactly. */
export function rationalValue(term: Term, fuel: Fuel): Rational | undefined {
  const result = evaluateExact(term, fuel);
  return result.kind === 'rational' ? result.value : undefined;
}

export function holds(relation: Condition['relation'], comparison: number): boolean {
  switch (relation) {
    case '=':
      return comparison === 0;
    case '!=':
      return comparison !== 0;
    case '<':
      return comparison < 0;
    case '<=':
      return comparison <= 0;
    case '>':
      return comparison > 0;
    case '>=':
      return comparison >= 0;
  }
}

type Undefined = Extract<Exact, { kind: 'undefined' }>;
/** A number, a reason why there is none, or neither. */
type Value = Rational | Undefined | undefined;

class Evaluation {
  #imaginary: boolean | undefined;

  constructor(
    readonly fuel: Fuel,
    readonly values: Map<string, Rational>,
    readonly whole: Term,
  ) {}

  value(term: Term): Value {
    switch (term.kind) {
      case 'rational':
        this.fuel.spend(1);
        return term.value;
      case 'symbol':
        this.fuel.spend(1);
        return this.values.get(term.name);
      case 'constant':
      case 'apply':
      case 'integral':
      case 'limit':
      case 'derivative':
        return undefined;
      case 'add':
      case 'multiply':
      case 'power':
      case 'call':
      case 'sum':
      case 'product':
      case 'piecewise':
        break;
    }
    this.fuel.enter();
    try {
      return this.compound(term);
    } finally {
      this.fuel.leave();
    }
  }

  private compound(
    term: Extract<Term, { kind: 'add' | 'multiply' | 'power' | 'call' | 'sum' | 'product' | 'piecewise' }>,
  ): Value {
    switch (term.kind) {
      case 'add': {
        const parts = this.parts(term.terms);
        return Array.isArray(parts) ? this.total(parts) : parts;
      }
      case 'multiply': {
        const parts = this.parts(term.factors);
        return Array.isArray(parts) ? this.multiplied(parts) : parts;
      }
      case 'power': {
        const parts = this.parts([term.base, term.exponent]);
        if (!Array.isArray(parts)) return parts;
        const [base, exponent] = parts;
        return base && exponent && this.power(base, exponent);
      }
      case 'call': {
        const parts = this.parts(term.args);
        return Array.isArray(parts) ? this.call(term, parts) : parts;
      }
      case 'sum':
      case 'product':
        return this.range(term);
      case 'piecewise':
        for (const row of term.rows) {
          if (row.condition === undefined) return this.value(row.value);
          const parts = this.parts([row.condition.left, row.condition.right]);
          if (!Array.isArray(parts)) return parts;
          const [left, right] = parts;
          if (left && right && holds(row.condition.relation, left.compare(right))) return this.value(row.value);
        }
        return undefinedValue('no case applies');
    }
  }

  /** All values, or what stands in the way: an undefined part makes the whole undefined, also beside unknown ones. */
  private parts(terms: readonly Term[]): Rational[] | Undefined | undefined {
    const found: Rational[] = [];
    let unknown = false;
    for (const term of terms) {
      const value = this.value(term);
      if (value instanceof Rational) found.push(value);
      else if (value === undefined) unknown = true;
      else return value;
    }
    return unknown ? undefined : found;
  }

  private total(parts: readonly Rational[]): Rational {
    let sum = Rational.zero;
    for (const part of parts) {
      this.pay(sum, part);
      sum = sum.plus(part);
    }
    return sum;
  }

  private multiplied(parts: readonly Rational[]): Rational {
    let product = Rational.one;
    for (const part of parts) {
      this.pay(product, part);
      product = product.times(part);
    }
    return product;
  }

  private pay(left: Rational, right: Rational): void {
    this.fuel.spendDigits(left.size + right.size);
  }

  private power(base: Rational, exponent: Rational): Value {
    if (base.isZero) {
      if (exponent.sign < 0) return undefinedValue('division by zero');
      return exponent.isZero ? Rational.one : Rational.zero;
    }
    if (exponent.isInteger) return base.power(exponent.numerator, this.fuel);
    if (base.sign < 0) return this.notReal('a negative number to a fractional power');
    const degree = Number(exponent.denominator);
    const root = Number.isSafeInteger(degree) ? base.root(degree, this.fuel) : undefined;
    return root?.power(exponent.numerator, this.fuel);
  }

  /** Beside an imaginary unit the number may be complex. */
  private notReal(reason: string): Value {
    this.#imaginary ??= mentionsImaginary(this.whole);
    return this.#imaginary ? undefined : undefinedValue(reason);
  }

  private root(base: Rational, degree: Rational): Value {
    const n = Number(degree.numerator);
    if (!degree.isInteger || degree.isZero) return degree.isZero ? undefinedValue('a root of degree zero') : undefined;
    if (n < 0) return base.isZero ? undefinedValue('division by zero') : this.root(base.inverse(), degree.negated());
    if (base.sign < 0 && n % 2 === 0) return this.notReal('an even root of a negative number');
    return Number.isSafeInteger(n) ? base.root(n, this.fuel) : undefined;
  }

  private range(term: SumTerm): Value {
    const limits = this.parts([term.lower, term.upper]);
    if (!Array.isArray(limits)) return limits;
    const [lower, upper] = limits;
    if (!lower?.isInteger || !upper?.isInteger) return undefined;
    this.fuel.spend(Math.max(0, Number(upper.numerator - lower.numerator)));
    const outer = this.values.get(term.variable);
    let result: Rational = term.kind === 'sum' ? Rational.zero : Rational.one;
    try {
      for (let k = lower.numerator; k <= upper.numerator; k += 1n) {
        this.values.set(term.variable, Rational.integer(k));
        const value = this.value(term.body);
        if (!(value instanceof Rational)) return value;
        this.pay(result, value);
        result = term.kind === 'sum' ? result.plus(value) : result.times(value);
      }
    } finally {
      if (outer === undefined) this.values.delete(term.variable);
      else this.values.set(term.variable, outer);
    }
    return result;
  }

  private call(term: CallTerm, args: readonly Rational[]): Value {
    const [first, second] = args;
    if (first === undefined) return undefined;
    switch (term.name) {
      case 'sqrt':
        return this.root(first, Rational.two);
      case 'root':
        return second && this.root(first, second);
      case 'abs':
        return first.absolute();
      case 'sign':
        return Rational.of(first.sign);
      case 'floor':
        return Rational.integer(first.floor());
      case 'ceiling':
        return Rational.integer(first.ceiling());
      case 'factorial':
        return this.factorial(first);
      case 'gamma':
        return this.factorial(first.minus(Rational.one));
      case 'double-factorial':
        if (!first.isInteger || first.numerator < -1n) return undefined;
        return Rational.integer(doubleFactorial(first.numerator, this.fuel));
      case 'binomial':
        return second && this.binomial(first, second);
      case 'max':
        return args.reduce((a, b) => (a.compare(b) >= 0 ? a : b));
      case 'min':
        return args.reduce((a, b) => (a.compare(b) <= 0 ? a : b));
      case 'gcd':
      case 'lcm': {
        if (!args.every((value) => value.isInteger)) return undefined;
        this.fuel.spendDigits(args.reduce((digits, value) => digits + value.size, 0));
        const combine = term.name === 'gcd' ? greatestCommonDivisor : leastCommonMultiple;
        const start = term.name === 'gcd' ? 0n : 1n;
        return Rational.integer(args.reduce((a, b) => combine(a, b.numerator), start));
      }
      case 'mod': {
        if (second === undefined) return undefined;
        if (second.isZero) return undefinedValue('a remainder modulo zero');
        this.pay(first, second);
        return first.minus(second.times(Rational.integer(first.dividedBy(second).floor())));
      }
      case 'real-part':
      case 'conjugate':
        return first;
      case 'imaginary-part':
        return Rational.zero;
      case 'log':
        if (first.isZero) return undefinedValue('the logarithm of zero');
        if (first.sign < 0) return this.notReal('the logarithm of a negative number');
        return first.isOne ? Rational.zero : undefined;
      case 'sin':
      case 'tan':
      case 'arcsin':
      case 'arctan':
      case 'sinh':
      case 'tanh':
      case 'arsinh':
      case 'artanh':
      case 'erf':
        if (term.name === 'arcsin' || term.name === 'artanh') {
          const beyond = first.absolute().compare(Rational.one);
          if (beyond > 0 || (beyond === 0 && term.name === 'artanh')) return this.notReal(`${outside} ${term.name}`);
        }
        return first.isZero ? Rational.zero : undefined;
      case 'cos':
      case 'sec':
      case 'exp':
      case 'cosh':
        return first.isZero ? Rational.one : undefined;
      case 'cot':
      case 'csc':
        return first.isZero ? undefinedValue('division by zero') : undefined;
      case 'arccos':
        if (first.absolute().compare(Rational.one) > 0) return this.notReal(`${outside} arccos`);
        return first.isOne ? Rational.zero : undefined;
      case 'arcosh':
        if (first.compare(Rational.one) < 0) return this.notReal(`${outside} arcosh`);
        return first.isOne ? Rational.zero : undefined;
    }
  }

  private factorial(n: Rational): Value {
    if (!n.isInteger) return undefined;
    if (n.sign < 0) return undefinedValue('the factorial of a negative integer');
    return Rational.integer(factorial(n.numerator, this.fuel));
  }

  private binomial(n: Rational, k: Rational): Value {
    if (!k.isInteger) return undefined;
    if (n.isInteger) return Rational.integer(binomial(n.numerator, k.numerator, this.fuel));
    if (k.sign < 0) return Rational.zero;
    this.fuel.spend(Number(k.numerator));
    this.fuel.spendDigits(Number(k.numerator) * n.size);
    let result = Rational.one;
    for (let j = 0n; j < k.numerator; j += 1n) {
      result = result.times(n.minus(Rational.integer(j))).dividedBy(Rational.integer(j + 1n));
    }
    return result;
  }
}

const outside = 'an argument outside the domain of';

function undefinedValue(reason: string): Undefined {
  return { kind: 'undefined', reason };
}
