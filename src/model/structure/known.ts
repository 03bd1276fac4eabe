import { printLatex } from '../../formula/print';
import type { Node, RelationKind, SymbolNode } from '../../formula/tree';
import type { DomainWords } from '../../statement/domain-words';
import type { Scope } from '../../statement/statement';
import type { Span } from '../../text/span';

/** Something that was said, with where it holds. */
export interface Said {
  readonly scope: Scope;
  readonly span: Span | undefined;
}

/** The kind and shape of a symbol, as declared. */
export interface Declared extends Said {
  readonly kind: 'scalar' | 'integer' | 'vector' | 'matrix' | 'random' | 'function' | 'dimension' | 'label';
  /** Dimensions: one of a vector, two of a matrix, none of a number; undefined where nothing is said. */
  readonly shape: readonly Node[] | undefined;
  readonly domain: DomainWords | undefined;
}

/** A shape with the scope in which its dimensions are known. */
export interface Shaped {
  readonly scope: Scope;
  readonly shape: readonly Node[];
}

/** A law with its parameters as they are written. */
export interface LawWritten {
  readonly law: string;
  readonly args: readonly Node[];
}

/** A law, of a symbol as a whole or of the entries that an indexed symbol stands for. */
export interface LawSaid extends Said, LawWritten {
  /** "i.i.d." or "independent" was said of it. */
  readonly independent: boolean;
  /** The law is that of each entry. */
  readonly entries: boolean;
  /** Symbols that the same sentence speaks of. */
  readonly beside: ReadonlySet<string>;
  /** The index letters of what it is said of: `i` of `g_i \sim \mathcal N(m_i, 1)`. */
  readonly indices?: readonly string[];
  /** How many members a family has: `d` of `Z_1, \dots, Z_d`. */
  readonly count?: Node;
}

/** `y = Wx`; with parameters: `M_{jk} = a_j b_k`, `g(z, \mu) = \mu + \sigma z`. */
export interface Definition extends Said {
  readonly parameters: readonly SymbolNode[];
  readonly body: Node;
}

/** A relation in force that defines nothing. */
export interface Condition extends Said {
  readonly left: Node;
  readonly right: Node;
  readonly relation: RelationKind;
  readonly symbols: ReadonlySet<string>;
}

/** What words call a norm. */
export type NormMeaning =
  'euclidean' | 'frobenius' | 'spectral' | 'nuclear' | 'maximum' | 'sum' | 'column sums' | 'row sums' | 'rms';

/** The letter with its marks, without its subscripts: what entries share. */
export function stemOf(node: SymbolNode): string {
  return [node.letter, ...node.marks].join(' ');
}

/** The stem with a number of subscripts: what entries of one array share. */
export function patternOf(node: SymbolNode): string {
  return `${stemOf(node)} #${node.subscripts.length}`;
}

const indexLetters = /^(?:[a-z]|\\ell|\\alpha|\\beta)$/;

/** A lone letter that may count rows, columns or samples: `i`, `a'`. */
export function isIndexLetter(node: Node | undefined): node is SymbolNode {
  return (
    node?.kind === 'symbol' &&
    node.subscripts.length === 0 &&
    node.marks.every((mark) => /^'+$/.test(mark)) &&
    indexLetters.test(node.letter)
  );
}

/** `e_i`: what basis vectors are called. */
export function isUnitLetter({ letter, marks, subscripts }: SymbolNode): boolean {
  return /^(?:e|\\mathbf\{e\}|\\boldsymbol\{e\})$/.test(letter) && marks.length === 0 && subscripts.length === 1;
}

/** The node without brackets and notes around it. */
export function plain(node: Node): Node {
  return node.kind === 'group' || node.kind === 'annotated' ? plain(node.body) : node;
}

/** `\mathbf{x}` for `x` and the other way round; undefined where the letter has another font. */
export function boldTwin(letter: string): string | undefined {
  const plainLetter = /^\\(?:mathbf|boldsymbol|bm|vec)\{?(\\?[A-Za-z]+)\}?$/.exec(letter)?.[1];
  if (plainLetter !== undefined) return plainLetter;
  return /^[A-Za-z]$/.test(letter) ? `\\mathbf{${letter}}` : undefined;
}

/** The name of a norm's subscript: `RMS` for the letters R, M, S side by side, `RMS->RMS`, `F`, `*`. */
export function normName(subscript: Node): string {
  switch (subscript.kind) {
    case 'product':
      return subscript.factors.map((f) => normName(f.node)).join('');
    case 'word':
      return subscript.text.trim();
    case 'chain':
      return subscript.operands.map(normName).join('->');
    case 'symbol':
      return /^\\(?:mathrm|text|operatorname)\{(.*)\}$/.exec(subscript.key)?.[1] ?? subscript.key;
    default:
      return printLatex(subscript);
  }
}
