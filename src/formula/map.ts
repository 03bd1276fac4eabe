import type { Node } from './tree';
import { children } from './walk';

/**
 * The node with parts exchanged: `change` is asked from the outside in, and answers undefined for what stays. Letters keep their subscripts. What is
 * not touched is the same object as before.
 */
export function mapNodes(root: Node, change: (node: Node) => Node | undefined): Node {
  const own = change(root);
  return own ?? rebuilt(root, (node) => mapNodes(node, change));
}

function rebuilt(node: Node, map: (node: Node) => Node): Node {
  const each = (nodes: readonly Node[]): readonly Node[] => nodes.map(map);
  const maybe = (part: Node | undefined): Node | undefined => part && map(part);
  switch (node.kind) {
    case 'number':
    case 'symbol':
    case 'word':
    case 'ellipsis':
    case 'empty':
    case 'unread':
    case 'mapping':
      return node;
    case 'add':
      return same(node, { ...node, terms: node.terms.map((term) => ({ ...term, node: map(term.node) })) });
    case 'product':
      return same(node, { ...node, factors: node.factors.map((factor) => ({ ...factor, node: map(factor.node) })) });
    case 'quotient':
      return same(node, { ...node, dividend: map(node.dividend), divisor: map(node.divisor) });
    case 'power':
      return same(node, { ...node, base: map(node.base), exponent: map(node.exponent) });
    case 'root':
      return same(node, { ...node, ...optional('degree', maybe(node.degree)), radicand: map(node.radicand) });
    case 'factorial':
    case 'absolute':
    case 'floor':
    case 'ceiling':
    case 'norm':
    case 'transpose':
    case 'derivative':
      return same(node, { ...node, operand: map(node.operand) });
    case 'evaluated':
      return same(node, {
        ...node,
        operand: map(node.operand),
        ...optional('lower', maybe(node.lower)),
        ...optional('upper', maybe(node.upper)),
      });
    case 'binomial':
      return same(node, { ...node, upper: map(node.upper), lower: map(node.lower) });
    case 'call':
      return same(node, { ...node, args: each(node.args) });
    case 'apply':
    case 'expectation':
      return same(node, { ...node, args: each(node.args), ...(node.given ? { given: each(node.given) } : {}) });
    case 'big':
    case 'integral':
      return same(node, {
        ...node,
        ...optional('lower', maybe(node.lower)),
        ...optional('upper', maybe(node.upper)),
        body: map(node.body),
      });
    case 'limit':
      return same(node, { ...node, target: map(node.target), body: map(node.body) });
    case 'matrix':
      return same(node, { ...node, rows: node.rows.map(each) });
    case 'tuple':
      return same(node, { ...node, items: each(node.items) });
    case 'set-builder':
      return same(node, { ...node, element: map(node.element), condition: map(node.condition) });
    case 'cases':
      return same(node, {
        ...node,
        rows: node.rows.map(({ value, condition }) => ({
          value: map(value),
          ...optional('condition', maybe(condition)),
        })),
      });
    case 'quantity':
      return same(node, { ...node, value: map(node.value) });
    case 'group':
    case 'annotated':
      return same(node, { ...node, body: map(node.body) });
    case 'quantified':
      return same(node, { ...node, body: map(node.body) });
    case 'chain':
      return same(node, { ...node, operands: each(node.operands) });
    case 'logic':
      return same(node, { ...node, left: map(node.left), right: map(node.right) });
    case 'sequence':
      return same(node, { ...node, items: node.items.map((item) => ({ ...item, node: map(item.node) })) });
    case 'ambiguous':
      return same(node, { ...node, readings: node.readings.map((r) => ({ ...r, node: map(r.node) })) });
  }
}

function optional<K extends string>(key: K, node: Node | undefined): Partial<Record<K, Node>> {
  const part: Partial<Record<K, Node>> = {};
  if (node) part[key] = node;
  return part;
}

/** The node before, where none of its parts was exchanged. */
function same(before: Node, after: Node): Node {
  const [old, now] = [children(before), children(after)];
  return now.every((part, k) => part === old[k]) ? before : after;
}
