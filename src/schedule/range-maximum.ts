/**
 * Answers "the greatest of the values from index a to b, both included" in constant time, after a preparation of n log n: the maxima of
 * all ranges whose length is a power of two, two of which cover any range.
 */
export function rangeMaximum(values: readonly number[]): (from: number, to: number) => number {
  const levels: Float64Array[] = [Float64Array.from(values)];
  for (let length = 2; length <= values.length; length *= 2) {
    const below = levels[levels.length - 1] ?? new Float64Array();
    const level = new Float64Array(values.length - length + 1);
    for (let i = 0; i < level.length; i++) level[i] = Math.max(below[i] ?? 0, below[i + length / 2] ?? 0);
    levels.push(level);
  }
  return (from, to) => {
    const exponent = 31 - Math.clz32(to - from + 1);
    const level = levels[exponent];
    return Math.max(level?.[from] ?? 0, level?.[to - 2 ** exponent + 1] ?? 0);
  };
}
