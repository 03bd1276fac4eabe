import { add, divide, integer, multiply, one, power, rational, subtract, symbol, zero } from './build';
import { canonical, difference } from './canonical';
import { compareBalls, oneBall, absBall } from './ball';
import { evaluateBall } from './evaluate';
import { rationalValue } from './exact';
import type { Fuel } from './fuel';
import { bernoulliNumbers } from './gamma';
import { infinitySign, limitOf } from './limit';
import { residueAt } from './antiderivative';
import { Rational } from './rational';
import { simplify } from './simplify';
import { freeSymbols, substitute } from './structure';
import type { SumTerm, Term } from './term';

/** A sum without its sign, and what it takes for it to converge: |ratio| < 1. */
export interface Summed {
  readonly term: Term;
  readonly ratios: readonly Term[];
}

/** F with F(k + 1) − F(k) = the summand: a part without powers of k in exponents, and q(k)·rᵏ for each ratio r. */
interface Antidifference {
  readonly plain: Term;
  readonly geometric: readonly { readonly ratio: Term; readonly term: Term }[];
}

const highestPower = 20;

/**
 * A sum in closed form: powers of the index (Faulhaber), geometric and arithmetic-geometric ones, and fractions that telescope; also up to
 * infinity. Undefined where these rules do not reach, or where it surely does not converge. Throws `OutOfFuel`.
 */
export function closedSum(sum: SumTerm, fuel: Fuel): Summed | undefined {
  if (sum.kind !== 'sum') return undefined;
  const k = sum.variable;
  const found = antidifference(sum.body, k, fuel);
  if (found === undefined) return undefined;
  const whole = add([found.plain, ...found.geometric.map(({ term }) => term)]);
  const at = (term: Term, place: Term): Term => substitute(term, new Map([[k, place]]));
  const step = subtract(at(whole, add([symbol(k), one])), whole);
  if (difference(step, sum.body, { fuel, integer: (name) => name === k }).kind !== 'zero') return undefined;
  if (infinitySign(sum.upper) !== 1)
    return { term: subtract(at(whole, add([sum.upper, one])), at(whole, sum.lower)), ratios: [] };
  const open: Term[] = [];
  for (const { ratio } of found.geometric) {
    if (freeSymbols(ratio).size > 0) open.push(ratio);
    else if (!isBelowOne(ratio, fuel)) return undefined;
  }
  const end = limitOf({ kind: 'limit', variable: k, target: sum.upper, body: found.plain }, fuel);
  return end.kind === 'value' ? { term: subtract(end.term, at(whole, sum.lower)), ratios: open } : undefined;
}

function isBelowOne(ratio: Term, fuel: Fuel): boolean {
  const value = evaluateBall(ratio, new Map(), fuel);
  return value.kind === 'ball' && compareBalls(absBall(value.ball), oneBall()) === '<';
}

function antidifference(body: Term, k: string, fuel: Fuel): Antidifference | undefined {
  const form = canonical(body, { fuel, integer: (name) => name === k });
  if (form.kind !== 'value') return undefined;
  const plain: Term[] = [];
  const geometric: { ratio: Term; term: Term }[] = [];
  const fractions: Term[] = [];
  for (const piece of summands(form.term)) {
    const part = partOf(piece, k, fuel);
    if (part === undefined) {
      fractions.push(piece);
      continue;
    }
    if (part.ratio === undefined)
      plain.push(
        multiply([part.constant, bernoulliPolynomial(part.exponent + 1, symbol(k)), rational(1, part.exponent + 1)]),
      );
    else
      geometric.push({
        ratio: part.ratio,
        term: multiply([
          part.constant,
          power(part.ratio, symbol(k)),
          geometricFactor(part.exponent, part.ratio, symbol(k)),
        ]),
      });
  }
  if (fractions.length > 0) {
    const telescoped = telescoping(add(fractions), k, fuel);
    if (telescoped === undefined) return undefined;
    plain.push(telescoped);
  }
  return { plain: add(plain), geometric };
}

export function summands(term: Term): readonly Term[] {
  if (term.kind === 'add') return term.terms;
  if (term.kind !== 'multiply') return [term];
  const sum = term.factors.find((factor) => factor.kind === 'add');
  if (sum?.kind !== 'add') return [term];
  const rest = term.factors.filter((factor) => factor !== sum);
  return sum.terms.map((part) => multiply([part, ...rest]));
}

/** constant · k^exponent · ratio^k */
function partOf(
  term: Term,
  k: string,
  fuel: Fuel,
): { readonly constant: Term; readonly exponent: number; readonly ratio: Term | undefined } | undefined {
  const constant: Term[] = [];
  const ratio: Term[] = [];
  let exponent = 0;
  for (const factor of term.kind === 'multiply' ? term.factors : [term]) {
    if (!freeSymbols(factor).has(k)) constant.push(factor);
    else if (factor.kind === 'symbol') exponent += 1;
    else if (factor.kind !== 'power') return undefined;
    else if (factor.base.kind === 'symbol' && factor.base.name === k) {
      const raised = factor.exponent;
      if (raised.kind !== 'rational' || !raised.value.isInteger || raised.value.sign < 0) return undefined;
      exponent += raised.value.toNumber();
    } else {
      if (freeSymbols(factor.base).has(k)) return undefined;
      const start = substitute(factor.exponent, new Map([[k, zero]]));
      const slope = canonical(
        subtract(substitute(factor.exponent, new Map([[k, add([symbol(k), one])]])), factor.exponent),
        { fuel },
      );
      if (slope.kind !== 'value' || freeSymbols(slope.term).has(k)) return undefined;
      if (difference(factor.exponent, add([multiply([slope.term, symbol(k)]), start]), { fuel }).kind !== 'zero')
        return undefined;
      constant.push(power(factor.base, start));
      ratio.push(power(factor.base, slope.term));
    }
  }
  if (exponent > highestPower) return undefined;
  return {
    constant: multiply(constant),
    exponent,
    ratio: ratio.length === 0 ? undefined : simplify(multiply(ratio), fuel),
  };
}

