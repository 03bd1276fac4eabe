import { html } from './element';

export interface Announcer {
  readonly element: HTMLElement;
  /** Says something once it is clear that nothing newer comes right away; while playing, only now and then. */
  readonly say: (words: string, isPlaying: boolean) => void;
}

/** Milliseconds between two sentences while the animation plays: enough for one to be spoken. */
const pauseWhilePlaying = 3_000;

/** Tells screen readers in words what happens. */
export function announcer(): Announcer {
  const element = html('div', {
    class: 'for-screen-readers',
    role: 'status',
    'aria-live': 'polite',
    'aria-atomic': 'true',
  });
  let last = -Infinity;
  return {
    element,
    say: (words, isPlaying) => {
      const now = performance.now();
      if (element.textContent === words || (isPlaying && now - last < pauseWhilePlaying)) return;
      last = now;
      element.textContent = words;
    },
  };
}
