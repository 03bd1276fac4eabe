import type { Analysis } from '../analysis';
import { count, type Counts, inWords } from './verify';

/** What the status bar says about a document. */
export interface DocumentStatus {
  /** "✓ 8 · ✗ 1"; empty where there is nothing to check. */
  readonly text: string;
  readonly tooltip: string;
  readonly counts: Counts;
}

export function documentStatus(analysis: Analysis): DocumentStatus {
  const counts = count(analysis.claims);
  const ticked = counts.proved + counts.tested;
  if (ticked + counts.conditional + counts.refuted + counts.unknown === 0) return { text: '', tooltip: '', counts };
  const parts = [`✓ ${ticked}`, `✗ ${counts.refuted}`];
  if (counts.conditional > 0) parts.splice(1, 0, `⚠ ${counts.conditional}`);
  return {
    text: parts.join(' · '),
    tooltip: `Rederive: ${inWords(counts)}. Click to verify the problem around the cursor.`,
    counts,
  };
}
