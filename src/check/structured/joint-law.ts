import type { Quotient } from '../../kernel/canonical/atom';
import { gaussianForm } from '../../kernel/chance-line';
import { quotientDependsOn } from '../../kernel/canonical/depends';
import { zeroQuotient } from '../../kernel/canonical/field';
import type { Fuel } from '../../kernel/fuel';
import { entryOf } from '../../kernel/matrix';
import { expectationOf } from '../../kernel/moments';
import type { LawHere } from '../../model/structure/laws';
import { NotComputed } from '../../model/structure/outcome';
import { isScalar, type Value } from '../../model/structure/value';
import { undecided, type Finding } from '../checker';
import { compareValues, evidenceOf, showValue } from '../value';
import type { StructuredClaim } from './checker';
import { excuse } from './excuse';
import { numberIn, ownersIn, sampleFor, situation, type Sides } from './trial';

/** A normal law of a vector: its mean and its covariance. */
export interface JointNormal {
  readonly mean: (i: number) => Quotient;
  readonly covariance: (i: number, j: number) => Quotient;
}

/** The law as one of a vector with that many entries; undefined where it is that of a number, or another one. */
export function jointNormal({ name, args }: LawHere, count: number): JointNormal | undefined {
  const [mean, covariance] = args;
  if (name !== 'normal' || !mean || !covariance || isScalar(covariance) || count < 2) return undefined;
  const [factor = zeroQuotient] = covariance.entries;
  return {
    mean: (i) => entryOf(mean, isScalar(mean) ? 0 : i, 0),
    covariance: (i, j) => (covariance.identity ? (i === j ? factor : zeroQuotient) : entryOf(covariance, i, j)),
  };
}

/** Whether every entry is a number plus Gaussian quantities with numbers before them: then the means and the covariances say all. */
export function isJointlyGaussian({ instance: { algebra, random } }: Sides, value: Value): boolean {
  return value.entries.every(
    (entry) =>
      !quotientDependsOn(algebra, entry, (atom) => random.has(atom)) ||
      gaussianForm(algebra, random, entry) !== undefined,
  );
}

/** The first mean or covariance of a vector that is not that of the law. */
export function compareJointly(
  claim: StructuredClaim,
  sides: Sides,
  value: Value,
  law: JointNormal,
  fuel: Fuel,
): Finding | undefined {
  const { algebra, random } = sides.instance;
  const mean = (of: Quotient): Quotient => {
    const result = expectationOf(algebra, of, random, () => true);
    if (result.kind === 'value') return result.value;
    throw new NotComputed('the moments of this have no form that can be computed exactly yet');
  };
  const entries = value.entries;
  const means = entries.map(mean);
  for (const [i, own] of means.entries()) {
    const differs = found(claim, sides, own, law.mean(i), `mean of entry $${i + 1}$`, fuel);
    if (differs) return differs;
  }
  for (const [i, a] of entries.entries())
    for (const [j, b] of entries.entries()) {
      if (j < i) continue;
      const own = algebra.subtract(
        mean(algebra.multiply(a, b)),
        algebra.multiply(means[i] ?? zeroQuotient, means[j] ?? zeroQuotient),
      );
      const what = i === j ? `variance of entry $${i + 1}$` : `covariance of the entries $${i + 1}$ and $${j + 1}$`;
      const differs =
        found(claim, sides, own, law.covariance(i, j), what, fuel) ??
        found(claim, sides, own, law.covariance(j, i), what, fuel);
      if (differs) return differs;
    }
  return undefined;
}

function found(
  claim: StructuredClaim,
  sides: Sides,
  own: Quotient,
  said: Quotient,
  what: string,
  fuel: Fuel,
): Finding | undefined {
  if (sides.instance.algebra.subtract(own, said).numerator.size === 0) return undefined;
  for (let k = 0; k < samples; k++) {
    const finding = foundAt(claim, sides, own, said, what, k, fuel);
    if (finding) return finding;
  }
  return undefined;
}

/** One value alone may hide a difference: 1² is 1. */
const samples = 3;

function foundAt(
  claim: StructuredClaim,
  sides: Sides,
  own: Quotient,
  said: Quotient,
  what: string,
  k: number,
  fuel: Fuel,
): Finding | undefined {
  const shown = [...sides.instance.chosen.values()].flatMap((chosen) => chosen.entries);
  const model = sampleFor(sides, [own, said, ...shown], `${claim.seed} ${what} ${k}`);
  const [a, b] = [numberIn(sides, own, model, fuel), numberIn(sides, said, model, fuel)];
  const order = compareValues(a, b);
  if (order === '=') return undefined;
  if (order === 'unclear') throw new NotComputed(`the ${what} and that of the law are too close to tell apart`);
  const excused = excuse(claim, sides, model);
  if (excused !== undefined) return undecided(excused);
  const drawn = sides.instance.entries === 'numbers';
  const owners = drawn ? new Set(sides.instance.chosen.keys()) : ownersIn(sides.instance, [own, said]);
  const counterexample = situation(sides, owners, model);
  const words = Object.entries(counterexample).map(([key, number]) => `${key} = ${number}`);
  const where = words.length === 0 ? 'The' : `For $${words.join(',\\ ')}$ the`;
  return {
    kind: 'fails',
    everywhere: true,
    determined: true,
    evidence: evidenceOf(a, b),
    reason: `${where} ${what} is $${showValue(a)}$; in this law it is $${showValue(b)}$.`,
    counterexample,
    left: showValue(a),
    right: showValue(b),
  };
}
