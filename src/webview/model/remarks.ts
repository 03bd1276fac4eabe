import { breakEvenOf, compareWithOptimum, type OptimumComparison } from '../../schedule/compare';
import { describeOption, conventionNames, type Convention } from '../../schedule/convention';
import type { Schedule } from '../../schedule/schedule';
import { strategyNamed } from '../../schedule/strategies';
import { formatRatio } from '../../schedule/units';

/** What the strategy does, as a sentence. */
export function describe({ choice, network, convention }: Schedule): string {
  const words = strategyNamed(choice.strategy).describe({ network, convention, choice });
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** The options in which a strategy that has no choice departs from what is asked of all. */
export function departures({ convention }: Schedule, asked: Convention): readonly string[] {
  return conventionNames
    .filter((name) => convention[name] !== asked[name])
    .map((name) => describeOption(convention, name));
}

export interface Remarks {
  /** What the optimum would need; undefined for the optimum itself, and where nothing is recomputed. */
  readonly optimum: OptimumComparison | undefined;
  /** What a load from disk may take before keeping everything there is slower. */
  readonly breakEven: string | undefined;
}

/** Takes two simulations. */
export function remarksOn(schedule: Schedule): Remarks {
  const { strategy } = schedule.choice;
  const comparable = strategy !== 'binomial' && strategy !== 'disk' && schedule.totals.fwd > 0;
  const ratio = strategy === 'disk' ? undefined : breakEvenOf(schedule);
  return {
    optimum: comparable ? compareWithOptimum(schedule) : undefined,
    breakEven: ratio === undefined ? undefined : formatRatio(ratio),
  };
}

/** What a comparison with the optimum says, in words: both sides are counted alike. */
export function optimumInWords({ schedule, optimum, slots }: OptimumComparison): string {
  const total = (side: OptimumComparison['schedule']): number => side.firstPass + side.totals.fwd;
  const saved = schedule.totals.fwd - optimum.totals.fwd;
  if (saved <= 0) return `No schedule with ${slots} slots runs fewer layers again.`;
  const sums = `${optimum.firstPass} + ${optimum.totals.fwd} = ${total(optimum)} fwd in both passes instead of ${schedule.firstPass} + ${schedule.totals.fwd} = ${total(schedule)}`;
  return `With the same ${slots} slots, the input included, the optimum runs ${layersAgain(optimum.totals.fwd)} instead of ${schedule.totals.fwd}: ${sums}.`;
}

function layersAgain(n: number): string {
  return n === 1 ? '1 layer again' : `${n} layers again`;
}
