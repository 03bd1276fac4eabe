import { homeworkConvention, type Convention } from '../../src/schedule/convention';
import { within } from '../../src/schedule/compare';
import { createNetwork, type NetworkInput } from '../../src/schedule/network';
import type { Schedule } from '../../src/schedule/schedule';
import { simulate } from '../../src/schedule/simulate';
import type { Choice } from '../../src/schedule/strategy';

export const homework: Choice = { strategy: 'every', every: 5 };

export interface ScheduleInput extends Partial<NetworkInput> {
  readonly convention?: Partial<Convention>;
}

/** A schedule for ten layers of 20 ns with loads of 10 ns from memory and 50 ns from disk, unless the input says otherwise. */
export function scheduleOf(choice: Choice, { convention, ...rest }: ScheduleInput = {}): Schedule {
  const network = createNetwork({ layers: 10, forward: 20_000n, loadMemory: 10_000n, loadDisk: 50_000n, ...rest });
  if (network.kind === 'problem') throw new Error(network.message);
  const asked = within(choice.strategy, { ...homeworkConvention, ...convention });
  const schedule = simulate({ network, choice, convention: asked });
  if (schedule.kind === 'problem') throw new Error(schedule.message);
  return schedule;
}

/** Schedules that differ in all that matters to a player: strategy, convention, equal and unequal layers. */
export function variedSchedules(): readonly { readonly name: string; readonly schedule: Schedule }[] {
  const choices: readonly Choice[] = [
    homework,
    { strategy: 'every', every: 3 },
    { strategy: 'keep', keep: [2, 7] },
    { strategy: 'store-all' },
    { strategy: 'from-input' },
    { strategy: 'segments', every: 4 },
    { strategy: 'sqrt' },
    { strategy: 'binomial', slots: 3 },
    { strategy: 'binomial', slots: 1 },
    { strategy: 'disk' },
  ];
  const conventions: readonly Partial<Convention>[] = [
    {},
    { needs: 'input', firstPass: 'needed' },
    { keptLoad: 'free', inputLoad: 'free', lastSegment: 'whole' },
  ];
  const networks: readonly Partial<NetworkInput>[] = [
    {},
    { layers: 1 },
    { layers: 7, forward: [5n, 40n, 1n, 9n, 20n, 3n, 8n], sizes: [2, 1, 3, 1, 5, 2, 1, 4] },
  ];
  return choices.flatMap((choice) =>
    conventions.flatMap((convention, c) =>
      networks
        .filter(({ layers = 10 }) => (choice.every ?? 1) <= layers && (choice.keep ?? []).every((l) => l <= layers))
        .map((network, n) => ({
          name: `${choice.strategy} ${choice.every ?? choice.slots ?? ''}, convention ${c}, network ${n}`,
          schedule: scheduleOf(choice, { ...network, convention }),
        })),
    ),
  );
}
