import type { Track } from '../model/track';
import type { Frame } from '../model/frame';

/** Where things stand in the picture of the network, in pixels. */
export interface RowPlan {
  readonly width: number;
  readonly height: number;
  readonly layers: number;
  /** Of an activation; halves lie in the middle of layers. */
  readonly x: (activation: number) => number;
  /** From one activation to the next. */
  readonly pitch: number;
  readonly gradientY: number;
  readonly wireY: number;
  readonly boxHeight: number;
  readonly shelfY: number;
  readonly diskY: number;
  readonly hasDisk: boolean;
}

export const gutterWidth = 68;
export const rightMargin = 14;

export function rowPlan(track: Track, width: number): RowPlan {
  const { layers } = track.schedule.network;
  const hasDisk = track.schedule.choice.strategy === 'disk';
  const left = gutterWidth + 12;
  const pitch = Math.max(0, width - rightMargin - 8 - left) / layers;
  return {
    width,
    height: hasDisk ? 140 : 102,
    layers,
    x: (activation) => left + activation * pitch,
    pitch,
    gradientY: 14,
    wireY: 46,
    boxHeight: 30,
    shelfY: 90,
    diskY: 128,
    hasDisk,
  };
}

/** Layers closer than this are drawn as a band, not one by one. */
export const narrowestPitch = 13;

/** A picture of the network that can be brought to any moment. */
export interface Row {
  readonly element: SVGSVGElement;
  readonly draw: (frame: Frame) => void;
}

/** The first and the last layer of the run that a frame is in, up to the layer that is running. */
export function runSoFar(
  track: Track,
  { position, step }: Frame,
): { readonly from: number; readonly to: number } | undefined {
  if (step.kind !== 'fwd' || position.phase !== 'during') return undefined;
  const move = track.schedule.moves[track.moveOf[position.act] ?? 0];
  if (move?.kind !== 'run') return undefined;
  return { from: move.from + 1, to: step.layer };
}

/** Slow at both ends, for things that move. */
export function eased(share: number): number {
  return share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) * (1 - share);
}

/** From 0 to 1 over the last part of a step, in which things appear and vanish. */
export function lastPart(share: number): number {
  return Math.max(0, (share - 0.65) / 0.35);
}
