/** How a job of the queue ended. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** A newer job for the same key took its place, or it was cancelled. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The clock and the pause between slices; the tests bring their own. */
export interface Pace {
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
  /** Must call back once, later, after whatever is waiting (messages) had its turn. */
  readonly rest: (next: () => void) => void;
  /** How long a slice may take, in milliseconds. */
  readonly slice: number;
}

interface Job<T, P> {
  readonly key: string;
  readonly start: () => Generator<P, T, void>;
  run: Generator<P, T, void> | undefined;
  readonly listeners: Set<(progress: P) => void>;
  readonly settle: (outcome: Outcome<T>) => void;
  readonly outcome: Promise<Outcome<T>>;
}

/**
 * Runs generators in slices, one at a time, so that messages are heard in between. One job a key: a newer one drops the older one.
 * The job that was submitted last runs first; the others go on after it.
 */
export class LatestWins<T, P> {
  /** The last one is next. */
  private readonly jobs: Job<T, P>[] = [];
  private resting = false;

  constructor(private readonly pace: Pace) {}

  /** Queues a job and drops an older one of the same key. The promise never rejects. */
  submit(key: string, start: () => Generator<P, T, void>): Promise<Outcome<T>> {
    this.drop(key);
    let settle: (outcome: Outcome<T>) => void = () => undefined;
    const outcome = new Promise<Outcome<T>>((resolve) => {
      settle = resolve;
    });
    this.jobs.push({ key, start, run: undefined, listeners: new Set(), settle, outcome });
    this.wake();
    return outcome;
  }

  /** The outcome of the job that is queued or running for a key, if there is one. */
  waiting(key: string): Promise<Outcome<T>> | undefined {
    return this.jobs.find((job) => job.key === key)?.outcome;
  }

  /** Calls back on every step of the job that is queued or running for a key; the answer ends that. */
  follow(key: string, listener: (progress: P) => void): () => void {
    const job = this.jobs.find((candidate) => candidate.key === key);
    job?.listeners.add(listener);
    return () => job?.listeners.delete(listener);
  }

  /** Drops the job of a key. */
  drop(key: string): void {
    const at = this.jobs.findIndex((job) => job.key === key);
    if (at < 0) return;
    for (const job of this.jobs.splice(at, 1)) job.settle({ kind: 'dropped' });
  }

  private wake(): void {
    if (this.resting || this.jobs.length === 0) return;
    this.resting = true;
    this.pace.rest(() => {
      this.resting = false;
      this.work();
      this.wake();
    });
  }

  /** One slice of the job that is next. */
  private work(): void {
    const job = this.jobs[this.jobs.length - 1];
    if (job === undefined) return;
    const end = this.pace.now() + this.pace.slice;
    try {
      job.run ??= job.start();
      do {
        const step = job.run.next();
        if (step.done === true) {
          this.finish(job, { kind: 'done', value: step.value });
          return;
        }
        for (const listener of job.listeners) listener(step.value);
      } while (this.pace.now() < end);
    } catch (error) {
      this.finish(job, { kind: 'failed', error });
    }
  }

  private finish(job: Job<T, P>, outcome: Outcome<T>): void {
    const at = this.jobs.indexOf(job);
    if (at >= 0) this.jobs.splice(at, 1);
    job.settle(outcome);
  }
}
