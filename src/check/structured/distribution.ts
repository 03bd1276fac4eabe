import type { Quotient } from '../../kernel/canonical/atom';
import { expectationOf, RandomAtoms } from '../../kernel/moments';
import { randomQuantity } from '../../kernel/random';
import { Fuel, OutOfFuel } from '../../kernel/fuel';
import { entryOf } from '../../kernel/matrix';
import { speaksOfJoint } from '../../model/structure/cells';
import { Evaluator } from '../../model/structure/evaluator';
import { probabilityIn } from '../../model/structure/events';
import { Instance, type Entries } from '../../model/structure/instance';
import type { LawWritten } from '../../model/structure/known';
import { lawHere, scalarLaw } from '../../model/structure/laws';
import { FreeIndex, Mismatch, NeedsNumbers, NotComputed } from '../../model/structure/outcome';
import { shapeWords, type Value } from '../../model/structure/value';
import { lawOfFormula } from '../../statement/law';
import { holds, undecided, type Finding } from '../checker';
import { compareValues, evidenceOf, showValue } from '../value';
import type { StructuredChecker, StructuredClaim, StructuredFinding } from './checker';
import { misfit, reasonOf } from './compare';
import { excuse } from './excuse';
import { compareJointly, isJointlyGaussian, jointNormal } from './joint-law';
import { sameLaw } from './law-claim';
import { structuredRole } from './role';
import { evaluateSides, numberIn, ownersIn, sampleFor, situation, sizeTables, type Sides } from './trial';

/** Moments up to this order are compared. */
const highest = 6;

/** `X \sim \mathcal N(0, 1)` of something that is computed: its moments against those of the law. */
export const distribution: StructuredChecker = {
  name: 'distribution',
  check(claim, fuel) {
    const { left } = claim;
    const law = lawOfFormula(claim.right);
    if (!law) return undefined;
    if (claim.relation.kind === '=') return equalLaws(claim, law, fuel);
    if (claim.relation.kind !== '~') return undefined;
    if (left.kind === 'symbol' && !isComputed(claim)) return asWasSaid(claim, left.key, law, fuel);
    try {
      return bySizes(claim, law, 'symbols', fuel);
    } catch (error) {
      if (error instanceof Mismatch) return misfit(claim, error);
      if (error instanceof NeedsNumbers || error instanceof OutOfFuel) return byNumbers(claim, law);
      return { finding: undecided(reasonOf(error)), role: undefined };
    }
  },
};

/** Steps for a law whose moments are too heavy for symbols. */
const effortInNumbers = 200_000;

/** The same with numbers for entries, where symbols are too heavy. */
function byNumbers(claim: StructuredClaim, law: LawWritten): StructuredFinding | undefined {
  try {
    return bySizes(claim, law, 'numbers', new Fuel(effortInNumbers));
  } catch (error) {
    if (error instanceof Mismatch) return misfit(claim, error);
    return { finding: undecided(reasonOf(error)), role: undefined };
  }
}

function bySizes(claim: StructuredClaim, law: LawWritten, entries: Entries, fuel: Fuel): StructuredFinding | undefined {
  const { world, link, left } = claim;
  const role = structuredRole(link, undefined);
  let compared = 0;
  let gaussian = true;
  for (const [index, table] of sizeTables.slice(0, 3).entries()) {
    for (const sides of evaluateSides(
      { ...claim, right: left },
      { table, entries, drawn: false, seed: `${claim.seed} ${index}` },
      fuel,
    )) {
      const ev = new Evaluator(world, link.scope, sides.instance, claim.chooser, new Map(), sides.indices);
      const here = lawHere(ev, law);
      const wide = here.args.find((a) => !a.identity && a.entries.length > 1);
      if (wide && wide.rows !== sides.left.rows)
        throw new Mismatch(
          `The law is one of ${shapeWords(wide)}, what stands before it is ${shapeWords(sides.left)}.`,
        );
      const joint = sides.left.columns === 1 ? jointNormal(here, sides.left.rows) : undefined;
      if (joint) {
        const finding = compareJointly(claim, sides, sides.left, joint, fuel);
        if (finding) return { finding, role };
        compared++;
        if (isJointlyGaussian(sides, sides.left)) continue;
      }
      gaussian = false;
      for (let i = 0; i < sides.left.entries.length; i++) {
        const finding = compareMoments(
          claim,
          sides,
          sides.left,
          i,
          (atoms) => randomQuantity(sides.instance.algebra, atoms, scalarLaw(ev, here, i), 'the law'),
          fuel,
        );
        if (finding) return { finding, role };
        compared++;
      }
      const tied = jointly(sides, sides.left);
      if (tied) return { finding: undecided(tied), role: undefined };
    }
  }
  if (compared === 0) return undefined;
  const reason = gaussian
    ? 'This is made of Gaussian quantities by sums and factors, and has the mean and the covariance of the law.'
    : `All moments up to the ${ordinal(highest)} agree with those of the law.`;
  return { finding: holds('tested', reason), role };
}

/** `p_\mu = \mathcal N(\mu, \sigma^2 I)` where the law of `p_\mu` was said before. */
function equalLaws(claim: StructuredClaim, law: LawWritten, fuel: Fuel): StructuredFinding | undefined {
  const { left: side, world, link } = claim;
  const isProbability = [side, claim.right].some(
    (node) => probabilityIn(node, world, link.scope) ?? speaksOfJoint(node, world, link.scope),
  );
  const left = isProbability ? undefined : lawOfFormula(side);
  return left && restated(claim, left, law, fuel);
}

