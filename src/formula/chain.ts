import { cover, type Span } from '../text/span';
import { chainNode, emptyAt, symbol } from './build';
import { isCharacter, isCommand } from './lexeme';
import { atConnective, atQuantifier } from './logic';
import { relationSign, type RelationSign } from './notation/relations';
import type { Reader } from './reader';
import { readSets } from './terms';
import type { Node, Relation } from './tree';

/** Reads one side of a relation so that what is not understood takes the whole side along. */
export type SideReader = (read: () => Node) => Node;

interface RelationHere extends RelationSign {
  readonly span: Span;
  readonly to: number;
  readonly note?: Node;
}

/**
 * `a = b \le c \pmod{m}`, `f : A \to B`. Sides may be missing at both ends; a chain in a side (braces, `aligned`) becomes part of this one.
 */
export function readChain(r: Reader, side: SideReader): Node {
  const operands: Node[] = [];
  const relations: Relation[] = [];
  let wanted = true;
  let end: Span | undefined;
  for (;;) {
    if (wanted) {
      const operand = readSide(r, side);
      if (operand.kind === 'chain') {
        operands.push(...operand.operands);
        relations.push(...operand.relations);
      } else operands.push(operand);
    }
    wanted = false;
    const modulus = readModulus(r, side);
    if (modulus !== undefined) {
      applyModulus(operands, relations, modulus);
      end = modulus.span;
    }
    const relation = relationHere(r);
    if (relation !== undefined) {
      r.at = relation.to;
      const { kind, negated, note } = relation;
      const given = kind === '~' ? conditionOf(operands, relations) : undefined;
      relations.push({
        kind,
        negated,
        span: relation.span,
        ...(note === undefined ? {} : { note }),
        ...(given === undefined ? {} : { given }),
      });
      wanted = true;
      continue;
    }
    if (isColon(r)) {
      const mapped = readColon(r, side, operands, relations);
      if (mapped !== undefined) return mapped;
      continue;
    }
    return end === undefined ? chainNode(operands, relations) : extended(chainNode(operands, relations), end);
  }
}

/** `x \mid \mu` before `\sim`: takes the condition out of the chain. */
function conditionOf(operands: Node[], relations: Relation[]): Node | undefined {
  const [bar] = relations;
  if (relations.length !== 1 || operands.length !== 2 || bar?.kind !== 'divides' || bar.negated) return undefined;
  relations.pop();
  return operands.pop();
}

/** A chain is as long as the modulus behind it. */
function extended(node: Node, to: Span): Node {
  return { ...node, span: cover(node.span, to) };
}

function isColon(r: Reader): boolean {
  return isCharacter(r.peek(), ':') || isCommand(r.peek(), 'colon');
}

/**
 * `f : A \to B`, `f : x \mapsto x^2` (as `f(x) := x^2`), `3 : 4` as a quotient, `3 : 4 : 5`. A ratio replaces the last operand, and the
 * chain goes on; a mapping is a statement by itself.
 */
function readColon(r: Reader, side: SideReader, operands: Node[], relations: readonly Relation[]): Node | undefined {
  const parts: Node[] = [operands.pop() ?? emptyAt(r.spanOf(r.at, r.at).from)];
  const from = r.at;
  while (isColon(r)) {
    r.next();
    parts.push(readSide(r, side));
  }
  const [first, second] = parts;
  const last = parts.at(-1);
  if (first === undefined || second === undefined || last === undefined) return undefined;
  const span = cover(first.span, cover(r.spanOf(from, from + 1), last.span));
  const relation = relations.length === 0 && parts.length === 2 ? relationHere(r) : undefined;
  if (relation?.kind === 'to' || relation?.kind === 'mapsto') {
    r.at = relation.to;
    const codomain = readSide(r, side);
    const place = cover(span, cover(relation.span, codomain.span));
    if (relation.kind === 'to') return { kind: 'mapping', function: first, domain: second, codomain, span: place };
    if (first.kind !== 'symbol') return r.unread('what is mapped here is not understood', place);
    const value: Node = {
      kind: 'apply',
      head: first,
      inverse: false,
      args: [second],
      brackets: '(',
      argsSpan: second.span,
      span: cover(first.span, second.span),
    };
    return chainNode([value, codomain], [{ kind: ':=', negated: false, span: relation.span }]);
  }
  if (parts.some((part) => part.kind === 'empty'))
    operands.push(r.unread('what the colon means here is not understood', span));
  else if (parts.length === 2)
    operands.push({ kind: 'quotient', style: 'div', dividend: first, divisor: second, span });
  else operands.push({ kind: 'call', name: 'ratio', nameSpan: r.spanOf(from, from + 1), args: parts, span });
  return undefined;
}

