import type { Quotient } from '../../kernel/canonical/atom';
import type { Fuel } from '../../kernel/fuel';
import { Tape } from '../../kernel/tape';
import { orderOf, type Order } from '../../formula/order';
import type { Node } from '../../formula/tree';
import { speaksOfGrowth } from '../../model/growth/notation';
import { signIn } from '../../model/structure/conditions';
import { Evaluator } from '../../model/structure/evaluator';
import type { Input, Instance } from '../../model/structure/instance';
import { plain, type Condition } from '../../model/structure/known';
import type { StructuredClaim } from './checker';
import type { Violation } from './ascent';
import { pairsOf } from './pairs';
import { evaluateSides, type Manner } from './trial';

/** An inequality for one choice of the sizes, as a function of all numbers that are open. */
export interface Landscape {
  readonly manner: Manner;
  readonly sizes: ReadonlyMap<string, number>;
  /** Letters below norms have one of several values in each instance. */
  readonly varies: boolean;
  readonly names: readonly string[];
  readonly inputs: readonly Input[];
  /**
   * (left − right) / (|left| + |right|) for “≤”, the greatest of those of all entries: above 0 the inequality is broken, at 0 both sides are equal. NaN where a
   * side has no value, or where something that was said of the symbols does not hold. In doubles: for sorting out, never for deciding.
   */
  readonly violation: Violation;
}

/** Undefined where something in the claim needs numbers to be computed, or jumps. Throws what evaluating throws. */
export function landscapeOf(
  claim: StructuredClaim,
  comparison: Order,
  given: Manner,
  fuel: Fuel,
): Landscape | undefined {
  const manner: Manner = { ...given, entries: 'tape' };
  const all = evaluateSides(claim, manner, fuel);
  const [first] = all;
  if (!first) return undefined;
  const { instance } = first;
  const { algebra } = instance;
  if (!(algebra instanceof Tape) || isOpenOtherwise(instance)) return undefined;
  const turned = comparison === '>=' || comparison === '>';
  const pairs = all.flatMap((sides) => pairsOf(claim, sides, comparison).map((pair) => pair.sides));
  const conditions = conditionsIn(claim, instance);
  const values = [...pairs.flat(), ...conditions.flatMap(({ pairs: own }) => own.flat())];
  if (algebra.jumps(values)) return undefined;
  const names = [...instance.inputs.keys()];
  const program = algebra.compile(values, names);
  const violation: Violation = (point) => {
    const found = program(point);
    let place = 2 * pairs.length;
    for (const { comparison: own, pairs: parts } of conditions) {
      if (!isMet(own, found.subarray(place, place + 2 * parts.length))) return NaN;
      place += 2 * parts.length;
    }
    let greatest = NaN;
    for (let k = 0; k < pairs.length; k++) {
      const [left, right] = [found[2 * k] ?? NaN, found[2 * k + 1] ?? NaN];
      const size = Math.abs(left) + Math.abs(right);
      const own = size === 0 ? 0 : (turned ? right - left : left - right) / size;
      if (!Number.isNaN(own) && !(own <= greatest)) greatest = own;
    }
    return greatest;
  };
  const { sizes, exponents } = instance;
  return { manner, sizes, varies: exponents.size > 0, names, inputs: [...instance.inputs.values()], violation };
}

/** Functions and events that stand for more than numbers. */
function isOpenOtherwise(instance: Instance): boolean {
  return instance.opaques.size + instance.points.size + instance.spaces.size > 0;
}

interface Compared {
  readonly comparison: Order;
  readonly pairs: readonly (readonly [Quotient, Quotient])[];
}

/** What was said of the symbols, as far as it can be computed; the rest is looked at where a situation breaks the claim. */
function conditionsIn(claim: StructuredClaim, instance: Instance): readonly Compared[] {
  const { world, link } = claim;
  const found = new Map<Condition, readonly Compared[]>();
  for (const key of [...instance.touched])
    for (const condition of world.assumptions.on(key, link.scope)) {
      if (found.has(condition) || isItself(claim, condition) || speaksOfGrowth(condition)) continue;
      if (world.spectra.lists(condition, link.scope)) continue;
      const node = world.nodeOf(key);
      if (node && [0, 1, 2].some((arity) => signIn(condition, node, arity) !== undefined)) continue;
      found.set(condition, comparedIn(claim, condition, instance));
    }
  return [...found.values()].flat();
}

function isItself({ link }: StructuredClaim, { span }: Condition): boolean {
  return span !== undefined && span.from === link.wholeSpan.from && span.to === link.wholeSpan.to;
}

/** What a condition compares: of an interval both ends; empty where that cannot be computed. */
function comparedIn(claim: StructuredClaim, condition: Condition, instance: Instance): readonly Compared[] {
  const { left, right, relation } = condition;
  const comparison = orderOf(relation);
  if (comparison) return ordered(claim, left, right, comparison, instance);
  const set = plain(right);
  const [lower, upper] = set.kind === 'tuple' && set.items.length === 2 ? set.items : [];
  if (relation !== 'in' || set.kind !== 'tuple' || !lower || !upper || !/^[[(]$/.test(set.open)) return [];
  return [
    ...ordered(claim, left, lower, set.open === '(' ? '>' : '>=', instance),
    ...ordered(claim, left, upper, set.close === ')' ? '<' : '<=', instance),
  ];
}

function ordered(
  claim: StructuredClaim,
  left: Node,
  right: Node,
  comparison: Order,
  instance: Instance,
): readonly Compared[] {
  const at = new Evaluator(claim.world, claim.link.scope, instance, claim.chooser);
  try {
    const sides = { instance, left: at.value(left), right: at.value(right), indices: new Map() };
    return [{ comparison, pairs: pairsOf({ ...claim, left, right }, sides, comparison).map((pair) => pair.sides) }];
  } catch {
    return [];
  }
}

/** Whether a condition holds as far as doubles tell; what holds by equality counts where it is allowed. */
function isMet(comparison: Order, values: Float64Array): boolean {
  let differs = false;
  for (let k = 0; k + 1 < values.length; k += 2) {
    const [left, right] = [values[k] ?? NaN, values[k + 1] ?? NaN];
    const difference = left - right;
    const slack = 1e-11 * (1 + Math.abs(left) + Math.abs(right));
    switch (comparison) {
      case '=':
        if (!(Math.abs(difference) <= slack)) return false;
        break;
      case '!=':
        differs ||= Math.abs(difference) > slack;
        break;
      case '<=':
        if (!(difference <= slack)) return false;
        break;
      case '<':
        if (!(difference < -slack)) return false;
        break;
      case '>=':
        if (!(difference >= -slack)) return false;
        break;
      case '>':
        if (!(difference > slack)) return false;
        break;
    }
  }
  return comparison !== '!=' || differs;
}
