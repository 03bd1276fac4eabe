import type { EntrySign, Input } from '../../model/structure/instance';
import { closestIn } from '../../model/structure/ranges';
import type { Seeded } from '../../model/seeded';

/** Which inputs are the entries of one symbol. */
export interface Group {
  readonly owner: string;
  /** The places of its entries among the inputs. */
  readonly places: readonly number[];
  readonly rows: number;
  readonly columns: number;
}

export function groupsOf(inputs: readonly Input[]): readonly Group[] {
  const byOwner = new Map<string, number[]>();
  for (const [place, { owner }] of inputs.entries()) {
    const places = byOwner.get(owner);
    if (places) places.push(place);
    else byOwner.set(owner, [place]);
  }
  return [...byOwner].map(([owner, places]) => ({
    owner,
    places,
    rows: 1 + Math.max(...places.map((place) => inputs[place]?.row ?? 0)),
    columns: 1 + Math.max(...places.map((place) => inputs[place]?.column ?? 0)),
  }));
}

type Pattern = (i: number, j: number, rows: number, columns: number) => number;

/** Entries of columns: unit vectors, equal entries, opposite ones, one that outweighs the others, and vectors of length 1. */
const ofVectors: readonly Pattern[] = [
  (i) => (i === 0 ? 1 : 0),
  () => 1,
  (i, _, n) => (i === n - 1 ? 1 : 0),
  (i) => (i % 2 === 0 ? 1 : -1),
  (i) => i + 1,
  (i, _, n) => ofLengthOne(i, n),
  (_, __, n) => 1 / n,
  (i) => (i < 2 ? 1 : 0),
  (i) => (i === 0 ? 10 : 1),
  (i) => (i === 0 ? 1 / 2 : i === 1 ? -1 : 0),
  () => 1 / 2,
  () => 0,
];

/** Entries of matrices: the identity, one entry, rank one, orthogonal columns, diagonal, nearly singular, nilpotent, a rotation, zero. */
const ofMatrices: readonly Pattern[] = [
  (i, j) => (i === j ? 1 : 0),
  (i, j) => (i === 0 && j === 0 ? 1 : 0),
  () => 1,
  (i, j, rows, columns) => (i === rows - 1 && j === columns - 1 ? 1 : 0),
  (i, j) => ((i & j) % 2 === 0 ? 1 : -1),
  (i, j) => (i === j ? i + 1 : 0),
  (i, j) => (i + 1 === j ? 1 : 0),
  (i, j) => (i === 0 && j === 0 ? 9 / 8 : 1),
  (i, j) => (i === j ? (i === 0 ? 10 : 1) : 0),
  (i, j) => (i === j && i < 2 ? 3 / 5 : i + j === 1 ? (i < j ? -4 / 5 : 4 / 5) : i === j ? 1 : 0),
  (i, j) => (i === j + 1 ? 1 : 0),
  (i, j) => (i === j ? 1 / 2 : 0),
  () => 0,
];

/** (3, 4)/5, (1, 2, 2)/3, (1, 1, 1, 1)/2: fractions whose squares sum up to 1. */
function ofLengthOne(i: number, n: number): number {
  if (n === 2) return i === 0 ? 3 / 5 : 4 / 5;
  if (n === 3) return i === 0 ? 1 / 3 : 2 / 3;
  return i < 4 ? (n === 1 ? 1 : 1 / 2) : 0;
}

function patternsOf({ rows, columns, places }: Group): readonly Pattern[] {
  if (places.length === 1) return ofNumbers;
  return rows > 1 && columns > 1 ? ofMatrices : ofVectors;
}

const ofNumbers: readonly Pattern[] = [1, 1 / 2, 2, 1 / 10, 10, 3, 1 / 4, 0].map((value) => () => value);

/** The number of pairings of patterns below; of each symbol all patterns occur in them. */
const cycles = 13;
const mixtures = 24;
const random = 24;
const factors = [1, 1, 2, 10, 1 / 10, -1];

/** Values for all inputs to begin with: all symbols of one pattern, in turn opposite, each of another one, mixed, then random. */
export function* structuredDraws(
  inputs: readonly Input[],
  groups: readonly Group[],
  seeded: Seeded,
): Generator<Float64Array> {
  const filled = (
    choose: (group: Group, g: number) => { readonly pattern: number; readonly factor: number },
  ): Float64Array => {
    const values = new Float64Array(inputs.length);
    for (const [g, group] of groups.entries()) {
      const patterns = patternsOf(group);
      const { pattern, factor } = choose(group, g);
      const entry = patterns[pattern % patterns.length];
      for (const place of group.places) {
        const { row = 0, column = 0 } = inputs[place] ?? {};
        const [i, j] = group.rows === 1 ? [column, row] : [row, column];
        values[place] = factor * (entry?.(i, j, Math.max(group.rows, 1), group.columns) ?? 0);
      }
    }
    return values;
  };
  for (let k = 0; k < cycles; k++) {
    yield filled(() => ({ pattern: k, factor: 1 }));
    yield filled((_, g) => ({ pattern: k, factor: g % 2 === 0 ? 1 : -1 }));
    yield filled((_, g) => ({ pattern: k + 2 * g, factor: 1 }));
    yield filled((_, g) => ({ pattern: k + g, factor: 10 ** g }));
  }
  for (let k = 0; k < mixtures; k++)
    yield filled(() => ({ pattern: seeded.below(cycles), factor: factors[seeded.below(factors.length)] ?? 1 }));
  for (let k = 0; k < random; k++)
    yield Float64Array.from(
      inputs,
      () => (seeded.below(2) === 0 ? 1 : -1) * (seeded.below(11) / (seeded.below(4) === 0 ? 2 : 1)),
    );
}

/** The number that comes closest to `value` among those that an input may be. */
export function allowed(value: number, { sign, range }: Input): number {
  return ofSign(range ? closestIn(range, value) : value, sign);
}

function ofSign(value: number, sign: EntrySign): number {
  switch (sign) {
    case 'any':
      return value;
    case 'nonzero':
      return value === 0 ? 1 : value;
    case 'nonnegative':
      return Math.abs(value);
    case 'positive':
      return value === 0 ? 1 / 8 : Math.abs(value);
    case 'unit': {
      const size = Math.abs(value);
      return size > 0 && size < 1 ? size : (size + 1 / 8) / (size + 1);
    }
  }
}
