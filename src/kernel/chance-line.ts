import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { oneQuotient, zeroQuotient } from './canonical/field';
import { raise } from './canonical/powers';
import { signOf } from './canonical/sign';
import { quotientDependsOn } from './canonical/depends';
import type { RandomAtoms, Spread } from './moments';
import { errorFunction } from './power-moments';
import { Rational } from './rational';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A quantity compared with a number. */
export interface Half {
  readonly comparison: Comparison;
  readonly at: Quotient;
}

/** The whole line, with the probability below a number, for quantities that may be negative. */
export type LineSpread = Spread | { readonly kind: 'line'; readonly below: (t: Quotient) => Quotient };

export interface Solved {
  readonly at: Quotient;
  /** The comparison turns round, as the factor before the quantity is negative. */
  readonly flipped: boolean;
}

/** A sum of Gaussian quantities as `factor · z − …` of one standard Gaussian z: where z stands against. */
export function gaussianPart(
  algebra: Algebra,
  random: RandomAtoms,
  difference: Quotient,
): (Solved & { readonly spread: LineSpread; readonly terms: number }) | undefined {
  const form = gaussianForm(algebra, random, difference);
  if (!form) return undefined;
  const { factors, rest, scale } = form;
  const [only] = factors.values();
  const negative = factors.size === 1 && only !== undefined && signOf(algebra, only) === 'negative';
  const at = algebra.negate(algebra.divide(rest, scale));
  return {
    at: negative ? algebra.negate(at) : at,
    flipped: negative,
    terms: factors.size,
    spread: { kind: 'line', below: (t) => normalBelow(algebra, t) },
  };
}

/** Independent standard Gaussian quantities with factors, and a number: by the atom of their size. */
export interface GaussianForm {
  readonly factors: ReadonlyMap<number, Quotient>;
  readonly rest: Quotient;
  /** The standard deviation, which is above 0. */
  readonly scale: Quotient;
}

/** A sum of Gaussian quantities, each with a factor that hangs on no random quantity; undefined for anything else. */
export function gaussianForm(algebra: Algebra, random: RandomAtoms, difference: Quotient): GaussianForm | undefined {
  if (difference.denominator.size > 0) return undefined;
  const factors = new Map<number, Quotient>();
  let rest: Quotient = zeroQuotient;
  for (const { coefficient, monomial } of difference.numerator.values()) {
    const picked = monomial.powers.filter(({ atom }) => random.has(atom));
    let factor = algebra.constant(coefficient);
    for (const { atom, exponent } of monomial.powers) {
      if (random.has(atom)) continue;
      const part = algebra.fromAtom(algebra.atom(atom), exponent);
      if (quotientDependsOn(algebra, part, (a) => random.has(a))) return undefined;
      factor = algebra.multiply(factor, part);
    }
    if (picked.length === 0) {
      rest = algebra.add(rest, factor);
      continue;
    }
    if (picked.length !== 2 || picked.some(({ exponent }) => !exponent.isOne)) return undefined;
    const sign = picked.find(({ atom }) => random.sizeOfSign(atom) !== undefined);
    const size = picked.find((p) => p !== sign);
    if (!sign || !size || random.sizeOfSign(sign.atom) !== size.atom) return undefined;
    factors.set(size.atom, algebra.add(factors.get(size.atom) ?? zeroQuotient, factor));
  }
  if (factors.size === 0) return undefined;
  let variance: Quotient = zeroQuotient;
  for (const factor of factors.values()) variance = algebra.add(variance, algebra.power(factor, 2));
  return { factors, rest, scale: raise(algebra, variance, algebra.constant(Rational.half)) };
}

/** Φ(t) = (1 + erf(t/√2))/2 */
export function normalBelow(algebra: Algebra, t: Quotient): Quotient {
  const half = algebra.constant(Rational.half);
  const scaled = algebra.multiply(t, raise(algebra, half, half));
  return algebra.scale(algebra.add(oneQuotient, errorFunction(algebra, scaled)), Rational.half);
}

/** `a u^k + b` compared with 0, for a nonnegative atom `u` and `a` of known sign: where u stands against. */
export function solvedFor(algebra: Algebra, difference: Quotient, sole: number): Solved | undefined {
  if (difference.denominator.size > 0) return undefined;
  let factor: Quotient = zeroQuotient;
  let rest: Quotient = zeroQuotient;
  let power: Rational | undefined;
  for (const { coefficient, monomial } of difference.numerator.values()) {
    let own: Rational | undefined;
    let other = algebra.constant(coefficient);
    for (const { atom, exponent } of monomial.powers) {
      if (atom === sole) own = exponent;
      else other = algebra.multiply(other, algebra.fromAtom(algebra.atom(atom), exponent));
    }
    if (quotientDependsOn(algebra, other, (a) => a === sole)) return undefined;
    if (!own) rest = algebra.add(rest, other);
    else if (power && !power.equals(own)) return undefined;
    else {
      power = own;
      factor = algebra.add(factor, other);
    }
  }
  const sign = signOf(algebra, factor);
  if (!power || (sign !== 'positive' && sign !== 'negative') || power.sign < 0) return undefined;
  const bound = algebra.negate(algebra.divide(rest, factor));
  const own = algebra.atom(sole).sign;
  if (!power.isOne && own !== 'positive' && own !== 'nonnegative') return undefined;
  if (power.isOne) return { at: bound, flipped: sign === 'negative' };
  const side = signOf(algebra, bound);
  if (side !== 'positive' && side !== 'zero') return undefined;
  return { at: raise(algebra, bound, algebra.constant(power.inverse())), flipped: sign === 'negative' };
}

