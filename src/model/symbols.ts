import type { SourceDocument } from '../document/document';
import { readingOrder } from '../document/parts';
import type { Hearing } from '../statement/heard';
import type { Sentence } from '../statement/sentence';
import { holdsIn, type Link, type Scope } from '../statement/statement';
import { touches, type Span } from '../text/span';
import type { Context } from './context';
import type { Evidence } from './evidence';
import { Identities } from './symbols/identity';
import { Known, type Declared, type SymbolFact } from './symbols/known';
import type { DocumentSymbol, HiddenMention, Occurrence } from './symbols/symbol';
import { Trace } from './symbols/trace';

export type { DocumentSymbol, HiddenMention, Occurrence } from './symbols/symbol';
export type { SymbolFact } from './symbols/known';

/** What the symbols of a document are read from. */
export interface SymbolSources {
  readonly document: SourceDocument;
  readonly sentences: readonly Sentence[];
  readonly scopeAt: (offset: number) => Scope;
  readonly heardIn: Hearing;
  /** The relations that are in force for what follows them: none that is refuted. */
  readonly links: readonly Link[];
  readonly context: Context;
  readonly evidence: Evidence;
}

/** Every symbol of the formulas of a document, with every place where it stands and what is known of it there. */
export class SymbolIndex {
  /** In document order; of those that begin at one place the longest first. */
  readonly occurrences: readonly Occurrence[];
  readonly symbols: readonly DocumentSymbol[];
  readonly hidden: readonly HiddenMention[];

  constructor(
    trace: Trace,
    private readonly known: Known,
    order: (offset: number) => number,
  ) {
    this.symbols = trace.finish(order);
    this.occurrences = this.symbols
      .flatMap((symbol) => symbol.occurrences)
      .sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to);
    this.hidden = trace.hidden;
  }

  /** The innermost symbol around an offset; where two touch, the one to the right. */
  at(offset: number): Occurrence | undefined {
    let best: Occurrence | undefined;
    for (const occurrence of this.occurrences) {
      if (occurrence.span.from > offset) break;
      if (!touches(occurrence.span, offset)) continue;
      const inside = offset < occurrence.span.to;
      const better =
        !best ||
        (inside && (offset >= best.span.to || length(occurrence.span) <= length(best.span))) ||
        (!inside && offset >= best.span.to && length(occurrence.span) < length(best.span));
      if (better) best = occurrence;
    }
    return best;
  }

  /** Where another symbol with that spelling stands that is known where this one is, or the other way round. */
  clash(symbol: DocumentSymbol, key: string): Occurrence | undefined {
    for (const other of this.symbols) {
      if (
        other === symbol ||
        other.binder !== undefined ||
        !(holdsIn(other.scope, symbol.scope) || holdsIn(symbol.scope, other.scope))
      )
        continue;
      const found = other.occurrences.find(({ key: spelled, name, whole }) =>
        symbol.kind === 'family' ? !whole && name === key : spelled === key,
      );
      if (found) return found;
    }
    return undefined;
  }

  /** Where a symbol is written in something that was not read. */
  hiddenMention(symbol: DocumentSymbol): Span | undefined {
    const keys = new Set([symbol.key, ...symbol.occurrences.map((occurrence) => occurrence.key)]);
    return this.hidden.find(({ key, scope }) => keys.has(key) && holdsIn(symbol.scope, scope))?.span;
  }

  /** What is known of a symbol where it stands. */
  factsAt(occurrence: Occurrence): readonly SymbolFact[] {
    return this.known.at(occurrence);
  }

  /**
   * Where a symbol is introduced: where it is declared or defined, else where it first stands; of a bound symbol its place in the binder.
   */
  introduction(symbol: DocumentSymbol): Occurrence | undefined {
    const [first] = symbol.occurrences;
    const { boundAt } = symbol;
    if (boundAt)
      return symbol.occurrences.find(({ span }) => span.from === boundAt.from && span.to === boundAt.to) ?? first;
    if (!first || symbol.kind === 'constant') return first;
    const keys = [...new Set([symbol.key, ...symbol.occurrences.map((o) => o.key)])];
    const said = this.known.introduction(keys, symbol.scope) ?? this.known.definition(keys, symbol.scope);
    return said ? (symbol.occurrences.find((o) => said.from <= o.span.from && o.span.to <= said.to) ?? first) : first;
  }
}

/** Reads the symbols of a document. Linear in its length. */
export function readSymbols({
  document,
  sentences,
  scopeAt,
  heardIn,
  links,
  context,
  evidence,
}: SymbolSources): SymbolIndex {
  const identities = new Identities(evidence);
  const heard: Declared[] = [];
  sentences.forEach((sentence, number) => {
    const scope = scopeAt(sentence.span.from);
    for (const passage of sentence.passages) identities.add(passage.formula.root, scope);
    for (const declaration of heardIn(number)?.declarations ?? []) {
      identities.declare(declaration, scope);
      heard.push({ declaration, scope, sentence: number });
    }
  });
  const trace = new Trace(document.text, identities);
  const expanded = expandedSpans(document);
  for (const sentence of sentences)
    for (const passage of sentence.passages)
      trace.add(passage, scopeAt(passage.span.from), expanded.get(passage.span.from) ?? []);
  const order = (offset: number): number => readingOrder(document, offset);
  const known = new Known(context, evidence, (scope) => identities.hasArrays(scope), order);
  for (const entry of heard) known.hear(entry);
  for (const link of links) known.define(link);
  return new SymbolIndex(trace, known, order);
}

/** The places of the tokens out of macros, in order, by the beginning of their formula. */
function expandedSpans(document: SourceDocument): ReadonlyMap<number, readonly Span[]> {
  const found = new Map<number, readonly Span[]>();
  for (const block of document.blocks) {
    if (block.kind !== 'paragraph' && block.kind !== 'heading') continue;
    for (const inline of block.content) {
      if (inline.kind !== 'math') continue;
      const spans = inline.tokens.filter((token) => token.expanded).map((token) => token.span);
      if (spans.length > 0)
        found.set(
          inline.span.from,
          spans.sort((a, b) => a.from - b.from),
        );
    }
  }
  return found;
}

function length(span: Span): number {
  return span.to - span.from;
}
