import type { Add, Node, NumberNode, Power, Product } from '../formula/tree';
import { span, type Span } from '../text/span';

/** One small change of an operand: `node` is put in place of what stands at `span`. */
export interface Edit {
  readonly span: Span;
  readonly node: Node;
  /** The whole operand with the change made. */
  readonly operand: Node;
}

/**
 * Small changes of an operand that a slip would need to be undone: a sign, an exponent, a lost exponent, a dropped or doubled term or factor,
 * `n` for `n ± 1`, a fraction upside down. Numbers are left open: see `holes`. In order of reading; the caller tries them and keeps what holds.
 */
export function* edits(operand: Node): Generator<Edit> {
  for (const place of places(operand)) {
    for (const node of changesOf(place.node)) yield { span: place.node.span, node, operand: place.rebuild(node) };
  }
}

/** Each number of an operand as a hole: the operand for any number in its place. */
export function* holes(
  operand: Node,
): Generator<{ readonly number: NumberNode; readonly fill: (node: Node) => Node; readonly whole: boolean }> {
  for (const place of places(operand)) {
    if (place.node.kind === 'number') yield { number: place.node, fill: place.rebuild, whole: place.depth === 0 };
  }
}

interface Place {
  readonly node: Node;
  readonly depth: number;
  readonly rebuild: (node: Node) => Node;
}

/** More places than this are not tried: a repair must be found at a glance. */
const mostPlaces = 60;

function places(root: Node): readonly Place[] {
  const found: Place[] = [];
  const visit = (node: Node, depth: number, rebuild: (node: Node) => Node): void => {
    if (found.length >= mostPlaces || depth > 12) return;
    found.push({ node, depth, rebuild });
    const inside = (child: Node, put: (n: Node) => Node): void => visit(child, depth + 1, (n) => rebuild(put(n)));
    switch (node.kind) {
      case 'add':
        node.terms.forEach((t, k) =>
          inside(t.node, (n) => ({ ...node, terms: node.terms.map((u, j) => (j === k ? { ...u, node: n } : u)) })),
        );
        return;
      case 'product':
        node.factors.forEach((f, k) =>
          inside(f.node, (n) => ({ ...node, factors: node.factors.map((g, j) => (j === k ? { ...g, node: n } : g)) })),
        );
        return;
      case 'quotient':
        inside(node.dividend, (n) => ({ ...node, dividend: n }));
        inside(node.divisor, (n) => ({ ...node, divisor: n }));
        return;
      case 'power':
        inside(node.base, (n) => ({ ...node, base: n }));
        inside(node.exponent, (n) => ({ ...node, exponent: n }));
        return;
      case 'root':
        inside(node.radicand, (n) => ({ ...node, radicand: n }));
        return;
      case 'group':
        visit(node.body, depth, (n) => rebuild({ ...node, body: n }));
        return;
      case 'quantity':
        visit(node.value, depth, (n) => rebuild({ ...node, value: n }));
        return;
      case 'call':
        node.args.forEach((a, k) => inside(a, (n) => ({ ...node, args: node.args.map((b, j) => (j === k ? n : b)) })));
        return;
      case 'apply':
        node.args.forEach((a, k) => inside(a, (n) => ({ ...node, args: node.args.map((b, j) => (j === k ? n : b)) })));
        return;
      case 'absolute':
      case 'floor':
      case 'ceiling':
      case 'factorial':
        inside(node.operand, (n) => ({ ...node, operand: n }));
        return;
      default:
        return;
    }
  };
  visit(root, 0, (n) => n);
  return found;
}

function* changesOf(node: Node): Generator<Node> {
  switch (node.kind) {
    case 'add':
      yield* signChanges(node);
      if (node.terms.length > 1) yield* droppedTerms(node);
      return;
    case 'product':
      if (node.factors.length > 1) yield* droppedFactors(node);
      return;
    case 'power':
      yield* otherExponents(node);
      yield node.base;
      return;
    case 'symbol':
    case 'call':
    case 'root':
      yield raised(node, '2');
      yield negated(node);
      return;
    case 'group':
      if (node.style === 'round' || node.style === 'square') yield raised(node, '2');
      return;
    case 'number':
      yield negated(node);
      yield raised(node, '2');
      return;
    case 'quotient':
      yield { ...node, dividend: node.divisor, divisor: node.dividend };
      yield negated(node);
      return;
    default:
      return;
  }
}

function* signChanges(node: Add): Generator<Node> {
  for (const [k, term] of node.terms.entries()) {
    const sign = term.sign === '+' ? '-' : term.sign === '-' ? '+' : undefined;
    if (sign) yield { ...node, terms: node.terms.map((t, j) => (j === k ? { ...t, sign } : t)) };
  }
}

function* droppedTerms(node: Add): Generator<Node> {
  for (const k of node.terms.keys()) yield { ...node, terms: node.terms.filter((_, j) => j !== k) };
}

function* droppedFactors(node: Product): Generator<Node> {
  for (const k of node.factors.keys()) {
    const rest = node.factors.filter((_, j) => j !== k);
    const [only] = rest;
    if (rest.length === 1 && only) yield only.node;
    else yield { ...node, factors: rest.map((f, j) => (j === 0 ? { ...f, operator: 'implicit' } : f)) };
  }
}

function* otherExponents(node: Power): Generator<Node> {
  if (node.exponent.kind !== 'number') {
    yield { ...node, exponent: negated(node.exponent) };
    return;
  }
  const value = Number(node.exponent.digits);
  if (!Number.isInteger(value)) return;
  for (const other of [value + 1, value - 1, value * 2, value + 2])
    if (other > 1) yield { ...node, exponent: numberNode(String(other)) };
}

function raised(base: Node, exponent: string): Node {
  return { kind: 'power', span: base.span, base, exponent: numberNode(exponent) };
}

export function negated(node: Node): Node {
  return { kind: 'add', span: node.span, terms: [{ sign: '-', node }] };
}

export function numberNode(digits: string): NumberNode {
  return { kind: 'number', span: span(0, 0), digits };
}
