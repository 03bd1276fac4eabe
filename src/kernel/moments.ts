import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { dependsOn, quotientDependsOn } from './canonical/depends';
import { oneQuotient, zeroQuotient } from './canonical/field';
import { kinkedExpectation } from './kinks';
import { distanceExpectation, extremeExpectation, integratedExpectation, type Extreme, type LineLaw } from './line-law';
import { atomsOf, monomialOf, type AtomPower } from './polynomial';
import { Rational } from './rational';
import { tiltedExpectation, type Tilt } from './tilt';

/** The expectation of a power of one independent random quantity; undefined where it may have none, open where what is known does not fix it. */
export type Moment = (exponent: Rational) => Quotient | 'open' | undefined;

/** Which values a random quantity takes, and how likely they are. */
export type Spread =
  | { readonly kind: 'points'; readonly points: readonly Point[] }
  /** The whole numbers from `least` on: the probability of `k`. */
  | { readonly kind: 'whole'; readonly least: number; readonly mass: (k: number) => Quotient }
  /** All real numbers from `least` to `greatest`, where undefined is no bound; the probability of values below `t`, which lies between these. */
  | {
      readonly kind: 'continuous';
      readonly least: Quotient;
      readonly greatest: Quotient | undefined;
      readonly below: (t: Quotient) => Quotient;
    };

export interface Point {
  readonly value: Quotient;
  readonly probability: Quotient;
}

/** Atoms that stand for random quantities, all independent of one another. */
export class RandomAtoms {
  private readonly moments = new Map<number, Moment>();
  private readonly spreads = new Map<number, Spread>();
  /** Standard Gaussian quantities are a sign times a size: the size of each sign. */
  private readonly sizes = new Map<number, number>();
  private readonly signs = new Map<number, number>();
  /** Quantities whose moments hang on other random quantities. */
  private readonly mixed = new Set<number>();
  /** Set where a probability was asked for at a place that no value reaches. */
  outside = false;
  private readonly lines = new Map<number, LineLaw>();
  private readonly extremes = new Map<number, Extreme>();
  private readonly ties = new Map<number, readonly number[]>();
  private readonly tilts = new Map<number, Tilt>();

  add(atom: number, moment: Moment, spread?: Spread, tilt?: Tilt): void {
    this.moments.set(atom, moment);
    if (spread) this.spreads.set(atom, spread);
    if (tilt) this.tilts.set(atom, tilt);
  }

  /** Must be called for the sign and the size of a standard Gaussian quantity. */
  join(sign: number, size: number): void {
    this.sizes.set(sign, size);
    this.signs.set(size, sign);
  }

  /** Must be called for a quantity whose moments are given other random quantities. */
  setMixed(atom: number): void {
    this.mixed.add(atom);
  }

  isMixed(atom: number): boolean {
    return this.mixed.has(atom);
  }

  /** The density of a quantity, where it has one that can be integrated. */
  setLineLaw(atom: number, law: LineLaw): void {
    this.lines.set(atom, law);
  }

  lineLawOf(atom: number): LineLaw | undefined {
    return this.lines.get(atom);
  }

  /** Must be called for an atom that is an extreme of independent quantities. */
  setExtreme(atom: number, extreme: Extreme): void {
    this.extremes.set(atom, extreme);
  }

  extremeOf(atom: number): Extreme | undefined {
    return this.extremes.get(atom);
  }

  /** Must be called for quantities that are uncorrelated, but not independent: beyond their squares and products nothing is known. */
  tie(atoms: readonly number[]): void {
    for (const atom of atoms) this.ties.set(atom, atoms);
  }

  /** The quantities that one is uncorrelated with only. */
  tiesOf(atom: number): readonly number[] {
    return this.ties.get(atom) ?? [];
  }

  signOfSize(atom: number): number | undefined {
    return this.signs.get(atom);
  }

  tiltOf(atom: number): Tilt | undefined {
    return this.tilts.get(atom);
  }

  spreadOf(atom: number): Spread | undefined {
    return this.spreads.get(atom);
  }

  sizeOfSign(atom: number): number | undefined {
    return this.sizes.get(atom);
  }

  atoms(): Iterable<number> {
    return this.moments.keys();
  }

  has(atom: number): boolean {
    return this.moments.has(atom);
  }

  momentOf(atom: number): Moment | undefined {
    return this.moments.get(atom);
  }
}

export type Expected =
  /** It has that value where all of `needs` are positive, and is infinite elsewhere. */
  | { readonly kind: 'value'; readonly value: Quotient; readonly needs: readonly Quotient[] }
  /** Some random quantity stands where only powers and products can be integrated. */
  | { readonly kind: 'open' }
  /** It hangs on moments that nobody told. */
  | { readonly kind: 'untold' }
  | { readonly kind: 'divergent' };

/**
 * The expectation over the random atoms that `over` picks, all others being held fixed: products of powers of independent quantities have
 * the products of their moments as expectations.
 */
