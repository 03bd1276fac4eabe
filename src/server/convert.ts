import {
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import type { Finding } from '../features/diagnostics';
import type { OutlineEntry } from '../features/outline';
import type { LineIndex } from '../text/lines';
import type { Span } from '../text/span';

/** From what the features say to what the protocol says. */

export function toRange(lines: LineIndex, span: Span): Range {
  const start = lines.position(span.from);
  const end = lines.position(span.to);
  return { start: { line: start.line, character: start.column }, end: { line: end.line, character: end.column } };
}

const severities: Readonly<Record<Finding['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic(range: Range, { severity, code, message }: Finding): Diagnostic {
  return { range, severity: severities[severity], code, source: 'Rederive', message };
}

export function toSymbol(place: (span: Span) => Range, { name, detail, span, children }: OutlineEntry): DocumentSymbol {
  const range = place(span);
  return {
    name,
    detail,
    kind: SymbolKind.String,
    range,
    selectionRange: { start: range.start, end: range.start },
    children: children.map((child) => toSymbol(place, child)),
  };
}
