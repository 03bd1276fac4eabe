import { OutOfFuel, type Fuel } from '../kernel/fuel';
import { difference } from '../kernel/canonical';
import { Rational } from '../kernel/rational';
import { freeSymbols } from '../kernel/structure';
import { clashOf } from '../model/clash';
import type { Fact } from '../model/context';
import type { Model } from '../model/models';
import { modelsIn, situationOf, type Situation } from '../model/satisfy';
import { apply } from '../model/solve';
import { hasPoint, nearby, roundsTo, satisfies } from './arithmetic';
import { conditionFor } from './condition';
import { holds, undecided, type Checker, type Finding, type Question } from './checker';
import { signsOf } from './polynomial';
import { compareValues, evidenceOf, showModelValue, showValue, type Value, toDouble, valueOf } from './value';

/** How many models are tried, and how many must agree for `tested`. */
const tries = 48;
const enough = 10;

/** Claims with free symbols, in seeded models of the context: one where the claim fails refutes it, many where it holds test it. */
export const sampling: Checker = {
  name: 'sampling',
  check(question, fuel) {
    return question.symbols.length === 0 ? undefined : inModels(question, fuel).finding;
  },
};

/** The finding, and the models that it rests on. Throws `OutOfFuel`. */
export function inModels(
  question: Question,
  fuel: Fuel,
): { readonly finding: Finding; readonly trials: readonly Trial[] } {
  const { models, symbols } = question;
  const situation = situationOf(models, symbols, fuel);
  if (situation.solved.contradiction)
    return { finding: undecided(contradiction(models.constraints, fuel)), trials: [] };
  if (question.comparison === '=' && followsFrom(situation, question, fuel))
    return { finding: holds('proved', 'Both sides are equal by what is in force here.'), trials: [] };
  const determined = pinned(situation, question);
  const { trials, exhausted } = trialsIn(situation, question, determined, fuel);
  const finding = conclude(question, trials, {
    determined: determined && situation.complete && exhausted,
    complete: situation.complete,
    pinned: determined && situation.complete,
  });
  if (finding.kind === 'fails' && question.comparison === 'approx' && !isFixedFactor(trials))
    return { finding: undecided('How near the two sides are depends on the values of their symbols.'), trials };
  // A decimal may be a rounded one; in a model that is solved for exactly it then misses.
  if (finding.kind === 'fails' && question.loosened())
    return { finding: undecided('The sides differ, but the decimals in them may be rounded.'), trials };
  return { finding, trials };
}

/** The claim in models of its context. `exhausted`: none of the models that the search would give is left out. */
function trialsIn(
  situation: Situation,
  question: Question,
  determined: boolean,
  fuel: Fuel,
): { readonly trials: readonly Trial[]; readonly exhausted: boolean } {
  const { models, symbols } = question;
  const trials: Trial[] = [];
  let exhausted = true;
  try {
    for (const model of modelsIn(situation, models, symbols, question.seed, tries, fuel)) {
      const standing = standingOf(models.constraints, model, fuel);
      if (standing === 'fails') continue;
      const trial = standing === 'holds' ? tryModel(question, model, fuel) : 'open';
      // A model of which something could not be told may be one all the same.
      if (trial === 'open') exhausted = false;
      else if (trial) trials.push(trial);
      if (trials.length >= tries) return { trials, exhausted: false };
      if (
        !determined &&
        trials.length === 4 &&
        trials.every((t) => t.outcome === 'fails') &&
        question.comparison === '='
      )
        return { trials, exhausted: false };
    }
  } catch (error) {
    // What was found before is still true.
    if (error instanceof OutOfFuel && trials.length > 0) return { trials, exhausted: false };
    throw error;
  }
  return { trials, exhausted };
}

/** A context without models proves nothing; the two statements that clash are named. */
function contradiction(facts: readonly Fact[], fuel: Fuel): string {
  const clash = clashOf(facts, fuel);
  if (!clash) return 'The statements in force here contradict each other.';
  return `The statements $${oneLine(clash.earlier.latex)}$ and $${oneLine(clash.later.latex)}$ that are in force here contradict each other.`;
}

