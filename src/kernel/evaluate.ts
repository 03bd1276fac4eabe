import {
  absBall,
  addBalls,
  ball,
  compareBalls,
  divideBalls,
  exactBall,
  integerBall,
  isExactInteger,
  multiplyBalls,
  negateBall,
  oneBall,
  powerOfBall,
  subtractBalls,
  undecided,
  undefinedValue,
  type Ball,
  type Enclosure,
} from './ball';
import {
  arccosBall,
  arcoshBall,
  arcsinBall,
  arctanBall,
  arsinhBall,
  artanhBall,
  chain,
  cosBall,
  cotangentBall,
  erfBall,
  eulerBall,
  expBall,
  floorBall,
  hyperbolicBall,
  logBall,
  maxBall,
  piBall,
  realPower,
  rootBall,
  signBall,
  sinBall,
  sqrtBall,
  tangentBall,
} from './ball-functions';
import { call, power, rational } from './build';
import { differentiate } from './differentiate';
import { endlessValue } from './endless';
import { evaluateExact, holds } from './exact';
import type { Fuel } from './fuel';
import { gammaBall } from './gamma';
import { Rational } from './rational';
import type { CallTerm, Condition, FunctionName, IntegralTerm, PiecewiseTerm, SumTerm, Term } from './term';

/**
 * Encloses the real value of a term, where its symbols have the given values. Fractions are calculated with exactly as far as they go and
 * stay short. Throws `OutOfFuel`.
 */
export function evaluateBall(term: Term, values: ReadonlyMap<string, Ball | Rational>, fuel: Fuel): Enclosure {
  const result = new Evaluation(fuel, new Map(values)).value(term);
  return result instanceof Rational ? ball(exactBall(result, fuel)) : result;
}

/** Exact as long as possible, then a ball, or the reason why there is none. */
type Value = Rational | Enclosure;

/** Fractions longer than this go on as balls. */
const longest = 150;

class Evaluation {
  constructor(
    readonly fuel: Fuel,
    readonly values: Map<string, Ball | Rational>,
  ) {}

  value(term: Term): Value {
    this.fuel.enter();
    try {
      const value = this.evaluate(term);
      return value instanceof Rational && value.size > longest ? ball(exactBall(value, this.fuel)) : value;
    } finally {
      this.fuel.leave();
    }
  }

  private evaluate(term: Term): Value {
    switch (term.kind) {
      case 'rational':
        return term.value;
      case 'constant':
        switch (term.name) {
          case 'pi':
            return ball(piBall());
          case 'e':
            return ball(eulerBall());
          case 'i':
            return undecided('a complex number');
          case 'infinity':
            return undecided('infinity is no number');
        }
      // eslint-disable-next-line no-fallthrough -- every constant has returned
      case 'symbol': {
        const value = this.values.get(term.name);
        if (value === undefined) return undecided(`${term.name} has no value`);
        return value instanceof Rational ? value : ball(value);
      }
      case 'add':
        return this.total(term.terms);
      case 'multiply':
        return this.multiplied(term.factors);
      case 'power':
        return this.power(this.value(term.base), this.value(term.exponent));
      case 'call':
        return this.call(term);
      case 'apply':
        return undecided(`${term.function} is not known`);
      case 'sum':
      case 'product':
        return this.range(term);
      case 'piecewise':
        return this.cases(term);
      case 'derivative': {
        const derivative = differentiate(term.body, term.variable, this.fuel);
        return derivative.kind === 'derivative' ? undecided('the derivative is not known') : this.value(derivative);
      }
      case 'integral':
        return this.endless(term);
      case 'limit':
        return undecided('a limit');
    }
  }

  /** Undefined parts make the whole undefined, also beside undecided ones. */
  private combined(terms: readonly Term[], start: Rational, both: (a: Value, b: Value) => Value): Value {
    let result: Value = start;
    let open: Enclosure | undefined;
    for (const term of terms) {
      const value = this.value(term);
      if (!(value instanceof Rational) && value.kind === 'undefined') return value;
      if (!(value instanceof Rational) && value.kind === 'undecided') open = value;
      if (open === undefined) result = both(result, value);
    }
    return open ?? result;
  }

  private total(terms: readonly Term[]): Value {
    return this.combined(terms, Rational.zero, (a, b) => this.sum(a, b));
  }

  private multiplied(factors: readonly Term[]): Value {
    return this.combined(factors, Rational.one, (a, b) => this.product(a, b));
  }

  private sum(a: Value, b: Value): Value {
    if (a instanceof Rational && b instanceof Rational) {
      this.fuel.spendDigits(a.size + b.size);
      return a.plus(b);
    }
    return this.binary(a, b, (x, y) => ball(addBalls(x, y)));
  }

  private product(a: Value, b: Value): Value {
    if (a instanceof Rational && b instanceof Rational) {
      this.fuel.spendDigits(a.size + b.size);
      return a.times(b);
    }
    if (isZero(a) && this.enclosure(b).kind === 'ball') return Rational.zero;
    if (isZero(b) && this.enclosure(a).kind === 'ball') return Rational.zero;
    return this.binary(a, b, (x, y) => ball(multiplyBalls(x, y)));
  }

