import type { Schedule } from '../schedule/schedule';
import type { CountClaim, Subject } from '../statement/schedule-claim';
import type { Counted } from '../statement/schedule-words';

/** The schedules that counts are read off: that of the reading, and the one with everything on disk. */
export interface Counting {
  readonly memory: Schedule;
  readonly disk: Schedule | undefined;
}

/** Whether a count is right; undefined where the schedule has no such number. */
export function agrees(claim: CountClaim, counting: Counting): boolean | undefined {
  const schedule = claim.counted === 'loaddisk' ? counting.disk : counting.memory;
  if (!schedule) return undefined;
  const { of, counted, value } = claim;
  switch (of.kind) {
    case 'total':
      // Where everything is on disk nothing is run or read from memory; the other way is spoken of beside it.
      if (of.disk && counted !== 'loaddisk')
        return value === 0 || value === schedule.totals[counted] ? true : undefined;
      return value === schedule.totals[counted];
    case 'layers': {
      const counts = countsOf(of.layers, schedule, counted);
      if (counts === undefined) return undefined;
      if (of.each) return counts.every((n) => n === value);
      return value === sum(counts) || (of.layers.length > 1 && counts.every((n) => n === value) && value === 0);
    }
    case 'every layer':
      return schedule.rows.every((row) => row[counted] === value);
    case 'first pass':
      return counted === 'fwd' ? value === schedule.firstPass.fwd : undefined;
    case 'both passes':
      return counted === 'fwd' ? value === schedule.firstPass.fwd + schedule.totals.fwd : undefined;
  }
}

/** The right number; undefined for "each layer" where the layers differ. */
export function rightValue(of: Subject, counted: Counted, schedule: Schedule): number | undefined {
  switch (of.kind) {
    case 'total':
      return schedule.totals[counted];
    case 'layers': {
      const counts = countsOf(of.layers, schedule, counted);
      if (counts === undefined) return undefined;
      return of.each ? same(counts) : sum(counts);
    }
    case 'every layer':
      return same(schedule.rows.map((row) => row[counted]));
    case 'first pass':
      return schedule.firstPass.fwd;
    case 'both passes':
      return schedule.firstPass.fwd + schedule.totals.fwd;
  }
}

/** The counts of some layers; undefined where the network has no such layer. */
function countsOf(layers: readonly number[], schedule: Schedule, counted: Counted): readonly number[] | undefined {
  const counts: number[] = [];
  for (const layer of layers) {
    const row = schedule.rows[schedule.network.layers - layer];
    if (row?.layer !== layer) return undefined;
    counts.push(row[counted]);
  }
  return counts;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function same(values: readonly number[]): number | undefined {
  return values.every((v) => v === values[0]) ? values[0] : undefined;
}
