import type { Node, Norm } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { isNegligible } from '../../kernel/growth/compare';
import { sumOfSquares } from '../../kernel/matrix';
import type { VectorNorm } from '../../kernel/norm';
import { Rational } from '../../kernel/rational';
import { factorsOf } from '../structure/factors';
import { normName, plain } from '../structure/known';
import { euclidean, meanSquare, meant, rmsToRms, type NormKind } from '../structure/norms';
import { isScalar, type Value } from '../structure/value';
import { addBounds, atMost, constantBounds, multiplyBounds, noBounds, type Bounds } from './bounds';
import { expand, outerRow, type Letter, type Word } from './expand';
import { sizeBounds, type GrowthReader } from './reader';

/** What something is called where its growth is looked up, and the factor between it and the thing of that name. */
export interface Named {
  readonly name: string;
  readonly factor: Bounds;
}

type Measure = 'length' | 'spectral' | 'frobenius' | 'nuclear';

/** A norm in terms of the Euclidean, spectral or Frobenius norm of the same thing. */
interface Measured extends Named {
  readonly measure: Measure;
  readonly operand: Node;
}

export function nameOf(reader: GrowthReader, node: Node): Named | undefined {
  if (node.kind === 'norm') return measured(reader, node);
  if (node.kind === 'call' && /^rms$/i.test(node.name)) return measured(reader, rmsNorm(node.args[0], node));
  if (node.kind === 'product') {
    const [only, more] = factorsOf(reader.ev, node);
    if (only?.kind === 'factor' && !more) return nameOf(reader, plain(only.node));
  }
  return { name: node.kind === 'symbol' ? node.key : printLatex(node), factor: constantBounds };
}

function rmsNorm(operand: Node | undefined, at: Node): Norm {
  const { span } = at;
  return { kind: 'norm', operand: operand ?? at, subscript: { kind: 'word', text: 'RMS', span }, span };
}

/** The growth of a norm: of a product at most that of the norms' product, of a sum at most that of the norms' sum. */
export function normBounds(reader: GrowthReader, node: Norm): Bounds {
  const found = measured(reader, node);
  if (!found) return noBounds;
  return multiplyBounds(
    found.factor,
    reader.said(found.name, found.operand, () => ofSum(reader, found)),
  );
}

function measured(reader: GrowthReader, node: Norm): Measured | undefined {
  const { ev } = reader;
  const operand = plain(node.operand);
  const value = ev.value(operand);
  const name = node.subscript ? normName(node.subscript) : '';
  const kind = meantBy(reader, node, name, value);
  const call = (measure: Measure, factor = constantBounds): Measured => ({
    measure: isColumn(value) && measure !== 'length' ? 'length' : measure,
    operand,
    name: `${isColumn(value) ? 'length' : measure} of ${printLatex(operand)}`,
    factor,
  });
  const side = (spelling: string | undefined, count: number, power: Rational): Bounds | undefined =>
    spelling === undefined ? (count === 1 ? constantBounds : undefined) : sizeBounds(reader, spelling, power);
  const mean = (spelling: string | undefined, count: number, isMean: boolean, power: Rational): Bounds | undefined =>
    isMean ? side(spelling, count, power) : constantBounds;
  switch (kind?.kind) {
    case 'entries': {
      if (!isTwo(kind.norm)) return undefined;
      if (!kind.norm.mean) return call(isColumn(value) ? 'length' : 'frobenius');
      const factor = side(value.rowName, value.rows, Rational.half.negated());
      return isColumn(value) && factor ? call('length', factor) : undefined;
    }
    case 'induced': {
      if (!isTwo(kind.from) || !isTwo(kind.to)) return undefined;
      const above = mean(value.columnName, value.columns, kind.from.mean, Rational.half);
      const below = mean(value.rowName, value.rows, kind.to.mean, Rational.half.negated());
      return above && below ? call('spectral', multiplyBounds(above, below)) : undefined;
    }
    case 'nuclear':
      return call('nuclear');
    case 'count':
    case undefined:
      return undefined;
  }
}

function isTwo({ exponent }: VectorNorm): boolean {
  return exponent !== 'infinity' && exponent.equals(Rational.two);
}

function isColumn(value: Value): boolean {
  return value.columns === 1 || value.rows === 1;
}

