import { atomsOf, constantValue, divideExactly, negatePolynomial, polynomialKey, type Polynomial } from '../polynomial';
import { freeSymbols } from '../structure';
import type { Term } from '../term';
import { Algebra, type Condition } from './algebra';
import type { Quotient } from './atom';
import { NoValue } from './field';
import { partsOf, type Part } from './parts';
import { read, Unreadable } from './read';

import { toTerm } from './write';

/** Something that must hold for a canonical form to have its term's value: `of` ≠ 0, ≥ 0 or > 0. */
export interface SideCondition {
  readonly kind: 'nonzero' | 'nonnegative' | 'positive';
  readonly of: Term;
}

interface Elementary {
  readonly kind: SideCondition['kind'];
  readonly of: Quotient;
}

/** What one side needs in order to be defined and the other does not, split into factors. What the assumptions say anyway is left out. */
export function oneSided(
  algebra: Algebra,
  left: readonly Condition[],
  right: readonly Condition[],
): readonly SideCondition[] {
  if (left.length === 0 && right.length === 0) return [];
  // An algebra that does not conclude from being defined what is to be told here.
  const bare = new Algebra(algebra.fuel, algebra.assumptions, algebra.imaginary);
  const ofLeft = elementary(algebra, bare, left);
  const ofRight = elementary(algebra, bare, right);
  return [...missing(bare, ofLeft, ofRight), ...missing(bare, ofRight, ofLeft)].map(({ kind, of }) => ({
    kind,
    of: toTerm(bare, of),
  }));
}

function elementary(
  algebra: Algebra,
  bare: Algebra,
  conditions: readonly Condition[],
): ReadonlyMap<string, Elementary> {
  const found = new Map<string, Elementary>();
  const note = (kind: Elementary['kind'], of: Quotient): void => {
    if (freeSymbols(toTerm(bare, of)).size > 0) found.set(`${kind} ${bare.key(of)}`, { kind, of });
  };
  for (const { kind, of } of conditions) {
    try {
      split(bare, kind, read(bare, toTerm(algebra, of)), note);
    } catch (error) {
      // A condition that cannot be met was met under the facts: it is none of this side's own.
      if (!(error instanceof NoValue) && !(error instanceof Unreadable)) throw error;
    }
  }
  return found;
}

function split(
  bare: Algebra,
  kind: Condition['kind'],
  of: Quotient,
  note: (kind: Elementary['kind'], of: Quotient) => void,
): void {
  const { coefficient, parts } = partsOf(bare, of);
  const open: Part[] = [];
  for (const part of parts) {
    const even = part.exponent.numerator % 2n === 0n;
    if (part.sign === 'positive') continue;
    if (part.exponent.sign < 0 && kind !== 'nonzero') note('nonzero', part.base);
    if (kind === 'nonzero' || (kind === 'positive' && (even || part.sign === 'nonnegative'))) {
      if (part.exponent.sign > 0) note('nonzero', part.base);
    } else if (!even && part.sign !== 'nonnegative') {
      open.push(part);
    }
  }
  if (open.length === 0) return;
  const product = bare.product(open.map(({ base }) => base));
  const strict = kind === 'positive' || open.some(({ exponent }) => exponent.sign < 0);
  note(strict ? 'positive' : 'nonnegative', coefficient.sign < 0 ? bare.negate(product) : product);
}

function missing(
  bare: Algebra,
  own: ReadonlyMap<string, Elementary>,
  other: ReadonlyMap<string, Elementary>,
): readonly Elementary[] {
  return [...own.values()].filter(({ kind, of }) => {
    const key = bare.key(of);
    if (other.has(`${kind} ${key}`) || other.has(`positive ${key}`)) return false;
    if (kind !== 'positive' && own.has(`positive ${key}`)) return false;
    return kind !== 'nonzero' || !followsFrom(bare, of, other);
  });
}

/** Whether a polynomial is not zero because polynomials that it divides, or that it is made of, are not. */
function followsFrom(bare: Algebra, of: Quotient, others: ReadonlyMap<string, Elementary>): boolean {
  if (of.denominator.size > 0 || !isWhole(of.numerator)) return false;
  let rest = of.numerator;
  for (const { kind, of: other } of others.values()) {
    if (kind === 'nonnegative' || other.denominator.size > 0 || !isWhole(other.numerator)) continue;
    if (divideExactly(other.numerator, of.numerator, bare.fuel) !== undefined) return true;
    const quotient = divideExactly(rest, other.numerator, bare.fuel);
    if (quotient !== undefined) rest = quotient;
    const opposite = negatePolynomial(other.numerator, bare.fuel);
    if (polynomialKey(opposite) === polynomialKey(of.numerator)) return true;
  }
  return constantValue(rest) !== undefined;
}

function isWhole(polynomial: Polynomial): boolean {
  return (
    atomsOf(polynomial).length > 0 &&
    [...polynomial.values()].every(({ monomial }) => monomial.powers.every(({ exponent }) => exponent.sign > 0))
  );
}
