export { substitute } from './structure';
import { Rational } from './rational';
import type { CallTerm, Condition, ConstantTerm, FunctionName, RationalTerm, SymbolTerm, Term } from './term';

export const zero: RationalTerm = { kind: 'rational', value: Rational.zero };
export const one: RationalTerm = { kind: 'rational', value: Rational.one };
export const minusOne: RationalTerm = { kind: 'rational', value: Rational.minusOne };
export const pi: ConstantTerm = { kind: 'constant', name: 'pi' };
export const euler: ConstantTerm = { kind: 'constant', name: 'e' };
export const imaginaryUnit: ConstantTerm = { kind: 'constant', name: 'i' };
export const infinity: ConstantTerm = { kind: 'constant', name: 'infinity' };
export const half: RationalTerm = { kind: 'rational', value: Rational.half };

/** Numbers must be integers; the denominator must not be 0. */
export function rational(numerator: Rational | bigint | number, denominator: bigint | number = 1n): RationalTerm {
  return {
    kind: 'rational',
    value: numerator instanceof Rational ? numerator : Rational.of(numerator, denominator),
  };
}

export function integer(n: bigint | number): RationalTerm {
  return rational(n);
}

export function constant(name: ConstantTerm['name']): ConstantTerm {
  return { kind: 'constant', name };
}

export function symbol(name: string): SymbolTerm {
  return { kind: 'symbol', name };
}

/** A flat sum: sums among the terms are opened. No term is 0, one term is itself. */
export function add(terms: readonly Term[]): Term {
  const flat = terms.flatMap((term) => (term.kind === 'add' ? term.terms : [term]));
  const [first] = flat;
  if (first === undefined) return zero;
  return flat.length === 1 ? first : { kind: 'add', terms: flat };
}

/** A flat product: products among the factors are opened. No factor is 1, one factor is itself. */
export function multiply(factors: readonly Term[]): Term {
  const flat = factors.flatMap((factor) => (factor.kind === 'multiply' ? factor.factors : [factor]));
  const [first] = flat;
  if (first === undefined) return one;
  return flat.length === 1 ? first : { kind: 'multiply', factors: flat };
}

export function power(base: Term, exponent: Term): Term {
  return { kind: 'power', base, exponent };
}

export function reciprocal(term: Term): Term {
  return power(term, minusOne);
}

/** The dividend times the divisor to the power of −1. */
export function divide(dividend: Term, divisor: Term): Term {
  return multiply([dividend, reciprocal(divisor)]);
}

/** The term times −1; of a number, its negative. */
export function negate(term: Term): Term {
  return term.kind === 'rational' ? rational(term.value.negated()) : multiply([minusOne, term]);
}

export function subtract(left: Term, right: Term): Term {
  return add([left, negate(right)]);
}

export function call(name: FunctionName, args: readonly Term[]): CallTerm {
  return { kind: 'call', name, args };
}

export function squareRoot(term: Term): Term {
  return call('sqrt', [term]);
}

/** An unknown function applied to arguments. */
export function apply(name: string, args: readonly Term[]): Term {
  return { kind: 'apply', function: name, args };
}

/** A member of a family of numbers, `x_i`: one that is known by its number is a symbol of its own. */
export function family(name: string, indices: readonly Term[]): Term {
  return member(`${name}${familySign}`, indices);
}

/** What stands behind the name of a family, in place of indices. */
export const familySign = '_';

/** Whether a name is that of a family. */
export function isFamily(name: string): boolean {
  return name.endsWith(familySign);
}

/** An unknown function applied to arguments, or a known member of a family. */
export function member(name: string, args: readonly Term[]): Term {
  const [only, more] = args;
  if (!isFamily(name) || only?.kind !== 'rational' || more || !only.value.isInteger) return apply(name, args);
  const digits = only.value.numerator.toString();
  return symbol(digits.length === 1 ? `${name}${digits}` : `${name}{${digits}}`);
}

export interface Range {
  readonly variable: string;
  readonly lower: Term;
  readonly upper: Term;
}

export function sum(range: Range, body: Term): Term {
  return { kind: 'sum', ...range, body };
}

export function product(range: Range, body: Term): Term {
  return { kind: 'product', ...range, body };
}

/** Without limits, an antiderivative. */
export function integral(variable: string, body: Term, limits?: { readonly lower: Term; readonly upper: Term }): Term {
  return limits === undefined
    ? { kind: 'integral', variable, body }
    : { kind: 'integral', variable, body, lower: limits.lower, upper: limits.upper };
}

export function derivative(variable: string, body: Term): Term {
  return { kind: 'derivative', variable, body };
}

export function limit(variable: string, target: Term, body: Term, side?: '+' | '-'): Term {
  return side === undefined
    ? { kind: 'limit', variable, target, body }
    : { kind: 'limit', variable, target, side, body };
}

export function piecewise(rows: readonly { readonly value: Term; readonly condition?: Condition }[]): Term {
  return { kind: 'piecewise', rows };
}
