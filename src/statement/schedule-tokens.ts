import type { Block, Inline, SourceDocument } from '../document/document';
import type { TexToken } from '../tex/token';
import { cover, type Span } from '../text/span';

/**
 * Words, numbers and marks of running text, code spans and formulas alike: "20 fwd operations" is read the same in prose, as
 * 20 `fwd` operations and as $20 \text{ fwd operations}$.
 */
export interface ScheduleToken {
  readonly kind: 'word' | 'number' | 'mark';
  /** Words in small letters with their subscript (`t_fwd`), numbers in digits ("one" gives "1"), one mark. */
  readonly text: string;
  readonly span: Span;
  readonly origin: 'prose' | 'code' | 'math';
  readonly strong: boolean;
  /** In a box, as a result is. */
  readonly boxed: boolean;
  /** A line of the source ends between the token before and this one. */
  readonly newline: boolean;
  /** White space or the end of the block follows: with a full stop, a sentence may end here. */
  readonly open: boolean;
}

/** Tokens with the words joined by blanks, for patterns. */
export interface Phrase {
  readonly tokens: readonly ScheduleToken[];
  readonly text: string;
  /** Where each token begins in `text`. */
  readonly starts: readonly number[];
}

/** More tokens of one block than this are not read. */
const longestBlock = 5000;

export function tokensOfBlock(block: Block, document: SourceDocument): readonly ScheduleToken[] {
  if (block.kind !== 'paragraph' && block.kind !== 'heading') return [];
  const drafts: Draft[] = [];
  for (const inline of block.content) {
    if (drafts.length > longestBlock) break;
    pushInline(inline, document, drafts);
  }
  return drafts.slice(0, longestBlock).map((draft, index) => {
    const before = drafts[index - 1];
    const gap = before ? document.text.slice(before.span.to, draft.span.from) : '';
    const next = document.text[draft.span.to] ?? ' ';
    return {
      ...draft,
      newline: /[\n\r]|\\\\/.test(gap),
      open: /[\s)*_`"”’]/.test(next) || index === drafts.length - 1,
    };
  });
}

type Draft = Omit<ScheduleToken, 'newline' | 'open'>;

function pushInline(inline: Inline, document: SourceDocument, drafts: Draft[]): void {
  switch (inline.kind) {
    case 'prose':
      pushWords(inline.text, inline.span.from, { origin: 'prose', strong: inline.strong, boxed: false }, drafts);
      return;
    case 'code': {
      const { from, to } = inline.span;
      if (inline.words !== undefined) {
        const said: Draft[] = [];
        pushWords(inline.words, from, { origin: 'code', strong: false, boxed: false }, said);
        drafts.push(...said.map((draft) => ({ ...draft, span: inline.span })));
        return;
      }
      const source = document.text.slice(from, to);
      const inner = /^(`+)([^]*?)\1$/.exec(source)?.[2] ?? /^\\verb(\S)([^]*)\1$/.exec(source)?.[2];
      // A command such as \cite or \label has no words to say.
      if (inner === undefined) return;
      const before = drafts.length;
      pushWords(inner, from + source.indexOf(inner, 1), { origin: 'code', strong: false, boxed: false }, drafts);
      // The marks of the code belong to what stands in it.
      const [first, last] = [drafts[before], drafts[drafts.length - 1]];
      if (first && last && drafts.length > before) {
        drafts[drafts.length - 1] = { ...last, span: { from: last.span.from, to } };
        drafts[before] = { ...(drafts[before] ?? first), span: { from, to: drafts[before]?.span.to ?? to } };
      }
      return;
    }
    case 'math':
      pushMath(inline.tokens, drafts);
      return;
    case 'directive':
      return;
  }
}

