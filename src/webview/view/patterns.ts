import { svg } from './element';

/**
 * Fills that tell the operations apart without colour: slanted lines for layers that run, dots for loads. Their ids serve the whole page,
 * and a copy goes into every exported picture.
 */
export function patterns(): SVGDefsElement {
  return svg(
    'defs',
    {},
    svg(
      'pattern',
      { id: 'pattern-fwd', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      svg('rect', { width: 5, height: 5, class: 'pattern-fwd-ground' }),
      svg('line', { x1: 0, y1: 0, x2: 0, y2: 5, class: 'pattern-fwd-line' }),
    ),
    svg(
      'pattern',
      { id: 'pattern-load', width: 4, height: 4, patternUnits: 'userSpaceOnUse' },
      svg('rect', { width: 4, height: 4, class: 'pattern-load-ground' }),
      svg('circle', { cx: 2, cy: 2, r: 1.1, class: 'pattern-load-dot' }),
    ),
  );
}

/** The element that carries them in the page. */
export function patternSheet(): SVGSVGElement {
  return svg(
    'svg',
    { class: 'pattern-sheet', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' },
    patterns(),
  );
}
