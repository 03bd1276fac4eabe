import { integer, multiply, power, rational, symbol, call } from '../../kernel/build';
import type { Direction } from '../../kernel/growth/compare';
import { multiplyMonomials, raiseMonomial, type Monomial, type Order } from '../../kernel/growth/order';
import { Rational } from '../../kernel/rational';
import type { Term } from '../../kernel/term';

/** A monomial with values for its sizes, or with their symbols. */
export function monomialTerm(monomial: Monomial, value: (name: string) => Term = symbol): Term {
  const factors: Term[] = [];
  for (const [name, { power: exponent, log, exponential }] of monomial) {
    const size = value(name);
    if (!exponent.isZero) factors.push(power(size, rational(exponent)));
    if (!log.isZero) factors.push(power(call('log', [size]), rational(log)));
    for (const [base, factor] of exponential)
      factors.push(
        base === 'e'
          ? call('exp', [multiply([rational(factor), size])])
          : power(integer(BigInt(base)), multiply([rational(factor), size])),
      );
  }
  return multiply(factors);
}

/** A monomial as a student writes it: `\sqrt{n} \log n`, `\frac{n}{m^2}`. */
export function monomialLatex(monomial: Monomial): string {
  const above: string[] = [];
  const below: string[] = [];
  const push = (base: string, exponent: Rational): void => {
    const size = exponent.absolute();
    const text = size.isOne
      ? base
      : size.equals(Rational.half)
        ? `\\sqrt{${base}}`
        : `${/^\\log/.test(base) ? `(${base})` : base}^{${size.denominator > 1000n ? size.toNumber().toFixed(3) : size.toString()}}`;
    if (!exponent.isZero) (exponent.sign > 0 ? above : below).push(text);
  };
  for (const [name, { power: exponent, log, exponential }] of monomial) {
    const written = quantityLatex(name);
    for (const [base, factor] of exponential)
      above.push(
        `${base}^{${factor.isOne ? '' : factor.isInteger && factor.sign < 0 && factor.absolute().isOne ? '-' : `${factor.toLatex()} `}${name}}`,
      );
    push(written, exponent);
    push(`\\log ${written}`, log);
  }
  const top = above.length === 0 ? '1' : above.join(' ');
  return below.length === 0 ? top : `\\frac{${top}}{${below.join(' ')}}`;
}

/** What is not looked into, as a student writes it. */
export function quantityLatex(name: string): string {
  const [, measure, thing] = /^(length|spectral|frobenius) of (.*)$/.exec(name) ?? [];
  if (thing === undefined) return name;
  return `\\|${thing}\\|_${measure === 'length' ? '2' : measure === 'spectral' ? '*' : 'F'}`;
}

export function orderLatex(order: Order): string {
  return [...new Set(order.map(monomialLatex))].join(' + ');
}

/** The quotient of two monomials. */
export function quotientOf(a: Monomial, b: Monomial): Monomial {
  return multiplyMonomials(a, raiseMonomial(b, Rational.minusOne));
}

/** Values of the sizes along a direction, for b = 10, 100, 1000. */
export function valuesAlong(direction: Direction): readonly ReadonlyMap<string, bigint>[] {
  return [1n, 2n, 3n].map((k) => new Map([...direction].map(([name, t]) => [name, 10n ** (k * BigInt(t))] as const)));
}
