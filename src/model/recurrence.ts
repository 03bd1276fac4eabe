import type { Node } from '../formula/tree';
import { walk } from '../formula/walk';
import { holdsIn, type Link, type Scope } from '../statement/statement';
import { indexValue, memberIn } from './members';

/** `a_{n+1} = 3a_n + 2`: what a member is in terms of earlier ones. */
export interface Recurrence {
  readonly sequence: string;
  /** The letter that counts. */
  readonly letter: string;
  /** The member that is told has the index `letter + shift`. */
  readonly shift: number;
  readonly body: Node;
  readonly scope: Scope;
  /** It is told, not found. */
  readonly isTold: boolean;
}

/** `a_0 = 1`, or `T(n) = 1` for `n \le 1` (`andBelow`). */
export interface FirstValue {
  readonly index: number;
  readonly value: Node;
  readonly scope: Scope;
  readonly andBelow: boolean;
  /** The sentence that it holds in only: it takes the place of one that was told before. */
  readonly sentence: number | undefined;
}

/** A value that a solution gives of a member: `a_3 = 17`. */
export interface ClaimedValue {
  readonly value: Node;
  readonly scope: Scope;
  /** The place (“line 3”), if it is refuted. */
  readonly wrongAt: string | undefined;
}

/** The sequences that were told by a recurrence, with their first values: filled link by link in document order. */
export class Recurrences {
  private readonly recurrences = new Map<string, Recurrence[]>();
  private readonly first = new Map<string, FirstValue[]>();
  private readonly claimed = new Map<string, Map<number, ClaimedValue[]>>();

  /** Takes in a relation that was decided: whether it holds by what was told before, and `wrongAt`, its place where it is refuted. */
  take(link: Link, holds: boolean, wrongAt: string | undefined): void {
    const { left, right, relation, scope, attitude } = link;
    const isTold = attitude === 'assumed' || scope.kind === 'statement';
    // "$F_1 = F_2 = 1$" tells both.
    if (
      (link.index > 0 && !isTold) ||
      relation.negated ||
      attitude === 'denied' ||
      attitude === 'asked' ||
      link.several
    )
      return;
    if (relation.kind !== '=' && relation.kind !== ':=' && relation.kind !== 'approx') return;
    const member = memberIn(left);
    if (!member) return;
    const index = indexValue(member.index, new Map());
    if (index !== undefined) {
      this.takeValue(member.sequence, index, link, wrongAt);
      return;
    }
    if (relation.kind === 'approx' || wrongAt !== undefined || link.index > 0 || holds) return;
    const counted = countedBy(member.index);
    if (!counted) return;
    const told = right.kind === 'cases' ? this.inCases(member.sequence, counted.letter, right, scope) : right;
    if (!told || !mentions(told, member.sequence)) return;
    const list = this.recurrences.get(member.sequence) ?? [];
    this.recurrences.set(member.sequence, list);
    list.push({ sequence: member.sequence, ...counted, body: told, scope, isTold });
  }

  private takeValue(
    sequence: string,
    index: number,
    { right, scope, attitude, relation, passage }: Link,
    wrongAt?: string,
  ): void {
    const known = this.recurrences.get(sequence)?.some((told) => holdsIn(told.scope, scope)) === true;
    const isFirst = attitude === 'assumed' || scope.kind === 'statement' || !known;
    if (isFirst && relation.kind !== 'approx' && wrongAt === undefined) {
      // "If instead $a_0 = 2$" speaks of another sequence.
      const before = this.first.get(sequence)?.some((told) => told.index === index && holdsIn(told.scope, scope));
      const isOther = before === true && scope.kind !== 'statement';
      const sentence = isOther ? passage.sentence : undefined;
      this.addFirst(sequence, { index, value: right, scope, andBelow: false, sentence });
      return;
    }
    const values = this.claimed.get(sequence) ?? new Map<number, ClaimedValue[]>();
    this.claimed.set(sequence, values);
    values.set(index, [...(values.get(index) ?? []), { value: right, scope, wrongAt }]);
  }

