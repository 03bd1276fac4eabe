import type { Node } from '../formula/tree';
import {
  add,
  divide,
  integer,
  one,
  power,
  rational,
  substitute,
  subtract,
  symbol,
  zero,
  multiply,
} from '../kernel/build';
import { canonical, difference } from '../kernel/canonical';
import { collectIn } from '../kernel/collect';
import { Fuel, OutOfFuel } from '../kernel/fuel';
import { limitOf } from '../kernel/limit';
import { termToLatex } from '../kernel/print';
import { leadingTerm, type Leading } from '../kernel/series';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { growthIn, growthSign, speaksOfGrowth, splitLimit } from '../model/growth/notation';
import { lower, type Notation } from '../model/lower';
import type { Link } from '../statement/statement';
import { differs, holds, undecided, type Finding } from './checker';
import type { Replacement } from './repair-text';

/** A side as what is spelled out of it, and the size of what is left out: `1 + x + O(x^2)`. */
interface Side {
  readonly spelled: Term;
  readonly rest: Term | undefined;
}

/** Both sides of an expansion around a place, and what may be left out: at most a multiple of `rest`, or less than any. */
interface Expansion {
  readonly left: Term;
  readonly right: Term;
  readonly rest: Term;
  readonly leftRest: Term | undefined;
  readonly less: boolean;
  readonly variable: string;
  readonly at: Term;
}

/** What is left out, as a multiple of its size. */
const remainder = '#rest';

/**
 * Expansions around a place: `e^x = 1 + x + \frac{x^2}{2} + O(x^3)`, the same with dots, “for small x, \cos x \approx 1 - \frac{x^2}{2}”, and limits with such a remainder in
 * them. Undefined for other claims, such as growth beyond all bounds.
 */
export function expansionFinding(link: Link, read: Notation, fuel: Fuel): Finding | undefined {
  const { relation } = link;
  if (relation.negated || relation.modulus || splitLimit(link.right).growing.length > 0) return undefined;
  const term = readerOf(read, fuel);
  const inLimits = relation.kind === '=' && speaksOfGrowth(link) ? throughLimits(link, term, fuel) : undefined;
  if (inLimits) return inLimits;
  const found = expansionIn(link, term, fuel);
  const judged = found && judge(found, fuel);
  return judged && 'order' in judged ? inWords(judged) : judged;
}

const fuelPerRepair = 60_000;

/** The term with the wrong coefficient as it must be: in its place, or before what is left out. */
export function repairOfExpansion(link: Link, read: Notation): Replacement | undefined {
  const fuel = new Fuel(fuelPerRepair);
  const term = readerOf(read, fuel);
  try {
    const found = expansionIn(link, term, fuel);
    const judged = found && judge(found, fuel);
    if (!found || !judged || !('order' in judged) || link.right.kind !== 'add') return undefined;
    const { order, own, place } = judged;
    const whole = termToLatex(simple(multiply([own, power(place, integer(order))]), fuel));
    const signed = whole.startsWith('-') ? `- ${whole.slice(1).trim()}` : `+ ${whole}`;
    const near = { kind: 'finite', at: found.at, side: 1 } as const;
    for (const [index, { node, signSpan }] of link.right.terms.entries()) {
      const isEnd = node.kind === 'ellipsis' || growthSign(node) !== undefined;
      if (isEnd) return signSpan && { latex: `${signed} `, span: { from: signSpan.from, to: signSpan.from } };
      const part = term(node);
      const leading = part && leadingTerm(part, found.variable, near, fuel);
      if (leading?.kind !== 'term' || leading.order !== order) continue;
      const first = index === 0 && !signSpan;
      return { latex: first ? whole : signed, span: { from: signSpan?.from ?? node.span.from, to: node.span.to } };
    }
  } catch (error) {
    if (!(error instanceof OutOfFuel)) throw error;
  }
  return undefined;
}

function withRemainder(read: Notation): Notation {
  const isRemainder = (key: string): boolean => /^(?:O|o|\\mathcal\{O\}|\\mathcal O)$/.test(key);
  const body = multiply([symbol(remainder), symbol('#size')]);
  return {
    ...read,
    role: (key) => (isRemainder(key) ? 'defined' : read.role(key)),
    definition: (key) => (isRemainder(key) ? { parameters: ['#size'], body } : read.definition(key)),
  };
}

type Reader = (node: Node) => Term | undefined;

function readerOf(read: Notation, fuel: Fuel): Reader {
  const notation = withRemainder(read);
  return (node) => {
    const lowered = lower(node, notation, { choose: () => 0 }, fuel);
    return lowered.kind === 'term' ? lowered.term : undefined;
  };
}

