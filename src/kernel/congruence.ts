import { evaluateExact } from './exact';
import type { Fuel } from './fuel';
import { absolute, digitCount, greatestCommonDivisor } from './integer';
import { Rational } from './rational';
import type { Term } from './term';

/** Long enough for cryptography homework, short enough to multiply often. */
const longestModulus = 200;

/** `n` between 0 and `m` − 1, for positive `m`. */
export function residue(n: bigint, m: bigint): bigint {
  const rest = n % m;
  return rest < 0n ? rest + m : rest;
}

/** The number that times `n` is 1 modulo `m`; undefined where there is none. By Euclid's algorithm. */
export function modularInverse(n: bigint, m: bigint): bigint | undefined {
  let [a, b] = [residue(n, m), m];
  let [x, y] = [1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a % b];
    [x, y] = [y, x - quotient * y];
  }
  return a === 1n ? residue(x, m) : undefined;
}

/** `base` to the power of `exponent`, 0 or more, modulo `m`, by repeated squaring. */
export function modularPower(base: bigint, exponent: bigint, m: bigint, fuel: Fuel): bigint {
  fuel.spend(exponent.toString(2).length * (1 + digitCount(m) / 8));
  let result = residue(1n, m);
  let square = residue(base, m);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % m;
    square = (square * square) % m;
  }
  return result;
}

/**
 * The residue of a term modulo `m` ≥ 1, where its symbols are the integers in `values`. Fractions whose denominator is prime to `m` are taken as
 * products with the inverse. Undefined where the term is no integer, or is not known to be one.
 */
export function residueOf(term: Term, m: bigint, values: ReadonlyMap<string, bigint>, fuel: Fuel): bigint | undefined {
  return digitCount(m) > longestModulus ? undefined : new Residues(m, values, fuel).of(term);
}

class Residues {
  constructor(
    private readonly m: bigint,
    private readonly values: ReadonlyMap<string, bigint>,
    private readonly fuel: Fuel,
  ) {}

  of(term: Term): bigint | undefined {
    return this.fuel.nested(() => this.rule(term));
  }

  private rule(term: Term): bigint | undefined {
    switch (term.kind) {
      case 'rational':
        return this.fraction(term.value);
      case 'symbol': {
        const value = this.values.get(term.name);
        return value === undefined ? undefined : residue(value, this.m);
      }
      case 'add': {
        let sum = 0n;
        for (const part of term.terms) {
          const value = this.of(part);
          if (value === undefined) return this.exactly(term);
          sum += value;
        }
        return residue(sum, this.m);
      }
      case 'multiply': {
        let product = residue(1n, this.m);
        for (const factor of term.factors) {
          const value = this.of(factor);
          if (value === undefined) return this.exactly(term);
          product = (product * value) % this.m;
        }
        return product;
      }
      case 'power':
        return this.power(term.base, term.exponent) ?? this.exactly(term);
      case 'call':
        return this.exactly(term);
      case 'sum':
      case 'product':
        return this.exactly(term);
      case 'constant':
      case 'apply':
      case 'integral':
      case 'derivative':
      case 'limit':
      case 'piecewise':
        return undefined;
    }
  }

  private fraction(value: Rational): bigint | undefined {
    this.fuel.spendDigits(value.size);
    const inverse = value.isInteger ? 1n : modularInverse(value.denominator, this.m);
    return inverse === undefined ? undefined : residue(residue(value.numerator, this.m) * inverse, this.m);
  }

  private power(base: Term, exponent: Term): bigint | undefined {
    const count = this.exact(exponent);
    if (!count?.isInteger) return undefined;
    const value = this.of(base);
    if (value === undefined) return undefined;
    if (count.sign >= 0) return modularPower(value, count.numerator, this.m, this.fuel);
    const inverse = modularInverse(value, this.m);
    return inverse === undefined ? undefined : modularPower(inverse, -count.numerator, this.m, this.fuel);
  }

  private exactly(term: Term): bigint | undefined {
    const value = this.exact(term);
    return value?.isInteger ? residue(value.numerator, this.m) : undefined;
  }

  private exact(term: Term): Rational | undefined {
    const result = evaluateExact(term, this.fuel, this.fractions());
    return result.kind === 'rational' ? result.value : undefined;
  }

  private fractions(): ReadonlyMap<string, Rational> {
    this.known ??= new Map([...this.values].map(([name, value]) => [name, Rational.integer(value)]));
    return this.known;
  }

  private known: ReadonlyMap<string, Rational> | undefined;
}

/** The least positive number that is a multiple of both. */
export function commonMultiple(a: bigint, b: bigint): bigint {
  return absolute(a * b) / greatestCommonDivisor(a, b);
}