function readSide(r: Reader, side: SideReader): Node {
  if (r.peek() === undefined || relationHere(r) !== undefined || atConnective(r) || isModulus(r) || isColon(r))
    return emptyAt(r.spanOf(r.at, r.at).from);
  return side(() => {
    const node = readSets(r);
    return atEndOfSide(r) ? node : swallow(r, node);
  });
}

function atEndOfSide(r: Reader): boolean {
  return (
    r.peek() === undefined ||
    relationHere(r) !== undefined ||
    atConnective(r) ||
    atQuantifier(r) ||
    isModulus(r) ||
    isColon(r)
  );
}

/** What no reader takes makes the side unread, up to the next relation. */
function swallow(r: Reader, node: Node): Node {
  const from = r.at;
  const kept: Node[] = [node];
  while (!atEndOfSide(r)) {
    const mate = r.mate(r.at);
    const at = r.at;
    const lexeme = r.next();
    if (lexeme?.kind === 'character' && /^\p{L}$/u.test(lexeme.text)) kept.push(symbol(lexeme.text, lexeme.span));
    if (mate > at && mate < r.end && r.role(at) !== 'integral') r.at = mate + 1;
  }
  const place = r.spanOf(from, r.at);
  kept.push(r.unread(strayReason(r, from), place));
  return { kind: 'tuple', open: '(', close: ')', items: kept, span: cover(node.span, place) };
}

function strayReason(r: Reader, index: number): string {
  const lexeme = r.lexeme(index);
  if (r.role(index) === 'stray') return 'a bracket has no partner';
  if (lexeme?.kind === 'close') return 'a brace has no partner';
  if (lexeme?.kind === 'superscript' || lexeme?.kind === 'subscript')
    return 'two exponents or two indices stand at one place';
  if (lexeme?.kind === 'command') return `what \\${lexeme.text} means here is not understood`;
  return `what "${lexeme?.text ?? ''}" means here is not understood`;
}

/** The relation at the cursor, with what is written over or under it. */
export function relationHere(r: Reader): RelationHere | undefined {
  const from = r.at;
  const first = r.peek();
  if (first === undefined) return undefined;
  const sign = plainRelation(r, from);
  if (sign !== undefined) return sign;
  if (isCommand(first, 'overset', 'stackrel', 'underset', 'overunderset')) return notedRelation(r, from);
  if (isCommand(first, 'xrightarrow', 'xleftarrow', 'xlongrightarrow', 'xlongequal', 'xmapsto'))
    return arrowWithNote(r, from);
  return undefined;
}

function plainRelation(r: Reader, from: number): RelationHere | undefined {
  const first = r.lexeme(from);
  if (first === undefined) return undefined;
  const second = from + 1 < r.end ? r.lexeme(from + 1) : undefined;
  const two = (kind: RelationSign['kind'], negated = false): RelationHere => ({
    kind,
    negated,
    span: r.spanOf(from, from + 2),
    to: from + 2,
  });
  if (isCommand(first, 'not')) {
    const sign = relationSign(second);
    if (sign === undefined) return undefined;
    return sign.kind === '=' ? two('!=') : two(sign.kind, !sign.negated);
  }
  if (isCharacter(first, ':') && isCharacter(second, '=')) return two(':=');
  const close = second?.gap === 'none';
  if (isCharacter(first, '=') && isCharacter(second, '>') && close) return undefined;
  if (isCharacter(first, '=') && isCharacter(second, '=') && close) return two('=');
  if (isCharacter(first, '<') && isCharacter(second, '=') && close) return two('<=');
  if (isCharacter(first, '>') && isCharacter(second, '=') && close) return two('>=');
  if (isCharacter(first, '<') && isCharacter(second, '<') && close) return two('<<');
  if (isCharacter(first, '>') && isCharacter(second, '>') && close) return two('>>');
  if (isCharacter(first, '-') && isCharacter(second, '>') && close) return two('to');
  if (isCommand(first, '|') && r.role(from) === 'mid')
    return { kind: 'parallel', negated: false, span: first.span, to: from + 1 };
  if (first.kind !== 'command' && r.role(from) === 'mid')
    return first.text === '|' ? { kind: 'divides', negated: false, span: first.span, to: from + 1 } : undefined;
  const sign = relationSign(first);
  return sign === undefined ? undefined : { ...sign, span: first.span, to: from + 1 };
}

