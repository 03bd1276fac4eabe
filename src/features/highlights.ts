import type { Analysis } from '../analysis';
import { partAt } from '../document/parts';
import type { Span } from '../text/span';

export interface Highlight {
  readonly span: Span;
  /** `write` where the symbol is introduced. */
  readonly kind: 'read' | 'write';
}

/** The places of the symbol at an offset. */
export function highlights(analysis: Analysis, offset: number): Highlight[] {
  const symbols = analysis.symbols();
  const occurrence = symbols.at(offset);
  if (occurrence === undefined) return [];
  const introduction = symbols.introduction(occurrence.symbol);
  const own = occurrence.symbol.occurrences.filter((other) => partAt(analysis.document, other.span.from) === undefined);
  return own.map((other) => ({
    span: other.span,
    kind: other === introduction ? 'write' : 'read',
  }));
}
