import type { Block, Inline, MathRegion, SourceDocument } from '../document/document';
import type { Formula, Node } from '../formula/tree';
import { findPlain } from '../formula/find-plain';
import { readPlain } from '../formula/plain';
import { readFormula } from '../formula/read';
import type { Span } from '../text/span';
import { putTogether } from './mixed';

/**
 * A formula in the sentence that it stands in.
 *
 *     So the area is $6 \cdot 7 = 42$, which is even. We are done.
 *     ^^^^^^^^^^^^^^^                                                lead (and since)
 *                                     ^^^^^^^^^^^^^^^^               tail
 *                                                    ^^^^^^^^^^^^^   next
 *
 * A mark that ends a formula inside its delimiters, as in `$x = 3,$`, counts among the words behind it.
 */
export interface Passage {
  readonly formula: Formula;
  /** The formula with its delimiters. */
  readonly span: Span;
  readonly origin: 'inline' | 'display' | 'prose';
  /** The words of the sentence before the formula; earlier formulas of the sentence stand in it as `⟦⟧`. */
  readonly lead: string;
  /** The words since the formula before it in the same sentence. */
  readonly since: string;
  /** The words up to the next formula or the end of the sentence. */
  readonly tail: string;
  /** All words of the sentence behind the formula. */
  readonly rest: string;
  /** The sentence that follows. */
  readonly next: string;
  /** The passage before it in the same sentence. */
  readonly previous?: Passage;
  /** Index of the block of the document. */
  readonly block: number;
  /** Counts sentences through the document. */
  readonly sentence: number;
}

/** The words of a block with the passages in it, for what is read off prose alone. */
export interface Sentence {
  readonly span: Span;
  /** Formulas stand in it as `⟦⟧`. */
  readonly text: string;
  readonly passages: readonly Passage[];
  readonly block: number;
}

/** All sentences of a document, in order. Mathematics in running text is found too. */
export function readSentences(document: SourceDocument): readonly Sentence[] {
  const drafts: Draft[] = [];
  let open: Draft | undefined;
  document.blocks.forEach((block, index) => {
    if (block.kind !== 'paragraph' && block.kind !== 'heading') {
      open = undefined;
      return;
    }
    const pieces = piecesOf(block, document);
    // A display goes on with the sentence that introduces it: "Therefore" … "we have:" … $$ … $$.
    const first = pieces[0];
    const goesOn =
      open !== undefined &&
      first !== undefined &&
      first.kind === 'formula' &&
      block.kind === 'paragraph' &&
      !block.item;
    if (!goesOn) open = undefined;
    for (const piece of pieces) {
      if (piece.kind === 'stop') {
        open = undefined;
        continue;
      }
      if (!open) {
        open = { span: { from: piece.from, to: piece.to }, parts: [], block: index };
        drafts.push(open);
      }
      open.parts.push({ piece, block: index });
      open.span = { from: open.span.from, to: piece.to };
      if (piece.kind === 'formula' && piece.mark === '.') open = undefined;
    }
    if (open && /[.!?]\s*$/.test(lastWords(open))) open = undefined;
    if (block.kind === 'heading') open = undefined;
  });
  return finish(drafts);
}

type Piece = WordsPiece | FormulaPiece | StopPiece;
interface WordsPiece {
  readonly kind: 'words';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}
interface FormulaPiece {
  readonly kind: 'formula';
  readonly formula: Formula;
  readonly origin: Passage['origin'];
  readonly from: number;
  readonly to: number;
  /** The mark of the sentence that the formula ends with inside its delimiters. */
  readonly mark: Mark | undefined;
}
type Mark = '.' | ',' | ';' | ':';
interface StopPiece {
  readonly kind: 'stop';
  readonly from: number;
  readonly to: number;
}
interface Draft {
  span: Span;
  readonly parts: { readonly piece: WordsPiece | FormulaPiece; readonly block: number }[];
  readonly block: number;
}

function lastWords(draft: Draft): string {
  const last = draft.parts[draft.parts.length - 1]?.piece;
  return last?.kind === 'words' ? last.text : '';
}

