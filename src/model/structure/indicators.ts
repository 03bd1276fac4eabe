import { orderOf } from '../../formula/order';
import type { Call, Chain, Node } from '../../formula/tree';
import type { Quotient } from '../../kernel/canonical/atom';
import { compareWithZero } from '../../kernel/chance';
import type { Comparison } from '../../kernel/chance-line';
import { Rational } from '../../kernel/rational';
import { isColumn } from './elementwise';
import type { Evaluator } from './evaluator';
import { isUnbound } from './indexing';
import { plain } from './known';
import { FreeIndex, NeedsNumbers, stop } from './outcome';
import { signValue } from './signs';
import { mapValue, numberOf, scalar, type Value } from './value';

/** `\mathbf{1}\{a = b\}`: 1 where all its statements hold, else 0; `\mathbf{1}\{z > 0\}` of a vector has such entries. */
export function indicatorValue(ev: Evaluator, node: Call): Value {
  const parts = node.args.map((statement) => {
    const bare = plain(statement);
    return bare.kind === 'chain' ? chainValue(ev, bare) : stop('the statement of this indicator was not understood');
  });
  return parts.reduce((a, b) => multiplied(ev, a, b), scalar(ev.algebra.integer(1)));
}

function chainValue(ev: Evaluator, { operands, relations }: Chain): Value {
  const parts = relations.map((relation, k) => {
    const [left, right] = [operands[k], operands[k + 1]];
    const comparison = orderOf(relation.kind);
    if (!left || !right || !comparison || relation.modulus)
      return stop('the statement of this indicator was not understood');
    const { algebra } = ev;
    const [a, b] = [compared(ev, left), compared(ev, right)];
    const truth = (difference: Quotient): Quotient => {
      const holds = truthOf(ev, difference, comparison);
      return relation.negated ? algebra.subtract(algebra.integer(1), holds) : holds;
    };
    if (isColumn(a)) {
      const end = numberOf(b, 'what the entries of a vector are compared with');
      return mapValue(a, (entry) => truth(algebra.subtract(entry, end)));
    }
    return scalar(
      truth(algebra.subtract(numberOf(a, 'what an indicator compares'), numberOf(b, 'what an indicator compares'))),
    );
  });
  return parts.reduce((a, b) => multiplied(ev, a, b), scalar(ev.algebra.integer(1)));
}

function multiplied(ev: Evaluator, a: Value, b: Value): Value {
  const [x] = a.entries;
  if (isColumn(a) && isColumn(b)) return stop('the statement of this indicator was not understood');
  const [factor, column] = isColumn(a) ? [b.entries[0], a] : [x, b];
  return mapValue(column, (entry) => ev.algebra.multiply(factor ?? entry, entry));
}

/** 1 or 0 where the sign of a difference is known; of an open number what it is outside of 0, by its sign. */
function truthOf({ algebra, instance }: Evaluator, difference: Quotient, comparison: Comparison): Quotient {
  const found = compareWithZero(algebra, difference, comparison);
  if (found !== undefined) return algebra.integer(found ? 1 : 0);
  const isOrder = comparison !== '=' && comparison !== '!=';
  if (!isOrder || instance.variant === undefined || instance.entries === 'numbers')
    throw new NeedsNumbers('whether the statement of an indicator holds hangs on its numbers');
  const sign = signValue(algebra, comparison.startsWith('>') ? difference : algebra.negate(difference));
  return algebra.scale(algebra.add(algebra.integer(1), sign), Rational.half);
}

/** A letter that counts entries takes all its values in turn. */
function compared(ev: Evaluator, node: Node): Value {
  const bare = plain(node);
  if (isUnbound(ev, bare)) throw new FreeIndex(bare.key, 2, undefined, true);
  return ev.value(bare);
}
