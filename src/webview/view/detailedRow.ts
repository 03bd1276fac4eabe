import { atHand, kept, onDisk } from '../model/board';
import type { Frame } from '../model/frame';
import type { Track } from '../model/track';
import { svg } from './element';
import { rowFurniture } from './rowFurniture';
import { eased, lastPart, rowPlan, type Row } from './rowPlan';

export interface RowEvents {
  /** A layer was clicked. */
  readonly pickLayer: (layer: number) => void;
}

/**
 * The network layer by layer: boxes on a wire, activations between them, kept ones on the shelf below, the gradient on the line above.
 */
export function detailedRow(track: Track, width: number, events: RowEvents): Row {
  const plan = rowPlan(track, width);
  const { layers, x, pitch, wireY, boxHeight, shelfY, diskY, hasDisk } = plan;
  const radius = Math.min(8, Math.max(3.2, pitch * 0.14));
  const square = Math.min(17, Math.max(7, pitch * 0.8));
  const ring = radius + Math.min(3, radius * 0.5);
  const boxWidth = pitch - 2 * ring - Math.min(4, pitch * 0.1);
  const numbersFit = (width: number, font: number): boolean => width >= String(layers).length * font * 0.62;

  // Where a number does not fit into its box, every fifth stands below.
  const numberOf = (layer: number): readonly SVGElement[] => {
    const at = x(layer - 0.5);
    if (numbersFit(boxWidth, 11)) {
      return [svg('text', { class: 'layer-number', x: at, y: wireY, dy: '0.35em' }, String(layer))];
    }
    const below = { class: 'band-number', x: at, y: wireY + boxHeight / 2 + 10 };
    return layer % 5 === 0 || layer === 1 ? [svg('text', below, String(layer))] : [];
  };

  const boxes = Array.from({ length: layers }, (_, i) => {
    const layer = i + 1;
    const box = svg(
      'g',
      { class: 'layer' },
      svg('rect', {
        class: 'layer-box',
        x: x(i + 0.5) - boxWidth / 2,
        y: wireY - boxHeight / 2,
        width: boxWidth,
        height: boxHeight,
        rx: Math.min(5, boxWidth / 3),
      }),
      ...numberOf(layer),
    );
    box.addEventListener('click', () => events.pickLayer(layer));
    return box;
  });

  const slots: SVGElement[] = [];
  const discs: SVGGElement[] = [];
  const squares: SVGGElement[] = [];
  const drums: SVGGElement[] = [];
  for (let i = 0; i <= layers; i++) {
    slots.push(svg('circle', { class: 'slot', cx: x(i), cy: wireY, r: 2 }));
    discs.push(
      svg(
        'g',
        { class: 'disc' },
        svg('circle', { cx: x(i), cy: wireY, r: radius }),
        ...(numbersFit(radius * 1.6, 9)
          ? [svg('text', { class: 'disc-number', x: x(i), y: wireY, dy: '0.35em' }, String(i))]
          : []),
      ),
    );
    squares.push(
      svg(
        'g',
        { class: 'kept' },
        svg('rect', { x: x(i) - square / 2, y: shelfY - square, width: square, height: square, rx: 2.5 }),
        ...(numbersFit(square, 10)
          ? [svg('text', { class: 'kept-number', x: x(i), y: shelfY - square / 2, dy: '0.35em' }, String(i))]
          : []),
      ),
    );
    if (hasDisk) {
      const [half, high] = [square / 2, square * 0.9];
      const [left, right, top, bottom] = [x(i) - half, x(i) + half, diskY - high, diskY];
      drums.push(
        svg(
          'g',
          { class: 'drum' },
          svg('path', {
            d: `M${left} ${top}a${half} 3 0 0 1 ${square} 0V${bottom - 2}a${half} 3 0 0 1 ${-square} 0zM${left} ${top}a${half} 3 0 0 0 ${square} 0`,
          }),
          ...(numbersFit(square, 10) && right > left
            ? [svg('text', { class: 'drum-number', x: x(i), y: diskY - high / 2 + 2, dy: '0.35em' }, String(i))]
            : []),
        ),
      );
    }
  }
  const token = svg('circle', { class: 'token', r: radius });
  const goal = svg('circle', { class: 'goal', r: ring, cy: wireY });
  const lift = svg('line', { class: 'lift' });
  const furniture = rowFurniture(plan, 'layers');
  const element = svg(
    'svg',
    { class: 'row', width: plan.width, height: plan.height, viewBox: `0 0 ${plan.width} ${plan.height}`, role: 'img' },
    furniture.back,
    ...boxes,
    ...slots,
    lift,
    ...squares,
    ...drums,
    ...discs,
    goal,
    token,
    furniture.front,
  );

  const shownBits = new Int16Array(layers + 1).fill(-1);
  const faded = new Set<SVGElement>();
  let running = -1;
  let runningBack = -1;
  let doneFrom = layers + 1;

  function draw(frame: Frame): void {
    const { board, step, progress, position } = frame;
    const moves = position.phase !== 'before' && progress < 1;
    for (let i = 0; i <= layers; i++) {
      const bits = board[i] ?? 0;
      if (bits === shownBits[i]) continue;
      shownBits[i] = bits;
      discs[i]?.classList.toggle('on', (bits & atHand) !== 0);
      squares[i]?.classList.toggle('on', (bits & kept) !== 0);
      drums[i]?.classList.toggle('on', (bits & onDisk) !== 0);
    }
    for (const element of faded) element.style.opacity = '';
    faded.clear();

    const isFwd = step.kind === 'fwd' && position.phase !== 'before';
    const isBack = step.kind === 'backward' && position.phase !== 'before';
    mark(
      isFwd && progress <= 1 && position.phase === 'during' ? step.layer : 0,
      running,
      'running',
      (layer) => (running = layer),
    );
    mark(
      isBack && position.phase === 'during' ? step.layer : 0,
      runningBack,
      'running-back',
      (layer) => (runningBack = layer),
    );

    const gradient = frame.gradientAt - (isBack && moves ? eased(progress) : 0);
    furniture.moveGradient(gradient, track.firstPassActs <= position.act && position.phase !== 'before');
    for (; doneFrom > frame.gradientAt + 1; doneFrom--) boxes[doneFrom - 2]?.classList.add('done');
    for (; doneFrom < frame.gradientAt + 1; doneFrom++) boxes[doneFrom - 1]?.classList.remove('done');

    token.classList.toggle('on', moves && step.kind !== 'backward');
    lift.classList.toggle('on', moves && step.kind === 'load');
    if (moves && isFwd) place(token, x(step.layer - 1 + eased(progress)), wireY);
    if (moves && step.kind === 'load') {
      const bottom = step.place === 'disk' ? diskY : shelfY - square / 2;
      const y = bottom + (wireY - bottom) * eased(progress);
      place(token, x(step.activation), y);
      lift.setAttribute('x1', String(x(step.activation)));
      lift.setAttribute('x2', String(x(step.activation)));
      lift.setAttribute('y1', String(bottom));
      lift.setAttribute('y2', String(y));
    }
    const target = step.toward === 0 || position.phase !== 'during' || isBack ? -1 : targetFor(track, step.toward);
    goal.classList.toggle('on', target >= 0);
    if (target >= 0) goal.setAttribute('cx', String(x(target)));

    if (!moves) return;
    const leaves = lastPart(progress);
    for (const i of step.dropped)
      fade(i === step.activation || ((board[i] ?? 0) & atHand) !== 0 ? discs[i] : squares[i], 1 - leaves);
    for (const i of step.dropped) if (((board[i] ?? 0) & kept) !== 0) fade(squares[i], 1 - leaves);
    for (const { activation, place: where } of step.stored)
      fade((where === 'disk' ? drums : squares)[activation], leaves);
  }

  function mark(layer: number, before: number, name: string, remember: (layer: number) => void): void {
    if (layer === before) return;
    boxes[before - 1]?.classList.remove(name);
    boxes[layer - 1]?.classList.add(name);
    remember(layer);
  }

  function fade(element: SVGElement | undefined, opacity: number): void {
    if (element === undefined) return;
    element.style.opacity = opacity.toFixed(3);
    faded.add(element);
  }

  return { element, draw };
}

function place(circle: SVGCircleElement, cx: number, cy: number): void {
  circle.setAttribute('cx', cx.toFixed(2));
  circle.setAttribute('cy', cy.toFixed(2));
}

function targetFor({ schedule }: Track, layer: number): number {
  return schedule.convention.needs === 'output' ? layer : layer - 1;
}
