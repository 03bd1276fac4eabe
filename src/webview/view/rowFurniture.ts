import { svg } from './element';
import type { RowPlan } from './rowPlan';

export interface RowFurniture {
  /** What lies behind the layers: the wire, the shelves and their names. */
  readonly back: SVGGElement;
  /** What lies before them: the gradient. */
  readonly front: SVGGElement;
  /** Puts the gradient's head at an activation; hollow until the backward pass has begun. */
  readonly moveGradient: (activation: number, isUnderWay: boolean) => void;
}

/** What both pictures of the network share. */
export function rowFurniture(plan: RowPlan, middle: string): RowFurniture {
  const { x, layers, gradientY, wireY, shelfY, diskY, hasDisk } = plan;
  const [left, right] = [x(0), x(layers)];
  const label = (text: string, y: number): SVGTextElement =>
    svg('text', { class: 'row-label', x: 0, y, dy: '0.35em' }, text);
  const line = (className: string, y: number, out = 10): SVGLineElement =>
    svg('line', { class: className, x1: left - out, x2: right + out, y1: y, y2: y });
  const back = svg(
    'g',
    {},
    label('gradient', gradientY),
    label(middle, wireY),
    label('kept', shelfY - 7),
    line('gradient-track', gradientY, 0),
    line('wire', wireY, 0),
    line('shelf', shelfY + 1.5),
    ...(hasDisk ? [label('on disk', diskY - 7), line('shelf', diskY + 1.5)] : []),
  );
  const trail = svg('line', { class: 'gradient-trail', x1: right, x2: right, y1: gradientY, y2: gradientY });
  const head = svg('path', { class: 'gradient-head', d: 'M-6 0 5 -6.5V6.5z' });
  const front = svg('g', {}, trail, head);
  return {
    back,
    front,
    moveGradient: (activation, isUnderWay) => {
      const at = x(activation).toFixed(2);
      trail.setAttribute('x1', at);
      head.setAttribute('transform', `translate(${at} ${gradientY})`);
      head.classList.toggle('under-way', isUnderWay);
    },
  };
}
