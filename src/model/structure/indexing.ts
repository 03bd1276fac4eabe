import type { BigOperator, Node, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { walk } from '../../formula/walk';
import type { Quotient } from '../../kernel/canonical/atom';
import { entryOf, matrixOf } from '../../kernel/matrix';
import { rangeOfChoice } from './choices';
import type { Evaluator } from './evaluator';
import type { EntrySign } from './instance';
import { boldTwin, isIndexLetter, isUnitLetter, patternOf, plain, stemOf } from './known';
import { entryLawOf } from './laws';
import { FreeIndex, stop, TooLarge } from './outcome';
import { addValues, multiplyValues, scalar, valueOf, type Value } from './value';

/** The number that an index letter stands for. */
export function letterValue(ev: Evaluator, letter: string): number | undefined {
  return ev.bound.get(letter);
}

/** Whether a node is an index letter that has no value yet. */
export function isUnbound(ev: Evaluator, node: Node): node is SymbolNode {
  return (
    ev.world.isIndex(node, ev.scope) &&
    letterValue(ev, node.key) === undefined &&
    !ev.locals.has(node.key) &&
    !ev.varied.has(node.key)
  );
}

/** A subscript as a place from 1 to `count`. */
export function placeOf(
  ev: Evaluator,
  node: Node,
  count: number,
  dimension: string | undefined,
  endless = false,
): number {
  const bare = plain(node);
  if (isUnbound(ev, bare)) throw new FreeIndex(bare.key, count, dimension, endless);
  const place = ev.wholeNumber(bare);
  if (place > count && !endless) throw new TooLarge(`there is no entry ${place} here`);
  if (place < 1) return stop(`there is no entry ${place} here`);
  return place;
}

/** `A_{jk}`, `x_k`, the row `W_j` of a matrix whose rows are named so. */
function pick(ev: Evaluator, value: Value, subscripts: readonly Node[], key: string | undefined): Value {
  // `\Sigma_{12}` of a matrix
  const isMatrix = value.rows > 1 && value.columns > 1;
  const [first, second] = subscripts.length === 1 && isMatrix ? subscripts.flatMap(splitIndices) : subscripts;
  if (!first || subscripts.length > 2) return stop('these indices were not understood');
  if (value.identity) return stop('the size of the identity matrix was not said');
  if (second) {
    if (value.columns === 1 && value.columnName === undefined && value.rows > 1) return stop('a vector has one index');
    const row = placeOf(ev, first, value.rows, value.rowName);
    const column = placeOf(ev, second, value.columns, value.columnName);
    return scalar(entryOf(value, row - 1, column - 1));
  }
  if (value.columns === 1) return scalar(entryOf(value, placeOf(ev, first, value.rows, value.rowName) - 1, 0));
  if (value.rows === 1) return scalar(entryOf(value, 0, placeOf(ev, first, value.columns, value.columnName) - 1));
  switch (key === undefined ? undefined : ev.world.arrays.partOf(key, ev.scope)) {
    case 'rows': {
      const row = placeOf(ev, first, value.rows, value.rowName);
      return valueOf(
        matrixOf(1, value.columns, (_, j) => entryOf(value, row - 1, j)),
        undefined,
        value.columnName,
      );
    }
    case 'columns': {
      const column = placeOf(ev, first, value.columns, value.columnName);
      return valueOf(
        matrixOf(value.rows, 1, (i) => entryOf(value, i, column - 1)),
        value.rowName,
        undefined,
      );
    }
    case undefined:
      return picked(ev, value, first, key ?? '');
  }
}

/** Where it was not said what one index of a matrix picks, all readings are kept. */
function picked(ev: Evaluator, value: Value, index: Node, key: string): Value {
  const options = [
    { says: '' },
    { says: `$${key}_j$ is a row of $${key}$ written as a column` },
    { says: `$${key}_j$ is a column of $${key}$` },
  ];
  const reading = ev.chooser.choose(`one index of ${key}`, options);
  if (reading === 2) {
    const column = placeOf(ev, index, value.columns, value.columnName);
    return valueOf(
      matrixOf(value.rows, 1, (i) => entryOf(value, i, column - 1)),
      value.rowName,
      undefined,
    );
  }
  const row = placeOf(ev, index, value.rows, value.rowName);
  const entry = (j: number): Quotient => entryOf(value, row - 1, j);
  return reading === 0
    ? valueOf(
        matrixOf(1, value.columns, (_, j) => entry(j)),
        undefined,
        value.columnName,
      )
    : valueOf(
        matrixOf(value.columns, 1, (j) => entry(j)),
        value.columnName,
        undefined,
      );
}

/** `[sign(g x^T)]_{jk}`, `(x_i)_k`. */
export function pickIndex(ev: Evaluator, of: Node, subscript: Node | undefined): Value {
  if (!subscript) return stop('the index is missing');
  const bare = plain(of);
  return pick(ev, ev.value(of), splitIndices(subscript), bare.kind === 'symbol' ? bare.key : undefined);
}

/** `jk` and `j,k` are two indices. */
function splitIndices(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'product':
      return node.factors.every((f) => f.operator === 'implicit') ? node.factors.map((f) => f.node) : [node];
    case 'tuple':
      return node.items;
    case 'sequence':
      return node.items.map((item) => item.node);
    case 'number':
      return /^\d\d$/.test(node.digits) ? [...node.digits].map((digits) => ({ ...node, digits })) : [node];
    default:
      return [node];
  }
}

