import { printLatex } from '../../formula/print';
import type { Node, SymbolNode } from '../../formula/tree';
import type { Sentence } from '../../statement/sentence';
import type { Scope } from '../../statement/statement';
import { isIndexLetter, plain, stemOf, type Condition, type Said } from './known';
import { Shelf } from './shelf';
import { headsOf, type Piece } from './traits';

/** Letters that words call the eigenvalues or singular values of a matrix: `\lambda_1 \ge \dots \ge \lambda_n`, `\sigma_i`. */
export interface SpectrumSaid {
  readonly asked: 'eigenvalue' | 'singular value';
  readonly of: Node;
  readonly stem: string;
  readonly order: 'falling' | 'rising' | 'open';
  /** What is said of all of them: `… \ge \lambda_n > 0`. */
  readonly sign: 'any' | 'nonnegative' | 'positive';
  /** What stands below the last of them. */
  readonly last: Node | undefined;
  /** Before which formula of the sentence the words stand that say so. */
  readonly place: number;
  /** These words. */
  readonly words: string;
}

const kinds = '(?<kind>eigenvalues?|singular\\s+values?)';
const ways = '(?:(?:all|the|its|their|real|ordered|sorted|non-?zero|positive|nonnegative|non-negative|distinct)\\s+)*';
/** "$A$ with eigenvalues $\lambda_1 \ge \dots$", "$A$ has singular values" */
const behindMatrix = new RegExp(
  `\\b(?:with|has|have|having|and)\\s+${ways}${kinds}(?:\\s+(?:be|are|given by|denoted by|denoted))?\\s*[:,]?\\s*$`,
  'i',
);
/** "$\lambda_i$ are the eigenvalues of $A$" */
const beforeMatrix = new RegExp(
  `^\\s*,?\\s*(?:(?:be|are|denote|denotes|is|as|for|being)\\s+)?${ways}${kinds}\\s+of\\s+(?:the\\s+)?(?:symmetric\\s+)?(?:matrix\\s+|Hessian\\s+)?$`,
  'i',
);
/** "the eigenvalues of $A$ are $\lambda_1, \dots, \lambda_n$": these words stand before the matrix. */
const aheadOfMatrix = new RegExp(`\\b${ways}${kinds}\\s+of\\s+(?:the\\s+)?(?:matrix\\s+)?$`, 'i');
const verbs = /^\s*(?:be|are|by|as|are denoted by|are given by)\s*$/i;

/** What a sentence calls eigenvalues and singular values; `words` are those around the formulas. */
export function spectraIn(words: readonly string[], pieces: readonly Piece[]): readonly SpectrumSaid[] {
  return pieces.flatMap((piece, k): readonly SpectrumSaid[] => {
    const between = words[k] ?? '';
    const letters = lettersIn(piece.node);
    const before = pieces[k - 1];
    if (letters) {
      const match = behindMatrix.exec(between);
      const of = match ? matrixAmong(pieces.slice(0, k)) : undefined;
      if (match && of) return [{ ...letters, asked: askedBy(match), of, place: k, words: match[0] }];
      const ahead = verbs.test(between) ? aheadOfMatrix.exec(words[k - 1] ?? '') : null;
      const owner = before && matrixIn(before.node);
      if (ahead && owner) return [{ ...letters, asked: askedBy(ahead), of: owner, place: k - 1, words: ahead[0] }];
    }
    const own = before && lettersIn(before.node);
    const match = own ? beforeMatrix.exec(between) : null;
    const of = matrixIn(piece.node);
    return own && match && of ? [{ ...own, asked: askedBy(match), of, place: k, words: match[0] }] : [];
  });
}

function askedBy(match: RegExpExecArray): SpectrumSaid['asked'] {
  return /^eigen/i.test(match.groups?.['kind'] ?? '') ? 'eigenvalue' : 'singular value';
}

