import { describe, expect, test } from 'vitest';
import { call, integer, power, rational, sum, symbol } from '../../src/kernel/build';
import { evaluateExact } from '../../src/kernel/exact';
import { Fuel, OutOfFuel } from '../../src/kernel/fuel';
import type { Term } from '../../src/kernel/term';

const tower = power(integer(9), power(integer(9), power(integer(9), integer(9))));
const hostile: readonly (readonly [string, Term])[] = [
  ['a tower of powers', tower],
  ['the factorial of a million', call('factorial', [integer(1_000_000)])],
  ['a huge binomial', call('binomial', [integer(1_000_000_000), integer(500_000_000)])],
  ['a sum of a trillion terms', sum({ variable: 'k', lower: integer(1), upper: integer(10n ** 12n) }, symbol('k'))],
  ['a tiny power', power(integer(10), integer(-1_000_000_000))],
  ['a root of a huge number', call('sqrt', [power(integer(10), integer(200_001))])],
  ['a root of huge degree', call('root', [integer(7), integer(10n ** 15n)])],
  ['deep powers', nest(20_000, (term) => power(term, rational(1)))],
  ['deep sums', nest(20_000, (term) => ({ kind: 'add', terms: [term, symbol('x')] }))],
];

function nest(depth: number, wrap: (term: Term) => Term): Term {
  let term: Term = symbol('x');
  for (let k = 0; k < depth; k += 1) term = wrap(term);
  return term;
}

/** Either an answer or the end of the fuel, and nothing else. */
function ends(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof OutOfFuel) return true;
    throw error;
  }
}

describe('hostile terms end at once', () => {
  test.each(hostile)('%s, exactly', (_name, term) => {
    expect(ends(() => evaluateExact(term, new Fuel(1_000_000)))).toBe(true);
  });
  test('what can be computed is', () => {
    expect(evaluateExact(power(integer(2), integer(1000)), new Fuel(1_000_000))).toMatchObject({ kind: 'rational' });
  });
});
