import type { LanePosition } from './clock';
import { stepOfAct } from './step';
import { stepsOfAct, type Track } from './track';

/** What has been counted up to a position. Steps that are still going on are not counted. */
export interface Counters {
  readonly firstPassFwd: number;
  /** Of the backward pass, as are the loads. */
  readonly fwd: number;
  readonly loadmem: number;
  readonly loaddisk: number;
  readonly backward: number;
  /** Of the backward pass, in picoseconds; a step that is going on counts as far as it is. */
  readonly time: number;
  /** Whether that step is neither at its beginning nor at its end. */
  readonly isMoving: boolean;
  /** Memory in use. */
  readonly held: number;
  /** Steps done, in both passes. */
  readonly steps: number;
}

export function countersAt(track: Track, position: LanePosition): Counters {
  const { act, offset, progress, phase } = position;
  const isOver = progress >= 1;
  const done = offset + (isOver ? 1 : 0);
  const step = stepOfAct(track, act, offset);
  const turned = track.fwdBefore[track.firstPassActs] ?? 0;
  const value = (before: Float64Array, counts: boolean): number => (before[act] ?? 0) + (counts ? done : 0);
  const fwd = value(track.fwdBefore, step.kind === 'fwd');
  const isActOver = isOver && done >= stepsOfAct(track, act);
  return {
    firstPassFwd: Math.min(fwd, turned),
    fwd: Math.max(0, fwd - turned),
    loadmem: value(track.loadsBefore, step.kind === 'load' && step.place === 'memory'),
    loaddisk: value(track.diskLoadsBefore, step.kind === 'load' && step.place === 'disk'),
    backward: value(track.backwardBefore, step.kind === 'backward'),
    time: Math.max(0, step.start + (step.end - step.start) * progress),
    isMoving: progress > 0 && progress < 1,
    held: isActOver ? (track.heldBefore[act + 1] ?? 0) : phase === 'before' ? (track.heldBefore[act] ?? 0) : step.held,
    steps: (track.stepsBefore[act] ?? 0) + done,
  };
}
