/** Sweeps over all pairs of rows; each squares the size of what is left off the diagonal. */
const mostSweeps = 12;

/**
 * The eigenvalues of a symmetric matrix in doubles, the greatest first, by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5). `nonnegative`:
 * none lies below zero, whatever rounding says. For sorting out, never for deciding.
 */
export function symmetricEigenvalues(
  size: number,
  nonnegative: boolean,
): (entries: Float64Array, found: Float64Array) => void {
  const a = new Float64Array(size * size);
  const at = (i: number, j: number): number => a[i * size + j] ?? NaN;
  const rotate = (p: number, q: number): void => {
    const angle = (at(q, q) - at(p, p)) / (2 * at(p, q));
    const t = (angle >= 0 ? 1 : -1) / (Math.abs(angle) + Math.sqrt(angle * angle + 1));
    const c = 1 / Math.sqrt(t * t + 1);
    const s = t * c;
    for (let k = 0; k < size; k++) {
      const [x, y] = [at(k, p), at(k, q)];
      a[k * size + p] = c * x - s * y;
      a[k * size + q] = s * x + c * y;
    }
    for (let k = 0; k < size; k++) {
      const [x, y] = [at(p, k), at(q, k)];
      a[p * size + k] = c * x - s * y;
      a[q * size + k] = s * x + c * y;
    }
  };
  return (entries, found) => {
    a.set(entries);
    for (let sweep = 0; sweep < mostSweeps; sweep++) {
      let off = 0;
      let all = 0;
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) {
          const square = at(i, j) ** 2;
          all += square;
          if (i !== j) off += square;
        }
      if (!(off > all * 1e-32)) break;
      for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) if (at(p, q) !== 0) rotate(p, q);
    }
    const values = Array.from({ length: size }, (_, k) => (nonnegative ? Math.max(0, at(k, k)) : at(k, k)));
    found.set(values.sort((x, y) => y - x));
  };
}
