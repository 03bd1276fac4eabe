import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Algebra } from '../../src/kernel/canonical/algebra';
import type { Quotient } from '../../src/kernel/canonical/atom';
import { derivativeOf } from '../../src/kernel/canonical/differential';
import { withValues } from '../../src/kernel/canonical/values';
import { logarithmOf } from '../../src/kernel/canonical/logarithms';
import { exponentialOf } from '../../src/kernel/canonical/powers';
import { Fuel } from '../../src/kernel/fuel';
import { Rational } from '../../src/kernel/rational';

/** An expression in x and y as it is built in one algebra. */
type Recipe = (algebra: Algebra, x: Quotient, y: Quotient) => Quotient;

const { recipe } = fc.letrec<{ recipe: Recipe }>((tie) => ({
  recipe: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.integer({ min: -3, max: 3 }).map(
      (n): Recipe =>
        (algebra) =>
          algebra.integer(n),
    ),
    fc.constant<Recipe>((_, x) => x),
    fc.constant<Recipe>((_, __, y) => y),
    fc.tuple(tie('recipe'), tie('recipe')).map(
      ([f, g]): Recipe =>
        (a, x, y) =>
          a.add(f(a, x, y), g(a, x, y)),
    ),
    fc.tuple(tie('recipe'), tie('recipe')).map(
      ([f, g]): Recipe =>
        (a, x, y) =>
          a.multiply(f(a, x, y), g(a, x, y)),
    ),
    // 1 + f² has an inverse and a logarithm everywhere.
    tie('recipe').map(
      (f): Recipe =>
        (a, x, y) =>
          a.inverse(positive(a, f(a, x, y))),
    ),
    tie('recipe').map(
      (f): Recipe =>
        (a, x, y) =>
          logarithmOf(a, positive(a, f(a, x, y))),
    ),
    tie('recipe').map(
      (f): Recipe =>
        (a, x, y) =>
          exponentialOf(a, f(a, x, y)),
    ),
  ),
}));

function positive(algebra: Algebra, value: Quotient): Quotient {
  return algebra.add(algebra.integer(1), algebra.multiply(value, value));
}

function setting(): { algebra: Algebra; x: Quotient; y: Quotient; atom: number } {
  const algebra = new Algebra(new Fuel(400_000), {}, false);
  const atom = algebra.symbol('x').index;
  return { algebra, x: algebra.fromAtom(algebra.symbol('x')), y: algebra.fromAtom(algebra.symbol('y')), atom };
}

const isZero = (quotient: Quotient): boolean => quotient.numerator.size === 0;

describe('derivatives of canonical forms', () => {
  test('follow the rule of products', () => {
    fc.assert(
      fc.property(recipe, recipe, (f, g) => {
        const { algebra, x, y, atom } = setting();
        const [a, b] = [f(algebra, x, y), g(algebra, x, y)];
        const whole = derivativeOf(algebra, algebra.multiply(a, b), atom);
        const parts = algebra.add(
          algebra.multiply(derivativeOf(algebra, a, atom), b),
          algebra.multiply(a, derivativeOf(algebra, b, atom)),
        );
        expect(isZero(algebra.subtract(whole, parts))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('follow the chain rule of exponentials and logarithms', () => {
    fc.assert(
      fc.property(recipe, (f) => {
        const { algebra, x, y, atom } = setting();
        const inner = positive(algebra, f(algebra, x, y));
        const slope = derivativeOf(algebra, inner, atom);
        const power = exponentialOf(algebra, inner);
        const powerSlope = derivativeOf(algebra, power, atom);
        expect(isZero(algebra.subtract(powerSlope, algebra.multiply(power, slope)))).toBe(true);
        const logSlope = derivativeOf(algebra, logarithmOf(algebra, inner), atom);
        expect(isZero(algebra.subtract(logSlope, algebra.divide(slope, inner)))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('are the slopes of cubics, found by exact differences', () => {
    const numbers = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 4, maxLength: 4 }), numbers, (coefficients, at) => {
        const { algebra, x, atom } = setting();
        const cubic = coefficients.reduce(
          (sum, c, k) => algebra.add(sum, algebra.scale(algebra.power(x, k), Rational.of(c))),
          algebra.integer(0),
        );
        const valueAt = (n: number): Rational => {
          const value = withValues(algebra, cubic, new Map([[atom, algebra.integer(n)]]));
          return algebra.constantValue(value) ?? Rational.zero;
        };
        // For cubics f'(a) = (8(f(a+1) − f(a−1)) − (f(a+2) − f(a−2))) / 12 without remainder.
        const near = valueAt(at + 1).minus(valueAt(at - 1));
        const far = valueAt(at + 2).minus(valueAt(at - 2));
        const slope = near.times(Rational.of(8)).minus(far).times(Rational.of(1, 12));
        const found = withValues(algebra, derivativeOf(algebra, cubic, atom), new Map([[atom, algebra.integer(at)]]));
        expect(algebra.constantValue(found)?.equals(slope)).toBe(true);
      }),
    );
  });
});
