import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  scheduleAt,
  type ScheduleAtParams,
  scheduleClaim,
  type ScheduleClaimParams,
  type ScheduleFound,
  type Range,
  type SchedulePlace,
  schedulesChanged,
  type ScheduleSetup,
  type ScheduleSource,
  type SchedulesParams,
  showScheduleCommand,
} from '../protocol';
import { activePlace } from './activePlace';
import { isChecked } from './languages';
import { SchedulePanel, type ScheduleText } from './schedulePanel';

/**
 * The command that shows a schedule beside the text, and what ties the panel to the text. The command takes a setup, and an event to move to:
 * `executeCommand('rederive.showSchedule', setup, { layer: 9, event: 'fwd' })`. Without a setup the panel shows the schedule that the cursor is
 * nearest to, or what it last showed.
 */
export function registerSchedules(client: LanguageClient, extension: vscode.Uri): vscode.Disposable {
  const link = new ScheduleLink(client);
  const panel = new SchedulePanel(vscode.Uri.joinPath(extension, 'dist'), link);
  link.panel = panel;
  return vscode.Disposable.from(
    panel,
    panel.restoring(),
    vscode.commands.registerCommand(showScheduleCommand, async (setup?: ScheduleSetup, place?: SchedulePlace) => {
      if (setup !== undefined) return panel.show(setup, place);
      const found = await link.nearCursor();
      panel.show(found?.setup, found?.claim?.place);
    }),
    client.onNotification(schedulesChanged, (params: SchedulesParams) => link.take(params)),
    vscode.window.onDidChangeTextEditorSelection((change) => void link.follow(change)),
  );
}

/** What the text knows of the schedule in the panel, and the panel of the text. */
class ScheduleLink implements ScheduleText {
  panel: SchedulePanel | undefined;
  private readonly setups = new Map<string, readonly ScheduleSetup[]>();
  /** What the cursor was last found on, so that the panel stays where the user has moved it while the cursor stays on one claim. */
  private followed = '';
  private asking: vscode.CancellationTokenSource | undefined;
  /** The selection that a pick in the panel has made: the panel is there already. */
  private picked: { readonly uri: string; readonly selection: vscode.Range } | undefined;

  constructor(private readonly client: LanguageClient) {}

  /** The schedule that the cursor is nearest to. */
  async nearCursor(): Promise<ScheduleFound | undefined> {
    const place = activePlace();
    return place && this.ask(place.document, place.position);
  }

  /** A new version of a document was read: the panel shows what its schedule has become. */
  take({ uri, setups }: SchedulesParams): void {
    this.setups.set(uri, setups);
    this.refresh();
  }

  /** The panel shows a schedule of this source now: the newest setup of it is sent there, if that is another one. */
  refresh(): void {
    const source = this.panel?.source;
    const setup = source && sameSetup(this.setups.get(source.uri) ?? [], source);
    if (setup !== undefined) this.panel?.update(setup);
  }

  /** The cursor was moved: the panel moves to the event that the claim there is about. */
  async follow({ textEditor, selections }: vscode.TextEditorSelectionChangeEvent): Promise<void> {
    const { document } = textEditor;
    const cursor = selections[0];
    if (cursor === undefined || this.panel?.visible !== true || !isChecked(document)) return;
    const isOwn = this.picked?.uri === document.uri.toString() && this.picked.selection.isEqual(cursor);
    if (isOwn) return;
    this.picked = undefined;
    this.asking?.cancel();
    const asking = (this.asking = new vscode.CancellationTokenSource());
    const found = await this.ask(document, cursor.active, asking.token);
    if (asking.token.isCancellationRequested) return;
    const claim = found?.claim;
    const key = found === undefined || claim === undefined ? '' : JSON.stringify([found.setup, claim]);
    if (key === this.followed) return;
    this.followed = key;
    if (found !== undefined && claim !== undefined) this.panel.move(found.setup, claim.place);
  }

  /** Selects what the text says of an event that was picked in the panel. */
  async select({ source, layer, event }: ScheduleClaimParams): Promise<void> {
    const target = vscode.Uri.parse(source.uri);
    // The server answers for open documents.
    const document = await vscode.workspace.openTextDocument(target);
    const params: ScheduleClaimParams = { source, layer, event };
    const range = await this.client.sendRequest<Range | null>(scheduleClaim, params);
    const selection = range === null ? new vscode.Range(source.line, 0, source.line, 0) : toRange(range);
    this.picked = { uri: document.uri.toString(), selection };
    await showText(document, selection, event === 'row');
  }

  /** Selects the line that sets the schedule up. */
  async open(source: ScheduleSource): Promise<void> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri));
    await showText(document, new vscode.Range(source.line, 0, source.line, 0), false);
  }

  private async ask(
    document: vscode.TextDocument,
    at: vscode.Position,
    token?: vscode.CancellationToken,
  ): Promise<ScheduleFound | undefined> {
    const params: ScheduleAtParams = {
      textDocument: { uri: this.client.code2ProtocolConverter.asUri(document.uri) },
      position: { line: at.line, character: at.character },
    };
    try {
      return (await this.client.sendRequest<ScheduleFound | null>(scheduleAt, params, token)) ?? undefined;
    } catch {
      // Cancelled, or the server is not there: the panel shows what it shows.
      return undefined;
    }
  }
}

/** The setup of a document that an earlier one has become: the nearest one of its title, or whatever stands on its line now. */
function sameSetup(setups: readonly ScheduleSetup[], { title, line }: ScheduleSource): ScheduleSetup | undefined {
  const distance = ({ source }: ScheduleSetup) => Math.abs((source?.line ?? 0) - line);
  const titled = setups.filter(({ source }) => source?.title === title);
  return titled.sort((a, b) => distance(a) - distance(b))[0] ?? setups.find((setup) => distance(setup) === 0);
}

async function showText(document: vscode.TextDocument, selection: vscode.Range, preserveFocus: boolean): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    selection,
    preserveFocus,
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
  });
}

function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
