import type { Node } from '../../formula/tree';
import { symbolsOf, walk } from '../../formula/walk';
import type { Link } from '../../statement/statement';
import type { Role } from '../role';
import type { Sides } from './trial';

/** The symbols that each side depends on after everything defined is put in, and one situation to look their kinds up. */
export interface Dependence {
  readonly left: ReadonlySet<string>;
  readonly right: ReadonlySet<string>;
  readonly sides: Sides;
}

/**
 * What a relation between structured quantities is in its context. Numbers that are open (a factor c) make an equation one to be solved, unless
 * they stand on both sides; vectors, matrices and random quantities do not.
 */
export function structuredRole(link: Link, depends: Dependence | undefined): Role {
  if (link.attitude === 'denied') return { kind: 'silent', reason: 'The text does not assert this.' };
  if (link.attitude === 'asked') return { kind: 'silent', reason: 'This is asked, not claimed.' };
  if (link.relation.kind === ':=') return { kind: 'given', reason: 'This is a definition.' };
  if (link.scope.kind === 'statement') return { kind: 'given', reason: 'This is part of the problem’s statement.' };
  if (link.attitude === 'assumed') return { kind: 'given', reason: 'This is assumed.' };
  if (!depends) return { kind: 'claim' };
  const { left, right } = depends;
  const lost = [...left].filter((key) => !right.has(key));
  const gained = [...right].filter((key) => !left.has(key));
  // Of a mean or a spread in the same symbols it is said what it comes to.
  const comes = link.left.kind === 'expectation' && lost.length === 0 && gained.length === 0;
  const asserted = link.attitude === 'concluded' || link.size > 1 || link.implicit || comes;
  if (lost.length === 0 && gained.length === 0) {
    if (asserted || ![...left].some((key) => isOpenNumber(key, depends))) return { kind: 'claim' };
    return { kind: 'given', reason: 'Taken as an equation: nothing says that it holds for all values of its symbols.' };
  }
  const unknown = unknownIn(link, { lost, gained }, depends);
  if (unknown !== undefined) return { kind: 'open', reason: `Taken as an equation for $${unknown}$.` };
  const numbers = [...lost, ...gained].filter((key) => isOpenNumber(key, depends));
  const structured = [...lost, ...gained].length > numbers.length;
  const shared = [...left].some((key) => right.has(key) && !isOpenNumber(key, depends));
  if (numbers.length > 0 && !(shared && asserted))
    return { kind: 'open', reason: `Taken as an equation for $${numbers[0] ?? ''}$.` };
  if (structured && !asserted) return { kind: 'open', reason: 'The two sides speak of different quantities.' };
  return { kind: 'claim' };
}

/**
 * The vector or matrix that a lone equation is for: `A^\top A x = A^\top b` and `A^\top(Ax - b) = 0` hold for some x and claim nothing of all,
 * unlike what is said of a gradient or an expectation.
 */
function unknownIn(
  { left, right, size }: Link,
  { lost, gained }: { readonly lost: readonly string[]; readonly gained: readonly string[] },
  { sides: { instance } }: Dependence,
): string | undefined {
  if (size > 1 || left.kind === 'symbol' || right.kind === 'symbol' || has(left, 'expectation')) return undefined;
  const isFree = (key: string): boolean =>
    (instance.chosen.get(key)?.entries.length ?? 0) > 1 && ![...instance.owners.values()].includes(key);
  const free = lost.filter(isFree);
  const vector = free.find((key) => /^[xyzwuv]|^\\(?:theta|beta|mathbf\{[xyzwuv]\})/.test(key)) ?? free.at(-1);
  if (vector === undefined) return undefined;
  const isZero = right.kind === 'number' && /^0+$/.test(right.digits);
  if (isZero) return vector;
  // What stands in a definition only is not what an equation is solved for.
  if (![left, right].some((side) => symbolsOf(side).includes(vector))) return undefined;
  return gained.some(isFree) && !has(left, 'derivative') && !has(left, 'apply') ? vector : undefined;
}

function has(root: Node, kind: Node['kind']): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= node.kind === kind;
    return !found;
  });
  return found;
}

function isOpenNumber(key: string, { sides }: Dependence): boolean {
  return sides.instance.chosen.get(key)?.entries.length === 1 && !sides.instance.owners.size
    ? true
    : isLoneNumber(key, sides);
}

/** A single deterministic number: not one entry of something, and not random. */
function isLoneNumber(key: string, { instance }: Sides): boolean {
  const value = instance.chosen.get(key);
  return value !== undefined && value.entries.length === 1 && ![...instance.owners.values()].includes(key);
}
