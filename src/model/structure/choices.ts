import { printLatex } from '../../formula/print';
import type { Expectation, Node, SymbolNode } from '../../formula/tree';
import { matrixOf } from '../../kernel/matrix';
import { lawOfFormula } from '../../statement/law';
import type { Evaluator } from './evaluator';
import { isUnbound, rangeOf } from './indexing';
import { isUnitLetter, plain } from './known';
import { FreeIndex, stop } from './outcome';
import { countingParameters, rangeOfParameter, type Rule } from './places';
import { addValues, multiplyValues, numberOf, scaled, transposeOf, valueOf, type Value } from './value';

/** The range of a letter that is handed to a function on finitely many places: `a` of `\pi_\theta(a)`. */
export function rangeOfChoice(ev: Evaluator, letter: string): FreeIndex | undefined {
  for (const { key, place } of ev.world.usage.functionsOf(letter, ev.scope)) {
    const rule = ev.world.ruleOf(key, ev.scope);
    const parameter = rule?.parameters[place];
    if (rule && parameter && countingParameters(rule).has(parameter.key))
      return rangeOfParameter(ev.inside(key), rule, parameter);
  }
  return undefined;
}

/** A law on finitely many places: how likely each is. */
interface FiniteLaw {
  readonly variable: SymbolNode;
  readonly chances: readonly Value[];
}

/**
 * `\mathbb E_{a \sim \pi_\theta}[f(a)]` of a law on finitely many places: a sum over them. Undefined where the subscript names no such law.
 */
export function expectationOverChoices(
  ev: Evaluator,
  { operator, subscript, args, given }: Pick<Expectation, 'operator' | 'subscript' | 'args' | 'given'>,
): Value | undefined {
  const law = subscript && lawBelow(ev, plain(subscript));
  const [first, second] = args;
  if (!law || !first || operator === 'P' || given) return undefined;
  if (args.length > (operator === 'Cov' ? 2 : 1)) return stop('the expectation has several arguments');
  ev.instance.overChoices = true;
  const at = (node: Node): readonly Value[] =>
    law.chances.map((_, k) => ev.within(new Map(), new Map([[law.variable.key, k + 1]])).value(node));
  const mean = (values: readonly Value[]): Value =>
    values
      .map((value, k) => scaled(ev.algebra, value, numberOf(law.chances[k] ?? value, 'a probability')))
      .reduce((sum, part) => addValues(ev.algebra, sum, part));
  const a = at(first);
  if (operator === 'E') return mean(a);
  const b = operator === 'Cov' && second ? at(second) : a;
  const { algebra } = ev;
  const product = (x: Value, y: Value): Value => multiplyValues(algebra, x, transposeOf(y), false);
  const both = mean(a.map((value, k) => product(value, b[k] ?? value)));
  return addValues(algebra, both, scaled(algebra, product(mean(a), mean(b)), algebra.integer(-1)));
}

/** `a \sim \pi_\theta`, `a \sim \pi_\theta(\cdot \mid s)`, `\pi_\theta` */
function lawBelow(ev: Evaluator, below: Node): FiniteLaw | undefined {
  if (below.kind === 'chain') {
    const [left, right] = below.operands;
    const isLaw = below.relations.length === 1 && below.relations[0]?.kind === '~';
    return isLaw && left?.kind === 'symbol' && right ? finiteLaw(ev, plain(right), left) : undefined;
  }
  if (below.kind !== 'symbol') return undefined;
  const [law] = ev.world.usage.lawsOver(below.key, ev.scope);
  const node = law === undefined ? undefined : ev.world.nodeOf(law);
  if (node) return finiteLaw(ev, node, below);
  return lawOfFormula(below) ? finiteLaw(ev, below, undefined) : undefined;
}

function finiteLaw(ev: Evaluator, law: Node, named: SymbolNode | undefined): FiniteLaw | undefined {
  const head = law.kind === 'apply' ? law.head : law;
  if (head.kind !== 'symbol') return undefined;
  const rule = ev.world.ruleOf(head.key, ev.scope);
  const [parameter, ...others] = rule?.parameters ?? [];
  if (!rule || !parameter || !countingParameters(rule).has(parameter.key)) return undefined;
  const given = law.kind === 'apply' ? [...law.args.slice(1), ...(law.given ?? [])] : others;
  if (given.length !== others.length) return undefined;
  return { variable: named ?? parameter, chances: chancesOf(ev, head.key, rule, [parameter, ...given]) };
}

function chancesOf(ev: Evaluator, key: string, rule: Rule, args: readonly Node[]): readonly Value[] {
  const [parameter] = rule.parameters;
  if (!parameter) return [];
  const { count } = rangeOfParameter(ev.inside(key), rule, parameter);
  return Array.from({ length: count }, (_, k) =>
    ev.within(new Map(), new Map([[parameter.key, k + 1]])).applied(key, rule, args),
  );
}

/** `e_a`: the unit vector of the place a, with as many entries as there are places; where nobody said so, that is taken for granted. */
export function unitVector(ev: Evaluator, node: SymbolNode): Value | undefined {
  const { world, scope, algebra } = ev;
  const [index] = node.subscripts;
  if (!isUnitLetter(node) || !index) return undefined;
  const isSaid = world.arrays.isOneHot(node.key, scope);
  const declared = world.declared(node.key, scope);
  const bare = plain(index);
  if (bare.kind !== 'symbol' || (declared && !isSaid)) return undefined;
  const range = lengthSaid(ev, bare.key, declared?.shape) ?? rangeOf(ev, bare.key);
  if (!range) return undefined;
  if (isUnbound(ev, bare)) throw range;
  if (!isSaid) ev.instance.assumed.add(`that $${node.key}$ is a unit vector`);
  const place = ev.wholeNumber(bare);
  return valueOf(
    matrixOf(range.count, 1, (i) => algebra.integer(i === place - 1 ? 1 : 0)),
    range.dimension,
  );
}

function lengthSaid(ev: Evaluator, letter: string, shape: readonly Node[] | undefined): FreeIndex | undefined {
  const [side, more] = shape ?? [];
  return side && !more ? new FreeIndex(letter, ev.wholeNumber(side), printLatex(side)) : undefined;
}
