import { Rational } from '../rational';

/** Logarithms that are no fractions are cut off to multiples of one by this; of equal logarithms the same remains. */
const parts = 4096n;
/** Fractions with greater denominators are none of small whole numbers. */
const longestDenominator = 12n;

/** log_b a of whole numbers a ≥ 1 and b ≥ 2: exactly where it is a fraction, else the next smaller multiple of 1/4096. */
export function logarithmOf(a: bigint, b: bigint): Rational | undefined {
  if (a < 1n || b < 2n || a > 10_000n || b > 10_000n) return undefined;
  for (let s = 1n; s <= longestDenominator; s++) {
    const r = wholeLogarithm(a ** s, b);
    if (b ** r === a ** s) return Rational.of(r, s);
  }
  return Rational.of(wholeLogarithm(a ** parts, b), parts);
}

/** The greatest r with b^r ≤ n. */
function wholeLogarithm(n: bigint, b: bigint): bigint {
  const bits = BigInt(n.toString(2).length);
  const width = BigInt(b.toString(2).length);
  // b is at least 2^(width - 1) and less than 2^width.
  let low = (bits - 1n) / width;
  let high = width === 1n ? bits : bits / (width - 1n) + 1n;
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (b ** middle <= n) low = middle;
    else high = middle - 1n;
  }
  return low;
}
