import { printLatex } from '../../formula/print';
import { symbolLatex } from '../../formula/symbol';
import type { Call, Node } from '../../formula/tree';
import { symbolsOf, walk } from '../../formula/walk';
import type { Algebra } from '../../kernel/canonical/algebra';
import type { Quotient } from '../../kernel/canonical/atom';
import { extremeOf } from '../../kernel/canonical/functions';
import { logarithmOf } from '../../kernel/canonical/logarithms';
import { exponentialOf } from '../../kernel/canonical/powers';
import { circular } from '../../kernel/canonical/trigonometry';
import { determinantOf, entryOf, matrixOf, traceOf } from '../../kernel/matrix';
import { measureOverCells } from './cells';
import { measureIn, measureValue } from './divergence';
import { isColumn } from './elementwise';
import type { Evaluator } from './evaluator';
import { randomExtreme } from './random-extremes';
import { pickIndex } from './indexing';
import { indicatorValue } from './indicators';
import { plain } from './known';
import { normOf } from './norms';
import { Mismatch, stop } from './outcome';
import { signValue } from './signs';
import { spectralIn, spectralValue } from './spectral';
import { exponentValue } from './transforms';
import { mapValue, scalar, shapeWords, valueOf, type Value } from './value';

/** Named functions: those that the text defines, entries, signs entry by entry, traces and determinants. */
export function callValue(ev: Evaluator, node: Call): Value {
  const { algebra, world, scope } = ev;
  const [first, second] = node.args;
  const rule = world.ruleOf(`call ${node.name}`, scope);
  if (rule && first && !node.subscript) return ev.applied(`call ${node.name}`, rule, node.args);
  const inCells = ev.instance.cells && measureOverCells(ev, node);
  if (inCells) return inCells;
  const measured = measureIn(node, world, scope);
  if (measured) return measureValue(ev, measured);
  if (!first) return stop(`${node.name} has no argument`);
  const spectral = spectralIn(node, world, scope);
  const found = spectral && spectralValue(ev, spectral);
  if (found) return found;
  switch (node.name) {
    case 'entry':
      return pickIndex(ev, first, node.subscript);
    case 'indicator':
      return indicatorValue(ev, node);
    case 'sgn':
    case 'sign':
      return mapValue(ev.value(first), (x) => signValue(algebra, x));
    case 'exp': {
      const column = columnIn(ev, first);
      if (column) return mapValue(column, (x) => exponentialOf(algebra, x));
      return scalar(exponentialOf(algebra, exponentValue(ev, first)));
    }
    case 'tanh':
    case 'sigmoid':
    case 'softplus': {
      const value = columnIn(ev, first) ?? scalar(ev.number(first, `the argument of ${node.name}`));
      return mapValue(value, (x) => activation(algebra, node.name, x));
    }
    case 'ln':
    case 'log': {
      if (node.subscript) return stop('logarithms with a base are not computed beside vectors yet');
      const column = columnIn(ev, first);
      if (column) return mapValue(column, (x) => logarithmOf(algebra, x));
      return scalar(logarithmOf(algebra, ev.number(first, 'the argument of the logarithm')));
    }
    case 'max':
    case 'min':
      if (node.subscript || node.args.length < 2) return stop(`what this ${node.name} runs over was not understood`);
      return extremeOfArguments(ev, node.name, node.args);
    case 'softmax': {
      if (node.subscript) {
        const { kind, name, nameSpan, args, span } = node;
        return pickIndex(ev, { kind, name, nameSpan, args, span }, node.subscript);
      }
      const value = ev.value(first);
      const powers = value.entries.map((x) => exponentialOf(algebra, x));
      const total = powers.reduce((sum, x) => algebra.add(sum, x), algebra.integer(0));
      let k = 0;
      return mapValue(value, () => algebra.divide(powers[k++] ?? total, total));
    }
    case 'sin':
    case 'cos': {
      if (hasUnits(first)) return stop('angles with units are not computed here yet');
      const part = node.name === 'sin' ? 'sine' : 'cosine';
      return mapValue(ev.value(first), (x) => circular(algebra, x)[part]);
    }
    case 'relu':
    case 'ReLU':
      return mapValue(ev.value(first), (x) => extremeOf(algebra, 'max', [algebra.integer(0), x]));
    case 'diag': {
      if (second) return diagonalOf(ev, node.args);
      const value = ev.value(first);
      const zero = algebra.integer(0);
      if (value.columns === 1 && value.rowName !== undefined)
        return valueOf(
          matrixOf(value.rows, value.rows, (i, j) => (i === j ? entryOf(value, i, 0) : zero)),
          value.rowName,
          value.rowName,
        );
      if (value.rows !== value.columns) return stop(`it is not clear what diag of ${shapeWords(value)} is`);
      return valueOf(
        matrixOf(value.rows, 1, (i) => entryOf(value, i, i)),
        value.rowName,
      );
    }
    case 'tr':
    case 'trace': {
      const value = ev.value(first);
      if (value.rows !== value.columns)
        throw new Mismatch(`Only square matrices have a trace; this is ${shapeWords(value)}.`);
      return scalar(traceOf(algebra, value));
    }
    case 'det': {
      const value = ev.value(first);
      if (value.rows !== value.columns)
        throw new Mismatch(`Only square matrices have a determinant; this is ${shapeWords(value)}.`);
      return scalar(determinantOf(algebra, value));
    }
    case 'dim': {
      const value = ev.value(first);
      return scalar(algebra.integer(value.rows * value.columns));
    }
    case 'RMS':
      if (second) return stop('this function has one argument');
      return normOf(ev, {
        kind: 'norm',
        operand: first,
        subscript: { kind: 'word', text: 'RMS', span: node.nameSpan },
        span: node.span,
      });
    default:
      return stop(`the function “${node.name}” is not computed here yet`);
  }
}

