import { NoValue } from '../../kernel/canonical/field';
import { OutOfFuel, type Fuel } from '../../kernel/fuel';
import type { Rational } from '../../kernel/rational';
import { isOpenSide } from '../../model/structure/inferred';
import { TooLarge } from '../../model/structure/outcome';
import { holds, undecided, type Comparison } from '../checker';
import type { StructuredClaim, StructuredFinding } from './checker';
import { directedSearch, type Directed, type Situation } from './directed';
import { dependence, doesNotFit, failed, judge, unfitting, type Failure } from './judge';
import { structuredRole } from './role';
import { evaluateSides, sizeTables, type Manner, type Sides } from './trial';

/** How often entries are drawn for each table of sizes, where no formula settles it. */
const draws = 8;

interface Failing {
  readonly failure: Failure;
  readonly all: readonly Sides[];
}

interface Tried {
  readonly failures: Failing[];
  readonly held: Sides[];
}

/** With numbers for everything: inequalities, and what symbols are too heavy for. */
export function byNumbers(
  claim: StructuredClaim,
  comparison: Comparison,
  usesChance: boolean,
  fuel: Fuel,
): StructuredFinding {
  const tried: Tried = { failures: [], held: [] };
  const isSearched = comparison !== '=' && comparison !== '!=' && comparison !== 'approx' && !usesChance;
  const search = isSearched ? directedSearch(claim, comparison, true) : undefined;
  const decided = search && bySearch(claim, comparison, search, tried, fuel);
  return decided ?? byDraws(claim, comparison, usesChance, tried, fuel);
}

/** What a search found is computed exactly; undefined where that does not settle the claim. */
function bySearch(
  claim: StructuredClaim,
  comparison: Comparison,
  search: Directed,
  tried: Tried,
  fuel: Fuel,
): StructuredFinding | undefined {
  for (const { manner, sizes } of search.suspects) {
    if (!tryIn(claim, comparison, manner, tried, fuel)) continue;
    const [failing] = tried.failures;
    if (!failing || numbersIn(failing.failure.sides).some(isNegative)) continue;
    return onlyOfOne(claim, search, sizes) ?? failed(claim, failing.failure, failing.all, comparison, fuel);
  }
  if (tried.failures.length > 0) return undefined;
  for (const { manner } of search.samples) if (tryIn(claim, comparison, manner, tried, fuel)) return undefined;
  if (tried.held.length === 0 || search.tried < 10) return undefined;
  const remarks = search.equalAtZero.length > 0 ? [equalWhereZero(search.equalAtZero)] : [];
  return tested(tried.held.length + search.tried, tried.held[0], claim, remarks);
}

function equalWhereZero(symbols: readonly string[]): string {
  const words = symbols.map((key) => `$${key} = 0$`);
  return `For ${words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}` : (words[0] ?? '')} both sides are equal.`;
}

/** What is broken only where a length is 1: `n \ne 1`. */
function onlyOfOne(
  claim: StructuredClaim,
  { suspects, samples }: Directed,
  sizes: ReadonlyMap<string, number>,
): StructuredFinding | undefined {
  const isOne = (key: string) => (situation: Situation) => situation.sizes.get(key) === 1;
  const others = samples.filter(({ sizes: own }) => !suspects.some((suspect) => suspect.sizes === own));
  const [letter] = [...sizes.keys()].filter(
    (key) => !isOpenSide(key) && suspects.every(isOne(key)) && others.length > 1 && !others.some(isOne(key)),
  );
  if (letter === undefined) return undefined;
  const condition = `${letter} \\ne 1`;
  return {
    finding: { kind: 'conditional', condition, reason: `This holds for $${condition}$ only.` },
    role: structuredRole(claim.link, undefined),
  };
}

/** Evaluates the claim in one instance; whether it fails there. */
function tryIn(claim: StructuredClaim, comparison: Comparison, manner: Manner, tried: Tried, fuel: Fuel): boolean {
  const all = evaluated(claim, manner, comparison, fuel);
  let fails = false;
  for (const sides of all ?? []) {
    const outcome = judge(claim, sides, comparison, fuel);
    if (outcome.kind === 'fails') tried.failures.push({ failure: outcome.failure, all: all ?? [] });
    else if (outcome.kind !== 'skipped') tried.held.push(sides);
    fails ||= outcome.kind === 'fails';
  }
  return fails;
}

/** Undefined where there is no value for these sizes or numbers. */
function evaluated(
  claim: StructuredClaim,
  manner: Manner,
  comparison: Comparison,
  fuel: Fuel,
): readonly Sides[] | undefined {
  try {
    return evaluateSides(claim, { ...manner, derives: comparison !== '=' }, fuel);
  } catch (error) {
    if (error instanceof NoValue || error instanceof TooLarge) return undefined;
    throw error;
  }
}

function byDraws(
  claim: StructuredClaim,
  comparison: Comparison,
  usesChance: boolean,
  tried: Tried,
  fuel: Fuel,
): StructuredFinding {
  const { failures, held } = tried;
  for (const manner of manners(claim, draws, !usesChance)) {
    try {
      tryIn(claim, comparison, manner, tried, fuel);
    } catch (error) {
      if (error instanceof OutOfFuel && (held.length >= 12 || failures.length > 0)) break;
      throw error;
    }
    // Where a negative number breaks it, nonnegative ones may all be well.
    const isPlain = ({ failure: { sides } }: Failing): boolean =>
      !numbersIn(sides).some(isNegative) && !sides.instance.random.outside;
    if (failures.some(isPlain)) break;
  }
  // A situation without negative numbers is easier to follow.
  const first = failures.find(({ failure }) => !numbersIn(failure.sides).some(isNegative)) ?? failures[0];
  if (!first) return tested(held.length, held[0], claim);
  const between = insideOnly(
    claim,
    failures.map(({ failure }) => failure.sides),
    held,
  );
  if (between) return between;
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

/** What fails only where a probability is asked for at a place that no value reaches: `P(U \\le t) = t` is meant for t between 0 and 1. */
function insideOnly(
  claim: StructuredClaim,
  failures: readonly Sides[],
  held: readonly Sides[],
): StructuredFinding | undefined {
  const inside = held.filter(({ instance }) => !instance.random.outside);
  if (inside.length < 6 || !failures.every(({ instance }) => instance.random.outside)) return undefined;
  const introduced = failures.some((sides) =>
    numbersIn(sides).some(([key]) => claim.world.declared(key, claim.link.scope) !== undefined),
  );
  if (introduced) return undefined;
  return {
    finding: holds('tested', 'This holds wherever the values of the random quantity can lie.'),
    role: structuredRole(claim.link, undefined),
  };
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

function tested(
  tried: number,
  seen: Sides | undefined,
  claim: StructuredClaim,
  remarks: readonly string[] = [],
): StructuredFinding {
  if (!seen || tried < 10)
    return { finding: undecided('Too few values were found for which both sides are defined.'), role: undefined };
  if (doesNotFit(claim, seen)) return { finding: unfitting, role: undefined };
  return {
    finding: holds('tested', `This holds in all ${tried} cases that were tried.`, remarks),
    role: structuredRole(claim.link, dependence(seen)),
  };
}
