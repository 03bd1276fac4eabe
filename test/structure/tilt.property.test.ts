import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Algebra } from '../../src/kernel/canonical/algebra';
import type { Quotient } from '../../src/kernel/canonical/atom';
import { derivativeOf } from '../../src/kernel/canonical/differential';
import { exponentialOf } from '../../src/kernel/canonical/powers';
import { withValues } from '../../src/kernel/canonical/values';
import { complexParts } from '../../src/kernel/complex-parts';
import { Fuel } from '../../src/kernel/fuel';
import { expectationOf, RandomAtoms } from '../../src/kernel/moments';
import { markedAtom, randomQuantity, type Law } from '../../src/kernel/random';

// No rule derives the error function, so that half-normal quantities are left out.
const kinds = ['normal', 'uniform', 'exponential', 'poisson', 'geometric', 'chi-square'] as const;

function lawOf(algebra: Algebra, kind: (typeof kinds)[number]): Law {
  const parameter = algebra.fromAtom(markedAtom(algebra, 'a', 'positive'));
  switch (kind) {
    case 'normal':
      return { kind, mean: algebra.fromAtom(algebra.symbol('m')), variance: algebra.multiply(parameter, parameter) };
    case 'uniform':
      return { kind, lower: algebra.integer(-1), upper: parameter };
    case 'exponential':
      return { kind, rate: parameter };
    case 'poisson':
      return { kind, mean: parameter };
    case 'geometric':
      return { kind, probability: parameter, from: 1 };
    case 'chi-square':
      return { kind, degrees: 3 };
  }
}

interface Setting {
  readonly algebra: Algebra;
  readonly slope: number;
  /** E[x^k e^{bx}] */
  readonly tilted: (times: number) => Quotient;
  readonly moment: (times: number) => Quotient;
}

function setting(kind: (typeof kinds)[number]): Setting {
  const algebra = new Algebra(new Fuel(2_000_000), {}, false);
  const random = new RandomAtoms();
  const x = randomQuantity(algebra, random, lawOf(algebra, kind), 'x');
  const slope = algebra.symbol('b');
  const mean = (value: Quotient): Quotient => {
    const result = expectationOf(algebra, value, random, () => true);
    if (result.kind !== 'value') throw new Error(`no value for ${kind}`);
    return result.value;
  };
  const weight = exponentialOf(algebra, algebra.multiply(algebra.fromAtom(slope), x));
  return {
    algebra,
    slope: slope.index,
    tilted: (times) => mean(algebra.multiply(algebra.power(x, times), weight)),
    moment: (times) => mean(algebra.power(x, times)),
  };
}

function isZero(value: Quotient): boolean {
  return value.numerator.size === 0;
}

describe('expectations of powers times exponentials', () => {
  test('a derivative by the slope brings down one more power', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer({ min: 0, max: 3 }), (kind, times) => {
        const { algebra, slope, tilted } = setting(kind);
        const derived = derivativeOf(algebra, tilted(times), slope);
        expect(isZero(algebra.subtract(derived, tilted(times + 1)))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('at slope zero they are the moments', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds.filter((kind) => kind !== 'uniform')),
        fc.integer({ min: 0, max: 4 }),
        (kind, times) => {
          const { algebra, slope, tilted, moment } = setting(kind);
          const at = withValues(algebra, tilted(times), new Map([[slope, algebra.integer(0)]]));
          expect(isZero(algebra.subtract(at, moment(times)))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('complex values', () => {
  test('a quotient is its real part plus i times its imaginary part', () => {
    const part = fc.integer({ min: -4, max: 4 });
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        fc.pre(c !== 0 || d !== 0);
        const algebra = new Algebra(new Fuel(200_000), {}, false);
        const [i, t] = [algebra.fromAtom(algebra.i), algebra.fromAtom(algebra.symbol('t'))];
        const complex = (x: number, y: number): Quotient =>
          algebra.add(algebra.integer(x), algebra.product([algebra.integer(y), i, t]));
        const below = complex(c, d);
        const value = algebra.divide(complex(a, b), below);
        const parts = complexParts(algebra, value);
        if (!parts) throw new Error('no parts');
        const whole = algebra.add(parts.real, algebra.multiply(i, parts.imaginary));
        expect(isZero(algebra.subtract(algebra.multiply(whole, below), complex(a, b)))).toBe(true);
      }),
    );
  });
});
