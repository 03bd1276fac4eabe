import { negatePolynomial, polynomialKey } from '../polynomial';
import type { Rational } from '../rational';
import type { CallTerm, PowerTerm, Term } from '../term';
import type { Algebra } from './algebra';
import { NoValue } from './field';
import { partsOf } from './parts';
import { read, Unreadable } from './read';

/**
 * What follows from the terms' being defined: under an even root nothing is negative, in a logarithm everything is positive. Parts that are
 * not always evaluated (cases) or that hold bound variables tell nothing.
 */
export function gatherFacts(algebra: Algebra, terms: readonly Term[]): void {
  const found: Restriction[] = [];
  for (const term of terms) collect(term, found, 0);
  for (const { of, kind } of found) {
    const name = positiveMultiple(of);
    if (name !== undefined) (kind === 'positive' ? algebra.positiveNames : algebra.nonnegativeNames).add(name);
  }
  for (const { of, kind } of found) {
    if (of.kind !== 'symbol' && of.kind !== 'rational') learn(algebra, of, kind);
  }
}

interface Restriction {
  readonly of: Term;
  readonly kind: 'positive' | 'nonnegative';
}

/** Inner restrictions come before those around them. */
function collect(term: Term, found: Restriction[], depth: number): void {
  if (depth > 300) return;
  switch (term.kind) {
    case 'rational':
    case 'constant':
    case 'symbol':
    case 'sum':
    case 'product':
    case 'integral':
    case 'derivative':
    case 'limit':
    case 'piecewise':
      return;
    case 'add':
      for (const part of term.terms) collect(part, found, depth + 1);
      return;
    case 'multiply':
      for (const factor of term.factors) collect(factor, found, depth + 1);
      return;
    case 'apply':
      for (const argument of term.args) collect(argument, found, depth + 1);
      return;
    case 'power':
      collect(term.base, found, depth + 1);
      collect(term.exponent, found, depth + 1);
      addPower(term, found);
      return;
    case 'call':
      for (const argument of term.args) collect(argument, found, depth + 1);
      addCall(term, found);
      return;
  }
}

function addPower(term: PowerTerm, found: Restriction[]): void {
  if (term.exponent.kind !== 'rational' || term.exponent.value.isInteger) return;
  found.push({ of: term.base, kind: restrictionOf(term.exponent.value) });
}

function restrictionOf(exponent: Rational): Restriction['kind'] {
  return exponent.sign < 0 ? 'positive' : 'nonnegative';
}

function addCall(term: CallTerm, found: Restriction[]): void {
  const [first, second] = term.args;
  if (first === undefined) return;
  if (term.name === 'sqrt') found.push({ of: first, kind: 'nonnegative' });
  if (term.name === 'log') found.push({ of: first, kind: 'positive' });
  if (term.name === 'root' && second?.kind === 'rational' && second.value.numerator % 2n === 0n) {
    found.push({ of: first, kind: 'nonnegative' });
  }
}

/** x, 2x, x/3: the symbol has the sign of the whole. */
function positiveMultiple(term: Term): string | undefined {
  if (term.kind === 'symbol') return term.name;
  if (term.kind !== 'multiply') return undefined;
  const symbols = term.factors.filter((factor) => factor.kind === 'symbol');
  const numbers = term.factors.filter((factor) => isPositiveNumber(factor));
  const [only] = symbols;
  return symbols.length === 1 && symbols.length + numbers.length === term.factors.length && only?.kind === 'symbol'
    ? only.name
    : undefined;
}

function isPositiveNumber(term: Term): boolean {
  if (term.kind === 'rational') return term.value.sign > 0;
  if (term.kind === 'constant') return term.name === 'pi' || term.name === 'e';
  return term.kind === 'power' && isPositiveNumber(term.base) && term.exponent.kind === 'rational';
}

function learn(algebra: Algebra, of: Term, kind: Restriction['kind']): void {
  try {
    const { coefficient, parts } = partsOf(algebra, read(algebra, of));
    const open = parts.filter(({ sign, exponent }) => sign !== 'positive' && exponent.numerator % 2n !== 0n);
    const [only] = open;
    if (open.length !== 1 || only === undefined || only.atom !== undefined || coefficient.isZero) return;
    // Beside a factor that may vanish "not negative" says nothing about this one.
    const others = parts.filter((part) => part !== only && part.sign !== 'positive');
    if (kind === 'nonnegative' && others.length > 0) return;
    const { numerator } = only.base;
    const base = coefficient.sign > 0 ? numerator : negatePolynomial(numerator, algebra.fuel);
    const key = polynomialKey(base);
    if (algebra.facts.get(key) !== 'positive') algebra.facts.set(key, kind);
  } catch (error) {
    // What has no value or cannot be read tells nothing, and says so itself when it is read in its turn.
    if (!(error instanceof NoValue) && !(error instanceof Unreadable)) throw error;
  }
}
