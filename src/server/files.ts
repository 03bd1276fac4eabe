import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { filesOnDisk } from '../disk/files';
import type { Files } from '../document/files';
import type { Around } from './serve';

/**
 * The files of the workspace around a document: of its folders, or, outside of all of them, of the document's own one. Files are known by their
 * addresses. Undefined for what is not on a disk.
 */
export function filesAround(uri: string, { folders, open, asked }: Around): Files | undefined {
  const own = pathOf(uri);
  if (own === undefined) return undefined;
  const roots = folders.flatMap((folder) => pathOf(folder) ?? []);
  const onDisk = filesOnDisk({
    own,
    roots: [dirname(own), ...roots],
    open: (path) => open(addressOf(path)),
    asked: (path) => asked(addressOf(path)),
  });
  return {
    own: uri,
    read: ({ from, ...request }) => {
      const answer = onDisk.read({ ...request, from: from === undefined ? undefined : pathOf(from) });
      return answer.kind === 'text' ? { ...answer, id: addressOf(answer.id) } : answer;
    },
  };
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

function addressOf(path: string): string {
  return pathToFileURL(path).href;
}
