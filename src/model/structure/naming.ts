import type { Node } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import type { Scope } from '../../statement/statement';
import type { World } from './world';

/** `\nabla_W f = g x^T` for an f of which nothing is known: it gives the gradient a value and restricts nothing else. */
export function namesGradient(side: Node, other: Node, world: World, scope: Scope): boolean {
  if (side.kind !== 'derivative') return false;
  const of = side.operand.kind === 'apply' ? side.operand.head : side.operand;
  if (of.kind !== 'symbol' || world.knows(of.key, scope) || world.ruleOf(of.key, scope)) return false;
  return !symbolsOf(other).includes(of.key);
}
