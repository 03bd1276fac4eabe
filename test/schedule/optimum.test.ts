import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createNetwork } from '../../src/schedule/network';
import { maximalDynamicLayers, optimalForwards, optimalTable } from '../../src/schedule/optimum';
import { refusal, scheduled, scheduledOn } from './setups';

/** P(1,s) = 0, P(l,1) = l(l−1)/2, P(l,s) = min i + P(i,s) + P(l−i,s−1). */
function dynamicProgram(length: number, slots: number): number[][] {
  const P: number[][] = [[]];
  for (let s = 1; s <= slots; s++) {
    const row = [0, 0];
    for (let l = 2; l <= length; l++) {
      const splits = Array.from({ length: l - 1 }, (_, j) => j + 1 + (row[j + 1] ?? 0) + (P[s - 1]?.[l - j - 1] ?? 0));
      row.push(s === 1 ? (l * (l - 1)) / 2 : Math.min(...splits));
    }
    P.push(row);
  }
  return P;
}

/**
 * The least cost of all orders there are, by shortest paths over states: which activations are kept, which one is in hand, which layer's
 * backward step comes next. The kept ones (the input among them) are never more than the slots; keeping, dropping and loading are free.
 */
function exhaustive(costs: readonly number[], slots: number): number {
  const layers = costs.length;
  interface State {
    readonly kept: number;
    readonly hand: number;
    readonly next: number;
  }
  const key = ({ kept, hand, next }: State): string => `${kept} ${hand} ${next}`;
  const bits = (n: number): number => n.toString(2).replaceAll('0', '').length;
  const start: State = { kept: 1, hand: 0, next: layers };
  const distance = new Map([[key(start), 0]]);
  const open: { state: State; cost: number }[] = [{ state: start, cost: 0 }];
  for (;;) {
    open.sort((a, b) => b.cost - a.cost);
    const least = open.pop();
    if (least === undefined) return Infinity;
    const { state, cost } = least;
    if (state.next === 0) return cost;
    if (cost > (distance.get(key(state)) ?? Infinity)) continue;
    const reach = (to: State, more: number): void => {
      if (cost + more >= (distance.get(key(to)) ?? Infinity)) return;
      distance.set(key(to), cost + more);
      open.push({ state: to, cost: cost + more });
    };
    const { kept, hand, next } = state;
    if (hand < layers - 1) reach({ kept, hand: hand + 1, next }, costs[hand] ?? 0);
    if (hand === next - 1) reach({ kept, hand, next: next - 1 }, 0);
    if (bits(kept | (1 << hand)) <= slots) reach({ kept: kept | (1 << hand), hand, next }, 0);
    for (let i = 0; i < layers; i++) {
      if ((kept & (1 << i)) === 0) continue;
      reach({ kept, hand: i, next }, 0);
      if (i > 0) reach({ kept: kept & ~(1 << i), hand, next }, 0);
    }
  }
}

