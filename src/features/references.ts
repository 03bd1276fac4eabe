import type { Analysis } from '../analysis';
import type { Span } from '../text/span';

/** Every place where the symbol at an offset stands, in document order; its introduction only if that is asked for. */
export function references(analysis: Analysis, offset: number, withIntroduction: boolean): Span[] {
  const symbols = analysis.symbols();
  const occurrence = symbols.at(offset);
  if (occurrence === undefined) return [];
  const introduction = withIntroduction ? undefined : symbols.introduction(occurrence.symbol);
  return occurrence.symbol.occurrences.filter((other) => other !== introduction).map(({ span }) => span);
}
