import { atomsOf, type Polynomial } from '../polynomial';
import { Rational } from '../rational';
import type { Algebra } from './algebra';
import type { Atom, Quotient } from './atom';

/**
 * Whether a polynomial with a nonzero coefficient is surely a nonzero number, because its atoms are known to be independent:
 *
 * - square roots and other radicals of primes: products of them with exponents from 0 to below 1 are linearly independent over ℚ (Besicovitch
 *   1940), and stay so with i;
 * - π beside them (Lindemann), or powers of e with different algebraic exponents (Lindemann–Weierstrass);
 * - one logarithm of a prime beside them (Lindemann), or any number of those and π to the first power (Baker 1966).
 */
export function provablyNonzero(algebra: Algebra, polynomial: Polynomial): boolean {
  if (polynomial.size === 0) return false;
  const transcendental: Atom[] = [];
  for (const index of atomsOf(polynomial)) {
    const atom = algebra.atom(index);
    if (isAlgebraic(atom)) continue;
    transcendental.push(atom);
  }
  const [only] = transcendental;
  if (only === undefined) return true;
  if (
    transcendental.every((atom) => atom.form.kind === 'exponential' && isAlgebraicQuotient(algebra, atom.form.exponent))
  ) {
    return true;
  }
  if (!transcendental.every((atom) => atom.form.kind === 'pi' || isLogarithmOfPrime(algebra, atom))) return false;
  return transcendental.length === 1 || isLinearIn(polynomial, new Set(transcendental.map(({ index }) => index)));
}

function isAlgebraic({ form }: Atom): boolean {
  return form.kind === 'imaginary' || (form.kind === 'prime' && form.certain);
}

function isAlgebraicQuotient(algebra: Algebra, { numerator, denominator }: Quotient): boolean {
  return denominator.size === 0 && atomsOf(numerator).every((index) => isAlgebraic(algebra.atom(index)));
}

function isLogarithmOfPrime(algebra: Algebra, { form }: Atom): boolean {
  if (form.kind !== 'logarithm') return false;
  const value = algebra.constantValue(form.of);
  return value?.isInteger === true && value.compare(Rational.of(400_000_000)) < 0;
}

function isLinearIn(polynomial: Polynomial, atoms: ReadonlySet<number>): boolean {
  return [...polynomial.values()].every(({ monomial }) => {
    const powers = monomial.powers.filter(({ atom }) => atoms.has(atom));
    return powers.length === 0 || (powers.length === 1 && powers.every(({ exponent }) => exponent.isOne));
  });
}
