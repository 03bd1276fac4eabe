import type { Node, RelationKind, SymbolNode } from '../../formula/tree';
import type { Scope } from '../../statement/statement';
import type { EntrySign } from './instance';
import { isIndexLetter, plain, stemOf, type Condition } from './known';
import type { World } from './world';

/** What is said of the sign of a symbol, or of each entry of an array (`g_j \ne 0` for all $j$). */
export function signSaid(world: World, node: SymbolNode, arity: number, scope: Scope): EntrySign {
  const domain = arity === 0 ? world.declared(node.key, scope)?.domain : undefined;
  let sign: EntrySign = domain?.positive
    ? 'positive'
    : domain?.nonnegative
      ? 'nonnegative'
      : domain?.nonzero
        ? 'nonzero'
        : 'any';
  if (arity === 0) sign = stronger(sign, world.parameterSign(node.key, scope));
  for (const condition of world.assumptions.around(node, scope)) {
    const said = signIn(condition, node, arity);
    if (said) sign = stronger(sign, said);
  }
  return sign;
}

/** What a condition says of the sign of that symbol or its entries, if that is all it says. */
export function signIn(condition: Condition, node: SymbolNode, arity: number): EntrySign | undefined {
  const [left, right] = [plain(condition.left), plain(condition.right)];
  if (isZero(right) && isEntry(left, node, arity)) return signBy(condition.relation);
  if (isZero(left) && isEntry(right, node, arity)) return signBy(mirrored(condition.relation));
  return undefined;
}

function isEntry(part: Node, node: SymbolNode, arity: number): boolean {
  if (part.kind !== 'symbol') return false;
  if (arity === 0) return part.key === node.key;
  const own = part.subscripts.slice(node.subscripts.length);
  return stemOf(part) === stemOf(node) && own.length === arity && own.every(isIndexLetter);
}

function isZero(node: Node): boolean {
  return node.kind === 'number' && Number(node.digits) === 0;
}

function signBy(relation: RelationKind): EntrySign | undefined {
  switch (relation) {
    case '!=':
      return 'nonzero';
    case '>':
      return 'positive';
    case '>=':
      return 'nonnegative';
    default:
      return undefined;
  }
}

function mirrored(relation: RelationKind): RelationKind {
  return relation === '<'
    ? '>'
    : relation === '<='
      ? '>='
      : relation === '>'
        ? '<'
        : relation === '>='
          ? '<='
          : relation;
}

const strength: Readonly<Record<EntrySign, number>> = { any: 0, nonnegative: 1, nonzero: 2, positive: 3, unit: 4 };

function stronger(a: EntrySign, b: EntrySign): EntrySign {
  if ((a === 'nonzero' && b === 'nonnegative') || (b === 'nonzero' && a === 'nonnegative')) return 'positive';
  return strength[a] >= strength[b] ? a : b;
}
