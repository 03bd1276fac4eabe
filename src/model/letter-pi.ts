import type { Chain, Node } from '../formula/tree';
import { isNumber } from '../statement/formula-shape';
import type { Scope } from '../statement/statement';

/**
 * Where π is a letter like any other: the weight of a mixture, a stationary distribution, a policy. One such use in a problem makes it one there.
 *
 *     \pi = \frac12     1 - \pi     0 < \pi < 1     \pi P = \pi     \frac{\partial\ell}{\partial\pi}     \pi = (\pi_1, \pi_2)
 */
export class LetterPi {
  private readonly problems = new Set<string | undefined>();

  /** Takes in one part of a formula that stands in `scope`. */
  add(node: Node, scope: Scope): void {
    if (usesAsLetter(node)) this.problems.add(scope.problem);
  }

  /** Words say what it is: "let $\\pi$ be a policy". */
  declare(scope: Scope): void {
    this.problems.add(scope.problem);
  }

  isLetter(scope: Scope): boolean {
    return this.problems.has(scope.problem);
  }
}

function usesAsLetter(node: Node): boolean {
  switch (node.kind) {
    case 'chain':
      return inRelation(node);
    case 'add': {
      const [first, second, ...others] = node.terms;
      return (
        first?.node.kind === 'number' &&
        first.node.digits === '1' &&
        first.sign === '+' &&
        second?.sign === '-' &&
        isPi(second.node) &&
        others.length === 0
      );
    }
    case 'derivative':
      return node.variables.some(({ variable }) => isPi(variable));
    default:
      return false;
  }
}

/** A relation that does not hold of the number, nor is meant to. */
function inRelation({ operands, relations }: Chain): boolean {
  return relations.some(({ kind, negated }, k) => {
    const [left, right] = [operands[k], operands[k + 1]];
    if (!left || !right || negated) return false;
    if (kind === '~') return isPi(left);
    if (kind === 'in') return isPi(left) && !mayBeAsked(right);
    if (kind === '<' || kind === '<=') return isPi(left) && isOne(right);
    if (kind !== '=' && kind !== ':=') return false;
    return (isPi(left) && isOther(right)) || (isPi(right) && isProductWithPi(left));
  });
}

/** `\pi P` of `\pi P = \pi`. */
function isProductWithPi(node: Node): boolean {
  return (
    node.kind === 'product' &&
    node.factors.some((factor) => isPi(factor.node)) &&
    node.factors.some(({ node: factor }) => factor.kind === 'symbol' && /^[A-Z]|^\\math/.test(factor.letter))
  );
}

/** Entries, or a number that is no approximation of π, nor half a turn in degrees. */
function isOther(node: Node): boolean {
  if (node.kind === 'tuple' || node.kind === 'matrix') return true;
  const value = isNumber(node) ? roughly(node) : undefined;
  return value !== undefined && Math.abs(value - Math.PI) > 0.2 && value !== 180;
}

function roughly(node: Node): number | undefined {
  switch (node.kind) {
    case 'number':
      return Number(node.digits);
    case 'group':
      return roughly(node.body);
    case 'quotient': {
      const [above, below] = [roughly(node.dividend), roughly(node.divisor)];
      return above === undefined || below === undefined ? undefined : above / below;
    }
    default:
      return undefined;
  }
}

/** Whether the number lies in this set may be a question: $\\mathbb{Q}$, $(3, 3.2)$, but not $[0, 1]$. */
function mayBeAsked(node: Node): boolean {
  if (node.kind === 'tuple') return !node.items.some((item, k) => k > 0 && isOne(item));
  return node.kind === 'symbol' && node.letter.startsWith('\\mathbb');
}

function isOne(node: Node): boolean {
  return node.kind === 'number' && node.digits === '1';
}

function isPi(node: Node): boolean {
  return node.kind === 'symbol' && node.key === '\\pi';
}
