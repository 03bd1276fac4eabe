import type { Node } from '../formula/tree';
import { lowerEnd, upperEnd } from '../kernel/ball';
import type { Fuel } from '../kernel/fuel';
import { someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { Rational } from '../kernel/rational';
import { difference } from '../kernel/canonical';
import { type Checker, differs, type Finding, holds, type Question, undecided } from './checker';
import { printedNumber, unit, type Printed } from './printed';
import { factorBetween, isLength, isMixed, isUnitless, sameUnit, unitOf } from './quantity';
import { mayConvert } from './units';
import { compareValues, distance, evidenceOf, looseValue, showValue, sizeOf, type Value, valueOf } from './value';

/** Closed claims: exact fractions, canonical form, then decimals with error bounds. Printed decimals are judged by their digits. */
export const arithmetic: Checker = {
  name: 'arithmetic',
  check(question, fuel) {
    // What has to be carried out first may have an exact value.
    if (question.symbols.length > 0 || [question.left, question.right].some(isEndless)) return undefined;
    return closed(question, fuel);
  },
};

/** A claim without symbols, by its numbers. */
export function closed(question: Question, fuel: Fuel): Finding {
  return question.comparison === 'approx' ? approximation(question, fuel) : exactly(question, fuel);
}

function isEndless(side: Term): boolean {
  return someSubterm(
    side,
    (part) => part.kind === 'integral' || (part.kind === 'sum' && part.upper.kind === 'constant'),
  );
}

function exactly(question: Question, fuel: Fuel): Finding {
  const left = valueOf(question.left, fuel);
  const right = valueOf(question.right, fuel);
  const missing = undefinedSide(left, right);
  if (missing) return missing;
  if (left.kind !== 'exact' || right.kind !== 'exact') {
    const zero = difference(question.left, question.right, { fuel }).kind === 'zero';
    if (zero) return judge(question, '=', left, right, fuel, 'proved');
  }
  const order = compareValues(left, right);
  if (order === 'unclear')
    return question.comparison === '=' && comparable(left, right)
      ? holds('tested', 'Both sides agree to 50 digits.')
      : undecided('The two sides are too close to tell apart.');
  return judge(question, order, left, right, fuel, 'proved');
}

function judge(
  question: Question,
  order: '<' | '=' | '>',
  left: Value,
  right: Value,
  fuel: Fuel,
  how: 'proved' | 'tested',
): Finding {
  const units = unitsOf(question);
  const converted = units instanceof Rational ? inOneUnit(question, units, left, right) : undefined;
  if (converted) return converted;
  if (satisfies(question.comparison, order)) return holds(how, reasonFor(question, left, right));
  if (question.comparison === '=') {
    const excused = excuse(question, left, right, fuel);
    if (excused) return excused;
  }
  if (units !== 'plain' && unitsDiffer(question)) return undecided(differentUnits);
  return fails(question, left, right);
}

const differentUnits = 'The two sides have different units; conversions are not known here.';

/** What the units of both sides come to: the numbers compare as they are, or the left one times a factor; undefined where that is not known. */
function unitsOf({ leftNode, rightNode }: Question): Rational | 'plain' | undefined {
  const [left, right] = [unitOf(leftNode), unitOf(rightNode)];
  if (!left || !right) return undefined;
  if (sameUnit(left, right)) return 'plain';
  // "5 pairs = 5 · 2", "1 foot = 12": what is converted there is not said.
  if (isUnitless(left) || isUnitless(right))
    return isUnitless(right) && isOperation(leftNode) && !isMixed(left) ? 'plain' : undefined;
  const factor = factorBetween(left, right);
  return factor?.isOne === true ? 'plain' : factor;
}

function isOperation(node: Node): boolean {
  switch (node.kind) {
    case 'group':
      return isOperation(node.body);
    case 'quantity':
      return isOperation(node.value);
    case 'product':
    case 'add':
      return true;
    case 'quotient':
      return node.style !== 'fraction';
    default:
      return false;
  }
}

/** `72 \text{ km/h} = 20 \text{ m/s}`: the left number in the unit of the right side. */
function inOneUnit(question: Question, factor: Rational, left: Value, right: Value): Finding | undefined {
  if (left.kind !== 'exact' || right.kind !== 'exact') return undefined;
  const value: Value = { kind: 'exact', value: left.value.times(factor) };
  const order = compareValues(value, right);
  if (order === 'unclear') return undefined;
  const says = `In the unit of the right side the left side is $${showValue(value)}$.`;
  if (satisfies(question.comparison, order)) return holds('proved', says);
  if (question.comparison !== '=') return fails(question, value, right);
  if (hasPoint(question.rightNode) && roundsTo(value, question.rightNode, right) === true)
    return holds('proved', says, [roundedRemark]);
  // "1 inch = 20 miles" may be the scale of a map.
  const isScale = isLength(unitOf(question.leftNode)) && !isOperation(question.leftNode);
  return isScale || hasPoint(question.rightNode) || hasPoint(question.leftNode)
    ? undecided(differentUnits)
    : differs(`${says} It is not $${showValue(right)}$.`, showValue(value), showValue(right), 'exact');
}

const roundedRemark = 'The equals sign stands for a rounded value; $\\approx$ says so.';

function fails(question: Question, left: Value, right: Value): Finding {
  const [l, r] = [showValue(left), showValue(right)];
  const reason =
    question.comparison === 'approx'
      ? `The left side is $${l}$; to the digits written that is not $${r}$.`
      : `The left side is $${l}$, the right side is $${r}$.`;
  return differs(reason, l, r, evidenceOf(left, right));
}

/** Why an equation between different numbers is not called wrong: rounding, division with a remainder, decimals that were rounded before. */
function excuse(question: Question, left: Value, right: Value, fuel: Fuel): Finding | undefined {
  const rounded =
    (hasPoint(question.rightNode) && roundsTo(left, question.rightNode, right) === true) ||
    (hasPoint(question.leftNode) && roundsTo(right, question.leftNode, left) === true);
  if (rounded) return holds('proved', 'The printed decimal is the value to the digits written.', [roundedRemark]);
  if (isBareQuotient(question.leftNode) && isWholeNear(left, right))
    return undecided('This may be a quotient without its remainder, or a rounded one.');
  return agreesLoosely(question, fuel)
    ? undecided('The sides agree within the rounding of the decimals that were put in.')
    : undefined;
}

function approximation(question: Question, fuel: Fuel): Finding {
  const left = valueOf(question.left, fuel);
  const right = valueOf(question.right, fuel);
  const missing = undefinedSide(left, right);
  if (missing) return missing;
  if (compareValues(left, right) === '=') return holds('proved', 'Both sides are equal.');
  const rounded = roundsTo(left, question.rightNode, right);
  const byDigits = rounded ?? roundsTo(right, question.leftNode, left);
  if (byDigits === true) return holds('proved', 'The value agrees to the digits written.');
  if (agreesLoosely(question, fuel))
    return undecided('The sides agree within the rounding of the decimals that were put in.');
  if (unitsDiffer(question)) return undecided(differentUnits);
  // "0.999^{1000} \\approx 0.3677 \\approx e^{-1}": a decimal is likened to an expression, which need not be where it comes from.
  if (rounded === false || (byDigits === false && !nearby(left, right))) return fails(question, left, right);
  if (nearby(left, right)) return holds('tested', 'The two sides are within five percent of each other.');
  return fails(question, left, right);
}

/**
 * Whether `printed` (the value of `node`) is the other value rounded, or cut off, to the digits that are written. Undefined where the node is not
 * a printed number that could be rounded.
 */
export function roundsTo(other: Value, node: Node, printed: Value): boolean | undefined {
  const digits = printedNumber(node);
  if (!digits || printed.kind !== 'exact') return undefined;
  if (digits.isInteger && other.kind === 'exact' && other.value.isInteger && digits.decimals >= 0) return undefined;
  return candidatesOf(digits).some((decimals) => {
    const last = unit(decimals);
    if (distance(other, printed, last.times(Rational.half)) === 'within') return true;
    return distance(other, printed, last) === 'within' && cutOff(other, printed.value, last);
  });
}

/** Behind an equals sign only a number with a decimal point may be a rounded one. */
export function hasPoint(node: Node): boolean {
  return printedNumber(node)?.isInteger === false;
}

/** The places at which a printed number may have been rounded: its last digit, and for `1200` each of its zeros. */
function candidatesOf(printed: Printed): readonly number[] {
  return printed.decimals >= 0 ? [printed.decimals] : Array.from({ length: 1 - printed.decimals }, (_, k) => -k);
}

/** Digits behind the last one written, which is worth `last`, were dropped: the printed number is nearer to zero, by less than that. */
function cutOff(value: Value, printed: Rational, last: Rational): boolean {
  const away = printed.sign >= 0 ? '>' : '<';
  const next = printed.sign >= 0 ? printed.plus(last) : printed.minus(last);
  const order = (bound: Rational) => compareValues(value, { kind: 'exact', value: bound });
  return order(printed) === away && order(next) !== '=';
}

function agreesLoosely(question: Question, fuel: Fuel): boolean {
  const loose = question.loosened();
  if (!loose) return false;
  const left = looseValue(loose.left, loose.values, fuel);
  const right = looseValue(loose.right, loose.values, fuel);
  if (compareValues(left, right) === 'unclear') return true;
  const digits = printedNumber(question.rightNode) ?? printedNumber(question.leftNode);
  // ⌈9.0909⌉ is 10 whatever stands behind the last digit: a whole number beside it is not a rounded one.
  if (digits?.isInteger === true && isPoint(left) && isPoint(right)) return false;
  return digits !== undefined && distance(left, right, unit(Math.max(digits.decimals, 0))) !== 'beyond';
}

/** The value is known to the last digit. */
function isPoint(value: Value): boolean {
  return value.kind === 'exact' || (value.kind === 'ball' && lowerEnd(value.ball).eq(upperEnd(value.ball)));
}

function isBareQuotient(node: Node): boolean {
  switch (node.kind) {
    case 'quotient':
      return node.style !== 'fraction';
    case 'group':
      return isBareQuotient(node.body);
    case 'quantity':
      return isBareQuotient(node.value);
    default:
      return false;
  }
}

/** A quotient that leaves a remainder, cut off or rounded up. */
function isWholeNear(quotient: Value, whole: Value): boolean {
  if (whole.kind !== 'exact' || !whole.value.isInteger) return false;
  if (quotient.kind === 'exact' && quotient.value.isInteger) return false;
  return distance(quotient, whole, Rational.one) === 'within';
}

function unitsDiffer(question: Question): boolean {
  const { leftUnits, rightUnits, leftNode } = question;
  if (mayConvert([...leftUnits, ...rightUnits])) return true;
  return leftNode.kind === 'quantity' && leftUnits.length > 0 && !rightUnits.some((u) => leftUnits.includes(u));
}

/** Within five percent of the left side, or within another part of it. */
export function nearby(left: Value, right: Value, part = Rational.of(1n, 20n)): boolean {
  const size = sizeOf(left);
  return size !== undefined && distance(left, right, size.times(part)) === 'within';
}

function undefinedSide(left: Value, right: Value): Finding | undefined {
  if (left.kind === 'undefined') return undecided(`The left side has no value: ${left.reason}.`);
  if (right.kind === 'undefined') return undecided(`The right side has no value: ${right.reason}.`);
  if (left.kind === 'unclear') return undecided(left.reason);
  if (right.kind === 'unclear') return undecided(right.reason);
  return undefined;
}

function comparable(left: Value, right: Value): boolean {
  return left.kind !== 'unclear' && right.kind !== 'unclear';
}

export function satisfies(comparison: Question['comparison'], order: '<' | '=' | '>'): boolean {
  switch (comparison) {
    case '=':
    case 'approx':
      return order === '=';
    case '!=':
      return order !== '=';
    case '<':
      return order === '<';
    case '<=':
      return order !== '>';
    case '>':
      return order === '>';
    case '>=':
      return order !== '<';
  }
}

function reasonFor(question: Question, left: Value, right: Value): string {
  if (question.comparison === '=')
    return left.kind === 'exact' ? 'Both sides are the same number.' : 'Both sides have the same exact form.';
  return `The left side is $${showValue(left)}$, the right side is $${showValue(right)}$.`;
}
