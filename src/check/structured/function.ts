import { orderOf } from '../../formula/order';
import type { Node } from '../../formula/tree';
import { walk } from '../../formula/walk';
import { NoRule } from '../../kernel/canonical/values';
import { OutOfFuel, type Fuel } from '../../kernel/fuel';
import type { Instance, Layout } from '../../model/structure/instance';
import { DoubtfulMismatch, Mismatch, NotComputed } from '../../model/structure/outcome';
import { mayBeFunction } from '../../model/structure/unknowns';
import type { Value } from '../../model/structure/value';
import type { World } from '../../model/structure/world';
import type { Scope } from '../../statement/statement';
import { lawOfFormula } from '../../statement/law';
import { holds, undecided } from '../checker';
import type { StructuredChecker, StructuredClaim, StructuredFinding } from './checker';
import { misfit, reasonOf } from './compare';
import { dependence, failed, judge } from './judge';
import type { Role } from '../role';
import { equationFor } from './exposure';
import { structuredRole } from './role';
import { inventionsIn } from './inventions';
import { makeInstance, sidesIn, sizesOfFunctions, type Manner, type Sides } from './trial';

/** Fewer instances than this in which both sides are computed say nothing. */
const fewest = 3;

/**
 * Claims with gradients, integrals, unknown functions and families of densities: the unknown ones are invented, another choice for each
 * instance, and both sides computed exactly.
 */
export const functions: StructuredChecker = {
  name: 'function',
  check(claim, fuel) {
    if (orderOf(claim.relation.kind) !== '=') return undefined;
    if (!speaksOfFunctions([claim.left, claim.right], claim.world, claim.link.scope)) return undefined;
    const usual = inInstances(claim, 'columns', fuel);
    if (usual.settled) return usual.finding;
    const open = equationFor(claim.left, claim.right, claim.world, claim.link.scope);
    if (open !== undefined) {
      const role: Role = { kind: 'given', reason: `Taken as an equation for the function $${open}$.` };
      return { finding: undecided(role.reason), role };
    }
    if (!usual.jacobians) return usual.finding;
    // Where a text turns the gradient by a matrix it has gradients by vectors that show it.
    const possible = layouts.filter(({ layout }) => layout !== 'numerator' || fractionsIn(claim) > 1);
    const layout = possible[claim.chooser.choose('layout of derivatives', possible)];
    return layout && layout.layout !== 'columns' ? inInstances(claim, layout.layout, fuel).finding : usual.finding;
  },
};

/** How many derivatives are written as fractions. */
function fractionsIn({ left, right }: StructuredClaim): number {
  let count = 0;
  for (const side of [left, right])
    walk(side, (node) => {
      if (node.kind === 'derivative' && node.style !== 'nabla') count++;
      return true;
    });
  return count;
}

/** Texts differ in how they lay out derivatives; what holds in one layout throughout is not wrong. */
const layouts: readonly { readonly layout: Layout; readonly says: string }[] = [
  { layout: 'columns', says: '' },
  { layout: 'rows', says: 'gradients are rows' },
  { layout: 'transposed', says: 'matrices of derivatives have gradients as columns' },
  { layout: 'numerator', says: 'gradients by vectors and by matrices are transposed' },
];

interface Tried {
  readonly finding: StructuredFinding;
  /** It holds, or nothing can be said whatever the layout is. */
  readonly settled: boolean;
  readonly jacobians: boolean;
}

/** Whether a gradient, an integral or the letter of a density stands in it, or an expectation with a function of which nothing is known. */
function speaksOfFunctions(sides: readonly Node[], world: World, scope: Scope): boolean {
  let found = false;
  let expects = false;
  let applies = false;
  for (const side of sides)
    walk(side, (node) => {
      switch (node.kind) {
        case 'derivative':
        case 'integral':
        case 'evaluated':
          found = true;
          break;
        case 'expectation':
          expects = true;
          break;
        case 'apply':
        case 'symbol': {
          const { key } = node.kind === 'apply' ? node.head : node;
          found ||=
            lawOfFormula(node) !== undefined &&
            (world.usage.variableOf(key, scope) !== undefined ||
              (node.kind === 'apply' && world.lawMeant(key, scope) !== undefined));
          found ||= node.kind === 'symbol' && isDerived(key, world, scope, new Set());
          applies ||= node.kind === 'apply' ? mayBeFunction(node.head, world, scope) : isFunction(key, world, scope);
          break;
        }
        default:
          break;
      }
      return !found;
    });
  return found || (expects && applies);
}

/** Whether a symbol stands for something with a derivative in it: `x_{k+1} = x_k - \eta \nabla f(x_k)`. */
function isDerived(key: string, world: World, scope: Scope, seen: Set<string>): boolean {
  const body = seen.has(key) ? undefined : world.definition(key, scope)?.body;
  if (!body) return false;
  seen.add(key);
  let found = false;
  walk(body, (node) => {
    found ||= node.kind === 'derivative' || (node.kind === 'symbol' && isDerived(node.key, world, scope, seen));
    return !found;
  });
  return found;
}

