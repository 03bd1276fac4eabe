import { binomial } from './strategies/binomial';
import { disk } from './strategies/disk';
import { every, fromInput, keep, storeAll } from './strategies/per-layer';
import { segments, squareRoot } from './strategies/segments';
import type { Strategy, StrategyName } from './strategy';

/** In the order in which they are offered. */
export const strategies: readonly Strategy[] = [every, keep, storeAll, fromInput, segments, squareRoot, binomial, disk];

const byName: Readonly<Record<StrategyName, Strategy>> = {
  every,
  keep,
  'store-all': storeAll,
  'from-input': fromInput,
  segments,
  sqrt: squareRoot,
  binomial,
  disk,
};

export function strategyNamed(name: StrategyName): Strategy {
  return byName[name];
}

/** The strategy of this name or alias, whatever the case. */
export function findStrategy(name: string): Strategy | undefined {
  const wanted = name.toLowerCase();
  return strategies.find((s) => s.name === wanted || s.aliases.includes(wanted));
}
