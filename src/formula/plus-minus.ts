import type { Node } from './tree';
import { walk } from './walk';

/** Whether ± or ∓ stands in a formula, and no decimal, which may be a rounded one. */
export function hasExactPlusMinus(root: Node): boolean {
  let found = false;
  let rounded = false;
  walk(root, (node) => {
    if (node.kind === 'add' && node.terms.some(({ sign }) => sign === '\\pm' || sign === '\\mp')) found = true;
    if (node.kind === 'number' && node.digits.includes('.')) rounded = true;
  });
  return found && !rounded;
}
