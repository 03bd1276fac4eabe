import { constant, symbol } from '../build';
import type { Fuel } from '../fuel';
import { Rational } from '../rational';
import type { Atom, Quotient } from './atom';
import { Field, oneQuotient } from './field';

/** What the context of a claim knows of its symbols. Symbols are real unless `complex` says otherwise. */
export interface Assumptions {
  readonly positive?: (name: string) => boolean;
  readonly nonnegative?: (name: string) => boolean;
  readonly integer?: (name: string) => boolean;
  readonly complex?: (name: string) => boolean;
}

/** What must hold besides, for the canonical form to have the term's value. Each is given with the quotient that it is about. */
export interface Condition {
  readonly kind: 'nonzero' | 'nonnegative' | 'positive';
  readonly of: Quotient;
}

/**
 * The atoms of one question and what is known about them. Quotients of different algebras must not be mixed.
 *
 * With `imaginary` (the imaginary unit stands in the question) roots and logarithms take their principal values, and nothing follows from
 * their being defined; without it everything is real.
 */
export class Algebra extends Field {
  /** Polynomials (by the key of their primitive part) that are positive, or at least not negative, wherever both sides are defined. */
  readonly facts = new Map<string, 'positive' | 'nonnegative'>();
  readonly positiveNames = new Set<string>();
  readonly nonnegativeNames = new Set<string>();
  readonly integerNames = new Set<string>();
  readonly conditions: Condition[] = [];
  /** For each kind of angle the greatest number that measures all of those that occur. */
  readonly angles = new Map<string, Rational>();
  /** An angle turned up that the measure so far does not fit. */
  anglesChanged = false;

  constructor(
    fuel: Fuel,
    readonly assumptions: Assumptions,
    readonly imaginary: boolean,
  ) {
    super(fuel);
  }

  get pi(): Atom {
    return this.intern('pi', () => ({
      term: constant('pi'),
      sign: 'positive',
      integer: false,
      form: { kind: 'pi' },
    }));
  }

  get i(): Atom {
    return this.intern('i', () => ({
      term: constant('i'),
      sign: 'complex',
      integer: false,
      form: { kind: 'imaginary' },
      period: { length: Rational.two, value: this.constant(Rational.minusOne) },
    }));
  }

  symbol(name: string): Atom {
    return this.intern(`symbol ${name}`, () => {
      const { assumptions } = this;
      const positive = this.positiveNames.has(name) || assumptions.positive?.(name) === true;
      const nonnegative = this.nonnegativeNames.has(name) || assumptions.nonnegative?.(name) === true;
      const complex = assumptions.complex?.(name) === true;
      return {
        term: symbol(name),
        sign: complex ? 'complex' : positive ? 'positive' : nonnegative ? 'nonnegative' : 'real',
        integer: this.integerNames.has(name) || assumptions.integer?.(name) === true,
        form: { kind: 'symbol', name },
      };
    });
  }

  product(factors: readonly Quotient[]): Quotient {
    return factors.reduce((product, factor) => this.multiply(product, factor), oneQuotient);
  }

  require(kind: Condition['kind'], of: Quotient): void {
    this.conditions.push({ kind, of });
  }
}
