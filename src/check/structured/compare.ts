import type { Quotient } from '../../kernel/canonical/atom';
import { NoValue } from '../../kernel/canonical/field';
import type { Node } from '../../formula/tree';
import { symbolsOf, walk } from '../../formula/walk';
import { NoRule } from '../../kernel/canonical/values';
import { Fuel, OutOfFuel } from '../../kernel/fuel';
import { Rational } from '../../kernel/rational';
import type { Model } from '../../model/models';
import { FreeIndex, Mismatch, NeedsNumbers, NotComputed, TooLarge } from '../../model/structure/outcome';
import { satisfies } from '../arithmetic';
import { holds, undecided, type Comparison, type Finding } from '../checker';
import { compareValues, distance, sizeOf, type Value as Number } from '../value';
import { failsIn } from './fault';
import type { StructuredClaim, StructuredFinding } from './checker';
import { excuse, isContradicted } from './excuse';
import { pairsOf, type Part } from './pairs';
import { structuredRole } from './role';
import { modelFor, surelyOrdered, twoValued, withPattern } from './samples';
import { compareRounded } from './rounded';
import { evaluateSides, numberIn, ownersIn, situation, sizeTables, type Manner, type Sides } from './trial';

/** How often entries are drawn for each table of sizes, where no formula settles it. */
const draws = 8;
const drawsOfInequality = 8;

export interface Failure {
  readonly sides: Sides;
  readonly model: Model;
  readonly left: Number;
  readonly right: Number;
  /** Of complex numbers, what of them was compared. */
  readonly part?: Part;
  /** The entry that differs, in words. */
  readonly place?: string;
}

/** One side of the comparison of two values, in one instance. */
export type Outcome =
  { readonly kind: 'equal' | 'agrees' | 'skipped' } | { readonly kind: 'fails'; readonly failure: Failure };

/** Compares two formulas in instances of several sizes. `usesChance`: an expectation stands in them, so that random quantities stay random. */
export function compareFormulas(
  claim: StructuredClaim,
  comparison: Comparison,
  usesChance: boolean,
  fuel: Fuel,
): StructuredFinding {
  try {
    const exact = comparison === '=' ? bySymbolsFirst(claim, usesChance, fuel) : undefined;
    if (exact && exact.finding.kind !== 'undecided') return exact;
    const drawn = byNumbers(claim, comparison, usesChance, fuel);
    return exact && drawn.finding.kind === 'undecided' ? exact : drawn;
  } catch (error) {
    if (error instanceof Mismatch) return misfit(claim, error);
    return { finding: undecided(reasonOf(error)), role: undefined };
  }
}

/** `\approx` between numbers; between anything else it is not checked. */
export function approximate(claim: StructuredClaim, fuel: Fuel): StructuredFinding | undefined {
  try {
    return compareRounded(claim, fuel);
  } catch (error) {
    if (error instanceof Mismatch) return undefined;
    return { finding: undecided(reasonOf(error)), role: undefined };
  }
}

/** What is said when an evaluation ended early. */
export function reasonOf(error: unknown): string {
  if (error instanceof NotComputed) return `Not checked: ${error.message}.`;
  if (error instanceof NoRule) return `Not checked: ${error.message}.`;
  if (error instanceof FreeIndex) return `Not checked: ${error.message}.`;
  if (error instanceof NoValue) return `One side has no value: ${error.message}.`;
  if (error instanceof OutOfFuel) return 'Checking this would take more effort than one claim may use.';
  throw error;
}

export function misfit(claim: StructuredClaim, error: Mismatch): StructuredFinding {
  const { left, right, link, world } = claim;
  if ([left, right].some((side) => symbolsOf(side).some((key) => world.arrays.isSaidSquare(key, link.scope))))
    return { finding: undecided('A matrix here is said to be square; that is not used yet.'), role: undefined };
  const finding: Finding = {
    kind: 'fails',
    everywhere: true,
    determined: true,
    evidence: 'exact',
    reason: error.message,
    counterexample: {},
    left: '',
    right: '',
  };
  return { finding, role: structuredRole(claim.link, undefined) };
}

/** A part of the right side that does not fit together. */
export function shapeFault(claim: StructuredClaim, fuel: Fuel): StructuredFinding | undefined {
  const [table = []] = sizeTables;
  try {
    evaluateSides({ ...claim, left: claim.right }, { table, entries: 'symbols', drawn: false, seed: claim.seed }, fuel);
  } catch (error) {
    if (error instanceof Mismatch) return misfit(claim, error);
    reasonOf(error);
  }
  return undefined;
}