/** `\overset{(a)}{=}`, `\underset{n\to\infty}{\to}`, `\stackrel{?}{=}` */
function notedRelation(r: Reader, from: number): RelationHere | undefined {
  const note = groupAt(r, from + 1);
  const target = note === undefined ? undefined : groupAt(r, note.next);
  if (note === undefined || target === undefined) return undefined;
  const outer = r.end;
  r.end = target.to;
  const sign = plainRelation(r, target.from);
  r.end = outer;
  if (sign === undefined || sign.to !== target.to) return undefined;
  const { kind, negated } = sign;
  const back = r.at;
  const said = readNote(r, note.from, note.to);
  r.at = back;
  return { kind, negated, note: said, span: r.spanOf(from, target.next), to: target.next };
}

function arrowWithNote(r: Reader, from: number): RelationHere | undefined {
  const note = groupAt(r, from + 1);
  if (note === undefined) return undefined;
  const name = r.lexeme(from)?.text;
  const kind = name === 'xleftarrow' ? 'gets' : name === 'xlongequal' ? '=' : name === 'xmapsto' ? 'mapsto' : 'to';
  const back = r.at;
  const said = readNote(r, note.from, note.to);
  r.at = back;
  return { kind, negated: false, note: said, span: r.spanOf(from, note.next), to: note.next };
}

/** Notes are for people: what is not mathematics in them is a word. */
function readNote(r: Reader, from: number, to: number): Node {
  const place = r.spanOf(from, to);
  const words: string[] = [];
  for (let i = from; i < to; i++) words.push(r.lexeme(i)?.text ?? '');
  return { kind: 'word', text: words.join(''), span: place };
}

function groupAt(r: Reader, index: number): { from: number; to: number; next: number } | undefined {
  if (index >= r.end) return undefined;
  const mate = r.mate(index);
  if (r.lexeme(index)?.kind !== 'open') return { from: index, to: index + 1, next: index + 1 };
  return mate < 0 || mate >= r.end ? undefined : { from: index + 1, to: mate, next: mate + 1 };
}

// `\pmod{7}`, `\mod 7`, `(\bmod 7)`, `(\text{mod } 7)`

export function isModulus(r: Reader): boolean {
  return modulusAt(r) !== undefined;
}

function modulusAt(r: Reader): 'command' | 'bracket' | undefined {
  const first = r.peek();
  if (isCommand(first, 'pmod', 'mod', 'pod')) return 'command';
  if (first?.kind === 'word' && first.text === 'mod' && r.peek(1)?.kind !== 'subscript' && !isCharacter(r.peek(1), '('))
    return 'command';
  if (!r.atBracket('(')) return undefined;
  const inner = r.peek(1);
  if (isCommand(inner, 'bmod', 'mod') || (inner?.kind === 'word' && inner.text === 'mod')) return 'bracket';
  return isCharacter(inner, 'm') && isCharacter(r.peek(2), 'o') && isCharacter(r.peek(3), 'd') ? 'bracket' : undefined;
}

function readModulus(r: Reader, side: SideReader): { node: Node; span: Span } | undefined {
  const where = modulusAt(r);
  if (where === undefined) return undefined;
  const from = r.at;
  if (where === 'bracket') {
    const mate = r.mate(from);
    const letters = r.peek(1)?.kind === 'character' ? 3 : 1;
    const node = r.inside(from + 1 + letters, mate, () => side(() => readSets(r)));
    r.at = mate + 1;
    return { node, span: r.spanOf(from, mate + 1) };
  }
  const command = r.next();
  const node = command?.text === 'mod' ? side(() => r.product()) : side(() => r.argument());
  return { node, span: r.spanOf(from, r.at) };
}

/** A modulus belongs to every congruence before it that has none; without any, it is the remainder of the side itself. */
function applyModulus(operands: Node[], relations: Relation[], modulus: { node: Node; span: Span }): void {
  let congruence = false;
  for (let i = relations.length - 1; i >= 0; i--) {
    const relation = relations[i];
    if (relation === undefined || relation.modulus !== undefined) break;
    if (relation.kind !== 'equiv' && relation.kind !== '=' && relation.kind !== 'congruent' && relation.kind !== '!=')
      break;
    if (relation.kind === 'equiv' || relation.kind === 'congruent' || i === relations.length - 1) congruence = true;
    relations[i] = { ...relation, modulus: modulus.node };
  }
  const last = operands.at(-1);
  if (congruence || last === undefined) return;
  if (last.kind === 'empty') {
    operands[operands.length - 1] = {
      kind: 'call',
      name: 'mod',
      nameSpan: modulus.span,
      args: [modulus.node],
      span: modulus.span,
    };
    return;
  }
  operands[operands.length - 1] = {
    kind: 'call',
    name: 'mod',
    nameSpan: modulus.span,
    args: [last, modulus.node],
    span: cover(last.span, modulus.span),
  };
}
