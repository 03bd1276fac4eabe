import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { derivativeOf } from './canonical/differential';
import { withValues } from './canonical/values';
import { oneQuotient, zeroQuotient } from './canonical/field';
import { exponentialOf, raise } from './canonical/powers';
import { signOf } from './canonical/sign';
import { dependsOn, quotientDependsOn } from './canonical/depends';
import { monomialOf, type AtomPower } from './polynomial';
import { Rational } from './rational';

/** The highest power of the variable that is integrated. */
const highest = 24n;

/**
 * The integral over the whole line, in one symbol, of sums of polynomials times exponentials of quadratic polynomials that fall off at both
 * ends; undefined where something else stands in it. By completing the square: ∫ xⁿ exp(−qx² + bx + c) dx = √(π/q) exp(c + b²/4q) E(m + s)ⁿ,
 * where m = b/2q and s is normal with variance 1/2q.
 */
export function lineIntegral(algebra: Algebra, value: Quotient, variable: number): Quotient | undefined {
  const within = (atom: number): boolean => dependsOn(algebra, atom, (k) => k === variable);
  const below: Quotient = { numerator: oneQuotient.numerator, denominator: value.denominator };
  if (quotientDependsOn(algebra, below, (k) => k === variable)) return undefined;
  let sum: Quotient = zeroQuotient;
  for (const { coefficient, monomial } of value.numerator.values()) {
    algebra.fuel.spend(1 + monomial.powers.length);
    const own = monomial.powers.filter(({ atom }) => within(atom));
    const rest = algebra.fromTerm(coefficient, monomialOf(monomial.powers.filter(({ atom }) => !within(atom))));
    const part = gaussianPart(algebra, own, variable);
    if (!part) return undefined;
    sum = algebra.add(sum, algebra.multiply(rest, part));
  }
  return algebra.multiply(sum, below);
}

function gaussianPart(algebra: Algebra, powers: readonly AtomPower[], variable: number): Quotient | undefined {
  let degree = 0n;
  let exponent: Quotient = zeroQuotient;
  for (const { atom, exponent: times } of powers) {
    const { form } = algebra.atom(atom);
    if (atom === variable) {
      if (!times.isInteger || times.sign < 0 || times.numerator > highest) return undefined;
      degree = times.numerator;
    } else if (form.kind === 'exponential') exponent = algebra.add(exponent, algebra.scale(form.exponent, times));
    else return undefined;
  }
  const at = (quotient: Quotient): Quotient => withValues(algebra, quotient, new Map([[variable, zeroQuotient]]));
  const slope = derivativeOf(algebra, exponent, variable);
  const bend = derivativeOf(algebra, slope, variable);
  if (quotientDependsOn(algebra, bend, (k) => k === variable)) return undefined;
  const q = algebra.scale(bend, Rational.of(-1, 2));
  if (signOf(algebra, q) !== 'positive') return undefined;
  const [b, c] = [at(slope), at(exponent)];
  const half = algebra.inverse(algebra.scale(q, Rational.two));
  const mean = algebra.multiply(b, half);
  const top = algebra.add(c, algebra.scale(algebra.multiply(b, mean), Rational.half));
  const outside = raise(algebra, algebra.divide(algebra.fromAtom(algebra.pi), q), algebra.constant(Rational.half));
  return algebra.product([outside, exponentialOf(algebra, top), shiftedMoment(algebra, Number(degree), mean, half)]);
}

/** E(m + s)ⁿ of a normal s with mean 0 and that variance: Σ C(n, 2j) m^{n−2j} (2j−1)!! vʲ. */
function shiftedMoment(algebra: Algebra, n: number, mean: Quotient, variance: Quotient): Quotient {
  let sum: Quotient = zeroQuotient;
  let count = 1;
  for (let j = 0; 2 * j <= n; j++) {
    const power = algebra.multiply(algebra.power(mean, n - 2 * j), algebra.power(variance, j));
    sum = algebra.add(sum, algebra.scale(power, Rational.of(count)));
    // C(n, 2j+2)(2j+1)!! from C(n, 2j)(2j−1)!!.
    count = (count * (n - 2 * j) * (n - 2 * j - 1)) / (2 * (j + 1));
  }
  return sum;
}
