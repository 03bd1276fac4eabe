import {
  type CancellationToken,
  type Connection,
  DocumentHighlightKind,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { Analysis } from '../analysis';
import { definition } from '../features/definition';
import { highlights } from '../features/highlights';
import { references } from '../features/references';
import { prepareRename, rename } from '../features/rename';
import { toLocation, toOffset, toRange } from './convert';

/** Answers what a client asks of the symbols of a document, from its newest version. */
export function answerSymbols(
  connection: Connection,
  current: (uri: string, token: CancellationToken) => Promise<Analysis | undefined>,
): void {
  /** The analysis and the offset that a request is about. */
  async function asked(
    { textDocument, position }: TextDocumentPositionParams,
    token: CancellationToken,
  ): Promise<{ readonly analysis: Analysis; readonly offset: number } | undefined> {
    const analysis = await current(textDocument.uri, token);
    return analysis && { analysis, offset: toOffset(analysis.document.lines, position) };
  }

  connection.onDefinition(async (params, token) => {
    const at = await asked(params, token);
    const found = at && definition(at.analysis, at.offset);
    return found ? toLocation(params.textDocument.uri, at.analysis.document, found) : null;
  });

  connection.onReferences(async (params, token) => {
    const at = await asked(params, token);
    if (at === undefined) return [];
    const found = references(at.analysis, at.offset, params.context.includeDeclaration);
    return found.map((span) => toLocation(params.textDocument.uri, at.analysis.document, span));
  });

  connection.onDocumentHighlight(async (params, token) => {
    const at = await asked(params, token);
    if (at === undefined) return [];
    return highlights(at.analysis, at.offset).map(({ span, kind }) => ({
      range: toRange(at.analysis.document.lines, span),
      kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  });

  connection.onPrepareRename(async (params, token) => {
    const at = await asked(params, token);
    if (at === undefined) return null;
    const target = prepareRename(at.analysis, at.offset);
    if (target.kind === 'refused') throw refusal(target.message);
    return { range: toRange(at.analysis.document.lines, target.span), placeholder: target.name };
  });

  connection.onRenameRequest(async (params, token) => {
    const at = await asked(params, token);
    if (at === undefined) return null;
    const renaming = rename(at.analysis, at.offset, params.newName);
    if (renaming.kind === 'refused') throw refusal(renaming.message);
    const { lines } = at.analysis.document;
    const edits = renaming.edits.map(({ span, text }) => ({ range: toRange(lines, span), newText: text }));
    return { changes: { [params.textDocument.uri]: edits } };
  });
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