/** Numbers must still be tried where symbols are too heavy; an expectation has no other way. */
function bySymbolsFirst(claim: StructuredClaim, usesChance: boolean, fuel: Fuel): StructuredFinding | undefined {
  if (usesChance) return bySymbols(claim, '=', usesChance, fuel);
  const share = Math.floor(fuel.left / 2);
  const part = new Fuel(share);
  try {
    return bySymbols(claim, '=', usesChance, part);
  } finally {
    fuel.spend(share - part.left);
  }
}

/** With symbols for entries: what agrees holds for all values of them. */
function bySymbols(
  claim: StructuredClaim,
  comparison: Comparison,
  usesChance: boolean,
  fuel: Fuel,
): StructuredFinding | undefined {
  let agreements = 0;
  let exactly = true;
  let sized = false;
  let indexed = false;
  let seen: Sides | undefined;
  let valueless: NoValue | undefined;
  for (const [index, table] of sizeTables.entries()) {
    const manner: Manner = { table, entries: 'symbols', drawn: false, seed: `${claim.seed} ${index}` };
    let all: readonly Sides[];
    try {
      all = evaluateSides(claim, manner, fuel);
    } catch (error) {
      if (error instanceof TooLarge) continue;
      // "$X^\\top X$ is invertible" for tall matrices only: what is claimed is claimed of those.
      if (error instanceof NoValue) {
        valueless ??= error;
        continue;
      }
      if (error instanceof NeedsNumbers) return undefined;
      if (error instanceof OutOfFuel && agreements >= 3) break;
      if (error instanceof OutOfFuel || error instanceof NotComputed)
        return usesChance || error instanceof NotComputed ? rethrow(error) : undefined;
      throw error;
    }
    for (const sides of all) {
      seen ??= sides;
      const outcome = judge(claim, sides, comparison, fuel);
      if (outcome.kind === 'fails' && sides.instance.looseEvents) return undefined;
      if (outcome.kind === 'fails') return failed(claim, outcome.failure, all, comparison, fuel);
      // Where no number could be put in, nothing was compared.
      if (outcome.kind === 'skipped') return undefined;
      if (outcome.kind === 'agrees') exactly = false;
    }
    agreements++;
    indexed ||= all.some((sides) => sides.indices.size > 0);
    sized ||= (all[0]?.instance.sizes.size ?? 0) > 0;
    if (!sized) break;
  }
  if (valueless && agreements < 2) throw valueless;
  const role = seen && structuredRole(claim.link, dependence(seen));
  if (!seen) return undefined;
  if (doesNotFit(claim, seen)) return { finding: unfitting, role };
  if (exactly && !sized && !indexed) return { finding: holds('proved', 'Both sides are the same expression.'), role };
  return {
    finding: holds(
      'tested',
      `Both sides agree for ${sized ? `${agreements} choices of the sizes` : 'all numbers that were tried'}.`,
    ),
    role,
  };
}

function rethrow(error: unknown): never {
  throw error;
}

export function dependence(sides: Sides): {
  readonly left: ReadonlySet<string>;
  readonly right: ReadonlySet<string>;
  readonly sides: Sides;
} {
  return {
    left: ownersIn(sides.instance, sides.left.entries),
    right: ownersIn(sides.instance, sides.right.entries),
    sides,
  };
}

/** With numbers for everything: inequalities, and what symbols are too heavy for. */
function byNumbers(claim: StructuredClaim, comparison: Comparison, usesChance: boolean, fuel: Fuel): StructuredFinding {
  const failures: { readonly failure: Failure; readonly all: readonly Sides[] }[] = [];
  const held: Sides[] = [];
  const count = comparison === '=' ? draws : drawsOfInequality;
  for (const tried of manners(claim, count, !usesChance)) {
    const manner = { ...tried, derives: comparison !== '=' };
    let all: readonly Sides[];
    try {
      all = evaluateSides(claim, manner, fuel);
    } catch (error) {
      if (error instanceof NoValue || error instanceof TooLarge) continue;
      if (error instanceof OutOfFuel && (held.length >= 12 || failures.length > 0)) break;
      throw error;
    }
    for (const sides of all) {
      const outcome = judge(claim, sides, comparison, fuel);
      if (outcome.kind === 'fails') failures.push({ failure: outcome.failure, all });
      else if (outcome.kind !== 'skipped') held.push(sides);
    }
    // Where a negative number breaks it, nonnegative ones may all be well.
    if (failures.length > 0 && !failures.some(({ failure }) => numbersIn(failure.sides).some(isNegative))) break;
  }
  // A situation without negative numbers is easier to follow.
  const first = failures.find(({ failure }) => !numbersIn(failure.sides).some(isNegative)) ?? failures[0];
  if (!first) return tested(held.length, held[0], claim);
  const above = nonnegatively(
    claim,
    failures.map(({ failure }) => failure.sides),
    held,
  );
  return above ?? failed(claim, first.failure, first.all, comparison, fuel);
}

