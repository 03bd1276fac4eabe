import { beatAt, type Clock } from '../model/clock';
import { formatPicoseconds } from '../model/durations';
import type { Track } from '../model/track';
import { html, svg } from './element';
import { memoryChart } from './memory';
import { spaceTime } from './spaceTime';
import { strip } from './strip';
import { timePlan, type TimePlan } from './timePlan';

export interface Timeline {
  readonly element: HTMLElement;
  readonly picture: SVGSVGElement;
  readonly plan: TimePlan;
  /** Where the line that stands for now is. */
  readonly now: () => { readonly x: number; readonly top: number; readonly bottom: number };
  /** Moves the line that stands for now; what lies after it is dimmed. */
  readonly moveTo: (time: number) => void;
}

export interface TimelineInput {
  readonly track: Track;
  readonly clock: Clock;
  readonly width: number;
  /** The top of the memory scale. */
  readonly mostMemory: number;
  readonly description: string;
  readonly seek: (beat: number) => void;
  /** After a seek by hand: somebody picked what lies there. */
  readonly pick: () => void;
}

/** The pictures over time. They are drawn once; only the line for now moves, on a layer of its own. */
export function timeline({ track, clock, width, mostMemory, description, seek, pick }: TimelineInput): Timeline {
  const plan = timePlan(width, track.schedule.network.layers, clock.from, clock.to);
  const picture = svg(
    'svg',
    {
      class: 'timeline-picture',
      width,
      height: plan.height,
      viewBox: `0 0 ${width} ${plan.height}`,
      role: 'img',
      'aria-label': description,
    },
    ...labels(plan),
    ...phases(track, plan),
    strip(track, plan),
    spaceTime(track, plan),
    memoryChart(track, plan, mostMemory),
    ...axis(plan),
  );
  const now = html('div', { class: 'now' });
  const ahead = html('div', { class: 'ahead' });
  const element = html('div', { class: 'timeline' }, picture, ahead, now);
  ahead.style.left = `${plan.left}px`;
  ahead.style.width = `${plan.right - plan.left + 10}px`;
  for (const layer of [now, ahead]) {
    layer.style.top = `${plan.stripTop - 4}px`;
    layer.style.height = `${plan.axisY - plan.stripTop + 4}px`;
  }

  const seekTo = (event: PointerEvent): void => {
    const inside = (event.clientX - element.getBoundingClientRect().left - plan.left) / (plan.right - plan.left);
    seek(beatAt(clock, clock.from + Math.min(1, Math.max(0, inside)) * (clock.to - clock.from)));
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    seekTo(event);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) seekTo(event);
  });
  element.addEventListener('pointerup', pick);

  let at = plan.left;
  return {
    element,
    picture,
    plan,
    now: () => ({ x: at, top: plan.stripTop - 4, bottom: plan.axisY }),
    moveTo: (time) => {
      at = plan.time.at(time);
      now.style.transform = `translateX(${at.toFixed(2)}px)`;
      ahead.style.transform = `scaleX(${Math.max(0, (plan.right + 10 - at) / (plan.right - plan.left + 10)).toFixed(4)})`;
    },
  };
}

function labels({
  stripTop,
  stripHeight,
  mapTop,
  mapHeight,
  memoryTop,
  memoryHeight,
}: TimePlan): readonly SVGElement[] {
  const label = (text: string, y: number): SVGTextElement =>
    svg('text', { class: 'row-label', x: 0, y, dy: '0.35em' }, text);
  return [
    label('work', stripTop + stripHeight / 2),
    label('layer', mapTop + mapHeight / 2),
    label('memory', memoryTop + memoryHeight / 2),
  ];
}

/** Where the first pass ends and the backward pass begins. */
function phases(track: Track, { time, phaseY, left, right, axisY }: TimePlan): readonly SVGElement[] {
  const turn = time.at(0);
  const begin = time.at(track.timeBefore[0] ?? 0);
  const end = time.at(track.timeBefore[track.acts] ?? 0);
  const text = (words: string, at: number): SVGTextElement => svg('text', { class: 'phase', x: at, y: phaseY }, words);
  return [
    ...(turn - begin > 62 ? [text('first pass', begin)] : []),
    ...(right - turn > 88 ? [text('backward pass', turn + (turn > left + 1 ? 7 : 0))] : []),
    svg('line', { class: 'turn', x1: turn, x2: turn, y1: phaseY - 8, y2: axisY }),
    ...(end < right - 4 ? [svg('line', { class: 'finish', x1: end, x2: end, y1: phaseY + 6, y2: axisY })] : []),
  ];
}

function axis({ time, axisY }: TimePlan): readonly SVGElement[] {
  return time.ticks.flatMap((tick) => [
    svg('line', { class: 'axis', x1: time.at(tick), x2: time.at(tick), y1: axisY, y2: axisY + 4 }),
    svg('text', { class: 'tick-x', x: time.at(tick), y: axisY + 15 }, formatPicoseconds(tick).replace('-', '−')),
  ]);
}
