import type Decimal from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBalls,
  divideBalls,
  exactBall,
  lowerEnd,
  multiplyBalls,
  upperEnd,
  wideBall,
  type Ball,
} from '../../src/kernel/ball';
import { compileReal } from '../../src/kernel/compile';
import { evaluateBall } from '../../src/kernel/evaluate';
import { evaluateExact } from '../../src/kernel/exact';
import { Fuel, OutOfFuel } from '../../src/kernel/fuel';
import { Rational } from '../../src/kernel/rational';
import { anyFractions, fractions, names, points, rationalTerms, realTerms } from './random';

const plenty = (): Fuel => new Fuel(1e9);

/** The end of a ball as a fraction. */
function exactly(end: Decimal): Rational {
  const [digits = '', exponent = '0'] = end.abs().toExponential().split('e');
  const mantissa = Rational.parse(digits, plenty()) ?? Rational.zero;
  const value = mantissa.times(Rational.of(10).power(BigInt(exponent), plenty()));
  return end.isNegative() ? value.negated() : value;
}

function contains(ball: Ball, value: Rational): boolean {
  return exactly(lowerEnd(ball)).compare(value) <= 0 && exactly(upperEnd(ball)).compare(value) >= 0;
}

describe('balls', () => {
  test('of fractions contain them', () => {
    fc.assert(
      fc.property(anyFractions, (value) => {
        expect(contains(exactBall(value, plenty()), value)).toBe(true);
      }),
    );
  });

  test('of results contain all results', () => {
    const inside = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyFractions, anyFractions, fractions, inside, inside, (a, b, half, s, t) => {
        const spread = half.absolute();
        const x = a.plus(spread.times(Rational.fromNumber(s)));
        const y = b.plus(spread.times(Rational.fromNumber(t)));
        const left = wideBall(a, spread, plenty());
        const right = wideBall(b, spread, plenty());
        expect(contains(addBalls(left, right), x.plus(y))).toBe(true);
        expect(contains(multiplyBalls(left, right), x.times(y))).toBe(true);
        const quotient = divideBalls(left, right);
        if (quotient.kind === 'ball') expect(contains(quotient.ball, x.dividedBy(y))).toBe(true);
      }),
    );
  });

  test('of terms contain the exact value', () => {
    fc.assert(
      fc.property(rationalTerms, points, (term, point) => {
        const exact = evaluateExact(term, plenty(), point);
        const balls = new Map([...point].map(([name, value]) => [name, exactBall(value, plenty())]));
        const value = evaluateBall(term, balls, plenty());
        if (exact.kind === 'rational' && value.kind === 'ball') expect(contains(value.ball, exact.value)).toBe(true);
        if (exact.kind === 'rational') expect(value.kind).not.toBe('undefined');
        if (exact.kind === 'undefined') expect(value.kind).not.toBe('ball');
      }),
    );
  });

  test('agree with doubles where those are exact enough', () => {
    fc.assert(
      fc.property(realTerms, points, (term, point) => {
        try {
          const value = evaluateBall(term, point, new Fuel(3_000));
          const run = compileReal(term, names, plenty());
          const double = run(Float64Array.from(names, (name) => point.get(name)?.toNumber() ?? NaN));
          // A slightly moved point shows how much the value may suffer from rounding.
          const moved = run(Float64Array.from(names, (name) => (point.get(name)?.toNumber() ?? NaN) * (1 + 1e-13)));
          if (value.kind !== 'ball' || !Number.isFinite(double) || Math.abs(double) > 1e12) return;
          const unsure = Math.abs(moved - double) * 100 + 1e-7 * (1 + Math.abs(double));
          if (unsure < 1)
            expect(Math.abs(value.ball.middle.toNumber() - double)).toBeLessThan(unsure + value.ball.radius);
        } catch (error) {
          if (!(error instanceof OutOfFuel)) throw error;
        }
      }),
      { numRuns: 150 },
    );
  });
});
