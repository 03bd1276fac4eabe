import { differentiate } from './differentiate';
import { doubleBinomial, doubleErf, doubleFactorial, doubleGamma, doubleGcd } from './double-functions';
import type { Fuel } from './fuel';
import type { CallTerm, Condition, PiecewiseTerm, SumTerm, Term } from './term';

/** A term's value in doubles for given values of its symbols, NaN where it has none or none is known. For sorting out, never for deciding. */
export type RealFunction = (values: Float64Array) => number;

/**
 * Compiles a term once for many evaluations. `names` are the symbols, in the order of the values; other free symbols, unknown functions,
 * integrals, limits and the imaginary unit make it NaN. The cost of compiling is charged; an evaluation is not, but goes through at most ten
 * thousand terms of sums, and is NaN beyond.
 */
export function compileReal(term: Term, names: readonly string[], fuel: Fuel): RealFunction {
  const slots = new Map(names.map((name, index) => [name, index]));
  const compiled = new Compilation(slots, names.length, fuel);
  const run = compiled.of(term);
  const frame = new Float64Array(compiled.size);
  return (values) => {
    frame.set(values.length > names.length ? values.subarray(0, names.length) : values);
    compiled.iterations = mostIterations;
    return run(frame);
  };
}

/** One step of a program: it gives values to names, from those of the inputs and of the steps before it. */
export type Instruction =
  | { readonly kind: 'term'; readonly names: readonly [string]; readonly terms: readonly [Term] }
  /** Several values that are computed together from those of the terms. */
  | {
      readonly kind: 'vector';
      readonly names: readonly string[];
      readonly terms: readonly Term[];
      readonly compute: (values: Float64Array, found: Float64Array) => void;
    };

/** Compiles steps that build on one another, and terms in what they name; what is returned is overwritten by the next call. */
export function compileProgram(
  inputs: readonly string[],
  instructions: readonly Instruction[],
  terms: readonly Term[],
  fuel: Fuel,
): (values: Float64Array) => Float64Array {
  const names = [...inputs, ...instructions.flatMap((instruction) => instruction.names)];
  const slots = new Map(names.map((name, index) => [name, index]));
  const compiled = new Compilation(slots, names.length, fuel);
  const runs = instructions.map((instruction): ((frame: Float64Array) => void) => {
    const steps = instruction.terms.map((term) => compiled.of(term));
    const slot = slots.get(instruction.names[0] ?? '') ?? 0;
    if (instruction.kind === 'term') {
      const [run = nothing] = steps;
      return (frame) => {
        frame[slot] = run(frame);
      };
    }
    const given = new Float64Array(steps.length);
    return (frame) => {
      for (const [k, step] of steps.entries()) given[k] = step(frame);
      instruction.compute(given, frame.subarray(slot, slot + instruction.names.length));
    };
  });
  const outputs = terms.map((term) => compiled.of(term));
  const frame = new Float64Array(compiled.size);
  const found = new Float64Array(outputs.length);
  return (values) => {
    frame.set(values);
    compiled.iterations = mostIterations;
    for (const run of runs) run(frame);
    for (const [k, output] of outputs.entries()) found[k] = output(frame);
    return found;
  };
}

const mostIterations = 10_000;

type Step = (frame: Float64Array) => number;

const nothing: Step = () => NaN;

class Compilation {
  /** One place for each symbol and each bound variable. */
  size: number;
  /** How many terms of sums the evaluation under way may still go through. */
  iterations = mostIterations;

  constructor(
    readonly slots: Map<string, number>,
    size: number,
    readonly fuel: Fuel,
  ) {
    this.size = size;
  }

  of(term: Term): Step {
    return this.fuel.nested(() => this.step(term));
  }

  private step(term: Term): Step {
    switch (term.kind) {
      case 'rational': {
        const value = term.value.toNumber();
        return () => value;
      }
      case 'constant':
        return constantStep(term.name);
      case 'symbol': {
        const slot = this.slots.get(term.name);
        return slot === undefined ? nothing : (frame) => frame[slot] ?? NaN;
      }
      case 'add':
        return folded(
          term.terms.map((part) => this.of(part)),
          0,
          (a, b) => a + b,
        );
      case 'multiply':
        return folded(
          term.factors.map((part) => this.of(part)),
          1,
          (a, b) => a * b,
        );
      case 'power':
        return this.power(term.base, term.exponent);
      case 'call':
        return this.call(term);
      case 'sum':
      case 'product':
        return this.range(term);
      case 'piecewise':
        return this.cases(term);
      case 'derivative': {
        const derivative = differentiate(term.body, term.variable, this.fuel);
        return derivative.kind === 'derivative' ? nothing : this.of(derivative);
      }
      case 'apply':
      case 'integral':
      case 'limit':
        return nothing;
    }
  }

  private power(base: Term, exponent: Term): Step {
    const b = this.of(base);
    if (exponent.kind === 'rational') {
      const e = exponent.value.toNumber();
      if (e === 2) return (frame) => b(frame) ** 2;
      if (e === -1) return (frame) => reciprocal(b(frame));
      if (exponent.value.isInteger) return (frame) => defined(b(frame) ** e);
      if (e === 0.5) return (frame) => Math.sqrt(b(frame));
    }
    const e = this.of(exponent);
    return (frame) => defined(b(frame) ** e(frame));
  }

