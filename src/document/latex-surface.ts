import { span, type Span } from '../text/span';

/** A LaTeX text in which comments and verbatim text cannot be taken for anything else; offsets are those of the source. */
export interface LatexSurface {
  /** Every line ends in `\n`; `HIDDEN` stands for each character of a comment or of verbatim text. */
  readonly text: string;
  /** Comments by the offset of their `%`; without the line's end. */
  readonly comments: ReadonlyMap<number, Span>;
  /** `\verb|…|` and environments of code, by the offset of their backslash. */
  readonly code: ReadonlyMap<number, CodePlace>;
}

export interface CodePlace {
  readonly span: Span;
  /** The environment, or undefined for `\verb`. */
  readonly environment?: string;
  readonly closed: boolean;
}

/** A character that no one writes and that is neither white space nor markup. */
export const HIDDEN = '\u0001';

const CODE_ENVIRONMENTS = [
  ...['verbatim', 'Verbatim', 'BVerbatim', 'LVerbatim', 'lstlisting', 'minted', 'alltt', 'comment', 'filecontents'],
  ...['tikzpicture', 'tikzcd', 'pgfpicture', 'asy', 'asydef', 'picture', 'algorithmic', 'forest', 'circuitikz'],
].join('|');

/**
 *     \\    \%   % why   \verb|a%b|   \url{a%20b}   \begin{verbatim}
 *     ^^    ^^   ^       ^^^^^^       ^^^^^         ^^^^^^^^^^^^^^^^ what the search stops at
 */
const STOP = new RegExp(
  [
    '%',
    '\\\\(?:verb|lstinline)\\*?(?=[^a-zA-Z\\s*])',
    '\\\\(?:url|href|path)[ \\t]{0,9}\\{',
    `\\\\begin[ \\t]{0,9}\\{((?:${CODE_ENVIRONMENTS})\\*?)\\}`,
    '\\\\[^]',
  ].join('|'),
  'g',
);

export function latexSurface(source: string): LatexSurface {
  const clean = source.replace(/\r\n?/g, (end) => (end.length === 2 ? ' \n' : '\n'));
  const comments = new Map<number, Span>();
  const code = new Map<number, CodePlace>();
  const parts: string[] = [];
  let copied = 0;
  const hide = (from: number, to: number): void => {
    parts.push(clean.slice(copied, from), clean.slice(from, to).replace(/[^\n]/g, HIDDEN));
    copied = to;
  };
  const stop = new RegExp(STOP);
  for (let match = stop.exec(clean); match !== null; match = stop.exec(clean)) {
    const at = match.index;
    const after = at + match[0].length;
    const environment = match[1];
    if (match[0] === '%') {
      const end = lineEnd(clean, at);
      comments.set(at, span(at, end));
      hide(at, end);
      stop.lastIndex = end;
    } else if (environment !== undefined) {
      const closing = `\\end{${environment}}`;
      const close = clean.indexOf(closing, after);
      const to = close < 0 ? clean.length : close + closing.length;
      code.set(at, { span: span(at, to), environment, closed: close >= 0 });
      hide(after, close < 0 ? to : close);
      stop.lastIndex = to;
    } else if (match[0].startsWith('\\verb') || match[0].startsWith('\\lstinline')) {
      const close = clean.indexOf(clean.charAt(after) === '{' ? '}' : clean.charAt(after), after + 1);
      if (close < 0 || close > lineEnd(clean, at)) continue;
      code.set(at, { span: span(at, close + 1), closed: true });
      hide(after, close + 1);
      stop.lastIndex = close + 1;
    } else if (match[0].length > 2) {
      const close = clean.indexOf('}', after);
      if (close < 0 || close > lineEnd(clean, at)) continue;
      hide(after, close);
      stop.lastIndex = close;
    }
  }
  parts.push(clean.slice(copied));
  return { text: parts.join(''), comments, code };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
