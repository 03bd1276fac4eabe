import { DOMParser, type Element } from '@xmldom/xmldom';
import { expect, it } from 'vitest';
import { check } from './files';

function junit(args: readonly string[], files: Readonly<Record<string, string>>): { root: Element; code: number } {
  const { out, code } = check(['--format', 'junit', ...args], files);
  const problems: string[] = [];
  const xml = new DOMParser({ onError: (_, message) => problems.push(message) }).parseFromString(out, 'text/xml');
  expect(problems).toEqual([]);
  const root = xml.documentElement;
  if (root === null) throw new Error('no root');
  expect(root.tagName).toBe('testsuites');
  expectCounts(root, [...root.getElementsByTagName('testcase')]);
  for (const suite of root.getElementsByTagName('testsuite'))
    expectCounts(suite, [...suite.getElementsByTagName('testcase')]);
  return { root, code };
}

/** The counts of a suite are those of its cases. */
function expectCounts(suite: Element, cases: readonly Element[]): void {
  const having = (name: string) => cases.filter((each) => each.getElementsByTagName(name).length > 0).length;
  const counted = ['tests', 'failures', 'errors', 'skipped'].map((name) => Number(suite.getAttribute(name)));
  expect(counted).toEqual([cases.length, having('failure'), having('error'), having('skipped')]);
}

const homework = String.raw`# Problem 1

Let $x$ be real. So $(x + 1)^2 = x^2 + 1 < 3$ & "quoted" $2 < 3$.

$$q \heartsuit = 5$$

For real $y$ we get $\sqrt{4y^2} = \sqrt4\sqrt{y^2} = 2y$.
`;

it('makes a suite of a file and a case of a claim', () => {
  const { root, code } = junit(['a.md', 'b.tex'], { 'a.md': homework, 'b.tex': 'So $2 + 2 = 4$.\n' });
  expect(code).toBe(1);
  const suites = [...root.getElementsByTagName('testsuite')];
  expect(suites.map((suite) => suite.getAttribute('name')?.replace(/^.*\//, ''))).toEqual(['a.md', 'b.tex']);
  expect(suites.map((suite) => suite.getAttribute('failures'))).toEqual(['1', '0']);
  const wrong = root.getElementsByTagName('failure')[0];
  expect(wrong?.getAttribute('type')).toBe('sampling/refuted');
  expect(wrong?.textContent).toContain('(x + 1)^2 = x^2 + 1');
  expect(wrong?.textContent).toContain('counterexample: x = ');
  const name = wrong?.parentNode as Element | null | undefined;
  expect(name?.getAttribute('name')).toBe('3:34 (x + 1)^2 = x^2 + 1');
  expect([name?.getAttribute('classname')?.replace(/^.*\//, ''), name?.getAttribute('line')]).toEqual([
    'a.md.Problem 1',
    '3',
  ]);
});

it('skips what is undecided or given, with the reason', () => {
  const { root } = junit(['a.md'], { 'a.md': homework });
  const skipped = [...root.getElementsByTagName('skipped')].map((each) => each.getAttribute('message') ?? '');
  expect(skipped.some((message) => /^(?:Not decided|Given, not checked): \S/.test(message))).toBe(true);
});

it('names the condition of a step that passes under one', () => {
  const { root } = junit(['a.md'], { 'a.md': homework });
  const told = [...root.getElementsByTagName('system-out')].map((each) => each.textContent ?? '');
  expect(told.some((text) => text.startsWith('It holds if y ≥ 0.'))).toBe(true);
});

it('makes an error of a file that cannot be read', () => {
  const { root, code } = junit(['missing.md'], {});
  expect(code).toBe(2);
  expect(root.getAttribute('errors')).toBe('1');
  expect(root.getElementsByTagName('error')[0]?.getAttribute('message')).toContain('does not exist');
});

it('writes XML whatever stands in the text', () => {
  junit(['a.md'], { 'a.md': 'So $2 + 2 = 5\u0001 \u{1f600} \\text{<a b="c">&amp;]]>}$ and $1 = 2$.\n' });
});
