import { printLatex } from '../../formula/print';
import type { Node } from '../../formula/tree';
import type { Scope } from '../../statement/statement';
import { normName, type NormMeaning, type Said } from './known';
import { Shelf } from './shelf';

/** What a text says of its norms: which are meant, and which letters are their exponents. */
export class NormTalk {
  private readonly meanings = new Shelf<Said & { readonly meaning: NormMeaning }>();
  private readonly exponents = new Shelf<Said>();
  private frobenius = false;

  /** Takes in one part of a formula. */
  observe(node: Node, scope: Scope): void {
    if (node.kind !== 'norm' || !node.subscript) return;
    if (normName(node.subscript) === 'F') this.frobenius = true;
    const parts = node.subscript.kind === 'chain' ? node.subscript.operands : [node.subscript];
    for (const part of parts)
      if (part.kind === 'symbol' && /^[pqrs]$/.test(part.letter) && part.subscripts.length === 0)
        this.exponents.add(part.key, { scope, span: node.span });
  }

  /** What the norm with a subscript was said to be. */
  mean(subscript: Node, meaning: NormMeaning, said: Said): void {
    this.meanings.add(printLatex(subscript), { ...said, meaning });
  }

  meaningOf(subscript: string, scope: Scope): NormMeaning | undefined {
    return this.meanings.latest(subscript, scope)?.meaning;
  }

  /** Whether the text has a norm $\|\cdot\|_F$. */
  get namesFrobenius(): boolean {
    return this.frobenius;
  }

  /** Whether a letter stands below norms where 1, 2 and ∞ may stand: the p of $\|x\|_p$. */
  isExponent(key: string, scope: Scope): boolean {
    return this.exponents.latest(key, scope) !== undefined;
  }

  /** The letters that are exponents of norms, in the order of their first use. */
  exponentsIn(scope: Scope): readonly string[] {
    return this.exponents.names().filter((key) => this.isExponent(key, scope));
  }
}
