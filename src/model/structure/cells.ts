import type { Apply, BigOperator, Expectation, Integral, Node, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { walk } from '../../formula/walk';
import type { Algebra } from '../../kernel/canonical/algebra';
import type { Quotient } from '../../kernel/canonical/atom';
import { logarithmOf } from '../../kernel/canonical/logarithms';
import { Rational } from '../../kernel/rational';
import type { Scope } from '../../statement/statement';
import { Seeded } from '../seeded';
import { measureName } from './divergence';
import type { Evaluator } from './evaluator';
import { plain, stemOf } from './known';
import { stop } from './outcome';
import { addValues, multiplyValues, scalar, scaled, type Value } from './value';
import type { World } from './world';

/**
 * Densities that are constant on the cells of a grid of unit cells, one direction for each letter: every integral over a letter is a sum over
 * its cells. A letter of a density stands for one joint density, whatever it is applied to.
 */
export interface Cells {
  /** For each letter how many cells there are in its direction; its value is the number of one, from 0. `z'` has the direction of `z`. */
  readonly letters: ReadonlyMap<string, number>;
  /** The directions, by the letters without primes. */
  readonly directions: readonly string[];
  /** By the stem of its letter each joint density: its values cell by cell, the last direction changing slowest. */
  readonly tables: ReadonlyMap<string, readonly Quotient[]>;
}

/** A density as it is written: `p_\theta(x, z)`, `q(z \mid x)`. */
export interface DensityWritten {
  readonly table: string;
  readonly of: readonly Place[];
  readonly given: readonly Place[];
  readonly head: SymbolNode;
}

/** A letter and its direction, the letter without primes. */
interface Place {
  readonly key: string;
  readonly direction: string;
}

const densityLetters = /^(?:[pqr]|\\pi)$/;

/** A density at letters; undefined for everything else, also for densities that the text spells out. */
export function densityWritten(node: Node, world: World, scope: Scope): DensityWritten | undefined {
  if (node.kind !== 'apply' || node.inverse) return undefined;
  const { head, args, given = [] } = node;
  if (!densityLetters.test(head.letter) || head.marks.length > 0) return undefined;
  if (world.ruleOf(head.key, scope) || world.lawMeant(head.key, scope)) return undefined;
  if (world.declared(head.key, scope) && world.declared(head.key, scope)?.kind !== 'function') return undefined;
  const all = [...args, ...given];
  const places = all.flatMap((arg): readonly Place[] =>
    arg.kind === 'symbol' && arg.marks.every((mark) => mark === "'" || mark === '\\prime')
      ? [{ key: arg.key, direction: withoutMarks(arg) }]
      : [],
  );
  const directions = new Set(places.map(({ direction }) => direction));
  if (places.length !== all.length || directions.size < places.length) return undefined;
  return { table: stemOf(head), of: places.slice(0, args.length), given: places.slice(args.length), head };
}

function withoutMarks({ letter, subscripts }: SymbolNode): string {
  return subscripts.length === 0 ? letter : `${letter}_${subscripts.map(printLatex).join(',')}`;
}

/** Whether one letter stands for several densities here: a joint, a marginal or a conditional one. */
export function speaksOfJoint(node: Node, world: World, scope: Scope): boolean {
  const density = densityWritten(node, world, scope);
  if (!density) return false;
  if (density.given.length > 0) return true;
  const several = density.of.length > 1 || world.usage.isOverloaded(density.head.key, scope);
  return several && world.random.speaksOfDensities(scope);
}

export function inventCells(
  algebra: Algebra,
  { letters, directions, tables, independent }: Found & { readonly independent: boolean },
  variant: number,
): Cells {
  const sides = directions.map((_, k) => (directions.length < 3 && (variant + k) % 3 === 2 ? 3 : 2));
  const tableOf = (name: string): readonly Quotient[] => {
    const random = new Seeded(`cells ${name} ${variant}`);
    const drawn = (count: number): readonly Rational[] => {
      const weights = Array.from({ length: count }, () => 1 + random.below(5));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => Rational.of(weight, total));
    };
    const values = independent
      ? sides
          .map(drawn)
          .reduce((all, own) => own.flatMap((factor) => all.map((value) => value.times(factor))), [Rational.one])
      : drawn(sides.reduce((product, side) => product * side, 1));
    return values.map((value) => algebra.constant(value));
  };
  return {
    directions,
    letters: new Map(
      letters
        .map(({ key, direction }) => [key, sides[directions.indexOf(direction)] ?? 2] as const)
        .concat(directions.map((key, k) => [key, sides[k] ?? 2] as const)),
    ),
    tables: new Map(tables.map((name) => [name, tableOf(name)])),
  };
}

