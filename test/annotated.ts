import { analyze, type Analysis, type CheckedClaim } from '../src/analysis';
import type { Language } from '../src/document/document';

/**
 * Documents with the expected verdicts written under the lines they concern:
 *
 *     So $2 + 3 = 6$ and $x = 6$.
 *                 ^ refuted: The left side is $5$
 *                            ^ given
 *
 * A line that holds nothing but blanks, a run of carets and words is an annotation. The carets stand under what the squiggle covers (of a range
 * of several lines, under its first one); the word is the status. Behind it may follow, in any order: `[checker]`, `{condition}`,
 * `=> repair`, and behind a colon a part of the reason. Every claim of the document must be annotated, and nothing else.
 */
export function checkAnnotated(
  annotated: string,
  language: Language,
): { readonly expected: readonly string[]; readonly found: readonly string[] } {
  const { text, expectations } = split(annotated);
  const analysis = analyze({ text, language });
  const found = analysis.claims.map((claim) => placed(claim, analysis));
  const expected: string[] = [];
  const told: string[] = [];
  const left = [...expectations];
  for (const claim of found) {
    const match = left.findIndex((e) => e.line === claim.line && e.from === claim.from && e.to === claim.to);
    const expectation = match < 0 ? undefined : left.splice(match, 1)[0];
    told.push(tell(claim, expectation));
    if (expectation) expected.push(expectation.text);
    else expected.push(`${claim.line}:${claim.from}-${claim.to} (not annotated)`);
  }
  for (const missing of left) {
    expected.push(missing.text);
    told.push(`${missing.line}:${missing.from}-${missing.to} (no claim there)`);
  }
  return { expected, found: told };
}

/** The document with annotations for what is found now: for writing new documents, to be read and judged by a person. */
export function annotate(text: string, language: Language): string {
  const plain = split(text).text;
  const analysis = analyze({ text: plain, language });
  const byLine = new Map<number, string[]>();
  for (const claim of analysis.claims) {
    const { line, from, to } = placed(claim, analysis);
    const { verdict } = claim;
    const extra = [
      ` [${claim.checker}]`,
      verdict.status === 'conditional' ? ` {${verdict.condition}}` : '',
      claim.repair ? ` => ${claim.repair.latex}` : '',
      ['refuted', 'conditional', 'unknown'].includes(verdict.status) ? `: ${verdict.reason}` : '',
    ].join('');
    const list = byLine.get(line) ?? [];
    list.push(
      `${' '.repeat(from)}${'^'.repeat(Math.max(1, to - from))} ${verdict.status}${verdict.status === 'given' ? '' : extra}`,
    );
    byLine.set(line, list);
  }
  return plain
    .split('\n')
    .flatMap((line, index) => [line, ...(byLine.get(index + 1) ?? [])])
    .join('\n');
}

interface Expectation {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly status: string;
  readonly checker: string | undefined;
  readonly condition: string | undefined;
  readonly repair: string | undefined;
  readonly reason: string | undefined;
  readonly text: string;
}

const annotation =
  /^( *)(\^+) (proved|tested|conditional|refuted|given|unknown)(?: \[([a-z]+)\])?(?: \{(.*?)\})?(?: => (.*?))?(?:: (.*))?$/;

function split(annotated: string): { text: string; expectations: readonly Expectation[] } {
  const lines: string[] = [];
  const expectations: Expectation[] = [];
  for (const line of annotated.split('\n')) {
    const match = annotation.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const [, blanks = '', carets = '', status = '', checker, condition, repair, reason] = match;
    const from = blanks.length;
    const to = from + carets.length;
    const head = `${lines.length}:${from}-${to} ${status}`;
    expectations.push({
      line: lines.length,
      from,
      to,
      status,
      checker,
      condition,
      repair,
      reason,
      text: `${head}${details(checker, condition, repair, reason)}`,
    });
  }
  return { text: lines.join('\n'), expectations };
}

function details(
  checker: string | undefined,
  condition: string | undefined,
  repair: string | undefined,
  reason: string | undefined,
): string {
  return [
    checker === undefined ? '' : ` [${checker}]`,
    condition === undefined ? '' : ` {${condition}}`,
    repair === undefined ? '' : ` => ${repair}`,
    reason === undefined ? '' : `: ${reason}`,
  ].join('');
}

interface Placed {
  readonly claim: CheckedClaim;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

function placed(claim: CheckedClaim, analysis: Analysis): Placed {
  const { lines } = analysis.document;
  const from = lines.position(claim.span.from);
  const to = lines.position(claim.span.to);
  const lineEnd = from.line === to.line ? to.column : lineLength(analysis, from.line);
  return { claim, line: from.line + 1, from: from.column, to: Math.max(lineEnd, from.column + 1) };
}

function lineLength(analysis: Analysis, line: number): number {
  const { lines, text } = analysis.document;
  return text.slice(lines.lineStart(line), lines.lineStart(line + 1)).replace(/\r?\n$/, '').length;
}

/** What was found, in as much detail as the annotation asks for. */
function tell(place: Placed, expectation: Expectation | undefined): string {
  const { claim, line, from, to } = place;
  const { verdict } = claim;
  const asked = expectation;
  const reason = asked?.reason !== undefined && verdict.reason.includes(asked.reason) ? asked.reason : verdict.reason;
  return `${line}:${from}-${to} ${verdict.status}${details(
    asked?.checker === undefined ? undefined : claim.checker,
    asked?.condition === undefined ? undefined : verdict.status === 'conditional' ? verdict.condition : '',
    asked?.repair === undefined ? undefined : (claim.repair?.latex ?? ''),
    asked?.reason === undefined ? undefined : reason,
  )}`;
}
