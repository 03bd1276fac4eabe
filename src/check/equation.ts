import { termToLatex } from '../kernel/print';
import { subtract, symbol } from '../kernel/build';
import { difference } from '../kernel/canonical';
import { Rational } from '../kernel/rational';
import type { Fuel } from '../kernel/fuel';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { contains, reals } from '../model/domain';
import { divisionOf, multiplicity } from '../model/follow';
import type { Model, ModelValue } from '../model/models';
import { rootsOf } from '../model/roots';
import type { Checker, Fails, Finding, Holds, Question } from './checker';
import { holds } from './checker';
import { allows, inModels, type Trial } from './sampling';
import { evidenceOf, showModelValue, showValue } from './value';

/**
 * Steps from one equation to the next, `A \implies B` or B behind A: every solution of what is in force must satisfy B. What B gains is a remark, unless both are
 * said to be equivalent.
 */
export const equation: Checker = {
  name: 'equation',
  check(question, fuel) {
    const { follows } = question;
    if (!follows || follows.from.relation !== '=' || question.comparison !== '=') return undefined;
    const before = subtract(follows.from.left, follows.from.right);
    const after = subtract(question.left, question.right);
    const division = divisionOf(before, after, question.models, fuel);
    if (division.kind === 'implied')
      return withGains(
        question,
        before,
        after,
        holds(
          'proved',
          division.same ? 'This says the same as the relation before it.' : 'This follows from the relation before it.',
        ),
        fuel,
      );
    if (division.kind === 'divided') {
      const lost = lostTo(question, division.by, fuel);
      if (lost) return lost;
    }
    const apart = alwaysApart(before, after, question, fuel);
    if (apart) return apart;
    const { finding, trials } = inModels(question, fuel);
    switch (finding.kind) {
      case 'holds':
        return withGains(question, before, after, finding, fuel);
      case 'fails':
        return named(question, finding, trials);
      case 'conditional':
      case 'undecided':
        return finding;
    }
  },
};

/** "A = 0" and "A - 5 = 0" are never true together: no solution of the one is left by the other. */
function alwaysApart(before: Term, after: Term, question: Question, fuel: Fuel): Fails | undefined {
  const shift = difference(after, before, { fuel });
  if (shift.kind !== 'nonzero' || freeSymbols(shift.difference).size > 0 || question.symbols.length < 2)
    return undefined;
  const by = termToLatex(shift.difference);
  return {
    kind: 'fails',
    everywhere: true,
    determined: false,
    evidence: 'exact',
    reason: `The relation before says that the left side less the right side is $0$; here they differ by $${by}$ more, for all values of the symbols.`,
    counterexample: {},
    left: termToLatex(question.left),
    right: termToLatex(question.right),
  };
}

/** B times a factor is A: what makes the factor zero solves A, but B only by chance. */
function lostTo(question: Question, by: readonly Term[], fuel: Fuel): Finding | undefined {
  const { models } = question;
  for (const factor of by) {
    const symbols = freeSymbols(factor);
    const [fact] = models.constraints;
    if (!fact) return undefined;
    const zero: Term = { kind: 'rational', value: Rational.zero };
    const narrowed = {
      ...models,
      constraints: [
        ...models.constraints,
        { ...fact, left: factor, right: zero, relation: '=' as const, symbols, restsOn: undefined },
      ],
    };
    const { trials } = inModels({ ...question, models: narrowed }, fuel);
    const failing = trials.find((t) => t.outcome === 'fails');
    if (!failing) continue;
    const others = question.symbols.filter((name) => !symbols.has(name));
    if (others.length === 0 && symbols.size === 1) return undefined; // Found among the solutions, and named there.
    const reason = `This was divided by $${termToLatex(factor)}$, which may be $0$: $${solutionWords(failing.model, question)}$ satisfies the relation before, but not this.`;
    if (factor.kind === 'symbol') return { kind: 'conditional', condition: `${termToLatex(factor)} \\ne 0`, reason };
    return { ...failingAt(question, failing), named: true, reason };
  }
  return undefined;
}

function failingAt(question: Question, trial: Trial): Fails {
  return {
    kind: 'fails',
    everywhere: false,
    determined: false,
    evidence: evidenceOf(trial.left, trial.right),
    reason: '',
    counterexample: Object.fromEntries(
      question.symbols.flatMap((name) => {
        const value = trial.model.get(name);
        return value === undefined ? [] : [[name, showModelValue(value)]];
      }),
    ),
    left: showValue(trial.left),
    right: showValue(trial.right),
  };
}

