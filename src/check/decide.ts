import type { Node } from '../formula/tree';
import { rational } from '../kernel/build';
import { Fuel } from '../kernel/fuel';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import type { Context, Fact } from '../model/context';
import { asTerm } from '../model/compound';
import { lower, lowerCompound, lowerLoosely, type LoweredCompound, type Notation } from '../model/lower';
import { modelsOf } from '../model/models';
import { hasExactPlusMinus } from '../formula/plus-minus';
import { enumerateReadings } from '../model/reading';
import { divisionWithRemainder } from '../model/remainder';
import { isResult } from '../statement/premise';
import type { Link, Step } from '../statement/statement';
import { ask, askOfForm, askOnly, attempt, fuelPerClaim, fuelPerGiven } from './ask';
import { atPoint } from './at-point';
import { comparisonOf, type Finding, type Holds, type Loosened, type Question } from './checker';
import { judgeEntries } from './entries';
import { isExpansion, isFunctionValue } from './expansion';
import { inDegrees } from './degrees';
import { differentiation, isDifferential, isDifferentiation, speaksOfRates } from './implicit';
import { membership } from './membership';
import { expansionFinding } from './taylor';
import { substituted } from './substitution';
import { inUnitVectors } from './unit-vectors';
import { recurring } from './recurrence';
import { refutesStep, roleOf, type Before, type Role } from './role';
import { checkStructured } from './structured/index';
import type { Recurrences } from '../model/recurrence';
import type { World } from '../model/structure/world';
import { unknown, type CheckerName, type Verdict } from './verdict';

/** A claim decided: the verdict, and what it was decided by where its sides could be read. */
export interface Decision {
  readonly verdict: Verdict;
  /** The reading of ambiguous notation, where there was a choice. */
  readonly reading: string | undefined;
  readonly question: Question | undefined;
  /** Of vectors, matrices and points: one for each entry. */
  readonly entries?: readonly Question[];
  /** Where the link was judged as a step from the relation before it. */
  readonly step: Step['kind'] | undefined;
  /** The question is about all members of its solution set. */
  readonly joint?: true;
  /** A word behind it counts, which a repair would stand without: `85$ million`. */
  readonly scaled?: boolean;
}

/** What the analysis knows of a link's place among the others. */
export interface Place {
  readonly before: Before | undefined;
  /** It gives a function its rule. */
  readonly defines: boolean;
  /** It gives a vector, a matrix or a point its entries; `again`, where that has some already. */
  readonly named: 'first' | 'again' | undefined;
  /** What was said of vectors, matrices and random quantities. */
  readonly world: World;
  /** What was told of sequences by recurrences. */
  readonly recurrences: Recurrences;
  /** An arrow behind it leads to the next relation: it is supposed for the sake of that. */
  readonly premise: boolean;
  /** Whether all symbols of both sides, or of the left one, stood in earlier relations; undefined for what is muted. */
  readonly familiar: 'both sides' | 'left side' | undefined;
  /** Whether the left side speaks of a figure: an angle, a segment. */
  readonly figure: boolean;
  /** Why it is not to be checked, if so. */
  readonly muted: string | undefined;
}

/** Decides one link in the context that is in force for it. `latex` is its source. */
export function decide(link: Link, latex: string, context: Context, notation: Notation, place: Place): Decision {
  const decision = decideAsRead(link, latex, context, notation, place);
  // "Then x^2 = 9 ⟹ x = 3" supposes its premise; it does not derive it.
  const isDerived =
    link.step?.how === 'arrow' ||
    isResult(link) ||
    (link.attitude === 'concluded' && /\b(?:since|because)\b[^.;]*,[^.;]*$/i.test(link.passage.lead)) ||
    (link.left.kind !== 'symbol' && /^so$/i.test(link.cue ?? '')) ||
    /^(?:yield|giv|get|got|obtain|simplif|becom|find|result|thus|hence|therefore|substitut|expand|combin|rearrang|rewrit|adding|subtract|multipl|divid|squar)/i.test(
      link.cue ?? '',
    );
  if (place.premise && !isDerived && decision.step !== undefined && decision.verdict.status === 'unknown')
    return { ...decision, verdict: given('This is supposed for the sake of what follows.') };
  return decision.verdict.status === 'given' && claimsOfKnown(link, place)
    ? { ...decision, verdict: unknown(notFollowed(link, place)) }
    : decision;
}

