import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBalls, compareBalls, exactBall, subtractBalls, upperBound, type Ball } from '../../src/kernel/ball';
import {
  add,
  call,
  divide,
  integer,
  multiply,
  power,
  rational,
  subtract,
  symbol,
  substitute,
} from '../../src/kernel/build';
import { evaluateBall } from '../../src/kernel/evaluate';
import { rationalValue } from '../../src/kernel/exact';
import { Fuel } from '../../src/kernel/fuel';
import { infiniteSum } from '../../src/kernel/infinite/sum';
import { Rational } from '../../src/kernel/rational';
import type { Term } from '../../src/kernel/term';

const k = symbol('k');
const fuel = (): Fuel => new Fuel(1_000_000);

function ballOf(body: Term, first: number): Ball {
  const found = infiniteSum(body, 'k', first, fuel());
  if (found.kind !== 'ball') throw new Error(`no value but ${found.kind}`);
  return found.ball;
}

/** The balls overlap and are narrow. */
function agree(a: Ball, b: Ball): void {
  expect(compareBalls(a, b)).not.toBe('<');
  expect(compareBalls(a, b)).not.toBe('>');
  expect(upperBound(subtractBalls(a, b))).toBeLessThan(1e-30);
}

const shift = fc.integer({ min: 1, max: 6 });
const coefficient = fc.integer({ min: -5, max: 5 }).filter((c) => c !== 0);
const ratio = fc.tuple(fc.integer({ min: -7, max: 7 }), fc.integer({ min: 8, max: 12 })).filter(([p]) => p !== 0);

describe('infinite sums', () => {
  test('of differences telescope', () => {
    fc.assert(
      fc.property(coefficient, shift, shift, fc.integer({ min: 0, max: 4 }), (c, a, gap, first) => {
        const at = (place: Term): Term => divide(integer(c), power(add([place, integer(a)]), integer(2)));
        const body = subtract(at(k), at(add([k, integer(gap)])));
        const exact = Array.from({ length: gap }, (_, j) => at(integer(first + j)));
        const value = rationalValue(add(exact), fuel()) ?? Rational.zero;
        agree(ballOf(body, first), exactBall(value, fuel()));
      }),
      { numRuns: 25 },
    );
  });

  test('with a ratio: what the first terms leave is the rest', () => {
    fc.assert(
      fc.property(ratio, coefficient, shift, fc.integer({ min: 1, max: 9 }), ([p, q], c, a, count) => {
        const body = multiply([
          power(rational(p, q), k),
          add([multiply([integer(c), k]), integer(a)]),
          power(add([k, integer(a)]), integer(-1)),
        ]);
        const terms = Array.from({ length: count }, (_, j) => substitute(body, new Map([['k', integer(j)]])));
        const start = evaluateBall(add(terms), new Map(), fuel());
        if (start.kind !== 'ball') return;
        agree(ballOf(body, 0), addBalls(start.ball, ballOf(body, count)));
      }),
      { numRuns: 25 },
    );
  });

  test('of powers over factorials are exponentials', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 7 }), (p, q) => {
        fc.pre(p !== 0);
        const body = divide(power(rational(p, q), k), call('factorial', [k]));
        const found = infiniteSum(body, 'k', 0, fuel());
        const exact = evaluateBall(call('exp', [rational(p, q)]), new Map(), fuel());
        if (found.kind !== 'ball' || exact.kind !== 'ball') return;
        expect(['undecided', '=']).toContain(compareBalls(found.ball, exact.ball));
      }),
      { numRuns: 40 },
    );
  });

  test('alternating ones lie between their partial sums', () => {
    fc.assert(
      fc.property(shift, shift, (a, b) => {
        const body = divide(power(integer(-1), k), add([multiply([integer(a), k]), integer(b)]));
        const partial = (count: number): Ball => {
          const terms = Array.from({ length: count }, (_, j) => substitute(body, new Map([['k', integer(j)]])));
          const value = evaluateBall(add(terms), new Map(), fuel());
          if (value.kind !== 'ball') throw new Error('no partial sum');
          return value.ball;
        };
        const whole = ballOf(body, 0);
        expect(compareBalls(whole, partial(20))).toBe('>');
        expect(compareBalls(whole, partial(21))).toBe('<');
      }),
      { numRuns: 12 },
    );
  });

  test('that do not converge have no value', () => {
    const kinds = (body: Term, first: number): string => infiniteSum(body, 'k', first, fuel()).kind;
    expect(kinds(divide(integer(1), k), 1)).toBe('diverges');
    expect(kinds(divide(k, add([k, integer(1)])), 1)).toBe('diverges');
    expect(kinds(power(call('sqrt', [k]), integer(-1)), 1)).toBe('diverges');
    expect(kinds(power(integer(-1), k), 0)).toBe('none');
    expect(kinds(power(integer(-2), k), 0)).toBe('none');
    expect(kinds(power(add([k, integer(-3)]), integer(-2)), 1)).toBe('open');
    expect(kinds(divide(call('sin', [k]), k), 1)).toBe('open');
  });
});
