import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, call, integer, multiply, power, rational, subtract, symbol } from '../../src/kernel/build';
import { Fuel } from '../../src/kernel/fuel';
import { Rational } from '../../src/kernel/rational';
import type { Term } from '../../src/kernel/term';
import { ballToNumber } from '../../src/kernel/ball';
import { integersOf, isolateRoots } from '../../src/model/isolate';
import { isZeroAt, rootsOf } from '../../src/model/roots';
import type { ModelValue } from '../../src/model/models';

const x = symbol('x');
const fuel = (): Fuel => new Fuel(1_000_000);

function shown(value: ModelValue): string {
  if (value instanceof Rational) return value.toString();
  return value.kind === 'root' ? ballToNumber(value.ball).toFixed(6) : 'radicals';
}

function solve(term: Term): { roots: readonly string[]; complete: boolean } {
  const { roots, complete } = rootsOf(term, 'x', fuel());
  return { roots: roots.map(shown), complete };
}

describe('real roots', () => {
  it('finds every factor of a product of linear ones, once and in order', () => {
    const fraction = fc
      .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 6 }))
      .map(([n, d]) => Rational.of(n, d));
    fc.assert(
      fc.property(fc.array(fraction, { minLength: 1, maxLength: 5 }), (zeros) => {
        const term = multiply(zeros.map((zero) => subtract(x, rational(zero))));
        const expected = [...new Map(zeros.map((z) => [z.toString(), z])).values()].sort((a, b) => a.compare(b));
        expect(solve(term)).toEqual({ roots: expected.map((z) => z.toString()), complete: true });
      }),
      { numRuns: 60 },
    );
  });

  it('encloses the roots of any polynomial between values of different sign, or exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 7 }), (coefficients) => {
        fc.pre(coefficients.some((c) => c !== 0));
        const term = add(coefficients.map((c, k) => multiply([integer(c), power(x, integer(k))])));
        const { roots, complete } = rootsOf(term, 'x', fuel());
        expect(complete).toBe(true);
        for (const root of roots) expect(isZeroAt(term, 'x', root, fuel())).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('counts a double root once and finds none where there is none', () => {
    expect(isolateRoots(integersOf([1, -2, 1].map((c) => Rational.of(c))), fuel())).toEqual([
      { kind: 'fraction', value: Rational.one },
    ]);
    expect(isolateRoots(integersOf([1, 0, 1].map((c) => Rational.of(c))), fuel())).toEqual([]);
  });

  it('writes what a quadratic leaves with radicals', () => {
    const { roots } = rootsOf(subtract(power(x, integer(2)), integer(12)), 'x', fuel());
    expect(roots.map((root) => (root instanceof Rational ? '' : root.kind))).toEqual(['multiply', 'multiply']);
  });

  it('drops the candidates that squaring brings in', () => {
    // √(3x + 4) = 2 + √(x + 2) has the root 7; squaring twice also gives −1.
    const left = call('sqrt', [add([multiply([integer(3), x]), integer(4)])]);
    const right = add([integer(2), call('sqrt', [add([x, integer(2)])])]);
    expect(solve(subtract(left, right))).toEqual({ roots: ['7'], complete: true });
  });

  it('leaves out zeros of what is divided by', () => {
    const quotient = multiply([
      subtract(power(x, integer(2)), integer(1)),
      power(subtract(x, integer(1)), integer(-1)),
    ]);
    expect(solve(quotient)).toEqual({ roots: ['-1'], complete: true });
  });

  it('solves absolute values by cases', () => {
    const term = subtract(call('abs', [subtract(x, integer(2))]), multiply([integer(3), x]));
    expect(solve(term)).toEqual({ roots: ['1/2'], complete: true });
  });

  it('proves roots of other terms by a change of sign, without saying that these are all', () => {
    const { roots, complete } = solve(subtract(call('cos', [x]), x));
    expect(roots).toEqual(['0.739085']);
    expect(complete).toBe(false);
  });
});
