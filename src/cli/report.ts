import type { Analysis, CheckedClaim } from '../analysis';
import type { Status } from '../check/verdict';
import { plainTex, plainText } from '../features/plainText';
import { refutation } from '../features/sentences';
import { countStatuses } from './claims';
import { placeWords } from './places';

export interface ReportOptions {
  readonly color: boolean;
  /** Also what holds, is given or undecided. */
  readonly all: boolean;
}

/**
 * What was found in one file, for a terminal:
 *
 *     examples/homework.md
 *       12:34  ✗ refuted  \frac{1}{5-\frac52} = 1
 *              The left side is 2/5, the right side is 1.
 *              repair: 1 → \frac{2}{5}
 *       41 steps: 20 proved, 3 tested, 2 refuted, 10 given, 6 undecided
 */
export function reportText(path: string, analysis: Analysis, options: ReportOptions): string {
  const paint = options.color ? colored : plain;
  const lines: string[] = [paint.bold(path)];
  for (const note of analysis.notes) {
    lines.push(`  ${placeWords(note.span, analysis).padEnd(8)} ${paint.yellow('!')} ${note.message}`);
  }
  for (const claim of analysis.claims)
    if (options.all || shown.has(claim.verdict.status)) lines.push(...claimLines(claim, analysis, paint));
  lines.push(`  ${summary(analysis, paint)}`, '');
  return `${lines.join('\n')}\n`;
}

const shown: ReadonlySet<Status> = new Set(['refuted', 'conditional']);

const names: Readonly<Record<Status, string>> = {
  proved: 'proved',
  tested: 'tested',
  conditional: 'conditional',
  refuted: 'refuted',
  given: 'given',
  unknown: 'undecided',
};
const signs: Readonly<Record<Status, string>> = {
  proved: '✓',
  tested: '✓',
  conditional: '!',
  refuted: '✗',
  given: '·',
  unknown: '?',
};

function claimLines(claim: CheckedClaim, analysis: Analysis, paint: Paint): string[] {
  const { verdict } = claim;
  const indent = ' '.repeat(11);
  const head = `  ${placeWords(claim.span, analysis).padEnd(8)} ${paint[tones[verdict.status]](`${signs[verdict.status]} ${names[verdict.status]}`)}  ${claim.latex.replace(/\s+/g, ' ').trim()}`;
  const lines = [head, `${indent}${verdict.status === 'refuted' ? refutation(verdict) : plainText(verdict.reason)}`];
  if (verdict.status === 'conditional')
    lines.push(`${indent}${paint.yellow('holds if')} ${plainTex(verdict.condition)}`);
  if (claim.repair)
    lines.push(
      `${indent}${paint.green('repair:')} ${replaced(claim, analysis)} ${paint.dim('→')} ${claim.repair.latex}`,
    );
  for (const remark of verdict.remarks) lines.push(`${indent}${paint.dim(plainText(remark))}`);
  return lines;
}

/** What the repair replaces, as it stands in the source. */
function replaced(claim: CheckedClaim, analysis: Analysis): string {
  return claim.repair
    ? analysis.document.text.slice(claim.repair.span.from, claim.repair.span.to).replace(/\s+/g, ' ')
    : '';
}

function summary(analysis: Analysis, paint: Paint): string {
  const counts = countStatuses(analysis.claims);
  const parts = Object.entries(counts).map(([status, n]) => {
    const name = status as Status;
    return paint[tones[name]](`${n} ${names[name]}`);
  });
  const total = analysis.claims.length;
  return total === 0 ? 'no steps found' : `${total} step${total === 1 ? '' : 's'}: ${parts.join(', ')}`;
}

type Tone = 'green' | 'yellow' | 'red' | 'dim';
type Paint = Readonly<Record<Tone | 'bold', (text: string) => string>>;
const tones: Readonly<Record<Status, Tone>> = {
  proved: 'green',
  tested: 'green',
  conditional: 'yellow',
  refuted: 'red',
  given: 'dim',
  unknown: 'dim',
};
const sgr = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;
const colored: Paint = { bold: sgr(1, 22), green: sgr(32, 39), yellow: sgr(33, 39), red: sgr(31, 39), dim: sgr(2, 22) };
const same = (text: string): string => text;
const plain: Paint = { bold: same, green: same, yellow: same, red: same, dim: same };
