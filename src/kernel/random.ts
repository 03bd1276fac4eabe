import type { Algebra } from './canonical/algebra';
import type { Atom, Quotient } from './canonical/atom';
import { oneQuotient, zeroQuotient } from './canonical/field';
import { raise } from './canonical/powers';
import { numberPower } from './canonical/roots';
import type { Moment, RandomAtoms } from './moments';
import { Rational } from './rational';
import { symbol } from './build';

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
  /** Any law with these first two moments. */
  | { readonly kind: 'moments'; readonly mean: Quotient; readonly variance: Quotient }
  /** Gamma with shape `degrees`/2 and scale 2. */
  | { readonly kind: 'chi-square'; readonly degrees: number };

/**
 * A random quantity of that law as an expression in independent atoms, which are registered with their moments. `name` is unique to it. A
 * symmetric quantity is a sign (its square 1) times a positive size, so that its absolute value and its sign are polynomials too.
 */
export function randomQuantity(algebra: Algebra, atoms: RandomAtoms, law: Law, name: string): Quotient {
  const size = (moment: Moment, least: 'positive' | 'nonnegative' = 'positive'): Quotient =>
    register(algebra, atoms, markedAtom(algebra, `|${name}|`, least), moment);
  const sign = (): Quotient => register(algebra, atoms, signAtom(algebra, `\\operatorname{sign}(${name})`), signMoment);
  const half = algebra.constant(Rational.half);
  switch (law.kind) {
    case 'normal': {
      const standard = algebra.multiply(
        sign(),
        size((k) => halfNormalMoment(algebra, k)),
      );
      return algebra.add(law.mean, algebra.multiply(raise(algebra, law.variance, half), standard));
    }
    case 'half-normal':
      return algebra.multiply(
        raise(algebra, law.variance, half),
        size((k) => halfNormalMoment(algebra, k)),
      );
    case 'uniform': {
      const unit = size((k) =>
        k.compare(Rational.minusOne) > 0 ? algebra.constant(k.plus(Rational.one).inverse()) : undefined,
      );
      return algebra.add(law.lower, algebra.multiply(algebra.subtract(law.upper, law.lower), unit));
    }
    case 'bernoulli':
      // Every power of a zero or one is itself.
      return size((k) => (k.sign > 0 ? law.probability : undefined), 'nonnegative');
    case 'rademacher':
      return sign();
    case 'exponential':
      return algebra.divide(
        size((k) => factorialMoment(algebra, k)),
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
      return size((k) => fallingMoment(algebra, k, (j) => algebra.power(law.mean, j)), 'nonnegative');
    case 'binomial': {
      const { trials, probability } = law;
      return size(
        (k) =>
          fallingMoment(algebra, k, (j) =>
            algebra.scale(algebra.power(probability, j), Rational.integer(falling(trials, j))),
          ),
        'nonnegative',
      );
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

function register(algebra: Algebra, atoms: RandomAtoms, atom: Atom, moment: Moment): Quotient {
  atoms.add(atom.index, moment);
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
