import type { Fuel } from '../fuel';
import { Rational } from '../rational';

/** A polynomial in one variable with fractions as coefficients: the k-th belongs to the k-th power; the last one is not 0. */
export type Univariate = readonly Rational[];

export const oneUnivariate: Univariate = [Rational.one];

export function univariate(coefficients: readonly Rational[]): Univariate {
  const found = [...coefficients];
  while (found.at(-1)?.isZero === true) found.pop();
  return found;
}

/** −1 for the zero polynomial. */
export function degreeOf(p: Univariate): number {
  return p.length - 1;
}

export function leadingOf(p: Univariate): Rational {
  return p.at(-1) ?? Rational.zero;
}

export function plus(p: Univariate, q: Univariate): Univariate {
  const length = Math.max(p.length, q.length);
  return univariate(Array.from({ length }, (_, k) => (p[k] ?? Rational.zero).plus(q[k] ?? Rational.zero)));
}

export function scaled(p: Univariate, by: Rational): Univariate {
  return univariate(p.map((c) => c.times(by)));
}

export function times(p: Univariate, q: Univariate, fuel: Fuel): Univariate {
  if (p.length === 0 || q.length === 0) return [];
  fuel.spend(p.length * q.length);
  const product = new Array<Rational>(p.length + q.length - 1).fill(Rational.zero);
  for (const [i, a] of p.entries()) {
    for (const [j, b] of q.entries()) product[i + j] = (product[i + j] ?? Rational.zero).plus(a.times(b));
  }
  return univariate(product);
}

export function raised(p: Univariate, exponent: number, fuel: Fuel): Univariate {
  let result = oneUnivariate;
  for (let k = 0; k < exponent; k++) result = times(result, p, fuel);
  return result;
}

/** p(x + by), by Horner's rule. */
export function shifted(p: Univariate, by: Rational, fuel: Fuel): Univariate {
  let result: Univariate = [];
  for (const coefficient of [...p].reverse()) result = plus(times(result, [by, Rational.one], fuel), [coefficient]);
  return result;
}

/** p(factor·x) */
export function stretched(p: Univariate, factor: Rational): Univariate {
  let power = Rational.one;
  return univariate(
    p.map((c) => {
      const here = c.times(power);
      power = power.times(factor);
      return here;
    }),
  );
}

export function valueAt(p: Univariate, x: Rational): Rational {
  let value = Rational.zero;
  for (const coefficient of [...p].reverse()) value = value.times(x).plus(coefficient);
  return value;
}

/** No zero is larger in absolute value (Fujiwara): 2·max |aₙ₋ᵢ/aₙ|^{1/i}; in doubles, rounded up. */
export function boundOfZeros(p: Univariate): number {
  const lead = leadingOf(p);
  const degree = degreeOf(p);
  return p.slice(0, -1).reduce((max, c, k) => {
    const size = Math.abs(c.dividedBy(lead).toNumber()) ** (1 / (degree - k));
    return Math.max(max, 2 * size * (1 + 1e-9));
  }, 0);
}

/** Whether p(x) ≥ 0 for all x ≥ from, as the coefficients of p(from + x) show: none is negative. */
export function staysNonnegative(p: Univariate, from: Rational, fuel: Fuel): boolean {
  return shifted(p, from, fuel).every((c) => c.sign >= 0);
}
