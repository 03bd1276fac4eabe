import * as vscode from 'vscode';
import { within } from './case';

const longest = 20_000;

let copies = 0;

/** Opens a copy of a file of the test workspace in an editor: every call has a document of its own. */
export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(await copied(name)));
}

/** Copies a file of the test workspace. */
export async function copied(name: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('The tests need their workspace.');
  const copy = vscode.Uri.joinPath(folder.uri, `copy-${++copies}`, name);
  await vscode.workspace.fs.copy(vscode.Uri.joinPath(folder.uri, name), copy);
  return copy;
}

/** Opens a text that is on no disk. */
export async function openText(content: string, language = 'markdown'): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** What Rederive underlines now. */
export function findings({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Rederive');
}

/** Waits until what is underlined is as it should be; then answers it. */
export async function findingsThat(
  document: vscode.TextDocument,
  hold: (found: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  let listener: vscode.Disposable | undefined;
  const held = new Promise<vscode.Diagnostic[]>((resolve) => {
    const look = () => {
      const found = findings(document);
      if (hold(found)) resolve(found);
    };
    listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
  try {
    return await within(longest, held, () => `underlined is ${JSON.stringify(told(document, findings(document)))}`);
  } finally {
    listener?.dispose();
  }
}

/** Waits until exactly these pieces of the text are underlined. */
export function underlined(document: vscode.TextDocument, ...pieces: string[]): Promise<vscode.Diagnostic[]> {
  return findingsThat(document, (found) => JSON.stringify(told(document, found)) === JSON.stringify(pieces));
}

/** Waits until the newest version of the document is checked and its findings have arrived. */
export async function checked(document: vscode.TextDocument): Promise<void> {
  // The server answers a hover from the newest version only, and sends the findings of that version before.
  await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, new vscode.Position(0, 0));
}

/** The hover of Rederive at a place, as Markdown. */
export async function hoverAt(document: vscode.TextDocument, place: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    place,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n\n');
}

/** The place of the nth occurrence of a text (from 0). */
export function placeOf(document: vscode.TextDocument, text: string, nth = 0): vscode.Position {
  let at = document.getText().indexOf(text);
  for (let i = 0; i < nth && at >= 0; i++) at = document.getText().indexOf(text, at + 1);
  if (at < 0) throw new Error(`"${text}" is not in the document`);
  return document.positionAt(at);
}

/** The range of the nth occurrence of a text. */
export function rangeOf(document: vscode.TextDocument, text: string, nth = 0): vscode.Range {
  const start = placeOf(document, text, nth);
  return new vscode.Range(start, start.translate(0, text.length));
}

export async function replace(editor: vscode.TextEditor, range: vscode.Range, text: string): Promise<void> {
  if (!(await editor.edit((edit) => edit.replace(range, text)))) throw new Error('The edit was not applied.');
}

/** Runs with settings of Rederive changed, and puts them back. */
export async function withSettings(
  settings: Readonly<Record<string, unknown>>,
  run: () => Promise<void>,
): Promise<void> {
  const write = async (value: (key: string) => unknown) => {
    for (const key of Object.keys(settings)) {
      await vscode.workspace.getConfiguration('rederive').update(key, value(key), vscode.ConfigurationTarget.Workspace);
    }
  };
  await write((key) => settings[key]);
  try {
    await run();
  } finally {
    await write(() => undefined);
  }
}

function told(document: vscode.TextDocument, found: readonly vscode.Diagnostic[]): string[] {
  return [...found].sort((a, b) => a.range.start.compareTo(b.range.start)).map(({ range }) => document.getText(range));
}
