import { printLatex } from '../formula/print';
import { readFormula } from '../formula/read';
import type { Node } from '../formula/tree';
import { tokenize } from '../tex/tokenize';
import type { Span } from '../text/span';
import type { Edit } from './edits';

/** Replacing `span` of the source by `latex` makes the claim hold in every model. */
export interface Replacement {
  readonly latex: string;
  readonly span: Span;
}

/**
 * An edit as a replacement in the source, as close to how it was written as it can be: where the side reads by itself, what it becomes must read as the edit
 * wants it, or else the whole side is written anew. Undefined where it stands in a macro of the document.
 */
export function replacementOf(edit: Edit, side: Node, text: string): Replacement | undefined {
  const plain = spelling(readLatex(text.slice(side.span.from, side.span.to))) === spelling(side);
  const latex = latexOf(edit, text);
  if (!plain) return edit.node.kind === 'number' && !isOwn(edit, text) ? undefined : { latex, span: edit.span };
  const becomes = text.slice(side.span.from, edit.span.from) + latex + text.slice(edit.span.to, side.span.to);
  if (spelling(readLatex(becomes)) === spelling(edit.operand)) return { latex, span: edit.span };
  return { latex: printLatex(edit.operand), span: side.span };
}

/** LaTeX that stands by itself, read; its spans are those of the string. */
export function readLatex(latex: string): Node {
  const region = { from: 0, to: latex.length };
  return readFormula(tokenize(latex, region), region).root;
}

function latexOf({ span, node, patch }: Edit, text: string): string {
  const source = text.slice(span.from, span.to);
  if (patch && patch.span.from >= span.from && patch.span.to <= span.to && isSign.test(at(patch.span))) {
    const [from, to] = [patch.span.from - span.from, patch.span.to - span.from];
    return `${source.slice(0, from)}${patch.latex}${source.slice(to)}`.replace(/ {2,}/g, ' ').trim();
  }
  const latex =
    node.kind === 'number'
      ? grouped(node.digits, source)
      : node.kind === 'add' && span.from < span.to
        ? written()
        : printLatex(node);
  const single = /^(?:[^\\{}\s]|\\[a-zA-Z]+)$/.test(latex);
  return !single && takesOneToken.test(text.slice(Math.max(0, span.from - 40), span.from)) ? `{${latex}}` : latex;

  function at(place: Span): string {
    return text.slice(place.from, place.to);
  }

  /** A minus sign before what stands there leaves it as it is. */
  function written(): string {
    const [only, ...others] = node.kind === 'add' ? node.terms : [];
    const same =
      only?.sign === '-' && others.length === 0 && sameSpan(only.node.span, span) && only.node.kind !== 'group';
    return same ? `-${source.trim()}` : printLatex(node);
  }
}

function sameSpan(a: Span, b: Span): boolean {
  return a.from === b.from && a.to === b.to;
}

/** What a patch may replace: signs of operation, names of functions, and nothing at all. */
const isSign = /^(?:[+\-−*×·]|\\[a-z]+)?$/;

/** What stands before an argument that is written without braces. */
const takesOneToken = /(?:[\^_]|\\(?:[dt]?frac|[dt]?binom|sqrt)(?:\s*(?:\{[^{}]*\}|[^\s{}\\]))?)\s*$/;

/** Digits with the thousands separators that the number before them had. */
function grouped(digits: string, source: string): string {
  const separator = /^\d{1,3}(\{,\}|,|\\,|\\;|~)\d{3}/.exec(source)?.[1];
  if (separator === undefined) return digits;
  const [whole = '', ...decimals] = digits.split('.');
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, () => separator), ...decimals].join('.');
}

/** Whether a number stands in the source itself, not in what a macro makes. */
function isOwn({ span }: Edit, text: string): boolean {
  return /^[\d.,{}\\;~ ]+$/.test(text.slice(span.from, span.to));
}

function spelling(node: Node): string {
  return printLatex(node).replace(/\s+/g, '');
}
