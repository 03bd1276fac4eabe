import { absoluteOf, signFunction } from '../../kernel/canonical/absolute';
import type { Algebra } from '../../kernel/canonical/algebra';
import type { Quotient } from '../../kernel/canonical/atom';
import { monomialOf, primitivePart } from '../../kernel/polynomial';
import { isSignAtom } from '../../kernel/random';
import { Rational } from '../../kernel/rational';

/** A quotient as a product of signs (atoms that are 1 or −1) and a rest. */
function splitSigns(algebra: Algebra, value: Quotient): { readonly signs: Quotient; readonly rest: Quotient } {
  if (value.numerator.size === 0) return { signs: algebra.integer(1), rest: value };
  const { monomial } = primitivePart(value.numerator, algebra.fuel);
  const powers = monomial.powers.filter(({ atom }) => isSignAtom(algebra, atom));
  if (powers.length === 0) return { signs: algebra.integer(1), rest: value };
  const signs = algebra.fromTerm(Rational.one, monomialOf(powers));
  // A sign is its own inverse.
  return { signs, rest: algebra.multiply(value, signs) };
}

/** |x|, where signs count 1. */
export function absoluteValue(algebra: Algebra, value: Quotient): Quotient {
  return absoluteOf(algebra, splitSigns(algebra, value).rest);
}

/** sign(x); signs that stand before it stay. */
export function signValue(algebra: Algebra, value: Quotient): Quotient {
  const { signs, rest } = splitSigns(algebra, value);
  return algebra.multiply(signs, signFunction(algebra, rest));
}
