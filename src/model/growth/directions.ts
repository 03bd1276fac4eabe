import { growthAlong, type Direction } from '../../kernel/growth/compare';
import type { Order } from '../../kernel/growth/order';
import { plain } from '../structure/known';
import type { GrowthReader } from './reader';
import { quotientOf } from './words';

/**
 * Whether what is said about the sizes lets them grow along the direction: `n \ge m` asks that n is not outgrown by m, `n = \Theta(m)` that both grow
 * at one speed. What is not understood lets none.
 */
export function isOpen(reader: GrowthReader, direction: Direction): boolean {
  const { world, scope } = reader.ev;
  for (const key of direction.keys())
    for (const condition of world.assumptions.on(key, scope)) {
      const { left, right, relation, symbols } = condition;
      if (relation === 'in' || relation === 'to' || ![...symbols].some((s) => s !== key && reader.sizes.has(s)))
        continue;
      // A relation that speaks of more than sizes says how something else grows.
      if (plain(left).kind === 'norm') continue;
      const [a, b] = [reader.bounds(left), reader.bounds(right)];
      const isAbove = compare(a.upper, b.lower, direction);
      const isBelow = compare(b.upper, a.lower, direction);
      const needsAbove = /^(?:=|>=|>|>>|~|approx)$/.test(relation);
      const needsBelow = /^(?:=|<=|<|<<|~|approx)$/.test(relation);
      if (!needsAbove && !needsBelow) return false;
      if (
        (needsAbove && b.lower !== undefined && isAbove !== true) ||
        (needsBelow && b.upper !== undefined && isBelow !== true)
      )
        return false;
    }
  return true;
}

/** Whether the first is at least of the order of the second along the direction. */
function compare(a: Order | undefined, b: Order | undefined, direction: Direction): boolean | undefined {
  if (!a || !b) return undefined;
  for (const name of [...a, ...b].flatMap((m) => [...m.keys()])) if (!direction.has(name)) return undefined;
  return b.every((m) => a.some((other) => growthAlong(quotientOf(m, other), direction) !== 1));
}
