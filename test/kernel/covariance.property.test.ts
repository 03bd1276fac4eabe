import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Algebra } from '../../src/kernel/canonical/algebra';
import { factorOf } from '../../src/kernel/covariance';
import { Fuel } from '../../src/kernel/fuel';
import { matrixOf, multiplyMatrices, transposed, type Matrix } from '../../src/kernel/matrix';
import { expectationOf, RandomAtoms } from '../../src/kernel/moments';
import { randomQuantity } from '../../src/kernel/random';

const fresh = (): Algebra => new Algebra(new Fuel(10_000_000), {}, false);

function isZero(algebra: Algebra, a: Matrix, b: Matrix): boolean {
  return a.entries.every((x, k) => algebra.subtract(x, b.entries[k] ?? x).numerator.size === 0);
}

const entry = fc.integer({ min: -5, max: 5 });
const square = fc
  .integer({ min: 1, max: 4 })
  .chain((size) => fc.array(entry, { minLength: size * size, maxLength: size * size }).map((list) => ({ size, list })));

describe('factorOf', () => {
  it('gives a factor of every product of a matrix with its transpose, also of singular ones', () => {
    fc.assert(
      fc.property(square, ({ size, list }) => {
        const algebra = fresh();
        const root = matrixOf(size, size, (i, j) => algebra.integer(list[i * size + j] ?? 0));
        const covariance = multiplyMatrices(algebra, root, transposed(root));
        const factor = factorOf(algebra, covariance);
        if (!factor) throw new Error('no factor');
        expect(isZero(algebra, multiplyMatrices(algebra, factor, transposed(factor)), covariance)).toBe(true);
      }),
    );
  });

  it('gives none of a matrix that is not symmetric or has a negative diagonal after elimination', () => {
    fc.assert(
      fc.property(entry, entry, entry, entry, (a, b, c, d) => {
        const algebra = fresh();
        const covariance = matrixOf(2, 2, (i, j) => algebra.integer([a, b, c, d][i * 2 + j] ?? 0));
        const isCovariance = b === c && a >= 0 && d >= 0 && a * d - b * c >= 0;
        expect(factorOf(algebra, covariance) !== undefined).toBe(isCovariance);
      }),
    );
  });

  it('works with letters', () => {
    const algebra = fresh();
    const [one, rho] = [algebra.integer(1), algebra.fromAtom(algebra.symbol('r'))];
    const covariance = matrixOf(2, 2, (i, j) => (i === j ? one : rho));
    const factor = factorOf(algebra, covariance);
    if (!factor) throw new Error('no factor');
    expect(isZero(algebra, multiplyMatrices(algebra, factor, transposed(factor)), covariance)).toBe(true);
  });
});

describe('quantities that are only uncorrelated', () => {
  it('have no known moments beyond squares and products', () => {
    const algebra = fresh();
    const random = new RandomAtoms();
    const law = { kind: 'moments', mean: algebra.integer(0), variance: algebra.integer(1) } as const;
    const [x, y] = [randomQuantity(algebra, random, law, 'x'), randomQuantity(algebra, random, law, 'y')];
    random.tie([...random.atoms()]);
    const mean = (a: typeof x): string => expectationOf(algebra, a, random, () => true).kind;
    expect(mean(algebra.multiply(x, y))).toBe('value');
    expect(mean(algebra.power(x, 2))).toBe('value');
    expect(mean(algebra.multiply(algebra.power(x, 2), y))).toBe('untold');
    expect(mean(algebra.multiply(algebra.power(x, 2), algebra.power(y, 2)))).toBe('untold');
    expect(mean(algebra.power(x, 3))).toBe('untold');
  });
});
