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

/** The convention that a schedule is counted under, option by option. `departs` where a strategy has no choice but to differ from what is asked of all. */
export function conventionInWords(
  { convention }: Schedule,
  asked: Convention,
): readonly { readonly words: string; readonly departs: boolean }[] {
  return conventionNames.map((name) => ({
    words: describeOption(convention, name),
    departs: convention[name] !== asked[name],
  }));
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
