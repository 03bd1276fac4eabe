import type { Algebra } from '../../kernel/canonical/algebra';
import type { Quotient } from '../../kernel/canonical/atom';
import {
  combineEntries,
  entryOf,
  identityMatrix,
  innerProduct,
  isNumber,
  mapEntries,
  multiplyMatrices,
  numberMatrix,
  transposed,
  type Matrix,
} from '../../kernel/matrix';
import { attempt, Mismatch, stop } from './outcome';

/** What a formula is worth in one instance: a matrix whose sides know what their lengths are called. */
export interface Value extends Matrix {
  /** The dimension as the student writes it: `d_1`; undefined where it has no name. */
  readonly rowName: string | undefined;
  readonly columnName: string | undefined;
  /** A multiple of the identity matrix of whatever size is needed; the matrix holds the factor. */
  readonly identity: boolean;
}

export function valueOf(matrix: Matrix, rowName?: string, columnName?: string): Value {
  return { ...matrix, rowName, columnName, identity: false };
}

export function scalar(value: Quotient): Value {
  return valueOf(numberMatrix(value));
}

export function isScalar(value: Value): boolean {
  return isNumber(value) && !value.identity;
}

/** The number that a 1 × 1 value is. */
export function numberOf(value: Value, what: string): Quotient {
  const [only] = value.entries;
  if (!isScalar(value) || only === undefined) return stop(`${what} must be a number, and this is ${shapeWords(value)}`);
  return only;
}

/** `$d_2 \times d_1$`, "a vector with $d_1$ entries", for messages. */
export function shapeWords(value: Value): string {
  if (value.identity) return 'an identity matrix';
  if (isNumber(value)) return 'a number';
  const row = value.rowName ?? String(value.rows);
  const column = value.columnName ?? String(value.columns);
  if (value.columns === 1) return `a column with $${row}$ entries`;
  if (value.rows === 1) return `a row with $${column}$ entries`;
  return `a matrix of shape $${row} \\times ${column}$`;
}

export function mapValue(value: Value, change: (entry: Quotient) => Quotient): Value {
  return { ...value, ...mapEntries(value, change) };
}

export function scaled(algebra: Algebra, value: Value, factor: Quotient): Value {
  return mapValue(value, (entry) => algebra.multiply(factor, entry));
}

export function transposeOf(value: Value): Value {
  return { ...valueOf(transposed(value), value.columnName, value.rowName), identity: value.identity };
}

function expanded(value: Value, size: number, name: string | undefined, algebra: Algebra): Value {
  const [factor] = value.entries;
  const unit = valueOf(identityMatrix(size), name, name);
  return factor === undefined ? unit : scaled(algebra, unit, factor);
}

/** Brings an identity of open size to the shape of the other side. */
export function alike(algebra: Algebra, a: Value, b: Value): readonly [Value, Value] {
  if (a.identity && !b.identity && b.rows === b.columns) return [expanded(a, b.rows, b.rowName, algebra), b];
  if (b.identity && !a.identity && a.rows === a.columns) return [a, expanded(b, a.rows, a.rowName, algebra)];
  return [a, b];
}

export function sameShape(a: Value, b: Value): boolean {
  return a.rows === b.rows && a.columns === b.columns && a.identity === b.identity;
}

function isZeroNumber(value: Value): boolean {
  return isScalar(value) && value.entries[0]?.numerator.size === 0;
}

export function addValues(algebra: Algebra, left: Value, right: Value): Value {
  if (isZeroNumber(left)) return right;
  if (isZeroNumber(right)) return left;
  const [a, b] = alike(algebra, left, right);
  if (sameShape(a, b))
    return {
      ...a,
      rowName: a.rowName ?? b.rowName,
      columnName: a.columnName ?? b.columnName,
      ...combineEntries(a, b, (x, y) => algebra.add(x, y)),
    };
  if (isNumber(a) || isNumber(b)) return stop(`a number and ${shapeWords(isNumber(a) ? b : a)} are added here`);
  throw new Mismatch(`The sum does not fit: one part is ${shapeWords(a)}, the other ${shapeWords(b)}.`);
}

