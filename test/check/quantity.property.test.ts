import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analysis';

/** Units of one kind with what they come to in the first of them. */
type Sized = readonly [unit: string, size: number];
const kinds: readonly (readonly Sized[])[] = [
  [
    ['s', 1],
    ['minutes', 60],
    ['h', 3600],
  ],
  [
    ['m^2', 1],
    ['km^2', 1_000_000],
  ],
  [
    ['g', 1],
    ['kg', 1000],
  ],
  [
    ['m/s', 1],
    ['km/s', 1000],
    ['m/ms', 1000],
  ],
  [
    ['cents', 1],
    ['dollars', 100],
  ],
];

const cases = fc
  .record({ kind: fc.constantFrom(...kinds), from: fc.nat(2), to: fc.nat(2), count: fc.integer({ min: 1, max: 500 }) })
  .map(({ kind, from, to, count }) => {
    const at = (k: number): Sized => kind[k % kind.length] ?? ['s', 1];
    const [a, b] = [at(from), at(to)];
    // A multiple, so that the other side is a whole number.
    const left = count * b[1];
    return { left: `${left} \\text{ ${a[0]}}`, right: count * a[1], unit: b[0] };
  });

function status(left: string, right: number, unit: string): string | undefined {
  const text = `We have $${left} = ${right} \\text{ ${unit}}$.`;
  return analyze({ text, language: 'markdown' }).claims[0]?.verdict.status;
}

describe('conversions of units', () => {
  test('a right one is proved, and one that is off by one is red', () => {
    fc.assert(
      fc.property(cases, ({ left, right, unit }) => {
        expect(status(left, right, unit)).toBe('proved');
        expect(status(left, right + 1, unit)).toBe('refuted');
      }),
      { numRuns: 60 },
    );
  });
});
