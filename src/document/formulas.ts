import type { MacroTable } from '../tex/macros';
import { tokenize } from '../tex/tokenize';
import type { Span } from '../text/span';
import type { DocumentNote, MathRegion } from './document';

/** A formula as its delimiters say, before it is read. */
export interface FormulaPlace {
  readonly span: Span;
  readonly inner: Span;
  readonly display: boolean;
  readonly environment?: string;
  /** The quote marks that stand in it. */
  readonly skip?: readonly Span[];
}

/** Definitions in running text are looked for until so many of them were not complete: each such search reads far ahead. */
export const MOST_INCOMPLETE = 20;

/** Makes the regions of one document, in order, so that a macro is in force from its definition on. */
export class FormulaReader {
  readonly notes: DocumentNote[] = [];
  private incompleteDefinitions = 0;

  constructor(
    private readonly source: string,
    private readonly macros: MacroTable,
  ) {}

  region(place: FormulaPlace): MathRegion {
    const skip = place.skip === undefined ? {} : { skip: place.skip };
    const raw = tokenize(this.source, place.inner, { comments: true, ...skip });
    const { tokens, notes } = this.macros.expand(raw);
    this.notes.push(...notes);
    const region = { kind: 'math', span: place.span, inner: place.inner, display: place.display, tokens } as const;
    return place.environment === undefined ? region : { ...region, environment: place.environment };
  }

  /** Takes in a definition that stands in running text; its end, or undefined if it is not complete. */
  define(range: Span): number | undefined {
    if (this.incompleteDefinitions >= MOST_INCOMPLETE) return undefined;
    const end = this.macros.collectAt(this.source, range)?.end;
    if (end === undefined) this.incompleteDefinitions++;
    return end;
  }
}
