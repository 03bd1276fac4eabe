import type { Node, SymbolNode } from '../../formula/tree';
import type { Scope } from '../../statement/statement';
import { plain, type Said, type Shaped } from './known';
import { Shelf } from './shelf';

/** What a formula adds up: `\mu + \sigma\epsilon` says that ε has as many entries as μ. */
interface Added extends Said {
  /** What stands before the letter in its own term: `\sigma`. */
  readonly factors: readonly SymbolNode[];
  readonly others: readonly Node[];
}

type ShapeOf = (node: SymbolNode) => Shaped | undefined;

/** The lengths of vectors of which only the sums that they stand in tell one. */
export class Lengths {
  private readonly sums = new Shelf<Added>();

  /** Takes in one part of a formula. */
  observe(node: Node, scope: Scope): void {
    if (node.kind !== 'add' || node.terms.length < 2) return;
    for (const term of node.terms) {
      const letters = lettersOf(term.node);
      const others = node.terms.filter((other) => other !== term).map((other) => other.node);
      for (const letter of letters ?? [])
        this.sums.add(letter.key, {
          scope,
          span: node.span,
          factors: (letters ?? []).filter((other) => other !== letter),
          others,
        });
    }
  }

  /** The shape of a vector that is added to others; `shapeOf` knows the shapes that were said, `isFactor` what may stand before a vector. */
  of(key: string, scope: Scope, shapeOf: ShapeOf, isFactor: (node: SymbolNode) => boolean): Shaped | undefined {
    for (const { factors, others } of this.sums.all(key, scope)) {
      if (!factors.every(isFactor)) continue;
      for (const other of others) {
        const [shaped, more] = (lettersOf(other) ?? []).flatMap((letter) => shapeOf(letter) ?? []);
        if (shaped?.shape.length === 1 && !more) return shaped;
      }
    }
    return undefined;
  }
}

/** The letters of a term that is one, or numbers times one: `\mu`, `2\sigma\epsilon`, `\frac{\epsilon}{2}`. */
function lettersOf(term: Node): readonly SymbolNode[] | undefined {
  const bare = plain(term);
  switch (bare.kind) {
    case 'symbol':
      return [bare];
    case 'number':
      return [];
    case 'product': {
      const parts = bare.factors.map((factor) => lettersOf(factor.node));
      return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
    }
    case 'quotient':
      return lettersOf(bare.dividend);
    default:
      return undefined;
  }
}
