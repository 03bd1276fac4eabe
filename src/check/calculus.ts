import { differentiate } from '../kernel/differentiate';
import { slopeOf } from '../kernel/antiderivative';
import { integer, one, power, rational, subtract, substitute, symbol } from '../kernel/build';
import { canonical, difference } from '../kernel/canonical';
import { definiteIntegral } from '../kernel/definite';
import type { Fuel } from '../kernel/fuel';
import { infinitySign, limitOf } from '../kernel/limit';
import { termToLatex } from '../kernel/print';
import { quadrature } from '../kernel/quadrature';
import { Rational } from '../kernel/rational';
import { simplify } from '../kernel/simplify';
import { freeSymbols, mapChildren, someSubterm } from '../kernel/structure';
import { closedSum } from '../kernel/summation';
import type { IntegralTerm, LimitTerm, SumTerm, Term } from '../kernel/term';
import type { Ball } from '../kernel/ball';
import { contains, reals, type Bound } from '../model/domain';
import type { Model } from '../model/models';
import { closed } from './arithmetic';
import { beyondBounds } from './divergence';
import { holds, undecided, type Checker, type Finding, type Question } from './checker';
import { isIntegrationConstant } from '../model/evaluation';
import { polynomial, signsOf } from './polynomial';
import { sampling } from './sampling';
import { byInduction, byInstances, failing, hasIndexedSymbols, hasOperator } from './sums';
import { compareValues, distance, showValue, sizeOf, valueOf, valueWithin, type Value } from './value';

/** Derivatives, integrals, limits, sums and products: calculated exactly where rules reach, otherwise in finite instances or by quadrature. */
export const calculus: Checker = {
  name: 'calculus',
  check(question, fuel) {
    if (![question.left, question.right].some(hasOperator)) return undefined;
    const variable = indefiniteVariable(question);
    if (variable === 'mixed') return undecided('The integrals here have different variables.');
    if (variable !== undefined) {
      const found = antiderivatives(question, variable, fuel);
      return question.substituted === true ? bySubstitution(found) : found;
    }
    const resolved = resolveQuestion(question, fuel);
    const atInfinity = beyondBounds(withoutInner(question, fuel), fuel);
    if (atInfinity) return atInfinity;
    const found = resolved && afterResolving(question, resolved, fuel);
    if (found && found.kind !== 'undecided') return found;
    if (hasIndexedSymbols(question)) return byInduction(question, fuel) ?? byInstances(question, fuel) ?? found;
    const inNumbers = byQuadrature(question, fuel) ?? found;
    return inNumbers ?? (question.symbols.length === 0 && !resolved ? closed(question, fuel) : undefined);
  },
};

// Antiderivatives

/** The variable of the integrals without limits; `mixed` where they have several. */
function indefiniteVariable({ left, right }: Question): string | 'mixed' | undefined {
  const names = new Set<string>();
  for (const side of [left, right]) {
    someSubterm(side, (part) => {
      if (part.kind === 'integral' && part.lower === undefined) names.add(part.variable);
      return false;
    });
  }
  const [name] = names;
  return names.size > 1 ? 'mixed' : name;
}

/** Both sides have the same derivative: they agree up to a constant, which is all that an integral without limits says. */
function antiderivatives(question: Question, variable: string, fuel: Fuel): Finding {
  if (question.comparison !== '=') return undecided('Integrals without limits are only known up to a constant.');
  if (!dependsPlainly(question, variable))
    return undecided(`Whether the integrand depends on $${variable}$ is not said.`);
  const sides = slopesOf(question, variable, fuel);
  const changed = asQuestion(question, sides.left, sides.right);
  const remarks = needsConstant(question) ? ['The constant of integration is missing.'] : [];
  if (difference(sides.left, sides.right, { fuel, ...signsOf(question.models) }).kind === 'zero')
    return holds('proved', 'Differentiating both sides gives the same.', remarks);
  const found = changed.symbols.length === 0 ? closed(changed, fuel) : sampling.check(changed, fuel);
  if (found?.kind === 'holds')
    return { ...found, reason: 'Differentiating both sides gives the same.', remarks: [...found.remarks, ...remarks] };
  if (found?.kind !== 'fails') return found ?? undecided('The derivatives of both sides could not be compared.');
  const [l, r] = [shown(sides.left, fuel), shown(sides.right, fuel)];
  const short = l.length + r.length < 90;
  return {
    ...found,
    reason: short
      ? `Differentiated, the left side is $${l}$, the right side $${r}$.`
      : `The derivatives of the two sides differ. ${found.reason}`,
  };
}

/** The letter that was put in may be confined to values for which a root has one sign: what holds for some values is not called wrong. */
function bySubstitution(found: Finding): Finding {
  return found.kind === 'conditional' || (found.kind === 'fails' && !found.everywhere)
    ? undecided('With what was substituted put in, this does not hold for all values.')
    : found;
}

/** Both sides differentiated, as which they must agree. */
function slopesOf(
  { left, right }: Question,
  variable: string,
  fuel: Fuel,
): { readonly left: Term; readonly right: Term } {
  return { left: slopeOf(left, variable, fuel), right: slopeOf(right, variable, fuel) };
}

