import type { Expectation, Node } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import type { Quotient } from '../../kernel/canonical/atom';
import { expectationOf, quotientDependsOn } from '../../kernel/moments';
import { atomsOf } from '../../kernel/polynomial';
import { matrixOf } from '../../kernel/matrix';
import { lawOfFormula } from '../../statement/law';
import type { Evaluator } from './evaluator';
import { plain, stemOf } from './known';
import { vectorOf } from './laws';
import { stop } from './outcome';
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
  if (instance.drawn) return stop('expectations are not computed from drawn numbers');
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
  requireIndependence(ev, value, over);
  switch (operator) {
    case 'E':
      if (args.length > 1) return stop('the expectation has several arguments');
      return mean(value);
    case 'Var':
      return covariance(ev, value, value, mean);
    case 'Cov':
      return covariance(ev, value, second ? inner.value(second) : value, mean);
    case 'P':
      return stop('probabilities are not computed here yet');
  }
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
  const result = expectationOf(ev.algebra, value, ev.instance.random, over);
  switch (result.kind) {
    case 'value':
      return result.value;
    case 'open':
      return stop('this expectation has no form that can be computed exactly yet');
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

/** Different symbols are multiplied as independent ones; where nobody said so, that is noted. */
function requireIndependence(ev: Evaluator, value: Value, over: (atom: number) => boolean): void {
  const { instance, world, scope, algebra } = ev;
  const owners = new Set<string>();
  for (const [atom, owner] of instance.owners)
    if (over(atom) && value.entries.some((entry) => quotientDependsOn(algebra, entry, (k) => k === atom)))
      owners.add(owner);
  const stems = [...owners].map((key) => {
    const node = world.nodeOf(key);
    return node ? stemOf(node) : key;
  });
  if (stems.length > 1 && !world.independent(stems, scope))
    instance.assumed.add(`that $${[...owners].join('$ and $')}$ are independent`);
}
