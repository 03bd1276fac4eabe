import type { Inline, MathRegion } from '../document/document';
import { findPlain } from '../formula/find-plain';
import { plainTokens } from '../formula/plain';
import { readFormula } from '../formula/read';
import type { Formula, Node } from '../formula/tree';
import type { TexToken } from '../tex/token';

/** A formula that is written partly in running text, partly between dollar signs. */
export interface Mixed {
  readonly kind: 'mixed';
  readonly formula: Formula;
}

/**
 * The content of a block, with formulas put together that are cut into pieces of mathematics and signs or numbers in running text.
 *
 *     we get $x$ = 350 - 150, and 4 × $\frac{9}{4}$ = $9$.
 *            ^^^^^^^^^^^^^^^      ^^^^^^^^^^^^^^^^^^^^^^^
 */
export function putTogether(content: readonly Inline[]): readonly (Inline | Mixed)[] {
  const parts: (Inline | Mixed)[] = [];
  let at = 0;
  while (at < content.length) {
    const run = runAt(content, at, parts[parts.length - 1]);
    if (!run) {
      const inline = content[at];
      if (inline) parts.push(inline);
      at++;
      continue;
    }
    if (run.before) {
      parts.pop();
      if (run.before.text.length > 0) parts.push(run.before);
    }
    parts.push({ kind: 'mixed', formula: run.formula });
    if (run.after && run.after.text.length > 0) parts.push(run.after);
    at = run.end;
  }
  return parts;
}

type Prose = Extract<Inline, { kind: 'prose' }>;

interface Run {
  readonly formula: Formula;
  /** What is left of the text before it, where a part of that belongs to it. */
  readonly before: Prose | undefined;
  readonly after: Prose | undefined;
  /** Index of the first inline behind it. */
  readonly end: number;
}

/** The formula that begins at the piece of mathematics with this index, or in the text before it. */
function runAt(content: readonly Inline[], index: number, previous: Inline | Mixed | undefined): Run | undefined {
  const first = content[index];
  if (!isPiece(first)) return undefined;
  let relates = false;
  const tokens: TexToken[] = [];
  const add = (text: string, offset: number): void => {
    relates ||= /[=<>≤≥≈]/.test(text);
    tokens.push(...plainTokens(text, offset));
  };
  let from = first.span.from;
  let before: Prose | undefined;
  if (previous?.kind === 'prose') {
    const start = beginning(previous.text);
    if (start !== undefined) {
      add(previous.text.slice(start), previous.span.from + start);
      from = previous.span.from + start;
      before = { ...previous, text: previous.text.slice(0, start), span: { from: previous.span.from, to: from } };
    }
  }
  tokens.push(...first.tokens);
  let to = first.span.to;
  let after: Prose | undefined;
  let end = index + 1;
  for (;;) {
    const [words, next] = [content[end], content[end + 1]];
    if (words?.kind !== 'prose') break;
    if (isPiece(next) && joins(words.text)) {
      add(words.text, words.span.from);
      tokens.push(...next.tokens);
      to = next.span.to;
      end += 2;
      continue;
    }
    const length = ending(words.text);
    if (length > 0) {
      add(words.text.slice(0, length), words.span.from);
      to = words.span.from + length;
      after = { ...words, text: words.text.slice(length), span: { from: to, to: words.span.to } };
      end++;
    }
    break;
  }
  if (!relates) return undefined;
  const span = { from, to };
  const formula = readFormula(tokens, span);
  return formula.root.kind === 'chain' ? { formula, before, after, end } : undefined;
}

/** Inline mathematics that is a value, so that signs around it go on with it. A sum is left alone: what stands before it may take all of it. */
function isPiece(inline: Inline | undefined): inline is MathRegion & { kind: 'math' } {
  return inline?.kind === 'math' && !inline.display && isValue(readFormula(inline.tokens, inline.inner).root);
}

function isValue(node: Node): boolean {
  switch (node.kind) {
    case 'number':
    case 'symbol':
    case 'product':
    case 'quotient':
    case 'power':
    case 'root':
    case 'quantity':
    case 'binomial':
    case 'factorial':
    case 'apply':
    case 'call':
      return true;
    default:
      return false;
  }
}

/** Where, at the end of a text that ends with a sign, the formula begins that it belongs to. */
function beginning(text: string): number | undefined {
  if (!/[=+\-−*×·÷/<>≤≥≈]\s*$/.test(text)) return undefined;
  const closed = /[=<>≤≥≈]\s*$/.test(text) ? '0' : '0 = 0';
  const last = findPlain(text + closed).pop();
  return last?.to === text.length + closed.length && last.from < text.length ? last.from : undefined;
}

/** Whether a text between two pieces is nothing but signs and numbers that join them. */
function joins(text: string): boolean {
  const [only, ...others] = findPlain(`${opened}${text}0`);
  return startsWithSign(text) && others.length === 0 && only?.from === 0 && only.to === opened.length + text.length + 1;
}

/** How much of a text behind a piece goes on with it. */
function ending(text: string): number {
  if (!startsWithSign(text)) return 0;
  const [first] = findPlain(opened + text);
  return first?.from === 0 ? Math.max(0, first.to - opened.length) : 0;
}

function startsWithSign(text: string): boolean {
  return /^\s*(?:[=+*×·÷/<>≤≥≈−]|-(?=\s|\d))/.test(text);
}

/** Stands before a text so that it goes on from something. */
const opened = '0 = 0';
