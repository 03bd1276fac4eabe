import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modularInverse, modularPower, residue, residueOf } from '../../src/kernel/congruence';
import { Fuel } from '../../src/kernel/fuel';
import { term } from './notation';

const fuel = (): Fuel => new Fuel(60_000);
const none = new Map<string, bigint>();

describe('residues', () => {
  test.each([
    ['17', 7n, 3n],
    ['-1', 5n, 4n],
    ['7^2023', 10n, 3n],
    ['1/3', 7n, 5n],
    ['6/2', 4n, 3n],
    ['10!', 11n, 10n],
    ['binomial(10, 3)', 7n, 1n],
  ])('of %s modulo %s is %s', (text, m, expected) => {
    expect(residueOf(term(text), m, none, fuel())).toBe(expected);
  });

  test.each([
    ['1/2', 4n],
    ['pi', 5n],
    ['sqrt(2)', 5n],
    ['x', 5n],
  ])('of %s modulo %s is not known', (text, m) => {
    expect(residueOf(term(text), m, none, fuel())).toBeUndefined();
  });

  test('of huge powers are cheap', () => {
    expect(residueOf(term('3^(10^12)'), 2n, none, fuel())).toBe(1n);
  });

  test('of polynomials are those of their values', () => {
    const polynomial = term('3 x^2 - 5 x y + y^3 - 7');
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 500 }),
        (a, b, m) => {
          const [x, y, modulus] = [BigInt(a), BigInt(b), BigInt(m)];
          const values = new Map([
            ['x', x],
            ['y', y],
          ]);
          expect(residueOf(polynomial, modulus, values, fuel())).toBe(
            residue(3n * x * x - 5n * x * y + y ** 3n - 7n, modulus),
          );
        },
      ),
    );
  });

  test('inverses and powers', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10_000n }),
        fc.bigInt({ min: 2n, max: 5_000n }),
        fc.integer({ min: 0, max: 40 }),
        (n, m, k) => {
          const inverse = modularInverse(n, m);
          if (inverse !== undefined) expect((inverse * n) % m).toBe(1n);
          expect(modularPower(n, BigInt(k), m, fuel())).toBe(n ** BigInt(k) % m);
        },
      ),
    );
  });
});
