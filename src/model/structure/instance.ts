import { Algebra } from '../../kernel/canonical/algebra';
import type { Quotient } from '../../kernel/canonical/atom';
import { symbol } from '../../kernel/build';
import { quotientDependsOn } from '../../kernel/canonical/depends';
import { NoValue } from '../../kernel/canonical/field';
import { signOf } from '../../kernel/canonical/sign';
import { withValues } from '../../kernel/canonical/values';
import type { Fuel } from '../../kernel/fuel';
import { RandomAtoms } from '../../kernel/moments';
import type { Matrix } from '../../kernel/matrix';
import type { Exponent } from '../../kernel/norm';
import { markedAtom, positiveAtom, randomQuantity, signAtom, type Law } from '../../kernel/random';
import { Rational } from '../../kernel/rational';
import { Tape } from '../../kernel/tape';
import { Seeded } from '../seeded';
import type { Cells } from './cells';
import type { EventSpace } from './event-space';
import { NeedsNumbers, NotComputed } from './outcome';
import type { Outcomes } from './outcomes';
import { pickFrom, signOfRange, type Range } from './ranges';
import type { Value } from './value';

/** What is taken for granted of a letter of which nothing was said. */
export function takenAsNumber(key: string): string {
  return `that $${key}$ is a number`;
}

/** What entries or numbers are known to be; `unit`: between 0 and 1. */
export type EntrySign = 'any' | 'nonzero' | 'positive' | 'nonnegative' | 'unit';

/**
 * `symbols`: deterministic entries are symbols, results hold for all their values; `numbers`: they are fractions, seeded or given; `tape`: they are
 * symbols, and what is made of them is written down step by step, to be computed in doubles for many values of them.
 */
export type Entries = 'symbols' | 'numbers' | 'tape';

/** An entry or number that the context leaves open, where values are put in for it. */
export interface Input {
  readonly sign: EntrySign;
  readonly range: Range | undefined;
  /** The symbol that it belongs to, and where it stands in that, from 0. */
  readonly owner: string;
  readonly row: number;
  readonly column: number;
}

/** What is invented for letters of which nothing more is known, and how derivatives are laid out. */
export interface Invention {
  readonly variant: number;
  readonly layout: Layout;
}

/**
 * `columns`: gradients are columns, a Jacobian matrix has a row for each entry of what is derived; `rows`: gradients are rows, as the rows of
 * Jacobian matrices are; `transposed`: gradients are columns, and a matrix of derivatives has them side by side; `numerator`: as `rows`, and the
 * gradient by a matrix is transposed, too.
 */
export type Layout = 'columns' | 'rows' | 'transposed' | 'numerator';

/** A random quantity at an open place. */
export interface Point {
  /** The symbol that it belongs to. */
  readonly owner: string;
  /** The same quantity made of independent random atoms, for expectations. */
  readonly quantity: () => Quotient;
  /** Its law, where it has a density of its own. */
  readonly density: Law | undefined;
  readonly support: Support;
}

/** Where a random quantity can lie; `other` where that depends on the parameters of its law. */
export type Support = 'line' | 'positive' | 'zero-one' | 'sign' | 'count' | 'other';

function supportOf(law: Law): Support {
  switch (law.kind) {
    case 'normal':
    case 'laplace':
      return 'line';
    case 'half-normal':
    case 'exponential':
    case 'chi-square':
    case 'gamma':
      return 'positive';
    case 'bernoulli':
      return 'zero-one';
    case 'rademacher':
      return 'sign';
    case 'poisson':
    case 'thinned':
      return 'count';
    case 'uniform':
    case 'beta':
    case 'density':
    case 'binomial':
    case 'moments':
    case 'geometric':
    case 'points':
      return 'other';
  }
}

/** A density at open places: the atoms there with the quantities that have it. */
export interface Density {
  readonly quantities: ReadonlyMap<number, () => Quotient>;
}

/**
 * One way to make everything concrete: small sizes for the dimensions, then symbols (or numbers) for deterministic entries and independent
 * atoms for random ones.
 */
