import type { Machine } from '../machine';
import type { Setting, Strategy } from '../strategy';

/** Every activation goes to disk in the first pass, the input lies there already, and each layer loads its target from there. */
export const disk: Strategy = {
  name: 'disk',
  aliases: ['loaddisk', 'from-disk'],
  takes: [],
  defaults: {},
  fixed: ['keptLoad', 'lastSegment'],
  describe: () => 'all activations are stored on disk and loaded from there; nothing is recomputed',
  inputPlace: (convention) => (convention.inputLoad === 'free' ? 'memory' : 'disk'),
  prepare: (setting) => ({ kind: 'program', run: (machine) => orders(machine, setting) }),
  sweep: () => [{ strategy: 'disk' }],
};

function orders(machine: Machine, { network, convention }: Setting): void {
  const target = machine.nextTarget;
  for (let i = 1; i <= target; i++) {
    machine.run(i - 1, i);
    machine.store(i, 'disk');
  }
  if (convention.firstPass === 'all') machine.run(target, network.layers);
  machine.turn(Infinity);
  while (machine.nextLayer > 0) {
    const next = machine.nextTarget;
    if (next === 0 && convention.inputLoad === 'free') machine.load(next);
    else machine.loadFromDisk(next);
    machine.backward();
  }
}
