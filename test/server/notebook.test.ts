import type { CodeAction, DocumentSymbol, Hover, Location, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { analyzing } from '../../src/analysis';
import type { VerifyResult } from '../../src/protocol';
import { Session } from './session';

const notebook = 'file:///homework.ipynb';
const cellUri = (name: string) => `vscode-notebook-cell:/homework.ipynb#${name}`;

type Kind = 'text' | 'code';

const cell = (name: string, kind: Kind = 'text') => ({ kind: kind === 'text' ? 1 : 2, document: cellUri(name) });

const item = (name: string, text: string, kind: Kind = 'text') => ({
  uri: cellUri(name),
  languageId: kind === 'text' ? 'markdown' : 'python',
  version: 1,
  text,
});

async function session(): Promise<Session> {
  return new Session(analyzing).start();
}

/** Three cells: a definition, code, and what is claimed of the definition. */
async function opened(last: string): Promise<Session> {
  const s = await session();
  await s.client.sendNotification('notebookDocument/didOpen', {
    notebookDocument: {
      uri: notebook,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: [cell('a'), cell('b', 'code'), cell('c')],
    },
    cellTextDocuments: [item('a', 'Let $x = 3$.'), item('b', '1 + 1 == 3', 'code'), item('c', last)],
  });
  return s;
}

const change = (s: Session, cells: object) =>
  s.client.sendNotification('notebookDocument/didChange', {
    notebookDocument: { uri: notebook, version: 2 },
    change: { cells },
  });

const columns = async (s: Session, name: string, version: number): Promise<readonly string[]> => {
  const { diagnostics } = await s.until(() => {
    const params = s.found.get(cellUri(name));
    return params?.version === version ? params : undefined;
  });
  return diagnostics.map(({ range: { start }, severity }) => `${start.line}:${start.character} ${severity}`);
};

const at = (name: string, line: number, character: number) => ({
  textDocument: { uri: cellUri(name) },
  position: { line, character },
});

describe('a notebook in the editor', () => {
  it('is one document: what an earlier cell defines holds in a later one, and a squiggle stands in its cell', async () => {
    const s = await opened('So we have\n$$x^2 = 9 = 8.$$');
    expect(await columns(s, 'c', 1)).toEqual(['1:12 1']);
    expect(await columns(s, 'a', 1)).toEqual([]);
    expect(s.found.has(cellUri('b'))).toBe(false);
    expect(s.found.has(notebook)).toBe(false);
  });

  it('has its ticks at the lines of the cells', async () => {
    const s = await opened('So we have\n$$x^2 = 9.$$');
    await columns(s, 'c', 1);
    const { marks, status } = await s.until(() => s.marks.get(cellUri('c')));
    expect(marks).toEqual([{ line: 1, kind: 'proved' }]);
    expect(s.marks.get(cellUri('a'))?.marks).toEqual([]);
    expect(s.marks.get(cellUri('a'))?.status).toEqual(status);
  });

  it('is checked again when a cell is typed in', async () => {
    const s = await opened('So $x^2 = 9$.');
    await columns(s, 'c', 1);
    const range = { start: { line: 0, character: 9 }, end: { line: 0, character: 10 } };
    await change(s, {
      textContent: [{ document: { uri: cellUri('c'), version: 2 }, changes: [{ range, text: '8' }] }],
    });
    expect(await columns(s, 'c', 2)).toEqual([]);
    s.rest();
    expect(await s.until(() => (s.found.get(cellUri('c'))?.diagnostics.length === 1 ? true : undefined))).toBe(true);
  });

  it('loses what a cell says that was deleted or made code, with its squiggles', async () => {
    const s = await opened('So $4 = 5$.');
    expect(await columns(s, 'c', 1)).toHaveLength(1);
    await change(s, {
      structure: { array: { start: 2, deleteCount: 1, cells: [cell('d')] }, didOpen: [item('d', 'So $x^2 = 9 = 7$.')] },
    });
    expect(await columns(s, 'd', 1)).toEqual(['0:14 1']);
    expect(s.found.get(cellUri('c'))?.diagnostics).toEqual([]);
    await change(s, { data: [cell('d', 'code')] });
    await s.until(() => (s.found.get(cellUri('d'))?.diagnostics.length === 0 ? true : undefined));
  });

  it('answers hovers, definitions and renames across its cells', async () => {
    const s = await opened('So we have\n$$x^2 = 9 = 8.$$');
    const hover = await s.client.sendRequest<Hover>('textDocument/hover', at('c', 1, 12));
    expect(hover.range?.start).toEqual({ line: 1, character: 8 });
    expect(hover.contents).toMatchObject({ value: expect.stringContaining('Refuted') as string });
    const definition = await s.client.sendRequest<Location>('textDocument/definition', at('c', 1, 2));
    expect(definition.uri).toBe(cellUri('a'));
    expect(definition.range.start).toMatchObject({ line: 0 });
    const edit = await s.client.sendRequest<WorkspaceEdit>('textDocument/rename', {
      ...at('c', 1, 2),
      newName: 'y',
    });
    expect(Object.keys(edit.changes ?? {})).toEqual([cellUri('a'), cellUri('c')]);
    expect(edit.changes?.[cellUri('c')]?.[0]?.range.start).toEqual({ line: 1, character: 2 });
  });

  it('repairs in the cell, and verifies a problem that goes over several', async () => {
    const s = await opened('# Problem 1\n\n$$x^2 = 9 = 8.$$');
    const range = { start: { line: 2, character: 12 }, end: { line: 2, character: 12 } };
    const [fix] = await s.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: cellUri('c') },
      range,
      context: { diagnostics: [] },
    });
    expect(fix?.edit?.changes).toEqual({
      [cellUri('c')]: [{ range: { start: { line: 2, character: 12 }, end: { line: 2, character: 13 } }, newText: '9' }],
    });
    const result = await s.client.sendRequest<VerifyResult>('rederive/verifyProblem', at('a', 0, 0));
    expect(result.firstRefuted).toEqual({
      uri: cellUri('c'),
      range: { start: { line: 2, character: 12 }, end: { line: 2, character: 13 } },
    });
    const outline = await s.client.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', at('c', 0, 0));
    expect(outline.map(({ name }) => name)).toEqual(['Problem 1']);
    expect(await s.client.sendRequest('textDocument/documentSymbol', at('a', 0, 0))).toEqual([]);
  });

  it('is forgotten when it is closed', async () => {
    const s = await opened('So $4 = 5$.');
    expect(await columns(s, 'c', 1)).toHaveLength(1);
    await s.client.sendNotification('notebookDocument/didClose', {
      notebookDocument: { uri: notebook },
      cellTextDocuments: [{ uri: cellUri('a') }, { uri: cellUri('b') }, { uri: cellUri('c') }],
    });
    await s.until(() => (s.found.get(cellUri('c'))?.diagnostics.length === 0 ? true : undefined));
    expect(await s.client.sendRequest('textDocument/hover', at('c', 0, 5))).toBeNull();
  });
});
