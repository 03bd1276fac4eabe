import type { Algebra } from './canonical/algebra';
import type { Atom, Quotient } from './canonical/atom';
import { oneQuotient, zeroQuotient } from './canonical/field';
import type { Moment, Point, RandomAtoms, Spread } from './moments';
import { quotientDependsOn } from './canonical/depends';
import { exponentialOf, raise } from './canonical/powers';
import { signOf } from './canonical/sign';
import { Rational } from './rational';
import { symbol } from './build';
import { integralOver } from './line-integral';
import type { LineLaw } from './line-law';
import {
  errorFunction,
  factorialMoment,
  geometricMoment,
  falling,
  fallingMoment,
  firstMoments,
  halfNormalMoment,
  poissonMoment,
  signMoment,
} from './power-moments';
import {
  exponentialTilt,
  geometricTilt,
  halfNormalTilt,
  poissonTilt,
  squaresTilt,
  uniformTilt,
  type Tilt,
} from './tilt';

/** A law on the real line, its parameters deterministic or depending on other random quantities. */
export type Law =
  | { readonly kind: 'normal'; readonly mean: Quotient; readonly variance: Quotient }
  | { readonly kind: 'half-normal'; readonly variance: Quotient }
  | { readonly kind: 'uniform'; readonly lower: Quotient; readonly upper: Quotient }
  | { readonly kind: 'bernoulli'; readonly probability: Quotient }
  | { readonly kind: 'rademacher' }
  | { readonly kind: 'exponential'; readonly rate: Quotient }
  | { readonly kind: 'laplace'; readonly mean: Quotient; readonly scale: Quotient }
  | { readonly kind: 'poisson'; readonly mean: Quotient }
  | { readonly kind: 'binomial'; readonly trials: number; readonly probability: Quotient }
  /** Binomial with a number of trials that is random itself. */
  | { readonly kind: 'thinned'; readonly trials: Quotient; readonly probability: Quotient }
  /** How many trials up to the first success, or how many failures before it. */
  | { readonly kind: 'geometric'; readonly probability: Quotient; readonly from: 0 | 1 }
  | { readonly kind: 'points'; readonly points: readonly Point[] }
  /** Any law with these first two moments. */
  | { readonly kind: 'moments'; readonly mean: Quotient; readonly variance: Quotient }
  /** Of the sum of that many squares of standard Gaussian quantities. */
  | { readonly kind: 'chi-square'; readonly degrees: number }
  | { readonly kind: 'gamma'; readonly shape: Quotient; readonly rate: Quotient }
  | { readonly kind: 'beta'; readonly first: Quotient; readonly second: Quotient }
  /** A law that is given by its density. */
  | { readonly kind: 'density'; readonly law: LineLaw };

/**
 * A random quantity of that law as an expression in independent atoms, which are registered with their moments. `name` is unique to it. A
 * symmetric quantity is a sign (its square 1) times a positive size, so that its absolute value and its sign are polynomials too.
 */
