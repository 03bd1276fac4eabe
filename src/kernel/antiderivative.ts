import {
  add,
  call,
  divide,
  integer,
  multiply,
  negate,
  one,
  power,
  rational,
  squareRoot,
  subtract,
  symbol,
  zero,
} from './build';
import { canonical, difference } from './canonical';
import { differentiate } from './differentiate';
import { rationalValue } from './exact';
import type { Fuel } from './fuel';
import { Rational } from './rational';
import { simplify } from './simplify';
import { freeSymbols, mapChildren, substitute } from './structure';
import type { Term } from './term';
import { expanded, innerTerms, isZero, partOf, replaced, toTerm, type Factor, type Part } from './integrand';

/**
 * An antiderivative by the usual rules: powers, exponentials, products of them with polynomials, sines and cosines of linear arguments,
 * logarithms, quadratic denominators, substitution. Undefined where the rules lead nowhere. What is found has been differentiated and compared.
 */
export function antiderivative(integrand: Term, variable: string, fuel: Fuel): Term | undefined {
  const searched = new Search(fuel).of(integrand, variable, 0);
  if (searched === undefined) return undefined;
  const found = simplify(searched, fuel);
  return difference(slopeOf(found, variable, fuel), integrand, { fuel }).kind === 'zero' ? found : undefined;
}

/** The derivative, with u'/u for that of ln |u|. */
export function slopeOf(term: Term, variable: string, fuel: Fuel): Term {
  return differentiate(withoutBars(term, fuel), variable, fuel);
}

function withoutBars(term: Term, fuel: Fuel): Term {
  return fuel.nested(() => {
    const inner = mapChildren(term, (part) => withoutBars(part, fuel));
    if (inner.kind !== 'call' || inner.name !== 'log') return inner;
    const [argument] = inner.args;
    const [bare] = argument?.kind === 'call' && argument.name === 'abs' ? argument.args : [];
    return bare ? call('log', [bare]) : inner;
  });
}

/** The residue of a term at a simple pole: 1/(1/f)' there. */
export function residueAt(term: Term, variable: string, pole: Rational, fuel: Fuel): Term | undefined {
  const inverse = canonical(power(term, integer(-1)), { fuel });
  if (inverse.kind !== 'value') return undefined;
  const residue = canonical(
    power(substitute(differentiate(inverse.term, variable, fuel), new Map([[variable, rational(pole)]])), integer(-1)),
    { fuel },
  );
  return residue.kind === 'value' ? residue.term : undefined;
}

/** How often one integral may lead to another. */
const deepest = 8;
const highestPower = 16;

class Search {
  private substitutions = 0;

  constructor(private readonly fuel: Fuel) {}

  of(integrand: Term, x: string, depth: number): Term | undefined {
    if (depth > deepest) return undefined;
    const form = canonical(integrand, { fuel: this.fuel });
    if (form.kind !== 'value') return undefined;
    if (!freeSymbols(form.term).has(x)) return multiply([form.term, symbol(x)]);
    const results: Term[] = [];
    for (const piece of expanded(form.term)) {
      const part = this.joined(partOf(piece, x));
      const found = this.basic(part, x, depth) ?? this.partialFractions(part, x) ?? this.bySubstitution(part, x, depth);
      if (found === undefined) return undefined;
      results.push(multiply([part.constant, found]));
    }
    return add(results);
  }

  /** (4 − x²)^{1/2}/(x² − 4) as −(4 − x²)^{−1/2}. */
  private joined(part: Part): Part {
    const [first, second] = part.others;
    if (part.others.length !== 2 || !first || !second) return part;
    for (const [root, whole] of [[first, second] as const, [second, first] as const]) {
      if (
        root.exponent.kind !== 'rational' ||
        whole.exponent.kind !== 'rational' ||
        !whole.exponent.value.isInteger ||
        root.exponent.value.isInteger
      )
        continue;
      const exponent = rational(root.exponent.value.plus(whole.exponent.value));
      const odd = whole.exponent.value.numerator % 2n !== 0n;
      if (difference(root.base, whole.base, { fuel: this.fuel }).kind === 'zero')
        return { ...part, others: [{ base: root.base, exponent }] };
      if (difference(root.base, negate(whole.base), { fuel: this.fuel }).kind === 'zero')
        return {
          ...part,
          constant: odd ? negate(part.constant) : part.constant,
          others: [{ base: root.base, exponent }],
        };
    }
    return part;
  }

