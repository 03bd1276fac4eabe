import { MacroTable } from '../tex/macros';
import type { Language, SourceDocument } from './document';
import type { Files } from './files';
import { readLatex } from './latex';
import { readMarkdown } from './markdown';
import { Assembly, type Take } from './parts';

/** Reads a document in the markup that `language` names, with the files that it takes in. Any text gives a document. */
export function readDocument(text: string, language: Language, files?: Files): SourceDocument {
  return new Assembly(text, files, readText).read(language, new MacroTable());
}

function readText(text: string, language: Language, macros: MacroTable, take: Take): SourceDocument {
  switch (language) {
    case 'markdown':
      return readMarkdown(text, { macros, take });
    case 'latex':
      return readLatex(text, { macros, take });
  }
}
