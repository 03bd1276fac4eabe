import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  LSPErrorCodes,
  ProgressType,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { Analysis, AnalysisInput, AnalysisProgress, Analyzing } from '../analysis';
import { codeActions } from '../features/codeActions';
import { diagnostics } from '../features/diagnostics';
import { quietSpan, type Typing } from '../features/formula';
import { themedPlot } from './plot';
import { hover, type Typeset } from '../features/hover';
import { marks } from '../features/marks';
import { outline } from '../features/outline';
import { documentStatus } from '../features/status';
import { verify } from '../features/verify';
import type { Files } from '../document/files';
import { type Span, touches } from '../text/span';
import * as protocol from '../protocol';
import { toDiagnostic, toSymbol } from './convert';
import { contentOf, Documents, offsetIn, type OpenDocument, type Sheet } from './documents';
import { LatestWins, type Pace } from './queue';
import { answerSchedules, scheduleAction, scheduleLink, setupsOf } from './schedules';
import { answerSymbols } from './symbols';
import { defaultSettings, readSettings, type Settings } from './settings';
import { defaultTheme } from './typeset';
import { View } from './view';

/** What a server is made of; the entry for Node and the tests each bring their own. */
export interface Parts {
  readonly analyzing: (input: AnalysisInput) => Analyzing;
  /** The files around a document; left out where there is no disk. */
  readonly files?: (uri: string, around: Around) => Files | undefined;
  /** Makes the typesetter of hovers for a look of the editor; called on first use and when the look changes. */
  readonly typesetter: (theme: protocol.ThemeParams) => Typeset;
  readonly pace: Pace;
  /** Calls back once after some milliseconds; the answer takes that back. */
  readonly later: (milliseconds: number, run: () => void) => () => void;
}

/** What the server knows of the files around a document. */
export interface Around {
  /** Addresses of the folders of the workspace. */
  readonly folders: readonly string[];
  /** The text of a document that is open. */
  readonly open: (uri: string) => string | undefined;
  /** Must be called with the address of every file that is looked at, also where none is. */
  readonly asked: (uri: string) => void;
}

const progressType = new ProgressType<protocol.VerifyProgress>();