export function randomQuantity(algebra: Algebra, atoms: RandomAtoms, law: Law, name: string): Quotient {
  const sized = (least: 'positive' | 'nonnegative'): Atom => markedAtom(algebra, `|${name}|`, least);
  const size = (moment: Moment, spread?: Spread, tilt?: Tilt, line?: LineLaw): Quotient =>
    register(algebra, atoms, sized('positive'), moment, spread, tilt, line);
  const count = (moment: Moment, spread?: Spread, tilt?: Tilt): Quotient => {
    const isMixed = dependsOnRandom(algebra, atoms, law);
    // Where parameters are random themselves, only moments are known, as functions of these.
    if (isMixed) atoms.setMixed(sized('nonnegative').index);
    return register(
      algebra,
      atoms,
      sized('nonnegative'),
      moment,
      isMixed ? undefined : spread,
      isMixed ? undefined : tilt,
    );
  };
  const signOf = (): Atom => signAtom(algebra, `\\operatorname{sign}(${name})`);
  const sign = (): Quotient => register(algebra, atoms, signOf(), signMoment, fairSign(algebra));
  const half = algebra.constant(Rational.half);
  const halfNormal = (): Quotient =>
    size(
      (k) => halfNormalMoment(algebra, k),
      {
        kind: 'continuous',
        least: zeroQuotient,
        greatest: undefined,
        below: (t) =>
          errorFunction(algebra, algebra.multiply(t, raise(algebra, algebra.integer(2), algebra.negate(half)))),
      },
      halfNormalTilt(algebra),
      { lower: zeroQuotient, upper: undefined, density: (at) => halfNormalDensity(algebra, at) },
    );
  switch (law.kind) {
    case 'normal': {
      const standard = algebra.multiply(sign(), halfNormal());
      atoms.join(signOf().index, sized('positive').index);
      return algebra.add(law.mean, algebra.multiply(raise(algebra, law.variance, half), standard));
    }
    case 'half-normal':
      return algebra.multiply(raise(algebra, law.variance, half), halfNormal());
    case 'uniform': {
      const unit = size(
        (k) => (k.compare(Rational.minusOne) > 0 ? algebra.constant(k.plus(Rational.one).inverse()) : undefined),
        { kind: 'continuous', least: zeroQuotient, greatest: oneQuotient, below: (t) => t },
        uniformTilt(algebra),
        { lower: zeroQuotient, upper: oneQuotient, density: () => oneQuotient },
      );
      return algebra.add(law.lower, algebra.multiply(algebra.subtract(law.upper, law.lower), unit));
    }
    case 'bernoulli':
      // Every power of a zero or one is itself.
      return count((k) => (k.sign > 0 ? law.probability : undefined), {
        kind: 'points',
        points: [
          { value: zeroQuotient, probability: algebra.subtract(oneQuotient, law.probability) },
          { value: oneQuotient, probability: law.probability },
        ],
      });
    case 'rademacher':
      return sign();
    case 'exponential':
      return algebra.divide(
        size(
          (k) => factorialMoment(algebra, k),
          {
            kind: 'continuous',
            least: zeroQuotient,
            greatest: undefined,
            below: (t) => algebra.subtract(oneQuotient, exponentialOf(algebra, algebra.negate(t))),
          },
          exponentialTilt(algebra),
          { lower: zeroQuotient, upper: undefined, density: (at) => exponentialOf(algebra, algebra.negate(at)) },
        ),
        law.rate,
      );
    case 'laplace': {
      const standard = algebra.multiply(
        sign(),
        size((k) => factorialMoment(algebra, k), undefined, exponentialTilt(algebra)),
      );
      return algebra.add(law.mean, algebra.multiply(law.scale, standard));
    }
    case 'moments': {
      const standard = algebra.intern(`moments ${name}`, () => ({
        term: symbol(name),
        sign: 'real',
        integer: false,
        form: { kind: 'symbol', name },
      }));
      return algebra.add(
        law.mean,
        algebra.multiply(raise(algebra, law.variance, half), register(algebra, atoms, standard, firstMoments)),
      );
    }
    case 'poisson':
      return count(
        (k) => poissonMoment(algebra, law.mean, k),
        {
          kind: 'whole',
          least: 0,
          mass: (k) =>
            algebra.scale(
              algebra.multiply(exponentialOf(algebra, algebra.negate(law.mean)), algebra.power(law.mean, k)),
              Rational.integer(falling(k, k)).inverse(),
            ),
        },
        poissonTilt(algebra, law.mean),
      );
    case 'binomial': {
      const { trials, probability } = law;
      const other = algebra.subtract(oneQuotient, probability);
      const points = Array.from({ length: trials + 1 }, (_, k) => ({
        value: algebra.integer(k),
        probability: algebra.scale(
          algebra.multiply(algebra.power(probability, k), algebra.power(other, trials - k)),
          Rational.integer(falling(trials, k)).times(Rational.integer(falling(k, k)).inverse()),
        ),
      }));
      return count(
        (k) =>
          fallingMoment(algebra, k, (j) =>
            algebra.scale(algebra.power(probability, j), Rational.integer(falling(trials, j))),
          ),
        { kind: 'points', points },
      );
    }
    case 'thinned':
      return count((k) =>
        fallingMoment(algebra, k, (j) => {
          let product = algebra.power(law.probability, j);
          for (let i = 0; i < j; i++)
            product = algebra.multiply(product, algebra.subtract(law.trials, algebra.integer(i)));
          return product;
        }),
      );
    case 'geometric': {
      const { probability, from } = law;
      const other = algebra.subtract(oneQuotient, probability);
      return count(
        (k) => geometricMoment(algebra, probability, from, k),
        {
          kind: 'whole',
          least: from,
          mass: (k) => algebra.multiply(algebra.power(other, k - from), probability),
        },
        geometricTilt(algebra, probability, from),
      );
    }
    case 'points': {
      const { points } = law;
      const atom = algebra.intern(`random ${name}`, () => ({
        term: symbol(name),
        sign: 'real',
        integer: false,
        form: { kind: 'symbol', name },
      }));
      const moment: Moment = (k) =>
        k.isInteger && k.sign >= 0
          ? sumOf(
              algebra,
              points.map((p) => algebra.multiply(p.probability, algebra.power(p.value, Number(k.numerator)))),
            )
          : undefined;
      return register(algebra, atoms, atom, moment, { kind: 'points', points });
    }
    case 'gamma':
      return algebra.divide(
        size(
          (k) => risingMoment(algebra, k, (i) => algebra.add(law.shape, algebra.integer(i))),
          undefined,
          (k, slope) => {
            const left = algebra.subtract(oneQuotient, slope);
            const power = raise(algebra, left, algebra.negate(algebra.add(law.shape, algebra.integer(k))));
            const rising = risingMoment(algebra, Rational.of(k), (i) => algebra.add(law.shape, algebra.integer(i)));
            return rising && { value: algebra.multiply(rising, power), needs: [left] };
          },
        ),
        law.rate,
      );
    case 'beta': {
      const both = algebra.add(law.first, law.second);
      return size((k) =>
        risingMoment(algebra, k, (i) =>
          algebra.divide(algebra.add(law.first, algebra.integer(i)), algebra.add(both, algebra.integer(i))),
        ),
      );
    }
    case 'density':
      return densityQuantity(algebra, atoms, law.law, name);
    case 'chi-square':
      return size(
        (k) => {
          if (!k.isInteger || k.sign < 0) return undefined;
          let product = 1n;
          for (let i = 0n; i < k.numerator; i++) product *= BigInt(law.degrees) + 2n * i;
          return algebra.constant(Rational.integer(product));
        },
        undefined,
        squaresTilt(algebra, law.degrees),
      );
  }
}

