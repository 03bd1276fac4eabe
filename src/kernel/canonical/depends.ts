import { atomsOf, type Polynomial } from '../polynomial';
import type { Algebra } from './algebra';
import type { Quotient } from './atom';

/** Whether a picked atom stands in an atom: under a root, in a sign, in an exponent, in the argument of a function. */
export function dependsOn(algebra: Algebra, atom: number, picked: (atom: number) => boolean, depth = 0): boolean {
  if (picked(atom)) return true;
  if (depth > 40) return true;
  const inside = (quotient: Quotient): boolean => quotientDependsOn(algebra, quotient, picked, depth + 1);
  const { form } = algebra.atom(atom);
  switch (form.kind) {
    case 'symbol':
    case 'pi':
    case 'imaginary':
    case 'prime':
      return false;
    case 'radical':
      return inside(form.base);
    case 'exponential':
      return inside(form.exponent);
    case 'power':
      return inside(form.base) || inside(form.exponent);
    case 'logarithm':
    case 'sine':
    case 'cosine':
    case 'absolute':
    case 'sign':
    case 'inverse':
      return inside(form.of);
    case 'other':
      return form.of === undefined || form.of.some(inside);
  }
}

export function quotientDependsOn(
  algebra: Algebra,
  quotient: Quotient,
  picked: (atom: number) => boolean,
  depth = 0,
): boolean {
  const inside = (polynomial: Polynomial): boolean =>
    atomsOf(polynomial).some((atom) => dependsOn(algebra, atom, picked, depth));
  return inside(quotient.numerator) || [...quotient.denominator.values()].some(({ base }) => inside(base));
}
