import type { Node } from '../../formula/tree';
import { walk } from '../../formula/walk';
import { plain } from './known';

/** The letters that a formula divides by: `\sigma` of `\frac{\|x - \mu\|^2}{2\sigma^2}`. None of them is zero where the formula has values. */
export function divisorsOf(root: Node): readonly string[] {
  const found = new Set<string>();
  walk(root, (node) => {
    if (node.kind === 'quotient') for (const key of factorsOf(node.divisor)) found.add(key);
    return true;
  });
  return [...found];
}

function factorsOf(node: Node): readonly string[] {
  const bare = plain(node);
  switch (bare.kind) {
    case 'symbol':
      return [bare.key];
    case 'product':
      return bare.factors.flatMap((factor) => factorsOf(factor.node));
    case 'power':
      return factorsOf(bare.base);
    default:
      return [];
  }
}
