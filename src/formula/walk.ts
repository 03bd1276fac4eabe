import { cover, touches, type Span } from '../text/span';
import type { Node } from './tree';

/** The parts of a node in the order in which they are written. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'number':
    case 'word':
    case 'ellipsis':
    case 'empty':
    case 'unread':
      return [];
    case 'symbol':
      return node.subscripts;
    case 'add':
      return node.terms.map((term) => term.node);
    case 'product':
      return node.factors.map((factor) => factor.node);
    case 'quotient':
      return [node.dividend, node.divisor];
    case 'power':
      return [node.base, node.exponent];
    case 'root':
      return some(node.degree, node.radicand);
    case 'factorial':
      return [node.operand];
    case 'binomial':
      return [node.upper, node.lower];
    case 'absolute':
    case 'floor':
    case 'ceiling':
      return [node.operand];
    case 'norm':
      return some(node.operand, node.subscript);
    case 'call':
      return some(node.subscript, ...node.args);
    case 'apply':
      return [node.head, ...node.args, ...(node.given ?? [])];
    case 'big':
      return some(node.lower, node.upper, node.body);
    case 'integral':
      return some(node.lower, node.upper, node.body, ...node.variables);
    case 'limit':
      return [node.variable, node.target, node.body];
    case 'derivative':
      return [...node.variables.flatMap((v) => some(v.variable, v.order)), node.operand];
    case 'evaluated':
      return some(node.operand, node.lower, node.upper);
    case 'expectation':
      return some(node.subscript, ...node.args, ...(node.given ?? []));
    case 'matrix':
      return node.rows.flat();
    case 'tuple':
      return node.items;
    case 'set-builder':
      return [node.element, node.condition];
    case 'transpose':
      return [node.operand];
    case 'cases':
      return node.rows.flatMap((row) => some(row.value, row.condition));
    case 'quantity':
      return [node.value];
    case 'group':
      return [node.body];
    case 'annotated':
      return [node.body, node.note];
    case 'chain':
      return node.operands.flatMap((operand, i) =>
        some(operand, node.relations[i]?.given, node.relations[i]?.note, node.relations[i]?.modulus),
      );
    case 'logic':
      return [node.left, node.right];
    case 'quantified':
      return [node.bound, node.body];
    case 'mapping':
      return [node.function, node.domain, node.codomain];
    case 'sequence':
      return node.items.map((item) => item.node);
    case 'ambiguous':
      return node.readings.map((reading) => reading.node);
  }
}

function some(...nodes: readonly (Node | undefined)[]): Node[] {
  return nodes.filter((node) => node !== undefined);
}

/** Visits a node and all below it, parents first. The parts of a node for which `visit` returns false are left out. */
export function walk(root: Node, visit: (node: Node) => boolean | void): void {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (visit(node) === false) continue;
    const parts = children(node);
    for (let i = parts.length - 1; i >= 0; i--) {
      const part = parts[i];
      if (part !== undefined) stack.push(part);
    }
  }
}

/** The keys of all symbols in a node, also in its subscripts and in what was not read, each once, in order of writing. */
export function symbolsOf(root: Node): string[] {
  const keys = new Set<string>();
  walk(root, (node) => {
    if (node.kind === 'symbol') keys.add(node.key);
    else if (node.kind === 'unread') for (const key of node.mentions) keys.add(key);
  });
  return [...keys];
}

/** The innermost node whose span holds the offset, or touches it with its end; undefined outside the root. */
export function nodeAt(root: Node, offset: number): Node | undefined {
  if (!touches(root.span, offset)) return undefined;
  let found = root;
  for (;;) {
    const inner = children(found).filter((part) => touches(part.span, offset));
    // At a border the node to the right of the cursor is meant.
    const next = inner.find((part) => offset < part.span.to) ?? inner[0];
    if (next === undefined) return found;
    found = next;
  }
}

/** How many nodes stand on the longest way down, counted no further than `limit`. */
export function height(root: Node, limit: number): number {
  let level: readonly Node[] = [root];
  let count = 0;
  while (level.length > 0 && count < limit) {
    count++;
    level = level.flatMap(children);
  }
  return count;
}

/**
 * Makes every span hold those of its parts, for formulas out of macros, whose arguments may come in any order. Must be called by the reader only,
 * while nobody else has seen the nodes: it changes them.
 */
export function nestSpans(root: Node): Span {
  let span = root.span;
  for (const part of children(root)) span = cover(span, nestSpans(part));
  const own: { span: Span } = root;
  own.span = span;
  return span;
}

/** How many readings may be kept apart inside another ambiguous node: they multiply. */
const mostInside = 3;

/** Whether a node may become part of another ambiguous one. */
export function mayBranch(root: Node): boolean {
  let count = 0;
  walk(root, (node) => {
    if (node.kind === 'ambiguous') count++;
    return count <= mostInside;
  });
  return count <= mostInside;
}
