import type { Algebra } from './canonical/algebra';
import type { Atom, Quotient } from './canonical/atom';
import { oneQuotient, zeroQuotient } from './canonical/field';
import type { Moment, Point, RandomAtoms, Spread } from './moments';
import { exponentialOf, raise } from './canonical/powers';
import { Rational } from './rational';
import { symbol } from './build';
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
  /** How many trials up to the first success, or how many failures before it. */
  | { readonly kind: 'geometric'; readonly probability: Quotient; readonly from: 0 | 1 }
  | { readonly kind: 'points'; readonly points: readonly Point[] }
  /** Any law with these first two moments. */
  | { readonly kind: 'moments'; readonly mean: Quotient; readonly variance: Quotient }
  /** Gamma with shape `degrees`/2 and scale 2. */
  | { readonly kind: 'chi-square'; readonly degrees: number };

/**
 * A random quantity of that law as an expression in independent atoms, which are registered with their moments. `name` is unique to it. A
 * symmetric quantity is a sign (its square 1) times a positive size, so that its absolute value and its sign are polynomials too.
 */
export function randomQuantity(algebra: Algebra, atoms: RandomAtoms, law: Law, name: string): Quotient {
  const sized = (least: 'positive' | 'nonnegative'): Atom => markedAtom(algebra, `|${name}|`, least);
  const size = (moment: Moment, spread?: Spread, tilt?: Tilt): Quotient =>
    register(algebra, atoms, sized('positive'), moment, spread, tilt);
  const count = (moment: Moment, spread: Spread, tilt?: Tilt): Quotient =>
    register(algebra, atoms, sized('nonnegative'), moment, spread, tilt);
  const signOf = (): Atom => signAtom(algebra, `\\operatorname{sign}(${name})`);
  const sign = (): Quotient => register(algebra, atoms, signOf(), signMoment, fairSign(algebra));
  const half = algebra.constant(Rational.half);
  const halfNormal = (): Quotient =>
    size(
      (k) => halfNormalMoment(algebra, k),
      {
        kind: 'continuous',
        greatest: undefined,
        below: (t) =>
          errorFunction(algebra, algebra.multiply(t, raise(algebra, algebra.integer(2), algebra.negate(half)))),
      },
      halfNormalTilt(algebra),
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
        { kind: 'continuous', greatest: Rational.one, below: (t) => t },
        uniformTilt(algebra),
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
            greatest: undefined,
            below: (t) => algebra.subtract(oneQuotient, exponentialOf(algebra, algebra.negate(t))),
          },
          exponentialTilt(algebra),
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

function register(
  algebra: Algebra,
  atoms: RandomAtoms,
  atom: Atom,
  moment: Moment,
  spread?: Spread,
  tilt?: Tilt,
): Quotient {
  atoms.add(atom.index, moment, spread, tilt);
  return algebra.fromAtom(atom);
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
