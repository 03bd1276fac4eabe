import { describe, expect, test } from 'vitest';
import { canonical, difference } from '../../src/kernel/canonical';
import { Fuel } from '../../src/kernel/fuel';
import { termToLatex } from '../../src/kernel/print';
import { term } from './notation';

/** In these tests k and n are integers. */
function compare(left: string, right: string): ReturnType<typeof difference> {
  return difference(term(left), term(right), {
    fuel: new Fuel(20_000),
    integer: (name) => name === 'k' || name === 'n',
  });
}

describe('equal', () => {
  test.each([
    ['(a+b)^2', 'a^2+2a b+b^2'],
    ['(x^2-1)/(x-1)', 'x+1'],
    ['sqrt(8)', '2 sqrt(2)'],
    ['sqrt(2/pi)', 'sqrt(2)/sqrt(pi)'],
    ['sqrt(pi)*sqrt(pi)', 'pi'],
    ['sqrt(x)^2', 'x'],
    ['1/sqrt(2)', 'sqrt(2)/2'],
    ['1/(1+sqrt(2))', 'sqrt(2)-1'],
    ['sqrt(3-2sqrt(2))', 'sqrt(2)-1'],
    ['abs(1-sqrt(2))', 'sqrt(2)-1'],
    ['sqrt(x^2)', 'abs(x)'],
    ['sqrt(x*y)^2', 'x y'],
    ['sqrt(x y)', 'sqrt(x) sqrt(y)'],
    ['x^(3/2)', 'x sqrt(x)'],
    ['e^x e^y', 'e^(x+y)'],
    ['e^(log(x))', 'x'],
    ['e^(2 log(x)+1)', 'e x^2'],
    ['2^(n+1)', '2*2^n'],
    ['4^n', '2^(2n)'],
    ['x^n x^2', 'x^(n+2)'],
    ['6^n', '2^n 3^n'],
    ['log(8)', '3 log(2)'],
    ['log(x^3)', '3 log(x)'],
    ['log(x)+log(y)', 'log(x y)'],
    ['log(1/x)', '-log(x)'],
    ['log(x^2)', '2 log(abs(x))'],
    ['sin(x)^2+cos(x)^2', '1'],
    ['tan(x)^2+1', 'sec(x)^2'],
    ['sin(2x)', '2 sin(x) cos(x)'],
    ['cos(2x)', '2cos(x)^2-1'],
    ['sin(a+b)', 'sin(a)cos(b)+cos(a)sin(b)'],
    ['sin(x)^2', '(1-cos(2x))/2'],
    ['sin(x)', '2 sin(x/2) cos(x/2)'],
    ['tan(2x)', '2tan(x)/(1-tan(x)^2)'],
    ['sin(3x)', '3 sin(x) - 4 sin(x)^3'],
    ['1/csc(x)', 'sin(x)'],
    ['sin(pi/6)', '1/2'],
    ['cos(pi/12)', '(sqrt(6)+sqrt(2))/4'],
    ['sin(pi/5)^2', '(5-sqrt(5))/8'],
    ['sin(pi/8)', 'sqrt(2-sqrt(2))/2'],
    ['cos(pi/7)-cos(2pi/7)+cos(3pi/7)', '1/2'],
    ['cos(pi/9)cos(2pi/9)cos(4pi/9)', '1/8'],
    ['sin(pi/18)sin(5pi/18)sin(7pi/18)', '1/8'],
    ['sin(pi - x)', 'sin(x)'],
    ['cos(pi/2 - x)', 'sin(x)'],
    ['sin(x + 2pi)', 'sin(x)'],
    ['sin(pi n)', '0'],
    ['cos(pi n)', '(-1)^n'],
    ['cos(2pi n)', '1'],
    ['(-1)^(2n)', '1'],
    ['(-1)^(n+1)', '-(-1)^n'],
    ['e^(i pi)', '-1'],
    ['e^(i x)', 'cos(x)+i sin(x)'],
    ['(1+i)^2', '2i'],
    ['1/(1+i)', '(1-i)/2'],
    ['sqrt(-4)', '2 i'],
    ['(n+1)!/n!', 'n+1'],
    ['n!/(n-2)!', 'n(n-1)'],
    ['binomial(n,2)', 'n(n-1)/2'],
    ['binomial(n,k)', 'n!/(k! (n-k)!)'],
    ['binomial(n+1,k)', 'binomial(n,k)+binomial(n,k-1)'],
    ['k binomial(n,k)', 'n binomial(n-1,k-1)'],
    ['abs(x)^2', 'x^2'],
    ['abs(x y)', 'abs(x) abs(y)'],
    ['abs(x)/x', 'sign(x)'],
    ['x sign(x)', 'abs(x)'],
    ['abs(-2x)', '2abs(x)'],
    ['max(a,b)+min(a,b)', 'a+b'],
    ['cosh(x)^2-sinh(x)^2', '1'],
    ['tanh(x)', '(e^(2x)-1)/(e^(2x)+1)'],
    ['gamma(n+1)', 'n gamma(n)'],
    ['gamma(1/2)', 'sqrt(pi)'],
    ['gamma(5/2)', '3 sqrt(pi)/4'],
    ['floor(x+2)', 'floor(x)+2'],
    ['sum(k,1,n,2 k)', '2 sum(j,1,n,j)'],
    ['sum(k,1,n,c)', 'n c'],
    ['sum(k,1,4,k^2)', '30'],
    ['sum(k,1,n,a_k + b f(k))', 'n a_k + b sum(m,1,n,f(m))'],
    ['f(x+x)', 'f(2x)'],
    ['f((x^2-1)/(x-1))', 'f(x+1)'],
    ['1/(x+1) + 1/(x-1)', '2x/(x^2-1)'],
    ['(x+1)/(x^2+2x+1)', '1/(x+1)'],
    ['a/b/c', 'a/(b c)'],
    ['a/(b/c)', 'a c/b'],
    ['root(-8,3)', '-2'],
    ['root(x^3,3)', 'x'],
    ['root(16,4)', '2'],
    ['(x^2)^(1/3)', 'x^(2/3)'],
    ['sqrt(12)+sqrt(27)', '5sqrt(3)'],
    ['sqrt(2)sqrt(3)', 'sqrt(6)'],
    ['root(2,3)*root(4,3)', '2'],
    ['sqrt(x^2+2x+1)', 'abs(x+1)'],
    ['sqrt((a-b)^2 c)', 'abs(a-b) sqrt(c)'],
    ['(sqrt(x)-1)(sqrt(x)+1)', 'x-1'],
    ['1/(sqrt(x+1)-sqrt(x))', 'sqrt(x+1)+sqrt(x)'],
    ['sin(arcsin(x))', 'x'],
    ['cos(arcsin(x))', 'sqrt(1-x^2)'],
    ['tan(arctan(x))', 'x'],
    ['sin(2 arctan(x))', '2x/(1+x^2)'],
    ['arcsin(1/2)', 'pi/6'],
    ['arctan(1)', 'pi/4'],
    ['arccos(0)', 'pi/2'],
    ['arctan(sqrt(3))', 'pi/3'],
    ['x^a x^b', 'x^(a+b)'],
    ['(x^a)^2', 'x^(2a)'],
    ['(e^(x/2))^2', 'e^x'],
    ['2^x', 'e^(x log(2))'],
    ['(1/2)^n', '2^(-n)'],
    ['9^(n/2)', '3^n'],
    ['n^(1/2) n^(1/2)', 'n'],
    ['(a b)^2', 'a^2 b^2'],
    ['log(sqrt(x))', 'log(x)/2'],
    ['log(e^x)', 'x'],
    ['log(2)/log(4)', '1/2'],
    ['log(100)/log(10)', '2'],
    ['sec(x)^2 - tan(x)^2', '1'],
    ['(1-cos(x)^2)/sin(x)', 'sin(x)'],
    ['sin(x)/(1+cos(x))', '(1-cos(x))/sin(x)'],
    ['cos(x)^4 - sin(x)^4', 'cos(2x)'],
    ['e^(i x) e^(-i x)', '1'],
    ['arsinh(x)', 'log(x+sqrt(x^2+1))'],
    ['limit(x,0,sin(x)/x)', 'limit(y,0,sin(y)/y)'],
    ['integral(x,0,1,2 x^2)', '2 integral(t,0,1,t^2)'],
    ['log((1+x)/(1-x))', 'log(1+x) - log(1-x)'],
    ['sqrt(1-x^2)/(1-x^2)', '1/sqrt(1-x^2)'],
    ['log(abs(x)) + log(2)', 'log(2 abs(x))'],
    ['2^n * 2^(-n)', '1'],
    ['(2n)!/(2n-1)!', '2n'],
    ['(a^2-b^2)/(a-b)', 'a+b'],
    ['(a^3-b^3)/(a-b)', 'a^2+a b+b^2'],
    ['sqrt(x)/x', '1/sqrt(x)'],
    ['sin(x)cos(x)tan(x)', 'sin(x)^2'],
    ['e^x/(1+e^x)', '1/(1+e^(-x))'],
    ['1/(1+e^(-x)) * (1 - 1/(1+e^(-x)))', 'e^(-x)/(1+e^(-x))^2'],
    ['sqrt(5+2sqrt(6))', 'sqrt(2)+sqrt(3)'],
    ['sqrt(1/3)', 'sqrt(3)/3'],
    ['exp(-x^2/2)*exp(x^2/2)', '1'],
    ['sqrt(2 pi s^2)', 'sqrt(2pi) abs(s)'],
    ['1/sqrt(2 pi s^2)', '1/(abs(s) sqrt(2pi))'],
    ['root(54,3)', '3 root(2,3)'],
    ['d_1*(1-2/pi)+d_1*2/pi', 'd_1'],
    ['cos(1)^2+sin(1)^2', '1'],
    ['mod(17,5)', '2'],
    ['gcd(a,b)', 'gcd(b,a)'],
  ])('%s and %s', (left, right) => {
    const result = compare(left, right);
    expect(result.kind, result.kind === 'open' ? termToLatex(result.difference) : '').toBe('zero');
  });
});

