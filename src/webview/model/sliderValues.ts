/** The values that a slider goes through: all small ones, then in steps that grow. */
export const layerValues: readonly number[] = [
  ...range(1, 60, 1),
  ...range(65, 100, 5),
  ...range(120, 200, 20),
  ...[250, 300, 400, 500, 700, 1000, 1500, 2000, 3000, 5000, 7000, 10_000],
];

/** For a parameter from 1 to `most`. */
export function parameterValues(most: number): readonly number[] {
  return [...new Set([...layerValues.filter((value) => value < most), most])];
}

/** The index of the value nearest to `value`. */
export function nearest(values: readonly number[], value: number): number {
  let best = 0;
  values.forEach((v, i) => {
    if (Math.abs(v - value) < Math.abs((values[best] ?? 0) - value)) best = i;
  });
  return best;
}

function range(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}
