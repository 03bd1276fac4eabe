import type { Analysis, Problem } from '../analysis';
import type { Span } from '../text/span';
import { claimsIn, count, problemTitle } from './verify';

/** A problem of the document with what was found in it, and its parts. */
export interface OutlineEntry {
  readonly name: string;
  /** "✓ 5 · ✗ 1"; empty where it holds no steps. */
  readonly detail: string;
  readonly span: Span;
  readonly children: readonly OutlineEntry[];
}

export function outline(analysis: Analysis): OutlineEntry[] {
  return analysis.problems.map((problem) => entry(analysis, problem));
}

function entry(analysis: Analysis, problem: Problem): OutlineEntry {
  const { span } = problem;
  const counts = count(claimsIn(analysis, span));
  const ticked = counts.proved + counts.tested;
  const parts = [...(ticked > 0 ? [`✓ ${ticked}`] : []), ...(counts.refuted > 0 ? [`✗ ${counts.refuted}`] : [])];
  return {
    name: problem.title.trim() === '' ? problemTitle(problem) : problem.title.trim(),
    detail: parts.join(' · '),
    span,
    children: problem.children.map((child) => entry(analysis, child)),
  };
}