  private range(term: SumTerm): Step {
    const lower = this.of(term.lower);
    const upper = this.of(term.upper);
    const slot = this.size;
    this.size += 1;
    const outer = this.slots.get(term.variable);
    this.slots.set(term.variable, slot);
    const body = this.of(term.body);
    if (outer === undefined) this.slots.delete(term.variable);
    else this.slots.set(term.variable, outer);
    const isSum = term.kind === 'sum';
    return (frame) => {
      const first = lower(frame);
      const last = upper(frame);
      if (!Number.isInteger(first) || !Number.isInteger(last)) return NaN;
      let result = isSum ? 0 : 1;
      for (let k = first; k <= last; k += 1) {
        this.iterations -= 1;
        if (this.iterations < 0) return NaN;
        frame[slot] = k;
        const value = body(frame);
        result = isSum ? result + value : result * value;
      }
      return result;
    };
  }

  private cases(term: PiecewiseTerm): Step {
    const rows = term.rows.map(({ value, condition }) => ({
      value: this.of(value),
      applies: condition === undefined ? undefined : this.condition(condition),
    }));
    return (frame) => rows.find(({ applies }) => applies === undefined || applies(frame))?.value(frame) ?? NaN;
  }

  private condition({ left, relation, right }: Condition): (frame: Float64Array) => boolean {
    const a = this.of(left);
    const b = this.of(right);
    switch (relation) {
      case '=':
        return (frame) => a(frame) === b(frame);
      case '!=':
        return (frame) => a(frame) !== b(frame);
      case '<':
        return (frame) => a(frame) < b(frame);
      case '<=':
        return (frame) => a(frame) <= b(frame);
      case '>':
        return (frame) => a(frame) > b(frame);
      case '>=':
        return (frame) => a(frame) >= b(frame);
    }
  }

  private call(term: CallTerm): Step {
    const args = term.args.map((argument) => this.of(argument));
    const [x = nothing, y = nothing] = args;
    const of =
      (f: (value: number) => number): Step =>
      (frame) =>
        f(x(frame));
    const ofTwo =
      (f: (first: number, second: number) => number): Step =>
      (frame) =>
        f(x(frame), y(frame));
    switch (term.name) {
      case 'sin':
        return of(Math.sin);
      case 'cos':
        return of(Math.cos);
      case 'tan':
        return of(Math.tan);
      case 'cot':
        return of((value) => reciprocal(Math.tan(value)));
      case 'sec':
        return of((value) => reciprocal(Math.cos(value)));
      case 'csc':
        return of((value) => reciprocal(Math.sin(value)));
      case 'arcsin':
        return of(Math.asin);
      case 'arccos':
        return of(Math.acos);
      case 'arctan':
        return of(Math.atan);
      case 'sinh':
        return of(Math.sinh);
      case 'cosh':
        return of(Math.cosh);
      case 'tanh':
        return of(Math.tanh);
      case 'arsinh':
        return of(Math.asinh);
      case 'arcosh':
        return of(Math.acosh);
      case 'artanh':
        return of((value) => defined(Math.atanh(value)));
      case 'exp':
        return of(Math.exp);
      case 'log':
        return of((value) => defined(Math.log(value)));
      case 'sqrt':
        return of(Math.sqrt);
      case 'root':
        return ofTwo(realRoot);
      case 'abs':
        return of(Math.abs);
      case 'sign':
        return of(Math.sign);
      case 'floor':
        return of(Math.floor);
      case 'ceiling':
        return of(Math.ceil);
      case 'factorial':
        return of((value) => (value < 0 && Number.isInteger(value) ? NaN : doubleGamma(value + 1)));
      case 'double-factorial':
        return of(doubleFactorial);
      case 'gamma':
        return of(doubleGamma);
      case 'erf':
        return of(doubleErf);
      case 'binomial':
        return ofTwo(doubleBinomial);
      case 'max':
        return folded(args, -Infinity, Math.max);
      case 'min':
        return folded(args, Infinity, Math.min);
      case 'gcd':
        return folded(args, 0, doubleGcd);
      case 'lcm':
        return folded(args, 1, (a, b) => (a === 0 || b === 0 ? 0 : Math.abs(a * b) / doubleGcd(a, b)));
      case 'mod':
        return ofTwo((a, m) => (m === 0 ? NaN : a - m * Math.floor(a / m)));
      case 'real-part':
      case 'conjugate':
        return x;
      case 'imaginary-part':
        return () => 0;
    }
  }
}

function constantStep(name: 'pi' | 'e' | 'i' | 'infinity'): Step {
  switch (name) {
    case 'pi':
      return () => Math.PI;
    case 'e':
      return () => Math.E;
    case 'i':
      return nothing;
    case 'infinity':
      return nothing;
  }
}

function folded(parts: readonly Step[], start: number, both: (a: number, b: number) => number): Step {
  const [first, second, third] = parts;
  if (first === undefined) return () => start;
  if (second === undefined) return first;
  if (third === undefined) return (frame) => both(first(frame), second(frame));
  return (frame) => {
    let result = start;
    for (const part of parts) result = both(result, part(frame));
    return result;
  };
}

function defined(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}

function reciprocal(value: number): number {
  return value === 0 ? NaN : 1 / value;
}

function realRoot(value: number, degree: number): number {
  if (!Number.isInteger(degree) || degree === 0) return NaN;
  if (degree === 3) return Math.cbrt(value);
  if (value < 0) return degree % 2 === 0 ? NaN : -defined((-value) ** (1 / degree));
  return defined(value ** (1 / degree));
}
