import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absoluteOf, signFunction } from '../../src/kernel/canonical/absolute';
import { Algebra } from '../../src/kernel/canonical/algebra';
import type { Quotient } from '../../src/kernel/canonical/atom';
import { signOf } from '../../src/kernel/canonical/sign';
import { raise } from '../../src/kernel/canonical/powers';
import { Fuel } from '../../src/kernel/fuel';
import { expectationOf, RandomAtoms } from '../../src/kernel/moments';
import { randomQuantity } from '../../src/kernel/random';
import { Rational } from '../../src/kernel/rational';

/** Factors of the sum, none of them 0, so that every quantity stands in it. */
const factors = fc.array(
  fc.integer({ min: -4, max: 4 }).filter((n) => n !== 0),
  { minLength: 2, maxLength: 4 },
);

/** L = a·z with independent standard Gaussian z, and E. */
function setting(list: readonly number[]) {
  const algebra = new Algebra(new Fuel(2_000_000), {}, false);
  const atoms = new RandomAtoms();
  const z = list.map((_, k) =>
    randomQuantity(
      algebra,
      atoms,
      { kind: 'normal', mean: algebra.integer(0), variance: algebra.integer(1) },
      `z_${k}`,
    ),
  );
  const sum = list.reduce(
    (total, a, k) => algebra.add(total, algebra.scale(z[k] ?? algebra.integer(0), Rational.of(a))),
    algebra.integer(0),
  );
  const mean = (value: Quotient): Quotient | undefined => {
    const result = expectationOf(algebra, value, atoms, () => true);
    return result.kind === 'value' ? result.value : undefined;
  };
  const length = raise(
    algebra,
    algebra.integer(list.reduce((total, a) => total + a * a, 0)),
    algebra.constant(Rational.half),
  );
  /** √(2/π) */
  const half = raise(
    algebra,
    algebra.divide(algebra.integer(2), algebra.fromAtom(algebra.pi)),
    algebra.constant(Rational.half),
  );
  const isSame = (a: Quotient | undefined, b: Quotient): boolean =>
    a !== undefined && algebra.subtract(a, b).numerator.size === 0;
  return { algebra, z, sum, mean, length, half, isSame };
}

describe('kinks of sums of Gaussian quantities', () => {
  test('the mean size is that of one Gaussian quantity as long as the factors', () => {
    fc.assert(
      fc.property(factors, (list) => {
        const { algebra, sum, mean, length, half, isSame } = setting(list);
        expect(isSame(mean(absoluteOf(algebra, sum)), algebra.multiply(half, length))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('E[z f(L)] = a E[f′(L)] for f = L|L|, max(0, L) and sign(L) (Stein)', () => {
    fc.assert(
      fc.property(factors, fc.nat(), (list, pick) => {
        const k = pick % list.length;
        const { algebra, z, sum, mean, length, half, isSame } = setting(list);
        const [own, a] = [z[k] ?? algebra.integer(0), algebra.integer(list[k] ?? 0)];
        const size = absoluteOf(algebra, sum);
        const positive = algebra.scale(algebra.add(sum, size), Rational.half);
        const slopes: readonly (readonly [Quotient, Quotient])[] = [
          [algebra.multiply(sum, size), algebra.scale(algebra.multiply(half, length), Rational.two)],
          [positive, algebra.constant(Rational.half)],
          [signFunction(algebra, sum), algebra.divide(half, length)],
        ];
        for (const [f, slope] of slopes)
          expect(isSame(mean(algebra.multiply(own, f)), algebra.multiply(a, slope))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('quantities beside |L| are correlated along L only: E[z_k z_l |L|] = √(2/π) (δ |a| + a_k a_l / |a|)', () => {
    fc.assert(
      fc.property(factors, fc.nat(), fc.nat(), (list, first, second) => {
        const [k, l] = [first % list.length, second % list.length];
        const { algebra, z, sum, mean, length, half, isSame } = setting(list);
        const beside = algebra.multiply(z[k] ?? algebra.integer(0), z[l] ?? algebra.integer(0));
        const along = algebra.divide(algebra.integer((list[k] ?? 0) * (list[l] ?? 0)), length);
        const wanted = algebra.multiply(half, k === l ? algebra.add(length, along) : along);
        expect(isSame(mean(algebra.multiply(beside, absoluteOf(algebra, sum))), wanted)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('|L| + L and |L| − L are known not to be negative', () => {
    fc.assert(
      fc.property(factors, fc.boolean(), (list, up) => {
        const { algebra, sum } = setting(list);
        const bent = algebra.add(absoluteOf(algebra, sum), up ? sum : algebra.negate(sum));
        expect(signOf(algebra, bent)).toBe('nonnegative');
        expect(signOf(algebra, algebra.negate(bent))).toBe('nonpositive');
        expect(absoluteOf(algebra, bent)).toEqual(bent);
      }),
      { numRuns: 40 },
    );
  });
});
