import { add, call, divide, integer, multiply, pi, rational, squareRoot } from './build';
import type { Algebra } from './canonical/algebra';
import type { AtomSign, Quotient } from './canonical/atom';
import { raise } from './canonical/powers';
import { signOf } from './canonical/sign';
import { toTerm } from './canonical/write';
import { determinantOf, entryOf, multiplyMatrices, sumOfSquares, traceOf, transposed, type Matrix } from './matrix';
import { Rational } from './rational';
import { Tape } from './tape';

/** Singular values or eigenvalues, the greatest first. */
export type Spectrum = readonly Quotient[];

/** The side of the smaller Gram matrix up to which singular values are computed. */
export const widestSpectrum = 3;

/** `rows` and `columns` swapped where that makes the Gram matrix smaller. */
function gramOf(algebra: Algebra, matrix: Matrix): Matrix {
  const other = transposed(matrix);
  return matrix.rows <= matrix.columns
    ? multiplyMatrices(algebra, matrix, other)
    : multiplyMatrices(algebra, other, matrix);
}

function root(algebra: Algebra, value: Quotient): Quotient {
  return raise(algebra, value, algebra.constant(Rational.half));
}

/** The singular values of a matrix; undefined where its smaller side is longer than `widestSpectrum`, or 3 with entries that are no numbers. */
export function singularValues(algebra: Algebra, matrix: Matrix): Spectrum | undefined {
  if (matrix.rows === 1 || matrix.columns === 1) return [root(algebra, sumOfSquares(algebra, matrix))];
  return eigenvalues(algebra, gramOf(algebra, matrix), 'nonnegative')?.map((value) => root(algebra, value));
}

/**
 * σ₁ + σ₂ + … of a matrix. Of two it is the root of t + 2√d for the trace t and the determinant d of the Gram matrix, which needs no single
 * singular value.
 */
export function sumOfSingularValues(algebra: Algebra, matrix: Matrix): Quotient | undefined {
  if (Math.min(matrix.rows, matrix.columns) === 2) {
    const { trace, minors } = invariants(algebra, gramOf(algebra, matrix));
    return root(algebra, algebra.add(trace, algebra.scale(root(algebra, minors), Rational.two)));
  }
  return singularValues(algebra, matrix)?.reduce((sum, value) => algebra.add(sum, value));
}

/**
 * The eigenvalues of a symmetric matrix with at most `widestSpectrum` rows, of three rows only where its entries are numbers. `sign` is what is
 * known of all of them.
 */
export function eigenvalues(algebra: Algebra, matrix: Matrix, sign: AtomSign = 'real'): Spectrum | undefined {
  if (algebra instanceof Tape && matrix.rows > 1) return algebra.spectrum(matrix, sign);
  switch (matrix.rows) {
    case 1:
      return [entryOf(matrix, 0, 0)];
    case 2: {
      const { trace, minors } = invariants(algebra, matrix);
      return quadratic(algebra, trace, minors);
    }
    case 3:
      return matrix.entries.every((entry) => algebra.constantValue(entry)) ? cubic(algebra, matrix, sign) : undefined;
    default:
      return undefined;
  }
}

interface Invariants {
  readonly trace: Quotient;
  /** The sum of the principal minors with two rows: of two rows the determinant. */
  readonly minors: Quotient;
}

function invariants(algebra: Algebra, matrix: Matrix): Invariants {
  const trace = traceOf(algebra, matrix);
  if (matrix.rows === 2) return { trace, minors: determinantOf(algebra, matrix) };
  const square = multiplyMatrices(algebra, matrix, matrix);
  const minors = algebra.scale(algebra.subtract(algebra.power(trace, 2), traceOf(algebra, square)), Rational.half);
  return { trace, minors };
}

/** The roots of λ² − tλ + m, the greater first. */
function quadratic(algebra: Algebra, trace: Quotient, minors: Quotient): Spectrum {
  const spread = root(algebra, algebra.subtract(algebra.power(trace, 2), algebra.scale(minors, Rational.of(4))));
  return [algebra.add(trace, spread), algebra.subtract(trace, spread)].map((x) => algebra.scale(x, Rational.half));
}