/** "So P = 5" of a P that was spoken of before is a claim: where nothing tells how it follows, it is undecided, not given. */
function claimsOfKnown(link: Link, place: Place): boolean {
  if (link.attitude === 'denied' || link.attitude === 'asked' || link.scope.kind === 'statement') return false;
  if (link.relation.kind === '~' && !place.figure) return false;
  // How a quantity is updated follows from nothing.
  if (link.relation.kind === 'gets') return false;
  if (place.named === 'first') return place.familiar !== undefined && concludes.test(link.cue ?? '');
  if (place.muted !== undefined || place.defines) return false;
  if (isResult(link)) return true;
  return place.familiar === 'both sides'
    ? link.attitude !== 'assumed'
    : place.familiar === 'left side' && link.attitude === 'concluded';
}

/** Words behind which even the entries of a vector or a point are a result. */
const concludes = /^(?:so|thus|hence|therefore|consequently)$/i;

function notFollowed(link: Link, place: Place): string {
  return link.several ? listed : place.figure ? figured : derived;
}

/**
 * The role of a link where it stands: what is said of known things is derived from what stands before, though nothing says how, unless values that were just put in
 * are worked out (`worksOut`).
 */
function roleIn(link: Link, question: Question, place: Place, worksOut = false): Role {
  const role = roleOf(link, question, place.before);
  // Other entries may belong to something else of the same name.
  if (place.named === 'again' && role.kind === 'claim') return { kind: 'derived', reason: derived };
  if (role.kind !== 'given' || !claimsOfKnown(link, place)) return role;
  const puts = link.attitude === 'concluded' && substitutes.test(link.passage.lead);
  const isPlain = place.familiar === 'both sides' && !place.figure && !link.several;
  const isOpening = link.opens || puts || worksOut;
  return { kind: isPlain && isOpening ? 'opening' : 'derived', reason: notFollowed(link, place) };
}

/** "Substituting $J = 1800$ into the first equation gives us", not what is put in. */
const substitutes = /\b(?:substitut\w+|plug\w*)\b[^.]*\b(?:gives?|get|yields?|obtain|becomes)\b/i;

/** "With $n = 25$ we get $\\frac{1}{\\sqrt n} = 0.2$": what is known is worked out for values that the sentence puts in. */
function isPutInto({ passage }: Link, { left, right, models }: Question): boolean {
  return (
    left.kind !== 'symbol' &&
    freeSymbols(right).size === 0 &&
    models.constraints.some((fact) => fact.sentence === passage.sentence && isValue(fact))
  );
}

/** "With $n = 25$ we get $r = 0.2$", where $r = 1/\\sqrt n$ was said: that formula. */
function formulaPutInto(link: Link, question: Question, read: Notation): Term | undefined {
  const formula = question.left.kind === 'symbol' ? read.quantity?.(question.left.name) : undefined;
  return formula && isPutInto(link, { ...question, left: formula }) ? formula : undefined;
}

function isValue({ left, right, relation }: Fact): boolean {
  return relation === '=' && left.kind === 'symbol' && freeSymbols(right).size === 0;
}

const derived = 'This is claimed, but how it follows from what stands before could not be checked.';
const figured = 'This is claimed of the figure, which is not read: it could not be checked.';
const listed = 'These values are listed as possible; whether they are could not be checked.';

