import type { Expectation, Node, SymbolNode } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import type { Quotient } from '../../kernel/canonical/atom';
import { expectationByCases, expectationOn, type Event } from '../../kernel/chance';
import { expectationOf } from '../../kernel/moments';
import { atomsOf } from '../../kernel/polynomial';
import { matrixOf } from '../../kernel/matrix';
import { lawOfFormula } from '../../statement/law';
import { expectationOverCells } from './cells';
import { expectationOverChoices } from './choices';
import type { Evaluator } from './evaluator';
import { drawOf } from './families';
import { expectedOver } from './integrals';
import { chanceOf, comparedIn, eventOf } from './events';
import { noteIndependence } from './independence';
import { plain, type LawWritten } from './known';
import { vectorOf } from './laws';
import { Mismatch, stop, unreached } from './outcome';
import { expectationOverOutcomes } from './outcomes';
import { mapValue, multiplyValues, transposeOf, valueOf, type Value } from './value';

/** `\mathbb E`, Var and Cov of formulas, over all random quantities or those that the subscript names, the ones behind the bar held fixed. */
export function evaluateExpectation(
  ev: Evaluator,
  operator: Expectation['operator'],
  subscript: Node | undefined,
  args: readonly Node[],
  given: readonly Node[] | undefined,
): Value {
  const { instance } = ev;
  const written = { operator, args, ...(subscript ? { subscript } : {}), ...(given ? { given } : {}) };
  const finite = expectationOverChoices(ev, written);
  if (finite) return finite;
  if (instance.outcomes) return expectationOverOutcomes(ev, written);
  if (instance.cells) return expectationOverCells(ev, written);
  if (instance.drawn) return stop('expectations are not computed from drawn numbers');
  if (instance.variant !== undefined) return overPlaces(ev, operator, subscript, args, given);
  const happening = given?.filter((node) => plain(node).kind === 'chain') ?? [];
  if (happening.length > 0) {
    if (operator === 'P' || subscript || happening.length !== given?.length)
      return stop('conditions like this one are not computed with yet');
    return givenEvent(ev, operator, args, happening);
  }
  const scoped = withLocalLaw(ev, subscript);
  const owners = scoped.owners;
  const held = new Set((given ?? []).flatMap((node) => ownersOf(ev, node)));
  const over = (atom: number): boolean => {
    const owner = instance.owners.get(atom);
    return owner !== undefined && !held.has(owner) && (owners === undefined || owners.has(owner));
  };
  const mean = (value: Value): Value => mapValue(value, (entry) => expected(ev, entry, over));
  const [first, second] = args;
  if (!first) return stop('the expectation has no argument');
  const inner = scoped.ev;
  const value = inner.value(first);
  // Means of sums need no independence.
  const parts = operator === 'E' ? value.entries.flatMap((entry) => termsOf(ev, entry)) : undefined;
  if (parts) for (const part of parts) noteIndependence(ev, [part], over);
  else noteIndependence(ev, value.entries, over);
  switch (operator) {
    case 'E':
      if (args.length > 1) return stop('the expectation has several arguments');
      return mean(value);
    case 'Var':
      return covariance(ev, value, value, mean);
    case 'Cov':
      return covariance(ev, value, second ? inner.value(second) : value, mean);
    case 'P':
      return stop('what this is the probability of was not understood');
  }
}

/** The same where random quantities stand at open places. */
function overPlaces(
  ev: Evaluator,
  operator: Expectation['operator'],
  subscript: Node | undefined,
  args: readonly Node[],
  given: readonly Node[] | undefined,
): Value {
  const [first, second] = args;
  if (given || !first || operator === 'P')
    return stop('conditional expectations of unknown functions are not computed here yet');
  if (operator === 'E' && args.length > 1) return stop('the expectation has several arguments');
  const taken = ({ ev: inner, over }: Taken): Value => {
    const mean = (value: Value): Value => mapValue(value, (entry) => expectedOver(ev, entry, over));
    const value = inner.value(first);
    return operator === 'E' ? mean(value) : covariance(ev, value, second ? inner.value(second) : value, mean);
  };
  return firstThatFits(placesOver(ev, subscript, args).map((places) => () => taken(places())));
}

