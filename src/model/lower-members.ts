import type { BigOperator, Node, SymbolNode } from '../formula/tree';
import { symbolLatex } from '../formula/symbol';
import { symbolsOf } from '../formula/walk';
import { family, substitute, symbol } from '../kernel/build';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { rangeOf, type OperatorHost } from './operators';

/** `x_i`, `x^{(i)}` below a sum over i: another number for each i, unless it was said what it is. Undefined for other letters; fails where the index is not read. */
export function memberOf(node: SymbolNode, running: readonly string[], host: OperatorHost): Term | undefined {
  const { key, letter, marks, subscripts } = node;
  const counts = marks.filter((mark) => running.some((name) => mark.startsWith('(') && mark.includes(name)));
  const below = subscripts.some((part) => symbolsOf(part).some((name) => running.includes(name)));
  if (counts.length === 0 && !below) return undefined;
  const told: Term | undefined = host.notation.quantity?.(key);
  if (told) return withMembers(told, running, host, 0);
  const [count, more] = counts;
  if (count === undefined)
    return family(
      symbolLatex(letter, marks, []),
      subscripts.map((subscript) => host.term(subscript)),
    );
  const index = count.slice(1, -1);
  if (more !== undefined || !running.includes(index)) return host.fail('the index was not understood');
  const others = marks.map((mark) => (mark === count ? '(\\cdot)' : mark));
  return family(symbolLatex(letter, others, subscripts), [symbol(index)]);
}

/** So many definitions may stand within one another. */
const deepest = 5;

/** What was said of `e_i` outside of sums, with its letters as members: $y_i - a$. */
function withMembers(told: Term, running: readonly string[], host: OperatorHost, depth: number): Term {
  const members = new Map<string, Term>();
  for (const name of freeSymbols(told)) {
    const [, stem, braced, single] = /^([^_]*)_(?:\{(.*)\}|(.))$/.exec(name) ?? [];
    const subscript = braced ?? single;
    if (stem === undefined || subscript === undefined || !running.some((letter) => subscript.includes(letter)))
      continue;
    if (!running.includes(subscript) || depth > deepest) return host.fail('the index was not understood');
    const further: Term | undefined = host.notation.quantity?.(name);
    members.set(name, further ? withMembers(further, running, host, depth + 1) : family(stem, [symbol(subscript)]));
  }
  return members.size > 0 ? substitute(told, members) : told;
}

/** The letter of a sum and its ends, as they are written or, for `\sum_i x_i`, as the document tells them. */
export function rangeOfSum(
  { lower: start, upper, body }: BigOperator,
  host: OperatorHost,
): { readonly variable: string; readonly from: Node; readonly to: Node } | undefined {
  const spelled = start && upper ? rangeOf(start) : undefined;
  if (spelled && upper) return { ...spelled, to: upper };
  if (upper || (start && start.kind !== 'symbol')) return undefined;
  const told = host.notation.ranges?.of(start?.key, body);
  return told && { variable: told.letter, from: told.from, to: told.to };
}