export class Instance {
  readonly algebra: Algebra;
  readonly random = new RandomAtoms();
  readonly sizes = new Map<string, number>();
  private readonly numbered = new Set<string>();
  private readonly spanned = new Set<string>();
  /** The exponents that letters below norms stand for. */
  readonly exponents = new Map<string, Exponent>();
  /** Values of declared symbols and definitions, by key. */
  readonly values = new Map<string, Value>();
  /** The symbol that each random atom belongs to. */
  readonly owners = new Map<number, string>();
  /** The symbol that each open atom belongs to, random or not. */
  readonly belongs = new Map<number, string>();
  /** What was said of the values of open numbers, by their names. */
  readonly ranges = new Map<string, Range>();
  /** Names of atoms between 0 and 1. */
  readonly units = new Set<string>();
  /** Everything that was taken for granted without being said; nothing that needs it may be refuted. */
  readonly assumed = new Set<string>();
  /** Letters that are vectors or matrices by their use alone. */
  readonly inferred = new Set<string>();
  /** What of that is sure where two sides are equal: that what scales vectors is a number, whatever its value. */
  readonly scales = new Set<string>();
  /** Vectors whose length nobody said: that they do not fit says nothing. */
  readonly guessed = new Set<string>();
  /** Symbols that were chosen freely, with their values: what a counterexample shows. */
  readonly chosen = new Map<string, Value>();
  /** Keys of the symbols that the claim is written with. */
  readonly spoken = new Set<string>();
  /** Keys of all symbols that were looked up. */
  readonly touched = new Set<string>();
  /** The symmetric roots of matrices of which some are taken. */
  readonly roots = new Map<string, Matrix>();
  /** Values of unknown functions, by the name of their atom, in the order in which they turned up. */
  readonly opaques = new Map<string, { readonly key: string; readonly entries: readonly Quotient[] }>();
  /** Random quantities that stand at an open place until an expectation is taken, by their atom. */
  readonly points = new Map<number, Point>();
  /** Where the quantities at open places can lie, by the names of these. */
  readonly supports = new Map<string, Support>();
  /** Densities as they were evaluated, by the atom that they are. */
  readonly densities = new Map<number, Density>();
  /** Letters for which functions and families were invented. */
  readonly invented = new Set<string>();
  /** Losses of which only the name is known. */
  readonly losses = new Set<string>();
  /** Whether the rule of a function is one for numbers, by the name of the function. */
  readonly entrywise = new Map<string, boolean>();
  /** A density was taken whose support depends on what is open. */
  movingSupport = false;
  /** An expectation was taken over finitely many places whose probabilities are known. */
  overChoices = false;
  /** Set where laws of small support are invented: an expectation is a sum over outcomes. */
  outcomes: Outcomes | undefined;
  /** Set where joint densities are invented: an integral is a sum over cells. */
  cells: Cells | undefined;
  /** What must be positive for an expectation that was taken to be finite. */
  readonly needed: Quotient[] = [];
  /** A derivative of a vector by a vector was taken: how such matrices are laid out matters. */
  jacobians = false;
  private readonly places = new Map<string, number>();
  /** What is known of named events, by their names. */
  readonly spaces = new Map<string, EventSpace>();
  /** Which of the chosen numbers are probabilities of named events. */
  readonly eventNumbers = new Set<string>();
  /** Set while the facts about events are being solved. */
  facts: EventSpace | undefined;
  /** Probabilities of named events are left open: only numbers that fit together may break a claim about them. */
  looseEvents = false;
  /** Gradients of functions with a rule are taken though nothing is invented. */
  derives = false;
  /** Of matrices that were made with known eigenvalues or singular values: these, the greatest first. */
  readonly spectra = new Map<
    string,
    { readonly asked: 'eigenvalue' | 'singular value'; readonly values: readonly Quotient[] }
  >();
  /** With a tape: what is open, by name. */
  readonly inputs = new Map<string, Input>();
  /** With numbers: those that are given, by the names of what is open. */
  given: ReadonlyMap<string, Rational> = new Map();
  private readonly seeded: Seeded;

  constructor(
    readonly table: readonly number[],
    readonly entries: Entries,
    /** Random quantities are numbers too: for claims without an expectation. */
    readonly drawn: boolean,
    seed: string,
    readonly fuel: Fuel,
    /** Set where unknown functions and families are invented, and gradients and integrals are taken. */
    readonly invention: Invention | undefined = undefined,
  ) {
    this.algebra = entries === 'tape' ? new Tape(fuel, {}, false) : new Algebra(fuel, {}, false);
    this.seeded = new Seeded(seed);
  }

  /** What was taken for granted and may be wrong. `identity`: the claim says that two things are equal. */
  assumptionIn(identity: boolean): string | undefined {
    return [...this.assumed].find((assumption) => !identity || !this.scales.has(assumption));
  }

