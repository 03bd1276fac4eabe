import { targetOf } from '../convention';
import type { Machine } from '../machine';
import { spread, type Program, type Setting, type Strategy } from '../strategy';
import { everyKth, inOrder, lastKept, runFirstPass } from './first-pass';

/**
 * The homework's way: for each layer anew, load the last kept activation at or before the target and run forward from there.
 *
 *     kept     0         5          10
 *     target             5 → 6 → 7             two fwd for the target 7
 */
function recomputeForEachLayer(setting: Setting, kept: readonly number[]): Program {
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
      machine.run(from, target);
    }
    machine.backward();
  }
}

const shared: Pick<Strategy, 'defaults' | 'fixed' | 'inputPlace'> = {
  defaults: {},
  fixed: [],
  inputPlace: () => 'memory',
};

export const every: Strategy = {
  ...shared,
  name: 'every',
  aliases: ['homework'],
  takes: ['every'],
  describe: ({ choice }) =>
    `${choice.every === 1 ? 'every' : `every ${ordinal(choice.every ?? 1)}`} activation is kept; each layer is recomputed from the last kept one`,
  prepare: (setting) => recomputeForEachLayer(setting, everyKth(setting.network.layers, setting.choice.every ?? 1)),
  sweep: (layers) => spread(1, layers).map((k) => ({ strategy: 'every', every: k })),
};

export const keep: Strategy = {
  ...shared,
  name: 'keep',
  aliases: [],
  takes: ['keep'],
  describe: ({ choice }) =>
    `kept: the input and the activations ${listed(choice.keep ?? [])}; each layer is recomputed from the last kept one`,
  prepare: (setting) => recomputeForEachLayer(setting, inOrder(setting.choice.keep ?? [])),
  sweep: () => [],
};

export const storeAll: Strategy = {
  ...shared,
  name: 'store-all',
  aliases: ['all', 'store'],
  takes: [],
  describe: () => 'all activations are kept; nothing is recomputed',
  prepare: (setting) => {
    const { layers } = setting.network;
    return recomputeForEachLayer(setting, everyKth(targetOf(layers, setting.convention), 1));
  },
  sweep: () => [{ strategy: 'store-all' }],
};

export const fromInput: Strategy = {
  ...shared,
  name: 'from-input',
  aliases: ['recompute', 'recompute-all', 'input'],
  takes: [],
  describe: () => 'only the input is kept; each layer is recomputed from it',
  prepare: (setting) => recomputeForEachLayer(setting, []),
  sweep: () => [{ strategy: 'from-input' }],
};

/** `5, 10 and 12`; of long lists the first and the last. */
export function listed(numbers: readonly number[]): string {
  if (numbers.length > 12) {
    return `${numbers.slice(0, 4).join(', ')}, … and ${numbers[numbers.length - 1] ?? ''} (${numbers.length} of them)`;
  }
  const last = numbers[numbers.length - 1];
  return numbers.length > 1 ? `${numbers.slice(0, -1).join(', ')} and ${last ?? ''}` : `${last ?? 'none'}`;
}

/** `2nd`, `5th`, `11th`, `21st`. */
export function ordinal(n: number): string {
  const teen = Math.floor(n / 10) % 10 === 1;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
