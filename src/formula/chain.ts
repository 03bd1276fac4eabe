import { cover, type Span } from '../text/span';
import { chainNode, emptyAt, symbol, unread } from './build';
import { isCharacter, isCommand } from './lexeme';
import { atConnective, atQuantifier } from './logic';
import { relationSign, type RelationSign } from './notation/relations';
import type { Reader } from './reader';
import { readSets } from './terms';
import type { Node, Relation } from './tree';
import { symbolsOf } from './walk';

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
  let colon: Span | undefined;
  for (;;) {
    const operand = readSide(r, side);
    if (operand.kind === 'chain') {
      operands.push(...operand.operands);
      relations.push(...operand.relations);
    } else operands.push(operand);
    const modulus = readModulus(r, side);
    if (modulus !== undefined) applyModulus(operands, relations, modulus);
    const relation = relationHere(r);
    if (relation !== undefined) {
      r.at = relation.to;
      const { kind, negated, note } = relation;
      relations.push({ kind, negated, span: relation.span, ...(note === undefined ? {} : { note }) });
      continue;
    }
    const sign = r.peek();
    if (sign !== undefined && isColon(r) && colon === undefined && relations.length === 0) {
      r.next();
      colon = sign.span;
      const rest = r.deeper(() => readChain(r, side));
      return mapping(operand, sign.span, rest);
    }
    return chainNode(operands, relations);
  }
}

function isColon(r: Reader): boolean {
  return isCharacter(r.peek(), ':') || isCommand(r.peek(), 'colon');
}

/** `f : A \to B`, `f : x \mapsto x^2` (as `f(x) := x^2`), `3 : 4` as a quotient. */
function mapping(left: Node, colon: Span, rest: Node): Node {
  const place = cover(left.span, cover(colon, rest.span));
  if (rest.kind === 'chain' && rest.operands.length === 2) {
    const [domain, codomain] = rest.operands;
    const relation = rest.relations[0];
    if (domain !== undefined && codomain !== undefined && relation !== undefined) {
      if (relation.kind === 'to') return { kind: 'mapping', function: left, domain, codomain, span: place };
      if (relation.kind === 'mapsto' && left.kind === 'symbol') {
        const head = cover(left.span, domain.span);
        const applied: Node = {
          kind: 'apply',
          head: left,
          inverse: false,
          args: [domain],
          brackets: '(',
          argsSpan: domain.span,
          span: head,
        };
        return chainNode([applied, codomain], [{ ...relation, kind: ':=' }]);
      }
    }
  }
  // A ratio: `a : b = 3 : 4`.
  const sides = rest.kind === 'chain' ? rest.operands : [rest];
  const first = sides[0];
  if (first !== undefined && first.kind !== 'empty' && left.kind !== 'empty') {
    const ratio: Node = {
      kind: 'quotient',
      style: 'div',
      dividend: left,
      divisor: first,
      span: cover(left.span, first.span),
    };
    if (rest.kind === 'chain') return chainNode([ratio, ...rest.operands.slice(1)], rest.relations);
    if (rest.kind !== 'quotient' || rest.style !== 'div') return ratio;
  }
  return unread(
    'what the colon means here is not understood',
    place,
    symbolsOf({ kind: 'tuple', open: '(', close: ')', items: [left, rest], span: place }),
  );
}

function readSide(r: Reader, side: SideReader): Node {
  if (r.peek() === undefined || relationHere(r) !== undefined || atConnective(r))
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
  if (first?.kind === 'word' && first.text === 'mod') return 'command';
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
  operands[operands.length - 1] = {
    kind: 'call',
    name: 'mod',
    nameSpan: modulus.span,
    args: [last, modulus.node],
    span: cover(last.span, modulus.span),
  };
}