  /** Which functions and families are invented; undefined: none are. */
  get variant(): number | undefined {
    return this.invention?.variant;
  }

  /** Sizes that were asked for as numbers only: no array has that many entries, and no sum runs so far. */
  get countsNothing(): ReadonlySet<string> {
    return new Set([...this.numbered].filter((dimension) => !this.spanned.has(dimension)));
  }

  /** The size of a dimension as a number that stands in a formula. */
  numberOf(dimension: string): number {
    this.numbered.add(dimension);
    return this.assign(dimension);
  }

  /** Something has as many entries or terms as the letters of a formula say. */
  spans(letters: Iterable<string>): void {
    for (const letter of letters) this.spanned.add(letter);
  }

  /** The size of a dimension, the next of the table where it has none yet. */
  sizeOf(dimension: string): number {
    this.spanned.add(dimension);
    return this.assign(dimension);
  }

  private assign(dimension: string): number {
    const known = this.sizes.get(dimension);
    if (known !== undefined) return known;
    const size = this.table[this.sizes.size % this.table.length] ?? 2;
    this.sizes.set(dimension, size);
    return size;
  }

  /** Must be called with what is to be positive for an expectation to have its value. */
  require(needs: readonly Quotient[]): void {
    const { algebra } = this;
    for (const complex of needs) {
      // Oscillation makes nothing grow: what counts is the real part.
      const need = withValues(algebra, complex, new Map([[algebra.i.index, algebra.integer(0)]]));
      const sign = signOf(algebra, need);
      if (sign === 'negative' || sign === 'nonpositive' || sign === 'zero')
        throw new NoValue('an expectation is infinite');
      if (quotientDependsOn(algebra, need, (atom) => this.random.has(atom)))
        throw new NotComputed('whether an expectation is finite hangs on another random quantity');
      if (sign !== 'positive') this.needed.push(need);
    }
  }

  constant(value: Rational): Quotient {
    return this.algebra.constant(value);
  }

  /** An entry or number that the context leaves open, within the range that was noted for its name. */
  free(name: string, sign: EntrySign, owner: string, row = 0, column = 0): Quotient {
    const range = this.ranges.get(name);
    if (this.entries === 'numbers')
      return this.constant(this.given.get(name) ?? (range ? pickFrom(range, sign, this.seeded) : this.number(sign)));
    if (this.entries === 'tape') this.inputs.set(name, { sign, range, owner, row, column });
    const { algebra } = this;
    const before = algebra.nextIndex;
    const value = range ? this.ranged(name, range, sign) : this.open(name, sign);
    for (let atom = before; atom < algebra.nextIndex; atom++) this.belongs.set(atom, owner);
    return value;
  }

  private ranged(name: string, range: Range, sign: EntrySign): Quotient {
    const own = signOfRange(range);
    if (own === 'unit') return this.open(name, own);
    return this.open(name, own !== 'any' ? own : sign === 'nonzero' ? 'any' : sign);
  }

  private open(name: string, sign: EntrySign): Quotient {
    const { algebra } = this;
    if (sign === 'nonzero' && this.entries === 'tape') return algebra.fromAtom(algebra.symbol(name));
    switch (sign) {
      case 'unit':
        this.units.add(name);
        return algebra.fromAtom(positiveAtom(algebra, name));
      case 'any':
        return algebra.fromAtom(algebra.symbol(name));
      case 'positive':
      case 'nonnegative':
        return algebra.fromAtom(markedAtom(algebra, name, sign));
      case 'nonzero':
        return algebra.multiply(
          algebra.fromAtom(signAtom(algebra, `\\operatorname{sign}(${name})`)),
          algebra.fromAtom(positiveAtom(algebra, `|${name}|`)),
        );
    }
  }

  /** The value of a function of which nothing is known but that it has values: the same for the same arguments. */
  opaque(key: string, args: readonly Value[]): Quotient {
    const { algebra } = this;
    const entries = args.flatMap((arg) => arg.entries);
    const name = `${key}(${entries.map((entry) => algebra.key(entry)).join(', ')})`;
    this.opaques.set(name, { key, entries });
    const atom = algebra.intern(`value ${name}`, () => ({
      term: symbol(name),
      sign: 'real',
      integer: false,
      form: { kind: 'other' },
    }));
    return algebra.fromAtom(atom);
  }

