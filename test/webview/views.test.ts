import { expect, test } from 'vitest';
import { formatMoving, parseDurations } from '../../src/webview/model/durations';
import { IdleQueue } from '../../src/webview/model/idle';
import { latticeOf } from '../../src/webview/model/lattice';
import { clockOf, positionAt } from '../../src/webview/model/clock';
import { beatOfEvent } from '../../src/webview/model/pick';
import { remarksOn } from '../../src/webview/model/remarks';
import { fittingScale, linearScale, logarithmicScale, niceStep } from '../../src/webview/model/scale';
import { layerValues, nearest, parameterValues } from '../../src/webview/model/sliderValues';
import { stepOfAct } from '../../src/webview/model/step';
import { isSameChoice, tradeoff } from '../../src/webview/model/tradeoff';
import { trackOf } from '../../src/webview/model/track';
import { costMemoryChart } from '../../src/schedule/compare';
import { homeworkConvention } from '../../src/schedule/convention';
import { homework, scheduleOf } from './schedules';

test('an event that the text points at is found on the clock', () => {
  const clock = clockOf([trackOf(scheduleOf(homework))]);
  const lane = clock.lanes[0];
  if (lane === undefined) throw new Error('no lane');
  const stepThere = (layer: number, event?: 'fwd' | 'loadmem' | 'backward' | 'loaddisk') => {
    const beat = beatOfEvent(clock, 0, layer, event);
    if (beat === undefined) return undefined;
    const { act, offset } = positionAt(clock, lane, beat);
    const { kind, layer: at, toward } = stepOfAct(lane.track, act, offset);
    return { kind, at, toward };
  };
  expect(stepThere(9)).toEqual({ kind: 'load', at: 9, toward: 9 });
  expect(stepThere(9, 'fwd')).toEqual({ kind: 'fwd', at: 6, toward: 9 });
  expect(stepThere(9, 'backward')).toEqual({ kind: 'backward', at: 9, toward: 9 });
  expect(stepThere(10, 'fwd')).toBeUndefined();
  expect(stepThere(9, 'loaddisk')).toBeUndefined();
  expect(stepThere(11)).toBeUndefined();
});

test('in the plane of time and activations the homework has ten loads, ten backward steps and kept levels', () => {
  const lattice = latticeOf(trackOf(scheduleOf(homework)));
  expect(lattice.loads).toHaveLength(3 * 10);
  expect(lattice.backwards).toHaveLength(2 * 10);
  // The activations 10 and 5 until their backward steps, and the input all along.
  expect(lattice.kept).toEqual([0, 10_000, 10, -100_000, 260_000, 5, -200_000, 500_000, 0]);
});

test('unequal layers bend a run', () => {
  const equal = latticeOf(trackOf(scheduleOf({ strategy: 'from-input' }, { layers: 3 })));
  const unequal = latticeOf(trackOf(scheduleOf({ strategy: 'from-input' }, { layers: 3, forward: [1n, 2n, 3n] })));
  expect(equal.runs.slice(0, 4)).toEqual([-60_000, 0, 0, 3]);
  expect(unequal.runs.slice(0, 12)).toEqual([-6, 0, -5, 1, -5, 1, -3, 2, -3, 2, 0, 3]);
});

test('the optimum with the same slots is set beside a schedule, and the break-even of the disk', () => {
  const { optimum, breakEven } = remarksOn(scheduleOf(homework));
  expect(optimum).toMatchObject({
    slots: 3,
    schedule: { firstPass: 9, totals: { fwd: 20 } },
    optimum: { firstPass: 9, totals: { fwd: 6 } },
  });
  expect(breakEven).toBe('50 ns');
  expect(remarksOn(scheduleOf({ strategy: 'binomial', slots: 3 })).optimum).toBeUndefined();
  expect(remarksOn(scheduleOf({ strategy: 'disk' }))).toEqual({ optimum: undefined, breakEven: undefined });
});

test('the chart in pieces is the chart at once', () => {
  const { network } = scheduleOf(homework);
  const work = tradeoff(network, homeworkConvention);
  let result = work.next();
  let pieces = 0;
  for (; result.done !== true; result = work.next()) pieces += 1;
  expect(result.value).toEqual(costMemoryChart(network, homeworkConvention));
  expect(pieces).toBe(result.value.length);
  expect(result.value.filter(({ choice }) => isSameChoice(choice, homework))).toHaveLength(1);
});

test('idle work is cut into pieces, and newer work takes the place of older', () => {
  const due: (() => void)[] = [];
  let now = 0;
  const queue = new IdleQueue(
    (run) => {
      due.push(run);
      return () => undefined;
    },
    () => now,
  );
  const done: string[] = [];
  const work = (name: string, pieces: number) => ({
    steps: (function* (): Generator<void, string, void> {
      for (let i = 0; i < pieces; i++) {
        now += 5;
        yield;
      }
      return name;
    })(),
    done: (value: string) => {
      done.push(value);
    },
  });
  queue.put('chart', work('old', 3));
  queue.put('chart', work('new', 3));
  queue.put('remarks', work('remarks', 1));
  let turns = 0;
  for (let run = due.shift(); run !== undefined; run = due.shift()) {
    turns += 1;
    run();
  }
  expect(done).toEqual(['new', 'remarks']);
  expect(turns).toBeGreaterThan(1);
});

test('ticks are round numbers, on a logarithmic scale where values differ widely', () => {
  expect(linearScale({ values: [0, 10], pixels: [0, 100], room: 5 }).ticks).toEqual([0, 2, 4, 6, 8, 10]);
  expect(linearScale({ values: [-3, 7], pixels: [0, 100], room: 4 }).at(2)).toBe(50);
  expect(logarithmicScale({ values: [1, 1000], pixels: [0, 300], room: 4 }).ticks).toEqual([1, 10, 100, 1000]);
  expect(fittingScale({ values: [1, 1000], pixels: [0, 300], room: 4 }).at(10)).toBeCloseTo(100, 9);
  expect(fittingScale({ values: [0, 1000], pixels: [0, 300], room: 4 }).at(500)).toBe(150);
  expect([0.3, 1, 1.1, 4, 7, 80].map(niceStep)).toEqual([0.5, 1, 2, 5, 10, 100]);
});

test('sliders go through all small values and end at the largest', () => {
  expect(parameterValues(5)).toEqual([1, 2, 3, 4, 5]);
  expect(parameterValues(137).slice(-3)).toEqual([100, 120, 137]);
  expect(layerValues[nearest(layerValues, 10)]).toBe(10);
  expect(layerValues[nearest(layerValues, 8123)]).toBe(7000);
  expect(layerValues[layerValues.length - 1]).toBe(10_000);
});

test('times are read one by one or as a list, and moving ones are shown with three digits', () => {
  expect(parseDurations('20 ns')).toEqual({ kind: 'durations', values: [20_000n] });
  expect(parseDurations('20, 1 µs; 5ns')).toEqual({ kind: 'durations', values: [20_000n, 1_000_000n, 5_000n] });
  expect(parseDurations('soon')).toMatchObject({ kind: 'problem' });
  expect(formatMoving(333_579_432)).toBe('334 µs');
  expect(formatMoving(0)).toBe('0 ns');
});