/** A symbol with subscripts as an entry; undefined where it is none. */
export function entryOfArray(ev: Evaluator, node: SymbolNode): Value | undefined {
  const { world, scope } = ev;
  const rule = world.ruleOf(patternOf(node), scope);
  if (rule && !ev.open.includes(patternOf(node))) {
    const bound = new Map<string, number>();
    rule.parameters.forEach((parameter, k) => {
      const subscript = node.subscripts[k];
      if (!subscript) return;
      if (!isUnbound(ev, subscript)) bound.set(parameter.key, ev.wholeNumber(subscript));
      else if (subscript.key !== parameter.key) throw new FreeIndex(subscript.key, 2, undefined);
    });
    return ev.inside(patternOf(node), new Map(), bound).value(rule.body);
  }
  const base = world.baseOf(node, scope);
  const baseNode = base === undefined ? undefined : (boldBeside(ev, base) ?? world.nodeOf(base));
  if (baseNode) return pick(ev, ev.value(baseNode), node.subscripts.slice(baseNode.subscripts.length), base);
  const law = world.lawOf(patternOf(node), scope);
  if (!law) return undefined;
  const places = node.subscripts.map((s) =>
    placeOf(
      ev,
      s,
      law.count ? ev.wholeNumber(law.count) : 3,
      law.count ? printLatex(law.count) : undefined,
      !law.count,
    ),
  );
  const name = `${node.letter}_{${places.join(',')}}`;
  const known = ev.instance.values.get(name);
  if (known) return known;
  const value = scalar(entryLawOf(ev, node, law, name, places));
  ev.instance.values.set(name, value);
  if (!law.independent && !world.independent([stemOf(node)], scope))
    ev.instance.assumed.add(`that the $${node.key}$ are independent`);
  return value;
}

/** Where a formula speaks of `\mathbf{x}` as a whole and of `x` by its entries only, these are those of `\mathbf{x}`. */
function boldBeside({ world, instance }: Evaluator, key: string): SymbolNode | undefined {
  const letter = /^[A-Za-z]$/.test(key) ? boldTwin(key) : undefined;
  if (letter === undefined || !instance.spoken.has(letter) || instance.spoken.has(key)) return undefined;
  return world.nodeOf(letter);
}

/** The two indices of `\delta_{ij}`. */
export function deltaIndices({ letter, marks, subscripts }: SymbolNode): readonly [SymbolNode, SymbolNode] | undefined {
  if (letter !== '\\delta' || marks.length > 0) return undefined;
  const [i, j, more] = subscripts.length === 1 && subscripts[0] ? splitIndices(subscripts[0]) : subscripts;
  return isIndexLetter(i) && isIndexLetter(j) && !more ? [i, j] : undefined;
}

/** `\delta_{ij}`: 1 where the indices agree, else 0. */
export function kroneckerDelta(ev: Evaluator, node: SymbolNode): Value | undefined {
  const [a, b] = (deltaIndices(node) ?? []).map((index) => placeOf(ev, index, 2, undefined, true));
  return a === undefined ? undefined : scalar(ev.algebra.integer(a === b ? 1 : 0));
}