describe('the optimum for a number of slots', () => {
  it('is that of the published values', () => {
    expect(optimalForwards(10, 3)).toBe(15);
    expect(optimalForwards(12, 3)).toBe(21);
    expect(optimalForwards(16, 4)).toBe(27);
    expect(optimalForwards(36, 6)).toBe(72);
    expect(optimalForwards(100, 10)).toBe(222);
  });

  it('is that of the dynamic program', () => {
    const P = dynamicProgram(80, 12);
    for (let s = 1; s <= 12; s++)
      for (let l = 1; l <= 80; l++) expect([l, s, optimalForwards(l, s)]).toEqual([l, s, P[s]?.[l]]);
  });

  it('is reached by the schedule, in both conventions, with one load for every layer but the last', () => {
    const P = dynamicProgram(61, 8);
    for (let s = 1; s <= 8; s++) {
      for (let L = 1; L <= 60; L++) {
        const input = scheduled(L, { strategy: 'binomial', slots: s });
        expect(input.firstPass.fwd).toBe(L - 1);
        expect(input.firstPass.fwd + input.totals.fwd).toBe(P[s]?.[L]);
        expect(input.totals.loadmem).toBe(L - 1);
        const output = scheduled(L, { strategy: 'binomial', slots: s }, { needs: 'output' });
        expect(output.firstPass.fwd).toBe(L);
        expect(output.firstPass.fwd + output.totals.fwd).toBe(P[s]?.[L + 1]);
        expect(output.totals.loadmem).toBe(L - 1);
        const whole = scheduled(L, { strategy: 'binomial', slots: s }, { firstPass: 'all' });
        expect(whole.firstPass.fwd).toBe(L);
        expect(whole.totals.fwd).toBe(input.totals.fwd);
      }
    }
  });

  it('is reached by the schedule for a thousand layers and more', () => {
    for (const [L, s] of [
      [1000, 2],
      [1000, 9],
      [4097, 5],
      [10_000, 20],
      [10_000, 1],
      [10_000, 10_000],
    ] as const) {
      const schedule = scheduled(L, { strategy: 'binomial', slots: s });
      expect(schedule.firstPass.fwd + schedule.totals.fwd).toBe(optimalForwards(L, s));
    }
  });

  it('is the least of all orders there are', () => {
    for (let L = 1; L <= 6; L++)
      for (let s = 1; s <= 4; s++)
        expect([L, s, exhaustive(new Array<number>(L).fill(1), s)]).toEqual([L, s, optimalForwards(L, s)]);
  });

  it('fills no more slots than there are', () => {
    for (let s = 1; s <= 6; s++) {
      for (let L = 1; L <= 40; L++) {
        const schedule = scheduled(L, { strategy: 'binomial', slots: s });
        let kept = 1;
        const stored = new Set<number>();
        for (const move of schedule.moves) {
          if (move.kind === 'store') stored.add(move.activation);
          if (move.kind === 'drop') stored.delete(move.activation);
          kept = Math.max(kept, 1 + stored.size);
        }
        expect(kept).toBeLessThanOrEqual(s);
        expect(schedule.peak).toBeLessThanOrEqual(s + 2);
      }
    }
  });
});

describe('the optimum for unequal costs', () => {
  const costs = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 });

  it('is the least of all orders there are, and its schedule reaches it', () => {
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 4 }), (times, slots) => {
        const forward = times.map(BigInt);
        const schedule = scheduledOn(
          { layers: times.length, forward, loadMemory: 0n },
          { strategy: 'binomial', slots },
        );
        expect(schedule.firstPass.time + schedule.totals.time).toBe(BigInt(exhaustive(times, slots)));
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('is the binomial one where they are equal after all', () => {
    for (const [L, s] of [
      [10, 3],
      [36, 6],
      [100, 10],
    ] as const) {
      const network = createNetwork({ layers: L, forward: 7n, loadMemory: 0n });
      const table = network.kind === 'network' ? optimalTable(network, L, s) : network;
      expect(table).toMatchObject({ kind: 'optimal-table', leastCost: 7n * BigInt(optimalForwards(L, s)) });
    }
  });

  it('is refused with a reason beyond its size, or where no double could add the times', () => {
    const layers = maximalDynamicLayers + 1;
    const forward = Array.from({ length: layers }, (_, i) => BigInt(i + 1));
    expect(refusal({ layers, forward, loadMemory: 0n }, { strategy: 'binomial', slots: 3 })).toBe(
      'the optimum for layers of unequal cost is computed for up to 200 layers, not 201: give one time for all layers, or another strategy',
    );
    expect(scheduledOn({ layers, forward, loadMemory: 0n }, { strategy: 'sqrt' }).totals.fwd).toBeGreaterThan(0);
    expect(refusal({ layers: 2, forward: [1n, 10n ** 18n], loadMemory: 0n }, { strategy: 'binomial', slots: 2 })).toBe(
      'the times of the layers are too far apart for an exact optimum: round them',
    );
    expect(
      scheduledOn({ layers: 200, forward: forward.slice(0, 200), loadMemory: 0n }, { strategy: 'binomial', slots: 200 })
        .totals.fwd,
    ).toBe(0);
  });
});
