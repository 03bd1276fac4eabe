import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Algebra } from '../../src/kernel/canonical/algebra';
import type { Quotient } from '../../src/kernel/canonical/atom';
import { derivativeOf } from '../../src/kernel/canonical/differential';
import { exponentialOf, raise } from '../../src/kernel/canonical/powers';
import { Fuel } from '../../src/kernel/fuel';
import { lineIntegral } from '../../src/kernel/gaussian';
import { expectationOf, RandomAtoms } from '../../src/kernel/moments';
import { markedAtom, randomQuantity } from '../../src/kernel/random';
import { Rational } from '../../src/kernel/rational';

const coefficients = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 6 });

interface Setting {
  readonly algebra: Algebra;
  readonly x: Quotient;
  readonly at: number;
  readonly mean: Quotient;
  readonly deviation: Quotient;
}

function setting(): Setting {
  const algebra = new Algebra(new Fuel(1_000_000), {}, false);
  const [x, mean] = [algebra.symbol('x'), algebra.symbol('m')];
  const deviation = algebra.fromAtom(markedAtom(algebra, 's', 'positive'));
  return { algebra, x: algebra.fromAtom(x), at: x.index, mean: algebra.fromAtom(mean), deviation };
}

/** The density of a normal quantity, spelled out. */
function density({ algebra, x, mean, deviation }: Setting): Quotient {
  const variance = algebra.multiply(deviation, deviation);
  const away = algebra.subtract(x, mean);
  const exponent = algebra.scale(algebra.divide(algebra.multiply(away, away), variance), Rational.of(-1, 2));
  const outside = algebra.product([algebra.integer(2), algebra.fromAtom(algebra.pi), variance]);
  return algebra.multiply(
    raise(algebra, outside, algebra.constant(Rational.of(-1, 2))),
    exponentialOf(algebra, exponent),
  );
}

function polynomial({ algebra, x }: Setting, list: readonly number[]): Quotient {
  return list.reduce(
    (sum, c, k) => algebra.add(sum, algebra.scale(algebra.power(x, k), Rational.of(c))),
    algebra.integer(0),
  );
}

function isSame(algebra: Algebra, a: Quotient | undefined, b: Quotient | undefined): boolean {
  return a !== undefined && b !== undefined && algebra.subtract(a, b).numerator.size === 0;
}

describe('integrals over the line', () => {
  test('of polynomials against a normal density are the moments', () => {
    fc.assert(
      fc.property(coefficients, (list) => {
        const here = setting();
        const { algebra, at, mean, deviation } = here;
        const integral = lineIntegral(algebra, algebra.multiply(polynomial(here, list), density(here)), at);
        const atoms = new RandomAtoms();
        const variance = algebra.multiply(deviation, deviation);
        const drawn = randomQuantity(algebra, atoms, { kind: 'normal', mean, variance }, 'X');
        const value = polynomial({ ...here, x: drawn }, list);
        const expected = expectationOf(algebra, value, atoms, () => true);
        expect(expected.kind === 'value' && isSame(algebra, integral, expected.value)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('of derivatives in a parameter are derivatives of integrals', () => {
    fc.assert(
      fc.property(coefficients, (list) => {
        const here = setting();
        const { algebra, at } = here;
        const m = algebra.symbol('m').index;
        const value = algebra.multiply(polynomial(here, list), density(here));
        const outside = lineIntegral(algebra, value, at);
        const inside = lineIntegral(algebra, derivativeOf(algebra, value, m), at);
        expect(outside && isSame(algebra, derivativeOf(algebra, outside, m), inside)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('of exponentials are those of their completed squares', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4, max: 4 }), (t) => {
        const here = setting();
        const { algebra, x, at, mean, deviation } = here;
        // E exp(tX) = exp(tm + t²s²/2)
        const tilted = algebra.multiply(exponentialOf(algebra, algebra.scale(x, Rational.of(t))), density(here));
        const half = algebra.scale(algebra.multiply(deviation, deviation), Rational.of(t * t, 2));
        const expected = exponentialOf(algebra, algebra.add(algebra.scale(mean, Rational.of(t)), half));
        expect(isSame(algebra, lineIntegral(algebra, tilted, at), expected)).toBe(true);
      }),
    );
  });

  test('are not taken of what does not fall off', () => {
    const here = setting();
    expect(lineIntegral(here.algebra, here.x, here.at)).toBeUndefined();
    expect(lineIntegral(here.algebra, exponentialOf(here.algebra, here.x), here.at)).toBeUndefined();
    const square = here.algebra.multiply(here.x, here.x);
    expect(lineIntegral(here.algebra, exponentialOf(here.algebra, square), here.at)).toBeUndefined();
  });
});
