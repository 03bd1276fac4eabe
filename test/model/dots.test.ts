import { describe, expect, test } from 'vitest';
import { difference } from '../../src/kernel/canonical';
import { evaluateExact } from '../../src/kernel/exact';
import { Fuel } from '../../src/kernel/fuel';
import { closedSum } from '../../src/kernel/summation';
import { continued, type Continued } from '../../src/model/dots';
import { term } from '../kernel/notation';

const fuel = (): Fuel => new Fuel(60_000);

function read(kind: 'sum' | 'product', before: readonly string[], after: readonly string[]): Continued | undefined {
  return continued(kind, before.map(term), after.map(term), fuel());
}

describe('dots', () => {
  test.each([
    ['sum', ['1', '2'], ['100'], '5050'],
    ['sum', ['1', '3', '5'], ['97', '99'], '2500'],
    ['sum', ['1/2', '1/4', '1/8'], ['1/1024'], '1023/1024'],
    ['sum', ['(1-2)', '(3-4)'], ['(97-98)', '(99-100)'], '-50'],
    ['product', ['1', '2', '3'], ['10'], '3628800'],
    ['product', ['97', '96', '95'], ['94', '93'], '97*96*95*94*93'],
  ] as const)('a %s of %j … %j', (kind, before, after, expected) => {
    const found = read(kind, before, after);
    const value = found && evaluateExact(found.term, fuel());
    const wanted = evaluateExact(term(expected), fuel());
    expect(value).toEqual(wanted);
  });

  test.each([
    [['1', '2'], ['n'], 'n (n+1)/2'],
    [['1', '3', '5'], ['2n-1'], 'n^2'],
    [['1^2', '2^2', '3^2'], ['n^2'], 'n (n+1) (2n+1)/6'],
  ] as const)('up to a symbol: %j … %j', (before, after, expected) => {
    const found = read('sum', before, after)?.term;
    const closed = found?.kind === 'sum' ? closedSum(found, fuel())?.term : undefined;
    expect(closed && difference(closed, term(expected), { fuel: fuel() }).kind).toBe('zero');
  });

  test('two terms leave the rule open, three fix it', () => {
    expect(read('sum', ['2', '4'], ['64'])?.certain).toBe(false);
    expect(read('sum', ['2', '4', '6'], ['64'])?.certain).toBe(true);
  });

  test.each([
    [['1', '2', '4'], ['100']],
    [['1', '4', '9'], ['100']],
    [['1', '3', '5'], ['100']],
    [['a', 'b'], ['z']],
    [['1'], ['10']],
    [['1', '2'], []],
  ])('no rule fits %j … %j', (before, after) => {
    expect(read('sum', before, after)).toBeUndefined();
  });
});
