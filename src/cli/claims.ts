import type { Analysis, CheckedClaim, Problem } from '../analysis';
import { statuses, type Status } from '../check/verdict';
import { cellAt } from '../document/parts';
import { placeOf } from './places';

/** One claim as the contract writes it: places from 1, columns in UTF-16 units, ends exclusive; keys that do not apply are left out. */
export function claimRecord(claim: CheckedClaim, analysis: Analysis): Record<string, unknown> {
  const { verdict } = claim;
  return {
    ...placeOf(claim.span, analysis),
    latex: claim.latex,
    relation: claim.relation,
    status: verdict.status,
    checker: claim.checker,
    reason: verdict.reason,
    ...(verdict.remarks.length > 0 ? { remarks: verdict.remarks } : {}),
    problem: claim.problem ?? null,
    ...(claim.reading !== undefined ? { reading: claim.reading } : {}),
    ...(verdict.status === 'refuted'
      ? { evidence: verdict.evidence, counterexample: verdict.counterexample, left: verdict.left, right: verdict.right }
      : {}),
    ...(verdict.status === 'conditional' ? { condition: verdict.condition } : {}),
    ...(claim.cell !== undefined ? { cell: claim.cell } : {}),
    ...(claim.repair ? { repair: { latex: claim.repair.latex, ...placeOf(claim.repair.span, analysis) } } : {}),
  };
}

/** The problems of a document, outer ones before their parts, each with the counts of the claims in it. */
export function problemRecords(analysis: Analysis): Record<string, unknown>[] {
  const records: Record<string, unknown>[] = [];
  const visit = (problem: Problem): void => {
    const place = placeOf(problem.span, analysis);
    const cell = cellAt(analysis.document, problem.span.from);
    const inside = analysis.claims.filter((c) => problem.span.from <= c.span.from && c.span.to <= problem.span.to);
    records.push({
      id: problem.id,
      title: problem.title,
      line: place.line,
      endLine: place.endLine,
      ...(cell === undefined ? {} : { cell: cell.index }),
      counts: countStatuses(inside),
    });
    problem.children.forEach(visit);
  };
  analysis.problems.forEach(visit);
  return records;
}

export function countStatuses(claims: readonly CheckedClaim[]): Partial<Record<Status, number>> {
  const counts: Partial<Record<Status, number>> = {};
  for (const status of statuses) {
    const n = claims.filter((c) => c.verdict.status === status).length;
    if (n > 0) counts[status] = n;
  }
  return counts;
}
