import { cover, type Span } from '../text/span';
import { emptyAt } from './build';
import { relationHere } from './chain';
import { isCharacter, isCommand, isDigit, type Lexeme } from './lexeme';
import { isConnective, isRemark } from './notation/connectives';
import { scanNumber } from './notation/numbers';
import { connectives, divisionSign, factorSign, setOperations, termSign } from './notation/operators';
import type { Range, Reader } from './reader';
import type { Node, Relation, Sequence, SequenceItem } from './tree';

type Separator = SequenceItem['separator'];

/** A stretch between separators, before it is read. */
interface Piece {
  readonly from: number;
  to: number;
  readonly separator: Separator;
  words: string[];
  readonly wordSpan?: Span;
}

/** One item as a node, several as a sequence. */
export function sequenceNode(items: readonly SequenceItem[]): Node {
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) return emptyAt(0);
  if (items.length === 1 && first.word === undefined) return first.node;
  const place = items.reduce((all, item) => cover(all, item.node.span), cover(first.node.span, last.node.span));
  const node: Sequence = { kind: 'sequence', items, span: place };
  return node;
}

/**
 * Rows of a display. A row that begins with a relation goes on with the chain of the row before; one that begins with an operator, or
 * stands behind a row that ends with one, with its last side.
 */
export function readRows(r: Reader): Node {
  const rows = rowsOf(r);
  const end = r.end;
  const items: SequenceItem[] = [];
  for (const row of rows) {
    r.at = row.from;
    r.end = row.to;
    const read = readItems(r);
    const first = read[0];
    const goesOn = first === undefined || items.length === 0 ? undefined : continuation(items, first);
    if (goesOn !== undefined) items.splice(goesOn.index, 1, goesOn.item);
    read.forEach((item, i) => {
      if (i === 0 && goesOn !== undefined) return;
      items.push(i === 0 && items.length > 0 ? { ...item, separator: 'row' } : item);
    });
  }
  r.end = end;
  r.at = end;
  return items.length === 0 ? emptyAt(r.spanOf(end, end).from) : sequenceNode(items);
}

/** Splits at `\\`; blank rows vanish, and rows that continue an operand are joined with the row before. */
function rowsOf(r: Reader): Range[] {
  const rows: { from: number; to: number }[] = [];
  const start = r.at;
  let from = start;
  const close = (to: number): void => {
    if (!r.isBlank(from, to)) {
      const last = rows.at(-1);
      if (last !== undefined && (endsOpen(r, last) || beginsOpen(r, from, to))) last.to = to;
      else rows.push({ from, to });
    }
    from = to + 1;
  };
  for (let i = start; i < r.end; i++) {
    const mate = r.mate(i);
    if (r.lexeme(i)?.kind === 'newline') close(i);
    else if (mate > i && r.role(i) !== 'integral') i = mate;
  }
  close(r.end);
  return rows;
}

function endsOpen(r: Reader, row: Range): boolean {
  let last = row.to - 1;
  while (last > row.from && r.lexeme(last)?.kind === 'align') last--;
  const lexeme = r.lexeme(last);
  return lexeme !== undefined && (isOperatorAt(r, last) || relationAt(r, last, row.to) !== undefined);
}

function beginsOpen(r: Reader, from: number, to: number): boolean {
  let at = from;
  while (at < to && r.lexeme(at)?.kind === 'align') at++;
  const first = r.lexeme(at);
  if (first === undefined || !isOperator(first)) return false;
  if (isCharacter(first, '+') || termSign(first) === undefined || at > from) return true;
  // `-x = 5` is a row of its own, `- x` goes on.
  for (let i = at; i < to; i++) {
    const mate = r.mate(i);
    if (relationAt(r, i, to) !== undefined) return false;
    if (mate > i && r.role(i) !== 'integral') i = mate;
  }
  return true;
}

function isOperator(lexeme: Lexeme): boolean {
  return (
    termSign(lexeme) !== undefined ||
    factorSign(lexeme) !== undefined ||
    divisionSign(lexeme) !== undefined ||
    (lexeme.kind === 'command' && setOperations.has(lexeme.text))
  );
}

/** `45^\circ` does not end with an operator. */
function isOperatorAt(r: Reader, index: number): boolean {
  const lexeme = r.lexeme(index);
  const before = r.lexeme(index - 1)?.kind;
  return lexeme !== undefined && isOperator(lexeme) && before !== 'superscript' && before !== 'subscript';
}

