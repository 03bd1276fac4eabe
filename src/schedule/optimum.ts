import type { Network } from './network';
import { problem, type Problem } from './problem';

/**
 * The least number of `fwd` that reverses a chain of `length` layers with `slots` activations kept at once, the input included, where each
 * layer needs its input: t(l, s) = r·l − C(s+r, s+1), r least with C(s+r, s) ≥ l (Griewank & Walther 2000, "Algorithm 799: Revolve"). It counts
 * the first sweep of l − 1 layers. `length` and `slots` are whole numbers from 1. Where layers need their output, the chain is one layer longer.
 */
export function optimalForwards(length: number, slots: number): number {
  const { repetitions: r, reach } = leastRepetitions(length, slots);
  // C(s+r, s+1) = C(s+r, s) · r / (s+1)
  return r * length - (reach * r) / (slots + 1);
}

/**
 * How far the optimum runs ahead before it keeps the next activation, from a kept one with `length` ≥ 2 targets from there on and
 * `slots` ≥ 2 free or in use by it: any split does for which neither part is repeated more often than the best schedule does.
 */
export function optimalSplit(length: number, slots: number): number {
  const { repetitions: r, reach } = leastRepetitions(length, slots);
  // reach = C(s+r, s) = C(s+r−1, s) + C(s+r−1, s−1): what s slots reach with one repetition less, and s − 1 slots with as many.
  const right = (reach * slots) / (slots + r);
  const left = reach - right;
  const leftBefore = (left * (r - 1)) / (slots + r - 1);
  return Math.max(1, leftBefore, length - right);
}

/** The least r with C(s+r, s) ≥ l, and that binomial coefficient: a double, exact as long as it is below 2^53, which it is for l below 2^26. */
function leastRepetitions(length: number, slots: number): { readonly repetitions: number; readonly reach: number } {
  let repetitions = 0;
  let reach = 1;
  while (reach < length) {
    repetitions += 1;
    reach = (reach * (slots + repetitions)) / repetitions;
  }
  return { repetitions, reach };
}

/** The dynamic program runs for networks up to this many layers; it takes time with the cube of them. */
export const maximalDynamicLayers = 200;

/**
 * Where to keep the next activation on the way, for layers of unequal cost: least total cost, by dynamic programming.
 *
 *     P(p, 1, s) = 0,  P(p, l, s) = min over 1 ≤ i < l of cost(p → p+i) + P(p, i, s) + P(p+i, l−i, s−1)
 *
 * where p is the kept activation, l the number of targets from p on, and P(p, l, 1) runs from p for each. A slot holds one activation of
 * any size.
 */
export interface OptimalTable {
  readonly kind: 'optimal-table';
  readonly split: (from: number, length: number, slots: number) => number;
  /** The least time of all `fwd`, those of the first sweep included. */
  readonly leastCost: bigint;
}

/** `length` counts the targets: the layers, and one more where they need their outputs. Slots beyond `length` change nothing. */
export function optimalTable(network: Network, length: number, slots: number): OptimalTable | Problem {
  if (network.layers > maximalDynamicLayers) {
    return problem(
      `the optimum for layers of unequal cost is computed for up to ${maximalDynamicLayers} layers, not ${network.layers}: give one time for all layers, or another strategy`,
    );
  }
  const costs = costUnits(network);
  if (costs.kind === 'problem') return costs;
  const { prefix, unit } = costs;

  const s = Math.min(slots, length);
  const width = length + 1;
  const plane = width * width;
  const splits = new Uint8Array((s + 1) * plane);
  let fewer = new Float64Array(plane);
  let best = new Float64Array(plane);
  for (let slot = 1; slot <= s; slot++) {
    [fewer, best] = [best, fewer];
    for (let l = 2; l <= length; l++) {
      for (let from = 0; from + l <= length; from++) {
        const row = from * width;
        const start = prefix[from] ?? 0;
        const sweep = (prefix[from + l - 1] ?? 0) - start;
        let least = Infinity;
        let where = 1;
        if (slot === 1) least = (best[row + l - 1] ?? 0) + sweep;
        else if (slot >= l) least = sweep;
        else {
          for (let i = 1; i < l; i++) {
            const right = fewer[row + i * width + l - i] ?? 0;
            const cost = (prefix[from + i] ?? 0) - start + (best[row + i] ?? 0) + right;
            if (cost < least) {
              least = cost;
              where = i;
            }
          }
        }
        best[row + l] = least;
        splits[slot * plane + row + l] = where;
      }
    }
  }
  return {
    kind: 'optimal-table',
    split: (from, l, available) => splits[Math.min(available, s) * plane + from * width + l] ?? 1,
    leastCost: BigInt(best[length] ?? 0) * unit,
  };
}

interface CostUnits {
  readonly kind: 'cost-units';
  readonly unit: bigint;
  /** Cost of the layers 1 to i, at index i, in these units. */
  readonly prefix: readonly number[];
}

/** Costs as small whole numbers, so that doubles add them exactly. */
function costUnits(network: Network): CostUnits | Problem {
  let unit = 0n;
  for (const cost of network.forward) unit = greatestCommonDivisor(unit, cost);
  if (unit === 0n) unit = 1n;
  const prefix: number[] = [0];
  let sum = 0n;
  for (const cost of network.forward.slice(1)) prefix.push(Number((sum += cost / unit)));
  if (sum * BigInt(network.layers + 1) >= BigInt(Number.MAX_SAFE_INTEGER)) {
    return problem('the times of the layers are too far apart for an exact optimum: round them');
  }
  return { kind: 'cost-units', unit, prefix };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}
