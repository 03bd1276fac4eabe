import type { SourceDocument } from '../document/document';
import { readingOrder } from '../document/parts';
import type { Scope } from '../statement/statement';
import type { Context } from './context';

/** The files that a document names and that were not read: what they say may restrict every symbol behind the line. */
export class UnreadFiles {
  private next = 0;

  constructor(private readonly document: SourceDocument) {}

  /** Takes in those that stand before `offset`. Must be called with growing places. */
  advance(offset: number, context: Context, scopeAt: (offset: number) => Scope): void {
    const missing = this.document.assembled?.missing ?? [];
    const place = readingOrder(this.document, offset);
    for (let at = missing[this.next]; at && readingOrder(this.document, at.from) < place; at = missing[++this.next]) {
      const command = this.document.text.slice(at.from, at.to).trim();
      context.taintAll(scopeAt(at.from), `The file of “${command}” was not read; it may restrict the symbols here.`);
    }
  }
}