/** Both sides differentiated, of a claim about integrals without limits; undefined for other claims. */
export function slopesIn(question: Question, fuel: Fuel): { readonly left: Term; readonly right: Term } | undefined {
  const variable = indefiniteVariable(question);
  return variable === undefined || variable === 'mixed' ? undefined : slopesOf(question, variable, fuel);
}

/** What the derivative of the right side lacks, of a claim about integrals without limits; undefined for other claims. */
export function missingSlope(
  question: Question,
  fuel: Fuel,
): { readonly variable: string; readonly term: Term } | undefined {
  const variable = indefiniteVariable(question);
  if (variable === undefined || variable === 'mixed') return undefined;
  const { left, right } = slopesOf(question, variable, fuel);
  const rest = canonical(subtract(left, right), { fuel });
  return rest.kind === 'value' ? { variable, term: rest.term } : undefined;
}

/** Letters that often stand for functions of the variable make the integrand unclear. */
function dependsPlainly({ left, right }: Question, variable: string): boolean {
  return ![left, right].some((side) =>
    someSubterm(
      side,
      (part) =>
        part.kind === 'apply' || (part.kind === 'symbol' && part.name !== variable && /^[yzuvwfgh]$/.test(part.name)),
    ),
  );
}

function needsConstant({ left, right }: Question): boolean {
  const integral = (side: Term): boolean =>
    someSubterm(side, (part) => part.kind === 'integral' && part.lower === undefined);
  const plain = integral(left) ? (integral(right) ? undefined : right) : left;
  return plain !== undefined && ![...freeSymbols(plain)].some(isIntegrationConstant);
}

function shown(term: Term, fuel: Fuel): string {
  const form = canonical(term, { fuel });
  return termToLatex(form.kind === 'value' ? form.term : term);
}

// Exact values

/** A side without its operators, and the ratios of infinite geometric sums that must be below 1 for that. */
interface Resolved {
  readonly left: Term;
  readonly right: Term;
  readonly ratios: readonly Term[];
}

/** Both sides with derivatives, integrals, limits and sums replaced by their values; undefined where nothing could be replaced. */
export function resolveQuestion(question: Question, fuel: Fuel): Resolved | undefined {
  const resolver = new Resolver(fuel);
  const left = resolver.of(question.left);
  const right = resolver.of(question.right);
  return left === question.left && right === question.right ? undefined : { left, right, ratios: resolver.ratios };
}

class Resolver {
  readonly ratios: Term[] = [];

  constructor(private readonly fuel: Fuel) {}

  of(term: Term): Term {
    return this.fuel.nested(() => {
      const inner = mapChildren(term, (part) => this.of(part));
      switch (inner.kind) {
        case 'derivative': {
          const found = differentiate(inner.body, inner.variable, this.fuel);
          return someSubterm(found, (part) => part.kind === 'derivative') ? inner : found;
        }
        case 'integral':
          return this.integral(inner);
        case 'limit':
          return this.limit(inner);
        case 'sum':
          return this.sum(inner);
        default:
          return inner;
      }
    });
  }

  private integral(term: IntegralTerm): Term {
    const found = definiteIntegral(term, this.fuel);
    return found === undefined ? term : simplify(found, this.fuel);
  }

  private limit(term: LimitTerm): Term {
    const found = limitOf(term, this.fuel);
    return found.kind === 'value' ? found.term : term;
  }

  /** Sums between numbers are left to be counted through. */
  private sum(term: SumTerm): Term {
    const counted = [term.lower, term.upper].every(
      (end) => freeSymbols(end).size === 0 && infinitySign(end) === undefined,
    );
    const found = counted ? undefined : closedSum(term, this.fuel);
    if (!found) return term;
    this.ratios.push(...found.ratios);
    return found.term;
  }
}

/** With what stands inside the outermost operators carried out: an integral in a limit. */
function withoutInner(question: Question, fuel: Fuel): Question {
  const resolver = new Resolver(fuel);
  return { ...question, left: mapChildren(question.left, (part) => resolver.of(part)) };
}

function asQuestion(question: Question, left: Term, right: Term): Question {
  const symbols = [...new Set([...freeSymbols(left), ...freeSymbols(right)])].sort();
  return { ...question, left, right, symbols };
}

function afterResolving(question: Question, resolved: Resolved, fuel: Fuel): Finding | undefined {
  const { left, right, ratios } = resolved;
  const next = asQuestion(question, left, right);
  if (ratios.length > 0) return convergent(next, ratios, fuel);
  if ([left, right].some(hasOperator) && hasIndexedSymbols(next)) return polynomial.check(next, fuel);
  if (next.symbols.length === 0) {
    const found = closed(next, fuel);
    return found?.kind === 'holds' ? { ...found, reason: `${found.reason} ${inWords(question)}`.trim() } : found;
  }
  const proved = polynomial.check(next, fuel);
  if (proved) return proved;
  return hasIndexedSymbols(question) ? undefined : (withinRadius(next, fuel) ?? sampling.check(next, fuel));
}

