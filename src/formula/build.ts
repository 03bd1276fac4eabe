import { cover, span, type Span } from '../text/span';
import type {
  Add,
  Chain,
  Empty,
  Factor,
  Node,
  NumberNode,
  Product,
  Relation,
  SymbolNode,
  Term,
  Unread,
  WordNode,
} from './tree';
import { isAccent, isPrimes, symbolLatex } from './symbol';

/** Nodes with what they need, so that readers say only what is particular. */

export function emptyAt(offset: number): Empty {
  return { kind: 'empty', span: span(offset, offset) };
}

export function word(text: string, at: Span): WordNode {
  return { kind: 'word', text, span: at };
}

export function numberNode(digits: string, at: Span): NumberNode {
  return { kind: 'number', digits, span: at };
}

export function symbol(
  letter: string,
  at: Span,
  more: { marks?: readonly string[]; subscripts?: readonly Node[] } = {},
): SymbolNode {
  const marks = ordered(more.marks ?? []);
  const subscripts = more.subscripts ?? [];
  return { kind: 'symbol', letter, marks, subscripts, key: symbolLatex(letter, marks, subscripts), span: at };
}

/** Marks in the order in which they are printed: accents, primes (as one mark), the others. */
function ordered(marks: readonly string[]): readonly string[] {
  if (marks.length < 2) return marks;
  const primes = marks.filter(isPrimes).join('');
  const rest = marks.filter((mark) => !isPrimes(mark));
  return [...rest.filter(isAccent), ...(primes === '' ? [] : [primes]), ...rest.filter((mark) => !isAccent(mark))];
}

export function unread(reason: string, at: Span, mentions: readonly string[] = []): Unread {
  return { kind: 'unread', reason, mentions, span: at };
}

/** A sum; one plain term is returned as it is. */
export function addNode(terms: readonly Term[]): Node {
  const first = terms[0];
  const last = terms.at(-1);
  if (first === undefined || last === undefined) return emptyAt(0);
  if (terms.length === 1 && first.signSpan === undefined) return first.node;
  const node: Add = { kind: 'add', terms, span: cover(first.signSpan ?? first.node.span, last.node.span) };
  return node;
}

/** A product; one factor is returned as it is. */
export function productNode(factors: readonly Factor[]): Node {
  const first = factors[0];
  const last = factors.at(-1);
  if (first === undefined || last === undefined) return emptyAt(0);
  if (factors.length === 1) return first.node;
  const node: Product = { kind: 'product', factors, span: cover(first.node.span, last.node.span) };
  return node;
}

export function implicitProduct(nodes: readonly Node[]): Node {
  return productNode(nodes.map((node) => ({ operator: 'implicit', node })));
}

export function chainNode(operands: readonly Node[], relations: readonly Relation[]): Node {
  const first = operands[0];
  const last = operands.at(-1);
  if (first === undefined || last === undefined) return emptyAt(0);
  if (relations.length === 0) return first;
  const node: Chain = { kind: 'chain', operands, relations, span: cover(first.span, last.span) };
  return node;
}

/** The same node over a wider place: for braces and sizes that leave no node of their own. */
export function at<N extends Node>(node: N, place: Span): N {
  return { ...node, span: place };
}

export function isNumeric(node: Node): boolean {
  if (node.kind === 'number') return true;
  return node.kind === 'quotient' && isNumeric(node.dividend) && isNumeric(node.divisor);
}