/** Answers one client over a connection, until it closes. */
export function serve(connection: Connection, parts: Parts): void {
  const documents = new Documents();
  const queue = new LatestWins<Analysis, AnalysisProgress>(parts.pace);
  const pauses = new Map<string, () => void>();
  let settings: Settings = defaultSettings;
  let pullsSettings = false;
  let showsSchedules = false;
  let theme = defaultTheme;
  let typeset: Typeset | undefined;
  let folders: readonly string[] = [];
  let watchesFiles = false;

  connection.onInitialize(({ capabilities, initializationOptions, workspaceFolders }) => {
    folders = workspaceFolders?.map(({ uri }) => uri) ?? [];
    watchesFiles = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    settings = readSettings(initializationOptions);
    pullsSettings = capabilities.workspace?.configuration === true;
    showsSchedules = (initializationOptions as protocol.ClientOptions | null | undefined)?.showsSchedules === true;
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        // All cells are sent, so that they are counted as the editor counts them.
        notebookDocumentSync: { notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' } }] },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        documentSymbolProvider: { label: 'Rederive' },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        ...(showsSchedules ? { codeLensProvider: {} } : {}),
      },
      serverInfo: { name: 'Rederive' },
    };
  });
  connection.onInitialized(() => {
    void pullSettings();
    if (!watchesFiles || parts.files === undefined) return;
    const watchers = [
      { globPattern: '**/*.{tex,ltx,sty,md,markdown,qmd,Rmd,txt}' },
      { globPattern: '**/rederive.yaml' },
    ];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => changes.forEach(({ uri }) => recheckUsers(uri)));
  connection.onDidChangeConfiguration(({ settings: sent }: { settings: unknown }) => {
    if (pullsSettings) void pullSettings();
    else takeSettings((sent as { rederive?: unknown } | null)?.rederive);
  });

  async function pullSettings(): Promise<void> {
    if (pullsSettings) takeSettings(await connection.workspace.getConfiguration('rederive'));
  }

  function takeSettings(sent: unknown): void {
    settings = readSettings(sent);
    for (const document of documents.all()) {
      if (!settings.enable) {
        queue.drop(document.uri);
        clear(document.sheets);
      } else if (upToDate(document) === undefined) void check(document);
      else publish(document);
    }
  }

  connection.onDidOpenTextDocument(({ textDocument }) => opened(documents.add(textDocument)));

  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const document = documents.change(textDocument.uri, textDocument.version, contentChanges);
    if (document !== undefined) changed(document);
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => closed(uri));

  const notebooks = connection.notebooks.synchronization;

  notebooks.onDidOpenNotebookDocument(({ notebookDocument, cellTextDocuments }) =>
    opened(documents.addNotebook(notebookDocument, cellTextDocuments)),
  );

  notebooks.onDidChangeNotebookDocument(({ notebookDocument: { uri }, change }) => {
    const done = documents.changeNotebook(uri, change);
    if (done === undefined) return;
    clear(done.gone);
    changed(done.document);
  });

  notebooks.onDidCloseNotebookDocument(({ notebookDocument: { uri } }) => closed(uri));

  function opened(document: OpenDocument): void {
    if (settings.enable) void check(document);
    recheckUsers(document.uri);
  }

  function changed(document: OpenDocument): void {
    if (!settings.enable) return;
    void check(document);
    recheckUsers(document.uri);
    if (document.typing !== undefined) restFrom(document);
  }

  function closed(uri: string): void {
    queue.drop(uri);
    pauses.get(uri)?.();
    pauses.delete(uri);
    for (const sheet of documents.remove(uri)) void connection.sendDiagnostics({ uri: sheet.uri, diagnostics: [] });
    recheckUsers(uri);
  }

  /** Checks the documents again that have looked at a file. */
  function recheckUsers(uri: string): void {
    if (!settings.enable) return;
    for (const document of documents.all()) {
      if (document.uri === uri || !document.uses.has(uri)) continue;
      document.found = undefined;
      void check(document);
    }
  }

  /** Judges the formula under the cursor when typing has rested. */
  function restFrom(document: OpenDocument): void {
    pauses.get(document.uri)?.();
    pauses.set(
      document.uri,
      parts.later(settings.typingPause, () => endTyping(document)),
    );
  }

  function endTyping(document: OpenDocument): void {
    pauses.get(document.uri)?.();
    pauses.delete(document.uri);
    document.typing = undefined;
    if (settings.enable && upToDate(document) !== undefined) publish(document);
  }

  connection.onNotification(protocol.cursorMoved, ({ uri, position }: protocol.CursorParams) => {
    const document = documents.get(uri);
    if (document?.typing === undefined) return;
    document.typing.cursor = offsetIn(document.sheets, uri, position);
    const analysis = upToDate(document);
    if (analysis !== undefined && typingIn(document, analysis) === undefined) endTyping(document);
  });

  connection.onNotification(protocol.themeChanged, (changed: protocol.ThemeParams) => {
    theme = changed;
    typeset = undefined;
  });

  /** Where the user types, unless the cursor has left the formula there. */
  function typingIn({ typing }: OpenDocument, analysis: Analysis): Typing | undefined {
    if (typing?.cursor === undefined) return typing;
    const quiet = quietSpan(analysis, typing);
    return quiet !== undefined && touches(quiet, typing.cursor) ? typing : undefined;
  }

  /** Analyses the newest version; answers undefined if a still newer one came. */
  async function check(document: OpenDocument): Promise<Analysis | undefined> {
    const { version } = document;
    const uses = new Set<string>();
    const files = parts.files?.(document.uri, {
      folders,
      open: (uri) =>
        documents
          .get(uri)
          ?.sheets.find((sheet) => sheet.uri === uri)
          ?.text.getText(),
      asked: (uri) => uses.add(uri),
    });
    const input = { ...contentOf(document), language: document.language, ...(files ? { files } : {}) };
    document.uses = uses;
    const outcome = await queue.submit(document.uri, () => parts.analyzing(input));
    switch (outcome.kind) {
      case 'done':
        if (documents.get(document.uri) !== document || document.version !== version) return undefined;
        document.found = { version, analysis: outcome.value };
        if (settings.enable) publish(document);
        return outcome.value;
      case 'failed':
        connection.console.error(`Rederive could not check ${document.uri}: ${describe(outcome.error)}`);
        return undefined;
      case 'dropped':
        return undefined;
    }
  }

  /** What was found in the newest version, if that is known already. */
  function upToDate({ found, version }: OpenDocument): Analysis | undefined {
    return found !== undefined && found.version === version ? found.analysis : undefined;
  }

  /** What is found in the newest version of a document, waiting for it where needed; `uri` may be that of a cell. */
  async function current(uri: string, token: CancellationToken): Promise<View | undefined> {
    for (;;) {
      const document = documents.get(uri);
      if (document === undefined || token.isCancellationRequested) return undefined;
      const known = upToDate(document);
      if (known !== undefined) return new View(known, document.uri, document.sheets);
      const waiting = queue.waiting(document.uri);
      if (waiting === undefined) return undefined;
      await Promise.race([waiting, cancelled(token)]);
    }
  }

  function publish(document: OpenDocument): void {
    const analysis = upToDate(document);
    if (analysis === undefined) return;
    const view = new View(analysis, document.uri, document.sheets);
    const typing = typingIn(document, analysis);
    const findings = grouped(diagnostics(analysis, { showUnknown: settings.showUnknown, typing }), (finding) =>
      view.sheet(finding.span),
    );
    const ticks = settings.marks ? marks(analysis, typing) : [];
    const setups = grouped(setupsOf(view), ({ source }) => source?.uri ?? document.uri);
    const status = documentStatus(analysis);
    for (const { uri, text, cell } of document.sheets) {
      const { version } = text;
      void connection.sendDiagnostics({
        uri,
        version,
        diagnostics: (findings.get(uri) ?? []).map((finding) => toDiagnostic(view.range(finding.span), finding)),
      });
      const here = ticks.filter((tick) => tick.cell === cell).map(({ line, kind }) => ({ line, kind }));
      sendMarks({ uri, version, marks: here, status });
      sendSchedules({ uri, version, setups: setups.get(uri) ?? [] });
    }
  }

  function clear(sheets: readonly Sheet[]): void {
    for (const { uri, text } of sheets) {
      const { version } = text;
      void connection.sendDiagnostics({ uri, version, diagnostics: [] });
      sendMarks({ uri, version, marks: [], status: { text: '', tooltip: '' } });
      sendSchedules({ uri, version, setups: [] });
    }
  }

  function sendMarks(params: protocol.MarksParams): void {
    void connection.sendNotification(protocol.marksChanged, params);
  }

  function sendSchedules(params: protocol.SchedulesParams): void {
    if (showsSchedules) void connection.sendNotification(protocol.schedulesChanged, params);
  }

  connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    const view = await current(uri, token);
    if (view === undefined) return null;
    typeset ??= parts.typesetter(theme);
    const offset = view.offset(uri, position);
    const found = hover(view.analysis, offset, typeset, themedPlot(theme));
    if (found === undefined) return null;
    const link = showsSchedules ? scheduleLink(view, offset) : '';
    return { range: view.range(found.span), contents: { kind: 'markdown', value: found.markdown + link } };
  });

  connection.onCodeAction(async ({ textDocument: { uri }, range, context }, token) => {
    const view = await current(uri, token);
    if (view === undefined) return [];
    const asked = { from: view.offset(uri, range.start), to: view.offset(uri, range.end) };
    const diagnosed = (claim: Span) =>
      context.diagnostics.filter((diagnostic) => sameRange(diagnostic, view.range(claim)));
    const fixes = codeActions(view.analysis, asked).map(({ title, claim, edit }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      isPreferred: true,
      diagnostics: diagnosed(claim),
      edit: { changes: { [view.sheet(edit.span)]: [{ range: view.range(edit.span), newText: edit.text }] } },
    }));
    const shown = showsSchedules ? scheduleAction(view, asked) : undefined;
    if (shown === undefined) return fixes;
    const action = { ...shown.action, kind: CodeActionKind.QuickFix, diagnostics: diagnosed(shown.claim) };
    return [...fixes, action];
  });

  connection.onDocumentSymbol(async ({ textDocument: { uri } }, token) => {
    const view = await current(uri, token);
    if (view === undefined) return [];
    const here = outline(view.analysis).filter((entry) => view.sheet(entry.span) === uri);
    return here.map((entry) => toSymbol((span) => view.range(span), entry));
  });

  answerSymbols(connection, current);
  answerSchedules(connection, current);

  connection.onRequest(
    protocol.verifyProblem,
    async ({ textDocument: { uri }, position, workDoneToken }: protocol.VerifyParams, token: CancellationToken) => {
      const document = documents.get(uri);
      if (document === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, 'This document is not open.');
      if (upToDate(document) === undefined && queue.waiting(document.uri) === undefined) void check(document);
      let told = -1;
      const unfollow = queue.follow(document.uri, (progress) => {
        const percent = Math.floor((100 * progress.done) / Math.max(1, progress.total));
        if (workDoneToken === undefined || percent === told) return;
        told = percent;
        void connection.sendProgress(progressType, workDoneToken, progress);
      });
      const view = await current(uri, token);
      unfollow();
      if (token.isCancellationRequested) {
        // Nobody else waits for what only this request has started.
        if (!settings.enable) queue.drop(document.uri);
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
      }
      if (view === undefined)
        throw new ResponseError(LSPErrorCodes.RequestFailed, 'This document could not be checked.');
      // Whoever asks wants to know, also about the formula under the cursor.
      endTyping(document);
      const { title, counts, sentence, firstRefuted } = verify(view.analysis, view.offset(uri, position));
      const result: protocol.VerifyResult = { title, counts, sentence };
      return firstRefuted === undefined ? result : { ...result, firstRefuted: view.location(firstRefuted) };
    },
  );
}

function grouped<T>(items: readonly T[], by: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group === undefined) groups.set(by(item), [item]);
    else group.push(item);
  }
  return groups;
}

function cancelled(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) resolve();
    else token.onCancellationRequested(() => resolve());
  });
}

function sameRange(diagnostic: Diagnostic, range: Diagnostic['range']): boolean {
  const { start, end } = diagnostic.range;
  return (
    start.line === range.start.line &&
    start.character === range.start.character &&
    end.line === range.end.line &&
    end.character === range.end.character
  );
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
