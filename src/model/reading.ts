/**
 * Ambiguous notation is kept: a reading is one choice for each ambiguous spot of a claim. `enumerateReadings` runs a
 * computation once for each combination of choices that it asks for, the likeliest first.
 */
export interface Chooser {
  /** The option to use for the spot `key`; the same key is always answered alike within one reading. */
  choose(key: string, options: readonly Option[]): number;
}

export interface Option {
  /** For the student: "log is the natural logarithm". Empty for the ordinary reading. */
  readonly says: string;
}

export interface Reading<T> {
  readonly value: T;
  /** What was chosen where there was a choice; undefined where there was none. */
  readonly says: string | undefined;
}

/** More combinations than this are not tried: the claim is then too ambiguous to refute. */
export const mostReadings = 12;

/** All readings, the likeliest first; `complete` is false where there were more than `mostReadings`. */
export function enumerateReadings<T>(run: (chooser: Chooser) => T): {
  readonly readings: readonly Reading<T>[];
  readonly complete: boolean;
} {
  const readings: Reading<T>[] = [];
  let forced: readonly number[] = [];
  for (;;) {
    const recorder = new Recorder(forced);
    const value = run(recorder);
    readings.push({ value, says: recorder.says() });
    const next = recorder.successor();
    if (!next) return { readings, complete: true };
    if (readings.length >= mostReadings) return { readings, complete: false };
    forced = next;
  }
}

class Recorder implements Chooser {
  private readonly spots = new Map<string, number>();
  private readonly taken: { choice: number; options: readonly Option[] }[] = [];

  constructor(private readonly forced: readonly number[]) {}

  choose(key: string, options: readonly Option[]): number {
    const known = this.spots.get(key);
    if (known !== undefined) return known;
    const choice = this.forced[this.taken.length] ?? 0;
    this.spots.set(key, choice);
    this.taken.push({ choice, options });
    return choice;
  }

  says(): string | undefined {
    const words = this.taken.map(({ choice, options }) => options[choice]?.says ?? '').filter((s) => s !== '');
    return words.length > 0 ? words.join('; ') : undefined;
  }

  /** The next combination in order: the last spot that has another option moves on, those behind it start again. */
  successor(): readonly number[] | undefined {
    for (let i = this.taken.length - 1; i >= 0; i--) {
      const spot = this.taken[i];
      if (spot && spot.choice + 1 < spot.options.length) {
        return [...this.taken.slice(0, i).map((s) => s.choice), spot.choice + 1];
      }
    }
    return undefined;
  }
}
