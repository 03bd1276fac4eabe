import type { Apply, Node, SymbolNode } from '../../formula/tree';
import { walk } from '../../formula/walk';
import type { Scope } from '../../statement/statement';
import { lawOfFormula } from '../../statement/law';
import { lawNames } from '../../statement/words';
import { speaksOfJoint } from './cells';
import { measureIn } from './divergence';
import { probabilityIn } from './events';
import { patternOf } from './known';
import { countingParameters } from './places';
import { transformIn } from './transforms';
import type { World } from './world';

/** Whether a formula speaks of vectors, matrices or random quantities, by its notation or by what was said of its symbols. */
export function isStructured(node: Node, world: World, scope: Scope): boolean {
  return speaks(node, world, scope, new Set());
}

function speaks(root: Node, world: World, scope: Scope, seen: Set<string>): boolean {
  let found = false;
  walk(root, (node) => {
    if (found) return false;
    switch (node.kind) {
      case 'norm':
      case 'transpose':
        found = true;
        return false;
      case 'derivative':
        found = node.style === 'nabla' || speaksOfDensity(node.operand, world, scope);
        return !found;
      case 'integral':
        found = speaksOfDensity(node.body, world, scope);
        return !found;
      case 'expectation':
        found = node.operator !== 'P' || probabilityIn(node, world, scope) !== undefined;
        return !found;
      case 'apply':
        found =
          (lawOfFormula(node)?.law === node.head.key && world.lawMeant(node.head.key, scope) !== undefined) ||
          measureIn(node, world, scope) !== undefined ||
          transformIn(node, world, scope) !== undefined ||
          speaksOfJoint(node, world, scope) ||
          speaksOfPlaces(node, world, scope) ||
          probabilityIn(node, world, scope) !== undefined;
        return !found;
      case 'call':
        found =
          measureIn(node, world, scope) !== undefined ||
          /^(?:entry|tr|trace|diag|RMS|rank|rk)$/.test(node.name) ||
          world.ruleOf(`call ${node.name}`, scope) !== undefined;
        return !found;
      case 'symbol':
        found = standsForStructure(node, world, scope, seen);
        return !found;
      default:
        return true;
    }
  });
  return found;
}

/** Whether a function is applied of which an argument picks entries: `\pi_\theta(a)`. */
function speaksOfPlaces({ head }: Apply, world: World, scope: Scope): boolean {
  const rule = world.ruleOf(head.key, scope);
  return rule !== undefined && countingParameters(rule).size > 0;
}

/** Whether the letter of a density stands in it that something is said to have as its law. */
function speaksOfDensity(root: Node, world: World, scope: Scope): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.kind === 'symbol' || node.kind === 'apply') {
      const { key } = node.kind === 'symbol' ? node : node.head;
      const letter = node.kind === 'symbol' ? node : node.head;
      const settled = letter.subscripts.length === 0 && world.ruleOf(key, scope) !== undefined;
      found ||=
        !settled &&
        lawOfFormula(node)?.law === key &&
        (world.usage.variableOf(key, scope) !== undefined ||
          (node.kind === 'apply' && world.lawMeant(key, scope) !== undefined));
    }
    return !found;
  });
  return found;
}

function standsForStructure(node: SymbolNode, world: World, scope: Scope, seen: Set<string>): boolean {
  const { key } = node;
  if (seen.has(key)) return false;
  seen.add(key);
  const law = world.lawOf(key, scope) ?? world.lawOf(patternOf(node), scope);
  if (law && isLaw(law.law, world, scope)) return true;
  if (world.spectra.of(node, scope)) return true;
  const declared = world.declared(key, scope);
  if ((declared?.shape?.length ?? 0) > 0 || world.arrays.traitsOf(key, scope).length > 0) return true;
  const definition = world.definition(key, scope);
  if (definition) return speaks(definition.body, world, scope, seen);
  if (world.ruleOf(patternOf(node), scope)) return true;
  const base = node.subscripts.length > 0 ? world.baseOf(node, scope) : undefined;
  const baseNode = base === undefined ? undefined : world.nodeOf(base);
  if (baseNode && standsForStructure(baseNode, world, scope, seen)) return true;
  return node.subscripts.length > 0 && world.sibling(node, scope) !== undefined;
}

/** A law that can be computed with, by its name or by what was said of its letter. */
export function isLaw(name: string, world: World, scope: Scope): boolean {
  if (knownLaws.has(name) || world.ruleOf(name, scope) !== undefined) return true;
  return world.lawMeant(name, scope) !== undefined;
}

const knownLaws: ReadonlySet<string> = new Set([
  'standard normal',
  'points',
  'moments',
  'unread',
  ...lawNames.values(),
]);

/** Whether all that a formula speaks of are dimensions: those are no unknowns. */
export function speaksOfDimensions(nodes: readonly Node[], world: World, scope: Scope): boolean {
  let dimensions = 0;
  let others = 0;
  const indices = new Set<string>();
  for (const root of nodes)
    walk(root, (node) => {
      if (node.kind === 'big' && node.lower)
        walk(node.lower, (part) => void (part.kind === 'symbol' && indices.add(part.key)));
      if (node.kind !== 'symbol') return true;
      if (world.isSide(node.key, scope)) dimensions++;
      else if (node.key !== '\\pi' && !indices.has(node.key)) others++;
      return false;
    });
  return dimensions > 0 && others === 0;
}
