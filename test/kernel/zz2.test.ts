import { test } from 'vitest';
import { evaluateBall } from '../../src/kernel/evaluate';
import { compileReal } from '../../src/kernel/compile';
import { ballToLatex } from '../../src/kernel/ball';
import { Fuel } from '../../src/kernel/fuel';
import { term } from './notation';
test('x', () => {
  for (const t of [
    'pi',
    'e',
    'sqrt(2)',
    'sin(1)',
    'cos(pi/3)',
    'gamma(1/3)',
    'gamma(-5/2)',
    'gamma(1/2)^2-pi',
    'erf(1)',
    'erf(-3)',
    'erf(11)',
    'erf(1/1000)',
    'log(2)',
    'arcsin(1/3)',
    'arcsin(1)',
    'arccos(-1/2)-2pi/3',
    'arctan(7)',
    'sinh(1)',
    'tanh(2)',
    'arsinh(-3)',
    'arcosh(2)',
    'artanh(1/2)',
    '2^(1/3)',
    'root(-5,3)',
    '2^pi',
    '(-2)^(1/2)',
    '1/sin(pi)',
    '1/(sqrt(2)^2-2)',
    'floor(pi)',
    'floor(sqrt(2)^2)',
    'max(pi,e)',
    'sum(k,1,100,1/k)',
    'sum(k,1,1000,sqrt(k))',
    'exp(1000)',
    'exp(-1000)',
    'exp(10^9)',
    '10^(-400) pi',
    'sqrt(10^(-500))',
    'log(-1)',
    'factorial(1/2)-sqrt(pi)/2',
    'binomial(1/2,3)',
    'mod(pi,1)',
    'diff(x,x^2)',
    'e^(i pi)',
    'abs(-pi)',
    'sin(10^30)',
    'gamma(100.5)',
    'cot(1)',
    'tan(pi/4)-1',
    '(1+1/1000)^1000',
    '0^0',
    'sign(-pi)',
    'prod(k,1,50,1-1/(k+1)^2)',
  ]) {
    const fuel = new Fuel(60000);
    try {
      const v = evaluateBall(term(t), new Map(), fuel);
      console.log(
        t,
        '=',
        v.kind === 'ball' ? ballToLatex(v.ball, 50) + ' ±' + v.ball.radius : v.kind + ' ' + v.reason,
        ' double',
        compileReal(term(t), [], new Fuel(1000))(new Float64Array(0)),
        'fuel',
        Math.round(60000 - fuel.left),
      );
    } catch (e) {
      console.log(t, String(e));
    }
  }
});
