import type { Apply, Node, Relation } from '../../formula/tree';
import { walk } from '../../formula/walk';

/**
 * Signs of growth.
 *
 *     theta   \Theta(g)      within constant factors of g
 *     upper   O(g)           at most a constant times g
 *     lower   \Omega(g)      at least a constant times g
 *     less    o(g)           g outgrows it
 *     more    \omega(g)      it outgrows g
 */
export type GrowthSign = 'theta' | 'upper' | 'lower' | 'less' | 'more';

const signs: ReadonlyMap<string, GrowthSign> = new Map([
  ['\\Theta', 'theta'],
  ['O', 'upper'],
  ['\\mathcal{O}', 'upper'],
  ['\\mathcal O', 'upper'],
  ['\\Omega', 'lower'],
  ['o', 'less'],
  ['\\omega', 'more'],
]);

/** Which sign of growth an application is, by its notation; accents and subscripts make other things of the letters. */
export function growthSign(node: Node): GrowthSign | undefined {
  if (node.kind !== 'apply' || node.inverse || node.given || node.args.length !== 1 || node.brackets !== '(')
    return undefined;
  const { head } = node;
  return head.marks.length === 0 && head.subscripts.length === 0 ? signs.get(head.letter) : undefined;
}

/** The first application of a sign of growth within a formula. */
export function growthIn(root: Node): Apply | undefined {
  let found: Apply | undefined;
  walk(root, (node) => {
    if (!found && node.kind === 'apply' && growthSign(node) !== undefined) found = node;
    return found === undefined;
  });
  return found;
}

/** Whether a relation speaks of growth: it restricts no finite model, and gives no symbol a value. */
export function speaksOfGrowth({ left, right }: { readonly left: Node; readonly right: Node }): boolean {
  return growthIn(left) !== undefined || growthIn(right) !== undefined;
}

/** A formula and what is said behind it of the size that grows: `\frac{2}{\pi} d^2 \ (d \to \infty)`. */
export interface WithLimit {
  readonly node: Node;
  /** Symbols that were said to grow. */
  readonly growing: readonly string[];
}

export function splitLimit(node: Node): WithLimit {
  if (node.kind !== 'product') return { node, growing: [] };
  const last = node.factors[node.factors.length - 1];
  const growing = last && growingIn(last.node);
  if (!growing || node.factors.length < 2) return { node, growing: [] };
  const factors = node.factors.slice(0, -1);
  const [only] = factors;
  if (only && factors.length === 1) return { node: only.node, growing: [growing] };
  const end = factors[factors.length - 1]?.node.span.to ?? node.span.to;
  return { node: { ...node, factors, span: { from: node.span.from, to: end } }, growing: [growing] };
}

/** Whether a relation is one of growth: by a sign of growth, by what is said behind it, or by the words for it. */
export function isAboutGrowth(link: {
  readonly left: Node;
  readonly right: Node;
  readonly relation: Relation;
}): boolean {
  return speaksOfGrowth(link) || link.relation.kind === 'propto' || splitLimit(link.right).growing.length > 0;
}

/** `(d \to \infty)` */
function growingIn(node: Node): string | undefined {
  const body = node.kind === 'group' ? node.body : node;
  if (body.kind !== 'chain' || body.relations.length !== 1 || body.relations[0]?.kind !== 'to') return undefined;
  const [left, right] = body.operands;
  return left?.kind === 'symbol' && right?.kind === 'symbol' && right.letter === '\\infty' ? left.key : undefined;
}