/** Whether a parameter of a law is random itself. */
function dependsOnRandom(algebra: Algebra, atoms: RandomAtoms, law: Law): boolean {
  const parameters =
    law.kind === 'thinned'
      ? [law.trials, law.probability]
      : law.kind === 'poisson'
        ? [law.mean]
        : law.kind === 'bernoulli' || law.kind === 'binomial' || law.kind === 'geometric'
          ? [law.probability]
          : [];
  return parameters.some((parameter) => quotientDependsOn(algebra, parameter, (atom) => atoms.has(atom)));
}

/** A product of k factors, for whole k. */
function risingMoment(algebra: Algebra, k: Rational, factor: (i: number) => Quotient): Quotient | undefined {
  if (!k.isInteger || k.sign < 0 || k.numerator > 40n) return undefined;
  let product: Quotient = oneQuotient;
  for (let i = 0; i < Number(k.numerator); i++) product = algebra.multiply(product, factor(i));
  return product;
}

/** A quantity with that density: its moments and the probabilities of ranges are integrals. */
function densityQuantity(algebra: Algebra, atoms: RandomAtoms, law: LineLaw, name: string): Quotient {
  const { lower, upper, density } = law;
  const isPositive = lower && /^(?:positive|nonnegative|zero)$/.test(signOf(algebra, lower));
  const atom = isPositive
    ? markedAtom(algebra, `|${name}|`, 'nonnegative')
    : algebra.intern(`random ${name}`, () => ({
        term: symbol(name),
        sign: 'real',
        integer: false,
        form: { kind: 'symbol', name },
      }));
  const place = algebra.symbol(`\\operatorname{place} ${name}`);
  const at = algebra.fromAtom(place);
  const known = new Map<string, Quotient | undefined>();
  const moment: Moment = (k) => {
    const key = k.toString();
    if (!known.has(key))
      known.set(
        key,
        integralOver(algebra, algebra.multiply(raise(algebra, at, algebra.constant(k)), density(at)), place.index, law),
      );
    return known.get(key);
  };
  const spread: Spread | undefined = lower && {
    kind: 'continuous',
    least: lower,
    greatest: upper,
    below: (t) => integralOver(algebra, density(at), place.index, { lower, upper: t }) ?? zeroQuotient,
  };
  return register(algebra, atoms, atom, moment, spread, undefined, law);
}

