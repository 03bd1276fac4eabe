import type { Node, SymbolNode } from '../../formula/tree';

/** A property of a vector or matrix that instances are made to have. */
export type Trait =
  | 'symmetric'
  | 'skew'
  | 'definite'
  | 'semidefinite'
  | 'diagonal'
  | 'upper triangular'
  | 'lower triangular'
  | 'orthogonal'
  | 'invertible'
  | 'unit vector';

/** Words between a formula and the next one, each formula with those behind it. */
export interface Piece {
  readonly node: Node;
  readonly behind: string;
}

export interface TraitSaid {
  readonly symbols: readonly SymbolNode[];
  readonly traits: readonly Trait[];
  /** The words between that were understood. */
  readonly words: string;
}

const adjective =
  '(?:(?:skew|anti)[- ]?symmetric|symmetric|positive[- ](?:semi[- ]?)?definite|PSD|SPD|PD|orthogonal|orthonormal|diagonal|(?:upper|lower)[- ]triangular|invertible|non-?singular|full[- ]rank)';
const run = `${adjective}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s+)${adjective})*`;
const verbs = '(?:(?:which|that|is|are|be|being|to|also|assumed|both)\\s+)*';

/** "a symmetric positive definite matrix $A$" */
const ahead = new RegExp(`(?:^|\\s)(?<traits>${run})\\s*(?:(?:square|real)\\s+)*(?:matri(?:x|ces))?\\s*$`, 'i');
/** "$A$ is symmetric", "with $A$ symmetric and invertible" */
const behind = new RegExp(
  `^\\s*,?\\s*${verbs}(?:an?\\s+)?(?:(?:square|real)\\s+)*(?<traits>${run})(?:\\s+(?:square\\s+)?matri(?:x|ces))?(?=\\s*$|\\s*[,.;:()]|\\s+(?:and|with|where|so|then|for)\\b)`,
  'i',
);
const unitAhead = /(?:^|\s)(?<traits>unit(?:[- ]norm|[- ]length)?\s+vectors?|normali[sz]ed\s+vectors?)\s*$/i;
const unitBehind = new RegExp(
  `^\\s*,?\\s*(?:${verbs}(?:an?\\s+)?(?<traits>unit(?:[- ]norm|[- ]length)?\\s+vectors?)|(?:has|have|having|of|with)\\s+(?<norm>unit[- ](?:norm|length)))(?=\\s*$|\\s*[,.;:()]|\\s+(?:and|where|so|then|for)\\b)`,
  'i',
);

/** What the words between two formulas of a sentence say of the one before or behind them; undefined where nothing was understood. */
export function traitsBetween(words: string, pieces: readonly Piece[], index: number): TraitSaid | undefined {
  const next = pieces[index];
  const after = ahead.exec(words) ?? unitAhead.exec(words);
  if (after && next) {
    // "a symmetric $n \times n$ matrix $A$"
    const named =
      isSize(next.node) && /^(?:square |real )*matri(?:x|ces)$/i.test(next.behind) ? pieces[index + 1] : next;
    const symbols = named ? headsOf(named.node) : [];
    if (symbols.length > 0) return said(symbols, after);
  }
  const before = pieces[index - 1];
  const match = before && (behind.exec(words) ?? unitBehind.exec(words));
  if (!match || !before) return undefined;
  const symbols = [...headsOf(before.node)];
  if (symbols.length === 0) return undefined;
  // "$A$ and $B$ are symmetric"
  if (/^\s*,?\s*(?:be|are)\b/i.test(words))
    for (let k = index - 2; k >= 0; k--) {
      const other = pieces[k];
      if (!other || !/^(?:,|and|, and)$/.test(other.behind)) break;
      symbols.push(...headsOf(other.node));
    }
  return said(symbols, match);
}

function said(symbols: readonly SymbolNode[], match: RegExpExecArray): TraitSaid {
  const words = match.groups?.['traits'] ?? match.groups?.['norm'] ?? '';
  return { symbols, traits: traitsIn(words), words: match[0] };
}

function traitsIn(words: string): readonly Trait[] {
  const found = new Set<Trait>();
  for (const [word] of words.matchAll(new RegExp(`${adjective}|unit|normali[sz]ed`, 'gi'))) {
    const trait = traitOf(word.toLowerCase());
    if (trait) found.add(trait);
  }
  return [...found];
}

function traitOf(word: string): Trait | undefined {
  if (/^(?:skew|anti)/.test(word)) return 'skew';
  if (word === 'symmetric') return 'symmetric';
  if (/semi|^psd$/.test(word)) return 'semidefinite';
  if (/definite|^s?pd$/.test(word)) return 'definite';
  if (/^ortho/.test(word)) return 'orthogonal';
  if (word === 'diagonal') return 'diagonal';
  if (word.startsWith('upper')) return 'upper triangular';
  if (word.startsWith('lower')) return 'lower triangular';
  if (/^(?:unit|normal)/.test(word)) return 'unit vector';
  return 'invertible';
}

/** The symbols that a formula is about: `Q` of `Q` and of `Q \in \mathbb{R}^{n \times n}`, both of `A, B`. */
export function headsOf(node: Node): readonly SymbolNode[] {
  if (node.kind === 'symbol') return [node];
  if (node.kind === 'sequence') return node.items.flatMap((item) => headsOf(item.node));
  return node.kind === 'chain' && node.operands[0] ? headsOf(node.operands[0]) : [];
}

/** `n \times n` */
function isSize(node: Node): boolean {
  return node.kind === 'product' && node.factors.some(({ operator }) => operator === '\\times');
}
