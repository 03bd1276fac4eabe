import type { Rational } from './rational';

/**
 * Mathematics without a place in a text. Terms are immutable and carry no spans; `add` and `multiply` are flat lists. Terms say what is
 * to be computed and are not simplified when built.
 */
export type Term =
  | RationalTerm
  | ConstantTerm
  | SymbolTerm
  | AddTerm
  | MultiplyTerm
  | PowerTerm
  | CallTerm
  | ApplyTerm
  | SumTerm
  | IntegralTerm
  | DerivativeTerm
  | LimitTerm
  | PiecewiseTerm;

export interface RationalTerm {
  readonly kind: 'rational';
  readonly value: Rational;
}
export interface ConstantTerm {
  readonly kind: 'constant';
  readonly name: 'pi' | 'e' | 'i' | 'infinity';
}
export interface SymbolTerm {
  readonly kind: 'symbol';
  readonly name: string;
}
export interface AddTerm {
  readonly kind: 'add';
  readonly terms: readonly Term[];
}
export interface MultiplyTerm {
  readonly kind: 'multiply';
  readonly factors: readonly Term[];
}
export interface PowerTerm {
  readonly kind: 'power';
  readonly base: Term;
  readonly exponent: Term;
}
/** A known function. Angles in radians; `log` has one argument, the natural logarithm; `root(x, n)` is the real n-th root. */
export interface CallTerm {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly args: readonly Term[];
}
/** An unknown function, by name. */
export interface ApplyTerm {
  readonly kind: 'apply';
  readonly function: string;
  readonly args: readonly Term[];
}
/** A sum or product over the integers from `lower` to `upper`. */
export interface SumTerm {
  readonly kind: 'sum' | 'product';
  readonly variable: string;
  readonly lower: Term;
  readonly upper: Term;
  readonly body: Term;
}
/** Without limits: an antiderivative. */
export interface IntegralTerm {
  readonly kind: 'integral';
  readonly variable: string;
  readonly lower?: Term;
  readonly upper?: Term;
  readonly body: Term;
}
export interface DerivativeTerm {
  readonly kind: 'derivative';
  readonly variable: string;
  readonly body: Term;
}
export interface LimitTerm {
  readonly kind: 'limit';
  readonly variable: string;
  readonly target: Term;
  readonly side?: '+' | '-';
  readonly body: Term;
}
/** The value of the first row whose condition holds: `left relation right`. */
export interface PiecewiseTerm {
  readonly kind: 'piecewise';
  readonly rows: readonly { readonly value: Term; readonly condition?: Condition }[];
}
export interface Condition {
  readonly left: Term;
  readonly relation: '=' | '!=' | '<' | '<=' | '>' | '>=';
  readonly right: Term;
}

export type FunctionName =
  | 'sin'
  | 'cos'
  | 'tan'
  | 'cot'
  | 'sec'
  | 'csc'
  | 'arcsin'
  | 'arccos'
  | 'arctan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'arsinh'
  | 'arcosh'
  | 'artanh'
  | 'exp'
  | 'log'
  | 'sqrt'
  | 'root'
  | 'abs'
  | 'sign'
  | 'floor'
  | 'ceiling'
  | 'factorial'
  | 'double-factorial'
  | 'gamma'
  | 'erf'
  | 'binomial'
  | 'max'
  | 'min'
  | 'gcd'
  | 'lcm'
  | 'mod'
  | 'real-part'
  | 'imaginary-part'
  | 'conjugate';
