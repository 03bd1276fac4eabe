import { addValues } from '../../model/structure/value';
import { Mismatch } from '../../model/structure/outcome';
import { holds, undecided } from '../checker';
import type { StructuredChecker } from './checker';
import { misfit, reasonOf } from './compare';
import { structuredRole } from './role';
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
      ))
        addValues(sides.instance.algebra, sides.left, sides.right);
      return {
        finding: holds('tested', 'The shapes fit.'),
        role: { kind: 'silent', reason: 'This says how a quantity is updated; its shapes fit.' },
      };
    } catch (error) {
      if (error instanceof Mismatch) return { ...misfit(claim, error), role: structuredRole(claim.link, undefined) };
      return {
        finding: undecided(reasonOf(error)),
        role: { kind: 'silent', reason: 'This says how a quantity is updated.' },
      };
    }
  },
};
