import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { eventsOf, holdingAfter } from '../../src/schedule/events';
import type { Convention } from '../../src/schedule/convention';
import type { Schedule } from '../../src/schedule/schedule';
import { resolveConvention, simulate } from '../../src/schedule/simulate';
import { strategyNamed } from '../../src/schedule/strategies';
import type { Choice } from '../../src/schedule/strategy';

/**
 * Replays the events of a schedule by rules of its own, and returns what is wrong with them: a layer run on what is not there, a backward step
 * without its activation or out of turn, a load of what is not kept, memory or time that differ from what the event says.
 */
function faults(schedule: Schedule): string[] {
  const { network, convention, choice } = schedule;
  const found: string[] = [];
  const inputOnDisk = choice.strategy === 'disk' && convention.inputLoad === 'counted';
  const memory = new Set([0]);
  const kept = new Set(inputOnDisk ? [] : [0]);
  const disk = new Set(inputOnDisk ? [0] : []);
  /** In memory and ready to be used: computed or loaded since it was last given up. */
  const ready = new Set([0]);
  let next = network.layers;
  let time = -schedule.firstPass.time;
  let isFirstPass = true;
  const usable = (activation: number, by: 'fwd' | 'backward'): boolean =>
    ready.has(activation) ||
    (kept.has(activation) && activation === 0 && convention.inputLoad === 'free') ||
    (kept.has(activation) && by === 'backward' && convention.keptLoad === 'free');

  for (const event of eventsOf(schedule)) {
    const { kind, layer } = event;
    const complain = (what: string): void => void found.push(`${kind} ${layer} at ${event.at}: ${what}`);
    if (event.toward > 0 && isFirstPass) {
      isFirstPass = false;
      if (time !== 0n) complain('the backward pass does not begin at 0');
      // Of the first pass only this much is still at hand; what else is kept has to be loaded.
      const target = convention.needs === 'output' ? next : next - 1;
      const lastKept = Math.max(...[...kept].filter((i) => i <= target), 0);
      const lowest = { dropped: Infinity, end: target, whole: lastKept }[convention.lastSegment];
      for (const i of ready) if (i < lowest) ready.delete(i);
    }
    if (event.toward !== (isFirstPass ? 0 : next)) {
      const closesStep = kind === 'drop' && event.toward === next + 1;
      if (!closesStep) complain(`it serves layer ${event.toward}, but layer ${next} is next`);
    }
    switch (kind) {
      case 'fwd':
        if (layer < 1 || layer > network.layers) complain('no such layer');
        if (!usable(layer - 1, 'fwd') || !memory.has(layer - 1)) complain('its input is not there');
        if (memory.has(layer)) complain('its output is there already');
        memory.add(layer);
        ready.add(layer);
        time += network.forward[layer] ?? 0n;
        break;
      case 'load':
      case 'loaddisk': {
        const from = event.from ?? -1;
        if (!(kind === 'load' ? kept : disk).has(from)) complain(`${from} is not kept`);
        if (from > (convention.needs === 'output' ? next : next - 1)) complain('it is of no use');
        memory.add(from);
        ready.add(from);
        const each = kind === 'load' ? network.loadMemory : network.loadDisk;
        time += each * BigInt(network.size[from] ?? 0);
        break;
      }
      case 'backward': {
        if (layer !== next) complain(`layer ${next} is next`);
        const needed = convention.needs === 'output' ? layer : layer - 1;
        if (!usable(needed, 'backward') || !memory.has(needed)) complain(`${needed} is not there`);
        next -= 1;
        break;
      }
      case 'store':
        if (!memory.has(layer)) complain('it is not there');
        (event.place === 'disk' ? disk : kept).add(layer);
        break;
      case 'drop':
        if (!memory.delete(layer)) complain('it is not there');
        kept.delete(layer);
        ready.delete(layer);
        break;
    }
    const held = [...memory].reduce((sum, i) => sum + (network.size[i] ?? 0), 0);
    if (held !== event.held) complain(`${held} are held, not ${event.held}`);
    if (held > schedule.peak) complain(`${held} are held, more than the peak`);
    if (time !== event.at) complain(`the time is ${time}`);
  }
  if (next !== 0) found.push(`layer ${next} has no backward step`);
  if ([...memory].some((i) => i > 0)) found.push('something is left in memory');
  return found;
}

