import { walk } from '../formula/walk';
import type { Node, SymbolNode, Tuple } from '../formula/tree';
import type { DomainWords, IntervalWords } from './domain-words';

/** What it means to be an element of a set. */
export interface SetMeaning {
  readonly domain: DomainWords;
  /** Dimensions of `\mathbb{R}^{d}` and `\mathbb{R}^{m \times n}`; empty for numbers. */
  readonly shape: readonly Node[];
}

/** The sets whose elements are understood: number sets and their powers, intervals, finite sets of numbers. */
export function readSet(set: Node): SetMeaning | undefined {
  switch (set.kind) {
    case 'symbol':
      return numberSet(set);
    case 'power':
      return powerOfSet(set.base, set.exponent);
    case 'tuple':
      return tupleSet(set);
    case 'group':
      // `\{5\}` and a set in brackets
      return set.style === 'curly' ? { domain: { among: [set.body] }, shape: [] } : readSet(set.body);
    case 'call':
      return withoutZero(set.name, set.args);
    default:
      return undefined;
  }
}

/** `\mathbb{R} \setminus \{0\}` */
function withoutZero(name: string, [set, removed]: readonly Node[]): SetMeaning | undefined {
  if (name !== 'difference' || !set) return undefined;
  const meaning = readSet(set);
  const only =
    removed?.kind === 'tuple' && removed.items.length === 1
      ? removed.items[0]
      : removed?.kind === 'group'
        ? removed.body
        : undefined;
  const zero = only?.kind === 'number' && Number(only.digits) === 0;
  return meaning && zero && meaning.shape.length === 0
    ? { domain: { ...meaning.domain, nonzero: true }, shape: [] }
    : undefined;
}

const fonts = /^\\(?:mathbb|mathbf|mathrm|Bbb|bold|boldsymbol)\s?\{?([NZQRC])\}?$/;
const shorthand: Readonly<Record<string, string>> = {
  ℕ: 'N',
  ℤ: 'Z',
  ℚ: 'Q',
  ℝ: 'R',
  ℂ: 'C',
  '\\N': 'N',
  '\\Z': 'Z',
  '\\Q': 'Q',
  '\\R': 'R',
  '\\C': 'C',
  '\\reals': 'R',
};

function numberSet(symbol: SymbolNode): SetMeaning | undefined {
  const letter = fonts.exec(symbol.letter)?.[1] ?? shorthand[symbol.letter];
  if (letter === undefined) return undefined;
  let domain = numbers(letter);
  for (const mark of symbol.marks) {
    const narrowed = narrow(domain, mark);
    if (!narrowed) return undefined;
    domain = narrowed;
  }
  for (const subscript of symbol.subscripts) {
    const narrowed = narrow(domain, spelled(subscript));
    if (!narrowed) return undefined;
    domain = narrowed;
  }
  return { domain, shape: [] };
}

function numbers(letter: string): DomainWords {
  switch (letter) {
    case 'N':
      return { integer: true, positive: true };
    case 'Z':
      return { integer: true };
    case 'Q':
      return { rational: true };
    case 'C':
      return { complex: true };
    default:
      return { real: true };
  }
}

/** `\mathbb{R}^+`, `\mathbb{Z}_{\ge 0}`, `\mathbb{R}^*`, `\mathbb{N}_0` */
function narrow(domain: DomainWords, mark: string): DomainWords | undefined {
  switch (mark) {
    case '+':
    case '++':
    case '>0':
      return { ...domain, positive: true };
    case '-':
    case '<0':
      return { ...domain, negative: true };
    case '*':
    case '\\times':
      return { ...domain, nonzero: true };
    case '>=0':
      return { ...domain, nonnegative: true };
    case '<=0':
      return { ...domain, nonpositive: true };
    case '0':
      return domain.integer ? { integer: true, nonnegative: true } : undefined;
    default:
      return undefined;
  }
}

function spelled(node: Node): string {
  switch (node.kind) {
    case 'number':
      return node.digits;
    case 'word':
      return node.text;
    case 'symbol':
      return node.key;
    case 'chain': {
      const relation = node.relations[0]?.kind ?? '';
      const right = node.operands[1];
      return node.operands[0]?.kind === 'empty' && right ? relation + spelled(right) : '?';
    }
    default:
      return '?';
  }
}

function powerOfSet(base: Node, exponent: Node): SetMeaning | undefined {
  const set = readSet(base);
  if (!set || set.shape.length > 0) return undefined;
  if (exponent.kind === 'word' || exponent.kind === 'unread') {
    const domain = exponent.kind === 'word' ? narrow(set.domain, exponent.text.trim()) : undefined;
    return domain && { domain, shape: [] };
  }
  if (exponent.kind === 'product') {
    const shape = dimensions(exponent);
    return shape && { domain: set.domain, shape };
  }
  const plain = exponent.kind === 'symbol' || exponent.kind === 'number' || exponent.kind === 'add';
  return plain ? { domain: set.domain, shape: [exponent] } : undefined;
}

/** `m \times n` */
export function dimensions(node: Node): readonly Node[] | undefined {
  if (node.kind !== 'product') return undefined;
  const { factors } = node;
  const groups: Node[][] = [];
  for (const factor of factors) {
    if (groups.length === 0 || factor.operator === '\\times') groups.push([factor.node]);
    else groups[groups.length - 1]?.push(factor.node);
  }
  if (groups.length < 2 || groups.some((group) => group.length !== 1)) return undefined;
  return groups.flat();
}

function tupleSet(tuple: Tuple): SetMeaning | undefined {
  if (tuple.open === '{') {
    const listed = tuple.items.every((item) => !mentions(item, 'ellipsis'));
    return listed ? { domain: { among: tuple.items }, shape: [] } : undefined;
  }
  const [lower, upper] = tuple.items;
  if (tuple.items.length !== 2 || !lower || !upper || tuple.open === '<') return undefined;
  const interval: IntervalWords = {
    ...(isInfinite(lower) ? {} : { lower: { node: lower, open: tuple.open === '(' } }),
    ...(isInfinite(upper) ? {} : { upper: { node: upper, open: tuple.close === ')' } }),
  };
  return { domain: { real: true, interval }, shape: [] };
}

function isInfinite(node: Node): boolean {
  return mentions(node, 'symbol', '\\infty');
}

function mentions(node: Node, kind: Node['kind'], key?: string): boolean {
  let found = false;
  walk(node, (part) => {
    if (part.kind === kind && (key === undefined || (part.kind === 'symbol' && part.key === key))) found = true;
    return !found;
  });
  return found;
}