/** What an expectation is taken over, and where its argument is evaluated. */
interface Taken {
  readonly ev: Evaluator;
  readonly over: (atom: number) => boolean;
}

/** Of several sizes that a random vector may have, the first with which everything fits. */
function firstThatFits(attempts: readonly (() => Value)[]): Value {
  let misfit: unknown;
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      misfit ??= error;
    }
  }
  throw misfit;
}

/** The places that an expectation is taken over: those of a law of its own, those of a symbol, or all. */
function placesOver(ev: Evaluator, subscript: Node | undefined, args: readonly Node[]): readonly (() => Taken)[] {
  const { instance, world, scope } = ev;
  if (!subscript) return [() => ({ ev, over: (atom) => instance.points.has(atom) })];
  const bare = plain(subscript);
  if (bare.kind === 'chain') {
    const [left, right] = bare.operands;
    const law = right && lawOfFormula(right);
    if (bare.relations.length !== 1 || bare.relations[0]?.kind !== '~' || left?.kind !== 'symbol' || !law)
      return stop('what the expectation is taken over was not understood');
    return drawn(ev, left, law, args);
  }
  const law = bare.kind === 'symbol' || bare.kind === 'apply' ? lawOfFormula(bare) : undefined;
  const head = bare.kind === 'apply' ? bare.head : bare;
  if (law && head.kind === 'symbol' && !world.lawOf(head.key, scope)) {
    const variable = world.usage.variableOf(law.law, scope) ?? world.usage.argumentsOf(law.law, scope)?.[0];
    if (variable) return drawn(ev, variable, law, args);
  }
  // `E_\varepsilon` where ε is made of another quantity: over a quantity with the law that it was found to have.
  const checked = bare.kind === 'symbol' ? world.densities.lawChecked(bare.key, scope) : undefined;
  if (bare.kind === 'symbol' && checked) return drawn(ev, bare, checked, args);
  const atoms = new Set(placesIn(ev, ev.value(bare)));
  return [() => ({ ev, over: (atom) => atoms.has(atom) })];
}

/** Where nobody said how many entries the variable has, the dimensions in play are tried. */
function drawn(ev: Evaluator, variable: SymbolNode, law: LawWritten, args: readonly Node[]): readonly (() => Taken)[] {
  const { world, scope, instance } = ev;
  const taken = (value: Value): Taken => {
    const atoms = new Set(placesIn(ev, value));
    return { ev: ev.within(new Map([[variable.key, value]])), over: (atom) => atoms.has(atom) };
  };
  const own = (): Taken => taken(drawOf(ev, variable, law, variable.key, undefined));
  const open = law.args.some((arg) =>
    symbolsOf(arg).some((key) => /^(?:I|\\mathbf\{I\}|\\mathrm\{I\}|\\mathbb\{I\})$/.test(key)),
  );
  if (!open || world.declared(variable.key, scope)?.shape) return [own];
  for (const key of args.flatMap(symbolsOf))
    for (const side of world.declared(key, scope)?.shape ?? []) if (side.kind === 'symbol') instance.sizeOf(side.key);
  const named = [...instance.sizes.keys()].flatMap((key) => world.nodeOf(key) ?? []);
  return named.length === 0 ? [own] : named.map((size) => () => taken(drawOf(ev, variable, law, variable.key, size)));
}

function placesIn(ev: Evaluator, value: Value): readonly number[] {
  return value.entries.map(
    (entry) => ev.pointOf(entry) ?? stop('what the expectation is taken over is not random here'),
  );
}

/** `E[X \mid X > 3]`: the mean over what happens then. */
function givenEvent(
  ev: Evaluator,
  operator: 'E' | 'Var' | 'Cov',
  args: readonly Node[],
  conditions: readonly Node[],
): Value {
  const { algebra, instance } = ev;
  const [first, second] = args;
  if (!first) return stop('the expectation has no argument');
  const event: Event = { kind: 'and', parts: conditions.map((node) => eventOf(ev, node)) };
  const probability = chanceOf(ev, event);
  const value = ev.value(first);
  noteIndependence(ev, [...value.entries, ...comparedIn(event)], () => true);
  const mean = (of: Value): Value =>
    mapValue(of, (entry) => {
      const total = expectationOn(algebra, instance.random, event, entry, (rest) => expected(ev, rest, () => true));
      return algebra.divide(total ?? stop('this condition is not computed with yet'), probability);
    });
  if (operator === 'E') return args.length > 1 ? stop('the expectation has several arguments') : mean(value);
  return covariance(ev, value, operator === 'Cov' && second ? ev.value(second) : value, mean);
}

