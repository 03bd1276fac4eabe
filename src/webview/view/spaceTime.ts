import { latticeOf, type Lattice } from '../model/lattice';
import { linearScale } from '../model/scale';
import type { Track } from '../model/track';
import { count } from './counters';
import { svg } from './element';
import { triangle } from './strip';
import type { TimePlan } from './timePlan';

/** The schedule in the plane of time and activations: see `Lattice`. Marks closer than pixels are drawn as one. */
export function spaceTime(track: Track, plan: TimePlan): SVGGElement {
  const { mapTop, mapHeight, left, right, time } = plan;
  const { layers } = track.schedule.network;
  const rows = linearScale({
    values: [0, layers],
    pixels: [mapTop + mapHeight, mapTop],
    room: layers <= 12 ? layers / 2 : mapHeight / 28,
  });
  const lattice = latticeOf(track);
  const x = time.at;
  const y = rows.at;
  const pitch = mapHeight / layers;
  const ticks = rows.ticks.filter(Number.isInteger);
  return svg(
    'g',
    { class: 'space-time' },
    ...ticks.map((tick) => svg('line', { class: 'grid', x1: left, x2: right, y1: y(tick), y2: y(tick) })),
    ...ticks.map((tick) => svg('text', { class: 'tick-y', x: left - 8, y: y(tick), dy: '0.35em' }, count(tick))),
    lives('life-held', lattice.held, x, y, pitch),
    lives('life-disk', lattice.disk, x, y, pitch),
    lives(pitch < 4 ? 'life-kept thin' : 'life-kept', lattice.kept, x, y, pitch),
    runs(lattice, x, y, right - left),
    ...loads(lattice, x, y, right - left),
    backwards(lattice, x, y, right - left),
  );
}

type Coordinate = (value: number) => number;

/** Level lines. Where activations are closer than half a pixel, one line spans those of a row. */
function lives(
  className: string,
  triples: readonly number[],
  x: Coordinate,
  y: Coordinate,
  pitch: number,
): SVGPathElement {
  const parts: string[] = [];
  const rows = new Map<number, [number, number]>();
  for (let i = 0; i + 2 < triples.length; i += 3) {
    const [from, to, activation] = [x(triples[i] ?? 0), x(triples[i + 1] ?? 0), triples[i + 2] ?? 0];
    if (pitch >= 0.5) {
      parts.push(`M${from.toFixed(1)} ${y(activation).toFixed(1)}H${to.toFixed(1)}`);
      continue;
    }
    const row = Math.round(y(activation) * 2) / 2;
    const span = rows.get(row);
    rows.set(row, span === undefined ? [from, to] : [Math.min(span[0], from), Math.max(span[1], to)]);
  }
  for (const [row, [from, to]] of rows) parts.push(`M${from.toFixed(1)} ${row}H${to.toFixed(1)}`);
  return svg('path', { class: className, d: parts.join('') });
}

/** Climbing lines; where there are more of them than pixels, what they cover in each column. */
function runs({ runs: quads }: Lattice, x: Coordinate, y: Coordinate, width: number): SVGPathElement {
  const parts: string[] = [];
  if (quads.length / 4 <= width * 0.75) {
    for (let i = 0; i + 3 < quads.length; i += 4) {
      const [x1, y1, x2, y2] = [x(quads[i] ?? 0), y(quads[i + 1] ?? 0), x(quads[i + 2] ?? 0), y(quads[i + 3] ?? 0)];
      parts.push(`M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`);
    }
    return svg('path', { class: 'run-line', d: parts.join('') });
  }
  const extents = new Map<number, [number, number]>();
  for (let i = 0; i + 3 < quads.length; i += 4) {
    const [x1, y1, x2, y2] = [x(quads[i] ?? 0), y(quads[i + 1] ?? 0), x(quads[i + 2] ?? 0), y(quads[i + 3] ?? 0)];
    const slope = x2 > x1 ? (y2 - y1) / (x2 - x1) : 0;
    for (let column = Math.floor(x1); column <= x2; column++) {
      const [from, to] = [Math.max(x1, column), Math.min(x2, column + 1)];
      const [bottom, top] = [y1 + slope * (from - x1), y1 + slope * (to - x1)];
      const extent = extents.get(column);
      if (extent === undefined) extents.set(column, [Math.min(bottom, top), Math.max(bottom, top)]);
      else extents.set(column, [Math.min(extent[0], bottom, top), Math.max(extent[1], bottom, top)]);
    }
  }
  for (const [column, [top, bottom]] of extents)
    parts.push(`M${column}.5 ${top.toFixed(1)}V${Math.max(bottom, top + 0.5).toFixed(1)}`);
  return svg('path', { class: 'run-area', d: parts.join('') });
}

/** A ring where a load begins, and a bar for as long as it takes. */
function loads(
  { loads: memory, diskLoads }: Lattice,
  x: Coordinate,
  y: Coordinate,
  width: number,
): readonly SVGElement[] {
  return [memory, diskLoads].map((triples, i) => {
    const parts: string[] = [];
    const crowded = triples.length / 3 > width / 6;
    const seen = new Set<string>();
    for (let k = 0; k + 2 < triples.length; k += 3) {
      const [from, to, at] = [x(triples[k] ?? 0), x(triples[k + 1] ?? 0), y(triples[k + 2] ?? 0)];
      const part = crowded
        ? `M${from.toFixed(0)} ${at.toFixed(0)}h1.5`
        : `M${from.toFixed(1)} ${at.toFixed(1)}m-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0M${(from + 2.6).toFixed(1)} ${at.toFixed(1)}H${Math.max(from + 2.6, to).toFixed(1)}`;
      if (!seen.has(part)) parts.push(part);
      seen.add(part);
    }
    return svg('path', { class: i === 0 ? 'load-mark' : 'load-mark from-disk', d: parts.join('') });
  });
}

/** Triangles; where these would overlap, the line that they lie on. */
function backwards({ backwards: pairs }: Lattice, x: Coordinate, y: Coordinate, width: number): SVGPathElement {
  const parts: string[] = [];
  const crowded = pairs.length / 2 > width / 9;
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const [at, layer] = [x(pairs[i] ?? 0), pairs[i + 1] ?? 0];
    if (crowded)
      parts.push(
        `${i === 0 ? 'M' : 'L'}${at.toFixed(1)} ${y(layer).toFixed(1)}L${at.toFixed(1)} ${y(layer - 1).toFixed(1)}`,
      );
    else parts.push(triangle(at, y(layer - 0.5), 3.4));
  }
  return svg('path', { class: crowded ? 'backward-line' : 'mark-backward', d: parts.join('') });
}
