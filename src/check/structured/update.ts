import type { SymbolNode } from '../../formula/tree';
import { walk } from '../../formula/walk';
import type { Evaluator } from '../../model/structure/evaluator';
import { stemOf } from '../../model/structure/known';
import { Mismatch } from '../../model/structure/outcome';
import { addValues, type Value } from '../../model/structure/value';
import type { Role } from '../role';
import { holds, undecided } from '../checker';
import type { StructuredChecker, StructuredClaim } from './checker';
import { misfit, reasonOf } from './compare';
import { evaluateSides, sizeTables } from './trial';

/** `W_{t+1} \leftarrow W_t + \eta G`: taken as it is, as long as the shapes fit. */
export const update: StructuredChecker = {
  name: 'matrix',
  check(claim, fuel) {
    if (claim.relation.kind !== 'gets') return undefined;
    try {
      const [table = []] = sizeTables;
      for (const sides of evaluateSides(
        { ...claim, left: claim.right },
        { table, entries: 'symbols', drawn: false, seed: claim.seed },
        fuel,
        { meant: (at) => statesOf(claim, at), numbersOnly: true },
      ))
        addValues(sides.instance.algebra, sides.left, sides.right);
      return {
        finding: holds('tested', 'The shapes fit.'),
        role: { kind: 'silent', reason: 'This says how a quantity is updated; its shapes fit.' },
      };
    } catch (error) {
      if (error instanceof Mismatch) return { ...misfit(claim, error), role: roleOf(claim) };
      return {
        finding: undecided(reasonOf(error)),
        role: { kind: 'silent', reason: 'This says how a quantity is updated.' },
      };
    }
  },
};

/** What does not fit is wrong in a problem's statement, too. */
function roleOf({ link }: StructuredClaim): Role {
  if (link.attitude === 'denied' || link.attitude === 'asked')
    return { kind: 'silent', reason: 'The text does not assert this.' };
  return { kind: 'claim' };
}

/** `W_t` and `W_{t+1}` are the matrix W before and after the step, where nothing else was said of them. */
function statesOf({ left, right, world, link }: StructuredClaim, at: Evaluator): ReadonlyMap<string, Value> {
  const states = new Map<string, Value>();
  const base = left.kind === 'symbol' && left.subscripts.length === 1 ? world.baseOf(left, link.scope) : undefined;
  if (left.kind !== 'symbol' || base === undefined) return states;
  const visit = (node: SymbolNode): void => {
    if (stemOf(node) !== stemOf(left) || node.subscripts.length !== 1 || world.declared(node.key, link.scope)) return;
    const matrix = world.nodeOf(base);
    if (matrix) states.set(node.key, at.value(matrix));
  };
  for (const side of [left, right])
    walk(side, (node) => {
      if (node.kind === 'symbol') visit(node);
      return true;
    });
  return states;
}
