import { stepsOfAct, type Track } from '../model/track';
import { svg } from './element';
import type { TimePlan } from './timePlan';

/**
 * What is done when: runs of `fwd` are high and slanted, loads are low and dotted, backward steps, which take no time, are triangles below.
 *
 *     ╱╱╱╱╱╱╱╱╱╱╱      ╱╱╱╱╱
 *     ╱╱6–9╱╱╱╱╱╱ ::::: ╱╱6╱╱
 *                ◀          ◀
 */
export function strip(track: Track, plan: TimePlan): SVGGElement {
  const widest = plan.right - plan.left;
  return svg('g', { class: 'strip' }, ...(track.acts > widest / 2 ? shares(track, plan) : blocks(track, plan)));
}

/** Every act on its own. */
function blocks(track: Track, { time, stripTop, stripHeight }: TimePlan): readonly SVGElement[] {
  const { moves, network } = track.schedule;
  const shapes: SVGElement[] = [];
  const triangles: string[] = [];
  for (let act = 0; act < track.acts; act++) {
    const move = moves[track.moveOf[act] ?? 0];
    const [from, to] = [time.at(track.timeBefore[act] ?? 0), time.at(track.timeBefore[act + 1] ?? 0)];
    const width = Math.max(0.75, to - from);
    if (move?.kind === 'run') {
      const firstPass = move.toward === 0 ? ' first-pass' : '';
      shapes.push(svg('rect', { class: `block-fwd${firstPass}`, x: from, y: stripTop, width, height: stripHeight }));
      const steps = stepsOfAct(track, act);
      if (network.uniformCost && width / steps > 5)
        shapes.push(seams({ from, width, steps, top: stripTop, height: stripHeight }));
      const label = move.to - move.from === 1 ? String(move.to) : `${move.from + 1}–${move.to}`;
      if (width > label.length * 6 + 4) {
        shapes.push(
          svg(
            'text',
            { class: 'block-label', x: from + width / 2, y: stripTop + stripHeight / 2, dy: '0.35em' },
            label,
          ),
        );
      }
    }
    if (move?.kind === 'load') {
      const height = stripHeight * 0.55;
      const className = move.place === 'disk' ? 'block-load from-disk' : 'block-load';
      shapes.push(svg('rect', { class: className, x: from, y: stripTop + stripHeight - height, width, height }));
    }
    if (move?.kind === 'backward') triangles.push(triangle(to, stripTop + stripHeight + 7, 4));
  }
  return [...shapes, svg('path', { class: 'mark-backward', d: triangles.join('') })];
}

/** Where the acts are too many: for each column, how much of its time goes into running layers, above, and into loads, below. */
function shares(track: Track, { time, left, right, stripTop, stripHeight }: TimePlan): readonly SVGElement[] {
  const columns = Math.ceil((right - left) / 2);
  const running = new Float64Array(columns);
  const loading = new Float64Array(columns);
  const back = new Uint8Array(columns);
  const { moves } = track.schedule;
  for (let act = 0; act < track.acts; act++) {
    const kind = moves[track.moveOf[act] ?? 0]?.kind;
    const from = (time.at(track.timeBefore[act] ?? 0) - left) / 2;
    const to = (time.at(track.timeBefore[act + 1] ?? 0) - left) / 2;
    if (kind === 'backward') back[Math.min(columns - 1, Math.floor(from))] = 1;
    const into = kind === 'run' ? running : kind === 'load' ? loading : undefined;
    if (into === undefined) continue;
    for (let c = Math.floor(from); c < Math.min(columns, to); c++) {
      into[c] = (into[c] ?? 0) + Math.min(to, c + 1) - Math.max(from, c);
    }
  }
  const fwd: string[] = [];
  const load: string[] = [];
  const steps: string[] = [];
  for (let c = 0; c < columns; c++) {
    const x = (left + c * 2).toFixed(1);
    const [up, down] = [running[c] ?? 0, loading[c] ?? 0];
    if (up > 0) fwd.push(`M${x} ${stripTop}h2v${(up * stripHeight).toFixed(1)}h-2z`);
    if (down > 0) load.push(`M${x} ${stripTop + stripHeight}h2v${(-down * stripHeight).toFixed(1)}h-2z`);
    if (back[c] === 1) steps.push(`M${x} ${stripTop + stripHeight + 4}h1.2v5h-1.2z`);
  }
  return [
    svg('path', { class: 'block-fwd', d: fwd.join('') }),
    svg('path', { class: 'block-load', d: load.join('') }),
    svg('path', { class: 'mark-backward', d: steps.join('') }),
  ];
}

/** Points to the left, as the gradient goes. */
export function triangle(x: number, y: number, size: number): string {
  return `M${(x - size).toFixed(1)} ${y.toFixed(1)}l${size * 1.5} ${-size}v${size * 2}z`;
}

/** Thin lines between the layers of a run. */
function seams({
  from,
  width,
  steps,
  top,
  height,
}: {
  from: number;
  width: number;
  steps: number;
  top: number;
  height: number;
}): SVGPathElement {
  const lines = Array.from(
    { length: steps - 1 },
    (_, i) => `M${(from + (width * (i + 1)) / steps).toFixed(1)} ${top}v${height}`,
  );
  return svg('path', { class: 'seam', d: lines.join('') });
}
