import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { derivativeOf } from './canonical/differential';
import { dependsOn, quotientDependsOn } from './canonical/depends';
import { oneQuotient, zeroQuotient } from './canonical/field';
import { raise } from './canonical/powers';
import { signOf } from './canonical/sign';
import { withValues } from './canonical/values';
import { integralOver, type Range } from './line-integral';
import type { RandomAtoms } from './moments';
import { monomialOf, type AtomPower } from './polynomial';
import { Rational } from './rational';

/** A density on the line, 0 outside of its range. */
export interface LineLaw extends Range {
  readonly density: (at: Quotient) => Quotient;
}

/**
 * The expectation of a function of one random quantity with a density, by integration; of a Gaussian one, which is a sign times a size, also over
 * both signs. Undefined where other random quantities stand in it.
 */
export function integratedExpectation(
  algebra: Algebra,
  random: RandomAtoms,
  value: Quotient,
  picked: (atom: number) => boolean,
): Quotient | undefined {
  const inside = [...random.atoms()].filter(
    (atom) => picked(atom) && quotientDependsOn(algebra, value, (k) => k === atom),
  );
  const [first, second, more] = inside;
  if (first === undefined || more !== undefined) return undefined;
  const sign = inside.find((atom) => random.sizeOfSign(atom) !== undefined);
  const size = inside.find((atom) => atom !== sign);
  if (size === undefined || (second !== undefined && (sign === undefined || random.sizeOfSign(sign) !== size)))
    return undefined;
  const law = random.lineLawOf(size);
  if (!law) return undefined;
  const both = sign === undefined ? value : overSigns(algebra, value, sign);
  const weighted = algebra.multiply(both, law.density(algebra.fromAtom(algebra.atom(size))));
  return integralOver(algebra, weighted, size, law);
}

function overSigns(algebra: Algebra, value: Quotient, sign: number): Quotient {
  const at = (k: number): Quotient => withValues(algebra, value, new Map([[sign, algebra.integer(k)]]));
  return algebra.scale(algebra.add(at(1), at(-1)), Rational.half);
}

/** The greatest or the least of independent quantities, each a factor times one with a known distribution function, and a number. */
export interface Extreme {
  readonly most: boolean;
  readonly values: readonly Quotient[];
}

/** The distribution function of one of these, and the range of its values. */
interface Distribution extends Range {
  readonly below: (t: Quotient) => Quotient;
  readonly source: number;
}

/** c·u + b of one random atom u. */
function affine(
  algebra: Algebra,
  random: RandomAtoms,
  value: Quotient,
): { readonly source: number; readonly factor: Quotient; readonly rest: Quotient } | undefined {
  const sources = [...random.atoms()].filter((atom) => quotientDependsOn(algebra, value, (k) => k === atom));
  const [source, more] = sources;
  if (source === undefined || more !== undefined) return undefined;
  const factor = derivativeOf(algebra, value, source);
  if (quotientDependsOn(algebra, factor, (k) => k === source)) return undefined;
  return { source, factor, rest: withValues(algebra, value, new Map([[source, zeroQuotient]])) };
}

/** The values as c·u + b with one positive c and one b for all, which come out of the extreme. */
export function commonScale(
  algebra: Algebra,
  random: RandomAtoms,
  values: readonly Quotient[],
): { readonly factor: Quotient; readonly rest: Quotient; readonly bare: readonly Quotient[] } | undefined {
  const parts = values.map((value) => affine(algebra, random, value));
  const [first] = parts;
  if (!first || signOf(algebra, first.factor) !== 'positive') return undefined;
  const isSame = (a: Quotient, b: Quotient): boolean => algebra.subtract(a, b).numerator.size === 0;
  const bare: Quotient[] = [];
  for (const part of parts) {
    if (!part || !isSame(part.factor, first.factor) || !isSame(part.rest, first.rest)) return undefined;
    bare.push(algebra.fromAtom(algebra.atom(part.source)));
  }
  return { factor: first.factor, rest: first.rest, bare };
}

function distributionOf(algebra: Algebra, random: RandomAtoms, value: Quotient): Distribution | undefined {
  const part = affine(algebra, random, value);
  const spread = part && random.spreadOf(part.source);
  if (!part || spread?.kind !== 'continuous') return undefined;
  const { source, factor, rest } = part;
  const at = (u: Quotient): Quotient => algebra.add(algebra.multiply(factor, u), rest);
  const back = (t: Quotient): Quotient => algebra.divide(algebra.subtract(t, rest), factor);
  const [low, high] = [at(spread.least), spread.greatest && at(spread.greatest)];
  switch (signOf(algebra, factor)) {
    case 'positive':
      return { source, lower: low, upper: high, below: (t) => spread.below(back(t)) };
    case 'negative':
      return { source, lower: high, upper: low, below: (t) => algebra.subtract(oneQuotient, spread.below(back(t))) };
    default:
      return undefined;
  }
}

