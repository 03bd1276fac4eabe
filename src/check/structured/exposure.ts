import type { Node } from '../../formula/tree';
import { walk } from '../../formula/walk';
import { lawOfFormula } from '../../statement/law';
import { deltaIndices } from '../../model/structure/indexing';
import { isNamedLoss } from '../../model/structure/losses';
import { measureIn } from '../../model/structure/divergence';
import type { World } from '../../model/structure/world';
import type { Scope } from '../../statement/statement';

/**
 * Functions of which nothing is known that stand outside of all expectations and integrals, also behind definitions: a relation between such a
 * function and other things may say what the function is.
 */
export function exposedFunctions(root: Node, world: World, scope: Scope): ReadonlySet<string> {
  const found = new Set<string>();
  collect(root, world, scope, found, new Set());
  return found;
}

function collect(root: Node, world: World, scope: Scope, found: Set<string>, seen: Set<string>): void {
  walk(root, (node) => {
    if (node.kind === 'expectation' || node.kind === 'integral') return false;
    if (measureIn(node, world, scope)) return false;
    if (node.kind !== 'symbol' && node.kind !== 'apply') return true;
    const { key } = node.kind === 'symbol' ? node : node.head;
    if (node.kind === 'symbol' && seen.has(key)) return false;
    const body = (world.ruleOf(key, scope) ?? world.definition(key, scope))?.body;
    if (body && !seen.has(key)) {
      seen.add(key);
      collect(body, world, scope, found, seen);
    } else if (node.kind === 'symbol' && isNamedLoss(node, world, scope)) found.add(key);
    else if (!body && isOpen(node, key, world, scope)) found.add(key);
    return node.kind === 'apply';
  });
}

function isOpen(node: Node, key: string, world: World, scope: Scope): boolean {
  const head = node.kind === 'apply' ? node.head : node;
  if (head.kind === 'symbol' && deltaIndices(head)) return false;
  const kind = world.declared(key, scope)?.kind;
  if (kind === 'function') return true;
  const law = lawOfFormula(node)?.law;
  const isDensity = (law !== undefined && law !== key) || world.usage.variableOf(key, scope) !== undefined;
  return (
    kind === undefined &&
    !isDensity &&
    (node.kind === 'apply' || world.usage.argumentsOf(key, scope) !== undefined) &&
    !world.knows(key, scope)
  );
}

/** The functions, and the densities of which only the letter is known, that only one of two sides speaks of. */
export function equationFor(left: Node, right: Node, world: World, scope: Scope): string | undefined {
  const [a, b] = [exposedFunctions(left, world, scope), exposedFunctions(right, world, scope)];
  const [p, q] = [openLaws(left, world, scope), openLaws(right, world, scope)];
  // `E_{x \sim p}[f(x)] = E_{z \sim \mathcal N}[f(\mu + z)]` may say what p is.
  const differing = p.named > 0 && q.named > 0 ? (missing(p.open, q.open) ?? missing(q.open, p.open)) : undefined;
  return missing(a, b) ?? missing(b, a) ?? differing;
}

function missing(from: ReadonlySet<string>, other: ReadonlySet<string>): string | undefined {
  return [...from].find((key) => !other.has(key));
}

/** The laws below expectations: how many there are, and those of which only the letter is known. */
function openLaws(
  root: Node,
  world: World,
  scope: Scope,
): { readonly named: number; readonly open: ReadonlySet<string> } {
  const open = new Set<string>();
  let named = 0;
  walk(root, (node) => {
    if (node.kind !== 'expectation' || node.subscript?.kind !== 'chain') return true;
    const [, right] = node.subscript.operands;
    const law = right && lawOfFormula(right);
    if (!law) return true;
    named++;
    const settled =
      law.args.length > 0 ||
      world.ruleOf(law.law, scope) !== undefined ||
      world.lawMeant(law.law, scope) !== undefined ||
      world.usage.makingOf(law.law, scope) !== undefined;
    if (!settled && world.nodeOf(law.law)) open.add(law.law);
    return true;
  });
  return { named, open };
}
