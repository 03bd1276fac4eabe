import { Rational } from '../../kernel/rational';
import { freeSymbols } from '../../kernel/structure';
import { toTerm } from '../../kernel/canonical/write';
import type { Fuel } from '../../kernel/fuel';
import { isScalar } from '../../model/structure/value';
import { roundsTo } from '../arithmetic';
import { differs, type Finding, holds, undecided } from '../checker';
import { compareValues, distance, evidenceOf, showValue, sizeOf, type Value } from '../value';
import type { StructuredClaim, StructuredFinding } from './checker';
import { excuse } from './excuse';
import { structuredRole } from './role';
import { evaluateSides, numberIn, sizeTables, type Sides } from './trial';

/** `P(|Z| \le 1.96) \approx 0.95`: two numbers that nothing is open in, compared to the digits that are written. */
export function compareRounded(claim: StructuredClaim, fuel: Fuel): StructuredFinding | undefined {
  const [table = []] = sizeTables;
  const [sides, more] = evaluateSides(claim, { table, entries: 'symbols', drawn: false, seed: claim.seed }, fuel);
  if (!sides || more || !isClosed(sides)) return undefined;
  const [left, right] = [sides.left, sides.right].map((side) =>
    numberIn(sides, side.entries[0] ?? sides.instance.algebra.integer(0), new Map(), fuel),
  );
  if (!left || !right) return undefined;
  const role = structuredRole(claim.link, undefined);
  return { finding: judged(claim, sides, left, right), role };
}

function judged(claim: StructuredClaim, sides: Sides, left: Value, right: Value): Finding {
  if ([left, right].some((v) => v.kind === 'undefined' || v.kind === 'unclear'))
    return undecided('One side could not be computed.');
  const excused = excuse(claim, sides, new Map());
  if (compareValues(left, right) === '=') return holds('proved', 'Both sides are equal.');
  const byDigits = roundsTo(left, claim.right, right) ?? roundsTo(right, claim.left, left);
  if (byDigits === true && excused === undefined) {
    const remarks =
      claim.relation.kind === 'approx' ? [] : ['The equals sign stands for a rounded value; $\\approx$ says so.'];
    return holds('proved', 'The value agrees to the digits written.', remarks);
  }
  const size = sizeOf(left);
  const near = size !== undefined && distance(left, right, size.times(Rational.of(1, 50))) !== 'beyond';
  if (near) return undecided('The sides are close to each other, but do not agree to the digits written.');
  if (excused !== undefined) return undecided(excused);
  if (byDigits === undefined && size !== undefined && distance(left, right, size) !== 'beyond')
    return undecided('It is not clear how close the two sides are meant to be.');
  const [l, r] = [showValue(left), showValue(right)];
  const reason = `The left side is $${l}$; to the digits written that is not $${r}$.`;
  return differs(reason, l, r, evidenceOf(left, right));
}

function isClosed({ instance, left, right, indices }: Sides): boolean {
  return (
    instance.sizes.size === 0 &&
    indices.size === 0 &&
    [left, right].every(
      (side) =>
        isScalar(side) && side.entries.every((entry) => freeSymbols(toTerm(instance.algebra, entry)).size === 0),
    )
  );
}
