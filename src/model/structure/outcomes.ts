import type { Expectation, Node } from '../../formula/tree';
import { walk } from '../../formula/walk';
import { compareWithZero, type Event } from '../../kernel/chance';
import type { Quotient } from '../../kernel/canonical/atom';
import type { Evaluator } from './evaluator';
import { eventOf, probabilityIn, type Probability } from './events';
import { plain } from './known';
import { NeedsNumbers, stop } from './outcome';
import { transformIn } from './transforms';
import { addValues, mapValue, multiplyValues, scalar, scaled, transposeOf, type Value } from './value';

/**
 * Finitely many outcomes in the place of a law of which nothing is known: how likely each is, and what each random letter is worth in it.
 * A formula has a value at an outcome; an expectation is a sum over outcomes, a conditional one a sum over those that agree with the present one.
 */
export interface Outcomes {
  readonly chances: readonly Quotient[];
  /** For each letter its values, by outcome. */
  readonly letters: ReadonlyMap<string, readonly Quotient[]>;
  /** The letters are independent of one another. */
  readonly independent: boolean;
  /** Means that were taken, by what they are taken of. */
  readonly means: Map<Node, Map<string, Value>>;
}

/** What random letters are worth at one outcome; of some letters only, the others as they are. */
export function atOutcome(ev: Evaluator, k: number, only?: ReadonlySet<string>): Evaluator {
  const values = new Map<string, Value>();
  for (const [key, list] of outcomesOf(ev).letters) {
    const value = list[k];
    if (value && (!only || only.has(key))) values.set(key, scalar(value));
  }
  return ev.varying(values);
}

/** `\mathbb E`, Var and Cov, of everything or given letters and events. */
export function expectationOverOutcomes(
  ev: Evaluator,
  { operator, subscript, args, given = [] }: Pick<Expectation, 'operator' | 'subscript' | 'args' | 'given'>,
): Value {
  const [first, second] = args;
  if (!first || operator === 'P') return stop('what this is the expectation of was not understood');
  if (operator !== 'Cov' && args.length > 1) return stop('the expectation has several arguments');
  const { algebra } = ev;
  const places = placesOver(ev, [...args, ...given], subscript, given);
  return remembered(ev, first, `${operator} ${places.key ?? ''}`, places.key === undefined, () => {
    const own = places.list.map(({ at }) => at.value(first));
    const middle = meanOf(ev, places, own);
    if (operator === 'E') return middle;
    const others = second ? places.list.map(({ at }) => at.value(second)) : own;
    const back = second ? meanOf(ev, places, others) : middle;
    const away = (value: Value, from: Value): Value =>
      addValues(algebra, value, scaled(algebra, from, algebra.integer(-1)));
    const products = own.map((value, k) =>
      multiplyValues(algebra, away(value, middle), transposeOf(away(others[k] ?? value, back)), false),
    );
    return meanOf(ev, places, products);
  });
}

/** The probability of events: the mean of what is 1 where they happen and 0 elsewhere. */
export function probabilityOverOutcomes(ev: Evaluator, { events, given }: Probability): Value {
  const places = placesOver(ev, [...events, ...given], undefined, given);
  const happening = places.list.map(({ at }) =>
    scalar(at.algebra.integer(events.every((event) => happens(at, event)) ? 1 : 0)),
  );
  return meanOf(ev, places, happening);
}

/** The outcomes that a mean is taken over. */
interface Places {
  readonly list: readonly { readonly at: Evaluator; readonly chance: Quotient }[];
  readonly total: Quotient;
  /** What the mean depends on beside its argument; undefined where that is more than what is known to be the case. */
  readonly key: string | undefined;
}

function placesOver(
  ev: Evaluator,
  inside: readonly Node[],
  subscript: Node | undefined,
  given: readonly Node[],
): Places {
  const { chances, independent, letters } = outcomesOf(ev);
  const over = subscript && new Set(lettersBelow(ev, subscript));
  const rest = over && inside.some((node) => [...freeLetters(ev, node)].some((key) => !over.has(key)));
  if (rest && (!independent || given.length > 0))
    return stop('what this expectation is taken over, and what is held fixed, was not understood');
  const list: { readonly at: Evaluator; readonly chance: Quotient }[] = [];
  const known = given.filter((node) => !isEvent(node));
  const now = known.map((node) => keyOf(ev, node));
  let total: Quotient = ev.algebra.integer(0);
  for (const [k, chance] of chances.entries()) {
    const at = atOutcome(ev, k, rest ? over : undefined);
    const agrees = known.every((node, i) => keyOf(at, node) === now[i]);
    if (!agrees || !given.every((node) => !isEvent(node) || happens(at, node))) continue;
    list.push({ at, chance });
    total = ev.algebra.add(total, chance);
  }
  if (list.length === 0) return stop('what is known to happen here is impossible in the laws that were tried');
  const isPure = !rest && ev.bound.size === 0 && [...ev.locals.keys()].every((key) => letters.has(key));
  return { list, total, key: isPure ? now.join(' | ') : undefined };
}

