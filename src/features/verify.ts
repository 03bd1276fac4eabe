import type { Analysis, CheckedClaim, Problem } from '../analysis';
import { type Status, statuses } from '../check/verdict';
import { type Span, span, touches } from '../text/span';
import { statusWords } from './sentences';

export type Counts = Readonly<Record<Status, number>>;

/** What was found in one problem, or in the whole document where the offset lies in none. */
export interface Summary {
  /** "Problem 1(b)", "Whole document". */
  readonly title: string;
  readonly counts: Counts;
  /** "Problem 1(b): 5 proved, 3 tested, 1 refuted, 2 undecided". */
  readonly sentence: string;
  /** Where the first refuted step stands. */
  readonly firstRefuted?: Span;
}

/** Sums up the innermost problem around an offset. */
export function verify(analysis: Analysis, offset: number): Summary {
  const problem = problemAt(analysis.problems, offset);
  const title = problem === undefined ? 'Whole document' : problemTitle(problem);
  const range = problem?.span ?? span(0, analysis.document.text.length);
  const claims = claimsIn(analysis, range);
  const counts = count(claims);
  const sentence = `${title}: ${inWords(counts)}`;
  const first = claims.find((claim) => claim.verdict.status === 'refuted');
  return first === undefined ? { title, counts, sentence } : { title, counts, sentence, firstRefuted: first.span };
}

/** The claims that begin in a range. */
export function claimsIn({ claims }: Analysis, range: Span): readonly CheckedClaim[] {
  return claims.slice(firstFrom(claims, range.from), firstFrom(claims, range.to));
}

/** How many claims have which status. */
export function count(claims: readonly CheckedClaim[]): Counts {
  const counts: Record<Status, number> = { proved: 0, tested: 0, conditional: 0, refuted: 0, given: 0, unknown: 0 };
  for (const claim of claims) counts[claim.verdict.status]++;
  return counts;
}

/** "Problem 1(b)"; a problem whose id is not a number is called by it. */
export function problemTitle(problem: Pick<Problem, 'id'>): string {
  return /^[\d(]/.test(problem.id) ? `Problem ${problem.id}` : problem.id;
}

/** "5 proved, 3 tested, 1 refuted, 2 undecided": always these four, the conditional ones if there are any. */
export function inWords(counts: Counts): string {
  if (statuses.every((status) => status === 'given' || counts[status] === 0)) return 'no steps to check';
  return statuses
    .filter((status) => status !== 'given' && (status !== 'conditional' || counts[status] > 0))
    .map((status) => `${counts[status]} ${statusWords[status]}`)
    .join(', ');
}

/** The index of the first claim that begins at or after an offset; claims are in document order. */
function firstFrom(claims: readonly CheckedClaim[], offset: number): number {
  let low = 0;
  let high = claims.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((claims[mid]?.span.from ?? offset) < offset) low = mid + 1;
    else high = mid;
  }
  return low;
}

function problemAt(problems: readonly Problem[], offset: number): Problem | undefined {
  // Where one problem ends and the next begins, the cursor belongs to the one that begins.
  const around = problems.filter((problem) => touches(problem.span, offset)).pop();
  return around === undefined ? undefined : (problemAt(around.children, offset) ?? around);
}
