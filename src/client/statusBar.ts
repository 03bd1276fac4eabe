import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { MarksParams } from '../protocol';
import { activePlace, onActivePlace } from './activePlace';
import { verifyCommand } from './verify';

/** Shows the counts of the active document in the status bar; nothing where there is nothing to check. */
export function showStatus(client: LanguageClient, found: vscode.Event<MarksParams>): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('rederive.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Rederive';
  item.command = verifyCommand;
  const latest = new Map<string, MarksParams['status']>();

  const show = () => {
    const place = activePlace();
    const status = place && latest.get(client.code2ProtocolConverter.asUri(place.document.uri));
    if (status === undefined || status.text === '') return item.hide();
    item.text = status.text;
    item.tooltip = status.tooltip;
    item.accessibilityInformation = { label: status.tooltip };
    item.show();
  };

  return vscode.Disposable.from(
    item,
    found(({ uri, status }) => {
      latest.set(uri, status);
      show();
    }),
    onActivePlace(show),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      latest.delete(client.code2ProtocolConverter.asUri(uri));
      show();
    }),
  );
}
