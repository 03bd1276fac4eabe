import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growthAlong, isBounded, isNegligible } from '../../src/kernel/growth/compare';
import {
  exponentialOrder,
  logarithmOrder,
  multiplyMonomials,
  multiplyOrders,
  orderOf,
  raiseMonomial,
  raiseOrder,
  type Order,
} from '../../src/kernel/growth/order';
import { Rational } from '../../src/kernel/rational';

const names = ['n', 'm', 'd'];
const all = (): boolean => true;

const exponent = fc.integer({ min: -4, max: 4 }).map((k) => Rational.of(k, 2));
const monomials = fc
  .tuple(exponent, exponent, exponent)
  .map((powers) => powers.map((p, k) => orderOf(names[k] ?? 'n', p)).reduce(multiplyOrders));
const orders: fc.Arbitrary<Order> = fc.array(monomials, { minLength: 1, maxLength: 3 }).map((list) => list.flat());

describe('orders of growth', () => {
  it('are bounded by themselves and by what is added to them', () => {
    fc.assert(
      fc.property(orders, orders, (f, g) => {
        expect(isBounded(f, f, all).kind).toBe('yes');
        expect(isBounded(f, [...f, ...g], all).kind).toBe('yes');
      }),
    );
  });

  it('keep their relation when both are multiplied by the same', () => {
    fc.assert(
      fc.property(orders, orders, monomials, (f, g, h) => {
        expect(isBounded(multiplyOrders(f, h), multiplyOrders(g, h), all).kind).toBe(isBounded(f, g, all).kind);
      }),
    );
  });

  it('shows a direction along which the first outgrows all of the second', () => {
    fc.assert(
      fc.property(orders, orders, (f, g) => {
        const outcome = isBounded(f, g, all);
        if (outcome.kind !== 'no') return;
        for (const other of g) {
          const ratio = multiplyMonomials(outcome.first, raiseMonomial(other, Rational.minusOne));
          expect(growthAlong(ratio, outcome.direction)).toBe(1);
        }
      }),
    );
  });

  it('agrees with numbers along the direction', () => {
    fc.assert(
      fc.property(orders, orders, (f, g) => {
        const outcome = isBounded(f, g, all);
        if (outcome.kind !== 'no') return;
        const value = (order: Order, b: number): number =>
          Math.max(
            ...order.map((m) =>
              [...m].reduce((p, [name, r]) => p * b ** ((outcome.direction.get(name) ?? 1) * r.power.toNumber()), 1),
            ),
          );
        expect(value(f, 1e6) / value(g, 1e6)).toBeGreaterThan(value(f, 1e3) / value(g, 1e3));
      }),
    );
  });

  it('never lets both sides of a strict comparison be negligible', () => {
    fc.assert(
      fc.property(orders, orders, (f, g) => {
        expect(isNegligible(f, g, all) && isNegligible(g, f, all)).toBe(false);
      }),
    );
  });

  it('ranks logarithms below powers and powers below exponentials', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 50 }), (k, base) => {
        const n = orderOf('n');
        const log = logarithmOrder(n) ?? [];
        const power = raiseOrder(n, Rational.of(1, k)) ?? [];
        const exponential = exponentialOrder(BigInt(base), 'n', Rational.of(1, k)) ?? [];
        expect(isNegligible(log, power, all)).toBe(true);
        expect(isNegligible(raiseOrder(n, Rational.of(k)) ?? [], exponential, all)).toBe(true);
        expect(isBounded(exponential, n, all).kind).toBe('no');
      }),
    );
  });

  it('knows that 4^n is 2^{2n}, and lets geometric means stay below sums', () => {
    const four = exponentialOrder(4n, 'n', Rational.one);
    expect(four).toEqual(exponentialOrder(2n, 'n', Rational.two));
    const mean = raiseOrder(multiplyOrders(orderOf('n'), orderOf('m')), Rational.half) ?? [];
    expect(isBounded(mean, [...orderOf('n'), ...orderOf('m')], all).kind).toBe('yes');
  });

  it('does not compare quantities of which nothing is known', () => {
    const isSize = (name: string): boolean => name === 'n';
    expect(isBounded(orderOf('n'), orderOf('c'), isSize).kind).toBe('unclear');
    expect(isBounded(orderOf('c'), orderOf('c'), isSize).kind).toBe('yes');
  });
});
