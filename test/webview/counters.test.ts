import { describe, expect, test } from 'vitest';
import { clockOf, positionAt } from '../../src/webview/model/clock';
import { countersAt } from '../../src/webview/model/counters';
import { stepCount, trackOf } from '../../src/webview/model/track';
import { homework, scheduleOf, variedSchedules } from './schedules';

describe.each(variedSchedules())('the counters of $name', ({ schedule }) => {
  const track = trackOf(schedule);
  const clock = clockOf([track]);
  const lane = clock.lanes[0];
  if (lane === undefined) throw new Error('no lane');

  test('end with the totals', () => {
    const { totals, firstPass } = schedule;
    expect(countersAt(track, positionAt(clock, lane, clock.length))).toMatchObject({
      firstPassFwd: firstPass.fwd,
      fwd: totals.fwd,
      loadmem: totals.loadmem,
      loaddisk: totals.loaddisk,
      backward: schedule.network.layers,
      time: Number(totals.time),
      steps: stepCount(track),
      isMoving: false,
    });
  });

  test('never fall, and stay at nothing until something has run', () => {
    const counted = [0, ...clock.stops].map((beat) => countersAt(track, positionAt(clock, lane, beat)));
    expect(counted[0]).toMatchObject({ firstPassFwd: 0, fwd: 0, loadmem: 0, steps: 0, time: 0 });
    counted.slice(1).forEach((now, i) => {
      const before = counted[i];
      for (const name of ['firstPassFwd', 'fwd', 'loadmem', 'loaddisk', 'backward', 'time', 'steps'] as const) {
        expect(now[name]).toBeGreaterThanOrEqual(before?.[name] ?? 0);
      }
    });
  });
});

test('the homework counts 20 fwd, 10 loads and 500 ns, of which none before the first backward step is a fwd', () => {
  const track = trackOf(scheduleOf(homework));
  const clock = clockOf([track]);
  const lane = clock.lanes[0];
  if (lane === undefined) throw new Error('no lane');
  // Stops: 0 is the beginning, 10 the end of the first pass, 11 the load of activation 10, 12 the backward step of layer 10.
  const at = (stop: number) => countersAt(track, positionAt(clock, lane, clock.stops[stop] ?? -1));
  expect(at(10)).toMatchObject({ firstPassFwd: 10, fwd: 0, loadmem: 0, backward: 0, time: 0 });
  expect(at(12)).toMatchObject({ firstPassFwd: 10, fwd: 0, loadmem: 1, backward: 1, time: 10_000 });
  expect(at(clock.stops.length - 1)).toMatchObject({ fwd: 20, loadmem: 10, backward: 10, time: 500_000 });
});

test('while a step goes on it is not counted, but time passes and both of its activations are held', () => {
  const track = trackOf(scheduleOf(homework));
  const clock = clockOf([track]);
  const lane = clock.lanes[0];
  if (lane === undefined) throw new Error('no lane');
  expect(countersAt(track, positionAt(clock, lane, 0.5))).toMatchObject({ firstPassFwd: 0, held: 2, isMoving: true });
});
