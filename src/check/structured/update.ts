import { walk } from '../../formula/walk';
import type { Fuel } from '../../kernel/fuel';
import type { Evaluator } from '../../model/structure/evaluator';
import { stemOf } from '../../model/structure/known';
import { Mismatch } from '../../model/structure/outcome';
import { array } from '../../model/structure/symbols';
import { addValues, type Value } from '../../model/structure/value';
import type { Role } from '../role';
import { holds, undecided } from '../checker';
import type { StructuredChecker, StructuredClaim } from './checker';
import { misfit, reasonOf } from './compare';
import { evaluateSides, sizeTables, type Manner } from './trial';

/** `W_{t+1} \leftarrow W_t + \eta G`: taken as it is, as long as the shapes fit. */
export const update: StructuredChecker = {
  name: 'matrix',
  check(claim, fuel) {
    if (claim.relation.kind !== 'gets') return undefined;
    let fault: Mismatch | undefined;
    try {
      for (const states of statesOf(claim)) {
        const found = fit(claim, states, fuel);
        if (found === undefined)
          return {
            finding: holds('tested', 'The shapes fit.'),
            role: { kind: 'silent', reason: 'This says how a quantity is updated; its shapes fit.' },
          };
        fault ??= found;
      }
    } catch (error) {
      return {
        finding: undecided(reasonOf(error)),
        role: { kind: 'silent', reason: 'This says how a quantity is updated.' },
      };
    }
    return fault && { ...misfit(claim, fault), role: roleOf(claim) };
  },
};

/** What does not fit where the states of the matrix have these values. */
function fit(claim: StructuredClaim, states: States, fuel: Fuel): Mismatch | undefined {
  const [table = []] = sizeTables;
  const manner: Manner = { table, entries: 'symbols', drawn: false, seed: claim.seed };
  try {
    for (const sides of evaluateSides({ ...claim, left: claim.right }, manner, fuel, {
      meant: states,
      numbersOnly: true,
    }))
      addValues(sides.instance.algebra, sides.left, sides.right);
    return undefined;
  } catch (error) {
    if (error instanceof Mismatch) return error;
    throw error;
  }
}

/** What does not fit is wrong in a problem's statement, too. */
function roleOf({ link }: StructuredClaim): Role {
  if (link.attitude === 'denied' || link.attitude === 'asked')
    return { kind: 'silent', reason: 'The text does not assert this.' };
  return { kind: 'claim' };
}

type States = (at: Evaluator) => ReadonlyMap<string, Value>;

/**
 * `W_t` and `W_{t+1}` are the matrix W before and after the step, where nothing else was said of them. Where only other parts of the problem say
 * what W is, in every way that they do.
 */
function statesOf({ left, right, world, link }: StructuredClaim): readonly States[] {
  const { scope } = link;
  if (left.kind !== 'symbol' || left.subscripts.length !== 1) return [() => new Map()];
  const own = world.baseOf(left, scope);
  const base = own ?? world.baseBeside(left, scope);
  const matrix = base === undefined ? undefined : world.nodeOf(base);
  if (!matrix) return [() => new Map()];
  const keys = new Set<string>();
  for (const side of [left, right])
    walk(side, (node) => {
      if (node.kind === 'symbol' && stemOf(node) === stemOf(left) && node.subscripts.length === 1)
        if (!world.declared(node.key, scope)) keys.add(node.key);
      return true;
    });
  const all = (value: Value): ReadonlyMap<string, Value> => new Map([...keys].map((key) => [key, value]));
  if (own !== undefined) return [(at) => all(at.value(matrix))];
  return world
    .shapesBeside(matrix.key, scope)
    .map((beside) => (at) => all(array(at.seenFrom(beside.scope), matrix, beside.shape)));
}
