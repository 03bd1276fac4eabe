import type { Quotient } from '../../kernel/canonical/atom';
import type { Node } from '../../formula/tree';
import { walk } from '../../formula/walk';
import type { Fuel } from '../../kernel/fuel';
import { Rational } from '../../kernel/rational';
import type { Model } from '../../model/models';
import { satisfies } from '../arithmetic';
import { undecided, type Comparison } from '../checker';
import { compareValues, distance, sizeOf, type Value as Number } from '../value';
import type { StructuredClaim, StructuredFinding } from './checker';
import { excuse, isContradicted } from './excuse';
import { failsIn } from './fault';
import { pairsOf, type Part } from './pairs';
import { structuredRole } from './role';
import { compareRounded } from './rounded';
import { modelFor, surelyOrdered, twoValued, withPattern } from './samples';
import { numberIn, ownersIn, situation, type Sides } from './trial';

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

/** What is said when what was taken for granted is not so. */
export const unfitting = undecided(
  'What is said about these quantities does not fit what was taken for granted of them.',
);

/** "Cov(X, Y) = 1" says that X and Y are not independent. */
export function doesNotFit(claim: StructuredClaim, seen: Sides): boolean {
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
