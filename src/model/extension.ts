import { Rational } from '../kernel/rational';
import { equalTerms } from '../kernel/structure';
import type { Fuel } from '../kernel/fuel';
import type { Term } from '../kernel/term';

/**
 * Terms in one symbol that are built by rational operations, square roots and absolute values, as sums of polynomials times products of
 * generators g with known g². Multiplying a sum P + Q·g by P − Q·g takes g away, and every zero of the sum is a zero of that product: what
 * remains in the end is a polynomial whose roots are candidates.
 */
interface Element {
  /** By the set of generators in the product, as bits. */
  readonly parts: ReadonlyMap<number, Polynomial>;
  /** What the whole is divided by: no generator in it. */
  readonly denominator: Polynomial;
}

/** Lowest degree first, no leading zeros. */
type Polynomial = readonly Rational[];

/** More generators than this are refused: each doubles the degree. */
const mostGenerators = 4;
const highestDegree = 40;

/** Coefficients of a polynomial that vanishes wherever the term does. Undefined for other terms, and where it would vanish everywhere. Throws `OutOfFuel`. */
export function candidatePolynomial(term: Term, name: string, fuel: Fuel): readonly Rational[] | undefined {
  const extension = new Extension(name, fuel);
  try {
    const polynomial = extension.norm(extension.read(term));
    return polynomial.length === 0 ? undefined : polynomial;
  } catch (error) {
    if (error instanceof NotAlgebraic) return undefined;
    throw error;
  }
}

class NotAlgebraic extends Error {}

class Extension {
  private readonly generators: { readonly term: Term; readonly square: Element }[] = [];

  constructor(
    private readonly name: string,
    private readonly fuel: Fuel,
  ) {}

  read(term: Term): Element {
    return this.fuel.nested(() => this.element(term));
  }

  private element(term: Term): Element {
    switch (term.kind) {
      case 'rational':
        return constant(term.value);
      case 'symbol':
        if (term.name !== this.name) throw new NotAlgebraic();
        return { parts: new Map([[0, [Rational.zero, Rational.one]]]), denominator: one };
      case 'add':
        return term.terms.map((t) => this.read(t)).reduce((a, b) => this.sum(a, b), constant(Rational.zero));
      case 'multiply':
        return term.factors.map((t) => this.read(t)).reduce((a, b) => this.product(a, b), constant(Rational.one));
      case 'power':
        return this.power(term.base, term.exponent);
      case 'call': {
        const [first, second] = term.args;
        if (!first) throw new NotAlgebraic();
        if (term.name === 'sqrt') return this.generator(term, this.read(first));
        if (term.name === 'root' && second?.kind === 'rational' && second.value.equals(Rational.two))
          return this.generator(term, this.read(first));
        if (term.name === 'abs') {
          const inner = this.read(first);
          return this.generator(term, this.product(inner, inner));
        }
        throw new NotAlgebraic();
      }
      default:
        throw new NotAlgebraic();
    }
  }

  private power(base: Term, exponent: Term): Element {
    if (exponent.kind !== 'rational') throw new NotAlgebraic();
    const { value } = exponent;
    if (value.isInteger) {
      const times = Number(value.absolute().numerator);
      if (times > highestDegree) throw new NotAlgebraic();
      let result = constant(Rational.one);
      const factor = this.read(base);
      for (let k = 0; k < times; k++) result = this.product(result, factor);
      return value.sign < 0 ? this.inverse(result) : result;
    }
    if (value.denominator !== 2n) throw new NotAlgebraic();
    const root: Term = { kind: 'call', name: 'sqrt', args: [base] };
    return this.power(root, { kind: 'rational', value: value.times(Rational.two) });
  }

  private generator(term: Term, square: Element): Element {
    let index = this.generators.findIndex((g) => equalTerms(g.term, term));
    if (index < 0) {
      if (this.generators.length >= mostGenerators) throw new NotAlgebraic();
      index = this.generators.push({ term, square }) - 1;
    }
    return { parts: new Map([[1 << index, one]]), denominator: one };
  }

