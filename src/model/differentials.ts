import type { Factor, Node, SymbolNode } from '../formula/tree';
import { symbol } from '../kernel/build';
import type { Term } from '../kernel/term';
import { differentialSymbol } from './rates';

/** The factors of a product, where a `d` and the letter behind it are one differential: `2x\,dx`. */
export function* withDifferentials(
  factors: readonly Factor[],
): Generator<Node | { readonly differential: SymbolNode }> {
  for (let k = 0; k < factors.length; k++) {
    const here = factors[k];
    const differential = differentialAt(factors, k);
    if (differential) {
      yield { differential };
      k++;
    } else if (here) yield here.node;
  }
}

export function differentialTerm({ key }: SymbolNode): Term {
  return symbol(differentialSymbol(key));
}

/** The letter behind a `d`, where both stand side by side. */
function differentialAt(factors: readonly Factor[], k: number): SymbolNode | undefined {
  const [here, next] = [factors[k]?.node, factors[k + 1]];
  if (here?.kind !== 'symbol' || here.key !== 'd' || next?.operator !== 'implicit') return undefined;
  return next.node.kind === 'symbol' && next.node.subscripts.length === 0 ? next.node : undefined;
}

/** `\cos\theta\,d\theta`: the differential does not belong to what the function is taken of. */
export function behindFunction(node: Node): { readonly rest: Node; readonly differential: SymbolNode } | undefined {
  if (node.kind === 'power') {
    const inner = behindFunction(node.base);
    return inner && { ...inner, rest: { ...node, base: inner.rest } };
  }
  const [argument] = node.kind === 'call' ? node.args : [];
  if (node.kind !== 'call' || node.args.length !== 1 || argument?.kind !== 'product') return undefined;
  const { factors } = argument;
  const differential = factors.length > 2 ? differentialAt(factors, factors.length - 2) : undefined;
  if (!differential || factors[factors.length - 2]?.operator !== 'implicit') return undefined;
  const kept = factors.slice(0, -2);
  const [only] = kept;
  const rest: Node = kept.length === 1 && only ? only.node : { ...argument, factors: kept };
  return { rest: { ...node, args: [rest] }, differential };
}
