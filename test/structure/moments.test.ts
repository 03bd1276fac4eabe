import { describe, expect, it } from 'vitest';
import { Algebra } from '../../src/kernel/canonical/algebra';
import type { Quotient } from '../../src/kernel/canonical/atom';
import { toTerm } from '../../src/kernel/canonical/write';
import { Fuel } from '../../src/kernel/fuel';
import { expectationOf, RandomAtoms } from '../../src/kernel/moments';
import { termToLatex } from '../../src/kernel/print';
import { randomQuantity, type Law } from '../../src/kernel/random';
import { Rational } from '../../src/kernel/rational';

function moments(make: (algebra: Algebra) => Law, count: number): readonly string[] {
  const algebra = new Algebra(new Fuel(1_000_000), {}, false);
  const atoms = new RandomAtoms();
  const value = randomQuantity(algebra, atoms, make(algebra), 'X');
  return Array.from({ length: count }, (_, k) => mean(algebra, algebra.power(value, k + 1), atoms));
}

function mean(algebra: Algebra, value: Quotient, atoms: RandomAtoms): string {
  const result = expectationOf(algebra, value, atoms, () => true);
  return result.kind === 'value' ? termToLatex(toTerm(algebra, result.value)) : result.kind;
}

describe('raw moments of the laws', () => {
  const number = (algebra: Algebra, n: number, d = 1): Quotient => algebra.constant(Rational.of(n, d));

  it('of a Gaussian with mean 1 and variance 4', () => {
    const law = (a: Algebra): Law => ({ kind: 'normal', mean: number(a, 1), variance: number(a, 4) });
    expect(moments(law, 4)).toEqual(['1', '5', '13', '73']);
  });
  it('of a half-normal quantity, with the root of 2/π in the odd ones', () => {
    const law = (a: Algebra): Law => ({ kind: 'half-normal', variance: number(a, 1) });
    const [first, second, , fourth] = moments(law, 4);
    expect(first).toContain('\\pi');
    expect([second, fourth]).toEqual(['1', '3']);
  });
  it('of a uniform quantity on [0, 2]', () => {
    const law = (a: Algebra): Law => ({ kind: 'uniform', lower: number(a, 0), upper: number(a, 2) });
    expect(moments(law, 3)).toEqual(['1', '\\frac{4}{3}', '2']);
  });
  it('of a Bernoulli quantity: all the same', () => {
    const law = (a: Algebra): Law => ({ kind: 'bernoulli', probability: number(a, 1, 3) });
    expect(moments(law, 3)).toEqual(['\\frac{1}{3}', '\\frac{1}{3}', '\\frac{1}{3}']);
  });
  it('of a random sign', () => {
    expect(moments(() => ({ kind: 'rademacher' }), 4)).toEqual(['0', '1', '0', '1']);
  });
  it('of an exponential quantity with rate 2', () => {
    const law = (a: Algebra): Law => ({ kind: 'exponential', rate: number(a, 2) });
    expect(moments(law, 3)).toEqual(['\\frac{1}{2}', '\\frac{1}{2}', '\\frac{3}{4}']);
  });
  it('of a Poisson quantity with mean 2', () => {
    const law = (a: Algebra): Law => ({ kind: 'poisson', mean: number(a, 2) });
    expect(moments(law, 3)).toEqual(['2', '6', '22']);
  });
  it('of a binomial quantity, 3 trials with probability 1/2', () => {
    const law = (a: Algebra): Law => ({ kind: 'binomial', trials: 3, probability: number(a, 1, 2) });
    expect(moments(law, 3)).toEqual(['\\frac{3}{2}', '3', '\\frac{27}{4}']);
  });
  it('of chi-square with 4 degrees of freedom', () => {
    expect(moments(() => ({ kind: 'chi-square', degrees: 4 }), 3)).toEqual(['4', '24', '192']);
  });
});

describe('expectations', () => {
  it('multiplies independent quantities', () => {
    const algebra = new Algebra(new Fuel(1_000_000), {}, false);
    const atoms = new RandomAtoms();
    const standard: Law = { kind: 'normal', mean: algebra.integer(0), variance: algebra.integer(1) };
    const [x, y] = [randomQuantity(algebra, atoms, standard, 'x'), randomQuantity(algebra, atoms, standard, 'y')];
    expect(mean(algebra, algebra.power(algebra.multiply(x, y), 4), atoms)).toBe('9');
    expect(mean(algebra, algebra.multiply(x, y), atoms)).toBe('0');
  });
  it('says so where a random quantity stands below a line', () => {
    const algebra = new Algebra(new Fuel(1_000_000), {}, false);
    const atoms = new RandomAtoms();
    const law: Law = { kind: 'exponential', rate: algebra.integer(1) };
    const [x, y] = [randomQuantity(algebra, atoms, law, 'x'), randomQuantity(algebra, atoms, law, 'y')];
    expect(mean(algebra, algebra.inverse(algebra.add(x, y)), atoms)).toBe('open');
    expect(mean(algebra, algebra.inverse(x), atoms)).toBe('divergent');
  });
});
