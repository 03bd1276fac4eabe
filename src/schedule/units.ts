import { problem, type Problem } from './problem';

/** A time in whole picoseconds: exact, of any length. */
export type Duration = bigint;

/** An exact time that need not be a whole number of picoseconds, as a mean is. The denominator is positive. */
export interface DurationRatio {
  readonly picoseconds: bigint;
  readonly over: bigint;
}

interface Unit {
  readonly name: string;
  readonly picoseconds: bigint;
  readonly alsoWritten: readonly string[];
}

/** From the longest to the shortest. The micro sign and the Greek letter look alike; keyboards without both write u. */
const units: readonly Unit[] = [
  { name: 's', picoseconds: 1_000_000_000_000n, alsoWritten: [] },
  { name: 'ms', picoseconds: 1_000_000_000n, alsoWritten: [] },
  { name: 'µs', picoseconds: 1_000_000n, alsoWritten: ['\u03bcs', 'us'] },
  { name: 'ns', picoseconds: 1_000n, alsoWritten: [] },
  { name: 'ps', picoseconds: 1n, alsoWritten: [] },
];

/** More digits than this are a slip of the hand, not a time. */
const maximalDigits = 15;

/** Reads `20ns`, `1.5 µs`, `0.25ms`: a decimal number and a unit, at least a whole number of picoseconds. */
export function parseDuration(text: string): { readonly kind: 'duration'; readonly value: Duration } | Problem {
  const match = /^([0-9]*)(?:\.([0-9]+))?\s*(.*)$/.exec(text.trim());
  const [whole, decimals, unitName] = [match?.[1] ?? '', match?.[2] ?? '', match?.[3] ?? ''];
  if (whole === '' && decimals === '') return problem(`"${text}" is not a time: write for example 20ns`);
  if (unitName === '') return problem(`"${text}" has no unit: write for example ${text.trim()}ns`);
  const unit = units.find((u) => u.name === unitName || u.alsoWritten.includes(unitName));
  if (unit === undefined) return problem(`unknown unit "${unitName}" in "${text}": use ns, µs (or us), ms, s or ps`);
  if (whole.length > maximalDigits || decimals.length > maximalDigits) {
    return problem(`"${text}" has too many digits: at most ${maximalDigits} before and after the point`);
  }
  const scaled = BigInt(whole + decimals) * unit.picoseconds;
  const divisor = 10n ** BigInt(decimals.length);
  if (scaled % divisor !== 0n) return problem(`"${text}" is not a whole number of picoseconds`);
  return { kind: 'duration', value: scaled / divisor };
}

/** Exact, in the longest unit in which it is at least 1: `500 ns`, `1.5 µs`. */
export function formatDuration(time: Duration): string {
  return formatRatio({ picoseconds: time, over: 1n });
}

/** As `formatDuration`; where that does not end, three decimals after `≈`. Exact decimals are written out, up to twelve of them. */
export function formatRatio(time: DurationRatio): string {
  const sign = time.picoseconds < 0n ? '-' : '';
  const picoseconds = time.picoseconds < 0n ? -time.picoseconds : time.picoseconds;
  if (picoseconds === 0n) return '0 ns';
  const unit = units.find((u) => picoseconds >= u.picoseconds * time.over) ?? { name: 'ps', picoseconds: 1n };
  const divisor = unit.picoseconds * time.over;
  const exact = decimal({ numerator: picoseconds, denominator: divisor, places: 12 });
  if (exact.remainder === 0n) return `${sign}${exact.text} ${unit.name}`;
  // Half a unit of the third decimal is added first: rounded, half away from zero.
  const rounded = decimal({ numerator: picoseconds * 2000n + divisor, denominator: divisor * 2000n, places: 3 });
  return `≈ ${sign}${rounded.text} ${unit.name}`;
}

/** The double nearest to a time, in nanoseconds; exact where a double can be. */
export function toNanoseconds(time: Duration | DurationRatio): number {
  if (typeof time === 'bigint') return Number(time) / 1000;
  const exact = time.picoseconds % time.over === 0n;
  return exact ? Number(time.picoseconds / time.over) / 1000 : Number(time.picoseconds) / (Number(time.over) * 1000);
}

interface Division {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly places: number;
}

/** Long division, cut after so many places; zeros at the end are left out. */
function decimal({ numerator, denominator, places }: Division): { readonly text: string; readonly remainder: bigint } {
  const scale = 10n ** BigInt(places);
  const scaled = (numerator * scale) / denominator;
  const digits = (scaled % scale).toString().padStart(places, '0').replace(/0+$/, '');
  const whole = (scaled / scale).toString();
  return { text: digits === '' ? whole : `${whole}.${digits}`, remainder: (numerator * scale) % denominator };
}
