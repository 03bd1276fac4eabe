import type { Node } from '../../formula/tree';
import type { Algebra } from '../../kernel/canonical/algebra';
import type { Quotient } from '../../kernel/canonical/atom';
import { zeroQuotient } from '../../kernel/canonical/field';
import { complexParts, isComplex } from '../../kernel/complex-parts';
import { entryOf } from '../../kernel/matrix';
import { plain } from '../../model/structure/known';
import { DoubtfulMismatch, Mismatch, NotComputed } from '../../model/structure/outcome';
import { alike, isScalar, sameShape, shapeWords, type Value } from '../../model/structure/value';
import type { Comparison } from '../checker';
import type { StructuredClaim } from './checker';
import type { Sides } from './trial';

export type Part = 'real part' | 'imaginary part';

/** Two values that are to be compared. */
export interface Pair {
  readonly sides: readonly [Quotient, Quotient];
  readonly part?: Part;
  /** The entry of a vector or matrix: "entry $2$", "row $1$, column $2$". */
  readonly place?: string;
}

/** What is compared of two sides: entry by entry, of complex numbers both parts. */
export function pairsOf(claim: StructuredClaim, sides: Sides, comparison: Comparison): readonly Pair[] {
  const { algebra } = sides.instance;
  const pairs = entryPairs(claim, sides);
  const { columns } = pairs.length === sides.left.entries.length ? sides.left : sides.right;
  return pairs.flatMap((pair, k) => {
    const parts = comparison === '=' ? realPairs(algebra, pair) : [{ sides: pair }];
    return pairs.length === 1 ? parts : parts.map((own) => inEntry(own, k, pairs.length, columns));
  });
}

function inEntry(pair: Pair, k: number, count: number, columns: number): Pair {
  const isVector = columns === 1 || columns === count;
  const place = isVector ? `entry $${k + 1}$` : `row $${Math.floor(k / columns) + 1}$, column $${(k % columns) + 1}$`;
  return { ...pair, place };
}

/** Complex numbers are equal where their real and their imaginary parts are. */
function realPairs(algebra: Algebra, pair: Pair['sides']): readonly Pair[] {
  if (!pair.some((side) => isComplex(algebra, side))) return [{ sides: pair }];
  const [left, right] = pair.map((side) => complexParts(algebra, side));
  if (!left || !right) return [{ sides: pair }];
  return [
    { sides: [left.real, right.real], part: 'real part' },
    { sides: [left.imaginary, right.imaginary], part: 'imaginary part' },
  ];
}

/** Entry by entry; zero stands for a zero of any shape. */
function entryPairs(
  claim: StructuredClaim,
  { instance, left, right }: Sides,
): readonly (readonly [Quotient, Quotient])[] {
  const [a, b] = alike(instance.algebra, left, right);
  if (sameShape(a, b)) return a.entries.map((entry, k) => [entry, b.entries[k] ?? zeroQuotient] as const);
  const zero = (value: Value): boolean => isScalar(value) && entryOf(value, 0, 0).numerator.size === 0;
  if (zero(b)) return a.entries.map((entry) => [entry, zeroQuotient] as const);
  if (zero(a)) return b.entries.map((entry) => [zeroQuotient, entry] as const);
  // "x = 1" may mean that of every entry.
  if ((isScalar(a) && isLiteral(claim.left)) || (isScalar(b) && isLiteral(claim.right)))
    throw new NotComputed(`one side is ${shapeWords(a)}, the other ${shapeWords(b)}`);
  const [guess] = instance.guessed;
  if (guess !== undefined) throw new DoubtfulMismatch(`nobody said how many entries $${guess}$ has`);
  const [assumption] = instance.assumed;
  if (assumption !== undefined) throw new DoubtfulMismatch(`it takes for granted ${assumption}`);
  throw new Mismatch(`The two sides have different shapes: the left is ${shapeWords(a)}, the right ${shapeWords(b)}.`);
}

function isLiteral(node: Node): boolean {
  return plain(node).kind === 'number';
}
