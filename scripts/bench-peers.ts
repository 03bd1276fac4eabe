// Rederive beside other engines on the same claims, in one run: npm run bench:peers [-- --each N] [--seed N]
// Compute Engine and KAS are installed into a temporary folder, outside the project; SymPy is used if python3 can import it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { analyze } from '../src/analysis';
import { benchClaims, type BenchClaim } from '../test/bench/claims';
import { ms, quantile, table } from './bench/statistics';

/** True, false, or not decided; and how many milliseconds that took at best of three times, reading included. */
interface Answer {
  readonly verdict: boolean | undefined;
  readonly spent: number;
}

interface Engine {
  readonly name: string;
  readonly answers: readonly Answer[];
}

const versions = { '@cortex-js/compute-engine': '0.27.0', '@khanacademy/kas': '2.2.3' };
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const claims = benchClaims(option('--each', 24), option('--seed', 1));

function timed(decide: (claim: BenchClaim) => boolean | undefined): readonly Answer[] {
  const once = (claim: BenchClaim): Answer => {
    const start = performance.now();
    let verdict: boolean | undefined;
    try {
      verdict = decide(claim);
    } catch {
      verdict = undefined;
    }
    return { verdict, spent: performance.now() - start };
  };
  claims.slice(0, 20).forEach(once); // the first ones pay for the machine's warming up
  const rounds = Array.from({ length: 3 }, () => claims.map(once));
  return claims.map((_, k) => {
    const spent = Math.min(...rounds.map((round) => round[k]?.spent ?? Infinity));
    return { verdict: rounds[0]?.[k]?.verdict, spent };
  });
}

function rederive(): Engine {
  const answers = timed(({ leftLatex, rightLatex }) => {
    const text = `$$w = ${leftLatex} = ${rightLatex}$$\n`;
    const status = analyze({ text, language: 'markdown' }).claims.at(-1)?.verdict.status;
    if (status === 'proved' || status === 'tested') return true;
    return status === 'refuted' || status === 'conditional' ? false : undefined;
  });
  return { name: 'Rederive', answers };
}

type Parsed = { isEqual: (other: unknown) => unknown };
type ComputeEngine = { ComputeEngine: new () => { parse: (latex: string) => Parsed } };
type Kas = {
  parse: (latex: string) => { parsed: boolean; expr: unknown };
  compare: (a: unknown, b: unknown, options: object) => { equal: boolean };
};

async function fromNpm(folder: string): Promise<readonly Engine[]> {
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  const names = [...Object.entries(versions).map(([name, version]) => `${name}@${version}`), 'underscore@1.13.7'];
  const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--silent', ...names], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (installed.status !== 0) {
    console.log('Compute Engine and KAS could not be installed; they are left out.');
    return [];
  }
  const load = createRequire(join(folder, 'package.json'));
  const bundle = join(folder, 'node_modules/@cortex-js/compute-engine/dist/compute-engine.min.esm.js');
  const { ComputeEngine } = (await import(pathToFileURL(bundle).href)) as ComputeEngine;
  const engine = new ComputeEngine();
  const kas = load('@khanacademy/kas') as Kas;
  return [
    {
      name: `Compute Engine ${versions['@cortex-js/compute-engine']}`,
      answers: timed(({ leftLatex, rightLatex }) => {
        const equal = engine.parse(leftLatex).isEqual(engine.parse(rightLatex));
        return typeof equal === 'boolean' ? equal : undefined;
      }),
    },
    {
      name: `KAS ${versions['@khanacademy/kas']}`,
      answers: timed(({ leftLatex, rightLatex }) => {
        const [left, right] = [kas.parse(leftLatex), kas.parse(rightLatex)];
        return left.parsed && right.parsed
          ? kas.compare(left.expr, right.expr, { form: false, simplify: false }).equal
          : undefined;
      }),
    },
  ];
}

async function sympy(): Promise<Engine | undefined> {
  const found = spawnSync('python3', ['-c', 'import sympy; print(sympy.__version__)'], { encoding: 'utf8' });
  if (found.status !== 0) return undefined;
  const python = spawn('python3', ['scripts/bench/peer_sympy.py'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const warm = claims.slice(0, 20);
  python.stdin.on('error', () => undefined); // it may stop early; then answers are missing
  for (const { left, right } of [...warm, ...claims]) python.stdin.write(`${JSON.stringify({ left, right })}\n`);
  python.stdin.end();
  const answers: Answer[] = [];
  for await (const line of createInterface({ input: python.stdout })) {
    const { verdict, ms: spent } = JSON.parse(line) as { verdict: boolean | null; ms: number };
    answers.push({ verdict: verdict ?? undefined, spent });
  }
  return { name: `SymPy ${found.stdout.trim()}`, answers: answers.slice(warm.length) };
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

const folder = mkdtempSync(join(tmpdir(), 'rederive-peers-'));
const own = rederive();
const engines = [own];
try {
  engines.push(...(await fromNpm(folder)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const python = await sympy();
if (python) engines.push(python);
else console.log('SymPy is absent: python3 cannot import it.');

console.log(`${claims.length} claims, half of them false.\n`);
console.log(
  table(
    ['engine', 'decided', 'wrong', 'median ms', '99 % ms', 'both decide', 'median ms there', 'Rederive there'],
    engines.map(({ name, answers }) => {
      const decided = answers.filter(({ verdict }) => verdict !== undefined);
      const wrong = answers.filter(({ verdict }, k) => verdict !== undefined && verdict !== claims[k]?.holds);
      const times = answers.map(({ spent }) => spent);
      const both = answers.flatMap(({ verdict }, k) =>
        verdict !== undefined && own.answers[k]?.verdict !== undefined ? [k] : [],
      );
      const there = (of: readonly Answer[]): string =>
        ms(
          quantile(
            both.map((k) => of[k]?.spent ?? 0),
            0.5,
          ),
        );
      return [
        name,
        percent(decided.length, answers.length),
        String(wrong.length),
        ms(quantile(times, 0.5)),
        ms(quantile(times, 0.99)),
        String(both.length),
        there(answers),
        there(own.answers),
      ];
    }),
  ),
);
console.log('\nDecided, by kind of claim:');
const kinds = [...new Set(claims.map(({ kind }) => kind))];
console.log(
  table(
    ['engine', ...kinds],
    engines.map(({ name, answers }) => [
      name,
      ...kinds.map((kind) => {
        const of = answers.filter((_, k) => claims[k]?.kind === kind);
        return percent(of.filter(({ verdict }) => verdict !== undefined).length, of.length);
      }),
    ]),
  ),
);
for (const { name, answers } of engines) {
  const wrong = claims.filter(({ holds }, k) => answers[k]?.verdict !== undefined && answers[k]?.verdict !== holds);
  for (const { holds, leftLatex, rightLatex } of wrong.slice(0, option('--show', 0)))
    console.log(`${name} is wrong: ${leftLatex} = ${rightLatex} (${String(holds)})`);
}
