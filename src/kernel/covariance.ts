import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { zeroQuotient } from './canonical/field';
import { raise } from './canonical/powers';
import { signOf } from './canonical/sign';
import { entryOf, matrixOf, type Matrix } from './matrix';
import { Rational } from './rational';

/**
 * A matrix F with F Fᵀ = `covariance`, so that F z has that covariance where the entries of z are uncorrelated with variance 1: L D^{1/2} of the
 * decomposition L D Lᵀ with ones on the diagonal of L, where roots stand for pivots only and not within one another. Undefined where there
 * surely is none: the matrix is not symmetric, or a pivot is negative.
 */
export function factorOf(algebra: Algebra, covariance: Matrix): Matrix | undefined {
  const size = covariance.rows;
  const isSame = (a: Quotient, b: Quotient): boolean => algebra.subtract(a, b).numerator.size === 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) if (!isSame(entryOf(covariance, i, j), entryOf(covariance, j, i))) return undefined;
  const below: Quotient[][] = [];
  const pivots: Quotient[] = [];
  const roots: Quotient[] = [];
  /** What is left of an entry when the first columns are taken away. */
  const rest = (i: number, j: number): Quotient =>
    pivots.reduce<Quotient>(
      (left, pivot, k) => {
        const [a, b] = [below[k]?.[i] ?? zeroQuotient, below[k]?.[j] ?? zeroQuotient];
        return algebra.subtract(left, algebra.product([a, b, pivot]));
      },
      entryOf(covariance, i, j),
    );
  for (let j = 0; j < size; j++) {
    algebra.fuel.spend(size * (j + 1));
    const column = Array.from({ length: size }, (_, i) => (i < j ? zeroQuotient : rest(i, j)));
    const pivot = column[j] ?? zeroQuotient;
    const sign = signOf(algebra, pivot);
    if (sign === 'negative') return undefined;
    const isZero = pivot.numerator.size === 0;
    if (isZero && column.some((entry) => entry.numerator.size > 0)) return undefined;
    below.push(isZero ? column : column.map((entry) => algebra.divide(entry, pivot)));
    pivots.push(pivot);
    roots.push(isZero ? zeroQuotient : raise(algebra, pivot, algebra.constant(Rational.half)));
  }
  return matrixOf(size, size, (i, j) => algebra.multiply(below[j]?.[i] ?? zeroQuotient, roots[j] ?? zeroQuotient));
}
