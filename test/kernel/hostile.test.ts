import { describe, expect, test } from 'vitest';
import { call, integer, multiply, power, rational, sum, symbol } from '../../src/kernel/build';
import { canonical, difference } from '../../src/kernel/canonical';
import { compileReal } from '../../src/kernel/compile';
import { differentiate } from '../../src/kernel/differentiate';
import { evaluateBall } from '../../src/kernel/evaluate';
import { evaluateExact } from '../../src/kernel/exact';
import { Fuel, OutOfFuel } from '../../src/kernel/fuel';
import { termToLatex } from '../../src/kernel/print';
import { simplify } from '../../src/kernel/simplify';
import { equalTerms, freeSymbols, substitute } from '../../src/kernel/structure';
import type { Term } from '../../src/kernel/term';

const tower = power(integer(9), power(integer(9), power(integer(9), integer(9))));
const x = symbol('x');
const binomialPower = power({ kind: 'add', terms: [x, symbol('y'), symbol('z'), integer(1)] }, integer(1_000_000));
const primes = 1_000_000_000_000_037n * 1_000_000_000_000_091n;

const hostile: readonly (readonly [string, Term])[] = [
  ['a tower of powers', tower],
  ['a tower with a symbol', power(x, tower)],
  ['the factorial of a million', call('factorial', [integer(1_000_000)])],
  ['the factorial of a huge number', call('factorial', [integer(10n ** 30n)])],
  ['a huge binomial', call('binomial', [integer(1_000_000_000), integer(500_000_000)])],
  ['a binomial of a symbol', call('binomial', [x, integer(1_000_000_000)])],
  ['a sum of a trillion terms', sum({ variable: 'k', lower: integer(1), upper: integer(10n ** 12n) }, symbol('k'))],
  ['a sum of sums', nestedSum(8)],
  ['a tiny power', power(integer(10), integer(-1_000_000_000))],
  ['a root of a huge number', call('sqrt', [power(integer(10), integer(200_001))])],
  ['a root of huge degree', call('root', [integer(7), integer(10n ** 15n)])],
  ['a root of a product of large primes', call('sqrt', [integer(primes)])],
  ['a logarithm of a product of large primes', call('log', [integer(primes)])],
  ['a large power of a sum', binomialPower],
  [
    'a product of many sums',
    multiply(Array.from({ length: 60 }, (_, k) => ({ kind: 'add', terms: [symbol(`a${k}`), integer(1)] }))),
  ],
  ['a large multiple of an angle', call('sin', [multiply([integer(10n ** 9n), x])])],
  ['a huge angle', call('sin', [power(integer(10), integer(1000))])],
  ['a fine angle', call('cos', [multiply([rational(1, 1_000_003), { kind: 'constant', name: 'pi' }])])],
  ['a long fraction', rational(10n ** 5000n + 1n, 3n ** 9000n)],
  ['exponentials of exponentials', nest(6, (term) => call('exp', [term]), integer(9))],
  ['a double factorial', call('double-factorial', [integer(10_000_001)])],
  ['erf far out', call('erf', [integer(10n ** 9n)])],
  ['gamma far out', call('gamma', [rational(10n ** 9n + 1n, 2)])],
  ['deep powers', nest(20_000, (term) => power(term, rational(1)))],
  ['deep sums', nest(20_000, (term) => ({ kind: 'add', terms: [term, x] }))],
  ['deep roots', nest(3_000, (term) => call('sqrt', [{ kind: 'add', terms: [term, integer(1)] }]))],
  ['deep unknown functions', nest(3_000, (term) => ({ kind: 'apply', function: 'f', args: [term] }))],
  ['a wide sum', { kind: 'add', terms: Array.from({ length: 50_000 }, (_, k) => symbol(`a${k}`)) }],
];

function nest(depth: number, wrap: (term: Term) => Term, start: Term = x): Term {
  let term = start;
  for (let k = 0; k < depth; k += 1) term = wrap(term);
  return term;
}

function nestedSum(depth: number): Term {
  let term: Term = integer(1);
  for (let k = 0; k < depth; k += 1) term = sum({ variable: `k${k}`, lower: integer(1), upper: integer(100) }, term);
  return term;
}

/** Runs to an answer or to the end of the fuel: anything else, an overflow of the stack for one, fails. */
function ends(work: (fuel: Fuel) => unknown): boolean {
  try {
    work(new Fuel(20_000));
    return true;
  } catch (error) {
    if (error instanceof OutOfFuel) return true;
    throw error;
  }
}

describe('hostile terms end at once', () => {
  test.each(hostile)('%s', (_name, term) => {
    expect(ends((fuel) => evaluateExact(term, fuel))).toBe(true);
    expect(ends((fuel) => evaluateBall(term, new Map(), fuel))).toBe(true);
    expect(ends((fuel) => canonical(term, { fuel }))).toBe(true);
    expect(ends((fuel) => difference(term, power(term, integer(2)), { fuel }))).toBe(true);
    expect(ends((fuel) => differentiate(term, 'x', fuel))).toBe(true);
    expect(ends((fuel) => simplify(term, fuel))).toBe(true);
    expect(ends((fuel) => compileReal(term, ['x'], fuel)(Float64Array.of(2)))).toBe(true);
    expect(ends(() => substitute(term, new Map([['x', integer(3)]])))).toBe(true);
    expect(ends(() => freeSymbols(term))).toBe(true);
    expect(equalTerms(term, term)).toBe(true);
    expect(termToLatex(term).length).toBeGreaterThan(0);
  });

  test('what can be computed is', () => {
    const fuel = new Fuel(60_000);
    expect(evaluateExact(power(integer(2), integer(1000)), fuel)).toMatchObject({ kind: 'rational' });
    expect(evaluateExact(call('factorial', [integer(500)]), fuel)).toMatchObject({ kind: 'rational' });
    expect(evaluateExact(call('binomial', [integer(400), integer(200)]), fuel)).toMatchObject({ kind: 'rational' });
  });
});
