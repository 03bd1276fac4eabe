import type { Analysis, Occurrence } from '../analysis';
import { lineWords } from '../document/parts';
import type { Span } from '../text/span';

/** What is known of a symbol where it stands, in a line; formulas in dollars: "$x$: a vector in $\mathbb{R}^{d}$ (line 3), $x_1 > 0$ (line 5)". */
export function symbolLine(analysis: Analysis, occurrence: Occurrence): string {
  const facts = analysis.symbols().factsAt(occurrence);
  const told = facts.map(({ text, span }, i) => {
    const line = lineOf(analysis, span);
    // Of what one line says, the line is named once.
    return line === undefined || line === lineOf(analysis, facts[i + 1]?.span) ? text : `${text} (${line})`;
  });
  const name =
    occurrence.symbol.kind === 'word' ? `“${occurrence.key.slice('\\text{'.length, -1)}”` : `$${occurrence.key}$`;
  return told.length === 0 ? name : `${name}: ${told.join(', ')}`;
}

function lineOf(analysis: Analysis, span: Span | undefined): string | undefined {
  return span === undefined ? undefined : lineWords(analysis.document, span);
}
