import {
  type CancellationToken,
  type Connection,
  DocumentHighlightKind,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentPositionParams,
  type TextEdit,
} from 'vscode-languageserver';
import { definition } from '../features/definition';
import { highlights } from '../features/highlights';
import { references } from '../features/references';
import { prepareRename, rename } from '../features/rename';
import type { View } from './view';

/** Answers what a client asks of the symbols of a document, from its newest version. */
export function answerSymbols(
  connection: Connection,
  current: (uri: string, token: CancellationToken) => Promise<View | undefined>,
): void {
  /** The document and the offset that a request is about. */
  async function asked(
    { textDocument, position }: TextDocumentPositionParams,
    token: CancellationToken,
  ): Promise<{ readonly view: View; readonly offset: number } | undefined> {
    const view = await current(textDocument.uri, token);
    return view && { view, offset: view.offset(textDocument.uri, position) };
  }

  connection.onDefinition(async (params, token) => {
    const at = await asked(params, token);
    const found = at && definition(at.view.analysis, at.offset);
    return found ? at.view.location(found) : null;
  });

  connection.onReferences(async (params, token) => {
    const at = await asked(params, token);
    if (at === undefined) return [];
    const found = references(at.view.analysis, at.offset, params.context.includeDeclaration);
    return found.map((span) => at.view.location(span));
  });

  connection.onDocumentHighlight(async (params, token) => {
    const at = await asked(params, token);
    if (at === undefined) return [];
    const here = highlights(at.view.analysis, at.offset).filter(
      ({ span }) => at.view.sheet(span) === params.textDocument.uri,
    );
    return here.map(({ span, kind }) => ({
      range: at.view.range(span),
      kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  });

  connection.onPrepareRename(async (params, token) => {
    const at = await asked(params, token);
    if (at === undefined) return null;
    const target = prepareRename(at.view.analysis, at.offset);
    if (target.kind === 'refused') throw refusal(target.message);
    return { range: at.view.range(target.span), placeholder: target.name };
  });

  connection.onRenameRequest(async (params, token) => {
    const at = await asked(params, token);
    if (at === undefined) return null;
    const renaming = rename(at.view.analysis, at.offset, params.newName);
    if (renaming.kind === 'refused') throw refusal(renaming.message);
    const changes: Record<string, TextEdit[]> = {};
    for (const { span, text } of renaming.edits)
      (changes[at.view.sheet(span)] ??= []).push({ range: at.view.range(span), newText: text });
    return { changes };
  });
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
