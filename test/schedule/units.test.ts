import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { formatDuration, formatRatio, parseDuration, toNanoseconds } from '../../src/schedule/units';

function picoseconds(text: string): bigint | string {
  const time = parseDuration(text);
  return time.kind === 'duration' ? time.value : time.message;
}

describe('times', () => {
  it('are read in every unit, with or without a space', () => {
    expect(picoseconds('20ns')).toBe(20_000n);
    expect(picoseconds(' 1.5 µs ')).toBe(1_500_000n);
    expect(picoseconds('1.5 \u03bcs')).toBe(1_500_000n);
    expect(picoseconds('1.5us')).toBe(1_500_000n);
    expect(picoseconds('.25ms')).toBe(250_000_000n);
    expect(picoseconds('2 s')).toBe(2_000_000_000_000n);
    expect(picoseconds('7ps')).toBe(7n);
    expect(picoseconds('0ns')).toBe(0n);
    expect(picoseconds('0.1000ns')).toBe(100n);
  });

  it('are refused with a sentence', () => {
    expect(picoseconds('20')).toBe('"20" has no unit: write for example 20ns');
    expect(picoseconds('20 parsec')).toBe('unknown unit "parsec" in "20 parsec": use ns, µs (or us), ms, s or ps');
    expect(picoseconds('20NS')).toBe('unknown unit "NS" in "20NS": use ns, µs (or us), ms, s or ps');
    expect(picoseconds('fast')).toBe('"fast" is not a time: write for example 20ns');
    expect(picoseconds('')).toBe('"" is not a time: write for example 20ns');
    expect(picoseconds('-5ns')).toBe('"-5ns" is not a time: write for example 20ns');
    expect(picoseconds('.ns')).toBe('".ns" is not a time: write for example 20ns');
    expect(picoseconds('0.0001ns')).toBe('"0.0001ns" is not a whole number of picoseconds');
    expect(picoseconds('1'.repeat(16) + 's')).toContain('has too many digits: at most 15');
  });

  it('are printed in the longest unit that fits, exactly', () => {
    expect(formatDuration(500_000n)).toBe('500 ns');
    expect(formatDuration(1_500_000n)).toBe('1.5 µs');
    expect(formatDuration(999n)).toBe('999 ps');
    expect(formatDuration(0n)).toBe('0 ns');
    expect(formatDuration(-180_000n)).toBe('-180 ns');
    expect(formatDuration(1_000_000_000_001n)).toBe('1.000000000001 s');
    expect(formatDuration(123_456_000_000_000n)).toBe('123.456 s');
  });

  it('are rounded only where they do not end', () => {
    expect(formatRatio({ picoseconds: 500_000n, over: 10n })).toBe('50 ns');
    expect(formatRatio({ picoseconds: 500_000n, over: 3n })).toBe('≈ 166.667 ns');
    expect(formatRatio({ picoseconds: 1n, over: 8n })).toBe('0.125 ps');
    expect(formatRatio({ picoseconds: 1n, over: 3n })).toBe('≈ 0.333 ps');
    expect(formatRatio({ picoseconds: 0n, over: 3n })).toBe('0 ns');
  });

  it('become nanoseconds', () => {
    expect(toNanoseconds(20_000n)).toBe(20);
    expect(toNanoseconds(1_234_567n)).toBe(1234.567);
    expect(toNanoseconds({ picoseconds: 500_000n, over: 10n })).toBe(50);
    expect(toNanoseconds({ picoseconds: 1000n, over: 3n })).toBeCloseTo(1 / 3, 15);
  });

  it('are read again as they were printed', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (time) => {
        expect(picoseconds(formatDuration(time))).toBe(time);
      }),
      { seed: 1 },
    );
  });
});
