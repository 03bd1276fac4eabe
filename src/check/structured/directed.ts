import { NoValue } from '../../kernel/canonical/field';
import { Fuel, OutOfFuel } from '../../kernel/fuel';
import { Rational } from '../../kernel/rational';
import type { Order } from '../../formula/order';
import { Seeded } from '../../model/seeded';
import type { Input } from '../../model/structure/instance';
import { FreeIndex, NotComputed, TooLarge } from '../../model/structure/outcome';
import { climb, simplified, vanishes, type Point, type Terrain } from './ascent';
import type { StructuredClaim } from './checker';
import { landscapeOf, type Landscape } from './landscape';
import { allowed, groupsOf, structuredDraws, type Group } from './patterns';
import { sizeTables, type Manner } from './trial';

/** What a search for numbers that break an inequality came to. */
export interface Directed {
  /** Ways to draw numbers that break it as far as doubles tell, the likeliest first; to be confirmed exactly. */
  readonly suspects: readonly Situation[];
  /** Numbers of all kinds of sizes for which it holds. */
  readonly samples: readonly Situation[];
  /** At how many points it holds. */
  readonly tried: number;
  /** The symbols that make both sides of a strict inequality equal where they alone are zero. */
  readonly equalAtZero: readonly string[];
}

/** Numbers for everything that is open, to be evaluated exactly. */
export interface Situation {
  readonly manner: Manner;
  readonly sizes: ReadonlyMap<string, number>;
}

/** Effort for everything that is computed exactly on the way. */
const fuelOfSearch = 200_000;
/** Instances for each choice of the sizes where letters below norms have several values. */
const instancesOfExponents = 4;
/** Evaluations for each start of a climb, and for making what it found easier to follow. */
const climbBudget = 240;
const simplifyBudget = 160;
const starts = 3;
/** Above this a violation is more than rounding. */
const broken = 1e-6;
/** Up to this two sides may be equal. */
const level = 1e-12;
const mostSuspects = 4;

/**
 * Looks for numbers that break an inequality: at structured places first, then uphill from the worst of them. Undefined where its sides need exact numbers
 * to be computed. Throws `Mismatch`.
 */
export function directedSearch(claim: StructuredClaim, comparison: Order, drawn: boolean): Directed | undefined {
  const fuel = new Fuel(fuelOfSearch);
  const isStrict = comparison === '<' || comparison === '>';
  const landscapes = landscapesOf(claim, comparison, drawn, fuel);
  if (!landscapes) return undefined;
  const suspects: Situation[] = [];
  const equalities: Situation[] = [];
  const samples: Situation[] = [];
  const equalAtZero = new Set<string>();
  let tried = 0;
  for (const nonnegative of [true, false]) {
    for (const landscape of landscapes) {
      const survey = surveyed(landscape, nonnegative, isStrict, `${claim.seed} survey`);
      if (!survey) continue;
      tried += survey.tried;
      for (const owner of survey.equalAtZero) equalAtZero.add(owner);
      if (survey.sample && nonnegative) samples.push(situationAt(landscape, survey.sample));
      if (survey.worst) suspects.push(situationAt(landscape, survey.worst));
      else if (survey.level) equalities.push(situationAt(landscape, survey.level));
      if (suspects.length >= mostSuspects) break;
    }
    if (suspects.length > 0) break;
  }
  const found = suspects.length > 0 ? suspects : isStrict ? equalities : [];
  return { suspects: found, samples, tried, equalAtZero: [...equalAtZero] };
}

/** Those of sizes above 1 come first. */
function landscapesOf(
  claim: StructuredClaim,
  comparison: Order,
  drawn: boolean,
  fuel: Fuel,
): readonly Landscape[] | undefined {
  const found: Landscape[] = [];
  for (const [index, table] of sizeTables.entries()) {
    let count = 1;
    for (let k = 0; k < count; k++) {
      try {
        const manner: Manner = { table, entries: 'tape', drawn, seed: `${claim.seed} ${index} ${k}` };
        const landscape = landscapeOf(claim, comparison, manner, fuel);
        if (!landscape) return undefined;
        if (landscape.varies) count = instancesOfExponents;
        found.push(landscape);
      } catch (error) {
        if (error instanceof OutOfFuel && found.length > 0) break;
        if (error instanceof NoValue || error instanceof TooLarge) continue;
        if (error instanceof NotComputed || error instanceof FreeIndex || error instanceof OutOfFuel) return undefined;
        throw error;
      }
    }
  }
  const isSmall = ({ sizes }: Landscape): boolean => [...sizes.values()].includes(1);
  return [...found.filter((l) => !isSmall(l)), ...found.filter(isSmall)];
}

