/** Which way a document takes another file in: `\input{part}`, the directive `context notes.md`, or the facts that stand beside it. */
export type FileUse = 'tex' | 'context' | 'facts';

/** What is asked of whoever knows the files around a document. */
export interface FileRequest {
  /** As written. */
  readonly path: string;
  readonly use: FileUse;
  /** The `id` of the file that names it; undefined for the document itself. */
  readonly from: string | undefined;
}

export type FileAnswer =
  | { readonly kind: 'text'; readonly id: string; readonly name: string; readonly text: string }
  | { readonly kind: 'missing' }
  /** It lies outside the folders that may be read. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'unreadable'; readonly message: string };

/**
 * The files around a document. The server and the command line bring one; nothing below them knows a disk. `id` must be the same for the same file, and
 * `own` is that of the document, so that a file that takes itself in is noticed.
 */
export interface Files {
  readonly own: string | undefined;
  readonly read: (request: FileRequest) => FileAnswer;
}

/** The file that a line of a directive names: `context notes.md`. Undefined where it is another directive. */
export function contextFile(line: string): string | undefined {
  return /^context:?\s+(\S.*?)\s*$/i.exec(line.trim())?.[1];
}
