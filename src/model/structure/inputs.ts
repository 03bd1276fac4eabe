import type { Node, SymbolNode } from '../../formula/tree';
import { mapNodes } from '../../formula/map';
import { symbolsOf, walk } from '../../formula/walk';
import type { Link, Scope } from '../../statement/statement';
import { isIndexLetter, plain, type Said } from './known';
import { Shelf } from './shelf';

/**
 * Vectors that are written with the one input that they are computed from: `h_\ell(x)` in the layers of a network. Where the letter is measured by a
 * norm or multiplied by a matrix, always stands before the same letter, and nothing runs over that one, it is a vector like any other.
 *
 *     \|h_\ell(x)\|_2 = \|W_\ell h_{\ell-1}(x)\|_2
 *       ^^^^^^^^^ the vector $h_\ell$
 */
export class FixedInputs {
  private readonly inputs = new Shelf<Said & { readonly input: string }>();
  private readonly vectors = new Shelf<Said>();
  /** Letters over which something runs, and functions of which more is said. */
  private readonly running = new Shelf<Said>();
  private any = false;

  /** Takes in a formula. */
  observe(root: Node, scope: Scope): void {
    const note = (shelf: Shelf<Said>, node: Node | undefined): void => {
      for (const key of node ? symbolsOf(node) : []) shelf.add(key, { scope, span: root.span });
    };
    const measure = (node: Node | undefined): void => {
      const head = node && layerIn(plain(node));
      if (head) this.vectors.add(stemOf(head), { scope, span: root.span });
    };
    walk(root, (node) => {
      switch (node.kind) {
        case 'apply': {
          const [only] = node.args;
          const lone = node.args.length === 1 && !node.given && !node.inverse && only?.kind === 'symbol';
          this.inputs.add(stemOf(node.head), { scope, span: node.span, input: lone ? only.key : '' });
          this.any ||= lone && isLayer(node.head);
          return;
        }
        case 'norm':
        case 'transpose':
          for (const term of termsOf(node.operand)) measure(term);
          return;
        case 'product':
          node.factors.forEach(({ node: factor }, k) => {
            const before = node.factors[k - 1]?.node;
            if (before && isMatrixLetter(before)) measure(factor);
          });
          return;
        case 'derivative':
          for (const { variable } of node.variables) note(this.running, variable);
          return;
        case 'big':
          note(this.running, node.lower);
          return;
        case 'integral':
          for (const variable of node.variables) note(this.running, variable);
          return;
        case 'limit':
          note(this.running, node.variable);
          return;
        case 'expectation':
          note(this.running, node.subscript);
          return;
        case 'mapping':
          note(this.running, node.function);
          return;
        default:
          return;
      }
    });
  }

  /** The formula with the vectors as letters of their own. */
  without(root: Node, scope: Scope): Node {
    if (!this.any) return root;
    return mapNodes(root, (node) => {
      if (node.kind !== 'apply' || !isLayer(node.head)) return undefined;
      return this.isVector(node.head, scope) ? node.head : undefined;
    });
  }

  /** The same for both sides of a relation. */
  withoutIn(link: Link): Link {
    if (!this.any) return link;
    const [left, right] = [this.without(link.left, link.scope), this.without(link.right, link.scope)];
    if (left === link.left && right === link.right) return link;
    return { ...link, left, right, head: this.without(link.head, link.scope) };
  }

  private isVector(head: SymbolNode, scope: Scope): boolean {
    const stem = stemOf(head);
    if (!this.vectors.latest(stem, scope) || this.running.latest(head.key, scope)) return false;
    const inputs = new Set(this.inputs.all(stem, scope).map(({ input }) => input));
    const [input] = inputs;
    return inputs.size === 1 && input !== undefined && input !== '' && !this.running.latest(input, scope);
  }
}

/** The letter without the Δ of a change: what changes is computed from the same. */
function stemOf({ letter, marks }: SymbolNode): string {
  return [letter.replace(/^\\(?:Delta|delta)\s*/, ''), ...marks].join(' ');
}

/** A small letter with the number of a layer or a step below it: `h_{\ell-1}`, `z_2`. */
function isLayer(node: SymbolNode): boolean {
  const [label, more] = node.subscripts;
  if (!label || more) return false;
  const bare = stemOf(node);
  return /^(?:[a-z]|\\(?:mathbf|boldsymbol|bm|vec)\{?[a-z]\}?)(?: |$)/.test(bare) && countsLayers(label);
}

function countsLayers(label: Node): boolean {
  switch (label.kind) {
    case 'number':
      return true;
    case 'symbol':
      return /^[A-Z]$/.test(label.key) || isIndexLetter(label);
    case 'add':
      return label.terms.every((term) => countsLayers(term.node));
    default:
      return false;
  }
}

function layerIn(node: Node): SymbolNode | undefined {
  return node.kind === 'apply' && isLayer(node.head) ? node.head : undefined;
}

/** The terms of a sum, each without the factors before its last one. */
function termsOf(operand: Node): readonly (Node | undefined)[] {
  const node = plain(operand);
  if (node.kind === 'add') return node.terms.flatMap((term) => termsOf(term.node));
  return [node.kind === 'product' ? node.factors.at(-1)?.node : node];
}

function isMatrixLetter(node: Node): boolean {
  const bare = plain(node.kind === 'transpose' ? node.operand : node);
  return (
    bare.kind === 'symbol' &&
    /^(?:\\(?:Delta|delta)\s*)?(?:[A-Z]|\\(?:mathbf|boldsymbol|bm)\{?[A-Z]\}?)$/.test(bare.letter)
  );
}