/** `\sigma_i` of which nothing is known but that it is a parameter of a law: one number for each place. */
export function parameterAt(ev: Evaluator, node: SymbolNode, sign: EntrySign): Value | undefined {
  if (node.subscripts.length === 0 || !/^(?:[a-z]|\\[a-z]+)$/.test(node.letter)) return undefined;
  // `\mu_1` beside `\mu_2`
  const isNumbered = node.subscripts.every(({ kind }) => kind === 'number');
  if (!isNumbered && !node.subscripts.every(isIndexLetter)) return undefined;
  const places = isNumbered ? [] : node.subscripts.map((s) => placeOf(ev, s, 3, undefined, true));
  const name = isNumbered ? node.key : `${node.letter}_{${places.join(',')}}`;
  const known = ev.instance.values.get(name);
  if (known) return known;
  const value = scalar(ev.instance.free(name, sign, name));
  ev.instance.values.set(name, value);
  ev.instance.chosen.set(name, value);
  return value;
}

type Values = ReadonlyMap<string, number>;

/** Sums and products over indices; where no limits are written the index runs over all entries that it picks. */
export function sumOver(ev: Evaluator, node: BigOperator): Value {
  const { algebra } = ev;
  const join = (a: Value, b: Value): Value =>
    node.operator === 'sum' ? addValues(algebra, a, b) : multiplyValues(algebra, a, b, false);
  const terms = termsOf(ev, node);
  return terms.length > 0 ? terms.reduce(join) : scalar(algebra.integer(node.operator === 'sum' ? 0 : 1));
}

/** What stands behind a sum, a product or an extreme, at each place that its index takes. */
export function termsOf(ev: Evaluator, node: BigOperator): readonly Value[] {
  return placesOf(ev, node).map((values) => {
    ev.instance.fuel.spend(4);
    return ev.within(new Map(), values).value(node.body);
  });
}

function placesOf(ev: Evaluator, node: BigOperator): readonly Values[] {
  const lower = node.lower && plain(node.lower);
  if (!lower) {
    const letter = soleIndex(ev, node.body);
    return range(ev, [letter], node.body, () => true);
  }
  if (lower.kind === 'symbol') {
    if (!isIndexLetter(lower)) return stop('what the sum runs over was not understood');
    if (node.upper) {
      const upper = ev.wholeNumber(node.upper);
      return count(1, upper).map((k) => new Map([[lower.key, k]]));
    }
    return range(ev, [lower.key], node.body, () => true);
  }
  if (lower.kind === 'tuple' || lower.kind === 'sequence') {
    const letters = (lower.kind === 'tuple' ? lower.items : lower.items.map((i) => i.node)).map((item) =>
      isIndexLetter(item) ? item.key : stop('what the sum runs over was not understood'),
    );
    return range(ev, letters, node.body, () => true);
  }
  if (lower.kind !== 'chain') return stop('what the sum runs over was not understood');
  const [left, right] = lower.operands.map((operand) => plain(operand));
  const relation = lower.relations[0];
  if (!left || !right || !relation || lower.relations.length !== 1 || relation.negated || !isIndexLetter(left))
    return stop('what the sum runs over was not understood');
  if (relation.kind === '=') {
    if (!node.upper) return stop('the sum has no upper limit');
    return count(ev.wholeNumber(right), ev.wholeNumber(node.upper)).map((k) => new Map([[left.key, k]]));
  }
  const keep = comparison(relation.kind);
  if (!keep || node.upper) return stop('what the sum runs over was not understood');
  const fixed = isIndexLetter(right) ? letterValue(ev, right.key) : ev.wholeNumber(right);
  const rightKey = isIndexLetter(right) ? right.key : undefined;
  const letters = fixed === undefined && rightKey !== undefined ? [left.key, rightKey] : [left.key];
  return range(ev, letters, node.body, (values) => {
    const other = fixed ?? (rightKey === undefined ? undefined : values.get(rightKey));
    const own = values.get(left.key);
    return own !== undefined && other !== undefined && keep(own, other);
  });
}