describe('not shown to be equal', () => {
  test.each([
    ['(a+b)^2', 'a^2+b^2'],
    ['sqrt(x^2)', 'x'],
    ['log(x+y)', 'log(x)+log(y)'],
    ['sin(x+y)', 'sin(x)+sin(y)'],
    ['abs(x)', 'x'],
    ['sqrt(2)+sqrt(3)', 'sqrt(5)'],
    ['pi', '22/7'],
    ['e^pi', '23'],
    ['log(2)+log(3)', 'log(5)'],
    ['sign(x)^2', '1'],
    ['(-1)^n', '1'],
    ['log(x^2)', '2 log(x) + 1'],
    ['floor(x)', 'x'],
    ['2^(x+1)', '2^x + 1'],
    ['sqrt(x^2+1)', 'x+1'],
    ['sin(1)', '1/2'],
    ['0^0', '0'],
  ])('%s and %s', (left, right) => {
    expect(compare(left, right).kind).not.toBe('zero');
  });
});

describe('provably different', () => {
  test.each([
    ['1/3', '0.33'],
    ['sqrt(2) + sqrt(3)', 'sqrt(5)'],
    ['pi', '22/7'],
    ['e', '2.718'],
    ['log(2) + log(3)', 'log(5)'],
    ['pi + log(2)', '3.83'],
    ['x + 1', 'x + 2'],
    ['(1 + i)^2', '2'],
  ])('%s and %s', (left, right) => {
    expect(compare(left, right).kind).toBe('nonzero');
  });
});