function decideAsRead(link: Link, latex: string, context: Context, read: Notation, place: Place): Decision {
  if (place.muted !== undefined)
    return { verdict: given(place.muted), reading: undefined, question: undefined, step: undefined };
  const expanded = attempt(() => expansionFinding(link, read, new Fuel(fuelPerClaim)));
  if (expanded && expanded.kind !== 'undecided') {
    const role = roleOfUnread(link) ?? { kind: 'claim' as const };
    const outcome: Outcome = { finding: expanded, checker: 'calculus', role, question: undefined, says: undefined };
    return { verdict: verdictOf(outcome, role, true), reading: undefined, question: undefined, step: undefined };
  }
  const recurred = attempt(() => recurring(link, latex, context, read, place.recurrences));
  if (recurred && recurred.kind !== 'undecided') {
    const role = { kind: 'claim' as const };
    const outcome: Outcome = { finding: recurred, checker: 'function', role, question: undefined, says: undefined };
    return { verdict: verdictOf(outcome, role, true), reading: undefined, question: undefined, step: undefined };
  }
  const structured = checkStructured(link, place.world, latex, place.premise);
  if (structured) {
    const outcome: Outcome = {
      ...structured,
      role: structured.role ?? roleOfUnread(link),
      question: undefined,
      says: structured.reading,
    };
    return {
      verdict: verdictOf(outcome, outcome.role, structured.complete),
      reading: structured.reading,
      question: undefined,
      step: undefined,
    };
  }
  if (place.defines)
    return { verdict: given('This defines the function.'), reading: undefined, question: undefined, step: undefined };
  const comparison = comparisonOf(link.relation);
  if (comparison === undefined) {
    return { verdict: notCompared(link), reading: undefined, question: undefined, step: undefined };
  }
  const fuel = new Fuel(fuelPerClaim);
  const division = divisionWithRemainder(link.left, link.right, link.passage.tail);
  const [leftNode, rightNode] = division ? [division.dividend, division.recomposed] : [link.left, link.right];
  const modulusNode = link.relation.kind === 'divides' ? link.left : link.relation.modulus;
  const signsInStep = hasExactPlusMinus(leftNode) && hasExactPlusMinus(rightNode);
  const notation = { ...read, signsInStep };
  const { readings, complete } = enumerateReadings((chooser) => {
    const left = lowerCompound(leftNode, notation, chooser, fuel);
    const right = link.relation.kind === 'in' ? left : lowerCompound(rightNode, notation, chooser, fuel);
    const modulus = modulusNode && lowerCompound(modulusNode, notation, chooser, fuel);
    const loosened = (): Loosened | undefined => lowerLoosely(leftNode, rightNode, notation, chooser, fuel);
    const again = (node: Node): Term | undefined => {
      const lowered = lower(node, notation, chooser, new Fuel(fuelPerClaim));
      return lowered.kind === 'term' ? lowered.term : undefined;
    };
    return { left, right, modulus, loosened, again };
  });
  const outcomes: Outcome[] = [];
  for (const { value, says } of readings) {
    const outcome = outcomeOf(value, says);
    outcomes.push(outcome);
    if (outcome.finding.kind === 'holds' && !signsInStep) break;
  }
  // Of a step with ± both signs must hold; where one does, the other may be meant otherwise.
  const holding = outcomes.filter((outcome) => outcome.finding.kind === 'holds').length;
  if (signsInStep && holding > 0 && holding < outcomes.length)
    return combine(link, [unread('the two signs of “±” come out differently', undefined)], complete);
  return combine(link, outcomes, complete);

  function outcomeOf({ left, right, modulus, loosened, again }: Sides, says: string | undefined): Outcome {
    if (left.kind === 'failure' && link.relation.kind === 'in')
      return { finding: undecidedMembership, checker: 'none', role: declaring, question: undefined, says };
    if (left.kind === 'failure') return unread(left.reason, says);
    if (right.kind === 'failure') return unread(right.reason, says);
    if (modulus?.kind === 'failure') return unread(modulus.reason, says);
    if (modulus && modulus.value.kind !== 'number') return unread('the modulus is not a number', says);
    const leftValue = inUnitVectors(left.value, right.value);
    const rightValue = inUnitVectors(right.value, left.value);
    const where = { scope: link.scope, sentence: link.passage.sentence, chain: link.chain };
    const pose = (
      leftTerm: Term,
      rightTerm: Term,
      written: { readonly left: Node; readonly right: Node },
    ): Question => {
      const symbols = [
        ...new Set([
          ...freeSymbols(leftTerm),
          ...freeSymbols(rightTerm),
          ...(modulus ? freeSymbols(asTerm(modulus.value)) : []),
        ]),
      ].sort();
      return {
        left: leftTerm,
        right: rightTerm,
        comparison: comparison ?? '=',
        leftNode: written.left,
        rightNode: written.right,
        leftUnits: [...left.units],
        rightUnits: [...right.units],
        symbols,
        models: modelsOf(context, where, symbols, [leftTerm, rightTerm]),
        seed: latex,
        loosened,
        lower: again,
        ...(modulus ? { modulus: asTerm(modulus.value) } : {}),
      };
    };
    const written = { left: leftNode, right: rightNode };
    if (link.relation.kind === 'in') {
      const question = pose(asTerm(left.value), asTerm(left.value), written);
      const closed = left.value.kind === 'number' && question.symbols.length === 0;
      const finding = closed
        ? attempt(() => membership(asTerm(left.value), rightNode, link.relation.negated, again, fuel))
        : undefined;
      return {
        finding: finding ?? undecidedMembership,
        checker: finding ? 'integer' : 'none',
        role: finding ? roleIn(link, question, place) : declaring,
        question: undefined,
        says,
      };
    }
    if (link.relation.kind === 'divides' && left.value.kind === 'number' && right.value.kind === 'number') {
      const question = pose(right.value.term, rational(0n), { left: rightNode, right: rightNode });
      return { ...ask(question, fuel), role: roleIn(link, question, place), question, says };
    }
    if (left.value.kind === 'number' && right.value.kind === 'number') {
      const stated = pose(left.value.term, right.value.term, written);
      const formula = formulaPutInto(link, stated, read);
      const posed = formula ? pose(formula, right.value.term, written) : atPoint(stated, link);
      const plain = substituted(posed, fuel) ?? posed;
      const role = roleIn(link, formula ? stated : plain, place, formula !== undefined || isPutInto(link, plain));
      const question =
        role.kind === 'step' && place.before
          ? { ...plain, follows: { kind: role.step.kind, how: role.step.how, from: place.before } }
          : plain;
      // Nothing is lost where a relation that is only taken, or not asserted, is not looked into deeply.
      const effort = role.kind === 'given' || role.kind === 'silent' ? new Fuel(fuelPerGiven) : fuel;
      if (role.kind === 'claim' && (isExpansion(link, question) || isFunctionValue(link, question)))
        return { ...askOfForm(question, effort), role, says };
      if (speaksOfRates(question) && (isDifferentiation(link) || isDifferential(question, link)))
        return { ...askOnly(differentiation, question, derived, effort), role: { kind: 'claim' }, question, says };
      const asked = ask(question, effort);
      const turned = asked.finding.kind === 'fails' ? inDegrees(question) : undefined;
      const again = turned && ask(turned, new Fuel(fuelPerGiven));
      return { ...(again?.finding.kind === 'holds' ? again : asked), role, question, says };
    }
    if (comparison !== '=' && comparison !== 'approx') return unread('things with entries have no order', says);
    const { finding, questions, decisive } = judgeEntries(
      leftValue,
      rightValue,
      {
        pose: (l, r, leftEntry, rightEntry) => ({
          ...pose(l, r, { left: leftEntry ?? nowhere, right: rightEntry ?? nowhere }),
          entry: rightEntry !== undefined,
        }),
        ask: (question) => ask(question, fuel).finding,
      },
      fuel,
    );
    const whole = pose(asTerm(leftValue), asTerm(rightValue), written);
    const role = roleIn(link, whole, place);
    return {
      finding,
      checker: 'matrix',
      role,
      question: decisive,
      entries: questions,
      taint: whole.models.taint,
      says,
    };
  }
}

