import type { Track } from './track';

/**
 * A schedule in the plane of time and activations: forward runs climb, backward steps descend, and what is held lies level.
 *
 *     activation  5 ────────────●        kept
 *                            ╱
 *                 0 ○─╱─╱─╱──            load, forward runs
 *                      time →
 */
export interface Lattice {
  /** Quadruples: time and activation where a run begins, time and activation where it ends. */
  readonly runs: readonly number[];
  /** Triples: begin, end, activation. */
  readonly loads: readonly number[];
  readonly diskLoads: readonly number[];
  /** Pairs: time, layer. */
  readonly backwards: readonly number[];
  /** Triples: begin, end, activation. */
  readonly kept: readonly number[];
  readonly held: readonly number[];
  readonly disk: readonly number[];
}

/** Runs of unequal layers up to this length are drawn layer by layer. */
const longestBentRun = 64;

export function latticeOf(track: Track): Lattice {
  const { schedule, timeBefore, moveOf } = track;
  const { moves, network } = schedule;
  const [runs, loads, diskLoads, backwards]: [number[], number[], number[], number[]] = [[], [], [], []];
  const [keptLives, heldLives, diskLives]: [number[], number[], number[]] = [[], [], []];
  const keptSince = new Map<number, number>();
  const heldSince = new Map<number, number>();
  const diskSince = new Map<number, number>();
  const end = timeBefore[track.acts] ?? 0;
  const begin = timeBefore[0] ?? 0;

  const startsOnDisk = schedule.choice.strategy === 'disk' && schedule.convention.inputLoad === 'counted';
  (startsOnDisk ? diskSince : keptSince).set(0, begin);
  const finish = (since: Map<number, number>, lives: number[], activation: number, at: number): void => {
    const from = since.get(activation);
    since.delete(activation);
    if (from !== undefined && at > from) lives.push(from, at, activation);
  };

  let act = -1;
  moves.forEach((move, index) => {
    if (moveOf[act + 1] === index) act += 1;
    const start = timeBefore[Math.max(act, 0)] ?? begin;
    const now = timeBefore[act + 1] ?? end;
    switch (move.kind) {
      case 'run': {
        const { from, to, hold } = move;
        const bends = !network.uniformCost && to - from <= longestBentRun;
        if (!bends) runs.push(start, from, now, to);
        let at = start;
        for (let layer = from + 1; layer <= to && (bends || hold); layer++) {
          const next = network.uniformCost
            ? start + ((layer - from) / (to - from)) * (now - start)
            : at + Number(network.forward[layer] ?? 0n);
          if (bends) runs.push(at, layer - 1, next, layer);
          if (hold) heldSince.set(layer, next);
          at = next;
        }
        if (!hold) heldSince.set(to, now);
        break;
      }
      case 'load':
        (move.place === 'disk' ? diskLoads : loads).push(start, now, move.activation);
        break;
      case 'store':
        finish(heldSince, heldLives, move.activation, now);
        (move.place === 'disk' ? diskSince : keptSince).set(move.activation, now);
        break;
      case 'backward':
        backwards.push(now, move.toward);
        break;
      case 'drop':
        finish(heldSince, heldLives, move.activation, now);
        finish(keptSince, keptLives, move.activation, now);
        break;
    }
  });
  for (const activation of [...keptSince.keys()]) finish(keptSince, keptLives, activation, end);
  for (const activation of [...diskSince.keys()]) finish(diskSince, diskLives, activation, end);
  return { runs, loads, diskLoads, backwards, kept: keptLives, held: heldLives, disk: diskLives };
}
