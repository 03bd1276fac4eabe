import type { Node } from '../formula/tree';
import { freeSymbols, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';

/** The symbols of a side, as far as they matter for what kind of claim it is: constants of integration do not. */
export function telling(side: Term, other: Term): ReadonlySet<string> {
  const symbols = freeSymbols(side);
  if (![side, other].some(isIndefinite)) return symbols;
  return new Set([...symbols].filter((name) => !isIntegrationConstant(name)));
}

function isIndefinite(term: Term): boolean {
  return someSubterm(term, (part) => part.kind === 'integral' && part.lower === undefined);
}

/** `C`, `C_1`, `c`, `K`. */
export function isIntegrationConstant(name: string): boolean {
  return /^[CcKk](?:_(?:\{.*\}|.))?$/.test(name) || /^\\text\{\s*const/.test(name);
}

/**
 * Whether a relation says what an operation gives that is written out on its left side: `\frac{d}{dx} x^3 = 3x^2`, `\sum_{k=1}^n k = …`. That is claimed for all
 * values of its symbols; nobody solves it.
 */
export function isEvaluation(node: Node, left: Term, right: Term): boolean {
  const isDerivative = node.kind === 'symbol' && left.kind === 'derivative';
  if (
    !(isOperation(node) || isDerivative || isEndless(right)) ||
    [left, right].some((side) => someSubterm(side, (part) => part.kind === 'apply'))
  )
    return false;
  const [own, others] = [telling(left, right), telling(right, left)];
  return own.size === others.size && [...own].every((name) => others.has(name));
}

/** `\arctan x = \sum_{n=0}^\infty …`: an infinite sum says what a function is, whichever side it stands on. */
function isEndless(term: Term): boolean {
  return term.kind === 'sum' && term.upper.kind === 'constant';
}

function isOperation(node: Node): boolean {
  switch (node.kind) {
    case 'integral':
    case 'derivative':
    case 'limit':
    case 'evaluated':
      return true;
    case 'big':
      return node.operator === 'sum' || node.operator === 'product';
    case 'add':
      return node.terms.some((term) => term.node.kind === 'ellipsis');
    case 'product':
      return node.factors.some((factor) => factor.node.kind === 'ellipsis');
    case 'group':
      return isOperation(node.body);
    default:
      return false;
  }
}