export function expectationOf(
  algebra: Algebra,
  value: Quotient,
  random: RandomAtoms,
  over: (atom: number) => boolean,
): Expected {
  const picked = (atom: number): boolean => random.has(atom) && over(atom);
  const given = givenOthers(algebra, value, random, picked);
  if (given === 'open') return { kind: 'open' };
  if (given) return expectationOf(algebra, given, random, over);
  for (const { base } of value.denominator.values())
    if (atomsOf(base).some((atom) => dependsOn(algebra, atom, picked))) {
      const integrated = integratedExpectation(algebra, random, inFront(algebra, value, random, picked), picked);
      return integrated ? { kind: 'value', value: integrated, needs: [] } : { kind: 'open' };
    }
  const needs: Quotient[] = [];
  let sum: Quotient = zeroQuotient;
  for (const { coefficient, monomial } of value.numerator.values()) {
    algebra.fuel.spend(1 + monomial.powers.length);
    let product: Quotient = algebra.constant(coefficient);
    const curved = monomial.powers.some(({ atom }) => !picked(atom) && dependsOn(algebra, atom, picked));
    if (curved) {
      const inside = monomial.powers.filter(({ atom }) => dependsOn(algebra, atom, picked));
      const bent = kinkedExpectation(algebra, random, inside, picked);
      const tilted = bent
        ? { value: bent, needs: [] }
        : (tiltedExpectation(algebra, random, inside, picked) ?? lineExpectation(algebra, random, inside, picked));
      if (!tilted) return { kind: 'open' };
      const outside = algebra.fromTerm(
        coefficient,
        monomialOf(monomial.powers.filter((power) => !inside.includes(power))),
      );
      sum = algebra.add(sum, algebra.multiply(outside, tilted.value));
      needs.push(...tilted.needs);
      continue;
    }
    if (
      isTied(
        random,
        monomial.powers.filter(({ atom }) => picked(atom)),
      )
    )
      return { kind: 'untold' };
    for (const power of monomial.powers) {
      const isZero = product.numerator.size === 0;
      if (picked(power.atom)) {
        if (isZero) continue;
        const moment = random.momentOf(power.atom)?.(power.exponent);
        if (moment === undefined) return { kind: 'divergent' };
        if (moment === 'open') return { kind: 'untold' };
        product = algebra.multiply(product, moment);
      } else if (!isZero) product = algebra.multiply(product, algebra.fromTerm(Rational.one, monomialOf([power])));
    }
    sum = algebra.add(sum, product);
  }
  if (value.denominator.size === 0) return { kind: 'value', value: sum, needs };
  const below: Quotient = { numerator: oneQuotient.numerator, denominator: value.denominator };
  return { kind: 'value', value: algebra.multiply(sum, below), needs };
}

/** Whether quantities that are only uncorrelated stand in a product of more than two. */
function isTied(random: RandomAtoms, powers: readonly AtomPower[]): boolean {
  return powers.some(({ atom }) => {
    const tied = random.tiesOf(atom);
    if (tied.length === 0) return false;
    const beside = powers.filter((power) => tied.includes(power.atom));
    return (
      beside.length > 1 &&
      beside.reduce((sum, { exponent }) => sum.plus(exponent), Rational.zero).compare(Rational.two) > 0
    );
  });
}

/** By integration over one quantity, or over an extreme of several. */
function lineExpectation(
  algebra: Algebra,
  random: RandomAtoms,
  inside: readonly AtomPower[],
  picked: (atom: number) => boolean,
): { readonly value: Quotient; readonly needs: readonly Quotient[] } | undefined {
  const mean = (of: Quotient): Quotient | undefined => {
    const found = expectationOf(algebra, of, random, picked);
    return found.kind === 'value' ? found.value : undefined;
  };
  const value =
    extremeExpectation(algebra, random, inside) ??
    distanceExpectation(algebra, random, inside, mean) ??
    integratedExpectation(algebra, random, algebra.fromTerm(Rational.one, monomialOf(inside)), picked);
  return value && { value, needs: [] };
}

/** The expectation given the quantities that the moments of others hang on, these not yet integrated over; undefined where there are none. */
function givenOthers(
  algebra: Algebra,
  value: Quotient,
  random: RandomAtoms,
  picked: (atom: number) => boolean,
): Quotient | 'open' | undefined {
  const isMixed = (atom: number): boolean => picked(atom) && random.isMixed(atom);
  if (!quotientDependsOn(algebra, value, isMixed)) return undefined;
  const isBelow = [...value.denominator.values()].some(({ base }) =>
    atomsOf(base).some((atom) => dependsOn(algebra, atom, isMixed)),
  );
  if (isBelow) return 'open';
  let sum: Quotient = zeroQuotient;
  for (const { coefficient, monomial } of value.numerator.values()) {
    const others = monomial.powers.filter(({ atom }) => !isMixed(atom));
    if (others.some(({ atom }) => dependsOn(algebra, atom, isMixed))) return 'open';
    let product = algebra.fromTerm(coefficient, monomialOf(others));
    for (const { atom, exponent } of monomial.powers) {
      if (!isMixed(atom)) continue;
      const moment = random.momentOf(atom)?.(exponent);
      if (moment === undefined || moment === 'open') return 'open';
      product = algebra.multiply(product, moment);
    }
    sum = algebra.add(sum, product);
  }
  const below: Quotient = { numerator: oneQuotient.numerator, denominator: value.denominator };
  return algebra.multiply(sum, below);
}

/** The expectation over all that does not stand below the line. */
function inFront(algebra: Algebra, value: Quotient, random: RandomAtoms, picked: (atom: number) => boolean): Quotient {
  const isBelow = (index: number): boolean =>
    [...value.denominator.values()].some(({ base }) =>
      atomsOf(base).some((atom) => dependsOn(algebra, atom, (k) => k === index)),
    );
  const found = expectationOf(algebra, value, random, (atom) => picked(atom) && !isBelow(atom));
  return found.kind === 'value' ? found.value : value;
}
