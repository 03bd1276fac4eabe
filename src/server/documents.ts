import type {
  NotebookCell as ProtocolCell,
  NotebookDocument,
  NotebookDocumentChangeEvent,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from 'vscode-languageserver';
import { NotebookCellKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis';
import type { Language } from '../document/document';
import { joinCells, spansOfCells, type NotebookCell } from '../document/notebook';

/** What the editor shows as one text: a file, or a cell of a notebook. */
export interface Sheet {
  readonly uri: string;
  /** Its newest version. */
  readonly text: TextDocument;
  /** Of a notebook: counts all cells, from 0. */
  readonly cell?: number;
  /** Where it begins in the whole document. */
  readonly from: number;
}

/** An open document: its text, what was last found in it, and where the user types. */
export interface OpenDocument {
  readonly uri: string;
  readonly language: Language;
  /** Grows with every change. */
  version: number;
  /** The file itself, or those cells of a notebook that hold text. */
  sheets: readonly Sheet[];
  /** Addresses of the files that its newest check has looked at. */
  uses: ReadonlySet<string>;
  /** What was found, and in which version. */
  found: { readonly version: number; readonly analysis: Analysis } | undefined;
  /** Where the last change ended, until typing has rested or the cursor has left. */
  typing: { readonly offset: number; cursor: number | undefined } | undefined;
}

/** What a check reads of a document; of a notebook, its cells are named. */
export function contentOf({ sheets }: OpenDocument): {
  readonly text: string;
  readonly cells?: readonly NotebookCell[];
} {
  const [first] = sheets;
  if (sheets.length === 1 && first?.cell === undefined) return { text: first?.text.getText() ?? '' };
  return joinCells(sheets.map(({ text, cell }) => ({ index: cell ?? 0, text: text.getText() })));
}

/** The offset in the whole document of a place in one of its sheets. */
export function offsetIn(sheets: readonly Sheet[], uri: string, place: { line: number; character: number }): number {
  const sheet = sheets.find((each) => each.uri === uri);
  return sheet === undefined ? 0 : sheet.from + sheet.text.offsetAt(place);
}

/** The documents that are open in the editor, kept up to date change by change. A notebook is found by the addresses of its cells, too. */
export class Documents {
  private readonly open = new Map<string, OpenDocument>();
  private readonly notebooks = new Map<string, Notebook>();
  private readonly homes = new Map<string, OpenDocument>();

  get(uri: string): OpenDocument | undefined {
    return this.open.get(uri) ?? this.homes.get(uri);
  }

  all(): IterableIterator<OpenDocument> {
    return this.open.values();
  }

  add({ uri, languageId, version, text }: TextDocumentItem): OpenDocument {
    const language = /tex/i.test(languageId) ? 'latex' : 'markdown';
    return this.start(uri, language, [{ uri, text: TextDocument.create(uri, languageId, version, text), from: 0 }]);
  }

  addNotebook({ uri, cells }: NotebookDocument, texts: readonly TextDocumentItem[]): OpenDocument {
    const notebook = new Notebook(cells, texts);
    this.notebooks.set(uri, notebook);
    const document = this.start(uri, 'markdown', notebook.sheets());
    for (const sheet of document.sheets) this.homes.set(sheet.uri, document);
    return document;
  }

  /** Takes changes in, in their order; the place where the last one ends is where the user types. */
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): OpenDocument | undefined {
    const document = this.open.get(uri);
    const sheet = document?.sheets[0];
    if (document === undefined || sheet === undefined) return undefined;
    document.version++;
    document.sheets = [{ ...sheet, text: TextDocument.update(sheet.text, changes, version) }];
    document.typing = typingAfter(document.sheets, uri, changes);
    return document;
  }

  /** Takes the changes of a notebook in; answers its document and the cells that hold text no longer. */
  changeNotebook(
    uri: string,
    { cells: change }: NotebookDocumentChangeEvent,
  ): { readonly document: OpenDocument; readonly gone: readonly Sheet[] } | undefined {
    const document = this.open.get(uri);
    const notebook = this.notebooks.get(uri);
    if (document === undefined || notebook === undefined || change === undefined) return undefined;
    const before = document.sheets;
    const { structure, data, textContent } = change;
    if (structure) notebook.rearrange(structure);
    for (const cell of data ?? []) notebook.retype(cell);
    for (const { document: cell, changes } of textContent ?? []) notebook.change(cell.uri, cell.version, changes);
    document.version++;
    document.sheets = notebook.sheets();
    const last = textContent?.at(-1);
    document.typing = last && typingAfter(document.sheets, last.document.uri, last.changes);
    const gone = before.filter((sheet) => !document.sheets.some((other) => other.uri === sheet.uri));
    for (const sheet of gone) this.homes.delete(sheet.uri);
    for (const sheet of document.sheets) this.homes.set(sheet.uri, document);
    return { document, gone };
  }

  /** Answers the sheets that the document had. */
  remove(uri: string): readonly Sheet[] {
    const sheets = this.open.get(uri)?.sheets ?? [];
    for (const sheet of sheets) this.homes.delete(sheet.uri);
    this.open.delete(uri);
    this.notebooks.delete(uri);
    return sheets;
  }

  private start(uri: string, language: Language, sheets: readonly Sheet[]): OpenDocument {
    const document: OpenDocument = {
      uri,
      language,
      version: 1,
      sheets,
      uses: new Set(),
      found: undefined,
      typing: undefined,
    };
    this.open.set(uri, document);
    return document;
  }
}

/** The cells of an open notebook, with the texts of all of them. */
class Notebook {
  private readonly cells: ProtocolCell[];
  private readonly texts = new Map<string, TextDocument>();

  constructor(cells: readonly ProtocolCell[], texts: readonly TextDocumentItem[]) {
    this.cells = [...cells];
    texts.forEach((text) => this.read(text));
  }

  rearrange({
    array: { start, deleteCount, cells },
    didOpen,
    didClose,
  }: NonNullable<NonNullable<NotebookDocumentChangeEvent['cells']>['structure']>): void {
    this.cells.splice(start, deleteCount, ...(cells ?? []));
    for (const { uri } of didClose ?? []) this.texts.delete(uri);
    didOpen?.forEach((text) => this.read(text));
  }

  retype(cell: ProtocolCell): void {
    const at = this.cells.findIndex(({ document }) => document === cell.document);
    if (at >= 0) this.cells[at] = cell;
  }

  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): void {
    const text = this.texts.get(uri);
    if (text !== undefined) this.texts.set(uri, TextDocument.update(text, changes, version));
  }

  /** The cells that hold text, in their order. */
  sheets(): readonly Sheet[] {
    const held = this.cells.flatMap(({ kind, document: uri }, cell) => {
      const text = this.texts.get(uri);
      return kind === NotebookCellKind.Markup && text !== undefined ? [{ uri, text, cell }] : [];
    });
    const spans = spansOfCells(held.map(({ text }) => text.getText().length));
    return held.map((sheet, k) => ({ ...sheet, from: spans[k]?.from ?? 0 }));
  }

  private read({ uri, languageId, version, text }: TextDocumentItem): void {
    this.texts.set(uri, TextDocument.create(uri, languageId, version, text));
  }
}

function typingAfter(
  sheets: readonly Sheet[],
  uri: string,
  changes: readonly TextDocumentContentChangeEvent[],
): OpenDocument['typing'] {
  const last = changes[changes.length - 1];
  if (last === undefined || !('range' in last)) return undefined;
  return { offset: offsetIn(sheets, uri, last.range.start) + last.text.length, cursor: undefined };
}
