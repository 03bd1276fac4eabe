import { toTerm } from '../../kernel/canonical/write';
import type { Quotient } from '../../kernel/canonical/atom';
import { Fuel } from '../../kernel/fuel';
import { quotientDependsOn } from '../../kernel/canonical/depends';
import { Rational } from '../../kernel/rational';
import { symbolsOf, walk } from '../../formula/walk';
import { freeSymbols } from '../../kernel/structure';
import type { Model } from '../../model/models';
import { Seeded } from '../../model/seeded';
import { Evaluator } from '../../model/structure/evaluator';
import { isOpenSide } from '../../model/structure/inferred';
import { Instance, type Entries, type Invention } from '../../model/structure/instance';
import { pickFrom } from '../../model/structure/ranges';
import { DoubtfulMismatch, FreeIndex, Mismatch, NotComputed, TooLarge } from '../../model/structure/outcome';
import { scalar, type Value } from '../../model/structure/value';
import { satisfies } from '../arithmetic';
import { showValue, valueOf, type Value as Number } from '../value';
import { orderOf } from '../../formula/order';
import type { StructuredClaim } from './checker';

/** Both sides of a claim in one instance, for one choice of its free indices. */
export interface Sides {
  readonly instance: Instance;
  readonly left: Value;
  readonly right: Value;
  readonly indices: ReadonlyMap<string, number>;
}

/** Sizes of dimensions in the order in which they turn up: different ones side by side, so that nothing fits by accident. */
export const sizeTables: readonly (readonly number[])[] = [
  [2, 3, 4, 5],
  [3, 2, 5, 4],
  [1, 2, 3, 2],
  [2, 1, 3, 4],
  [4, 3, 2, 5],
];

/** The same where functions and families are invented: polynomials of several vectors grow fast. */
export const sizesOfFunctions: readonly (readonly number[])[] = [
  [1, 1, 1],
  [2, 3, 2],
  [3, 2, 1],
  [1, 2, 3],
  [2, 1, 3],
];

/** More choices of free indices than this are not tried in one instance. */
const mostChoices = 9;

export interface Manner {
  readonly table: readonly number[];
  readonly entries: Entries;
  readonly drawn: boolean;
  readonly seed: string;
  readonly invention?: Invention;
  /** Gradients of functions with a rule are taken: for inequalities between numbers. */
  readonly derives?: boolean;
  /** Numbers for what is open, by name; what is not among them is drawn. */
  readonly given?: ReadonlyMap<string, Rational>;
}

/** How a claim is read that says something of its own: an update. */
export interface Special {
  /** What symbols stand for in this claim alone. */
  readonly meant?: (at: Evaluator) => ReadonlyMap<string, Value>;
  /** Where both sides are evaluated: at one outcome. */
  readonly at?: (ev: Evaluator) => Evaluator;
  /** Letters of which nothing was said are surely numbers here: the step size. */
  readonly numbersOnly?: boolean;
}

/** Evaluates both sides in one instance, for every choice of the indices that are left free. */
export function evaluateSides(
  claim: StructuredClaim,
  manner: Manner,
  fuel: Fuel,
  special: Special = {},
): readonly Sides[] {
  return sidesIn(makeInstance(manner, fuel), claim, special);
}

export function makeInstance(
  { table, entries, drawn, seed, invention, derives = false, given }: Manner,
  fuel: Fuel,
): Instance {
  const instance = new Instance(table, entries, drawn, seed, fuel, invention);
  instance.derives = derives;
  if (given) instance.given = given;
  return instance;
}

