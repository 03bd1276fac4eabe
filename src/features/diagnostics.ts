import type { Analysis, CheckedClaim } from '../analysis';
import type { Span } from '../text/span';
import { touches } from '../text/span';
import { isQuiet, quietSpan, type Typing } from './formula';
import { plainTex, plainText } from './plainText';
import { joined, refutation, repaired } from './sentences';

/** Something that is underlined in the editor. */
export interface Finding {
  readonly span: Span;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  /** Checker and status, `polynomial/refuted`; of a note on the markup, `document/note`. */
  readonly code: string;
  readonly message: string;
}

export interface DiagnosticsOptions {
  /** Whether undecided claims get a hint that says why. */
  readonly showUnknown: boolean;
  readonly typing?: Typing | undefined;
}

/** What is to be underlined: refuted claims, conditional ones, if asked for undecided ones, and notes on the markup. */
export function diagnostics(analysis: Analysis, options: DiagnosticsOptions): Finding[] {
  const quiet = quietSpan(analysis, options.typing);
  const findings: Finding[] = [];
  for (const claim of analysis.claims) {
    if (isQuiet(claim, quiet)) continue;
    const finding = findingOf(claim, options.showUnknown);
    if (finding !== undefined) findings.push(finding);
  }
  for (const note of analysis.notes) {
    // A formula that has just been opened is not closed yet.
    if (options.typing !== undefined && isBeingWritten(analysis, note.span, options.typing.offset)) continue;
    findings.push({ span: note.span, severity: 'warning', code: 'document/note', message: plainText(note.message) });
  }
  return findings.sort((a, b) => a.span.from - b.span.from);
}

/** What is to be underlined of one claim. */
export function findingOf(claim: CheckedClaim, showUnknown: boolean): Finding | undefined {
  const { span, verdict } = claim;
  const code = `${claim.checker}/${verdict.status}`;
  switch (verdict.status) {
    case 'refuted': {
      return { span, severity: 'error', code, message: joined(refutation(verdict), repairSentence(claim)) };
    }
    case 'conditional': {
      const reason = plainText(verdict.reason);
      const condition = plainTex(verdict.condition);
      const told = reason.includes(condition) ? '' : `It holds only if ${condition}.`;
      return { span, severity: 'warning', code, message: joined(reason, told) };
    }
    case 'unknown':
      return showUnknown
        ? { span, severity: 'hint', code, message: joined(`Not decided: ${plainText(verdict.reason)}`) }
        : undefined;
    case 'proved':
    case 'tested':
    case 'given':
      return undefined;
  }
}

function repairSentence(claim: CheckedClaim): string {
  if (claim.repair === undefined) return '';
  const whole = repaired(claim);
  const relation = whole === undefined ? '' : plainTex(whole);
  return relation === '' || relation.length > 100
    ? `It would hold with ${plainTex(claim.repair.latex)} instead.`
    : `It would hold as ${relation}.`;
}

function isBeingWritten(analysis: Analysis, note: Span, offset: number): boolean {
  const { lines } = analysis.document;
  return touches(note, offset) || lines.position(note.from).line === lines.position(offset).line;
}