/** The density of an extreme of independent quantities that lie in one range; undefined where they do not, or are not independent. */
export function lawOfExtreme(algebra: Algebra, random: RandomAtoms, { most, values }: Extreme): LineLaw | undefined {
  const laws = values.map((value) => distributionOf(algebra, random, value));
  const [first] = laws;
  if (!first || new Set(laws.map((law) => law?.source)).size < values.length) return undefined;
  const isSame = (a: Quotient | undefined, b: Quotient | undefined): boolean =>
    a && b ? algebra.subtract(a, b).numerator.size === 0 : a === b;
  const place = algebra.symbol('\\operatorname{extreme}');
  const t = algebra.fromAtom(place);
  let product: Quotient = oneQuotient;
  for (const law of laws) {
    if (!law || !isSame(law.lower, first.lower) || !isSame(law.upper, first.upper)) return undefined;
    const below = law.below(t);
    product = algebra.multiply(product, most ? below : algebra.subtract(oneQuotient, below));
  }
  const rising = derivativeOf(algebra, product, place.index);
  const density = most ? rising : algebra.negate(rising);
  return {
    lower: first.lower,
    upper: first.upper,
    density: (at) => withValues(algebra, density, new Map([[place.index, at]])),
  };
}

/** The expectation of powers of one extreme, and of powers of quantities that it is not taken of; undefined for anything else. */
export function extremeExpectation(
  algebra: Algebra,
  random: RandomAtoms,
  powers: readonly AtomPower[],
): Quotient | undefined {
  const [sole, more] = powers.filter(({ atom }) => random.extremeOf(atom) !== undefined);
  const extreme = sole && random.extremeOf(sole.atom);
  if (!sole || more || !extreme) return undefined;
  const law = lawOfExtreme(algebra, random, extreme);
  if (!law) return undefined;
  const apart = powers.filter((power) => power !== sole);
  let product: Quotient = oneQuotient;
  for (const { atom, exponent } of apart) {
    if (!random.has(atom) || dependsOn(algebra, sole.atom, (k) => k === atom)) return undefined;
    const moment = random.momentOf(atom)?.(exponent);
    if (moment === undefined || moment === 'open') return undefined;
    product = algebra.multiply(product, moment);
  }
  const place = algebra.symbol('\\operatorname{place}');
  const t = algebra.fromAtom(place);
  const weighted = algebra.multiply(raise(algebra, t, algebra.constant(sole.exponent)), law.density(t));
  const moment = integralOver(algebra, weighted, place.index, law);
  return moment && algebra.multiply(product, moment);
}

/** E|A − B| = 2 E max(A, B) − E A − E B of independent quantities. */
export function distanceExpectation(
  algebra: Algebra,
  random: RandomAtoms,
  powers: readonly AtomPower[],
  mean: (value: Quotient) => Quotient | undefined,
): Quotient | undefined {
  const [sole, more] = powers;
  const form = sole && algebra.atom(sole.atom).form;
  if (!sole || more || !sole.exponent.isOne || form?.kind !== 'absolute' || form.of.denominator.size > 0)
    return undefined;
  const sides = apart(algebra, random, form.of);
  if (!sides) return undefined;
  const [a, b] = sides;
  const law = lawOfExtreme(algebra, random, { most: true, values: [a, b] });
  if (!law) return undefined;
  const place = algebra.symbol('\\operatorname{place}');
  const t = algebra.fromAtom(place);
  const top = integralOver(algebra, algebra.multiply(t, law.density(t)), place.index, law);
  const [left, right] = [mean(a), mean(b)];
  return top && left && right && algebra.subtract(algebra.scale(top, Rational.two), algebra.add(left, right));
}

/** A and B of A − B, which are made of one random quantity each. */
function apart(algebra: Algebra, random: RandomAtoms, difference: Quotient): readonly [Quotient, Quotient] | undefined {
  if (difference.denominator.size > 0) return undefined;
  const sources = [...random.atoms()].filter((atom) => quotientDependsOn(algebra, difference, (k) => k === atom));
  const [first, second, third] = sources;
  if (first === undefined || second === undefined || third !== undefined) return undefined;
  let [a, rest]: [Quotient, Quotient] = [zeroQuotient, zeroQuotient];
  for (const { coefficient, monomial } of difference.numerator.values()) {
    const term = algebra.fromTerm(coefficient, monomialOf(monomial.powers));
    if (monomial.powers.some(({ atom }) => atom === first)) a = algebra.add(a, term);
    else rest = algebra.add(rest, term);
  }
  return [a, algebra.negate(rest)];
}

/** The probability that A − B is below 0, for independent A and B in one range: the integral of the distribution function of A over the law of B. */
export function chanceBelow(algebra: Algebra, random: RandomAtoms, difference: Quotient): Quotient | undefined {
  const sides = apart(algebra, random, difference);
  const [a, b] = (sides ?? []).map((side) => distributionOf(algebra, random, side));
  if (!a || !b) return undefined;
  const isSame = (x: Quotient | undefined, y: Quotient | undefined): boolean =>
    x && y ? algebra.subtract(x, y).numerator.size === 0 : x === y;
  if (!isSame(a.lower, b.lower) || !isSame(a.upper, b.upper)) return undefined;
  const place = algebra.symbol('\\operatorname{place}');
  const t = algebra.fromAtom(place);
  const density = derivativeOf(algebra, b.below(t), place.index);
  return integralOver(algebra, algebra.multiply(a.below(t), density), place.index, b);
}