  private basic(part: Part, x: string, depth: number): Term | undefined {
    const { exponent: n, others } = part;
    const [first, second] = others;
    if (first === undefined) return powerRule(x, n);
    const wave = this.waves(others, x);
    if (wave) return this.circular(n, wave, x, depth);
    if (others.length === 1) {
      const rate = this.rateOf(first, x);
      if (rate && n.isInteger && n.sign >= 0 && n.compare(Rational.of(highestPower)) <= 0)
        return byParts(n.toNumber(), toTerm(first), rate, x);
      return this.inverseFunction(n, first, x, depth) ?? this.quadratic(n, first, x);
    }
    if (others.length === 2 && second && n.isZero) {
      for (const [growth, other] of [[first, second] as const, [second, first] as const]) {
        const rate = this.rateOf(growth, x);
        const turning = this.waves([other], x);
        if (rate && turning) return dampedWave(toTerm(growth), rate, turning);
      }
    }
    return undefined;
  }

  /** The slope, where a term is linear in x. */
  private slope(term: Term, x: string): Term | undefined {
    const form = canonical(differentiate(term, x, this.fuel), { fuel: this.fuel });
    return form.kind === 'value' && !freeSymbols(form.term).has(x) && !isZero(form.term) ? form.term : undefined;
  }

  /** For `b^{ax + c}`, its logarithmic derivative. */
  private rateOf({ base, exponent }: Factor, x: string): Term | undefined {
    if (freeSymbols(base).has(x)) return undefined;
    const slope = this.slope(exponent, x);
    if (!slope) return undefined;
    return base.kind === 'constant' && base.name === 'e' ? slope : multiply([slope, call('log', [base])]);
  }

  /** `sin^a cos^b` of one linear angle. */
  private waves(factors: readonly Factor[], x: string): Wave | undefined {
    let angle: Term | undefined;
    let sine = 0;
    let cosine = 0;
    let negative = false;
    for (const { base, exponent } of factors) {
      const hidden = sineSquared(base);
      if (hidden && exponent.kind === 'rational' && exponent.value.isInteger) {
        if (angle && difference(angle, hidden.angle, { fuel: this.fuel }).kind !== 'zero') return undefined;
        angle = hidden.angle;
        sine += 2 * exponent.value.toNumber();
        if (hidden.negative && exponent.value.numerator % 2n !== 0n) negative = !negative;
        continue;
      }
      if (base.kind !== 'call' || (base.name !== 'sin' && base.name !== 'cos')) return undefined;
      const [argument] = base.args;
      if (!argument || exponent.kind !== 'rational' || !exponent.value.isInteger) return undefined;
      if (angle && difference(angle, argument, { fuel: this.fuel }).kind !== 'zero') return undefined;
      angle = argument;
      const count = exponent.value.toNumber();
      if (Math.abs(count) > highestPower) return undefined;
      if (base.name === 'sin') sine += count;
      else cosine += count;
    }
    const slope = angle && this.slope(angle, x);
    return angle && slope ? { angle, slope: negative ? negate(slope) : slope, sine, cosine, negative } : undefined;
  }

