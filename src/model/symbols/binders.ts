import { printLatex } from '../../formula/print';
import type { BigOperator, Chain, Integral, Limit, Node, SymbolNode } from '../../formula/tree';
import { walk } from '../../formula/walk';

/** The symbols that a node binds, and how, in words. */
export interface Binding {
  readonly names: readonly SymbolNode[];
  readonly says: string;
}

/** `\sum_{k=1}^n`, `\prod_{p \mid n}`, `\max_{x \in A}` */
export function bigBinding(node: BigOperator): Binding | undefined {
  const { lower, upper, operator } = node;
  if (!lower) return undefined;
  const names = rangeNames(lower, node.body);
  if (names.length === 0) return undefined;
  const index =
    operator === 'sum' || operator === 'product'
      ? `the index of this ${operator}`
      : `bound by this ${operatorWords[operator]}`;
  if (lower.kind === 'chain' && lower.relations.length === 1) {
    const [, from] = lower.operands;
    if (lower.relations[0]?.kind === '=' && from && upper)
      return { names, says: `${index}, an integer from $${printLatex(from)}$ to $${printLatex(upper)}$` };
  }
  return { names, says: lower.kind === 'symbol' ? index : `${index}: $${printLatex(lower)}$` };
}

const operatorWords: Readonly<Record<Exclude<BigOperator['operator'], 'sum' | 'product'>, string>> = {
  max: 'maximum',
  min: 'minimum',
  sup: 'supremum',
  inf: 'infimum',
  argmax: 'maximum',
  argmin: 'minimum',
  union: 'union',
  intersection: 'intersection',
};

/** What runs in `k=1`, `k \in S`, `1 \le i < j \le n`, `p \mid n`, `i, j`, `ij`. */
function rangeNames(lower: Node, body: Node): readonly SymbolNode[] {
  switch (lower.kind) {
    case 'symbol':
      return [lower];
    case 'sequence':
      return unique(lower.items.flatMap((item) => rangeNames(item.node, body)));
    case 'tuple':
      return lower.items.flatMap(symbolsOnly);
    case 'product':
      return lower.factors.every((f) => f.operator === 'implicit' && f.node.kind === 'symbol')
        ? lower.factors.flatMap((f) => symbolsOnly(f.node))
        : [];
    case 'group':
    case 'annotated':
      return rangeNames(lower.body, body);
    case 'chain':
      return chainNames(lower, body);
    default:
      return [];
  }
}

function chainNames(chain: Chain, body: Node): readonly SymbolNode[] {
  const [first] = chain.operands;
  const ordered = chain.relations.every(
    ({ kind }) => kind === '<' || kind === '<=' || kind === '>' || kind === '>=' || kind === '!=',
  );
  if (!ordered || chain.operands.every((o) => o.kind !== 'symbol')) return first ? membersOf(first) : [];
  const names = chain.operands.flatMap(symbolsOnly);
  const [name, ...others] = names;
  if (!name) return [];
  if (others.length === 0) return [name];
  // In `i < n` the bound is known outside, in `i < j` both run: what runs is used in the body.
  const used = new Set<string>();
  walk(body, (node) => {
    if (node.kind === 'symbol') used.add(node.key);
  });
  const last = chain.operands.length > 2 ? chain.operands[chain.operands.length - 1] : undefined;
  return unique([name, ...others.filter((other) => used.has(other.key) && other !== last)]);
}

/** The names of `x`, `(x, y)`, `x, y` before a sign of membership. */
function membersOf(node: Node): readonly SymbolNode[] {
  switch (node.kind) {
    case 'symbol':
      return [node];
    case 'tuple':
      return node.items.flatMap(symbolsOnly);
    case 'sequence':
      return node.items.flatMap((item) => symbolsOnly(item.node));
    default:
      return [];
  }
}

/** `\int_0^1 x^2 \, dx`; the variable of an antiderivative is that of the result, and not bound. */
export function integralBinding({ lower, upper, variables }: Integral): Binding | undefined {
  if (!lower) return undefined;
  const range = upper ? `, from $${printLatex(lower)}$ to $${printLatex(upper)}$` : '';
  return { names: unique(variables), says: `the variable of this integral${variables.length === 1 ? range : ''}` };
}

/** `\lim_{x \to 0}` */
export function limitBinding({ variable, target, side }: Limit): Binding {
  const from = side === undefined ? '' : side === '+' ? ' from above' : ' from below';
  return { names: [variable], says: `the variable of this limit, which tends to $${printLatex(target)}$${from}` };
}

/** `\{ x \in A \mid x > 0 \}`, `\{ 2k : k \in \mathbb{Z} \}` */
export function setBinding(element: Node, condition: Node): Binding | undefined {
  const names = [
    ...memberships(element),
    ...memberships(condition),
    ...(element.kind === 'chain' ? [] : membersOf(element)),
  ];
  return names.length === 0 ? undefined : { names: unique(names), says: 'the variable of this set' };
}

function memberships(node: Node): readonly SymbolNode[] {
  if (node.kind === 'sequence') return node.items.flatMap((item) => memberships(item.node));
  if (node.kind !== 'chain') return [];
  const [first] = node.operands;
  return node.relations[0]?.kind === 'in' && first ? membersOf(first) : [];
}

/** `\forall x \in A: …`; a quantifier behind what it speaks of binds nothing of its own. */
export function quantifierBinding(bound: Node, body: Node): Binding | undefined {
  if (body.kind === 'empty') return undefined;
  const first = bound.kind === 'chain' ? bound.operands[0] : bound;
  const names = first ? membersOf(first) : [];
  return names.length === 0
    ? undefined
    : {
        names,
        says: bound.kind === 'symbol' ? 'bound by this quantifier' : `bound by this quantifier: $${printLatex(bound)}$`,
      };
}

/** `\mathbb{E}_{x \sim p}[f(x)]` */
export function expectationBinding(subscript: Node | undefined): Binding | undefined {
  if (subscript?.kind !== 'chain' || subscript.relations[0]?.kind !== '~') return undefined;
  const [first] = subscript.operands;
  const names = first ? membersOf(first) : [];
  return names.length === 0
    ? undefined
    : { names, says: `the random variable of this expectation: $${printLatex(subscript)}$` };
}

/** `x \mapsto x^2` */
export function mapBinding(argument: Node): Binding | undefined {
  const names = membersOf(argument);
  return names.length === 0 ? undefined : { names, says: 'the argument of this map' };
}

function symbolsOnly(node: Node): readonly SymbolNode[] {
  return node.kind === 'symbol' ? [node] : [];
}

function unique(names: readonly SymbolNode[]): readonly SymbolNode[] {
  return [...new Map(names.map((name) => [name.key, name])).values()];
}
