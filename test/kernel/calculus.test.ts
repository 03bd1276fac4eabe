import { describe, expect, test } from 'vitest';
import { antiderivative } from '../../src/kernel/antiderivative';
import { infinity, negate } from '../../src/kernel/build';
import { difference } from '../../src/kernel/canonical';
import { definiteIntegral } from '../../src/kernel/definite';
import { Fuel } from '../../src/kernel/fuel';
import { limitOf } from '../../src/kernel/limit';
import { termToLatex } from '../../src/kernel/print';
import { quadrature } from '../../src/kernel/quadrature';
import { closedSum } from '../../src/kernel/summation';
import type { Term } from '../../src/kernel/term';
import { term } from './notation';

const fuel = (): Fuel => new Fuel(60_000);

function equal(left: Term | undefined, right: string): boolean {
  return left !== undefined && difference(left, term(right), { fuel: fuel() }).kind === 'zero';
}

describe('antiderivatives', () => {
  test.each([
    ['x e^x', 'x e^x - e^x'],
    ['sin(x)^2', 'x/2 - sin(x) cos(x)/2'],
    ['cos(x)^3', 'sin(x) - sin(x)^3/3'],
    ['x e^(x^2)', 'e^(x^2)/2'],
    ['log(x)', 'x log(x) - x'],
    ['log(x)/x', 'log(x)^2/2'],
    ['e^x cos(x)', 'e^x (sin(x) + cos(x))/2'],
    ['1/(x^2+1)', 'arctan(x)'],
    ['sqrt(3x+1)', '2 (3x+1)^(3/2)/9'],
    ['x^2 sin(a x)', '2 x sin(a x)/a^2 + 2 cos(a x)/a^3 - x^2 cos(a x)/a'],
    ['2^x', '2^x/log(2)'],
    ['arctan(x)', 'x arctan(x) - log(x^2+1)/2'],
    ['1/sqrt(4-x^2)', 'arcsin(x/2)'],
    ['x^3 e^(-2x)', 'e^(-2x) (-x^3/2 - 3x^2/4 - 3x/4 - 3/8)'],
  ])('of %s is %s', (integrand, expected) => {
    expect(equal(antiderivative(term(integrand), 'x', fuel()), expected)).toBe(true);
  });

  test.each(['1/(x^2-1)', '1/(x (x+1))', 'cos(x)/sin(x)', 'tan(x)', 'x sqrt(x+1)', '1/(x log(x))', 'e^x/(1+e^x)'])(
    'of %s is found',
    (integrand) => {
      expect(antiderivative(term(integrand), 'x', fuel())).toBeDefined();
    },
  );

  test.each(['e^(-x^2)', 'sin(x)/x', 'x^x', '1/log(x)'])('of %s is not elementary', (integrand) => {
    expect(antiderivative(term(integrand), 'x', fuel())).toBeUndefined();
  });
});

function integral(body: string, lower: Term, upper: Term): Extract<Term, { kind: 'integral' }> {
  return { kind: 'integral', variable: 'x', lower, upper, body: term(body) };
}

describe('definite integrals', () => {
  test.each([
    ['x^2', '0', '1', '1/3'],
    ['sin(x)', '0', 'pi', '2'],
    ['log(x)', '0', '1', '-1'],
    ['1/sqrt(x)', '0', '1', '2'],
    ['1/sqrt(1-x^2)', '0', '1', 'pi/2'],
    ['x', '0', 'a', 'a^2/2'],
    ['1/x', '1', '2', 'log(2)'],
    ['1/x', '-2', '-1', '-log(2)'],
    ['x', '1', '0', '-1/2'],
  ])('of %s from %s to %s is %s', (body, lower, upper, expected) => {
    expect(equal(definiteIntegral(integral(body, term(lower), term(upper)), fuel()), expected)).toBe(true);
  });

  test('over infinite ranges', () => {
    expect(equal(definiteIntegral(integral('e^(-x)', term('0'), infinity), fuel()), '1')).toBe(true);
    expect(equal(definiteIntegral(integral('1/(1+x^2)', negate(infinity), infinity), fuel()), 'pi')).toBe(true);
    expect(equal(definiteIntegral(integral('1/x^2', term('1'), infinity), fuel()), '1')).toBe(true);
  });

  test.each([
    ['1/x^2', '-1', '1'],
    ['1/x', '0', '1'],
    ['1/x', '-1', '1'],
    ['1/(x-1)^2', '0', '2'],
    ['tan(x)', '0', 'pi'],
  ])('of %s from %s to %s has no value', (body, lower, upper) => {
    expect(definiteIntegral(integral(body, term(lower), term(upper)), fuel())).toBeUndefined();
  });

  test('that diverge at infinity have no value', () => {
    expect(definiteIntegral(integral('1/x', term('1'), infinity), fuel())).toBeUndefined();
  });
});

