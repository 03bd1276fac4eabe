/**
 * How easily one number is written for another, as a slip of the pen: 0 for itself, about 1 for one wrong digit, 3 for numbers that have nothing to do with each other.
 * Both are digits as written, without separators: "1000", "3.14".
 */
export function unlikeness(was: string, now: string): number {
  if (was === now) return 0;
  if (isSwapped(was, now)) return 1.05;
  if (isNextTo(was, now)) return 1.02;
  if (was.length === now.length) {
    const other = [...was].filter((digit, k) => digit !== now[k]).length;
    return other === 1 ? 1.2 : Math.min(2.6, 1 + 0.4 * other);
  }
  const [long, short] = was.length > now.length ? [was, now] : [now, was];
  if (isTimesTen(was, now)) return 1.3;
  if (long.length === short.length + 1 && [...long].some((_, k) => long.slice(0, k) + long.slice(k + 1) === short))
    return 1.3;
  const ratio = Number(long) / Number(short);
  return ratio === 2 ? 1.6 : 3;
}

/** Two neighbouring digits changed places: 45 and 54. */
export function isSwapped(was: string, now: string): boolean {
  if (was.length !== now.length) return false;
  const at = [...was].findIndex((digit, k) => digit !== now[k]);
  return (
    at >= 0 &&
    was[at] !== was[at + 1] &&
    was.slice(0, at) + (was[at + 1] ?? '') + (was[at] ?? '') + was.slice(at + 2) === now
  );
}

/** The number of places by which the point is off, of numbers that agree otherwise: 3 for 1.5 and 1500; undefined if they do not. */
export function placesOff(was: number, now: number): number | undefined {
  const ratio = Math.abs(now / was);
  if (!(ratio > 0) || !Number.isFinite(ratio)) return undefined;
  const places = Math.round(Math.log10(ratio));
  return places !== 0 && Math.abs(ratio / 10 ** places - 1) < 1e-9 ? places : undefined;
}

/** Numbers that may be meant where these digits stand, as digits. */
export function misprints(digits: string): readonly string[] {
  const found = new Set<string>();
  const last = digits.length - 1;
  for (let at = 0; at <= last; at++) {
    if (digits[at] === '.') continue;
    const before = digits.slice(0, at);
    const behind = digits.slice(at + 1);
    for (const other of digits.length <= 2 ? '0123456789' : besides(digits[at] ?? '0'))
      found.add(before + other + behind);
    if (at < last && digits[at + 1] !== '.')
      found.add(before + (digits[at + 1] ?? '') + (digits[at] ?? '') + digits.slice(at + 2));
    if (last > 0) found.add(before + behind);
  }
  if (!digits.includes('.') && digits.length <= 15) {
    const value = Number(digits);
    for (const other of [value + 1, value - 1, value * 10, value * 2, value / 2, value / 10])
      if (Number.isInteger(other)) found.add(String(other));
  }
  return [...found].filter((other) => other !== digits && /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(other));
}

function besides(digit: string): readonly string[] {
  const value = Number(digit);
  return [String((value + 1) % 10), String((value + 9) % 10)];
}

function isNextTo(was: string, now: string): boolean {
  return !/[.]/.test(was + now) && was.length <= 15 && Math.abs(Number(was) - Number(now)) === 1;
}

function isTimesTen(was: string, now: string): boolean {
  return Math.abs(placesOff(Number(was), Number(now)) ?? 0) === 1;
}
