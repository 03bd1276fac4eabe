import { toTerm } from '../../kernel/canonical/write';
import type { Quotient } from '../../kernel/canonical/atom';
import { termToLatex } from '../../kernel/print';
import type { SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { Evaluator } from '../../model/structure/evaluator';
import { inventedLaws } from '../../model/structure/families';
import type { Instance } from '../../model/structure/instance';
import { bareValue, unknownValue } from '../../model/structure/unknowns';
import { scalar } from '../../model/structure/value';
import type { StructuredClaim } from './checker';

/** What was invented for the letters of functions and families, as a student would write it: `f(x)` is `x^2 + x`. */
export function inventionsIn(claim: StructuredClaim, instance: Instance): Readonly<Record<string, string>> {
  const { world, link, chooser } = claim;
  const ev = new Evaluator(world, link.scope, instance, chooser);
  const words: Record<string, string> = {};
  for (const key of [...instance.invented]) {
    const node = world.nodeOf(key);
    const shown = node && described(ev, node);
    if (shown) words[shown.left] = shown.right;
  }
  return words;
}

function described(ev: Evaluator, node: SymbolNode): { readonly left: string; readonly right: string } | undefined {
  try {
    const variable = ev.world.usage.variableOf(node.key, ev.scope);
    if (variable) {
      const [law, more] = inventedLaws(ev, node.key, variable);
      return law && !more
        ? { left: node.key, right: `\\mathcal{N}(${shown(ev, law.mean)}, ${shown(ev, law.variance)})` }
        : undefined;
    }
    const args = ev.world.usage.argumentsOf(node.key, ev.scope);
    if (!args && ev.world.usage.domainOf(node.key, ev.scope)) return undefined;
    const places = args?.map(printLatex).join(', ') ?? 't';
    const value = args
      ? bareValue(ev, node)
      : unknownValue(ev, node, [scalar(ev.algebra.fromAtom(ev.algebra.symbol('t')))]);
    const [only, more] = value.entries;
    return only && !more ? { left: `${node.key}(${places})`, right: shown(ev, only) } : undefined;
  } catch {
    // What cannot be shown is left out.
    return undefined;
  }
}

/** Open places have the names of their symbols, told apart by primes. */
function shown({ algebra }: Evaluator, value: Quotient): string {
  return termToLatex(toTerm(algebra, value)).replace(/'/g, '');
}