/** Both sides in an instance that was made before. */
export function sidesIn(instance: Instance, claim: StructuredClaim, special: Special = {}): readonly Sides[] {
  for (const side of [claim.left, claim.right]) for (const key of symbolsOf(side)) instance.spoken.add(key);
  const found: Sides[] = [];
  let beyond: TooLarge | undefined;
  const collect = (indices: ReadonlyMap<string, number>, labels: ReadonlyMap<string, Value> = new Map()): void => {
    if (found.length >= mostChoices || !fits(claim, indices)) return;
    const start = new Evaluator(claim.world, claim.link.scope, instance, claim.chooser, new Map(), indices);
    const place = labels.size > 0 ? start.varying(labels) : start;
    const moved = special.at?.(place) ?? place;
    const at = special.meant ? moved.within(special.meant(moved)) : moved;
    try {
      found.push({ instance, left: at.value(claim.left), right: at.value(claim.right), indices });
    } catch (error) {
      // Indices that some of what they pick from does not have are no case of the claim.
      if (error instanceof TooLarge && indices.size > 0) {
        beyond ??= error;
        return;
      }
      if (!(error instanceof FreeIndex) || labels.has(error.letter) || indices.size > 3) throw error;
      const { letter, count } = error;
      const known = indices.get(letter);
      if (known === undefined) for (let k = 1; k <= count; k++) collect(new Map([...indices, [letter, k]]), labels);
      // The letter stands in a definition, too: `y` of $L = -\log p_y$ is one label throughout.
      else if (isRunThrough(claim, letter)) throw error;
      else collect(indices, new Map([...labels, [letter, scalar(instance.algebra.integer(known))]]));
    }
  };
  try {
    collect(new Map());
    if (found.length === 0) throw beyond ?? new TooLarge('no choice of the indices fits here');
  } catch (error) {
    const [key] = instance.guessed;
    const assumption = instance.assumptionIn(orderOf(claim.relation.kind) === '=');
    const doubt = [...instance.inferred].flatMap((letter) => claim.world.taintOf(letter, claim.link.scope) ?? [])[0];
    if (error instanceof Mismatch && doubt !== undefined) throw new NotComputed(doubt.replace(/\.$/, ''));
    if (error instanceof Mismatch && key !== undefined)
      throw new DoubtfulMismatch(`nobody said how many entries $${key}$ has`);
    if (error instanceof Mismatch && assumption !== undefined && !special.numbersOnly)
      throw new DoubtfulMismatch(`it takes for granted ${assumption}`);
    throw error;
  }
  return found;
}

/** Whether a sum in the claim runs over a letter. */
function isRunThrough({ left, right }: StructuredClaim, letter: string): boolean {
  let found = false;
  for (const side of [left, right])
    walk(side, (node) => {
      found ||= node.kind === 'big' && node.lower !== undefined && symbolsOf(node.lower).includes(letter);
      return !found;
    });
  return found;
}

/** Whether indices are as it was said of them alone: "for $i \ne j$". */
function fits({ world, link }: StructuredClaim, indices: ReadonlyMap<string, number>): boolean {
  return [...indices.keys()].every((letter) =>
    world.assumptions.on(letter, link.scope).every(({ left, right, relation }) => {
      const comparison = orderOf(relation);
      const [a, b] = [left, right].map((side) => (side.kind === 'symbol' ? indices.get(side.key) : undefined));
      if (!comparison || a === undefined || b === undefined) return true;
      return satisfies(comparison, a < b ? '<' : a > b ? '>' : '=');
    }),
  );
}

/** Values for everything that is still open in the sides: signs ±1, sizes positive. */
export function sampleFor(sides: Sides, quotients: readonly Quotient[], seed: string): Model {
  const { algebra } = sides.instance;
  const random = new Seeded(seed);
  const model = new Map<string, Rational>();
  for (const quotient of quotients)
    for (const name of [...freeSymbols(toTerm(algebra, quotient))].sort()) {
      if (model.has(name) || sides.instance.opaques.has(name)) continue;
      model.set(name, sampleOf(sides, name, random));
    }
  for (const [name, { key, entries }] of sides.instance.opaques)
    model.set(name, testFunction(sides, key, entries, model));
  return model;
}