  private circular(n: Rational, wave: Wave, x: string, depth: number): Term | undefined {
    // A minus sign before the whole stands in the slope that everything is divided by.
    const { angle, slope, sine, cosine } = wave;
    if (wave.negative && (!n.isZero || sine === 0)) return undefined;
    const [sin, cos] = [call('sin', [angle]), call('cos', [angle])];
    const overSlope = (term: Term): Term => divide(term, slope);
    if (!n.isZero) {
      if (!n.isInteger || n.sign < 0 || sine < 0 || cosine < 0 || sine + cosine !== 1) return undefined;
      const lower = multiply([rational(n), power(symbol(x), rational(n.minus(Rational.one)))]);
      const rest = this.of(multiply([lower, sine === 1 ? cos : sin]), x, depth + 1);
      if (rest === undefined) return undefined;
      const xn = power(symbol(x), rational(n));
      return overSlope(sine === 1 ? subtract(rest, multiply([xn, cos])) : subtract(multiply([xn, sin]), rest));
    }
    if (sine === 1)
      return overSlope(
        negate(
          cosine === -1
            ? call('log', [call('abs', [cos])])
            : divide(power(cos, integer(cosine + 1)), integer(cosine + 1)),
        ),
      );
    if (cosine === 1)
      return overSlope(
        sine === -1 ? call('log', [call('abs', [sin])]) : divide(power(sin, integer(sine + 1)), integer(sine + 1)),
      );
    if (sine === -1 && cosine === 0) return overSlope(call('log', [call('abs', [divide(sin, add([one, cos]))])]));
    if (sine === -2 && cosine === 0) return overSlope(negate(divide(cos, sin)));
    if (sine !== 0) return undefined;
    if (cosine === -1) return overSlope(call('log', [call('abs', [divide(add([one, sin]), cos)])]));
    if (cosine === -2) return overSlope(divide(sin, cos));
    // cos^n = cos^{n-1} sin / n + (n - 1)/n cos^{n-2}, upwards and downwards.
    if (cosine >= 2) {
      const rest = this.of(power(cos, integer(cosine - 2)), x, depth + 1);
      return (
        rest &&
        add([
          overSlope(divide(multiply([power(cos, integer(cosine - 1)), sin]), integer(cosine))),
          multiply([rational(cosine - 1, cosine), rest]),
        ])
      );
    }
    const m = -cosine;
    const rest = this.of(power(cos, integer(2 - m)), x, depth + 1);
    return (
      rest &&
      add([
        overSlope(divide(multiply([power(cos, integer(1 - m)), sin]), integer(m - 1))),
        multiply([rational(m - 2, m - 1), rest]),
      ])
    );
  }

  /** x^n times a logarithm or an inverse function, by parts. */
  private inverseFunction(n: Rational, { base, exponent }: Factor, x: string, depth: number): Term | undefined {
    if (
      base.kind !== 'call' ||
      !inverseNames.has(base.name) ||
      exponent.kind !== 'rational' ||
      !exponent.value.isInteger ||
      exponent.value.sign < 0
    )
      return undefined;
    const next = n.plus(Rational.one);
    if (next.isZero) return undefined;
    const factor = divide(power(symbol(x), rational(next)), rational(next));
    const whole = power(base, exponent);
    const rest = this.of(multiply([factor, slopeOf(whole, x, this.fuel)]), x, depth + 1);
    return rest && subtract(multiply([factor, whole]), rest);
  }

  /** 1/q and x/q for a quadratic q with rational coefficients, and the square root of it where that gives an arc sine. */
  private quadratic(n: Rational, { base, exponent }: Factor, x: string): Term | undefined {
    const coefficients = this.coefficientsOf(base, x);
    if (!coefficients || exponent.kind !== 'rational') return undefined;
    const [c, b, a] = coefficients;
    const inner = add([multiply([rational(a.times(Rational.two)), symbol(x)]), rational(b)]);
    const discriminant = b.times(b).minus(a.times(c).times(Rational.of(4)));
    if (exponent.value.equals(Rational.minusOne)) {
      const root = squareRoot(rational(discriminant.absolute()));
      const plain =
        discriminant.sign < 0
          ? divide(multiply([integer(2), call('arctan', [divide(inner, root)])]), root)
          : discriminant.sign > 0
            ? divide(subtract(logarithm(subtract(inner, root)), logarithm(add([inner, root]))), root)
            : divide(integer(-2), inner);
      if (n.isZero) return plain;
      if (!n.isOne) return undefined;
      const half = divide(call('log', [call('abs', [base])]), rational(a.times(Rational.two)));
      return subtract(half, multiply([rational(b.dividedBy(a.times(Rational.two))), plain]));
    }
    if (exponent.value.equals(Rational.half.negated()) && n.isZero && b.isZero) {
      if (a.sign < 0 && c.sign > 0) {
        const scale = squareRoot(rational(a.negated().dividedBy(c)));
        return divide(call('arcsin', [multiply([scale, symbol(x)])]), squareRoot(rational(a.negated())));
      }
      if (a.sign > 0 && c.sign > 0) {
        const scale = squareRoot(rational(a.dividedBy(c)));
        return divide(call('arsinh', [multiply([scale, symbol(x)])]), squareRoot(rational(a)));
      }
    }
    return undefined;
  }

