import type { SymbolNode } from '../../formula/tree';
import type { Quotient } from '../../kernel/canonical/atom';
import { oneQuotient, zeroQuotient } from '../../kernel/canonical/field';
import {
  combineEntries,
  entryOf,
  identityMatrix,
  inverseOf,
  matrixOf,
  multiplyMatrices,
  sumOfSquares,
  transposed,
  type Matrix,
} from '../../kernel/matrix';
import type { Evaluator } from './evaluator';
import type { EntrySign } from './instance';
import { NeedsNumbers, stop } from './outcome';
import type { Trait } from './traits';

/**
 * A vector or matrix that has all of these properties, its open entries symbols or seeded numbers; any such matrix can come out, but of
 * orthogonal ones those without the eigenvalue −1, and these with a column turned round (Cayley's parametrization).
 */
export function specialArray(
  ev: Evaluator,
  node: SymbolNode,
  traits: readonly Trait[],
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Matrix {
  const has = (trait: Trait): boolean => traits.includes(trait);
  const base = node.subscripts.length > 0 ? `(${node.key})` : node.key;
  const free = (i: number, j: number, sign: EntrySign = 'any'): Quotient =>
    ev.instance.free(`${base}_{${i + 1}${j + 1}}`, sign, node.key, i, j);
  if (has('unit vector')) {
    if (columns !== 1) return stop(`$${node.key}$ is called a unit vector, but is a matrix`);
    return unitVector(ev, rows, (i) => free(i, 0));
  }
  if (traits.every((trait) => trait === 'invertible') && rows !== columns)
    return matrixOf(rows, columns, (i, j) => free(i, j));
  if (rows !== columns) return stop(`the shape of $${node.key}$ does not fit what is said of it`);
  const diagonal = has('diagonal') || (has('upper triangular') && has('lower triangular'));
  const positive = has('definite') ? 'positive' : has('semidefinite') ? 'nonnegative' : 'any';
  if (has('orthogonal')) {
    if (traits.length > 1) return stop(`several things are said of $${node.key}$ at once`);
    return orthogonalMatrix(ev, rows, free);
  }
  if (has('skew')) {
    if (has('symmetric') || positive !== 'any') return stop(`several things are said of $${node.key}$ at once`);
    return skewMatrix(ev, rows, free);
  }
  if (diagonal) return matrixOf(rows, rows, (i, j) => (i === j ? free(i, i, positive) : zeroQuotient));
  if (has('upper triangular') || has('lower triangular')) {
    if (has('symmetric') || positive !== 'any') return stop(`several things are said of $${node.key}$ at once`);
    const isUpper = has('upper triangular');
    return matrixOf(rows, rows, (i, j) => ((isUpper ? i <= j : j <= i) ? free(i, j) : zeroQuotient));
  }
  if (positive !== 'any') {
    const half = matrixOf(rows, rows, (i, j) => (i === j ? free(i, i, positive) : i < j ? free(i, j) : zeroQuotient));
    const square = multiplyMatrices(ev.algebra, transposed(half), half);
    if (!ev.world.shapes.takesRoots(node.key)) return square;
    // The square of a positive definite matrix is one, and has that matrix as its root.
    if (ev.instance.entries === 'symbols') throw new NeedsNumbers('roots of matrices are computed with in numbers');
    ev.instance.roots.set(node.key, square);
    return multiplyMatrices(ev.algebra, square, square);
  }
  const made = new Map<string, Quotient>();
  const shared = (i: number, j: number): Quotient => {
    const key = `${i} ${j}`;
    const value = made.get(key) ?? free(i, j);
    made.set(key, value);
    return value;
  };
  return has('symmetric')
    ? matrixOf(rows, rows, (i, j) => shared(Math.min(i, j), Math.max(i, j)))
    : matrixOf(rows, rows, (i, j) => free(i, j));
}

function skewMatrix(ev: Evaluator, size: number, free: (i: number, j: number) => Quotient): Matrix {
  const above = matrixOf(size, size, (i, j) => (i < j ? free(i, j) : zeroQuotient));
  return combineEntries(above, transposed(above), (x, y) => ev.algebra.subtract(x, y));
}

/** (I − S)(I + S)⁻¹ of a skew-symmetric S; for half of the numbers with its first column turned round. */
function orthogonalMatrix(
  ev: Evaluator,
  size: number,
  free: (i: number, j: number, sign?: EntrySign) => Quotient,
): Matrix {
  const { algebra, instance } = ev;
  if (instance.entries === 'symbols') throw new NeedsNumbers('orthogonal matrices are computed with in numbers');
  const skew = skewMatrix(ev, size, free);
  const one = identityMatrix(size);
  const below = combineEntries(one, skew, (x, y) => algebra.add(x, y));
  const above = combineEntries(one, skew, (x, y) => algebra.subtract(x, y));
  const turned = multiplyMatrices(algebra, above, inverseOf(algebra, below));
  const isRecorded = instance.entries === 'tape';
  const flips = (algebra.constantValue(free(0, 0, isRecorded ? 'positive' : 'any'))?.sign ?? 1) < 0;
  return matrixOf(size, size, (i, j) =>
    flips && j === 0 ? algebra.negate(entryOf(turned, i, j)) : entryOf(turned, i, j),
  );
}

/** (1 − |v|², 2v) / (1 + |v|²): the stereographic picture of v. */
function unitVector(ev: Evaluator, size: number, free: (i: number) => Quotient): Matrix {
  const { algebra } = ev;
  const v = matrixOf(size - 1, 1, (i) => free(i + 1));
  const square = sumOfSquares(algebra, v);
  const below = algebra.inverse(algebra.add(oneQuotient, square));
  const first = algebra.multiply(algebra.subtract(oneQuotient, square), below);
  const rest = algebra.multiply(algebra.integer(2), below);
  return matrixOf(size, 1, (i) => (i === 0 ? first : algebra.multiply(rest, entryOf(v, i - 1, 0))));
}
