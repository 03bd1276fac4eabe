import type { Node, SymbolNode } from '../formula/tree';
import { printLatex } from '../formula/print';
import { cover, type Span } from '../text/span';
import type { Passage, Sentence } from './sentence';

/** A sentence as words, marks and formulas. */
export type Token = WordToken | FormulaToken;

interface Base {
  /** Where it stands in `Sentence.text`. */
  readonly from: number;
  readonly to: number;
}
/** A word in small letters, or one mark. */
export interface WordToken extends Base {
  readonly kind: 'word' | 'mark';
  readonly text: string;
}
export interface FormulaToken extends Base {
  readonly kind: 'formula';
  readonly text: '⟦⟧';
  readonly passage: Passage;
  /** The symbols, if the formula is nothing but symbols: `x`, `a, b, c`, `(x, y)`. */
  readonly names: readonly SymbolNode[];
  /** Something stands behind the symbols inside the formula, as the comma in `$a,$ $b,$ and $c$`. */
  readonly comma: boolean;
}

/** Words behind this many characters of a sentence are not read. */
const longest = 6000;

const pattern = /⟦⟧|i\.\s?i\.\s?d\.?|iid|⟦code⟧|\p{L}+(?:[-'’]\p{L}+)*|\d+(?:\.\d+)?|[^\s]/gu;

export function tokensOf(sentence: Sentence): readonly Token[] {
  const tokens: Token[] = [];
  let count = 0;
  for (const match of sentence.text.slice(0, longest).matchAll(pattern)) {
    const place = { from: match.index, to: match.index + match[0].length };
    if (match[0] === '⟦⟧') {
      const passage = sentence.passages[count++];
      if (!passage) continue;
      const { root } = passage.formula;
      tokens.push({
        kind: 'formula',
        text: '⟦⟧',
        ...place,
        passage,
        names: namesOf(root),
        comma: root.span.to < passage.formula.span.to,
      });
    } else if (/^i\.?\s?i\.?\s?d\.?$/.test(match[0])) tokens.push({ kind: 'word', text: 'iid', ...place });
    else if (/^\p{L}/u.test(match[0])) tokens.push({ kind: 'word', text: match[0].toLowerCase(), ...place });
    else tokens.push({ kind: 'mark', text: match[0], ...place });
  }
  return tokens;
}

/** The symbols of a node that is nothing but symbols, separated by commas or "and". */
export function namesOf(node: Node): readonly SymbolNode[] {
  switch (node.kind) {
    case 'symbol':
      return isConstant(node) ? [] : [node];
    case 'tuple':
      return node.open === '(' && node.close === ')' ? all(node.items) : [];
    case 'sequence':
      return node.items.every((i) => i.word === undefined || /^\s*(?:and|or)?\s*$/.test(i.word))
        ? all(node.items.map((i) => i.node))
        : [];
    case 'group':
      return node.style === 'round' ? namesOf(node.body) : [];
    default:
      return [];
  }
}

function all(nodes: readonly Node[]): readonly SymbolNode[] {
  const names: SymbolNode[] = [];
  for (const node of nodes) {
    if (node.kind === 'ellipsis' || node.kind === 'empty') continue;
    if (node.kind !== 'symbol' || isConstant(node)) return [];
    names.push(node);
  }
  return names;
}

/** Sets, infinity and the like are no names of quantities. */
function isConstant(node: SymbolNode): boolean {
  return /^\\(?:infty|pi|emptyset|varnothing|ldots|mathbb\b.*)$/.test(node.letter) && node.subscripts.length === 0;
}

/** A run of names as the subject or object of a phrase: `$a$, $b$ and $c$`. */
export interface Group {
  readonly first: number;
  /** Index behind the last token. */
  readonly end: number;
  readonly names: readonly SymbolNode[];
  /** The names are heads of applications: `f(x)`. */
  readonly applied?: boolean;
}

/** The run of names that begins at a token; one formula only where `several` is false. */
export function groupAt(tokens: readonly Token[], first: number, several: boolean): Group | undefined {
  const head = tokens[first];
  if (head?.kind !== 'formula' || head.names.length === 0) return undefined;
  const names = [...head.names];
  let end = first + 1;
  while (several) {
    let next = end;
    const previous = tokens[end - 1];
    const comma = previous?.kind === 'formula' && previous.comma;
    if (tokens[next]?.text === ',') next++;
    if (tokens[next]?.text === 'and' || tokens[next]?.text === '&') next++;
    const item = tokens[next];
    if ((next === end && !comma) || item?.kind !== 'formula' || item.names.length === 0) break;
    names.push(...item.names);
    end = next + 1;
  }
  return { first, end, names };
}

/** The words from one token up to another as written, formulas in dollars. */
export function wordsBetween(sentence: Sentence, tokens: readonly Token[], first: number, end: number): string {
  let text = '';
  let at = tokens[first]?.from ?? 0;
  for (let k = first; k < end; k++) {
    const token = tokens[k];
    if (!token) break;
    text += sentence.text.slice(at, token.from);
    text +=
      token.kind === 'formula'
        ? `$${printLatex(token.passage.formula.root)}$`
        : sentence.text.slice(token.from, token.to);
    at = token.to;
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** Where these tokens stand in the document. Between formulas the words stand as in the sentence, but for their markup. */
export function placeOf(sentence: Sentence, tokens: readonly Token[], first: number, end: number): Span {
  const found: Span[] = [];
  let before: FormulaToken | undefined;
  for (let k = first - 1; k >= 0 && !before; k--) {
    const token = tokens[k];
    if (token?.kind === 'formula') before = token;
  }
  const open: Token[] = [];
  for (let k = first; k < end; k++) {
    const token = tokens[k];
    if (!token) break;
    if (token.kind === 'formula') {
      const head = open[0];
      // Words before a formula are measured back from it.
      if (head && !before)
        found.push(within(sentence.span, token.passage.span.from - (token.from - head.from), token.passage.span.from));
      found.push(token.passage.span);
      before = token;
      open.length = 0;
    } else if (before) {
      const start = before.passage.span.to + (token.from - before.to);
      found.push(within(sentence.span, start, start + (token.to - token.from)));
    } else open.push(token);
  }
  return found.length > 0 ? found.reduce(cover) : sentence.span;
}

function within(outer: Span, from: number, to: number): Span {
  const start = Math.max(outer.from, Math.min(from, outer.to));
  return { from: start, to: Math.max(start, Math.min(to, outer.to)) };
}