/** All combinations of cells of some letters. */
export function* combinations(cells: Cells, letters: readonly string[]): Generator<ReadonlyMap<string, number>> {
  const [first, ...rest] = letters;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const others of combinations(cells, rest))
    for (let cell = 0; cell < (cells.letters.get(first) ?? 0); cell++) yield new Map([[first, cell], ...others]);
}

export function atCells(ev: Evaluator, places: ReadonlyMap<string, number>): Evaluator {
  return ev.varying(new Map([...places].map(([key, cell]) => [key, scalar(ev.algebra.integer(cell))])));
}

/** The value of a density where its letters are. */
export function densityInCells(ev: Evaluator, { table, of, given }: DensityWritten): Quotient {
  const whole = massOf(ev, table, [...of, ...given]);
  return given.length === 0 ? whole : ev.algebra.divide(whole, massOf(ev, table, given));
}

/** The sum of a table over all cells that agree with where some letters are. */
function massOf(ev: Evaluator, table: string, at: readonly Place[]): Quotient {
  const cells = cellsOf(ev);
  const values = cells.tables.get(table) ?? stop('a density here is not known');
  const here = at.map(({ key, direction }) => [direction, cellOf(ev, key)] as const);
  let sum: Quotient = ev.algebra.integer(0);
  let index = 0;
  for (const places of combinations(cells, cells.directions)) {
    const value = values[index++];
    if (value && here.every(([key, cell]) => places.get(key) === cell)) sum = ev.algebra.add(sum, value);
  }
  return sum;
}

function cellOf(ev: Evaluator, key: string): number {
  const [entry] = ev.varied.get(key)?.entries ?? [];
  const cell = entry && ev.algebra.constantValue(entry);
  return cell ? Number(cell.numerator) : stop(`$${key}$ has no value here`);
}

function cellsOf({ instance }: Evaluator): Cells {
  return instance.cells ?? stop('the densities here were not said');
}

/** `\int f\,dz` over everything. */
export function integralOverCells(ev: Evaluator, { lower, upper, variables, body }: Integral): Value {
  if (lower ?? upper) return stop('integrals of densities with limits are not computed here yet');
  return summed(ev, variables.map(letterIn(ev)), (at) => at.value(body));
}

/** `\sum_z f`; undefined where it runs over something else. */
export function sumOverCells(ev: Evaluator, { operator, lower, upper, body }: BigOperator): Value | undefined {
  if (operator !== 'sum' || !lower || upper) return undefined;
  const below = plain(lower);
  const letter = below.kind === 'chain' && below.relations[0]?.kind === 'in' ? below.operands[0] : below;
  if (letter?.kind !== 'symbol' || !cellsOf(ev).letters.has(letter.key)) return undefined;
  return summed(ev, [letter.key], (at) => at.value(body));
}

/** An expectation over the letters of the density below its sign. */
export function expectationOverCells(
  ev: Evaluator,
  { operator, subscript, args, given }: Pick<Expectation, 'operator' | 'subscript' | 'args' | 'given'>,
): Value {
  const [first, more] = args;
  if (!first || more || given || !subscript || operator === 'P' || operator === 'Cov')
    return stop('what this expectation is taken over was not understood');
  const density = densityBelow(ev, subscript);
  const mean = (of: (at: Evaluator) => Value): Value =>
    summed(
      ev,
      density.of.map(({ key }) => key),
      (at) => scaled(ev.algebra, of(at), densityInCells(at, density)),
    );
  if (operator === 'E') return mean((at) => at.value(first));
  const square = (value: Value): Value => multiplyValues(ev.algebra, value, value, false);
  const middle = mean((at) => at.value(first));
  return addValues(
    ev.algebra,
    mean((at) => square(at.value(first))),
    scaled(ev.algebra, square(middle), ev.algebra.integer(-1)),
  );
}

/** `D_{KL}(q(z \mid x) \| p(z))` and `H(q(z \mid x))`; undefined for everything else. */
export function measureOverCells(ev: Evaluator, node: Node): Value | undefined {
  const name = measureName(node);
  if (name === undefined || (node.kind !== 'apply' && node.kind !== 'call')) return undefined;
  const args = [...node.args, ...(node.kind === 'apply' ? (node.given ?? []) : [])].map(plain);
  const densities = args.flatMap((arg) => densityWritten(arg, ev.world, ev.scope) ?? []);
  const [q, p] = densities;
  const isDivergence = name !== 'H';
  if (!q || densities.length !== args.length || args.length > 2 || (isDivergence && !p)) return undefined;
  const { algebra } = ev;
  return summed(
    ev,
    q.of.map(({ key }) => key),
    (at) => {
      const weight = densityInCells(at, q);
      const other = logarithmOf(algebra, p ? densityInCells(at, p) : weight);
      const measured = isDivergence ? algebra.subtract(logarithmOf(algebra, weight), other) : algebra.negate(other);
      return scalar(algebra.multiply(weight, measured));
    },
  );
}

