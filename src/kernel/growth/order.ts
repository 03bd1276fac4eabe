import { Rational } from '../rational';

/** How a quantity s enters a product: s to the power of `power`, log s to that of `log`, and b^(c·s) for each base b with its factor c. */
export interface Rate {
  readonly power: Rational;
  readonly log: Rational;
  /** Prime numbers as written, or `e`. */
  readonly exponential: ReadonlyMap<string, Rational>;
}

/** A product of positive quantities, constant factors left out. */
export type Monomial = ReadonlyMap<string, Rate>;

/** Up to constant factors the greatest of its monomials, of which there is at least one; they are positive where all quantities are large. */
export type Order = readonly Monomial[];

const noExponential: ReadonlyMap<string, Rational> = new Map();
const noRate: Rate = { power: Rational.zero, log: Rational.zero, exponential: noExponential };

const one: Monomial = new Map();

/** What neither grows nor shrinks. */
export const constantOrder: Order = [one];

export function orderOf(name: string, power = Rational.one): Order {
  return [monomial(name, { ...noRate, power })];
}

function monomial(name: string, rate: Rate): Monomial {
  return isNone(rate) ? one : new Map([[name, rate]]);
}

function isNone({ power, log, exponential }: Rate): boolean {
  return power.isZero && log.isZero && exponential.size === 0;
}

export function rateOf(monomial: Monomial, name: string): Rate {
  return monomial.get(name) ?? noRate;
}

function combine(a: Rate, b: Rate): Rate {
  const exponential = new Map(a.exponential);
  for (const [base, factor] of b.exponential) {
    const sum = (exponential.get(base) ?? Rational.zero).plus(factor);
    if (sum.isZero) exponential.delete(base);
    else exponential.set(base, sum);
  }
  return { power: a.power.plus(b.power), log: a.log.plus(b.log), exponential };
}

export function multiplyMonomials(a: Monomial, b: Monomial): Monomial {
  const product = new Map(a);
  for (const [name, rate] of b) {
    const sum = combine(rateOf(a, name), rate);
    if (isNone(sum)) product.delete(name);
    else product.set(name, sum);
  }
  return product;
}

export function raiseMonomial(base: Monomial, exponent: Rational): Monomial {
  if (exponent.isZero) return one;
  return new Map(
    [...base].map(([name, { power, log, exponential }]) => [
      name,
      {
        power: power.times(exponent),
        log: log.times(exponent),
        exponential: new Map([...exponential].map(([b, factor]) => [b, factor.times(exponent)])),
      },
    ]),
  );
}

export function multiplyOrders(a: Order, b: Order): Order {
  return a.flatMap((x) => b.map((y) => multiplyMonomials(x, y)));
}

/** The order of a sum of positive things. */
export function addOrders(a: Order, b: Order): Order {
  return [...a, ...b];
}

/** A power of the greatest is the greatest power; with a negative exponent that needs a single monomial. */
export function raiseOrder(base: Order, exponent: Rational): Order | undefined {
  if (exponent.isZero) return constantOrder;
  if (exponent.sign < 0 && base.length > 1) return undefined;
  return base.map((m) => raiseMonomial(m, exponent));
}

/** The order of the logarithm of something that grows beyond all bounds: log of s₁^a·s₂^b is log s₁ + log s₂ for positive a and b. */
export function logarithmOrder(of: Order): Order | undefined {
  const sum: Monomial[] = [];
  for (const m of of) {
    if (m.size === 0) {
      if (of.length === 1) return undefined;
      continue;
    }
    for (const [name, { power, log, exponential }] of m) {
      const grows = signOfExponential(exponential);
      if (grows === 'unclear' || grows < 0) return undefined;
      if (grows > 0) sum.push(monomial(name, { ...noRate, power: Rational.one }));
      else if (power.sign > 0) sum.push(monomial(name, { ...noRate, log: Rational.one }));
      else if (power.sign < 0 || !log.isZero) return undefined;
    }
  }
  return sum.length > 0 ? sum : undefined;
}

/** b^(factor·s) for a base of at least 2, or e. */
export function exponentialOrder(base: bigint | 'e', name: string, factor: Rational): Order | undefined {
  if (factor.isZero) return constantOrder;
  const bases = base === 'e' ? new Map([['e', 1n]]) : primesOf(base);
  if (!bases) return undefined;
  const exponential = new Map([...bases].map(([b, k]) => [b, factor.times(Rational.integer(k))]));
  return [monomial(name, { ...noRate, exponential })];
}

/** The prime factors of a small number with their exponents. */
function primesOf(n: bigint): ReadonlyMap<string, bigint> | undefined {
  if (n < 2n || n > 10_000n) return undefined;
  const primes = new Map<string, bigint>();
  let rest = n;
  for (let p = 2n; rest > 1n; p++)
    while (rest % p === 0n) {
      primes.set(String(p), (primes.get(String(p)) ?? 0n) + 1n);
      rest /= p;
    }
  return primes;
}

/**
 * The sign of Σ c·ln b. The logarithms of e and of the primes are linearly independent over the rationals, so that the sum is zero only if all
 * factors are.
 */
export function signOfExponential(exponential: ReadonlyMap<string, Rational>): -1 | 0 | 1 | 'unclear' {
  let sum = 0;
  let size = 0;
  for (const [base, factor] of exponential) {
    const part = factor.toNumber() * (base === 'e' ? 1 : Math.log(Number(base)));
    sum += part;
    size += Math.abs(part);
  }
  if (exponential.size === 0) return 0;
  if (!(Math.abs(sum) > 1e-9 * size)) return 'unclear';
  return sum > 0 ? 1 : -1;
}
