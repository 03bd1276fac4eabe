import { cover } from '../../text/span';
import { emptyAt } from '../build';
import { isCharacter, isCommand, type Lexeme } from '../lexeme';
import type { EnvironmentReader, Family, Range, Reader } from '../reader';
import { readRows } from '../statements';
import { isRelationSign } from './relations';
import type { Cases, Matrix, Node } from '../tree';

const matrix: EnvironmentReader = (r, begin, end) => {
  skipOptions(r, begin, end);
  return matrixNode(r, end);
};

/** `array` is a matrix, or a display whose middle column holds the relations. */
const array: EnvironmentReader = (r, begin, end) => {
  skipOptions(r, begin, end);
  const rows = cellsOf(r, r.at, end);
  const display = rows.some((row) =>
    row.some((cell) => cell.to - cell.from === 1 && isRelationSign(r.lexeme(cell.from))),
  );
  if (!display) return matrixNode(r, end);
  return rowsNode(r, end);
};

const display: EnvironmentReader = (r, begin, end) => {
  skipOptions(r, begin, end);
  return rowsNode(r, end);
};

const cases: EnvironmentReader = (r, begin, end) => {
  skipOptions(r, begin, end);
  return casesNode(r, r.at, end);
};

const determinant: EnvironmentReader = (r, begin, end) => {
  const place = cover(begin.span, r.lexeme(end)?.span ?? begin.span);
  return { kind: 'call', name: 'det', nameSpan: begin.span, args: [matrix(r, begin, end)], span: place };
};

const norm: EnvironmentReader = (r, begin, end) => ({
  kind: 'norm',
  operand: matrix(r, begin, end),
  span: cover(begin.span, r.lexeme(end)?.span ?? begin.span),
});

/** `[t]` behind `aligned`, `{cc}` behind `array`, `{2}` behind `alignat`. */
function skipOptions(r: Reader, begin: Lexeme, end: number): void {
  if (
    isCharacter(r.lexeme(r.at), '[') &&
    /^[tbc]$/.test(r.lexeme(r.at + 1)?.text ?? '') &&
    isCharacter(r.lexeme(r.at + 2), ']')
  )
    r.at += 3;
  if (!/^(?:array|tabular|alignat|alignedat|xalignat|alignat\*|subarray)$/.test(begin.text)) return;
  const mate = r.lexeme(r.at)?.kind === 'open' ? r.mate(r.at) : -1;
  if (mate > r.at && mate < end) r.at = mate + 1;
}

/** The cells of an environment, by rows; a last blank row is no row. */
function cellsOf(r: Reader, from: number, end: number): Range[][] {
  const rows: Range[][] = [[]];
  let start = from;
  const close = (to: number): void => {
    rows.at(-1)?.push({ from: start, to });
    start = to + 1;
  };
  for (let i = from; i < end; i++) {
    const kind = r.lexeme(i)?.kind;
    const mate = r.mate(i);
    if (kind === 'align') close(i);
    else if (kind === 'newline') {
      close(i);
      rows.push([]);
    } else if (mate > i && mate < end && r.role(i) !== 'integral') i = mate;
  }
  close(end);
  return rows.filter((row) => row.some((cell) => !r.isBlank(cell.from, cell.to)));
}

function cell(r: Reader, range: Range): Node {
  if (r.isBlank(range.from, range.to)) return emptyAt(r.spanOf(range.from, range.from).from);
  const sign = r.lexeme(range.from);
  if (
    range.to - range.from === 1 &&
    sign !== undefined &&
    isCommand(sign, 'cdots', 'vdots', 'ddots', 'dots', 'ldots', 'hdots')
  )
    return { kind: 'ellipsis', span: sign.span };
  return r.inside(range.from, range.to, () => r.statements());
}

function matrixNode(r: Reader, end: number): Matrix {
  const from = r.at;
  const rows = cellsOf(r, from, end).map((row) => row.map((range) => cell(r, range)));
  return { kind: 'matrix', rows, span: r.spanOf(from, end) };
}

function rowsNode(r: Reader, end: number): Node {
  const from = r.at;
  return r.isBlank(from, end) ? emptyAt(r.spanOf(from, from).from) : r.inside(from, end, () => readRows(r));
}

