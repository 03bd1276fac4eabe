import { readFileSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { filesOnDisk } from '../disk/files';
import type { AnalysisInput } from '../analysis';
import { readNotebook } from '../document/notebook';

export type FileText =
  ({ readonly kind: 'text' } & AnalysisInput) | { readonly kind: 'unreadable'; readonly message: string };

/** Reads a file as UTF-8, with what lies in its folder and below. What cannot be read is told in words. */
export function readTextFile(path: string): FileText {
  try {
    if (statSync(path).isDirectory()) return unreadable(`${path} is a directory; name the files in it.`);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
    const own = resolve(path);
    const files = filesOnDisk({ own, roots: [dirname(own)] });
    const ending = extname(path).toLowerCase();
    if (ending !== '.ipynb') return { kind: 'text', text, language: ending === '.tex' ? 'latex' : 'markdown', files };
    const notebook = readNotebook(text);
    if (notebook.kind === 'broken') return unreadable(`${path} ${notebook.message}`);
    return { kind: 'text', text: notebook.text, language: 'markdown', cells: notebook.cells, files };
  } catch (error) {
    if (error instanceof TypeError) return unreadable(`${path} is not text in UTF-8; save it in that encoding.`);
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return unreadable(`${path} does not exist.`);
    if (code === 'EACCES') return unreadable(`${path} may not be read by you.`);
    return unreadable(`${path} could not be read (${code ?? String(error)}).`);
  }
}

function unreadable(message: string): FileText {
  return { kind: 'unreadable', message };
}
