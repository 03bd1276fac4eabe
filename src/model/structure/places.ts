import type { Node, SymbolNode } from '../../formula/tree';
import { walk } from '../../formula/walk';
import { matrixOf } from '../../kernel/matrix';
import type { Evaluator } from './evaluator';
import { isUnbound } from './indexing';
import { isIndexLetter, plain } from './known';
import { FreeIndex, stop } from './outcome';
import { numberOf, valueOf, type Value } from './value';

/** The rule of a function: `\pi_\theta(a) = e^{\theta_a} / \sum_b e^{\theta_b}`. */
export interface Rule {
  readonly parameters: readonly SymbolNode[];
  readonly body: Node;
}

const counting = new WeakMap<Rule, ReadonlySet<string>>();

/** The parameters of a rule that pick entries in it: `a` of `\pi_\theta(a) = e^{\theta_a} / \sum_b e^{\theta_b}`. */
export function countingParameters(rule: Rule): ReadonlySet<string> {
  const known = counting.get(rule);
  if (known) return known;
  const below = new Set<string>();
  walk(rule.body, (node) => {
    const indices =
      node.kind === 'symbol'
        ? node.subscripts
        : node.kind === 'call' && node.name === 'entry' && node.subscript
          ? [node.subscript]
          : [];
    for (const index of indices) if (index.kind === 'symbol') below.add(index.key);
    return true;
  });
  const found = new Set(rule.parameters.flatMap((p) => (isIndexLetter(p) && below.has(p.key) ? [p.key] : [])));
  counting.set(rule, found);
  return found;
}

/** How many values a parameter takes that counts entries, and what that number is called. */
export function rangeOfParameter(inside: Evaluator, rule: Rule, parameter: SymbolNode): FreeIndex {
  try {
    inside.value(rule.body);
  } catch (error) {
    if (error instanceof FreeIndex && error.letter === parameter.key) return error;
    throw error;
  }
  return stop(`it is not clear how far the index $${parameter.key}$ runs`);
}

/** The place that an argument names; an index letter without a value takes all of them in turn. */
export function placeNamed(ev: Evaluator, argument: Node, range: () => FreeIndex): number {
  const bare = plain(argument);
  if (isUnbound(ev, bare)) {
    const { count, dimension, endless } = range();
    throw new FreeIndex(bare.key, count, dimension, endless);
  }
  return ev.wholeNumber(bare);
}

/** The values at all places, as a column: `\pi_\theta` where $\pi_\theta(a)$ was defined. */
export function columnOfRule(ev: Evaluator, key: string, rule: Rule): Value | undefined {
  const [parameter, more] = rule.parameters;
  if (!parameter || more || !countingParameters(rule).has(parameter.key)) return undefined;
  const range = rangeOfParameter(ev.inside(key), rule, parameter);
  const entries = Array.from({ length: range.count }, (_, k) =>
    numberOf(ev.inside(key, new Map(), new Map([[parameter.key, k + 1]])).value(rule.body), `an entry of $${key}$`),
  );
  return valueOf(
    matrixOf(range.count, 1, (i) => entries[i] ?? ev.algebra.integer(0)),
    range.dimension,
  );
}
