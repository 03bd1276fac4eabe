import { hasExactPlusMinus } from '../formula/plus-minus';
import { walk } from '../formula/walk';
import type { Node } from '../formula/tree';
import { imaginaryUnit, multiply, rational, squareRoot, substitute, subtract, zero } from '../kernel/build';
import { difference } from '../kernel/canonical';
import { evaluateExact } from '../kernel/exact';
import { Fuel } from '../kernel/fuel';
import { termToLatex } from '../kernel/print';
import { simplify } from '../kernel/simplify';
import { equalTerms, freeSymbols, mapChildren, mentionsImaginary } from '../kernel/structure';
import type { Term } from '../kernel/term';
import type { Context } from '../model/context';
import { divisionOf } from '../model/follow';
import { lower, type Notation } from '../model/lower';
import { modelsOf } from '../model/models';
import { enumerateReadings, type Chooser } from '../model/reading';
import type { Member, SolutionSet } from '../statement/solution-set';
import { cover } from '../text/span';
import { attemptVerdict } from './ask';
import { undecided, type Fails, type Question } from './checker';
import type { Decision, Place } from './decide';
import { equation } from './equation';
import type { Before } from './role';
import { decideRange } from './solution-range';
import { inModels, type Trial } from './sampling';
import { compareValues, showModelValue, showValue, valueOf } from './value';
import { unknown, type Verdict } from './verdict';

/** Effort for a set: several small claims. */
const fuelPerSet = 90_000;

const listed = 'These values are listed as possible; whether they are could not be checked.';

/**
 * Decides the member at `index` of a solution set: together its members say that a product is zero, one factor for each value, and that follows from the relation
 * before the first of them. Undefined where it is to be judged by itself.
 */
export function decideMember(
  set: SolutionSet,
  index: number,
  latex: string,
  context: Context,
  read: Notation,
  place: Pick<Place, 'before' | 'muted'>,
): Decision | undefined {
  if (set.ranges) return decideRange(set, index, context, read, place);
  const member = set.members.find((each) => each.index === index);
  const [first] = set.members;
  if (!member || !first || place.muted !== undefined) return undefined;
  const fuel = new Fuel(fuelPerSet);
  // What the members themselves declare, or leave unsure, is what is to be judged.
  const except = set.members.map(({ link }) => link.wholeSpan).reduce(cover);
  const { readings, complete } = enumerateReadings((chooser) => factorsOf(set, read, chooser, fuel));
  const decisions = readings.flatMap(({ value, says }) => {
    const decided = value && decideReading(value, says);
    return decided ? [decided] : [];
  });
  if (decisions.length === 0) return undefined;
  const [best] = [...decisions].sort((a, b) => order.indexOf(a.verdict.status) - order.indexOf(b.verdict.status));
  if (!best || complete || best.verdict.status !== 'refuted') return best;
  return { ...best, verdict: unknown('The notation has too many readings to call this wrong.') };

  function decideReading(factors: readonly Factors[], says: string | undefined): Decision | undefined {
    const own = factors.find((each) => each.member.index === index);
    if (!first || !own) return undefined;
    const product = multiply(factors.map(productOf));
    const pose = (term: Term, members: readonly Member[]): Question => {
      const symbols = [...freeSymbols(term)].sort();
      const { link } = first;
      const { sentence } = link.passage;
      const where = { scope: link.scope, sentence, chain: link.chain, except };
      return {
        left: term,
        right: zero,
        comparison: '=',
        leftNode: nowhere,
        rightNode: nowhere,
        leftUnits: [],
        rightUnits: [],
        symbols,
        models: modelsOf(context, where, symbols, [term]),
        seed: latex,
        lower: () => undefined,
        loosened: () => (members.some(isRounded) ? { left: term, right: zero, values: new Map() } : undefined),
      };
    };
    const whole = pose(product, set.members);
    const single = { reading: says, question: undefined, step: undefined };
    if (whole.symbols.length === 0) {
      const verdict = attemptVerdict(() => judgeValues(own, fuel));
      return verdict && { ...single, verdict };
    }
    const { before } = place;
    const { step } = first.link;
    const follows =
      step && before && canFollow(whole, before) ? { kind: step.kind, how: step.how, from: before } : undefined;
    const question = follows ? { ...whole, follows } : whole;
    const told = { reading: says, question, step: index === first.index ? follows?.kind : undefined };
    const company = { set, own, others: factors.filter((each) => each !== own), pose, fuel };
    const verdict = attemptVerdict(() =>
      follows && [product, follows.from.left, follows.from.right].some(mentionsImaginary)
        ? judgeComplex(question, follows.from, company)
        : follows
          ? judge(question, { ...company, isLast: index === set.members.at(-1)?.index })
          : judgeAlone(question, company),
    );
    return verdict && { ...told, verdict, joint: true };
  }
}

