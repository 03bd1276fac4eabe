import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logarithmOf } from '../../src/kernel/growth/logarithm';

describe('logarithms of whole numbers', () => {
  it('are exact where they are fractions', () => {
    expect(logarithmOf(8n, 2n)?.toString()).toBe('3');
    expect(logarithmOf(2n, 4n)?.toString()).toBe('1/2');
    expect(logarithmOf(1n, 3n)?.toString()).toBe('0');
    expect(logarithmOf(27n, 9n)?.toString()).toBe('3/2');
  });

  it('are cut off by less than 1/4096 otherwise', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 2, max: 60 }), (a, b) => {
        const found = logarithmOf(BigInt(a), BigInt(b))?.toNumber() ?? NaN;
        const error = Math.log(a) / Math.log(b) - found;
        expect(error).toBeGreaterThan(-1e-9);
        expect(error).toBeLessThan(1 / 4096 + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('of equal value are the same', () => {
    expect(logarithmOf(9n, 4n)).toEqual(logarithmOf(3n, 2n));
  });
});
