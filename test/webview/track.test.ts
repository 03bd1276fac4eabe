import { describe, expect, test } from 'vitest';
import { eventsOf } from '../../src/schedule/events';
import { memoryOver } from '../../src/webview/model/levels';
import { stepAt } from '../../src/webview/model/step';
import { actOfStep, firstAtLeast, lastAtMost, stepCount, trackOf } from '../../src/webview/model/track';
import { homework, scheduleOf, variedSchedules } from './schedules';

describe.each(variedSchedules())('the track of $name', ({ schedule }) => {
  const track = trackOf(schedule);
  const steps = Array.from({ length: stepCount(track) }, (_, i) => stepAt(track, i));

  test('has a step for each event that is no store or drop, at its time and with what it holds', () => {
    const events = [...eventsOf(schedule)].filter(({ kind }) => kind !== 'store' && kind !== 'drop');
    expect(
      steps.map(({ kind, place, layer, activation, toward, end, held }) => ({
        kind: kind === 'load' && place === 'disk' ? 'loaddisk' : kind,
        layer,
        from: kind === 'load' ? activation : undefined,
        toward,
        at: BigInt(end),
        held,
      })),
    ).toEqual(events.map(({ kind, layer, from, toward, at, held }) => ({ kind, layer, from, toward, at, held })));
  });

  test('has every store and every drop in one of its steps', () => {
    const events = [...eventsOf(schedule)];
    const first = events.findIndex(({ kind }) => kind !== 'store' && kind !== 'drop');
    const expected = events.slice(first).filter(({ kind }) => kind === 'store' || kind === 'drop');
    const found = steps.flatMap(({ stored, dropped }) => [...stored.map((s) => s.activation), ...dropped]);
    expect([...found].sort()).toEqual(expected.map(({ layer }) => layer).sort());
  });

  test('sums up to the totals of the schedule', () => {
    const { totals, firstPass } = schedule;
    expect(track.fwdBefore[track.acts]).toBe(totals.fwd + firstPass.fwd);
    expect(track.loadsBefore[track.acts]).toBe(totals.loadmem);
    expect(track.diskLoadsBefore[track.acts]).toBe(totals.loaddisk);
    expect(track.backwardBefore[track.acts]).toBe(schedule.network.layers);
    expect(BigInt(track.timeBefore[track.acts] ?? 0)).toBe(totals.time);
    expect(Math.max(...track.peakOf)).toBe(schedule.peak);
  });

  test('has a staircase of memory that never rises above the peak and covers the time', () => {
    const { times, levels } = memoryOver(track, 40);
    expect(times).toHaveLength(levels.length + 1);
    expect(times[times.length - 1]).toBe(track.timeBefore[track.acts]);
    expect(Math.max(0, ...levels)).toBeLessThanOrEqual(schedule.peak);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  });
});

test('the memory of a long schedule is told apart in columns, and the peak is among them', () => {
  const schedule = scheduleOf({ strategy: 'from-input' }, { layers: 200 });
  const { levels } = memoryOver(trackOf(schedule), 300);
  expect(levels).toHaveLength(300);
  expect(Math.max(...levels)).toBe(schedule.peak);
});

test('a step is found in the act that contains it', () => {
  const track = trackOf(scheduleOf(homework));
  expect([0, 4, 5, 9, 10, 11, 12, 13, 15, 16].map((step) => actOfStep(track, step))).toEqual([
    0, 0, 1, 1, 2, 3, 4, 5, 5, 5,
  ]);
});

test('the searches find the last value at most, and the first value at least, a limit', () => {
  const values = Float64Array.of(0, 1, 1, 4);
  expect([-1, 0, 1, 3, 9].map((limit) => lastAtMost(values, limit))).toEqual([0, 0, 2, 2, 3]);
  expect([-1, 0, 1, 3, 9].map((limit) => firstAtLeast(values, limit))).toEqual([0, 0, 1, 3, 4]);
});
