import { analyze, type Analysis, type CheckedClaim } from '../src/analysis';
import type { Language } from '../src/document/document';
import { printLatex } from '../src/formula/print';
import { readFormula } from '../src/formula/read';
import { tokenize } from '../src/tex/tokenize';
import type { Span } from '../src/text/span';
import type { StructureSlip } from './mutate-structures';

/** What a slip of the pen changes. */
export const slips = ['number', 'sign', 'exponent', 'operator'] as const;
export type Slip = (typeof slips)[number] | StructureSlip;

export interface Source {
  readonly name: string;
  readonly text: string;
  readonly language: Language;
  /** Where the solution begins: what a problem's statement says is another problem when it is changed. */
  readonly from?: number;
}

/** A document with one slip in one claim that was ticked before. */
export interface Mutant {
  readonly source: string;
  readonly slip: Slip;
  /** The claim as it was and as it is now. */
  readonly original: string;
  readonly spoiled: string;
  readonly outcome: 'refuted' | 'ticked' | 'silent';
  readonly reason: string;
  /** What the first repair makes of the claim: the original again, something else that holds, or no repair. */
  readonly repair: 'restored' | 'other' | 'none';
  readonly repaired: string;
}

/** A seeded stream of numbers. */
export function dice(seed: number): (below: number) => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

/** Which claims are spoiled, and how. */
export interface Spoiling {
  readonly slips: readonly Slip[];
  readonly fits: (claim: CheckedClaim) => boolean;
  /** Everything that one slip of a kind can do to a claim. */
  readonly changes: (text: string, claim: CheckedClaim, slip: Slip) => readonly Omit<Change, 'slip'>[];
}

const numbers: Spoiling = {
  slips,
  fits: ({ relation, latex }) => relation === '=' && latex.includes('='),
  changes: (text, { span }, slip) => changesOf(text, span, slip),
};

/** Up to `most` mutants of a document, each with one slip in a claim that is ticked. */
export function mutantsOf(
  source: Source,
  most: number,
  roll: (below: number) => number,
  { slips: wanted, fits, changes: make }: Spoiling = numbers,
): readonly Mutant[] {
  const before = analyze(source);
  const ticked = [...before.claims.entries()].filter(
    ([, claim]) =>
      claim.span.from >= (source.from ?? 0) &&
      (claim.verdict.status === 'proved' || claim.verdict.status === 'tested') &&
      fits(claim),
  );
  const found: Mutant[] = [];
  for (let tries = 0; found.length < most && ticked.length > 0 && tries < 4 * most; tries++) {
    const [[index, claim] = []] = ticked.splice(roll(ticked.length), 1);
    if (index === undefined || !claim) continue;
    const changes = wanted.flatMap((slip) => make(source.text, claim, slip).map((change) => ({ ...change, slip })));
    const kinds = wanted.filter((slip) => changes.some((change) => change.slip === slip));
    const slip = kinds[roll(Math.max(1, kinds.length))];
    const fitting = changes.filter((change) => change.slip === slip);
    const change = fitting[roll(Math.max(1, fitting.length))];
    if (change) found.push(judged(source, before, index, change));
  }
  return found;
}

export interface Change {
  readonly span: Span;
  readonly text: string;
  readonly slip: Slip;
}

