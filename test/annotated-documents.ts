import { readdirSync, readFileSync } from 'node:fs';
import type { Language } from '../src/document/document';
import { withoutAnnotations } from './annotated';

const folder = new URL('documents/', import.meta.url);

/** The annotated documents as a student would have them. */
export function annotatedDocuments(): readonly { readonly text: string; readonly language: Language }[] {
  return readdirSync(folder).map((name) => ({
    text: withoutAnnotations(readFileSync(new URL(name, folder), 'utf8')),
    language: name.endsWith('.tex') ? 'latex' : 'markdown',
  }));
}