/** Series in a letter that may be any number are compared between −½ and ½, where most converge fast; undefined where too few do there. */
function withinRadius(question: Question, fuel: Fuel): Finding | undefined {
  const { models } = question;
  const letters = new Set<string>();
  for (const side of [question.left, question.right]) {
    someSubterm(side, (part) => {
      if (part.kind === 'sum' && infinitySign(part.upper) === 1)
        for (const name of freeSymbols(part)) letters.add(name);
      return false;
    });
  }
  const domains = new Map(models.domains);
  for (const name of letters) {
    const { integer, lower, upper } = domains.get(name) ?? reals;
    if (!integer && !lower && !upper) domains.set(name, { ...reals, lower: end(-1), upper: end(1) });
  }
  if (letters.size === 0) return undefined;
  const found = sampling.check({ ...question, models: { ...models, domains } }, fuel);
  return found?.kind === 'undecided' ? undefined : found;
}

function end(sign: 1 | -1): Bound {
  return { value: Rational.of(sign, 2), open: false };
}

function inWords({ left, right }: Question): string {
  const kinds = new Set<Term['kind']>();
  for (const side of [left, right]) {
    someSubterm(side, (part) => {
      kinds.add(part.kind);
      return false;
    });
  }
  if (kinds.has('integral')) return 'The integral is found by an antiderivative.';
  if (kinds.has('limit')) return 'The limit is found by a series expansion.';
  return '';
}

/** Infinite geometric sums with symbols in their ratio hold where that is small. */
function convergent(question: Question, ratios: readonly Term[], fuel: Fuel): Finding | undefined {
  const [ratio] = ratios;
  if (!ratio) return undefined;
  const remark = `This uses $\\left|${termToLatex(ratio)}\\right| < 1$.`;
  if (difference(question.left, question.right, { fuel, ...signsOf(question.models) }).kind === 'zero')
    return holds('proved', 'The sum is a geometric one.', [remark]);
  if (question.models.constraints.length > 0 || question.comparison !== '=') return undefined;
  const [name, ...others] = question.symbols;
  if (name === undefined || others.length > 0) return undefined;
  for (const value of [Rational.of(1, 2), Rational.of(1, 3), Rational.of(-1, 2), Rational.of(1, 5)]) {
    if (!contains(question.models.domains.get(name) ?? reals, value)) continue;
    const model: Model = new Map([[name, value]]);
    const small = ratios.every(
      (r) => compareValues(valueOf(power(r, integer(2)), fuel, model), valueOf(one, fuel)) === '<',
    );
    const [left, right] = [valueOf(question.left, fuel, model), valueOf(question.right, fuel, model)];
    const order = compareValues(left, right);
    if (small && (order === '<' || order === '>')) return failing(question, model, left, right);
  }
  return undefined;
}

// Numbers

/** Integrals that no rule finds, in decimals: equal to many digits, or apart by far more than the sums may be off. */
function byQuadrature(question: Question, fuel: Fuel): Finding | undefined {
  if (question.symbols.length > 0) return undefined;
  const balls = new Map<string, Ball>();
  const replace = (term: Term): Term => {
    if (term.kind === 'integral') {
      const ball = quadrature(term, fuel);
      if (!ball) return term;
      const name = `#integral ${balls.size}`;
      balls.set(name, ball);
      return symbol(name);
    }
    return mapChildren(term, replace);
  };
  const [left, right] = [replace(question.left), replace(question.right)];
  if (balls.size === 0 || [left, right].some(hasOperator)) return undefined;
  const values: readonly [Value, Value] = [valueWithin(left, balls, fuel), valueWithin(right, balls, fuel)];
  const order = compareValues(...values);
  if (order === 'unclear') {
    const equal =
      values.every((value) => value.kind === 'exact' || value.kind === 'ball') && question.comparison !== '!=';
    return equal ? holds('tested', 'Both sides agree to many digits.') : undefined;
  }
  const middles = new Map(
    [...balls].map(([name, { middle }]) => [name, rational(nearby(middle.toFixed(30), fuel))] as const),
  );
  const found = closed(asQuestion(question, substitute(left, middles), substitute(right, middles)), fuel);
  if (found?.kind === 'holds')
    return {
      ...found,
      how: 'tested',
      reason: `The left side is about $${showValue(values[0])}$, the right side $${showValue(values[1])}$.`,
    };
  if (found?.kind !== 'fails') return found;
  const size = sizeOf(values[0])?.plus(sizeOf(values[1]) ?? Rational.zero) ?? Rational.one;
  return distance(...values, size.times(farApart)) === 'beyond' ? { ...found, evidence: 'bounded' } : undefined;
}

/** Relative to the size of both sides; the sums are off by less than a millionth of a millionth of it. */
const farApart = Rational.of(1n, 1_000_000n);

function nearby(digits: string, fuel: Fuel): Rational {
  const negative = digits.startsWith('-');
  const value = Rational.parse(negative ? digits.slice(1) : digits, fuel) ?? Rational.zero;
  return negative ? value.negated() : value;
}
