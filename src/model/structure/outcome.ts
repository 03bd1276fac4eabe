/** Leaves an evaluation: this formula has no value here, for a reason that a student understands. */
export class NotComputed extends Error {
  override readonly name: string = 'NotComputed';
}

/** What is asked for is computed for other sizes only. */
export class TooLarge extends NotComputed {}

/** What is asked for hangs on numbers that are open: it is computed where they are known. */
export class NeedsNumbers extends NotComputed {}

/** Two parts do not fit together, whatever the numbers are: the reason names both shapes. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
}

/** Two parts do not fit together as they were taken to be, which nobody said. */
export class DoubtfulMismatch extends NotComputed {}

/** An index letter without a value stands where an entry is picked; `count` entries are there to pick from. */
export class FreeIndex extends Error {
  override readonly name = 'FreeIndex';

  constructor(
    readonly letter: string,
    readonly count: number,
    readonly dimension: string | undefined,
    /** Nobody said how many there are: `count` is only some of them. */
    readonly endless = false,
  ) {
    super(`the index ${letter} has no value here`);
  }
}

export function stop(reason: string): never {
  throw new NotComputed(reason);
}

/** What work comes to; undefined where there is no value, or parts do not fit together. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Mismatch || error instanceof NotComputed) return undefined;
    throw error;
  }
}

/** Why an expectation was not computed. */
export function unreached(kind: 'open' | 'untold'): string {
  return kind === 'untold'
    ? 'only a mean and a variance were told of what stands in this expectation, and it needs more'
    : 'this expectation has no form that can be computed exactly yet';
}
