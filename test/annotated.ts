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
 * `=> repair`, behind a colon a part of the reason, and behind `//` a part of the remarks. Every claim of the document must be annotated, and
 * nothing else.
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
      verdict.remarks.length > 0 ? ` // ${verdict.remarks.join(' ')}` : '',
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

/** What an annotation says beside the status; what is undefined is not asked for. */
interface Details {
  readonly checker: string | undefined;
  readonly condition: string | undefined;
  readonly repair: string | undefined;
  readonly reason: string | undefined;
  readonly remark: string | undefined;
}

/** The document as a student would have it. */
export function withoutAnnotations(annotated: string): string {
  return split(annotated).text;
}

interface Expectation extends Details {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const annotation =
  /^( *)(\^+) (proved|tested|conditional|refuted|given|unknown)(?: \[([a-z]+)\])?(?: \{(.*?)\})?(?: => (.*?))?(?:: (.*?))?(?: \/\/ (.*))?$/;

function split(annotated: string): { text: string; expectations: readonly Expectation[] } {
  const lines: string[] = [];
  const expectations: Expectation[] = [];
  for (const line of annotated.split('\n')) {
    const match = annotation.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const [, blanks = '', carets = '', status = '', checker, condition, repair, reason, remark] = match;
    const asked = { checker, condition, repair, reason, remark };
    const from = blanks.length;
    const to = from + carets.length;
    const head = `${lines.length}:${from}-${to} ${status}`;
    expectations.push({
      line: lines.length,
      from,
      to,
      ...asked,
      text: `${head}${details(asked)}`,
    });
  }
  return { text: lines.join('\n'), expectations };
}

function details({ checker, condition, repair, reason, remark }: Details): string {
  return [
    checker === undefined ? '' : ` [${checker}]`,
    condition === undefined ? '' : ` {${condition}}`,
    repair === undefined ? '' : ` => ${repair}`,
    reason === undefined ? '' : `: ${reason}`,
    remark === undefined ? '' : ` // ${remark}`,
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
  const part = (whole: string, wanted: string): string => (whole.includes(wanted) ? wanted : whole);
  const asks = (key: keyof Details): boolean => expectation?.[key] !== undefined;
  return `${line}:${from}-${to} ${verdict.status}${details({
    checker: asks('checker') ? claim.checker : undefined,
    condition: asks('condition') ? (verdict.status === 'conditional' ? verdict.condition : '') : undefined,
    repair: asks('repair') ? (claim.repair?.latex ?? '') : undefined,
    reason: expectation?.reason === undefined ? undefined : part(verdict.reason, expectation.reason),
    remark: expectation?.remark === undefined ? undefined : part(verdict.remarks.join(' '), expectation.remark),
  })}`;
}
