import type { Norm } from '../../formula/tree';
import type { Quotient } from '../../kernel/canonical/atom';
import { raise } from '../../kernel/canonical/powers';
import { determinantOf, multiplyMatrices, sumOfSquares, traceOf, transposed } from '../../kernel/matrix';
import { Rational } from '../../kernel/rational';
import type { Evaluator } from './evaluator';
import { normName, type NormMeaning } from './known';
import { stop, TooLarge } from './outcome';
import { absoluteValue } from './signs';
import { isScalar, scalar, type Value } from './value';

/** The norm of a vector or matrix. What an unusual subscript means is looked up; where it stays open all readings are kept. */
export function normOf(ev: Evaluator, node: Norm): Value {
  const { world, scope } = ev;
  const name = node.subscript ? normName(node.subscript) : '';
  const rule = name === '' ? undefined : world.ruleOf(`norm ${name}`, scope);
  if (rule) return ev.applied(`norm ${name}`, rule, [node.operand]);
  const value = ev.value(node.operand);
  if (value.identity) return stop('the size of the identity matrix was not said');
  return scalar(measured(ev, value, meaningOf(ev, name, value)));
}

export function meaningOf(ev: Evaluator, name: string, value: Value): NormMeaning {
  const said = ev.world.normMeaning(name, ev.scope);
  if (said) return said;
  const matrix = value.rows > 1 && value.columns > 1;
  const choose = (...meanings: readonly NormMeaning[]): NormMeaning => {
    const options = meanings.map((m) => ({
      says: `$\\|\\cdot\\|${name === '' ? '' : `_{${name}}`}$ is the ${words[m]} norm`,
    }));
    return meanings[ev.chooser.choose(`norm ${name}`, options)] ?? 'euclidean';
  };
  switch (name) {
    case '':
      return matrix ? choose('spectral', 'frobenius') : 'euclidean';
    case '2':
      // Who writes the Frobenius norm with its F means another one by the 2.
      if (matrix && ev.world.namesFrobenius) return 'spectral';
      return matrix ? choose('spectral', 'frobenius') : 'euclidean';
    case 'F':
      return 'frobenius';
    case '*':
      return matrix ? choose('spectral', 'nuclear') : choose('spectral');
    case 'op':
    case 'spec':
      return 'spectral';
    case 'RMS':
    case 'rms':
      return matrix ? stop('the RMS norm is one of vectors') : 'rms';
    case 'RMS->RMS':
      return 'induced-rms';
    case '1':
      return matrix ? stop('it was not said which norm of matrices $\\|\\cdot\\|_1$ is') : 'one';
    case '\\infty':
    case 'max':
      return 'maximum';
    default:
      return stop(`the norm with the subscript “${name}” is not known`);
  }
}

const words: Readonly<Record<NormMeaning, string>> = {
  euclidean: 'Euclidean',
  frobenius: 'Frobenius',
  spectral: 'spectral',
  nuclear: 'nuclear',
  maximum: 'maximum',
  rms: 'root mean square',
  'induced-rms': 'RMS to RMS operator',
  one: 'sum',
};

function measured(ev: Evaluator, value: Value, meaning: NormMeaning): Quotient {
  const { algebra } = ev;
  const root = (x: Quotient): Quotient => raise(algebra, x, algebra.constant(Rational.half));
  const ratio = (above: number, below: number): Quotient => root(algebra.constant(Rational.of(above, below)));
  switch (meaning) {
    case 'euclidean':
    case 'frobenius':
      if (isScalar(value)) return absoluteValue(algebra, value.entries[0] ?? algebra.integer(0));
      return root(sumOfSquares(algebra, value));
    case 'rms':
      return root(algebra.scale(sumOfSquares(algebra, value), Rational.of(1, value.entries.length)));
    case 'one':
      return value.entries.reduce((sum, x) => algebra.add(sum, absoluteValue(algebra, x)), algebra.integer(0));
    case 'maximum':
      return stop('maxima of entries are not computed yet');
    case 'spectral':
      return singular(ev, value).greatest;
    case 'nuclear':
      return singular(ev, value).sum;
    case 'induced-rms':
      return algebra.multiply(ratio(value.columns, value.rows), singular(ev, value).greatest);
  }
}

/**
 * The greatest singular value and the sum of all, where one side is at most 2: the squares are the roots of λ² − tλ + d for the trace t and the
 * determinant d of the smaller Gram matrix; σ₁ + σ₂ is the root of t + 2√d.
 */
function singular(ev: Evaluator, value: Value): { readonly greatest: Quotient; readonly sum: Quotient } {
  const { algebra } = ev;
  const root = (x: Quotient): Quotient => raise(algebra, x, algebra.constant(Rational.half));
  if (value.rows === 1 || value.columns === 1) {
    const length = root(sumOfSquares(algebra, value));
    return { greatest: length, sum: length };
  }
  const other = transposed(value);
  const gram =
    value.rows <= value.columns ? multiplyMatrices(algebra, value, other) : multiplyMatrices(algebra, other, value);
  if (gram.rows > 2) throw new TooLarge('singular values are computed where one side is at most 2');
  const trace = traceOf(algebra, gram);
  const determinant = determinantOf(algebra, gram);
  const spread = root(algebra.subtract(algebra.power(trace, 2), algebra.scale(determinant, Rational.of(4))));
  const greatest = root(algebra.scale(algebra.add(trace, spread), Rational.half));
  return { greatest, sum: root(algebra.add(trace, algebra.scale(root(determinant), Rational.two))) };
}