function relationAt(r: Reader, index: number, end: number): unknown {
  const at = r.at;
  const outer = r.end;
  r.end = end;
  r.at = index;
  const found = r.at === index ? relationHere(r) : undefined;
  r.end = outer;
  r.at = at;
  return found;
}

/** Where a chain with an empty first side goes on from what stood before: the longer node, and its place among the items. */
function continuation(
  items: readonly SequenceItem[],
  next: SequenceItem,
): { index: number; item: SequenceItem } | undefined {
  const chain = next.node;
  if (chain.kind !== 'chain' || chain.operands[0]?.kind !== 'empty' || next.word !== undefined) return undefined;
  for (let index = items.length - 1; index >= 0 && index >= items.length - 4; index--) {
    const item = items[index];
    if (item === undefined || item.node.kind === 'empty' || item.node.kind === 'word') continue;
    const node = lengthened(item.node, chain.operands.slice(1), chain.relations, chain.span);
    return node === undefined ? undefined : { index, item: { ...item, node } };
  }
  return undefined;
}

function lengthened(
  node: Node,
  operands: readonly Node[],
  relations: readonly Relation[],
  span: Span,
): Node | undefined {
  const place = cover(node.span, span);
  if (node.kind === 'chain') {
    const all = spreadModulus([...node.relations, ...relations]);
    return { ...node, operands: [...node.operands, ...operands], relations: all, span: place };
  }
  if (node.kind === 'logic') {
    const right = lengthened(node.right, operands, relations, span);
    return right === undefined ? undefined : { ...node, right, span: place };
  }
  if (node.kind === 'quantified' || node.kind === 'sequence' || node.kind === 'mapping') return undefined;
  return { kind: 'chain', operands: [node, ...operands], relations, span: place };
}

/** A modulus at the end of a chain belongs to the congruences before it, also in the rows above. */
function spreadModulus(relations: readonly Relation[]): readonly Relation[] {
  let modulus: Node | undefined;
  const spread: Relation[] = [];
  for (const relation of relations.toReversed()) {
    const congruence = relation.kind === 'equiv' || relation.kind === '=' || relation.kind === 'congruent';
    modulus = relation.modulus ?? (congruence ? modulus : undefined);
    spread.push(modulus === undefined || relation.modulus !== undefined ? relation : { ...relation, modulus });
  }
  return spread.reverse();
}

/** What commas, semicolons, wide blanks and words separate, from the cursor to the end. */
export function readItems(r: Reader): SequenceItem[] {
  const end = r.end;
  const pieces = piecesOf(r, r.at, end);
  const items: SequenceItem[] = [];
  let pending: { separator: Separator; words: string[]; span: Span } | undefined;
  for (const piece of pieces) {
    const words = pending?.words ?? [];
    words.push(...piece.words);
    const found = pending === undefined ? piece.separator : pending.separator;
    // A blank beside words says nothing that the words do not say.
    const separator = found === 'space' && words.length > 0 ? 'word' : found;
    const before = pending?.span ?? piece.wordSpan;
    if (r.isBlank(piece.from, piece.to)) {
      // Nothing stands here: a trailing comma, or words that the next piece takes over.
      pending = { separator, words, span: before ?? r.spanOf(piece.from, piece.from) };
      continue;
    }
    pending = undefined;
    r.at = piece.from;
    r.end = piece.to;
    const node = r.statement();
    items.push(item(items.length === 0 ? 'start' : separator, words, node));
  }
  if (pending !== undefined && pending.words.length > 0)
    items.push(item(items.length === 0 ? 'start' : pending.separator, pending.words, emptyAt(pending.span.to)));
  r.end = end;
  r.at = end;
  return items;
}

function item(separator: Separator, words: readonly string[], node: Node): SequenceItem {
  return { separator, node, ...(words.length === 0 ? {} : { word: words.join(' ') }) };
}

