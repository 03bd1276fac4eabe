import type { Algebra } from './canonical/algebra';
import type { Atom, Quotient } from './canonical/atom';
import { oneQuotient, zeroQuotient } from './canonical/field';
import { numberPower } from './canonical/roots';
import type { Moment, Point, RandomAtoms, Spread } from './moments';
import { exponentialOf, raise } from './canonical/powers';
import { Rational } from './rational';
import { symbol } from './build';
import { opaqueCall } from './canonical/functions';

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
  const size = (moment: Moment, spread?: Spread): Quotient =>
    register(algebra, atoms, sized('positive'), moment, spread);
  const count = (moment: Moment, spread: Spread): Quotient =>
    register(algebra, atoms, sized('nonnegative'), moment, spread);
  const signOf = (): Atom => signAtom(algebra, `\\operatorname{sign}(${name})`);
  const sign = (): Quotient => register(algebra, atoms, signOf(), signMoment, fairSign(algebra));
  const half = algebra.constant(Rational.half);
  const halfNormal = (): Quotient =>
    size((k) => halfNormalMoment(algebra, k), {
      kind: 'continuous',
      greatest: undefined,
      below: (t) =>
        errorFunction(algebra, algebra.multiply(t, raise(algebra, algebra.integer(2), algebra.negate(half)))),
    });
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
        size((k) => factorialMoment(algebra, k), {
          kind: 'continuous',
          greatest: undefined,
          below: (t) => algebra.subtract(oneQuotient, exponentialOf(algebra, algebra.negate(t))),
        }),
        law.rate,
      );
    case 'laplace': {
      const standard = algebra.multiply(
        sign(),
        size((k) => factorialMoment(algebra, k)),
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
      return count((k) => fallingMoment(algebra, k, (j) => algebra.power(law.mean, j)), {
        kind: 'whole',
        least: 0,
        mass: (k) =>
          algebra.scale(
            algebra.multiply(exponentialOf(algebra, algebra.negate(law.mean)), algebra.power(law.mean, k)),
            Rational.integer(falling(k, k)).inverse(),
          ),
      });
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
      // E X(X−1)…(X−j+1) = j!·(1−p)^{j−1}/p^j for the number of trials, j!·((1−p)/p)^j for that of failures.
      const { probability, from } = law;
      const other = algebra.subtract(oneQuotient, probability);
      return count(
        (k) =>
          fallingMoment(algebra, k, (j) =>
            j === 0
              ? oneQuotient
              : algebra.scale(
                  algebra.divide(algebra.power(other, j - from), algebra.power(probability, j)),
                  Rational.integer(falling(j, j)),
                ),
          ),
        {
          kind: 'whole',
          least: from,
          mass: (k) => algebra.multiply(algebra.power(other, k - from), probability),
        },
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
      return size((k) => {
        if (!k.isInteger || k.sign < 0) return undefined;
        let product = 1n;
        for (let i = 0n; i < k.numerator; i++) product *= BigInt(law.degrees) + 2n * i;
        return algebra.constant(Rational.integer(product));
      });
  }
}

function register(algebra: Algebra, atoms: RandomAtoms, atom: Atom, moment: Moment, spread?: Spread): Quotient {
  atoms.add(atom.index, moment, spread);
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

/** erf(x) = 2/√π · ∫ e^{−t²} dt from 0 to x, an odd function. */
export function errorFunction(algebra: Algebra, x: Quotient): Quotient {
  if (x.numerator.size === 0) return zeroQuotient;
  const [first] = [...x.numerator.values()].sort((a, b) => (a.monomial.key < b.monomial.key ? -1 : 1));
  const odd = first !== undefined && first.coefficient.sign < 0;
  const argument = odd ? algebra.negate(x) : x;
  const value = opaqueCall(algebra, 'erf', [argument]);
  return odd ? algebra.negate(value) : value;
}

const signMoment: Moment = (k) => (k.isInteger && k.numerator % 2n === 0n ? oneQuotient : zeroQuotient);

/** Of a quantity of which the mean 0 and the variance 1 are all that is known. */
const firstMoments: Moment = (k) => {
  if (!k.isInteger || k.sign < 0 || k.compare(Rational.two) > 0) return 'open';
  return k.numerator === 1n ? zeroQuotient : oneQuotient;
};

/** E|x|^k of a standard Gaussian: (k−1)!! for even k, √(2/π)·2^{(k−1)/2}·((k−1)/2)! for odd k. */
function halfNormalMoment(algebra: Algebra, k: Rational): Quotient | undefined {
  if (!k.isInteger || k.sign < 0) return undefined;
  const n = k.numerator;
  let product = 1n;
  for (let j = n - 1n; j > 1n; j -= 2n) product *= j;
  if (n % 2n === 0n) return algebra.constant(Rational.integer(product));
  // For odd k the product 2·4·…·(k−1) is 2^{(k−1)/2}·((k−1)/2)!.
  const root = algebra.multiply(
    numberPower(algebra, Rational.two, Rational.half),
    algebra.fromAtom(algebra.pi, Rational.half.negated()),
  );
  return algebra.scale(root, Rational.integer(product));
}

function factorialMoment(algebra: Algebra, k: Rational): Quotient | undefined {
  if (!k.isInteger || k.sign < 0) return undefined;
  let product = 1n;
  for (let j = 2n; j <= k.numerator; j++) product *= j;
  return algebra.constant(Rational.integer(product));
}

/** E X^k from the factorial moments E X(X−1)…(X−j+1), by Stirling numbers of the second kind. */
function fallingMoment(algebra: Algebra, k: Rational, factorial: (j: number) => Quotient): Quotient | undefined {
  if (!k.isInteger || k.sign < 0 || k.numerator > 40n) return undefined;
  const n = Number(k.numerator);
  let row: bigint[] = [1n];
  for (let m = 1; m <= n; m++) {
    const next: bigint[] = [0n];
    for (let j = 1; j <= m; j++) next[j] = BigInt(j) * (row[j] ?? 0n) + (row[j - 1] ?? 0n);
    row = next;
  }
  let sum: Quotient = zeroQuotient;
  for (const [j, count] of row.entries())
    if (count > 0n) sum = algebra.add(sum, algebra.scale(factorial(j), Rational.integer(count)));
  return sum;
}

function falling(n: number, j: number): bigint {
  let product = 1n;
  for (let i = 0; i < j; i++) product *= BigInt(n - i);
  return product;
}