  /** Lowest first; undefined for anything but quadratics with rational coefficients. */
  private coefficientsOf(term: Term, x: string): readonly [Rational, Rational, Rational] | undefined {
    if (freeSymbols(term).size !== 1) return undefined;
    const at = (value: number, derivative: Term): Rational | undefined =>
      rationalValue(substitute(derivative, new Map([[x, integer(value)]])), this.fuel);
    const first = differentiate(term, x, this.fuel);
    const second = canonical(differentiate(first, x, this.fuel), { fuel: this.fuel });
    const a = second.kind === 'value' ? second.rational?.dividedBy(Rational.two) : undefined;
    const b = at(0, first);
    const c = at(0, term);
    return a && !a.isZero && b && c ? [c, b, a] : undefined;
  }

  /** A polynomial over different linear factors with rational roots: Σ rᵢ ln|x − xᵢ|, with the residues rᵢ. */
  private partialFractions({ exponent: n, others }: Part, x: string): Term | undefined {
    if (!n.isInteger || n.compare(Rational.minusOne) < 0 || others.length === 0) return undefined;
    const roots: Rational[] = n.sign < 0 ? [Rational.zero] : [];
    for (const { base, exponent } of others) {
      if (exponent.kind !== 'rational' || !exponent.value.equals(Rational.minusOne)) return undefined;
      const found = this.rationalRoots(base, x);
      if (!found) return undefined;
      roots.push(...found);
    }
    if (n.compare(Rational.of(roots.length)) >= 0) return undefined;
    const integrand = multiply([power(symbol(x), rational(n)), ...others.map(toTerm)]);
    const terms: Term[] = [];
    for (const root of roots) {
      const residue = residueAt(integrand, x, root, this.fuel);
      if (!residue) return undefined;
      terms.push(multiply([residue, logarithm(subtract(symbol(x), rational(root)))]));
    }
    return add(terms);
  }

  private rationalRoots(base: Term, x: string): readonly Rational[] | undefined {
    const slope = this.slope(base, x);
    const at = rationalValue(substitute(base, new Map([[x, zero]])), this.fuel);
    if (slope) return slope.kind === 'rational' && at ? [at.dividedBy(slope.value).negated()] : undefined;
    const coefficients = this.coefficientsOf(base, x);
    if (!coefficients) return undefined;
    const [c, b, a] = coefficients;
    const discriminant = b.times(b).minus(a.times(c).times(Rational.of(4)));
    const root = rationalValue(squareRoot(rational(discriminant)), this.fuel);
    if (!root || root.isZero) return undefined;
    return [b.negated().plus(root), b.negated().minus(root)].map((sum) => sum.dividedBy(a.times(Rational.two)));
  }

  /** ∫ g(u) u' dx, for the inner functions that stand there. */
  private bySubstitution(part: Part, x: string, depth: number): Term | undefined {
    const integrand = simplify(
      multiply([power(symbol(x), rational(part.exponent)), ...part.others.map(toTerm)]),
      this.fuel,
    );
    const fresh = `${x}#${depth}`;
    const tried: Term[] = [];
    for (const inner of innerTerms(integrand, x)) {
      if (tried.length >= 6 || ++this.substitutions > 24) return undefined;
      tried.push(inner);
      const slope = this.slope(inner, x);
      const changed = slope
        ? this.linearly(integrand, inner, slope, x, fresh)
        : this.divided(integrand, inner, x, fresh);
      const found = changed && this.of(changed, fresh, depth + 1);
      if (found) return substitute(found, new Map([[fresh, inner]]));
    }
    return undefined;
  }

