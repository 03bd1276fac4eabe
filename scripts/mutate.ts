// Changes one number, sign, exponent or operator of claims that are ticked and tells what the checker says then:
//   npm run mutate -- [--structure] [--seed N] [--each N] [--limit N] [--show N] [CORPUS.jsonl...]
// With --structure: an exponent, factor, transpose, square, dimension or the order of a product, in claims about vectors, matrices, expectations and growth.
// Without a corpus: the annotated documents and the examples of the project. A corpus has a solution a line: {problem, steps | solution}.
import { readdirSync, readFileSync } from 'node:fs';
import { withoutAnnotations } from '../test/annotated';
import { structures, structureSlips } from '../test/mutate-structures';
import { dice, mutantsOf, slips, type Mutant, type Source } from '../test/mutate';

const options = new Map<string, number>([
  ['--seed', 1],
  ['--each', 10],
  ['--limit', 400],
  ['--show', 0],
]);
const corpora: string[] = [];
let structure = false;
const given = process.argv.slice(2);
for (let word = given.shift(); word !== undefined; word = given.shift()) {
  if (word === '--structure') structure = true;
  else if (options.has(word)) options.set(word, Number(given.shift()));
  else corpora.push(word);
}
const option = (name: string): number => options.get(name) ?? 0;

function own(): readonly Source[] {
  return ['test/documents', 'examples'].flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .filter((name) => /\.(?:md|tex)$/.test(name))
      .map((name) => ({
        name: `${folder}/${name}`,
        text: withoutAnnotations(readFileSync(`${folder}/${name}`, 'utf8')),
        language: name.endsWith('.tex') ? ('latex' as const) : ('markdown' as const),
      })),
  );
}

interface Solution {
  readonly id: string;
  readonly problem: string;
  readonly steps?: readonly string[];
  readonly solution?: string;
}

function isSolution(value: unknown): value is Solution {
  return typeof value === 'object' && value !== null && 'id' in value && 'problem' in value;
}

function corpus(file: string): readonly Source[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const item: unknown = JSON.parse(line);
      if (!isSolution(item)) return [];
      const head = `# Problem\n\n${item.problem}\n\n# Solution\n\n`;
      const text = `${head}${(item.steps ?? [item.solution ?? '']).join('\n\n')}\n`;
      return [{ name: item.id, text, language: 'markdown' as const, from: head.length }];
    });
}

const sources = corpora.length === 0 ? own() : corpora.flatMap(corpus);
const roll = dice(option('--seed'));
const mutants: Mutant[] = [];
for (const source of sources) {
  if (mutants.length >= option('--limit')) break;
  const most = corpora.length === 0 ? option('--each') : Math.min(2, option('--each'));
  const spoiling = structure ? structures : undefined;
  mutants.push(...mutantsOf(source, most, roll, spoiling));
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
const count = (of: readonly Mutant[], test: (m: Mutant) => boolean): number => of.filter(test).length;
for (const kind of ['all', ...(structure ? structureSlips : slips)] as const) {
  const of = kind === 'all' ? mutants : mutants.filter(({ slip }) => slip === kind);
  const refuted = of.filter(({ outcome }) => outcome === 'refuted');
  console.log(
    `${kind}: ${of.length} mutants; refuted ${percent(refuted.length, of.length)}, still ticked ${percent(
      count(of, (m) => m.outcome === 'ticked'),
      of.length,
    )}, silent ${percent(
      count(of, (m) => m.outcome === 'silent'),
      of.length,
    )}; of the refuted the first repair restores ${percent(
      count(refuted, (m) => m.repair === 'restored'),
      refuted.length,
    )}, is another ${percent(
      count(refuted, (m) => m.repair === 'other'),
      refuted.length,
    )}, is missing ${percent(
      count(refuted, (m) => m.repair === 'none'),
      refuted.length,
    )}`,
  );
}
const worth = (m: Mutant): boolean => m.outcome !== 'refuted' || m.repair !== 'restored';
for (const m of mutants.filter(worth).slice(0, option('--show'))) {
  const what = m.outcome === 'refuted' ? `repair ${m.repair}` : m.outcome;
  console.log(
    `\n${what}, ${m.slip}, ${m.source}\n  was  ${m.original}\n  now  ${m.spoiled}\n  ${m.repaired || m.reason}`,
  );
}
