import type { StrategyName } from '../../schedule/strategy';

/** The outline of a strategy's points around the origin: shapes that differ without colour. */
export const pointShapes: Readonly<Record<StrategyName, string>> = {
  every: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z',
  keep: 'M-1.4 -5h2.8v3.6h3.6v2.8h-3.6v3.6h-2.8v-3.6h-3.6v-2.8h3.6z',
  'store-all': 'M-4.2 -4.2h8.4v8.4h-8.4z',
  'from-input': 'M0 -5.2L5 3.8H-5z',
  segments: 'M0 -5.6L5.2 0L0 5.6L-5.2 0z',
  sqrt: 'M-3.6 -5L0 -1.6L3.6 -5L5 -3.6L1.6 0L5 3.6L3.6 5L0 1.6L-3.6 5L-5 3.6L-1.6 0L-5 -3.6z',
  binomial: 'M0 -6L1.6 -2H5.7L2.5 0.8L3.6 5L0 2.6L-3.6 5L-2.5 0.8L-5.7 -2H-1.6z',
  disk: 'M0 5.2L-5 -3.8H5z',
};
