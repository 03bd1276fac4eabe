import { isPrimes, symbolLatex } from '../../formula/symbol';
import type { Node, SymbolNode } from '../../formula/tree';
import { walk } from '../../formula/walk';
import type { SymbolDeclaration } from '../../statement/declaration';
import type { Scope } from '../../statement/statement';
import type { Evidence } from '../evidence';
import { constantMeaning } from './constants';

/** Which symbol a spelling belongs to. Equal `id` in scopes that see one another: the same symbol. */
export interface Identity {
  readonly id: string;
  readonly kind: 'letter' | 'family' | 'constant';
  /** The spelling that stands for the symbol where it has no occurrence of its own. */
  readonly key: string;
  readonly whole: boolean;
  /** The spelling of what belongs to the symbol. */
  readonly name: string;
}

/**
 * Tells members and entries from symbols of their own, by what the document says and shows:
 *
 *     W_{ij}     an entry, where `W` is a vector or matrix
 *     a_{n+1}    a member of the family `a`, as is `a_1` beside it
 *     f'         the function `f`
 *     d_1, p_\theta, x_{max}, \hat{x}    symbols of their own
 */
export class Identities {
  private readonly groups = new Map<number, Usage>();

  constructor(private readonly evidence: Evidence) {}

  /** Takes in one formula; all must be taken in before anything is asked. */
  add(root: Node, scope: Scope): void {
    const { bare, families } = this.group(problemOf(scope));
    walk(root, (node) => {
      if (node.kind !== 'symbol') return;
      if (node.subscripts.length === 0) bare.add(node.key);
      else if (isIndexed(node, noneBound)) families.add(patternOf(node));
    });
  }

  /** Takes in what is declared; all must be taken in before anything is asked. */
  declare({ kind, shape, distribution, symbols }: SymbolDeclaration, scope: Scope): void {
    const { declared, arrays } = this.group(problemOf(scope));
    const hasEntries =
      kind === 'vector' ||
      kind === 'matrix' ||
      (shape !== undefined && shape.length > 0) ||
      distribution?.entries === true;
    for (const key of symbols) {
      declared.add(key);
      if (hasEntries) arrays.add(key);
    }
  }

  /** Whether vectors or matrices are spoken of. */
  hasArrays(scope: Scope): boolean {
    return this.usages(scope).some(({ arrays }) => arrays.size > 0);
  }

  of(node: SymbolNode, { scope, bound, applied }: Where): Identity {
    const { key, letter, marks, subscripts } = node;
    const usages = this.usages(scope);
    const has = (name: keyof Usage, wanted: string): boolean => usages.some((usage) => usage[name].has(wanted));
    if (!has('declared', key) && constantMeaning(key, { applied, complex: this.evidence.complex }) !== undefined)
      return { id: key, kind: 'constant', key, whole: true, name: key };
    const unprimed = marks.filter((mark) => !isPrimes(mark));
    if (unprimed.length < marks.length && subscripts.length === 0) {
      const base = symbolLatex(letter, unprimed, []);
      if (this.evidence.role(base) === 'function')
        return { id: base, kind: 'letter', key: base, whole: false, name: base };
    }
    const own: Identity = { id: key, kind: 'letter', key, whole: true, name: key };
    if (subscripts.length === 0) return own;
    const stem = symbolLatex(letter, marks, []);
    const entry: Identity = { id: stem, kind: 'letter', key: stem, whole: false, name: stem };
    const indexed = isIndexed(node, bound);
    if (has('arrays', stem) && (indexed || !has('declared', key))) return entry;
    const pattern = patternOf(node);
    if (!indexed && !(has('families', pattern) && subscripts.every((s) => s.kind === 'number'))) return own;
    // Among vectors, `y_i` beside a `y` of which nothing was said is an entry of it; of sizes, `n_\ell` beside `n` is another one.
    const beside = has('bare', stem) && !has('declared', stem) && !/^[dkmnN]$/.test(stem);
    return beside && this.hasArrays(scope) ? entry : { id: pattern, kind: 'family', key, whole: false, name: stem };
  }

  private group(id: number): Usage {
    const known = this.groups.get(id);
    if (known) return known;
    const fresh: Usage = { arrays: new Set(), declared: new Set(), families: new Set(), bare: new Set() };
    this.groups.set(id, fresh);
    return fresh;
  }

  /** What is seen from a scope: its problem, and what stands outside of problems. */
  private usages(scope: Scope): readonly Usage[] {
    return [problemOf(scope), documentScope].flatMap((id) => this.groups.get(id) ?? []);
  }
}

/** Where a spelling stands. */
export interface Where {
  readonly scope: Scope;
  readonly bound: (key: string) => boolean;
  /** It stands before brackets as a function does. */
  readonly applied: boolean;
}

/** How spellings are used in one problem: keys, and patterns of families. */
interface Usage {
  readonly arrays: Set<string>;
  readonly declared: Set<string>;
  readonly families: Set<string>;
  readonly bare: Set<string>;
}

const documentScope = 0;

/** The outermost scope around one, below the document. */
function problemOf(scope: Scope): number {
  let outer = scope;
  while (outer.parent?.parent) outer = outer.parent;
  return outer.id;
}

/** The letter with its marks, and how many indices it has: what the members of a family share. */
function patternOf(node: SymbolNode): string {
  return `${symbolLatex(node.letter, node.marks, [])} #${node.subscripts.length}`;
}

const noneBound = (): boolean => false;

/** Every subscript counts something, and at least one by a letter: `a_n`, `h_{\ell-1}`, `W_{1j}`. */
function isIndexed(node: SymbolNode, bound: (key: string) => boolean): boolean {
  return (
    node.subscripts.length > 0 &&
    node.subscripts.every((s) => counts(s, bound)) &&
    node.subscripts.some((s) => s.kind !== 'number')
  );
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
