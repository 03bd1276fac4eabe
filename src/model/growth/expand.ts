import type { Node } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { Rational } from '../../kernel/rational';
import { plain } from '../structure/known';
import { isScalar } from '../structure/value';
import { factorsOf } from '../structure/factors';
import { factsAbout } from './facts';
import { numberIn, type GrowthReader } from './reader';

/** A vector or matrix that is not looked into: a symbol, or something that is not taken apart. Rows are transposed columns, and stand as those. */
export interface Letter {
  readonly kind: 'matrix' | 'column' | 'row';
  readonly node: Node;
}

/** A product of numbers, vectors and matrices. */
export interface Word {
  readonly coefficient: Rational;
  readonly scalars: readonly Node[];
  readonly letters: readonly Letter[];
}

const mostWords = 24;

/**
 * A vector or matrix as a sum of products, definitions put in and like terms collected: `(W + V)(h + k) - Wh` is `Wk + Vh + Vk`. Undefined
 * where something in it is not taken apart.
 */
export function expand(reader: GrowthReader, node: Node): readonly Word[] | undefined {
  const words = new Expanding(reader).words(node);
  if (!words || words.length > mostWords) return undefined;
  const collected = new Map<string, Word>();
  for (const word of words) {
    const key = [...word.scalars.map(printLatex).sort(), '|', ...word.letters.map(spelled)].join(' ');
    const known = collected.get(key);
    const coefficient = known ? known.coefficient.plus(word.coefficient) : word.coefficient;
    if (coefficient.isZero) collected.delete(key);
    else collected.set(key, { ...word, coefficient });
  }
  return [...collected.values()];
}

/** The column whose transpose stands in the definition of a matrix as a column times a row. */
export function outerRow(reader: GrowthReader, letter: Letter): string | undefined {
  if (letter.node.kind !== 'symbol') return undefined;
  const definition = reader.ev.world.definition(letter.node.key, reader.ev.scope);
  const words = definition && expand(reader, definition.body);
  const [only] = words ?? [];
  const [column, row] = only?.letters ?? [];
  if (words?.length !== 1 || only?.letters.length !== 2 || column?.kind !== 'column' || row?.kind !== 'row')
    return undefined;
  return printLatex(row.node);
}

function spelled({ kind, node }: Letter): string {
  return `${kind} ${printLatex(node)}`;
}

class Expanding {
  private readonly open: string[] = [];

  constructor(private readonly reader: GrowthReader) {}

  words(node: Node): readonly Word[] | undefined {
    const part = plain(node);
    switch (part.kind) {
      case 'symbol': {
        const { world, scope } = this.reader.ev;
        const definition = world.definition(part.key, scope);
        if (!definition || this.open.includes(part.key) || this.isKnown(part)) return this.letter(part);
        this.open.push(part.key);
        const inner = this.words(definition.body);
        this.open.pop();
        const [only] = inner ?? [];
        // A column times a row stays a letter: what was said of its norm is said of it.
        if (!inner || (inner.length === 1 && only && isOuter(only))) return this.letter(part);
        return inner;
      }
      case 'add': {
        const sum: Word[] = [];
        for (const { sign, node: own } of part.terms) {
          const words = sign === '+' || sign === '-' ? this.words(own) : undefined;
          if (!words) return undefined;
          const factor = sign === '-' ? Rational.minusOne : Rational.one;
          sum.push(...words.map((w) => ({ ...w, coefficient: w.coefficient.times(factor) })));
        }
        return sum;
      }
      case 'product': {
        let product: readonly Word[] = [{ coefficient: Rational.one, scalars: [], letters: [] }];
        for (const factor of factorsOf(this.reader.ev, part)) {
          if (factor.kind !== 'factor' || !/^(?:implicit|\\cdot|\*|\\times)$/.test(factor.operator)) return undefined;
          const words = this.words(factor.node);
          if (!words || product.length * words.length > mostWords) return undefined;
          product = product.flatMap((a) => words.map((b) => joined(a, b)));
        }
        return product;
      }
      case 'quotient': {
        const words = this.words(part.dividend);
        const divisor: Node = {
          kind: 'quotient',
          style: 'fraction',
          dividend: { kind: 'number', digits: '1', span: part.span },
          divisor: part.divisor,
          span: part.span,
        };
        return words?.map((w) => ({ ...w, scalars: [...w.scalars, divisor] }));
      }
      case 'transpose': {
        if (part.inverse) return this.letter(part);
        const words = this.words(part.operand);
        return words?.map((w) => ({ ...w, letters: [...w.letters].reverse().map(turned) }));
      }
      default:
        return this.letter(part);
    }
  }

  private letter(node: Node): readonly Word[] {
    const number = numberIn(node);
    if (number) return [{ coefficient: number, scalars: [], letters: [] }];
    const value = this.reader.ev.value(node);
    if (isScalar(value)) return [{ coefficient: Rational.one, scalars: [node], letters: [] }];
    const kind = value.columns === 1 ? 'column' : value.rows === 1 ? 'row' : 'matrix';
    return [{ coefficient: Rational.one, scalars: [], letters: [{ kind, node }] }];
  }

  /** Whether the growth of its norm was said, so that its definition need not be looked into. */
  private isKnown(node: Node): boolean {
    return ['length', 'spectral', 'frobenius'].some(
      (measure) => factsAbout(this.reader, `${measure} of ${printLatex(node)}`, node) !== undefined,
    );
  }
}

function isOuter({ letters }: Word): boolean {
  return letters.length === 2 && letters[0]?.kind === 'column' && letters[1]?.kind === 'row';
}

function joined(a: Word, b: Word): Word {
  return {
    coefficient: a.coefficient.times(b.coefficient),
    scalars: [...a.scalars, ...b.scalars],
    letters: [...a.letters, ...b.letters],
  };
}

/** The transpose: of a matrix symbol the norms are those of the symbol itself. */
function turned({ kind, node }: Letter): Letter {
  switch (kind) {
    case 'column':
      return { kind: 'row', node };
    case 'row':
      return { kind: 'column', node };
    case 'matrix':
      return { kind, node: transposed(node) };
  }
}

function transposed(node: Node): Node {
  return node.kind === 'transpose'
    ? node.operand
    : { kind: 'transpose', operand: node, plain: false, inverse: false, span: node.span };
}
