import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analysis';

/** Functions of ax, and the coefficients of their expansions as fractions. */
const functions = [
  { latex: (a: number) => `e^{${a}x}`, at: (n: number) => [1, factorial(n)] },
  {
    latex: (a: number) => `\\sin(${a}x)`,
    at: (n: number) => (n % 2 === 0 ? [0, 1] : [n % 4 === 1 ? 1 : -1, factorial(n)]),
  },
  {
    latex: (a: number) => `\\cos(${a}x)`,
    at: (n: number) => (n % 2 === 1 ? [0, 1] : [n % 4 === 0 ? 1 : -1, factorial(n)]),
  },
  { latex: (a: number) => `\\ln(1 + ${a}x)`, at: (n: number) => (n === 0 ? [0, 1] : [n % 2 === 1 ? 1 : -1, n]) },
  { latex: (a: number) => `\\frac{1}{1 - ${a}x}`, at: () => [1, 1] },
] as const;

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

interface Slip {
  readonly order: number;
  readonly by: number;
}

function claim(which: number, a: number, reach: number, slip: Slip | undefined): string {
  const chosen = functions[which % functions.length];
  const terms: string[] = [];
  for (let n = 0; n < reach; n++) {
    const [above = 0, below = 1] = chosen?.at(n) ?? [];
    const coefficient = above * a ** n + (slip?.order === n ? slip.by * below : 0);
    if (coefficient !== 0)
      terms.push(`${coefficient < 0 ? '-' : '+'} \\frac{${Math.abs(coefficient)}}{${below}} x^{${n}}`);
  }
  return `We have $${chosen?.latex(a) ?? ''} = ${terms.join(' ').replace(/^\+ /, '')} + O(x^{${reach}})$.`;
}

const which = fc.nat({ max: functions.length - 1 });
const factor = fc.integer({ min: 1, max: 4 });
const reach = fc.integer({ min: 2, max: 5 });

describe('expansions', () => {
  test('with the right coefficients are proved', () => {
    fc.assert(
      fc.property(which, factor, reach, (f, a, n) => {
        const { claims } = analyze({ text: claim(f, a, n, undefined), language: 'markdown' });
        expect(claims.map(({ verdict }) => verdict.status)).toEqual(['proved']);
      }),
      { numRuns: 30 },
    );
  });

  test('with a wrong one are refuted, and the repair mends them', () => {
    fc.assert(
      fc.property(which, factor, reach, fc.nat(), fc.constantFrom(-2, -1, 1, 2), (f, a, n, k, by) => {
        const text = claim(f, a, n, { order: k % n, by });
        fc.pre(!text.includes('=  +'));
        const [found] = analyze({ text, language: 'markdown' }).claims;
        expect(found?.verdict.status).toBe('refuted');
        if (!found?.repair) return;
        const { span, latex } = found.repair;
        const mended = text.slice(0, span.from) + latex + text.slice(span.to);
        expect(analyze({ text: mended, language: 'markdown' }).claims[0]?.verdict.status).toBe('proved');
      }),
      { numRuns: 40 },
    );
  });
});
