import { afterEach, describe, expect, it } from 'vitest';
import { analyzing } from '../../src/analysis';
import type { Files } from '../../src/document/files';
import type { Around } from '../../src/server/serve';
import { Session, uri } from './session';

const notes = 'file:///notes.md';
const sessions: Session[] = [];
/** The texts on the disk. */
const disk = new Map<string, string>();

function files(own: string, { open, asked }: Around): Files {
  return {
    own,
    read: ({ path }) => {
      const id = `file:///${path}`;
      asked(id);
      const text = open(id) ?? disk.get(id);
      return text === undefined ? { kind: 'missing' } : { kind: 'text', id, name: path, text };
    },
  };
}

async function session(): Promise<Session> {
  const made = new Session(analyzing, files);
  sessions.push(made);
  return made.start();
}

afterEach(() => {
  disk.clear();
  for (const { client } of sessions.splice(0)) client.dispose();
});

const homework = '<!-- rederive: context notes.md -->\n\n## Solution\n\nSo $f(3) + 0 = 9$.';

describe('a file that an open document takes in', () => {
  it('is read from the disk, and again when it has changed there', async () => {
    disk.set(notes, 'Define $f(t) = t^2$.');
    const s = await session();
    await s.open(homework);
    expect(await s.columns(1)).toEqual([]);
    disk.set(notes, 'Define $f(t) = t^3$.');
    await s.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: notes, type: 2 }] });
    expect(await s.columns(1, (found) => found.length > 0)).toEqual([15]);
  });

  it('is read as it stands in the editor, and as it is typed', async () => {
    disk.set(notes, 'Define $f(t) = t^2$.');
    const s = await session();
    await s.open('Define $f(t) = t^3$.', 'markdown', notes);
    await s.open(homework);
    expect(await s.columns(1, (found) => found.length > 0)).toEqual([15]);
    await s.type(0, 17, '2', 2, 1, notes);
    expect(await s.columns(1, (found) => found.length === 0)).toEqual([]);
  });

  it('is found when it comes to be, and missed when it goes', async () => {
    const s = await session();
    await s.open(homework);
    expect(await s.columns(1, (found) => found.some(({ message }) => message.includes('not there')))).toEqual([0]);
    await s.open('Define $f(t) = t^3$.', 'markdown', notes);
    expect(await s.columns(1, (found) => found.every(({ message }) => !message.includes('not there')))).toEqual([15]);
    await s.client.sendNotification('textDocument/didClose', { textDocument: { uri: notes } });
    expect(await s.columns(1, (found) => found.length > 0 && found[0]?.range.start.character === 0)).toEqual([0]);
  });

  it('is where the definition of its symbols is', async () => {
    disk.set(notes, '\nDefine $f(t) = t^2$.');
    const s = await session();
    await s.open(homework);
    await s.columns(1);
    const found = await s.client.sendRequest('textDocument/definition', {
      textDocument: { uri },
      position: { line: 4, character: 4 },
    });
    expect(found).toEqual({ uri: notes, range: { start: { line: 1, character: 8 }, end: { line: 1, character: 9 } } });
  });
});
