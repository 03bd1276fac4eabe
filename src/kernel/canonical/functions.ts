import { call } from '../build';
import { binomial, digitCount, factorial, greatestCommonDivisor, leastCommonMultiple } from '../integer';
import { constantValue, leadingTerm, unitMonomial, type PolynomialTerm } from '../polynomial';
import { Rational } from '../rational';
import type { FunctionName } from '../term';
import { absoluteOf } from './absolute';
import type { Algebra } from './algebra';
import type { AtomSign, Quotient } from './atom';
import { NoValue, oneQuotient, zeroQuotient } from './field';
import { isInteger, raise } from './powers';
import { toTerm } from './write';

/** A function's value as an atom, known by the arguments' canonical forms. */
export function opaqueCall(
  algebra: Algebra,
  name: FunctionName,
  args: readonly Quotient[],
  facts: {
    readonly sign?: AtomSign;
    readonly integer?: boolean;
    /** Derivatives by what does not stand in it are zero. */
    readonly derived?: boolean;
  } = {},
): Quotient {
  const atom = algebra.intern(`${name}(${args.map((arg) => algebra.key(arg)).join(', ')})`, () => ({
    term: call(
      name,
      args.map((arg) => toTerm(algebra, arg)),
    ),
    sign: facts.sign ?? (algebra.imaginary ? 'complex' : 'real'),
    integer: facts.integer === true,
    form: { kind: 'other', ...(facts.derived ? { of: args } : {}) },
  }));
  return algebra.fromAtom(atom);
}

/** Splits off the constant term of a polynomial: n + 3 is n and 3. Undefined where the constant is no integer of moderate size. */
function shifted(algebra: Algebra, argument: Quotient): { readonly base: Quotient; readonly shift: number } {
  const constant = argument.denominator.size > 0 ? undefined : argument.numerator.get(unitMonomial.key);
  if (constant === undefined || digitCount(constant.coefficient.numerator) > 4) return { base: argument, shift: 0 };
  const shift = constant.coefficient.floor();
  if (shift === 0n || shift > 60n || shift < -60n) return { base: argument, shift: 0 };
  return { base: algebra.subtract(argument, algebra.constant(Rational.integer(shift))), shift: Number(shift) };
}

/** z! as Γ(z + 1), which is positive where it is a factorial of an integer (`sign`), with (n + k)! = (n + k)…(n + 1)·n!. */
export function factorialOf(algebra: Algebra, argument: Quotient, sign: AtomSign = 'positive'): Quotient {
  const value = algebra.constantValue(argument);
  if (value?.isInteger === true) {
    if (value.sign < 0) throw new NoValue('the factorial of a negative integer');
    return algebra.constant(Rational.integer(factorial(value.numerator, algebra.fuel)));
  }
  const { base, shift } = shifted(algebra, argument);
  algebra.fuel.spend(Math.abs(shift));
  let result = value === undefined ? factorialAtom(algebra, base, sign) : factorialOfHalf(algebra, base);
  for (let k = 1; k <= shift; k += 1) result = algebra.multiply(result, algebra.add(base, algebra.integer(k)));
  for (let k = 0; k > shift; k -= 1) result = algebra.divide(result, algebra.add(base, algebra.integer(k)));
  return result;
}

function factorialAtom(algebra: Algebra, base: Quotient, sign: AtomSign): Quotient {
  return opaqueCall(algebra, 'factorial', [base], { sign, integer: isInteger(algebra, base), derived: true });
}

/** (1/2)! = Γ(3/2) = √π/2; other fractions stay. */
function factorialOfHalf(algebra: Algebra, base: Quotient): Quotient {
  if (algebra.constantValue(base)?.equals(Rational.half) !== true) return factorialAtom(algebra, base, 'real');
  return algebra.scale(algebra.fromAtom(algebra.pi, Rational.half), Rational.half);
}

/** The most factors that a binomial is written out with. */
const mostFactors = 40n;

export function binomialOf(algebra: Algebra, n: Quotient, k: Quotient): Quotient {
  const number = algebra.constantValue(k);
  const upper = algebra.constantValue(n);
  if (number?.isInteger === true && upper?.isInteger === true) {
    return algebra.constant(Rational.integer(binomial(upper.numerator, number.numerator, algebra.fuel)));
  }
  if (number?.isInteger === true && number.numerator <= mostFactors)
    return fallingBinomial(algebra, n, number.numerator);
  const other = algebra.subtract(n, k);
  const rest = algebra.constantValue(other);
  if (rest?.isInteger === true && rest.numerator <= mostFactors) return fallingBinomial(algebra, n, rest.numerator);
  return algebra.divide(
    factorialOf(algebra, n),
    algebra.multiply(factorialOf(algebra, k), factorialOf(algebra, other)),
  );
}

/** n(n − 1)…(n − k + 1)/k! */
function fallingBinomial(algebra: Algebra, n: Quotient, k: bigint): Quotient {
  if (k < 0n) return zeroQuotient;
  let product: Quotient = oneQuotient;
  for (let j = 0n; j < k; j += 1n) {
    product = algebra.multiply(product, algebra.subtract(n, algebra.constant(Rational.integer(j))));
  }
  return algebra.scale(product, Rational.integer(factorial(k, algebra.fuel)).inverse());
}

