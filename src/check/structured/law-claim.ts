import type { Quotient } from '../../kernel/canonical/atom';
import type { Evaluator } from '../../model/structure/evaluator';
import type { LawHere } from '../../model/structure/laws';

/** Whether two laws are of one kind with the same parameters, an identity of open size counting as one of any size. */
export function sameLaw(ev: Evaluator, a: LawHere, b: LawHere): boolean {
  if (a.name !== b.name || a.args.length !== b.args.length) return false;
  const { algebra } = ev;
  const equal = (x: Quotient | undefined, y: Quotient | undefined): boolean =>
    x !== undefined && y !== undefined && algebra.subtract(x, y).numerator.size === 0;
  return a.args.every((left, k) => {
    const right = b.args[k];
    if (!right) return false;
    const [one, other] = left.identity && !right.identity ? [right, left] : [left, right];
    if (other.identity && !one.identity) {
      const factor = other.entries[0];
      return (
        one.rows === one.columns &&
        one.entries.every((x, i) => equal(x, i % (one.columns + 1) === 0 ? factor : algebra.integer(0)))
      );
    }
    // A zero mean is written as a number for vectors too.
    if (one.entries.length !== other.entries.length) {
      const [single, many] = one.entries.length === 1 ? [one, other] : [other, one];
      return single.entries[0]?.numerator.size === 0 && many.entries.every((x) => x.numerator.size === 0);
    }
    return one.entries.every((x, i) => equal(x, other.entries[i]));
  });
}
