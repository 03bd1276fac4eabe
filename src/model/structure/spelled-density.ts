import type { Node, SymbolNode } from '../../formula/tree';
import { signOfBall } from '../../kernel/ball';
import { evaluateBall } from '../../kernel/evaluate';
import { toTerm } from '../../kernel/canonical/write';
import { integralOver } from '../../kernel/line-integral';
import type { LineLaw } from '../../kernel/line-law';
import { freeSymbols } from '../../kernel/structure';
import type { SpelledDensity, SupportSaid } from './spelled-talk';
import type { Quotient } from '../../kernel/canonical/atom';
import { dependsOn } from '../../kernel/canonical/depends';
import { derivativeOf } from '../../kernel/canonical/differential';
import { NoValue, oneQuotient, zeroQuotient } from '../../kernel/canonical/field';
import { exponentialOf } from '../../kernel/canonical/powers';
import { signOf } from '../../kernel/canonical/sign';
import { withValues } from '../../kernel/canonical/values';
import { lineIntegral } from '../../kernel/gaussian';
import { matrixOf } from '../../kernel/matrix';
import { monomialOf } from '../../kernel/polynomial';
import type { Law } from '../../kernel/random';
import { Rational } from '../../kernel/rational';
import type { Evaluator } from './evaluator';
import type { Definition } from './known';
import { attempt, NeedsNumbers, NotComputed, stop } from './outcome';
import { numberOf, scalar, valueOf } from './value';

/**
 * The laws of the entries of a quantity whose density is spelled out, where these are independent:
 *
 *     p(x) = (2\pi\sigma^2)^{-k/2} e^{-\|x - \mu\|^2/2\sigma^2}    normal: the exponent is quadratic in each entry, and the integral is one
 *     p(x) = \lambda e^{-\lambda x}                               exponential: on the positive numbers alone its integral is one
 */
export function lawsOfRule(ev: Evaluator, key: string, rule: Definition, count: number): readonly Law[] {
  const spelled = ev.world.densities.spelledOf(key, ev.scope);
  if (!spelled || count !== 1) return lawsByForm(ev, key, rule, count);
  // On the positive numbers or the whole line it may be a law with a name.
  const isNamed = spelled.kind === 'density' && !spelled.support?.upper;
  const named = isNamed ? attempt(() => lawsByForm(ev, key, rule, 1)) : undefined;
  return named && fits(ev, named, spelled.support) ? named : [lawOfSpelled(ev, key, rule, spelled)];
}

/** Whether a law that was recognized lies where the density was said to be. */
function fits(ev: Evaluator, [law]: readonly Law[], support: SupportSaid | undefined): boolean {
  if (!support) return true;
  if (law?.kind === 'normal') return !support.lower && !support.upper;
  const lower = support.lower && ev.algebra.constantValue(ev.number(support.lower, 'an end of the range'));
  return law?.kind === 'exponential' && lower?.isZero === true;
}

/** The law with that density, or that distribution function, in its range; its integral must be one. */
function lawOfSpelled(
  ev: Evaluator,
  key: string,
  rule: Definition,
  { kind, support }: Pick<SpelledDensity, 'kind' | 'support'>,
): Law {
  const { algebra, instance } = ev;
  const [parameter] = rule.parameters;
  if (!parameter || !support || ev.open.includes(key)) return notUnderstood('f');
  const end = (node: Node | undefined): Quotient | undefined => node && ev.number(node, 'an end of the range');
  const place = algebra.symbol(`\\operatorname{at} ${key}`);
  const at = scalar(algebra.fromAtom(place));
  const inside = ev.inside(key, new Map([...ev.locals, [parameter.key, at]]));
  const value = numberOf(inside.value(rule.body), 'the density');
  const rate = kind === 'density' ? value : derivativeOf(algebra, value, place.index);
  const law: LineLaw = {
    lower: end(support.lower),
    upper: end(support.upper),
    density: (to) => withValues(algebra, rate, new Map([[place.index, to]])),
  };
  const mass = integralOver(algebra, rate, place.index, law);
  const off = mass && algebra.subtract(mass, oneQuotient);
  if (!off) return stop('the integral of the density as it was given is not finite');
  if (off.numerator.size > 0) {
    const number = algebra.constantValue(off);
    if (number) return stop('the integral of the density as it was given is not one');
    const term = toTerm(algebra, off);
    if (freeSymbols(term).size > 0) {
      if (instance.entries !== 'numbers') throw new NeedsNumbers('this density is integrated in numbers');
      return stop('the integral of the density as it was given is not one for all numbers');
    }
    const found = evaluateBall(term, new Map(), algebra.fuel);
    if (found.kind !== 'ball' || signOfBall(found.ball) !== undefined)
      return stop('the integral of the density as it was given is not one');
  }
  return { kind: 'density', law };
}

