import type { Node } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { NoValue } from '../../kernel/canonical/field';
import { Fuel, OutOfFuel } from '../../kernel/fuel';
import type { Chooser } from '../../model/reading';
import { densitiesIn } from '../../model/structure/cells';
import { Evaluator } from '../../model/structure/evaluator';
import { FreeIndex, Mismatch, NotComputed } from '../../model/structure/outcome';
import { alike, sameShape } from '../../model/structure/value';
import type { World } from '../../model/structure/world';
import type { Link } from '../../statement/statement';
import { edits, holes, numberNode } from '../edits';
import type { Repair } from '../repair';
import { evaluateSides, sizeTables, type Sides } from './trial';

/** Effort for the search for a repair, apart from that of the claim. */
const fuelPerRepair = 150_000;

/** Notation with several readings is repaired in its likeliest one. */
const likeliest: Chooser = { choose: () => 0 };

/** The smallest change of the right side that makes a refuted equation hold exactly, for all sizes that are tried. */
export function repairOfStructured(link: Link, world: World, latex: string): Repair | undefined {
  if (link.relation.kind !== '=' || link.relation.negated || link.right.kind === 'ambiguous') return undefined;
  // What a density stands for hangs on what it is applied to.
  if (densitiesIn([link.left, link.right], world, link.scope)) return undefined;
  const fuel = new Fuel(fuelPerRepair);
  try {
    const stages = stagesOf(link, world, latex, fuel);
    if (stages.length === 0) return undefined;
    for (const { node, span, operand } of candidates(link.right))
      if (stages.every((sides) => holdsAt(operand, sides, link, world))) return { latex: printLatex(node), span };
  } catch (error) {
    if (!isUnfinished(error)) throw error;
  }
  return undefined;
}

/** The left side in every instance. */
function stagesOf(link: Link, world: World, latex: string, fuel: Fuel): readonly Sides[] {
  const claim = { ...link, right: link.left, link, world, seed: latex, chooser: likeliest };
  return sizeTables.flatMap((table) =>
    evaluateSides(claim, { table, entries: 'symbols', drawn: false, seed: latex }, fuel),
  );
}

function* candidates(
  right: Node,
): Generator<{ readonly node: Node; readonly span: Repair['span']; readonly operand: Node }> {
  yield* edits(right);
  for (const { number, fill } of holes(right)) {
    const value = Number(number.digits);
    if (!Number.isSafeInteger(value) || !/^\d+$/.test(number.digits)) continue;
    for (const other of [value - 1, value + 1, value * 2]) {
      const node = numberNode(String(other));
      if (other > 0) yield { node, span: number.span, operand: fill(node) };
    }
  }
}

function holdsAt(operand: Node, { instance, left, indices }: Sides, link: Link, world: World): boolean {
  try {
    const at = new Evaluator(world, link.scope, instance, likeliest, new Map(), indices);
    const [a, b] = alike(instance.algebra, left, at.value(operand));
    return (
      sameShape(a, b) && a.entries.every((x, k) => instance.algebra.subtract(x, b.entries[k] ?? x).numerator.size === 0)
    );
  } catch (error) {
    if (error instanceof OutOfFuel || !isUnfinished(error)) throw error;
    return false;
  }
}

function isUnfinished(error: unknown): boolean {
  return (
    error instanceof OutOfFuel ||
    error instanceof NotComputed ||
    error instanceof Mismatch ||
    error instanceof FreeIndex ||
    error instanceof NoValue
  );
}
