import * as vscode from 'vscode';
import { type LanguageClient, ProgressType } from 'vscode-languageclient/node';
import { verifyProblem, type VerifyParams, type VerifyProgress, type VerifyResult } from '../protocol';
import { isChecked } from './languages';

export const verifyCommand = 'rederive.verifyProblem';

const showFirst = 'Show First';
let requests = 0;

/** The command **Rederive: Verify Problem**: its result is what was found, or undefined where that was cancelled or could not be. */
export function registerVerify(client: LanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand(verifyCommand, async (): Promise<VerifyResult | undefined> => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isChecked(editor.document)) {
      void vscode.window.showInformationMessage('Open a Markdown or LaTeX document to verify a problem of it.');
      return undefined;
    }
    const result = await verified(client, editor);
    if (result !== undefined) void tell(editor, result);
    return result;
  });
}

async function verified(client: LanguageClient, editor: vscode.TextEditor): Promise<VerifyResult | undefined> {
  const cursor = editor.selection.active;
  const workDoneToken = `rederive-verify-${++requests}`;
  const params: VerifyParams = {
    textDocument: { uri: client.code2ProtocolConverter.asUri(editor.document.uri) },
    position: { line: cursor.line, character: cursor.character },
    workDoneToken,
  };
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Rederive is verifying the problem', cancellable: true },
    async (progress, cancellation) => {
      let shown = 0;
      const listening = client.onProgress(new ProgressType<VerifyProgress>(), workDoneToken, ({ done, total }) => {
        const percent = total === 0 ? 0 : (100 * done) / total;
        progress.report({ increment: percent - shown, message: `${done} of ${total} steps` });
        shown = percent;
      });
      try {
        return await client.sendRequest<VerifyResult>(verifyProblem, params, cancellation);
      } catch (error) {
        if (!cancellation.isCancellationRequested) {
          void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
        }
        return undefined;
      } finally {
        listening.dispose();
      }
    },
  );
}

async function tell(editor: vscode.TextEditor, { sentence, firstRefuted }: VerifyResult): Promise<void> {
  const actions = firstRefuted === undefined ? [] : [showFirst];
  const chosen = await vscode.window.showInformationMessage(sentence, ...actions);
  if (chosen !== showFirst || firstRefuted === undefined) return;
  const { start, end } = firstRefuted;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(editor.document, { selection });
}