describe('quadrature', () => {
  test.each([
    ['e^(-x^2)', '0', '1', 0.746824132812427],
    ['x^x', '0', '1', 0.7834305107121344],
    ['sin(x)/x', '0', '1', 0.946083070367183],
  ])('of %s from %s to %s', (body, lower, upper, expected) => {
    const ball = quadrature(integral(body, term(lower), term(upper)), fuel());
    expect(ball?.middle.toNumber()).toBeCloseTo(expected, 14);
    expect(ball?.radius).toBeLessThan(1e-15);
  });

  test('of a Gaussian over the line is the root of π', () => {
    expect(quadrature(integral('e^(-x^2)', negate(infinity), infinity), fuel())?.middle.toNumber()).toBeCloseTo(
      Math.sqrt(Math.PI),
      14,
    );
  });

  test.each([
    ['1/x^2', '-1', '1'],
    ['floor(x)', '0', '2'],
    ['abs(x)', '-1', '2'],
  ])('gives up on %s from %s to %s', (body, lower, upper) => {
    expect(quadrature(integral(body, term(lower), term(upper)), fuel())).toBeUndefined();
  });
});

describe('limits', () => {
  const at = (body: string, target: Term, side?: '+' | '-'): string => {
    const found = limitOf(
      { kind: 'limit', variable: 'x', target, body: term(body), ...(side ? { side } : {}) },
      fuel(),
    );
    return found.kind === 'value'
      ? termToLatex(found.term)
      : found.kind === 'infinite'
        ? found.sign > 0
          ? '+infinity'
          : '-infinity'
        : found.kind;
  };

  test.each([
    ['sin(x)/x', '0', '1'],
    ['(1-cos(x))/x^2', '0', '\\frac{1}{2}'],
    ['(x^2-1)/(x-1)', '1', '2'],
    ['(x-sin(x))/x^3', '0', '\\frac{1}{6}'],
    ['cos(x)^(1/x^2)', '0', '\\frac{1}{\\sqrt{e}}'],
    ['(sqrt(x)-2)/(x-4)', '4', '\\frac{1}{4}'],
    ['sqrt(x)', '0', '0'],
    ['(a^x-1)/x', '0', '\\ln a'],
    ['abs(x)/x', '0', 'none'],
    ['1/x', '0', 'none'],
    ['1/x^2', '0', '+infinity'],
    ['sin(1/x)', '0', 'open'],
  ])('of %s at %s is %s', (body, target, expected) => {
    expect(at(body, term(target))).toBe(expected);
  });

  test.each([
    ['(1+1/x)^x', 'e'],
    ['(3x^2+x)/(2x^2+5)', '\\frac{3}{2}'],
    ['sqrt(x^2+x)-x', '\\frac{1}{2}'],
    ['x^3/e^x', '0'],
    ['log(x)/x', '0'],
    ['arctan(x)', '\\frac{\\pi}{2}'],
    ['sin(x)', 'open'],
  ])('of %s at infinity is %s', (body, expected) => {
    expect(at(body, infinity)).toBe(expected);
  });

  test('from one side', () => {
    expect(at('x log(x)', term('0'), '+')).toBe('0');
    expect(at('x^x', term('0'), '+')).toBe('1');
    expect(at('1/x', term('0'), '-')).toBe('-infinity');
  });
});

describe('sums', () => {
  const sum = (body: string, lower: string, upper: Term): Term | undefined =>
    closedSum({ kind: 'sum', variable: 'k', lower: term(lower), upper, body: term(body) }, fuel())?.term;

  test.each([
    ['k', '1', 'n (n+1)/2'],
    ['k^2', '1', 'n (n+1) (2n+1)/6'],
    ['k^5', '0', 'n^2 (n+1)^2 (2n^2+2n-1)/12'],
    ['r^k', '0', '(1-r^(n+1))/(1-r)'],
    ['k 2^k', '1', '(n-1) 2^(n+1) + 2'],
    ['1/(k (k+1))', '1', '1-1/(n+1)'],
  ])('of %s from %s to n are %s', (body, lower, expected) => {
    expect(equal(sum(body, lower, term('n')), expected)).toBe(true);
  });

  test.each([
    ['1/2^k', '0', '2'],
    ['k/3^k', '1', '3/4'],
    ['1/(k (k+1))', '1', '1'],
    ['1/(k^2-1)', '2', '3/4'],
  ])('of %s from %s on are %s', (body, lower, expected) => {
    expect(equal(sum(body, lower, infinity), expected)).toBe(true);
  });

  test.each(['2^k', '1/k', 'k'])('of %s diverge', (body) => {
    expect(sum(body, '1', infinity)).toBeUndefined();
  });
});