/**
 * The eigenvalues of a symmetric 3 × 3 matrix A of numbers by the trigonometric form of Cardano's formula: with q = tr A / 3, S = A − qI,
 * p² = tr S² / 6 and h = det S / 2 they are q + 2p cos((arccos(h/p³) + 2πk)/3) for k = 0, −1, 1. They are atoms: nothing is to be simplified in them.
 */
function cubic(algebra: Algebra, matrix: Matrix, sign: AtomSign): Spectrum {
  const { trace, minors } = invariants(algebra, matrix);
  // A zero eigenvalue is told exactly: its square root would have no sign.
  if (determinantOf(algebra, matrix).numerator.size === 0) return withZero(algebra, quadratic(algebra, trace, minors));
  const middle = algebra.scale(trace, Rational.of(1, 3));
  const shifted: Matrix = {
    ...matrix,
    entries: matrix.entries.map((entry, k) => (k % 4 === 0 ? algebra.subtract(entry, middle) : entry)),
  };
  const square = algebra.scale(sumOfSquares(algebra, shifted), Rational.of(1, 6));
  if (square.numerator.size === 0) return [middle, middle, middle];
  const half = algebra.scale(determinantOf(algebra, shifted), Rational.half);
  // Two eigenvalues agree: the angle is 0 or π/3, which no enclosure at the end of arccos could tell.
  if (algebra.subtract(algebra.power(square, 3), algebra.power(half, 2)).numerator.size === 0) {
    const size = root(algebra, square);
    const times = signOf(algebra, half) === 'positive' ? [2, -1, -1] : [1, 1, -2];
    return times.map((k) => algebra.add(middle, algebra.multiply(size, algebra.integer(k))));
  }
  const [q, p2, h] = [middle, square, half].map((value) => toTerm(algebra, value));
  if (!q || !p2 || !h) return [];
  const p = squareRoot(p2);
  const angle = divide(call('arccos', [divide(h, multiply([p2, p]))]), rational(3));
  return [0, -2, 2].map((k) => {
    const at = k === 0 ? angle : add([angle, multiply([rational(k, 3), pi])]);
    const term = add([q, multiply([integer(2), p, call('cos', [at])])]);
    const key = `eigenvalue ${k} ${matrix.entries.map((entry) => algebra.key(entry)).join(' ')}`;
    return algebra.fromAtom(algebra.intern(key, () => ({ term, sign, integer: false, form: { kind: 'other' } })));
  });
}

/** Zero beside two others, in order. */
function withZero(algebra: Algebra, [greater, lesser]: Spectrum): Spectrum {
  const zero = algebra.integer(0);
  if (!greater || !lesser) return [zero];
  if (signOf(algebra, greater) === 'negative') return [zero, greater, lesser];
  return signOf(algebra, lesser) === 'negative' ? [greater, zero, lesser] : [greater, lesser, zero];
}

/** The rank of a matrix of numbers; undefined where an entry is none. */
export function rankOf(algebra: Algebra, matrix: Matrix): number | undefined {
  const rows: Rational[][] = [];
  for (let i = 0; i < matrix.rows; i++) {
    const row: Rational[] = [];
    for (let j = 0; j < matrix.columns; j++) {
      const value = algebra.constantValue(entryOf(matrix, i, j));
      if (!value) return undefined;
      row.push(value);
    }
    rows.push(row);
  }
  let rank = 0;
  for (let j = 0; j < matrix.columns && rank < rows.length; j++) {
    const k = rows.findIndex((row, i) => i >= rank && row[j]?.isZero === false);
    const pivot = rows[k];
    const divisor = pivot?.[j];
    const top = rows[rank];
    if (!pivot || !divisor || !top) continue;
    rows[k] = top;
    rows[rank] = pivot;
    for (const row of rows.slice(rank + 1)) {
      const factor = row[j]?.dividedBy(divisor);
      if (!factor || factor.isZero) continue;
      algebra.fuel.spend(row.length);
      for (const [column, entry] of pivot.entries())
        row[column] = (row[column] ?? Rational.zero).minus(entry.times(factor));
    }
    rank++;
  }
  return rank;
}
