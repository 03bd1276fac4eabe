import { stepCount, stepsOfAct, firstAtLeast, lastAtMost, type Track } from './track';
import { stepOfAct } from './step';

/**
 * One clock for all schedules that run side by side. It maps the time of the schedules to *beats*, in which the animation plays: all
 * schedules are at the same time always, but backward steps, which take no time, get a beat of their own during which the others wait,
 * and very long operations are shortened.
 *
 *     time      0      20      40  40      60
 *     beats     0      1       2   2.6     3.6
 *                               └───┴ a backward step at 40
 */
export interface Clock {
  /** In beats. */
  readonly length: number;
  readonly lanes: readonly LaneClock[];
  /** The ends of all segments in beats, ascending, from 0: where a step forward or back goes. */
  readonly stops: Float64Array;
  /** The times, in picoseconds, between which all schedules lie. */
  readonly from: number;
  readonly to: number;
  readonly times: Float64Array;
  readonly arrivals: Float64Array;
  readonly departures: Float64Array;
}

/** When the segments of one schedule play. A segment is a step, or an act where the steps are too many to be told apart. */
export interface LaneClock {
  readonly grain: 'step' | 'act';
  readonly track: Track;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** Where a schedule stands. */
export interface LanePosition {
  readonly phase: 'before' | 'during' | 'after';
  readonly segment: number;
  readonly act: number;
  /** How many steps of the act are done; one less than there are while the last is going on. */
  readonly offset: number;
  /** How far the step is, from 0 to 1. */
  readonly progress: number;
}

const finestSteps = 30_000;
const dwell = 0.6;

export function clockOf(tracks: readonly Track[]): Clock {
  const coarse = tracks.some((track) => stepCount(track) > finestSteps);
  const boundaries = tracks.map((track) => boundariesOf(track, coarse ? 'act' : 'step'));
  const times = ascending(boundaries);
  const index = new Map<number, number>();
  times.forEach((time, i) => index.set(time, i));

  // How many segments without duration one schedule has at an instant.
  const waits = new Float64Array(times.length);
  for (const lane of boundaries) {
    let run = 0;
    for (let i = 0; i + 1 < lane.length; i++) {
      run = lane[i] === lane[i + 1] ? run + 1 : 0;
      const at = index.get(lane[i] ?? 0) ?? 0;
      if (run > (waits[at] ?? 0)) waits[at] = run;
    }
  }

  const unit = beatOf(tracks);
  const arrivals = new Float64Array(times.length);
  const departures = new Float64Array(times.length);
  let beat = 0;
  for (let i = 0; i < times.length; i++) {
    if (i > 0) beat += beatsFor(((times[i] ?? 0) - (times[i - 1] ?? 0)) / unit);
    arrivals[i] = beat;
    beat += (waits[i] ?? 0) * dwell;
    departures[i] = beat;
  }

  const lanes = tracks.map((track, l): LaneClock => {
    const lane = boundaries[l] ?? new Float64Array(1);
    const count = lane.length - 1;
    const starts = new Float64Array(count);
    const ends = new Float64Array(count);
    let run = 0;
    for (let i = 0; i < count; i++) {
      const [from, to] = [index.get(lane[i] ?? 0) ?? 0, index.get(lane[i + 1] ?? 0) ?? 0];
      if (from === to) {
        starts[i] = (arrivals[from] ?? 0) + run * dwell;
        run += 1;
        ends[i] = (arrivals[from] ?? 0) + run * dwell;
      } else {
        run = 0;
        starts[i] = departures[from] ?? 0;
        ends[i] = arrivals[to] ?? 0;
      }
    }
    return { grain: coarse ? 'act' : 'step', track, starts, ends };
  });
  const stops = ascending([Float64Array.of(0), ...lanes.map(({ ends }) => ends)]);
  return {
    length: beat,
    lanes,
    stops,
    from: times[0] ?? 0,
    to: times[times.length - 1] ?? 0,
    times,
    arrivals,
    departures,
  };
}

/** Where a schedule stands at a beat. At the end of a segment it is that segment which is over, not the next one that begins. */
export function positionAt(clock: Clock, { grain, track, starts, ends }: LaneClock, beat: number): LanePosition {
  const count = ends.length;
  const segment = Math.min(firstAtLeast(ends, beat), count - 1);
  const act = grain === 'act' ? segment : lastAtMost(track.stepsBefore, segment, track.acts);
  const steps = grain === 'act' ? stepsOfAct(track, act) : 1;
  const first = grain === 'act' ? 0 : segment - (track.stepsBefore[act] ?? 0);
  const share = shareAt({ start: starts[segment] ?? 0, end: ends[segment] ?? 0, beat }, () => {
    const from = grain === 'act' ? (track.timeBefore[act] ?? 0) : stepOfAct(track, act, first).start;
    const to = grain === 'act' ? (track.timeBefore[act + 1] ?? 0) : stepOfAct(track, act, first).end;
    return to > from ? (timeAt(clock, beat) - from) / (to - from) : undefined;
  });
  const inner = share * steps;
  const offset = Math.min(steps - 1, Math.max(0, Math.ceil(inner) - 1));
  const isOver = beat > (ends[segment] ?? 0) || (segment === count - 1 && share === 1);
  const phase = isOver ? 'after' : beat < (starts[segment] ?? 0) || beat === 0 ? 'before' : 'during';
  return { phase, segment, act, offset: first + offset, progress: inner - offset };
}

/**
 * How much of a segment is done. That is a matter of time, not of beats: while another schedule has a backward step, time stands still here
 * too. Where the segment itself takes no time, beats count.
 */
function shareAt(
  { start, end, beat }: { readonly start: number; readonly end: number; readonly beat: number },
  byTime: () => number | undefined,
): number {
  if (beat <= start) return end > start ? 0 : 1;
  if (beat >= end) return 1;
  return Math.min(1, Math.max(0, byTime() ?? (beat - start) / (end - start)));
}

/** The time of the schedules at a beat, in picoseconds. */
export function timeAt(clock: Clock, beat: number): number {
  const i = lastAtMost(clock.arrivals, beat);
  const departure = clock.departures[i] ?? 0;
  const time = clock.times[i] ?? 0;
  if (beat <= departure || i + 1 >= clock.times.length) return time;
  const [nextTime, nextArrival] = [clock.times[i + 1] ?? 0, clock.arrivals[i + 1] ?? 0];
  return time + ((beat - departure) / (nextArrival - departure)) * (nextTime - time);
}

/** The beat at which the schedules reach a time. */
export function beatAt(clock: Clock, time: number): number {
  const i = lastAtMost(clock.times, time);
  const from = clock.times[i] ?? 0;
  if (time <= from || i + 1 >= clock.times.length) return clock.arrivals[i] ?? 0;
  const [departure, arrival] = [clock.departures[i] ?? 0, clock.arrivals[i + 1] ?? 0];
  return departure + ((time - from) / ((clock.times[i + 1] ?? 0) - from)) * (arrival - departure);
}

export function nextStop({ stops, length }: Clock, beat: number): number {
  const i = firstAtLeast(stops, beat);
  const at = stops[i];
  return (at !== undefined && at > beat ? at : stops[i + 1]) ?? length;
}

export function previousStop({ stops }: Clock, beat: number): number {
  return stops[firstAtLeast(stops, beat) - 1] ?? 0;
}

/** The stop at or before a beat. */
export function stopAt({ stops }: Clock, beat: number): number {
  return stops[lastAtMost(stops, beat)] ?? 0;
}

/** The beat at a share of the whole from 0 to 1; a stop where it lies so near to one that only rounding is between them. */
export function beatAtShare(clock: Clock, share: number): number {
  const beat = share * clock.length;
  const stop = stopAt(clock, beat + 1e-6);
  return Math.abs(stop - beat) < 1e-6 ? stop : beat;
}

/** The time at which each segment begins, and the end of the last. */
function boundariesOf(track: Track, grain: 'step' | 'act'): Float64Array {
  if (grain === 'act') return track.timeBefore;
  const boundaries = new Float64Array(stepCount(track) + 1);
  const { uniformCost } = track.schedule.network;
  for (let act = 0; act < track.acts; act++) {
    const first = track.stepsBefore[act] ?? 0;
    const steps = stepsOfAct(track, act);
    const start = track.timeBefore[act] ?? 0;
    const each = ((track.timeBefore[act + 1] ?? 0) - start) / steps;
    for (let k = 0; k < steps; k++) {
      boundaries[first + k] = uniformCost ? start + k * each : stepOfAct(track, act, k).start;
    }
  }
  boundaries[boundaries.length - 1] = track.timeBefore[track.acts] ?? 0;
  return boundaries;
}

/** The time that one beat stands for: a layer, or where layers take no time, a load. */
function beatOf(tracks: readonly Track[]): number {
  const network = tracks[0]?.schedule.network;
  if (network === undefined) return 1;
  const total = Number(network.forward.reduce((sum, time) => sum + time, 0n));
  return total / network.layers || Number(network.loadMemory) || Number(network.loadDisk) || 1;
}

/** A gap of so many units in beats: as it is, but neither too short to be seen nor too long to wait for. */
function beatsFor(units: number): number {
  const longest = 4;
  return units <= longest ? Math.max(0.2, units) : longest + Math.log2(units / longest);
}

/** All values once, in ascending order. */
function ascending(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  all.sort();
  let kept = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[kept - 1]) all[kept++] = all[i] ?? 0;
  return all.slice(0, kept);
}
