import { NoValue } from '../../kernel/canonical/field';
import { symbolsOf } from '../../formula/walk';
import { NoRule } from '../../kernel/canonical/values';
import { Fuel, OutOfFuel } from '../../kernel/fuel';
import { FreeIndex, Mismatch, NeedsNumbers, NotComputed, TooLarge } from '../../model/structure/outcome';
import { holds, undecided, type Comparison, type Finding } from '../checker';
import type { StructuredClaim, StructuredFinding } from './checker';
import { dependence, doesNotFit, failed, judge, unfitting } from './judge';
import { byNumbers } from './numbers';
import { compareRounded } from './rounded';
import { structuredRole } from './role';
import { evaluateSides, sizeTables, type Manner, type Sides } from './trial';

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
