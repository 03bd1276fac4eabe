import { cover, type Span } from '../text/span';
import { emptyAt } from './build';
import { isCharacter, isCommand } from './lexeme';
import { connectives } from './notation/operators';
import type { Reader } from './reader';
import type { Logic, Node } from './tree';

interface Connective {
  readonly name: Logic['connective'];
  readonly span: Span;
  /** Index behind it. */
  readonly to: number;
}

/**
 * `A \implies B`, `\forall x, P`. Implications bind loosest and lean to the left, as steps follow each other: `A \implies B \implies C`
 * is `(A \implies B) \implies C`. Then "or", "and", "not", then relations.
 */
export function readLogic(r: Reader, chain: (r: Reader) => Node): Node {
  const step = (): Connective | undefined => connectiveHere(r, 'implies', 'iff', 'implied-by');
  let left: Node = step() === undefined ? readOr(r, chain) : emptyAt(r.spanOf(r.at, r.at).from);
  for (let sign = step(); sign !== undefined; sign = step()) {
    r.at = sign.to;
    const right = r.peek() === undefined || step() !== undefined ? emptyAt(sign.span.to) : readOr(r, chain);
    left = logicNode(sign, left, right);
  }
  return left;
}

function logicNode(sign: Connective, left: Node, right: Node): Node {
  const start = left.kind === 'empty' ? sign.span : left.span;
  return {
    kind: 'logic',
    connective: sign.name,
    connectiveSpan: sign.span,
    left: left.kind === 'empty' ? emptyAt(sign.span.from) : left,
    right,
    span: cover(start, cover(sign.span, right.span)),
  };
}

function readOr(r: Reader, chain: (r: Reader) => Node): Node {
  return readLeft(r, 'or', () => readLeft(r, 'and', () => readNot(r, chain)));
}

function readLeft(r: Reader, name: 'or' | 'and', read: () => Node): Node {
  let left = read();
  for (let sign = connectiveHere(r, name); sign !== undefined; sign = connectiveHere(r, name)) {
    r.at = sign.to;
    left = logicNode(sign, left, r.peek() === undefined ? emptyAt(sign.span.to) : read());
  }
  return left;
}

function readNot(r: Reader, chain: (r: Reader) => Node): Node {
  const sign = connectiveHere(r, 'not');
  if (sign !== undefined) {
    r.at = sign.to;
    const right = r.deeper(() => readNot(r, chain));
    return logicNode(sign, emptyAt(sign.span.from), right);
  }
  if (atQuantifier(r)) return readQuantified(r, undefined);
  const body = chain(r);
  // `f(x) = 0 \quad \forall x`
  return atQuantifier(r) ? readQuantified(r, body) : body;
}

function connectiveHere(r: Reader, ...names: readonly Logic['connective'][]): Connective | undefined {
  const from = r.at;
  const first = r.peek();
  const second = r.peek(1);
  if (isCharacter(first, '=') && isCharacter(second, '>') && second?.gap === 'none')
    return names.includes('implies') ? { name: 'implies', span: r.spanOf(from, from + 2), to: from + 2 } : undefined;
  const name = first?.kind === 'command' ? connectives.get(first.text) : undefined;
  return first === undefined || name === undefined || !names.includes(name)
    ? undefined
    : { name, span: first.span, to: from + 1 };
}

/** Whether a connective stands at the cursor, so that a side ends there. */
export function atConnective(r: Reader): boolean {
  return connectiveHere(r, 'implies', 'iff', 'implied-by', 'and', 'or') !== undefined || atQuantifier(r);
}

export function atQuantifier(r: Reader): boolean {
  return isCommand(r.peek(), 'forall', 'exists', 'nexists');
}

/** `\forall x \in A, P`; with `body` given, `P \forall x`. */
function readQuantified(r: Reader, body: Node | undefined): Node {
  const from = r.at;
  const sign = r.next();
  if (isCharacter(r.peek(), '!')) r.next();
  const to = boundEnd(r);
  const start = r.at;
  const bound = start < to ? r.inside(start, to, () => r.statement()) : emptyAt(r.spanOf(from, start).to);
  if (isCharacter(r.peek(), ',', ':', '.', ';') || isCommand(r.peek(), 'colon', 'mid')) r.next();
  const inner = body ?? (r.peek() === undefined ? emptyAt(r.spanOf(from, r.at).to) : r.deeper(() => r.statement()));
  const place = cover(r.spanOf(from, r.at), cover(bound.span, inner.span));
  const quantified: Node = {
    kind: 'quantified',
    quantifier: sign?.text === 'forall' ? 'forall' : 'exists',
    bound,
    body: inner,
    span: place,
  };
  if (sign?.text !== 'nexists') return quantified;
  return {
    kind: 'logic',
    connective: 'not',
    connectiveSpan: sign.span,
    left: emptyAt(place.from),
    right: quantified,
    span: place,
  };
}

/** The bound ends at a comma, a colon, a wide blank or the next quantifier. */
function boundEnd(r: Reader): number {
  const from = r.at;
  for (let i = from; i < r.end; i++) {
    const lexeme = r.lexeme(i);
    const mate = r.mate(i);
    if (isCharacter(lexeme, ',', ';') || isCommand(lexeme, 'colon', 'mid', 'forall', 'exists', 'nexists')) return i;
    if (isCharacter(lexeme, ':') && !isCharacter(r.lexeme(i + 1), '=')) return i;
    if (i > from && lexeme?.gap === 'wide') return i;
    if (lexeme?.kind === 'command' && ['implies', 'iff'].includes(connectives.get(lexeme.text) ?? '')) return i;
    if (mate > i && r.role(i) !== 'integral') i = Math.min(mate, r.end);
  }
  return r.end;
}
