import { functionLatex } from './notation/functions';
import { levels, printAt, printBase, printLatex, printProduct, printRight, printSum } from './print';
import type { Ambiguous, Call, Node, Product, Quotient } from './tree';

/** An ambiguous expression as it was written, so that it stays ambiguous: `2\frac{1}{2}`, `1/2x`, `\sin x/2`, `x^10`. */
export function printAmbiguous(node: Ambiguous): string {
  const [first, second] = node.readings.map((reading) => reading.node);
  if (first === undefined) return '';
  if (second === undefined) return printLatex(first);
  return (
    either(first, second, mixedNumber) ??
    either(first, second, longExponent) ??
    either(first, second, appliedPower) ??
    either(first, second, evaluated) ??
    either(first, second, slash) ??
    functionSlash(first, second) ??
    printLatex(first)
  );
}

function either(a: Node, b: Node, print: (a: Node, b: Node) => string | undefined): string | undefined {
  return print(a, b) ?? print(b, a);
}

function mixedNumber(sum: Node, product: Node): string | undefined {
  return sum.kind === 'add' && product.kind === 'product' && product.factors.length === 2
    ? printProduct(product)
    : undefined;
}

function longExponent(power: Node, product: Node): string | undefined {
  if (power.kind !== 'power' || product.kind !== 'product' || power.exponent.kind !== 'number') return undefined;
  return product.factors[0]?.node.kind === 'power' ? `${printBase(power.base)}^${power.exponent.digits}` : undefined;
}

function appliedPower(power: Node, twice: Node): string | undefined {
  if (power.kind !== 'power' || twice.kind !== 'apply' || power.base.kind !== 'apply') return undefined;
  const { head } = power.base;
  return `${head.key}^{${printLatex(power.exponent)}}${printLatex(power.base).slice(head.key.length)}`;
}

function evaluated(all: Node, last: Node): string | undefined {
  if (all.kind !== 'evaluated' || all.operand.kind !== 'add' || last.kind !== 'add') return undefined;
  const lower = all.lower === undefined ? '' : `_{${printLatex(all.lower)}}`;
  const upper = all.upper === undefined ? '' : `^{${printLatex(all.upper)}}`;
  return `${printSum(all.operand)} \\Big|${lower}${upper}`;
}

/** The reading in which everything behind the slash is the divisor shows the factors as they stand. */
function slash(late: Node): string | undefined {
  if (late.kind !== 'quotient' || late.style === 'fraction' || late.divisor.kind !== 'product') return undefined;
  return `${printAt(late.dividend, levels.product)}${sign(late)}${printProduct(late.divisor)}`;
}

function sign(node: Quotient): string {
  return node.style === 'div' ? ' \\div ' : '/';
}

/** `\sin x/2`: a blank before the slash makes the division of the whole function the likelier reading. */
function functionSlash(first: Node, second: Node): string | undefined {
  const outside = [first, second].find((node) => node.kind === 'quotient' && bareTail(node.dividend) !== undefined);
  const other = outside === first ? second : first;
  if (outside?.kind !== 'quotient' || (other.kind === 'quotient' && outside === other)) return undefined;
  const call = bareTail(outside.dividend);
  const inner = other.kind === 'product' ? bareTail(other) : bareTail(other);
  if (call === undefined || inner === undefined) return undefined;
  const argument = inner.args[0];
  if (argument?.kind !== 'quotient' || argument.style !== 'slash') return undefined;
  const head = outside.dividend.kind === 'product' ? leading(outside.dividend) : '';
  const exponent = powerOf(outside.dividend);
  const subscript = call.subscript === undefined ? '' : `_{${printLatex(call.subscript)}}`;
  const name = `${functionLatex(call.name)}${subscript}${exponent === undefined ? '' : `^{${printLatex(exponent)}}`}`;
  const gap = outside === first ? ' ' : '';
  const bare = call.args[0];
  return `${head}${name} ${bare === undefined ? '' : printRight(bare, levels.product)}${gap}/${printAt(outside.divisor, levels.operand)}`;
}

function bareTail(node: Node): Call | undefined {
  const last = node.kind === 'product' ? node.factors.at(-1)?.node : node;
  if (last?.kind === 'call' && last.args.length === 1) return last;
  return last?.kind === 'power' && last.base.kind === 'call' && last.base.args.length === 1 ? last.base : undefined;
}

function powerOf(node: Node): Node | undefined {
  const last = node.kind === 'product' ? node.factors.at(-1)?.node : node;
  return last?.kind === 'power' ? last.exponent : undefined;
}

/** The factors before the last one, with the sign that joins them to it. */
function leading(node: Product): string {
  const last = node.factors.at(-1);
  const before = node.factors.slice(0, -1);
  const first = before[0];
  if (last === undefined || first === undefined) return '';
  const head = before.length === 1 ? printAt(first.node, levels.product) : printProduct({ ...node, factors: before });
  return last.operator === 'implicit' ? `${head} ` : `${head} ${last.operator} `;
}