  /** A random quantity of its own, named uniquely, belonging to the symbol `owner`. */
  draw(law: Law, name: string, owner: string): Quotient {
    if (this.drawn) return this.drawnFrom(law, name, owner);
    if (this.entries === 'tape') throw new NeedsNumbers('a random quantity stands here');
    if (this.variant !== undefined)
      return this.point(name, owner, {
        quantity: () => this.quantity(law, name, owner),
        density: law,
        support: supportOf(law),
      });
    return this.quantity(law, name, owner);
  }

  /** A random quantity that keeps its place open: gradients see through the quantities that its law depends on only after an expectation. */
  point(name: string, owner: string, point: Omit<Point, 'owner'>): Quotient {
    const { algebra } = this;
    const place = `${name}${"'".repeat(this.places.get(name) ?? 0)}`;
    this.places.set(name, (this.places.get(name) ?? 0) + 1);
    const atom = point.support === 'positive' ? markedAtom(algebra, place, 'positive') : algebra.symbol(place);
    let made: Quotient | undefined;
    this.points.set(atom.index, { ...point, owner, quantity: () => (made ??= point.quantity()) });
    this.belongs.set(atom.index, owner);
    this.supports.set(place, point.support);
    return algebra.fromAtom(atom);
  }

  /** It as an expression in independent random atoms. */
  quantity(law: Law, name: string, owner: string): Quotient {
    const before = this.algebra.nextIndex;
    const value = randomQuantity(this.algebra, this.random, law, name);
    for (let atom = before; atom < this.algebra.nextIndex; atom++) {
      if (!this.random.has(atom)) continue;
      this.owners.set(atom, owner);
      this.belongs.set(atom, owner);
    }
    return value;
  }

  /** Some value that the law allows: what holds surely holds there too. */
  private drawnFrom(law: Law, name: string, owner: string): Quotient {
    const { algebra } = this;
    switch (law.kind) {
      case 'normal':
      case 'moments':
        return algebra.add(law.mean, algebra.multiply(law.variance, this.free(name, 'nonzero', owner)));
      case 'laplace':
        return algebra.add(law.mean, algebra.multiply(law.scale, this.free(name, 'nonzero', owner)));
      case 'half-normal':
      case 'exponential':
      case 'chi-square':
      case 'gamma':
        return this.free(name, 'positive', owner);
      case 'beta':
        return this.free(name, 'unit', owner);
      case 'density': {
        const { lower, upper } = law.law;
        if (lower && upper)
          return algebra.add(lower, algebra.multiply(algebra.subtract(upper, lower), this.free(name, 'unit', owner)));
        const size = this.free(name, lower || upper ? 'positive' : 'any', owner);
        return lower ? algebra.add(lower, size) : upper ? algebra.subtract(upper, size) : size;
      }
      case 'uniform':
        return algebra.add(
          law.lower,
          algebra.multiply(algebra.subtract(law.upper, law.lower), this.free(name, 'unit', owner)),
        );
      case 'bernoulli':
        return this.constant(Rational.of(this.chance(2)));
      case 'rademacher':
        return this.constant(Rational.of(1 - 2 * this.chance(2)));
      case 'poisson':
        return this.constant(Rational.of(this.chance(5)));
      case 'thinned':
        throw new NotComputed('a number of trials that is random is not drawn');
      case 'binomial':
        return this.constant(Rational.of(this.chance(law.trials + 1)));
      case 'geometric':
        return this.constant(Rational.of(law.from + this.chance(4)));
      case 'points':
        return law.points[this.chance(law.points.length)]?.value ?? algebra.integer(0);
    }
  }

  /** Which of `count` values a random quantity takes. */
  private chance(count: number): number {
    if (this.entries === 'tape') throw new NeedsNumbers('a random quantity with few values stands here');
    return this.seeded.below(count);
  }

  /** A seeded choice from 0 to below `count`. */
  pick(count: number): number {
    return count > 0 ? this.seeded.below(count) : 0;
  }

  /** A small number that a student can check by hand; whole numbers mostly. */
  number(sign: EntrySign): Rational {
    if (sign === 'unit') return Rational.of(1 + this.seeded.below(9), 10);
    const size = Rational.of(1 + this.seeded.below(5), this.seeded.below(4) === 0 ? 2 : 1);
    const negative = this.seeded.below(2) === 0;
    return (sign === 'any' || sign === 'nonzero') && negative ? size.negated() : size;
  }
}
