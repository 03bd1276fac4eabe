import type { Convention, ConventionName } from './convention';
import type { Machine, Place } from './machine';
import type { Network } from './network';
import type { Problem } from './problem';

export type StrategyName = 'every' | 'keep' | 'store-all' | 'from-input' | 'segments' | 'sqrt' | 'binomial' | 'disk';

export type ParameterName = 'every' | 'keep' | 'slots';

/** A strategy with its parameters. */
export interface Choice {
  readonly strategy: StrategyName;
  /** Every how many layers an activation is kept, from 1 to the number of layers. */
  readonly every?: number;
  /** The layers whose activations are kept, beside the input: from 1 to the number of layers, each once. */
  readonly keep?: readonly number[];
  /** How many activations can be kept at once, the input included: from 1. */
  readonly slots?: number;
}

/** All that a strategy knows when it gives its orders. */
export interface Setting {
  readonly network: Network;
  readonly convention: Convention;
  readonly choice: Choice;
}

/** Gives the orders of the first pass and of the backward pass. */
export interface Program {
  readonly kind: 'program';
  readonly run: (machine: Machine) => void;
}

/** One way to run a backward pass with less memory than all activations take. */
export interface Strategy {
  readonly name: StrategyName;
  /** Other names that it is asked for by. */
  readonly aliases: readonly string[];
  /** What it does, with its parameters: "every 5th activation is kept, …". */
  readonly describe: (setting: Setting) => string;
  /** It needs exactly one of these; none where the list is empty. */
  readonly takes: readonly ParameterName[];
  /** Where its convention departs from the homework's unless one is asked for. */
  readonly defaults: Partial<Convention>;
  /** Options that the strategy decides by what it is. */
  readonly fixed: readonly ConventionName[];
  /** Where the input lies from the beginning. */
  readonly inputPlace: (convention: Convention) => Place;
  /** Its program for a setting, or why there is none. Parameters are in range when it is asked. */
  readonly prepare: (setting: Setting) => Program | Problem;
  /** Choices that show how it trades memory for time on a network, a few dozen at most. */
  readonly sweep: (layers: number) => readonly Choice[];
}

/** From `from` to `to`, all of them or, where there are many, some that grow by a constant ratio. */
export function spread(from: number, to: number): readonly number[] {
  const most = 24;
  if (to - from < most) return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  const values: number[] = [from];
  const ratio = (to / from) ** (1 / (most - 1));
  for (let x = from, last = from; last < to;) {
    x = Math.min(to, Math.max(x * ratio, last + 1));
    last = Math.round(x);
    values.push(last);
  }
  return values;
}
