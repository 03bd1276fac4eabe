import * as vscode from 'vscode';
import type { MessageFromPanel, MessageToPanel, PickEventMessage, SavePageMessage, Source } from '../webview/messages';
import type { SchedulePlace, ScheduleSetup } from '../protocol';
import { fontAddresses, savedPage } from './savedPage';
import { schedulePage } from './schedulePage';

const viewType = 'rederive.schedule';

/** The text that schedules are read from. */
export interface ScheduleText {
  /** Selects what the text says of an event that was picked in the panel. */
  select(picked: PickEventMessage): Promise<void>;
  /** Selects the words that set a schedule up. */
  open(source: Source): Promise<void>;
  /** The panel shows a schedule of another source: the text may know it better by now. */
  refresh(): void;
}

/** There is one panel at most. It comes back with the window. */
export class SchedulePanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private listens = false;
  /** What was to be said while the panel could not listen: of each kind, the last. */
  private waiting: readonly MessageToPanel[] = [];
  /** What the text said last; the user may have changed it in the panel since. */
  private shown: ScheduleSetup | undefined;
  private from: Source | undefined;

  constructor(
    private readonly files: vscode.Uri,
    private readonly text: ScheduleText,
  ) {}

  get visible(): boolean {
    return this.panel?.visible === true;
  }

  /** Where the schedule that is shown was read. */
  get source(): Source | undefined {
    return this.panel && this.from;
  }

  /** Opens the panel beside the text, or brings it to the front. Without a setup it shows what it last showed. */
  show(setup: ScheduleSetup | undefined, place: SchedulePlace | undefined): void {
    if (this.panel === undefined) {
      const options = { enableScripts: true, localResourceRoots: [this.files] };
      const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
      this.adopt(vscode.window.createWebviewPanel(viewType, 'Rematerialization', where, options));
    } else {
      this.panel.reveal(undefined, setup !== undefined);
    }
    if (setup !== undefined) this.setUp(setup);
    if (place !== undefined) this.say({ kind: 'revealEvent', ...place });
  }

  /** The text of the schedule that is shown has changed. Where only its place did, what the user has set in the panel stays. */
  update(setup: ScheduleSetup): void {
    if (this.shown === undefined || sameNumbers(this.shown, setup)) {
      this.shown = setup;
      this.from = setup.source;
    } else this.setUp(setup);
  }

  /** Moves to an event of a schedule. */
  move(setup: ScheduleSetup, place: SchedulePlace | undefined): void {
    const isShown = this.from?.uri === setup.source?.uri && this.from?.title === setup.source?.title;
    if (isShown) this.update(setup);
    else this.setUp(setup);
    if (place !== undefined) this.say({ kind: 'revealEvent', ...place });
  }

  restoring(): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (restored) => this.adopt(restored),
    });
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
      this.shown = undefined;
      this.from = undefined;
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

  private setUp(setup: ScheduleSetup): void {
    this.shown = setup;
    this.from = setup.source;
    this.say({ kind: 'setup', setup });
  }

  private say(message: MessageToPanel): void {
    if (this.listens) void this.panel?.webview.postMessage(message);
    else this.waiting = [...this.waiting.filter(({ kind }) => kind !== message.kind), message];
  }

  private hear(message: MessageFromPanel): void {
    switch (message.kind) {
      case 'ready': {
        this.listens = true;
        const { waiting } = this;
        this.waiting = [];
        for (const each of waiting) this.say(each);
        if (this.from === undefined && message.source !== undefined) {
          this.from = message.source;
          this.text.refresh();
        }
        break;
      }
      case 'pickEvent':
        void this.text.select({ ...message, source: this.newest(message.source) });
        break;
      case 'openSource':
        void this.text.open(this.newest(message.source));
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

  /** Lines that were put in above have moved the place that the panel was told. */
  private newest(source: Source): Source {
    return this.from !== undefined && this.from.uri === source.uri && this.from.title === source.title
      ? this.from
      : source;
  }

  private read(file: string): Thenable<Uint8Array> {
    return vscode.workspace.fs.readFile(this.file(file));
  }

  private file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.files, name);
  }
}

/** Whether two setups give the same schedule, wherever they stand. */
function sameNumbers(a: ScheduleSetup, b: ScheduleSetup): boolean {
  return JSON.stringify({ ...a, source: undefined }) === JSON.stringify({ ...b, source: undefined });
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