function summed(ev: Evaluator, letters: readonly string[], of: (at: Evaluator) => Value): Value {
  let sum: Value | undefined;
  for (const places of combinations(cellsOf(ev), letters)) {
    ev.instance.fuel.spend(4);
    const value = of(atCells(ev, places));
    sum = sum ? addValues(ev.algebra, sum, value) : value;
  }
  return sum ?? stop('nothing is integrated over here');
}

function letterIn(ev: Evaluator): (node: SymbolNode) => string {
  return ({ key }) => (cellsOf(ev).letters.has(key) ? key : stop(`no density here speaks of $${key}$`));
}

/** What stands below an expectation sign: `z \sim q(z \mid x)`, `q(z \mid x)`, `x \sim p`. */
function densityBelow(ev: Evaluator, subscript: Node): DensityWritten {
  const { world, scope } = ev;
  const bare = plain(subscript);
  if (bare.kind === 'chain') {
    const [left, right] = bare.operands;
    if (bare.relations.length !== 1 || bare.relations[0]?.kind !== '~' || !left || !right)
      return stop('what the expectation is taken over was not understood');
    const letters = plain(left).kind === 'symbol' ? [plain(left)] : itemsOf(plain(left));
    const of = letters.map((letter) =>
      letter.kind === 'symbol' ? letterIn(ev)(letter) : stop('what the expectation is taken over was not understood'),
    );
    const written = densityWritten(right, world, scope);
    if (
      written &&
      written.of
        .map(({ key }) => key)
        .sort()
        .join() === [...of].sort().join()
    )
      return written;
    if (right.kind === 'symbol' && cellsOf(ev).tables.has(stemOf(right)))
      return { table: stemOf(right), of: of.map((key) => ({ key, direction: key })), given: [], head: right };
    return stop('what the expectation is taken over was not understood');
  }
  return densityWritten(bare, world, scope) ?? stop('what the expectation is taken over was not understood');
}

function itemsOf(node: Node): readonly Node[] {
  return node.kind === 'tuple' ? node.items : node.kind === 'sequence' ? node.items.map((item) => item.node) : [];
}

/** The densities that stand in formulas. */
export interface Found {
  readonly letters: readonly Place[];
  readonly directions: readonly string[];
  readonly tables: readonly string[];
  /** The letters of the densities with their parameters. */
  readonly heads: readonly string[];
}

/** Undefined where there are none that share a letter, or where they cannot be tables side by side. */
export function densitiesIn(roots: readonly Node[], world: World, scope: Scope): Found | undefined {
  const letters = new Map<string, Place>();
  const heads = new Map<string, Set<string>>();
  const forms = new Map<string, Set<string>>();
  let joint = false;
  for (const root of roots)
    walk(root, (node) => {
      const density = densityWritten(node, world, scope);
      if (!density) return true;
      joint ||= speaksOfJoint(node, world, scope);
      for (const place of [...density.of, ...density.given]) letters.set(place.key, place);
      const { table, head } = density;
      const form = [density.of, density.given]
        .map((places) => places.map(({ direction }) => direction).join())
        .join('|');
      heads.set(table, (heads.get(table) ?? new Set()).add(head.key));
      forms.set(table, (forms.get(table) ?? new Set()).add(form));
      return true;
    });
  const directions = [...new Set([...letters.values()].map(({ direction }) => direction))];
  const isConditional = [...forms.values()].some((own) => [...own].some((form) => !form.endsWith('|')));
  if (!joint || directions.length > 3 || !(isConditional || world.random.speaksOfDensities(scope))) return undefined;
  const all = new Set<string>();
  for (const keys of heads.values()) for (const key of keys) all.add(key);
  const parameters = [...heads.values()].map((keys) =>
    [...keys].filter((key) => world.nodeOf(key)?.subscripts.length !== 0),
  );
  // With several parameters, `p_\theta` and `p_\phi` are different densities.
  if (parameters.some((keys) => keys.length > 1)) return undefined;
  // Beside another density, `q(z)` and `q(z \mid x)` need not belong together.
  if (heads.size > 1 && [...forms.values()].filter((own) => own.size > 1).length > 1) return undefined;
  return { letters: [...letters.values()], directions, tables: [...heads.keys()], heads: [...all] };
}

/** The value of a density at letters; undefined where something else is applied. */
export function densityValue(ev: Evaluator, node: Apply): Value | undefined {
  const density = densityWritten(node, ev.world, ev.scope);
  return density && scalar(densityInCells(ev, density));
}
