import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference } from '../../src/kernel/canonical';
import { compileReal } from '../../src/kernel/compile';
import { differentiate } from '../../src/kernel/differentiate';
import { Fuel, OutOfFuel } from '../../src/kernel/fuel';
import { termToLatex } from '../../src/kernel/print';
import { term } from './notation';
import { names, points, realTerms } from './random';

describe('derivatives', () => {
  test.each([
    ['x^3', '3x^2'],
    ['sin(x)cos(x)', 'cos(x)^2 - sin(x)^2'],
    ['tan(x)', 'sec(x)^2'],
    ['e^(x^2)', '2x e^(x^2)'],
    ['2^x', '2^x log(2)'],
    ['x^x', 'x^x (log(x) + 1)'],
    ['log(x^2 + 1)', '2x/(x^2 + 1)'],
    ['sqrt(1 - x^2)', '-x/sqrt(1 - x^2)'],
    ['root(x, 3)', '1/(3 root(x, 3)^2)'],
    ['arctan(x)', '1/(1 + x^2)'],
    ['arccos(x)', '-1/sqrt(1 - x^2)'],
    ['1/(1 + e^(-x))', 'e^(-x)/(1 + e^(-x))^2'],
    ['tanh(x)', '1 - tanh(x)^2'],
    ['artanh(x)', '1/(1 - x^2)'],
    ['erf(x)', '2 e^(-x^2)/sqrt(pi)'],
    ['abs(x)', 'sign(x)'],
    ['max(x, y)', '(1 + sign(x - y))/2'],
    ['sum(k, 1, n, x^k)', 'sum(k, 1, n, k x^(k - 1))'],
    ['integral(t, 0, x, f(t))', 'f(x)'],
    ['integral(t, 0, x^2, sin(t))', '2x sin(x^2)'],
    ['integral(x, f(x))', 'f(x)'],
    ['y f(x)', 'y diff(x, f(x))'],
    ['diff(x, x^3)', '6x'],
    ['y^2 + pi', '0'],
  ])('%s has %s', (of, expected) => {
    const fuel = new Fuel(100_000);
    const derivative = differentiate(term(of), 'x', fuel);
    expect(difference(derivative, term(expected), { fuel }).kind, termToLatex(derivative)).toBe('zero');
  });

  test('are slopes', () => {
    fc.assert(
      fc.property(realTerms, points, (of, point) => {
        try {
          const fuel = new Fuel(20_000);
          const derivative = compileReal(differentiate(of, 'x', fuel), names, fuel);
          const value = compileReal(of, names, fuel);
          const at = (shift: number): Float64Array =>
            Float64Array.from(names, (name) => (point.get(name)?.toNumber() ?? 0) + (name === 'x' ? shift : 0));
          const slope = (h: number): number => (value(at(h)) - value(at(-h))) / (2 * h);
          const [coarse, fine, exact] = [slope(2e-4), slope(1e-4), derivative(at(0))];
          // Only where two steps agree is the quotient of differences near the slope; kinks and jumps make them differ, or NaN.
          const unsure = Math.abs(coarse - fine);
          if (!(unsure < 1e-3 * (1 + Math.abs(fine))) || Number.isNaN(exact)) return;
          expect(Math.abs(exact - fine), termToLatex(of)).toBeLessThan(1e-2 * (1 + Math.abs(fine)) + 10 * unsure);
        } catch (error) {
          if (!(error instanceof OutOfFuel)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });
});