  private enclosure(value: Value): Enclosure {
    return value instanceof Rational ? ball(exactBall(value, this.fuel)) : value;
  }

  private unary(a: Value, work: (x: Ball) => Enclosure): Enclosure {
    this.fuel.spend(2);
    return chain(this.enclosure(a), work);
  }

  private binary(a: Value, b: Value, work: (x: Ball, y: Ball) => Enclosure): Enclosure {
    if (!(b instanceof Rational) && b.kind === 'undefined') return b;
    return this.unary(a, (x) => this.unary(b, (y) => work(x, y)));
  }

  /** What fractions give exactly, if they do. */
  private exactly(term: Term): Value | undefined {
    const exact = evaluateExact(term, this.fuel);
    switch (exact.kind) {
      case 'rational':
        return exact.value;
      case 'undefined':
        return undefinedValue(exact.reason);
      case 'other':
        return undefined;
    }
  }

  private power(base: Value, exponent: Value): Value {
    if (base instanceof Rational && exponent instanceof Rational) {
      const short = base.size * Math.abs(exponent.toNumber()) < longest;
      const exact = short || !exponent.isInteger ? this.exactly(power(rational(base), rational(exponent))) : undefined;
      if (exact !== undefined) return exact;
      if (!exponent.isInteger && base.sign > 0 && exponent.denominator <= 16n)
        return this.fractionalPower(base, exponent);
    }
    if (exponent instanceof Rational && exponent.isInteger && exponent.absolute().compare(Rational.of(1_000_000)) < 0) {
      const times = exponent.toNumber();
      if (times === 1) return base;
      this.fuel.spend(4 * Math.log2(Math.abs(times) + 2));
      return this.unary(base, (x) => powerOfBall(x, times));
    }
    return this.binary(base, exponent, (x, y) => realPower(x, y, this.fuel));
  }

  /** a^{p/q} by a root, which is cheaper and closer than by logarithms. */
  private fractionalPower(base: Rational, exponent: Rational): Value {
    const root = this.unary(base, (x) => rootBall(x, Number(exponent.denominator), this.fuel));
    return this.power(root, Rational.integer(exponent.numerator));
  }

  /** Integrals and infinite sums. */
  private endless(term: IntegralTerm | SumTerm): Value {
    const found = endlessValue(term, this.values, this.fuel);
    return found.kind === 'term' ? this.value(found.term) : found;
  }

  private range(term: SumTerm): Value {
    const endless = term.upper.kind === 'constant' && term.upper.name === 'infinity' && term.kind === 'sum';
    const lower = this.value(term.lower);
    const first = integerOf(lower);
    if (endless && first !== undefined) return this.endless({ ...term, lower: rational(first) });
    const upper = this.value(term.upper);
    const last = integerOf(upper);
    if (first === undefined || last === undefined) {
      return undecided(`the limits of a ${term.kind} that are not integers`);
    }
    this.fuel.spend(Math.max(0, last - first));
    const outer = this.values.get(term.variable);
    let result: Value = term.kind === 'sum' ? Rational.zero : Rational.one;
    try {
      for (let k = first; k <= last; k += 1) {
        this.values.set(term.variable, Rational.of(k));
        const value = this.value(term.body);
        if (!(value instanceof Rational) && value.kind !== 'ball') return value;
        result = term.kind === 'sum' ? this.sum(result, value) : this.product(result, value);
        if (result instanceof Rational && result.size > longest) result = this.enclosure(result);
      }
    } finally {
      if (outer === undefined) this.values.delete(term.variable);
      else this.values.set(term.variable, outer);
    }
    return result;
  }

  private cases(term: PiecewiseTerm): Value {
    for (const { value, condition } of term.rows) {
      const truth = condition === undefined ? true : this.truth(condition);
      if (truth === undefined) return undecided('a case that may or may not apply');
      if (truth) return this.value(value);
    }
    return undefinedValue('no case applies');
  }

  private truth({ left, relation, right }: Condition): boolean | undefined {
    const a = this.value(left);
    const b = this.value(right);
    if (a instanceof Rational && b instanceof Rational) return holds(relation, a.compare(b));
    const [x, y] = [this.enclosure(a), this.enclosure(b)];
    if (x.kind !== 'ball' || y.kind !== 'ball') return undefined;
    const order = compareBalls(x.ball, y.ball);
    return order === 'undecided' ? undefined : holds(relation, order === '<' ? -1 : order === '>' ? 1 : 0);
  }

  private call(term: CallTerm): Value {
    const args: Value[] = [];
    let open: Enclosure | undefined;
    for (const argument of term.args) {
      const value = this.value(argument);
      if (!(value instanceof Rational) && value.kind === 'undefined') return value;
      if (!(value instanceof Rational) && value.kind === 'undecided') open = value;
      args.push(value);
    }
    if (open !== undefined) return open;
    const rationals = args.filter((value) => value instanceof Rational);
    if (rationals.length === args.length) {
      const exact = this.exactly(
        call(
          term.name,
          rationals.map((value) => rational(value)),
        ),
      );
      if (exact !== undefined) return exact;
    }
    const [first, second] = args;
    if (first === undefined) return undecided('a function without an argument');
    return this.function(term.name, first, second, args);
  }

