import type { Analysis } from '../analysis';
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
  return occurrence.symbol.occurrences.map((other) => ({
    span: other.span,
    kind: other === introduction ? 'write' : 'read',
  }));
}
