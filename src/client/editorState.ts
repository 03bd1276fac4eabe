import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type CursorParams, cursorMoved, themeChanged, type ThemeKind, type ThemeParams } from '../protocol';
import { isChecked } from './languages';

/** Tells the server how the editor looks and where the cursor is, now and whenever that changes. */
export function followEditor(client: LanguageClient): vscode.Disposable {
  const sendTheme = () => void client.sendNotification(themeChanged, currentTheme());
  const sendCursor = ({ textEditor, selections }: vscode.TextEditorSelectionChangeEvent) => {
    const cursor = selections[0]?.active;
    if (cursor === undefined || !isChecked(textEditor.document)) return;
    const params: CursorParams = {
      uri: client.code2ProtocolConverter.asUri(textEditor.document.uri),
      position: { line: cursor.line, character: cursor.character },
    };
    void client.sendNotification(cursorMoved, params);
  };
  sendTheme();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveColorTheme(sendTheme),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('editor.fontSize')) sendTheme();
    }),
    vscode.window.onDidChangeTextEditorSelection(sendCursor),
  );
}

function currentTheme(): ThemeParams {
  const fontSize = vscode.workspace.getConfiguration('editor').get<number>('fontSize', 14);
  return { kind: themeKind(vscode.window.activeColorTheme.kind), fontSize };
}

function themeKind(kind: vscode.ColorThemeKind): ThemeKind {
  switch (kind) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.Dark:
      return 'dark';
    case vscode.ColorThemeKind.HighContrast:
      return 'highContrast';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'highContrastLight';
  }
}
