import type { Node } from '../formula/tree';
import { printLatex } from '../formula/print';
import { antiderivative } from '../kernel/antiderivative';
import { canonical, difference } from '../kernel/canonical';
import { termToLatex } from '../kernel/print';
import { Fuel, OutOfFuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import type { Term } from '../kernel/term';
import { sampleModels, type Model } from '../model/models';
import type { Link } from '../statement/statement';
import type { Span } from '../text/span';
import { missingSlope, resolveQuestion } from './calculus';
import { edits, holes, negated, numberNode } from './edits';
import { signsOf } from './polynomial';
import type { Question } from './checker';
import { approximately, compareValues, valueOf } from './value';

/** Replacing `span` of the source by `latex` makes the claim hold in every model. */
export interface Repair {
  readonly latex: string;
  readonly span: Span;
}

/** Effort for the search for a repair, apart from that of the claim. */
const fuelPerRepair = 60_000;

/** The smallest change of the right side, or else of the left one, that makes a refuted equation hold; verified like a claim. */
export function repairOf(link: Link, question: Question): Repair | undefined {
  if (
    question.comparison !== '=' ||
    question.modulus !== undefined ||
    link.relation.span.from === link.relation.span.to
  )
    return undefined;
  const fuel = new Fuel(fuelPerRepair);
  try {
    // What was recomposed from words (a division with its remainder) does not stand in the source as it is.
    if (question.rightNode !== link.right && question.entry !== true) return undefined;
    return (
      repairOfIntegral(question, fuel) ??
      repairSide(question, question.rightNode, resolveQuestion(question, fuel)?.left ?? question.left, fuel)
    );
  } catch (error) {
    if (error instanceof OutOfFuel) return undefined;
    throw error;
  }
}

function repairSide(question: Question, side: Node, other: Term, fuel: Fuel): Repair | undefined {
  const probes = [...sampleModels(question.models.domains, question.seed, 3)];
  const targets = probes.map((model) => approximately(other, model, fuel));
  if (targets.some((t) => t === undefined)) return undefined;
  for (const hole of holes(side)) {
    const value = solveHole(hole.fill, question, probes, targets, fuel);
    // A minus sign before a part is the business of the edits.
    if (!value || (value.sign < 0 && !hole.whole)) continue;
    const node = hole.whole || value.isInteger ? nodeOf(value, hole.number.digits) : undefined;
    if (!node) continue;
    const term = question.lower(hole.fill(node));
    if (term && agrees(term, other, question, probes, fuel)) return { latex: printLatex(node), span: hole.number.span };
  }
  for (const edit of edits(side)) {
    const term = question.lower(edit.operand);
    if (!term) continue;
    const near = probes.every((model, k) => close(approximately(term, model, fuel), targets[k]));
    if (near && agrees(term, other, question, probes, fuel)) return { latex: printLatex(edit.node), span: edit.span };
  }
  return missingTerm(question, side, other, fuel);
}

/** Of an antiderivative: the change that gives it the right derivative, or the one term that is missing. */
function repairOfIntegral(question: Question, fuel: Fuel): Repair | undefined {
  const side = question.rightNode;
  const missing = missingSlope(question, fuel);
  if (!missing) return undefined;
  for (const edit of edits(side)) {
    const right = question.lower(edit.operand);
    const slope = right && missingSlope({ ...question, right }, fuel)?.term;
    if (slope?.kind === 'rational' && slope.value.isZero) return { latex: printLatex(edit.node), span: edit.span };
  }
  const found = antiderivative(missing.term, missing.variable, fuel);
  const form = found && canonical(found, { fuel });
  if (form?.kind !== 'value' || form.term.kind === 'add' || side.kind === 'ambiguous') return undefined;
  return behind(side, termToLatex(form.term));
}

function behind(side: Node, missing: string): Repair | undefined {
  if (missing.length > 40) return undefined;
  const written = printLatex(side);
  return {
    latex: missing.startsWith('-') ? `${written} - ${missing.slice(1).trim()}` : `${written} + ${missing}`,
    span: side.span,
  };
}

/** What is missing, where it is one term: `2ab` behind `a^2 + b^2`. Shown behind the side as it stands. */
function missingTerm(question: Question, side: Node, other: Term, fuel: Fuel): Repair | undefined {
  if (question.symbols.length === 0) return undefined;
  const result = difference(other, question.right, { fuel, ...signsOf(question.models) });
  if (result.kind !== 'open' || result.difference.kind === 'add') return undefined;
  return side.kind === 'ambiguous' ? undefined : behind(side, termToLatex(result.difference));
}

/** The number that must stand in a hole: found from doubles where the side is linear in it, the same in all probes; only a candidate. */
function solveHole(
  fill: (node: Node) => Node,
  question: Question,
  probes: readonly Model[],
  targets: readonly (number | undefined)[],
  fuel: Fuel,
): Rational | undefined {
  const at = (digits: string): Term | undefined => question.lower(fill(numberNode(digits)));
  const [one, two, three] = [at('1'), at('2'), at('3')];
  if (!one || !two || !three) return undefined;
  let found: Rational | undefined;
  for (const [k, model] of probes.entries()) {
    const [y1, y2, y3] = [one, two, three].map((t) => approximately(t, model, fuel));
    const target = targets[k];
    if (y1 === undefined || y2 === undefined || y3 === undefined || target === undefined) return undefined;
    const slope = y2 - y1;
    if (slope === 0 || Math.abs(y3 - y2 - slope) > 1e-9 * Math.abs(slope)) return undefined;
    const value = simplest(1 + (target - y1) / slope);
    if (!value || (found && !found.equals(value))) return undefined;
    found = value;
  }
  return found;
}

/** The simplest fraction at a double, if there is one with a denominator up to 1000. */
function simplest(x: number): Rational | undefined {
  if (!Number.isFinite(x) || Math.abs(x) > 1e12) return undefined;
  for (let d = 1; d <= 1000; d++) {
    const n = Math.round(x * d);
    if (Math.abs(x - n / d) <= 1e-11 * Math.max(1, Math.abs(x))) return Rational.of(BigInt(n), BigInt(d));
  }
  return undefined;
}

/** A number as a student would write it in place of `digits`: a decimal for a decimal where it ends, else an integer or a fraction. */
function nodeOf(value: Rational, digits: string): Node | undefined {
  const size = value.absolute();
  const decimals = digits.includes('.') ? decimalOf(size, digits.length - digits.indexOf('.') - 1) : undefined;
  const node: Node =
    decimals !== undefined
      ? numberNode(decimals)
      : size.isInteger
        ? numberNode(size.toString())
        : {
            kind: 'quotient',
            span: { from: 0, to: 0 },
            style: 'fraction',
            dividend: numberNode(size.numerator.toString()),
            divisor: numberNode(size.denominator.toString()),
          };
  return value.sign < 0 ? negated(node) : node;
}

/** The decimal with at least `places` digits behind the point and as many more as it takes, up to eight; undefined where it does not end by then. */
function decimalOf(value: Rational, places: number): string | undefined {
  for (let k = places; k <= 8; k++) {
    const scaled = value.times(Rational.of(10n ** BigInt(k)));
    if (!scaled.isInteger) continue;
    const text = scaled.numerator.toString().padStart(k + 1, '0');
    return k === 0 ? text : `${text.slice(0, -k)}.${text.slice(-k)}`;
  }
  return undefined;
}

function close(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Whether the repaired claim holds: by canonical form, else in every probe to 50 digits. */
function agrees(term: Term, other: Term, question: Question, probes: readonly Model[], fuel: Fuel): boolean {
  if (difference(other, term, { fuel, ...signsOf(question.models) }).kind === 'zero') return true;
  return (
    probes.length > 0 &&
    probes.every((model) => compareValues(valueOf(term, fuel, model), valueOf(other, fuel, model)) === '=')
  );
}
