import { speeds, type PlayerAction, type PlayerState } from '../model/player';
import type { Clock } from '../model/clock';
import { html, setText } from './element';
import { fillSlider } from './fields';
import { icon, redrawIcon, type IconName } from './icons';

export interface Transport {
  readonly element: HTMLElement;
  readonly update: (state: PlayerState, clock: Clock, time: string, caption: string) => void;
}

/** The scrubber has this many places. */
const places = 10_000;

export function transport(act: (action: PlayerAction) => void): Transport {
  const button = (
    name: IconName,
    label: string,
    key: string,
    run: () => void,
    className = 'icon-button',
  ): HTMLButtonElement => {
    const element = html(
      'button',
      { type: 'button', class: className, title: `${label} (${key})`, 'aria-label': label, 'aria-keyshortcuts': key },
      icon(name),
    );
    element.addEventListener('click', run);
    return element;
  };
  const playIcon = icon('play');
  const playWord = html('span', {}, 'Play');
  const playButton = html(
    'button',
    { type: 'button', class: 'play-button', title: 'Play or pause (Space)', 'aria-keyshortcuts': 'Space' },
    playIcon,
    playWord,
  );
  playButton.addEventListener('click', () => act({ kind: 'toggle' }));

  const scrubber = html('input', {
    type: 'range',
    class: 'slider scrubber',
    min: 0,
    max: places,
    step: 1,
    'aria-label': 'Position in the schedule',
  });
  let length = 0;
  scrubber.addEventListener('input', () => act({ kind: 'seek', beat: (scrubber.valueAsNumber / places) * length }));
  // The arrow keys step through the schedule here as everywhere; the slider's own steps mean nothing.
  scrubber.addEventListener('keydown', (event) => {
    if (['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'].includes(event.key))
      event.preventDefault();
  });
  const clockFace = html('output', { class: 'clock-face', 'aria-label': 'Time' });
  const speedWord = html('output', { class: 'speed', 'aria-label': 'Speed' });
  const slower = html(
    'button',
    {
      type: 'button',
      class: 'icon-button text',
      title: 'Slower (−)',
      'aria-label': 'Slower',
      'aria-keyshortcuts': '-',
    },
    '−',
  );
  const faster = html(
    'button',
    {
      type: 'button',
      class: 'icon-button text',
      title: 'Faster (+)',
      'aria-label': 'Faster',
      'aria-keyshortcuts': '+',
    },
    '+',
  );
  slower.addEventListener('click', () => act({ kind: 'slower' }));
  faster.addEventListener('click', () => act({ kind: 'faster' }));

  const stepButtons = [
    button('home', 'To the beginning', 'Home', () => act({ kind: 'home' })),
    button('back', 'One step back', 'ArrowLeft', () => act({ kind: 'back' })),
    button('step', 'One step on', 'ArrowRight', () => act({ kind: 'step' })),
    button('end', 'To the end', 'End', () => act({ kind: 'end' })),
  ];
  const element = html(
    'div',
    { class: 'transport', role: 'group', 'aria-label': 'Playback' },
    html('div', { class: 'buttons' }, ...stepButtons.slice(0, 2), playButton, ...stepButtons.slice(2)),
    scrubber,
    clockFace,
    html('div', { class: 'speeds', role: 'group', 'aria-label': 'Speed' }, slower, speedWord, faster),
  );

  let shownPlaying: boolean | undefined;
  return {
    element,
    update: (state, clock, time, caption) => {
      length = clock.length;
      if (shownPlaying !== state.playing) {
        shownPlaying = state.playing;
        redrawIcon(playIcon, state.playing ? 'pause' : 'play');
        setText(playWord, state.playing ? 'Pause' : 'Play');
      }
      const place = length > 0 ? Math.round((state.beat / length) * places) : 0;
      if (scrubber.valueAsNumber !== place) scrubber.valueAsNumber = place;
      fillSlider(scrubber);
      if (!state.playing) scrubber.setAttribute('aria-valuetext', `${time}. ${caption}`);
      setText(clockFace, time);
      setText(speedWord, `${state.speed}×`);
      for (const control of [...stepButtons, playButton, scrubber]) control.disabled = length === 0;
      slower.disabled = state.speed <= (speeds[0] ?? 0);
      faster.disabled = state.speed >= (speeds[speeds.length - 1] ?? 0);
    },
  };
}
