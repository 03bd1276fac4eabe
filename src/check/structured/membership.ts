import type { Node } from '../../formula/tree';
import { Mismatch } from '../../model/structure/outcome';
import { isScalar, shapeWords, type Value } from '../../model/structure/value';
import { readSet } from '../../statement/membership';
import { printLatex } from '../../formula/print';
import { differs, type Finding, holds, undecided } from '../checker';
import type { StructuredChecker, StructuredClaim } from './checker';
import { misfit, reasonOf } from './compare';
import { structuredRole } from './role';
import { evaluateSides, sizeTables } from './trial';

/** `y' = Ux \in \mathbb R^{d_2}`: the shape of something that is computed, against the set that it is said to lie in. */
export const membership: StructuredChecker = {
  name: 'matrix',
  check(claim, fuel) {
    if (claim.relation.kind !== 'in') return undefined;
    const { left, world, link } = claim;
    if (left.kind === 'symbol' && !world.definition(left.key, link.scope)) return undefined;
    const shape = shapeOf(claim.right);
    if (!shape) return undefined;
    try {
      const [table = []] = sizeTables;
      const side = (node: Node): StructuredClaim => ({ ...claim, right: node });
      const [first] = evaluateSides(side(left), { table, entries: 'symbols', drawn: false, seed: claim.seed }, fuel);
      if (!first) return undefined;
      const sizes = shape.map((dimension) => evaluateWhole(dimension, first.instance.sizes));
      if (sizes.some((s) => s === undefined))
        return { finding: undecided('The dimensions of the set were not understood.'), role: undefined };
      return {
        finding: judge(first.left, sizes as readonly number[], shape, first.instance.assumed),
        role: structuredRole(link, undefined),
      };
    } catch (error) {
      // Of a chain the product itself is marked, where it is formed.
      if (error instanceof Mismatch && link.index === 0) return misfit(claim, error);
      if (error instanceof Mismatch)
        return { finding: undecided('What stands before this does not fit together.'), role: undefined };
      return { finding: undecided(reasonOf(error)), role: undefined };
    }
  },
};

function judge(value: Value, sizes: readonly number[], shape: readonly Node[], assumed: ReadonlySet<string>): Finding {
  if (value.identity) return undecided('The size of the identity matrix was not said.');
  const [rows = 1, columns = 1] = sizes;
  if (value.rows === rows && value.columns === columns) return holds('proved', 'The shape is the one that is said.');
  // A row or a one by one matrix may be meant where a vector or a number is said.
  if (isScalar(value) || value.entries.length === rows * columns)
    return undecided('Rows and columns are not told apart here.');
  const [assumption] = assumed;
  if (assumption !== undefined) return undecided(`This takes for granted ${assumption}.`);
  const wanted = shape.map(printLatex).join(' \\times ');
  const reason = `What stands on the left is ${shapeWords(value)}, not of shape $${wanted}$.`;
  return differs(reason, shapeWords(value), wanted, 'exact');
}

function evaluateWhole(dimension: Node, sizes: ReadonlyMap<string, number>): number | undefined {
  if (dimension.kind === 'number') return Number(dimension.digits);
  return sizes.get(printLatex(dimension)) ?? (dimension.kind === 'symbol' ? sizes.get(dimension.key) : undefined);
}

function shapeOf(set: Node): readonly Node[] | undefined {
  const known = readSet(set);
  if (known && known.shape.length > 0) return known.shape;
  // `\{-1, 1\}^{d}`
  if (set.kind === 'power' && (set.base.kind === 'tuple' || set.base.kind === 'group')) return [set.exponent];
  return undefined;
}
