import { subtract } from '../kernel/build';
import { quotientsOf } from '../kernel/canonical';
import type { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { equalTerms, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { contains, isNonnegative, isPositive, reals, type Domain } from '../model/domain';
import { criticalPoints, testPoints } from '../model/critical';
import type { Model, ModelValue } from '../model/models';
import { satisfies } from './arithmetic';
import { holds, type Checker, type Finding, type Question } from './checker';
import { signsOf } from './polynomial';
import { allows } from './sampling';
import { compareValues, evidenceOf, showModelValue, showValue, type Value, valueOf } from './value';

/**
 * Inequalities, and steps between them. In one symbol the line is cut where a side or something in force changes its sign: a place between two cuts
 * speaks for all of them. In several symbols a difference that is a sum of terms of one sign has that sign.
 */
export const inequality: Checker = {
  name: 'inequality',
  check(question, fuel) {
    const { comparison, symbols } = question;
    if (comparison === 'approx' || symbols.length === 0) return undefined;
    if (comparison === '=' || comparison === '!=') return undefined;
    if (bySigns(question, fuel)) return holds('proved', 'The difference of the sides is a sum of terms of one sign.');
    return symbols.length === 1 ? onTheLine(question, symbols[0] ?? '', fuel) : undefined;
  },
};

function bySigns(question: Question, fuel: Fuel): boolean {
  const { models, comparison } = question;
  const [greater, less] =
    comparison === '>' || comparison === '>=' ? [question.left, question.right] : [question.right, question.left];
  const outcome = quotientsOf([subtract(greater, less)], { fuel, ...signsOf(models) });
  if (outcome.kind !== 'values') return false;
  const { algebra, readings } = outcome;
  const [reading] = readings;
  if (!reading || reading.value.denominator.size > 0) return false;
  const domainAt = (index: number): Domain | undefined => {
    const { term } = algebra.atom(index);
    return term.kind === 'symbol' ? models.domains.get(term.name) : undefined;
  };
  let strict = false;
  for (const { coefficient, monomial } of reading.value.numerator.values()) {
    if (coefficient.sign < 0) return false;
    let positive = true;
    for (const { atom, exponent } of monomial.powers) {
      const even = exponent.isInteger && exponent.numerator % 2n === 0n;
      const domain = domainAt(atom);
      if (domain && isPositive(domain)) continue;
      positive = even && domain?.nonzero === true && positive;
      if (!even && !(domain && isNonnegative(domain) && exponent.sign > 0)) return false;
      if (algebra.atom(atom).term.kind !== 'symbol') return false;
    }
    strict ||= positive;
  }
  return comparison === '>=' || comparison === '<=' || strict;
}

/** Undefined where the places of change are not all known. */
function onTheLine(question: Question, name: string, fuel: Fuel): Finding | undefined {
  const { models } = question;
  const domain = models.domains.get(name) ?? reals;
  const facts = models.constraints.filter((fact) => fact.symbols.has(name));
  if (!facts.every((fact) => fact.symbols.size === 1) || facts.some((fact) => fact.relation === '=')) return undefined;
  const terms: Term[] = [
    subtract(question.left, question.right),
    ...facts.map((fact) => subtract(fact.left, fact.right)),
  ];
  if (terms.some(isStepwise)) return undefined;
  const cuts = criticalPoints(terms, name, fuel);
  if (!cuts) return undefined;
  const points = testPoints(cuts, domain);
  if (!points) return undefined;
  const failing: { model: Model; left: Value; right: Value }[] = [];
  let held = 0;
  let sure = true;
  for (const place of points) {
    const model: Model = new Map([[name, place]]);
    if (place instanceof Rational && !contains(domain, place)) continue;
    if (!facts.every((fact) => allows(fact, model, fuel))) continue;
    const [left, right] = [valueOf(question.left, fuel, model), valueOf(question.right, fuel, model)];
    if (left.kind === 'undefined' || right.kind === 'undefined') continue;
    const order = compareValues(left, right);
    if (order === 'unclear') sure = false;
    else if (satisfies(question.comparison, order)) held++;
    else failing.push({ model, left, right });
  }
  const [first] = failing;
  const gained = first ? undefined : gainedAt(question, name, points, fuel);
  if (gained) return gained;
  if (!first)
    return held > 0
      ? holds(
          sure ? 'proved' : 'tested',
          'This holds on every interval between the places where something changes its sign.',
        )
      : undefined;
  if (question.follows === undefined && held > 0) return undefined;
  const value = first.model.get(name);
  const words = value === undefined ? '' : `${name} = ${showModelValue(value)}`;
  return {
    kind: 'fails',
    everywhere: held === 0,
    determined: held === 0 && sure,
    named: question.follows !== undefined,
    evidence: evidenceOf(first.left, first.right),
    reason: question.follows
      ? `$${words}$ is lost: it satisfies what stands before, but here the left side is then $${showValue(first.left)}$, the right side $${showValue(first.right)}$.`
      : `For $${words}$ the left side is $${showValue(first.left)}$, the right side is $${showValue(first.right)}$.`,
    counterexample: value === undefined ? {} : { [name]: showModelValue(value) },
    left: showValue(first.left),
    right: showValue(first.right),
  };
}

/** Of what is said to be equivalent: a place where this holds and the relation before it does not. */
function gainedAt(question: Question, name: string, points: readonly ModelValue[], fuel: Fuel): Finding | undefined {
  const { follows, models } = question;
  if (follows?.kind !== 'iff' || follows.from.relation === undefined) return undefined;
  const { left, right, relation } = follows.from;
  const others = models.constraints.filter((fact) => !(equalTerms(fact.left, left) && equalTerms(fact.right, right)));
  const stated = models.domains.get(name) ?? reals;
  // A bound on the symbol itself is part of its domain.
  const isBound = left.kind === 'symbol' || right.kind === 'symbol';
  const domain = isBound ? { ...reals, integer: stated.integer, nonzero: stated.nonzero } : stated;
  for (const place of points) {
    if (!(place instanceof Rational) || !contains(domain, place)) continue;
    const model: Model = new Map([[name, place]]);
    const claim = {
      left: question.left,
      right: question.right,
      relation: question.comparison === 'approx' ? '=' : question.comparison,
      symbols: new Set([name]),
    };
    if (!others.every((fact) => allows(fact, model, fuel)) || !allows(claim, model, fuel)) continue;
    const [a, b] = [valueOf(left, fuel, model), valueOf(right, fuel, model)];
    const order = compareValues(a, b);
    if (order === 'unclear' || satisfies(relation, order)) continue;
    return {
      kind: 'fails',
      everywhere: true,
      determined: true,
      evidence: 'exact',
      reason: `This is not equivalent: $${name} = ${place.toLatex()}$ satisfies this, but not the relation before it.`,
      counterexample: { [name]: place.toLatex() },
      left: showValue(a),
      right: showValue(b),
    };
  }
  return undefined;
}

/** Has jumps that are no zeros. */
function isStepwise(term: Term): boolean {
  return someSubterm(
    term,
    (part) =>
      part.kind === 'piecewise' ||
      (part.kind === 'call' &&
        ['floor', 'ceiling', 'sign', 'mod', 'factorial', 'binomial', 'tan', 'cot', 'sec', 'csc', 'gcd', 'lcm'].includes(
          part.name,
        )),
  );
}