function oneLine(latex: string): string {
  return latex
    .replace(/\\\\|&/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The claim becomes an identity when the solved equations are put in. */
function followsFrom(situation: Situation, question: Question, fuel: Fuel): boolean {
  if (situation.solved.substitutions.length === 0) return false;
  const [left, right] = [apply(situation.solved, question.left), apply(situation.solved, question.right)];
  return difference(left, right, { fuel, ...signsOf(question.models) }).kind === 'zero';
}

/** Whether the equations that were solved leave the claim's symbols no choice. */
function pinned(situation: Situation, question: Question): boolean {
  return situation.branches.every((branch) => {
    const known = new Set(branch.values.keys());
    // A later substitution may stand in an earlier one's term.
    for (const { name, term } of [...branch.substitutions].reverse()) {
      if ([...freeSymbols(term)].every((other) => known.has(other))) known.add(name);
    }
    return question.symbols.every((name) => known.has(name));
  });
}

export interface Trial {
  readonly model: Model;
  readonly outcome: 'holds' | 'fails';
  readonly left: Value;
  readonly right: Value;
}

/** Undefined where a side has no value, `open` where that cannot be told. */
function tryModel(question: Question, model: Model, fuel: Fuel): Trial | 'open' | undefined {
  const left = valueOf(question.left, fuel, model);
  const right = valueOf(question.right, fuel, model);
  if (left.kind === 'undefined' || right.kind === 'undefined') return undefined;
  if (left.kind === 'unclear' || right.kind === 'unclear') return 'open';
  const order = compareValues(left, right);
  // Equal to 50 digits counts as equal; only a proved difference makes a claim fail.
  const fits = order === 'unclear' || satisfies(question.comparison, order) || isRounded(question, left, right);
  const outcome = fits ? 'holds' : 'fails';
  return { model, outcome, left, right };
}

/** `n = 24.67` of a third of 74: a printed decimal is right to its digits. */
function isRounded({ comparison, rightNode }: Question, left: Value, right: Value): boolean {
  if (comparison === 'approx') return roundsTo(left, rightNode, right) ?? nearby(left, right, Rational.of(1n, 64n));
  return comparison === '=' && hasPoint(rightNode) && roundsTo(left, rightNode, right) === true;
}

/** Whether one side is the other times one number in all models, far from 1, as in `\frac{x}{3} \approx \frac{x}{2}`: no values bring them nearer. */
function isFixedFactor(trials: readonly Trial[]): boolean {
  const ratios = trials.map(({ left, right }) => (toDouble(left) ?? NaN) / (toDouble(right) ?? NaN));
  const [first = NaN] = ratios;
  return Math.abs(first - 1) > 0.1 && ratios.every((ratio) => Math.abs(ratio - first) <= 1e-9 * Math.abs(first));
}

/**
 * Whether a relation in force allows the model: it surely holds there, or, of an equation, to fifty digits. An inequality that mentions other symbols
 * does not restrict these.
 */
export function allows(fact: Constraint, model: Model, fuel: Fuel): boolean {
  return standingOf([fact], model, fuel) === 'holds';
}

type Constraint = Pick<Fact, 'left' | 'right' | 'relation' | 'symbols'>;

/** Whether the model satisfies all of them; `open` where that cannot be told of some, and none surely fails. */
export function standingOf(facts: readonly Constraint[], model: Model, fuel: Fuel): 'holds' | 'fails' | 'open' {
  let open = false;
  for (const fact of facts) {
    if ([...fact.symbols].some((name) => !model.has(name))) {
      open ||= fact.relation === '=';
      continue;
    }
    const [left, right] = [valueOf(fact.left, fuel, model), valueOf(fact.right, fuel, model)];
    if (left.kind === 'undefined' || right.kind === 'undefined') return 'fails';
    const order = compareValues(left, right);
    if (order === 'unclear') open ||= fact.relation !== '=' || !hasValue(left) || !hasValue(right);
    else if (!satisfies(fact.relation, order)) return 'fails';
  }
  return open ? 'open' : 'holds';
}

function hasValue(value: Value): boolean {
  return value.kind === 'exact' || value.kind === 'ball';
}

interface Reach {
  /** The trials are all models there are. */
  readonly determined: boolean;
  /** All equations in force were solved. */
  readonly complete: boolean;
  /** The equations, all solved, leave the symbols no choice. */
  readonly pinned: boolean;
}

function conclude(
  question: Question,
  trials: readonly Trial[],
  { determined: isDetermined, complete, pinned: isPinned }: Reach,
): Finding {
  const failing = trials.filter((t) => t.outcome === 'fails');
  const [first] = failing;
  if (!first) {
    const different = new Set(trials.map((t) => modelWords(t.model, question))).size;
    if (different >= enough || (isDetermined && trials.length > 0) || (isPinned && trials.length > 1)) {
      return holds(
        isDetermined && trials.every((t) => t.left.kind === 'exact' && t.right.kind === 'exact') ? 'proved' : 'tested',
        isDetermined
          ? 'Both sides agree for the values in force here.'
          : `Both sides agree in all ${trials.length} models that were tried.`,
      );
    }
    return undecided(
      !complete
        ? 'An equation in force here could not be solved for its symbols.'
        : question.models.constraints.length > 0
          ? 'No values were found that satisfy everything that is said about these symbols.'
          : 'Too few values were found for which both sides are defined.',
    );
  }
  if (failing.length < trials.length) {
    const condition = conditionFor(question, trials);
    if (condition !== undefined) {
      return {
        kind: 'conditional',
        condition,
        reason: `This holds for $${condition}$ only; for $${modelWords(first.model, question)}$ the left side is $${showValue(first.left)}$, the right side $${showValue(first.right)}$.`,
      };
    }
  }
  return {
    kind: 'fails',
    everywhere: failing.length === trials.length,
    determined: isDetermined,
    evidence: evidenceOf(first.left, first.right),
    reason: `For $${modelWords(first.model, question)}$ the left side is $${showValue(first.left)}$, the right side is $${showValue(first.right)}$.`,
    counterexample: Object.fromEntries(question.symbols.flatMap((name) => valueWords(first.model, name))),
    left: showValue(first.left),
    right: showValue(first.right),
  };
}

function valueWords(model: Model, name: string): [string, string][] {
  const value = model.get(name);
  return value === undefined ? [] : [[name, showModelValue(value)]];
}

function modelWords(model: Model, question: Question): string {
  return question.symbols
    .flatMap((name) => valueWords(model, name))
    .map(([name, value]) => `${name} = ${value}`)
    .join(',\\ ');
}
