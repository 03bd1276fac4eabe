// fraction.js: maintained exact fractions over BigInt; here it reduces, reads decimals (also repeating ones) and expands to decimals.
import Fraction from 'fraction.js';
import { Fuel } from './fuel';
import { absolute, digitCount, floorDivide, integerRoot } from './integer';

/**
 * An exact fraction in lowest terms, its denominator positive. Immutable. Integers take a path of their own past the library: they are
 * most of what is computed with, and five times faster so.
 */
export class Rational {
  static readonly zero = new Rational(0n, 1n);
  static readonly one = new Rational(1n, 1n);
  static readonly minusOne = new Rational(-1n, 1n);
  static readonly half = new Rational(1n, 2n);
  static readonly two = new Rational(2n, 1n);

  private constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}

  /** Numbers must be integers, and the denominator must not be 0. */
  static of(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
    if (typeof numerator === 'number' && denominator === 1n) return integerOf(numerator);
    return reduced(BigInt(numerator), BigInt(denominator));
  }

  static integer(n: bigint): Rational {
    return new Rational(n, 1n);
  }

  static reducedFrom(fraction: Fraction): Rational {
    return new Rational(fraction.s * fraction.n, fraction.d);
  }

  /** The exact value of a finite double. */
  static fromNumber(x: number): Rational {
    if (Number.isInteger(x)) return new Rational(BigInt(x), 1n);
    let scaled = x;
    let shift = 0n;
    while (!Number.isInteger(scaled)) {
      scaled *= 2;
      shift += 1n;
    }
    return reduced(BigInt(scaled), 1n << shift);
  }

  /**
   * Reads `12`, `3.14`, `.5`, with `repeating` the digits that repeat behind them: `0.` and `3` is a third. Undefined if there is
   * anything but digits and one point. Costs by digits.
   */
  static parse(digits: string, fuel: Fuel, repeating = ''): Rational | undefined {
    if (!/^(?:\d+\.?\d*|\.\d+)$/.test(digits) || !/^\d*$/.test(repeating)) return undefined;
    fuel.spendDigits(digits.length + repeating.length);
    if (repeating === '' && !digits.includes('.')) return new Rational(BigInt(digits), 1n);
    const pointed = digits.includes('.') ? digits : `${digits}.`;
    const text = repeating === '' ? `${pointed}${pointed.endsWith('.') ? '0' : ''}` : `${pointed}(${repeating})`;
    const fraction = new Fraction(text.startsWith('.') ? `0${text}` : text);
    return new Rational(fraction.n, fraction.d);
  }

  get isZero(): boolean {
    return this.numerator === 0n;
  }
  get isOne(): boolean {
    return this.numerator === 1n && this.denominator === 1n;
  }
  get isInteger(): boolean {
    return this.denominator === 1n;
  }
  /** −1, 0 or 1. */
  get sign(): number {
    return this.numerator > 0n ? 1 : this.numerator < 0n ? -1 : 0;
  }
  /** About the number of decimal digits that it takes to write it down. */
  get size(): number {
    return this.denominator === 1n
      ? digitCount(this.numerator)
      : digitCount(this.numerator) + digitCount(this.denominator);
  }

  plus(other: Rational): Rational {
    if (this.denominator === 1n && other.denominator === 1n) return new Rational(this.numerator + other.numerator, 1n);
    return reduced(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }
  minus(other: Rational): Rational {
    return this.plus(other.negated());
  }
  times(other: Rational): Rational {
    if (this.denominator === 1n && other.denominator === 1n) return new Rational(this.numerator * other.numerator, 1n);
    return reduced(this.numerator * other.numerator, this.denominator * other.denominator);
  }
  /** `other` must not be 0. */
  dividedBy(other: Rational): Rational {
    if (other.denominator === 1n && other.numerator === 1n) return this;
    return reduced(this.numerator * other.denominator, this.denominator * other.numerator);
  }
  negated(): Rational {
    return new Rational(-this.numerator, this.denominator);
  }
  /** Must not be 0. */
  inverse(): Rational {
    return this.numerator < 0n
      ? new Rational(-this.denominator, -this.numerator)
      : this.numerator === 0n
        ? reduced(1n, 0n)
        : new Rational(this.denominator, this.numerator);
  }
  absolute(): Rational {
    return this.numerator < 0n ? this.negated() : this;
  }

  /** Negative, zero or positive, as `this − other` is. */
  compare(other: Rational): number {
    const left = this.denominator === other.denominator ? this.numerator : this.numerator * other.denominator;
    const right = this.denominator === other.denominator ? other.numerator : other.numerator * this.denominator;
    return left < right ? -1 : left > right ? 1 : 0;
  }
  equals(other: Rational): boolean {
    return this.numerator === other.numerator && this.denominator === other.denominator;
  }

  floor(): bigint {
    return this.denominator === 1n ? this.numerator : floorDivide(this.numerator, this.denominator);
  }
  ceiling(): bigint {
    return -floorDivide(-this.numerator, this.denominator);
  }

  /** An integer power, paid by digits; 0^0 is 1. A negative power of 0 throws RangeError. */
  power(exponent: bigint, fuel: Fuel): Rational {
    if (exponent === 1n) return this;
    const count = absolute(exponent);
    const one = absolute(this.numerator) <= 1n && this.denominator === 1n;
    // A number of several digits to a power that is no safe integer is beyond any budget.
    if (!one) fuel.spendDigits((this.size - 0.7) * Number(count));
    const base = one ? (this.numerator === -1n && count % 2n === 0n ? 1n : this.numerator) : this.numerator;
    const times = one ? (count > 0n ? 1n : 0n) : count;
    const result = new Rational(base ** times, this.denominator ** times);
    return exponent < 0n ? result.inverse() : result;
  }

  /** The exact real `degree`-th root, if it is rational; of negative numbers for odd degrees. `degree` ≥ 1. */
  root(degree: number, fuel: Fuel): Rational | undefined {
    if (this.numerator < 0n && degree % 2 === 0) return undefined;
    const numerator = integerRoot(absolute(this.numerator), degree, fuel);
    const denominator = integerRoot(this.denominator, degree, fuel);
    const exponent = BigInt(degree);
    if (degree > 1 && (numerator > 1n || denominator > 1n)) fuel.spendDigits(this.size);
    if (numerator <= 1n && denominator === 1n && degree > 1) {
      return this.denominator === 1n && absolute(this.numerator) === numerator ? this : undefined;
    }
    if (numerator ** exponent !== absolute(this.numerator) || denominator ** exponent !== this.denominator)
      return undefined;
    return new Rational(this.numerator < 0n ? -numerator : numerator, denominator);
  }

  /** The nearest double or one beside it; ±Infinity beyond the range. */
  toNumber(): number {
    const n = Number(this.numerator);
    if (this.denominator === 1n) return n;
    const d = Number(this.denominator);
    if (Math.abs(n) <= Number.MAX_SAFE_INTEGER && d <= Number.MAX_SAFE_INTEGER) return n / d;
    // Scales so that the integer quotient has 64 bits or more.
    const shift = bitLength(this.denominator) - bitLength(absolute(this.numerator)) + 64;
    const quotient =
      shift >= 0
        ? (this.numerator << BigInt(shift)) / this.denominator
        : this.numerator / (this.denominator << BigInt(-shift));
    const value = Number(quotient);
    return shift > 1000 ? value * 2 ** -1000 * 2 ** (1000 - shift) : value * 2 ** -shift;
  }

  /** `3`, `-\frac{2}{3}`. */
  toLatex(): string {
    if (this.denominator === 1n) return this.numerator.toString();
    const sign = this.numerator < 0n ? '-' : '';
    return `${sign}\\frac{${absolute(this.numerator)}}{${this.denominator}}`;
  }

  /** `3`, `-2/3`. */
  toString(): string {
    return this.denominator === 1n ? this.numerator.toString() : `${this.numerator}/${this.denominator}`;
  }

  /** Rounded half away from zero to `places` decimals (0 or more), with exactly that many written. */
  toDecimal(places: number): string {
    const scale = 10n ** BigInt(places);
    const twice = absolute(this.numerator) * scale * 2n + this.denominator;
    const scaled = twice / (2n * this.denominator);
    const digits = scaled.toString().padStart(places + 1, '0');
    const sign = this.numerator < 0n && scaled !== 0n ? '-' : '';
    if (places === 0) return sign + digits;
    return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
  }

  /** How many decimals its expansion has, if that ends: 0 for integers, 2 for 3/4; undefined for 1/3. */
  decimalPlaces(): number | undefined {
    let rest = this.denominator;
    let twos = 0;
    let fives = 0;
    while (rest % 2n === 0n) {
      rest /= 2n;
      twos += 1;
    }
    while (rest % 5n === 0n) {
      rest /= 5n;
      fives += 1;
    }
    return rest === 1n ? Math.max(twos, fives) : undefined;
  }

  /** The fraction with the smallest denominator whose relative distance from this one is at most `tolerance` (above 0). */
  simplest(tolerance: number): Rational {
    const fraction = new Fraction(this.numerator, this.denominator).simplify(tolerance);
    return new Rational(fraction.s * fraction.n, fraction.d);
  }
}

const smallIntegers: readonly Rational[] = Array.from({ length: 33 }, (_, k) => Rational.integer(BigInt(k - 16)));

function integerOf(n: number): Rational {
  return smallIntegers[n + 16] ?? Rational.integer(BigInt(n));
}

function reduced(numerator: bigint, denominator: bigint): Rational {
  if (denominator === 0n) throw new RangeError('a fraction with denominator 0');
  const fraction = new Fraction(numerator, denominator);
  return Rational.reducedFrom(fraction);
}

function bitLength(n: bigint): number {
  return n.toString(16).length * 4;
}