  private function(name: FunctionName, first: Value, second: Value | undefined, args: readonly Value[]): Value {
    const { fuel } = this;
    const of = (work: (x: Ball, budget: Fuel) => Enclosure): Enclosure => this.unary(first, (x) => work(x, fuel));
    switch (name) {
      case 'sin':
        return of(sinBall);
      case 'cos':
        return of(cosBall);
      case 'tan':
        return of(tangentBall);
      case 'cot':
        return of(cotangentBall);
      case 'sec':
        return chain(of(cosBall), (cosine) => divideBalls(oneBall(), cosine));
      case 'csc':
        return chain(of(sinBall), (sine) => divideBalls(oneBall(), sine));
      case 'arcsin':
        return of(arcsinBall);
      case 'arccos':
        return of(arccosBall);
      case 'arctan':
        return of(arctanBall);
      case 'sinh':
        return of((x) => hyperbolicBall(x, ({ sinh }) => ball(sinh), fuel));
      case 'cosh':
        return of((x) => hyperbolicBall(x, ({ cosh }) => ball(cosh), fuel));
      case 'tanh':
        return of((x) => hyperbolicBall(x, ({ sinh, cosh }) => divideBalls(sinh, cosh), fuel));
      case 'arsinh':
        return of(arsinhBall);
      case 'arcosh':
        return of(arcoshBall);
      case 'artanh':
        return of(artanhBall);
      case 'exp':
        return of(expBall);
      case 'log':
        return of(logBall);
      case 'sqrt':
        return of(sqrtBall);
      case 'root': {
        const degree = second === undefined ? undefined : integerOf(second);
        if (degree === undefined || degree < 1) return undecided('a root whose degree is no positive integer');
        return of((x) => rootBall(x, degree, fuel));
      }
      case 'abs':
        return of((x) => ball(absBall(x)));
      case 'sign':
        return of(signBall);
      case 'floor':
        return of(floorBall);
      case 'ceiling':
        return of((x) => chain(floorBall(negateBall(x)), (value) => ball(negateBall(value))));
      case 'gamma':
        return of(gammaBall);
      case 'factorial':
        return of((x) => gammaBall(addBalls(x, oneBall()), fuel));
      case 'erf':
        return of(erfBall);
      case 'max':
        return this.extreme(args, (x, y) => maxBall(x, y));
      case 'min':
        return this.extreme(args, (x, y) => negateBall(maxBall(negateBall(x), negateBall(y))));
      case 'mod':
        if (second === undefined) return undecided('a remainder without a modulus');
        return this.binary(first, second, (x, m) =>
          chain(divideBalls(x, m), (ratio) =>
            chain(floorBall(ratio), (whole) => ball(subtractBalls(x, multiplyBalls(m, whole)))),
          ),
        );
      case 'binomial':
        return this.binomial(first, second);
      case 'double-factorial':
      case 'gcd':
      case 'lcm':
        return undecided(`${name} of numbers that are not integers`);
      case 'real-part':
      case 'conjugate':
        return first;
      case 'imaginary-part':
        return Rational.zero;
    }
  }

  private extreme(args: readonly Value[], both: (a: Ball, b: Ball) => Ball): Value {
    return args.reduce((a, b) => this.binary(a, b, (x, y) => ball(both(x, y))));
  }

  /** n(n − 1)…(n − k + 1)/k! for integers k of moderate size. */
  private binomial(n: Value, k: Value | undefined): Value {
    const count = k === undefined ? undefined : integerOf(k);
    if (count === undefined) return undecided('a binomial coefficient whose lower number is no integer');
    if (count < 0) return Rational.zero;
    this.fuel.spend(6 * count);
    return this.unary(n, (x) => {
      let product = oneBall();
      for (let j = 0; j < count; j += 1) {
        product = multiplyBalls(product, subtractBalls(x, integerBall(j)));
        const next = divideBalls(product, integerBall(j + 1));
        if (next.kind !== 'ball') return next;
        product = next.ball;
      }
      return ball(product);
    });
  }
}

function isZero(value: Value): boolean {
  return value instanceof Rational && value.isZero;
}

/** The value as an integer that a loop can count to. */
function integerOf(value: Value): number | undefined {
  if (value instanceof Rational) {
    const n = Number(value.numerator);
    if (!value.isInteger) return undefined;
    // Beyond what can be counted to, infinity stands for "too many": it is refused when it is paid for.
    return Number.isSafeInteger(n) ? n : n > 0 ? Infinity : -Infinity;
  }
  if (value.kind !== 'ball' || !isExactInteger(value.ball)) return undefined;
  const n = value.ball.middle.toNumber();
  return Number.isSafeInteger(n) ? n : undefined;
}
