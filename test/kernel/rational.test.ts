import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fuel } from '../../src/kernel/fuel';
import { Rational } from '../../src/kernel/rational';
import { anyFractions } from './random';

const plenty = (): Fuel => new Fuel(1e9);
const third = Rational.of(1, 3);

describe('fractions', () => {
  test('are a field', () => {
    fc.assert(
      fc.property(anyFractions, anyFractions, anyFractions, (a, b, c) => {
        expect(a.plus(b).equals(b.plus(a))).toBe(true);
        expect(a.times(b.plus(c)).equals(a.times(b).plus(a.times(c)))).toBe(true);
        expect(a.plus(b).minus(b).equals(a)).toBe(true);
        if (!b.isZero) expect(a.dividedBy(b).times(b).equals(a)).toBe(true);
        expect(Math.sign(a.compare(b))).toBe(a.minus(b).sign);
      }),
    );
  });

  test('are in lowest terms with positive denominators', () => {
    expect(Rational.of(6, -4).toString()).toBe('-3/2');
    expect(Rational.of(-8, -4).toString()).toBe('2');
    expect(() => Rational.of(1, 0)).toThrow(RangeError);
  });

  test.each([
    ['42', '', '42'],
    ['3.14', '', '157/50'],
    ['.5', '', '1/2'],
    ['12.', '', '12'],
    ['0.', '3', '1/3'],
    ['0.1', '6', '1/6'],
    ['2.', '142857', '15/7'],
    ['0.0', '09', '1/110'],
  ])('%s with %s repeating is %s', (digits, repeating, expected) => {
    expect(Rational.parse(digits, plenty(), repeating)?.toString()).toBe(expected);
  });

  test.each(['', '.', '1.2.3', '-1', '1e5', '0x10', ' 1'])('"%s" is no decimal', (text) => {
    expect(Rational.parse(text, plenty())).toBeUndefined();
  });

  test('are rounded half away from zero', () => {
    expect(third.toDecimal(4)).toBe('0.3333');
    expect(Rational.of(-1, 2).toDecimal(0)).toBe('-1');
    expect(Rational.of(1, 8).toDecimal(2)).toBe('0.13');
    expect(Rational.of(-1, 1000).toDecimal(2)).toBe('0.00');
    expect(Rational.of(1234).toDecimal(1)).toBe('1234.0');
  });

  test('know how many decimals they have', () => {
    expect(Rational.of(3, 4).decimalPlaces()).toBe(2);
    expect(Rational.of(7).decimalPlaces()).toBe(0);
    expect(third.decimalPlaces()).toBeUndefined();
  });

  test('have exact powers and roots', () => {
    expect(Rational.of(2, 3).power(-3n, plenty()).toString()).toBe('27/8');
    expect(Rational.zero.power(0n, plenty()).toString()).toBe('1');
    expect(() => Rational.zero.power(-1n, plenty())).toThrow(RangeError);
    expect(Rational.of(8, 27).root(3, plenty())?.toString()).toBe('2/3');
    expect(Rational.of(-32).root(5, plenty())?.toString()).toBe('-2');
    expect(Rational.of(-4).root(2, plenty())).toBeUndefined();
    expect(Rational.two.root(2, plenty())).toBeUndefined();
    expect(
      Rational.of(10n ** 60n)
        .root(6, plenty())
        ?.toString(),
    ).toBe((10n ** 10n).toString());
  });

  test('are doubles where they can be', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }), (x) => {
        expect(Rational.fromNumber(x).toNumber()).toBe(x === 0 ? 0 : x);
      }),
    );
    expect(Rational.of(1n, 10n ** 400n).toNumber()).toBe(0);
    expect(Rational.of(10n ** 400n, 3n).toNumber()).toBe(Infinity);
    expect(Rational.of(10n ** 400n + 1n, 10n ** 399n).toNumber()).toBe(10);
  });

  test('round down and up', () => {
    expect(Rational.of(-7, 2).floor()).toBe(-4n);
    expect(Rational.of(-7, 2).ceiling()).toBe(-3n);
    expect(Rational.of(5).floor()).toBe(5n);
  });

  test('find the simplest neighbour', () => {
    expect(Rational.of(333333, 1000000).simplest(1e-5).toString()).toBe('1/3');
  });
});