/** Which solutions are lost. */
function named(question: Question, finding: Fails, trials: readonly Trial[]): Fails {
  const failing = trials.filter((t) => t.outcome === 'fails');
  const [first] = failing;
  if (!first) return finding;
  const words = solutionWords(first.model, question);
  if (finding.everywhere) {
    return {
      ...finding,
      reason: `$${words}$ satisfies the relation before; here the left side is then $${showValue(first.left)}$, the right side $${showValue(first.right)}$.`,
    };
  }
  return {
    ...finding,
    // With fewer symbols it speaks of, it may rest on something else.
    named: question.symbols.length === question.follows?.from.symbols.size,
    reason: `$${words}$ is lost: it satisfies the relation before, but here the left side is then $${showValue(first.left)}$, the right side $${showValue(first.right)}$.`,
  };
}

/** "With $n = 3$ we get $n^2 = 9$": a value is put in; nobody thinks of taking that back. */
function putsValueIn({ follows }: Question): boolean {
  if (!follows || follows.how === 'arrow' || follows.kind === 'iff') return false;
  const { left, right, relation } = follows.from;
  return relation === '=' && left.kind === 'symbol' && freeSymbols(right).size === 0;
}

/** What solves B in one symbol and not A, and what B was divided by though it is zero at a solution. */
function withGains(question: Question, before: Term, after: Term, finding: Holds, fuel: Fuel): Finding {
  const [name, ...others] = question.symbols;
  if (name === undefined || others.length > 0) return finding;
  const old = [...freeSymbols(before)];
  if (old.length !== 1 || old[0] !== name) return finding;
  const remarks = [...finding.remarks];
  const gained = putsValueIn(question) ? [] : gainedRoots(question, name, after, fuel);
  if (gained.length > 0) {
    const values = gained.map((value) => `$${name} = ${showModelValue(value)}$`).join(' and ');
    if (question.follows?.kind === 'iff') {
      const [value] = gained;
      return {
        kind: 'fails',
        everywhere: true,
        determined: true,
        evidence: value instanceof Rational ? 'exact' : 'bounded',
        reason: `This is not equivalent: ${values} ${gained.length === 1 ? 'satisfies' : 'satisfy'} this, but not the relation before it.`,
        counterexample: value ? { [name]: showModelValue(value) } : {},
        left: termToLatex(question.left),
        right: termToLatex(question.right),
      };
    }
    remarks.push(`This gains ${values}: the step cannot be taken back there.`);
  }
  for (const value of divisors(name, before, after, fuel)) {
    remarks.push(
      `This was divided by $${termToLatex(value.sign === 0 ? symbol(name) : subtract(symbol(name), { kind: 'rational', value }))}$, which is $0$ for the solution $${name} = ${value.toLatex()}$.`,
    );
  }
  return { ...finding, remarks };
}

function gainedRoots(question: Question, name: string, after: Term, fuel: Fuel): readonly ModelValue[] {
  const found = rootsOf(after, name, fuel);
  const domain = question.models.domains.get(name) ?? reals;
  const [from] = question.follows ? [question.follows.from] : [];
  if (!from) return [];
  return found.roots.filter((value) => {
    if (value instanceof Rational ? !contains(domain, value) : domain.integer) return false;
    const model: Model = new Map([[name, value]]);
    const facts = question.models.constraints.filter(
      (fact) => fact.relation !== '=' && [...fact.symbols].every((s) => s === name),
    );
    if (!facts.every((fact) => allows(fact, model, fuel))) return false;
    return !allows({ left: from.left, right: from.right, relation: '=', symbols: new Set([name]) }, model, fuel);
  });
}

/** Solutions that are of lower multiplicity in B than in A. */
function divisors(name: string, before: Term, after: Term, fuel: Fuel): readonly Rational[] {
  return rootsOf(after, name, fuel).roots.filter((value): value is Rational => {
    if (!(value instanceof Rational)) return false;
    const [was, is] = [multiplicity(before, name, value, fuel), multiplicity(after, name, value, fuel)];
    return was !== undefined && is !== undefined && is < was && is > 0;
  });
}

function solutionWords(model: Model, question: Question): string {
  return question.symbols
    .flatMap((name) => {
      const value = model.get(name);
      return value === undefined ? [] : [`${name} = ${showModelValue(value)}`];
    })
    .join(',\\ ');
}
