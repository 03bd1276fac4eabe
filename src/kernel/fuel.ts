/** Thrown where a computation would cost more than it may. What was asked is then undecided, never wrong. */
export class OutOfFuel extends Error {
  override readonly name = 'OutOfFuel';
}

const deepest = 500;

/**
 * Effort that may be spent on one question, counted in steps: about one per term of a sum or polynomial, per node of a term, per digit
 * of a long number. Everything that can grow pays before it works, so hostile inputs end here and not in a hang.
 */
export class Fuel {
  #left: number;
  #depth = 0;

  /** `steps` must be a nonnegative number. */
  constructor(steps: number) {
    this.#left = steps;
  }

  get left(): number {
    return this.#left;
  }

  /** Pays for `steps` steps; throws `OutOfFuel` if there are not enough left. `steps` may be Infinity, and counts as it if it is NaN. */
  spend(steps: number): void {
    if (!(steps <= this.#left)) {
      this.#left = 0;
      throw new OutOfFuel('the effort allowed for this claim is used up');
    }
    this.#left -= steps;
  }

  /** Runs `work` one level deeper; throws `OutOfFuel` instead of overflowing the stack. Costs one step. */
  nested<T>(work: () => T): T {
    this.spend(1);
    if (this.#depth >= deepest) throw new OutOfFuel('the expression is nested too deeply');
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }

  /** As `nested`, for callers that cannot afford a closure: must be followed by `leave`, also when something is thrown. */
  enter(): void {
    this.spend(1);
    if (this.#depth >= deepest) throw new OutOfFuel('the expression is nested too deeply');
    this.#depth += 1;
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Pays for arithmetic on numbers of about `digits` decimal digits: products are nearly linear, greatest common divisors quadratic. */
  spendDigits(digits: number): void {
    this.spend(digits <= 20 ? 1 : digits / 16 + (digits * digits) / 4000);
  }
}
