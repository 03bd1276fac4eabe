import type { Node, Product } from '../formula/tree';
import { walk } from '../formula/walk';

/** The capital letters that stand side by side in a product: the points of `AB` and of `2AB`. */
export function pointNames(node: Product): readonly string[] {
  const names: string[] = [];
  node.factors.forEach(({ operator, node: factor }, k) => {
    const next = node.factors[k + 1];
    const touches = operator === 'implicit' || next?.operator === 'implicit';
    if (touches && factor.kind === 'symbol' && /^[A-Z]$/.test(factor.letter)) names.push(factor.key);
  });
  return names.length > 1 ? names : [];
}

/** The keys in a formula that speak of a figure: an angle, a marked segment, a triangle; where `points` says that there is one, also the letters of `AB`. */
export function figureKeys(root: Node, points: boolean): ReadonlySet<string> {
  const keys = new Set<string>();
  walk(root, (node) => {
    if (node.kind === 'symbol' && /^\\(?:angle|triangle|arc|(?:overline|hat)\{[A-Z]{2})/.test(node.key))
      keys.add(node.key);
    if (node.kind !== 'product') return;
    if (points) for (const key of pointNames(node)) keys.add(key);
    // The measure of an angle.
    if (node.factors.some(({ node: factor }) => factor.kind === 'symbol' && factor.key.startsWith('\\angle')))
      keys.add('m');
  });
  return keys;
}
