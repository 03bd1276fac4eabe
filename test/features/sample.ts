import {
  type Analysis,
  type AnalysisInput,
  type Analyzing,
  type CheckedClaim,
  type Problem,
  symbolsIn,
} from '../../src/analysis';
import type { Status, Verdict } from '../../src/check/verdict';
import type { Block, DocumentNote, Inline, MathRegion } from '../../src/document/document';
import { tokenize } from '../../src/tex/tokenize';
import { LineIndex } from '../../src/text/lines';
import { span, type Span } from '../../src/text/span';

/**
 * An analysis for the tests of what shows one. It knows `$…$` and `$$…$$`, lines that begin with `#`, and chains whose links it judges
 * by a word that the test chooses: what a feature does with a verdict must not depend on how the verdict came about.
 */
export function sample(text: string, judge: Judge = bySums, notes: readonly DocumentNote[] = []): Analysis {
  const lines = new LineIndex(text);
  const blocks: Block[] = [];
  const headings: Problem[] = [];
  const claims: CheckedClaim[] = [];
  for (const { index, 0: line } of text.matchAll(/^#.*$/gm)) {
    blocks.push({ kind: 'heading', span: span(index, index + line.length), level: 1, content: [] });
    const title = line.replace(/^#+ */, '');
    headings.push({ id: /\d+\S*/.exec(title)?.[0] ?? title, title, span: span(index, text.length), children: [] });
  }
  const problems = headings.map((problem, i) => ({
    ...problem,
    span: span(problem.span.from, headings[i + 1]?.span.from ?? text.length),
  }));
  const content: Inline[] = [];
  for (const { index, 0: whole, 1: dollars = '' } of text.matchAll(/(\$\$?)([^$]+)\1/g)) {
    const formula: MathRegion = {
      kind: 'math',
      span: span(index, index + whole.length),
      inner: span(index + dollars.length, index + whole.length - dollars.length),
      display: dollars === '$$',
      tokens: tokenize(text, span(index + dollars.length, index + whole.length - dollars.length)),
    };
    content.push(formula);
    claims.push(...links(text, formula, judge));
  }
  blocks.push({ kind: 'paragraph', span: span(0, text.length), content, depth: 0 });
  return {
    document: { language: 'markdown', text, lines, blocks, notes },
    claims,
    problems,
    schedules: [],
    notes,
    symbols: () => symbolsIn({ text, language: 'markdown' }),
  };
}

export type Judge = (left: string, right: string) => Verdict | ({ readonly verdict: Verdict } & Partial<CheckedClaim>);

/** The same as a generator that yields after every claim. */
export function* analyzingSample({ text }: AnalysisInput): Analyzing {
  const analysis = sample(text);
  for (let done = 0; done < analysis.claims.length; done++) yield { done, total: analysis.claims.length };
  return analysis;
}

/** Sums and products of whole numbers: proved or refuted; everything else is not decided. */
export function bySums(left: string, right: string): ReturnType<Judge> {
  const [a, b] = [value(left), value(right)];
  if (a === undefined || b === undefined) return verdict('unknown');
  return a === b ? verdict('proved') : { ...verdict('refuted'), left: String(a), right: String(b) };
}

/** A verdict of each status; the words are short, so that tests can repeat them. */
export function verdict(status: 'refuted'): Extract<Verdict, { status: 'refuted' }>;
export function verdict(status: Status): Verdict;
export function verdict(status: Status): Verdict {
  const base = { checker: 'arithmetic', remarks: [] } as const;
  switch (status) {
    case 'proved':
    case 'tested':
      return { ...base, status, reason: 'Both sides agree' };
    case 'conditional':
      return { ...base, status, reason: 'The sides differ for negative $x$.', condition: 'x \\ge 0' };
    case 'refuted':
      return {
        ...base,
        status,
        reason: 'The sides differ',
        evidence: 'exact',
        counterexample: {},
        left: '5',
        right: '6',
      };
    case 'given':
      return { ...base, status, reason: 'This declares $x$.' };
    case 'unknown':
      return { ...base, status, checker: 'none', reason: 'The notation was not read.' };
  }
}

/** The text without its one `|`, and where that stood. */
export function cursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('|');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

function links(text: string, formula: MathRegion, judge: Judge): CheckedClaim[] {
  const sides: Span[] = [];
  let from = formula.inner.from;
  for (const token of [
    ...formula.tokens,
    { kind: 'character', text: '=', span: span(formula.inner.to, formula.inner.to) },
  ]) {
    if (token.kind !== 'character' || token.text !== '=') continue;
    sides.push(trimmed(text, span(from, token.span.from)));
    from = token.span.to;
  }
  return sides.slice(1).map((right, i) => {
    const left = sides[i] ?? right;
    const judged = judge(text.slice(left.from, left.to), text.slice(right.from, right.to));
    const more = 'verdict' in judged ? judged : { verdict: judged };
    return {
      span: right,
      wholeSpan: span(left.from, right.to),
      formulaSpan: formula.span,
      latex: text.slice(left.from, right.to),
      relation: '=',
      checker: more.verdict.checker,
      assumptions: [],
      ...more,
    };
  });
}

/** Without blanks, and without `&` and `\\` at its ends. */
function trimmed(text: string, { from, to }: Span): Span {
  const lead = /^(\s|&|\\\\)*/.exec(text.slice(from, to))?.[0].length ?? 0;
  const trail = /(\s|&|\\\\)*$/.exec(text.slice(from + lead, to))?.[0].length ?? 0;
  return span(from + lead, to - trail);
}

function value(side: string): number | undefined {
  if (!/^[\d\s+*]+$/.test(side.replaceAll('\\cdot', '*'))) return undefined;
  return side
    .replaceAll('\\cdot', '*')
    .split('+')
    .map((term) => term.split('*').reduce((product, factor) => product * Number(factor), 1))
    .reduce((sum, term) => sum + term, 0);
}
