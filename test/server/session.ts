import { PassThrough } from 'node:stream';
import {
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import type { AnalysisInput, Analyzing } from '../../src/analysis';
import type { Files } from '../../src/document/files';
import type { MarksParams } from '../../src/protocol';
import { serve, type Around } from '../../src/server/serve';
import { analyzingSample } from '../features/sample';

export const uri = 'file:///homework.md';

/** A client and a server in this process; time passes when the test says so. */
export class Session {
  readonly client: ProtocolConnection;
  readonly found = new Map<string, PublishDiagnosticsParams>();
  readonly marks = new Map<string, MarksParams>();
  private readonly watchers = new Set<() => void>();
  private readonly timers = new Set<() => void>();

  constructor(
    analyzing: (input: AnalysisInput) => Analyzing = analyzingSample,
    files?: (uri: string, around: Around) => Files,
  ) {
    const up = new PassThrough();
    const down = new PassThrough();
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    serve(server, {
      analyzing,
      ...(files ? { files } : {}),
      typesetter: (theme) => (tex) => `data:${theme.kind},${tex.length}`,
      pace: { now: () => performance.now(), rest: (next) => void setImmediate(next), slice: 1 },
      later: (_, run) => {
        this.timers.add(run);
        return () => this.timers.delete(run);
      },
    });
    server.listen();
    this.client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.found.set(params.uri, params);
      this.watchers.forEach((look) => look());
    });
    this.client.onNotification('rederive/marks', (params: MarksParams) => {
      this.marks.set(params.uri, params);
      this.watchers.forEach((look) => look());
    });
    this.client.listen();
  }

  async start(settings: object = {}): Promise<this> {
    await this.client.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: settings,
    });
    await this.client.sendNotification('initialized', {});
    return this;
  }

  async open(text: string, languageId = 'markdown', address = uri): Promise<void> {
    const textDocument = { uri: address, languageId, version: 1, text };
    await this.client.sendNotification('textDocument/didOpen', { textDocument });
  }

  async type(line: number, character: number, text: string, version: number, length = 0, address = uri): Promise<void> {
    const range = { start: { line, character }, end: { line, character: character + length } };
    await this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: address, version },
      contentChanges: [{ range, text }],
    });
  }

  /** Waits for the diagnostics of a version and answers the columns of their ranges. */
  async columns(version: number, hold: (found: Diagnostic[]) => boolean = () => true): Promise<number[]> {
    const { diagnostics } = await this.until(() => {
      const params = this.found.get(uri);
      return params?.version === version && hold(params.diagnostics) ? params : undefined;
    });
    return diagnostics.map(({ range }) => range.start.character);
  }

  until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const attempt = () => {
        const value = look();
        if (value === undefined) return;
        this.watchers.delete(attempt);
        resolve(value);
      };
      this.watchers.add(attempt);
      attempt();
    });
  }

  /** Lets the pauses end that the server waits for. */
  rest(): void {
    const due = [...this.timers];
    this.timers.clear();
    due.forEach((run) => run());
  }

  hover(line: number, character: number): Promise<Hover | null> {
    return this.client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  }
}
