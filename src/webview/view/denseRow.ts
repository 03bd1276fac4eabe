import { atHand, kept, onDisk } from '../model/board';
import type { Frame } from '../model/frame';
import { linearScale } from '../model/scale';
import type { Track } from '../model/track';
import { count } from './counters';
import type { RowEvents } from './detailedRow';
import { svg } from './element';
import { rowFurniture } from './rowFurniture';
import { eased, rowPlan, runSoFar, type Row } from './rowPlan';

/**
 * A network of many layers as a band. What is kept or in flight is drawn into pixel columns, at most one mark a column, so that the work
 * for a frame is bounded by the width of the picture.
 */
export function denseRow(track: Track, width: number, events: RowEvents): Row {
  const plan = rowPlan(track, width);
  const { layers, x, pitch, wireY, boxHeight, shelfY, diskY, hasDisk } = plan;
  const [top, bottom] = [wireY - boxHeight / 2, wireY + boxHeight / 2];
  const [left, right] = [x(0), x(layers)];
  const ticks = linearScale({ values: [0, layers], pixels: [left, right], room: (right - left) / 60 }).ticks;

  const band = svg('rect', { class: 'band', x: left, y: top, width: right - left, height: boxHeight, rx: 3 });
  const done = svg('rect', { class: 'band-done', y: top, height: boxHeight, rx: 3 });
  const run = svg('rect', { class: 'band-run', y: top, height: boxHeight });
  const current = svg('rect', { class: 'band-current', y: top - 3, height: boxHeight + 6, rx: 1 });
  const flight = svg('path', { class: 'band-flight' });
  const shelf = svg('path', { class: 'band-kept' });
  const disk = svg('path', { class: 'band-disk' });
  const furniture = rowFurniture(plan, 'layers');
  const element = svg(
    'svg',
    { class: 'row', width: plan.width, height: plan.height, viewBox: `0 0 ${plan.width} ${plan.height}`, role: 'img' },
    furniture.back,
    band,
    done,
    run,
    ...ticks.flatMap((tick) => [
      svg('line', { class: 'band-tick', x1: x(tick), x2: x(tick), y1: bottom, y2: bottom + 4 }),
      svg('text', { class: 'band-number', x: x(tick), y: bottom + 13 }, count(tick)),
    ]),
    flight,
    shelf,
    ...(hasDisk ? [disk] : []),
    current,
    furniture.front,
  );
  element.addEventListener('click', ({ offsetX }) => {
    const layer = Math.ceil((offsetX - left) / pitch);
    if (layer >= 1 && layer <= layers) events.pickLayer(layer);
  });

  const markWidth = Math.max(1, Math.min(4, pitch - 1));
  const shown = { flight: '', shelf: '', disk: '' };

  function draw(frame: Frame): void {
    const { board, step, progress, position } = frame;
    const isBack = step.kind === 'backward' && position.phase !== 'before';
    const gradient = frame.gradientAt - (isBack && progress < 1 ? eased(progress) : 0);
    furniture.moveGradient(gradient, track.firstPassActs <= position.act && position.phase !== 'before');
    spanRect(done, x(gradient), right);

    const running = runSoFar(track, frame);
    if (running === undefined) spanRect(run, 0, 0);
    else spanRect(run, x(running.from - 1), x(running.to - 1 + progress));

    const isActive = position.phase === 'during';
    current.classList.toggle('on', isActive);
    current.classList.toggle('is-load', step.kind === 'load');
    current.classList.toggle('is-backward', step.kind === 'backward');
    if (isActive) {
      const at =
        step.kind === 'load'
          ? x(step.activation)
          : step.kind === 'backward'
            ? x(gradient)
            : x(step.layer - 1 + progress);
      spanRect(current, at - 1.25, at + 1.25);
    }

    const marks = (bit: number, y1: number, y2: number): string => columns(board, bit, y1, y2);
    shown.flight = redraw(flight, marks(atHand, top + 5, bottom - 5), shown.flight);
    shown.shelf = redraw(shelf, marks(kept, shelfY - 14, shelfY), shown.shelf);
    if (hasDisk) shown.disk = redraw(disk, marks(onDisk, diskY - 14, diskY), shown.disk);
  }

  /** Vertical marks for the activations with a bit, neighbours in one pixel column drawn once, full stretches as one. */
  function columns(board: Uint8Array, bit: number, y1: number, y2: number): string {
    const parts: string[] = [];
    let from = -1;
    let to = -1;
    const flush = (): void => {
      if (from >= 0) parts.push(`M${from.toFixed(1)} ${y1}H${to.toFixed(1)}V${y2}H${from.toFixed(1)}z`);
    };
    for (let i = 0; i <= layers; i++) {
      if (((board[i] ?? 0) & bit) === 0) continue;
      const at = x(i) - markWidth / 2;
      if (from >= 0 && at - to < 0.5) {
        to = at + markWidth;
        continue;
      }
      flush();
      from = at;
      to = at + markWidth;
    }
    flush();
    return parts.join('');
  }

  return { element, draw };
}

function spanRect(rect: SVGRectElement, from: number, to: number): void {
  rect.setAttribute('x', from.toFixed(2));
  rect.setAttribute('width', Math.max(0, to - from).toFixed(2));
}

function redraw(path: SVGPathElement, d: string, before: string): string {
  if (d !== before) path.setAttribute('d', d);
  return d;
}
