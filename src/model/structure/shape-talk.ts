import type { Node, SymbolNode } from '../../formula/tree';
import { walk } from '../../formula/walk';
import type { Scope } from '../../statement/statement';
import { holdsIn } from '../../statement/statement';
import { Conformity, type Kind, type Letters, type Shape, type Side } from './conform';
import { plain } from './known';

interface Taken {
  readonly root: Node;
  readonly scope: Scope;
}

const matrixLetter =
  /^(?:[A-DF-HJ-Z]|\\(?:Sigma|Lambda|Gamma|Omega|Phi|Theta|Psi)|\\(?:mathbf|boldsymbol|bm)\{?(?:[A-Z]|\\(?:Sigma|Lambda))\}?)$/;
const vectorLetter = /^(?:[a-z]|\\ell|\\(?:mathbf|boldsymbol|bm|vec)\{?\\?[a-z]+\}?)$/;

/** Letters that stand for vectors where they follow a matrix; others may be numbers. */
const usualVector = /^(?:[bghuvwxyz]|\\(?:mathbf|boldsymbol|bm|vec)\{?\\?[a-z1]+\}?)$/;

const usualScale = /^\\(?:eta|alpha|lambda|gamma|epsilon|varepsilon|tau|rho|kappa)(?:_[0-9a-z])?$/;
const number: Shape<Side> = { rows: { kind: 'one' }, columns: { kind: 'one' } };

/**
 * The shapes of letters that nobody declared, from their use: capital letters that are transposed, measured by a norm or traced are matrices,
 * small ones that are transposed, measured or multiplied by such are vectors, and all formulas of a problem fit together.
 */
export class ShapeTalk {
  private readonly taken: Taken[] = [];
  private cached: { readonly scope: Scope; readonly count: number; readonly found: Conformity } | undefined;

  /** Takes in a formula. */
  observe(root: Node, scope: Scope): void {
    this.taken.push({ root, scope });
  }

  /** What fits together in the formulas in force; `said` tells what is known of letters otherwise. */
  conformity(scope: Scope, said: Letters): Conformity {
    const { cached } = this;
    if (cached?.scope === scope && cached.count === this.taken.length) return cached.found;
    const roots: Node[] = [];
    for (let k = this.taken.length - 1; k >= 0 && roots.length < mostFormulas; k--) {
      const taken = this.taken[k];
      if (taken && holdsIn(taken.scope, scope)) roots.unshift(taken.root);
    }
    const seen = new Set<string>();
    for (const root of roots) collect(root, seen);
    const isMatrix = (node: SymbolNode): boolean => {
      const columns = said.shapeOf(node)?.columns;
      if (columns) return columns.kind !== 'one';
      return said.kindOf(node)?.endsWith('matrix') ?? (seen.has(node.key) && matrixLetter.test(bareLetter(node)));
    };
    for (const root of roots) behindMatrices(root, isMatrix, seen);
    const kindOf = (node: SymbolNode): Kind | undefined => {
      const own = said.kindOf(node);
      if (own ?? !seen.has(node.key)) return own;
      const letter = bareLetter(node);
      if (isOnes(node)) return 'vector';
      return matrixLetter.test(letter) ? 'matrix' : vectorLetter.test(letter) ? 'vector' : undefined;
    };
    // Small Greek letters that stand before vectors are numbers, unless they are transposed or measured themselves.
    const shapeOf = (node: SymbolNode): Shape<Side> | undefined =>
      said.shapeOf(node) ??
      (usualScale.test(node.key) && !seen.has(node.key) && said.follows(node) ? number : undefined);
    const found = new Conformity({ ...said, shapeOf, kindOf, follows: (node) => said.follows(node) && isUsual(node) });
    for (const root of roots) found.take(root);
    this.cached = { scope, count: this.taken.length, found };
    return found;
  }
}

/** The latest formulas only, so that long texts take no longer. */
const mostFormulas = 60;

/** A letter that mostly stands for a vector or a matrix. */
function isUsual(node: SymbolNode): boolean {
  const letter = bareLetter(node);
  return usualVector.test(letter) || matrixLetter.test(letter);
}

/** The vector of ones, `\mathbf{1}`. */
export function isOnes(node: SymbolNode): boolean {
  return /^\\(?:mathbf|mathbb|boldsymbol|bm|vec)\{?1\}?$/.test(node.letter);
}

/** The letter without the Δ of a change. */
function bareLetter(node: SymbolNode): string {
  return node.letter.replace(/^\\(?:Delta|delta)\s*/, '');
}

/**
 * The letters that are surely vectors or matrices, by where they stand: alone or in a sum in a norm, a transpose or a trace; of a product there
 * the last small letter, as a capital one before it may be a number.
 */
function collect(root: Node, seen: Set<string>): void {
  walk(root, (node) => {
    switch (node.kind) {
      case 'transpose':
      case 'norm':
        for (const { key } of structured(node.operand)) seen.add(key);
        return;
      case 'call':
        if (/^(?:tr|trace|det|rank|rk)$/.test(node.name))
          for (const arg of node.args) for (const { key } of structured(arg)) seen.add(key);
        return;
      default:
        return;
    }
  });
}

/** Small letters right behind a matrix are vectors. */
function behindMatrices(root: Node, isMatrix: (node: SymbolNode) => boolean, seen: Set<string>): void {
  walk(root, (node) => {
    if (node.kind !== 'product') return;
    node.factors.forEach(({ node: factor }, k) => {
      const next = node.factors[k + 1]?.node;
      const before = factor.kind === 'transpose' ? plain(factor.operand) : factor;
      if (next?.kind === 'symbol' && before.kind === 'symbol' && isMatrix(before) && usualVector.test(bareLetter(next)))
        seen.add(next.key);
    });
  });
}

function structured(given: Node): readonly SymbolNode[] {
  const node = plain(given);
  switch (node.kind) {
    case 'symbol':
      return [node];
    case 'add':
      return node.terms.flatMap((term) => structured(term.node));
    case 'product': {
      const letters = node.factors.flatMap(({ node: factor }) => structured(factor));
      const small = letters.filter((letter) => vectorLetter.test(bareLetter(letter))).at(-1);
      // Without a vector behind them they are matrices themselves.
      return small ? [small] : letters.filter((letter) => matrixLetter.test(bareLetter(letter)));
    }
    case 'quotient':
      return structured(node.dividend);
    case 'transpose':
      return structured(node.operand);
    default:
      return [];
  }
}
