import type { Node } from './tree';

/** Whether the node is a statement of its own rather than a value. */
export function statesRelation(node: Node | undefined): boolean {
  switch (node?.kind) {
    case 'chain':
    case 'logic':
    case 'quantified':
      return true;
    case 'group':
      return node.style === 'boxed' && statesRelation(node.body);
    case 'annotated':
      return statesRelation(node.body);
    case 'sequence':
      return node.items.some((item) => statesRelation(item.node));
    default:
      return false;
  }
}

/** Whether it is a list of entries as written: `(1, 2)`, `[1, 2]`. */
export function isList(node: Node): boolean {
  if (node.kind === 'group' || node.kind === 'annotated') return isList(node.body);
  return node.kind === 'tuple' && (node.open === '(' || node.open === '[');
}

/** Whether there is something to work out in it. */
export function isCompound(node: Node): boolean {
  switch (node.kind) {
    case 'number':
    case 'symbol':
    case 'word':
    case 'empty':
    case 'unread':
      return false;
    case 'group':
      return isCompound(node.body);
    case 'quantity':
      return isCompound(node.value);
    default:
      return true;
  }
}
