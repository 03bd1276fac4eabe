import type { Node, Norm } from '../../formula/tree';
import type { Quotient } from '../../kernel/canonical/atom';
import { inducedNorm, vectorNorm, type Exponent, type VectorNorm } from '../../kernel/norm';
import { Rational } from '../../kernel/rational';
import { sumOfSingularValues, widestSpectrum } from '../../kernel/spectrum';
import type { Evaluator } from './evaluator';
import { exponentOf, isFreeExponent } from './exponents';
import { normName, type NormMeaning } from './known';
import { NeedsNumbers, stop, TooLarge } from './outcome';
import { absoluteValue } from './signs';
import { isScalar, scalar, type Value } from './value';

/** What a norm is, with words for the student. `entries`: of a matrix it is taken as of one long vector. */
export type NormKind = { readonly says: string } & (
  | { readonly kind: 'entries'; readonly norm: VectorNorm }
  | { readonly kind: 'induced'; readonly from: VectorNorm; readonly to: VectorNorm }
  | { readonly kind: 'nuclear' }
  /** The number of entries that are not zero. */
  | { readonly kind: 'count' }
);

const power = (exponent: Exponent): VectorNorm => ({ exponent, mean: false });
const two = power(Rational.two);
const rms: VectorNorm = { exponent: Rational.two, mean: true };

export const euclidean: NormKind = { kind: 'entries', norm: two, says: 'the Euclidean norm' };
const frobenius: NormKind = { kind: 'entries', norm: two, says: 'the Frobenius norm' };
const spectral: NormKind = { kind: 'induced', from: two, to: two, says: 'the spectral norm' };
const nuclear: NormKind = { kind: 'nuclear', says: 'the nuclear norm' };
const maximum: NormKind = { kind: 'entries', norm: power('infinity'), says: 'the maximum norm, entry by entry' };
const columnSums: NormKind = {
  kind: 'induced',
  from: power(Rational.one),
  to: power(Rational.one),
  says: 'the greatest column sum (the operator norm)',
};
const rowSums: NormKind = {
  kind: 'induced',
  from: power('infinity'),
  to: power('infinity'),
  says: 'the greatest row sum (the operator norm)',
};
const sum: NormKind = { kind: 'entries', norm: power(Rational.one), says: 'the sum norm, entry by entry' };
export const meanSquare: NormKind = { kind: 'entries', norm: rms, says: 'the root mean square norm' };
export const rmsToRms: NormKind = { kind: 'induced', from: rms, to: rms, says: 'the RMS to RMS operator norm' };

/** What words call a norm. */
function kindOf(meaning: NormMeaning): NormKind {
  switch (meaning) {
    case 'euclidean':
      return euclidean;
    case 'frobenius':
      return frobenius;
    case 'spectral':
      return spectral;
    case 'nuclear':
      return nuclear;
    case 'maximum':
      return maximum;
    case 'sum':
      return sum;
    case 'column sums':
      return columnSums;
    case 'row sums':
      return rowSums;
    case 'rms':
      return meanSquare;
  }
}

/** The norm of a vector or matrix. What an unusual subscript means is looked up; where it stays open all readings are kept. */
export function normOf(ev: Evaluator, node: Norm): Value {
  const { world, scope } = ev;
  const name = node.subscript ? normName(node.subscript) : '';
  const rule = name === '' ? undefined : world.ruleOf(`norm ${name}`, scope);
  if (rule) return ev.applied(`norm ${name}`, rule, [node.operand]);
  const value = ev.value(node.operand);
  if (value.identity) return stop('the size of the identity matrix was not said');
  return scalar(measured(ev, value, meant(ev, node.subscript, value)));
}

/** What the norm with that subscript is of such a value. */
export function meant(ev: Evaluator, subscript: Node | undefined, value: Value): NormKind {
  const name = subscript ? normName(subscript) : '';
  const isMatrix = hasTwoSides(value);
  const said = ev.world.norms.meaningOf(name, ev.scope);
  // The Euclidean norm is one of vectors: of matrices nothing is said.
  if (said && !(isMatrix && said === 'euclidean')) return kindOf(said);
  const choose = (...kinds: readonly NormKind[]): NormKind => {
    const options = kinds.map(({ says }) => ({
      says: `$\\|\\cdot\\|${name === '' ? '' : `_{${name}}`}$ is ${says}`,
    }));
    return kinds[ev.chooser.choose(`norm ${name}`, options)] ?? euclidean;
  };
  switch (name) {
    case '':
      return isMatrix ? choose(spectral, frobenius) : euclidean;
    case '2':
      // Who writes the Frobenius norm with its F means another one by the 2.
      if (isMatrix && ev.world.norms.namesFrobenius) return spectral;
      return isMatrix ? choose(spectral, frobenius) : euclidean;
    case 'F':
    case 'Fro':
    case 'fro':
    case 'HS':
      return frobenius;
    case '*':
      return isMatrix ? choose(spectral, nuclear) : choose(spectral);
    case 'tr':
    case 'nuc':
      return nuclear;
    case 'op':
    case 'spec':
      return spectral;
    case 'max':
      return maximum;
    case '0':
      return { kind: 'count', says: 'the number of entries that are not zero' };
    case 'RMS':
    case 'rms':
      return isMatrix ? choose(meanSquare, rmsToRms) : meanSquare;
    default: {
      const induced = subscript && inducedIn(ev, subscript);
      if (induced) return induced;
      const exponent = subscript ? exponentIn(ev, subscript) : undefined;
      if (exponent === undefined) return stop(`the norm with the subscript “${name}” is not known`);
      return isMatrix ? choose(...ofMatrices(exponent)) : { kind: 'entries', norm: power(exponent), says: '' };
    }
  }
}

