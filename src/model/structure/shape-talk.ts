import type { Chain, Node, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { walk } from '../../formula/walk';
import type { Scope } from '../../statement/statement';
import { lawOfFormula } from '../../statement/law';
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

/** A capital sigma, or a bold capital letter but that of the identity. */
export const covarianceLetter = /^\\(?:Sigma|(?:mathbf|boldsymbol|bm)\{?(?:[A-HJ-Z]|\\Sigma)\}?)$/;

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
  /** Letters of which roots are taken: `\Sigma^{-1/2}`. */
  private readonly rooted = new Set<string>();
  private cached: { readonly scope: Scope; readonly count: number; readonly found: Conformity } | undefined;

  /** Takes in a formula. */
  observe(root: Node, scope: Scope): void {
    this.taken.push({ root, scope });
    walk(root, (node) => {
      if (node.kind === 'power' && node.base.kind === 'symbol' && isHalf(node.exponent)) this.rooted.add(node.base.key);
    });
  }

  /** Whether a symmetric root of a matrix is taken anywhere. */
  takesRoots(key: string): boolean {
    return this.rooted.has(key);
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
    const found = new Conformity({
      ...said,
      shapeOf,
      kindOf,
      follows: (node) => said.follows(node) && isUsual(node),
      isUnsaid: said.follows,
    });
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

/** `1/2` and `-\frac12` */
function isHalf(exponent: Node): boolean {
  return /^-?(?:\\frac\{?1\}?\s?\{?2\}?|1\s?\/\s?2|0?\.5)$/.test(printLatex(plain(exponent)));
}

/** `I`, `I_n`, `\mathbf{I}` */
function isIdentity(node: SymbolNode): boolean {
  return /^(?:I|\\(?:mathbf|mathrm|mathbb|boldsymbol)\{?I\}?)$/.test(node.letter);
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
      case 'chain': {
        const covariance = covarianceIn(node);
        if (covariance) for (const { key } of structured(covariance)) seen.add(key);
        return;
      }
      default:
        return;
    }
  });
}

/** `\Sigma` of `x \sim \mathcal N(\mu, \Sigma)`; other letters may be variances. */
function covarianceIn({ relations, operands }: Chain): Node | undefined {
  const law = relations[0]?.kind === '~' && operands[1] ? lawOfFormula(operands[1]) : undefined;
  const covariance = law?.law === 'normal' ? law.args[1] : undefined;
  return covariance && structured(covariance).every((letter) => covarianceLetter.test(letter.letter))
    ? covariance
    : undefined;
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
      // Before an identity matrix stand numbers: `A - tI`.
      if (node.factors.some(({ node: factor }) => factor.kind === 'symbol' && isIdentity(factor))) return [];
      const last = letters.at(-1);
      const small = last && vectorLetter.test(bareLetter(last)) ? last : undefined;
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