const conventions: fc.Arbitrary<Partial<Convention>> = fc.record(
  {
    needs: fc.constantFrom('output', 'input'),
    inputLoad: fc.constantFrom('counted', 'free'),
    keptLoad: fc.constantFrom('counted', 'free'),
    lastSegment: fc.constantFrom('dropped', 'end', 'whole'),
    firstPass: fc.constantFrom('all', 'needed'),
  },
  { requiredKeys: [] },
);

function choices(layers: number): fc.Arbitrary<Choice> {
  const every = fc.integer({ min: 1, max: layers });
  const slots = fc.integer({ min: 1, max: layers + 2 });
  const keep = fc.subarray(Array.from({ length: layers }, (_, i) => i + 1));
  return fc.oneof(
    fc.record({ strategy: fc.constantFrom('every', 'segments'), every }),
    fc.record({ strategy: fc.constantFrom('keep', 'segments'), keep }),
    fc.record({ strategy: fc.constant('binomial' as const), slots }),
    fc.record({ strategy: fc.constantFrom('store-all', 'from-input', 'sqrt', 'disk') }),
  );
}

const setups = fc.integer({ min: 1, max: 14 }).chain((layers) =>
  fc.record({
    network: fc.record({
      layers: fc.constant(layers),
      forward: fc.oneof(
        fc.bigInt({ min: 0n, max: 9n }),
        fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: layers, maxLength: layers }),
      ),
      sizes: fc.oneof(
        fc.constant(new Array<number>(layers + 1).fill(1)),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: layers + 1, maxLength: layers + 1 }),
      ),
      loadMemory: fc.bigInt({ min: 0n, max: 9n }),
      loadDisk: fc.bigInt({ min: 0n, max: 9n }),
    }),
    choice: choices(layers),
    convention: conventions,
  }),
);

/** A schedule of any setup; options that the strategy decides itself are taken out. */
const schedules = setups.map(({ network, choice, convention }): Schedule => {
  const { fixed } = strategyNamed(choice.strategy);
  const open = Object.fromEntries(Object.entries(convention).filter(([name]) => !fixed.some((f) => f === name)));
  const result = simulate({ network, choice, convention: open });
  if (result.kind === 'problem') throw new Error(result.message);
  return result;
});

describe('any schedule', () => {
  it('replays: every backward step in turn and with what it needs, memory and time as stated', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        expect(faults(schedule)).toEqual([]);
      }),
      { numRuns: 1500, seed: 10 },
    );
  });

  it('has the counts, times and peaks that its events have', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        const events = [...eventsOf(schedule)];
        const first = schedule.network.size[0] ?? 0;
        expect(events).toHaveLength(schedule.eventCount);
        expect(Math.max(first, ...events.map((e) => e.held))).toBe(schedule.peak);
        expect(events.filter((e) => e.toward === 0 && e.kind === 'fwd')).toHaveLength(schedule.firstPass.fwd);
        expect(events.at(-1)?.at).toBe(schedule.totals.time);
        for (const row of schedule.rows) {
          const own = events.filter((e) => e.toward === row.layer);
          const loads = own.filter((e) => e.kind === 'load' || e.kind === 'loaddisk');
          expect(loads.map((e) => e.from)).toEqual(row.loads);
          const run = own.filter((e) => e.kind === 'fwd').map((e) => e.layer);
          expect(run).toHaveLength(row.fwd);
          expect(row.runs.flatMap((r) => Array.from({ length: r.to - r.from + 1 }, (_, i) => r.from + i))).toEqual(run);
          expect(loads.filter((e) => e.kind === 'load')).toHaveLength(row.loadmem);
          expect(loads.filter((e) => e.kind === 'loaddisk')).toHaveLength(row.loaddisk);
        }
      }),
      { numRuns: 500, seed: 20 },
    );
  });

  it('holds what its memory says, wherever it is stopped', () => {
    fc.assert(
      fc.property(schedules, fc.nat(), (schedule, n) => {
        const count = n % (schedule.eventCount + 1);
        const { kept, inFlight } = holdingAfter(schedule, count);
        const sizes = [...kept, ...inFlight].map((i) => schedule.network.size[i] ?? 0);
        const held = count === 0 ? schedule.network.size[0] : [...eventsOf(schedule)][count - 1]?.held;
        expect(sizes.reduce((a, b) => a + b, 0)).toBe(held);
      }),
      { numRuns: 500, seed: 30 },
    );
  });

  it('takes the convention that was asked for, and its own where nothing was', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        const strategy = strategyNamed(schedule.choice.strategy);
        expect(resolveConvention(strategy, schedule.convention)).toEqual(schedule.convention);
      }),
      { numRuns: 100, seed: 40 },
    );
  });
});