interface Factors {
  readonly member: Member;
  readonly left: Term;
  /** Of a left side with ±, both. */
  readonly lefts: readonly Term[];
  readonly values: readonly Term[];
}

/** Zero where the left side has one of the values. */
function productOf({ left, values }: Factors): Term {
  return multiply(values.map((value) => subtract(left, value)));
}

interface Company {
  readonly set: SolutionSet;
  readonly own: Factors;
  readonly others: readonly Factors[];
  readonly pose: (term: Term, members: readonly Member[]) => Question;
  readonly fuel: Fuel;
}

/** Which reading's verdict counts: what is kindest to the student comes first. */
const order: readonly Verdict['status'][] = ['proved', 'tested', 'given', 'conditional', 'unknown', 'refuted'];

/** Stands for what is put together from several formulas. */
const nowhere: Node = { kind: 'empty', span: { from: 0, to: 0 } };

/** As the members of a set follow from a relation: all its solutions are listed, or one is lost. */
function judge(question: Question, company: Company & { readonly isLast: boolean }): Verdict {
  const { set, own, isLast, fuel } = company;
  const finding = equation.check(question, fuel) ?? undecided(listed);
  switch (finding.kind) {
    case 'holds': {
      const stray = strayIn(own, company);
      if (set.all && stray) return red(wrongValue(stray.stray, stray.trial, question, fuel));
      return {
        status: finding.how,
        checker: 'equation',
        reason:
          set.members.length === 1 && own.values.length === 1
            ? finding.reason
            : 'Every solution of the relation before is listed here.',
        remarks: stray ? [`${said(stray.stray, fuel)} not satisfy what stands before.`] : [],
      };
    }
    case 'conditional':
    case 'undecided':
      return unknown(listed);
    case 'fails': {
      if (!set.complete || !isDecisive(question, finding)) return unknown(listed);
      const { models } = question;
      if (models.taint !== undefined) return unknown(models.taint);
      const lost = inModels(question, fuel).trials.find((trial) => trial.outcome === 'fails');
      const [wrong, ...others] = [own, ...company.others].map((each) => wrongIn(each, company));
      if (wrong && lost) return red(wrongValue(wrong, lost, question, fuel));
      if (!lost || !isLast || others.some((each) => each !== undefined)) return satisfied(own, question, fuel);
      return red(lostSolution(finding, lost, question));
    }
  }
}

/** Over the complex numbers nothing is sampled: a value is put in, and all solutions are listed where one polynomial divides the other. */
function judgeComplex(question: Question, { left, right }: Before, { set, own, fuel }: Company): Verdict {
  const division = divisionOf(subtract(left, right), question.left, question.models, fuel);
  if (division.kind === 'implied')
    return {
      status: 'proved',
      checker: 'equation',
      reason: 'Every solution of the relation before is listed here.',
      remarks: division.same ? [] : ['Not all that is listed here satisfies the relation before.'],
    };
  if (own.left.kind !== 'symbol' || !set.complete) return unknown(listed);
  const { name } = own.left;
  for (const value of own.values) {
    const [a, b] = [left, right].map((side) => substitute(side, new Map([[name, value]])));
    if (!a || !b || freeSymbols(a).size + freeSymbols(b).size > 0) continue;
    const found = difference(a, b, { fuel });
    if (found.kind !== 'nonzero') continue;
    const shown = showTerm(value, fuel);
    return red({
      kind: 'fails',
      everywhere: true,
      determined: true,
      evidence: 'exact',
      reason: `$${name} = ${shown}$ does not satisfy the relation before: there its sides differ by $${termToLatex(found.difference)}$.`,
      counterexample: { [name]: shown },
      left: showTerm(a, fuel),
      right: showTerm(b, fuel),
    });
  }
  return unknown(listed);
}