/** Bₘ(x) = Σ C(m, j) Bⱼ x^{m−j}, whose difference is m·x^{m−1}. */
function bernoulliPolynomial(m: number, x: Term): Term {
  const even = bernoulliNumbers(Math.max(1, Math.ceil(m / 2)));
  const terms: Term[] = [];
  let choose = 1n;
  for (let j = 0; j <= m; j++) {
    const number =
      j === 0 ? Rational.one : j === 1 ? Rational.of(-1, 2) : j % 2 === 0 ? even[j / 2 - 1] : Rational.zero;
    if (number && !number.isZero)
      terms.push(multiply([rational(number.times(Rational.integer(choose))), power(x, integer(m - j))]));
    choose = (choose * BigInt(m - j)) / BigInt(j + 1);
  }
  return add(terms);
}

/** q with r·q(k + 1) − q(k) = k^p: from the highest coefficient down, q_j (r − 1) = [j = p] − r Σ_{i>j} C(i, j) q_i. */
function geometricFactor(p: number, ratio: Term, k: Term): Term {
  const below = power(subtract(ratio, one), integer(-1));
  const coefficients: Term[] = [];
  for (let j = p; j >= 0; j--) {
    const terms: Term[] = j === p ? [one] : [];
    for (let i = j + 1; i <= p; i++) {
      const known = coefficients[p - i];
      if (known) terms.push(multiply([integer(-choose(i, j)), ratio, known]));
    }
    coefficients.push(multiply([add(terms), below]));
  }
  return add(coefficients.map((c, index) => multiply([c, power(k, integer(p - index))])));
}

function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let j = 0; j < k; j++) result = (result * BigInt(n - j)) / BigInt(j + 1);
  return result;
}

/** Fractions Σ Aᵢ/(k + cᵢ) where the cᵢ differ by whole numbers and the Aᵢ sum to 0. */
function telescoping(body: Term, k: string, fuel: Fuel): Term | undefined {
  const form = canonical(body, { fuel });
  if (form.kind !== 'value') return undefined;
  const shifts: Rational[] = [];
  for (const factor of form.term.kind === 'multiply' ? form.term.factors : [form.term]) {
    if (!freeSymbols(factor).has(k)) continue;
    if (factor.kind === 'add' || factor.kind === 'symbol') continue;
    if (factor.kind !== 'power' || factor.exponent.kind !== 'rational') return undefined;
    if (factor.exponent.value.sign > 0) continue;
    if (!factor.exponent.value.equals(Rational.minusOne)) return undefined;
    const roots = linearRoots(factor.base, k, fuel);
    if (!roots) return undefined;
    shifts.push(...roots.map((root) => root.negated()));
  }
  const [first] = shifts;
  if (!first || shifts.some((shift) => !shift.minus(first).isInteger)) return undefined;
  const last = shifts.reduce((a, b) => (a.compare(b) > 0 ? a : b));
  const terms: Term[] = [];
  for (const shift of shifts) {
    const residue = residueAt(form.term, k, shift.negated(), fuel);
    if (!residue) return undefined;
    const gap = last.minus(shift).toNumber();
    if (gap > 50) return undefined;
    for (let j = 0; j < gap; j++)
      terms.push(divide(multiply([integer(-1), residue]), add([symbol(k), rational(shift.plus(Rational.of(j)))])));
  }
  return add(terms);
}

/** The rational roots of a linear or quadratic polynomial with as many. */
function linearRoots(base: Term, k: string, fuel: Fuel): readonly Rational[] | undefined {
  const at = (value: number): Rational | undefined =>
    rationalValue(substitute(base, new Map([[k, integer(value)]])), fuel);
  const [y0, y1, y2, y3] = [at(0), at(1), at(2), at(3)];
  if (!y0 || !y1 || !y2 || !y3) return undefined;
  const [d0, d1, d2] = [y1.minus(y0), y2.minus(y1), y3.minus(y2)];
  if (!d2.minus(d1).equals(d1.minus(d0))) return undefined;
  const a = d1.minus(d0).times(Rational.half);
  const b = d0.minus(a);
  if (a.isZero) return b.isZero ? undefined : [y0.dividedBy(b).negated()];
  const root = rationalValue(
    { kind: 'call', name: 'sqrt', args: [rational(b.times(b).minus(a.times(y0).times(Rational.of(4))))] },
    fuel,
  );
  if (!root || root.isZero) return undefined;
  return [b.negated().plus(root), b.negated().minus(root)].map((sum) => sum.dividedBy(a.times(Rational.two)));
}
