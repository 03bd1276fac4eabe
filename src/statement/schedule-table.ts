import type { Block, SourceDocument } from '../document/document';
import type { Span } from '../text/span';
import type { Subject } from './schedule-claim';
import { tokensOfBlock, type ScheduleToken } from './schedule-tokens';
import { layersAt, operationAt, wholeAt, type Counted } from './schedule-words';

/** A table of the document: its cells stand in blocks of their own. */
export interface Table {
  /** Indices of its first block and behind its last. */
  readonly from: number;
  readonly end: number;
  readonly rows: readonly (readonly Cell[])[];
}
interface Cell {
  readonly column: number;
  readonly tokens: readonly ScheduleToken[];
  readonly span: Span;
}

/** The table whose first cell is a block, or undefined: two cells or more on a line, separated by `|` or `&` alone. */
export function tableAt(document: SourceDocument, first: number): Table | undefined {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let column = 0;
  let index = first;
  for (
    let block = document.blocks[index];
    block?.kind === 'paragraph' && !block.item;
    block = document.blocks[++index]
  ) {
    const before = document.blocks[index - 1];
    if (index === first) column = columnAtLineStart(document, block);
    else {
      const gap = document.text.slice(before?.span.to ?? 0, block.span.from);
      const separators = gap.length > 400 ? undefined : separatorsIn(gap);
      if (separators === undefined) break;
      if (separators.newRow) {
        rows.push(row);
        row = [];
        column = separators.columns;
      } else column += separators.columns;
    }
    row.push({ column, tokens: tokensOfBlock(block, document), span: block.span });
  }
  rows.push(row);
  return rows.length >= 2 && (rows[0]?.length ?? 0) >= 2 ? { from: first, end: index, rows } : undefined;
}

/** What stands between two cells: `|` or `&` between those of one row, a line break or `\\` between rows. */
function separatorsIn(gap: string): { readonly columns: number; readonly newRow: boolean } | undefined {
  // What dresses the words of a cell: `**`, `\texttt{`.
  const bare = gap.replace(/[*_`$]|\\(?:text[a-z]*|emph|bfseries|ttfamily|mathrm)\b\{?/g, '');
  if (/^[\s}]*[&|][\s&|}]*$/.test(bare) && !/\n/.test(bare))
    return { columns: bare.replace(/[^&|]/g, '').length, newRow: false };
  const pipes = /^[^\S\n]*\|?[^\S\n]*\r?\n(?:[ \t]*\|?[ \t:|-]*-[ \t:|-]*\r?\n)?([ \t|]*)$/.exec(bare);
  if (pipes && /\|/.test(bare))
    return { columns: Math.max(0, (pipes[1] ?? '').replace(/[^|]/g, '').length - 1), newRow: true };
  const lines =
    /^[\s&}]*\\\\(?:\[[^\]]*\])?(?:\s|\\(?:hline|midrule|toprule|bottomrule|cline\{[^}]*\}|cmidrule(?:\([^)]*\))?\{[^}]*\}))*([\s&]*)$/.exec(
      bare,
    );
  return lines ? { columns: (lines[1] ?? '').replace(/[^&]/g, '').length, newRow: true } : undefined;
}

function columnAtLineStart(document: SourceDocument, block: Block): number {
  const { column } = document.lines.position(block.span.from);
  const lead = document.text.slice(block.span.from - column, block.span.from);
  return Math.max(0, lead.replace(/[^|&]/g, '').length - (lead.includes('|') ? 1 : 0));
}

/** A number of a table with what it counts and for what. */
export interface TableCount {
  readonly counted: Counted;
  readonly of: Subject;
  readonly value: number;
  /** False for the total of a table that leaves layers out: it may be theirs or that of the pass. */
  readonly sure: boolean;
  readonly tokens: readonly ScheduleToken[];
  readonly row: Span;
}

/** The counts of a table with operations over its columns and layers before its rows, or the other way round, for a network of so many layers. */
export function countsInTable(table: Table, layers: number): readonly TableCount[] {
  const counts = countsIn(table);
  const listed = new Set(counts.flatMap(({ of }) => (of.kind === 'layers' ? of.layers : [])));
  const whole = listed.size === 0 || listed.size >= layers;
  return whole ? counts : counts.map((count) => (count.of.kind === 'total' ? { ...count, sure: false } : count));
}

function countsIn(table: Table): readonly TableCount[] {
  const [header = [], ...rest] = table.rows;
  const counts: TableCount[] = [];
  const take = (counted: Counted | undefined, of: Subject | undefined, cell: Cell, row: readonly Cell[]): void => {
    const value = valueOf(cell.tokens);
    const [first, last] = [row[0], row[row.length - 1]];
    if (counted !== undefined && of !== undefined && value !== undefined && first && last) {
      const disk = of.kind === 'total' && of.disk;
      if (counted === 'loaddisk' && !disk && value === 0) return;
      counts.push({
        counted,
        of,
        value,
        sure: true,
        tokens: cell.tokens.slice(0, 1),
        row: { from: first.span.from, to: last.span.to },
      });
    }
  };
  const operations = new Map(
    header.slice(1).flatMap((cell) => {
      const counted = operationOf(cell.tokens);
      return counted === undefined ? [] : [[cell.column, counted] as const];
    }),
  );
  if (operations.size > 0) {
    for (const row of rest)
      for (const cell of row.slice(1)) take(operations.get(cell.column), row[0] && subjectOf(row[0].tokens), cell, row);
    return counts;
  }
  const subjects = new Map(header.slice(1).map((cell) => [cell.column, subjectOf(cell.tokens)] as const));
  if (!/^layers?$/.test(header[0]?.tokens[0]?.text ?? '')) return counts;
  for (const row of rest)
    for (const cell of row.slice(1)) take(row[0] && operationOf(row[0].tokens), subjects.get(cell.column), cell, row);
  return counts;
}

/** "fwd", "# of `loadmem` operations", "number of fwd". */
function operationOf(tokens: readonly ScheduleToken[]): Counted | undefined {
  let k = 0;
  while (k < 4 && /^(?:#|number|of|total|no|\.|the|extra|count)$/.test(tokens[k]?.text ?? '')) k++;
  const operation = operationAt(tokens, k);
  if (!operation) return /^(?:loads?)$/.test(tokens[k]?.text ?? '') && k + 1 === tokens.length ? 'loadmem' : undefined;
  return tokens.slice(operation.end).some((t) => /^(?:ns|us|ms|time|cumulative)$/.test(t.text))
    ? undefined
    : operation.counted;
}

function subjectOf(tokens: readonly ScheduleToken[]): Subject | undefined {
  const text = tokens.map((t) => t.text).join(' ');
  if (/\bdisk\b/.test(text)) return { kind: 'total', disk: true };
  if (/^(?:total|totals|sum|tensor remat\w*|remat\w*)\b/.test(text)) return { kind: 'total', disk: false };
  const alone = wholeAt(tokens, 0);
  if (alone !== undefined && tokens.length === 1) return { kind: 'layers', layers: [alone], each: false };
  const named = layersAt(tokens, 0);
  return named && named.end === tokens.length ? { kind: 'layers', layers: named.layers, each: false } : undefined;
}

/** "4", "4 (layers 6–9)", "none". */
function valueOf(tokens: readonly ScheduleToken[]): number | undefined {
  const value = wholeAt(tokens, 0);
  const next = tokens[1];
  if (value !== undefined) return next === undefined || next.text === '(' || operationAt(tokens, 1) ? value : undefined;
  return tokens.length === 1 && /^(?:none|no)$/.test(tokens[0]?.text ?? '') ? 0 : undefined;
}
