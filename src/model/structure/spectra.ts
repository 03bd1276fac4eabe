import { printLatex } from '../../formula/print';
import type { SymbolNode } from '../../formula/tree';
import type { Quotient } from '../../kernel/canonical/atom';
import { zeroQuotient } from '../../kernel/canonical/field';
import {
  combineEntries,
  identityMatrix,
  inverseOf,
  matrixOf,
  multiplyMatrices,
  transposed,
  type Matrix,
} from '../../kernel/matrix';
import { Rational } from '../../kernel/rational';
import { singularValues } from '../../kernel/spectrum';
import type { Evaluator } from './evaluator';
import { placeOf } from './indexing';
import type { EntrySign } from './instance';
import { stop, TooLarge } from './outcome';
import { symmetricSpectrum } from './spectral';
import type { SpectrumSaid } from './spectrum-talk';
import type { Trait } from './traits';
import { scalar, type Value } from './value';

/** `\lambda_1`, `\sigma_i`, `\lambda_{\max}` where words say whose eigenvalues or singular values these are. */
export function spectrumEntry(ev: Evaluator, node: SymbolNode): Value | undefined {
  const { world, scope, instance } = ev;
  const said = world.spectra.of(node, scope);
  const [label] = node.subscripts;
  if (!said || !label || world.definition(node.key, scope)) return undefined;
  const value = ev.value(said.of);
  const known = said.of.kind === 'symbol' ? instance.spectra.get(said.of.key) : undefined;
  const falling = known && known.asked === said.asked ? known.values : computed(ev, said, value);
  const name = printLatex(label);
  const end = /max$/.test(name) ? falling[0] : /min$/.test(name) ? falling[falling.length - 1] : undefined;
  if (end) return scalar(end);
  const isLast = said.last !== undefined && printLatex(said.last) === name;
  const place = isLast ? falling.length : placeOf(ev, label, falling.length, value.rowName);
  const isOpen = said.order === 'open' && (isLast || !ev.bound.has(name)) && falling.length > 1;
  const options = [{ says: `$${node.letter}_1$ is the greatest` }, { says: `$${node.letter}_1$ is the least` }];
  const rises = said.order === 'rising' || (isOpen && ev.chooser.choose(`order of ${said.stem}`, options) === 1);
  const found = falling[rises ? falling.length - place : place - 1];
  return found ? scalar(found) : stop(`there is no value with the number ${place} here`);
}

/** How many values a letter counts that stands below the last of them: the r of `\sigma_r`. */
export function spectrumCount(ev: Evaluator, node: SymbolNode): Value | undefined {
  const { world, scope, algebra } = ev;
  const said = world.spectra.countedBy(node.key, scope);
  if (!said || world.isSide(node.key, scope) || world.definition(node.key, scope)) return undefined;
  const value = ev.value(said.of);
  return scalar(algebra.integer(Math.min(value.rows, value.columns)));
}

function computed(ev: Evaluator, { asked }: SpectrumSaid, value: Value): readonly Quotient[] {
  if (value.identity) return stop('the size of the identity matrix was not said');
  if (asked === 'eigenvalue') return symmetricSpectrum(ev, value);
  const found = singularValues(ev.algebra, value);
  if (!found) throw new TooLarge('singular values are computed where one side is short');
  return found;
}

/**
 * A matrix of open entries whose eigenvalues or singular values are known with it: QΛQᵀ, PTP⁻¹ with a triangular T, or UΣVᵀ. Undefined where the words say
 * nothing of them, or more than such a matrix is made to have.
 */
export function arrayWithSpectrum(
  ev: Evaluator,
  node: SymbolNode,
  traits: readonly Trait[],
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Matrix | undefined {
  const { world, scope, instance, algebra } = ev;
  const said = world.spectra.ofMatrix(node.key, scope);
  if (!said || traits.some((trait) => !plainTraits.has(trait))) return undefined;
  if (said.asked === 'eigenvalue' ? rows !== columns : traits.length > 0) return undefined;
  // Whoever speaks of real eigenvalues mostly means a symmetric matrix: what is wrong must be wrong for both.
  const options = [{ says: '' }, { says: `$${node.key}$ is symmetric` }];
  const isSymmetric =
    traits.length > 0 || (said.asked === 'eigenvalue' && ev.chooser.choose(`symmetry of ${node.key}`, options) === 1);
  const sign = traits.includes('definite') ? 'positive' : traits.includes('semidefinite') ? 'nonnegative' : said.sign;
  const count = Math.min(rows, columns);
  const own: EntrySign = said.asked === 'singular value' && sign === 'any' ? 'nonnegative' : sign;
  const values: Quotient[] = [];
  for (let k = count - 1; k >= 0; k--) {
    const [below] = values;
    const name = `${said.stem} ${k + 1} of ${node.key}`;
    const step = instance.free(name, below ? 'nonnegative' : own, node.key, k, k);
    values.unshift(below ? algebra.add(below, step) : step);
  }
  instance.spectra.set(node.key, { asked: said.asked, values });
  const diagonal = matrixOf(rows, columns, (i, j) => (i === j ? (values[i] ?? zeroQuotient) : zeroQuotient));
  const product = (...factors: readonly Matrix[]): Matrix =>
    factors.reduce((left, right) => multiplyMatrices(algebra, left, right));
  if (said.asked === 'singular value') return product(turned(ev, rows), diagonal, transposed(turned(ev, columns)));
  if (isSymmetric) {
    const q = turned(ev, rows);
    return product(q, diagonal, transposed(q));
  }
  const triangle = matrixOf(rows, rows, (i, j) =>
    i < j
      ? instance.free(`${node.key} above ${i + 1} ${j + 1}`, 'any', node.key, i, j)
      : (diagonal.entries[i * rows + j] ?? zeroQuotient),
  );
  const basis = matrixOf(rows, rows, (i, j) => algebra.integer(1 + Math.min(i, j)));
  return product(basis, triangle, inverseOf(algebra, basis));
}

const plainTraits: ReadonlySet<Trait> = new Set(['symmetric', 'definite', 'semidefinite']);
const slopes: readonly Rational[] = [Rational.half, Rational.half.negated(), Rational.of(1, 3), Rational.two];

/** An orthogonal matrix of fractions: (I − S)(I + S)⁻¹ of a skew-symmetric S. */
function turned(ev: Evaluator, size: number): Matrix {
  const { algebra, instance } = ev;
  const above = matrixOf(size, size, (i, j) =>
    i < j ? algebra.constant(slopes[instance.pick(slopes.length)] ?? Rational.half) : zeroQuotient,
  );
  const skew = combineEntries(above, transposed(above), (x, y) => algebra.subtract(x, y));
  const one = identityMatrix(size);
  const minus = combineEntries(one, skew, (x, y) => algebra.subtract(x, y));
  const plus = combineEntries(one, skew, (x, y) => algebra.add(x, y));
  return multiplyMatrices(algebra, minus, inverseOf(algebra, plus));
}
