import { svg } from './element';

export type IconName = 'play' | 'pause' | 'step' | 'back' | 'home' | 'end' | 'close' | 'add' | 'link';

/** Outlines in a square of 16. */
const outlines: Readonly<Record<IconName, string>> = {
  play: 'M4.5 2.8v10.4a.6.6 0 0 0 .92.5l8-5.2a.6.6 0 0 0 0-1l-8-5.2a.6.6 0 0 0-.92.5z',
  pause: 'M4 2.5h2.8v11H4zM9.2 2.5H12v11H9.2z',
  step: 'M3 3.1v9.8a.5.5 0 0 0 .77.42l6.73-4.4v4.08H12.4V3h-1.9v4.08L3.77 2.68A.5.5 0 0 0 3 3.1z',
  back: 'M13 3.1v9.8a.5.5 0 0 1-.77.42L5.5 8.92V13H3.6V3h1.9v4.08l6.73-4.4A.5.5 0 0 1 13 3.1z',
  home: 'M2.4 3h1.7v10H2.4zM8.6 3.1v3.98l5.1-3.6a.4.4 0 0 1 .63.33v8.38a.4.4 0 0 1-.63.33l-5.1-3.6v3.98L4.9 9.06V6.94z',
  end: 'M13.6 3h-1.7v10h1.7zM7.4 3.1v3.98l-5.1-3.6a.4.4 0 0 0-.63.33v8.38a.4.4 0 0 0 .63.33l5.1-3.6v3.98l3.7-3.84V6.94z',
  close: 'M3.6 2.9 8 7.3l4.4-4.4.7.7L8.7 8l4.4 4.4-.7.7L8 8.7l-4.4 4.4-.7-.7L7.3 8 2.9 3.6z',
  add: 'M7.4 2.5h1.2v4.9h4.9v1.2H8.6v4.9H7.4V8.6H2.5V7.4h4.9z',
  link: 'M9.5 2.5h4v4h-1.1V4.4L7.1 9.7l-.8-.8 5.3-5.3H9.5zM3.6 4.5h4v1.1h-3v5.8h5.8v-3h1.1v4H3.6z',
};

/** Decoration only: the button around it has the name. */
export function icon(name: IconName): SVGSVGElement {
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
    svg('path', { d: outlines[name] }),
  );
}

export function redrawIcon(element: SVGSVGElement, name: IconName): void {
  element.firstElementChild?.setAttribute('d', outlines[name]);
}