/** An unknown function is tried as a polynomial of its arguments, another one for each letter: 2 + Σ (c_k t_k + t_k²). */
function testFunction(sides: Sides, key: string, entries: readonly Quotient[], model: Map<string, Rational>): Rational {
  const random = new Seeded(`function ${key}`);
  let value = Rational.two;
  for (const entry of entries) {
    for (const name of freeSymbols(toTerm(sides.instance.algebra, entry)))
      if (!model.has(name) && !sides.instance.opaques.has(name)) model.set(name, sampleOf(sides, name, random));
    const argument = numberIn(sides, entry, model, new Fuel(20_000));
    if (argument.kind !== 'exact') throw new NotComputed('an unknown function of a number that is no fraction');
    value = value
      .plus(argument.value.times(Rational.of(1 + random.below(5))))
      .plus(argument.value.times(argument.value));
  }
  return value;
}

function sampleOf(sides: Sides, name: string, random: Seeded): Rational {
  const size = Rational.of(1 + random.below(6));
  const sign = random.below(2) === 0 ? Rational.one : Rational.minusOne;
  const range = sides.instance.ranges.get(name);
  if (range) return pickFrom(range, isKnownPositive(sides, name) ? 'positive' : 'any', random);
  const support = sides.instance.supports.get(name);
  if (support === 'zero-one') return Rational.of(random.below(2));
  if (support === 'count') return Rational.of(random.below(5));
  if (support === 'sign') return sign;
  if (support === 'other') throw new NotComputed('a random quantity stands here whose values depend on its law');
  if (sides.instance.units.has(name)) return Rational.of(1 + random.below(9), 10);
  if (name.startsWith('\\operatorname{sign}')) return sign;
  return name.startsWith('|') || isKnownPositive(sides, name) ? size : size.times(sign);
}

function isKnownPositive({ instance }: Sides, name: string): boolean {
  const { algebra } = instance;
  for (let index = 0; index < algebra.nextIndex; index++) {
    const atom = algebra.atom(index);
    if (atom.form.kind === 'symbol' && atom.form.name === name)
      return atom.sign === 'positive' || atom.sign === 'nonnegative';
  }
  return false;
}

/** A quotient as a number, with values for what is open in it. */
export function numberIn(sides: Sides, quotient: Quotient, model: Model, fuel: Fuel): Number {
  return valueOf(toTerm(sides.instance.algebra, quotient), fuel, model);
}

/** The symbols whose entries are open in these values: what they depend on that nobody fixed. */
export function ownersIn(instance: Instance, entries: readonly Quotient[]): ReadonlySet<string> {
  const { algebra, belongs } = instance;
  const owners = new Set<string>();
  for (const [atom, owner] of belongs)
    if (!owners.has(owner) && entries.some((entry) => quotientDependsOn(algebra, entry, (k) => k === atom)))
      owners.add(owner);
  return owners;
}

/** The situation in the student's symbols: sizes, and the entries of what matters. */
export function situation(sides: Sides, owners: ReadonlySet<string>, model: Model): Readonly<Record<string, string>> {
  const { instance } = sides;
  const words: Record<string, string> = {};
  // What is shown has its sides to be counted.
  for (const [key, size] of instance.sizes) if (!isOpenSide(key)) words[key] = String(size);
  for (const [key, exponent] of instance.exponents)
    words[key] = exponent === 'infinity' ? '\\infty' : showValue({ kind: 'exact', value: exponent });
  for (const [letter, place] of sides.indices) words[letter] = String(place);
  for (const key of owners) {
    const value = instance.chosen.get(key);
    if (!value) continue;
    const entries = value.entries.map((entry) => showValue(numberIn(sides, entry, model, new Fuel(20_000))));
    words[key] = laidOut(entries, value.rows, value.columns);
  }
  return words;
}

function laidOut(entries: readonly string[], rows: number, columns: number): string {
  if (entries.length === 1) return entries[0] ?? '';
  if (columns === 1) return `(${entries.join(', ')})^T`;
  const lines = Array.from({ length: rows }, (_, i) => entries.slice(i * columns, (i + 1) * columns).join(' & '));
  return `\\begin{pmatrix} ${lines.join(' \\\\ ')} \\end{pmatrix}`;
}
