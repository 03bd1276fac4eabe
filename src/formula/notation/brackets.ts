import type { Span } from '../../text/span';
import { at, emptyAt } from '../build';
import { isCharacter, isCommand } from '../lexeme';
import type { Reader } from '../reader';
import { readItems, sequenceNode } from '../statements';
import type { Node, Tuple } from '../tree';
import { readSystem } from './environments';

const opens: ReadonlyMap<string, Tuple['open']> = new Map([
  ['(', '('],
  ['lparen', '('],
  ['[', '['],
  ['lbrack', '['],
  ['{', '{'],
  ['lbrace', '{'],
  ['langle', '<'],
]);
const closes: ReadonlyMap<string, Tuple['close']> = new Map([
  [')', ')'],
  ['rparen', ')'],
  [']', ']'],
  ['rbrack', ']'],
  ['}', '}'],
  ['rbrace', '}'],
  ['rangle', '>'],
]);

/** `( … )`, `[ … )`, `\{ … \}`, `\langle … \rangle`, `\lfloor … \rfloor`, `\left. … \right|`; the cursor is on the opener, which has a partner. */
export function readBrackets(r: Reader): Node {
  const from = r.at;
  const mate = r.mate(from);
  const first = r.lexeme(from);
  const last = r.lexeme(mate);
  const place = r.spanOf(from, mate + 1);
  const inner = { from: from + 1, to: mate };
  if (mate >= r.end || first === undefined || last === undefined) {
    r.next();
    return r.unread('a bracket has no partner', place);
  }
  if (isCommand(first, 'lfloor', 'lceil')) {
    const operand = content(r, inner.from, inner.to);
    r.at = mate + 1;
    return { kind: first.text === 'lfloor' ? 'floor' : 'ceiling', operand, span: place };
  }
  if (isCommand(first, 'nothing')) return readEvaluated(r, from, mate);
  const open = opens.get(first.text);
  const close = closes.get(last.text);
  if (isCommand(last, 'nothing') && open === '{') {
    const system = readSystem(r, inner.from, inner.to);
    r.at = mate + 1;
    return at(system, place);
  }
  if (open === undefined || close === undefined) {
    r.at = mate + 1;
    return r.unread('the brackets do not belong together', place);
  }
  if (open === '{') {
    const node = readBraces(r, inner.from, inner.to, place);
    r.at = mate + 1;
    return node;
  }
  if (r.isBlank(inner.from, inner.to)) {
    r.at = mate + 1;
    return { kind: 'group', style: open === '(' ? 'round' : 'square', body: emptyAt(place.from + 1), span: place };
  }
  const given = open === '<' ? r.barIn(inner.from, inner.to) : inner.to;
  const items = listed(r, inner.from, given);
  if (given < inner.to) items.push(...listed(r, given + 1, inner.to));
  r.at = mate + 1;
  const only = items[0];
  const straight = open === '<' || (open === '(' && close === ')') || (open === '[' && close === ']');
  if (only !== undefined && items.length === 1 && straight && open !== '<') {
    if (only.kind === 'matrix') return at(only, place);
    return { kind: 'group', style: open === '(' ? 'round' : 'square', body: only, span: place };
  }
  return { kind: 'tuple', open, close, items, span: place };
}

/** Comma-separated items; anything else between statements makes one item of all. */
function listed(r: Reader, from: number, to: number): Node[] {
  let nodes: Node[] = [];
  r.inside(from, to, () => {
    const items = readItems(r);
    const plain = items.every(
      (item) =>
        item.word === undefined &&
        (item.separator === 'comma' || item.separator === 'start' || item.separator === 'semicolon'),
    );
    nodes = plain ? items.map((item) => item.node) : [sequenceNode(items)];
    return emptyAt(0);
  });
  return nodes;
}

function content(r: Reader, from: number, to: number): Node {
  if (r.isBlank(from, to)) return r.unread('nothing stands between the brackets', r.spanOf(from, to));
  return r.inside(from, to, () => r.statements());
}

/** `\{1, 2\}`, `\{ x \in A \mid x > 0 \}`, `\{ x : x > 0 \}` */
function readBraces(r: Reader, from: number, to: number, place: Span): Node {
  const bar = setBar(r, from, to);
  if (bar < to && bar > from) {
    const element = content(r, from, bar);
    const condition = content(r, bar + 1, to);
    return { kind: 'set-builder', element, condition, span: place };
  }
  const items = r.isBlank(from, to) ? [] : listed(r, from, to);
  return { kind: 'tuple', open: '{', close: '}', items, span: place };
}

function setBar(r: Reader, from: number, to: number): number {
  const bar = r.barIn(from, to);
  for (let i = from; i < bar; i++) {
    const mate = r.mate(i);
    if (isCharacter(r.lexeme(i), ':') && !isCharacter(r.lexeme(i + 1), '=')) return i;
    if (isCommand(r.lexeme(i), 'colon')) return i;
    if (mate > i && r.role(i) !== 'integral') i = mate;
  }
  return bar;
}

/** `\left. F(x) \right|_0^1` */
function readEvaluated(r: Reader, from: number, mate: number): Node {
  const close = r.lexeme(mate);
  const operand = content(r, from + 1, mate);
  r.at = mate + 1;
  const next = r.peek();
  if (!isCharacter(close, '|', ']', ')') && !isCommand(close, 'vert', 'rvert', 'nothing'))
    return r.unread('the brackets do not belong together', r.spanOf(from, mate + 1));
  if (next?.kind !== 'subscript' && next?.kind !== 'superscript') {
    if (isCommand(close, 'nothing')) return operand;
    return r.unread('a bracket has no partner', r.spanOf(from, mate + 1));
  }
  const { lower, upper } = r.scripts();
  return {
    kind: 'evaluated',
    operand,
    ...(lower === undefined ? {} : { lower: r.scriptNode(lower) }),
    ...(upper === undefined ? {} : { upper: r.scriptNode(upper) }),
    span: r.spanOf(from, r.at),
  };
}

/** `|x|`, `\|x\|`, `||x||`; around a matrix, `|…|` is its determinant. */
export function readBars(r: Reader): Node {
  const from = r.at;
  const mate = r.mate(from);
  const place = r.spanOf(from, mate + 1);
  if (mate >= r.end) {
    r.next();
    return r.unread('a bar has no partner', place);
  }
  const first = r.lexeme(from);
  const double =
    r.role(from + 1) === 'open' && r.mate(from + 1) === mate - 1 && isSingleBar(r, from) && isSingleBar(r, from + 1);
  const norm = double || isCommand(first, '|', 'Vert', 'lVert');
  const operand = double
    ? content(r, from + 2, mate - 1)
    : mate === from + 2 && isCommand(r.lexeme(from + 1), 'cdot')
      ? placeholder(r.spanOf(from + 1, mate))
      : content(r, from + 1, mate);
  r.at = mate + 1;
  if (norm) return { kind: 'norm', operand, span: place };
  if (operand.kind === 'matrix')
    return { kind: 'call', name: 'det', nameSpan: first?.span ?? place, args: [operand], span: place };
  return { kind: 'absolute', operand, span: place };
}

/** The dot of `\|\cdot\|`, which stands for whatever is measured. */
function placeholder(span: Span): Node {
  return { kind: 'symbol', letter: '\\cdot', subscripts: [], marks: [], key: '\\cdot', span };
}

function isSingleBar(r: Reader, index: number): boolean {
  const lexeme = r.lexeme(index);
  return isCharacter(lexeme, '|') || isCommand(lexeme, 'vert', 'lvert');
}