/** A mean is the same at all outcomes that agree in what it is conditioned on. */
function remembered(ev: Evaluator, node: Node, key: string, isFresh: boolean, make: () => Value): Value {
  if (isFresh) return make();
  const { means } = outcomesOf(ev);
  const known = means.get(node) ?? new Map<string, Value>();
  means.set(node, known);
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

function meanOf({ algebra }: Evaluator, { list, total }: Places, values: readonly Value[]): Value {
  let sum: Value | undefined;
  for (const [k, { chance }] of list.entries()) {
    const value = values[k];
    if (!value) continue;
    const part = scaled(algebra, value, chance);
    sum = sum ? addValues(algebra, sum, part) : part;
  }
  return mapValue(sum ?? scalar(algebra.integer(0)), (entry) => algebra.divide(entry, total));
}

function outcomesOf({ instance }: Evaluator): Outcomes {
  return instance.outcomes ?? stop('the law here was not said');
}

function isEvent(node: Node): boolean {
  const { kind } = plain(node);
  return kind === 'chain' || kind === 'logic';
}

/** The value of a condition, for comparing it from outcome to outcome. */
function keyOf(ev: Evaluator, node: Node): string {
  const bare = plain(node);
  const parts = bare.kind === 'tuple' || bare.kind === 'sequence' ? itemsOf(bare) : [bare];
  return parts
    .flatMap((part) => ev.value(part).entries)
    .map((entry) => ev.algebra.key(entry))
    .join('; ');
}

function itemsOf(node: Extract<Node, { kind: 'tuple' | 'sequence' }>): readonly Node[] {
  return node.kind === 'tuple' ? node.items : node.items.map((item) => item.node);
}

/** The letters below an expectation sign. */
function lettersBelow(ev: Evaluator, subscript: Node): readonly string[] {
  const bare = plain(subscript);
  const parts =
    bare.kind === 'tuple' || bare.kind === 'sequence'
      ? itemsOf(bare)
      : bare.kind === 'product'
        ? bare.factors.map((factor) => factor.node)
        : [bare];
  return parts.map((part) => {
    const letter = plain(part);
    return letter.kind === 'symbol' && outcomesOf(ev).letters.has(letter.key)
      ? letter.key
      : stop('what the expectation is taken over was not understood');
  });
}

/** Whether something happens at an outcome. */
function happens(ev: Evaluator, node: Node): boolean {
  return holds(ev, eventOf(ev, node));
}

function holds(ev: Evaluator, event: Event): boolean {
  switch (event.kind) {
    case 'compare': {
      const found = compareWithZero(ev.algebra, event.difference, event.comparison);
      if (found !== undefined) return found;
      if (ev.instance.entries === 'numbers') return stop('the numbers in this event could not be ordered');
      throw new NeedsNumbers('whether this happens hangs on the order of its numbers');
    }
    case 'and':
      return event.parts.every((part) => holds(ev, part));
    case 'or':
      return event.parts.some((part) => holds(ev, part));
    case 'not':
      return !holds(ev, event.of);
  }
}

/** The random letters on which the value of a formula depends: not those that an expectation in it is taken over. */
export function freeLetters(ev: Evaluator, root: Node, seen: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const { world, scope } = ev;
  const { letters } = outcomesOf(ev);
  const found = new Set<string>();
  const take = (keys: Iterable<string>): void => {
    for (const key of keys) found.add(key);
  };
  walk(root, (node) => {
    const asked = probabilityIn(node, world, scope);
    if (asked ?? (node.kind === 'expectation' || undefined)) {
      const given = asked?.given ?? (node.kind === 'expectation' ? (node.given ?? []) : []);
      for (const part of given) if (!isEvent(part)) take(freeLetters(ev, part, seen));
      const below = node.kind === 'expectation' ? node.subscript : undefined;
      if (below && node.kind === 'expectation') {
        const over = new Set(lettersBelow(ev, below));
        for (const part of node.args) take([...freeLetters(ev, part, seen)].filter((key) => !over.has(key)));
      }
      return false;
    }
    if (node.kind === 'apply') {
      const transform = transformIn(node, world, scope);
      if (!transform) return true;
      take(freeLetters(ev, transform.at, seen));
      return false;
    }
    if (node.kind !== 'symbol') return true;
    if (letters.has(node.key)) found.add(node.key);
    else {
      const body = world.definition(node.key, scope)?.body;
      if (body && !seen.has(node.key)) take(freeLetters(ev, body, new Set([...seen, node.key])));
    }
    return true;
  });
  return found;
}