const wordPattern = /\d+(?:\.\d+)?|\p{L}+(?:[-'’]\p{L}+)*(?:_(?:\{[^{}\n]{1,20}\}|\w+))?|[^\s]/gu;

function pushWords(
  text: string,
  from: number,
  dress: Pick<Draft, 'origin' | 'strong' | 'boxed'>,
  drafts: Draft[],
): void {
  for (const match of text.matchAll(wordPattern)) {
    const span = { from: from + match.index, to: from + match.index + match[0].length };
    if (/^\d/.test(match[0])) drafts.push({ kind: 'number', text: match[0], span, ...dress });
    else if (/^\p{L}/u.test(match[0]))
      drafts.push({ ...wordOrNumber(match[0].toLowerCase().replace(/[{}]/g, '')), span, ...dress });
    else drafts.push({ kind: 'mark', text: sameMark.get(match[0]) ?? match[0], span, ...dress });
  }
}

const smallNumbers =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const ordinals = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

/** "one" is a number; "fifth" is read as "5th" is, but "first" and "second" have other uses. */
function wordOrNumber(word: string): Pick<Draft, 'kind' | 'text'> {
  const number = smallNumbers.indexOf(word);
  if (number >= 0) return { kind: 'number', text: `${number}` };
  const place = ordinals.indexOf(word);
  return { kind: 'word', text: place > 2 ? `${place} th` : word };
}

const sameMark: ReadonlyMap<string, string> = new Map([
  ['*', '×'],
  ['·', '×'],
  ['⋅', '×'],
  ['−', '-'],
  ['⇒', '→'],
  ['—', '–'],
]);

const commandMarks: ReadonlyMap<string, string> = new Map([
  ['times', '×'],
  ['cdot', '×'],
  ['ast', '×'],
  ['approx', '≈'],
  ['to', '→'],
  ['rightarrow', '→'],
  ['Rightarrow', '→'],
  ['implies', '→'],
  ['#', '#'],
  ['le', '≤'],
  ['leq', '≤'],
  ['ge', '≥'],
  ['geq', '≥'],
]);
const silentCommands: ReadonlySet<string> = new Set(
  (
    'text textrm textbf textit texttt textsf textnormal mathrm mathbf mathit mathtt mathsf operatorname mbox underline displaystyle textstyle bm bf rm tt left right big Big bigg ' +
    'quad qquad , ; : ! > limits nonumber notag'
  ).split(' '),
);

/** The letters and digits of a formula put together to words and numbers. */
function pushMath(tokens: readonly TexToken[], drafts: Draft[]): void {
  let at = 0;
  let depth = 0;
  /** Depth of the braces of the outermost open box. */
  let box: number | undefined;
  let boxOpens = false;
  let joins = false;
  const push = (kind: Draft['kind'], text: string, span: Span): void => {
    drafts.push({ kind, text, span, origin: 'math', strong: false, boxed: box !== undefined });
  };
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const joined = joins;
    joins = false;
    switch (token.kind) {
      case 'character': {
        const last = drafts[drafts.length - 1];
        const kind = /^\d$/.test(token.text) ? 'number' : /^\p{L}$/u.test(token.text) ? 'word' : 'mark';
        const point = token.text === '.' && last?.kind === 'number' && /^\d$/.test(tokens[at + 1]?.text ?? '');
        if (
          joined &&
          last &&
          kind !== 'mark' &&
          (last.kind === kind || (last.text.endsWith('.') && kind === 'number'))
        ) {
          drafts[drafts.length - 1] = {
            ...last,
            text: last.text + token.text.toLowerCase(),
            span: cover(last.span, token.span),
          };
        } else if (joined && point) {
          drafts[drafts.length - 1] = { ...last, text: `${last.text}.`, span: cover(last.span, token.span) };
        } else
          push(kind, kind === 'word' ? token.text.toLowerCase() : (sameMark.get(token.text) ?? token.text), token.span);
        joins = kind !== 'mark' || point;
        break;
      }
      case 'open':
        depth++;
        if (boxOpens) box = depth;
        boxOpens = false;
        break;
      case 'close':
        if (box === depth) box = undefined;
        depth--;
        break;
      case 'command':
        if (token.text === 'boxed' || token.text === 'fbox') boxOpens = box === undefined;
        else if (!silentCommands.has(token.text))
          push('mark', commandMarks.get(token.text) ?? `\\${token.text}`, token.span);
        break;
      case 'subscript':
      case 'superscript': {
        const script = scriptAt(tokens, at + 1);
        const last = drafts[drafts.length - 1];
        if (token.kind === 'superscript' && /^(?:st|nd|rd|th)$/.test(script.text))
          push('word', script.text, token.span);
        else if (last?.kind === 'word' && token.kind === 'subscript')
          drafts[drafts.length - 1] = { ...last, text: `${last.text}_${script.text}` };
        else push('mark', '^', token.span);
        at = script.end - 1;
        break;
      }
      case 'newline':
      case 'align':
      case 'space':
      case 'begin':
      case 'end':
        break;
      case 'prime':
        push('mark', '′', token.span);
        break;
    }
  }
  finishWords(drafts);
}

/** "one" and "fifth" in `\text`. */
function finishWords(drafts: Draft[]): void {
  for (let k = drafts.length - 1; k >= 0 && drafts[k]?.origin === 'math'; k--) {
    const draft = drafts[k];
    if (draft?.kind === 'word') drafts[k] = { ...draft, ...wordOrNumber(draft.text) };
  }
}

/** The letters and digits of the group or token that a script is. */
function scriptAt(tokens: readonly TexToken[], from: number): { readonly text: string; readonly end: number } {
  let text = '';
  let depth = 0;
  let at = from;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'open') depth++;
    else if (token?.kind === 'close') depth--;
    else if (token?.kind === 'character' && /^[\p{L}\d]$/u.test(token.text)) text += token.text.toLowerCase();
    const continues = token?.kind === 'space' || (token?.kind === 'command' && silentCommands.has(token.text));
    if (depth <= 0 && !continues) return { text, end: at + 1 };
  }
  return { text, end: at };
}

