// How long checking takes, on the documents of the project and generated claims: npm run bench [-- --runs N]
// Times are the best of some runs; ratios are to the median of the checker `arithmetic`, so that they can be compared between machines.
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { analyzing, type Analysis } from '../src/analysis';
import type { Language } from '../src/document/document';
import { withoutAnnotations } from '../test/annotated';
import { benchClaims } from '../test/bench/claims';
import { fourPages, hardClaims } from '../test/bench/workload';
import { ms, quantile, table } from './bench/statistics';

interface Workload {
  readonly name: string;
  readonly text: string;
  readonly language: Language;
}

interface Timed {
  readonly analysis: Analysis;
  /** Reading, and whatever comes before the first claim. */
  readonly reading: number;
  readonly whole: number;
  /** By claim, in the order of decision. */
  readonly claims: readonly number[];
}

const given = process.argv.indexOf('--runs');
const runs = given < 0 ? 3 : Number(process.argv[given + 1]);

function time({ text, language }: Workload): Timed {
  const run = analyzing({ text, language });
  const start = performance.now();
  let before = start;
  let reading = 0;
  const claims: number[] = [];
  for (;;) {
    const step = run.next();
    const now = performance.now();
    if (step.done === true) return { analysis: step.value, reading, whole: now - start, claims };
    if (step.value.done === 0) reading = now - start;
    else claims.push(now - before);
    before = now;
  }
}

function best(work: Workload): Timed {
  const all = Array.from({ length: runs }, () => time(work));
  const [first] = all;
  if (!first) return time(work);
  return {
    analysis: first.analysis,
    reading: Math.min(...all.map((t) => t.reading)),
    whole: Math.min(...all.map((t) => t.whole)),
    claims: first.claims.map((_, k) => Math.min(...all.map((t) => t.claims[k] ?? Infinity))),
  };
}

const folder = 'test/documents';
const documents: readonly Workload[] = [
  ...readdirSync(folder)
    .sort()
    .map((name) => ({
      name,
      text: withoutAnnotations(readFileSync(`${folder}/${name}`, 'utf8')),
      language: name.endsWith('.tex') ? ('latex' as const) : ('markdown' as const),
    })),
  {
    name: 'generated claims',
    language: 'markdown',
    text: benchClaims(16, 1)
      .map(({ leftLatex, rightLatex }, k) => `# Problem ${k + 1}\n\n$$w = ${leftLatex} = ${rightLatex}$$\n`)
      .join('\n'),
  },
];

const perChecker = new Map<string, number[]>();
const rows: { name: string; claims: number; whole: number; reading: number }[] = [];
for (const work of documents) {
  const { analysis, reading, whole, claims } = best(work);
  rows.push({ name: work.name, claims: analysis.claims.length, whole, reading });
  // As many claims as decisions: no schedule counts in words, no relations that are none.
  if (claims.length !== analysis.claims.length) continue;
  claims.forEach((spent, k) => {
    const claim = analysis.claims[k];
    if (!claim) return;
    const name =
      claim.checker === 'none'
        ? `none (${claim.verdict.status})`
        : `${claim.checker}${claim.verdict.status === 'refuted' ? ', refuted' : ''}`;
    perChecker.set(name, [...(perChecker.get(name) ?? []), spent]);
  });
}
const unit = quantile(perChecker.get('arithmetic') ?? [1], 0.5);
const ratio = (spent: number): string => `${(spent / unit).toFixed(1)} ×`;
console.log(
  table(
    ['checker', 'claims', 'median ms', 'ratio', '99 % ms', 'ratio'],
    [...perChecker]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, times]) => {
        const [median, most] = [quantile(times, 0.5), quantile(times, 0.99)];
        return [name, String(times.length), ms(median), ratio(median), ms(most), ratio(most)];
      }),
  ),
);
console.log();
console.log(
  table(
    ['document', 'claims', 'ms', 'reading ms', 'ms a claim'],
    rows.map(({ name, claims, whole, reading }) => [
      name,
      String(claims),
      ms(whole),
      ms(reading),
      ms(whole / Math.max(1, claims)),
    ]),
  ),
);
console.log();
const limits = [
  ...hardClaims.map(({ name, text, limit }) => ({ name, text, limit, of: 'claim' as const })),
  { name: 'a homework of four pages', text: fourPages(), limit: 2000, of: 'document' as const },
  {
    name: 'four pages of random layers, gradients and growth',
    text: ['layer-retyped-000.md', 'gradient-retyped-001.md', 'width-retyped-000.md']
      .map((name) => withoutAnnotations(readFileSync(`${folder}/${name}`, 'utf8')))
      .join('\n'),
    limit: 2000,
    of: 'document' as const,
  },
];
console.log(
  table(
    ['limit', 'allowed ms', 'ms', 'verdict'],
    limits.map(({ name, text, limit, of }) => {
      const { analysis, whole, claims } = best({ name, text, language: 'markdown' });
      const spent = of === 'document' ? whole : (claims.at(-1) ?? whole);
      const verdict =
        of === 'document' ? `${analysis.claims.length} claims` : (analysis.claims.at(-1)?.verdict.status ?? '–');
      return [name, String(limit), `${ms(spent)}${spent > limit ? ' TOO SLOW' : ''}`, verdict];
    }),
  ),
);