function expansionIn(link: Link, term: Reader, fuel: Fuel): Expansion | undefined {
  const { left, right, relation, passage } = link;
  // A letter by itself is given a value, whatever its name.
  if (left.kind === 'symbol') return undefined;
  const small = /\bsmall\b/i.test(`${passage.lead} ${passage.tail}`);
  if (relation.kind === 'approx') return small ? bySize(left, right, term, fuel) : undefined;
  if (relation.kind !== '=') return undefined;
  if (speaksOfGrowth(link)) return byRemainder(left, right, term, fuel);
  const [sum, other] = endsInDots(right) ? [right, left] : endsInDots(left) ? [left, right] : [];
  return sum && other ? byDots(other, sum, term, fuel) : undefined;
}

// `O(x^3)`, `o(x^2)`

function byRemainder(left: Node, right: Node, term: Reader, fuel: Fuel): Expansion | undefined {
  const sign = growthIn(right);
  if (!sign || !isSummand(right, sign)) return undefined;
  const inLeft = growthIn(left);
  if (inLeft && !isSummand(left, inLeft)) return undefined;
  const [a, b] = [left, right].map((side) => sideOf(term(side)));
  const names = b?.rest ? [...freeSymbols(b.rest)] : [];
  const [variable] = names;
  if (!a || !b?.rest || variable === undefined || names.length > 1 || isCount(variable)) return undefined;
  const at = placeOf(b.rest, variable, fuel);
  const less = growthSign(sign) === 'less';
  return at && { left: a.spelled, right: b.spelled, rest: b.rest, leftRest: a.rest, less, variable, at };
}

/** Letters that count something go to infinity, not to zero. */
function isCount(name: string): boolean {
  return /^[a-gi-nNMKDLTpq]$/.test(name);
}

function isSummand(side: Node, sign: Node): boolean {
  return side === sign || (side.kind === 'add' && side.terms.some(({ node }) => node === sign));
}

function sideOf(side: Term | undefined): Side | undefined {
  if (!side) return undefined;
  const put = (value: Term): Term => substitute(side, new Map([[remainder, value]]));
  if (!freeSymbols(side).has(remainder)) return { spelled: side, rest: undefined };
  return { spelled: put(zero), rest: subtract(put(one), put(zero)) };
}

/** Where the size of what is left out goes to zero: at 0, or, for `(x - 1)^2`, at 1. */
function placeOf(rest: Term, variable: string, fuel: Fuel): Term | undefined {
  const vanishes = (at: Term): boolean => {
    const leading = leadingTerm(rest, variable, { kind: 'finite', at, side: 1 }, fuel);
    return leading?.kind === 'term' && leading.order > 0;
  };
  if (vanishes(zero)) return zero;
  const [constant, slope, ...others] =
    collectIn(rest.kind === 'power' ? rest.base : rest, variable, { fuel })?.coefficients ?? [];
  const at = constant && slope && others.length === 0 ? divide(multiply([integer(-1), constant]), slope) : undefined;
  return at && freeSymbols(at).size === 0 && vanishes(at) ? at : undefined;
}

// Dots, and “for small x”

function endsInDots(node: Node): boolean {
  return node.kind === 'add' && node.terms.length >= 4 && node.terms.at(-1)?.node.kind === 'ellipsis';
}

/** What is spelled out must go on in rising powers; the dots then stand for less than its last term. */
function byDots(whole: Node, sum: Node, term: Reader, fuel: Fuel): Expansion | undefined {
  if (sum.kind !== 'add') return undefined;
  const written = sum.terms.slice(0, -1);
  const [left, right] = [term(whole), term({ ...sum, terms: written })];
  const variable = left && right && variableOf(left, right);
  if (!left || !right || variable === undefined) return undefined;
  let order = -1;
  for (const { node } of written) {
    const part = term(node);
    const leading = part && leadingTerm(part, variable, { kind: 'finite', at: zero, side: 1 }, fuel);
    if (leading?.kind !== 'term' || leading.logarithmic || leading.order <= order) return undefined;
    order = leading.order;
  }
  return beyondPower(left, right, variable, order);
}

/** `\cos x \approx 1 - \frac{x^2}{2}`: what is left out is less than the highest power that is kept. */
function bySize(whole: Node, short: Node, term: Reader, fuel: Fuel): Expansion | undefined {
  const [left, right] = [term(whole), term(short)];
  const variable = left && right && variableOf(left, right);
  if (!left || !right || variable === undefined || isCount(variable)) return undefined;
  const collected = collectIn(right, variable, { fuel });
  if (!collected || collected.reciprocal || hasPower(right)) return undefined;
  return beyondPower(left, right, variable, collected.coefficients.length - 1);
}

/** Whether something stands below a fraction line, or in an exponent, so that the side is no polynomial. */
function hasPower(term: Term): boolean {
  const form = term.kind === 'add' ? term.terms : [term];
  return form.some(
    (part) => part.kind === 'power' && !(part.exponent.kind === 'rational' && part.exponent.value.isInteger),
  );
}