/** `dot`: a dot was written, so that two columns may be multiplied entry by entry and summed. */
export function multiplyValues(algebra: Algebra, a: Value, b: Value, dot: boolean): Value {
  const [x] = a.entries;
  const [y] = b.entries;
  // A row times a column is a number also where both have one entry.
  if (isScalar(a) && isScalar(b) && a.columnName !== undefined && a.columnName === b.rowName && x && y)
    return { ...scaled(algebra, b, x), rowName: a.rowName, columnName: b.columnName };
  // Of a side of length 1 the name is kept: `g x^T` has a second index also where x has one entry only.
  if (isScalar(a) && x !== undefined)
    return { ...scaled(algebra, b, x), rowName: b.rowName ?? (b.rows === 1 ? a.rowName : undefined) };
  if (isScalar(b) && y !== undefined)
    return { ...scaled(algebra, a, y), columnName: a.columnName ?? (a.columns === 1 ? b.columnName : undefined) };
  if (a.identity && x !== undefined) return scaled(algebra, b, x);
  if (b.identity && y !== undefined) return scaled(algebra, a, y);
  if (a.columns === b.rows) return valueOf(multiplyMatrices(algebra, a, b), a.rowName, b.columnName);
  if (a.columns === 1 && b.columns === 1 && a.rows === b.rows) {
    if (dot) return scalar(innerProduct(algebra, a, b));
    return stop('two columns stand side by side; it is not clear which product is meant');
  }
  throw new Mismatch(`The product does not fit: ${shapeWords(a)} stands before ${shapeWords(b)}.`);
}

/** Of columns with three entries. */
export function crossProduct(algebra: Algebra, a: Value, b: Value): Value {
  if (a.rows !== 3 || b.rows !== 3 || a.columns !== 1 || b.columns !== 1)
    return stop('“×” stands between things that are no vectors in space');
  const part = (i: number, j: number): Quotient =>
    algebra.subtract(
      algebra.multiply(entryOf(a, i, 0), entryOf(b, j, 0)),
      algebra.multiply(entryOf(a, j, 0), entryOf(b, i, 0)),
    );
  const entries = [part(1, 2), part(2, 0), part(0, 1)];
  return { ...a, entries };
}

/**
 * The product of several values. Where multiplying from the left does not fit, the factors are grouped in whatever way fits: in `A x^T y B`
 * the number in the middle may be taken first.
 */
export function productOf(
  algebra: Algebra,
  factors: readonly { readonly value: Value; readonly dot: boolean }[],
): Value {
  const [first, ...rest] = factors;
  if (!first) return stop('an empty product');
  try {
    return rest.reduce((product, factor) => multiplyValues(algebra, product, factor.value, factor.dot), first.value);
  } catch (error) {
    if (!(error instanceof Mismatch) || factors.length > 8) throw error;
    const grouped = grouping(algebra, factors);
    if (grouped) return grouped;
    throw error;
  }
}

function grouping(
  algebra: Algebra,
  factors: readonly { readonly value: Value; readonly dot: boolean }[],
): Value | undefined {
  const table: (Value | undefined)[][] = factors.map((factor, i) =>
    factors.map((_, j) => (i === j ? factor.value : undefined)),
  );
  for (let length = 1; length < factors.length; length++)
    for (let i = 0; i + length < factors.length; i++) {
      const row = table[i];
      for (let k = i; row && k < i + length && row[i + length] === undefined; k++) {
        const [a, b, next] = [row[k], table[k + 1]?.[i + length], factors[k + 1]];
        if (a && b && next) row[i + length] = attempt(() => multiplyValues(algebra, a, b, next.dot));
      }
    }
  return table[0]?.[factors.length - 1];
}
