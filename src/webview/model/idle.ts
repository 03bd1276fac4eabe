/** Lets something go on a little later; answers how to call that off. */
export type Later = (run: () => void) => () => void;

/** A computation that is cut into pieces, so that frames can be drawn between them. */
export interface Work<T> {
  readonly steps: Generator<void, T, void>;
  readonly done: (value: T) => void;
}

/** Milliseconds of work at a stretch: half a frame. */
const stretch = 8;

/**
 * Does one piece of work at a time, the newest of each name only. `later` says when to go on, `now` tells the time in milliseconds; both
 * are handed in.
 */
export class IdleQueue {
  private readonly waiting = new Map<string, Work<unknown>>();
  private cancel: (() => void) | undefined;

  constructor(
    private readonly later: Later,
    private readonly now: () => number,
  ) {}

  /** Takes the place of unfinished work of the same name. */
  put<T>(name: string, work: Work<T>): void {
    this.waiting.delete(name);
    this.waiting.set(name, { steps: work.steps, done: (value) => work.done(value as T) });
    this.cancel ??= this.later(() => this.goOn());
  }

  private goOn(): void {
    this.cancel = undefined;
    const until = this.now() + stretch;
    for (const [name, { steps, done }] of this.waiting) {
      for (;;) {
        const result = steps.next();
        if (result.done === true) {
          this.waiting.delete(name);
          done(result.value);
          break;
        }
        if (this.now() > until) break;
      }
      if (this.now() > until) break;
    }
    if (this.waiting.size > 0) this.cancel ??= this.later(() => this.goOn());
  }
}
