import { divide, isFamily, subtract } from '../kernel/build';
import { canonical, difference } from '../kernel/canonical';
import { Fuel, OutOfFuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { freeSymbols, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { differInOneTerm } from '../model/follow';
import { rateOf } from '../model/rates';
import type { Link, Step } from '../statement/statement';
import type { Fails, Question } from './checker';
import { isEvaluation, telling } from '../model/evaluation';

/**
 * What a relation is in its context.
 *
 *     claim   asserted: red when it fails
 *     step    a relation that is said to follow from the one before it: red when it loses what that one allows; never where it is one of several possibilities (`listed`)
 *     open    asserted, but it rests on values that are not in force here: ✓ when it holds anyway, else undecided
 *     derived asserted of what was spoken of before: ✓ when it holds by what is in force, else undecided: another case or a new value may be meant
 *     opening the same of the first relation of a solution, or of one behind "substituting": red when nothing that is in force allows it
 *     given   taken, not checked; ✓ when it holds as an identity all the same
 *     silent  not asserted: never marked
 */
export type Role =
  | { readonly kind: 'claim' }
  | {
      readonly kind: 'step';
      readonly step: Step;
      readonly rewrites: boolean;
      readonly fewer: boolean;
      readonly listed: boolean;
    }
  | { readonly kind: 'open'; readonly reason: string }
  | { readonly kind: 'derived'; readonly reason: string }
  | { readonly kind: 'opening'; readonly reason: string }
  | { readonly kind: 'given'; readonly reason: string }
  | { readonly kind: 'silent'; readonly reason: string };

/** The role of a link, from the words around it, its place in its chain and the symbols of its sides; `before` is the relation that it may follow from. */
export function roleOf(
  link: Link,
  question: Pick<Question, 'left' | 'right' | 'symbols'>,
  before: Before | undefined,
): Role {
  const cue = link.cue === undefined ? '' : ` (“${shorten(link.cue)}”)`;
  if (link.attitude === 'denied') {
    const rejected = question.symbols.length === 0 && !deniesTruth.test(link.cue ?? '');
    // "$x = 50 - 56 = -6$, which does not satisfy": the last side is what does not.
    if (rejected && link.index < link.size - 1) return { kind: 'claim' };
    return { kind: rejected ? 'given' : 'silent', reason: `The text does not assert this${cue}.` };
  }
  if (link.attitude === 'asked') return { kind: 'silent', reason: `This is asked, not claimed${cue}.` };
  if (link.relation.kind === ':=') return { kind: 'given', reason: 'This is a definition.' };
  if (link.relation.note !== undefined && notesQuestion(link))
    return { kind: 'silent', reason: 'This is asked, not claimed.' };
  if (link.scope.kind === 'statement') return { kind: 'given', reason: 'This is part of the problem’s statement.' };

  if (question.symbols.length === 0) {
    if (link.attitude === 'assumed' && hypothetical.test(link.cue ?? ''))
      return { kind: 'given', reason: `This is supposed, not claimed${cue}.` };
    if (link.several) return { kind: 'given', reason: 'One of several possibilities: not claimed by itself.' };
    return { kind: 'claim' };
  }
  if (link.attitude === 'assumed') return { kind: 'given', reason: `This is assumed${cue}.` };
  if (link.index === 0 && !link.several && isEvaluation(link.left, question.left, question.right))
    return { kind: 'claim' };

  // "f^{-1}(x) = …" of a rule that is known.
  if (link.left.kind === 'apply' && link.left.inverse && link.index === 0 && !isUnapplied(question))
    return { kind: 'claim' };

  if (link.step && before) {
    const tight = isTight(link) && !link.several;
    if (!link.several && restates(link, question, before)) return { kind: 'claim' };
    if (followsIn(link.step, question, before)) {
      // What differs from the relation before in one coefficient comes from it, whatever the words.
      const rewrites =
        (tight && (rewriting.test(link.passage.since) || isFactored(link))) ||
        isSlip(link, question, before) ||
        solvesForRate(link, question, before);
      const listed = link.several && isTight(link) && !rewrites;
      if (tight || rewrites || listed)
        return {
          kind: 'step',
          step: link.step,
          rewrites,
          fewer: question.symbols.length < before.symbols.size,
          listed,
        };
    }
  }
  const left = telling(question.left, question.right);
  const right = telling(question.right, question.left);
  const same = left.size === right.size && [...left].every((name) => right.has(name));
  const inChain = link.size >= 2 || link.implicit;
  if (same) {
    if (!inChain && collectsLikeTerms(question)) return { kind: 'claim' };
    if (!inChain)
      return {
        kind: 'given',
        reason: 'Taken as an equation: nothing says that it holds for all values of its symbols.',
      };
    if (link.several) return { kind: 'given', reason: 'Several values are listed here.' };
    return { kind: 'claim' };
  }
  if (link.index === 0 && !link.implicit) return { kind: 'given', reason: introduces(question.left.kind) };
  const lost = [...left].filter((name) => !right.has(name));
  if (lost.length > 0) {
    return { kind: 'open', reason: `The values of ${list(lost)} that are put in here are not known for sure.` };
  }
  const gained = [...right].filter((name) => !left.has(name));
  return {
    kind: 'open',
    reason: `How ${list(gained)} ${gained.length === 1 ? 'comes' : 'come'} in here is not known for sure.`,
  };
}

/** `2 \cdot 2x = 5x`: numbers before one monomial are put together. As an equation to be solved it would say that the monomial is 0. */
function collectsLikeTerms({ left, right }: Pick<Question, 'left' | 'right'>): boolean {
  const gathers =
    left.kind === 'add' ||
    (left.kind === 'multiply' && left.factors.filter((factor) => freeSymbols(factor).size === 0).length > 1);
  if (!gathers || right.kind === 'add') return false;
  try {
    const fuel = new Fuel(5_000);
    const [a, ratio] = [canonical(left, { fuel }), canonical(divide(left, right), { fuel })];
    return a.kind === 'value' && a.term.kind !== 'add' && ratio.kind === 'value' && ratio.rational !== undefined;
  } catch (error) {
    if (error instanceof OutOfFuel) return false;
    throw error;
  }
}

/** A function whose rule is not known stands in it. */
function isUnapplied({ left, right }: Pick<Question, 'left' | 'right'>): boolean {
  return [left, right].some((side) => someSubterm(side, (part) => part.kind === 'apply'));
}

/** The words between a relation and the next are no more than a phrase, so that nothing else can have come in. */
function isTight(link: Link): boolean {
  return link.step?.how === 'arrow' || link.passage.since.trim().length <= 80;
}

/** The relation that a link may follow from. */
export interface Before {
  readonly left: Term;
  readonly right: Term;
  readonly symbols: ReadonlySet<string>;
  /** Undefined where it is no equation or inequality. */
  readonly relation: '=' | '!=' | '<' | '<=' | '>' | '>=' | undefined;
}

/** Whether a step that failed is wrong, and not only in need of something that was not read. */
export function refutesStep(role: Extract<Role, { kind: 'step' }>, finding: Fails): boolean {
  if (!finding.everywhere) return finding.named === true && (role.step.how === 'arrow' || role.rewrites);
  return finding.determined || (!role.fewer && (role.step.how === 'arrow' || role.rewrites));
}

/** Words that announce the same relation in another form. */
const rewriting =
  /\b(?:simplif\w+|expand\w*|rewrit\w+|rearrang\w+|re-?arrang\w+|combin\w+|collect\w+|distribut\w+|adding .{0,30}to both|subtract\w* .{0,30}from both|moving|equivalent(?:ly)?)\b/i;

/**
 * Whether the left side is a side of the relation before, and the words say that it is only written differently: "expanding the left-hand side, we get". Then that is
 * claimed of the sides, whatever the relation before.
 */
function restates(link: Link, question: Pick<Question, 'left' | 'right' | 'symbols'>, before: Before): boolean {
  if (link.relation.kind !== '=' || !rewording.test(link.passage.since) || link.size > 1) return false;
  if (freeSymbols(question.right).size === 0 || freeSymbols(question.left).size !== question.symbols.length)
    return false;
  if (isZero(question.right, before.right) || isZero(question.right, before.left)) return false;
  return isZero(question.left, before.left) || isZero(question.left, before.right);
}

/** “so $y' = \frac{…}{…}$” behind an equation in $y'$ and the same other symbols: nothing but that equation is used. */
function solvesForRate(
  { passage, several }: Link,
  { left, right, symbols }: Pick<Question, 'left' | 'right' | 'symbols'>,
  before: Before,
): boolean {
  if (left.kind !== 'symbol' || rateOf(left.name) === undefined || several) return false;
  if (freeSymbols(right).has(left.name) || symbols.length !== before.symbols.size) return false;
  return /^[\s,;.:]*(?:and\s+)?(?:so|hence|thus|therefore|giv\w+|which gives|i\.e\.)?[\s,:]*$/i.test(passage.since);
}

/** `(x-2)(x+3) = 0`: a product that is zero is the sum before it in another form. */
function isFactored({ left, right, relation }: Link): boolean {
  const [side, other] = left.kind === 'number' ? [right, left] : [left, right];
  return (
    relation.kind === '=' &&
    other.kind === 'number' &&
    other.digits === '0' &&
    side.kind === 'product' &&
    side.factors.filter(({ node }) => node.kind === 'group' || node.kind === 'apply').length > 1
  );
}

/** Alternatives (“or”) differ from each other in little: there only long equations count. */
function isSlip(link: Link, question: Pick<Question, 'left' | 'right'>, before: Before): boolean {
  try {
    return (
      before.relation === '=' &&
      differInOneTerm(
        subtract(before.left, before.right),
        subtract(question.left, question.right),
        link.several ? 5 : 3,
        new Fuel(5_000),
      )
    );
  } catch (error) {
    if (error instanceof OutOfFuel) return false;
    throw error;
  }
}

const rewording = /\b(?:simplif\w+|expand\w*|combin\w+|collect\w+|distribut\w+|factor\w*|cancel\w*)\b/i;

function isZero(left: Term, right: Term): boolean {
  try {
    return difference(left, right, { fuel: new Fuel(5_000) }).kind === 'zero';
  } catch (error) {
    if (error instanceof OutOfFuel) return false;
    throw error;
  }
}

/**
 * An equation can only follow from another one that speaks of all its symbols; by an arrow, if nothing else is put in, of the same ones. `V = 8` behind `V = 30`
 * gives the letter another value.
 */
function followsIn(step: Step, question: Pick<Question, 'left' | 'right' | 'symbols'>, before: Before): boolean {
  if (question.symbols.length === 0 || !question.symbols.every((name) => before.symbols.has(name))) return false;
  // What holds anyway says nothing that could be carried on.
  if (before.relation === '=' && isZero(before.left, before.right)) return false;
  if (step.how === 'arrow') return true;
  const named =
    question.left.kind === 'symbol' && before.left.kind === 'symbol' && question.left.name === before.left.name;
  return !named || isWorkedOut(question.right, before.right);
}

/** `V = 30` behind `V = 5 \\cdot 6`: a value is worked out. */
function isWorkedOut(now: Term, before: Term): boolean {
  return isLoneNumber(now) && !isLoneNumber(before);
}

/** A number, with a sign or as a fraction. */
function isLoneNumber(term: Term): boolean {
  if (term.kind !== 'multiply') return term.kind === 'rational';
  const [above, below, ...others] = term.factors;
  const isSign = above?.kind === 'rational' && above.value.equals(Rational.minusOne);
  return (
    above?.kind === 'rational' &&
    others.length === 0 &&
    below !== undefined &&
    (isReciprocal(below) || (isSign && isLoneNumber(below)))
  );
}

function isReciprocal(term: Term): boolean {
  return (
    term.kind === 'power' &&
    term.base.kind === 'rational' &&
    term.exponent.kind === 'rational' &&
    term.exponent.value.equals(Rational.minusOne)
  );
}

const hypothetical =
  /\b(let(?!['’]?s\b| us\b)|suppose|assum\w*|if|when|whenever|imagine|would|consider|try\w*|test\w*|guess\w*|unless|otherwise)\b/i;

/** "which is false", not "which does not satisfy the condition": there the arithmetic holds, and its result is what does not fit. */
const deniesTruth =
  /\b(?:false\w*|untrue|(?:not|never) true|not (?:correct|equal|hold\w*)|not(?: equal| hold)?$|never|incorrect\w*|wrong\w*|mistak\w*|error\w*|erroneous\w*|pitfalls?|misconceptions?|instead|rather|absurd|nonsense|fails)|isn['’]t$/i;

function notesQuestion(link: Link): boolean {
  const note = link.relation.note;
  return note?.kind === 'word' ? note.text.includes('?') : note?.kind === 'unread';
}

function introduces(kind: string): string {
  return kind === 'symbol' || kind === 'apply'
    ? 'This says what the left side stands for.'
    : 'Taken as an equation between quantities that are not known here.';
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `$${isFamily(name) ? name.slice(0, -1) : name}$`);
  return names.length > 3 ? `${shown.join(', ')} and others` : shown.join(' and ');
}

function shorten(words: string): string {
  const clean = words
    .replace(/⟦[^⟧]*⟧/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
  return clean.length > 40 ? `${clean.slice(0, 38)}…` : clean;
}
