import { subtract } from '../kernel/build';
import type { Fuel } from '../kernel/fuel';
import type { Fact } from './context';
import { eliminate } from './solve';

/**
 * Two equations that cannot both hold with what else is in force: the first one, in order of writing, that contradicts those before it, and the last of
 * these without which it would not. Undefined where no linear elimination shows a contradiction.
 */
export function clashOf(
  facts: readonly Fact[],
  fuel: Fuel,
): { readonly earlier: Fact; readonly later: Fact } | undefined {
  const equations = facts.filter((fact) => fact.relation === '=');
  const contradicts = (chosen: readonly Fact[]): boolean =>
    eliminate(
      chosen.map((f) => subtract(f.left, f.right)),
      () => 0,
      () => false,
      fuel,
    ).contradiction;
  // A longer start of the list contradicts itself if a shorter one does: the shortest is found by halving.
  let low = 0;
  let high = equations.length;
  if (!contradicts(equations)) return undefined;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (contradicts(equations.slice(0, middle))) high = middle;
    else low = middle;
  }
  const later = equations[high - 1];
  const before = equations.slice(0, high - 1);
  if (!later) return undefined;
  const earlier = [...before].reverse().find((fact) => !contradicts([...before.filter((f) => f !== fact), later]));
  return earlier ? { earlier, later } : undefined;
}
