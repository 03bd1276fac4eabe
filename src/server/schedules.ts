import {
  type CancellationToken,
  type CodeAction,
  type Command,
  type Connection,
  type Range,
} from 'vscode-languageserver';
import type { UnderstoodSchedule } from '../analysis';
import { codeLenses } from '../features/codeLens';
import { placeOfEvent, scheduleClaimIn, type ScheduleHere, scheduleNear, scheduleTitle } from '../features/schedule';
import * as protocol from '../protocol';
import { type Span, span } from '../text/span';
import type { View } from './view';

const showTitle = 'Show in schedule';

/** Answers what a client that shows schedules asks of the schedules of a document, from its newest version. */
export function answerSchedules(
  connection: Connection,
  current: (uri: string, token: CancellationToken) => Promise<View | undefined>,
): void {
  connection.onCodeLens(async ({ textDocument: { uri } }, token) => {
    const view = await current(uri, token);
    if (view === undefined) return [];
    const here = codeLenses(view.analysis).filter((lens) => view.sheet(lens.span) === uri);
    return here.map(({ span: words, title, schedule }) => ({
      range: view.range(words),
      command: showCommand(title, view, { schedule }),
    }));
  });

  connection.onRequest(
    protocol.scheduleAt,
    async ({ textDocument: { uri }, position }: protocol.ScheduleAtParams, token: CancellationToken) => {
      const view = await current(uri, token);
      const here = view && scheduleNear(view.analysis, view.offset(uri, position));
      return view && here ? found(view, here) : null;
    },
  );

  connection.onRequest(
    protocol.scheduleClaim,
    async (
      { source: { uri, title, line }, layer, event }: protocol.ScheduleClaimParams,
      token: CancellationToken,
    ): Promise<Range | null> => {
      const view = await current(uri, token);
      const words = view && placeOfEvent(view.analysis, { title, line, layer, event });
      return view && words ? view.range(words) : null;
    },
  );
}

/** The setups of a document. */
export function setupsOf(view: View): readonly protocol.ScheduleSetup[] {
  return view.analysis.schedules.map((schedule) => setupOf(view, schedule));
}

/** What a hover ends with: a link to the schedule that the claim there is about; nothing where there is none. */
export function scheduleLink(view: View, offset: number): string {
  const here = scheduleClaimIn(view.analysis, span(offset, offset));
  if (here === undefined) return '';
  const { title, command, arguments: words } = showCommand(showTitle, view, here);
  // Brackets would end the address of a link.
  const query = encodeURIComponent(JSON.stringify(words)).replace(/[()']/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `\n\n[${title}](command:${command}?${query})`;
}

/** Shows the schedule that a claim in a range is about. */
export function scheduleAction(
  view: View,
  range: Span,
): { readonly claim: Span; readonly action: Pick<CodeAction, 'title' | 'command'> } | undefined {
  const here = scheduleClaimIn(view.analysis, range);
  if (here?.claim === undefined) return undefined;
  const command = showCommand(showTitle, view, here);
  return { claim: here.claim.span, action: { title: showTitle, command } };
}

function showCommand(title: string, view: View, { schedule, event }: ScheduleHere): Command {
  const setup = setupOf(view, schedule);
  return {
    title,
    command: protocol.showScheduleCommand,
    arguments: event === undefined ? [setup] : [setup, event satisfies protocol.SchedulePlace],
  };
}

function found(view: View, { schedule, claim, event }: ScheduleHere): protocol.ScheduleFound {
  const setup = setupOf(view, schedule);
  if (claim === undefined) return { setup };
  const range = view.range(claim.wholeSpan);
  return { setup, claim: event === undefined ? { range } : { range, place: event } };
}

function setupOf(view: View, schedule: UnderstoodSchedule): protocol.ScheduleSetup {
  const { layers, choice, fwd, loadmem, loaddisk, convention } = schedule;
  const { line } = view.range(schedule.span).start;
  return {
    layers,
    choice,
    fwd,
    loadmem,
    ...(loaddisk === undefined ? {} : { loaddisk }),
    convention,
    source: { uri: view.sheet(schedule.span), title: scheduleTitle(schedule), line },
  };
}
