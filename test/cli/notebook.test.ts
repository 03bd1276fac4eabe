import { describe, expect, it } from 'vitest';
import { check } from './files';

interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
}

const markdown = (...lines: string[]): Cell => ({
  cell_type: 'markdown',
  source: lines.map((line, i) => (i < lines.length - 1 ? `${line}\n` : line)),
});
const code = (source: string): Cell => ({ cell_type: 'code', source });
const notebook = (...cells: Cell[]): string => JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });

function claims(text: string): readonly Readonly<Record<string, unknown>>[] {
  const { out } = check(['--format', 'jsonl', 'hw.ipynb'], { 'hw.ipynb': text });
  return (JSON.parse(out) as { claims: Record<string, unknown>[] }).claims;
}
const shown = (text: string): string[] =>
  claims(text).map(({ cell, line, column, endLine, endColumn, latex, status }) =>
    [cell, `${String(line)}:${String(column)}-${String(endLine)}:${String(endColumn)}`, latex, status].join(' '),
  );

describe('a notebook', () => {
  it('is one document of its Markdown cells, each claim with its cell and the place in it', () => {
    const text = notebook(
      markdown('# Problem 1', 'Let $x > 0$.'),
      code('y = 2 + 2 == 5  # $1 + 1 = 3$'),
      markdown('## Solution', '', 'So $\\sqrt{x^2} + 1 = x + 1$', 'and $2 + 2 = 5$.'),
      { cell_type: 'raw', source: '$3 + 3 = 7$' },
      markdown('$\\sqrt{x^2} + 1 = x + 1 = 2 + x$'),
    );
    expect(shown(text)).toEqual([
      '0 2:10-2:11 x > 0 given',
      '2 3:22-3:27 \\sqrt{x^2} + 1 = x + 1 proved',
      '2 4:14-4:15 2 + 2 = 5 refuted',
      '4 1:19-1:24 \\sqrt{x^2} + 1 = x + 1 proved',
      '4 1:27-1:32 x + 1 = 2 + x refuted',
    ]);
  });

  it('has repairs and problems at places of their cells', () => {
    const text = notebook(code('1'), markdown('# Problem 1', '', '## Solution', '$2 + 2 = 5$'), markdown('$1 = 2$'));
    const { out } = check(['--format', 'jsonl', 'hw.ipynb'], { 'hw.ipynb': text });
    const { claims, problems } = JSON.parse(out) as { claims: { repair: unknown }[]; problems: unknown[] };
    expect(claims[0]?.repair).toMatchObject({ latex: '4', line: 4, column: 10, endLine: 4, endColumn: 11 });
    expect(problems[0]).toMatchObject({ id: '1', cell: 1, line: 1, endLine: 1 });
  });

  it('keeps what is not closed to its cell', () => {
    const text = notebook(markdown('An open $x + 1 and', '```python', 'print(1)'), markdown('So $2 + 2 = 5$.'));
    expect(shown(text)).toEqual(['1 1:13-1:14 2 + 2 = 5 refuted']);
  });

  it('keeps macros from cell to cell, and counts what follows from a wrong line', () => {
    const text = notebook(markdown('$\\newcommand{\\two}{2}$'), markdown('$\\two + 2 = 5$'));
    expect(shown(text)).toEqual(['1 1:13-1:14 \\two + 2 = 5 refuted']);
  });

  it('is told in the terminal with its cells', () => {
    const { code, out } = check(['hw.ipynb'], { 'hw.ipynb': notebook(markdown('a'), markdown('', '$2 + 2 = 5$')) });
    expect(code).toBe(1);
    expect(out).toContain('  [1] 2:10 ✗ refuted  2 + 2 = 5');
  });

  it('may be of the older format, with whole texts', () => {
    const cells = [{ cell_type: 'markdown', source: 'So $2 + 2 = 5$.\r\nSo $1 + 1 = 3$.' }];
    expect(shown(JSON.stringify({ worksheets: [{ cells }], nbformat: 3 }))).toEqual([
      '0 1:13-1:14 2 + 2 = 5 refuted',
      '0 2:13-2:14 1 + 1 = 3 refuted',
    ]);
  });

  it.each([
    ['{"cells": [', 'it is not JSON'],
    ['[]', 'it has no list of cells'],
    ['{"cells": [{"source": "a"}]}', 'its cell 1 has no type'],
    ['{"cells": [{"cell_type": "markdown", "source": 3}]}', 'its cell 1 has no text'],
  ])('that is broken is refused: %s', (text, reason) => {
    const { code, err } = check(['hw.ipynb', 'a.md'], { 'hw.ipynb': text, 'a.md': '$1 = 2$' });
    expect(code).toBe(2);
    expect(err).toContain('hw.ipynb is no notebook that can be read');
    expect(err).toContain(reason);
  });

  it('without text has no claims', () => expect(shown(notebook(code('1')))).toEqual([]));
});
