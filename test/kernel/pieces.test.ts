import { expect, test } from 'vitest';
import { add, call, constant, integer, power, subtract, symbol } from '../../src/kernel/build';
import { ballToNumber } from '../../src/kernel/ball';
import { integralValue } from '../../src/kernel/definite';
import { evaluateBall } from '../../src/kernel/evaluate';
import { Fuel } from '../../src/kernel/fuel';
import type { Term } from '../../src/kernel/term';

const x = symbol('x');

function over(body: Term, lower: Term, upper: Term): number | string {
  const found = integralValue({ kind: 'integral', variable: 'x', body, lower, upper }, new Fuel(200_000));
  if (found?.kind !== 'value')
    return found ? (found.kind === 'infinite' ? `infinite ${found.sign}` : found.kind) : 'open';
  const value = evaluateBall(found.term, new Map(), new Fuel(100_000));
  return value.kind === 'ball' ? Math.round(ballToNumber(value.ball) * 1e9) / 1e9 : value.kind;
}

test('integrands are cut where they change their form', () => {
  expect(over(call('abs', [subtract(x, integer(1))]), integer(0), integer(3))).toBe(2.5);
  expect(over(call('abs', [subtract(power(x, integer(2)), integer(1))]), integer(-2), integer(2))).toBe(4);
  expect(over(call('abs', [call('sin', [x])]), integer(0), add([constant('pi'), constant('pi')]))).toBe(4);
  expect(over(call('max', [x, integer(1)]), integer(0), integer(2))).toBe(2.5);
  expect(over(call('abs', [x]), integer(3), integer(-1))).toBe(-5);
});

test('poles between the limits decide whether there is a value', () => {
  expect(over(power(x, integer(-2)), integer(-1), integer(1))).toBe('infinite 1');
  expect(over(power(x, integer(-1)), integer(-1), integer(1))).toBe('none');
  expect(over(power(x, integer(-1)), integer(1), constant('infinity'))).toBe('infinite 1');
  expect(over(power(x, integer(-1)), integer(-1), integer(0))).toBe('infinite -1');
  expect(over(call('tan', [x]), integer(0), integer(1))).toBeCloseTo(0.615626470386);
});