/**
 * The probability that a quantity satisfies all comparisons; `unordered` where the order of the numbers in them is open. `beyond` is called where a
 * number in them is below or above all values.
 */
export function lineEvent(
  algebra: Algebra,
  spread: LineSpread,
  halves: readonly Half[],
  beyond: () => void,
): Quotient | 'unordered' | undefined {
  if (spread.kind === 'points') return undefined;
  return spread.kind === 'whole' ? counted(algebra, spread, halves) : measured(algebra, spread, halves, beyond);
}

function counted(
  algebra: Algebra,
  spread: Extract<Spread, { kind: 'whole' }>,
  halves: readonly Half[],
): Quotient | 'unordered' | undefined {
  let low = spread.least;
  let high: number | undefined;
  const without = new Set<number>();
  for (const { comparison, at } of halves) {
    const t = algebra.constantValue(at);
    if (!t) return 'unordered';
    const floor = Number(t.floor());
    switch (comparison) {
      case '=':
        if (!t.isInteger) return zeroQuotient;
        low = Math.max(low, floor);
        high = Math.min(high ?? floor, floor);
        break;
      case '!=':
        if (t.isInteger) without.add(floor);
        break;
      case '<':
      case '<=': {
        const last = comparison === '<' && t.isInteger ? floor - 1 : floor;
        high = Math.min(high ?? last, last);
        break;
      }
      case '>':
      case '>=':
        low = Math.max(low, comparison === '>=' && t.isInteger ? floor : floor + 1);
    }
  }
  if (Math.max(low, high ?? 0) - spread.least > 80) return undefined;
  const sum = (from: number, to: number): Quotient => {
    let total: Quotient = zeroQuotient;
    for (let k = from; k <= to; k++) if (!without.has(k)) total = algebra.add(total, spread.mass(k));
    return total;
  };
  if (high !== undefined) return sum(low, high);
  const excluded = [...without].filter((k) => k >= low);
  const above = algebra.subtract(oneQuotient, sumAll(algebra, spread, low - 1));
  return excluded.reduce((total, k) => algebra.subtract(total, spread.mass(k)), above);
}

function sumAll(algebra: Algebra, spread: Extract<Spread, { kind: 'whole' }>, to: number): Quotient {
  let total: Quotient = zeroQuotient;
  for (let k = spread.least; k <= to; k++) total = algebra.add(total, spread.mass(k));
  return total;
}

function measured(
  algebra: Algebra,
  spread: Exclude<LineSpread, { kind: 'whole' | 'points' }>,
  halves: readonly Half[],
  beyond: () => void,
): Quotient | 'unordered' | undefined {
  let low: Quotient | undefined;
  let high: Quotient | undefined;
  for (const { comparison, at } of halves) {
    if (comparison === '=') return zeroQuotient;
    if (comparison === '!=') continue;
    if (comparison === '<' || comparison === '<=') {
      const less = high && signOf(algebra, algebra.subtract(at, high));
      if (less === 'real') return 'unordered';
      if (!high || less === 'negative') high = at;
    } else {
      const more = low && signOf(algebra, algebra.subtract(at, low));
      if (more === 'real') return 'unordered';
      if (!low || more === 'positive') low = at;
    }
  }
  if (low && high) {
    const order = signOf(algebra, algebra.subtract(high, low));
    if (order === 'zero' || order === 'negative' || order === 'nonpositive') return zeroQuotient;
    if (order !== 'positive' && order !== 'nonnegative') return 'unordered';
  }
  const below = (t: Quotient): Quotient | undefined => {
    if (spread.kind === 'line') return spread.below(t);
    const sign = signOf(algebra, algebra.subtract(t, spread.least));
    if (sign === 'negative' || sign === 'nonpositive') beyond();
    if (sign === 'zero' || sign === 'negative' || sign === 'nonpositive') return zeroQuotient;
    if (sign !== 'positive' && sign !== 'nonnegative') return undefined;
    if (spread.greatest === undefined) return spread.below(t);
    const over = signOf(algebra, algebra.subtract(t, spread.greatest));
    if (over === 'positive' || over === 'nonnegative') beyond();
    if (over === 'positive' || over === 'nonnegative' || over === 'zero') return oneQuotient;
    return over === 'negative' || over === 'nonpositive' ? spread.below(t) : undefined;
  };
  const [from, to] = [low ? below(low) : zeroQuotient, high ? below(high) : oneQuotient];
  return from && to ? algebra.subtract(to, from) : 'unordered';
}
