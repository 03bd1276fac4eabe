import type { DocumentNote, SourceDocument } from '../document/document';
import { readingOrder } from '../document/parts';
import { readFormula } from '../formula/read';
import type { Node } from '../formula/tree';
import { symbolsOf } from '../formula/walk';
import { readDirective, type Instructed, type Source } from '../statement/directive';
import type { Link, Scope } from '../statement/statement';
import { tokenize } from '../tex/tokenize';
import { domainOf } from './declare';
import type { Ledger } from './ledger';

/** The directives of a document, carried out in its order: what they assume and declare goes to the ledger, what they mute is asked of them. */
export class Instructions {
  readonly notes: DocumentNote[] = [];
  private readonly all: readonly Instructed[];
  private next = 0;
  private isOff = false;
  private skipFormula = false;
  private skipStep = false;
  private skipped: Link['passage'] | undefined;

  constructor(private readonly document: SourceDocument) {
    this.all = document.blocks.flatMap((block) =>
      'content' in block
        ? block.content.flatMap((inline) => (inline.kind === 'directive' ? readDirective(inline, document.text) : []))
        : [],
    );
  }

  /** Carries out what stands before `offset`. */
  advance(offset: number, ledger: Ledger, scopeAt: (offset: number) => Scope): void {
    const place = readingOrder(this.document, offset);
    for (
      let entry = this.all[this.next];
      entry && readingOrder(this.document, entry.from) < place;
      entry = this.all[++this.next]
    )
      this.perform(entry, ledger, scopeAt(entry.from));
  }

  /** Why a link is not to be checked, if a directive says so. Must be called once for each link, in order. */
  muted(link: Link): string | undefined {
    if (this.isOff) return 'Checking is switched off here by a directive.';
    if (this.skipFormula) {
      this.skipFormula = false;
      this.skipped = link.passage;
    }
    if (this.skipped === link.passage) return 'A directive says to ignore this formula.';
    if (this.skipStep && link.step) {
      this.skipStep = false;
      return 'A directive says to ignore this step.';
    }
    return undefined;
  }

  private perform({ instruction, from, to }: Instructed, ledger: Ledger, scope: Scope): void {
    const span = { from, to };
    switch (instruction.kind) {
      case 'assume': {
        const { text } = instruction.formula;
        if (!ledger.assume(this.formula(instruction.formula), scope, span, text))
          this.notes.push({ span, message: `“${text}” could not be read as a relation; nothing is assumed.` });
        return;
      }
      case 'declare': {
        const { domain, partly } = domainOf(instruction.domain);
        for (const name of instruction.names) {
          const symbols = symbolsOf(this.formula(name));
          const says = this.document.text.slice(from, to);
          if (partly) ledger.context.taint(symbols, scope, `“${says}” says more than is used here.`);
          for (const symbol of symbols) {
            ledger.context.declare({
              symbol,
              domain,
              scope,
              span,
              says,
              sentence: undefined,
            });
          }
        }
        return;
      }
      case 'logarithm': {
        const base = instruction.base === 'e' ? 'e' : instruction.base.text.trim();
        if (base === 'e' || base === '2' || base === '10') ledger.logBase = base;
        else this.notes.push({ span, message: `The base of the logarithm can be 2, 10 or e, not “${base}”.` });
        return;
      }
      case 'ignore':
        if (instruction.what === 'formula') this.skipFormula = true;
        else this.skipStep = true;
        return;
      case 'switch':
        this.isOff = !instruction.on;
        return;
      case 'context':
      case 'schedule':
        return;
      case 'not understood':
        this.notes.push({ span, message: instruction.message });
        return;
    }
  }

  private formula(source: Source): Node {
    const span = { from: source.from, to: source.from + source.text.length };
    return readFormula(tokenize(this.document.text, span, {}), span).root;
  }
}
