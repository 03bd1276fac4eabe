import type { Algebra } from '../../kernel/canonical/algebra';
import type { Quotient } from '../../kernel/canonical/atom';
import { zeroQuotient } from '../../kernel/canonical/field';
import { Rational } from '../../kernel/rational';

/** Σ coefficient · Π size^exponent; no coefficient is zero, and no two products are the same. */
export type SumOfPowers = readonly PowerTerm[];

export interface PowerTerm {
  readonly coefficient: Quotient;
  readonly exponents: ReadonlyMap<string, number>;
}

/** The value for these sizes; undefined where there is none. */
export type Sample = (sizes: ReadonlyMap<string, number>) => Quotient | undefined;

/** Exponents that are looked for, and how many values they are checked with. */
export interface Attempt {
  readonly exponents: readonly number[];
  readonly count: number;
}

/** The fewest exponents first. */
export const attempts: readonly Attempt[] = [
  { exponents: [0, 1, 2], count: 5 },
  { exponents: [-1, 0, 1, 2], count: 6 },
  { exponents: [-2, -1, 0, 1, 2, 3, 4], count: 9 },
];

/** Sizes at which the others are held: different ones. */
const held = [2, 3, 4];

/**
 * A sum of products of powers that has the values of the sample, all of which are exact. First the exponents of each size by itself, from more
 * values than they need, then the coefficients; the result is checked at sizes that it was not made from.
 */
export function fitted(
  algebra: Algebra,
  names: readonly string[],
  sample: Sample,
  attempt: Attempt,
): SumOfPowers | undefined {
  const exponents: (readonly number[])[] = [];
  for (const [k, name] of names.entries()) {
    const others = new Map(names.map((other, i) => [other, held[(i + k) % held.length] ?? 2]));
    const own = exponentsOf(algebra, (size) => sample(new Map([...others, [name, size]])), attempt);
    if (!own) return undefined;
    exponents.push(own);
  }
  const sum = coefficients(algebra, names, exponents, sample, new Map());
  if (!sum) return undefined;
  const check = new Map(names.map((name, k) => [name, 5 - k]));
  const value = sample(check);
  return value && isZero(algebra.subtract(value, valueOf(algebra, sum, check))) ? sum : undefined;
}

function exponentsOf(
  algebra: Algebra,
  sample: (size: number) => Quotient | undefined,
  { exponents, count }: Attempt,
): readonly number[] | undefined {
  const values: Quotient[] = [];
  for (let size = 1; size <= count; size++) {
    const value = sample(size);
    if (!value) return undefined;
    values.push(value);
  }
  const found = solve(algebra, exponents, values);
  const fits =
    found &&
    values.every((value, k) => {
      const sum = exponents.reduce(
        (total, e, i) => algebra.add(total, algebra.scale(found[i] ?? zeroQuotient, powerOf(k + 1, e))),
        zeroQuotient,
      );
      return isZero(algebra.subtract(value, sum));
    });
  return fits ? exponents.filter((_, i) => !isZero(found[i] ?? zeroQuotient)) : undefined;
}

function coefficients(
  algebra: Algebra,
  names: readonly string[],
  exponents: readonly (readonly number[])[],
  sample: Sample,
  fixed: ReadonlyMap<string, number>,
): SumOfPowers | undefined {
  const [name, ...others] = names;
  const [own, ...rest] = exponents;
  if (name === undefined || own === undefined) {
    const value = sample(fixed);
    return value && (isZero(value) ? [] : [{ coefficient: value, exponents: new Map() }]);
  }
  // For each size of the first name the coefficients that the others have there, then how those depend on the first.
  const parts: SumOfPowers[] = [];
  for (let size = 1; size <= own.length; size++) {
    const part = coefficients(algebra, others, rest, sample, new Map([...fixed, [name, size]]));
    if (!part) return undefined;
    parts.push(part);
  }
  const found: PowerTerm[] = [];
  const shapes = new Map(parts.flat().map((term) => [shapeOf(term, others), term.exponents]));
  for (const [shape, inner] of shapes) {
    const values = parts.map((part) => part.find((t) => shapeOf(t, others) === shape)?.coefficient ?? zeroQuotient);
    const solved = solve(algebra, own, values);
    if (!solved) return undefined;
    for (const [i, exponent] of own.entries()) {
      const coefficient = solved[i];
      if (!coefficient || isZero(coefficient)) continue;
      found.push({ coefficient, exponents: exponent === 0 ? inner : new Map([...inner, [name, exponent]]) });
    }
  }
  return found;
}

function shapeOf({ exponents }: PowerTerm, names: readonly string[]): string {
  return names.map((name) => exponents.get(name) ?? 0).join(' ');
}

function isZero(value: Quotient): boolean {
  return value.numerator.size === 0;
}

function powerOf(size: number, exponent: number): Rational {
  return exponent >= 0
    ? Rational.of(BigInt(size) ** BigInt(exponent))
    : Rational.of(1n, BigInt(size) ** BigInt(-exponent));
}

export function valueOf(algebra: Algebra, sum: SumOfPowers, sizes: ReadonlyMap<string, number>): Quotient {
  return sum.reduce((total, { coefficient, exponents }) => {
    const factor = [...exponents].reduce(
      (product, [name, exponent]) => product.times(powerOf(sizes.get(name) ?? 1, exponent)),
      Rational.one,
    );
    return algebra.add(total, algebra.scale(coefficient, factor));
  }, zeroQuotient);
}

/** Coefficients c with Σ c_i · t^{e_i} = v_t for t = 1, 2, …: Gaussian elimination, the right sides being quotients. */
function solve(algebra: Algebra, exponents: readonly number[], values: readonly Quotient[]): Quotient[] | undefined {
  const size = exponents.length;
  const rows = Array.from({ length: size }, (_, t) => ({
    left: exponents.map((e) => powerOf(t + 1, e)),
    right: values[t] ?? zeroQuotient,
  }));
  for (let column = 0; column < size; column++) {
    const pivot = rows.findIndex((row, r) => r >= column && row.left[column]?.isZero === false);
    const chosen = rows[pivot];
    const first = rows[column];
    const lead = chosen?.left[column];
    if (!chosen || !first || !lead) return undefined;
    rows[pivot] = first;
    const scale = lead.inverse();
    const own = { left: chosen.left.map((x) => x.times(scale)), right: algebra.scale(chosen.right, scale) };
    rows[column] = own;
    for (const [r, row] of rows.entries()) {
      const factor = row.left[column];
      if (r === column || !factor || factor.isZero) continue;
      rows[r] = {
        left: row.left.map((x, k) => x.minus((own.left[k] ?? Rational.zero).times(factor))),
        right: algebra.subtract(row.right, algebra.scale(own.right, factor)),
      };
    }
  }
  return rows.map((row) => row.right);
}
