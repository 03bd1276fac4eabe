import { quotientsOf } from '../kernel/canonical';
import { polynomialToTerm } from '../kernel/canonical/write';
import { collectIn } from '../kernel/collect';
import { evaluateExact } from '../kernel/exact';
import type { Fuel } from '../kernel/fuel';
import {
  atomsOf,
  constantValue,
  divideExactly,
  exponentIn,
  primitivePart,
  type Polynomial,
} from '../kernel/polynomial';
import { Rational } from '../kernel/rational';
import type { Term } from '../kernel/term';
import { isPositive } from './domain';
import type { Models } from './models';

/**
 * How the zeros of one term lie to those of another, as far as division of polynomials shows it.
 *
 * `implied`: where `before` is zero, `after` is (`same`: and the other way round). `divided`: `after` times the factors `by` is `before`.
 */
export type Division =
  | { readonly kind: 'implied'; readonly same: boolean }
  | { readonly kind: 'divided'; readonly by: readonly Term[] }
  | { readonly kind: 'open' };

/** Throws `OutOfFuel`. */
export function divisionOf(before: Term, after: Term, models: Models, fuel: Fuel): Division {
  const outcome = quotientsOf([before, after], { fuel, ...signs(models) });
  if (outcome.kind !== 'values') return { kind: 'open' };
  const { algebra, readings } = outcome;
  const [a, b] = readings.map((reading) => reading.value.numerator);
  if (!a || !b || a.size === 0 || b.size === 0) return { kind: 'open' };
  const [first, second] = [primitivePart(a, fuel), primitivePart(b, fuel)];
  if (!isWhole(first.primitive) || !isWhole(second.primitive)) return { kind: 'open' };
  const more = divideExactly(second.primitive, first.primitive, fuel);
  const fewer = divideExactly(first.primitive, second.primitive, fuel);
  const zeros = (from: typeof first, to: typeof second): Term[] =>
    from.monomial.powers
      .filter(({ atom, exponent }) => exponent.sign > 0 && exponentIn(to.monomial, atom).sign <= 0)
      .map(({ atom }) => algebra.atom(atom).term)
      .filter((term) => !isNonzero(term, models));
  const lost = zeros(first, second);
  if (more && lost.length === 0)
    return { kind: 'implied', same: fewer !== undefined && zeros(second, first).length === 0 };
  if (!fewer) return { kind: 'open' };
  const quotient = constantValue(fewer) === undefined ? [polynomialToTerm(algebra, fewer)] : [];
  return { kind: 'divided', by: [...lost, ...quotient] };
}

/**
 * Whether two equations are the same but for one coefficient: of `least` terms or more, or of three that are not all linear where that is allowed. Equations of a
 * system differ in more. Throws `OutOfFuel`.
 */
export function differInOneTerm(before: Term, after: Term, least: number, fuel: Fuel): boolean {
  const outcome = quotientsOf([before, after], { fuel });
  if (outcome.kind !== 'values') return false;
  const [a, b] = outcome.readings.map((reading) => reading.value.numerator);
  if (!a || !b || Math.min(a.size, b.size) < 2) return false;
  const size = new Set([...a.keys(), ...b.keys()]).size;
  if (size < least) return false;
  const linear = [...a.values()].every(
    ({ monomial }) => monomial.powers.length <= 1 && monomial.powers.every(({ exponent }) => exponent.isOne),
  );
  if (size === 3 && (linear || a.size !== b.size)) return false;
  const ratios = new Map<string, number>();
  for (const [key, { coefficient }] of a) {
    const other = b.get(key);
    if (!other) continue;
    const ratio = other.coefficient.dividedBy(coefficient).toString();
    ratios.set(ratio, (ratios.get(ratio) ?? 0) + 1);
  }
  return Math.max(0, ...ratios.values()) === size - 1;
}

/** How often a fraction is a zero of a term in one symbol; undefined where that is no polynomial. */
export function multiplicity(term: Term, name: string, zero: Rational, fuel: Fuel): number | undefined {
  const collected = collectIn(term, name, { fuel });
  if (!collected) return undefined;
  let rest: Rational[] = [];
  for (const coefficient of collected.coefficients) {
    const value = evaluateExact(coefficient, fuel);
    if (value.kind !== 'rational') return undefined;
    rest.push(value.value);
  }
  for (let count = 0; count <= collected.coefficients.length; count++) {
    const next: Rational[] = [];
    let carry = Rational.zero;
    for (let k = rest.length - 1; k >= 0; k--) {
      carry = carry.times(zero).plus(rest[k] ?? Rational.zero);
      if (k > 0) next.unshift(carry);
    }
    if (!carry.isZero || rest.length === 0) return count;
    rest = next;
  }
  return undefined;
}

/** Exact division needs exponents that are whole and not negative. */
function isWhole(polynomial: Polynomial): boolean {
  for (const { monomial } of polynomial.values())
    if (monomial.powers.some(({ exponent }) => !exponent.isInteger || exponent.sign < 0)) return false;
  return atomsOf(polynomial).length > 0 || constantValue(polynomial) !== undefined;
}

function isNonzero(term: Term, models: Models): boolean {
  if (term.kind !== 'symbol') return false;
  const domain = models.domains.get(term.name) ?? models.around.get(term.name);
  return domain !== undefined && (domain.nonzero || isPositive(domain));
}

function signs(models: Models): { positive: (name: string) => boolean } {
  return {
    positive: (name) => {
      const domain = models.domains.get(name) ?? models.around.get(name);
      return domain !== undefined && isPositive(domain);
    },
  };
}
