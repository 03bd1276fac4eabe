import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analysis';

/** Ways to list values of x behind an equation, with one claim a value or one for all of them. */
const spellings: readonly ((values: readonly number[]) => string)[] = [
  (values) => `\\implies ${values.map((v) => `x = ${v}`).join(' \\text{ or } ')}$`,
  (values) => `\\implies x = ${values.join(', ')}$`,
  (values) => `\\implies x \\in \\{${values.join(', ')}\\}$`,
  (values) => `$, so ${values.map((v) => `$x = ${v}$`).join(' or ')}.`,
  (values) => `$, so the solutions are ${values.map((v) => `$x = ${v}$`).join(' and ')}.`,
];

const root = fc.integer({ min: -9, max: 9 });
const roots = fc.uniqueArray(root, { minLength: 2, maxLength: 3 });
const spelling = fc.constantFrom(...spellings);

/** The product of (x − r), multiplied out, equal to 0. */
function equation(solutions: readonly number[]): string {
  let coefficients = [1];
  for (const r of solutions) {
    const times = [...coefficients, 0];
    coefficients.forEach((c, k) => (times[k + 1] = (times[k + 1] ?? 0) - r * c));
    coefficients = times;
  }
  const degree = coefficients.length - 1;
  const terms = coefficients.flatMap((c, k) =>
    c === 0 ? [] : [`${c < 0 ? '-' : '+'} ${Math.abs(c)} x^{${degree - k}}`],
  );
  return `${terms.join(' ')} = 0`;
}

function verdicts(solutions: readonly number[], list: string): readonly (readonly [string, string])[] {
  const { claims } = analyze({ text: `We have $${equation(solutions)}${list}`, language: 'markdown' });
  return claims.slice(1).map((claim) => [claim.latex, claim.verdict.status] as const);
}

describe('solution sets', () => {
  test('all solutions, in any order and spelling, are proved', () => {
    fc.assert(
      fc.property(roots, spelling, fc.nat(5), (solutions, spell, turn) => {
        const turned = [...solutions.slice(turn % solutions.length), ...solutions.slice(0, turn % solutions.length)];
        const found = verdicts(solutions, spell(turned));
        expect(found.length).toBeGreaterThan(0);
        expect(found.every(([, status]) => status === 'proved')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('a value that is no solution, in place of one, is red, and no solution beside it is', () => {
    fc.assert(
      fc.property(roots, root, spelling, (solutions, wrong, spell) => {
        fc.pre(!solutions.includes(wrong));
        const found = verdicts(solutions, spell([wrong, ...solutions.slice(1)]));
        expect(found.filter(([, status]) => status === 'refuted')).toHaveLength(1);
        const [[latex] = ['']] = found.filter(([, status]) => status === 'refuted');
        expect(latex).toContain(String(wrong));
      }),
      { numRuns: 60 },
    );
  });

  test('a solution that is left out makes one claim red', () => {
    fc.assert(
      fc.property(fc.uniqueArray(root, { minLength: 3, maxLength: 3 }), spelling, (solutions, spell) => {
        const found = verdicts(solutions, spell(solutions.slice(1)));
        expect(found.filter(([, status]) => status === 'refuted')).toHaveLength(1);
        expect(found.at(-1)?.[1]).toBe('refuted');
      }),
      { numRuns: 60 },
    );
  });
});
