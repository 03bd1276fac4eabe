import type { Node, NumberNode } from '../formula/tree';
import { printLatex } from '../formula/print';
import { walk } from '../formula/walk';
import { Rational } from '../kernel/rational';
import { holes, negated, numberNode, type Edit, type Hole } from './edits';
import { misprints, unlikeness } from './misprint';
import { readLatex } from './repair-text';

/** The number that must stand in a hole; `none` where no number will do, undefined where that was not found out. */
export type Solve = (hole: Hole) => number | 'none' | undefined;

/** An edit; where it `rounds`, the number is only right to its digits. */
export type NumberEdit = Edit & { readonly rounds?: boolean };

/** More numbers than this are not looked at. */
const mostHoles = 20;

/** Other numbers for those of a side: what must stand there, or where that is open, what is easily written for it. */
export function numberEdits(side: Node, left: Node, solve: Solve): readonly NumberEdit[] {
  const seen = digitsIn(left);
  return [...holes(side)].slice(0, mostHoles).flatMap((hole) => {
    const wanted = solve(hole);
    if (wanted === 'none') return [];
    const near = wanted === undefined ? [] : numbersNear(wanted, hole, [...seen].some(isDecimal));
    const found = near.map(({ node, rounds }) => edit(hole, node, seen, rounds));
    // What is linear in a few numbers need not be so everywhere: gcd, floor.
    if (found.some(({ cost }) => cost < 1.3)) return found;
    const others = misprints(hole.number.digits).map((digits) => edit(hole, numberNode(digits), seen, false));
    return [...found, ...others, ...(wanted === undefined ? reciprocal(hole) : [])];
  });
}

/** `\frac13` for 3: multiplied where one divides. */
function reciprocal(hole: Hole): readonly NumberEdit[] {
  const { digits } = hole.number;
  if (isDecimal(digits) || digits === '1' || digits === '0') return [];
  const node = nodeOf(Rational.of(1n, BigInt(digits)), digits, false);
  return [{ ...edit(hole, node, new Set(), false), cost: 1.6 }];
}

/** The value of the left side in place of a side that is a number. `value` is LaTeX. */
export function resultEdits(side: Node, value: string): readonly NumberEdit[] {
  const [hole, ...others] = [...holes(side)];
  if (!hole?.whole || others.length > 0) return [];
  const { digits } = hole.number;
  const decimal = /^-?\d+\.\d+$/.test(value);
  if (decimal !== digits.includes('.') && decimal) return [];
  if (!decimal) {
    const node = readLatex(value);
    if (!isShort(node)) return [];
    const result = edit(hole, node, new Set(), false);
    // What was worked out comes before what is only guessed.
    return [node.kind === 'number' && !isDecimal(digits) ? { ...result, cost: 0.3 } : result];
  }
  const rounded = Number(value).toFixed(decimalsOf(digits));
  const node = numberNode(rounded.replace('-', ''));
  return [edit(hole, rounded.startsWith('-') ? negated(node) : node, new Set(), true)];
}

function edit(hole: Hole, node: Node, seen: ReadonlySet<string>, rounds: boolean): NumberEdit {
  const was = hole.number.digits;
  const now = node.kind === 'number' ? node.digits : printLatex(node);
  const distance = node.kind === 'number' ? unlikeness(was, now) : unlikeness(was, now.replace('-', '')) + 0.3;
  const familiar = seen.has(now) && !seen.has(was) ? 0.3 : 0;
  return {
    span: hole.number.span,
    node,
    operand: hole.fill(node),
    cost: hole.whole ? 0.3 + distance / 10 : distance + (hole.exponent ? 0.1 : 0) - familiar,
    slip: hole.whole
      ? { kind: 'result', was, now }
      : hole.exponent
        ? { kind: 'exponent', was, now }
        : { kind: 'number', was, now },
    ...(rounds ? { rounds } : {}),
  };
}

/** What may stand in a hole that wants a number: the number as the simplest fraction, and rounded where a decimal stood there. */
function numbersNear(
  wanted: number,
  { number, whole }: Hole,
  decimals: boolean,
): readonly { node: Node; rounds: boolean }[] {
  const found: { node: Node; rounds: boolean }[] = [];
  const value = simplest(wanted);
  if (value && (whole || (value.isInteger && value.sign >= 0)))
    found.push({ node: nodeOf(value, number.digits, decimals), rounds: false });
  else if (isDecimal(number.digits) && wanted >= 0) {
    const exact = value && decimalOf(value, decimalsOf(number.digits));
    if (exact !== undefined) found.push({ node: numberNode(exact), rounds: false });
  }
  if (isDecimal(number.digits) && wanted >= 0 && wanted < 1e12)
    found.push({ node: numberNode(wanted.toFixed(decimalsOf(number.digits))), rounds: true });
  return found;
}

/** The simplest fraction at a double, if there is one with a denominator up to 1000. */
function simplest(x: number): Rational | undefined {
  if (!Number.isFinite(x) || Math.abs(x) > 1e12) return undefined;
  for (let d = 1; d <= 1000; d++) {
    const n = Math.round(x * d);
    if (Math.abs(x - n / d) <= 1e-11 * Math.max(1, Math.abs(x))) return Rational.of(BigInt(n), BigInt(d));
  }
  return undefined;
}

/** A number as a student would write it in place of `digits`: a decimal among decimals where it ends, else an integer or a fraction. */
function nodeOf(value: Rational, digits: string, among: boolean): Node {
  const size = value.absolute();
  const decimals = isDecimal(digits) || (among && !size.isInteger) ? decimalOf(size, decimalsOf(digits)) : undefined;
  const node: Node =
    decimals !== undefined
      ? numberNode(decimals)
      : size.isInteger
        ? numberNode(size.toString())
        : {
            kind: 'quotient',
            span: { from: 0, to: 0 },
            style: 'fraction',
            dividend: numberNode(size.numerator.toString()),
            divisor: numberNode(size.denominator.toString()),
          };
  return value.sign < 0 ? negated(node) : node;
}

/** The decimal with at least `places` digits behind the point and as many more as it takes, up to eight; undefined where it does not end by then. */
function decimalOf(value: Rational, places: number): string | undefined {
  for (let k = places; k <= 8; k++) {
    const scaled = value.times(Rational.of(10n ** BigInt(k)));
    if (!scaled.isInteger) continue;
    const text = scaled.numerator.toString().padStart(k + 1, '0');
    return k === 0 ? text : `${text.slice(0, -k)}.${text.slice(-k)}`;
  }
  return undefined;
}

function isDecimal(digits: string): boolean {
  return digits.includes('.');
}

function decimalsOf(digits: string): number {
  const point = digits.indexOf('.');
  return point < 0 ? 0 : digits.length - point - 1;
}

function digitsIn(node: Node): ReadonlySet<string> {
  const found = new Set<string>();
  walk(node, (part) => {
    if (isNumber(part)) found.add(part.digits);
  });
  return found;
}

function isNumber(node: Node): node is NumberNode {
  return node.kind === 'number';
}

/** A value that a student may be shown as a result: read completely, and no longer than a line. */
function isShort(node: Node): boolean {
  let parts = 0;
  let read = true;
  walk(node, ({ kind }) => {
    parts++;
    if (kind === 'unread' || kind === 'ambiguous' || kind === 'word') read = false;
  });
  return read && parts <= 8;
}
