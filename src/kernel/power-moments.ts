import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { oneQuotient, zeroQuotient } from './canonical/field';
import { opaqueCall } from './canonical/functions';
import { numberPower } from './canonical/roots';
import type { Moment } from './moments';
import { Rational } from './rational';

/** erf(x) = 2/√π · ∫ e^{−t²} dt from 0 to x, an odd function. */
export function errorFunction(algebra: Algebra, x: Quotient): Quotient {
  if (x.numerator.size === 0) return zeroQuotient;
  const [first] = [...x.numerator.values()].sort((a, b) => (a.monomial.key < b.monomial.key ? -1 : 1));
  const odd = first !== undefined && first.coefficient.sign < 0;
  const argument = odd ? algebra.negate(x) : x;
  const value = opaqueCall(algebra, 'erf', [argument]);
  return odd ? algebra.negate(value) : value;
}

export const signMoment: Moment = (k) => (k.isInteger && k.numerator % 2n === 0n ? oneQuotient : zeroQuotient);

/** Of a quantity of which the mean 0 and the variance 1 are all that is known. */
export const firstMoments: Moment = (k) => {
  if (!k.isInteger || k.sign < 0 || k.compare(Rational.two) > 0) return 'open';
  return k.numerator === 1n ? zeroQuotient : oneQuotient;
};

/** E|x|^k of a standard Gaussian: (k−1)!! for even k, √(2/π)·2^{(k−1)/2}·((k−1)/2)! for odd k. */
export function halfNormalMoment(algebra: Algebra, k: Rational): Quotient | undefined {
  if (!k.isInteger || k.sign < 0) return undefined;
  const n = k.numerator;
  let product = 1n;
  for (let j = n - 1n; j > 1n; j -= 2n) product *= j;
  if (n % 2n === 0n) return algebra.constant(Rational.integer(product));
  // For odd k the product 2·4·…·(k−1) is 2^{(k−1)/2}·((k−1)/2)!.
  const root = algebra.multiply(
    numberPower(algebra, Rational.two, Rational.half),
    algebra.fromAtom(algebra.pi, Rational.half.negated()),
  );
  return algebra.scale(root, Rational.integer(product));
}

export function factorialMoment(algebra: Algebra, k: Rational): Quotient | undefined {
  if (!k.isInteger || k.sign < 0) return undefined;
  let product = 1n;
  for (let j = 2n; j <= k.numerator; j++) product *= j;
  return algebra.constant(Rational.integer(product));
}

/** E X^k from the factorial moments E X(X−1)…(X−j+1), by Stirling numbers of the second kind. */
export function fallingMoment(algebra: Algebra, k: Rational, factorial: (j: number) => Quotient): Quotient | undefined {
  if (!k.isInteger || k.sign < 0 || k.numerator > 40n) return undefined;
  const n = Number(k.numerator);
  let row: bigint[] = [1n];
  for (let m = 1; m <= n; m++) {
    const next: bigint[] = [0n];
    for (let j = 1; j <= m; j++) next[j] = BigInt(j) * (row[j] ?? 0n) + (row[j - 1] ?? 0n);
    row = next;
  }
  let sum: Quotient = zeroQuotient;
  for (const [j, count] of row.entries())
    if (count > 0n) sum = algebra.add(sum, algebra.scale(factorial(j), Rational.integer(count)));
  return sum;
}

export function falling(n: number, j: number): bigint {
  let product = 1n;
  for (let i = 0; i < j; i++) product *= BigInt(n - i);
  return product;
}

/** E X(X−1)…(X−j+1) = λ^j. */
export function poissonMoment(algebra: Algebra, mean: Quotient, k: Rational): Quotient | undefined {
  return fallingMoment(algebra, k, (j) => algebra.power(mean, j));
}

/** E X(X−1)…(X−j+1) = j!·(1−p)^{j−1}/p^j for the number of trials, j!·((1−p)/p)^j for that of failures. */
export function geometricMoment(
  algebra: Algebra,
  probability: Quotient,
  from: 0 | 1,
  k: Rational,
): Quotient | undefined {
  const other = algebra.subtract(oneQuotient, probability);
  return fallingMoment(algebra, k, (j) =>
    j === 0
      ? oneQuotient
      : algebra.scale(
          algebra.divide(algebra.power(other, j - from), algebra.power(probability, j)),
          Rational.integer(falling(j, j)),
        ),
  );
}