/** Words about the letters in play that are not used: shapes were guessed without them. */
function doubtOf({ world, link }: StructuredClaim, instance: Instance): string | undefined {
  for (const key of [...instance.invented, ...instance.touched]) {
    const doubt = world.usage.propertyOf(key, link.scope) ?? world.taintOf(key, link.scope);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

function isFunction(key: string, world: World, scope: Scope): boolean {
  return world.declared(key, scope)?.kind === 'function';
}

type Trial =
  | { readonly kind: 'agrees'; readonly exact: boolean; readonly sides: Sides }
  /** `indexed`: for one of several choices of two or more indices. */
  | { readonly kind: 'fails'; readonly finding: StructuredFinding; readonly indexed: boolean }
  /** Nothing is computed here, and `last` says that the others are no better. */
  | { readonly kind: 'skipped'; readonly reason: string; readonly last: boolean };

function inInstances(claim: StructuredClaim, layout: Layout, fuel: Fuel): Tried {
  const agreed: Sides[] = [];
  let reason: string | undefined;
  let doubted: StructuredFinding | undefined;
  let indexed: StructuredFinding | undefined;
  let jacobians = false;
  let exact = true;
  for (const [variant, table] of sizesOfFunctions.entries()) {
    const invention = { variant, layout };
    const manner: Manner = { table, entries: 'symbols', drawn: false, seed: `${claim.seed} ${variant}`, invention };
    const instance = makeInstance(manner, fuel);
    const trial = tryOut(claim, instance, fuel);
    jacobians ||= instance.jacobians;
    if (trial.kind === 'fails') {
      const { kind } = trial.finding.finding;
      // Of vectors with one entry it may not show what a side depends on.
      if (trial.finding.role?.kind === 'open') doubted ??= trial.finding;
      else if (kind === 'fails' && !trial.indexed) return { finding: trial.finding, settled: false, jacobians };
      // With more entries it may turn out that it fails for equal indices only.
      else if (kind === 'fails') indexed ??= trial.finding;
      else if (kind === 'conditional' && trial.indexed) return { finding: trial.finding, settled: false, jacobians };
      else doubted ??= trial.finding;
    } else if (trial.kind === 'skipped') {
      reason ??= trial.reason;
      if (trial.last) break;
    } else {
      agreed.push(trial.sides);
      exact &&= trial.exact;
    }
  }
  if (indexed) return { finding: indexed, settled: false, jacobians };
  if (doubted) return { finding: doubted, settled: false, jacobians };
  const [, seen] = agreed;
  if (agreed.length < fewest || !seen) {
    const finding = undecided(reason ?? 'Too few functions were found for which both sides are defined.');
    return { finding: { finding, role: undefined }, settled: true, jacobians };
  }
  const { invented, sizes } = seen.instance;
  const finding =
    exact && invented.size === 0 && sizes.size === 0
      ? holds('proved', 'Both sides are the same expression.')
      : holds('tested', `Both sides agree for ${agreed.length} choices of what is left open: ${openIn(seen)}.`);
  return { finding: { finding, role: roleOf(claim, seen) }, settled: true, jacobians };
}

function tryOut(claim: StructuredClaim, instance: Instance, fuel: Fuel): Trial {
  let exact = true;
  let seen: Sides | undefined;
  try {
    const all = sidesIn(instance, claim);
    for (const sides of all) {
      seen ??= sides;
      const outcome = judge(claim, sides, '=', fuel);
      if (outcome.kind === 'skipped') throw new NotComputed('the sides have no value that could be compared');
      if (outcome.kind !== 'fails') exact &&= outcome.kind === 'equal';
      else {
        const finding = failed(claim, outcome.failure, all, '=', fuel, inventionsIn(claim, instance));
        const told = instance.movingSupport ? withSupport(finding) : finding;
        return { kind: 'fails', finding: { ...told, role: roleOf(claim, sides) }, indexed: sides.indices.size > 1 };
      }
    }
  } catch (error) {
    if (error instanceof Mismatch) {
      const doubt = doubtOf(claim, instance);
      const finding = doubt === undefined ? misfit(claim, error) : { finding: undecided(doubt), role: undefined };
      return { kind: 'fails', finding, indexed: false };
    }
    // In another layout of the derivatives they may fit.
    if (error instanceof DoubtfulMismatch)
      return { kind: 'fails', finding: { finding: undecided(reasonOf(error)), role: undefined }, indexed: false };
    const reason = error instanceof NoRule ? `Not checked: ${error.message}.` : reasonOf(error);
    return { kind: 'skipped', reason, last: error instanceof OutOfFuel };
  }
  return seen
    ? { kind: 'agrees', exact, sides: seen }
    : { kind: 'skipped', reason: 'Nothing was found to try.', last: true };
}

/** Where a support moves, a gradient does not go into the integral: its ends contribute, too. */
function withSupport(found: StructuredFinding): StructuredFinding {
  const { finding } = found;
  if (finding.kind !== 'fails') return found;
  const support =
    'The support of the density depends on its parameter, so that its ends contribute to a gradient, too.';
  return { ...found, finding: { ...finding, reason: `${finding.reason} ${support}` } };
}

/** What is left open, in words. */
function openIn({ instance }: Sides): string {
  const kinds = [
    ...(instance.invented.size > 0 ? ['functions and densities'] : []),
    ...(instance.sizes.size > 0 ? ['dimensions'] : []),
  ];
  return kinds.length > 0 ? kinds.join(', ') : 'numbers';
}

/** An identity between functions of the same letters is claimed also where nothing draws it as a conclusion; that a gradient is zero may be a condition. */
function roleOf({ link }: StructuredClaim, sides: Sides): Role {
  const plainRole = structuredRole(link, undefined);
  if (plainRole.kind !== 'claim') return plainRole;
  const { left, right } = dependence(sides);
  const constant = left.size === 0 || right.size === 0;
  if (constant && sides.instance.invented.size > 0 && [sides.left, sides.right].some(isZero))
    return { kind: 'open', reason: 'This may be a condition on what stands in it.' };
  const shared = [...left].some((key) => right.has(key));
  const asserted = link.attitude === 'concluded' || link.size > 1 || link.implicit;
  if (shared || asserted) return { kind: 'claim' };
  return { kind: 'open', reason: 'The two sides speak of different quantities.' };
}

function isZero({ entries }: Value): boolean {
  return entries.every((entry) => entry.numerator.size === 0);
}
