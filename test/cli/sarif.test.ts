import type { Log, Region, Result, Run as SarifRun } from 'sarif';
import { expect, it } from 'vitest';
import { check } from './files';

const homework = String.raw`# Problem 1

Let $x > 0$ be real.

$$\frac{1}{5-\frac52} = \frac{1}{\frac52} = \frac52$$

$$(x + 1)^2 = x^2 + x + x + 1 = x^2 + x + 1$$

For real $y$ we get $\sqrt{4y^2} = \sqrt4\sqrt{y^2} = 2y$, and $2 + 3 = 5$.

<!-- rederive: asume x > 1 -->
`;

function sarif(args: readonly string[], files: Readonly<Record<string, string>>): { run: SarifRun; code: number } {
  const { out, code } = check(['--format', 'sarif', ...args], files);
  const log = JSON.parse(out) as Log;
  expect(log.version).toBe('2.1.0');
  expect(log.$schema).toMatch(/sarif-2\.1\.0\.json$/);
  expect(log.runs).toHaveLength(1);
  const run = log.runs[0];
  if (run === undefined) throw new Error('no run');
  checkReferences(run, files);
  return { run, code };
}

/** What the schema cannot say: indices point at what they name, and regions lie in their file. */
function checkReferences(run: SarifRun, files: Readonly<Record<string, string>>): void {
  const rules = run.tool.driver.rules ?? [];
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const result of run.results ?? []) {
    expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
    expect(result.level === 'none').toBe(result.kind !== 'fail');
    const places = [...(result.locations ?? []), ...(result.relatedLocations ?? [])];
    expect(places.length).toBeGreaterThan(0);
    for (const { physicalLocation } of places) {
      const { index, uri } = physicalLocation?.artifactLocation ?? {};
      expect(run.artifacts?.[index ?? -1]?.location?.uri).toBe(uri);
      const name = Object.keys(files).find((each) => uri?.endsWith(encodeURIComponent(each)));
      const text = files[name ?? ''] ?? '';
      for (const region of [physicalLocation?.region, physicalLocation?.contextRegion]) {
        if (region !== undefined) expect(textOf(text, region)).toBe(region.snippet?.text);
      }
    }
  }
}

function textOf(text: string, { startLine = 1, startColumn = 1, endLine = startLine, endColumn = 1 }: Region): string {
  const lines = text.split('\n').map((line) => `${line}\n`);
  const offset = (line: number, column: number) => lines.slice(0, line - 1).join('').length + column - 1;
  return text.slice(offset(startLine, startColumn), offset(endLine, endColumn));
}

const statuses = (results: readonly Result[] | undefined) =>
  (results ?? []).map(({ ruleId, kind, level }) => [ruleId, kind, level]);

it('lists what is wrong, what needs a condition, and what was not understood', () => {
  const { run, code } = sarif(['hw.md'], { 'hw.md': homework });
  expect(code).toBe(1);
  expect(statuses(run.results)).toEqual([
    ['document/note', 'fail', 'warning'],
    ['arithmetic/refuted', 'fail', 'error'],
    ['sampling/refuted', 'fail', 'error'],
    ['sampling/conditional', 'fail', 'warning'],
  ]);
  expect(run.columnKind).toBe('utf16CodeUnits');
  expect(run.invocations).toEqual([{ executionSuccessful: true }]);
});

it('lists all claims if asked to', () => {
  const { run } = sarif(['--all', 'hw.md'], { 'hw.md': homework });
  const found = statuses(run.results);
  expect(found).toContainEqual(['arithmetic/proved', 'pass', 'none']);
  expect(found.some(([, kind]) => kind === 'notApplicable')).toBe(true);
});

it('carries the repair as a fix that makes the file right', () => {
  const { run } = sarif(['hw.md'], { 'hw.md': homework });
  const wrong = run.results?.find(({ ruleId }) => ruleId === 'arithmetic/refuted');
  const change = wrong?.fixes?.[0]?.artifactChanges[0]?.replacements[0];
  expect(textOf(homework, change?.deletedRegion ?? {})).toBe('\\frac52');
  expect(change?.insertedContent?.text).toBe('\\frac{2}{5}');
  expect(wrong?.message.text).toContain('2/5');
  expect(wrong?.properties).toMatchObject({ status: 'refuted', evidence: 'exact', problem: '1' });
});

it('says where the assumptions of a verdict stand', () => {
  const { run } = sarif(['hw.md'], { 'hw.md': homework });
  const wrong = run.results?.find(({ ruleId }) => ruleId === 'sampling/refuted');
  expect(wrong?.relatedLocations?.map(({ physicalLocation }) => physicalLocation?.region?.startLine)).toEqual([3]);
});

it('escapes braces and brackets, which would be placeholders and links in a message', () => {
  const text = 'So $2 \\in \\{1, 3\\}$ and $5 \\in [6, 7]$.\n';
  const { run } = sarif(['a.md'], { 'a.md': text });
  for (const { message } of run.results ?? [])
    expect((message.text ?? '').replace(/\{\{|\}\}|\\[[\]\\]/g, '')).not.toMatch(/[{}[\]]/);
  expect(run.results).toHaveLength(2);
});

it('tells of a file that cannot be read, and checks the others', () => {
  const { run, code } = sarif(['missing.md', 'a b.md'], { 'a b.md': 'So $2 + 2 = 5$.\n' });
  expect(code).toBe(2);
  expect(run.invocations?.[0]?.executionSuccessful).toBe(false);
  expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toContain('does not exist');
  expect(run.artifacts?.map(({ location }) => location?.uri?.replace(/^.*\//, ''))).toEqual(['missing.md', 'a%20b.md']);
  expect(run.results).toHaveLength(1);
});
