import type { Node, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import type { Quotient } from '../../kernel/canonical/atom';
import { entryOf, matrixOf } from '../../kernel/matrix';
import type { Law } from '../../kernel/random';
import { lawOfFormula } from '../../statement/law';
import type { Evaluator } from './evaluator';
import type { LawSaid } from './known';
import { plain } from './known';
import { stop } from './outcome';
import { isScalar, numberOf, scalar, valueOf, type Value } from './value';

/** A law with its parameters evaluated: numbers, vectors or matrices. */
export interface LawHere {
  readonly name: string;
  readonly args: readonly Value[];
}

export interface LawWritten {
  readonly law: string;
  readonly args: readonly Node[];
}

/** The law that a letter such as `p_\mu` stands for, if it was said. */
function spelledOut(ev: Evaluator, said: LawWritten): LawWritten {
  const definition = ev.world.definition(said.law, ev.scope);
  const law = definition && lawOfFormula(plain(definition.body));
  return law ? { law: law.law, args: law.args } : said;
}

export function lawHere(ev: Evaluator, said: LawWritten): LawHere {
  const { law, args } = spelledOut(ev, said);
  return { name: law, args: args.map((arg) => ev.value(arg)) };
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
      return { kind: 'uniform', lower: part(0, 'lower end'), upper: part(1, 'upper end') };
    case 'bernoulli':
      return { kind: 'bernoulli', probability: part(0, 'probability') };
    case 'rademacher':
      return { kind: 'rademacher' };
    case 'exponential':
      return { kind: 'exponential', rate: part(0, 'rate') };
    case 'laplace':
      return { kind: 'laplace', mean: part(0, 'mean'), scale: part(1, 'scale') };
    case 'poisson':
      return { kind: 'poisson', mean: part(0, 'mean') };
    case 'binomial': {
      const trials = algebra.constantValue(part(0, 'number of trials'));
      if (!trials?.isInteger || trials.sign < 0) return stop('the number of trials is open');
      return { kind: 'binomial', trials: Number(trials.numerator), probability: part(1, 'probability') };
    }
    case 'unread':
      return stop('what is said of the mean and the spread was not understood');
    default:
      return stop(`nothing is known of the law $${name}$`);
  }
}

/** Off the diagonal of the covariance nothing may stand: entries are drawn one by one. */
function requireDiagonal({ args }: LawHere): void {
  const covariance = args[1];
  if (!covariance || covariance.identity || isScalar(covariance) || covariance.columns === 1) return;
  for (let i = 0; i < covariance.rows; i++)
    for (let j = 0; j < covariance.columns; j++)
      if (i !== j && entryOf(covariance, i, j).numerator.size > 0)
        stop('a covariance that is not diagonal is not computed with yet');
}

export function entryLawOf(ev: Evaluator, node: SymbolNode, said: LawSaid, name: string): Quotient {
  return ev.instance.draw(scalarLaw(ev, lawHere(ev.inside(`law of ${node.key}`), said)), name, node.key);
}

/** The value of a symbol whose law was said as a whole: a number, or a vector where its shape or its parameters make it one. */
export function vectorOf(ev: Evaluator, node: SymbolNode, said: LawSaid, shape: readonly Node[] | undefined): Value {
  const { instance } = ev;
  // An expectation may be asked for with other parameters than those that its law was told with.
  const here = lawHere(ev.inside(`law of ${node.key}`, instance.variant === undefined ? undefined : ev.locals), said);
  requireDiagonal(here);
  const wide = here.args.find((arg) => arg.identity || !isScalar(arg));
  const sides = shape ?? [];
  if (!wide && sides.length === 0) return scalar(instance.draw(scalarLaw(ev, here), node.key, node.key));
  if (!wide && !said.entries && sides.length > 0) {
    // "x is sampled from N(0, 1)" of a vector is said of its entries.
    if (!said.independent) instance.assumed.add(`that the entries of $${node.key}$ are independent`);
  }
  const sized = here.args.find((arg) => !arg.identity && !isScalar(arg));
  const rowName = sides[0] ? printLatex(sides[0]) : sized ? sized.rowName : `\\dim ${node.key}`;
  if (!sides[0] && !sized) instance.guessed.add(node.key);
  const rows = sides[0] ? ev.wholeNumber(sides[0]) : sized ? sized.rows : instance.sizeOf(rowName ?? '');
  const columns = sides[1] ? ev.wholeNumber(sides[1]) : 1;
  const value = matrixOf(rows, columns, (i, j) =>
    instance.draw(
      scalarLaw(ev, here, i),
      columns > 1 ? `${node.key}_{${i + 1}${j + 1}}` : `${node.key}_{${i + 1}}`,
      node.key,
    ),
  );
  return valueOf(value, rowName, sides[1] ? printLatex(sides[1]) : undefined);
}