/** `\frac{5 \pm 7}{2} = 6, -1`: the values of both signs, and no others. */
function judgeValues({ lefts, values }: Factors, fuel: Fuel): Verdict | undefined {
  if (lefts.length < 2) return undefined;
  const order = (a: Term, b: Term): ReturnType<typeof compareValues> =>
    difference(a, b, { fuel }).kind === 'zero' ? '=' : compareValues(valueOf(a, fuel), valueOf(b, fuel));
  const surely = (a: Term, others: readonly Term[]): boolean => others.every((b) => /[<>]/.test(order(a, b)));
  if (
    values.every((v) => lefts.some((l) => order(v, l) === '=')) &&
    lefts.every((l) => values.some((v) => order(v, l) === '='))
  )
    return { status: 'proved', checker: 'arithmetic', reason: 'These are the values of both signs.', remarks: [] };
  const wrong = values.find((value) => surely(value, lefts));
  if (!wrong) return unknown(listed);
  const [both, shown] = [lefts.map((l) => `$${showTerm(l, fuel)}$`).join(' and '), showTerm(wrong, fuel)];
  return {
    status: 'refuted',
    checker: 'arithmetic',
    reason: `The left side is ${both}, never $${shown}$.`,
    evidence: 'exact',
    counterexample: {},
    left: lefts.map((l) => showTerm(l, fuel)).join(',\\ '),
    right: shown,
    remarks: [],
  };
}

/** A set that stands by itself: right where all that is in force leaves just these values. */
function judgeAlone(question: Question, company: Company): Verdict | undefined {
  if (question.models.constraints.every((fact) => fact.relation !== '=')) return undefined;
  const { set, own, fuel } = company;
  const { finding } = inModels(question, fuel);
  if (finding.kind !== 'holds' || wrongIn(own, company)) return undefined;
  return {
    status: finding.how,
    checker: 'equation',
    reason: set.all ? 'These are the values that satisfy what is in force here.' : finding.reason,
    remarks: [],
  };
}

/** Whether a lost solution was found among all that there are. */
function isDecisive(question: Question, finding: Fails): boolean {
  return question.symbols.length === 1 ? finding.determined : finding.named === true || finding.everywhere;
}

/** The member with those of its values that no model has; undefined where each is a solution. */
function wrongIn(own: Factors, { pose, fuel }: Company): Factors | undefined {
  const wrong = own.values.filter((value) => {
    const { finding } = inModels(pose(subtract(own.left, value), [own.member]), fuel);
    return finding.kind === 'fails' && finding.everywhere;
  });
  return wrong.length === 0 ? undefined : { ...own, values: wrong };
}

/** The values that satisfy none of the equations in force, though what else is in force may exclude more. */
function strayIn(
  own: Factors,
  { pose, fuel }: Company,
): { readonly stray: Factors; readonly trial: Trial } | undefined {
  const trials: Trial[] = [];
  const stray = own.values.filter((value) => {
    const question = pose(subtract(own.left, value), [own.member]);
    const equations = question.models.constraints.filter((fact) => fact.relation === '=');
    const free = { ...question, models: { ...question.models, constraints: equations, domains: new Map() } };
    const found = inModels(free, fuel);
    const isStray = found.finding.kind === 'fails' && found.finding.everywhere && found.finding.determined;
    if (isStray) trials.push(...found.trials);
    return isStray;
  });
  const [trial] = trials;
  return trial && { stray: { ...own, values: stray }, trial };
}

/** A value that is a solution, where another one that is listed is none. */
function satisfied({ left, values }: Factors, { follows }: Question, fuel: Fuel): Verdict {
  const isSolution = (value: Term): boolean => {
    if (!follows || left.kind !== 'symbol') return false;
    const [a, b] = [follows.from.left, follows.from.right].map((side) =>
      substitute(side, new Map([[left.name, value]])),
    );
    return a !== undefined && b !== undefined && difference(a, b, { fuel }).kind === 'zero';
  };
  if (!values.every(isSolution)) return unknown(listed);
  return { status: 'proved', checker: 'equation', reason: 'This satisfies what stands before.', remarks: [] };
}

/** Values that are no solutions; `trial` is one. */
function wrongValue(own: Factors, trial: Trial, question: Question, fuel: Fuel): Fails {
  const solution = solutionWords(trial, question);
  return {
    kind: 'fails',
    everywhere: true,
    determined: true,
    evidence: trial.left.kind === 'exact' ? 'exact' : 'bounded',
    reason:
      own.left.kind === 'symbol'
        ? `${said(own, fuel)} not satisfy what stands before, but $${solution}$ does.`
        : `No solution of what stands before satisfies this: $${solution}$ is one.`,
    counterexample: modelOf(trial, question),
    left: showValue(valueOf(own.left, fuel, trial.model)),
    right: own.values.map((value) => showTerm(value, fuel)).join(',\\ '),
  };
}

