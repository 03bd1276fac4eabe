import * as vscode from 'vscode';
import { type LanguageClient, ProgressType } from 'vscode-languageclient/node';
import { verifyProblem, type VerifyParams, type VerifyProgress, type VerifyResult } from '../protocol';
import { activePlace, type ActivePlace } from './activePlace';

export const verifyCommand = 'rederive.verifyProblem';

const showFirst = 'Show First';
let requests = 0;

/** The command **Rederive: Verify Problem**: its result is what was found, or undefined where that was cancelled or could not be. */
export function registerVerify(client: LanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand(verifyCommand, async (): Promise<VerifyResult | undefined> => {
    const place = activePlace();
    if (place === undefined) {
      void vscode.window.showInformationMessage(
        'Open a Markdown or LaTeX document, or a notebook, to verify a problem of it.',
      );
      return undefined;
    }
    const result = await verified(client, place);
    if (result !== undefined) void tell(result);
    return result;
  });
}

async function verified(
  client: LanguageClient,
  { document, position }: ActivePlace,
): Promise<VerifyResult | undefined> {
  const workDoneToken = `rederive-verify-${++requests}`;
  const params: VerifyParams = {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
    position: { line: position.line, character: position.character },
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

async function tell({ sentence, firstRefuted }: VerifyResult): Promise<void> {
  const actions = firstRefuted === undefined ? [] : [showFirst];
  const chosen = await vscode.window.showInformationMessage(sentence, ...actions);
  if (chosen !== showFirst || firstRefuted === undefined) return;
  const { start, end } = firstRefuted.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  // The editor of a cell is found by the address of the cell.
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(firstRefuted.uri), { selection });
}
