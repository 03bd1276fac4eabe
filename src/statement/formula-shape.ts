import type { Node } from '../formula/tree';
import { walk } from '../formula/walk';

/** `x = 3`, `x = h`: where a letter lies. */
export function namesValue(root: Node): boolean {
  return root.kind === 'chain' && root.operands.length === 2 && root.operands[0]?.kind === 'symbol';
}

/** `n = 32, k = 5`: numbers for letters. */
export function givesValues(root: Node): boolean {
  if (root.kind === 'sequence') return root.items.every((item) => givesValues(item.node));
  const value = root.kind === 'chain' ? root.operands[1] : undefined;
  return value !== undefined && namesValue(root) && isNumber(value);
}

/** `0 = -12` and the like, which nobody asserts who goes on with "so there is no solution". */
export function relatesNumbers(root: Node): boolean {
  return root.kind === 'chain' && root.operands.length === 2 && root.operands.every(isNumber);
}

/** `3`, `-12`, `\frac12`, in brackets or with a unit: a number that stands there worked out. */
export function isNumber(node: Node): boolean {
  switch (node.kind) {
    case 'number':
      return true;
    case 'add':
      return node.terms.length === 1 && node.terms.every((term) => isNumber(term.node));
    case 'quotient':
      return isNumber(node.dividend) && isNumber(node.divisor);
    case 'group':
      return isNumber(node.body);
    case 'quantity':
      return isNumber(node.value);
    default:
      return false;
  }
}

export function mentionsSymbol(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.kind === 'symbol' || node.kind === 'apply') found = true;
  });
  return found;
}

/** A box marks a result: it stands around the whole statement, or around one of its sides. */
export function hasBox(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.kind === 'group' && node.style === 'boxed') found = true;
  });
  return found;
}