/** "$x = 4$ does", "$x = 4$ and $x = 5$ do" */
function said({ left, values }: Factors, fuel: Fuel): string {
  const shown = values.map((value) => `$${termToLatex(left)} = ${showTerm(value, fuel)}$`).join(' and ');
  return `${shown} ${values.length === 1 ? 'does' : 'do'}`;
}

function lostSolution(finding: Fails, trial: Trial, question: Question): Fails {
  return {
    ...finding,
    reason: `$${solutionWords(trial, question)}$ is lost: it satisfies what stands before, but is not among what is listed here.`,
    counterexample: modelOf(trial, question),
  };
}

function red({ reason, evidence, counterexample, left, right }: Fails): Verdict {
  return { status: 'refuted', checker: 'equation', reason, evidence, counterexample, left, right, remarks: [] };
}

function modelOf({ model }: Trial, question: Question): Readonly<Record<string, string>> {
  return Object.fromEntries(
    question.symbols.flatMap((name) => {
      const value = model.get(name);
      return value === undefined ? [] : [[name, showModelValue(value)] as const];
    }),
  );
}

function solutionWords(trial: Trial, question: Question): string {
  return Object.entries(modelOf(trial, question))
    .map(([name, value]) => `${name} = ${value}`)
    .join(',\\ ');
}

function showTerm(term: Term, fuel: Fuel): string {
  const exact = evaluateExact(term, fuel);
  return exact.kind === 'rational' ? exact.value.toLatex() : termToLatex(simplify(term, fuel));
}

/** A relation follows from one that speaks of all its symbols and does not hold anyway; `V = 8` behind `V = 30` gives another value. */
function canFollow(question: Question, { left, right, symbols, relation }: Before): boolean {
  if (relation !== '=' || !question.symbols.every((name) => symbols.has(name))) return false;
  if (left.kind === 'symbol' && freeSymbols(right).size === 0) return false;
  return difference(left, right, { fuel: new Fuel(5_000) }).kind !== 'zero';
}

/** What the members say, as factors that are zero; undefined where one of them is not read. */
function factorsOf(set: SolutionSet, read: Notation, chooser: Chooser, fuel: Fuel): readonly Factors[] | undefined {
  const found: Factors[] = [];
  for (const member of set.members) {
    const lefts = termsOf(member.link.left, read, chooser, fuel) ?? [];
    const [left] = lefts;
    if (!left) return undefined;
    const values: Term[] = [];
    for (const node of member.values) {
      const terms = termsOf(node, read, chooser, fuel);
      if (!terms) return undefined;
      values.push(...terms);
    }
    found.push({ member, left, lefts, values });
  }
  return found;
}

/** A formula as a term, or as two where a ± stands in it. */
function termsOf(node: Node, read: Notation, chooser: Chooser, fuel: Fuel): readonly Term[] | undefined {
  const signs = hasExactPlusMinus(node) ? [0, 1] : [0];
  const terms: Term[] = [];
  for (const sign of signs) {
    const signed: Chooser = { choose: (key, options) => (key === '±' ? sign : chooser.choose(key, options)) };
    const lowered = lower(node, { ...read, signsInStep: true }, signed, fuel);
    if (lowered.kind === 'failure') return undefined;
    const value = read.complex ? withImaginaryRoots(lowered.term, fuel) : lowered.term;
    if (!terms.some((term) => equalTerms(term, value))) terms.push(value);
  }
  return terms;
}

/** √(−16) as 4i. */
function withImaginaryRoots(term: Term, fuel: Fuel): Term {
  const inner = mapChildren(term, (part) => withImaginaryRoots(part, fuel));
  const [radicand] = inner.kind === 'call' && inner.name === 'sqrt' ? inner.args : [];
  const value = radicand && evaluateExact(radicand, fuel);
  if (value?.kind !== 'rational' || value.value.sign >= 0) return inner;
  return multiply([imaginaryUnit, squareRoot(rational(value.value.negated()))]);
}

/** Whether a decimal stands in it, which may be a rounded one. */
function isRounded({ link, values }: Member): boolean {
  let found = false;
  for (const node of [link.left, ...values])
    walk(node, (part) => {
      if (part.kind === 'number' && part.digits.includes('.')) found = true;
    });
  return found;
}
