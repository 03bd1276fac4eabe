import type { Node } from '../../formula/tree';
import { walk } from '../../formula/walk';
import { replaced } from '../../kernel/chance';
import type { Quotient } from '../../kernel/canonical/atom';
import { NoValue, oneQuotient, zeroQuotient } from '../../kernel/canonical/field';
import { signOf } from '../../kernel/canonical/sign';
import { quotientDependsOn } from '../../kernel/canonical/depends';
import { atomsOf, degreeIn } from '../../kernel/polynomial';
import { Rational } from '../../kernel/rational';
import type { Evaluator } from './evaluator';
import { allOf, both, combinationsOf, eventNames, type Combinations } from './event-sets';
import type { Probability } from './events';
import { probabilityIn } from './events';
import type { Condition } from './known';
import { stop } from './outcome';
import { isScalar, scalar, type Value } from './value';

/** More named events than this are not taken together. */
const mostEvents = 4;

/**
 * The probabilities that all events of a set happen together, for all sets of the named events, as far as they are known: what is said of them
 * is solved for them one after the other, what is left open is free. All other probabilities are sums of these.
 */
export interface EventSpace {
  readonly names: readonly string[];
  /** By the bit pattern of the events that happen together; that of no event is 1. */
  readonly together: ReadonlyMap<number, Quotient>;
}

/** The probability of combinations of named events, with what is known of them. */
export function evaluateNamed(ev: Evaluator, { events, given }: Probability): Value {
  const { algebra } = ev;
  const names = [...new Set([...events, ...given].flatMap((node) => eventNames(node) ?? []))];
  const space = spaceOf(ev, names);
  if (ev.instance.entries === 'numbers') show(ev, space, names);
  const sets = (nodes: readonly Node[]): Combinations =>
    nodes.map((node) => combinationsOf(node, space.names)).reduce((a, b) => both(a, b), new Set(allOf(space.names)));
  const condition = sets(given);
  const whole = probabilityOfSet(ev, space, both(sets(events), condition));
  if (given.length === 0) return scalar(whole);
  return scalar(algebra.divide(whole, probabilityOfSet(ev, space, condition)));
}

/** What a counterexample shows of events: the probabilities of those that the claim speaks of. */
function show({ instance }: Evaluator, { names, together }: EventSpace, asked: readonly string[]): void {
  for (const [pattern, value] of together) {
    const chosen = names.filter((_, k) => (pattern & (1 << k)) !== 0);
    if (chosen.length === 0 || !chosen.every((name) => asked.includes(name))) continue;
    const name = `P(${chosen.join(' \\cap ')})`;
    instance.chosen.set(name, scalar(value));
    instance.eventNumbers.add(name);
  }
}

/** Inclusion and exclusion: a combination alone has the probability Σ (−1)^{|T|−|c|} P(all of T) over the sets T that hold it. */
function probabilityOfSet(ev: Evaluator, { names, together }: EventSpace, set: Combinations): Quotient {
  const { algebra } = ev;
  const all = allOf(names);
  const counts = new Map<number, number>();
  for (const c of set)
    for (const t of all) if ((t & c) === c) counts.set(t, (counts.get(t) ?? 0) + (bits(t ^ c) % 2 === 0 ? 1 : -1));
  let sum: Quotient = zeroQuotient;
  for (const [t, count] of counts)
    if (count !== 0) sum = algebra.add(sum, algebra.scale(together.get(t) ?? zeroQuotient, Rational.of(count)));
  return sum;
}

