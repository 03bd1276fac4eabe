import type { Fuel } from './fuel';

/** Roughly the number of decimal digits, at least 1, and never too low by more than one. */
export function digitCount(n: bigint): number {
  if (n > -0x20000000000000n && n < 0x20000000000000n) return 1 + Math.floor(Math.log10(Math.abs(Number(n)) + 1));
  return Math.ceil(n.toString(16).length * 1.2042);
}

export function absolute(n: bigint): bigint {
  return n < 0n ? -n : n;
}

/** Nonnegative; gcd(0, 0) = 0. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = absolute(a);
  let y = absolute(b);
  while (y !== 0n) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/** Nonnegative; 0 if one of them is 0. */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return 0n;
  return absolute((a / greatestCommonDivisor(a, b)) * b);
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** The greatest integer whose `degree`-th power is at most `n`, for n ≥ 0 and degree ≥ 1 (Newton's iteration from above). */
export function integerRoot(n: bigint, degree: number, fuel: Fuel): bigint {
  if (n < 2n || degree === 1) return n;
  const bits = n.toString(2).length;
  if (degree >= bits) return 1n;
  const k = BigInt(degree);
  fuel.spendDigits(bits / 3);
  let x = 1n << BigInt(Math.ceil(bits / degree));
  for (;;) {
    fuel.spendDigits(bits / 3);
    const next = ((k - 1n) * x + n / x ** (k - 1n)) / k;
    if (next >= x) return x;
    x = next;
  }
}

/** n! for n ≥ 0, by products of halves. */
export function factorial(n: bigint, fuel: Fuel): bigint {
  const count = Number(n);
  // Stirling: n! has about n·log10(n/e) digits.
  fuel.spend(count);
  fuel.spendDigits(count < 3 ? 1 : count * Math.log10(count / Math.E) + 2);
  return productOfRange(1n, n);
}

/** n!! = n·(n−2)·…, for n ≥ −1. */
export function doubleFactorial(n: bigint, fuel: Fuel): bigint {
  const count = Number(n);
  fuel.spend(Math.max(1, count));
  fuel.spendDigits(count < 3 ? 1 : (count / 2) * Math.log10(count / Math.E) + 2);
  let product = 1n;
  for (let k = n; k > 1n; k -= 2n) product *= k;
  return product;
}

/** The number of `k`-element subsets; for negative n by n(n−1)…(n−k+1)/k!, for k < 0 it is 0. */
export function binomial(n: bigint, k: bigint, fuel: Fuel): bigint {
  if (k < 0n) return 0n;
  if (n < 0n) return (k % 2n === 0n ? 1n : -1n) * binomial(k - n - 1n, k, fuel);
  if (k > n) return 0n;
  const few = k < n - k ? k : n - k;
  const count = Number(few);
  fuel.spend(count);
  fuel.spendDigits(count === 0 ? 1 : count * (Math.log10(Number(n) / count) + 0.4343) + 2);
  return productOfRange(n - few + 1n, n) / productOfRange(1n, few);
}

function productOfRange(from: bigint, to: bigint): bigint {
  if (to - from > 16n) {
    const middle = (from + to) / 2n;
    return productOfRange(from, middle) * productOfRange(middle + 1n, to);
  }
  let product = 1n;
  for (let k = from; k <= to; k += 1n) product *= k;
  return product;
}

export interface PrimePower {
  readonly prime: bigint;
  readonly exponent: number;
}

/** What trial division finds in n ≥ 1, smallest factor first. `complete` is false if the last "prime" may be composite. */
export interface Factorization {
  readonly factors: readonly PrimePower[];
  readonly complete: boolean;
}

const trialLimit = 20_000n;

export function factorize(n: bigint, fuel: Fuel): Factorization {
  const factors: PrimePower[] = [];
  let rest = n;
  let complete = true;
  let step = 1n;
  for (let prime = 2n; prime * prime <= rest; prime += step) {
    if (prime > trialLimit) {
      complete = false;
      break;
    }
    fuel.spend(rest < 0x20000000000000n ? 0.1 : digitCount(rest) / 100);
    let exponent = 0;
    while (rest % prime === 0n) {
      rest /= prime;
      exponent += 1;
    }
    if (exponent > 0) factors.push({ prime, exponent });
    if (prime === 3n) step = 2n;
  }
  if (rest > 1n) factors.push(largeFactor(rest, complete, fuel));
  return { factors, complete };
}

/** A cofactor beyond trial division is often a perfect square or cube, and is then at least split so far. */
function largeFactor(n: bigint, prime: boolean, fuel: Fuel): PrimePower {
  if (!prime) {
    for (const exponent of [2, 3]) {
      const root = integerRoot(n, exponent, fuel);
      if (root ** BigInt(exponent) === n) return { prime: root, exponent };
    }
  }
  return { prime: n, exponent: 1 };
}