interface Survey {
  readonly tried: number;
  /** A point at which it is broken. */
  readonly worst: Point | undefined;
  /** One at which both sides are equal though no symbol is zero. */
  readonly level: Point | undefined;
  readonly sample: Point | undefined;
  readonly equalAtZero: readonly string[];
}

/** Undefined where numbers may not be negative anyway: they were tried before. */
function surveyed(landscape: Landscape, nonnegative: boolean, isStrict: boolean, seed: string): Survey | undefined {
  const { inputs, violation } = landscape;
  const groups = groupsOf(inputs);
  const lone = new Set(
    groups.flatMap(({ places: [place, more] }) => (more === undefined && place !== undefined ? [place] : [])),
  );
  if (!nonnegative && ![...lone].some((place) => canBeNegative(inputs[place]))) return undefined;
  const within = (value: number, place: number): number => {
    const input = inputs[place];
    if (!input) return value;
    const own = allowed(value, input);
    return nonnegative && lone.has(place) && !input.range ? Math.abs(own) : own;
  };
  const terrain: Terrain = { violation, groups, allowed: within };
  const seeded = new Seeded(seed);
  const points: Point[] = [];
  let flat: Point | undefined;
  let tried = 0;
  const random: Float64Array[] = [];
  for (const draw of structuredDraws(inputs, groups, seeded)) {
    const values = draw.map(within);
    if (vanishes(values, groups)) continue;
    random.push(values);
    const found = violation(values);
    if (Number.isNaN(found)) continue;
    tried++;
    points.push({ values, violation: found });
    if (Math.abs(found) <= level) flat ??= { values, violation: found };
  }
  points.sort((a, b) => b.violation - a.violation);
  let [worst] = points;
  for (const start of points.slice(0, starts)) {
    if (worst && worst.violation > broken) break;
    const top = climb(terrain, start, broken, climbBudget, seeded);
    tried++;
    if (!worst || top.violation > worst.violation) worst = top;
  }
  const isBroken = worst !== undefined && worst.violation > broken;
  const equalAtZero = isStrict && !isBroken ? zeroOwners(random.at(-1), groups, landscape) : [];
  return {
    tried,
    worst: isBroken && worst ? simplified(terrain, worst, simplifyBudget) : undefined,
    level: flat,
    sample: points.find((p) => (isStrict ? p.violation < -level : p.violation <= broken)),
    equalAtZero,
  };
}

function canBeNegative(input: Input | undefined): boolean {
  return input !== undefined && !input.range && (input.sign === 'any' || input.sign === 'nonzero');
}

/** The symbols that make both sides equal where they are zero and all others are not. */
function zeroOwners(
  values: Float64Array | undefined,
  groups: readonly Group[],
  { inputs, violation }: Landscape,
): readonly string[] {
  if (!values) return [];
  return groups.flatMap(({ owner, places }) => {
    if (places.some((place) => !canVanish(inputs[place]))) return [];
    const changed = values.slice();
    for (const place of places) changed[place] = 0;
    return Math.abs(violation(changed)) <= level ? [owner] : [];
  });
}

function canVanish(input: Input | undefined): boolean {
  return input !== undefined && !input.range && (input.sign === 'any' || input.sign === 'nonnegative');
}

/** The same instance with these numbers. */
function situationAt({ manner, names, sizes }: Landscape, { values }: Point): Situation {
  const given = new Map(names.map((name, place) => [name, fractionOf(values[place] ?? 0)]));
  return { manner: { ...manner, entries: 'numbers', given }, sizes };
}

function fractionOf(value: number): Rational {
  return value === 0 ? Rational.zero : Rational.fromNumber(value).simplest(1e-9);
}
