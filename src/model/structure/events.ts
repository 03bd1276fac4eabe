import type { Chain, Node } from '../../formula/tree';
import { orderOf } from '../../formula/order';
import { probabilityOf, type Event } from '../../kernel/chance';
import type { Quotient } from '../../kernel/canonical/atom';
import type { Scope } from '../../statement/statement';
import type { Evaluator } from './evaluator';
import { eventNames } from './event-sets';
import { evaluateNamed } from './event-space';
import { noteIndependence } from './independence';
import { plain } from './known';
import { FreeIndex, NeedsNumbers, stop } from './outcome';
import { probabilityOverOutcomes } from './outcomes';
import { extremeEvent } from './random-extremes';
import { isScalar, numberOf, sameShape, scalar, type Value } from './value';
import type { World } from './world';

/** `P(A, B \mid C)`: the events that are asked for together, and those that are known to happen. */
export interface Probability {
  readonly events: readonly Node[];
  readonly given: readonly Node[];
}

/** A probability as it is written: `\Pr[…]`, and `P(…)` where the letter has no other meaning and what stands in it is an event. */
export function probabilityIn(node: Node, world: World, scope: Scope): Probability | undefined {
  if (node.kind === 'expectation' && node.operator === 'P') return { events: node.args, given: node.given ?? [] };
  if (node.kind !== 'apply' || node.inverse || !/^[pP]$/.test(node.head.letter)) return undefined;
  const { head, args, given = [] } = node;
  if (head.subscripts.length > 0 || head.marks.length > 0 || args.length === 0) return undefined;
  if (world.ruleOf(head.key, scope) || world.knows(head.key, scope)) return undefined;
  if (![...args, ...given].some((arg) => isStatement(arg)) && !areNamed([...args, ...given], world, scope))
    return undefined;
  return { events: args, given };
}

/** Whether formulas are combinations of events that have names. */
function areNamed(nodes: readonly Node[], world: World, scope: Scope): boolean {
  return nodes.every((node) => {
    const names = eventNames(node);
    return names?.every((name) => world.isEvent(name, scope) && world.definition(name, scope) === undefined) === true;
  });
}

/** Something that may happen or not, by its form: a relation, or what is made of relations. */
function isStatement(node: Node): boolean {
  const bare = plain(node);
  switch (bare.kind) {
    case 'chain':
      return true;
    case 'tuple':
      return bare.open === '{' && bare.items.length === 1 && bare.items.every(isStatement);
    case 'logic':
      return isStatement(bare.right);
    case 'sequence':
      return bare.items.some((item) => isStatement(item.node));
    case 'call':
      return /^(?:union|intersection)$/.test(bare.name) && bare.args.some(isStatement);
    default:
      return false;
  }
}

export function evaluateProbability(ev: Evaluator, asked: Probability): Value {
  const { events, given } = asked;
  if (ev.instance.outcomes) return probabilityOverOutcomes(ev, asked);
  if (ev.instance.drawn || ev.instance.variant !== undefined)
    return stop('probabilities are not computed from drawn numbers');
  if (areNamed([...events, ...given], ev.world, ev.scope)) return evaluateNamed(ev, asked);
  const conditions = given.map((node) => eventOf(ev, node));
  const all: Event = { kind: 'and', parts: [...events.map((node) => eventOf(ev, node)), ...conditions] };
  const both = chanceOf(ev, all);
  if (conditions.length === 0) return scalar(both);
  return scalar(ev.algebra.divide(both, chanceOf(ev, { kind: 'and', parts: conditions })));
}

export function chanceOf(ev: Evaluator, event: Event): Quotient {
  noteIndependence(ev, comparedIn(event), () => true);
  const chance = probabilityOf(ev.algebra, ev.instance.random, event);
  switch (chance.kind) {
    case 'value':
      return chance.value;
    case 'open':
      return stop('this probability has no form that can be computed exactly yet');
    case 'unordered':
      if (ev.instance.entries === 'numbers') return stop('the numbers in this event could not be ordered');
      throw new NeedsNumbers('this probability hangs on the order of its numbers');
  }
}

/** What a formula says may happen. */
export function eventOf(ev: Evaluator, node: Node): Event {
  const bare = plain(node);
  switch (bare.kind) {
    case 'chain':
      return chainEvent(ev, bare);
    case 'logic': {
      const right = eventOf(ev, bare.right);
      if (bare.connective === 'not') return { kind: 'not', of: right };
      if (bare.connective !== 'and' && bare.connective !== 'or') return stop('this event was not understood');
      return { kind: bare.connective, parts: [eventOf(ev, bare.left), right] };
    }
    case 'call': {
      if (bare.name !== 'union' && bare.name !== 'intersection') return stop('this event was not understood');
      return { kind: bare.name === 'union' ? 'or' : 'and', parts: bare.args.map((arg) => eventOf(ev, arg)) };
    }
    case 'tuple': {
      const [only] = bare.items;
      if (bare.open !== '{' || bare.items.length !== 1 || !only) return stop('this event was not understood');
      return eventOf(ev, only);
    }
    case 'sequence':
      return {
        kind: joinedBy(bare.items.map((item) => item.word ?? '')),
        parts: bare.items.map((item) => eventOf(ev, item.node)),
      };
    case 'symbol': {
      const definition = ev.world.definition(bare.key, ev.scope);
      if (!definition || ev.open.includes(bare.key)) return stop(`it was not said which event $${bare.key}$ is`);
      return eventOf(ev.inside(bare.key), definition.body);
    }
    case 'power': {
      const { exponent } = bare;
      if (exponent.kind === 'symbol' && /^(?:c|C|\\complement)$/.test(exponent.key))
        return { kind: 'not', of: eventOf(ev, bare.base) };
      return stop('this event was not understood');
    }
    default:
      return stop('this event was not understood');
  }
}

