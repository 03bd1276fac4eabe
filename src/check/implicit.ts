import { divide, negate, substitute, subtract } from '../kernel/build';
import { canonical, difference } from '../kernel/canonical';
import { collectIn } from '../kernel/collect';
import type { Fuel } from '../kernel/fuel';
import { termToLatex } from '../kernel/print';
import type { Term } from '../kernel/term';
import { factSymbols, type Fact } from '../model/context';
import { reals } from '../model/domain';
import { divisionOf } from '../model/follow';
import { rateOf, rateSymbol, totalDerivative, usuallyDepends } from '../model/rates';
import type { Link } from '../statement/statement';
import { resolveQuestion } from './calculus';
import { holds, type Checker, type Fails, type Finding, type Question } from './checker';
import { inModels } from './sampling';

/** An equation in force, differentiated: `2x + 2y y' = 0` of `x^2 + y^2 = 25`. */
interface Differentiated {
  readonly of: Fact;
  readonly by: string;
  readonly left: Term;
  readonly right: Term;
}

/** Equations with rates such as `\frac{dy}{dx}`: they follow from an equation in force, differentiated. What does not is no business of this checker. */
export const implicit: Checker = {
  name: 'calculus',
  check(question, fuel) {
    if (question.comparison !== '=') return undefined;
    const carried = { ...question, ...resolveQuestion(question, fuel) };
    const { facts } = differentiatedFacts(carried, fuel);
    return outright(carried, facts, fuel) ?? inTheirModels(carried, facts, fuel);
  },
};

/** It says no more than one of the differentiated equations. */
function outright(question: Question, facts: readonly Differentiated[], fuel: Fuel): Finding | undefined {
  const claim = subtract(question.left, question.right);
  for (const each of facts) {
    if (divisionOf(subtract(each.left, each.right), claim, question.models, fuel).kind === 'implied')
      return holds('proved', says(each));
  }
  return undefined;
}

/** With the rates as the differentiated equations have them, it holds in the models of the rest. */
function inTheirModels(question: Question, facts: readonly Differentiated[], fuel: Fuel): Finding | undefined {
  const closest = nearest(question, facts);
  if (!closest) return undefined;
  let without = question;
  let open = facts;
  for (let each = open[0]; each; each = open[0]) {
    open = open.slice(1);
    const solved = withoutRate(without, each, fuel);
    if (!solved) continue;
    without = solved.question;
    const put = new Map([[solved.rate, solved.term]]);
    open = open.map((other) => ({ ...other, left: substitute(other.left, put), right: substitute(other.right, put) }));
  }
  if (without === question) return undefined;
  if (difference(without.left, without.right, { fuel }).kind === 'zero') return holds('proved', says(closest));
  const { finding } = inModels(without, fuel);
  return finding.kind === 'holds' ? holds(finding.how, says(closest)) : undefined;
}

/** The equation that speaks of most of the claim's rates. */
function nearest(question: Question, facts: readonly Differentiated[]): Differentiated | undefined {
  const rates = question.symbols.filter((name) => rateOf(name) !== undefined);
  const shared = (each: Differentiated): number => rates.filter((rate) => symbolsOf(each).has(rate)).length;
  return [...facts].sort((a, b) => shared(b) - shared(a))[0];
}

function says({ of, by }: Differentiated): string {
  return `This follows from $${oneLine(of.latex)}$, differentiated${withRespectTo(by)}.`;
}

/**
 * Whether the words say that the relation comes from an equation by differentiating it and by nothing else, so that a wrong one is wrong.
 *
 *     Differentiating both sides with respect to $x$, we get …          yes
 *     Differentiating and putting in $x = 3$, we get …                  no
 */
export function isDifferentiation({ passage, relation, index, size, several, attitude, scope }: Link): boolean {
  if (relation.kind !== '=' || index !== 0 || size !== 1 || several || scope.kind === 'statement') return false;
  if (attitude === 'assumed' || attitude === 'asked' || attitude === 'denied') return false;
  const words = passage.lead.slice(-160);
  return differentiates.test(words) && !addsMore.test(words);
}

/** What is differentiated stands right behind the verb; what comes of it, behind a colon, a comma or another verb. */
const differentiates =
  /\b(?:differentiat\w+|tak\w+ (?:the )?(?:time )?derivatives?)\b.*(?:[:,]|\b(?:giv|yield|g[eo]t|obtain|find|ha[vs]e?|produc)\w*)[^.]*$/is;
const addsMore =
  /\b(?:at|when|substitut\w+|plug\w*|put\w*|evaluat\w*|simplif\w*|solv\w*|where|since|because|recall\w*|so|thus|then|divid\w*|first|second|twice|again|using(?! the (?:chain|product|quotient|power) rule)|isolat\w*|rearrang\w*|cancel\w*)\b/i;

