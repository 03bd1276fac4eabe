import { isPrimes, symbolLatex } from '../../formula/symbol';
import type { Node, SymbolNode } from '../../formula/tree';
import { walk } from '../../formula/walk';
import type { SymbolDeclaration } from '../../statement/declaration';
import type { Evidence } from '../evidence';
import { constantMeaning } from './constants';

/** Which symbol a spelling belongs to. Equal `id` in scopes that see one another: the same symbol. */
export interface Identity {
  readonly id: string;
  readonly kind: 'letter' | 'family' | 'constant';
  /** The spelling that stands for the symbol where it has no occurrence of its own. */
  readonly key: string;
  readonly whole: boolean;
}

/**
 * Tells members and entries from symbols of their own, by what the document says and shows:
 *
 *     W_{ij}     an entry, where `W` is declared as a vector or matrix
 *     a_{n+1}    a member of the family `a`, as is `a_1` beside it
 *     f'         the function `f`
 *     d_1, p_\theta, x_{max}, \hat{x}    symbols of their own
 */
export class Identities {
  private readonly arrays = new Set<string>();
  private readonly declared = new Set<string>();
  private readonly families = new Set<string>();

  constructor(private readonly evidence: Evidence) {}

  /** Takes in one formula; all must be taken in before anything is asked. */
  add(root: Node): void {
    walk(root, (node) => {
      if (node.kind === 'symbol' && isIndexed(node, noneBound)) this.families.add(patternOf(node));
    });
  }

  /** Takes in what is declared; all must be taken in before anything is asked. */
  declare(declaration: SymbolDeclaration): void {
    const { kind, shape, distribution } = declaration;
    const hasEntries = kind === 'vector' || kind === 'matrix' || (shape !== undefined && shape.length > 0) || distribution?.entries === true;
    for (const key of declaration.symbols) {
      this.declared.add(key);
      if (hasEntries) this.arrays.add(key);
    }
  }

  /** Vectors or matrices are spoken of. */
  get hasArrays(): boolean {
    return this.arrays.size > 0;
  }

  of(node: SymbolNode, bound: (key: string) => boolean, applied: boolean): Identity {
    const { key, letter, marks, subscripts } = node;
    if (!this.declared.has(key) && constantMeaning(key, { applied, complex: this.evidence.complex }) !== undefined) return { id: key, kind: 'constant', key, whole: true };
    const unprimed = marks.filter((mark) => !isPrimes(mark));
    if (unprimed.length < marks.length && subscripts.length === 0) {
      const base = symbolLatex(letter, unprimed, []);
      if (this.evidence.role(base) === 'function') return { id: base, kind: 'letter', key: base, whole: false };
    }
    const own: Identity = { id: key, kind: 'letter', key, whole: true };
    if (subscripts.length === 0) return own;
    const stem = symbolLatex(letter, marks, []);
    const indexed = isIndexed(node, bound);
    if (this.arrays.has(stem) && (indexed || !this.declared.has(key))) return { id: stem, kind: 'letter', key: stem, whole: false };
    const pattern = patternOf(node);
    if (indexed || (this.families.has(pattern) && subscripts.every((s) => s.kind === 'number'))) return { id: pattern, kind: 'family', key, whole: false };
    return own;
  }
}

/** The letter with its marks, and how many indices it has: what the members of a family share. */
function patternOf(node: SymbolNode): string {
  return `${symbolLatex(node.letter, node.marks, [])} #${node.subscripts.length}`;
}

const noneBound = (): boolean => false;

/** Every subscript counts something, and at least one by a letter: `a_n`, `h_{\ell-1}`, `W_{1j}`. */
function isIndexed(node: SymbolNode, bound: (key: string) => boolean): boolean {
  return node.subscripts.length > 0 && node.subscripts.every((s) => counts(s, bound)) && node.subscripts.some((s) => s.kind !== 'number');
}

function counts(node: Node, bound: (key: string) => boolean): boolean {
  switch (node.kind) {
    case 'number':
      return true;
    case 'symbol':
      return bound(node.key) || (node.marks.length === 0 && isIndexLetter(node.letter));
    case 'add':
      return node.terms.every((term) => counts(term.node, bound));
    case 'product':
      return node.factors.every((factor) => counts(factor.node, bound));
    case 'group':
      return counts(node.body, bound);
    default:
      return false;
  }
}

/** A letter that counts rows, members, layers or steps where nothing else is said. */
export function isIndexLetter(letter: string): boolean {
  return /^(?:[i-nr-t]|\\ell|[KLMN])$/.test(letter);
}
