import type { Machine } from '../machine';
import { optimalSplit, optimalTable } from '../optimum';
import { spread, type Program, type Setting, type Strategy } from '../strategy';

type Split = (from: number, length: number, slots: number) => number;

/** Reverses the `length` targets from the kept activation `from` on, with `slots` slots of which `from` takes one. */
interface Task {
  readonly from: number;
  readonly length: number;
  readonly slots: number;
  /** Whether `from` is at hand already: it has just been computed. */
  readonly atHand: boolean;
}

/**
 * The optimum for a number of slots. It runs ahead to a well-chosen activation, keeps it, reverses what lies behind it with one slot
 * less, and then what lies before it with that slot free again:
 *
 *     from ──────── from+i ────────── from+length−1
 *     └─ second: s slots ─┘└─ first: s−1 slots ─┘
 *
 * The first pass is the way to the first backward step. A list of tasks stands in for recursion, which many slots would make deep.
 */
function reverse(machine: Machine, setting: Setting, split: Split): void {
  const { layers } = setting.network;
  const slots = setting.choice.slots ?? 1;
  const lowestTarget = setting.convention.needs === 'output' ? 1 : 0;
  const tasks: Task[] = [{ from: 0, length: machine.nextTarget + 1, slots, atHand: true }];
  let turned = false;
  const backward = (): void => {
    if (!turned) {
      turned = true;
      const target = machine.nextTarget;
      if (setting.convention.firstPass === 'all') machine.run(target, layers, 'hold');
      machine.turn(target);
    }
    machine.backward();
  };

  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { from, length } = task;
    if (from + length - 1 < lowestTarget) continue;
    if (!task.atHand) machine.load(from);
    if (length === 1) {
      backward();
    } else if (task.slots === 1) {
      machine.run(from, from + length - 1);
      backward();
      tasks.push({ from, length: length - 1, slots: 1, atHand: false });
    } else {
      const ahead = split(from, length, task.slots);
      machine.run(from, from + ahead);
      // An activation that is only needed at once need not be kept.
      if (length - ahead > 1) machine.store(from + ahead);
      tasks.push({ from, length: ahead, slots: task.slots, atHand: false });
      tasks.push({ from: from + ahead, length: length - ahead, slots: task.slots - 1, atHand: true });
    }
  }
}

export const binomial: Strategy = {
  name: 'binomial',
  aliases: ['optimal', 'optimum', 'revolve'],
  takes: ['slots'],
  defaults: { needs: 'input', lastSegment: 'end', firstPass: 'needed' },
  fixed: ['lastSegment'],
  describe: ({ choice, network }) =>
    `the ${network.uniformCost ? 'binomial ' : ''}optimum with ${choice.slots === 1 ? '1 slot, which holds' : `${choice.slots ?? 1} slots, one of which holds`} the input`,
  inputPlace: () => 'memory',
  prepare: (setting) => {
    const { network, convention, choice } = setting;
    if (network.uniformCost) {
      return program(setting, (_, length, slots) => optimalSplit(length, slots));
    }
    const targets = convention.needs === 'output' ? network.layers + 1 : network.layers;
    const table = optimalTable(network, targets, choice.slots ?? 1);
    return table.kind === 'problem' ? table : program(setting, table.split);
  },
  sweep: (layers) => spread(1, layers).map((s) => ({ strategy: 'binomial', slots: s })),
};

function program(setting: Setting, split: Split): Program {
  return { kind: 'program', run: (machine) => reverse(machine, setting, split) };
}