/** What a function of numbers is applied to entry by entry. */
function columnIn(ev: Evaluator, node: Node): Value | undefined {
  // An i may be the imaginary unit, which has no entries.
  if (plain(node).kind === 'number' || symbolsOf(node).includes('i')) return undefined;
  const value = ev.value(node);
  return isColumn(value) ? value : undefined;
}

function activation(algebra: Algebra, name: string, x: Quotient): Quotient {
  const one = algebra.integer(1);
  const [up, down] = [exponentialOf(algebra, x), exponentialOf(algebra, algebra.negate(x))];
  switch (name) {
    case 'tanh':
      return algebra.divide(algebra.subtract(up, down), algebra.add(up, down));
    case 'softplus':
      return logarithmOf(algebra, algebra.add(one, up));
    default:
      return algebra.inverse(algebra.add(one, down));
  }
}

/** `\operatorname{diag}(\lambda_1, \dots, \lambda_n)` */
function diagonalOf(ev: Evaluator, args: readonly Node[]): Value {
  const { algebra } = ev;
  const dots = args.findIndex((arg) => arg.kind === 'ellipsis');
  const entries = dots < 0 ? args : spelledOut(ev, args);
  const values = entries.map((arg) => ev.number(arg, 'an entry of a diagonal'));
  const last = args[args.length - 1];
  const name = dots >= 0 && last?.kind === 'symbol' && last.subscripts[0] ? printLatex(last.subscripts[0]) : undefined;
  return valueOf(
    matrixOf(values.length, values.length, (i, j) => (i === j ? values[i] : undefined) ?? algebra.integer(0)),
    name,
    name,
  );
}

/** `\lambda_1, \dots, \lambda_n` with all places between. */
function spelledOut(ev: Evaluator, args: readonly Node[]): readonly Node[] {
  const [first, last] = [args[0], args[args.length - 1]];
  const [from] = first?.kind === 'symbol' ? first.subscripts : [];
  const [to] = last?.kind === 'symbol' ? last.subscripts : [];
  if (first?.kind !== 'symbol' || !from || !to) return stop('the dots stand for terms that are not spelled out');
  const [least, most] = [ev.wholeNumber(from), ev.wholeNumber(to)];
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, k) => {
    const digits = String(least + k);
    const subscripts: readonly Node[] = [{ kind: 'number', digits, span: first.span }];
    return { ...first, subscripts, key: symbolLatex(first.letter, first.marks, subscripts) };
  });
}

function hasUnits(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= node.kind === 'quantity';
    return !found;
  });
  return found;
}

function extremeOfArguments(ev: Evaluator, name: 'max' | 'min', args: readonly Node[]): Value {
  const values = args.map((arg) => ev.number(arg, `what ${name} is taken of`));
  return scalar(randomExtreme(ev, values, name === 'max') ?? extremeOf(ev.algebra, name, values));
}
