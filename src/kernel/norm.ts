import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { absoluteOf } from './canonical/absolute';
import { greatestOf } from './canonical/extremes';
import { raise } from './canonical/powers';
import { entryOf, matrixOf, transposed, type Matrix } from './matrix';
import { Rational } from './rational';
import { singularValues } from './spectrum';

/** The p of a p-norm. */
export type Exponent = Rational | 'infinity';

/** A norm of vectors: (Σ|xᵢ|^p)^(1/p), divided by n^(1/p) where it is a mean: the root mean square is the one of p = 2. */
export interface VectorNorm {
  readonly exponent: Exponent;
  readonly mean: boolean;
}

/** |x| of a number; given by who knows more of signs than the algebra does. */
export type Size = (algebra: Algebra, value: Quotient) => Quotient;

/** The norm of a vector, or of a matrix taken entry by entry. */
export function vectorNorm(
  algebra: Algebra,
  entries: readonly Quotient[],
  norm: VectorNorm,
  size: Size = absoluteOf,
): Quotient {
  const { exponent, mean } = norm;
  if (exponent === 'infinity')
    return greatestOf(
      algebra,
      entries.map((entry) => size(algebra, entry)),
    );
  const even = exponent.isInteger && exponent.numerator % 2n === 0n;
  const powers = entries.map((entry) =>
    even
      ? algebra.power(entry, Number(exponent.numerator))
      : exponent.isOne
        ? size(algebra, entry)
        : raise(algebra, size(algebra, entry), algebra.constant(exponent)),
  );
  const sum = powers.reduce((total, power) => algebra.add(total, power), algebra.integer(0));
  const taken = mean ? algebra.scale(sum, Rational.of(1, Math.max(1, entries.length))) : sum;
  if (entries.length === 1 && even) return size(algebra, entries[0] ?? taken);
  return exponent.isOne ? taken : raise(algebra, taken, algebra.constant(exponent.inverse()));
}

/** The q with 1/p + 1/q = 1. */
export function conjugate(exponent: Exponent): Exponent {
  if (exponent === 'infinity') return Rational.one;
  return exponent.isOne ? 'infinity' : exponent.dividedBy(exponent.minus(Rational.one));
}

/** Maxima over all choices of signs are computed up to this many of them. */
const mostSigns = 6;

/**
 * The greatest ‖Ax‖ for ‖x‖ = 1. A maximum of a convex function over a polytope lies at a corner, so that it is computed where the ball of `from`
 * has few of them (p = 1 and ∞), or by ‖A‖_{p→q} = ‖Aᵀ‖_{q'→p'} for the conjugate exponents; from 2 to 2 it is the greatest singular value.
 * Undefined for all others, which have no formula.
 */
export function inducedNorm(
  algebra: Algebra,
  matrix: Matrix,
  from: VectorNorm,
  to: VectorNorm,
  size: Size = absoluteOf,
): Quotient | undefined {
  const pure = inducedByPowers(algebra, matrix, from.exponent, to.exponent, size);
  if (!pure) return undefined;
  const scale = algebra.divide(meanFactor(algebra, from, matrix.columns), meanFactor(algebra, to, matrix.rows));
  return algebra.multiply(scale, pure);
}

/** What a p-norm is divided by where it is a mean: n^(1/p). */
function meanFactor(algebra: Algebra, { exponent, mean }: VectorNorm, count: number): Quotient {
  if (!mean || exponent === 'infinity') return algebra.integer(1);
  return raise(algebra, algebra.integer(count), algebra.constant(exponent.inverse()));
}

function inducedByPowers(
  algebra: Algebra,
  matrix: Matrix,
  from: Exponent,
  to: Exponent,
  size: Size,
): Quotient | undefined {
  const measure = (entries: readonly Quotient[], exponent: Exponent): Quotient =>
    vectorNorm(algebra, entries, { exponent, mean: false }, size);
  const column = (m: Matrix, j: number): readonly Quotient[] =>
    Array.from({ length: m.rows }, (_, i) => entryOf(m, i, j));
  if (matrix.columns === 1) return measure(matrix.entries, to);
  if (matrix.rows === 1) return measure(matrix.entries, conjugate(from));
  // The corners of the ball are the unit vectors.
  if (from !== 'infinity' && from.isOne)
    return greatestOf(
      algebra,
      Array.from({ length: matrix.columns }, (_, j) => measure(column(matrix, j), to)),
    );
  if (to === 'infinity') return inducedByPowers(algebra, transposed(matrix), Rational.one, conjugate(from), size);
  if (from === 'infinity') {
    if (matrix.columns > mostSigns) return undefined;
    return greatestOf(
      algebra,
      signVectors(matrix.columns).map((signs) => {
        const image = matrixOf(matrix.rows, 1, (i) =>
          signs.reduce(
            (sum, sign, j) => algebra.add(sum, algebra.multiply(algebra.integer(sign), entryOf(matrix, i, j))),
            algebra.integer(0),
          ),
        );
        return measure(image.entries, to);
      }),
    );
  }
  if (to.isOne) return inducedByPowers(algebra, transposed(matrix), 'infinity', conjugate(from), size);
  if (from.equals(Rational.two) && to.equals(Rational.two)) return singularValues(algebra, matrix)?.[0];
  return undefined;
}

/** All vectors of ±1 up to the sign of the whole. */
function signVectors(count: number): readonly (readonly number[])[] {
  let all: number[][] = [[1]];
  for (let k = 1; k < count; k++)
    all = all.flatMap((signs) => [
      [...signs, 1],
      [...signs, -1],
    ]);
  return all;
}
