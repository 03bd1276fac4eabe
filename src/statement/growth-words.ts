import type { Node, Product, Relation } from '../formula/tree';
import { cover, type Span } from '../text/span';

/** What words between two expressions say of growth: `verb` as written; `degree` of "linearly", "quadratically" and the like. */
export interface GrowthWords {
  readonly verb: string;
  readonly degree: number;
}

const degrees: Readonly<Record<string, number>> = { linearly: 1, quadratically: 2, cubically: 3 };

const scaling =
  /^[\s,]*(?:(?:which|and|thus|hence|so|it|therefore|also|only|then)\s+)*(?:(?:scales?|grows?|increases?|varies)\s+(?:(?:only|also|exactly)\s+)?(?:(linearly|quadratically|cubically)\s+)?(?:with|like|as|in)|(?:is|are)\s+(?:of\s+(?:the\s+)?order|proportional\s+to)|(?:decays|decreases|shrinks)\s+like)\s*$/i;

/** "scales with", "grows linearly in", "is of order"; undefined for all other words. */
export function growthWords(words: string): GrowthWords | undefined {
  const match = scaling.exec(words);
  return match ? { verb: words.trim(), degree: degrees[match[1]?.toLowerCase() ?? ''] ?? 1 } : undefined;
}

const independence =
  /^[\s,]*(?:(?:and|but|which|it|so|thus|hence|also|therefore)\s+)*(?:is\s+|are\s+)?(?:(?:independent\s+of)|(?:does\s+not|doesn['’]t)\s+depend\s+on)\s*$/i;

export function saysIndependent(words: string): boolean {
  return independence.test(words);
}

/** A relation that words state: `note` holds them. */
export function relationInWords(words: string, span: Span): Relation {
  return { kind: 'propto', span, negated: false, note: { kind: 'word', text: words, span } };
}

/** The right side of "scales quadratically with d": d². */
export function toDegree(node: Node, degree: number): Node {
  if (degree === 1) return node;
  const { span } = node;
  return { kind: 'power', base: node, exponent: { kind: 'number', digits: String(degree), span }, span };
}

export interface SplitByWords {
  readonly left: Node;
  readonly right: Node;
  readonly relation: Relation;
}

/**
 * An expression with words of growth in it.
 *
 *     E[S^2] \text{ scales with } d_1^2
 *     ^^^^^^                      ^^^^^
 */
export function splitByGrowth(node: Node): SplitByWords | undefined {
  if (node.kind !== 'product') return undefined;
  const { factors } = node;
  for (const [k, { node: word }] of factors.entries()) {
    const words = word.kind === 'word' ? growthWords(word.text) : undefined;
    if (!words || word.kind !== 'word') continue;
    const left = part(node, 0, k);
    const right = part(node, k + 1, factors.length);
    if (!left || !right) return undefined;
    return { left, right: toDegree(right, words.degree), relation: relationInWords(words.verb, word.span) };
  }
  return undefined;
}

function part(product: Product, from: number, to: number): Node | undefined {
  const factors = product.factors.slice(from, to);
  const [first] = factors;
  const last = factors[factors.length - 1];
  if (!first || !last) return undefined;
  if (factors.length === 1) return first.node;
  const [, ...others] = factors;
  return {
    ...product,
    factors: [{ ...first, operator: 'implicit' }, ...others],
    span: cover(first.node.span, last.node.span),
  };
}
