import { Rational } from '../rational';
import {
  multiplyMonomials,
  raiseMonomial,
  rateOf,
  signOfExponential,
  type Monomial,
  type Order,
  type Rate,
} from './order';

/** How fast each size runs to infinity: s = b^t for its t ≥ 1 and b → ∞. */
export type Direction = ReadonlyMap<string, number>;

/** `no`: along the direction the first outgrows the second; both are products of sizes alone. */
export type Bounded =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly direction: Direction; readonly first: Monomial; readonly second: Monomial }
  | { readonly kind: 'unclear' };

const yes: Bounded = { kind: 'yes' };
const unclear: Bounded = { kind: 'unclear' };

/**
 * Whether f ≤ C·g for a constant C wherever all sizes are large, the sizes being independent of one another. Quantities that are no sizes must
 * cancel. `allowed`: directions that the context leaves open.
 */
export function isBounded(
  f: Order,
  g: Order,
  isSize: (name: string) => boolean,
  allowed: (direction: Direction) => boolean = () => true,
): Bounded {
  const open = f.filter((m) => !isBelow(m, g, isSize));
  if (open.length === 0) return yes;
  const names = new Set([...f, ...g].flatMap((m) => [...m.keys()]));
  if (![...names].every(isSize)) return unclear;
  for (const direction of directions([...names]))
    for (const m of open) {
      if (!allowed(direction)) continue;
      if (!g.every((other) => growthAlong(ratio(m, other), direction) === 1)) continue;
      return { kind: 'no', direction, first: m, second: greatestAlong(g, direction) };
    }
  return unclear;
}

/** Whether f / g tends to zero whichever way the sizes grow. */
export function isNegligible(f: Order, g: Order, isSize: (name: string) => boolean): boolean {
  return f.every((m) =>
    g.some((other) => {
      const quotient = ratio(m, other);
      return quotient.size > 0 && staysBounded(quotient, isSize);
    }),
  );
}

/** The order without the monomials that others outgrow in any case. */
export function leading(order: Order, isSize: (name: string) => boolean): Order {
  return order.filter((m) => !isNegligible([m], order, isSize));
}

function ratio(a: Monomial, b: Monomial): Monomial {
  return multiplyMonomials(a, raiseMonomial(b, Rational.minusOne));
}

/** Shares of a weighted geometric mean: the greatest of two monomials is at least that. */
const shares = [Rational.half, Rational.of(1, 3), Rational.of(2, 3), Rational.of(1, 4), Rational.of(3, 4)];

function isBelow(m: Monomial, g: Order, isSize: (name: string) => boolean): boolean {
  if (g.some((other) => staysBounded(ratio(m, other), isSize))) return true;
  if (g.length > 6) return false;
  return g.some((a, i) =>
    g.slice(i + 1).some((b) =>
      shares.some((share) => {
        const mean = multiplyMonomials(raiseMonomial(a, share), raiseMonomial(b, Rational.one.minus(share)));
        return staysBounded(ratio(m, mean), isSize);
      }),
    ),
  );
}

/** Bounded whichever way the sizes grow: no size has a growing rate, and nothing else is in it. */
function staysBounded(m: Monomial, isSize: (name: string) => boolean): boolean {
  for (const [name, rate] of m) {
    const sign = signOf(rate);
    if (sign === 'unclear' || sign > 0 || (sign < 0 && !isSize(name))) return false;
  }
  return true;
}

/** What decides is the exponential, then the power, then the logarithm. */
function signOf({ exponential, power, log }: Rate): -1 | 0 | 1 | 'unclear' {
  const first = signOfExponential(exponential);
  if (first !== 0) return first;
  return signNumber(power.isZero ? log : power);
}

function signNumber(x: Rational): -1 | 0 | 1 {
  return x.isZero ? 0 : x.sign > 0 ? 1 : -1;
}

/** 1: it grows beyond all bounds along the direction, −1: it tends to zero, 0: it is constant. */
export function growthAlong(m: Monomial, direction: Direction): -1 | 0 | 1 | 'unclear' {
  const speeds = [...new Set(direction.values())].sort((a, b) => b - a);
  for (const speed of speeds) {
    const sum = new Map<string, Rational>();
    for (const [name, t] of direction)
      if (t === speed)
        for (const [base, factor] of rateOf(m, name).exponential)
          sum.set(base, (sum.get(base) ?? Rational.zero).plus(factor));
    for (const [base, factor] of [...sum]) if (factor.isZero) sum.delete(base);
    const sign = signOfExponential(sum);
    if (sign !== 0) return sign;
  }
  let power = Rational.zero;
  let log = Rational.zero;
  for (const [name, t] of direction) {
    const rate = rateOf(m, name);
    power = power.plus(rate.power.times(Rational.of(t)));
    log = log.plus(rate.log);
  }
  return signNumber(power.isZero ? log : power);
}

function greatestAlong(g: Order, direction: Direction): Monomial {
  const [first, ...rest] = g;
  return rest.reduce<Monomial>(
    (best, m) => (growthAlong(ratio(m, best), direction) === 1 ? m : best),
    first ?? new Map(),
  );
}

const mostSizes = 4;

/** All at one speed first, then some faster than others. */
function directions(names: readonly string[]): readonly Direction[] {
  if (names.length > mostSizes) return [];
  const found: Direction[] = [];
  const extend = (k: number, chosen: readonly number[]): void => {
    if (k === names.length) found.push(new Map(names.map((name, i) => [name, chosen[i] ?? 1])));
    else for (const t of [1, 2, 5]) extend(k + 1, [...chosen, t]);
  };
  extend(0, []);
  return found;
}