function register(
  algebra: Algebra,
  atoms: RandomAtoms,
  atom: Atom,
  moment: Moment,
  spread?: Spread,
  tilt?: Tilt,
  line?: LineLaw,
): Quotient {
  atoms.add(atom.index, moment, spread, tilt);
  if (line) atoms.setLineLaw(atom.index, line);
  return algebra.fromAtom(atom);
}

/** √(2/π) e^{−t²/2}, of the size of a standard Gaussian quantity. */
function halfNormalDensity(algebra: Algebra, at: Quotient): Quotient {
  const root = algebra.multiply(
    raise(algebra, algebra.integer(2), algebra.constant(Rational.half)),
    algebra.fromAtom(algebra.pi, Rational.half.negated()),
  );
  const square = algebra.scale(algebra.multiply(at, at), Rational.half);
  return algebra.multiply(root, exponentialOf(algebra, algebra.negate(square)));
}

/** A number that is positive in every model. */
export function positiveAtom(algebra: Algebra, name: string): Atom {
  return markedAtom(algebra, name, 'positive');
}

/** A number of known sign. */
export function markedAtom(algebra: Algebra, name: string, sign: 'positive' | 'nonnegative'): Atom {
  return algebra.intern(`${sign} ${name}`, () => ({
    term: symbol(name),
    sign,
    integer: false,
    form: { kind: 'symbol', name },
  }));
}

/** Whether an atom was made by `signAtom`. */
export function isSignAtom(algebra: Algebra, index: number): boolean {
  const { period, form } = algebra.atom(index);
  return form.kind === 'symbol' && period !== undefined && algebra.isOne(period.value);
}

/** A number that is 1 or −1. */
export function signAtom(algebra: Algebra, name: string): Atom {
  return algebra.intern(`sign ${name}`, () => ({
    term: symbol(name),
    sign: 'real',
    integer: true,
    form: { kind: 'symbol', name },
    period: { length: Rational.two, value: oneQuotient },
  }));
}

function fairSign(algebra: Algebra): Spread {
  const probability = algebra.constant(Rational.half);
  return { kind: 'points', points: [1, -1].map((value) => ({ value: algebra.integer(value), probability })) };
}

function sumOf(algebra: Algebra, terms: readonly Quotient[]): Quotient {
  return terms.reduce((sum, term) => algebra.add(sum, term), zeroQuotient);
}
