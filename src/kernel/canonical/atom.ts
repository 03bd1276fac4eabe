import type { Polynomial } from '../polynomial';
import type { Rational } from '../rational';
import type { Term } from '../term';

/**
 * A quotient of polynomials in atoms. The denominator is kept as powers of its factors, each of two terms or more: single terms below
 * the line are negative exponents above it.
 */
export interface Quotient {
  readonly numerator: Polynomial;
  readonly denominator: ReadonlyMap<string, DenominatorFactor>;
}

export interface DenominatorFactor {
  /** Primitive: integer coefficients without common factor, no common monomial, positive leading coefficient. */
  readonly base: Polynomial;
  /** 1 or more. */
  readonly exponent: number;
}

/** What is known of an atom's values where they exist. `complex` means that nothing is. */
export type AtomSign = 'positive' | 'nonnegative' | 'real' | 'complex';

/** Something that canonical forms are built of and do not look into: a symbol, π, √2, sin x, the value of an unknown function. */
export interface Atom {
  readonly index: number;
  /** Equal keys are equal atoms. */
  readonly key: string;
  /** What it stands for. */
  readonly term: Term;
  readonly sign: AtomSign;
  readonly integer: boolean;
  readonly form: AtomForm;
  /**
   * Exponents stay at 0 or above and below `length`: the atom to the power of `length` is `value`. The imaginary unit has −1 at 2, the
   * sine of an angle 1 − cos² of it at 2, √2 (as a power of the atom 2) the number 2 at 1.
   */
  readonly period?: Period;
}

export interface Period {
  readonly length: Rational;
  readonly value: Quotient;
}

/** What other rules need to know about an atom. */
export type AtomForm =
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'pi' }
  | { readonly kind: 'imaginary' }
  /** A prime number (or a long one that trial division did not split), with exponents between 0 and 1. */
  | { readonly kind: 'prime'; readonly value: bigint; readonly certain: boolean }
  /** A polynomial with exponents between 0 and 1. */
  | { readonly kind: 'radical'; readonly base: Quotient }
  /** e to the power of `exponent`. */
  | { readonly kind: 'exponential'; readonly exponent: Quotient }
  /** `base` to the power of `exponent`, which is no number. */
  | { readonly kind: 'power'; readonly base: Quotient; readonly exponent: Quotient }
  | { readonly kind: 'logarithm'; readonly of: Quotient }
  | { readonly kind: 'sine' | 'cosine'; readonly of: Quotient }
  | { readonly kind: 'absolute' | 'sign'; readonly of: Quotient; readonly atom: number | undefined }
  | { readonly kind: 'inverse'; readonly name: 'arcsin' | 'arctan'; readonly of: Quotient }
  /** Of some functions what they are taken of is known. */
  | { readonly kind: 'other'; readonly of?: readonly Quotient[] };