/** Rows of values with conditions; `\text{if}` before a condition says nothing more. */
function casesNode(r: Reader, from: number, end: number): Cases {
  const rows = cellsOf(r, from, end).map((row) => {
    const [first, ...rest] = row.length > 1 ? row : splitAtWord(r, row[0] ?? { from: end, to: end });
    const value = first === undefined ? emptyAt(r.spanOf(end, end).from) : cell(r, trimComma(r, first));
    const last = rest.at(-1);
    const condition =
      rest[0] === undefined || last === undefined ? undefined : conditionNode(r, { from: rest[0].from, to: last.to });
    return condition === undefined ? { value } : { value, condition };
  });
  return { kind: 'cases', rows, span: r.spanOf(from, end) };
}

function trimComma(r: Reader, range: Range): Range {
  return range.to - range.from > 1 && isCharacter(r.lexeme(range.to - 1), ',', ';')
    ? { from: range.from, to: range.to - 1 }
    : range;
}

/** `x \text{ if } x > 0` and `x, \quad x > 0` without an alignment mark. */
function splitAtWord(r: Reader, range: Range): Range[] {
  for (let i = range.from + 1; i < range.to; i++) {
    const lexeme = r.lexeme(i);
    const mate = r.mate(i);
    if (
      lexeme?.kind === 'word' &&
      lexeme.style === 'text' &&
      /^(?:if|for|when|otherwise|else|where)\b/.test(lexeme.text)
    )
      return [
        { from: range.from, to: i },
        { from: i, to: range.to },
      ];
    if (lexeme?.gap === 'wide' && isCharacter(r.lexeme(i - 1), ','))
      return [
        { from: range.from, to: i - 1 },
        { from: i, to: range.to },
      ];
    if (mate > i && mate < range.to && r.role(i) !== 'integral') i = mate;
  }
  return [range];
}

function conditionNode(r: Reader, range: Range): Node | undefined {
  let { from } = range;
  const { to } = range;
  while (from < to && r.isBlank(from, from + 1)) from++;
  if (from >= to) return undefined;
  const first = r.lexeme(from);
  const alone = to - from === 1;
  if (
    first?.kind === 'word' &&
    /^(?:if|for|when|where|whenever|for all)$/.test(first.text.replace(/[\s,]+$/, '')) &&
    !alone
  )
    from++;
  else if (first?.kind === 'word' && /^(?:otherwise|else)[.,]?$/.test(first.text))
    return { kind: 'word', text: 'otherwise', span: first.span };
  return r.inside(from, to, () => r.statements());
}

/** What stands behind a single left brace: cases or a system of equations, row by row. */
export function readSystem(r: Reader, from: number, to: number): Node {
  const begin = r.lexeme(from);
  const mate = begin?.kind === 'begin' ? r.mate(from) : -1;
  if (begin === undefined || mate !== to - 1) return r.inside(from, to, () => r.statements());
  r.at = from + 1;
  skipOptions(r, begin, mate);
  return r.inside(r.at, mate, () => {
    const node = casesNode(r, r.at, mate);
    r.at = mate;
    return node;
  });
}

const matrices = Object.fromEntries(
  [
    'matrix',
    'pmatrix',
    'bmatrix',
    'Bmatrix',
    'smallmatrix',
    'psmallmatrix',
    'bsmallmatrix',
    'matrix*',
    'pmatrix*',
    'bmatrix*',
    'tabular',
  ].map((name) => [name, matrix]),
);
const displays = Object.fromEntries(
  'align align* aligned alignat alignat* alignedat flalign flalign* gather gather* gathered split multline multline* multlined eqnarray eqnarray* equation equation* displaymath math subequations lgathered dmath dmath* xalignat'
    .split(' ')
    .map((name) => [name, display]),
);

export const environments: Family = {
  name: 'environments',
  operands: { substack: (r) => r.argument() },
  environments: {
    ...matrices,
    ...displays,
    array,
    subarray: display,
    vmatrix: determinant,
    'vmatrix*': determinant,
    Vmatrix: norm,
    cases,
    dcases: cases,
    rcases: cases,
    drcases: cases,
    'cases*': cases,
    'dcases*': cases,
    numcases: cases,
  },
};
