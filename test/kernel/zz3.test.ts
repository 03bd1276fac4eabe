import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareBalls } from '../../src/kernel/ball';
import { add, integer, multiply, power, subtract } from '../../src/kernel/build';
import { canonical, difference } from '../../src/kernel/canonical';
import { evaluateBall } from '../../src/kernel/evaluate';
import { evaluateExact } from '../../src/kernel/exact';
import { Fuel, OutOfFuel } from '../../src/kernel/fuel';
import { termToLatex } from '../../src/kernel/print';
import type { Term } from '../../src/kernel/term';
import { points, rationalTerms, realTerms } from './random';
fc.configureGlobal({ seed: 7 });

/** What a computation gives, or undefined where it runs out of fuel. */
function within<T>(steps: number, work: (fuel: Fuel) => T): T | undefined {
  try {
    return work(new Fuel(steps));
  } catch (error) {
    if (error instanceof OutOfFuel) return undefined;
    throw error;
  }
}

describe('canonical forms', () => {
  test('have the values of their terms, exactly', () => {
    fc.assert(
      fc.property(rationalTerms, points, (term, point) => {
        const form = within(20_000, (fuel) => canonical(term, { fuel }));
        const value = within(20_000, (fuel) => evaluateExact(term, fuel, point));
        if (form?.kind !== 'value' || value?.kind !== 'rational') return;
        const again = evaluateExact(form.term, new Fuel(100_000), point);
        expect(again.kind === 'rational' && again.value.equals(value.value)).toBe(true);
      }),
      { numRuns: 12000 },
    );
  });

  test('are undefined only where their terms are', () => {
    fc.assert(
      fc.property(rationalTerms, points, (term, point) => {
        const form = within(20_000, (fuel) => canonical(term, { fuel }));
        if (form?.kind !== 'undefined') return;
        expect(evaluateExact(term, new Fuel(100_000), point).kind).not.toBe('rational');
      }),
      { numRuns: 12000 },
    );
  });

  test('of elementary functions have the values of their terms, to fifty digits', () => {
    fc.assert(
      fc.property(realTerms, points, (term, point) => {
        const form = within(20_000, (fuel) => canonical(term, { fuel }));
        if (form === undefined || form.kind === 'unreadable') return;
        const value = within(20_000, (fuel) => evaluateBall(term, point, fuel));
        if (value?.kind !== 'ball') return;
        if (form.kind === 'undefined') throw new Error(`${termToLatex(term)} has a value, but: ${form.reason}`);
        const again = within(10_000, (fuel) => evaluateBall(form.term, point, fuel));
        if (again?.kind !== 'ball') return;
        const order = compareBalls(value.ball, again.ball);
        expect(order === '=' || order === 'undecided', `${termToLatex(term)} became ${termToLatex(form.term)}`).toBe(
          true,
        );
      }),
      { numRuns: 12000 },
    );
  });

  test('of equal terms are equal, and never provably different', () => {
    const outcome = (left: Term, right: Term): string =>
      within(10_000, (fuel) => difference(left, right, { fuel }).kind) ?? 'out of fuel';
    fc.assert(
      fc.property(rationalTerms, realTerms, realTerms, (a, b, c) => {
        expect(outcome(subtract(a, a), subtract(b, b))).not.toMatch(/open|nonzero/);
        const expanded = add([multiply([a, a]), multiply([integer(2), a, b]), multiply([b, b])]);
        expect(outcome(power(add([a, b]), integer(2)), expanded)).not.toBe('nonzero');
        expect(outcome(multiply([add([a, b]), c]), add([multiply([c, a]), multiply([b, c])]))).not.toBe('nonzero');
      }),
      { numRuns: 1500 },
    );
  });
});