  private addFirst(sequence: string, value: FirstValue): void {
    const list = this.first.get(sequence);
    if (list) list.push(value);
    else this.first.set(sequence, [value]);
  }

  /** The general row of `\begin{cases} 1 & n = 1 \\ 2T(n/2) + n & n > 1 \end{cases}`; the others are first values. */
  private inCases(
    sequence: string,
    letter: string,
    node: Extract<Node, { kind: 'cases' }>,
    scope: Scope,
  ): Node | undefined {
    const general = node.rows.filter((row) => mentions(row.value, sequence));
    const [only] = general;
    if (!only || general.length > 1) return undefined;
    const values: FirstValue[] = [];
    for (const { value, condition } of node.rows) {
      if (value === only.value) continue;
      const at = condition && boundOf(condition, letter);
      if (!at) return undefined;
      values.push({ ...at, value, scope, sentence: undefined });
    }
    for (const value of values) this.addFirst(sequence, value);
    return only.value;
  }

  /** The recurrence of a sequence that is in force; undefined where none is, or several that were not told for parts of their own: best and worst cases. */
  of(sequence: string, scope: Scope): Recurrence | undefined {
    const known = this.recurrences.get(sequence)?.filter((told) => holdsIn(told.scope, scope)) ?? [];
    const last = known.at(-1);
    const others = known.slice(0, -1).filter((told) => told.scope.id === last?.scope.id || last?.isTold === false);
    return others.length === 0 ? last : undefined;
  }

  /** The first values in force, of each index the innermost; undefined where different ones were told of one index. */
  firstValues(sequence: string, scope: Scope, sentence: number): ReadonlyMap<number, FirstValue> | undefined {
    const found = new Map<number, FirstValue>();
    for (const told of this.first.get(sequence) ?? []) {
      if (!holdsIn(told.scope, scope)) continue;
      if (told.sentence !== undefined && told.sentence !== sentence) return undefined;
      if (told.sentence === undefined && found.get(told.index)?.scope.id === told.scope.id) return undefined;
      found.set(told.index, told);
    }
    return found;
  }

  /** The values in force that the solution gave of members before that one, the last of each. */
  claimedBefore(sequence: string, index: number, scope: Scope): ReadonlyMap<number, ClaimedValue> {
    const found = new Map<number, ClaimedValue>();
    for (const [at, values] of this.claimed.get(sequence) ?? []) {
      const last = values.filter((told) => holdsIn(told.scope, scope)).at(-1);
      if (last && at < index) found.set(at, last);
    }
    return found;
  }
}

function mentions(root: Node, sequence: string): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= memberIn(node)?.sequence === sequence;
    return !found;
  });
  return found;
}

/** `n`, `n + 1`, `k - 2`: the letter and what is added. */
function countedBy(index: Node): { readonly letter: string; readonly shift: number } | undefined {
  if (index.kind === 'symbol') return { letter: index.key, shift: 0 };
  if (index.kind !== 'add' || index.terms.length !== 2) return undefined;
  const [first, second] = index.terms;
  if (first?.node.kind !== 'symbol' || first.sign !== '+' || second?.node.kind !== 'number') return undefined;
  const step = Number(second.node.digits);
  if (!Number.isSafeInteger(step) || step > 20) return undefined;
  return { letter: first.node.key, shift: second.sign === '-' ? -step : step };
}

/** `n = 1`, `n \le 1`, `n < 2`: the last index to which a row of cases belongs. */
function boundOf(condition: Node, letter: string): { readonly index: number; readonly andBelow: boolean } | undefined {
  const inner = condition.kind === 'sequence' ? condition.items.at(-1)?.node : condition;
  if (inner?.kind !== 'chain' || inner.relations.length !== 1) return undefined;
  const [left, right] = inner.operands;
  const value = right && indexValue(right, new Map());
  if (left?.kind !== 'symbol' || left.key !== letter || value === undefined) return undefined;
  switch (inner.relations[0]?.kind) {
    case '=':
      return { index: value, andBelow: false };
    case '<=':
      return { index: value, andBelow: true };
    case '<':
      return { index: value - 1, andBelow: true };
    default:
      return undefined;
  }
}
