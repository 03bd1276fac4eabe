import type { Factor, Node, Product, SymbolNode } from '../../formula/tree';
import { cover } from '../../text/span';
import type { Evaluator } from './evaluator';

/** A factor of a product as it is meant: `E\|x\|^2` is an expectation, `RMS(y)` one function. */
export type MeantFactor =
  | { readonly kind: 'factor'; readonly node: Node; readonly operator: Factor['operator'] }
  | {
      readonly kind: 'expectation';
      readonly subscript: Node | undefined;
      readonly argument: Node;
      readonly operator: Factor['operator'];
    };

export function factorsOf(ev: Evaluator, product: Product): readonly MeantFactor[] {
  const written = trimmed(ev, product.factors);
  const joined = joinNames(ev, written);
  const meant: MeantFactor[] = [];
  for (let k = 0; k < joined.length; k++) {
    const factor = joined[k];
    if (!factor) continue;
    const derived = k < joined.length - 1 ? derivativeOfExpectation(ev, factor, joined.slice(k + 1)) : undefined;
    if (derived) {
      meant.push({ kind: 'factor', node: derived, operator: factor.operator });
      break;
    }
    if (!isExpectationLetter(ev, factor.node) || k === joined.length - 1) {
      meant.push({ kind: 'factor', node: factor.node, operator: factor.operator });
      continue;
    }
    let end = k + 1;
    while (end < joined.length && !isExpectationLetter(ev, joined[end]?.node)) end++;
    const following = joined.slice(k + 1, end);
    const whole =
      following.length > 1
        ? ev.chooser.choose(`E at ${factor.node.span.from}`, [
            { says: '' },
            { says: 'E takes all factors behind it' },
          ]) === 1
        : true;
    const taken = whole ? following : following.slice(0, 1);
    const argument = asProduct(taken);
    const subscript = factor.node.kind === 'symbol' ? factor.node.subscripts[0] : undefined;
    if (argument) meant.push({ kind: 'expectation', subscript, argument, operator: factor.operator });
    k += taken.length;
  }
  return meant;
}

/** Without a label before it ("Claim 2:") and a condition in brackets behind it that is in force anyway. */
function trimmed(ev: Evaluator, factors: readonly Factor[]): readonly Factor[] {
  let from = 0;
  while (from < factors.length - 1 && isLabel(factors[from]?.node)) from++;
  let to = factors.length;
  while (to > from + 1 && isKnownCondition(ev, factors[to - 1]?.node)) to--;
  return factors.slice(from, to);
}

export function isLabel(node: Node | undefined): boolean {
  return node?.kind === 'word' && /:\s*$/.test(node.text);
}

function isKnownCondition(ev: Evaluator, node: Node | undefined): boolean {
  if (node?.kind !== 'group' || node.body.kind !== 'chain') return false;
  const { operands, relations } = node.body;
  const [left, right] = operands;
  const [relation] = relations;
  if (relations.length !== 1 || left?.kind !== 'symbol' || right?.kind !== 'number' || !relation) return false;
  return ev.world.assumptions
    .on(left.key, ev.scope)
    .some(
      (c) =>
        c.relation === relation.kind &&
        c.left.kind === 'symbol' &&
        c.right.kind === 'number' &&
        c.right.digits === right.digits,
    );
}

function isExpectationLetter(ev: Evaluator, node: Node | undefined): boolean {
  return (
    node?.kind === 'symbol' &&
    /^(?:E|\\mathbb\s?\{?E\}?|\\mathrm\{E\}|\\E|\\text\{E\})$/.test(node.letter) &&
    node.marks.length === 0 &&
    (node.subscripts.length === 0 || (ev.instance.variant !== undefined && node.subscripts.length === 1)) &&
    !ev.world.knows(node.key, ev.scope) &&
    !ev.locals.has(node.key)
  );
}

/** `\nabla_\theta E_p f`: the letter E takes what stands behind it before the derivative is taken. */
function derivativeOfExpectation(ev: Evaluator, { node }: Factor, following: readonly Factor[]): Node | undefined {
  if (node.kind !== 'derivative' || node.operand.kind !== 'symbol' || !isExpectationLetter(ev, node.operand))
    return undefined;
  const argument = asProduct(following);
  if (!argument) return undefined;
  const [subscript] = node.operand.subscripts;
  const span = cover(node.operand.span, argument.span);
  const operand: Node = {
    kind: 'expectation',
    operator: 'E',
    args: [argument],
    ...(subscript ? { subscript } : {}),
    span,
  };
  return { ...node, operand, span: cover(node.span, span) };
}

/** `R M S(y)` is the norm where R and M mean nothing by themselves. */
function joinNames(ev: Evaluator, factors: readonly Factor[]): readonly Factor[] {
  const joined: Factor[] = [];
  for (let k = 0; k < factors.length; k++) {
    const [r, m, s] = [factors[k], factors[k + 1], factors[k + 2]];
    const applied =
      r && m && s && isBare(ev, r.node, 'R') && isBare(ev, m.node, 'M') ? rmsCall(r.node, s.node) : undefined;
    if (applied && r) {
      joined.push({ ...r, node: applied });
      k += 2;
    } else if (r) joined.push(r);
  }
  return joined;
}

function isBare(ev: Evaluator, node: Node, letter: string): node is SymbolNode {
  return node.kind === 'symbol' && node.key === letter && !ev.world.knows(letter, ev.scope);
}

function rmsCall(first: Node, node: Node): Node | undefined {
  if (node.kind === 'power') {
    const base = rmsCall(first, node.base);
    return base && { ...node, base };
  }
  if (node.kind !== 'apply' || node.head.key !== 'S' || node.args.length !== 1 || node.inverse) return undefined;
  return {
    kind: 'call',
    name: 'RMS',
    nameSpan: cover(first.span, node.head.span),
    args: node.args,
    span: cover(first.span, node.span),
  };
}

function asProduct(factors: readonly Factor[]): Node | undefined {
  const [first] = factors;
  const last = factors[factors.length - 1];
  if (!first || !last) return undefined;
  if (factors.length === 1) return first.node;
  return {
    kind: 'product',
    factors: [{ ...first, operator: 'implicit' }, ...factors.slice(1)],
    span: cover(first.node.span, last.node.span),
  };
}