export function phraseOf(tokens: readonly ScheduleToken[]): Phrase {
  const starts: number[] = [];
  let length = 0;
  for (const token of tokens) {
    starts.push(length);
    length += token.text.length + 1;
  }
  return { tokens, text: tokens.map((token) => token.text).join(' '), starts };
}

/** The index of the token at a place of the phrase's text. */
export function tokenAt(phrase: Phrase, place: number): number {
  let low = 0;
  let high = phrase.starts.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if ((phrase.starts[mid] ?? 0) <= place) low = mid;
    else high = mid - 1;
  }
  return low;
}

/** The source that a part of the phrase's text covers. */
export function spanOf(phrase: Phrase, from: number, to: number): Span {
  const first = phrase.tokens[tokenAt(phrase, from)];
  const last = phrase.tokens[tokenAt(phrase, Math.max(from, to - 1))];
  return first && last ? cover(first.span, last.span) : { from: 0, to: 0 };
}

/**
 * The sentences of a block: cut behind full stops, question and exclamation marks, before arrows, bullets and labels of layers that begin a line, and where a
 * semicolon leads to the next layer.
 */
export function sentencesOf(tokens: readonly ScheduleToken[]): readonly Phrase[] {
  const phrases: Phrase[] = [];
  let current: ScheduleToken[] = [];
  const close = (): void => {
    if (current.length > 0) phrases.push(phraseOf(current));
    current = [];
  };
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const layer = /^layers?$/.test(token.text);
    if (token.newline && (layer || /^[→•–⟶]$/.test(token.text))) close();
    if (layer && tokens[index - 1]?.text === ';') close();
    current.push(token);
    const ends =
      token.kind === 'mark' &&
      /^[.!?]$/.test(token.text) &&
      (token.open || next === undefined || token.origin !== next.origin);
    const before = tokens[index - 1];
    const short =
      before?.kind === 'word' &&
      (before.text.length === 1 || /^(?:vs|cf|resp|fig|eq|etc|approx)$/.test(before.text)) &&
      token.text === '.';
    if (ends && !(short && next !== undefined && !next.newline)) close();
  });
  close();
  return phrases;
}