/** `du = 2x\,dx` behind `u = x^2`: the differential of what u was said to be. */
export function isDifferential({ left, models }: Question, { relation, attitude, scope, several }: Link): boolean {
  const rate = left.kind === 'symbol' ? rateOf(left.name) : undefined;
  if (rate?.by !== '' || relation.kind !== '=' || several || scope.kind === 'statement') return false;
  if (attitude === 'assumed' || attitude === 'asked' || attitude === 'denied') return false;
  return models.constraints.some((fact) => fact.left.kind === 'symbol' && fact.left.name === rate.of);
}

export function speaksOfRates({ symbols }: Question): boolean {
  return symbols.some((name) => rateOf(name) !== undefined);
}

/** A relation that is said to be an equation differentiated: red where it follows from none in force, and the derivatives of them exclude it. */
export const differentiation: Checker = {
  name: 'calculus',
  check(question, fuel) {
    if (question.comparison !== '=') return undefined;
    const { facts, assumed } = differentiatedFacts(question, fuel);
    return (
      outright(question, facts, fuel) ??
      (assumed ? undefined : excluded(question, facts, fuel)) ??
      inTheirModels(question, facts, fuel)
    );
  },
};

/** Where one equation alone can be meant: it leaves no place where the relation holds. */
function excluded(question: Question, facts: readonly Differentiated[], fuel: Fuel): Finding | undefined {
  const written = new Set(question.symbols);
  const own = question.left.kind === 'symbol' ? rateOf(question.left.name) : undefined;
  const defines = (each: Differentiated): boolean =>
    own?.by === '' && each.of.left.kind === 'symbol' && each.of.left.name === own.of;
  // A differential speaks of its definition also where a letter of that got lost.
  const [base, ...others] = facts.filter((each) =>
    [...symbolsOf(each)].every((name) => written.has(name) || (defines(each) && rateOf(name) === undefined)),
  );
  const solved = base && others.length === 0 ? withoutRate(question, base, fuel) : undefined;
  if (!base || !solved) return undefined;
  const { finding } = inModels(solved.question, fuel);
  return finding.kind === 'fails' && finding.everywhere ? explained(question, base, solved, finding, fuel) : undefined;
}

/** The question, and what is in force for it, with one of its rates as the differentiated equation has it; undefined where that has none to solve for. */
function withoutRate(
  question: Question,
  { of, left, right }: Differentiated,
  fuel: Fuel,
): { readonly question: Question; readonly rate: string; readonly term: Term } | undefined {
  const { models } = question;
  for (const rate of question.symbols.filter((name) => rateOf(name) !== undefined)) {
    const collected = collectIn(subtract(left, right), rate, { fuel });
    const [constant, slope] = collected?.coefficients ?? [];
    if (collected?.coefficients.length !== 2 || !constant || !slope) continue;
    const term = negate(divide(constant, slope));
    const put = (side: Term): Term => substitute(side, new Map([[rate, term]]));
    const sides = { left: put(question.left), right: put(question.right) };
    const constraints = models.constraints.map((fact): Fact => {
      if (fact === of || !fact.symbols.has(rate)) return fact;
      const changed = { left: put(fact.left), right: put(fact.right) };
      return { ...fact, ...changed, symbols: factSymbols(changed.left, changed.right) };
    });
    const around = new Map(models.around);
    for (const fact of constraints)
      for (const name of fact.symbols) if (!models.domains.has(name) && !around.has(name)) around.set(name, reals);
    const symbols = [...factSymbols(sides.left, sides.right)].sort();
    const domains = new Map(symbols.map((name) => [name, models.domains.get(name) ?? around.get(name) ?? reals]));
    return {
      question: { ...question, ...sides, symbols, models: { ...models, domains, around, constraints } },
      rate,
      term,
    };
  }
  return undefined;
}

function explained(
  question: Question,
  { of, by, left, right }: Differentiated,
  { rate, term }: { readonly rate: string; readonly term: Term },
  finding: Fails,
  fuel: Fuel,
): Fails {
  const shown = (side: Term): string => {
    const form = canonical(side, { fuel });
    return termToLatex(form.kind === 'value' ? form.term : side);
  };
  const slip = slipIn(subtract(question.left, question.right), subtract(left, right), fuel);
  return {
    ...finding,
    counterexample: { ...finding.counterexample, [rate]: shown(term) },
    reason: `Differentiated${withRespectTo(by)}, $${oneLine(of.latex)}$ gives $${shown(left)} = ${shown(right)}$.${slip}`,
  };
}

function withRespectTo(by: string): string {
  return by === '' ? '' : ` with respect to $${by}$`;
}

