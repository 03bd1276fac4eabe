import { quotientsOf, type CanonicalContext } from './canonical';
import { polynomialToTerm } from './canonical/write';
import { atomsOf, exponentIn, monomialOf, type Polynomial, type PolynomialTerm } from './polynomial';
import { Rational } from './rational';
import { freeSymbols } from './structure';
import type { Term } from './term';

/**
 * The term as a polynomial in one symbol: `coefficients[k]` belongs to its k-th power. It is zero where the term is, apart from places where the
 * term has no value; a common power of the symbol is taken out if it stood below the line (`reciprocal`).
 */
export interface Collected {
  readonly coefficients: readonly Term[];
  readonly reciprocal: boolean;
}

/** The highest degree that is collected. */
const highestDegree = 24;

/** Undefined where the symbol stands inside something else (`\sin x`, `2^x`, `\sqrt x`) or the term cannot be calculated with. Throws `OutOfFuel`. */
export function collectIn(term: Term, name: string, context: CanonicalContext): Collected | undefined {
  const outcome = quotientsOf([term], context);
  if (outcome.kind !== 'values') return undefined;
  const { algebra, readings } = outcome;
  const numerator = readings[0]?.value.numerator;
  if (!numerator) return undefined;
  let own: number | undefined;
  for (const index of atomsOf(numerator)) {
    const atom = algebra.atom(index);
    if (atom.form.kind === 'symbol' && atom.form.name === name) own = index;
    else if (freeSymbols(atom.term).has(name)) return undefined;
  }
  if (own === undefined) return { coefficients: [polynomialToTerm(algebra, numerator)], reciprocal: false };
  return byPowers(numerator, own, (part) => polynomialToTerm(algebra, part));
}

function byPowers(numerator: Polynomial, own: number, toTerm: (part: Polynomial) => Term): Collected | undefined {
  const parts = new Map<number, Map<string, PolynomialTerm>>();
  let lowest = 0;
  for (const { coefficient, monomial } of numerator.values()) {
    const exponent = exponentIn(monomial, own);
    if (!exponent.isInteger) return undefined;
    const power = Number(exponent.numerator);
    lowest = Math.min(lowest, power);
    const rest = monomialOf(monomial.powers.filter((p) => p.atom !== own));
    const part = parts.get(power) ?? new Map<string, PolynomialTerm>();
    part.set(rest.key, { coefficient, monomial: rest });
    parts.set(power, part);
  }
  const highest = Math.max(...parts.keys()) - lowest;
  if (highest > highestDegree) return undefined;
  const coefficients: Term[] = [];
  for (let k = 0; k <= highest; k++) {
    const part = parts.get(k + lowest);
    coefficients.push(part ? toTerm(part) : { kind: 'rational', value: Rational.zero });
  }
  return { coefficients, reciprocal: lowest < 0 };
}
