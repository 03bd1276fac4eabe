import type { Analysis, UnderstoodSchedule } from '../analysis';
import type { Span } from '../text/span';

/** A line of its own above the text that offers something. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly schedule: UnderstoodSchedule;
}

/** One lens above each line that sets up a schedule. */
export function codeLenses(analysis: Analysis): Lens[] {
  const { lines } = analysis.document;
  const taken = new Set<number>();
  const lenses: Lens[] = [];
  for (const schedule of analysis.schedules) {
    const { line } = lines.position(schedule.span.from);
    if (taken.has(line)) continue;
    taken.add(line);
    lenses.push({ span: schedule.span, title: 'Show schedule', schedule });
  }
  return lenses;
}
