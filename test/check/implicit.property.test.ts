import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analysis';

/** c·xᵖyᑫ */
interface Monomial {
  readonly c: number;
  readonly p: number;
  readonly q: number;
}

const monomial = fc.record({
  c: fc.integer({ min: -5, max: 5 }).filter((c) => c !== 0),
  p: fc.integer({ min: 0, max: 3 }),
  q: fc.integer({ min: 0, max: 3 }),
});
/** Different powers, x and y among them. */
const curve = fc
  .uniqueArray(monomial, { minLength: 2, maxLength: 3, selector: ({ p, q }) => `${p} ${q}` })
  .filter(
    (terms) => terms.some(({ p }) => p > 0) && terms.some(({ q }) => q > 0) && terms.every(({ p, q }) => p + q > 0),
  );

function latex(terms: readonly { c: number; p: number; q: number; primed?: boolean }[]): string {
  const shown = terms.filter(({ c }) => c !== 0);
  return shown
    .map(({ c, p, q, primed }) => `${c < 0 ? '-' : '+'} ${Math.abs(c)} x^${p} y^${q} ${primed ? "y'" : ''}`)
    .join(' ')
    .replace(/^\+ /, '');
}

/** By the product and the chain rule. */
function differentiated(terms: readonly Monomial[]): { c: number; p: number; q: number; primed?: boolean }[] {
  return terms.flatMap(({ c, p, q }) => [
    ...(p > 0 ? [{ c: c * p, p: p - 1, q }] : []),
    ...(q > 0 ? [{ c: c * q, p, q: q - 1, primed: true }] : []),
  ]);
}

function statusOf(curveLatex: string, slope: string): string | undefined {
  const text = `Let $${curveLatex} = 7$.\n\nDifferentiating both sides with respect to $x$ gives $${slope} = 0$.`;
  return analyze({ text, language: 'markdown' }).claims.at(-1)?.verdict.status;
}

describe('implicit derivatives', () => {
  test('of polynomial curves are proved', () => {
    fc.assert(
      fc.property(curve, (terms) => {
        expect(statusOf(latex(terms), latex(differentiated(terms)))).toBe('proved');
      }),
      { numRuns: 40 },
    );
  });

  test('with a wrong coefficient never hold', () => {
    fc.assert(
      fc.property(curve, fc.nat(), (terms, k) => {
        const slope = differentiated(terms);
        const place = k % slope.length;
        const wrong = slope.map((term, index) => (index === place ? { ...term, c: term.c + 1 } : term));
        fc.pre(slope.length > 1 && wrong.some(({ c, primed }) => c !== 0 && primed));
        expect(['refuted', 'unknown']).toContain(statusOf(latex(terms), latex(wrong)));
      }),
      { numRuns: 40 },
    );
  });
});
