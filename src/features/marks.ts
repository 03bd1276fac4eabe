import type { Analysis } from '../analysis';
import { isQuiet, quietSpan, type Typing } from './formula';

/** A quiet tick at the end of a line, from 0: everything that ends on the line was checked and holds. */
export interface Mark {
  readonly line: number;
  /** `tested` if any of it was only tested. */
  readonly kind: 'proved' | 'tested';
  /** Of a notebook: the cell whose line it is. */
  readonly cell?: number;
}

/** The ticks of a document, in the order of its lines. A line with a claim that is refuted, conditional or undecided gets none. */
export function marks(analysis: Analysis, typing?: Typing): Mark[] {
  const quiet = quietSpan(analysis, typing);
  const lines = new Map<number, Pick<Mark, 'line' | 'cell'> & { kind: Mark['kind'] | 'none' }>();
  for (const claim of analysis.claims) {
    const { line, column } = analysis.document.lines.position(claim.span.to);
    const start = claim.span.to - column;
    const before = lines.get(start)?.kind;
    const set = (kind: Mark['kind'] | 'none') =>
      lines.set(start, { line, kind, ...(claim.cell === undefined ? {} : { cell: claim.cell }) });
    if (isQuiet(claim, quiet)) {
      set('none');
      continue;
    }
    switch (claim.verdict.status) {
      case 'proved':
        set(before ?? 'proved');
        break;
      case 'tested':
        set(before === 'none' ? 'none' : 'tested');
        break;
      case 'refuted':
      case 'conditional':
      case 'unknown':
        set('none');
        break;
      case 'given':
        break;
    }
  }
  return [...lines]
    .sort(([a], [b]) => a - b)
    .flatMap(([, { kind, ...place }]) => (kind === 'none' ? [] : [{ ...place, kind }]));
}
