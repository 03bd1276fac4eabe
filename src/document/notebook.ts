import type { Span } from '../text/span';

/** A cell of a notebook whose text is part of the document. */
export interface NotebookCell {
  /** Counts all cells of the notebook, from 0. */
  readonly index: number;
  /** Where its text stands in the document. */
  readonly span: Span;
}

export type NotebookText =
  | { readonly kind: 'notebook'; readonly text: string; readonly cells: readonly NotebookCell[] }
  | { readonly kind: 'broken'; readonly message: string };

/**
 * The text cells of a Jupyter notebook (`.ipynb`, nbformat 3 and 4) as one document, in order with blank lines between them; code and raw cells
 * are left out.
 */
export function readNotebook(source: string): NotebookText {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    return broken(`it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const cells = cellsOf(json);
  if (cells === undefined) return broken('it has no list of cells');
  const texts: { readonly index: number; readonly text: string }[] = [];
  for (const [index, cell] of cells.entries()) {
    if (!isObject(cell) || typeof cell.cell_type !== 'string') return broken(`its cell ${index + 1} has no type`);
    if (cell.cell_type !== 'markdown') continue;
    const said = textOf(cell.source);
    if (said === undefined) return broken(`its cell ${index + 1} has no text`);
    texts.push({ index, text: said.replace(/\r\n?/g, '\n') });
  }
  return { kind: 'notebook', ...joinCells(texts) };
}

/** The texts of cells as one, in order with blank lines between them. */
export function joinCells(texts: readonly { readonly index: number; readonly text: string }[]): {
  readonly text: string;
  readonly cells: readonly NotebookCell[];
} {
  const spans = spansOfCells(texts.map(({ text }) => text.length));
  const cells = texts.flatMap(({ index }, k) => {
    const span = spans[k];
    return span ? [{ index, span }] : [];
  });
  return { text: texts.map(({ text }) => text).join(between), cells };
}

/** Where cells of these lengths stand when they are one text. */
export function spansOfCells(lengths: readonly number[]): readonly Span[] {
  let from = 0;
  return lengths.map((length) => {
    const span = { from, to: from + length };
    from = span.to + between.length;
    return span;
  });
}

const between = '\n\n';

function cellsOf(json: unknown): readonly unknown[] | undefined {
  if (!isObject(json)) return undefined;
  if (Array.isArray(json.cells)) return json.cells;
  if (!Array.isArray(json.worksheets)) return undefined;
  return json.worksheets.flatMap((sheet: unknown) => cellsOf(sheet) ?? []);
}

/** A text, or a list of its lines, each with its end. */
function textOf(source: unknown): string | undefined {
  if (typeof source === 'string') return source;
  return Array.isArray(source) && source.every((line) => typeof line === 'string') ? source.join('') : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function broken(what: string): NotebookText {
  return { kind: 'broken', message: `is no notebook that can be read: ${what}.` };
}
