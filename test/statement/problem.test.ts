import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/document/document';
import { readDocument } from '../../src/document/read';
import { readProblems, type ProblemNode } from '../../src/statement/problem';
import { holdsIn, type Scope } from '../../src/statement/statement';

/** The outline as `1[1(a), 1(b)] 2`. */
function outline(text: string, language: Language = 'markdown'): string {
  const tell = (nodes: readonly ProblemNode[]): string =>
    nodes.map((n) => (n.children.length > 0 ? `${n.id}[${tell(n.children)}]` : n.id)).join(' ');
  return tell(readProblems(readDocument(text, language)).problems);
}

/** For each `@x` in the text the kinds of the scopes around it from the outside in, and the problem that it belongs to. */
function places(text: string, language: Language = 'markdown'): readonly string[] {
  const { scopeAt } = readProblems(readDocument(text, language));
  return [...text.matchAll(/@\w/g)].map((mark) => {
    const scope = scopeAt(mark.index);
    const kinds: string[] = [];
    for (let s: Scope | undefined = scope; s?.parent; s = s.parent) if (s.kind !== s.parent.kind) kinds.unshift(s.kind);
    return [...kinds, scope.problem ?? '-'].join(' ');
  });
}

/** Whether what is said at the first mark holds at the second. */
function holds(text: string, language: Language = 'markdown'): boolean {
  const { scopeAt } = readProblems(readDocument(text, language));
  const [first = 0, second = 0] = [...text.matchAll(/@\w/g)].map((mark) => mark.index);
  return holdsIn(scopeAt(first), scopeAt(second));
}

const part = (letter: string) => `(${letter}) Find $x$.\n\n**Response:** It is $1$.\n\n`;

