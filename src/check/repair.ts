import type { Node } from '../formula/tree';
import { compileReal } from '../kernel/compile';
import { Fuel, OutOfFuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { equalTerms } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { sampleModels, type Model } from '../model/models';
import { modelsIn, situationOf } from '../model/satisfy';
import type { Link } from '../statement/statement';
import { missingSlope, resolveQuestion } from './calculus';
import type { Question } from './checker';
import { edits, numberNode, type Edit } from './edits';
import { missing } from './missing';
import { numberEdits, resultEdits, type NumberEdit, type Solve } from './number-edits';
import { difference } from '../kernel/canonical';
import { standingOf } from './sampling';
import { replacementOf, type Replacement } from './repair-text';
import { nameSlip } from './slip';
import { approximately, compareValues, valueOf } from './value';
import type { Verdict } from './verdict';

/** A change that makes a refuted claim hold in every model. */
interface Mended extends Replacement {
  /** A sentence that names the likely slip; empty where there is nothing to say beyond the repair. */
  readonly slip: string;
  /** The right side with the change made; undefined where it is the left side that was changed. */
  readonly operand: Node | undefined;
}

/** Replacing `span` of the source by `latex` makes the claim hold. */
export type Repair = Replacement;

/** What is known of a refuted claim, and how to decide another one in its place. */
export interface Patient {
  readonly text: string;
  readonly link: Link;
  /** Undefined where the claim was not judged by comparing two terms. */
  readonly question: Question | undefined;
  readonly verdict: Extract<Verdict, { status: 'refuted' }>;
  readonly again: (link: Link) => { readonly verdict: Verdict };
  /** The repair of what is no comparison of two terms. */
  readonly structured: () => Repair | undefined;
}

/** The repairs of a document's claims, in order. */
export class Repairs {
  private mended: { readonly side: Node; readonly operand: Node } | undefined;

  /** The repair of a refuted claim, and what is to be said of the slip. What only goes on from a wrong side before it needs none. */
  of(patient: Patient): { readonly repair: Repair | undefined; readonly says: string } {
    const { link } = patient;
    const before = this.mended?.side === link.left ? this.mended : undefined;
    this.mended = undefined;
    if (before && holdsAs({ ...link, left: before.operand }, patient))
      return { repair: undefined, says: 'It would hold with the side before it repaired.' };
    const structured = patient.question ? undefined : patient.structured();
    if (structured) return { repair: structured, says: '' };
    const repair = repairOf(patient);
    this.mended = repair?.operand && { side: link.right, operand: repair.operand };
    return { repair: repair && { latex: repair.latex, span: repair.span }, says: repair?.slip ?? '' };
  }
}

function holdsAs(link: Link, { again }: Patient): boolean {
  const { status } = again(link).verdict;
  return status === 'proved' || status === 'tested';
}

/** Effort for the search for a repair, apart from that of the claim. */
const fuelPerRepair = 200_000;
/** So many candidates with the right values are verified. */
const mostVerified = 6;
/** So many candidates are decided like claims where nothing sorts them out before. */
const mostAsked = 16;

/** The likeliest change of the right side that makes a refuted equation hold; verified like a claim. */
function repairOf(patient: Patient): Mended | undefined {
  const { link, question } = patient;
  const { kind, span, negated } = link.relation;
  const repairable = kind === '=' || kind === 'approx' || kind === 'equiv';
  if (!repairable || negated || span.from === span.to) return undefined;
  const fuel = new Fuel(fuelPerRepair);
  try {
    const found = (question && measured(patient, question, fuel)) ?? asked(patient, fuel);
    if (!found) return undefined;
    const replacement = replacementOf(found, found.side, patient.text);
    const operand = found.side === link.left ? undefined : found.operand;
    return replacement && { ...replacement, slip: nameSlip(found.slip), operand };
  } catch (error) {
    if (error instanceof OutOfFuel) return undefined;
    throw error;
  }
}

type Found = Edit & { readonly side: Node };

/** Candidates sorted out by the values of both sides in some models, where the claim compares two terms in all of them. */
function measured(patient: Patient, question: Question, fuel: Fuel): Found | undefined {
  const { link } = patient;
  if (question.comparison !== '=' || question.modulus !== undefined || question.follows) return undefined;
  // What was recomposed from words (a division with its remainder) does not stand in the source as it is.
  if (question.rightNode !== link.right && question.entry !== true) return undefined;
  const side = question.rightNode;
  const other = resolveQuestion(question, fuel)?.left ?? question.left;
  const scale = missingSlope(question, fuel) ? slopes(question, fuel) : values(question, other, fuel);
  if (!scale) return undefined;
  const candidates = [
    ...numberEdits(side, link.left, scale.solve),
    ...edits(side),
    ...missing(question, link.left, other, fuel),
  ];
  let left = mostVerified;
  return cheapest(side, candidates, (edit) => {
    const term = question.lower(edit.operand);
    if (!term || !(edit.rounds || scale.near(term)) || left-- <= 0) return false;
    return question.entry ? agree(term, other, fuel) : holdsAs({ ...link, right: edit.operand }, patient);
  });
}

/** Candidates decided like claims, one after the other. */
function asked(patient: Patient, fuel: Fuel): Found | undefined {
  const { link, question, verdict } = patient;
  if (question?.entry === true) return undefined;
  // Closed claims are decided fast.
  let left = question?.symbols.length === 0 ? 3 * mostAsked : mostAsked;
  const holdsWith = (changed: Partial<Link>): boolean => left-- > 0 && holdsAs({ ...link, ...changed }, patient);
  if (question?.rightNode === link.right && keepsRightSide(question)) {
    const found = cheapest(link.left, [...numberEdits(link.left, link.right, open), ...edits(link.left)], (edit) =>
      holdsWith({ left: edit.operand }),
    );
    if (found) return found;
    left = mostAsked;
  }
  const scale = question?.comparison === 'approx' ? values(question, question.left, fuel) : undefined;
  const candidates = [
    ...resultEdits(link.right, verdict.left),
    ...numberEdits(link.right, link.left, scale?.solve ?? open),
    ...edits(link.right),
  ];
  return cheapest(link.right, candidates, (edit) => holdsWith({ right: edit.operand }));
}

/** Of a step that took over the right side of the relation before it, the left side is what went wrong. */
function keepsRightSide({ follows, right }: Question): boolean {
  return follows !== undefined && equalTerms(follows.from.right, right);
}

const open: Solve = () => undefined;

function cheapest(
  side: Node,
  candidates: readonly NumberEdit[],
  holds: (edit: NumberEdit) => boolean,
): Found | undefined {
  const found = [...candidates].sort((a, b) => a.cost - b.cost).find(holds);
  return found && { ...found, side };
}

/** How candidates are measured before they are verified. */
interface Scale {
  readonly near: (term: Term) => boolean;
  readonly solve: Solve;
}

/** By the values in some models. */
function values(question: Question, other: Term, fuel: Fuel): Scale | undefined {
  const probes = probesOf(question, fuel);
  const targets = probes.map((model) => approximately(other, model, fuel));
  if (probes.length === 0 || targets.some((t) => t === undefined)) return undefined;
  const names = [...new Set(probes.flatMap((model) => [...model.keys()]))];
  const places = probes.map((model) => doublesOf(model, names));
  const at = (term: Term, k: number): number | undefined => {
    const place = places[k];
    const quick = place ? compileReal(term, names, fuel)(place) : NaN;
    return Number.isFinite(quick) ? quick : approximately(term, probes[k] ?? new Map(), fuel);
  };
  return {
    near: (term) => probes.every((_, k) => close(at(term, k), targets[k])),
    solve: ({ fill }) =>
      linearRoot(
        (digits) => question.lower(fill(numberNode(digits))),
        probes.map((_, k) => ({ at: (t) => at(t, k), target: targets[k] ?? NaN })),
      ),
  };
}

/** Of antiderivatives: by the derivative. */
function slopes(question: Question, fuel: Fuel): Scale {
  const isZero = (term: Term): boolean => {
    const slope = missingSlope({ ...question, right: term }, fuel)?.term;
    return slope?.kind === 'rational' && slope.value.isZero;
  };
  return { near: isZero, solve: open };
}

/** The values of a model, where they are fractions: enough to sort candidates out. */
function doublesOf(model: Model, names: readonly string[]): Float64Array | undefined {
  const values = names.map((name) => model.get(name));
  return values.every((value) => value instanceof Rational)
    ? Float64Array.from(values, (value) => (value instanceof Rational ? value.toNumber() : NaN))
    : undefined;
}

interface Probe {
  readonly at: (term: Term) => number | undefined;
  readonly target: number;
}

/** The number that must stand in a hole, where the side is linear in it and all probes want the same: from doubles, so only a candidate. */
function linearRoot(fill: (digits: string) => Term | undefined, probes: readonly Probe[]): number | 'none' | undefined {
  const [one, two, three] = [fill('1'), fill('2'), fill('3')];
  if (!one || !two || !three) return undefined;
  let found: number | undefined;
  for (const { at, target } of probes) {
    const [y1, y2, y3] = [at(one), at(two), at(three)];
    if (y1 === undefined || y2 === undefined || y3 === undefined) return undefined;
    const slope = y2 - y1;
    if (slope === 0 || Math.abs(y3 - y2 - slope) > 1e-9 * Math.abs(slope)) return undefined;
    const value = 1 + (target - y1) / slope;
    if (found !== undefined && !close(found, value)) return 'none';
    found = value;
  }
  return found;
}

function close(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Whether two entries agree. */
function agree(term: Term, other: Term, fuel: Fuel): boolean {
  return (
    difference(other, term, { fuel }).kind === 'zero' ||
    compareValues(valueOf(term, fuel), valueOf(other, fuel)) === '='
  );
}

/** Some models of the context. */
function probesOf({ models, symbols, seed }: Question, fuel: Fuel): readonly Model[] {
  if (models.constraints.length === 0) return [...sampleModels(models.domains, seed, 3)];
  const probes: Model[] = [];
  for (const model of modelsIn(situationOf(models, symbols, fuel), models, symbols, seed, 12, fuel)) {
    if (standingOf(models.constraints, model, fuel) === 'holds') probes.push(model);
    if (probes.length === 3) break;
  }
  return probes;
}
