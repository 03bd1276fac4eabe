import { derivative } from '../build';
import { differentiate } from '../differentiate';
import { Rational } from '../rational';
import type { CallTerm, DerivativeTerm, Term } from '../term';
import { absoluteOf, conjugateOf, signFunction } from './absolute';
import type { Algebra } from './algebra';
import type { Quotient } from './atom';
import { readIntegral, readLimit, readPiecewise, readRange } from './binders';
import { NoValue, oneQuotient, zeroQuotient } from './field';
import {
  binomialOf,
  ceilingOf,
  divisorOf,
  doubleFactorialOf,
  extremeOf,
  factorialOf,
  floorOf,
  oddCall,
  opaqueCall,
  remainderOf,
  rootOf,
} from './functions';
import { logarithmOf } from './logarithms';
import { joinParts } from './parts';
import { exponentialOf, raise } from './powers';
import { integerPower, raiseFractionally, type RootKind } from './roots';
import { circular, hyperbolic, inverseCircular } from './trigonometry';
import { toTerm } from './write';

/** The canonical form of a term. Throws `NoValue` where it surely has none, `Unreadable` where infinity is calculated with. */
export function read(algebra: Algebra, term: Term): Quotient {
  algebra.fuel.enter();
  try {
    return readTerm(algebra, term);
  } finally {
    algebra.fuel.leave();
  }
}