/** Finds the separators at this level. */
function piecesOf(r: Reader, start: number, end: number): Piece[] {
  const pieces: Piece[] = [{ from: start, to: end, separator: 'start', words: [] }];
  let cells = 0;
  let quantified = isCommand(r.lexeme(start), 'forall', 'exists');
  const split = (at: number, behind: number, separator: Separator, word?: Lexeme): void => {
    const last = pieces.at(-1);
    if (last !== undefined) last.to = at;
    pieces.push({
      from: behind,
      to: end,
      separator,
      words: word === undefined ? [] : [word.text],
      ...(word === undefined ? {} : { wordSpan: word.span }),
    });
    quantified = isCommand(r.lexeme(behind), 'forall', 'exists');
  };
  for (let i = start; i < end; i++) {
    const lexeme = r.lexeme(i);
    if (lexeme === undefined) break;
    const from = pieces.at(-1)?.from ?? start;
    if (lexeme.kind === 'newline') cells = 0;
    if (lexeme.kind === 'align') {
      cells++;
      if (cells % 2 === 0 && separates(r, from, i, i + 1, end)) split(i, i + 1, 'space');
      continue;
    }
    if (lexeme.kind === 'word' && /^[\s,;:.]*$/.test(lexeme.text)) {
      split(i, i + 1, 'comma');
      continue;
    }
    if (lexeme.kind === 'word' && separatingWord(r, i, from, end, pieces.length > 1)) {
      split(i, i + 1, 'word', lexeme);
      continue;
    }
    if (lexeme.gap === 'wide' && i > from && separates(r, from, i, i, end)) split(i, i, 'space');
    if (isDigit(lexeme) || isCharacter(lexeme, '.')) {
      const number = scanNumber(r, i, end);
      if (number !== undefined) {
        i = number.to - 1;
        continue;
      }
    }
    if (isCharacter(lexeme, ',')) {
      if (quantified) quantified = false;
      else split(i, i + 1, 'comma');
    } else if (isCharacter(lexeme, ';')) split(i, i + 1, 'semicolon');
    else if (isCharacter(lexeme, '?') && i > from && !joinsAt(r, i - 1, end)) split(i, i + 1, 'semicolon');
    else if (isCharacter(lexeme, '.')) {
      const dots = dotsAt(r, i, end);
      if (dots > 1) i += dots - 1;
      else split(i, i + 1, 'semicolon');
    } else if (lexeme.kind === 'superscript' || lexeme.kind === 'subscript') {
      const mate = r.mate(i + 1);
      i = mate > i + 1 && mate < end ? mate : i + 1;
    } else {
      const mate = r.mate(i);
      if (mate > i && mate < end && r.role(i) !== 'integral') i = mate;
    }
  }
  return pieces;
}

function dotsAt(r: Reader, index: number, end: number): number {
  let i = index;
  while (i < end && isCharacter(r.lexeme(i), '.')) i++;
  return i - index;
}

/** Whether a wide blank before lexeme `next` ends a statement: not beside an operator, a relation or a connective. */
function separates(r: Reader, from: number, before: number, next: number, end: number): boolean {
  let last = before - 1;
  while (last >= from && r.lexeme(last)?.kind === 'align') last--;
  let first = next;
  while (first < end && r.lexeme(first)?.kind === 'align') first++;
  const left = r.lexeme(last);
  const right = r.lexeme(first);
  if (left === undefined || right === undefined || last < from || first >= end) return false;
  if (joins(r, left, last, end) || joins(r, right, first, end)) return false;
  return !isCommand(right, 'pmod', 'mod', 'bmod', 'forall', 'exists') && !isCommand(left, 'forall', 'exists');
}

function joinsAt(r: Reader, index: number, end: number): boolean {
  const lexeme = r.lexeme(index);
  return lexeme === undefined || joins(r, lexeme, index, end);
}

function joins(r: Reader, lexeme: Lexeme, index: number, end: number): boolean {
  if (isOperatorAt(r, index) || relationAt(r, index, end) !== undefined) return true;
  return lexeme.kind === 'command' && (connectives.has(lexeme.text) || lexeme.text === 'bmod');
}

/** Words between statements separate them; beside an operator or before a relation they are an operand. */
function separatingWord(r: Reader, index: number, from: number, end: number, later: boolean): boolean {
  const lexeme = r.lexeme(index);
  if (lexeme === undefined || lexeme.style !== 'text') return false;
  const wide = lexeme.gap === 'wide' && index > from;
  if (
    !isConnective(lexeme.text) &&
    !((wide || index > from || later) && isRemark(lexeme.text) && standsAlone(r, index, end))
  )
    return false;
  const before = index > from ? r.lexeme(index - 1) : undefined;
  const next = index + 1 < end ? r.lexeme(index + 1) : undefined;
  if (next !== undefined && relationAt(r, index + 1, end) !== undefined && before === undefined) return false;
  if (next?.kind === 'subscript' || next?.kind === 'superscript') return false;
  return before === undefined || before.kind === 'align' || !isOperatorAt(r, index - 1);
}

/** Nothing but the end or another word follows. */
function standsAlone(r: Reader, index: number, end: number): boolean {
  const next = r.lexeme(index + 1);
  return (
    index + 1 >= end ||
    next === undefined ||
    next.kind === 'word' ||
    next.kind === 'align' ||
    isCharacter(next, ',', '.', ';')
  );
}