/** Integer parts come out: ⌊x + n⌋ = ⌊x⌋ + n. */
export function floorOf(algebra: Algebra, argument: Quotient): Quotient {
  if (argument.denominator.size > 0) return opaqueCall(algebra, 'floor', [argument], { integer: true });
  const whole = new Map<string, PolynomialTerm>();
  const rest = new Map<string, PolynomialTerm>();
  for (const [key, term] of argument.numerator) {
    const integral = isInteger(algebra, algebra.fromTerm(Rational.one, term.monomial));
    const floor =
      integral && term.monomial.powers.length === 0 ? Rational.integer(term.coefficient.floor()) : undefined;
    const kept = floor ?? (integral && term.coefficient.isInteger ? term.coefficient : Rational.zero);
    if (!kept.isZero) whole.set(key, { coefficient: kept, monomial: term.monomial });
    const left = term.coefficient.minus(kept);
    if (!left.isZero) rest.set(key, { coefficient: left, monomial: term.monomial });
  }
  const outside = algebra.fromPolynomial(whole);
  // What is left of a number is from 0 to 1.
  if (constantValue(rest) !== undefined) return outside;
  return algebra.add(
    outside,
    opaqueCall(algebra, 'floor', [algebra.fromPolynomial(rest)], { integer: true, sign: 'real' }),
  );
}

export function ceilingOf(algebra: Algebra, argument: Quotient): Quotient {
  return algebra.negate(floorOf(algebra, algebra.negate(argument)));
}

/** The maximum of two is (a + b + |a − b|)/2, with a minus before the distance the minimum. */
export function extremeOf(algebra: Algebra, name: 'max' | 'min', args: readonly Quotient[]): Quotient {
  const [first, ...others] = args;
  if (first === undefined) throw new NoValue('an extreme of nothing');
  return others.reduce((extreme, other) => {
    const difference = algebra.subtract(extreme, other);
    const distance = absoluteOf(algebra, difference);
    const sum = algebra.add(extreme, other);
    return algebra.scale(name === 'max' ? algebra.add(sum, distance) : algebra.subtract(sum, distance), Rational.half);
  }, first);
}

/** gcd and lcm: of numbers exactly, otherwise an atom that does not mind the order or the signs. */
export function divisorOf(algebra: Algebra, name: 'gcd' | 'lcm', args: readonly Quotient[]): Quotient {
  const numbers = args.map((arg) => algebra.constantValue(arg));
  const combine = name === 'gcd' ? greatestCommonDivisor : leastCommonMultiple;
  let known: bigint | undefined;
  const open: Quotient[] = [];
  for (const [index, number] of numbers.entries()) {
    const arg = args[index];
    if (number?.isInteger === true) {
      algebra.fuel.spendDigits(number.size + (known === undefined ? 1 : digitCount(known)));
      known = combine(known ?? (name === 'gcd' ? 0n : 1n), number.numerator);
    } else if (arg !== undefined) {
      open.push(unsigned(algebra, arg));
    }
  }
  if (open.length === 0) return algebra.constant(Rational.integer(known ?? 0n));
  const sorted = open.sort((a, b) => (algebra.key(a) < algebra.key(b) ? -1 : 1));
  const all = known === undefined ? sorted : [algebra.constant(Rational.integer(known)), ...sorted];
  return opaqueCall(algebra, name, all, { sign: 'nonnegative', integer: true });
}

function unsigned(algebra: Algebra, argument: Quotient): Quotient {
  return leadingTerm(argument.numerator).coefficient.sign < 0 ? algebra.negate(argument) : argument;
}

/** a − m⌊a/m⌋, the rest that has the sign of m. */
export function remainderOf(algebra: Algebra, dividend: Quotient, modulus: Quotient): Quotient {
  if (modulus.numerator.size === 0) throw new NoValue('a remainder modulo zero');
  const quotient = floorOf(algebra, algebra.divide(dividend, modulus));
  return algebra.subtract(dividend, algebra.multiply(modulus, quotient));
}

/** Odd functions without further rules: f(−x) = −f(x). */
export function oddCall(algebra: Algebra, name: FunctionName, argument: Quotient): Quotient {
  if (argument.numerator.size === 0) return zeroQuotient;
  const negative = leadingTerm(argument.numerator).coefficient.sign < 0;
  const value = opaqueCall(algebra, name, [negative ? algebra.negate(argument) : argument]);
  return negative ? algebra.negate(value) : value;
}

/** The double factorial: of numbers exactly, otherwise an atom; (n + 2k)!! = (n + 2k)…(n + 2)·n!!. */
export function doubleFactorialOf(algebra: Algebra, argument: Quotient): Quotient {
  const { base, shift } = shifted(algebra, argument);
  const odd = Math.abs(shift % 2);
  const start = odd === 0 ? base : algebra.add(base, oneQuotient);
  const steps = (shift - odd) / 2;
  let result = opaqueCall(algebra, 'double-factorial', [start], { sign: 'positive', integer: true });
  for (let k = 1; k <= steps; k += 1) result = algebra.multiply(result, algebra.add(start, algebra.integer(2 * k)));
  for (let k = 0; k > steps; k -= 1) result = algebra.divide(result, algebra.add(start, algebra.integer(2 * k)));
  return result;
}

/** √(x² + …) and the like for the inverse hyperbolic functions' logarithms. */
export function rootOf(algebra: Algebra, radicand: Quotient): Quotient {
  return raise(algebra, radicand, algebra.constant(Rational.half));
}
