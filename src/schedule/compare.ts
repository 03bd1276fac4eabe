import type { Convention } from './convention';
import type { Network } from './network';
import { simulate } from './simulate';
import { strategies, strategyNamed } from './strategies';
import type { Choice } from './strategy';
import type { Schedule, Totals } from './schedule';
import type { DurationRatio } from './units';

/**
 * The time of one load from disk at which keeping everything on disk takes as long as the schedule's backward pass: its time over the number of
 * such loads, or over what they read where sizes differ. Undefined where the disk would not be read at all.
 */
export function breakEvenOf(schedule: Schedule): DurationRatio | undefined {
  const { network, convention, totals } = schedule;
  const { needs, inputLoad } = convention;
  let units = 0n;
  for (let layer = 1; layer <= network.layers; layer++) {
    const target = needs === 'output' ? layer : layer - 1;
    if (target > 0 || inputLoad === 'counted') units += BigInt(network.size[target] ?? 1);
  }
  return units === 0n ? undefined : { picoseconds: totals.time, over: units };
}

/** A schedule and the optimum for as many slots, counted alike. */
export interface OptimumComparison {
  /** The input and the activations that the schedule stores in its first pass. */
  readonly slots: number;
  readonly schedule: Side;
  readonly optimum: Side;
}
export interface Side {
  readonly firstPass: number;
  readonly totals: Totals;
  readonly peak: number;
}

/**
 * What the optimum needs with as many slots as the schedule's first pass fills. Both are counted where each layer needs its input and the first pass
 * ends with the input of the last layer, which is the optimum's convention. Undefined where the optimum is out of reach.
 */
export function compareWithOptimum(schedule: Schedule): OptimumComparison | undefined {
  const slots = schedule.firstPass.stored.length + 1;
  const { network, choice, convention } = schedule;
  const alike: Partial<Convention> = { ...convention, needs: 'input', firstPass: 'needed' };
  const same = simulate({ network, choice, convention: alike });
  const best = simulate({ network, choice: { strategy: 'binomial', slots }, convention: within('binomial', alike) });
  if (same.kind === 'problem' || best.kind === 'problem') return undefined;
  return { slots, schedule: side(same), optimum: side(best) };
}

function side(schedule: Schedule): Side {
  return { firstPass: schedule.firstPass.fwd, totals: schedule.totals, peak: schedule.peak };
}

/** One choice in the plane of memory and time. */
export interface ChartPoint {
  readonly choice: Choice;
  /** `every 5`, `binomial 3`. */
  readonly label: string;
  readonly peak: number;
  readonly firstPass: number;
  readonly totals: Totals;
  /** No other point takes less of one of peak and time without taking more of the other. */
  readonly efficient: boolean;
}

/**
 * All strategies on one network under one convention, with parameters from one end to the other: a few dozen a strategy at most. Choices that
 * cannot be scheduled (the optimum of too many unequal layers) are left out. In the order of the strategies, then of their parameters.
 */
export function costMemoryChart(network: Network, convention: Partial<Convention> = {}): readonly ChartPoint[] {
  return markEfficient([...chartMeasures(network, convention)]);
}

/** A point before it is known whether another beats it. */
export type ChartMeasure = Omit<ChartPoint, 'efficient'>;

/** The points one by one, for a caller that must not be busy for long: each takes one simulation. */
export function* chartMeasures(
  network: Network,
  convention: Partial<Convention> = {},
): Generator<ChartMeasure, void, void> {
  for (const strategy of strategies) {
    for (const choice of strategy.sweep(network.layers)) {
      const schedule = simulate({ network, choice, convention: within(strategy.name, convention) });
      if (schedule.kind === 'problem') break;
      yield {
        choice,
        label: labelOf(choice),
        peak: schedule.peak,
        firstPass: schedule.firstPass.fwd,
        totals: schedule.totals,
      };
    }
  }
}

export function markEfficient(points: readonly ChartMeasure[]): readonly ChartPoint[] {
  // In order of memory, then time: a point is efficient if it takes less time than all before it, or ties with one that is.
  const sorted = [...points].sort(
    (a, b) => a.peak - b.peak || (a.totals.time < b.totals.time ? -1 : a.totals.time > b.totals.time ? 1 : 0),
  );
  const efficient = new Set<ChartMeasure>();
  let best: ChartMeasure | undefined;
  for (const point of sorted) {
    const ties = best !== undefined && best.peak === point.peak && best.totals.time === point.totals.time;
    if (best === undefined || ties || point.totals.time < best.totals.time) {
      efficient.add(point);
      best = point;
    }
  }
  return points.map((point) => ({ ...point, efficient: efficient.has(point) }));
}

/** `every 5`, `keep 3, 7`, `binomial 3`, `sqrt`. */
export function labelOf(choice: Choice): string {
  const parameter = choice.every ?? choice.slots ?? choice.keep?.join(', ');
  return parameter === undefined ? choice.strategy : `${choice.strategy} ${parameter}`;
}

/** A convention without what the strategy decides itself. */
export function within(name: Choice['strategy'], convention: Partial<Convention>): Partial<Convention> {
  const { fixed } = strategyNamed(name);
  return Object.fromEntries(Object.entries(convention).filter(([key]) => !fixed.some((f) => f === key)));
}