function* manners(claim: StructuredClaim, count: number, drawn: boolean): Generator<Manner> {
  for (const [index, table] of sizeTables.entries())
    for (let draw = 0; draw < count; draw++)
      yield { table, entries: 'numbers', drawn, seed: `${claim.seed} ${index} ${draw}` };
}

/** The open numbers of an instance with their values. */
function numbersIn({ instance }: Sides): readonly (readonly [string, Rational])[] {
  return [...instance.chosen].flatMap(([key, { entries }]) => {
    const value = entries.length === 1 && entries[0] ? instance.algebra.constantValue(entries[0]) : undefined;
    return value ? [[key, value] as const] : [];
  });
}

function isNegative([, value]: readonly [string, Rational]): boolean {
  return value.sign < 0;
}

/** What fails only where a number is negative holds where none is: `P(T > t) = e^{-\lambda t}`. */
function nonnegatively(
  claim: StructuredClaim,
  failures: readonly Sides[],
  held: readonly Sides[],
): StructuredFinding | undefined {
  const role = structuredRole(claim.link, undefined);
  const isBelow = (key: string) => (sides: Sides) => numbersIn(sides).some((n) => n[0] === key && isNegative(n));
  const keys = [
    ...new Set(
      failures.flatMap((sides) =>
        numbersIn(sides)
          .filter(isNegative)
          .map(([key]) => key),
      ),
    ),
  ];
  const enough = (letters: readonly string[]): boolean =>
    failures.every((sides) => letters.some((key) => isBelow(key)(sides))) &&
    held.filter((sides) => !letters.some((key) => isBelow(key)(sides))).length >= 8;
  const [sole] = keys.filter((key) => enough([key]));
  // Of letters that were never introduced the values are meant for which it makes sense.
  const introduced = keys.filter((key) => claim.world.declared(key, claim.link.scope) !== undefined);
  const free = keys.filter((key) => !introduced.includes(key));
  if (free.length > 0 && enough(free)) {
    const condition = free.map((key) => `$${key} \\ge 0$`).join(' and ');
    return { finding: holds('tested', `This holds for all ${condition} that were tried.`), role };
  }
  if (sole === undefined) return undefined;
  const condition = `${sole} \\ge 0`;
  return { finding: { kind: 'conditional', condition, reason: `This holds for $${condition}$ only.` }, role };
}

function tested(tried: number, seen: Sides | undefined, claim: StructuredClaim): StructuredFinding {
  if (!seen || tried < 10)
    return { finding: undecided('Too few values were found for which both sides are defined.'), role: undefined };
  if (doesNotFit(claim, seen)) return { finding: unfitting, role: undefined };
  return {
    finding: holds('tested', `This holds in all ${tried} cases that were tried.`),
    role: structuredRole(claim.link, dependence(seen)),
  };
}

const unfitting = undecided('What is said about these quantities does not fit what was taken for granted of them.');

/** "Cov(X, Y) = 1" says that X and Y are not independent. */
function doesNotFit(claim: StructuredClaim, seen: Sides): boolean {
  return seen.instance.assumed.size > 0 && isContradicted(claim, seen, new Map());
}

