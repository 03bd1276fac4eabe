import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareBalls } from '../../src/kernel/ball';
import { add, call, integer, multiply, power, rational, subtract } from '../../src/kernel/build';
import { canonical, difference } from '../../src/kernel/canonical';
import { compileReal } from '../../src/kernel/compile';
import { evaluateBall } from '../../src/kernel/evaluate';
import { evaluateExact } from '../../src/kernel/exact';
import { Fuel, OutOfFuel } from '../../src/kernel/fuel';
import { termToLatex } from '../../src/kernel/print';
import { Rational } from '../../src/kernel/rational';
import { mapChildren } from '../../src/kernel/structure';
import type { Term } from '../../src/kernel/term';
import { names, points, rationalTerms, realTerms } from './random';

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
        const form = within(5_000, (fuel) => canonical(term, { fuel }));
        const value = within(5_000, (fuel) => evaluateExact(term, fuel, point));
        if (form?.kind !== 'value' || value?.kind !== 'rational') return;
        const again = evaluateExact(form.term, new Fuel(100_000), point);
        expect(again.kind === 'rational' && again.value.equals(value.value)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('are undefined only where their terms are', () => {
    fc.assert(
      fc.property(rationalTerms, points, (term, point) => {
        const form = within(5_000, (fuel) => canonical(term, { fuel }));
        if (form?.kind !== 'undefined') return;
        expect(evaluateExact(term, new Fuel(100_000), point).kind).not.toBe('rational');
      }),
      { numRuns: 150 },
    );
  });

  test('of elementary functions have the values of their terms, to fifty digits', () => {
    fc.assert(
      fc.property(realTerms, points, (term, point) => {
        const form = within(5_000, (fuel) => canonical(term, { fuel }));
        if (form === undefined || form.kind === 'unreadable') return;
        const value = within(5_000, (fuel) => evaluateBall(term, point, fuel));
        if (value?.kind !== 'ball') return;
        if (form.kind === 'undefined') throw new Error(`${termToLatex(term)} has a value, but: ${form.reason}`);
        const again = within(10_000, (fuel) => evaluateBall(form.term, point, fuel));
        if (again?.kind !== 'ball') return;
        const order = compareBalls(value.ball, again.ball);
        expect(order === '=' || order === 'undecided', `${termToLatex(term)} became ${termToLatex(form.term)}`).toBe(
          true,
        );
      }),
      { numRuns: 150 },
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
      { numRuns: 50 },
    );
  });

  test('that agree belong to terms that agree in 200 random models', () => {
    const values = fc.sample(points, { numRuns: 200, seed: 31 });
    let agreed = 0;
    fc.assert(
      fc.property(realTerms, fc.constantFrom(...rewritings), fc.nat(20), (term, rewriting, place) => {
        const other = replaced(term, place, rewriting);
        const outcome = within(5_000, (fuel) => difference(term, other, { fuel }));
        if (other === term || outcome?.kind !== 'zero') return;
        agreed++;
        const [f, g] = [term, other].map((side) => compileReal(side, names, new Fuel(10_000)));
        for (const point of values) {
          const place = Float64Array.from(names, (name) => point.get(name)?.toNumber() ?? 0);
          const [x, y] = [f?.(place) ?? NaN, g?.(place) ?? NaN];
          // Doubles sort out where it is worth to look closely.
          if (!(Math.abs(x - y) > 1e-9 * Math.max(Math.abs(x), 1))) continue;
          const [a, b] = [term, other].map((side) => within(3_000, (fuel) => evaluateBall(side, point, fuel)));
          if (a?.kind !== 'ball' || b?.kind !== 'ball') continue;
          const order = compareBalls(a.ball, b.ball);
          expect(order === '=' || order === 'undecided', `${termToLatex(term)} is not ${termToLatex(other)}`).toBe(
            true,
          );
        }
      }),
      { numRuns: 160 },
    );
    expect(agreed).toBeGreaterThan(30);
  });
});

/** What one does to terms, rightly, wrongly, and what is right only for some values. */
const rewritings: readonly ((term: Term) => Term)[] = [
  (t) => add([multiply([integer(3), t]), multiply([integer(-2), t])]),
  (t) => call('sqrt', [power(t, integer(2))]),
  (t) => call('root', [power(t, integer(3)), integer(3)]),
  (t) => call('abs', [t]),
  (t) => power(call('sqrt', [t]), integer(2)),
  (t) => call('exp', [call('log', [t])]),
  (t) => call('log', [call('exp', [t])]),
  (t) => call('arctan', [call('tan', [t])]),
  (t) => call('tan', [call('arctan', [t])]),
  (t) => power(power(t, integer(2)), rational(Rational.half)),
  (t) => multiply([t, power(t, integer(-1)), t]),
  (t) => (t.kind === 'add' ? add([...t.terms].reverse()) : t),
  (t) =>
    t.kind === 'power' && t.base.kind === 'multiply' ? multiply(t.base.factors.map((f) => power(f, t.exponent))) : t,
  (t) =>
    t.kind === 'call' && t.name === 'log' && t.args[0]?.kind === 'power'
      ? multiply([t.args[0].exponent, call('log', [t.args[0].base])])
      : t,
  (t) => (t.kind === 'call' && t.name === 'abs' && t.args[0] ? t.args[0] : t),
];

/** The term with one part rewritten, the first at or behind `place` that changes. */
function replaced(term: Term, place: number, rewriting: (t: Term) => Term): Term {
  let left = place;
  const visit = (part: Term): Term => (left-- === 0 ? rewriting(part) : mapChildren(part, visit));
  return visit(term);
}
