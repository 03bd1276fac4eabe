import { cover } from '../text/span';
import { implicitProduct, isNumeric } from './build';
import type { Lexeme } from './lexeme';
import type { Reader } from './reader';
import type { Call, Factor, Node, Quotient } from './tree';
import { symbolsOf } from './walk';

/** A product may hold so many divisions that can be read in two ways; readings multiply. */
const mostAmbiguities = 4;

interface Division {
  readonly left: Node;
  /** What stands side by side behind the sign. */
  readonly run: readonly Node[];
  readonly style: Quotient['style'];
  readonly sign: Lexeme;
  /** How many readings had been kept apart before the product began. */
  readonly since: number;
}

/**
 * `a/b` and `a \div b`. Two readings are kept where people differ: `1/2x` is (1/2)x or 1/(2x), `\sin x/2` is (sin x)/2 or sin(x/2).
 * Returns the factors of the product from its start to the end of `run`.
 */
export function slashNode(r: Reader, division: Division): Factor[] {
  const { left, run, style } = division;
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return [{ operator: 'implicit', node: left }];
  const quotient = quotientNode(left, first, style);
  if (run.length > 1) {
    const separate: Factor[] = [quotient, ...run.slice(1)].map((node) => ({ operator: 'implicit', node }));
    if (run.some((node) => node.kind === 'word' || node.kind === 'quantity' || node.kind === 'ellipsis'))
      return separate;
    const early = implicitProduct(separate.map((factor) => factor.node));
    const late = quotientNode(left, implicitProduct(run), style);
    const second = run[1];
    const together = second !== undefined && isLetterLike(second) && !(isNumeric(left) && isNumeric(first));
    const saysEarly = 'only the first factor stands under the slash';
    const saysLate = 'all factors stand under the slash';
    return [
      two(
        r,
        division,
        together ? { node: late, says: saysLate } : { node: early, says: saysEarly },
        together ? { node: early, says: saysEarly } : { node: late, says: saysLate },
      ),
    ];
  }
  const call = left.kind === 'product' ? left.factors.at(-1)?.node : left;
  if (call === undefined || !isBareCall(r, call) || !(isNumeric(first) || isLetterLike(first)) || style !== 'slash')
    return [{ operator: 'implicit', node: quotient }];
  const inner = replaceArgument(call, (argument) => quotientNode(argument, first, style), cover(call.span, first.span));
  const within: Node =
    left.kind === 'product'
      ? {
          ...left,
          factors: left.factors.map((factor) => (factor.node === call ? { ...factor, node: inner } : factor)),
          span: cover(left.span, first.span),
        }
      : inner;
  const outside = { node: quotient, says: 'the function is divided' };
  const insideReading = { node: within, says: 'the argument of the function is divided' };
  const close = division.sign.gap === 'none' && isNumeric(first) && (isAngle(call) || symbolsOf(call).includes('\\pi'));
  return [two(r, division, close ? insideReading : outside, close ? outside : insideReading)];
}

function two(
  r: Reader,
  division: Division,
  first: { readonly node: Node; readonly says: string },
  second: { readonly node: Node; readonly says: string },
): Factor {
  const span = cover(first.node.span, second.node.span);
  if (r.ambiguities - division.since >= mostAmbiguities)
    return { operator: 'implicit', node: r.unread('this product with its slashes can be read in too many ways', span) };
  r.ambiguities++;
  return { operator: 'implicit', node: { kind: 'ambiguous', readings: [first, second], span } };
}

function quotientNode(dividend: Node, divisor: Node, style: Quotient['style']): Node {
  return { kind: 'quotient', style, dividend, divisor, span: cover(dividend.span, divisor.span) };
}

function isLetterLike(node: Node): boolean {
  if (node.kind === 'power') return node.base.kind === 'symbol';
  return node.kind === 'symbol';
}

function isAngle(node: Node): boolean {
  return /^(?:sin|cos|tan|cot|sec|csc)$/.test(callOf(node)?.name ?? '');
}

function callOf(node: Node): Call | undefined {
  if (node.kind === 'call') return node;
  return node.kind === 'power' && node.base.kind === 'call' ? node.base : undefined;
}

function isBareCall(r: Reader, node: Node): boolean {
  const call = callOf(node);
  return call !== undefined && call.args.length === 1 && r.bareCalls.has(call);
}

function replaceArgument(node: Node, change: (argument: Node) => Node, span: Node['span']): Node {
  if (node.kind === 'power') return { ...node, base: replaceArgument(node.base, change, span), span };
  if (node.kind !== 'call') return node;
  return { ...node, args: node.args.map(change), span };
}
