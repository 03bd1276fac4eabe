import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CodeAction,
  type CodeLens,
  createProtocolConnection,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import type { AnalysisInput, Analyzing } from '../../src/analysis';
import type { Range, ScheduleFound, SchedulesParams } from '../../src/protocol';
import { serve } from '../../src/server/serve';
import { scheduled } from '../features/scheduled';

const uri = 'file:///homework.md';
const textDocument = { uri };
const text = '# Problem 1\nA network of 10 layers.\nlayer 9: 4 fwd and total: 8 loadmem!';
const source = { uri, title: 'Problem 1', line: 1 };
const setup = {
  layers: 10,
  choice: { strategy: 'every', every: 5 },
  fwd: '20 ns',
  loadmem: '10 ns',
  convention: {},
  source,
};
const clients: ProtocolConnection[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

// eslint-disable-next-line require-yield
function* analyzing({ text: read }: AnalysisInput): Analyzing {
  return scheduled(read);
}

/** A client that has opened the text; `told` holds the setups that it was sent, `next` waits for those of a version. */
async function open(options: object) {
  const up = new PassThrough();
  const down = new PassThrough();
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  serve(server, {
    analyzing,
    typesetter: () => () => undefined,
    pace: { now: () => performance.now(), rest: (next) => void setImmediate(next), slice: 1 },
    later: () => () => undefined,
  });
  server.listen();
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  clients.push(client);
  const told: SchedulesParams[] = [];
  let look = (): void => undefined;
  client.onNotification('rederive/schedules', (params: SchedulesParams) => {
    told.push(params);
    look();
  });
  client.listen();
  const { capabilities } = await client.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    initializationOptions: options,
  });
  await client.sendNotification('initialized', {});
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { ...textDocument, languageId: 'markdown', version: 1, text },
  });
  const next = (version: number) =>
    new Promise<SchedulesParams>((resolve) => {
      look = () => {
        const found = told.find((params) => params.version === version);
        if (found !== undefined) resolve(found);
      };
      look();
    });
  return { client, capabilities, told, next };
}

const shows = { showsSchedules: true };

describe('schedules over the protocol', () => {
  it('are offered in a lens above the words that set them up', async () => {
    const { client, capabilities } = await open(shows);
    expect(capabilities.codeLensProvider).toBeDefined();
    const lenses = await client.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument });
    expect(lenses).toEqual([
      {
        range: { start: { line: 1, character: 13 }, end: { line: 1, character: 22 } },
        command: { title: 'Show schedule', command: 'rederive.showSchedule', arguments: [setup] },
      },
    ]);
  });

  it('are linked in the hover of a claim about them', async () => {
    const { client } = await open(shows);
    const hover = await client.sendRequest<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 2, character: 10 },
    });
    const { value } = hover.contents as { readonly value: string };
    const link = /\[Show in schedule\]\(command:rederive\.showSchedule\?([^()]*)\)$/.exec(value);
    expect(JSON.parse(decodeURIComponent(link?.[1] ?? ''))).toEqual([setup, { layer: 9, event: 'fwd' }]);
  });

  it('are an action on a claim about them', async () => {
    const { client } = await open(shows);
    const place = { line: 2, character: 30 };
    const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: { start: place, end: place },
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title, command }) => [title, command?.arguments])).toEqual([['Show in schedule', [setup]]]);
  });

  it('are told anew when the text changes', async () => {
    const { client, next } = await open(shows);
    expect((await next(1)).setups).toEqual([setup]);
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 1, character: 13 }, end: { line: 1, character: 15 } }, text: '12' }],
    });
    expect((await next(2)).setups).toEqual([{ ...setup, layers: 12 }]);
  });

  it('are found from a place, with the claim there', async () => {
    const { client } = await open(shows);
    const ask = (line: number, character: number) =>
      client.sendRequest<ScheduleFound>('rederive/scheduleAt', { textDocument, position: { line, character } });
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 14 } };
    expect(await ask(2, 10)).toEqual({ setup, claim: { range, place: { layer: 9, event: 'fwd' } } });
    expect(await ask(0, 0)).toEqual({ setup });
  });

  it('lead from an event to the claim about it, and to their own words', async () => {
    const { client } = await open(shows);
    const ask = (layer: number) =>
      client.sendRequest<Range | null>('rederive/scheduleClaim', { source, layer, event: 'row' });
    expect((await ask(9))?.start).toEqual({ line: 2, character: 0 });
    expect((await ask(2))?.start).toEqual({ line: 1, character: 13 });
  });

  it('are not offered to a client that cannot show them', async () => {
    const { client, capabilities, told } = await open({});
    expect(capabilities.codeLensProvider).toBeUndefined();
    const hover = await client.sendRequest<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 2, character: 10 },
    });
    expect(JSON.stringify(hover)).not.toContain('command:');
    expect(told).toEqual([]);
  });
});
