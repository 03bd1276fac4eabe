import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type ClientOptions, marksChanged, type MarksParams, showScheduleCommand } from '../protocol';
import { followEditor } from './editorState';
import { languages, notebookType } from './languages';
import { showMarks } from './marks';
import { registerSchedules } from './schedules';
import { showStatus } from './statusBar';
import { registerVerify } from './verify';

let client: LanguageClient | undefined;

/** Starts the language server and wires what the protocol of editors does not know: ticks, status bar, the command. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.js');
  client = new LanguageClient(
    'rederive',
    'Rederive',
    { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc } },
    {
      documentSelector: [
        ...languages.flatMap((language) => [
          { scheme: 'file', language },
          { scheme: 'untitled', language },
          { scheme: 'vscode-vfs', language },
        ]),
        { notebook: { notebookType }, language: 'markdown' },
      ],
      synchronize: { configurationSection: 'rederive' },
      initializationOptions: { showsSchedules: true } satisfies ClientOptions,
      markdown: { isTrusted: { enabledCommands: [showScheduleCommand] } },
    },
  );
  const found = new vscode.EventEmitter<MarksParams>();
  client.onNotification(marksChanged, (params: MarksParams) => found.fire(params));
  const { subscriptions } = context;
  subscriptions.push(registerSchedules(client, context.extensionUri));
  subscriptions.push(found, showMarks(client, found.event), showStatus(client, found.event), registerVerify(client));
  await client.start();
  subscriptions.push(followEditor(client));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
