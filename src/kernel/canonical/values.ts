import type { Polynomial } from '../polynomial';
import { absoluteOf, signFunction } from './absolute';
import type { Algebra } from './algebra';
import type { Atom, Quotient } from './atom';
import { dependsOn } from './depends';
import { zeroQuotient } from './field';
import { logarithmOf } from './logarithms';
import { exponentialOf, raise } from './powers';
import { circular, inverseCircular } from './trigonometry';

/** A canonical form that stands for something whose rules are not known here: a derivative of it, or a value put into it, is not known. */
export class NoRule extends Error {
  override readonly name = 'NoRule';
}

/** The quotient with values in place of atoms, all at once, also inside of roots, exponents and functions. Throws `NoRule`, and `NoValue` where the result has none. */
export function withValues(algebra: Algebra, of: Quotient, values: ReadonlyMap<number, Quotient>): Quotient {
  if (values.size === 0) return of;
  /** Undefined for an atom that none of the values reaches. */
  const known = new Map<number, Quotient | undefined>();
  const isReached = (index: number): boolean => dependsOn(algebra, index, (atom) => values.has(atom));
  const valueOfAtom = (index: number): Quotient | undefined => {
    if (values.has(index)) return values.get(index);
    if (known.has(index)) return known.get(index);
    const value = isReached(index) ? rebuilt(algebra, algebra.atom(index), inside) : undefined;
    known.set(index, value);
    return value;
  };
  const polynomial = (part: Polynomial): Quotient => {
    let sum: Quotient = zeroQuotient;
    for (const { coefficient, monomial } of part.values()) {
      algebra.fuel.spend(1 + monomial.powers.length);
      let product = algebra.constant(coefficient);
      for (const { atom, exponent } of monomial.powers) {
        const value = valueOfAtom(atom);
        product = algebra.multiply(
          product,
          value === undefined
            ? algebra.fromAtom(algebra.atom(atom), exponent)
            : raise(algebra, value, algebra.constant(exponent)),
        );
      }
      sum = algebra.add(sum, product);
    }
    return sum;
  };
  const inside = (quotient: Quotient): Quotient => {
    let result = polynomial(quotient.numerator);
    for (const { base, exponent } of quotient.denominator.values())
      result = algebra.multiply(result, algebra.power(polynomial(base), -exponent));
    return result;
  };
  return inside(of);
}

/** An atom with its insides changed. Throws `NoRule`. */
function rebuilt(algebra: Algebra, atom: Atom, inside: (quotient: Quotient) => Quotient): Quotient {
  const { form } = atom;
  switch (form.kind) {
    case 'symbol':
    case 'pi':
    case 'imaginary':
    case 'prime':
      return algebra.fromAtom(atom);
    case 'radical':
      return inside(form.base);
    case 'exponential':
      return exponentialOf(algebra, inside(form.exponent));
    case 'power':
      return raise(algebra, inside(form.base), inside(form.exponent));
    case 'logarithm':
      return logarithmOf(algebra, inside(form.of));
    case 'sine':
      return circular(algebra, inside(form.of)).sine;
    case 'cosine':
      return circular(algebra, inside(form.of)).cosine;
    case 'absolute':
      return absoluteOf(algebra, inside(form.of));
    case 'sign':
      return signFunction(algebra, inside(form.of));
    case 'inverse':
      return inverseCircular(algebra, form.name, inside(form.of));
    case 'other':
      throw new NoRule('what this function is worth elsewhere is not known');
  }
}
