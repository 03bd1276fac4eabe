import type { Node } from '../../formula/tree';
import { orderOf } from '../../formula/order';
import { symbolsOf, walk } from '../../formula/walk';
import { Fuel } from '../../kernel/fuel';
import type { Model } from '../../model/models';
import { signIn } from '../../model/structure/conditions';
import { Evaluator } from '../../model/structure/evaluator';
import { entryOf } from '../../kernel/matrix';
import { isScalar } from '../../model/structure/value';
import { speaksOfGrowth } from '../../model/growth/notation';
import type { Condition } from '../../model/structure/known';
import { satisfies } from '../arithmetic';
import { compareValues } from '../value';
import type { StructuredClaim } from './checker';
import { limitOf } from './limits';
import { numberIn, type Sides } from './trial';
import { isWithin } from './within';

/**
 * Why a claim that failed in a situation is not called wrong: something was taken for granted that nobody said, or something that was said
 * and is not understood, or does not hold in that situation, may exclude it.
 */
export function excuse(claim: StructuredClaim, sides: Sides, model: Model): string | undefined {
  const { world, link } = claim;
  const { instance } = sides;
  const assumption = instance.assumptionIn(orderOf(claim.relation.kind) === '=');
  if (assumption !== undefined)
    return `This was checked taking for granted ${assumption}, and found wrong then; nothing says so.`;
  const idle = [...instance.countsNothing].find((key) => !world.isSide(key, link.scope));
  if (idle !== undefined) return `Nothing says what $${idle}$ counts here, and this depends on it.`;
  if (instance.inferred.size > 0 && expects(claim))
    return `Nothing was said of $${[...instance.inferred][0] ?? ''}$, which stands in an expectation; it may be random.`;
  const [left, right] = [claim.left, claim.right].map((side) => reached(claim, side, instance.losses));
  const lone = [...instance.inferred].find((key) => left?.has(key) !== right?.has(key));
  if (lone !== undefined) return `Nothing was said of $${lone}$ before; this may say something of it.`;
  const limit = limitOf(claim);
  if (limit !== undefined) return limit;
  const isSettled = (key: string): boolean =>
    world.hasLaw(key, link.scope) || world.definition(key, link.scope) !== undefined;
  if (
    instance.points.size === 0 &&
    !instance.outcomes &&
    !instance.overChoices &&
    !instance.cells &&
    instance.touched.size > 0 &&
    expects(claim) &&
    ![...instance.touched].some(isSettled)
  )
    return 'Nothing was read of the law of what stands in the expectation; it may be random.';
  for (const key of instance.invented) {
    const property = world.usage.propertyOf(key, link.scope);
    const isMade = instance.outcomes && world.usage.curvatureOf(key, link.scope) !== undefined;
    if (property !== undefined && !isMade) return property;
    if (world.isSaidBeside(key, link.scope))
      return `What $${key}$ stands for was said in another part; whether that still holds here is not said.`;
  }
  for (const key of instance.touched) {
    if (world.isConditioned(key, link.scope) && speaksOfConditions(claim))
      return 'This may be meant with other quantities held fixed, as the words say.';
    if (world.definitionBeside(key, link.scope))
      return `What $${key}$ stands for was said in another part; whether that still holds here is not said.`;
    const tie = world.tieOf(key, link.scope);
    if (tie !== undefined) return tie;
    // What has a law or a definition is settled by it.
    const settled = isSettled(key);
    const taint = settled ? undefined : world.taintOf(key, link.scope);
    if (taint !== undefined) return taint;
    const isRandom = !settled && expects(claim) && !standsOutside(claim, key) && !world.joint.partOf(key, link.scope);
    if (isRandom && world.declared(key, link.scope)?.kind === 'matrix')
      return 'A matrix in the expectation may be random; no law of its entries was read.';
    const node = world.nodeOf(key);
    for (const condition of conditionsOn(claim, key)) {
      if (
        condition.span !== undefined &&
        condition.span.from === link.wholeSpan.from &&
        condition.span.to === link.wholeSpan.to
      )
        continue;
      if (speaksOfGrowth(condition) || world.spectra.lists(condition, link.scope)) continue;
      if (node && [0, 1, 2].some((arity) => signIn(condition, node, arity) !== undefined)) continue;
      if (!isSettled(key) && speaksOfOthers(claim, condition, instance.touched)) continue;
      const met = isMet(claim, condition, sides, model);
      if (met !== true)
        return met === false
          ? 'The situation that breaks this does not satisfy everything that is said about its symbols.'
          : 'Something that is said about the symbols here is not used yet; it may exclude what breaks this.';
    }
  }
  return undefined;
}

