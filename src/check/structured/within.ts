import type { Node } from '../../formula/tree';
import type { Quotient } from '../../kernel/canonical/atom';
import { Rational } from '../../kernel/rational';
import type { Evaluator } from '../../model/structure/evaluator';
import { plain, type Condition } from '../../model/structure/known';
import { readSet } from '../../statement/membership';
import { satisfies } from '../arithmetic';
import type { Comparison } from '../checker';
import { compareValues, type Value as Number } from '../value';

type NumberOf = (entry: Quotient) => Number;

/** Whether a membership that was said holds in a situation, of all entries; undefined where that cannot be seen. A set that is a letter has everything. */
export function isWithin(ev: Evaluator, { left, right }: Condition, numberOf: NumberOf): boolean | undefined {
  const set = plain(right);
  const domain = readSet(set)?.domain;
  if (!domain) return set.kind === 'tuple' ? undefined : true;
  const { among, interval, integer, positive, nonnegative } = domain;
  // A shape alone says nothing of the entries.
  if (!(among ?? interval ?? integer ?? positive ?? nonnegative)) return true;
  if (left.kind === 'symbol' && !ev.instance.touched.has(left.key)) return true;
  const entries = ev.value(left).entries.map(numberOf);
  const every = (test: (entry: Number) => boolean | undefined): boolean | undefined =>
    entries.reduce<boolean | undefined>((all, entry) => (all === false ? false : both(all, test(entry))), true);
  const zero: Number = { kind: 'exact', value: Rational.zero };
  const ends: readonly (readonly [Comparison, Number])[] = [
    ...(interval?.lower ? [[interval.lower.open ? '>' : '>=', endOf(ev, interval.lower.node, numberOf)] as const] : []),
    ...(interval?.upper ? [[interval.upper.open ? '<' : '<=', endOf(ev, interval.upper.node, numberOf)] as const] : []),
    ...(positive ? [['>', zero] as const] : []),
    ...(nonnegative ? [['>=', zero] as const] : []),
  ];
  return [
    ...(among ? [every((entry) => isListed(ev, among, entry, numberOf))] : []),
    ...(integer ? [every((entry) => (entry.kind === 'exact' ? entry.value.isInteger : undefined))] : []),
    ...ends.map(([comparison, end]) => every((entry) => isOrdered(entry, comparison, end))),
  ].reduce(both, true);
}

function endOf(ev: Evaluator, node: Node, numberOf: NumberOf): Number {
  return numberOf(ev.number(node, 'an end of an interval'));
}

function both(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  return a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
}

function isOrdered(a: Number, comparison: Comparison, b: Number): boolean | undefined {
  const order = compareValues(a, b);
  return order === 'unclear' ? undefined : satisfies(comparison, order);
}

/** `1, \dots, 5` are the whole numbers between. */
function isListed(ev: Evaluator, items: readonly Node[], entry: Number, numberOf: NumberOf): boolean | undefined {
  const numbers = items.flatMap((item) => (item.kind === 'ellipsis' ? [] : [endOf(ev, item, numberOf)]));
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  if (numbers.length < items.length && first && last) {
    const isWhole = entry.kind === 'exact' ? entry.value.isInteger : undefined;
    return both(isWhole, both(isOrdered(entry, '>=', first), isOrdered(entry, '<=', last)));
  }
  const same = numbers.map((number) => isOrdered(entry, '=', number));
  return same.includes(true) ? true : same.includes(undefined) ? undefined : false;
}