/** `x \sim \mathcal N(0, 1)` where that is what was said of x. */
function asWasSaid(claim: StructuredClaim, key: string, law: LawWritten, fuel: Fuel): StructuredFinding | undefined {
  const said = claim.world.lawOf(key, claim.link.scope);
  return said && restated(claim, said, law, fuel);
}

function restated(
  claim: StructuredClaim,
  said: LawWritten,
  law: LawWritten,
  fuel: Fuel,
): StructuredFinding | undefined {
  const [table = []] = sizeTables;
  const instance = new Instance(table, 'symbols', false, claim.seed, fuel);
  const ev = new Evaluator(claim.world, claim.link.scope, instance, claim.chooser);
  try {
    if (!sameLaw(ev, lawHere(ev, said), lawHere(ev, law))) return undefined;
    return {
      finding: holds('proved', 'This is the law that was said before.'),
      role: structuredRole(claim.link, undefined),
    };
  } catch (error) {
    if (error instanceof Mismatch || error instanceof NotComputed || error instanceof FreeIndex) return undefined;
    throw error;
  }
}

/** Whether the law of a symbol follows from its definition, so that it can be checked; entries of arrays are looked up by their array. */
function isComputed({ left, world, link }: StructuredClaim): boolean {
  if (left.kind !== 'symbol') return true;
  if (world.definition(left.key, link.scope)) return true;
  const base = left.subscripts.length > 0 ? world.baseOf(left, link.scope) : undefined;
  return base !== undefined && world.definition(base, link.scope) !== undefined;
}

function compareMoments(
  claim: StructuredClaim,
  sides: Sides,
  value: Value,
  i: number,
  draw: (atoms: RandomAtoms) => Quotient,
  fuel: Fuel,
): Finding | undefined {
  const { algebra, random } = sides.instance;
  const entry = value.entries[i] ?? entryOf(value, 0, 0);
  const atoms = new RandomAtoms();
  const lawful = draw(atoms);
  for (let k = 1; k <= highest; k++) {
    const own = expectationOf(algebra, algebra.power(entry, k), random, () => true);
    const said = expectationOf(algebra, algebra.power(lawful, k), atoms, () => true);
    if (own.kind !== 'value' || said.kind !== 'value')
      throw new NotComputed('the moments of this have no form that can be computed exactly yet');
    if (algebra.subtract(own.value, said.value).numerator.size === 0) continue;
    const model = sampleFor(sides, [own.value, said.value], `${claim.seed} moment ${k}`);
    const [a, b] = [numberIn(sides, own.value, model, fuel), numberIn(sides, said.value, model, fuel)];
    const order = compareValues(a, b);
    // Integrals are known to some digits only.
    if (order === '=' || order === 'unclear') continue;
    const excused = excuse(claim, sides, model) ?? roughly(claim);
    if (excused !== undefined) return undecided(excused);
    const counterexample = situation(sides, ownersIn(sides.instance, [own.value, said.value]), model);
    return {
      kind: 'fails',
      everywhere: true,
      determined: true,
      evidence: evidenceOf(a, b),
      reason: `${where(counterexample)}he ${momentName(k)} is $${showValue(a)}$; a quantity of this law has $${showValue(b)}$.`,
      counterexample,
      left: showValue(a),
      right: showValue(b),
    };
  }
  return undefined;
}

/** "By the central limit theorem, approximately": then exact moments say nothing. */
function roughly({ link }: StructuredClaim): string | undefined {
  const { lead, rest } = link.passage;
  return /\b(?:approx\w*|nearly|roughly|almost|about|asymptotic\w*|large|limit\w*|converges?|CLT|like|looks?|behaves?)\b/i.test(
    `${lead} ${rest}`,
  )
    ? 'This is said of large numbers or approximately; it is not checked.'
    : undefined;
}

function where(counterexample: Readonly<Record<string, string>>): string {
  const words = Object.entries(counterexample).map(([key, value]) => `${key} = ${value}`);
  return words.length === 0 ? 'T' : `For $${words.join(',\\ ')}$ t`;
}

function momentName(k: number): string {
  return k === 1 ? 'mean' : `${ordinal(k)} moment`;
}

function ordinal(k: number): string {
  return ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth'][k] ?? `${k}th`;
}

/** Why the entries of a vector cannot be judged one by one: they must be uncorrelated in all even powers that are compared. */
function jointly({ instance }: Sides, value: Value): string | undefined {
  const { algebra, random } = instance;
  const mean = (x: Quotient): Quotient | undefined => {
    const result = expectationOf(algebra, x, random, () => true);
    return result.kind === 'value' ? result.value : undefined;
  };
  for (const [i, a] of value.entries.entries())
    for (const b of value.entries.slice(i + 1))
      for (const power of [1, 2]) {
        const [x, y] = [algebra.power(a, power), algebra.power(b, power)];
        const [both, left, right] = [mean(algebra.multiply(x, y)), mean(x), mean(y)];
        if (!both || !left || !right || algebra.subtract(both, algebra.multiply(left, right)).numerator.size > 0)
          return 'The entries are not independent of one another.';
      }
  return undefined;
}