/** What one term makes out, where the rest agrees. */
function slipIn(claimed: Term, right: Term, fuel: Fuel): string {
  const rest = canonical(subtract(right, claimed), { fuel });
  if (rest.kind !== 'value' || rest.term.kind === 'add') return '';
  const term = termToLatex(rest.term).replace(/^-\s*/, '');
  if (term.length > 40) return '';
  const stands = (side: Term): boolean => {
    const form = canonical(side, { fuel });
    const terms = form.kind !== 'value' ? [] : form.term.kind === 'add' ? form.term.terms : [form.term];
    return terms.some((other) => {
      const ratio = canonical(divide(other, rest.term), { fuel });
      return ratio.kind === 'value' && ratio.rational !== undefined;
    });
  };
  if (!stands(claimed)) return stands(right) ? ` The term $${term}$ is missing.` : ` The two differ by $${term}$.`;
  return stands(right) ? ` The term in $${term}$ is another.` : ` The term $${term}$ is one too many.`;
}

/** What the equations in force give when they are differentiated; `assumed`: with a letter whose dependence is not said. */
function differentiatedFacts(
  question: Question,
  fuel: Fuel,
): { readonly facts: readonly Differentiated[]; readonly assumed: boolean } {
  const { constraints } = question.models;
  const named = new Set(question.symbols);
  for (const fact of constraints) for (const name of fact.symbols) named.add(name);
  const rates = [...named].flatMap((name) => rateOf(name) ?? []);
  if (!speaksOfRates(question)) return { facts: [], assumed: false };
  const second = rates.some(({ order }) => order > 1);
  const facts: Differentiated[] = [];
  let assumed = false;
  for (const fact of constraints) {
    if (fact.relation !== '=' || fact.sentence !== undefined) continue;
    const by = variableOf(fact, rates, named);
    if (by === undefined) continue;
    const changing = new Map<string, string>();
    for (const name of fact.symbols) {
      const rate = rateOf(name);
      if (name === by || (rate && (!second || rate.order > 1))) continue;
      const known = rate ? nextRate(rate, by, named) : [...named].find((other) => isRateOf(other, name, by, 1));
      const linked = rate === undefined && linkedElsewhere(name, fact, constraints);
      if (known !== undefined) changing.set(name, known);
      else if (linked || usuallyDepends(name, by)) {
        changing.set(name, rateSymbol(name, by));
        assumed ||= !linked;
      }
    }
    if ([...fact.symbols].some((name) => rateOf(name) !== undefined && !changing.has(name))) continue;
    // A value at one moment has no derivative; two quantities that go together have.
    if (changing.size + (fact.symbols.has(by) ? 1 : 0) < 2) continue;
    const [left, right] = [fact.left, fact.right].map((side) => totalDerivative(side, by, changing, fuel));
    if (left && right) facts.push({ of: fact, by, left, right });
  }
  return { facts, assumed };
}

/** What an equation is differentiated by: what the rates say; primes mean x or t, whichever stands there. */
function variableOf(
  fact: Fact,
  rates: readonly { by: string | undefined; of: string }[],
  named: ReadonlySet<string>,
): string | undefined {
  const said = new Set(rates.flatMap(({ by }) => by ?? []));
  const [only, ...others] = said;
  if (only !== undefined) return others.length === 0 ? only : undefined;
  const dependent = new Set(rates.map(({ of }) => of));
  const usual = ['x', 't'].filter((name) => !dependent.has(name));
  return usual.find((name) => fact.symbols.has(name)) ?? usual.find((name) => named.has(name)) ?? usual[0];
}

function isRateOf(name: string, of: string, by: string, order: number): boolean {
  const rate = rateOf(name);
  return rate?.of === of && rate.order === order && (rate.by === undefined || rate.by === by);
}

function nextRate(
  rate: { readonly of: string; readonly order: number },
  by: string,
  named: ReadonlySet<string>,
): string | undefined {
  return [...named].find((other) => isRateOf(other, rate.of, by, rate.order + 1));
}

/** Whether another equation ties the symbol to further ones, so that it changes when these do. */
function linkedElsewhere(name: string, fact: Fact, facts: readonly Fact[]): boolean {
  return facts.some(
    (other) =>
      other !== fact &&
      other.relation === '=' &&
      other.symbols.has(name) &&
      [...other.symbols].every((symbol) => rateOf(symbol) === undefined) &&
      other.symbols.size > 1,
  );
}

function symbolsOf({ left, right }: Pick<Differentiated, 'left' | 'right'>): ReadonlySet<string> {
  return factSymbols(left, right);
}

function oneLine(latex: string): string {
  return latex
    .replace(/\\\\|&/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
