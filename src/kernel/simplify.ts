import { add, multiply, one, power, rational, zero } from './build';
import { evaluateExact } from './exact';
import type { Fuel } from './fuel';
import { Rational } from './rational';
import { mapChildren } from './structure';
import type { Term } from './term';

/** The same value in fewer signs: numbers calculated, zeros and ones gone, sums and products flat. Nothing is expanded. Throws `OutOfFuel`. */
export function simplify(term: Term, fuel: Fuel): Term {
  return fuel.nested(() => {
    const inner = mapChildren(term, (part) => simplify(part, fuel));
    switch (inner.kind) {
      case 'add':
        return simpleSum(inner.terms, fuel);
      case 'multiply':
        return simpleProduct(inner.factors, fuel);
      case 'power':
        return simplePower(inner.base, inner.exponent, fuel);
      case 'call':
        return folded(inner, fuel);
      case 'rational':
      case 'constant':
      case 'symbol':
      case 'apply':
      case 'sum':
      case 'product':
      case 'integral':
      case 'derivative':
      case 'limit':
      case 'piecewise':
        return inner;
    }
  });
}

function folded(term: Term, fuel: Fuel): Term {
  const exact = evaluateExact(term, fuel);
  return exact.kind === 'rational' && exact.value.size < 40 ? rational(exact.value) : term;
}

/** Adds the numbers up; they stand last. */
export function simpleSum(terms: readonly Term[], fuel: Fuel): Term {
  let number = Rational.zero;
  const rest: Term[] = [];
  for (const term of terms.flatMap((part) => (part.kind === 'add' ? part.terms : [part]))) {
    if (term.kind === 'rational') {
      fuel.spendDigits(number.size + term.value.size);
      number = number.plus(term.value);
    } else {
      rest.push(term);
    }
  }
  return add(number.isZero ? rest : [...rest, rational(number)]);
}

/** Multiplies the numbers; their product stands first, and 0 is all. */
export function simpleProduct(factors: readonly Term[], fuel: Fuel): Term {
  let number = Rational.one;
  const rest: Term[] = [];
  for (const factor of factors.flatMap((part) => (part.kind === 'multiply' ? part.factors : [part]))) {
    const value = numberOf(factor);
    if (value !== undefined) {
      fuel.spendDigits(number.size + value.size);
      number = number.times(value);
    } else {
      rest.push(factor);
    }
  }
  if (number.isZero) return zero;
  return multiply(number.isOne && rest.length > 0 ? rest : [rational(number), ...rest]);
}

/** A number, or one over a number. */
function numberOf(term: Term): Rational | undefined {
  if (term.kind === 'rational') return term.value;
  if (term.kind !== 'power' || term.base.kind !== 'rational' || term.exponent.kind !== 'rational') return undefined;
  return term.exponent.value.equals(Rational.minusOne) && !term.base.value.isZero
    ? term.base.value.inverse()
    : undefined;
}

/** a^1 = a, a^0 = 1 except for 0, 1^a = 1, (a^m)^n = a^{mn} for integers m and n. */
export function simplePower(base: Term, exponent: Term, fuel: Fuel): Term {
  if (exponent.kind !== 'rational') return base.kind === 'rational' && base.value.isOne ? one : power(base, exponent);
  if (exponent.value.isOne) return base;
  if (base.kind === 'rational') return folded(power(base, exponent), fuel);
  if (exponent.value.isZero) return one;
  if (
    base.kind === 'power' &&
    base.exponent.kind === 'rational' &&
    base.exponent.value.isInteger &&
    exponent.value.isInteger
  ) {
    return simplePower(base.base, rational(base.exponent.value.times(exponent.value)), fuel);
  }
  return power(base, exponent);
}
