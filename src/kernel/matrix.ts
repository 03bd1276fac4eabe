import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { oneQuotient, zeroQuotient } from './canonical/field';

/** A matrix over one algebra, row by row. A column vector has one column, a number one entry. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows · columns` of them. */
  readonly entries: readonly Quotient[];
}

export function matrixOf(rows: number, columns: number, entry: (row: number, column: number) => Quotient): Matrix {
  const entries: Quotient[] = [];
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) entries.push(entry(i, j));
  return { rows, columns, entries };
}

export function numberMatrix(value: Quotient): Matrix {
  return { rows: 1, columns: 1, entries: [value] };
}

export function identityMatrix(size: number): Matrix {
  return matrixOf(size, size, (i, j) => (i === j ? oneQuotient : zeroQuotient));
}

/** The entry in row `i` and column `j`, both from 0; zero outside. */
export function entryOf(matrix: Matrix, i: number, j: number): Quotient {
  return matrix.entries[i * matrix.columns + j] ?? zeroQuotient;
}

export function isNumber(matrix: Matrix): boolean {
  return matrix.rows === 1 && matrix.columns === 1;
}

/** Applies a function to every entry. */
export function mapEntries(matrix: Matrix, change: (entry: Quotient) => Quotient): Matrix {
  return { rows: matrix.rows, columns: matrix.columns, entries: matrix.entries.map(change) };
}

export function transposed(matrix: Matrix): Matrix {
  return matrixOf(matrix.columns, matrix.rows, (i, j) => entryOf(matrix, j, i));
}

/** Of matrices of one shape. */
export function combineEntries(a: Matrix, b: Matrix, both: (x: Quotient, y: Quotient) => Quotient): Matrix {
  return matrixOf(a.rows, a.columns, (i, j) => both(entryOf(a, i, j), entryOf(b, i, j)));
}

/** `a` must have as many columns as `b` has rows. */
export function multiplyMatrices(algebra: Algebra, a: Matrix, b: Matrix): Matrix {
  algebra.fuel.spend(a.rows * a.columns * b.columns);
  return matrixOf(a.rows, b.columns, (i, j) => {
    let sum: Quotient = zeroQuotient;
    for (let k = 0; k < a.columns; k++) sum = algebra.add(sum, algebra.multiply(entryOf(a, i, k), entryOf(b, k, j)));
    return sum;
  });
}

export function sumOfSquares(algebra: Algebra, matrix: Matrix): Quotient {
  return matrix.entries.reduce((sum, entry) => algebra.add(sum, algebra.multiply(entry, entry)), zeroQuotient);
}

/** The sum of the products of entries in the same place. */
export function innerProduct(algebra: Algebra, a: Matrix, b: Matrix): Quotient {
  return a.entries.reduce(
    (sum, entry, k) => algebra.add(sum, algebra.multiply(entry, b.entries[k] ?? zeroQuotient)),
    zeroQuotient,
  );
}

/** Of a square matrix. */
export function traceOf(algebra: Algebra, matrix: Matrix): Quotient {
  let sum: Quotient = zeroQuotient;
  for (let i = 0; i < matrix.rows; i++) sum = algebra.add(sum, entryOf(matrix, i, i));
  return sum;
}

/** Of a square matrix, along its first row: for the small sizes that are computed with here. */
export function determinantOf(algebra: Algebra, matrix: Matrix): Quotient {
  if (matrix.rows === 0) return oneQuotient;
  if (matrix.rows === 1) return entryOf(matrix, 0, 0);
  algebra.fuel.spend(2 ** matrix.rows);
  let sum: Quotient = zeroQuotient;
  for (let j = 0; j < matrix.columns; j++) {
    const entry = entryOf(matrix, 0, j);
    if (entry.numerator.size === 0) continue;
    const part = algebra.multiply(entry, determinantOf(algebra, without(matrix, 0, j)));
    sum = j % 2 === 0 ? algebra.add(sum, part) : algebra.subtract(sum, part);
  }
  return sum;
}

/** Of a square matrix, by its adjugate; a determinant of zero makes the algebra throw `NoValue`. */
export function inverseOf(algebra: Algebra, matrix: Matrix): Matrix {
  const inverse = algebra.inverse(determinantOf(algebra, matrix));
  return matrixOf(matrix.rows, matrix.columns, (i, j) => {
    const cofactor = determinantOf(algebra, without(matrix, j, i));
    const signed = (i + j) % 2 === 0 ? cofactor : algebra.negate(cofactor);
    return algebra.multiply(inverse, signed);
  });
}

function without(matrix: Matrix, row: number, column: number): Matrix {
  return matrixOf(matrix.rows - 1, matrix.columns - 1, (i, j) =>
    entryOf(matrix, i < row ? i : i + 1, j < column ? j : j + 1),
  );
}
