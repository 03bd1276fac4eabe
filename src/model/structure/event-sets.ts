import type { Node, SymbolNode } from '../../formula/tree';
import { plain } from './known';
import { stop } from './outcome';

/** An event built of named ones: which combinations of them belong to it, each a bit pattern of those that happen. */
export type Combinations = ReadonlySet<number>;

/** The name of an event that a formula is, if it is nothing else: `A`, `B_1`, `\text{rain}`. */
export function eventName(node: Node): string | undefined {
  const bare = plain(node);
  if (bare.kind === 'word') return /^[\w\s-]+$/.test(bare.text.trim()) ? `\\text{${bare.text.trim()}}` : undefined;
  if (bare.kind !== 'symbol' || denies(bare)) return undefined;
  return /^(?:[A-Z]|\\(?:mathcal|mathrm|text)\s?\{?[A-Za-z]+\}?)$/.test(bare.letter) ? bare.key : undefined;
}

/** `\bar A`, `\overline{A}`, `A'`, `A^\complement` */
function denies(node: SymbolNode): boolean {
  return node.marks.length === 1 && /^(?:bar|overline|'|c|\\complement|complement)$/.test(node.marks[0] ?? '');
}

/** The event of which a formula is the complement: `A` for `A^c`, `\bar A`, `\neg A`. */
function complemented(node: Node): Node | undefined {
  const bare = plain(node);
  switch (bare.kind) {
    case 'power':
      return bare.exponent.kind === 'symbol' && /^(?:c|C|\\complement)$/.test(bare.exponent.key)
        ? bare.base
        : undefined;
    case 'symbol': {
      if (!denies(bare)) return undefined;
      const key =
        bare.subscripts.length === 0 ? bare.letter : bare.key.replace(/^\\(?:bar|overline)\s?\{?([A-Z])\}?/, '$1');
      return { ...bare, marks: [], key };
    }
    case 'logic':
      return bare.connective === 'not' ? bare.right : undefined;
    case 'call':
      return bare.name === 'overline' ? bare.args[0] : undefined;
    default:
      return undefined;
  }
}

/** The names of the events in a formula, in order of writing; undefined where it is no combination of events. */
export function eventNames(node: Node): readonly string[] | undefined {
  const name = eventName(node);
  if (name !== undefined) return [name];
  const inner = complemented(node);
  if (inner) return eventNames(inner);
  const parts = partsOf(plain(node));
  if (!parts) return undefined;
  const names = parts.map(eventNames);
  return names.every((list) => list !== undefined) ? names.flatMap((list) => list ?? []) : undefined;
}

function partsOf(bare: Node): readonly Node[] | undefined {
  switch (bare.kind) {
    case 'call':
      return /^(?:union|intersection|difference)$/.test(bare.name) ? bare.args : undefined;
    case 'logic':
      return bare.connective === 'and' || bare.connective === 'or' ? [bare.left, bare.right] : undefined;
    case 'product':
      // `P(AB)` is that of both.
      return bare.factors.every((f) => f.operator === 'implicit') ? bare.factors.map((f) => f.node) : undefined;
    case 'sequence':
      return bare.items.every((item) => /^\W*(?:and|or)?\W*$/.test(item.word ?? ''))
        ? bare.items.map((item) => item.node)
        : undefined;
    default:
      return undefined;
  }
}

/** The combinations of `names` in which a formula happens. */
export function combinationsOf(node: Node, names: readonly string[]): Combinations {
  const name = eventName(node);
  if (name !== undefined) {
    const bit = 1 << names.indexOf(name);
    return new Set(allOf(names).filter((c) => (c & bit) !== 0));
  }
  const inner = complemented(node);
  if (inner) {
    const without = combinationsOf(inner, names);
    return new Set(allOf(names).filter((c) => !without.has(c)));
  }
  const bare = plain(node);
  const [first, ...others] = partsOf(bare)?.map((part) => combinationsOf(part, names)) ?? [];
  if (!first) return stop('this event was not understood');
  const join = (a: Combinations, b: Combinations): Combinations => {
    if (bare.kind === 'call' && bare.name === 'difference') return new Set([...a].filter((c) => !b.has(c)));
    return isEither(bare) ? new Set([...a, ...b]) : both(a, b);
  };
  return others.reduce(join, first);
}

function isEither(bare: Node): boolean {
  if (bare.kind === 'call') return bare.name === 'union';
  if (bare.kind === 'logic') return bare.connective === 'or';
  return bare.kind === 'sequence' && bare.items.some((item) => /\bor\b/.test(item.word ?? ''));
}

export function both(a: Combinations, b: Combinations): Combinations {
  return new Set([...a].filter((c) => b.has(c)));
}

export function allOf(names: readonly string[]): readonly number[] {
  return Array.from({ length: 1 << names.length }, (_, c) => c);
}
