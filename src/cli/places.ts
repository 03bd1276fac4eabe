import type { Analysis } from '../analysis';
import { cellAt } from '../document/parts';
import type { Span } from '../text/span';

/** A range as the contract writes it: lines and columns from 1 (of a notebook, in its cell), columns in UTF-16 units, the end exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function placeOf(span: Span, analysis: Analysis): Place {
  const from = analysis.document.lines.position(span.from);
  const to = analysis.document.lines.position(span.to);
  return { line: from.line + 1, column: from.column + 1, endLine: to.line + 1, endColumn: to.column + 1 };
}

/** `12:34`; in a notebook `[3] 12:34`, with the cell as the contract counts it, from 0. */
export function placeWords(span: Span, analysis: Analysis): string {
  const { line, column } = placeOf(span, analysis);
  const cell = cellAt(analysis.document, span.from);
  return `${cell === undefined ? '' : `[${cell.index}] `}${line}:${column}`;
}