/** What the norm is; one that the text defines is known by its values. */
function meantBy(reader: GrowthReader, node: Norm, name: string, value: Value): NormKind | undefined {
  const { ev } = reader;
  const rule = ev.world.ruleOf(`norm ${name}`, ev.scope) ?? ev.world.ruleOf(`call ${name}`, ev.scope);
  if (!rule) return meant(ev, node.subscript, value);
  if (name === 'RMS->RMS') return rmsToRms;
  if (!isColumn(value)) return undefined;
  const { algebra } = ev;
  const own = isScalar(value) ? undefined : ev.value({ ...node, kind: 'norm' }).entries[0];
  if (!own) return undefined;
  const square = sumOfSquares(algebra, value);
  const mean = algebra.scale(square, Rational.of(1, value.entries.length));
  const has = (other: typeof square): boolean => algebra.subtract(algebra.power(own, 2), other).numerator.size === 0;
  return has(mean) ? meanSquare : has(square) ? euclidean : undefined;
}

function ofSum(reader: GrowthReader, { operand, measure }: Measured): Bounds {
  const words = measure === 'nuclear' && operand.kind !== 'symbol' ? undefined : expand(reader, operand);
  if (!words) return reader.opaque(`${measure} of ${printLatex(operand)}`);
  const parts = words.map((word) => ofWord(reader, word, measure));
  const [only, ...others] = parts;
  if (!only) return noBounds;
  if (others.length === 0) return only;
  const whole = others.reduce(addBounds, only);
  const isSize = (name: string): boolean => reader.sizes.has(name);
  const greatest = parts.find(
    ({ lower }, k) =>
      lower && parts.every((other, i) => i === k || (other.upper && isNegligible(other.upper, lower, isSize))),
  );
  if (greatest) return greatest;
  const spelled = words.map(({ letters }) => letters.map((l) => printLatex(l.node)).join(' ')).join(',\\ ');
  return atMost(whole.upper, [...parts.flatMap((p) => p.provided), `${spelled} \\text{ do not cancel one another}`]);
}

/** A single product of scalars, vectors and matrices. */
function ofWord(reader: GrowthReader, { scalars, letters }: Word, measure: Measure): Bounds {
  const [single] = letters;
  const factor = scalars.map((s) => reader.bounds(s)).reduce(multiplyBounds, constantBounds);
  if (!single) return noBounds;
  if (letters.length === 1) return multiplyBounds(factor, ofLetter(reader, single, measure));
  let product = factor;
  const provided: string[] = [];
  let matrices = 0;
  letters.forEach((letter, k) => {
    product = multiplyBounds(product, ofLetter(reader, letter, letter.kind === 'matrix' ? 'spectral' : 'length'));
    const next = letters[k + 1];
    if (letter.kind === 'matrix') matrices++;
    if (!next) return;
    const aligned =
      letter.kind === 'matrix'
        ? outerRow(reader, letter) === printLatex(next.node)
        : letter.kind === 'column' || (next.kind === 'column' && printLatex(letter.node) === printLatex(next.node));
    if (!aligned) provided.push(alignment(letter, next));
  });
  // Between the Frobenius norm of a product with matrices and their spectral norms stands a factor that depends on ranks.
  const ranked =
    (measure === 'frobenius' || measure === 'nuclear') && letters.every((l) => l.kind === 'matrix') && matrices > 0;
  if (ranked) return noBounds;
  return provided.length === 0 ? product : { ...atMost(product.upper, [...product.provided, ...provided]) };
}

function alignment(a: Letter, b: Letter): string {
  const [x, y] = [printLatex(a.node), printLatex(b.node)];
  return a.kind === 'matrix' && b.kind === 'column'
    ? `${y} \\text{ aligned with the leading singular vectors of } ${x}`
    : `${x} \\text{ aligned with } ${y}`;
}

function ofLetter(reader: GrowthReader, { kind, node: written }: Letter, measure: Measure): Bounds {
  // The transpose of a matrix has the same singular values.
  const node = written.kind === 'transpose' && !written.inverse ? plain(written.operand) : written;
  const own: Measure = kind === 'matrix' ? measure : 'length';
  const name = `${own} of ${printLatex(node)}`;
  return reader.said(name, node, () => {
    const row = kind === 'matrix' ? outerOf(reader, node) : undefined;
    if (row ?? own !== 'spectral') return row ?? reader.opaque(name);
    // The spectral norm is at most the nuclear one.
    const { upper } = reader.said(`nuclear of ${printLatex(node)}`, node, () => noBounds);
    return upper ? atMost(upper, []) : reader.opaque(name);
  });
}

/** The norm of a matrix that is a column times a row: the product of their lengths, whichever norm it is. */
function outerOf(reader: GrowthReader, node: Node): Bounds | undefined {
  if (node.kind !== 'symbol') return undefined;
  const body = reader.ev.world.definition(node.key, reader.ev.scope)?.body;
  const words = body && expand(reader, body);
  const [only] = words ?? [];
  if (!only || words?.length !== 1 || only.letters.length !== 2 || only.letters[0]?.kind !== 'column') return undefined;
  return ofWord(reader, only, 'spectral');
}
