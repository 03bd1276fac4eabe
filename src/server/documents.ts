import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis';
import type { Language } from '../document/document';

/** An open document: its text, what was last found in it, and where the user types. */
export interface OpenDocument {
  readonly uri: string;
  readonly language: Language;
  /** The text of the newest version. */
  text: TextDocument;
  /** Addresses of the files that its newest check has looked at. */
  uses: ReadonlySet<string>;
  /** What was found, and in which version. */
  found: { readonly version: number; readonly analysis: Analysis } | undefined;
  /** Where the last change ended, until typing has rested or the cursor has left. */
  typing: { readonly offset: number; cursor: number | undefined } | undefined;
}

/** The documents that are open in the editor, kept up to date change by change. */
export class Documents {
  private readonly open = new Map<string, OpenDocument>();

  get(uri: string): OpenDocument | undefined {
    return this.open.get(uri);
  }

  all(): IterableIterator<OpenDocument> {
    return this.open.values();
  }

  add({ uri, languageId, version, text }: TextDocumentItem): OpenDocument {
    const document: OpenDocument = {
      uri,
      language: /tex/i.test(languageId) ? 'latex' : 'markdown',
      text: TextDocument.create(uri, languageId, version, text),
      uses: new Set(),
      found: undefined,
      typing: undefined,
    };
    this.open.set(uri, document);
    return document;
  }

  /** Takes changes in, in their order; the place where the last one ends is where the user types. */
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): OpenDocument | undefined {
    const document = this.open.get(uri);
    if (document === undefined) return undefined;
    document.text = TextDocument.update(document.text, changes, version);
    const last = changes[changes.length - 1];
    document.typing =
      last !== undefined && 'range' in last
        ? { offset: document.text.offsetAt(last.range.start) + last.text.length, cursor: undefined }
        : undefined;
    return document;
  }

  remove(uri: string): void {
    this.open.delete(uri);
  }
}
