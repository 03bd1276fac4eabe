import { afterEach, describe, expect, it } from 'vitest';
import { ProgressType } from 'vscode-languageserver-protocol/node';
import { analyzing, type AnalysisInput, type Analyzing } from '../../src/analysis';
import type { VerifyProgress, VerifyResult } from '../../src/protocol';
import { analyzingSample } from '../features/sample';
import { Session, uri } from './session';

const sessions: Session[] = [];

async function session(settings?: object, analysis?: (input: AnalysisInput) => Analyzing): Promise<Session> {
  const made = new Session(analysis);
  sessions.push(made);
  return made.start(settings);
}

afterEach(() => {
  for (const { client } of sessions.splice(0)) client.dispose();
});

describe('the language server', () => {
  it('tells what is wrong when a document is opened, changed and closed', async () => {
    const s = await session();
    await s.open('$1 + 1 = 3$ and $2 = 2$');
    expect(await s.columns(1)).toEqual([9]);
    await s.type(0, 9, '2', 2, 1);
    expect(await s.columns(2)).toEqual([]);
    await s.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await s.until(() => (s.found.get(uri)?.version === undefined ? true : undefined));
    expect(s.found.get(uri)?.diagnostics).toEqual([]);
  });

  it('counts UTF-16 columns and lines that end with \\r\\n', async () => {
    const s = await session();
    await s.open('\r\n😀 $1 = 2$');
    await s.columns(1);
    expect(s.found.get(uri)?.diagnostics[0]?.range).toEqual({
      start: { line: 1, character: 8 },
      end: { line: 1, character: 9 },
    });
  });

  it('sends ticks and counts', async () => {
    const s = await session();
    await s.open('$1 = 1$\n$1 = 2$');
    const marks = await s.until(() => s.marks.get(uri));
    expect(marks.marks).toEqual([{ line: 0, kind: 'proved' }]);
    expect(marks.status.text).toBe('✓ 1 · ✗ 1');
    expect(marks.version).toBe(1);
  });

  it('sends no ticks when they are switched off, and hints when they are asked for', async () => {
    const s = await session({ marks: false, showUnknown: true });
    await s.open('$1 = 1$ $x = y$');
    expect(await s.columns(1)).toEqual([13]);
    expect((await s.until(() => s.marks.get(uri))).marks).toEqual([]);
  });

  it('follows a change of the settings', async () => {
    const s = await session();
    await s.open('$1 = 2$ $x = y$');
    await s.columns(1);
    await s.client.sendNotification('workspace/didChangeConfiguration', {
      settings: { rederive: { showUnknown: true } },
    });
    expect(await s.columns(1, (found) => found.length === 2)).toEqual([5, 13]);
    await s.client.sendNotification('workspace/didChangeConfiguration', { settings: { rederive: { enable: false } } });
    expect(await s.columns(1, (found) => found.length === 0)).toEqual([]);
  });

  it('says nothing about the formula that is being typed until typing rests', async () => {
    const s = await session();
    await s.open('$1 = $ and $2 = 3$');
    await s.columns(1);
    await s.type(0, 5, '7', 2);
    expect(await s.columns(2)).toEqual([17]);
    s.rest();
    expect(await s.columns(2, (found) => found.length === 2)).toEqual([5, 17]);
  });

  it('judges the formula that was being typed when the cursor leaves it, not before', async () => {
    const s = await session();
    await s.open('$1 = $ and $2 = 3$');
    await s.columns(1);
    await s.type(0, 5, '7', 2);
    expect(await s.columns(2)).toEqual([17]);
    await s.client.sendNotification('rederive/cursor', { uri, position: { line: 0, character: 2 } });
    expect(await s.hover(0, 2)).not.toBeNull();
    expect(s.found.get(uri)?.diagnostics).toHaveLength(1);
    await s.client.sendNotification('rederive/cursor', { uri, position: { line: 0, character: 9 } });
    expect(await s.columns(2, (found) => found.length === 2)).toEqual([5, 17]);
  });

  it('answers hovers from the newest version, in the look of the editor', async () => {
    const s = await session();
    await s.open('$1 = 2$');
    await s.client.sendNotification('rederive/theme', { kind: 'highContrast', fontSize: 20 });
    await s.type(0, 5, '3', 2, 1);
    const hover = await s.hover(0, 5);
    expect(JSON.stringify(hover?.contents)).toContain('data:highContrast');
    expect(JSON.stringify(hover?.contents)).toContain('right side **3**');
    expect(hover?.range).toEqual({ start: { line: 0, character: 1 }, end: { line: 0, character: 6 } });
    expect(
      await s.client.sendRequest('textDocument/hover', {
        textDocument: { uri: 'file:///other' },
        position: { line: 0, character: 0 },
      }),
    ).toBeNull();
  });

  it('draws both sides of a false identity as curves', async () => {
    const s = await session({}, analyzing);
    await s.open('So $(x+1)^2 = x^2 + 1 = 1 + x^2$.');
    const shown = JSON.stringify((await s.hover(0, 15))?.contents);
    expect(shown).toContain('![Both sides as curves, apart at x = 2](data:image/svg+xml;base64,');
  });

  it('outlines the problems', async () => {
    const s = await session();
    await s.open('# Problem 1\n\n$1 = 1$\n');
    expect(await s.client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } })).toMatchObject([
      { name: 'Problem 1', detail: '✓ 1' },
    ]);
  });

  it('finds, highlights and renames a symbol', async () => {
    const s = await session();
    await s.open('$x + 1$\n\n$2x$');
    const asked = { textDocument: { uri }, position: { line: 2, character: 2 } };
    const range = (line: number, character: number) => ({
      start: { line, character },
      end: { line, character: character + 1 },
    });
    expect(await s.client.sendRequest('textDocument/definition', asked)).toEqual({ uri, range: range(0, 1) });
    expect(
      await s.client.sendRequest('textDocument/references', { ...asked, context: { includeDeclaration: true } }),
    ).toEqual([
      { uri, range: range(0, 1) },
      { uri, range: range(2, 2) },
    ]);
    expect(await s.client.sendRequest('textDocument/documentHighlight', asked)).toEqual([
      { range: range(0, 1), kind: 3 },
      { range: range(2, 2), kind: 2 },
    ]);
    expect(await s.client.sendRequest('textDocument/prepareRename', asked)).toEqual({
      range: range(2, 2),
      placeholder: 'x',
    });
    expect(await s.client.sendRequest('textDocument/rename', { ...asked, newName: 'y' })).toEqual({
      changes: {
        [uri]: [
          { range: range(0, 1), newText: 'y' },
          { range: range(2, 2), newText: 'y' },
        ],
      },
    });
  });

  it('says why a symbol cannot be renamed', async () => {
    const s = await session();
    await s.open('$x + 12$');
    const at = (character: number) => ({ textDocument: { uri }, position: { line: 0, character } });
    await expect(s.client.sendRequest('textDocument/prepareRename', at(6))).rejects.toThrow(
      'A number cannot be renamed.',
    );
    await expect(s.client.sendRequest('textDocument/rename', { ...at(1), newName: '7' })).rejects.toThrow(
      '“7” is not one symbol',
    );
    expect(await s.client.sendRequest('textDocument/definition', at(6))).toBeNull();
  });

  it('verifies a problem, also when it is switched off', async () => {
    const s = await session({ enable: false });
    await s.open('# Problem 4\n\n$1 = 1 = 2$\n');
    const result = await s.client.sendRequest<VerifyResult>('rederive/verifyProblem', {
      textDocument: { uri },
      position: { line: 2, character: 0 },
    });
    expect(result.sentence).toBe('Problem 4: 1 proved, 0 tested, 1 refuted, 0 undecided');
    expect(result.firstRefuted?.range.start).toEqual({ line: 2, character: 9 });
    expect(s.found.get(uri)?.diagnostics ?? []).toEqual([]);
  });

  it('reports the progress of a verification, at most once a percent', async () => {
    const s = await session({ enable: false });
    await s.open(`$${'1 = '.repeat(500)}1$`);
    const heard: VerifyProgress[] = [];
    s.client.onProgress(new ProgressType<VerifyProgress>(), 'token', (progress) => heard.push(progress));
    await s.client.sendRequest('rederive/verifyProblem', {
      textDocument: { uri },
      position: { line: 0, character: 0 },
      workDoneToken: 'token',
    });
    expect(heard.length).toBeGreaterThan(10);
    expect(heard.length).toBeLessThanOrEqual(101);
    expect(heard.every(({ done, total }) => total === 500 && done <= total)).toBe(true);
  });

  it('stops a verification that is cancelled, and drops what nobody else waits for', async () => {
    let steps = 0;
    function* endless(): Analyzing {
      for (;;) yield { done: steps++, total: 1_000_000 };
    }
    const s = await session({ enable: false }, endless);
    await s.open('$1 = 1$');
    const { CancellationTokenSource } = await import('vscode-jsonrpc/node');
    const source = new CancellationTokenSource();
    const answer = s.client.sendRequest(
      'rederive/verifyProblem',
      { textDocument: { uri }, position: { line: 0, character: 0 } },
      source.token,
    );
    await s.client.sendRequest('textDocument/codeAction', nothing, undefined).catch(() => undefined);
    source.cancel();
    await expect(answer).rejects.toThrow('Cancelled.');
    expect(steps).toBeGreaterThan(0);
  });

  it('goes on after an analysis that throws', async () => {
    let first = true;
    const s = await session({}, (input) => {
      if (!first) return analyzingSample(input);
      first = false;
      throw new Error('broken');
    });
    await s.open('$1 = 2$');
    expect(await s.hover(0, 1)).toBeNull();
    await s.type(0, 6, ' ', 2);
    expect(await s.columns(2)).toEqual([]);
    s.rest();
    expect(await s.columns(2, (found) => found.length === 1)).toEqual([5]);
  });
});

const nothing = {
  textDocument: { uri: 'file:///none' },
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  context: { diagnostics: [] },
};
