/** A map from values to pixels. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

interface Axis {
  /** The values between which it lies, and the pixels where these are drawn. */
  readonly values: readonly [number, number];
  readonly pixels: readonly [number, number];
  /** About how many ticks it has room for. */
  readonly room: number;
}

export function linearScale({ values: [low, high], pixels: [from, to], room }: Axis): Scale {
  const span = high - low || 1;
  return {
    at: (value) => from + ((value - low) / span) * (to - from),
    ticks: multiplesBetween(low, high, niceStep(span / Math.max(1, room))),
  };
}

/** For positive values; smaller ones than the lowest lie where that lies. Ticks at 1, 2 or 5 times powers of ten. */
export function logarithmicScale({ values: [low, high], pixels: [from, to], room }: Axis): Scale {
  const bottom = Math.log(low);
  const span = Math.log(high) - bottom || 1;
  const decades = Array.from(
    { length: Math.floor(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, i) => 10 ** (Math.floor(Math.log10(low)) + i),
  );
  const candidates = [[1, 2, 5], [1, 3], [1]].map((steps) =>
    decades
      .flatMap((decade) => steps.map((step) => step * decade))
      .filter((tick) => tick >= low * 0.999 && tick <= high * 1.001),
  );
  return {
    at: (value) => from + ((Math.log(Math.max(value, low)) - bottom) / span) * (to - from),
    ticks: candidates.find((ticks) => ticks.length <= room + 1) ?? candidates[candidates.length - 1] ?? [],
  };
}

/** Logarithmic where the values differ by more than this factor. */
const widestLinear = 40;

export function fittingScale(axis: Axis): Scale {
  const [low, high] = axis.values;
  return low > 0 && high / low > widestLinear ? logarithmicScale(axis) : linearScale(axis);
}

/** The least of 1, 2, 5, 10, 20, … (times a power of ten) that is at least `rough`, which is positive. */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough * 0.9999) ?? 10;
  return factor * power;
}

function multiplesBetween(low: number, high: number, step: number): readonly number[] {
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
}
