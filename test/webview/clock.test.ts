import { describe, expect, test } from 'vitest';
import {
  beatAt,
  beatAtShare,
  clockOf,
  nextStop,
  positionAt,
  previousStop,
  stopAt,
  timeAt,
} from '../../src/webview/model/clock';
import { Frames } from '../../src/webview/model/frame';
import { stepCount, trackOf } from '../../src/webview/model/track';
import { homework, scheduleOf, variedSchedules } from './schedules';

describe.each(variedSchedules())('the clock of $name beside the homework', ({ schedule }) => {
  const tracks = [trackOf(schedule), trackOf(scheduleOf(homework))];
  const clock = clockOf(tracks);

  test('stops at the end of every step of both, in order', () => {
    const stops: number[] = [];
    for (let beat = 0; beat < clock.length;) stops.push((beat = nextStop(clock, beat)));
    expect(stops).toEqual([...clock.stops].slice(1));
    for (const lane of clock.lanes) {
      expect(lane.ends).toHaveLength(stepCount(lane.track));
      expect([...lane.ends].every((end) => stops.includes(end))).toBe(true);
    }
    expect([...stops].reverse().map((stop) => previousStop(clock, stop))).toEqual([...stops.slice(0, -1).reverse(), 0]);
  });

  test('shows every schedule at the same time', () => {
    for (let i = 0; i <= 50; i++) {
      const beat = (i / 50) * clock.length;
      const time = timeAt(clock, beat);
      for (const lane of clock.lanes) {
        const { phase, segment } = positionAt(clock, lane, beat);
        if (phase !== 'during') continue;
        const { track } = lane;
        const { step, progress } = new Frames(clock, lane).at(beat);
        expect(segment).toBeLessThan(stepCount(track));
        if (step.end > step.start) expect(step.start + progress * (step.end - step.start)).toBeCloseTo(time, 3);
        else expect(step.start).toBeCloseTo(time, 3);
      }
    }
  });

  test('goes from time to beat and back', () => {
    for (let i = 0; i <= 20; i++) {
      const time = clock.from + (i / 20) * (clock.to - clock.from);
      expect(timeAt(clock, beatAt(clock, time))).toBeCloseTo(time, 3);
    }
  });
});

test('a backward step has a beat of its own though it takes no time', () => {
  const clock = clockOf([trackOf(scheduleOf(homework))]);
  const lane = clock.lanes[0];
  const lengths = [...(lane?.ends ?? [])].map((end, i) => end - (lane?.starts[i] ?? 0));
  // Ten layers of the first pass, then the load of activation 10 and the backward step of layer 10.
  expect(lengths.slice(0, 12).map((length) => Number(length.toFixed(9)))).toEqual([
    ...Array<number>(10).fill(1),
    0.5,
    0.6,
  ]);
});

test('at the end of a step the step is over, and the next has not begun', () => {
  const clock = clockOf([trackOf(scheduleOf(homework))]);
  const lane = clock.lanes[0];
  if (lane === undefined) throw new Error('no lane');
  expect(positionAt(clock, lane, 0)).toMatchObject({ phase: 'before', segment: 0, progress: 0 });
  expect(positionAt(clock, lane, 1)).toMatchObject({ phase: 'during', segment: 0, progress: 1 });
  expect(positionAt(clock, lane, 1.5)).toMatchObject({ phase: 'during', segment: 1, progress: 0.5 });
  expect(positionAt(clock, lane, clock.length)).toMatchObject({ phase: 'after', progress: 1 });
  expect(stopAt(clock, 1.5)).toBe(1);
});

test('a shorter schedule is over while the longer one goes on', () => {
  const clock = clockOf([trackOf(scheduleOf(homework)), trackOf(scheduleOf({ strategy: 'store-all' }))]);
  const [long, short] = clock.lanes;
  if (long === undefined || short === undefined) throw new Error('no lanes');
  expect(positionAt(clock, long, clock.length - 1).phase).toBe('during');
  expect(positionAt(clock, short, clock.length - 1).phase).toBe('after');
});

test('with more steps than can be told apart, whole runs are played', () => {
  const track = trackOf(scheduleOf({ strategy: 'from-input' }, { layers: 400 }));
  const clock = clockOf([track]);
  const lane = clock.lanes[0];
  if (lane === undefined) throw new Error('no lane');
  expect(lane.grain).toBe('act');
  expect(lane.ends).toHaveLength(track.acts);
  const half = ((lane.starts[0] ?? 0) + (lane.ends[0] ?? 0)) / 2;
  expect(positionAt(clock, lane, half)).toMatchObject({ phase: 'during', act: 0, offset: 199, progress: 1 });
});

test('a stop that is kept as a share of the whole is found again', () => {
  const clock = clockOf([trackOf(scheduleOf(homework))]);
  for (const stop of clock.stops) expect(beatAtShare(clock, stop / clock.length)).toBe(stop);
  expect(beatAtShare(clock, 0.5 / clock.length)).toBeCloseTo(0.5, 9);
});

test('without schedules there is nothing to play', () => {
  expect(clockOf([])).toMatchObject({ length: 0, lanes: [] });
});