function comparison(kind: string): ((a: number, b: number) => boolean) | undefined {
  switch (kind) {
    case '!=':
      return (a, b) => a !== b;
    case '<':
      return (a, b) => a < b;
    case '<=':
      return (a, b) => a <= b;
    case '>':
      return (a, b) => a > b;
    case '>=':
      return (a, b) => a >= b;
    default:
      return undefined;
  }
}

function count(from: number, to: number): readonly number[] {
  if (to - from > 200) return stop('a sum too long to be computed with');
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k);
}

/** All values of index letters that pick entries in the body; two letters of one sum that are not told apart run alike. */
function range(
  ev: Evaluator,
  letters: readonly string[],
  body: Node,
  keep: (values: Values) => boolean,
): readonly Values[] {
  const counts = new Map<string, number>();
  let probe = ev.within(new Map(), new Map());
  for (const letter of letters) {
    const length =
      reach(probe, letter, body) ??
      [...counts.values()][0] ??
      usualRange(ev, letter) ??
      stop(`it is not clear how far the index $${letter}$ runs`);
    counts.set(letter, length);
    probe = probe.within(new Map(), new Map([[letter, 1]]));
  }
  let all: Values[] = [new Map()];
  for (const letter of letters)
    all = all.flatMap((values) => count(1, counts.get(letter) ?? 0).map((k) => new Map([...values, [letter, k]])));
  return all.filter(keep);
}

/** How many entries a letter picks from in the body, if it picks any. */
function reach(ev: Evaluator, letter: string, body: Node): number | undefined {
  const unbound = new Map([...ev.bound].filter(([key]) => key !== letter));
  const probe = ev.unbinding(unbound);
  try {
    probe.value(body);
    return undefined;
  } catch (error) {
    if (error instanceof FreeIndex && error.letter === letter) return error.endless ? undefined : error.count;
    throw error;
  }
}

/** What an index letter picks from in a formula, or wherever else it is used. */
export function lengthOf(
  ev: Evaluator,
  letter: string,
  body: Node,
): { readonly count: number; readonly dimension: string | undefined } {
  try {
    ev.value(body);
  } catch (error) {
    if (error instanceof FreeIndex && error.letter === letter && !error.endless) return error;
    if (!(error instanceof FreeIndex)) throw error;
  }
  const count = usualRange(ev, letter);
  return count === undefined
    ? stop(`it is not clear how far the index $${letter}$ runs`)
    : { count, dimension: undefined };
}

/** How many entries the letter picks from wherever else it is used, if that is always the same. */
function usualRange(ev: Evaluator, letter: string): number | undefined {
  return rangeOf(ev, letter)?.count;
}

/** What the letter picks from wherever else it is used, if there are always as many. */
export function rangeOf(ev: Evaluator, letter: string): FreeIndex | undefined {
  const found = new Map<number, FreeIndex>();
  for (const node of ev.world.indexedBy(letter)) {
    // As long as what others pick from.
    if (isUnitLetter(node) && !ev.world.knows(node.letter, ev.scope)) continue;
    try {
      ev.unbinding(new Map()).value(node);
    } catch (error) {
      if (error instanceof FreeIndex && error.letter === letter && !error.endless) found.set(error.count, error);
      else if (!(error instanceof Error) || error.name === 'OutOfFuel') throw error;
    }
  }
  const chosen = found.size === 0 ? rangeOfChoice(ev, letter) : undefined;
  if (chosen) return new FreeIndex(letter, chosen.count, chosen.dimension, chosen.endless);
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/** The one index letter in the body that has no value. */
function soleIndex(ev: Evaluator, body: Node): string {
  const letters = new Set<string>();
  walk(body, (node) => {
    if (node.kind === 'big') return false;
    const subscripts =
      node.kind === 'symbol'
        ? node.subscripts
        : node.kind === 'call' && node.name === 'entry' && node.subscript
          ? splitIndices(node.subscript)
          : [];
    for (const s of subscripts) if (isIndexLetter(s) && letterValue(ev, s.key) === undefined) letters.add(s.key);
    return true;
  });
  const [only] = letters;
  return only !== undefined && letters.size === 1 ? only : stop('what the sum runs over was not said');
}
