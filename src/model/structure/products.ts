import type { Factor, Node, Product } from '../../formula/tree';
import { entryOf, matrixOf } from '../../kernel/matrix';
import { isColumn } from './elementwise';
import type { Evaluator } from './evaluator';
import { evaluateExpectation } from './expectations';
import { factorsOf, type MeantFactor } from './factors';
import { plain } from './known';
import { Mismatch, NotComputed, stop } from './outcome';
import {
  addValues,
  crossProduct,
  isScalar,
  mapValue,
  multiplyValues,
  productOf,
  scaled,
  shapeWords,
  type Value,
} from './value';

interface Operand {
  readonly operator: Factor['operator'];
  readonly value: Value;
}

/**
 * Products of numbers, vectors and matrices. An entrywise product binds less than what stands side by side, where that fits, or more:
 *
 *     W^\top \delta \odot \sigma'(z)        (W^\top \delta) \odot \sigma'(z)
 *     W^\top (\delta \odot \sigma'(z))
 */
export function productValue(ev: Evaluator, node: Product): Value {
  const factors = factorsOf(ev, node);
  const operands = factors.map((factor, k): Operand => {
    const isEntrywise = factor.operator === '\\odot' || factors[k + 1]?.operator === '\\odot';
    return { operator: factor.operator, value: factorValue(ev, factor, isEntrywise) };
  });
  if (operands.slice(1).some(({ operator }) => operator === '\\otimes' || operator === '\\circ'))
    return stop('this product is not computed here yet');
  if (!operands.slice(1).some(({ operator }) => operator === '\\odot')) return sideBySide(ev, operands);
  const [loose, tight] = [attemptFit(() => loosely(ev, operands)), attemptFit(() => sideBySide(ev, operands))];
  if (loose.kind === 'error' && tight.kind === 'error')
    throw tight.error instanceof NotComputed ? tight.error : loose.error;
  if (loose.kind === 'error') return tight.kind === 'value' ? tight.value : stop('a product');
  if (tight.kind === 'error' || isSame(ev, loose.value, tight.value)) return loose.value;
  const options = [{ says: '' }, { says: 'the entrywise product takes only the factors next to its sign' }];
  return ev.chooser.choose(`entrywise product at ${node.span.from}`, options) === 0 ? loose.value : tight.value;
}

type Fit = { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'error'; readonly error: Error };

function attemptFit(work: () => Value): Fit {
  try {
    return { kind: 'value', value: work() };
  } catch (error) {
    if (error instanceof Mismatch || error instanceof NotComputed) return { kind: 'error', error };
    throw error;
  }
}

function isSame({ algebra }: Evaluator, a: Value, b: Value): boolean {
  return (
    a.rows === b.rows &&
    a.columns === b.columns &&
    a.entries.every((entry, k) => algebra.subtract(entry, b.entries[k] ?? entry).numerator.size === 0)
  );
}

/** What stands between the signs of entrywise products is multiplied first. */
function loosely(ev: Evaluator, operands: readonly Operand[]): Value {
  const parts: Operand[][] = [];
  for (const operand of operands) {
    const last = parts[parts.length - 1];
    if (last && operand.operator !== '\\odot') last.push(operand);
    else parts.push([operand]);
  }
  return parts.map((part) => sideBySide(ev, part)).reduce((a, b) => entrywise(ev, a, b));
}

/** From the left to the right; an entrywise product takes the factors next to its sign. */
function sideBySide(ev: Evaluator, operands: readonly Operand[]): Value {
  const values: { value: Value; dot: boolean }[] = [];
  for (const { operator, value } of operands) {
    const last = values[values.length - 1];
    if (operator === '\\odot' && last) values[values.length - 1] = { ...last, value: entrywise(ev, last.value, value) };
    else if (operator === '\\times' && last && !isScalar(last.value) && !isScalar(value))
      values[values.length - 1] = { ...last, value: crossProduct(ev.algebra, last.value, value) };
    else values.push({ value, dot: operator === '\\cdot' });
  }
  return productOf(ev.algebra, values);
}

function entrywise({ algebra }: Evaluator, a: Value, b: Value): Value {
  if (isScalar(a) || isScalar(b)) return multiplyValues(algebra, a, b, false);
  if (a.rows !== b.rows || a.columns !== b.columns)
    throw new Mismatch(
      `The entrywise product does not fit: one factor is ${shapeWords(a)}, the other ${shapeWords(b)}.`,
    );
  return {
    ...a,
    ...matrixOf(a.rows, a.columns, (i, j) => algebra.multiply(entryOf(a, i, j), entryOf(b, i, j))),
  };
}

function factorValue(ev: Evaluator, factor: MeantFactor, isEntrywise: boolean): Value {
  if (factor.kind === 'expectation')
    return evaluateExpectation(ev, 'E', factor.subscript, [factor.argument], undefined);
  return (isEntrywise ? withNumberAdded(ev, plain(factor.node)) : undefined) ?? ev.value(factor.node);
}

/** `(1 - h)` beside the sign of an entrywise product: the number is meant for every entry. */
function withNumberAdded(ev: Evaluator, node: Node): Value | undefined {
  if (node.kind !== 'add' || !node.terms.some((term) => plain(term.node).kind === 'number')) return undefined;
  const { algebra } = ev;
  const terms = node.terms.map((term) => {
    if (term.sign === '\\pm' || term.sign === '\\mp') return stop('“±” stands for two values at once');
    return scaled(algebra, ev.value(term.node), algebra.integer(term.sign === '-' ? -1 : 1));
  });
  const column = terms.find(isColumn);
  if (!column) return undefined;
  return terms
    .map((term) =>
      isScalar(term) && !isColumn(term) ? mapValue(column, () => term.entries[0] ?? algebra.integer(0)) : term,
    )
    .reduce((a, b) => addValues(algebra, a, b));
}