  /** x = (u − b)/a everywhere. */
  private linearly(integrand: Term, inner: Term, slope: Term, x: string, fresh: string): Term {
    const rest = substitute(inner, new Map([[x, zero]]));
    const solved = divide(subtract(symbol(fresh), rest), slope);
    return divide(substitute(integrand, new Map([[x, solved]])), slope);
  }

  private divided(integrand: Term, inner: Term, x: string, fresh: string): Term | undefined {
    const quotient = canonical(divide(integrand, differentiate(inner, x, this.fuel)), { fuel: this.fuel });
    if (quotient.kind !== 'value') return undefined;
    const form = canonical(inner, { fuel: this.fuel });
    if (form.kind !== 'value') return undefined;
    const changed = replaced(quotient.term, form.term, symbol(fresh));
    return freeSymbols(changed).has(x) ? undefined : changed;
  }
}

/** The angle of 1 − cos² or cos² − 1, which is how canonical forms write the square of a sine below the line. */
function sineSquared(term: Term): { readonly angle: Term; readonly negative: boolean } | undefined {
  if (term.kind !== 'add' || term.terms.length !== 2) return undefined;
  const [square, unit] = term.terms;
  if (unit?.kind !== 'rational' || !unit.value.absolute().isOne) return undefined;
  const negative = unit.value.sign < 0;
  const cosine = negative
    ? square
    : square?.kind === 'multiply' && square.factors.length === 2 && isMinusOne(square.factors[0])
      ? square.factors[1]
      : undefined;
  if (cosine?.kind !== 'power') return undefined;
  const { base, exponent } = cosine;
  const [angle] =
    base.kind === 'call' && base.name === 'cos' && exponent.kind === 'rational' && exponent.value.equals(Rational.two)
      ? base.args
      : [];
  return angle && { angle, negative };
}

function isMinusOne(term: Term | undefined): boolean {
  return term?.kind === 'rational' && term.value.equals(Rational.minusOne);
}

function logarithm(term: Term): Term {
  return call('log', [call('abs', [term])]);
}

interface Wave {
  readonly negative: boolean;
  readonly angle: Term;
  readonly slope: Term;
  readonly sine: number;
  readonly cosine: number;
}

const inverseNames: ReadonlySet<string> = new Set(['log', 'arctan', 'arcsin', 'arccos', 'arsinh']);

function powerRule(x: string, n: Rational): Term {
  if (n.equals(Rational.minusOne)) return call('log', [call('abs', [symbol(x)])]);
  const next = n.plus(Rational.one);
  return divide(power(symbol(x), rational(next)), rational(next));
}

/** ∫ xⁿ f where f' = r f: f Σ (−1)^k n!/(n − k)! x^{n−k}/r^{k+1}. */
function byParts(n: number, growth: Term, rate: Term, x: string): Term {
  const terms: Term[] = [];
  let factor = 1n;
  for (let k = 0; k <= n; k++) {
    terms.push(
      multiply([
        integer(k % 2 === 0 ? factor : -factor),
        power(symbol(x), integer(n - k)),
        power(rate, integer(-k - 1)),
      ]),
    );
    factor *= BigInt(n - k);
  }
  return multiply([growth, add(terms)]);
}

/** ∫ f sin and ∫ f cos, where f' = r f. */
function dampedWave(growth: Term, rate: Term, { angle, slope, sine, cosine }: Wave): Term | undefined {
  const [sin, cos] = [call('sin', [angle]), call('cos', [angle])];
  const size = add([power(rate, integer(2)), power(slope, integer(2))]);
  if (sine === 1 && cosine === 0)
    return divide(multiply([growth, subtract(multiply([rate, sin]), multiply([slope, cos]))]), size);
  if (sine === 0 && cosine === 1)
    return divide(multiply([growth, add([multiply([rate, cos]), multiply([slope, sin])])]), size);
  return undefined;
}