function joinedBy(words: readonly string[]): 'and' | 'or' {
  const said = words.map((word) => word.trim().toLowerCase()).filter((word) => word !== '');
  if (said.length > 0 && said.every((word) => word === 'or')) return 'or';
  if (said.every((word) => word === 'and')) return 'and';
  return stop('this event was not understood');
}

function chainEvent(ev: Evaluator, { operands, relations }: Chain): Event {
  const parts = relations.map((relation, k): Event => {
    const [left, right] = [operands[k], operands[k + 1]];
    if (!left || !right || relation.modulus || relation.note) return stop('this event was not understood');
    const of = relation.kind === 'in' ? membership(ev, left, right) : compared(ev, left, right, relation.kind);
    return relation.negated ? { kind: 'not', of } : of;
  });
  return { kind: 'and', parts };
}

function compared(ev: Evaluator, left: Node, right: Node, kind: Chain['relations'][number]['kind']): Event {
  const comparison = orderOf(kind);
  if (!comparison || kind === ':=') return stop('this event was not understood');
  const extreme = extremeEvent(ev, left, right, kind) ?? extremeEvent(ev, right, left, turned[comparison]);
  if (extreme) return extreme;
  countOver(ev, left, right);
  countOver(ev, right, left);
  const [a, b] = [ev.value(left), ev.value(right)];
  const { algebra } = ev;
  if (isScalar(a) && isScalar(b))
    return { kind: 'compare', difference: algebra.subtract(numberOf(a, 'a side'), numberOf(b, 'a side')), comparison };
  if (comparison !== '=' || !sameShape(a, b)) return stop('this event was not understood');
  return {
    kind: 'and',
    parts: a.entries.map((entry, k) => ({
      kind: 'compare',
      difference: algebra.subtract(entry, b.entries[k] ?? entry),
      comparison,
    })),
  };
}

const turned = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** The k of `P(X = k)` runs over values that X takes, where nothing else was said of it. */
function countOver(ev: Evaluator, quantity: Node, letter: Node): void {
  const bare = plain(letter);
  if (bare.kind !== 'symbol' || bare.subscripts.length > 0 || ev.bound.has(bare.key) || ev.locals.has(bare.key)) return;
  if (
    !/^[a-z]$/.test(bare.letter) ||
    ev.world.definition(bare.key, ev.scope) ||
    ev.world.isDimension(bare.key, ev.scope)
  )
    return;
  const value = ev.value(quantity);
  const [entry] = value.entries;
  if (!isScalar(value) || !entry) return;
  const { random } = ev.instance;
  let least: number | undefined;
  let greatest = 0;
  for (const { monomial } of entry.numerator.values())
    for (const { atom } of monomial.powers) {
      const spread = random.spreadOf(atom);
      if (!spread) continue;
      if (spread.kind === 'continuous') return;
      if (spread.kind === 'whole') greatest = Math.max(greatest, spread.least + 3);
      else
        for (const { value: point } of spread.points) {
          const number = ev.algebra.constantValue(point);
          if (!number?.isInteger) return;
          greatest = Math.max(greatest, Number(number.numerator));
          least = Math.min(least ?? greatest, Number(number.numerator));
        }
    }
  if (greatest > 0) throw new FreeIndex(bare.key, Math.min(greatest, 6), undefined);
}

/** `X \in \{1, 2\}`, `X \in [0, 1)` */
function membership(ev: Evaluator, left: Node, set: Node): Event {
  const bare = plain(set);
  if (bare.kind === 'tuple' && bare.open === '{')
    return { kind: 'or', parts: bare.items.map((item) => compared(ev, left, item, '=')) };
  if (bare.kind === 'tuple' && bare.items.length === 2 && bare.open !== '<') {
    const [low, high] = bare.items;
    if (low && high)
      return {
        kind: 'and',
        parts: [
          compared(ev, left, low, bare.open === '(' ? '>' : '>='),
          compared(ev, left, high, bare.close === ')' ? '<' : '<='),
        ],
      };
  }
  return stop('this event was not understood');
}

/** The quantities that an event compares with 0. */
export function comparedIn(event: Event): readonly Quotient[] {
  switch (event.kind) {
    case 'compare':
      return [event.difference];
    case 'not':
      return comparedIn(event.of);
    case 'and':
    case 'or':
      return event.parts.flatMap(comparedIn);
  }
}
