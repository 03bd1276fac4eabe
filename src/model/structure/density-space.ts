import type { Node, SymbolNode } from '../../formula/tree';
import { symbolsOf, walk } from '../../formula/walk';
import { plain, type Definition } from './known';

/** What the formula of a density says of the space that it lives on: $x$ and $\mu$ have $n$ entries. */
export interface DensitySpace {
  readonly dimension: SymbolNode;
  readonly vectors: readonly SymbolNode[];
}

/**
 * `p(x) = (2\pi\sigma^2)^{-n/2} e^{-\|x - \mu\|^2/2\sigma^2}`: with the norm of what it is a density of, and a power of π that counts the entries.
 */
export function spaceOf({ parameters, body }: Definition): DensitySpace | undefined {
  const [variable, more] = parameters;
  if (!variable || more) return undefined;
  const dimensions = new Map<string, SymbolNode>();
  const vectors = new Map<string, SymbolNode>();
  walk(body, (node) => {
    const counted = node.kind === 'power' && symbolsOf(node.base).includes('\\pi') ? countIn(node.exponent) : undefined;
    if (counted) dimensions.set(counted.key, counted);
    if (node.kind === 'norm')
      for (const letter of addedWith(plain(node.operand), variable.key)) vectors.set(letter.key, letter);
    return true;
  });
  const [dimension, other] = dimensions.values();
  return dimension && !other && vectors.size > 0 ? { dimension, vectors: [...vectors.values()] } : undefined;
}

/** The n of `n/2`, `-n/2` and `-\frac{n}{2}`. */
function countIn(exponent: Node): SymbolNode | undefined {
  const bare = plain(exponent);
  if (bare.kind === 'add') {
    const [term, more] = bare.terms;
    return term && !more ? countIn(term.node) : undefined;
  }
  if (bare.kind !== 'quotient' || !isTwo(bare.divisor)) return undefined;
  const dividend = plain(bare.dividend);
  const [term, more] = dividend.kind === 'add' ? dividend.terms.map(({ node }) => plain(node)) : [dividend];
  return term?.kind === 'symbol' && !more ? term : undefined;
}

function isTwo(node: Node): boolean {
  const bare = plain(node);
  return bare.kind === 'number' && bare.digits === '2';
}

/** The letters of a sum, if that one is among them and all are letters. */
function addedWith(operand: Node, key: string): readonly SymbolNode[] {
  const parts = operand.kind === 'add' ? operand.terms.map((term) => plain(term.node)) : [operand];
  const letters = parts.flatMap((part) => (part.kind === 'symbol' ? [part] : []));
  return letters.length === parts.length && letters.some((letter) => letter.key === key) ? letters : [];
}