/** Thrown for terms that have no canonical form. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

function readTerm(algebra: Algebra, term: Term): Quotient {
  switch (term.kind) {
    case 'rational':
      return algebra.constant(term.value);
    case 'constant':
      switch (term.name) {
        case 'pi':
          return algebra.fromAtom(algebra.pi);
        case 'e':
          return exponentialOf(algebra, oneQuotient);
        case 'i':
          return algebra.fromAtom(algebra.i);
        case 'infinity':
          throw new Unreadable('infinity is not calculated with');
      }
    // eslint-disable-next-line no-fallthrough -- every constant has returned or thrown
    case 'symbol':
      return algebra.fromAtom(algebra.symbol(term.name));
    case 'add': {
      let sum: Quotient = zeroQuotient;
      for (const part of term.terms) sum = algebra.add(sum, read(algebra, part));
      return sum;
    }
    case 'multiply': {
      let product: Quotient = oneQuotient;
      for (const factor of term.factors) product = algebra.multiply(product, read(algebra, factor));
      return product;
    }
    case 'power':
      return readPower(algebra, term.base, read(algebra, term.exponent), 'power');
    case 'call':
      return readCall(algebra, term);
    case 'apply': {
      const args = term.args.map((argument) => read(algebra, argument));
      const key = `apply ${term.function}(${args.map((arg) => algebra.key(arg)).join(', ')})`;
      const atom = algebra.intern(key, () => ({
        term: { kind: 'apply', function: term.function, args: args.map((arg) => toTerm(algebra, arg)) },
        sign: algebra.imaginary ? 'complex' : 'real',
        integer: false,
        form: { kind: 'other' },
      }));
      return algebra.fromAtom(atom);
    }
    case 'sum':
    case 'product':
      return readRange(algebra, term);
    case 'integral':
      return readIntegral(algebra, term);
    case 'derivative':
      return readDerivative(algebra, term);
    case 'limit':
      return readLimit(algebra, term);
    case 'piecewise':
      return readPiecewise(algebra, term);
  }
}

function readPower(algebra: Algebra, base: Term, exponent: Quotient, kind: RootKind): Quotient {
  const number = algebra.constantValue(exponent);
  if (number === undefined) {
    if (base.kind === 'constant' && base.name === 'e') return exponentialOf(algebra, exponent);
    return raise(algebra, read(algebra, base), exponent);
  }
  if (number.isInteger) {
    const value = read(algebra, base);
    if (number.sign < 0) algebra.require('nonzero', value);
    return integerPower(algebra, value, number.numerator);
  }
  if (base.kind === 'constant' && base.name === 'e') return exponentialOf(algebra, exponent);
  // Factors are kept apart as they are written: the root of (a − b)²·c shows what the expanded product hides.
  const factors = factorsOf(algebra, base);
  const value = raiseFractionally(algebra, joinParts(algebra, factors), number, kind);
  for (const factor of factors) if (number.sign < 0) algebra.require('nonzero', factor.value);
  if (number.denominator % 2n === 0n || kind === 'power') requireNonnegative(algebra, factors);
  return value;
}

interface FactorOfTerm {
  readonly value: Quotient;
  readonly exponent: number;
}

function factorsOf(algebra: Algebra, term: Term): readonly FactorOfTerm[] {
  if (term.kind === 'multiply') return term.factors.flatMap((factor) => factorsOf(algebra, factor));
  if (term.kind === 'power') {
    const exponent = algebra.constantValue(read(algebra, term.exponent));
    if (exponent?.isInteger === true && exponent.size <= 4) {
      const value = read(algebra, term.base);
      if (exponent.sign < 0) algebra.require('nonzero', value);
      return [{ value, exponent: Number(exponent.numerator) }];
    }
  }
  return [{ value: read(algebra, term), exponent: 1 }];
}

function requireNonnegative(algebra: Algebra, factors: readonly FactorOfTerm[]): void {
  if (algebra.imaginary) return;
  const open = factors.filter(({ exponent }) => exponent % 2 !== 0);
  algebra.require('nonnegative', algebra.product(open.map(({ value }) => value)));
}

function readDerivative(algebra: Algebra, term: DerivativeTerm): Quotient {
  const result = differentiate(term.body, term.variable, algebra.fuel);
  if (result.kind !== 'derivative') return read(algebra, result);
  // The order of the variables does not matter, nor does how the arguments are written.
  const variables: string[] = [];
  let body: Term = result;
  for (; body.kind === 'derivative'; body = body.body) variables.push(body.variable);
  variables.sort();
  const of = read(algebra, body);
  const inner = toTerm(algebra, of);
  const atom = algebra.intern(`derivative ${variables.join(' ')} of ${algebra.key(of)}`, () => ({
    term: variables.reduce((wrapped, variable) => derivative(variable, wrapped), inner),
    sign: algebra.imaginary ? 'complex' : 'real',
    integer: false,
    form: { kind: 'other' },
  }));
  return algebra.fromAtom(atom);
}

function readCall(algebra: Algebra, term: CallTerm): Quotient {
  const [firstTerm, secondTerm] = term.args;
  if (firstTerm === undefined) throw new Unreadable('a function without an argument');
  const half = algebra.constant(Rational.half);
  const first = (): Quotient => read(algebra, firstTerm);
  const second = (): Quotient => {
    if (secondTerm === undefined) throw new Unreadable('a function lacks an argument');
    return read(algebra, secondTerm);
  };
  const quotient = (above: Quotient, below: Quotient): Quotient => {
    algebra.require('nonzero', below);
    return algebra.divide(above, below);
  };
  switch (term.name) {
    case 'sqrt':
      return readPower(algebra, firstTerm, half, 'power');
    case 'root':
      return readPower(algebra, firstTerm, quotient(oneQuotient, second()), 'real');
    case 'exp':
      return exponentialOf(algebra, first());
    case 'log': {
      const value = first();
      if (!algebra.imaginary) algebra.require('positive', value);
      return logarithmOf(algebra, value);
    }
    case 'sin':
      return circular(algebra, first()).sine;
    case 'cos':
      return circular(algebra, first()).cosine;
    case 'tan': {
      const { sine, cosine } = circular(algebra, first());
      return quotient(sine, cosine);
    }
    case 'cot': {
      const { sine, cosine } = circular(algebra, first());
      return quotient(cosine, sine);
    }
    case 'sec':
      return quotient(oneQuotient, circular(algebra, first()).cosine);
    case 'csc':
      return quotient(oneQuotient, circular(algebra, first()).sine);
    case 'arcsin':
      return arcsine(algebra, first());
    case 'arccos':
      return algebra.subtract(algebra.scale(algebra.fromAtom(algebra.pi), Rational.half), arcsine(algebra, first()));
    case 'arctan':
      return inverseCircular(algebra, 'arctan', first());
    case 'sinh':
      return hyperbolic(algebra, first()).sine;
    case 'cosh':
      return hyperbolic(algebra, first()).cosine;
    case 'tanh': {
      const { sine, cosine } = hyperbolic(algebra, first());
      return algebra.divide(sine, cosine);
    }
    case 'arsinh': {
      const x = first();
      return logarithmOf(algebra, algebra.add(x, rootOf(algebra, algebra.add(algebra.power(x, 2), oneQuotient))));
    }
    case 'arcosh': {
      const x = first();
      return logarithmOf(algebra, algebra.add(x, rootOf(algebra, algebra.subtract(algebra.power(x, 2), oneQuotient))));
    }
    case 'artanh': {
      const x = first();
      const ratio = algebra.divide(algebra.add(oneQuotient, x), algebra.subtract(oneQuotient, x));
      return algebra.scale(logarithmOf(algebra, ratio), Rational.half);
    }
    case 'abs':
      return absoluteOf(algebra, first());
    case 'sign':
      return signFunction(algebra, first());
    case 'floor':
      return floorOf(algebra, first());
    case 'ceiling':
      return ceilingOf(algebra, first());
    case 'factorial':
      return factorialOf(algebra, first());
    case 'gamma':
      return factorialOf(algebra, algebra.subtract(first(), oneQuotient), 'real');
    case 'double-factorial':
      return doubleFactorialOf(algebra, first());
    case 'binomial':
      return binomialOf(algebra, first(), second());
    case 'erf':
      return oddCall(algebra, 'erf', first());
    case 'max':
    case 'min':
      return extremeOf(
        algebra,
        term.name,
        term.args.map((argument) => read(algebra, argument)),
      );
    case 'gcd':
    case 'lcm':
      return divisorOf(
        algebra,
        term.name,
        term.args.map((argument) => read(algebra, argument)),
      );
    case 'mod':
      return remainderOf(algebra, first(), second());
    case 'conjugate': {
      const value = first();
      return conjugateOf(algebra, value) ?? opaqueCall(algebra, 'conjugate', [value]);
    }
    case 'real-part': {
      const value = first();
      const conjugate = conjugateOf(algebra, value);
      if (conjugate === undefined) return opaqueCall(algebra, 'real-part', [value], { sign: 'real' });
      return algebra.scale(algebra.add(value, conjugate), Rational.half);
    }
    case 'imaginary-part': {
      const value = first();
      const conjugate = conjugateOf(algebra, value);
      if (conjugate === undefined) return opaqueCall(algebra, 'imaginary-part', [value], { sign: 'real' });
      const twice = algebra.scale(algebra.fromAtom(algebra.i), Rational.two);
      return algebra.divide(algebra.subtract(value, conjugate), twice);
    }
  }
}

function arcsine(algebra: Algebra, value: Quotient): Quotient {
  const number = algebra.constantValue(value);
  if (!algebra.imaginary && number !== undefined && number.absolute().compare(Rational.one) > 0) {
    throw new NoValue('an argument outside the domain of arcsin');
  }
  return inverseCircular(algebra, 'arcsin', value);
}
