import { describe, expect, it } from 'vitest';
import { breakEvenOf, compareWithOptimum } from '../../src/schedule/compare';
import { eventsOf, holdingAfter } from '../../src/schedule/events';
import { toNanoseconds } from '../../src/schedule/units';
import { alike, scheduled, scheduledOn } from './setups';

describe('ten layers, every 5th kept, 20 ns a fwd and 10 ns a load', () => {
  const homework = scheduled(10, { strategy: 'every', every: 5 });
  const byInput = scheduled(10, { strategy: 'every', every: 5 }, { needs: 'input' });

  it('takes 20 fwd, 10 loads and 500 ns, also where layers need their input', () => {
    for (const schedule of [homework, byInput]) {
      expect(schedule.totals).toEqual({ fwd: 20, loadmem: 10, loaddisk: 0, time: 500_000n });
      expect(schedule.firstPass).toEqual({ fwd: 10, time: 200_000n, stored: [5, 10] });
    }
  });

  it('counts each layer by its output', () => {
    expect(homework.rows.map((row) => row.layer)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(homework.rows.map((row) => row.fwd)).toEqual([0, 4, 3, 2, 1, 0, 4, 3, 2, 1]);
    expect(homework.rows.map((row) => row.loads)).toEqual([[10], [5], [5], [5], [5], [5], [0], [0], [0], [0]]);
    expect(homework.rows.map((row) => toNanoseconds(row.time))).toEqual([10, 90, 70, 50, 30, 10, 90, 70, 50, 30]);
    expect(homework.rows[3]).toMatchObject({ layer: 7, target: 7, runs: [{ from: 6, to: 7 }] });
  });

  it('counts each layer by its input', () => {
    expect(byInput.rows.map((row) => row.fwd)).toEqual([4, 3, 2, 1, 0, 4, 3, 2, 1, 0]);
    expect(byInput.rows.map((row) => row.loads)).toEqual([[5], [5], [5], [5], [5], [0], [0], [0], [0], [0]]);
    expect(byInput.rows.map((row) => row.target)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('breaks even with a disk of 50 ns a load', () => {
    expect(breakEvenOf(homework)).toEqual({ picoseconds: 500_000n, over: 10n });
    expect(scheduled(10, { strategy: 'disk' }).totals).toEqual({ fwd: 0, loadmem: 0, loaddisk: 10, time: 300_000n });
  });

  it('holds three activations beside the input while layers 7 to 9 are run again', () => {
    expect(homework.peak).toBe(4);
    expect(homework.rows.map((row) => row.peak)).toEqual([3, 4, 4, 4, 3, 2, 3, 3, 3, 2]);
    const events = [...eventsOf(homework)];
    const seventh = events.findIndex((e) => e.toward === 9 && e.kind === 'fwd' && e.layer === 7);
    expect(holdingAfter(homework, seventh + 1)).toEqual({ kept: [0, 5], inFlight: [6, 7], disk: [] });
    expect(holdingAfter(homework, events.length)).toEqual({ kept: [0], inFlight: [], disk: [] });
  });

  it('has 0 on its clock when the backward pass begins, and its time when it ends', () => {
    const events = [...eventsOf(homework)];
    expect(events).toHaveLength(homework.eventCount);
    expect(events[0]).toEqual({ kind: 'fwd', layer: 1, toward: 0, at: -180_000n, held: 2 });
    expect(events.find((e) => e.toward > 0)).toEqual({
      kind: 'load',
      layer: 10,
      from: 10,
      toward: 10,
      at: 10_000n,
      held: 3,
    });
    expect(events.at(-1)?.at).toBe(500_000n);
  });

  it('needs 20 where the optimum with as many slots needs 6, and with the first pass 29 against 15', () => {
    const compared = compareWithOptimum(homework);
    expect(compared?.slots).toBe(3);
    expect(compared?.schedule).toMatchObject({ firstPass: 9, totals: { fwd: 20, loadmem: 10 } });
    expect(compared?.optimum).toMatchObject({ firstPass: 9, totals: { fwd: 6, loadmem: 9 } });
  });
});

describe('the homework under other conventions', () => {
  const every5 = { strategy: 'every', every: 5 } as const;

  it('has 8 loads where a kept activation costs none, and no fewer fwd', () => {
    expect(scheduled(10, every5, { keptLoad: 'free' }).totals).toMatchObject({ fwd: 20, loadmem: 8 });
    expect(scheduled(10, every5, { keptLoad: 'free', needs: 'input' }).totals).toMatchObject({ fwd: 20, loadmem: 8 });
  });

  it('has 6 loads where the input costs none', () => {
    expect(scheduled(10, every5, { inputLoad: 'free' }).totals).toMatchObject({ fwd: 20, loadmem: 6 });
  });

  it('has 9 loads where the last activation is still at hand', () => {
    expect(scheduled(10, every5, { lastSegment: 'end' }).totals).toMatchObject({ fwd: 20, loadmem: 9 });
    expect(scheduled(10, every5, { lastSegment: 'end', needs: 'input' }).totals).toMatchObject({ fwd: 16, loadmem: 9 });
  });

  it('recomputes only the first segment where the last is still in memory and layers need their input', () => {
    const schedule = scheduled(10, every5, { lastSegment: 'whole', needs: 'input' });
    expect(schedule.totals).toMatchObject({ fwd: 10, loadmem: 5 });
    // The input, 5, and 6 to 10.
    expect(schedule.peak).toBe(7);
  });

  it('has 2 loads where a segment is recomputed once', () => {
    const segments = { strategy: 'segments', every: 5 } as const;
    expect(scheduled(10, segments, { needs: 'input' }).totals).toMatchObject({ fwd: 8, loadmem: 2 });
    expect(scheduled(10, segments, { lastSegment: 'end' }).totals).toMatchObject({ fwd: 8, loadmem: 2 });
    expect(scheduled(10, segments).totals).toMatchObject({ fwd: 8, loadmem: 3 });
  });

  it('runs nine layers in the first pass where it ends with what is needed', () => {
    const schedule = scheduled(10, every5, { needs: 'input', firstPass: 'needed' });
    expect(schedule.firstPass).toMatchObject({ fwd: 9, stored: [5] });
    expect(scheduled(10, every5, { firstPass: 'needed' }).firstPass.fwd).toBe(10);
  });

  it('does not need the input from disk where it is at hand', () => {
    const byInput = { needs: 'input', inputLoad: 'free' } as const;
    expect(scheduled(10, { strategy: 'disk' }, byInput).totals.loaddisk).toBe(9);
    expect(breakEvenOf(scheduled(10, every5, byInput))?.over).toBe(9n);
    expect(breakEvenOf(scheduled(1, { strategy: 'store-all' }, byInput))).toBeUndefined();
  });

  it('loads larger activations for longer, and breaks even for a unit of size', () => {
    const schedule = scheduledOn({ ...alike(2), sizes: [1, 3, 2] }, { strategy: 'store-all' });
    expect(schedule.rows.map((row) => row.time)).toEqual([20_000n, 30_000n]);
    expect(schedule.peak).toBe(6);
    expect(breakEvenOf(schedule)).toEqual({ picoseconds: 50_000n, over: 5n });
  });
});