function piecesOf(
  block: Extract<Block, { kind: 'paragraph' | 'heading' }>,
  document: SourceDocument,
): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const part of putTogether(block.content)) {
    if (part.kind !== 'mixed') pushInline(part, document, pieces);
    else {
      const { formula } = part;
      pieces.push({ kind: 'formula', formula, origin: 'prose', ...formula.span, mark: undefined });
    }
  }
  return pieces;
}

function pushInline(inline: Inline, document: SourceDocument, pieces: Piece[]): void {
  switch (inline.kind) {
    case 'math': {
      const formula = readFormula(inline.tokens, inline.inner);
      if (joinBoxed(formula, inline.span, pieces)) return;
      pieces.push({
        kind: 'formula',
        formula,
        origin: inline.display ? 'display' : 'inline',
        from: inline.span.from,
        to: inline.span.to,
        mark: markAtEnd(inline, document.text),
      });
      return;
    }
    case 'prose':
      pushProse(inline.text, inline.span.from, pieces);
      return;
    case 'code':
      pieces.push({ kind: 'words', text: inline.words ?? ' ⟦code⟧ ', from: inline.span.from, to: inline.span.to });
      return;
    case 'directive':
      return;
  }
}

/**
 * Arithmetic in running text whose result is boxed: the box is its last side.
 *
 *     Total = 5000 + 10000 = \boxed{15000}
 *     ^^^^^^^^^^^^^^^^^^^^^^                    words that end with a relation sign
 */
function joinBoxed(boxed: Formula, span: Span, pieces: Piece[]): boolean {
  const last = pieces[pieces.length - 1];
  if (boxed.root.kind !== 'group' || boxed.root.style !== 'boxed' || last?.kind !== 'words' || !/=\s*$/.test(last.text))
    return false;
  if (/^\s*=\s*$/.test(last.text)) return goOnIntoBox(boxed.root, span, pieces);
  const [candidate] = findPlain(`${last.text}0`).slice(-1);
  if (!candidate || candidate.to !== last.text.length + 1) return false;
  const { root } = readPlain(`${last.text}0`.slice(candidate.from), last.from + candidate.from);
  if (root.kind !== 'chain') return false;
  pieces.pop();
  if (candidate.from > 0)
    pieces.push({
      kind: 'words',
      text: last.text.slice(0, candidate.from),
      from: last.from,
      to: last.from + candidate.from,
    });
  const from = last.from + candidate.from;
  const chain: Node = { ...root, span: { from, to: span.to }, operands: [...root.operands.slice(0, -1), boxed.root] };
  pieces.push({
    kind: 'formula',
    formula: { span: chain.span, root: chain },
    origin: 'prose',
    from,
    to: span.to,
    mark: undefined,
  });
  return true;
}

/**
 * The arithmetic before was read as a chain already, up to the sign before the box.
 *
 *     Total = 5000 + 10000 = \boxed{15000}
 *     ^^^^^^^^^^^^^^^^^^^^                     a chain
 *                          ^                  words
 */
function goOnIntoBox(box: Node, span: Span, pieces: Piece[]): boolean {
  const [before, sign] = pieces.slice(-2);
  if (before?.kind !== 'formula' || before.origin !== 'prose' || before.formula.root.kind !== 'chain' || !sign)
    return false;
  const { root } = before.formula;
  const at = sign.from + (sign.kind === 'words' ? sign.text.indexOf('=') : 0);
  const chain: Node = {
    ...root,
    span: { from: root.span.from, to: span.to },
    operands: [...root.operands, box],
    relations: [...root.relations, { kind: '=', span: { from: at, to: at + 1 }, negated: false }],
  };
  pieces.splice(-2);
  pieces.push({ ...before, formula: { span: chain.span, root: chain }, to: span.to });
  return true;
}

