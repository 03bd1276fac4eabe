import { orderOf } from '../../formula/order';
import { Fuel, OutOfFuel } from '../../kernel/fuel';
import { enumerateReadings } from '../../model/reading';
import { isAboutGrowth } from '../../model/growth/notation';
import { isStructured, speaksOfDimensions } from '../../model/structure/concern';
import { World } from '../../model/structure/world';
import type { Link } from '../../statement/statement';
import { undecided, type Finding } from '../checker';
import type { Role } from '../role';
import type { CheckerName } from '../verdict';
import type { StructuredChecker, StructuredClaim, StructuredFinding } from './checker';
import { asymptotics } from './asymptotics';
import { approximate, compareFormulas, shapeFault } from './compare';
import { densities } from './densities';
import { distribution } from './distribution';
import { growth } from './growth';
import { functions } from './function';
import { membership } from './membership';
import { mentionsExpectation } from './mentions';
import { outcomes } from './outcomes';
import { proportionality } from './proportionality';
import { update } from './update';

export { World };
export type { StructuredChecker, StructuredClaim } from './checker';

/** Effort for one reading of one claim: more than for numbers alone, as it is spent on several sizes. */
export const fuelPerReading = 400_000;

const matrix: StructuredChecker = {
  name: 'matrix',
  check(claim, fuel) {
    const comparison = orderOf(claim.relation.kind);
    return comparison === undefined || usesChance(claim) ? undefined : compareFormulas(claim, comparison, false, fuel);
  },
};

const expectation: StructuredChecker = {
  name: 'expectation',
  check(claim, fuel) {
    if (!usesChance(claim)) return undefined;
    if (claim.relation.kind === 'approx') return approximate(claim, fuel);
    const comparison = orderOf(claim.relation.kind);
    return comparison === undefined ? undefined : compareFormulas(claim, comparison, true, fuel);
  },
};

/** In this order; the first that has something to say decides. */
export const structuredCheckers: readonly StructuredChecker[] = [
  growth,
  distribution,
  outcomes,
  densities,
  functions,
  asymptotics,
  proportionality,
  matrix,
  expectation,
  membership,
  update,
];

/** A structured claim decided, as far as it was. */
export interface StructuredOutcome {
  readonly finding: Finding;
  readonly checker: CheckerName;
  readonly role: Role | undefined;
  /** The reading of ambiguous notation, where there was a choice. */
  readonly reading: string | undefined;
  /** All readings were tried. */
  readonly complete: boolean;
}

/** Decides a link whose sides speak of vectors, matrices or random quantities; undefined for all others. */
export function checkStructured(
  given: Link,
  world: World,
  latex: string,
  premise: boolean,
): StructuredOutcome | undefined {
  const plain = world.inputs.withoutIn(given);
  // What an arrow starts from is supposed for the sake of what follows.
  const link: Link = premise && plain.attitude !== 'denied' ? { ...plain, attitude: 'assumed' } : plain;
  if (link.relation.negated || link.relation.modulus) return undefined;
  const structured = [link.left, link.right].some((side) => isStructured(side, world, link.scope));
  const sized = !structured && isDerived(link) && speaksOfDimensions([link.left, link.right], world, link.scope);
  if (!structured && !sized && !isAboutGrowth(link)) return undefined;
  const introduces = world.introduces(link);
  const { readings, complete } = enumerateReadings((chooser) => {
    const claim: StructuredClaim = {
      left: link.left,
      right: link.right,
      relation: link.relation,
      link,
      world,
      seed: latex,
      chooser,
    };
    return introduces ? introduced(claim, new Fuel(fuelPerReading)) : ask(claim, new Fuel(fuelPerReading));
  });
  const outcomes = readings.map(({ value, says }) => ({ ...value, reading: says, complete }));
  const pick =
    outcomes.find((o) => o.finding.kind === 'holds') ??
    outcomes.find((o) => o.finding.kind === 'undecided') ??
    outcomes.find((o) => o.finding.kind === 'conditional') ??
    outcomes[0];
  return pick?.checker === 'none' ? undefined : pick;
}

/** What gives a symbol its meaning is taken, as long as its parts fit together. */
function introduced(
  claim: StructuredClaim,
  fuel: Fuel,
): { finding: Finding; checker: CheckerName; role: Role | undefined } {
  const misfit = shapeFault(claim, fuel);
  if (misfit) {
    claim.world.dismiss(claim.link);
    return { ...misfit, checker: 'matrix' };
  }
  const role: Role = { kind: 'given', reason: 'This says what a symbol stands for.' };
  return { finding: undecided(role.reason), checker: 'matrix', role };
}

/** A relation between sizes that is no condition on them: nothing is named by it, and it goes on from something. */
function isDerived(link: Link): boolean {
  return (link.attitude === 'concluded' || link.size > 1 || link.implicit) && link.left.kind !== 'symbol';
}

function ask(claim: StructuredClaim, fuel: Fuel): { finding: Finding; checker: CheckerName; role: Role | undefined } {
  for (const checker of structuredCheckers) {
    const found = attempt(checker, claim, fuel);
    if (found) return { ...found, checker: checker.name };
  }
  return { finding: undecided('No check for this kind of claim exists yet.'), checker: 'none', role: undefined };
}

function attempt(checker: StructuredChecker, claim: StructuredClaim, fuel: Fuel): StructuredFinding | undefined {
  try {
    return checker.check(claim, fuel);
  } catch (error) {
    if (error instanceof OutOfFuel)
      return { finding: undecided('Checking this would take more effort than one claim may use.'), role: undefined };
    throw error;
  }
}

/** Whether an expectation, a variance or the like stands in the claim. */
function usesChance({ left, right, world, link }: StructuredClaim): boolean {
  return [left, right].some((side) => mentionsExpectation(side, world, link.scope));
}
