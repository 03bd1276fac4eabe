import type { Node } from '../formula/tree';
import { hasExactPlusMinus } from '../formula/plus-minus';
import type { Link } from './statement';

/**
 * Relations that list values or possibilities together.
 *
 *     (x-2)(x-3) = 0, so $x = 2$ or $x = 3$          two members
 *     x = 2, 3        x = \pm 3        x \in \{2, 3\}      one member
 *     so the solutions are $x = 2$ and $x = 3$       two members, `all`
 */
export interface SolutionSet {
  readonly members: readonly Member[];
  /** Each of them is said to be a solution: by words, or by "and" and commas between equations. */
  readonly all: boolean;
  /** Inequalities or intervals stand among them. */
  readonly ranges: boolean;
  /** They are told to be all there are: by "or", an arrow or such words, with nothing that picks some out. */
  readonly complete: boolean;
}

export interface Member {
  /** Of the link, among all links. */
  readonly index: number;
  readonly link: Link;
  /** What the left side may be. */
  readonly values: readonly Node[];
}

/** The sets of a document, by the index of each of their members. */
export function solutionSets(links: readonly Link[]): ReadonlyMap<number, SolutionSet> {
  const found = new Map<number, SolutionSet>();
  for (let index = 0; index < links.length;) {
    const members = membersFrom(links, index);
    const [first] = members;
    if (first && lists(members)) {
      const words = `${first.link.passage.since} ${first.link.passage.previous ? '' : first.link.passage.lead}`;
      const or = members.some(({ link }) => link.joined === 'or');
      const all = (solutionWords.test(words) || (members.length > 1 && !or)) && !picking.test(words);
      const told = solutionWords.test(words) || first.link.step?.how === 'arrow' || or || members.length === 1;
      const ranges = members.some(({ link }) => isRange(link));
      const set = { members, all, ranges, complete: told && !picking.test(words) };
      for (const member of members) found.set(member.index, set);
    } else if (listsValues(links[index])) {
      const link = links[index];
      const values = link && valuesOf(link);
      if (link && values)
        found.set(index, { members: [{ index, link, values }], all: true, ranges: false, complete: true });
    }
    index = (members.at(-1)?.index ?? index) + 1;
  }
  return found;
}

/** The set with another link in place of one of its members. */
export function withMember(set: SolutionSet, index: number, link: Link): SolutionSet {
  const members = set.members.map((member) =>
    member.index === index ? { index, link, values: valuesOf(link) ?? member.values } : member,
  );
  return { ...set, members };
}

const solutionWords =
  /\b(?:solutions?|roots?|zeros|zeroes|eigenvalues?|answers?|values)\b[^.;]{0,60}\b(?:are|is|as|be)\b[^.;]{0,20}$/i;

/** Words by which not all solutions are meant, or more than the solutions. */
const picking =
  /\b(?:possib\w+|candidate\w*|potential\w*|positive|negative|integer\w*|rational|whole|natural|non-?zero|extraneous|valid|one|first|second|third|largest|smallest|greatest|least|other|another|some|example|e\.g|such as|including|if|when|case|try\w*|test\w*|check\w*|guess\w*)\b/i;

/** The chains from `index` on that are put beside each other. */
function membersFrom(links: readonly Link[], index: number): readonly Member[] {
  const members: Member[] = [];
  for (let at = index; at < links.length;) {
    const link = links[at];
    const before = members.at(-1)?.link;
    if (!link || link.index !== 0 || link.implicit || !isAsserted(link)) break;
    if (before && !belongs(link, before)) break;
    const values = valuesOf(link);
    if (!values) break;
    members.push({ index: at, link, values });
    const chain = link.chain;
    while (at < links.length && links[at]?.chain === chain) at++;
  }
  return members;
}

function isAsserted({ attitude, scope, underCondition }: Link): boolean {
  return (attitude === 'stated' || attitude === 'concluded') && scope.kind !== 'statement' && !underCondition;
}

/** "or" puts any two equations beside each other; "and" and commas only two values of one symbol. */
function belongs(link: Link, before: Link): boolean {
  if (link.joined === undefined || link.step?.how === 'arrow' || link.scope.id !== before.scope.id) return false;
  if (link.joined === 'or') return true;
  if (isRange(link) || isRange(before)) return false;
  return link.left.kind === 'symbol' && before.left.kind === 'symbol' && link.left.key === before.left.key;
}

function valuesOf(link: Link): readonly Node[] | undefined {
  const { relation, right, further } = link;
  if (relation.negated || relation.modulus !== undefined) return undefined;
  if (relation.kind === '=') return [right, ...further];
  if (isRange(link)) return link.size === 1 ? [right] : undefined;
  if (relation.kind !== 'in' || link.left.kind !== 'symbol') return undefined;
  if (right.kind === 'group' && right.style === 'curly') return [right.body];
  return right.kind === 'tuple' && right.open === '{' && right.items.length > 0 ? right.items : undefined;
}

/** `\frac{5 \pm 7}{2} = 6, -1`: both values of the left side. */
function listsValues(link: Link | undefined): boolean {
  if (!link || !isAsserted(link) || link.relation.kind !== '=' || !hasExactPlusMinus(link.left)) return false;
  return link.further.length > 0 && !hasExactPlusMinus(link.right);
}

/** `x > 2`, `x \in (-3, 3)`, `x \in (-\infty, 1) \cup (2, \infty)` */
function isRange({ left, relation, right }: Link): boolean {
  if (relation.kind === 'in') return left.kind === 'symbol' && isInterval(right);
  return relation.kind === '<' || relation.kind === '<=' || relation.kind === '>' || relation.kind === '>=';
}

function isInterval(set: Node): boolean {
  if (set.kind === 'group') return isInterval(set.body);
  if (set.kind === 'call') return set.name === 'union' && set.args.every(isInterval);
  return set.kind === 'tuple' && set.open !== '{' && set.open !== '<' && set.items.length === 2;
}

function lists(members: readonly Member[]): boolean {
  const [first] = members;
  if (members.length !== 1 || !first) return members.length > 1;
  const { link, values } = first;
  if (link.relation.kind === 'in' || values.length > 1) return true;
  return hasExactPlusMinus(link.right) && !hasExactPlusMinus(link.left);
}
