import type { Node } from '../formula/tree';
import { Rational } from '../kernel/rational';

/**
 * The unit of a side as a product of powers of words, with what it comes to in the smallest unit of each kind.
 *
 *     60 \text{ miles/hour} \times 30 \text{ minutes}     mile · minute / hour: a length, 1/60 of it
 */
export interface Unit {
  /** Exponents of the words as written: `hour` → −1. */
  readonly words: ReadonlyMap<string, number>;
}

/** The unit of a formula; undefined where terms of different units meet, or it is not understood. Numbers have the empty one. */
export function unitOf(node: Node): Unit | undefined {
  switch (node.kind) {
    case 'number':
      return none;
    case 'group':
    case 'annotated':
      return unitOf(node.body);
    case 'quantity': {
      const value = unitOf(node.value);
      const own = readUnit(node.unit);
      return value && own && times(value, own, 1);
    }
    case 'product':
      return node.factors.reduce<Unit | undefined>((all, { node: factor }) => {
        const unit = unitOf(factor);
        return all && unit && times(all, unit, 1);
      }, none);
    case 'quotient': {
      const [above, below] = [unitOf(node.dividend), unitOf(node.divisor)];
      return above && below && times(above, below, -1);
    }
    case 'add': {
      const units = node.terms.map(({ node: term }) => unitOf(term));
      const [first] = units;
      return first && units.every((unit) => unit && sameUnit(unit, first)) ? first : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether two units are the same without a conversion. */
export function sameUnit(a: Unit, b: Unit): boolean {
  return a.words.size === b.words.size && [...a.words].every(([word, exponent]) => b.words.get(word) === exponent);
}

export function isUnitless(unit: Unit): boolean {
  return unit.words.size === 0;
}

/** How many of `to` one of `from` is; undefined where they do not measure the same, or a word among them is not known. */
export function factorBetween(from: Unit, to: Unit): Rational | undefined {
  const [a, b] = [reduced(from), reduced(to)];
  return a && b && sameUnit(a, b) ? a.size.dividedBy(b.size) : undefined;
}

/** Whether words of one kind are left beside each other: `minutes/hour`. */
export function isMixed(unit: Unit): boolean {
  const kinds = [...unit.words.keys()].map((word) => known.get(word)?.kind ?? word);
  return new Set(kinds).size < kinds.length;
}

/** One length, not to a power and over nothing. */
export function isLength(unit: Unit | undefined): boolean {
  const [entry, ...others] = unit?.words ?? [];
  return entry !== undefined && others.length === 0 && entry[1] === 1 && /length/.test(known.get(entry[0])?.kind ?? '');
}

const none: Unit = { words: new Map() };

function times(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const words = new Map(a.words);
  for (const [word, exponent] of b.words) {
    const sum = (words.get(word) ?? 0) + sign * exponent;
    if (sum === 0) words.delete(word);
    else words.set(word, sum);
  }
  return { words };
}

function reduced(unit: Unit): (Unit & { readonly size: Rational }) | undefined {
  let size = Rational.one;
  const words = new Map<string, number>();
  for (const [word, exponent] of unit.words) {
    const entry = known.get(word);
    const kind = entry?.kind ?? word;
    for (let k = Math.abs(exponent); entry && k > 0; k--)
      size = exponent > 0 ? size.times(entry.size) : size.dividedBy(entry.size);
    const sum = (words.get(kind) ?? 0) + exponent;
    if (sum === 0) words.delete(kind);
    else words.set(kind, sum);
  }
  return { words, size };
}

/** `miles/hour`, `$ per peach`, `cm^2`, `square feet`; undefined where it is not understood. */
function readUnit(text: string): Unit | undefined {
  if (text === '%' || text === 'deg' || text === 'th' || text.includes("'")) return undefined;
  const parts = text
    .replace(/\\(?:text|mathrm|,|;|!)|[{}~]/g, ' ')
    .split(/\s*(?:\/|\bper\b|\ba\b(?=\s+\S))\s*/i)
    .map((part) => part.trim());
  let unit: Unit | undefined = none;
  parts.forEach((part, k) => {
    const one = part === '' ? none : readWords(part);
    unit = unit && one && times(unit, one, k === 0 ? 1 : -1);
  });
  return unit;
}

function readWords(text: string): Unit | undefined {
  const match = /^(square |cubic )?(.*?)(?:\^?([23])|²|³)?$/i.exec(text.replace(/²$/, '^2').replace(/³$/, '^3'));
  if (!match) return undefined;
  const [, prefix, word = '', power] = match;
  const exponent = power !== undefined ? Number(power) : /square/i.test(prefix ?? '') ? 2 : prefix ? 3 : 1;
  return word === '' ? undefined : { words: new Map([[spelled(word), exponent]]) };
}

/** One spelling of a unit: "hrs" and "hours" are hour; other words lose the s of their plural. */
function spelled(word: string): string {
  const plain = word.replace(/\s+/g, ' ').replace(/\.$/, '');
  const found = spellings.get(plain) ?? spellings.get(plain.toLowerCase());
  if (found !== undefined) return found;
  return plain.toLowerCase().replace(/(?<=[a-z]{2}[^s])s$|(?<=(?:s|x|ch|sh))es$/, '');
}

interface Known {
  readonly kind: string;
  readonly size: Rational;
}

/** Units with what they come to in the first of their kind, and their spellings. Metric and customary ones are converted only by rounded numbers, so not here. */
const table: readonly (readonly [kind: string, name: string, size: Rational, spellings: string])[] = [
  ['time', 'second', Rational.one, 's sec secs second seconds'],
  ['time', 'minute', Rational.of(60), 'min mins minute minutes'],
  ['time', 'hour', Rational.of(3600), 'h hr hrs hour hours'],
  ['time', 'day', Rational.of(86_400), 'day days'],
  ['time', 'week', Rational.of(604_800), 'week weeks'],
  ['time', 'millisecond', Rational.of(1n, 1000n), 'ms millisecond milliseconds'],
  ['time', 'microsecond', Rational.of(1n, 1_000_000n), 'us µs μs microsecond microseconds'],
  ['time', 'nanosecond', Rational.of(1n, 1_000_000_000n), 'ns nanosecond nanoseconds'],
  ['months', 'month', Rational.one, 'month months'],
  ['months', 'year', Rational.of(12), 'yr yrs year years'],
  ['length', 'meter', Rational.one, 'm meter meters metre metres'],
  ['length', 'kilometer', Rational.of(1000), 'km kilometer kilometers kilometre kilometres'],
  ['length', 'centimeter', Rational.of(1n, 100n), 'cm centimeter centimeters centimetre centimetres'],
  ['length', 'millimeter', Rational.of(1n, 1000n), 'mm millimeter millimeters millimetre millimetres'],
  ['customary length', 'inch', Rational.one, 'inch inches'],
  ['customary length', 'foot', Rational.of(12), 'ft foot feet'],
  ['customary length', 'yard', Rational.of(36), 'yd yard yards'],
  ['customary length', 'mile', Rational.of(63_360), 'mi mile miles'],
  ['mass', 'gram', Rational.one, 'g gram grams'],
  ['mass', 'kilogram', Rational.of(1000), 'kg kilogram kilograms'],
  ['mass', 'milligram', Rational.of(1n, 1000n), 'mg milligram milligrams'],
  ['customary weight', 'ounce', Rational.one, 'oz ounce ounces'],
  ['customary weight', 'pound', Rational.of(16), 'lb lbs pound pounds'],
  ['volume', 'liter', Rational.one, 'l L liter liters litre litres'],
  ['volume', 'milliliter', Rational.of(1n, 1000n), 'ml mL milliliter milliliters millilitre millilitres'],
  ['customary volume', 'cup', Rational.one, 'cup cups'],
  ['customary volume', 'pint', Rational.of(2), 'pint pints'],
  ['customary volume', 'quart', Rational.of(4), 'quart quarts'],
  ['customary volume', 'gallon', Rational.of(16), 'gal gallon gallons'],
  ['money', 'cent', Rational.one, 'cent cents ¢'],
  ['money', 'dollar', Rational.of(100), '$ dollar dollars'],
];

const known: ReadonlyMap<string, Known> = new Map(table.map(([kind, name, size]) => [name, { kind, size }]));
const spellings: ReadonlyMap<string, string> = new Map(
  table.flatMap(([, name, , words]) => words.split(' ').map((word) => [word, name] as const)),
);
