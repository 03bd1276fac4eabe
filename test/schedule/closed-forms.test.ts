import { describe, expect, it } from 'vitest';
import { squareRootSpacing } from '../../src/schedule/strategies/segments';
import { scheduled } from './setups';

/** All L from 1 to 24 with all k from 1 to L: whole segments q, and the layers r after the last of them. */
const grid = Array.from({ length: 24 }, (_, i) => i + 1).flatMap((L) =>
  Array.from({ length: L }, (_, j) => ({ L, k: j + 1, q: Math.floor(L / (j + 1)), r: L % (j + 1) })),
);

describe('closed forms', () => {
  it('every k-th kept, recomputed for each layer', () => {
    for (const { L, k, q, r } of grid) {
      const output = scheduled(L, { strategy: 'every', every: k });
      expect(output.totals).toMatchObject({ fwd: (q * k * (k - 1)) / 2 + (r * (r + 1)) / 2, loadmem: L });
      const input = scheduled(L, { strategy: 'every', every: k }, { needs: 'input' });
      expect(input.totals).toMatchObject({ fwd: (q * k * (k - 1)) / 2 + (r * (r - 1)) / 2, loadmem: L });
      expect(output.totals.time).toBe(BigInt(output.totals.fwd) * 20_000n + BigInt(L) * 10_000n);
    }
  });

  it('n(k−1)/2 fwd and n loads where k divides n, in both conventions', () => {
    for (const { L, k } of grid.filter(({ r }) => r === 0)) {
      for (const needs of ['output', 'input'] as const) {
        const { totals } = scheduled(L, { strategy: 'every', every: k }, { needs });
        expect(totals).toMatchObject({ fwd: (L * (k - 1)) / 2, loadmem: L });
      }
    }
  });

  it('the kept ones and two in flight at most, the input included', () => {
    for (const { L, k, q } of grid.filter(({ r, k: spacing }) => r === 0 && spacing > 1)) {
      expect(scheduled(L, { strategy: 'every', every: k }).peak).toBe(q + 2);
    }
  });

  it('each segment recomputed once', () => {
    for (const { L, k, q, r } of grid) {
      const output = scheduled(L, { strategy: 'segments', every: k });
      expect(output.totals).toMatchObject({ fwd: q * (k - 1) + r, loadmem: k === 1 ? q : q + 1 });
      const input = scheduled(L, { strategy: 'segments', every: k }, { needs: 'input' });
      expect(input.totals).toMatchObject({ fwd: q * (k - 1) + Math.max(0, r - 1), loadmem: Math.ceil(L / k) });
      if (r === 0 && k > 1) expect(output.peak).toBe(Math.max(q + 2, q + k - 1));
    }
  });

  it('segments of √L', () => {
    for (let k = 1; k <= 12; k++) {
      const schedule = scheduled(k * k, { strategy: 'sqrt' });
      expect(schedule.totals.fwd).toBe(k * (k - 1));
      if (k > 2) expect(schedule.peak).toBe(2 * k - 1);
      expect(scheduled(k * k, { strategy: 'segments', every: k }).rows).toEqual(schedule.rows);
    }
    expect([1, 2, 4, 5, 9, 10, 9999, 10_000, 10_001].map(squareRootSpacing)).toEqual([1, 2, 2, 3, 3, 4, 100, 100, 101]);
  });

  it('all kept, nothing but the input kept, and all from disk', () => {
    for (let L = 1; L <= 30; L++) {
      for (const needs of ['output', 'input'] as const) {
        const all = scheduled(L, { strategy: 'store-all' }, { needs });
        expect(all.totals).toMatchObject({ fwd: 0, loadmem: L });
        expect(all.peak).toBe(L + 1);
        const disk = scheduled(L, { strategy: 'disk' }, { needs });
        expect(disk.totals).toEqual({ fwd: 0, loadmem: 0, loaddisk: L, time: BigInt(L) * 30_000n });
        expect(disk.peak).toBe(2);
        const none = scheduled(L, { strategy: 'from-input' }, { needs });
        expect(none.totals).toMatchObject({ fwd: (L * (needs === 'output' ? L + 1 : L - 1)) / 2, loadmem: L });
        expect(none.peak).toBe(L === 1 ? 2 : 3);
      }
    }
  });

  it('an explicit list is the same as the spacing that gives it, in any order', () => {
    for (const needs of ['output', 'input'] as const) {
      const listed = scheduled(10, { strategy: 'keep', keep: [10, 5] }, { needs });
      const spaced = scheduled(10, { strategy: 'every', every: 5 }, { needs });
      expect({ ...listed, choice: spaced.choice }).toEqual(spaced);
      const segments = scheduled(10, { strategy: 'segments', keep: [10, 5] }, { needs });
      expect(segments.rows).toEqual(scheduled(10, { strategy: 'segments', every: 5 }, { needs }).rows);
    }
    expect(scheduled(6, { strategy: 'keep', keep: [2, 3] }).rows.map((row) => row.fwd)).toEqual([3, 2, 1, 0, 0, 1]);
  });
});

describe('size', () => {
  it('plans ten thousand layers in a few moves a layer, however many events they stand for', () => {
    const L = 10_000;
    const choices = [
      { strategy: 'every', every: 100 },
      { strategy: 'store-all' },
      { strategy: 'from-input' },
      { strategy: 'sqrt' },
      { strategy: 'binomial', slots: 1 },
      { strategy: 'binomial', slots: 3 },
      { strategy: 'binomial', slots: L },
      { strategy: 'disk' },
    ] as const;
    for (const choice of choices) expect(scheduled(L, choice).moves.length).toBeLessThan(6 * L);
    expect(scheduled(L, { strategy: 'from-input' }).totals.fwd).toBe((L * (L + 1)) / 2);
    expect(scheduled(L, { strategy: 'every', every: 100 }).totals.fwd).toBe((L * 99) / 2);
  });
});
