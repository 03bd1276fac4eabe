import type { Node, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { symbolLatex } from '../../formula/symbol';
import type { Quotient } from '../../kernel/canonical/atom';
import { quotientDependsOn } from '../../kernel/canonical/depends';
import { NoValue } from '../../kernel/canonical/field';
import { factorOf } from '../../kernel/covariance';
import { entryOf, matrixOf, multiplyMatrices } from '../../kernel/matrix';
import type { Point } from '../../kernel/moments';
import { atomsOf } from '../../kernel/polynomial';
import type { Law } from '../../kernel/random';
import { Rational } from '../../kernel/rational';
import type { Evaluator } from './evaluator';
import { plain, type Definition, type LawSaid, type LawWritten } from './known';
import { Mismatch, stop } from './outcome';
import { lawsOfRule } from './spelled-density';
import { isScalar, numberOf, scalar, shapeWords, valueOf, type Value } from './value';

/** A law with its parameters evaluated: numbers, vectors or matrices. */
export interface LawHere {
  readonly name: string;
  readonly args: readonly Value[];
}

export function lawHere(ev: Evaluator, said: LawWritten): LawHere {
  const { law, args } = ev.world.lawMeant(said.law, ev.scope) ?? said;
  return { name: law, args: args.map((arg) => argumentOf(ev, arg)) };
}

/** The law of one number: of a vector's law that of entry `i`, from 0. */
export function scalarLaw(ev: Evaluator, { name, args }: LawHere, i = 0): Law {
  const { algebra } = ev;
  const part = (k: number, what: string): Quotient => {
    const value = args[k];
    if (!value) return stop(`the law lacks its ${what}`);
    if (isScalar(value)) return numberOf(value, what);
    if (value.identity) return value.entries[0] ?? algebra.integer(1);
    if (value.columns === 1) return entryOf(value, i, 0);
    return entryOf(value, i, i);
  };
  switch (name) {
    case 'standard normal':
      return { kind: 'normal', mean: algebra.integer(0), variance: algebra.integer(1) };
    case 'normal':
      if (args.length === 0) return { kind: 'normal', mean: algebra.integer(0), variance: algebra.integer(1) };
      return { kind: 'normal', mean: part(0, 'mean'), variance: part(1, 'variance') };
    case 'moments':
      return { kind: 'moments', mean: part(0, 'mean'), variance: part(1, 'variance') };
    case 'uniform':
      if (args.length === 1) return { kind: 'points', points: equallyLikely(algebra, args[0]?.entries ?? []) };
      return { kind: 'uniform', lower: part(0, 'lower end'), upper: part(1, 'upper end') };
    case 'bernoulli':
      return { kind: 'bernoulli', probability: part(0, 'probability') };
    case 'rademacher':
      return { kind: 'rademacher' };
    case 'exponential':
      return { kind: 'exponential', rate: part(0, 'rate') };
    case 'laplace':
      return { kind: 'laplace', mean: part(0, 'mean'), scale: part(1, 'scale') };
    case 'points':
      return {
        kind: 'points',
        points: args.flatMap((value, k) => {
          const probability = args[k + 1];
          if (k % 2 === 1 || !probability) return [];
          return [{ value: numberOf(value, 'a value'), probability: numberOf(probability, 'a probability') }];
        }),
      };
    case 'geometric': {
      const from = ev.chooser.choose('geometric', [
        { says: 'a geometric law counts the trials up to the first success' },
        { says: 'a geometric law counts the failures before the first success' },
      ]);
      return { kind: 'geometric', probability: part(0, 'probability'), from: from === 0 ? 1 : 0 };
    }
    case 'gamma': {
      const isScale =
        ev.chooser.choose('gamma', [
          { says: 'the second parameter of a gamma law is its rate' },
          { says: 'the second parameter of a gamma law is its scale' },
        ]) === 1;
      const second = part(1, 'rate');
      return { kind: 'gamma', shape: part(0, 'shape'), rate: isScale ? algebra.inverse(second) : second };
    }
    case 'beta':
      return { kind: 'beta', first: part(0, 'first parameter'), second: part(1, 'second parameter') };
    case 'chi-square': {
      const degrees = algebra.constantValue(part(0, 'number of degrees'));
      if (!degrees?.isInteger || degrees.sign <= 0) return stop('the number of degrees of freedom is open');
      return { kind: 'chi-square', degrees: Number(degrees.numerator) };
    }
    case 'poisson':
      return { kind: 'poisson', mean: part(0, 'mean') };
    case 'binomial': {
      const count = part(0, 'number of trials');
      const isRandom = quotientDependsOn(algebra, count, (atom) => ev.instance.random.has(atom));
      if (isRandom) return { kind: 'thinned', trials: count, probability: part(1, 'probability') };
      const trials = algebra.constantValue(count);
      if (!trials?.isInteger || trials.sign < 0) return stop('the number of trials is open');
      return { kind: 'binomial', trials: Number(trials.numerator), probability: part(1, 'probability') };
    }
    case 'unread':
      return stop('what is said of the mean and the spread was not understood');
    default:
      return stop(
        name.includes(' of ')
          ? 'this law is told by a formula, for a number only'
          : `nothing is known of the law $${name}$`,
      );
  }
}

function equallyLikely(algebra: Evaluator['algebra'], values: readonly Quotient[]): readonly Point[] {
  if (values.length === 0) return stop('the values of this law were not understood');
  const probability = algebra.constant(Rational.of(1, values.length));
  return values.map((value) => ({ value, probability }));
}

/** `\{1, \dots, 6\}` is a set of values, not one parameter. */
function argumentOf(ev: Evaluator, arg: Node): Value {
  const bare = plain(arg);
  if (bare.kind !== 'tuple' || bare.open !== '{') return ev.value(arg);
  const values = listed(ev, bare.items);
  return valueOf(matrixOf(values.length, 1, (i) => values[i] ?? ev.algebra.integer(0)));
}

/** The numbers of a list; dots stand for the whole numbers between. */
function listed(ev: Evaluator, items: readonly Node[]): readonly Quotient[] {
  const values: Quotient[] = [];
  items.forEach((item, k) => {
    if (item.kind !== 'ellipsis') {
      values.push(ev.number(item, 'a value of this law'));
      return;
    }
    const [before, after] = [items[k - 1], items[k + 1]];
    if (!before || !after) return stop('the dots here were not understood');
    const [low, high] = [ev.wholeNumber(before), ev.wholeNumber(after)];
    if (high - low > 60) return stop('a list too long to be computed with');
    for (let value = low + 1; value < high; value++) values.push(ev.algebra.integer(value));
  });
  return values;
}

/** The covariance of a law whose entries cannot be drawn one by one: something stands off its diagonal. */
export function fullCovariance({ name, args }: LawHere): Value | undefined {
  const covariance = name === 'normal' || name === 'moments' ? args[1] : undefined;
  if (!covariance || covariance.identity || isScalar(covariance) || covariance.columns === 1) return undefined;
  const isDiagonal = covariance.entries.every(
    (entry, k) => k % (covariance.columns + 1) === 0 || entry.numerator.size === 0,
  );
  return isDiagonal && covariance.rows === covariance.columns ? undefined : covariance;
}

export function requireDiagonal(here: LawHere): void {
  if (fullCovariance(here)) stop('a covariance that is not diagonal is not computed with here yet');
}

/** F z + μ, where F Fᵀ is the covariance and the entries of z have variance 1. */
function correlated(ev: Evaluator, node: SymbolNode, { name, args }: LawHere, covariance: Value): Value {
  const { algebra, instance } = ev;
  const { rows, columns, rowName } = covariance;
  if (rows !== columns) throw new Mismatch(`A covariance is a square matrix; this is ${shapeWords(covariance)}.`);
  const factor = factorOf(algebra, covariance);
  if (!factor) throw new NoValue('a matrix here is not the covariance of any vector');
  const mean = args[0] ?? stop('the law lacks its mean');
  // Lengths that nobody named may be meant to be equal.
  const isOpen = [mean.rowName, rowName].some((name) => name?.startsWith('\\dim'));
  if (isOpen && mean.rows !== rows && !isScalar(mean)) return stop('nobody said how long the mean of this law is');
  if (mean.columns !== 1 || (mean.rows !== rows && !isScalar(mean)))
    throw new Mismatch(`The mean is ${shapeWords(mean)}, the covariance ${shapeWords(covariance)}.`);
  if (isScalar(mean) && mean.entries.some((entry) => entry.numerator.size > 0) && rows > 1)
    return stop('the mean of this law is a number, and its covariance a matrix');
  const [zero, one] = [algebra.integer(0), algebra.integer(1)];
  const law: Law = { kind: name === 'normal' ? 'normal' : 'moments', mean: zero, variance: one };
  const sources = Array.from({ length: rows }, (_, k) =>
    instance.draw(law, `\\operatorname{source}_{${k + 1}} ${node.key}`, node.key),
  );
  if (name === 'moments') instance.random.tie(sources.flatMap((source) => atomsOf(source.numerator)));
  const noise = multiplyMatrices(
    algebra,
    factor,
    matrixOf(rows, 1, (i) => sources[i] ?? zero),
  );
  return valueOf(
    matrixOf(rows, 1, (i) => algebra.add(entryOf(mean, isScalar(mean) ? 0 : i, 0), entryOf(noise, i, 0))),
    rowName ?? mean.rowName,
  );
}

/** The entry of an array at these places, each from 1. */
export function entryLawOf(
  ev: Evaluator,
  node: SymbolNode,
  said: LawSaid,
  name: string,
  places: readonly number[],
): Quotient {
  const indices = (said.indices ?? []).slice(-places.length);
  const bound = new Map(
    indices.flatMap((letter, k) => (places[k] === undefined ? [] : [[letter, places[k]] as const])),
  );
  const inside = ev.inside(`law of ${node.key}`, new Map(), bound);
  return ev.instance.draw(scalarLaw(ev, lawHere(inside, said)), name, node.key);
}

/** The value of a symbol whose law was said as a whole: a number, or a vector where its shape or its parameters make it one. */
export function vectorOf(ev: Evaluator, node: SymbolNode, said: LawSaid, shape: readonly Node[] | undefined): Value {
  const { instance } = ev;
  const rule = ev.world.ruleOf(said.law, ev.scope);
  if (rule && !ev.world.lawMeant(said.law, ev.scope)) return spelledVector(ev, node, said.law, rule, shape ?? []);
  // An expectation may be asked for with other parameters than those that its law was told with.
  const here = lawHere(ev.inside(`law of ${node.key}`, instance.variant === undefined ? undefined : ev.locals), said);
  const covariance = fullCovariance(here);
  if (covariance && instance.variant === undefined && (shape?.length ?? 1) === 1 && !said.entries) {
    const value = correlated(ev, node, here, covariance);
    const side = shape?.[0] && ev.wholeNumber(shape[0]);
    if (side !== undefined && side !== value.rows && value.rowName?.startsWith('\\dim'))
      return stop(`nobody said how long the law of $${node.key}$ is`);
    if (side !== undefined && side !== value.rows)
      throw new Mismatch(`$${node.key}$ has ${side} entries, its law ${value.rows}.`);
    return value;
  }
  requireDiagonal(here);
  const wide =
    here.name === 'uniform' && here.args.length === 1
      ? undefined
      : here.args.find((arg) => arg.identity || isArray(arg));
  const sized = wide && here.args.find((arg) => !arg.identity && isArray(arg));
  const added =
    shape || !wide || sized
      ? undefined
      : ev.world.lengthOf(symbolLatex(node.letter, node.marks, node.subscripts), ev.scope, true);
  const sides = shape ?? added?.shape ?? [];
  if (!wide && sides.length === 0) return scalar(instance.draw(scalarLaw(ev, here), node.key, node.key));
  if (!wide && !said.entries && sides.length > 0) {
    // "x is sampled from N(0, 1)" of a vector is said of its entries.
    if (!said.independent) instance.assumed.add(`that the entries of $${node.key}$ are independent`);
  }
  const rowName = sides[0] ? printLatex(sides[0]) : sized ? sized.rowName : `\\dim ${node.key}`;
  if (added || (!sides[0] && !sized)) instance.guessed.add(node.key);
  const rows = sides[0]
    ? ev.seenFrom(added?.scope ?? ev.scope).wholeNumber(sides[0])
    : sized
      ? sized.rows
      : instance.sizeOf(rowName ?? '');
  const columns = sides[1] ? ev.wholeNumber(sides[1]) : 1;
  const value = matrixOf(rows, columns, (i, j) =>
    instance.draw(
      scalarLaw(ev, here, i),
      rows * columns === 1 ? node.key : columns > 1 ? `${node.key}_{${i + 1}${j + 1}}` : `${node.key}_{${i + 1}}`,
      node.key,
    ),
  );
  return valueOf(value, rowName, sides[1] ? printLatex(sides[1]) : undefined);
}

/** The value of a symbol whose density was spelled out. */
function spelledVector(
  ev: Evaluator,
  node: SymbolNode,
  law: string,
  rule: Definition,
  [side, more]: readonly Node[],
): Value {
  if (more) return stop('densities of matrices are not computed here yet');
  const laws = lawsOfRule(ev, law, rule, side ? ev.wholeNumber(side) : 1);
  const entries = laws.map((own, k) => ev.instance.draw(own, side ? `${node.key}_{${k + 1}}` : node.key, node.key));
  const zero = ev.algebra.integer(0);
  if (!side) return scalar(entries[0] ?? zero);
  return valueOf(
    matrixOf(entries.length, 1, (i) => entries[i] ?? zero),
    printLatex(side),
  );
}

/** Whether a parameter is a vector or a matrix, one entry though it may have in an instance. */
function isArray(value: Value): boolean {
  return !isScalar(value) || value.rowName !== undefined || value.columnName !== undefined;
}
