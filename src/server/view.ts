import type { Location, Range } from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import { cellAt, ownSpan, placed } from '../document/parts';
import type { Span } from '../text/span';
import { toRange } from './convert';
import { offsetIn, type Sheet } from './documents';

/** What was found in a document, at the places where the editor shows it: of a notebook, each cell has an address and lines of its own. */
export class View {
  constructor(
    readonly analysis: Analysis,
    readonly uri: string,
    private readonly sheets: readonly Sheet[],
  ) {}

  /** The offset of a place in the sheet with this address. */
  offset(uri: string, place: { line: number; character: number }): number {
    return offsetIn(this.sheets, uri, place);
  }

  /** The lines and columns of a span, in its sheet. */
  range(span: Span): Range {
    return toRange(this.analysis.document.lines, span);
  }

  /** Where a span stands: in a sheet of the document, or in a file that it takes in. */
  location(span: Span): Location {
    const { part, span: local } = placed(this.analysis.document, span);
    if (part !== undefined) return { uri: part.id, range: toRange(part.lines, local) };
    return { uri: this.sheetAt(local.from), range: this.range(local) };
  }

  /** The address of the sheet that a span stands in; of what stands in a file, that of the sheet which takes it in. */
  sheet(span: Span): string {
    return this.sheetAt(ownSpan(this.analysis.document, span).from);
  }

  private sheetAt(offset: number): string {
    const cell = cellAt(this.analysis.document, offset)?.index;
    return this.sheets.find((sheet) => sheet.cell === cell)?.uri ?? this.uri;
  }
}
