import * as vscode from 'vscode';
import type {
  MessageFromPanel,
  MessageToPanel,
  RevealEventMessage,
  SavePageMessage,
  ScheduleSetup,
  Source,
} from '../webview/messages';
import { fontAddresses, savedPage } from './savedPage';
import { schedulePage } from './schedulePage';

const viewType = 'rederive.schedule';

/**
 * The command that shows a schedule beside the text, and the panel that comes back with the window. The command takes a setup, and an event to
 * move to: `executeCommand('rederive.showSchedule', setup, { layer: 9, event: 'fwd' })`. Without a setup the panel shows what it last showed.
 */
export function registerSchedulePanel(extension: vscode.Uri): vscode.Disposable {
  const panel = new SchedulePanel(vscode.Uri.joinPath(extension, 'dist'));
  return vscode.Disposable.from(
    panel,
    vscode.commands.registerCommand(
      'rederive.showSchedule',
      (setup?: ScheduleSetup, event?: Omit<RevealEventMessage, 'kind'>) => panel.show(setup, event),
    ),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (restored) => panel.adopt(restored),
    }),
  );
}

/** There is one panel at most. */
class SchedulePanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private listens = false;
  /** What was to be said while the panel could not listen. */
  private waiting: readonly MessageToPanel[] = [];

  constructor(private readonly files: vscode.Uri) {}

  show(setup: ScheduleSetup | undefined, event: Omit<RevealEventMessage, 'kind'> | undefined): void {
    if (this.panel === undefined) {
      const options = { enableScripts: true, localResourceRoots: [this.files] };
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
      this.adopt(vscode.window.createWebviewPanel(viewType, 'Rematerialization', place, options));
    } else {
      this.panel.reveal(undefined, setup !== undefined);
    }
    if (setup !== undefined) this.say({ kind: 'setup', setup });
    if (event !== undefined) this.say({ kind: 'revealEvent', ...event });
  }

  /** Takes a panel, new or restored, and fills it. */
  adopt(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    this.listens = false;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [this.files] };
    webview.onDidReceiveMessage((message: MessageFromPanel) => this.hear(message));
    // A hidden panel is taken down; it says when it listens again.
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.listens = false;
    });
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = undefined;
      this.waiting = [];
    });
    webview.html = schedulePage({
      script: webview.asWebviewUri(this.file('webview.js')).toString(),
      style: webview.asWebviewUri(this.file('webview.css')).toString(),
      resources: webview.cspSource,
      nonce: nonce(),
    });
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private say(message: MessageToPanel): void {
    if (this.listens) void this.panel?.webview.postMessage(message);
    else this.waiting = [...this.waiting, message];
  }

  private hear(message: MessageFromPanel): void {
    switch (message.kind) {
      case 'ready': {
        this.listens = true;
        const { waiting } = this;
        this.waiting = [];
        for (const each of waiting) this.say(each);
        break;
      }
      case 'pickEvent':
      case 'openSource':
        void openSource(message.source);
        break;
      case 'save':
        void save(message.name, message.content);
        break;
      case 'savePage':
        void this.savePage(message);
        break;
    }
  }

  private async savePage({ name, state, theme, colours }: SavePageMessage): Promise<void> {
    const [script, style] = await Promise.all(['webview.js', 'webview.css'].map((file) => this.read(file)));
    if (script === undefined || style === undefined) return;
    const css = text(style);
    const addresses = fontAddresses(css);
    const fonts = await Promise.all(addresses.map((address) => this.read(address)));
    const byAddress = new Map(addresses.map((address, i) => [address, fonts[i] ?? new Uint8Array()]));
    await save(name, savedPage({ script: text(script), style: css, fonts: byAddress, state, theme, colours }));
  }

  private read(file: string): Thenable<Uint8Array> {
    return vscode.workspace.fs.readFile(this.file(file));
  }

  private file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.files, name);
  }
}

async function openSource({ uri, line }: Source): Promise<void> {
  const place = new vscode.Range(line, 0, line, 0);
  const target = vscode.Uri.parse(uri);
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === target.toString());
  await vscode.window.showTextDocument(target, {
    selection: place,
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
  });
}

/** Asks where to, and writes the file. */
async function save(name: string, content: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog(
    folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) },
  );
  if (target === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
  } catch (error) {
    void vscode.window.showErrorMessage(
      `The file could not be saved: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Not to be guessed by anything that gets into the page. */
function nonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64url');
}
