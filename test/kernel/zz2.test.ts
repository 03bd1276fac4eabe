import { test } from 'vitest';
import { evaluateBall } from '../../src/kernel/evaluate';
import { evaluateExact } from '../../src/kernel/exact';
import { canonical } from '../../src/kernel/canonical';
import { ballToLatex } from '../../src/kernel/ball';
import { Fuel } from '../../src/kernel/fuel';
import { Rational } from '../../src/kernel/rational';
import { term } from './notation';
test('x', () => {
  const env = new Map([
    ['x', Rational.of(-12, 5)],
    ['y', Rational.of(7)],
    ['z', Rational.of(7, 3)],
  ]);
  for (const t of [
    '(y+x+z+x)^3',
    '(0^(pi^0))^0',
    'mod((y+x+z+x)^3, (0^(pi^0))^0)',
    'mod((y+x+z+x)^3, 1)',
    'mod(12.5, pi^0)',
  ]) {
    const fuel = new Fuel(60000);
    const v = evaluateBall(term(t), env, fuel);
    const c = canonical(term(t), { fuel });
    const w = c.kind === 'value' ? evaluateBall(c.term, env, fuel) : undefined;
    console.log(
      t,
      '=',
      v.kind === 'ball' ? ballToLatex(v.ball, 50) + ' ±' + v.ball.radius : v,
      w?.kind === 'ball' ? ballToLatex(w.ball, 50) + ' ±' + w.ball.radius : w,
      evaluateExact(term(t), fuel, env),
    );
  }
});
