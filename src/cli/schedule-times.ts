import type { Schedule } from '../schedule/schedule';

export type TimeName = 'fwd' | 'loadmem' | 'loaddisk';

export const timeNames: readonly TimeName[] = ['fwd', 'loadmem', 'loaddisk'];

/** The times that the backward pass of a schedule takes and that nobody gave. */
export function missingTimes(schedule: Schedule, untimed: ReadonlySet<TimeName>): readonly TimeName[] {
  const { totals } = schedule;
  return timeNames.filter((name) => totals[name] > 0 && untimed.has(name));
}
