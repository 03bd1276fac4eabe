import * as vscode from 'vscode';
import { isChecked, notebookType } from './languages';

/** A place in a text that is checked. */
export interface ActivePlace {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
}

/** Where the user is: the cursor of the active editor or, in a notebook whose cells are shown and not edited, the selected cell. */
export function activePlace(): ActivePlace | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined && isChecked(editor.document))
    return { document: editor.document, position: editor.selection.active };
  const shown = vscode.window.activeNotebookEditor;
  if (shown?.notebook.notebookType !== notebookType) return undefined;
  const selected = shown.selection.start;
  const texts = shown.notebook.getCells().filter((cell) => isChecked(cell.document));
  const cell = texts.findLast(({ index }) => index <= selected) ?? texts[0];
  return cell && { document: cell.document, position: new vscode.Position(0, 0) };
}

/** Calls back whenever `activePlace` may have come to another text. */
export function onActivePlace(look: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.window.onDidChangeActiveNotebookEditor(look),
    vscode.window.onDidChangeNotebookEditorSelection(look),
  );
}
