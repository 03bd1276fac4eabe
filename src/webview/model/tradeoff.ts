import { chartMeasures, markEfficient, type ChartMeasure, type ChartPoint } from '../../schedule/compare';
import type { Convention } from '../../schedule/convention';
import type { Network } from '../../schedule/network';
import type { Choice } from '../../schedule/strategy';

/** Computes the points of the cost–memory chart bit by bit: each call of `next` takes one simulation; the answer is there when all are done. */
export function* tradeoff(network: Network, convention: Convention): Generator<void, readonly ChartPoint[], void> {
  const points: ChartMeasure[] = [];
  for (const point of chartMeasures(network, convention)) {
    points.push(point);
    yield;
  }
  return markEfficient(points);
}

/** Whether two choices stand for the same schedule. */
export function isSameChoice(a: Choice, b: Choice): boolean {
  const lists =
    (a.keep ?? []).length === (b.keep ?? []).length && (a.keep ?? []).every((layer, i) => layer === b.keep?.[i]);
  return a.strategy === b.strategy && a.every === b.every && a.slots === b.slots && lists;
}
