import { problem, type Problem } from './problem';
import type { Duration } from './units';

/** Schedules of larger networks are refused with a message. */
export const maximalLayers = 100_000;
const maximalSize = 1_000_000_000;

/**
 * Layers 1 to `layers`; layer i turns activation i−1 into activation i, and activation 0 is the input. Where all layers are alike, one
 * activation has size 1 and sizes count activations.
 */
export interface Network {
  readonly kind: 'network';
  readonly layers: number;
  /** Time of one `fwd` of layer i, at index i; index 0 is 0. */
  readonly forward: readonly Duration[];
  /** Size of activation i, at index i from 0: whole numbers from 1. */
  readonly size: readonly number[];
  /** Whether every layer takes the same time. */
  readonly uniformCost: boolean;
  readonly uniformSize: boolean;
  /** Time to load one unit of size from memory. */
  readonly loadMemory: Duration;
  /** Time to load one unit of size from disk. */
  readonly loadDisk: Duration;
}

export interface NetworkInput {
  readonly layers: number;
  /** One time for every layer, or a time for each of them from 1 on. */
  readonly forward: Duration | readonly Duration[];
  /** Sizes of the input and of the activations 1, 2, …: one more than there are layers. Left out: all 1. */
  readonly sizes?: readonly number[];
  readonly loadMemory: Duration;
  readonly loadDisk?: Duration;
}

/** A network of 1 to `maximalLayers` layers, or what is wrong with the description of one. */
export function createNetwork(input: NetworkInput): Network | Problem {
  const { layers } = input;
  if (!Number.isInteger(layers) || layers < 1) return problem('a network has at least 1 layer');
  if (layers > maximalLayers) return problem(`${layers} layers are too many: at most ${maximalLayers}`);

  const each = typeof input.forward === 'bigint' ? new Array<Duration>(layers).fill(input.forward) : input.forward;
  if (each.length !== layers) {
    return problem(`${each.length} times of a fwd for ${layers} layers: give one time, or one for each layer`);
  }
  if (each.some((t) => t < 0n)) return problem('a fwd cannot take less than no time');

  const size = input.sizes ?? new Array<number>(layers + 1).fill(1);
  if (size.length !== layers + 1) {
    return problem(`${size.length} sizes for ${layers} layers: give ${layers + 1}, that of the input first`);
  }
  const wrongSize = size.find((s) => !Number.isInteger(s) || s < 1 || s > maximalSize);
  if (wrongSize !== undefined) return problem(`${wrongSize} is not a size: whole numbers from 1 to ${maximalSize}`);

  return {
    kind: 'network',
    layers,
    forward: [0n, ...each],
    size,
    uniformCost: each.every((t) => t === each[0]),
    uniformSize: size.every((s) => s === size[0]),
    loadMemory: input.loadMemory,
    loadDisk: input.loadDisk ?? 0n,
  };
}
