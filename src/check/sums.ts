import { add, multiply, one, rational, substitute, subtract, symbol } from '../kernel/build';
import { canonical, difference } from '../kernel/canonical';
import type { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { freeSymbols, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { contains, reals } from '../model/domain';
import { sampleModels, type Model } from '../model/models';
import { satisfies } from './arithmetic';
import { holds, type Fails, type Finding, type Question } from './checker';
import { signsOf } from './polynomial';
import { compareValues, evidenceOf, showValue, type Value, valueOf } from './value';

/** Whether something stands there that has to be carried out. */
export function hasOperator(term: Term): boolean {
  return someSubterm(
    term,
    (part) =>
      part.kind === 'integral' ||
      part.kind === 'derivative' ||
      part.kind === 'limit' ||
      part.kind === 'sum' ||
      part.kind === 'product',
  );
}

/** The symbols that stand in the limits of sums and products. */
function indexedSymbols({ left, right }: Question): readonly string[] {
  const found = new Set<string>();
  for (const side of [left, right]) {
    someSubterm(side, (part) => {
      if (part.kind === 'sum' || part.kind === 'product')
        for (const end of [part.lower, part.upper]) for (const name of freeSymbols(end)) found.add(name);
      return false;
    });
  }
  return [...found];
}

export function hasIndexedSymbols(question: Question): boolean {
  return indexedSymbols(question).length > 0;
}

/** The step from n − 1 to n adds the same to both sides, and they agree at the start. */
export function byInduction(question: Question, fuel: Fuel): Finding | undefined {
  const [name, ...others] = indexedSymbols(question);
  const { left, right, comparison } = question;
  if (name === undefined || others.length > 0 || comparison !== '=') return undefined;
  const [sum, closed] =
    left.kind === 'sum' || left.kind === 'product'
      ? [left, right]
      : right.kind === 'sum' || right.kind === 'product'
        ? [right, left]
        : [];
  if (
    !sum ||
    !closed ||
    hasOperator(closed) ||
    hasOperator(sum.body) ||
    freeSymbols(sum.body).has(name) ||
    freeSymbols(sum.lower).has(name)
  )
    return undefined;
  const n = symbol(name);
  const beyond = canonical(subtract(sum.upper, n), { fuel });
  const first = canonical(sum.lower, { fuel });
  if (beyond.kind !== 'value' || !beyond.rational?.isInteger || first.kind !== 'value' || !first.rational?.isInteger)
    return undefined;
  const last = substitute(sum.body, new Map([[sum.variable, sum.upper]]));
  const before = substitute(closed, new Map([[name, subtract(n, one)]]));
  const grown = sum.kind === 'sum' ? add([before, last]) : multiply([before, last]);
  const signs = signsOf(question.models);
  const step = difference(closed, grown, {
    fuel,
    ...signs,
    integer: (key) => key === name || signs.integer(key),
    positive: (key) => key === name || signs.positive(key),
  });
  if (step.kind !== 'zero') return undefined;
  const start = first.rational.minus(beyond.rational);
  const at = (term: Term): Term => substitute(term, new Map([[name, rational(start)]]));
  const base = difference(at(sum), at(closed), { fuel, ...signs });
  return base.kind === 'zero'
    ? holds(
        'proved',
        `By induction: both sides agree for $${name} = ${start.toLatex()}$, and grow by the same from each $${name} - 1$ to $${name}$.`,
      )
    : undefined;
}

const mostInstances = 8;

/** The first instances n = 1, 2, 3, …, exactly. */
export function byInstances(question: Question, fuel: Fuel): Finding | undefined {
  const { models, symbols } = question;
  const [name, ...others] = indexedSymbols(question);
  if (name === undefined || others.length > 0 || models.constraints.length > 0) return undefined;
  const rest = new Map(
    symbols.filter((other) => other !== name).map((other) => [other, models.domains.get(other) ?? reals] as const),
  );
  const samples = [...sampleModels(rest, question.seed, rest.size === 0 ? 1 : 3)];
  let agreeing = 0;
  for (let n = firstInstance(question); n < mostInstances + 2 && agreeing < mostInstances * samples.length; n++) {
    const value = Rational.of(n);
    if (!contains({ ...(models.domains.get(name) ?? reals), integer: true }, value)) continue;
    for (const sample of samples) {
      const model: Model = new Map([...sample, [name, value]]);
      const [left, right] = [valueOf(question.left, fuel, model), valueOf(question.right, fuel, model)];
      const order = compareValues(left, right);
      if (order === 'unclear') continue;
      if (!satisfies(question.comparison, order))
        return question.comparison === 'approx' ? undefined : failing(question, model, left, right);
      agreeing++;
    }
  }
  return agreeing >= 6 ? holds('tested', `Both sides agree in the first ${agreeing} instances.`) : undefined;
}

/** Where the sums have a first term. */
function firstInstance({ left, right }: Question): number {
  let first = 1;
  for (const side of [left, right]) {
    someSubterm(side, (part) => {
      if ((part.kind === 'sum' || part.kind === 'product') && part.lower.kind === 'rational')
        first = Math.max(first, Math.min(5, part.lower.value.toNumber()));
      return false;
    });
  }
  return first;
}

export function failing(question: Question, model: Model, left: Value, right: Value): Fails {
  const values = question.symbols.flatMap((name): [string, string][] => {
    const value = model.get(name);
    return value instanceof Rational ? [[name, value.toLatex()]] : [];
  });
  const [l, r] = [showValue(left), showValue(right)];
  return {
    kind: 'fails',
    everywhere: false,
    determined: false,
    evidence: evidenceOf(left, right),
    reason: `For $${values.map(([name, value]) => `${name} = ${value}`).join(',\\ ')}$ the left side is $${l}$, the right side is $${r}$.`,
    counterexample: Object.fromEntries(values),
    left: l,
    right: r,
  };
}