/** The matrix that was spoken of last: `A` of `A \in \mathbb{R}^{n \times n}`. */
function matrixAmong(pieces: readonly Piece[]): Node | undefined {
  for (const { node } of [...pieces].reverse()) {
    const [head, more] = headsOf(node);
    if (head && !more && /^(?:[A-Z]|\\(?:mathbf|boldsymbol|bm)\{?[A-Z])/.test(head.letter)) return head;
  }
  return undefined;
}

function matrixIn(root: Node): Node | undefined {
  const node = plain(root);
  if (node.kind === 'product' || node.kind === 'add' || node.kind === 'transpose') return node;
  return matrixAmong([{ node, behind: '' }]);
}

type Letters = Pick<SpectrumSaid, 'stem' | 'order' | 'sign' | 'last'>;

/** `\lambda_1 \ge \dots \ge \lambda_n > 0`, `\lambda_1, \dots, \lambda_n`, `\lambda_i`, `\{\sigma_i\}` */
function lettersIn(root: Node): Letters | undefined {
  const node = plain(root);
  switch (node.kind) {
    case 'symbol':
      return isIndexLetter(node.subscripts[0]) ? ofFamily([node], 'open', 'any', undefined) : undefined;
    case 'sequence':
      return ofFamily(
        node.items.map((item) => item.node),
        'open',
        'any',
      );
    case 'tuple':
      return ofFamily(node.items, 'open', 'any');
    case 'chain': {
      const { operands, relations } = node;
      const kind = relations.every((r) => r.kind === '>=' || r.kind === '>')
        ? 'falling'
        : relations.every((r) => r.kind === '<=' || r.kind === '<')
          ? 'rising'
          : undefined;
      if (!kind) return undefined;
      const end = kind === 'falling' ? operands[operands.length - 1] : operands[0];
      const isBounded = end?.kind === 'number' && Number(end.digits) === 0;
      const edge = kind === 'falling' ? relations[relations.length - 1] : relations[0];
      const sign = !isBounded ? 'any' : edge?.kind === '>' || edge?.kind === '<' ? 'positive' : 'nonnegative';
      return ofFamily(isBounded ? operands.filter((operand) => operand !== end) : operands, kind, sign);
    }
    default:
      return undefined;
  }
}

function ofFamily(
  nodes: readonly Node[],
  order: SpectrumSaid['order'],
  sign: SpectrumSaid['sign'],
  last: Node | undefined = labelOf(nodes[nodes.length - 1]),
): Letters | undefined {
  const symbols = nodes.filter((node): node is SymbolNode => node.kind === 'symbol');
  const [first] = symbols;
  const isFamily =
    first !== undefined &&
    /^(?:\\(?:lambda|sigma|mu|nu|rho|alpha|gamma|eta|theta|kappa|xi)|[a-z])$/.test(first.letter) &&
    nodes.every((node) => node.kind === 'symbol' || node.kind === 'ellipsis') &&
    symbols.every((node) => node.subscripts.length === 1 && stemOf(node) === stemOf(first));
  if (!isFamily) return undefined;
  return { stem: stemOf(first), order, sign, last: nodes.length > 1 ? last : undefined };
}

function labelOf(node: Node | undefined): Node | undefined {
  return node?.kind === 'symbol' ? node.subscripts[0] : undefined;
}

/** What was said of eigenvalues and singular values. */
export class SpectrumTalk {
  private readonly byStem = new Shelf<Said & { readonly spectrum: SpectrumSaid }>();

  hear(sentence: Sentence, scope: Scope): void {
    const words = sentence.text.split('⟦⟧');
    const pieces = sentence.passages.map((passage, k) => ({
      node: passage.formula.root,
      behind: (words[k + 1] ?? '').trim(),
    }));
    for (const spectrum of spectraIn(words, pieces))
      this.byStem.add(spectrum.stem, { scope, span: sentence.span, spectrum });
  }

  /** The spectrum that a letter with one subscript belongs to. */
  of(node: SymbolNode, scope: Scope): SpectrumSaid | undefined {
    if (node.subscripts.length !== 1) return undefined;
    return this.byStem.latest(stemOf(node), scope)?.spectrum;
  }

  /** What was said last of the spectrum of the matrix with that letter. */
  ofMatrix(key: string, scope: Scope): SpectrumSaid | undefined {
    const all = this.byStem
      .names()
      .flatMap((stem) => this.byStem.latest(stem, scope)?.spectrum ?? [])
      .filter(({ of }) => of.kind === 'symbol' && of.key === key);
    return all.find(({ asked }) => asked === 'eigenvalue') ?? all[0];
  }

  /** `\lambda_1 \ge \dots`, `\lambda_n > 0`: matrices are made so that it holds. */
  lists({ left, right }: Condition, scope: Scope): boolean {
    const sides = [plain(left), plain(right)];
    const isOwn = (node: Node): boolean => node.kind === 'symbol' && this.of(node, scope) !== undefined;
    return (
      sides.some(isOwn) &&
      sides.every(
        (side) => isOwn(side) || side.kind === 'ellipsis' || (side.kind === 'number' && Number(side.digits) === 0),
      )
    );
  }

  /** The spectrum that a letter counts: the r of `\sigma_1 \ge \dots \ge \sigma_r`. */
  countedBy(key: string, scope: Scope): SpectrumSaid | undefined {
    for (const stem of this.byStem.names()) {
      const spectrum = this.byStem.latest(stem, scope)?.spectrum;
      if (spectrum?.last && printLatex(spectrum.last) === key) return spectrum;
    }
    return undefined;
  }
}
