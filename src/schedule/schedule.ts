import type { Convention } from './convention';
import type { Move } from './machine';
import type { Network } from './network';
import type { Choice } from './strategy';
import type { Duration } from './units';

/**
 * A simulated first pass and backward pass. Time 0 is the beginning of the backward pass; the first pass lies before it. Backward steps,
 * stores and drops take no time.
 */
export interface Schedule {
  readonly kind: 'schedule';
  readonly network: Network;
  readonly choice: Choice;
  readonly convention: Convention;
  readonly moves: readonly Move[];
  readonly firstPass: FirstPass;
  /** What each layer's backward step took, from the last layer down to layer 1. */
  readonly rows: readonly LayerRow[];
  /** Of the backward pass. */
  readonly totals: Totals;
  /**
   * The most that is held in memory at once in both passes: the input, what is kept, and what is in flight (being computed, computed from,
   * or used), each activation once, also where it is kept and in use. While a layer runs, both its input and its output are held. Gradients, weights and
   * optimizer states are not counted, nor is what lies on disk. In units of size: where all sizes are 1, a number of activations.
   */
  readonly peak: number;
  /** How many events the moves stand for. */
  readonly eventCount: number;
}

export interface FirstPass {
  readonly fwd: number;
  readonly time: Duration;
  /** The activations that it stores, in order; the input is not among them. */
  readonly stored: readonly number[];
}

export interface Totals {
  readonly fwd: number;
  readonly loadmem: number;
  readonly loaddisk: number;
  readonly time: Duration;
}

export interface LayerRow extends Totals {
  readonly layer: number;
  /** The activation that the backward step needs. */
  readonly target: number;
  /** The activations that were loaded for it, in order. */
  readonly loads: readonly number[];
  /** The layers that were run again, as ranges with both ends included, in order. */
  readonly runs: readonly LayerRange[];
  /** The most that was held while this was done. */
  readonly peak: number;
}

export interface LayerRange {
  readonly from: number;
  readonly to: number;
}
