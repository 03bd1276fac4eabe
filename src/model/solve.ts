import { canonical } from '../kernel/canonical';
import { divide, multiply, negate, substitute, subtract, add, power, rational, squareRoot, integer } from '../kernel/build';
import { collectIn } from '../kernel/collect';
import { evaluateExact } from '../kernel/exact';
import { OutOfFuel, type Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';

/** Equations solved as far as exact elimination goes. */
export interface Solved {
  /** What eliminated symbols are in terms of the others, in the order of elimination: a later one may stand in an earlier one's term. */
  readonly substitutions: readonly { readonly name: string; readonly term: Term }[];
  /** Equations (terms that must be zero) that could not be solved for a symbol. */
  readonly remaining: readonly Term[];
  /** Whether the equations contradict each other: one came down to a number that is not zero. */
  readonly contradiction: boolean;
}

/**
 * Eliminates symbols from equations that are linear in them. A symbol is solved for only where its coefficient is a number, or a term that the caller's
 * `nonzero` vouches for: nothing is divided by what may be zero. `prefer` orders the candidates, the smallest first.
 */
export function eliminate(equations: readonly Term[], prefer: (name: string) => number, nonzero: (coefficient: Term) => boolean, fuel: Fuel): Solved {
  let open = [...equations];
  const substitutions: { name: string; term: Term }[] = [];
  for (;;) {
    const simplified: Term[] = [];
    for (const equation of open) {
      const form = canonical(equation, { fuel });
      if (form.kind !== 'value') {
        simplified.push(equation);
        continue;
      }
      if (form.rational?.isZero === true) continue;
      if (form.rational !== undefined) return { substitutions, remaining: [], contradiction: true };
      simplified.push(form.term);
    }
    open = simplified;
    const pivot = findPivot(open, prefer, nonzero, fuel);
    if (!pivot) return { substitutions, remaining: open, contradiction: false };
    substitutions.push({ name: pivot.name, term: pivot.term });
    const replacement = new Map([[pivot.name, pivot.term]]);
    open = open.filter((_, k) => k !== pivot.index).map((equation) => substitute(equation, replacement));
  }
}

function findPivot(
  equations: readonly Term[],
  prefer: (name: string) => number,
  nonzero: (coefficient: Term) => boolean,
  fuel: Fuel,
): { index: number; name: string; term: Term } | undefined {
  for (const [index, equation] of equations.entries()) {
    const names = [...freeSymbols(equation)].sort((a, b) => prefer(a) - prefer(b) || (a < b ? -1 : 1));
    for (const name of names) {
      const collected = collectIn(equation, name, { fuel });
      if (collected?.coefficients.length !== 2 || collected.reciprocal) continue;
      const [constant, slope] = collected.coefficients;
      if (!constant || !slope) continue;
      const value = evaluateExact(slope, fuel);
      const vouched = value.kind === 'rational' ? !value.value.isZero : nonzero(slope);
      if (vouched) return { index, name, term: negate(divide(constant, slope)) };
    }
  }
  return undefined;
}

/** Puts the substitutions into a term, first to last. */
export function apply(solved: Pick<Solved, 'substitutions'>, term: Term): Term {
  return solved.substitutions.reduce((t, s) => substitute(t, new Map([[s.name, s.term]])), term);
}

/**
 * The real roots of an equation in one symbol with rational coefficients, where they have a closed form that is found here: rational roots, and what a
 * quadratic leaves. `complete` says that there are no other real roots. Undefined where the symbol stands inside something else.
 */
export function realRoots(equation: Term, name: string, fuel: Fuel): { readonly roots: readonly Term[]; readonly complete: boolean } | undefined {
  const collected = collectIn(equation, name, { fuel });
  if (!collected) return undefined;
  const coefficients: Rational[] = [];
  for (const term of collected.coefficients) {
    const value = evaluateExact(term, fuel);
    if (value.kind !== 'rational') return undefined;
    coefficients.push(value.value);
  }
  const found: Term[] = [];
  let rest = trimmed(coefficients);
  if (rest.length === 0) return undefined;
  for (;;) {
    const root = rest.length > 1 ? rationalRoot(rest, fuel) : undefined;
    if (!root) break;
    if (!found.some((f) => f.kind === 'rational' && f.value.equals(root))) found.push(rational(root));
    rest = deflated(rest, root);
  }
  const proper = collected.reciprocal ? found.filter((f) => f.kind !== 'rational' || !f.value.isZero) : found;
  if (rest.length === 1) return { roots: proper, complete: true };
  if (rest.length !== 3) return { roots: proper, complete: false };
  const [c, b, a] = rest;
  if (!a || !b || !c) return { roots: proper, complete: false };
  const discriminant = b.times(b).minus(a.times(c).times(Rational.of(4)));
  if (discriminant.sign < 0) return { roots: proper, complete: true };
  const middle = rational(b.negated().dividedBy(a.times(Rational.two)));
  const spread = multiply([squareRoot(rational(discriminant)), power(multiply([integer(2), rational(a)]), integer(-1))]);
  return { roots: [...proper, subtract(middle, spread), add([middle, spread])], complete: true };
}

/** Without leading zeros; lowest degree first. */
function trimmed(coefficients: readonly Rational[]): Rational[] {
  const result = [...coefficients];
  while (result.length > 0 && result[result.length - 1]?.isZero === true) result.pop();
  return result;
}

/** A rational root by trying divisors of the first over divisors of the last coefficient, where these are small enough to list. */
function rationalRoot(coefficients: readonly Rational[], fuel: Fuel): Rational | undefined {
  if (coefficients[0]?.isZero === true) return Rational.zero;
  const scale = coefficients.reduce((l, c) => (l * c.denominator) / gcd(l, c.denominator), 1n);
  const whole = coefficients.map((c) => c.numerator * (scale / c.denominator));
  const first = abs(whole[0] ?? 0n);
  const last = abs(whole[whole.length - 1] ?? 0n);
  for (const q of divisors(last, fuel)) {
    for (const p of divisors(first, fuel)) {
      for (const sign of [1n, -1n]) {
        fuel.spend(coefficients.length);
        const candidate = Rational.of(sign * p, q);
        if (horner(coefficients, candidate).isZero) return candidate;
      }
    }
  }
  return undefined;
}

const largestFactored = 10_000_000n;

function divisors(n: bigint, fuel: Fuel): readonly bigint[] {
  if (n > largestFactored) return n === 0n ? [] : [1n, n];
  const small: bigint[] = [];
  const large: bigint[] = [];
  for (let d = 1n; d * d <= n; d++) {
    if (n % d !== 0n) continue;
    small.push(d);
    if (d * d !== n) large.unshift(n / d);
  }
  fuel.spend(1 + Math.sqrt(Number(n)) / 20);
  return [...small, ...large];
}

function horner(coefficients: readonly Rational[], x: Rational): Rational {
  return coefficients.reduceRight((value, c) => value.times(x).plus(c), Rational.zero);
}

/** Divided by (x − root), which must be a factor. */
function deflated(coefficients: readonly Rational[], root: Rational): Rational[] {
  const result: Rational[] = [];
  let carry = Rational.zero;
  for (let k = coefficients.length - 1; k > 0; k--) {
    carry = carry.times(root).plus(coefficients[k] ?? Rational.zero);
    result.unshift(carry);
  }
  return result;
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export { OutOfFuel };