interface Sides {
  readonly left: LoweredCompound;
  readonly right: LoweredCompound;
  readonly modulus: LoweredCompound | undefined;
  readonly loosened: () => Loosened | undefined;
  readonly again: (node: Node) => Term | undefined;
}

/** Stands for an entry that is computed and not written anywhere. */
const nowhere: Node = { kind: 'empty', span: { from: 0, to: 0 } };

const declaring: Role = { kind: 'given', reason: 'This declares what a symbol stands for; it is not checked.' };
const undecidedMembership: Finding = { kind: 'undecided', reason: declaring.reason };

interface Outcome {
  readonly finding: Finding;
  readonly checker: CheckerName;
  readonly role: Role | undefined;
  readonly question: Question | undefined;
  readonly entries?: readonly Question[];
  /** Where no question has it: why the symbols must not be chosen freely. */
  readonly taint?: string | undefined;
  readonly says: string | undefined;
}

function unread(reason: string, says: string | undefined): Outcome {
  return {
    finding: { kind: 'undecided', reason: sentence(reason) },
    checker: 'none',
    role: undefined,
    question: undefined,
    says,
  };
}

/** One verdict out of the outcomes of all readings: one that makes the claim true decides; red needs every reading to be wrong. */
function combine(link: Link, outcomes: readonly Outcome[], complete: boolean): Decision {
  const judged = outcomes.map((outcome) => {
    const role = outcome.role ?? roleOfUnread(link);
    return { outcome, role, verdict: verdictOf(outcome, role, complete) };
  });
  const rank = (status: Verdict['status']): number => order.indexOf(status);
  const [best] = [...judged].sort((a, b) => rank(a.verdict.status) - rank(b.verdict.status));
  if (!best)
    return { verdict: unknown('This could not be read.'), reading: undefined, question: undefined, step: undefined };
  return {
    verdict: best.verdict,
    reading: best.outcome.says,
    question: best.outcome.question ?? outcomes.find((o) => o.question)?.question,
    ...(best.outcome.entries ? { entries: best.outcome.entries } : {}),
    step: best.role?.kind === 'step' ? best.role.step.kind : undefined,
  };
}

/** Which reading's verdict counts: what is kindest to the student comes first. */
const order: readonly Verdict['status'][] = ['proved', 'tested', 'given', 'conditional', 'unknown', 'refuted'];

