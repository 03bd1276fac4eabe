import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { MarksParams } from '../protocol';

/** Shows the quiet ticks at the ends of lines, in every editor that shows the document. */
export function showMarks(client: LanguageClient, found: vscode.Event<MarksParams>): vscode.Disposable {
  const proved = tick('✓', new vscode.ThemeColor('rederive.provedMark'));
  const tested = tick('≈✓', new vscode.ThemeColor('rederive.testedMark'));
  const latest = new Map<string, MarksParams>();

  const show = (editor: vscode.TextEditor) => {
    const params = latest.get(client.code2ProtocolConverter.asUri(editor.document.uri));
    // A newer version is being checked: its ticks come soon, and the editor moves the old ones along.
    if (params !== undefined && params.version !== editor.document.version) return;
    const ends = (kind: 'proved' | 'tested') =>
      (params?.marks ?? [])
        .filter((mark) => mark.kind === kind && mark.line < editor.document.lineCount)
        .map(
          ({ line }) =>
            new vscode.Range(editor.document.lineAt(line).range.end, editor.document.lineAt(line).range.end),
        );
    editor.setDecorations(proved, ends('proved'));
    editor.setDecorations(tested, ends('tested'));
  };

  return vscode.Disposable.from(
    proved,
    tested,
    found((params) => {
      latest.set(params.uri, params);
      for (const editor of vscode.window.visibleTextEditors) {
        if (client.code2ProtocolConverter.asUri(editor.document.uri) === params.uri) show(editor);
      }
    }),
    vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach(show)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => latest.delete(client.code2ProtocolConverter.asUri(uri))),
  );
}

function tick(contentText: string, color: vscode.ThemeColor): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    after: { contentText, color, margin: '0 0 0 1.5em' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
