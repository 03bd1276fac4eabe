import { Boards, type Board } from './board';
import { positionAt, type Clock, type LaneClock, type LanePosition } from './clock';
import { stepOfAct, type Step } from './step';
import { stepsOfAct } from './track';

/** All that a picture of a schedule at one moment needs. */
export interface Frame {
  readonly position: LanePosition;
  /** The step that is going on, or was the last to be done. */
  readonly step: Step;
  /** How far it is, from 0 to 1. */
  readonly progress: number;
  /** Where everything lies: before the step while it goes on, after it when it is over. Reused by the next frame. */
  readonly board: Board;
  /** How many layers the gradient has still to pass. */
  readonly gradientAt: number;
}

/** Makes the frames of one schedule. */
export class Frames {
  private readonly boards: Boards;

  constructor(
    private readonly clock: Clock,
    private readonly lane: LaneClock,
  ) {
    this.boards = new Boards(lane.track);
  }

  at(beat: number): Frame {
    const { track } = this.lane;
    const position = positionAt(this.clock, this.lane, beat);
    const { act, offset, progress } = position;
    const step = stepOfAct(track, act, offset);
    const isOver = progress >= 1;
    const done = offset + (isOver ? 1 : 0);
    const isActOver = done >= stepsOfAct(track, act);
    const board = isActOver ? this.boards.at(act + 1, 0) : this.boards.at(act, done);
    const backwardDone = (track.backwardBefore[act] ?? 0) + (isActOver && step.kind === 'backward' ? 1 : 0);
    return { position, step, progress, board, gradientAt: track.schedule.network.layers - backwardDone };
  }
}