function beyondPower(left: Term, right: Term, variable: string, order: number): Expansion {
  const rest = power(symbol(variable), integer(order));
  return { left, right, rest, leftRest: undefined, less: true, variable, at: zero };
}

function variableOf(left: Term, right: Term): string | undefined {
  const shared = [...freeSymbols(left)].filter((name) => freeSymbols(right).has(name));
  const [only, ...others] = shared.length > 1 ? shared.filter((name) => /^[xthz]$|theta|epsilon/.test(name)) : shared;
  return others.length === 0 ? only : undefined;
}

// The verdict

function judge(expansion: Expansion, fuel: Fuel): Finding | WrongCoefficient {
  const { left, right, rest, leftRest, less, variable, at } = expansion;
  const near = (term: Term): Leading | undefined => leadingTerm(term, variable, { kind: 'finite', at, side: 1 }, fuel);
  if (leftRest !== undefined) {
    const ratio = near(divide(leftRest, rest));
    if (ratio?.kind !== 'term' || ratio.order < (less ? 1 : 0))
      return undecided('More is left out on the left side than on the right.');
  }
  const size = near(rest);
  const apart = near(subtract(left, right));
  if (!apart || size?.kind !== 'term') return undecided('The expansion of this was not found.');
  if (apart.kind === 'zero' || apart.order > size.order || (apart.order === size.order && !less && !apart.logarithmic))
    return holds('proved', 'The expansions of both sides agree up to this order.');
  if (apart.logarithmic || apart.sign === undefined || apart.sign === 0)
    return undecided('The expansion of this was not found.');
  return coefficientOf(expansion, apart, size.order, fuel) ?? undecided('What is left out here was not understood.');
}

/** A coefficient that is not what the expansion has. */
interface WrongCoefficient {
  readonly order: number;
  /** What it is, and what is written. */
  readonly own: Term;
  readonly written: Term;
  /** x, or x − a. */
  readonly place: Term;
}

function coefficientOf(
  { right, variable, at, less }: Expansion,
  apart: Extract<Leading, { kind: 'term' }>,
  reach: number,
  fuel: Fuel,
): WrongCoefficient | undefined {
  const shifted = substitute(right, new Map([[variable, add([symbol(variable), at])]]));
  const coefficients = collectIn(shifted, variable, { fuel })?.coefficients ?? [];
  // Only what is spelled out below the remainder shows that the place is meant, and not growth.
  const highest = coefficients.length - 1;
  if (coefficients.length === 0 || highest > reach || (!less && highest === reach) || isZero(right, fuel))
    return undefined;
  const written = simple(coefficients[apart.order] ?? zero, fuel);
  const place = isZero(at, fuel) ? symbol(variable) : subtract(symbol(variable), at);
  return { order: apart.order, own: simple(add([written, apart.coefficient]), fuel), written, place };
}

function simple(term: Term, fuel: Fuel): Term {
  const form = canonical(term, { fuel });
  return form.kind === 'value' ? form.term : term;
}

function inWords({ order, own, written, place }: WrongCoefficient): Finding {
  const what =
    order === 0
      ? 'The constant term'
      : `The coefficient of $${termToLatex(order === 1 ? place : power(place, integer(order)))}$`;
  const [mine, theirs] = [termToLatex(own), termToLatex(written)];
  const reason = `${what} in the expansion of the left side is $${mine}$, here it is $${theirs}$.`;
  return differs(reason, mine, theirs, 'exact');
}

function isZero(term: Term, fuel: Fuel): boolean {
  return difference(term, rational(0n), { fuel }).kind === 'zero';
}

// Limits

/** `\lim_{x\to0} \frac{x^2 + O(x^3)}{x^2} = 1`, whatever is left out. */
function throughLimits(link: Link, term: Reader, fuel: Fuel): Finding | undefined {
  const sides = [link.left, link.right].map((node) => {
    const lowered = node.kind === 'limit' || growthIn(node) === undefined ? term(node) : undefined;
    if (lowered?.kind !== 'limit') return lowered;
    const found = limitOf(lowered, fuel);
    return found.kind === 'value' ? found.term : undefined;
  });
  const [left, right] = sides;
  if (link.left.kind !== 'limit' && link.right.kind !== 'limit') return undefined;
  if (!left || !right || [left, right].some((side) => freeSymbols(side).size > 0))
    return undecided('The limit was not found.');
  const apart = difference(left, right, { fuel });
  if (apart.kind === 'zero') return holds('proved', 'The limits of both sides are the same, whatever is left out.');
  if (apart.kind !== 'nonzero') return undecided('The limits could not be compared.');
  const [l, r] = [termToLatex(left), termToLatex(right)];
  return differs(`The limit on the left is $${l}$, on the right it is $${r}$.`, l, r, 'exact');
}
