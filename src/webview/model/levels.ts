import { stepOfAct } from './step';
import { stepCount, stepsOfAct, type Track } from './track';

/** Memory over time as a staircase: from each time on, until the next, so much is in use. */
export interface Staircase {
  /** Ascending, in picoseconds; the last one ends the staircase. */
  readonly times: readonly number[];
  /** One less than there are times. */
  readonly levels: readonly number[];
}

/** With more steps than this, acts are told apart, not steps; with more acts than `columns`, columns of equal width. */
const finestSteps = 2_000;

/** What is in use while each step goes on: a layer that runs holds its input and its output. At most about `columns` levels of long schedules. */
export function memoryOver(track: Track, columns: number): Staircase {
  if (stepCount(track) <= finestSteps) return bySteps(track);
  return byColumns(track, columns);
}

function bySteps(track: Track): Staircase {
  const times: number[] = [];
  const levels: number[] = [];
  for (let act = 0; act < track.acts; act++) {
    const steps = stepsOfAct(track, act);
    for (let k = 0; k < steps; k++) {
      const { start, end, held } = stepOfAct(track, act, k);
      if (end <= start) continue;
      if (levels[levels.length - 1] === held) continue;
      times.push(start);
      levels.push(held);
    }
  }
  times.push(track.timeBefore[track.acts] ?? 0);
  return { times, levels };
}

function byColumns(track: Track, columns: number): Staircase {
  const { timeBefore, peakOf, acts } = track;
  const from = timeBefore[0] ?? 0;
  const width = ((timeBefore[acts] ?? 0) - from) / columns;
  const most = new Float64Array(columns);
  for (let act = 0; act < acts; act++) {
    const [start, end, peak] = [timeBefore[act] ?? 0, timeBefore[act + 1] ?? 0, peakOf[act] ?? 0];
    if (end <= start) continue;
    const last = Math.min(columns - 1, Math.ceil((end - from) / width) - 1);
    for (let c = Math.floor((start - from) / width); c <= last; c++) most[c] = Math.max(most[c] ?? 0, peak);
  }
  return { times: Array.from({ length: columns + 1 }, (_, c) => from + c * width), levels: Array.from(most) };
}