function bits(pattern: number): number {
  let count = 0;
  for (let rest = pattern; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

/** The space of these events and all that are tied to them by what was said. */
function spaceOf(ev: Evaluator, asked: readonly string[]): EventSpace {
  const { instance, world, scope } = ev;
  if (instance.facts) return instance.facts;
  const names = [...new Set([...asked, ...world.eventsIn(scope)])];
  const chosen = [...(names.length <= mostEvents ? names : tied(ev, asked))].sort();
  if (chosen.length > mostEvents) return stop('too many events are tied to one another here');
  const key = chosen.join(' ');
  const known = instance.spaces.get(key);
  if (known) return known;
  const space = solved(ev, chosen);
  // Numbers that are drawn for some events must fit those of the others.
  if (instance.looseEvents && instance.entries === 'numbers' && names.length > mostEvents)
    return stop('too many events are spoken of here');
  instance.spaces.set(key, space);
  return space;
}

/** The events that conditions tie to these. */
function tied({ world, scope }: Evaluator, asked: readonly string[]): readonly string[] {
  const found = new Set(asked);
  for (const name of found)
    for (const { symbols } of world.assumptions.on(name, scope))
      for (const other of symbols) if (world.isEvent(other, scope)) found.add(other);
  return [...found];
}

function solved(ev: Evaluator, names: readonly string[]): EventSpace {
  const { algebra, instance, world, scope } = ev;
  const open = new Map<number, number>();
  let together = new Map<number, Quotient>([[0, oneQuotient]]);
  for (const pattern of allOf(names).slice(1)) {
    const before = algebra.nextIndex;
    const chosen = names.filter((_, k) => (pattern & (1 << k)) !== 0);
    const name = `P(${chosen.join(' \\cap ')})`;
    const atom = algebra.fromAtom(algebra.symbol(name));
    instance.units.add(name);
    open.set(pattern, algebra.nextIndex > before ? before : (atomsOf(atom.numerator)[0] ?? before));
    together.set(pattern, atom);
  }
  const put = (values: ReadonlyMap<number, Quotient>, into: Quotient): Quotient => replaced(algebra, into, values);
  const settle = (equation: Quotient): boolean => {
    if (equation.numerator.size === 0) return true;
    const order = [...open].sort(([a], [b]) => bits(b) - bits(a) || b - a);
    for (const [pattern, atom] of order) {
      const value = solvedFor(ev, equation, atom);
      if (!value) continue;
      open.delete(pattern);
      const values = new Map([[atom, value]]);
      together = new Map([...together].map(([p, q]) => [p, put(values, q)]));
      return true;
    }
    if (
      atomsOf(equation.numerator).every((a) => ![...open.values()].includes(a)) &&
      signOf(algebra, equation) !== 'real'
    )
      return stop('what is said of these events contradicts itself');
    return false;
  };
  for (const equation of equations(ev, names, () => ({ names, together })))
    if (!settle(equation)) instance.assumed.add('that nothing else restricts these events');
  if (open.size > 0) {
    instance.looseEvents = true;
    if (!names.every((name) => world.events.isAny(name, scope)))
      instance.assumed.add('that nothing more is known of these events than their probabilities');
  }
  if (instance.entries === 'symbols') {
    for (const atom of open.values()) instance.belongs.set(atom, algebra.atom(atom).key);
    return { names, together };
  }
  return drawn(ev, { names, together }, open);
}

/** What the text says, as quotients that are zero; each is made when those before it are solved. */
function* equations(ev: Evaluator, names: readonly string[], space: () => EventSpace): Generator<Quotient> {
  const { algebra, instance, world, scope } = ev;
  const facts = new Set<Condition>(names.flatMap((name) => world.assumptions.on(name, scope)));
  for (const { left, right, relation } of facts) {
    if (![left, right].some((side) => asksProbability(side, ev))) continue;
    if (relation !== '=') {
      instance.assumed.add('that nothing else restricts these events');
      continue;
    }
    const [a, b] = [left, right].map((side) => {
      instance.facts = space();
      try {
        return ev.unbinding(new Map()).value(side);
      } finally {
        instance.facts = undefined;
      }
    });
    if (a && b && isScalar(a) && isScalar(b))
      yield algebra.subtract(a.entries[0] ?? zeroQuotient, b.entries[0] ?? zeroQuotient);
  }
  for (const pattern of allOf(names)) {
    const chosen = names.filter((_, k) => (pattern & (1 << k)) !== 0);
    if (chosen.length < 2) continue;
    const { together } = space();
    const whole = together.get(pattern) ?? zeroQuotient;
    if (world.events.areDisjoint(chosen, scope)) yield whole;
    else if (world.independent(chosen, scope))
      yield algebra.subtract(
        whole,
        names.reduce(
          (product, _, k) =>
            (pattern & (1 << k)) === 0 ? product : algebra.multiply(product, together.get(1 << k) ?? zeroQuotient),
          oneQuotient,
        ),
      );
  }
}

function asksProbability(side: Node, { world, scope }: Evaluator): boolean {
  let found = false;
  walk(side, (node) => {
    found ||= probabilityIn(node, world, scope) !== undefined;
    return !found;
  });
  return found;
}

/** The value of an atom that makes a quotient zero, where it stands in it to the first power only. */
function solvedFor({ algebra }: Evaluator, equation: Quotient, atom: number): Quotient | undefined {
  const { numerator } = equation;
  if (!degreeIn(numerator, atom).isOne) return undefined;
  let factor: Quotient = zeroQuotient;
  let rest: Quotient = zeroQuotient;
  for (const { coefficient, monomial } of numerator.values()) {
    const others = monomial.powers.filter((p) => p.atom !== atom);
    const own = monomial.powers.find((p) => p.atom === atom);
    if (own && !own.exponent.isOne) return undefined;
    let part = algebra.constant(coefficient);
    for (const p of others) part = algebra.multiply(part, algebra.fromAtom(algebra.atom(p.atom), p.exponent));
    if (own) factor = algebra.add(factor, part);
    else rest = algebra.add(rest, part);
  }
  if (factor.numerator.size === 0 || quotientDependsOn(algebra, rest, (a) => a === atom)) return undefined;
  return algebra.negate(algebra.divide(rest, factor));
}

/** Numbers for what is open, such that no combination of events has a negative probability. */
function drawn(ev: Evaluator, { names, together }: EventSpace, open: ReadonlyMap<number, number>): EventSpace {
  const { algebra, instance } = ev;
  const weights = allOf(names).map(() => instance.number('positive'));
  const total = weights.reduce((sum, w) => sum.plus(w), Rational.zero);
  const values = new Map<number, Quotient>();
  for (const [pattern, atom] of open) {
    const part = weights.reduce((sum, w, c) => ((c & pattern) === pattern ? sum.plus(w) : sum), Rational.zero);
    values.set(atom, algebra.constant(part.times(total.inverse())));
  }
  const found = new Map([...together].map(([pattern, q]) => [pattern, replaced(algebra, q, values)]));
  const space = { names, together: found };
  for (const c of allOf(names)) {
    const alone = signOf(algebra, probabilityOfSet(ev, space, new Set([c])));
    if (alone === 'negative') throw new NoValue('no probability is negative');
  }
  return space;
}
