import type { Move, Place } from '../../schedule/machine';
import { actOfStep, type Track } from './track';

/** One thing that the panel plays, with what it leaves behind. */
export interface Step {
  readonly kind: 'fwd' | 'load' | 'backward';
  /** Of `load`: where from. */
  readonly place: Place;
  /** The layer that runs forward or backward; of `load`, the layer that it is for. */
  readonly layer: number;
  /** The activation that comes to hand; of `backward`, the one that is used. */
  readonly activation: number;
  /** The layer whose backward step it serves; 0 in the first pass. */
  readonly toward: number;
  /** In picoseconds from the beginning of the backward pass. */
  readonly start: number;
  readonly end: number;
  /** Memory in use while it goes on. */
  readonly held: number;
  readonly stored: readonly { readonly activation: number; readonly place: Place }[];
  readonly dropped: readonly number[];
}

/** The step with this number, counted from 0. Takes constant time, but for runs of layers that differ. */
export function stepAt(track: Track, index: number): Step {
  const act = actOfStep(track, index);
  return stepOfAct(track, act, index - (track.stepsBefore[act] ?? 0));
}

/** Step `offset` of an act, from 0. */
export function stepOfAct(track: Track, act: number, offset: number): Step {
  const { moves, network, convention } = track.schedule;
  const first = track.moveOf[act] ?? 0;
  const move = moves[first];
  const start = track.timeBefore[act] ?? 0;
  const after = effects(moves, first + 1, track.moveOf[act + 1] ?? moves.length);
  const peak = track.peakOf[act] ?? 0;
  switch (move?.kind) {
    case 'run': {
      const { from, to, hold, dropsFrom, toward } = move;
      const layer = from + 1 + offset;
      const isLast = layer === to;
      const own = !hold && (offset > 0 || dropsFrom) ? [layer - 1] : [];
      const { start: begins, held } = insideRun(track, act, offset);
      return {
        kind: 'fwd',
        place: 'memory',
        layer,
        activation: layer,
        toward,
        start: begins,
        end: begins + Number(network.forward[layer] ?? 0n),
        held,
        stored: isLast ? after.stored : [],
        dropped: isLast ? [...own, ...after.dropped] : own,
      };
    }
    case 'load':
      return {
        kind: 'load',
        place: move.place,
        layer: move.toward,
        activation: move.activation,
        toward: move.toward,
        start,
        end: track.timeBefore[act + 1] ?? start,
        held: peak,
        ...after,
      };
    case 'backward':
    case 'store':
    case 'drop':
    case undefined: {
      const layer = move?.toward ?? 0;
      const activation = convention.needs === 'output' ? layer : layer - 1;
      return {
        kind: 'backward',
        place: 'memory',
        layer,
        activation,
        toward: layer,
        start,
        end: start,
        held: peak,
        ...after,
      };
    }
  }
}

/** When a step of a run begins, and what is held while it goes on. */
function insideRun(track: Track, act: number, offset: number): { readonly start: number; readonly held: number } {
  const { moves, network } = track.schedule;
  const move = moves[track.moveOf[act] ?? 0];
  let start = track.timeBefore[act] ?? 0;
  let held = track.heldBefore[act] ?? 0;
  if (move?.kind !== 'run') return { start, held };
  const { from, hold, dropsFrom } = move;
  const { forward, size } = network;
  if (network.uniformCost && network.uniformSize) {
    const unit = size[0] ?? 1;
    start += offset * Number(forward[from + 1] ?? 0n);
    const gained = hold ? offset + 1 : offset === 0 || dropsFrom ? 1 : 2;
    return { start, held: held + gained * unit };
  }
  for (let layer = from + 1; layer <= from + offset; layer++) {
    start += Number(forward[layer] ?? 0n);
    held += size[layer] ?? 1;
    if (!hold && (layer > from + 1 || dropsFrom)) held -= size[layer - 1] ?? 1;
  }
  return { start, held: held + (size[from + offset + 1] ?? 1) };
}

function effects(moves: readonly Move[], from: number, to: number): Pick<Step, 'stored' | 'dropped'> {
  const stored: { activation: number; place: Place }[] = [];
  const dropped: number[] = [];
  for (let i = from; i < to; i++) {
    const move = moves[i];
    if (move?.kind === 'store') stored.push({ activation: move.activation, place: move.place });
    if (move?.kind === 'drop') dropped.push(move.activation);
  }
  return { stored, dropped };
}
