import { formatDuration, parseDuration, type Duration } from '../../schedule/units';

export type DurationsReading =
  | { readonly kind: 'durations'; readonly values: readonly Duration[] }
  | { readonly kind: 'problem'; readonly message: string };

/** More are not read: nobody writes them by hand. */
const maximalEntries = 100_000;

/** Reads `20 ns`, or a list `20, 40, 10 ns` in which a time without a unit takes that of the last one. At least one time. */
export function parseDurations(text: string): DurationsReading {
  const entries = text.split(/[,;]/).map((entry) => entry.trim());
  if (entries.length > maximalEntries) return { kind: 'problem', message: `${entries.length} times are too many` };
  const unit = /[^0-9.\s]+$/.exec(entries[entries.length - 1] ?? '')?.[0] ?? '';
  const values: Duration[] = [];
  for (const entry of entries) {
    const reading = parseDuration(/^[0-9.]+$/.test(entry) ? `${entry}${unit}` : entry);
    if (reading.kind === 'problem') return reading;
    values.push(reading.value);
  }
  return { kind: 'durations', values };
}

/** A time that is kept as a double, exact below 2^53 picoseconds: two and a half hours. */
export function formatPicoseconds(picoseconds: number): string {
  return formatDuration(BigInt(Math.round(picoseconds)));
}

/** A time that is on its way from one moment to another: three digits are enough to see it move. */
export function formatMoving(picoseconds: number): string {
  return formatPicoseconds(Number(picoseconds.toPrecision(3)));
}
