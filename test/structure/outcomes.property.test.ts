import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analysis';

/** A polynomial in X and Y in which both stand. */
const polynomial = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }))
  .map(([a, b, c]) => `${a}X + ${b}XY + Y^${c + 1}`);

function verdictOf(claim: string, opening = 'Let $X$ and $Y$ be random variables.'): string {
  const text = `${opening}\n\n# Solution\n\nTherefore\n\n$$\n${claim}\n$$\n`;
  return analyze({ text, language: 'markdown' }).claims[0]?.verdict.status ?? 'none';
}

describe('random variables without a law', () => {
  test('conditional means average to the mean, and variance splits', () => {
    fc.assert(
      fc.property(polynomial, (g) => {
        expect(verdictOf(`\\mathbb E[\\mathbb E[${g} \\mid Y]] = \\mathbb E[${g}]`)).toBe('tested');
        expect(
          verdictOf(
            `\\mathrm{Var}(${g}) = \\mathbb E[\\mathrm{Var}(${g} \\mid Y)] + \\mathrm{Var}(\\mathbb E[${g} \\mid Y])`,
          ),
        ).toBe('tested');
        expect(verdictOf(`\\mathrm{Var}(${g}) = \\mathrm{Var}(\\mathbb E[${g} \\mid Y])`)).toBe('refuted');
      }),
      { numRuns: 3 },
    );
  });

  test('expectations are linear, and multiply for independent quantities only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 }), (a, b) => {
        expect(verdictOf(`\\mathbb E[${a}X - ${b}Y] = ${a}\\mathbb E[X] - ${b}\\mathbb E[Y]`)).toBe('tested');
        expect(verdictOf(`\\mathbb E[${a}X - ${b}Y] = ${a}\\mathbb E[X] + ${b}\\mathbb E[Y]`)).toBe('refuted');
        const product = `\\mathbb E[${a}X \\cdot ${b}Y] = ${a * b}\\mathbb E[X]\\mathbb E[Y]`;
        expect(verdictOf(product)).toBe('refuted');
        expect(verdictOf(product, 'Let $X$ and $Y$ be independent random variables.')).toBe('tested');
      }),
      { numRuns: 3 },
    );
  });
});
