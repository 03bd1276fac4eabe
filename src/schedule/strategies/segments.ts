import type { Machine } from '../machine';
import { spread, type Program, type Setting, type Strategy } from '../strategy';
import { everyKth, inOrder, lastKept, runFirstPass } from './first-pass';
import { listed, ordinal } from './per-layer';

/**
 * Checkpointing by segments (Chen et al. 2016, "Training Deep Nets with Sublinear Memory Cost"): a segment is recomputed once, from the kept
 * activation that it begins with, and all of it stays in memory until its backward steps are done.
 */
function recomputeEachSegment(setting: Setting, kept: readonly number[]): Program {
  return { kind: 'program', run: (machine) => orders(machine, setting, kept) };
}

function orders(machine: Machine, setting: Setting, kept: readonly number[]): void {
  const { layers } = setting.network;
  runFirstPass(machine, layers, kept, setting.convention);
  const last = lastKept(layers, kept);
  while (machine.nextLayer > 0) {
    const target = machine.nextTarget;
    if (!machine.isAtHand(target)) {
      const from = last[target] ?? 0;
      machine.load(from);
      machine.run(from, target, 'hold');
    }
    machine.backward();
  }
}

const shared: Pick<Strategy, 'defaults' | 'fixed' | 'inputPlace'> = {
  defaults: {},
  fixed: [],
  inputPlace: () => 'memory',
};

export const segments: Strategy = {
  ...shared,
  name: 'segments',
  aliases: ['segment', 'segment-caching'],
  takes: ['every', 'keep'],
  describe: ({ choice }) => {
    const kept =
      choice.every === undefined
        ? `kept: the input and the activations ${listed(choice.keep ?? [])}`
        : `${choice.every === 1 ? 'every' : `every ${ordinal(choice.every)}`} activation is kept`;
    return `${kept}; each segment is recomputed once and held`;
  },
  prepare: (setting) => {
    const { every, keep } = setting.choice;
    const kept = every === undefined ? inOrder(keep ?? []) : everyKth(setting.network.layers, every);
    return recomputeEachSegment(setting, kept);
  },
  sweep: (layers) => spread(1, layers).map((k) => ({ strategy: 'segments', every: k })),
};

export const squareRoot: Strategy = {
  ...shared,
  name: 'sqrt',
  aliases: ['sqrt-l'],
  takes: [],
  describe: ({ network }) =>
    `every ${ordinal(squareRootSpacing(network.layers))} activation is kept, as √${network.layers} asks; each segment is recomputed once and held`,
  prepare: (setting) => {
    const { layers } = setting.network;
    return recomputeEachSegment(setting, everyKth(layers, squareRootSpacing(layers)));
  },
  sweep: () => [{ strategy: 'sqrt' }],
};

/** The least k with k² ≥ `layers`: as many segments as a segment has layers, which makes their sum least. */
export function squareRootSpacing(layers: number): number {
  let k = Math.floor(Math.sqrt(layers));
  while (k * k < layers) k++;
  while (k > 1 && (k - 1) * (k - 1) >= layers) k--;
  return k;
}
