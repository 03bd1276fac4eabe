import { symbolsOf } from '../../formula/walk';
import type { Scope } from '../../statement/statement';
import { patternOf } from './known';
import type { World } from './world';

/** Whether a letter stands for something random: it has a law, is called a random variable, or is made of such. */
export function isRandom(key: string, world: World, scope: Scope, seen: ReadonlySet<string> = new Set()): boolean {
  if (seen.has(key)) return false;
  if (world.hasLaw(key, scope) || world.random.isNamed(key, scope)) return true;
  const node = world.nodeOf(key);
  const base = node && node.subscripts.length > 0 ? world.baseOf(node, scope) : undefined;
  const body = (world.definition(key, scope) ?? (node && world.ruleOf(patternOf(node), scope)))?.body;
  const parts = [...(body ? symbolsOf(body) : []), ...(base === undefined ? [] : [base])];
  return parts.some((part) => isRandom(part, world, scope, new Set([...seen, key])));
}