function verdictOf(outcome: Outcome, role: Role | undefined, complete: boolean): Verdict {
  const { finding, checker, question } = outcome;
  if (role?.kind === 'silent') return { status: 'given', checker: 'none', remarks: [], reason: role.reason };
  switch (finding.kind) {
    case 'holds':
      // "for $i \\ne j$": that different letters may be different says nothing.
      if (role?.kind === 'given' && question?.comparison === '!=' && question.symbols.length > 0)
        return given(role.reason);
      return holding(finding, checker, question);
    case 'conditional':
      if (role?.kind === 'step' && role.listed) return unknown(listed);
      if (role?.kind === 'step' && role.step.how !== 'arrow') return partly(role.step, finding.reason);
      if (role?.kind !== 'claim' && role?.kind !== 'step') return fallback(role, finding.reason);
      if (question?.models.taint !== undefined) return unknown(question.models.taint);
      return { status: 'conditional', checker, reason: finding.reason, condition: finding.condition, remarks: [] };
    case 'fails':
      if (role?.kind === 'step' && role.listed) return unknown(listed);
      if (role?.kind === 'step' && !refutesStep(role, finding)) return partly(role.step, finding.reason);
      if (role?.kind === 'opening' && !(finding.everywhere && finding.determined))
        return fallback(role, finding.reason);
      if (role?.kind !== 'claim' && role?.kind !== 'step' && role?.kind !== 'opening')
        return fallback(role, finding.reason);
      if (!complete) return unknown('The notation has too many readings to call this wrong.');
      // What was not understood may exclude some values, but not all that there are.
      if (
        (question?.models.taint ?? outcome.taint) !== undefined &&
        !(role.kind === 'step' && finding.everywhere && finding.determined)
      )
        return unknown(question?.models.taint ?? outcome.taint ?? '');
      return {
        status: 'refuted',
        checker,
        reason: finding.reason,
        evidence: finding.evidence,
        counterexample: finding.counterexample,
        left: finding.left,
        right: finding.right,
        remarks: [],
      };
    case 'undecided':
      if (role?.kind === 'given') return given(role.reason);
      return unknown(role?.kind === 'derived' || role?.kind === 'opening' ? role.reason : finding.reason);
  }
}

/** What follows from a wrong line, taken as it was written, is right in itself; the reason names the line. */
function holding({ how, reason, remarks }: Holds, checker: CheckerName, question: Question | undefined): Verdict {
  const usesFacts = checker === 'sampling' || checker === 'equation';
  const line = question?.models.constraints.find((fact) => fact.restsOn !== undefined)?.restsOn;
  const rests = line === undefined || !usesFacts ? '' : ` It rests on ${line}, which is refuted.`;
  return { status: how, checker, reason: reason + rests, remarks };
}

/** A step that keeps some solutions and loses others: further facts may exclude those. */
function partly(step: Step, reason: string): Verdict {
  return step.how === 'line'
    ? given('Taken as an equation: it does not follow from the line before alone.')
    : unknown(`This does not follow for all values: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`);
}

/** What failed where nobody claimed that it always holds. */
function fallback(role: Role | undefined, reason: string): Verdict {
  switch (role?.kind) {
    case 'given':
      return given(role.reason);
    case 'open':
    case 'derived':
    case 'opening':
      return unknown(role.reason);
    case 'silent':
    case 'claim':
    case 'step':
    case undefined:
      return unknown(reason);
  }
}

/** Where a side was not read, the words around may still say that nothing is claimed. */
function roleOfUnread(link: Link): Role | undefined {
  if (link.attitude === 'denied' || link.attitude === 'asked')
    return { kind: 'silent', reason: 'The text does not assert this.' };
  if (link.attitude === 'assumed') return { kind: 'given', reason: 'This is assumed.' };
  if (link.scope.kind === 'statement') return { kind: 'given', reason: 'This is part of the problem’s statement.' };
  return undefined;
}

function notCompared(link: Link): Verdict {
  switch (link.relation.kind) {
    case '~':
    case 'mapsto':
    case 'to':
    case 'gets':
      return given('This declares what a symbol stands for; it is not checked.');
    case 'equiv':
      return unknown('The modulus of the congruence is not known.');
    default:
      return unknown('Relations of this kind are not checked yet.');
  }
}

function given(reason: string): Verdict {
  return { status: 'given', checker: 'none', remarks: [], reason };
}

/** A reason from below as a sentence. */
function sentence(reason: string): string {
  const text = reason.trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
