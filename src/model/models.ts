import type { Ball } from '../kernel/ball';
import { isFamily } from '../kernel/build';
import { Rational } from '../kernel/rational';
import { equalTerms, freeSymbols, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { rateOf } from './rates';
import { Seeded } from './seeded';
import { contains, intersect, reals, type Domain } from './domain';
import type { Context, Declaration, Fact, Whereabouts } from './context';

/**
 * A choice of exact values for the symbols of a claim: fractions where possible, else terms such as √2, which may mention symbols that stand
 * before them in the map, or roots of equations.
 */
export type Model = ReadonlyMap<string, ModelValue>;
export type ModelValue = Rational | Term | Root;

/** A solution of an equation that has no closed form here: one surely lies in the ball. */
export interface Root {
  readonly kind: 'root';
  readonly ball: Ball;
}

/** The models of the context of one claim: which values its symbols may take. */
export interface Models {
  readonly domains: ReadonlyMap<string, Domain>;
  /** The domains of further symbols in the constraints. */
  readonly around: ReadonlyMap<string, Domain>;
  /** What was said of the symbols that the domains rest on. */
  readonly declarations: readonly Declaration[];
  /** Equations and inequalities in force between the symbols that models must satisfy. */
  readonly constraints: readonly Fact[];
  /** Why a model may not be chosen freely, if something that bears on the symbols was not understood. */
  readonly taint: string | undefined;
}

export function modelsOf(
  context: Context,
  where: Whereabouts,
  symbols: readonly string[],
  terms: readonly Term[],
): Models {
  const { scope, sentence, except } = where;
  const domains = new Map<string, Domain>();
  const declarations: Declaration[] = [];
  let taint: string | undefined;
  // What changes is spoken of where its rate is.
  const spoken = [...symbols, ...symbols.flatMap((name) => rateOf(name)?.of ?? [])];
  const facts = context.about(spoken, where);
  // A sum that is said to run up to n says that n is a whole number, wherever it is said.
  const counted = integersIn([...terms, ...facts.flatMap(({ left, right }) => [left, right])]);
  for (const name of symbols) {
    const { domain, from } = context.domainOf(name, scope, sentence, except);
    declarations.push(...from);
    domains.set(
      name,
      counted.has(name)
        ? intersect(domain, { ...reals, integer: true, lower: { value: Rational.zero, open: false } })
        : domain,
    );
    taint ??= context.taintOf(name, scope, except) ?? (isFamily(name) ? context.membersOf(name, scope) : undefined);
  }
  const constraints = facts.filter((fact) => {
    const name = nameGiven(fact, spoken, terms);
    return (
      name === undefined ||
      facts.some((other) => other !== fact && other.symbols.has(name)) ||
      context.domainOf(name, scope, sentence, except).from.length > 0
    );
  });
  const around = new Map<string, Domain>();
  for (const fact of constraints) {
    for (const name of fact.symbols) {
      if (domains.has(name) || around.has(name)) continue;
      const { domain, from } = context.domainOf(name, scope, sentence, except);
      declarations.push(...from);
      around.set(name, domain);
    }
  }
  return { domains, around, declarations, constraints, taint };
}

/**
 * The symbol that an equation does no more than give a name to: `y = x^2 + 1` says nothing of x, and `y = \sqrt x` no more than a claim about √x says by itself.
 * Undefined for other facts.
 */
function nameGiven(
  { relation, left, right, restsOn }: Fact,
  symbols: readonly string[],
  terms: readonly Term[],
): string | undefined {
  if (relation !== '=' || restsOn !== undefined) return undefined;
  const [name, value] = left.kind === 'symbol' ? [left.name, right] : right.kind === 'symbol' ? [right.name, left] : [];
  if (name === undefined || value === undefined || symbols.includes(name) || freeSymbols(value).has(name))
    return undefined;
  return isTotal(value) || terms.some((term) => equalTerms(term, value)) ? name : undefined;
}

/** Whether a term has a real value whatever its symbols are: by its form, so not all of them are seen. */
function isTotal(term: Term): boolean {
  switch (term.kind) {
    case 'rational':
    case 'symbol':
      return true;
    case 'constant':
      return term.name === 'pi' || term.name === 'e';
    case 'add':
      return term.terms.every(isTotal);
    case 'multiply':
      return term.factors.every(isTotal);
    case 'power':
      return (
        isTotal(term.base) &&
        term.exponent.kind === 'rational' &&
        term.exponent.value.isInteger &&
        term.exponent.value.sign > 0
      );
    case 'call':
      return totalFunctions.has(term.name) && term.args.every(isTotal);
    case 'sum':
      return isTotal(term.body);
    case 'apply':
      return isFamily(term.function);
    default:
      return false;
  }
}

const totalFunctions: ReadonlySet<string> = new Set(['sin', 'cos', 'exp', 'abs', 'sinh', 'cosh', 'tanh', 'arctan']);

/** Symbols that stand where only whole numbers make sense: in factorials, binomials, limits of sums, gcd. */
function integersIn(terms: readonly Term[]): ReadonlySet<string> {
  const found = new Set<string>();
  const collect = (term: Term): void => {
    someSubterm(term, (part) => {
      if (part.kind === 'symbol') found.add(part.name);
      return false;
    });
  };
  for (const term of terms) {
    someSubterm(term, (part) => {
      if (part.kind === 'sum' || part.kind === 'product') {
        collect(part.lower);
        collect(part.upper);
      } else if (part.kind === 'call' && countingFunctions.has(part.name)) part.args.forEach(collect);
      else if (part.kind === 'power' && part.base.kind === 'rational' && part.base.value.sign < 0)
        collect(part.exponent);
      return false;
    });
  }
  return found;
}

const countingFunctions: ReadonlySet<string> = new Set([
  'factorial',
  'double-factorial',
  'binomial',
  'gcd',
  'lcm',
  'mod',
]);

/**
 * Values for the symbols, at most `count` models: first small whole numbers, different for different symbols, then negative and
 * fractional ones, then seeded random ones; the first `skipped` of them are left out. Every value lies in the domain of its symbol. Constraints are
 * not looked at.
 */
export function* sampleModels(
  domains: ReadonlyMap<string, Domain>,
  seed: string,
  count: number,
  skipped = 0,
): Generator<Model> {
  const random = new Seeded(skipped === 0 ? seed : `${seed} ${skipped}`);
  const names = [...domains.keys()];
  for (let k = skipped; k < skipped + count; k++) {
    const model = new Map<string, Rational>();
    names.forEach((name, index) => {
      const value = pick(domains.get(name) ?? reals, k, index, random);
      if (value) model.set(name, value);
    });
    if (model.size === names.length) yield model;
  }
}

/** First candidates, in this order: for symbol j of model k the (k + j)-th. They are the ones that a student can check by hand. */
const small: readonly Rational[] = [
  Rational.of(2),
  Rational.of(3),
  Rational.of(5),
  Rational.of(1),
  Rational.of(7),
  Rational.of(4),
  Rational.of(-1),
  Rational.of(-2),
  Rational.of(1n, 2n),
  Rational.of(-3),
  Rational.of(3n, 2n),
  Rational.of(6),
  Rational.of(-1n, 2n),
  Rational.of(10),
];

function pick(domain: Domain, k: number, index: number, random: Seeded): Rational | undefined {
  for (let attempt = 0; attempt < 40; attempt++) {
    const value = candidate(domain, k, index, attempt, random);
    if (contains(domain, value)) return value;
  }
  return undefined;
}

function candidate(domain: Domain, k: number, index: number, attempt: number, random: Seeded): Rational {
  const place = k + index + attempt * 3;
  if (k < small.length && attempt < 5) return small[place % small.length] ?? Rational.one;
  const { lower, upper } = domain;
  if (lower && upper) {
    const width = upper.value.minus(lower.value);
    const steps = domain.integer ? Number(width.floor()) + 1 : 64;
    const share = random.below(Math.max(1, Math.min(steps, 1_000_000)) + (domain.integer ? 0 : 1));
    return domain.integer
      ? Rational.of(lower.value.ceiling() + BigInt(share))
      : lower.value.plus(width.times(Rational.of(share, 64)));
  }
  const size = domain.integer ? random.below(12) : random.below(97);
  const magnitude = domain.integer
    ? Rational.of(size)
    : Rational.of(size + 1, [1, 2, 3, 4, 8, 12][random.below(6)] ?? 1);
  const signed = random.below(2) === 0 ? magnitude : magnitude.negated();
  if (lower) return (domain.integer ? Rational.of(lower.value.ceiling()) : lower.value).plus(magnitude);
  if (upper) return (domain.integer ? Rational.of(upper.value.floor()) : upper.value).minus(magnitude);
  return signed;
}
