import type { Schedule } from '../../schedule/schedule';

/**
 * A schedule as a player needs it: seekable by binary search, without a list of its events, of which there may be millions.
 *
 * An *act* is a move that does something in time (a run of layers, a load, a backward step) with the stores and drops that follow it.
 * A *step* is what the panel plays at once: one layer of a run, one load, one backward step. Acts are numbered from 0; all arrays that
 * end in `Before` have one entry more than there are acts, the last one being the sum.
 */
export interface Track {
  readonly schedule: Schedule;
  readonly acts: number;
  /** Index in `schedule.moves` of the move that makes the act; one entry more, the number of moves. */
  readonly moveOf: Int32Array;
  readonly stepsBefore: Float64Array;
  /** In picoseconds; the backward pass begins at 0, the first pass before. */
  readonly timeBefore: Float64Array;
  readonly fwdBefore: Float64Array;
  readonly loadsBefore: Float64Array;
  readonly diskLoadsBefore: Float64Array;
  readonly backwardBefore: Float64Array;
  /** Memory in use when the act begins, in units of size. */
  readonly heldBefore: Float64Array;
  /** The most that is in use during the act. */
  readonly peakOf: Float64Array;
  /** How many acts belong to the first pass. */
  readonly firstPassActs: number;
}

/** Linear in the moves, and in the layers that they run where these differ in size. */
export function trackOf(schedule: Schedule): Track {
  const { moves, network } = schedule;
  const { size } = network;
  const isAct = moves.map(({ kind }) => kind === 'run' || kind === 'load' || kind === 'backward');
  const acts = isAct.reduce((count, is) => count + (is ? 1 : 0), 0);
  const before = (): Float64Array => new Float64Array(acts + 1);
  const moveOf = new Int32Array(acts + 1);
  const [stepsBefore, timeBefore, heldBefore] = [before(), before(), before()];
  const [fwdBefore, loadsBefore, diskLoadsBefore, backwardBefore] = [before(), before(), before(), before()];
  const peakOf = new Float64Array(acts);
  const costTo = forwardSums(network.forward);

  let act = 0;
  let time = -Number(schedule.firstPass.time);
  let held = size[0] ?? 1;
  let firstPassActs = 0;
  const count = { steps: 0, fwd: 0, loads: 0, diskLoads: 0, backward: 0 };
  moves.forEach((move, index) => {
    if (isAct[index] === true) {
      moveOf[act] = index;
      stepsBefore[act] = count.steps;
      timeBefore[act] = time;
      heldBefore[act] = held;
      fwdBefore[act] = count.fwd;
      loadsBefore[act] = count.loads;
      diskLoadsBefore[act] = count.diskLoads;
      backwardBefore[act] = count.backward;
      if (move.toward === 0) firstPassActs = act + 1;
    }
    let peak = held;
    switch (move.kind) {
      case 'run': {
        const { from, to, hold, dropsFrom } = move;
        count.steps += to - from;
        count.fwd += to - from;
        time += (costTo[to] ?? 0) - (costTo[from] ?? 0);
        for (let layer = from + 1; layer <= to; layer++) {
          held += size[layer] ?? 1;
          peak = Math.max(peak, held);
          if (!hold && (layer > from + 1 || dropsFrom)) held -= size[layer - 1] ?? 1;
          // Layers that are alike keep the level that the second one has reached.
          if (network.uniformSize && !hold && layer > from + 1) break;
        }
        break;
      }
      case 'load': {
        const units = size[move.activation] ?? 1;
        count.steps += 1;
        if (move.place === 'disk') {
          count.diskLoads += 1;
          time += Number(network.loadDisk) * units;
          held += units;
        } else {
          count.loads += 1;
          time += Number(network.loadMemory) * units;
        }
        peak = held;
        break;
      }
      case 'backward':
        count.steps += 1;
        count.backward += 1;
        break;
      case 'drop':
        held -= size[move.activation] ?? 1;
        break;
      case 'store':
        break;
    }
    if (isAct[index] === true) peakOf[act++] = peak;
  });
  moveOf[acts] = moves.length;
  stepsBefore[acts] = count.steps;
  timeBefore[acts] = time;
  heldBefore[acts] = held;
  fwdBefore[acts] = count.fwd;
  loadsBefore[acts] = count.loads;
  diskLoadsBefore[acts] = count.diskLoads;
  backwardBefore[acts] = count.backward;
  return {
    schedule,
    acts,
    moveOf,
    stepsBefore,
    timeBefore,
    fwdBefore,
    loadsBefore,
    diskLoadsBefore,
    backwardBefore,
    heldBefore,
    peakOf,
    firstPassActs,
  };
}

/** How many steps a schedule plays. */
export function stepCount(track: Track): number {
  return track.stepsBefore[track.acts] ?? 0;
}

/** The number of steps of an act, from 1. */
export function stepsOfAct(track: Track, act: number): number {
  return (track.stepsBefore[act + 1] ?? 0) - (track.stepsBefore[act] ?? 0);
}

/** When the schedule is over. */
export function endOf(track: Track): number {
  return track.timeBefore[track.acts] ?? 0;
}

export function startOf(track: Track): number {
  return track.timeBefore[0] ?? 0;
}

/** The act that contains this step; steps count from 0. */
export function actOfStep(track: Track, step: number): number {
  return lastAtMost(track.stepsBefore, step, track.acts);
}

/** The last index below `count` whose value is at most `limit`, or 0. The values must not fall. */
export function lastAtMost(values: Float64Array, limit: number, count = values.length): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first index whose value is at least `limit`, or `values.length`. The values must not fall. */
export function firstAtLeast(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Times of the layers 1 to i, at index i. */
function forwardSums(forward: readonly bigint[]): Float64Array {
  const sums = new Float64Array(forward.length);
  let sum = 0;
  forward.forEach((time, i) => (sums[i] = sum += Number(time)));
  return sums;
}