/** The mark of the sentence that a formula ends with; the comma of `\,` and the stop of `\right.` are none. */
function markAtEnd(region: MathRegion, text: string): Mark | undefined {
  let at = region.inner.to - 1;
  while (at >= region.inner.from && /\s/.test(text[at] ?? '')) at--;
  const before = text.slice(Math.max(region.inner.from, at - 6), at);
  if (at < region.inner.from || /\\(?:left|right|big|Big)?\s*$/.test(before)) return undefined;
  switch (text[at]) {
    case '.':
      return '.';
    case ',':
      return ',';
    case ';':
      return ';';
    case ':':
      return ':';
    default:
      return undefined;
  }
}

/** `.`, `!` or `?` ends a sentence before white space and a capital, a digit of a list or a bracket, but not after "e.g." and its kin. */
const sentenceEnd =
  /(?<!\b(?:e\.g|i\.e|cf|vs|resp|w\.r\.t|i\.i\.d|Fig|Eq|No|Mr|Mrs|Ms|Dr|St|approx|etc))[.!?]+["')\]]*(?=\s+["'(*]?[A-Z0-9]|\s*$)/g;

function pushProse(text: string, from: number, pieces: Piece[]): void {
  let at = 0;
  const emit = (to: number): void => {
    if (to > at) pushSentences(text.slice(at, to), from + at, pieces);
    at = to;
  };
  for (const span of findPlain(text)) {
    emit(span.from);
    const inner = text.slice(span.from, span.to);
    // "-14 = x + 2 -16 = x": a minus that clings to the next number begins another equation; where, no one can tell.
    if (/[\w)]\s+[-−]\d/.test(inner)) continue;
    pieces.push({
      kind: 'formula',
      formula: readPlain(inner, from + span.from),
      origin: 'prose',
      from: from + span.from,
      to: from + span.to,
      mark: undefined,
    });
    at = span.to;
  }
  emit(text.length);
}

function pushSentences(text: string, from: number, pieces: Piece[]): void {
  let at = 0;
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length;
    pieces.push({ kind: 'words', text: text.slice(at, end), from: from + at, to: from + end });
    pieces.push({ kind: 'stop', from: from + end, to: from + end });
    at = end;
  }
  if (at < text.length) pieces.push({ kind: 'words', text: text.slice(at), from: from + at, to: from + text.length });
}

const placeholder = '⟦⟧';

/** A piece as it stands among the words: of a formula its place, and the mark that it ends with. */
function wordedOf(piece: WordsPiece | FormulaPiece): string {
  return piece.kind === 'words' ? piece.text : placeholder + markOf(piece);
}

function markOf({ mark }: FormulaPiece): string {
  return mark === undefined || mark === '.' ? '' : mark;
}

function finish(drafts: readonly Draft[]): readonly Sentence[] {
  const texts = drafts.map((d) =>
    d.parts.map(({ piece }) => (piece.kind === 'words' ? piece.text : placeholder)).join(''),
  );
  return drafts.map((draft, number) => {
    const passages: Passage[] = [];
    const worded = draft.parts.map(({ piece }) => wordedOf(piece)).join('');
    let offset = 0;
    let since = '';
    draft.parts.forEach(({ piece, block }, index) => {
      if (piece.kind === 'words') {
        since += piece.text;
        offset += piece.text.length;
        return;
      }
      const following = offset + placeholder.length;
      let tail = markOf(piece);
      for (let k = index + 1; k < draft.parts.length; k++) {
        const part = draft.parts[k]?.piece;
        if (part?.kind !== 'words') break;
        tail += part.text;
      }
      const previous = passages[passages.length - 1];
      passages.push({
        formula: piece.formula,
        span: { from: piece.from, to: piece.to },
        origin: piece.origin,
        lead: worded.slice(Math.max(0, offset - 400), offset),
        since,
        tail,
        rest: worded.slice(following, following + 400),
        next: (texts[number + 1] ?? '').slice(0, 200),
        ...(previous ? { previous } : {}),
        block,
        sentence: number,
      });
      since = markOf(piece);
      offset = following + since.length;
    });
    return { span: draft.span, text: texts[number] ?? '', passages, block: draft.block };
  });
}