/** Whether it is a matrix, also where one of its sides happens to have length 1 in this instance. */
function hasTwoSides({ rows, columns, rowName, columnName }: Value): boolean {
  if (rows > 1 && columns > 1) return true;
  return [rowName, columnName].every((name) => name !== undefined && name !== '1');
}

/** $\|A\|_p$ is the operator norm; some mean the one of all entries by it. */
function ofMatrices(exponent: Exponent): readonly NormKind[] {
  if (exponent === 'infinity') return [rowSums, maximum];
  if (exponent.isOne) return [columnSums, sum];
  const norm = power(exponent);
  return [
    { kind: 'induced', from: norm, to: norm, says: 'the operator norm' },
    { kind: 'entries', norm, says: 'the one of all entries' },
  ];
}

/** `p \to q` */
function inducedIn(ev: Evaluator, subscript: Node): NormKind | undefined {
  if (subscript.kind !== 'chain' || subscript.relations.length !== 1 || subscript.relations[0]?.kind !== 'to')
    return undefined;
  const [from, to] = subscript.operands.map((side) => vectorNormIn(ev, side));
  return from && to ? { kind: 'induced', from, to, says: 'the operator norm' } : undefined;
}

/** The norm of vectors with that subscript. */
export function vectorNormIn(ev: Evaluator, subscript: Node): VectorNorm | undefined {
  if (/^rms$/i.test(normName(subscript))) return rms;
  const exponent = exponentIn(ev, subscript);
  return exponent === undefined ? undefined : power(exponent);
}

function exponentIn(ev: Evaluator, node: Node): Exponent | undefined {
  switch (node.kind) {
    case 'symbol': {
      if (node.key === '\\infty') return 'infinity';
      if (!isFreeExponent(ev, node.key)) {
        // Another letter names a norm, such as the K of $\|\cdot\|_K$.
        if (!/^[pqrs]$/.test(node.letter)) return undefined;
        break;
      }
      return exponentOf(ev, node.key);
    }
    case 'number':
    case 'quotient':
      break;
    default:
      return undefined;
  }
  const value = ev.algebra.constantValue(ev.number(node, 'the exponent of a norm'));
  if (!value) throw new NeedsNumbers('the exponent of a norm is open');
  return value.sign > 0 ? value : undefined;
}

function measured(ev: Evaluator, value: Value, kind: NormKind): Quotient {
  const { algebra } = ev;
  switch (kind.kind) {
    case 'entries':
      if (isScalar(value)) return absoluteValue(algebra, value.entries[0] ?? algebra.integer(0));
      return vectorNorm(algebra, value.entries, kind.norm, absoluteValue);
    case 'induced':
      return inducedNorm(algebra, value, kind.from, kind.to, absoluteValue) ?? tooLarge(value, kind);
    case 'nuclear':
      return sumOfSingularValues(algebra, value) ?? tooLarge(value, kind);
    case 'count': {
      const constants = value.entries.map((entry) => algebra.constantValue(entry));
      if (constants.some((entry) => entry === undefined))
        throw new NeedsNumbers('entries that may be zero are counted');
      return algebra.integer(constants.filter((entry) => entry?.isZero === false).length);
    }
  }
}

function tooLarge(value: Value, kind: NormKind): never {
  const bySpectrum = kind.kind === 'nuclear' || (kind.kind === 'induced' && isTwo(kind.from) && isTwo(kind.to));
  throw new TooLarge(
    bySpectrum
      ? `singular values are computed where one side is at most ${widestSpectrum}`
      : `no formula for this operator norm of a $${value.rows} \\times ${value.columns}$ matrix is known`,
  );
}

function isTwo({ exponent }: VectorNorm): boolean {
  return exponent !== 'infinity' && exponent.equals(Rational.two);
}