function termsOf({ algebra }: Evaluator, value: Quotient): readonly Quotient[] {
  if (value.denominator.size > 0) return [value];
  return [...value.numerator.values()].map(({ coefficient, monomial }) => algebra.fromTerm(coefficient, monomial));
}

/** E[XYᵀ] − E[X]E[Y]ᵀ. */
function covariance(ev: Evaluator, a: Value, b: Value, mean: (value: Value) => Value): Value {
  const { algebra } = ev;
  const other = transposeOf(b);
  const product = mean(multiplyValues(algebra, a, other, false));
  const apart = multiplyValues(algebra, mean(a), transposeOf(mean(b)), false);
  return valueOf(
    matrixOf(product.rows, product.columns, (i, j) =>
      algebra.subtract(
        product.entries[i * product.columns + j] ?? algebra.integer(0),
        apart.entries[i * product.columns + j] ?? algebra.integer(0),
      ),
    ),
    a.rowName,
    b.rowName,
  );
}

function expected(ev: Evaluator, value: Quotient, over: (atom: number) => boolean): Quotient {
  const { algebra, instance } = ev;
  const exactly = (of: Quotient): ReturnType<typeof expectationOf> => expectationOf(algebra, of, instance.random, over);
  const result = exactly(value);
  switch (result.kind) {
    case 'value':
      instance.require(result.needs);
      return result.value;
    case 'open':
    case 'untold':
      return (
        expectationByCases(algebra, instance.random, value, over, (rest) => {
          const part = exactly(rest);
          if (part.kind !== 'value') return undefined;
          instance.require(part.needs);
          return part.value;
        }) ?? stop(unreached(result.kind))
      );
    case 'divergent':
      return stop('this expectation may not exist');
  }
}

/** `E_{z \sim \mathcal N(0,1)}` brings its own law; `E_x` and `E_{x \sim p}` integrate over x only. */
function withLocalLaw(
  ev: Evaluator,
  subscript: Node | undefined,
): { readonly ev: Evaluator; readonly owners: ReadonlySet<string> | undefined } {
  if (!subscript) return { ev, owners: undefined };
  if (subscript.kind !== 'chain') return { ev, owners: new Set(ownersOf(ev, subscript)) };
  const [left, right] = subscript.operands;
  if (subscript.relations.length !== 1 || subscript.relations[0]?.kind !== '~' || left?.kind !== 'symbol' || !right)
    return stop('what the expectation is taken over was not understood');
  const { world, scope } = ev;
  const law = lawOfFormula(right);
  if (!law) return stop('the law below the expectation was not understood');
  const declared = world.declared(left.key, scope);
  const said = {
    law: law.law,
    args: law.args,
    independent: true,
    entries: false,
    beside: new Set<string>(),
    scope,
    span: undefined,
  };
  const name = `${left.key} \\sim ${law.law}`;
  const value = vectorOf(ev, { ...left, key: name }, said, declared?.shape);
  return { ev: ev.within(new Map([[left.key, value]])), owners: new Set([name]) };
}

/** The symbols whose random atoms stand in a formula that is conditioned on or integrated over. */
function ownersOf(ev: Evaluator, node: Node): readonly string[] {
  const bare = plain(node);
  if (bare.kind !== 'symbol') return stop('conditions like this one are not computed with yet');
  const value = ev.value(bare);
  const owners = new Set<string>();
  for (const entry of value.entries)
    for (const atom of atomsOf(entry.numerator)) {
      const owner = ev.instance.owners.get(atom);
      if (owner !== undefined) owners.add(owner);
    }
  if (owners.size !== 1 || !symbolsOf(bare).some((key) => owners.has(key)))
    return stop(`conditioning on $${bare.key}$ is not computed yet`);
  return [...owners];
}
