import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Algebra } from '../../src/kernel/canonical/algebra';
import type { Quotient } from '../../src/kernel/canonical/atom';
import { toTerm } from '../../src/kernel/canonical/write';
import { compileReal } from '../../src/kernel/compile';
import { Fuel } from '../../src/kernel/fuel';
import { integralOver } from '../../src/kernel/line-integral';
import { chanceBelow, integratedExpectation, lawOfExtreme } from '../../src/kernel/line-law';
import { RandomAtoms } from '../../src/kernel/moments';
import { randomQuantity } from '../../src/kernel/random';

const fresh = (): Algebra => new Algebra(new Fuel(10_000_000), {}, false);

function number(algebra: Algebra, value: Quotient | undefined): number {
  if (!value) throw new Error('no value');
  return compileReal(toTerm(algebra, value), [], new Fuel(1_000_000))(new Float64Array());
}

const small = fc.integer({ min: 1, max: 5 });

describe('integrals over a law', () => {
  it('are linear and have the moments that are known otherwise', () => {
    fc.assert(
      fc.property(small, small, small, (a, b, k) => {
        const algebra = fresh();
        const random = new RandomAtoms();
        const law = { kind: 'uniform', lower: algebra.integer(0), upper: algebra.integer(1) } as const;
        const u = randomQuantity(algebra, random, law, 'u');
        const value = algebra.add(algebra.multiply(algebra.integer(a), algebra.power(u, k)), algebra.integer(b));
        const found = integratedExpectation(algebra, random, value, () => true);
        expect(number(algebra, found)).toBeCloseTo(a / (k + 1) + b, 10);
      }),
    );
  });

  it('give densities of extremes that integrate to one, with the mean n/(n + 1) of the greatest of n uniform quantities', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.boolean(), (n, most) => {
        const algebra = fresh();
        const random = new RandomAtoms();
        const law = { kind: 'uniform', lower: algebra.integer(0), upper: algebra.integer(1) } as const;
        const values = Array.from({ length: n }, (_, k) => randomQuantity(algebra, random, law, `u${k}`));
        const extreme = lawOfExtreme(algebra, random, { most, values });
        if (!extreme) throw new Error('no law');
        const place = algebra.symbol('t');
        const t = algebra.fromAtom(place);
        const mass = integralOver(algebra, extreme.density(t), place.index, extreme);
        const mean = integralOver(algebra, algebra.multiply(t, extreme.density(t)), place.index, extreme);
        expect(number(algebra, mass)).toBeCloseTo(1, 10);
        expect(number(algebra, mean)).toBeCloseTo(most ? n / (n + 1) : 1 / (n + 1), 10);
      }),
    );
  });

  it('give the chances of both orders, which add up to one', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const algebra = fresh();
        const random = new RandomAtoms();
        const [x, y] = [a, b].map((rate, k) =>
          randomQuantity(algebra, random, { kind: 'exponential', rate: algebra.integer(rate) }, `x${k}`),
        );
        if (!x || !y) throw new Error('no quantities');
        const chance = (p: Quotient, q: Quotient): number =>
          number(algebra, chanceBelow(algebra, random, algebra.subtract(p, q)));
        expect(chance(x, y)).toBeCloseTo(a / (a + b), 10);
        expect(chance(x, y) + chance(y, x)).toBeCloseTo(1, 10);
      }),
    );
  });
});