describe('without a value', () => {
  test.each([
    ['1/0', 'division by zero'],
    ['1/(x - x)', 'division by zero'],
    ['log(0)', 'the logarithm of zero'],
    ['log(1 - 2)', 'the logarithm of a negative number'],
    ['sqrt(-4)', 'an even root of a negative number'],
    ['sqrt(1 - sqrt(2))', 'an even root of a negative number'],
    ['tan(pi/2)', 'division by zero'],
    ['arcsin(2)', 'an argument outside the domain of arcsin'],
    ['(0 - 3)!', 'the factorial of a negative integer'],
  ])('%s: %s', (text, reason) => {
    expect(canonical(term(text), { fuel: new Fuel(20_000) })).toEqual({ kind: 'undefined', reason });
    expect(compare('2', text)).toEqual({ kind: 'undefined', side: 'right', reason });
  });

  test('infinity is not calculated with', () => {
    expect(compare('oo - oo', '0').kind).toBe('unreadable');
  });
});

describe('conditions that only one side needs', () => {
  test.each([
    ['(x^2-1)/(x-1)', 'x+1', ['x - 1 nonzero']],
    ['sqrt(x)^2', 'x', ['x nonnegative']],
    ['e^(log(x))', 'x', ['x positive']],
    ['1/(x+1) + 1/(x-1)', '2x/(x^2-1)', []],
    ['(x^2-1)/(x-1)', '(x^2-1)/(x-1)', []],
    ['x/x', '1', ['x nonzero']],
    ['sqrt(4)', '2', []],
    ['n!/(n-1)!', 'n', []],
  ])('%s and %s', (left, right, expected) => {
    const result = compare(left, right);
    const told =
      result.kind === 'zero' ? result.conditions.map(({ kind, of }) => `${termToLatex(of)} ${kind}`) : undefined;
    expect(told).toEqual(expected);
  });

  test('not those that are assumed', () => {
    const positive = (name: string): boolean => name === 'x';
    expect(difference(term('sqrt(x)^2 / x'), term('1'), { fuel: new Fuel(1000), positive })).toEqual({
      kind: 'zero',
      conditions: [],
    });
  });
});

describe('shown simply', () => {
  test.each([
    ['sqrt(8)', '2 \\sqrt{2}'],
    ['(x+1)^2 - 1', 'x^{2} + 2x'],
    ['1/(1+sqrt(2))', '\\sqrt{2} - 1'],
    ['2^(n+1)', '2 \\cdot 2^{n}'],
    ['x/x^3', '\\frac{1}{x^{2}}'],
  ])('%s', (text, latex) => {
    const result = canonical(term(text), { fuel: new Fuel(1000) });
    expect(result.kind === 'value' ? termToLatex(result.term) : result.reason).toBe(latex);
  });
});
