import { Rational } from '../kernel/rational';

/** Units that take prefixes, as they are written. */
const bases: ReadonlySet<string> = new Set([
  's',
  'B',
  'b',
  'bit',
  'bits',
  'FLOP',
  'FLOPs',
  'FLOPS',
  'FLOP/s',
  'FLOPs/s',
  'B/s',
  'b/s',
  'Hz',
  'W',
  'J',
  'm',
  'g',
]);

const prefixes: Readonly<Record<string, Rational>> = {
  n: Rational.of(1n, 10n ** 9n),
  u: Rational.of(1n, 10n ** 6n),
  µ: Rational.of(1n, 10n ** 6n),
  μ: Rational.of(1n, 10n ** 6n),
  m: Rational.of(1n, 1000n),
  k: Rational.of(1000n),
  K: Rational.of(1000n),
  M: Rational.of(10n ** 6n),
  G: Rational.of(10n ** 9n),
  T: Rational.of(10n ** 12n),
  P: Rational.of(10n ** 15n),
  Ki: Rational.of(1024n),
  Mi: Rational.of(1024n ** 2n),
  Gi: Rational.of(1024n ** 3n),
  Ti: Rational.of(1024n ** 4n),
};

/** How many of `to` one of `from` is; undefined where the units cannot be compared. */
export function conversion(from: string, to: string): Rational | undefined {
  const [a, b] = [plain(from), plain(to)];
  if (a === b) return Rational.one;
  const [lefts, rights] = [split(a), split(b)];
  for (const left of lefts)
    for (const right of rights) if (sameBase(left.base, right.base)) return left.factor.dividedBy(right.factor);
  // Capitals tell Mb from MB; of words that are no such units they say nothing.
  const isWord = lefts.length === 0 && rights.length === 0;
  return isWord && a.toLowerCase() === b.toLowerCase() ? Rational.one : undefined;
}

function plain(unit: string): string {
  return unit
    .replace(/\\(?:text|mathrm|,|;)|[{}~]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function split(unit: string): readonly { readonly factor: Rational; readonly base: string }[] {
  const found = bases.has(unit) ? [{ factor: Rational.one, base: unit }] : [];
  for (const [prefix, factor] of Object.entries(prefixes)) {
    const base = unit.slice(prefix.length);
    if (unit.startsWith(prefix) && bases.has(base)) found.push({ factor, base });
  }
  return found;
}

/** "FLOPs" is written for a count and for a rate. */
const meanings: Readonly<Record<string, readonly string[]>> = {
  FLOP: ['count'],
  FLOPs: ['count', 'rate'],
  FLOPS: ['rate'],
  'FLOP/s': ['rate'],
  'FLOPs/s': ['rate'],
  bit: ['b'],
  bits: ['b'],
};

function sameBase(a: string, b: string): boolean {
  const [left, right] = [meanings[a] ?? [a], meanings[b] ?? [b]];
  return left.some((meaning) => right.includes(meaning));
}
