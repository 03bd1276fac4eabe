import { describe, expect, it } from 'vitest';
import { compareWithOptimum, costMemoryChart, labelOf } from '../../src/schedule/compare';
import { createNetwork, type Network, type NetworkInput } from '../../src/schedule/network';
import { alike, scheduled } from './setups';

function network(input: NetworkInput): Network {
  const made = createNetwork(input);
  if (made.kind === 'problem') throw new Error(made.message);
  return made;
}

describe('the chart of cost and memory', () => {
  const points = costMemoryChart(network(alike(10)), { needs: 'input' });

  it('has the homework, the optimum for its slots and the two extremes', () => {
    const point = (label: string) => points.find((p) => p.label === label);
    expect(point('every 5')).toMatchObject({ peak: 4, totals: { fwd: 20, loadmem: 10, time: 500_000n } });
    expect(point('binomial 3')).toMatchObject({ peak: 5, totals: { fwd: 6, loadmem: 9 } });
    expect(point('store-all')).toMatchObject({ peak: 11, totals: { fwd: 0 } });
    expect(point('from-input')).toMatchObject({ peak: 3, totals: { fwd: 45 } });
    expect(new Set(points.map((p) => p.label)).size).toBe(points.length);
  });

  it('marks a point as efficient where no other is better in one and no worse in the other', () => {
    const isBeaten = (p: (typeof points)[number]): boolean =>
      points.some(
        (o) => o.peak <= p.peak && o.totals.time <= p.totals.time && (o.peak < p.peak || o.totals.time < p.totals.time),
      );
    for (const point of points) expect([point.label, point.efficient]).toEqual([point.label, !isBeaten(point)]);
  });

  it('is a few dozen points a strategy for large networks, and leaves the impossible out', () => {
    const many = costMemoryChart(network(alike(300)));
    expect(many.length).toBeLessThan(150);
    const unequal = { ...alike(300), forward: Array.from({ length: 300 }, (_, i) => BigInt(i)) };
    const labels = costMemoryChart(network(unequal)).map((p) => p.label);
    expect(labels).toContain('sqrt');
    expect(labels.filter((label) => label.startsWith('binomial'))).toEqual([]);
    expect(many.filter((p) => p.choice.strategy === 'binomial').length).toBeGreaterThan(10);
  });

  it('labels a choice by its parameter', () => {
    expect(labelOf({ strategy: 'keep', keep: [3, 7] })).toBe('keep 3, 7');
    expect(labelOf({ strategy: 'sqrt' })).toBe('sqrt');
  });
});

describe('the comparison with the optimum', () => {
  it('never finds a schedule that is better', () => {
    for (let L = 1; L <= 20; L++) {
      for (let k = 1; k <= L; k++) {
        const compared = compareWithOptimum(scheduled(L, { strategy: 'every', every: k }));
        expect(compared?.slots).toBe(1 + Math.floor(L / k));
        expect(compared?.optimum.totals.fwd).toBeLessThanOrEqual(compared?.schedule.totals.fwd ?? -1);
        expect(compared?.optimum.firstPass).toBe(compared?.schedule.firstPass);
      }
    }
  });
});
