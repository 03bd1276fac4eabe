import { describe, expect, test } from 'vitest';
import { ballToNumber } from '../../src/kernel/ball';
import { evaluateComplex, surelyDifferent } from '../../src/kernel/complex';
import { Fuel } from '../../src/kernel/fuel';
import { term } from './notation';

const value = (text: string): ReturnType<typeof evaluateComplex> => evaluateComplex(term(text), new Fuel(20_000));

describe('complex numbers', () => {
  test.each([
    ['(1+i)^2', 0, 2],
    ['(1+i)/(1-i)', 0, 1],
    ['e^(i pi)', -1, 0],
    ['i^(-3)', 0, 1],
    ['abs(3+4i)', 5, 0],
    ['i sqrt(-4)', -2, 0],
    ['conjugate(2-3i)', 2, 3],
  ])('%s is %d + %di', (text, re, im) => {
    const found = value(text);
    expect(found.kind).toBe('complex');
    if (found.kind !== 'complex') return;
    expect(ballToNumber(found.value.re)).toBeCloseTo(re, 40);
    expect(ballToNumber(found.value.im)).toBeCloseTo(im, 40);
  });

  test.each(['1/(i^2+1)', 'i^x', 'log(i)', 'i^i'])('%s is left open', (text) => {
    expect(value(text).kind).not.toBe('complex');
  });

  test('close enclosures are not told apart', () => {
    const [a, b, c] = [value('e^(i pi/3)'), value('1/2 + i sqrt(3)/2'), value('1/2 - i sqrt(3)/2')];
    if (a.kind !== 'complex' || b.kind !== 'complex' || c.kind !== 'complex') throw new Error('no values');
    expect(surelyDifferent(a.value, b.value)).toBe(false);
    expect(surelyDifferent(a.value, c.value)).toBe(true);
  });
});
