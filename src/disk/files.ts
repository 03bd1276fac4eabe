import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { FileAnswer, FileRequest, Files } from '../document/files';

/** The files around a document on a disk. */
export interface Surroundings {
  /** The document's own path, absolute. */
  readonly own: string;
  /** The folders that may be read, absolute. */
  readonly roots: readonly string[];
  /** The text of a file that is open in an editor, which counts before the disk. */
  readonly open?: (path: string) => string | undefined;
  /** Is told of every path that is looked at, also of those where nothing is. */
  readonly asked?: (path: string) => void;
}

/** More than any text that a person writes. */
const MOST_BYTES = 4_000_000;

/** Finds files as TeX does: beside the one that names them, else beside the document; `\input{part}` is `part.tex`. */
export function filesOnDisk({ own, roots, open, asked }: Surroundings): Files {
  const allowed = roots.map(real);
  const isInside = (path: string) => allowed.some((root) => contains(root, path));
  const read = ({ path, use, from }: FileRequest): FileAnswer => {
    let outside = false;
    for (const candidate of candidates(path, use, use === 'facts' ? [own] : [from ?? own, own])) {
      if (!isInside(real(candidate))) {
        outside = true;
        continue;
      }
      asked?.(candidate);
      const text = open?.(candidate) ?? textOf(candidate);
      if (text === undefined) continue;
      const name = nameOf(candidate, own);
      return typeof text === 'string' ? { kind: 'text', id: candidate, name, text } : text;
    }
    return { kind: outside ? 'outside' : 'missing' };
  };
  return { own, read };
}

function candidates(path: string, use: FileRequest['use'], beside: readonly string[]): readonly string[] {
  const names = use === 'tex' && !/\.(?:tex|ltx)$/i.test(path) ? [`${path}.tex`, path] : [path];
  const folders = [...new Set(beside.map((file) => dirname(file)))];
  return folders.flatMap((folder) => names.map((name) => resolve(folder, name)));
}

/** The path without links; of a file that is not there, through the nearest folder that is. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : resolve(real(above), relative(above, path));
  }
}

function contains(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Undefined where no file is. */
function textOf(path: string): string | Extract<FileAnswer, { kind: 'unreadable' }> | undefined {
  try {
    const found = statSync(path);
    if (!found.isFile()) return undefined;
    if (found.size > MOST_BYTES) return { kind: 'unreadable', message: 'it is too large.' };
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'unreadable', message: 'it is not text in UTF-8.' };
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { kind: 'unreadable', message: `${code ?? String(error)}.` };
  }
}

function nameOf(path: string, own: string): string {
  return relative(dirname(own), path).split(sep).join('/');
}