describe('the outline of a document', () => {
  it.each([
    ['nothing', 'Let $x > 0$. Then $x^2 > 0$.', ''],
    ['a list of steps', '1. First, add.\n2. Next, divide.\n', ''],
    ['headings with a keyword', '# Problem 3\n\nx\n\n## Question 4: Sums\n\ny\n\n# Exercise 1.2\n\nz', '3 4 1.2'],
    ['an unnumbered problem', '# Problem\n\nx\n\n# Solution\n\ny', '1'],
    [
      'several unnumbered problems',
      '## Problem\n\nx\n\n## Solution\n\ny\n\n## Problem\n\nx\n\n## Solution\n\ny',
      '1 2',
    ],
    ['bold labels', '**Problem 1.** x\n\n**Solution.** y\n\n**Problem 2** x\n\n**Solution.** y', '1 2'],
    ['a mention', '# Problem 1\n\nx\n\nProblem 2 asks for more.', '1'],
    ['a problem set', '# Problem Set 3\n\n# Problem 1\n\nx', '1'],
    [
      'numbered headings, answered',
      `### 1 Scaling\n\nText.\n\n- ${part('a')}- ${part('b')}## 2 Research\n\n- ${part('a')}`,
      '1[1(a) 1(b)] 2[2(a)]',
    ],
    ['numbered headings, not answered', '## 1 Introduction\n\nText.\n\n## 2 Method\n\nText.', ''],
    [
      'a numbered list, answered',
      '1. Find $x$.\n\n   **Solution.** It is 1.\n\n2. Find $y$.\n\n   **Solution.** It is 2.\n',
      '1 2',
    ],
    [
      'labels in one line',
      '1. (a) Find $x$.\n\n   **Solution.** y\n\n   (b) Find $y$.\n\n   **Solution.** y\n\n2. (a) Find it.\n',
      '1[1(a) 1(b)] 2[2(a)]',
    ],
    ['a label alone', '1(a)\n\nText.\n\n1(b)\n\nText.\n\n3(c)\n\nText.', '1[1(a) 1(b)] 3[3(c)]'],
    ['parts in parts', '# Problem 1\n\n(a) x\n\n(i) x\n\n(ii) x\n\n(b) x', '1[1(a)[1(a)(i) 1(a)(ii)] 1(b)]'],
    [
      'the letter i',
      '# Problem 1\n\n' + [...'abcdefghij'].map((c) => `(${c}) x\n\n`).join(''),
      '1[1(a) 1(b) 1(c) 1(d) 1(e) 1(f) 1(g) 1(h) 1(i) 1(j)]',
    ],
    ['a keyword for parts', '# Problem 1\n\n## Part (a)\n\nx\n\n## Part B\n\ny', '1[1(a) 1(b)]'],
    ['problem and part in one heading', '## Problem 2(a)\n\nx\n\n## Problem 2(b)\n\ny', '2[2(a) 2(b)]'],
    [
      'steps in a solution',
      '# Problem 1\n\nx\n\n# Solution\n\n1. First, add.\n2. Next, divide.\n\n(a) one thing\n\n(b) another',
      '1',
    ],
    [
      'numbered headings in a solution',
      '# 1 Sums\n\nx\n\n## Solution\n\n### 1. Set up\n\n### 2. Compute\n\n# 2 Products\n\nx\n\n## Solution\n\ny',
      '1 2',
    ],
    [
      'an enumeration in the statement',
      `# Problem 4\n\nThere is room for:\n\n- (a) the inputs;\n- (b) two more.\n\nNow:\n\n- ${part('a')}- ${part('b')}`,
      '4[4(a) 4(b)]',
    ],
    [
      'letters that start again',
      `# Problem 3\n\n${part('a')}${part('b')}Now in general:\n\n${part('a')}`,
      '3[3(a) 3(b) 3(a)-2]',
    ],
    [
      'an enumeration in a solution',
      `# Problem 3\n\n${part('a')}There are two reasons:\n\n(a) one\n\n(b) two\n\n${part('b')}`,
      '3[3(a) 3(b)]',
    ],
    [
      'a corrected attempt',
      '# Problem 1\n\nx\n\n**Response:** y\n\n**Not quite.** z\n\n**Response:** y\n\nStep 2 (Corrected): z',
      '1',
    ],
    [
      'a solution that names its problem',
      'Solution to Problem 3: Scaling\n\nx\n\nSolution to Problem 4: Sums\n\ny',
      '3 4',
    ],
    [
      'numbered parts',
      '# Problem 2\n\n1. Find $x$.\n\n   **Solution.** y\n\n   1. step\n   2. step\n\n2. Find $y$.\n\n   **Solution.** y',
      '2[2(1) 2(2)]',
    ],
    ['a list in the statement', '# Problem 2\n\nShow:\n\n1. one\n2. two\n\n**Solution.** y', '2'],
    ['the same number twice', '# Problem 1\n\nx\n\n# Solution\n\ny\n\n# Problem 1\n\nx', '1 1-2'],
  ])('%s', (_, text, expected) => {
    expect(outline(text)).toBe(expected);
  });

  it.each([
    ['sections', '\\section*{Problem 3}\nx\n\\subsection*{Solution}\ny\n\\section*{Problem 4}\nx', '3 4'],
    [
      'environments',
      '\\begin{problem}\nx\n\\end{problem}\n\\begin{solution}\ny\n\\end{solution}\n\\begin{problem}\nx\n\\end{problem}\n',
      '1 2',
    ],
    [
      'lists in lists',
      '\\section*{Problem 1}\nx\n\\begin{enumerate}[label=(\\alph*)]\n\\item x\n\\item y\n\\begin{enumerate}\n\\item z\n\\item z\n\\end{enumerate}\n\\end{enumerate}\n',
      '1[1(a) 1(b)]',
    ],
    [
      'an environment below its heading',
      '\\section{Problem 7}\n\\begin{problem}\nx\n\\end{problem}\n\\begin{proof}\ny\n\\end{proof}\n',
      '7',
    ],
  ])('LaTeX: %s', (_, text, expected) => {
    expect(outline(text, 'latex')).toBe(expected);
  });

  it('gives titles on one line and spans from title to end', () => {
    const text =
      '# Problem 3: Sums of $a_n$\n\nSome text.\n\n(a) Find the sum of all the numbers from one to one hundred that are not divisible by seven or eleven.\n\nLast.\n\n# Problem 4\n';
    const [first] = readProblems(readDocument(text, 'markdown')).problems;
    expect(first?.title).toBe('Problem 3: Sums of a_n');
    expect(text.slice(first?.span.from, first?.span.to)).toMatch(/^(?:# )?Problem 3[^]*Last\.$/);
    expect(first?.children[0]?.title).toBe('(a) Find the sum of all the numbers from one to one hundred that are not…');
  });
});

describe('scopes', () => {
  it.each([
    ['a document without structure', 'Let @a be 1.', ['-']],
    [
      'statement and solution',
      '# Problem\n\n@a\n\n# Solution\n\n@b',
      ['problem statement 1', 'problem statement solution 1'],
    ],
    ['a problem without solution', '# Problem 2\n\n@a', ['problem 2']],
    [
      'parts',
      '# Problem 1\n\n@a\n\n(a) @b\n\n**Solution:** @c\n\n(b) @d',
      [
        'problem statement 1',
        'problem statement part statement 1(a)',
        'problem statement part statement solution 1(a)',
        'problem statement part 1(b)',
      ],
    ],
    [
      'a solution of all parts',
      '# Problem 1\n\n(a) @a\n\n(b) @b\n\n## Solution\n\n@c\n\n(a) @d\n\n(b) @e',
      [
        'problem statement part statement 1(a)',
        'problem statement part statement 1(b)',
        'problem statement solution 1',
        'problem statement part statement solution 1(a)',
        'problem statement part statement solution 1(b)',
      ],
    ],
    ['a solution without a problem', 'Let @a be 1.\n\n**Solution.** @b', ['-', 'solution -']],
    [
      'the answer at the end of a solution',
      '# Problem 1\n\n@a\n\n**Solution.** @b\n\n**Answer:** @c',
      ['problem statement 1', 'problem statement solution 1', 'problem statement solution 1'],
    ],
    [
      'an answer behind a long text',
      '# Problem 1\n\n@a\n\nx\n\nx\n\nx\n\nx\n\n**Answer:** @b',
      ['problem 1', 'problem 1'],
    ],
    [
      'cases',
      '# Problem\n\nx\n\n# Solution\n\n@a\n\nCase 1: $x>0$. @b\n\n@c Case 2. @d\n\nIn both cases, @e',
      [
        'problem statement solution 1',
        'problem statement solution case 1',
        'problem statement solution case 1',
        'problem statement solution case 1',
        'problem statement solution 1',
      ],
    ],
    ['cases as headings', '## Case 1\n\n@a\n\n### Detail\n\n@b\n\n## Conclusion\n\n@c', ['case -', 'case -', '-']],
    ['cases as items', '- Case 1: @a\n- Case 2: @b\n\nThus @c', ['case -', 'case -', '-']],
    ['a case that is mentioned', 'As in Case 1 we get @a', ['-']],
    [
      'a described case',
      'First, consider the case when $n > 2$. @a Second, consider the case when $n = 2$. @b. Combining these cases, @c',
      ['case -', 'case -', '-'],
    ],
  ])('%s', (_, text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  it.each([
    ['the statement in its solution', '# Problem\n\n@a\n\n# Solution\n\n@b', true],
    ['the solution of a problem in the next problem', '# Problem\n\nx\n\n# Solution\n\n@a\n\n# Problem\n\n@b', false],
    ['the text before the parts in a part', '# Problem 1\n\n@a\n\n(a) x\n\n**Solution:** x\n\n(b) @b', true],
    ['one part in another', '# Problem 1\n\n(a) @a\n\n(b) @b', false],
    [
      'the statement of a part in its solution far below',
      '# Problem 1\n\n(a) @a\n\n(b) x\n\n# Solution\n\n(a) @b',
      true,
    ],
    ['one case in another', 'Case 1: @a\n\nCase 2: @b', false],
    ['a case in its subcase', 'Case 1: @a\n\nCase 1.1: @b', true],
    ['a first attempt in a second one', '# Problem 1\n\nx\n\n**Response:** @a\n\n**Response:** @b', false],
    ['text before a structure', '@a\n\n# Problem 1\n\n@b', true],
    [
      'all problems first, then the solutions',
      '# Problem 1\n\n@a\n\n# Problem 2\n\nx\n\n# Solution to Problem 1\n\n@b',
      true,
    ],
  ])('%s', (_, text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  it.each([
    ['a theorem in its proof', '\\begin{theorem}\n@a\n\\end{theorem}\n\\begin{proof}\n@b\n\\end{proof}\n', true],
    ['a theorem behind its proof', '\\begin{theorem}\n@a\n\\end{theorem}\n\\begin{proof}\nx\n\\end{proof}\n@b', false],
    ['a problem in the text behind its environment', '\\begin{problem}\n@a\n\\end{problem}\nThen @b', true],
  ])('LaTeX: %s', (_, text, expected) => {
    expect(holds(text, 'latex')).toBe(expected);
  });

  it('begins where the problem begins, and problems nest', () => {
    const text = `Text.\n\n# Problem 1\n\nx\n\n${part('a')}Case 1: x\n\n${part('b')}# Problem 2\n\nx`;
    const { problems, scopeAt } = readProblems(readDocument(text, 'markdown'));
    const inside = (nodes: readonly ProblemNode[], from: number, to: number): void => {
      let at = from;
      for (const node of nodes) {
        expect(node.span.from).toBeGreaterThanOrEqual(at);
        expect(node.span.to).toBeLessThanOrEqual(to);
        expect(scopeAt(node.span.from).problem).toBe(node.id);
        inside(node.children, node.span.from, node.span.to);
        at = node.span.to;
      }
    };
    inside(problems, 0, text.length);
    expect(scopeAt(-1).kind).toBe('document');
    expect(scopeAt(text.length + 1).problem).toBe('2');
  });
});
