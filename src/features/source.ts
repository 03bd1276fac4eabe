import type { MathRegion } from '../document/document';
import type { TexToken } from '../tex/token';
import type { Span } from '../text/span';

/**
 * The tokens of a formula that stand in a span, written out as TeX that any typesetter reads: macros are expanded, labels and tags left
 * out. Rows of the display itself are joined to one line; those of a matrix or of cases inside the span are kept.
 *
 *     a &= b \\ &= c     in the span of the second relation
 *          ^^^^^^^^^     gives b = c
 */
export function texOf(formula: MathRegion, within: Span): string {
  const tokens = formula.tokens.filter(({ span }) => within.from <= span.from && span.to <= within.to);
  return compose(tokens, false);
}

/** A whole formula as TeX, its rows kept. */
export function texOfFormula(formula: MathRegion): string {
  const rows = compose(formula.tokens, true);
  return /\\\\|&/.test(rows) && !rows.startsWith('\\begin') ? `\\begin{aligned}${rows}\\end{aligned}` : rows;
}

function compose(tokens: readonly TexToken[], keepRows: boolean): string {
  const pairs = pairedEnvironments(tokens);
  let tex = '';
  let depth = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    switch (token.kind) {
      case 'command':
        if (rowCommands.has(token.text)) i = endOfArgument(tokens, i);
        // A letter that follows must not become part of the name.
        else tex += /[A-Za-z*]$/.test(token.text) ? `\\${token.text} ` : `\\${token.text}`;
        break;
      case 'begin':
        if (pairs.has(i)) {
          tex += `\\begin{${token.text}}`;
          depth++;
        }
        break;
      case 'end':
        if (pairs.has(i)) {
          tex += `\\end{${token.text}}`;
          depth--;
        }
        break;
      case 'align':
        tex += depth > 0 || keepRows ? '&' : ' ';
        break;
      case 'newline':
        tex += depth > 0 || keepRows ? '\\\\ ' : ' ';
        break;
      case 'character':
        tex += token.text;
        break;
      case 'open':
        tex += '{';
        break;
      case 'close':
        tex += '}';
        break;
      case 'superscript':
        tex += '^';
        break;
      case 'subscript':
        tex += '_';
        break;
      case 'space':
        tex += ' ';
        break;
      case 'prime':
        tex += "'";
        break;
    }
  }
  return tex.trim();
}

const rowCommands = new Set(['label', 'tag', 'nonumber', 'notag', 'intertext', 'shortintertext', 'displaybreak']);

/** The indices of the `\begin` and `\end` that belong together. */
function pairedEnvironments(tokens: readonly TexToken[]): ReadonlySet<number> {
  const paired = new Set<number>();
  const open: number[] = [];
  tokens.forEach((token, i) => {
    if (token.kind === 'begin') open.push(i);
    if (token.kind !== 'end') return;
    const begin = open.pop();
    if (begin !== undefined) paired.add(begin).add(i);
  });
  return paired;
}

/** The index of the last token of a command's argument; of the command itself where it has none. */
function endOfArgument(tokens: readonly TexToken[], at: number): number {
  let next = at + 1;
  while (tokens[next]?.kind === 'space') next++;
  if (tokens[next]?.kind !== 'open') return at;
  let depth = 0;
  for (; next < tokens.length; next++) {
    const kind = tokens[next]?.kind;
    if (kind === 'open') depth++;
    if (kind === 'close' && --depth === 0) break;
  }
  return next;
}