/** Everything that one slip of a kind can do to a stretch of LaTeX. */
function changesOf(text: string, span: Span, slip: Slip): readonly Omit<Change, 'slip'>[] {
  const stretch = text.slice(span.from, span.to);
  const found: Omit<Change, 'slip'>[] = [];
  const put = (at: number, length: number, ...others: readonly string[]): void => {
    for (const other of others)
      if (other !== stretch.slice(at, at + length))
        found.push({ span: { from: span.from + at, to: span.from + at + length }, text: other });
  };
  const each = (pattern: RegExp, change: (match: RegExpMatchArray, at: number) => void): void => {
    for (const match of stretch.matchAll(pattern)) change(match, match.index);
  };
  switch (slip) {
    case 'number':
      each(/(?<![\d.^_{a-zA-Z\\])\d+(?:\.\d+)?(?![\d.])/g, ([digits], at) =>
        put(at, digits.length, ...misprints(digits)),
      );
      each(/(?<=(?:frac|sqrt|binom)\{|\}\{)\d+(?=\})/g, ([digits], at) => put(at, digits.length, ...misprints(digits)));
      return found;
    case 'sign':
      each(/[+-]/g, ([sign], at) => put(at, 1, sign === '+' ? '-' : stretch.slice(0, at).trim() === '' ? '' : '+'));
      return found;
    case 'exponent':
      each(/\^(?:\{(\d+)\}|(\d))/g, ([whole, braced, bare], at) => {
        const n = Number(braced ?? bare);
        put(at, whole.length, `^{${n + 1}}`, ...(n > 2 ? [`^{${n - 1}}`] : n === 2 ? [''] : []));
      });
      return found;
    case 'operator':
      each(/\\cdot(?![a-zA-Z])|\\times(?![a-zA-Z])/g, ([word], at) => put(at, word.length, '+'));
      each(/(?<=[\w})\s])[+](?=[\s\w({\\])/g, (_, at) => put(at, 1, '\\cdot '));
      each(/\\(sin|cos)(?![a-zA-Z])/g, ([word], at) => put(at, word.length, word === '\\sin' ? '\\cos' : '\\sin'));
      return found;
    case 'power':
    case 'factor':
    case 'transpose':
    case 'square':
    case 'dimension':
    case 'order':
      return [];
  }
}

/** One digit more or less, other, or in another place. */
function misprints(digits: string): readonly string[] {
  const others = new Set<string>();
  const last = digits.length - 1;
  const bump = (at: number, by: number): string =>
    digits.slice(0, at) + String((Number(digits[at]) + by + 10) % 10) + digits.slice(at + 1);
  for (let at = 0; at <= last; at++) {
    if (digits[at] === '.') continue;
    for (const by of [1, -1]) others.add(bump(at, by));
    if (at < last && digits[at + 1] !== '.')
      others.add(digits.slice(0, at) + (digits[at + 1] ?? '') + (digits[at] ?? '') + digits.slice(at + 2));
  }
  return [...others].filter((other) => other !== digits && !/^0\d/.test(other) && !/^0+$/.test(other));
}

function judged(source: Source, before: Analysis, index: number, { span, text: put, slip }: Change): Mutant {
  const text = source.text.slice(0, span.from) + put + source.text.slice(span.to);
  const claim = before.claims[index];
  const after = analyze({ ...source, text });
  const now = after.claims[index];
  const original = claim?.latex ?? '';
  const same = now !== undefined && claim !== undefined && now.wholeSpan.from === claim.wholeSpan.from;
  const status = same ? now.verdict.status : 'unknown';
  const base = { source: source.name, slip, original, spoiled: same ? now.latex : '(read differently)' };
  const reason = now?.verdict.reason ?? '';
  if (status !== 'refuted' || !now)
    return {
      ...base,
      outcome: status === 'proved' || status === 'tested' ? 'ticked' : 'silent',
      reason,
      repair: 'none',
      repaired: '',
    };
  const repaired = withRepair(now, text);
  return {
    ...base,
    outcome: 'refuted',
    reason,
    repair: repaired === undefined ? 'none' : tree(repaired) === tree(original) ? 'restored' : 'other',
    repaired: repaired ?? '',
  };
}

/** The relation with its first repair in place. */
function withRepair({ repair, wholeSpan }: CheckedClaim, text: string): string | undefined {
  if (!repair) return undefined;
  return text.slice(wholeSpan.from, repair.span.from) + repair.latex + text.slice(repair.span.to, wholeSpan.to);
}

/** A formula as it is read, so that braces, spaces and the sign of a multiplication make no difference. */
function tree(latex: string): string {
  const region = { from: 0, to: latex.length };
  return printLatex(readFormula(tokenize(latex, region), region).root)
    .replaceAll('\\times', '\\cdot')
    .replace(/\s+/g, '');
}
