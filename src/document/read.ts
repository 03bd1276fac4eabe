import { MacroTable } from '../tex/macros';
import type { Language, SourceDocument } from './document';
import type { Files } from './files';
import { readLatex } from './latex';
import { readMarkdown } from './markdown';
import type { NotebookCell } from './notebook';
import { Assembly, type Take } from './parts';

/** What a text is read with: the files around it and, of a notebook, its cells, each of which is a Markdown text. */
export interface ReadingOptions {
  readonly files?: Files | undefined;
  readonly cells?: readonly NotebookCell[] | undefined;
}

/** Reads a document in the markup that `language` names, with the files that it takes in. Any text gives a document. */
export function readDocument(text: string, language: Language, options: ReadingOptions = {}): SourceDocument {
  return new Assembly(text, options, readText).read(language, new MacroTable());
}

function readText(text: string, language: Language, macros: MacroTable, take: Take): SourceDocument {
  switch (language) {
    case 'markdown':
      return readMarkdown(text, { macros, take });
    case 'latex':
      return readLatex(text, { macros, take });
  }
}