/** Whether a symbol stands outside of all expectations, where nothing random is left: `A\\mu` beside `\\mathbb E[Ax]`. */
function standsOutside({ left, right, relation }: StructuredClaim, key: string): boolean {
  let found = false;
  // What a law depends on is a number where the law is claimed.
  for (const side of relation.kind === '~' ? [right] : [left, right])
    walk(side, (node) => {
      if (node.kind === 'expectation') return false;
      if (node.kind === 'symbol') found ||= node.key === key;
      return !found;
    });
  return found;
}

/** "Given $\\mu$, the mean is", "for fixed $N$" */
function speaksOfConditions({ link }: StructuredClaim): boolean {
  const { lead, rest } = link.passage;
  return /\b(?:given|condition\w*|fix(?:ed)?|known|holding|posterior|likelihood)\b/i.test(`${lead} ${rest}`);
}

/** The symbols of a formula, also those of what its symbols stand for. */
function reached({ world, link }: StructuredClaim, side: Node, losses: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(symbolsOf(side));
  for (const key of found) {
    const body = world.definition(key, link.scope)?.body;
    if (body) for (const inner of symbolsOf(body)) found.add(inner);
    const node = world.nodeOf(key);
    const base = node && node.subscripts.length > 0 ? world.baseOf(node, link.scope) : undefined;
    if (base !== undefined) found.add(base);
    if (losses.has(key)) for (const variable of world.usage.derivedBy(key, link.scope)) found.add(variable.key);
  }
  return found;
}

/** Whether a random quantity stands in a condition that the claim does not speak of: `y = sz` restricts no value of s. */
function speaksOfOthers({ world, link }: StructuredClaim, condition: Condition, touched: ReadonlySet<string>): boolean {
  const { scope } = link;
  let found = false;
  for (const side of [condition.left, condition.right])
    walk(side, (node) => {
      if (node.kind === 'expectation') return false;
      if (node.kind === 'symbol' && !touched.has(node.key)) found ||= world.hasLaw(node.key, scope);
      return !found;
    });
  return found;
}

/** What was said of a symbol, or of its entries: `\sum_i x_i = 1` restricts x. */
function conditionsOn({ world, link: { scope } }: StructuredClaim, key: string): readonly Condition[] {
  const node = world.nodeOf(key);
  const isEntry = (symbol: string): boolean => {
    const other = world.nodeOf(symbol);
    return other !== undefined && other.subscripts.length > 0 && world.baseOf(other, scope) === key;
  };
  const around = node ? world.assumptions.around(node, scope) : [];
  return [
    ...new Set([
      ...world.assumptions.on(key, scope),
      ...around.filter(({ symbols }) => [...symbols].some((symbol) => isEntry(symbol))),
    ]),
  ];
}

/** Whether something that was said is false in the situation: then what was taken for granted there does not fit the text. */
export function isContradicted(claim: StructuredClaim, sides: Sides, model: Model): boolean {
  const { world, link } = claim;
  return [...sides.instance.touched].some((key) =>
    world.assumptions.on(key, link.scope).some((condition) => isMet(claim, condition, sides, model) === false),
  );
}

/** Whether an expectation or a law stands in the claim: what is in it may be random though nothing that was read says so. */
function expects({ left, right, relation }: StructuredClaim): boolean {
  let found = relation.kind === '~';
  for (const side of [left, right])
    walk(side, (node) => {
      if (node.kind === 'expectation') found = true;
      return !found;
    });
  return found;
}

/** Whether something that was said holds in a situation; undefined where that cannot be seen. */
export function isMet(claim: StructuredClaim, condition: Condition, sides: Sides, model: Model): boolean | undefined {
  if (condition.relation === '~' || condition.relation === 'to') return true;
  const comparison = orderOf(condition.relation);
  if (!comparison && condition.relation !== 'in') return undefined;
  const at = new Evaluator(claim.world, claim.link.scope, sides.instance, claim.chooser, new Map(), sides.indices);
  try {
    if (!comparison) return isWithin(at, condition, (entry) => numberIn(sides, entry, model, new Fuel(50_000)));
    const [left, right] = [at.value(condition.left), at.value(condition.right)];
    if (!isScalar(left) || !isScalar(right)) {
      return (
        left.rows === right.rows &&
        left.columns === right.columns &&
        comparison === '=' &&
        left.entries.every((x, k) => sides.instance.algebra.subtract(x, right.entries[k] ?? x).numerator.size === 0)
      );
    }
    const [l, r] = [entryOf(left, 0, 0), entryOf(right, 0, 0)];
    if (comparison === '=' && sides.instance.algebra.subtract(l, r).numerator.size === 0) return true;
    const order = compareValues(
      numberIn(sides, l, model, new Fuel(50_000)),
      numberIn(sides, r, model, new Fuel(50_000)),
    );
    return order === 'unclear' ? undefined : satisfies(comparison, order);
  } catch {
    return undefined;
  }
}
