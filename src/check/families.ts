import { familySign, isFamily, rational, substitute } from '../kernel/build';
import { canonical, difference } from '../kernel/canonical';
import type { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { freeSymbols, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { contains, reals } from '../model/domain';
import { sampleModels } from '../model/models';
import { holds, undecided, type Checker, type Finding, type Question } from './checker';
import { failing, hasOperator } from './sums';
import { compareValues, valueOf } from './value';

/** Families with so many members stand for all. */
const sizes = [2, 3, 4];

/**
 * Equations between sums over families of numbers, `\sum_{i=1}^n (x_i - \bar x) = 0`: written out for several lengths, with the members as symbols of
 * their own and what was defined by them put in.
 */
export const families: Checker = {
  name: 'polynomial',
  check(question, fuel) {
    const { comparison, symbols, left, right } = question;
    if (comparison !== '=' || !symbols.some(isFamily)) return undefined;
    if (!hasOperator(left) && !hasOperator(right)) return undefined;
    const defined = definitionsIn(question);
    const ends = endsOf(question).filter((name) => !defined.terms.has(name));
    const [end, more] = ends;
    if (more !== undefined) return undefined;
    let agreeing = 0;
    for (const size of end === undefined ? [0] : sizes) {
      const value = Rational.of(size);
      if (end !== undefined && !contains({ ...(question.models.domains.get(end) ?? reals), integer: true }, value))
        continue;
      const found = instance(question, defined, end === undefined ? new Map() : new Map([[end, value]]), fuel);
      if (found === 'agree') agreeing++;
      else return found;
    }
    if (agreeing === 0) return undefined;
    return end === undefined
      ? holds('proved', 'Both sides agree, written out.')
      : holds('tested', `Both sides agree for ${agreeing} lengths, whatever the members of ${named(symbols)} are.`);
  },
};

interface Definitions {
  /** What letters stand for in terms of families. */
  readonly terms: ReadonlyMap<string, Term>;
  /** Something else is said of the same symbols. */
  readonly restricted: boolean;
}

/** What is in force: letters that are said to be something, `\bar x = \frac1n \sum_i x_i`, and whether anything else restricts the symbols. */
function definitionsIn({ models, symbols }: Question): Definitions {
  const terms = new Map<string, Term>();
  let restricted = models.taint !== undefined;
  for (const { relation, left, right, symbols: own } of models.constraints) {
    const [name, term] =
      left.kind === 'symbol' ? [left.name, right] : right.kind === 'symbol' ? [right.name, left] : [];
    const isNew = name !== undefined && term && !terms.has(name) && !freeSymbols(term).has(name) && !isFamily(name);
    if (relation === '=' && isNew) terms.set(name, term);
    else if ([...own].some((key) => isFamily(key) || symbols.includes(key))) restricted = true;
  }
  return { terms, restricted };
}

/** The letters at which sums end. */
function endsOf({ left, right, models }: Question): readonly string[] {
  const found = new Set<string>();
  const sides = [left, right, ...models.constraints.flatMap((fact) => [fact.left, fact.right])];
  for (const side of sides)
    someSubterm(side, (part) => {
      if (part.kind === 'sum' || part.kind === 'product')
        for (const limit of [part.lower, part.upper]) for (const name of freeSymbols(limit)) found.add(name);
      return false;
    });
  return [...found];
}

/** Both sides with values for the lengths of families. */
function instance(
  question: Question,
  defined: Definitions,
  lengths: ReadonlyMap<string, Rational>,
  fuel: Fuel,
): 'agree' | Finding | undefined {
  const [left, right] = [question.left, question.right].map((side) => spelledOut(side, defined.terms, lengths, fuel));
  if (!left || !right) return undefined;
  const rest = difference(left, right, { fuel });
  if (rest.kind === 'zero') return 'agree';
  if (rest.kind === 'undefined' || rest.kind === 'unreadable') return undefined;
  if (defined.restricted)
    return undecided(question.models.taint ?? 'More is said of these numbers than is put in here.');
  const names = [...new Set([...freeSymbols(left), ...freeSymbols(right)])];
  // A member with a letter for its number, `a_{n+1}`, stands outside the sums.
  const own = question.symbols.filter(isFamily);
  if (
    names.some(
      (name) =>
        isFamily(name) || own.some((family) => name.startsWith(family) && /[^\d_{}]/.test(name.slice(family.length))),
    )
  )
    return undefined;
  const domains = new Map(names.map((name) => [name, question.models.domains.get(name) ?? reals] as const));
  for (const sample of sampleModels(domains, question.seed, 3)) {
    const [l, r] = [valueOf(left, fuel, sample), valueOf(right, fuel, sample)];
    const order = compareValues(l, r);
    if (order === '=' || order === 'unclear') continue;
    const model = new Map([...lengths, ...sample]);
    const fails = failing({ ...question, symbols: [...model.keys()] }, model, l, r);
    // Nothing is said of the members but what was put in.
    return { ...fails, everywhere: true, determined: true };
  }
  return undefined;
}

/** A side with its sums written out and everything defined put in; undefined where that has no end. */
function spelledOut(
  side: Term,
  terms: ReadonlyMap<string, Term>,
  lengths: ReadonlyMap<string, Rational>,
  fuel: Fuel,
): Term | undefined {
  const values = new Map([...lengths].map(([name, value]) => [name, rational(value)] as const));
  let term = side;
  for (let depth = 0; depth < 5; depth++) {
    const open = [...freeSymbols(term)].filter((name) => terms.has(name));
    if (open.length === 0) {
      const simple = canonical(substitute(term, values), { fuel });
      return simple.kind === 'value' ? simple.term : undefined;
    }
    term = substitute(term, terms);
  }
  return undefined;
}

function named(symbols: readonly string[]): string {
  return symbols
    .filter(isFamily)
    .map((name) => `$${name.slice(0, -familySign.length)}$`)
    .join(' and ');
}
