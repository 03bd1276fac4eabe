import type { Analysis } from '../analysis';
import type { Span } from '../text/span';

/** Where the symbol at an offset is introduced; undefined where there is no symbol. */
export function definition(analysis: Analysis, offset: number): Span | undefined {
  const symbols = analysis.symbols();
  const occurrence = symbols.at(offset);
  return occurrence && symbols.introduction(occurrence.symbol)?.span;
}
