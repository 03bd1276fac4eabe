import type { Analysis } from '../analysis';
import { isQuiet, quietSpan, type Typing } from './formula';

/** A quiet tick at the end of a line, from 0: everything that ends on the line was checked and holds. */
export interface Mark {
  readonly line: number;
  /** `tested` if any of it was only tested. */
  readonly kind: 'proved' | 'tested';
}

/** The ticks of a document, in the order of its lines. A line with a claim that is refuted, conditional or undecided gets none. */
export function marks(analysis: Analysis, typing?: Typing): Mark[] {
  const quiet = quietSpan(analysis, typing);
  const lines = new Map<number, Mark['kind'] | 'none'>();
  for (const claim of analysis.claims) {
    const { line } = analysis.document.lines.position(claim.span.to);
    const before = lines.get(line);
    if (isQuiet(claim, quiet)) {
      lines.set(line, 'none');
      continue;
    }
    switch (claim.verdict.status) {
      case 'proved':
        lines.set(line, before ?? 'proved');
        break;
      case 'tested':
        lines.set(line, before === 'none' ? 'none' : 'tested');
        break;
      case 'refuted':
      case 'conditional':
      case 'unknown':
        lines.set(line, 'none');
        break;
      case 'given':
        break;
    }
  }
  return [...lines]
    .flatMap(([line, kind]) => (kind === 'none' ? [] : [{ line, kind }]))
    .sort((a, b) => a.line - b.line);
}