export function judge(claim: StructuredClaim, sides: Sides, comparison: Comparison, fuel: Fuel): Outcome {
  const { algebra } = sides.instance;
  const pairs = pairsOf(claim, sides, comparison);
  let outcome: Outcome = { kind: 'equal' };
  for (const {
    sides: [left, right],
    part,
    place,
  } of pairs) {
    const allowsEqual = comparison === '=' || comparison === '<=' || comparison === '>=';
    if (allowsEqual && algebra.subtract(left, right).numerator.size === 0) continue;
    outcome = { kind: 'agrees' };
    if (surelyOrdered(sides, left, right, comparison, fuel)) continue;
    const open = [left, right];
    const samples = Math.max(3, 2 ** twoValued(sides).length);
    for (let k = 0; k < samples; k++) {
      const drawn = modelFor(sides, [...open, ...chosenEntries(sides)], `${claim.seed} sample ${k}`);
      if (!drawn) return { kind: 'skipped' };
      const model = withPattern(sides, drawn, k);
      // Where nothing is open, one sample is all there is.
      const isLast = k === 2 || model.size === 0;
      const [a, b] = [numberIn(sides, left, model, fuel), numberIn(sides, right, model, fuel)];
      if (a.kind === 'undefined' || b.kind === 'undefined' || a.kind === 'unclear' || b.kind === 'unclear') {
        if (isLast) return { kind: 'skipped' };
        continue;
      }
      const order = compareValues(a, b);
      if (order === 'unclear') {
        if (comparison === '<' || comparison === '>' || comparison === '!=') return { kind: 'skipped' };
      } else if (!satisfies(comparison, order))
        return {
          kind: 'fails',
          failure: { sides, model, left: a, right: b, ...(part ? { part } : {}), ...(place ? { place } : {}) },
        };
      if (isLast) break;
    }
  }
  return outcome;
}

function chosenEntries(sides: Sides): readonly Quotient[] {
  return [...sides.instance.chosen.values()].flatMap((value) => value.entries);
}

export function failed(
  claim: StructuredClaim,
  failure: Failure,
  all: readonly Sides[],
  comparison: Comparison,
  fuel: Fuel,
  invented: Readonly<Record<string, string>> = {},
): StructuredFinding {
  const { sides, model, left, right, part, place } = failure;
  const depends = dependence(sides);
  const role = structuredRole(claim.link, depends);
  if (comparison === '=' && role.kind === 'claim' && hasDrawnNumber(sides))
    return { finding: undecided('This may be an equation for one of its numbers.'), role };
  if (comparison === '=' && (hasDecimals(claim.left) || hasDecimals(claim.right))) {
    const rounded = compareRounded(claim, fuel);
    if (rounded?.finding.kind === 'holds') return rounded;
  }
  const excused = excuse(claim, sides, model) ?? roundingExcuse(claim, left, right);
  if (excused !== undefined) return { finding: undecided(excused), role };
  const apart = differentIndices(claim, all, sides, comparison, fuel);
  if (apart !== undefined)
    return {
      finding: { kind: 'conditional', condition: apart, reason: `This holds for $${apart}$ only.` },
      role: structuredRole(claim.link, undefined),
    };
  const drawn = sides.instance.entries === 'numbers';
  const owners = drawn ? new Set(sides.instance.chosen.keys()) : new Set([...depends.left, ...depends.right]);
  const counterexample = { ...invented, ...situation(sides, owners, model) };
  return { finding: failsIn(counterexample, left, right, { part, place, determined: owners.size === 0 }), role };
}

/** A number that the context leaves open was drawn: which side depends on it cannot be seen any more. */
function hasDrawnNumber({ instance }: Sides): boolean {
  return (
    instance.entries === 'numbers' &&
    [...instance.chosen].some(([key, value]) => value.entries.length === 1 && !instance.eventNumbers.has(key))
  );
}

/** Where two free indices must differ for the claim to hold: `j \ne k`. */
function differentIndices(
  claim: StructuredClaim,
  all: readonly Sides[],
  failing: Sides,
  comparison: Comparison,
  fuel: Fuel,
): string | undefined {
  const letters = [...failing.indices.keys()];
  for (const [i, a] of letters.entries())
    for (const b of letters.slice(i + 1)) {
      if (failing.indices.get(a) !== failing.indices.get(b)) continue;
      const others = all.filter((s) => s.indices.get(a) !== s.indices.get(b));
      if (others.length > 0 && others.every((s) => judge(claim, s, comparison, fuel).kind !== 'fails'))
        return `${a} \\ne ${b}`;
    }
  return undefined;
}

/** Decimals that were written down may be rounded: what is within a percent is then no error. */
function roundingExcuse({ left: a, right: b }: StructuredClaim, left: Number, right: Number): string | undefined {
  if (!hasDecimals(a) && !hasDecimals(b)) return undefined;
  const size = sizeOf(left);
  if (size === undefined || distance(left, right, size.times(Rational.of(1, 100))) === 'beyond') return undefined;
  return 'The sides agree within the rounding of the decimals that are written here.';
}

/** Whether a decimal was written, which may be a rounded number. */
export function hasDecimals(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= node.kind === 'number' && node.digits.includes('.');
    return !found;
  });
  return found;
}
