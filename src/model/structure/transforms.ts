import type { Apply, Node, SymbolNode } from '../../formula/tree';
import { symbolsOf, walk } from '../../formula/walk';
import type { Quotient } from '../../kernel/canonical/atom';
import type { Scope } from '../../statement/statement';
import type { Evaluator } from './evaluator';
import { takenAsNumber } from './instance';
import { plain } from './known';
import { isRandom } from './random-letters';
import { scalar, type Value } from './value';
import type { World } from './world';

/** `M_X(t)` and `\varphi_X(t)`: the expectation of `e^{tX}` and of `e^{itX}`. */
export interface Transform {
  readonly kind: 'moments' | 'characteristic';
  readonly of: Node;
  readonly at: Node;
}

/** A transform of a random quantity by its usual letter, where the text gives the letter no other meaning. */
export function transformIn({ head, args, given, inverse }: Apply, world: World, scope: Scope): Transform | undefined {
  const [at, more] = args;
  const [of, other] = head.subscripts;
  if (!at || more || given || inverse || !of || other || head.marks.length > 0) return undefined;
  const kind = head.letter === 'M' ? 'moments' : /^\\(?:var)?phi$/.test(head.letter) ? 'characteristic' : undefined;
  if (!kind || world.ruleOf(head.key, scope) || world.knows(head.key, scope)) return undefined;
  const letters = symbolsOf(of);
  return letters.length > 0 && letters.some((key) => isRandom(key, world, scope)) ? { kind, of, at } : undefined;
}

/** The expectation that a transform stands for, as it would be written. */
export function transformWritten({ kind, of, at }: Transform): Node {
  const { span } = at;
  const letter = (key: string): SymbolNode => ({ kind: 'symbol', letter: key, subscripts: [], marks: [], key, span });
  const group = (body: Node): Node => ({ kind: 'group', style: 'round', body, span });
  const factors = [...(kind === 'characteristic' ? [letter('i')] : []), group(at), group(of)];
  const exponent: Node = {
    kind: 'product',
    factors: factors.map((node) => ({ operator: 'implicit' as const, node })),
    span,
  };
  return {
    kind: 'expectation',
    operator: 'E',
    args: [{ kind: 'call', name: 'exp', nameSpan: span, args: [exponent], span }],
    span,
  };
}

/** The exponent of e. A letter without a meaning that is a factor there is a number; an i is the imaginary unit. */
export function exponentValue(ev: Evaluator, exponent: Node): Quotient {
  const value = withImaginaryUnit(ev, exponent).number(exponent, 'an exponent');
  walk(exponent, (node) => {
    if (node.kind === 'symbol') ev.instance.assumed.delete(takenAsNumber(node.key));
    return node.kind === 'product' || node.kind === 'add' || node.kind === 'group' || node.kind === 'quotient';
  });
  return value;
}

/** With an i of which nothing was said as the imaginary unit, where it is a factor. */
function withImaginaryUnit(ev: Evaluator, exponent: Node): Evaluator {
  const { world, scope, algebra } = ev;
  if (ev.locals.has('i') || ev.bound.has('i') || world.knows('i', scope) || world.isDimension('i', scope)) return ev;
  let found = false;
  walk(exponent, (node) => {
    // An index is no factor.
    if (node.kind === 'symbol') return false;
    if (node.kind === 'product') found ||= node.factors.some(({ node: factor }) => isLetterI(plain(factor)));
    return !found;
  });
  if (!found) return ev;
  const unit: Value = scalar(algebra.fromAtom(algebra.i));
  return ev.within(new Map([['i', unit]]));
}

function isLetterI(node: Node): boolean {
  return node.kind === 'symbol' && node.key === 'i';
}
