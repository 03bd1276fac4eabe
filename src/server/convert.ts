import {
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Location,
  type Position,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import type { Finding } from '../features/diagnostics';
import type { OutlineEntry } from '../features/outline';
import type { SourceDocument } from '../document/document';
import { placed } from '../document/parts';
import type { LineIndex } from '../text/lines';
import type { Span } from '../text/span';

/** From what the features say to what the protocol says. */

export function toRange(lines: LineIndex, span: Span): Range {
  const start = lines.position(span.from);
  const end = lines.position(span.to);
  return { start: { line: start.line, character: start.column }, end: { line: end.line, character: end.column } };
}

/** Where a span of a document stands: in itself, or in a file that it takes in. */
export function toLocation(uri: string, document: SourceDocument, span: Span): Location {
  const { part, span: local } = placed(document, span);
  return part === undefined
    ? { uri, range: toRange(document.lines, local) }
    : { uri: part.id, range: toRange(part.lines, local) };
}

export function toOffset(lines: LineIndex, { line, character }: Position): number {
  return lines.offset({ line, column: character });
}

const severities: Readonly<Record<Finding['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic(lines: LineIndex, { span, severity, code, message }: Finding): Diagnostic {
  return { range: toRange(lines, span), severity: severities[severity], code, source: 'Rederive', message };
}

export function toSymbol(lines: LineIndex, { name, detail, span, children }: OutlineEntry): DocumentSymbol {
  const range = toRange(lines, span);
  return {
    name,
    detail,
    kind: SymbolKind.String,
    range,
    selectionRange: { start: range.start, end: range.start },
    children: children.map((child) => toSymbol(lines, child)),
  };
}
