import type { Language, SourceDocument } from './document';
import { readLatex } from './latex';
import { readMarkdown } from './markdown';

/** Reads a document in the markup that `language` names. Any text gives a document. */
export function readDocument(text: string, language: Language): SourceDocument {
  switch (language) {
    case 'markdown':
      return readMarkdown(text);
    case 'latex':
      return readLatex(text);
  }
}
