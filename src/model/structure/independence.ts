import type { Quotient } from '../../kernel/canonical/atom';
import { quotientDependsOn } from '../../kernel/canonical/depends';
import type { Evaluator } from './evaluator';
import { stemOf } from './known';

/** Different symbols are taken as independent of one another; where nobody said so, that is noted. */
export function noteIndependence(ev: Evaluator, values: readonly Quotient[], over: (atom: number) => boolean): void {
  const { instance, world, scope, algebra } = ev;
  const owners = new Set<string>();
  for (const [atom, owner] of instance.owners)
    if (over(atom) && values.some((value) => quotientDependsOn(algebra, value, (k) => k === atom))) owners.add(owner);
  const stems = [...owners].map((key) => {
    const node = world.nodeOf(key);
    return node ? stemOf(node) : key;
  });
  if (stems.length > 1 && !world.independent(stems, scope))
    instance.assumed.add(`that $${[...owners].join('$ and $')}$ are independent`);
}
