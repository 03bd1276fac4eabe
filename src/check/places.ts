import type { Node } from '../formula/tree';

/** A part of an operand in which a slip may sit. */
export interface Place {
  readonly node: Node;
  /** The node around it; undefined for the operand itself. Brackets do not count. */
  readonly parent: Node | undefined;
  /** The operand with another node in this place. */
  readonly rebuild: (node: Node) => Node;
}

/** More places than this are not tried: a repair must be found at a glance. */
const mostPlaces = 60;
const mostDepth = 12;

/** The parts of an operand in the order of reading, the operand itself first. */
export function places(root: Node): readonly Place[] {
  const found: Place[] = [];
  const visit = (node: Node, parent: Node | undefined, depth: number, rebuild: (node: Node) => Node): void => {
    if (found.length >= mostPlaces || depth > mostDepth) return;
    found.push({ node, parent, rebuild });
    for (const { child, put } of partsOf(node)) {
      const through = node.kind === 'group' || node.kind === 'quantity' ? parent : node;
      visit(child, through, depth + 1, (n) => rebuild(put(n)));
    }
  };
  visit(root, undefined, 0, (n) => n);
  return found;
}

interface Part {
  readonly child: Node;
  readonly put: (node: Node) => Node;
}

/** The parts of a node that are numbers, each with a way to put another one in its place. */
function partsOf(node: Node): readonly Part[] {
  const items = (nodes: readonly Node[], put: (nodes: readonly Node[]) => Node): readonly Part[] =>
    nodes.map((child, k) => ({ child, put: (n) => put(nodes.map((other, j) => (j === k ? n : other))) }));
  switch (node.kind) {
    case 'add':
      return node.terms.map((term, k) => ({
        child: term.node,
        put: (n) => ({ ...node, terms: node.terms.map((t, j) => (j === k ? { ...t, node: n } : t)) }),
      }));
    case 'product':
      return node.factors.map((factor, k) => ({
        child: factor.node,
        put: (n) => ({ ...node, factors: node.factors.map((f, j) => (j === k ? { ...f, node: n } : f)) }),
      }));
    case 'quotient':
      return [
        { child: node.dividend, put: (n) => ({ ...node, dividend: n }) },
        { child: node.divisor, put: (n) => ({ ...node, divisor: n }) },
      ];
    case 'power':
      return [
        { child: node.base, put: (n) => ({ ...node, base: n }) },
        { child: node.exponent, put: (n) => ({ ...node, exponent: n }) },
      ];
    case 'binomial':
      return [
        { child: node.upper, put: (n) => ({ ...node, upper: n }) },
        { child: node.lower, put: (n) => ({ ...node, lower: n }) },
      ];
    case 'root':
      return [{ child: node.radicand, put: (n) => ({ ...node, radicand: n }) }];
    case 'quantity':
      return [{ child: node.value, put: (n) => ({ ...node, value: n }) }];
    case 'group':
    case 'annotated':
      return [{ child: node.body, put: (n) => ({ ...node, body: n }) }];
    case 'big':
    case 'integral':
    case 'limit':
      return [{ child: node.body, put: (n) => ({ ...node, body: n }) }];
    case 'absolute':
    case 'floor':
    case 'ceiling':
    case 'factorial':
    case 'norm':
    case 'evaluated':
    case 'derivative':
    case 'transpose':
      return [{ child: node.operand, put: (n) => ({ ...node, operand: n }) }];
    case 'call':
    case 'apply':
    case 'expectation':
      return items(node.args, (args) => ({ ...node, args }));
    case 'tuple':
      return items(node.items, (members) => ({ ...node, items: members }));
    case 'matrix':
      return node.rows.flatMap((row, r) =>
        items(row, (changed) => ({ ...node, rows: node.rows.map((other, k) => (k === r ? changed : other)) })),
      );
    case 'number':
    case 'symbol':
    case 'word':
    case 'ellipsis':
    case 'empty':
    case 'unread':
    case 'set-builder':
    case 'cases':
    case 'chain':
    case 'logic':
    case 'quantified':
    case 'mapping':
    case 'sequence':
    case 'ambiguous':
      return [];
  }
}