  private sum(a: Element, b: Element): Element {
    const parts = new Map<number, Polynomial>();
    const same = equal(a.denominator, b.denominator);
    for (const [key, p] of a.parts) parts.set(key, same ? p : this.times(p, b.denominator));
    for (const [key, p] of b.parts) parts.set(key, plus(parts.get(key) ?? [], same ? p : this.times(p, a.denominator)));
    return cleaned(parts, same ? a.denominator : this.times(a.denominator, b.denominator));
  }

  private product(a: Element, b: Element): Element {
    let result: Element = { parts: new Map(), denominator: one };
    for (const [left, p] of a.parts) {
      for (const [right, q] of b.parts) {
        let term: Element = { parts: new Map([[left ^ right, this.times(p, q)]]), denominator: one };
        const shared = left & right;
        for (const [index, generator] of this.generators.entries()) {
          if ((shared & (1 << index)) !== 0) term = this.product(term, generator.square);
        }
        result = this.sum(result, term);
      }
    }
    return cleaned(result.parts, this.times(result.denominator, this.times(a.denominator, b.denominator)));
  }

  /** 1/(P + Q·g) = (P − Q·g)/(P² − Q²·g²), generator after generator. */
  private inverse(a: Element): Element {
    const index = highestGenerator(a);
    if (index === undefined) {
      const numerator = a.parts.get(0) ?? [];
      if (numerator.length === 0) throw new NotAlgebraic();
      return { parts: new Map([[0, a.denominator]]), denominator: numerator };
    }
    const other = conjugate(a, index);
    return this.product(other, this.inverse(this.withoutGenerator(this.product(a, other), index)));
  }

  /** What the product of conjugates still shows of a generator that it cannot contain is nothing. */
  private withoutGenerator(a: Element, index: number): Element {
    for (const key of a.parts.keys()) if ((key & (1 << index)) !== 0) throw new NotAlgebraic();
    return a;
  }

  norm(a: Element): Polynomial {
    const index = highestGenerator(a);
    if (index === undefined) return a.parts.get(0) ?? [];
    return this.norm(this.withoutGenerator(this.product(a, conjugate(a, index)), index));
  }

  private times(p: Polynomial, q: Polynomial): Polynomial {
    if (p.length === 0 || q.length === 0) return [];
    if (p.length + q.length - 2 > highestDegree) throw new NotAlgebraic();
    this.fuel.spend(p.length * q.length);
    const result: Rational[] = Array.from({ length: p.length + q.length - 1 }, () => Rational.zero);
    p.forEach((a, i) => {
      q.forEach((b, j) => {
        if (a.size + b.size > 40) this.fuel.spendDigits(a.size + b.size);
        result[i + j] = (result[i + j] ?? Rational.zero).plus(a.times(b));
      });
    });
    return trimmed(result);
  }
}

const one: Polynomial = [Rational.one];

function constant(value: Rational): Element {
  return { parts: value.isZero ? new Map() : new Map([[0, [value]]]), denominator: one };
}

function cleaned(parts: ReadonlyMap<number, Polynomial>, denominator: Polynomial): Element {
  return { parts: new Map([...parts].filter(([, p]) => p.length > 0)), denominator };
}

function conjugate(a: Element, index: number): Element {
  const parts = new Map<number, Polynomial>();
  for (const [key, p] of a.parts) parts.set(key, (key & (1 << index)) === 0 ? p : p.map((c) => c.negated()));
  return { parts, denominator: a.denominator };
}

function highestGenerator(a: Element): number | undefined {
  let all = 0;
  for (const key of a.parts.keys()) all |= key;
  return all === 0 ? undefined : 31 - Math.clz32(all);
}

function plus(p: Polynomial, q: Polynomial): Polynomial {
  const [long, short] = p.length >= q.length ? [p, q] : [q, p];
  return trimmed(long.map((c, k) => c.plus(short[k] ?? Rational.zero)));
}

function trimmed(p: readonly Rational[]): Polynomial {
  let length = p.length;
  while (length > 0 && p[length - 1]?.isZero === true) length--;
  return length === p.length ? p : p.slice(0, length);
}

function equal(p: Polynomial, q: Polynomial): boolean {
  return p.length === q.length && p.every((c, k) => q[k]?.equals(c) === true);
}
