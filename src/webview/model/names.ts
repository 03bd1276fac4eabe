import type { Choice, StrategyName } from '../../schedule/strategy';

/** What strategies are called in lists; the engine's own names are for files and command lines. */
export const strategyTitles: Readonly<Record<StrategyName, string>> = {
  every: 'Every k-th kept',
  keep: 'Chosen layers kept',
  'store-all': 'Everything kept',
  'from-input': 'Only the input kept',
  segments: 'Segments, run once',
  sqrt: 'Segments of √L',
  binomial: 'Binomial optimum',
  disk: 'Everything on disk',
};

/** `Every k-th kept, k = 5`. */
export function titleOf(choice: Choice): string {
  const title = strategyTitles[choice.strategy];
  if (choice.every !== undefined) return `${title}, k = ${choice.every}`;
  if (choice.slots !== undefined) return `${title}, ${choice.slots === 1 ? '1 slot' : `${choice.slots} slots`}`;
  if (choice.keep !== undefined) return `${title}: ${choice.keep.join(', ') || 'none'}`;
  return title;
}

/** The same strategy with a parameter that it needs, or another strategy with the nearest parameter there is. */
export function choose(strategy: StrategyName, before: Choice, layers: number): Choice {
  const spacing = before.every ?? Math.max(1, Math.round(Math.sqrt(layers)));
  switch (strategy) {
    case 'every':
    case 'segments':
      return { strategy, every: spacing };
    case 'keep':
      return { strategy, keep: before.keep ?? multiples(spacing, layers) };
    case 'binomial':
      return { strategy, slots: before.slots ?? Math.floor(layers / spacing) + 1 };
    case 'store-all':
    case 'from-input':
    case 'sqrt':
    case 'disk':
      return { strategy };
  }
}

/** At most a hundred: the list is one that people edit. */
function multiples(spacing: number, layers: number): readonly number[] {
  const count = Math.min(100, Math.floor(layers / spacing));
  return Array.from({ length: count }, (_, i) => (i + 1) * spacing);
}
