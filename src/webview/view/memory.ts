import { memoryOver } from '../model/levels';
import { linearScale } from '../model/scale';
import type { Track } from '../model/track';
import { count } from './counters';
import { svg } from './element';
import type { TimePlan } from './timePlan';

/** Memory over time, with the most that is in use marked. `most` is the top of the scale: the same for all schedules on the clock. */
export function memoryChart(track: Track, plan: TimePlan, most: number): SVGGElement {
  const { memoryTop, memoryHeight, left, right, time } = plan;
  const { peak } = track.schedule;
  const bottom = memoryTop + memoryHeight;
  const scale = linearScale({ values: [0, most], pixels: [bottom, memoryTop], room: 2 });
  const { times, levels } = memoryOver(track, Math.round(right - left));
  const parts: string[] = [];
  levels.forEach((level, i) => {
    const [from, to] = [time.at(times[i] ?? 0), time.at(times[i + 1] ?? 0)];
    parts.push(
      `${i === 0 ? `M${from.toFixed(1)} ${scale.at(level).toFixed(1)}` : `V${scale.at(level).toFixed(1)}`}H${to.toFixed(1)}`,
    );
  });
  const line = parts.join('');
  const start = time.at(times[0] ?? 0);
  const peakY = scale.at(peak);
  return svg(
    'g',
    { class: 'memory' },
    svg('line', { class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom }),
    svg('path', { class: 'memory-area', d: `${line}V${bottom}H${start.toFixed(1)}z` }),
    svg('path', { class: 'memory-line', d: line }),
    svg('line', { class: 'peak', x1: left, x2: right, y1: peakY, y2: peakY }),
    svg('text', { class: 'tick-y', x: left - 8, y: peakY, dy: '0.35em' }, count(peak)),
    svg('text', { class: 'tick-y', x: left - 8, y: bottom, dy: '0.1em' }, '0'),
  );
}
