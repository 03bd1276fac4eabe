import {
  type CancellationToken,
  type CodeAction,
  type Command,
  type Connection,
  type Range,
} from 'vscode-languageserver';
import type { Analysis, UnderstoodSchedule } from '../analysis';
import { codeLenses } from '../features/codeLens';
import { placeOfEvent, scheduleClaimIn, type ScheduleHere, scheduleNear, scheduleTitle } from '../features/schedule';
import * as protocol from '../protocol';
import { type Span, span } from '../text/span';
import { toOffset, toRange } from './convert';

const showTitle = 'Show in schedule';

/** Answers what a client that shows schedules asks of the schedules of a document, from its newest version. */
export function answerSchedules(
  connection: Connection,
  current: (uri: string, token: CancellationToken) => Promise<Analysis | undefined>,
): void {
  connection.onCodeLens(async ({ textDocument: { uri } }, token) => {
    const analysis = await current(uri, token);
    if (analysis === undefined) return [];
    return codeLenses(analysis).map(({ span: words, title, schedule }) => ({
      range: toRange(analysis.document.lines, words),
      command: showCommand(title, uri, analysis, { schedule }),
    }));
  });

  connection.onRequest(
    protocol.scheduleAt,
    async ({ textDocument: { uri }, position }: protocol.ScheduleAtParams, token: CancellationToken) => {
      const analysis = await current(uri, token);
      const here = analysis && scheduleNear(analysis, toOffset(analysis.document.lines, position));
      return analysis && here ? found(uri, analysis, here) : null;
    },
  );

  connection.onRequest(
    protocol.scheduleClaim,
    async (
      { source: { uri, title, line }, layer, event }: protocol.ScheduleClaimParams,
      token: CancellationToken,
    ): Promise<Range | null> => {
      const analysis = await current(uri, token);
      const words = analysis && placeOfEvent(analysis, { title, line, layer, event });
      return analysis && words ? toRange(analysis.document.lines, words) : null;
    },
  );
}

/** The setups of a document. */
export function setupsOf(uri: string, analysis: Analysis): readonly protocol.ScheduleSetup[] {
  return analysis.schedules.map((schedule) => setupOf(uri, analysis, schedule));
}

/** What a hover ends with: a link to the schedule that the claim there is about; nothing where there is none. */
export function scheduleLink(uri: string, analysis: Analysis, offset: number): string {
  const here = scheduleClaimIn(analysis, span(offset, offset));
  if (here === undefined) return '';
  const { title, command, arguments: words } = showCommand(showTitle, uri, analysis, here);
  // Brackets would end the address of a link.
  const query = encodeURIComponent(JSON.stringify(words)).replace(/[()']/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `\n\n[${title}](command:${command}?${query})`;
}

/** Shows the schedule that a claim in a range is about. */
export function scheduleAction(
  uri: string,
  analysis: Analysis,
  range: Span,
): { readonly claim: Span; readonly action: Pick<CodeAction, 'title' | 'command'> } | undefined {
  const here = scheduleClaimIn(analysis, range);
  if (here?.claim === undefined) return undefined;
  const command = showCommand(showTitle, uri, analysis, here);
  return { claim: here.claim.span, action: { title: showTitle, command } };
}

function showCommand(title: string, uri: string, analysis: Analysis, { schedule, event }: ScheduleHere): Command {
  const setup = setupOf(uri, analysis, schedule);
  return {
    title,
    command: protocol.showScheduleCommand,
    arguments: event === undefined ? [setup] : [setup, event satisfies protocol.SchedulePlace],
  };
}

function found(uri: string, analysis: Analysis, { schedule, claim, event }: ScheduleHere): protocol.ScheduleFound {
  const setup = setupOf(uri, analysis, schedule);
  if (claim === undefined) return { setup };
  const range = toRange(analysis.document.lines, claim.wholeSpan);
  return { setup, claim: event === undefined ? { range } : { range, place: event } };
}

function setupOf(uri: string, analysis: Analysis, schedule: UnderstoodSchedule): protocol.ScheduleSetup {
  const { layers, choice, fwd, loadmem, loaddisk, convention } = schedule;
  const { line } = analysis.document.lines.position(schedule.span.from);
  return {
    layers,
    choice,
    fwd,
    loadmem,
    ...(loaddisk === undefined ? {} : { loaddisk }),
    convention,
    source: { uri, title: scheduleTitle(schedule), line },
  };
}
