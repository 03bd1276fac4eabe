import type { Analysis } from '../analysis';
import type { Span } from '../text/span';

/** A range as the contract writes it: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
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