function lawsByForm(ev: Evaluator, key: string, rule: Definition, count: number): readonly Law[] {
  const { algebra } = ev;
  const [parameter, more] = rule.parameters;
  if (!parameter || more || ev.open.includes(key)) return notUnderstood(key);
  const atoms = Array.from({ length: count }, (_, k) => algebra.symbol(`${key} at ${k + 1}`));
  const places = atoms.map((atom) => algebra.fromAtom(atom));
  const counted = count === 1 ? massOfCounts(ev, key, rule, parameter) : undefined;
  if (counted) return [counted];
  const sized = ev.world.shapeOf(parameter, ev.scope)?.length || count > 1;
  const at = sized ? valueOf(matrixOf(count, 1, (i) => places[i] ?? zeroQuotient)) : scalar(places[0] ?? zeroQuotient);
  const inside = ev.inside(key, new Map([...ev.locals, [parameter.key, at]]));
  const value = numberOf(inside.value(rule.body), `the density $${key}$`);
  const [term, other] = [...value.numerator.values()];
  if (!term || other || value.denominator.size > 0) return notUnderstood(key);
  let exponent: Quotient = zeroQuotient;
  const outside = term.monomial.powers.filter(({ atom, exponent: times }) => {
    const { form } = algebra.atom(atom);
    if (!dependsOn(algebra, atom, (k) => atoms.some(({ index }) => index === k))) return true;
    if (form.kind !== 'exponential') return notUnderstood(key);
    exponent = algebra.add(exponent, algebra.scale(form.exponent, times));
    return false;
  });
  const front = algebra.fromTerm(term.coefficient, monomialOf(outside));
  const laws = atoms.map(({ index }) => lawOfExponent(ev, exponent, index) ?? notUnderstood(key));
  let mass = algebra.multiply(front, exponentialOf(algebra, exponent));
  for (const [k, { index }] of atoms.entries()) {
    const law = laws[k];
    const next =
      law?.kind === 'exponential'
        ? algebra.divide(withValues(algebra, mass, new Map([[index, zeroQuotient]])), law.rate)
        : lineIntegral(algebra, mass, index);
    mass = next ?? notUnderstood(key);
  }
  if (algebra.subtract(mass, oneQuotient).numerator.size > 0)
    return stop(`the integral of $${key}$ as it was given is not one`);
  return laws;
}

/**
 * The law of a mass function, by its first values:
 *
 *     p(x) = \theta^x (1 - \theta)^{1 - x}      Bernoulli: p(0) + p(1) = 1
 *     p(k) = \lambda^k e^{-\lambda} / k!        Poisson: p(k) = p(0) λ^k/k! and p(0) = e^{−λ}
 *     p(k) = (1 - p)^{k - 1} p                  geometric: p(k + 1) = (1 − p) p(k)
 */
function massOfCounts(ev: Evaluator, key: string, rule: Definition, parameter: SymbolNode): Law | undefined {
  const { algebra } = ev;
  const isSame = (a: Quotient, b: Quotient): boolean => algebra.subtract(a, b).numerator.size === 0;
  const at = (k: number): Quotient => {
    const inside = ev.inside(key, new Map([...ev.locals, [parameter.key, scalar(algebra.integer(k))]]));
    return numberOf(inside.value(rule.body), `the mass function $${key}$`);
  };
  try {
    const values = [0, 1, 2, 3].map(at);
    const [zero, one, two, three] = values;
    if (!zero || !one || !two || !three) return undefined;
    // Numbers may be those of a density.
    const isMass = key.startsWith('mass ');
    if (!isMass && (algebra.constantValue(zero) ?? algebra.constantValue(one))) return undefined;
    if (isSame(algebra.add(zero, one), oneQuotient)) return { kind: 'bernoulli', probability: one };
    const mean = algebra.divide(one, zero);
    const isPoisson =
      isSame(zero, exponentialOf(algebra, algebra.negate(mean))) &&
      [two, three].every((value, k) =>
        isSame(
          value,
          algebra.scale(algebra.multiply(zero, algebra.power(mean, k + 2)), Rational.of(1, k === 0 ? 2 : 6)),
        ),
      );
    if (isPoisson) return { kind: 'poisson', mean };
    for (const from of [1, 0] as const) {
      const first = from === 1 ? one : zero;
      const other = algebra.subtract(oneQuotient, first);
      const steps = values.slice(from);
      if (steps.every((value, k) => isSame(value, algebra.multiply(first, algebra.power(other, k)))))
        return { kind: 'geometric', probability: first, from };
    }
  } catch (error) {
    if (!(error instanceof NotComputed) && !(error instanceof NoValue)) throw error;
  }
  return undefined;
}

/** The law whose density has that logarithm in one place, up to a constant. */
function lawOfExponent({ algebra }: Evaluator, exponent: Quotient, place: number): Law | undefined {
  const slope = derivativeOf(algebra, exponent, place);
  const bend = derivativeOf(algebra, slope, place);
  // What couples two entries, or bends otherwise, is no product of such laws.
  if (algebra.subtract(bend, withValues(algebra, bend, new Map([[place, oneQuotient]]))).numerator.size > 0)
    return undefined;
  const start = withValues(algebra, slope, new Map([[place, zeroQuotient]]));
  if (bend.numerator.size === 0) {
    const rate = algebra.negate(start);
    return signOf(algebra, rate) === 'positive' ? { kind: 'exponential', rate } : undefined;
  }
  const variance = algebra.inverse(algebra.negate(bend));
  if (signOf(algebra, variance) !== 'positive') return undefined;
  return { kind: 'normal', mean: algebra.multiply(start, variance), variance };
}

function notUnderstood(key: string): never {
  const letter = /^(?:density|distribution|mass) (.+) of /.exec(key)?.[1] ?? key;
  return stop(`the law that was given by the formula of $${letter}$ was not understood`);
}
