import type { Node, SymbolNode } from '../formula/tree';
import { printLatex } from '../formula/print';
import { walk } from '../formula/walk';

/** From where to where an index runs. */
export interface IndexRange {
  readonly letter: string;
  readonly from: Node;
  readonly to: Node;
}

/**
 * The ends of families and of indices in a document, for sums without a range: `x_1, \dots, x_n` and `i = 1, \dots, n`. Where different ones are told
 * of one name, none is known.
 */
export class RangesSeen {
  private readonly ends = new Map<string, { readonly from: Node; readonly to: Node } | 'several'>();

  /** Takes in one part of a formula. */
  add(node: Node): void {
    const items =
      node.kind === 'tuple' ? node.items : node.kind === 'sequence' ? node.items.map((item) => item.node) : [];
    items.forEach((item, k) => {
      const [first, last] = [items[0], items[k + 1]];
      if (item.kind !== 'ellipsis' || !first || !last) return;
      const end = last.kind === 'chain' ? last.operands[0] : last;
      if (!end) return;
      if (first.kind === 'chain' && first.relations.length === 1 && first.relations[0]?.kind === '=') {
        const [letter, from] = first.operands;
        if (letter?.kind === 'symbol' && from) this.tell(letter.key, from, end);
        return;
      }
      const [from, to] = [indexOf(first), indexOf(end)];
      if (first.kind === 'symbol' && end.kind === 'symbol' && from && to && stemOf(first) === stemOf(end))
        this.tell(`${stemOf(first)} _`, from, to);
    });
  }

  private tell(name: string, from: Node, to: Node): void {
    const known = this.ends.get(name);
    const isSame = known !== undefined && known !== 'several' && printed(known) === printed({ from, to });
    if (!isSame) this.ends.set(name, known === undefined ? { from, to } : 'several');
  }

  /** From where to where a sum runs whose sign names no range; `named` is the letter below it, if there is one. */
  of(named: string | undefined, body: Node): IndexRange | undefined {
    const letters = new Set<string>();
    const found = new Map<string, { readonly from: Node; readonly to: Node }>();
    let clash = false;
    walk(body, (node) => {
      const index = indexOf(node);
      if (node.kind !== 'symbol' || index?.kind !== 'symbol' || (named !== undefined && index.key !== named)) return;
      letters.add(index.key);
      const ends = this.ends.get(`${stemOf(node)} _`);
      if (ends === 'several') clash = true;
      else if (ends) found.set(printed(ends), ends);
    });
    const letter = named ?? (letters.size === 1 ? [...letters][0] : undefined);
    if (letter === undefined || clash) return undefined;
    const own = this.ends.get(letter);
    if (own === 'several') return undefined;
    if (own) found.set(printed(own), own);
    const [ends, more] = found.values();
    return ends && !more ? { letter, ...ends } : undefined;
  }
}

function indexOf(node: Node): Node | undefined {
  return node.kind === 'symbol' && node.subscripts.length === 1 ? node.subscripts[0] : undefined;
}

function stemOf({ letter, marks }: SymbolNode): string {
  return [letter, ...marks].join(' ');
}

function printed({ from, to }: { readonly from: Node; readonly to: Node }): string {
  return `${printLatex(from)} to ${printLatex(to)}`;
}
