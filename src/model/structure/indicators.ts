import { orderOf } from '../../formula/order';
import type { Call, Chain, Node } from '../../formula/tree';
import { compareWithZero } from '../../kernel/chance';
import type { Evaluator } from './evaluator';
import { isUnbound } from './indexing';
import { plain } from './known';
import { FreeIndex, NeedsNumbers, stop } from './outcome';
import { scalar, type Value } from './value';

/** `\mathbf{1}\{a = b\}`: 1 where all its statements hold, else 0. */
export function indicatorValue(ev: Evaluator, node: Call): Value {
  const holds = node.args.every((statement) => {
    const bare = plain(statement);
    return bare.kind === 'chain' ? chainHolds(ev, bare) : stop('the statement of this indicator was not understood');
  });
  return scalar(ev.algebra.integer(holds ? 1 : 0));
}

function chainHolds(ev: Evaluator, { operands, relations }: Chain): boolean {
  return relations.every((relation, k) => {
    const [left, right] = [operands[k], operands[k + 1]];
    const comparison = orderOf(relation.kind);
    if (!left || !right || !comparison || relation.modulus)
      return stop('the statement of this indicator was not understood');
    const { algebra } = ev;
    const difference = algebra.subtract(compared(ev, left), compared(ev, right));
    const found = compareWithZero(algebra, difference, comparison);
    if (found === undefined) throw new NeedsNumbers('whether the statement of an indicator holds hangs on its numbers');
    return found !== relation.negated;
  });
}

/** A letter that counts entries takes all its values in turn. */
function compared(ev: Evaluator, node: Node): ReturnType<Evaluator['number']> {
  const bare = plain(node);
  if (isUnbound(ev, bare)) throw new FreeIndex(bare.key, 2, undefined, true);
  return ev.number(bare, 'what an indicator compares');
}
