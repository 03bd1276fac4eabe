import { breakEvenOf } from '../schedule/compare';
import type { Schedule } from '../schedule/schedule';
import { formatDuration, formatRatio, parseDuration, type DurationRatio } from '../schedule/units';
import type { TimeClaim } from '../statement/schedule-claim';
import type { Counted } from '../statement/schedule-words';

/** A wrong total that the text gives, and goes on with. */
export interface Taken {
  readonly counted: Counted;
  readonly value: number;
  readonly line: number;
}

export type TimeFinding =
  | { readonly kind: 'right'; readonly reason: string }
  /** `right` is the number in the unit of the claim, where it is a short one. */
  | { readonly kind: 'wrong'; readonly reason: string; readonly right: string | undefined };

/** The value of a claim, exact; undefined where a number cannot be read. */
export function durationOf(claim: TimeClaim): DurationRatio | undefined {
  const unit = parseDuration(`1${claim.unit}`);
  if (unit.kind === 'problem') return undefined;
  let numerator = 0n;
  let denominator = 1n;
  for (const product of claim.sum) {
    let [n, d] = [1n, 1n];
    for (const digits of product) {
      if (!/^\d{1,15}(?:\.\d{1,15})?$/.test(digits)) return undefined;
      const [whole = '', decimals = ''] = digits.split('.');
      n *= BigInt(whole + decimals);
      d *= 10n ** BigInt(decimals.length);
    }
    numerator = numerator * d + n * denominator;
    denominator *= d;
  }
  if (claim.over !== undefined && !/^[1-9]\d{0,14}$/.test(claim.over)) return undefined;
  return { picoseconds: numerator * unit.value, over: denominator * BigInt(claim.over ?? '1') };
}

/** Compares a time with that of a schedule, or with what follows from totals that the text goes on with although they are wrong. */
export function judgeTime(
  claim: TimeClaim,
  value: DurationRatio,
  schedule: Schedule,
  taken: readonly Taken[],
): TimeFinding {
  const right = expected(claim, schedule);
  if (!right) return { kind: 'wrong', reason: 'Nothing is loaded from disk here.', right: undefined };
  if (fits(claim, value, right)) return { kind: 'right', reason: explained(claim, schedule, right) };
  const used = latest(taken);
  if (used.length > 0) {
    const other = expected(claim, withTotals(schedule, used));
    if (other && fits(claim, value, other)) {
      const lines = [...new Set(used.map((t) => t.line))];
      return {
        kind: 'right',
        reason: `This follows from the counts of the text. It rests on ${lines.length === 1 ? `line ${lines[0] ?? ''}, which is refuted` : `lines ${lines.join(' and ')}, which are refuted`}.`,
      };
    }
  }
  return {
    kind: 'wrong',
    reason: `${explained(claim, schedule, right).replace(/\.$/, '')}, not ${formatRatio(value)}.`,
    right: inUnit(right, claim.unit),
  };
}

function expected(claim: TimeClaim, schedule: Schedule): DurationRatio | undefined {
  switch (claim.of) {
    case 'backward pass':
      return { picoseconds: schedule.totals.time, over: 1n };
    case 'break-even':
    case 'lower bound':
    case 'upper bound':
      return breakEvenOf(schedule);
  }
}

function fits(claim: TimeClaim, a: DurationRatio, b: DurationRatio): boolean {
  const [left, right] = [a.picoseconds * b.over, b.picoseconds * a.over];
  switch (claim.of) {
    case 'backward pass':
    case 'break-even':
      return left === right;
    case 'lower bound':
      return left >= right;
    case 'upper bound':
      return left <= right;
  }
}

function explained(claim: TimeClaim, schedule: Schedule, right: DurationRatio): string {
  const { totals, network } = schedule;
  const parts = `${totals.fwd} fwd of ${formatDuration(network.forward[1] ?? 0n)} and ${totals.loadmem} loads of ${formatDuration(network.loadMemory)}`;
  switch (claim.of) {
    case 'backward pass':
      return `${parts} take ${formatDuration(totals.time)}.`;
    case 'break-even':
      return `${parts} take ${formatDuration(totals.time)}; so do ${network.layers} loads from disk of ${formatRatio(right)} each.`;
    case 'lower bound':
    case 'upper bound':
      return `Both ways take ${formatDuration(totals.time)} where a load from disk takes ${formatRatio(right)}.`;
  }
}

/** Of each operation the last total. */
function latest(taken: readonly Taken[]): readonly Taken[] {
  const last = new Map<Counted, Taken>();
  for (const entry of taken) if (entry.counted !== 'loaddisk') last.set(entry.counted, entry);
  return [...last.values()];
}

function withTotals(schedule: Schedule, taken: readonly Taken[]): Schedule {
  const totals = { ...schedule.totals };
  for (const { counted, value } of taken) totals[counted] = value;
  const { network } = schedule;
  totals.time = BigInt(totals.fwd) * (network.forward[1] ?? 0n) + BigInt(totals.loadmem) * network.loadMemory;
  return { ...schedule, totals };
}

function inUnit(right: DurationRatio, unit: string): string | undefined {
  const one = parseDuration(`1${unit}`);
  if (one.kind === 'problem') return undefined;
  const over = right.over * one.value;
  return right.picoseconds % over === 0n ? `${right.picoseconds / over}` : undefined;
}
