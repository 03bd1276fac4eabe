import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { dependsOn } from './canonical/depends';
import { oneQuotient, zeroQuotient } from './canonical/field';
import { raise } from './canonical/powers';
import { gaussianForm, type GaussianForm } from './chance-line';
import type { RandomAtoms } from './moments';
import type { AtomPower } from './polynomial';
import { Rational } from './rational';

/**
 * The expectation of a product of powers of |L| and signs of L, the L being sums a·z of independent standard Gaussian quantities without
 * a number beside them, and of powers of single quantities: `\max(0, w^\top x)`, `|w^\top x|`, `\mathrm{sign}(w^\top x)\, w_k` with Gaussian w.
 * With g = L/|a| each quantity is z_k = (a_k/|a|) g + r_k, the r being Gaussian, independent of g, with covariances δ_kl − a_k a_l/|a|²; their
 * products have the expectations of Isserlis. Undefined where one quantity stands in two different L, and for anything else.
 */
export function kinkedExpectation(
  algebra: Algebra,
  random: RandomAtoms,
  powers: readonly AtomPower[],
  picked: (atom: number) => boolean,
): Quotient | undefined {
  const kinks = new Map<string, Kink>();
  const owners = new Map<number, Kink>();
  const rest: AtomPower[] = [];
  for (const power of powers) {
    const { form } = algebra.atom(power.atom);
    if (picked(power.atom)) {
      rest.push(power);
      continue;
    }
    if ((form.kind !== 'absolute' && form.kind !== 'sign') || !dependsOn(algebra, power.atom, picked)) return undefined;
    const key = algebra.key(form.of);
    const kink = kinks.get(key) ?? kinkOf(algebra, random, form.of, picked);
    if (!kink) return undefined;
    kinks.set(key, kink);
    if (form.kind === 'absolute') kink.power = kink.power.plus(power.exponent);
    else if (power.exponent.isOne) kink.odd = !kink.odd;
    else return undefined;
    for (const size of kink.form.factors.keys()) {
      const owner: Kink = owners.get(size) ?? kink;
      if (owner !== kink) return undefined;
      owners.set(size, owner);
    }
  }
  let product: Quotient = oneQuotient;
  for (const [size, { exponent, odd }] of gaussiansIn(random, rest)) {
    const kink = owners.get(size);
    if (kink) {
      if (!exponent.isInteger || exponent.sign < 0 || (exponent.numerator % 2n !== 0n) !== odd) return undefined;
      for (let k = 0n; k < exponent.numerator; k++) kink.beside.push(size);
    } else {
      const moment = odd ? zeroQuotient : random.momentOf(size)?.(exponent);
      if (moment === undefined || moment === 'open') return undefined;
      product = algebra.multiply(product, moment);
    }
  }
  for (const kink of kinks.values()) {
    const value = expectationBeside(algebra, random, kink);
    if (!value) return undefined;
    product = algebra.multiply(product, value);
  }
  return product;
}

interface Kink {
  readonly form: GaussianForm;
  /** Of |L|. */
  power: Rational;
  /** The sign of L stands beside. */
  odd: boolean;
  /** The Gaussian quantities that are factors, each as often as it is one. */
  readonly beside: number[];
}

/** Factors more than this are not gone through. */
const mostBeside = 6;

function kinkOf(
  algebra: Algebra,
  random: RandomAtoms,
  of: Quotient,
  picked: (atom: number) => boolean,
): Kink | undefined {
  const form = gaussianForm(algebra, random, of);
  if (!form || form.rest.numerator.size > 0 || ![...form.factors.keys()].every(picked)) return undefined;
  return { form, power: Rational.zero, odd: false, beside: [] };
}

/** Powers of sizes and their signs, by the size; of quantities that are no Gaussian ones, as they are. */
function gaussiansIn(
  random: RandomAtoms,
  powers: readonly AtomPower[],
): ReadonlyMap<number, { readonly exponent: Rational; readonly odd: boolean }> {
  const found = new Map<number, { exponent: Rational; odd: boolean }>();
  for (const { atom, exponent } of powers) {
    const size = random.sizeOfSign(atom);
    const known = found.get(size ?? atom) ?? { exponent: Rational.zero, odd: false };
    found.set(
      size ?? atom,
      size === undefined ? { ...known, exponent: known.exponent.plus(exponent) } : { ...known, odd: !known.odd },
    );
  }
  return found;
}

/** E[∏ z_k · |L|^p · sign(L)^q], the z_k being those of `beside`. */
function expectationBeside(algebra: Algebra, random: RandomAtoms, kink: Kink): Quotient | undefined {
  const { form, power, odd, beside } = kink;
  const [size] = form.factors.keys();
  if (size === undefined || beside.length > mostBeside) return undefined;
  const slope = (k: number): Quotient => algebra.divide(form.factors.get(beside[k] ?? -1) ?? zeroQuotient, form.scale);
  const covariance = (k: number, l: number): Quotient => {
    const own = beside[k] === beside[l] ? oneQuotient : zeroQuotient;
    return algebra.subtract(own, algebra.multiply(slope(k), slope(l)));
  };
  let sum: Quotient = zeroQuotient;
  for (let chosen = 0; chosen < 1 << beside.length; chosen++) {
    const along = beside.flatMap((_, k) => (chosen & (1 << k) ? [k] : []));
    const across = beside.flatMap((_, k) => (chosen & (1 << k) ? [] : [k]));
    if (across.length % 2 === 1 || (along.length % 2 === 1) !== odd) continue;
    algebra.fuel.spend(4);
    const moment = random.momentOf(size)?.(power.plus(Rational.of(BigInt(along.length))));
    if (moment === undefined || moment === 'open') return undefined;
    const term = along.reduce((product, k) => algebra.multiply(product, slope(k)), moment);
    sum = algebra.add(sum, algebra.multiply(term, pairings(algebra, across, covariance)));
  }
  return algebra.multiply(sum, raise(algebra, form.scale, algebra.constant(power)));
}

/** The sum over all ways to pair the places, of the products of the covariances (Isserlis 1918). */
function pairings(
  algebra: Algebra,
  places: readonly number[],
  covariance: (k: number, l: number) => Quotient,
): Quotient {
  const [first, ...others] = places;
  if (first === undefined) return oneQuotient;
  let sum: Quotient = zeroQuotient;
  for (const partner of others) {
    const left = others.filter((place) => place !== partner);
    sum = algebra.add(sum, algebra.multiply(covariance(first, partner), pairings(algebra, left, covariance)));
  }
  return sum;
}
