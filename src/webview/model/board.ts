import type { Move } from '../../schedule/machine';
import type { Schedule } from '../../schedule/schedule';
import { targetOf } from '../../schedule/convention';
import type { Track } from './track';

/** What is true of an activation, as bits. One that is at hand or kept is in memory, once. */
export const atHand = 1;
export const kept = 2;
export const onDisk = 4;

/** For each activation from 0, the input, what is true of it. */
export type Board = Uint8Array;

/**
 * Where everything lies at any moment of a track. Snapshots are kept every so many acts, so that a seek replays few of them; going on
 * from the last place asked for is cheaper still.
 */
export class Boards {
  private readonly snapshots: Board[] = [];
  private readonly stride: number;
  private readonly current: Board;
  private currentAct = 0;
  private readonly shown: Board;

  constructor(private readonly track: Track) {
    const { schedule, acts } = track;
    const cells = schedule.network.layers + 1;
    // At most a few million cells in all snapshots together.
    this.stride = Math.max(64, Math.ceil((acts * cells) / 4_000_000));
    const board = initialBoard(schedule);
    applyMoves(board, schedule, 0, track.moveOf[0] ?? 0);
    for (let act = 0; act < acts; act++) {
      if (act % this.stride === 0) this.snapshots.push(board.slice());
      this.applyAct(board, act);
    }
    if (this.snapshots.length === 0) this.snapshots.push(board.slice());
    this.current = board.slice();
    this.currentAct = acts;
    this.shown = board.slice();
  }

  /** After the acts before `act` and the first `steps` steps of it. The board is reused by the next call. */
  at(act: number, steps: number): Board {
    this.moveTo(act);
    this.shown.set(this.current);
    const move = this.track.schedule.moves[this.track.moveOf[act] ?? -1];
    if (move?.kind === 'run' && steps > 0) applyRun(this.shown, { ...move, to: move.from + steps });
    return this.shown;
  }

  private moveTo(act: number): void {
    const near = act >= this.currentAct && act - this.currentAct <= this.stride;
    if (!near) {
      const index = Math.min(Math.floor(act / this.stride), this.snapshots.length - 1);
      const snapshot = this.snapshots[index];
      if (snapshot !== undefined) this.current.set(snapshot);
      this.currentAct = index * this.stride;
    }
    while (this.currentAct < act) this.applyAct(this.current, this.currentAct++);
  }

  private applyAct(board: Board, act: number): void {
    applyMoves(board, this.track.schedule, this.track.moveOf[act] ?? 0, this.track.moveOf[act + 1] ?? 0);
    if (act + 1 === this.track.firstPassActs) turn(board, this.track.schedule);
  }
}

/** Before anything has run. */
export function initialBoard(schedule: Schedule): Board {
  const board = new Uint8Array(schedule.network.layers + 1);
  const startsOnDisk = schedule.choice.strategy === 'disk' && schedule.convention.inputLoad === 'counted';
  board[0] = atHand | (startsOnDisk ? onDisk : kept);
  return board;
}

function applyMoves(board: Board, schedule: Schedule, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const move = schedule.moves[i];
    if (move !== undefined) applyMove(board, schedule, move);
  }
}

function applyMove(board: Board, { convention }: Schedule, move: Move): void {
  switch (move.kind) {
    case 'run':
      applyRun(board, move);
      break;
    case 'load':
      set(board, move.activation, atHand);
      break;
    case 'store':
      set(board, move.activation, move.place === 'disk' ? onDisk : kept);
      break;
    case 'backward':
      clear(board, targetOf(move.toward, convention), atHand);
      break;
    case 'drop':
      clear(board, move.activation, atHand | kept);
      break;
  }
}

function applyRun(board: Board, { from, to, hold }: { from: number; to: number; hold: boolean }): void {
  if (hold) for (let i = from + 1; i < to; i++) set(board, i, atHand);
  else clear(board, from, atHand);
  set(board, to, atHand);
}

/** What is kept is no longer at hand when the backward pass begins, unless the convention says that the end of the first pass is. */
function turn(board: Board, { convention }: Schedule): void {
  if (convention.lastSegment !== 'dropped') return;
  for (let i = 0; i < board.length; i++) if (((board[i] ?? 0) & kept) !== 0) clear(board, i, atHand);
}

function set(board: Board, activation: number, bits: number): void {
  board[activation] = (board[activation] ?? 0) | bits;
}

function clear(board: Board, activation: number, bits: number): void {
  board[activation] = (board[activation] ?? 0) & ~bits;
}
