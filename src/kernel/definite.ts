import { add, call, integer, negate, power, rational, subtract, zero } from './build';
import { antiderivative } from './antiderivative';
import { ballToNumber, signOfBall, wideBall } from './ball';
import { differentiate } from './differentiate';
import { evaluateBall } from './evaluate';
import { rationalValue } from './exact';
import type { Fuel } from './fuel';
import { infinitySign, limitOf } from './limit';
import { formAt, isPolynomial, signAt, turningTerms, zerosBetween } from './pieces';
import { Rational } from './rational';
import { childrenOf, freeSymbols, substitute } from './structure';
import type { IntegralTerm, Term } from './term';

/** What an integral is: a value, plus or minus infinity, or surely neither. */
export type IntegralValue =
  | { readonly kind: 'value'; readonly term: Term }
  | { readonly kind: 'infinite'; readonly sign: 1 | -1 }
  | { readonly kind: 'none' };

/** The value of a definite or improper integral; undefined where none is found, and where it diverges. Throws `OutOfFuel`. */
export function definiteIntegral(integral: IntegralTerm, fuel: Fuel): Term | undefined {
  const found = integralValue(integral, fuel);
  return found?.kind === 'value' ? found.term : undefined;
}

/**
 * A definite or improper integral by an antiderivative, where that is continuous between the limits; limits where it has no value are approached. The range is
 * cut where the integrand changes its form, or may have no value. Undefined where no antiderivative is found, and where continuity is not shown. Throws `OutOfFuel`.
 */
export function integralValue(integral: IntegralTerm, fuel: Fuel): IntegralValue | undefined {
  const { variable, body, lower, upper } = integral;
  if (lower === undefined || upper === undefined) return undefined;
  const found = antiderivative(body, variable, fuel);
  const bases = found && basesOf(found, body, variable);
  if (found && bases) {
    const finite = infinitySign(lower) === undefined && infinitySign(upper) === undefined;
    const at = (end: Term): Term => substitute(found, new Map([[variable, end]]));
    if (finite && bases.every((base) => alwaysPositive(base, variable)))
      return { kind: 'value', term: subtract(at(upper), at(lower)) };
  }
  if (freeSymbols(lower).size > 0 || freeSymbols(upper).size > 0) return undefined;
  const range = ascending(lower, upper, fuel);
  if (!range) return undefined;
  const value = (bases && between(found, variable, range, bases, fuel)) ?? inPieces(body, variable, range, fuel);
  return value && range.reversed ? negated(value) : value;
}

/** What must keep its sign for a primitive and its integrand to be continuous; undefined where that is not known. */
function basesOf(found: Term, body: Term, variable: string): readonly Term[] | undefined {
  const critical = [...criticalTerms(found, variable), ...criticalTerms(body, variable)];
  return critical.includes('unknown') ? undefined : critical.filter((term) => term !== 'unknown');
}

/** F at the upper end less F at the lower one, where nothing changes its sign between them. */
function between(
  found: Term,
  variable: string,
  range: Interval,
  bases: readonly Term[],
  fuel: Fuel,
): IntegralValue | undefined {
  if (!bases.every((base) => keepsSign(base, variable, range, fuel))) return undefined;
  const atLower = endValue(found, variable, range.from, '+', bases, fuel);
  const atUpper = endValue(found, variable, range.to, '-', bases, fuel);
  return atLower && atUpper && added(atUpper, negated(atLower));
}

function negated(value: IntegralValue): IntegralValue {
  switch (value.kind) {
    case 'value':
      return { kind: 'value', term: negate(value.term) };
    case 'infinite':
      return { kind: 'infinite', sign: value.sign > 0 ? -1 : 1 };
    case 'none':
      return value;
  }
}

function added(a: IntegralValue, b: IntegralValue): IntegralValue {
  if (a.kind === 'value' && b.kind === 'value') return { kind: 'value', term: add([a.term, b.term]) };
  if (a.kind === 'none' || b.kind === 'value') return a;
  if (b.kind === 'none' || a.kind === 'value') return b;
  return a.sign === b.sign ? a : { kind: 'none' };
}

/** Cut where the integrand changes its form and where what it is divided by, or the logarithm is taken of, is zero. */
function inPieces(body: Term, variable: string, range: Interval, fuel: Fuel): IntegralValue | undefined {
  const turning = turningTerms(body, variable);
  const poles = criticalTerms(body, variable).filter((term) => term !== 'unknown');
  const ends = {
    ...(infinitySign(range.from) === undefined ? { from: range.from } : {}),
    ...(infinitySign(range.to) === undefined ? { to: range.to } : {}),
  };
  const cuts: Term[] = [];
  for (const term of [...turning, ...poles]) {
    const zeros = zerosBetween(term, variable, ends, fuel);
    if (!zeros) return undefined;
    for (const zero of zeros) if (!cuts.some((cut) => signAt(subtract(cut, zero), fuel) === 0)) cuts.push(zero);
  }
  if (cuts.length === 0 && turning.length === 0) return undefined;
  cuts.sort((a, b) => signAt(subtract(a, b), fuel) ?? 0);
  const places = [range.from, ...cuts, range.to];
  let whole: IntegralValue = { kind: 'value', term: zero };
  for (const [index, from] of places.slice(0, -1).entries()) {
    const to = places[index + 1];
    const inside = to && placeBetween(from, to, fuel);
    const form = inside && formAt(body, variable, inside, fuel);
    const found = form && antiderivative(form, variable, fuel);
    const bases = found && basesOf(found, form, variable);
    const piece = bases && between(found, variable, { from, to, reversed: false }, bases, fuel);
    if (!piece) return undefined;
    whole = added(whole, piece);
  }
  return whole;
}

/** A fraction between two ends, from doubles: it only has to lie inside. */
function placeBetween(from: Term, to: Term, fuel: Fuel): Rational | undefined {
  const [low, high] = [from, to].map((end) => {
    const infinite = infinitySign(end);
    if (infinite !== undefined) return infinite * Infinity;
    const value = evaluateBall(end, new Map(), fuel);
    return value.kind === 'ball' ? ballToNumber(value.ball) : NaN;
  });
  if (low === undefined || high === undefined || !(low < high)) return undefined;
  if (low === -Infinity) return high === Infinity ? Rational.zero : Rational.fromNumber(Math.floor(high) - 1);
  const place = high === Infinity ? Rational.fromNumber(Math.ceil(low) + 1) : Rational.fromNumber((low + high) / 2);
  return place;
}

interface Interval {
  readonly from: Term;
  readonly to: Term;
  readonly reversed: boolean;
}

function ascending(lower: Term, upper: Term, fuel: Fuel): Interval | undefined {
  const [low, high] = [infinitySign(lower), infinitySign(upper)];
  if (low === -1 || high === 1)
    return low === 1 || high === -1 ? undefined : { from: lower, to: upper, reversed: false };
  if (low === 1 || high === -1) return { from: upper, to: lower, reversed: true };
  const sign = signAt(subtract(upper, lower), fuel);
  if (sign === undefined || sign === 0) return undefined;
  return sign > 0 ? { from: lower, to: upper, reversed: false } : { from: upper, to: lower, reversed: true };
}

/** The value at an end, or the limit towards it from inside. */
function endValue(
  found: Term,
  variable: string,
  end: Term,
  side: '+' | '-',
  bases: readonly Term[],
  fuel: Fuel,
): IntegralValue | undefined {
  const infinite = infinitySign(end) !== undefined;
  const smooth =
    !infinite &&
    bases.every(
      (base) => alwaysPositive(base, variable) || nonzeroAt(substitute(base, new Map([[variable, end]])), fuel),
    );
  if (smooth) return { kind: 'value', term: substitute(found, new Map([[variable, end]])) };
  const limit = limitOf({ kind: 'limit', variable, target: end, ...(infinite ? {} : { side }), body: found }, fuel);
  return limit.kind === 'value' || limit.kind === 'infinite' ? limit : undefined;
}

function nonzeroAt(term: Term, fuel: Fuel): boolean {
  const sign = signAt(term, fuel);
  return sign !== undefined && sign !== 0;
}

/** What must not change its sign for a term to be continuous: what stands below the line, under roots, in logarithms. */
function criticalTerms(term: Term, variable: string): readonly (Term | 'unknown')[] {
  const found: (Term | 'unknown')[] = [];
  const visit = (part: Term, depth: number): void => {
    if (!freeSymbols(part).has(variable)) return;
    if (depth > 100) {
      found.push('unknown');
      return;
    }
    switch (part.kind) {
      case 'power': {
        const { base, exponent } = part;
        const whole = exponent.kind === 'rational' && exponent.value.isInteger;
        if (freeSymbols(base).has(variable) && !(whole && exponent.value.sign >= 0)) found.push(insideRoots(base));
        break;
      }
      case 'call': {
        const [argument] = part.args;
        if (argument === undefined) return;
        switch (part.name) {
          case 'sin':
          case 'cos':
          case 'exp':
          case 'arctan':
          case 'sinh':
          case 'cosh':
          case 'tanh':
          case 'arsinh':
          case 'erf':
            break;
          case 'log':
          case 'sqrt':
          case 'abs':
            found.push(
              argument.kind === 'call' && argument.name === 'abs' && argument.args[0] ? argument.args[0] : argument,
            );
            break;
          case 'tan':
          case 'sec':
            found.push(call('cos', [argument]));
            break;
          case 'cot':
          case 'csc':
            found.push(call('sin', [argument]));
            break;
          case 'arcsin':
            found.push(subtract(integer(1), power(argument, integer(2))));
            break;
          default:
            found.push('unknown');
        }
        break;
      }
      case 'rational':
      case 'constant':
      case 'symbol':
      case 'add':
      case 'multiply':
        break;
      case 'apply':
      case 'sum':
      case 'product':
      case 'integral':
      case 'derivative':
      case 'limit':
      case 'piecewise':
        found.push('unknown');
        return;
    }
    for (const child of childrenOf(part)) visit(child, depth + 1);
  };
  visit(term, 0);
  return found;
}

/** What a root is taken of: it is 0 where the root is. */
function insideRoots(term: Term): Term {
  if (term.kind === 'power' && term.exponent.kind === 'rational' && term.exponent.value.sign > 0)
    return insideRoots(term.base);
  const [argument] =
    term.kind === 'call' && (term.name === 'sqrt' || term.name === 'root' || term.name === 'abs') ? term.args : [];
  return argument ? insideRoots(argument) : term;
}

/** Sums of positive numbers, even powers and exponentials, one of them surely not 0. */
function alwaysPositive(term: Term, variable: string): boolean {
  if (term.kind === 'add')
    return (
      term.terms.every((part) => neverNegative(part, variable)) &&
      term.terms.some((part) => alwaysPositive(part, variable))
    );
  if (term.kind === 'multiply') return term.factors.every((part) => alwaysPositive(part, variable));
  if (term.kind === 'rational') return term.value.sign > 0;
  if (term.kind === 'constant') return term.name === 'e' || term.name === 'pi';
  if (term.kind === 'power') return alwaysPositive(term.base, variable);
  return term.kind === 'call' && (term.name === 'exp' || term.name === 'cosh');
}

function neverNegative(term: Term, variable: string): boolean {
  if (alwaysPositive(term, variable)) return true;
  if (term.kind === 'multiply') return term.factors.every((part) => neverNegative(part, variable));
  return (
    term.kind === 'power' &&
    term.exponent.kind === 'rational' &&
    term.exponent.value.isInteger &&
    term.exponent.value.sign > 0 &&
    term.exponent.value.numerator % 2n === 0n
  );
}

/** Whether a term is surely positive, or surely negative, everywhere between the ends (not at them). */
function keepsSign(term: Term, variable: string, range: Interval, fuel: Fuel): boolean {
  if (alwaysPositive(term, variable)) return true;
  const second = curvature(term, variable, fuel);
  if (second !== undefined) return quadraticKeepsSign(term, variable, second, range, fuel);
  if (infinitySign(range.from) !== undefined || infinitySign(range.to) !== undefined) return false;
  return piecesKeepSign(term, variable, range, fuel);
}

/** The second derivative, where it is a fraction: of linear and quadratic polynomials. */
function curvature(term: Term, variable: string, fuel: Fuel): Rational | undefined {
  if (freeSymbols(term).size !== 1 || !isPolynomial(term)) return undefined;
  return rationalValue(substitute(differentiate(differentiate(term, variable, fuel), variable, fuel), new Map()), fuel);
}

function quadraticKeepsSign(term: Term, variable: string, second: Rational, range: Interval, fuel: Fuel): boolean {
  if (second.sign > 0) return quadraticKeepsSign(negate(term), variable, second.negated(), range, fuel);
  const slope = differentiate(term, variable, fuel);
  const at = (what: Term, end: Term): number | undefined => {
    const infinite = infinitySign(end);
    if (infinite === undefined) return signAt(substitute(what, new Map([[variable, end]])), fuel);
    if (what === term && second.sign < 0) return -1;
    const slopeSign = second.sign < 0 ? -1 : signAt(substitute(slope, new Map([[variable, integer(0)]])), fuel);
    return slopeSign === undefined ? undefined : slopeSign * infinite;
  };
  const [left, right] = [at(term, range.from), at(term, range.to)];
  if (left === undefined || right === undefined) return false;
  // Concave: between ends that are not negative it is positive.
  if (left >= 0 && right >= 0) return left + right > 0 || second.sign < 0;
  if (left > 0 || right > 0) return false;
  if (second.isZero) return left + right < 0;
  const b = rationalValue(substitute(slope, new Map([[variable, integer(0)]])), fuel);
  const c = rationalValue(substitute(term, new Map([[variable, integer(0)]])), fuel);
  if (!b || !c) return false;
  const vertex = b.dividedBy(second).negated();
  const outside = [range.from, range.to].some((end, k) => {
    if (infinitySign(end) !== undefined) return false;
    const side = signAt(subtract(rational(vertex), end), fuel);
    return side !== undefined && (k === 0 ? side <= 0 : side >= 0);
  });
  return outside || c.minus(b.times(b).dividedBy(second.times(Rational.two))).sign < 0;
}

const pieces = 24;

/** On each of several pieces the enclosure leaves zero out, and all have the same sign. */
function piecesKeepSign(term: Term, variable: string, range: Interval, fuel: Fuel): boolean {
  if (freeSymbols(term).size !== 1) return false;
  const ends = [range.from, range.to].map(
    (end) => rationalValue(end, fuel) ?? outward(end, end === range.from ? -1 : 1, fuel),
  );
  const [from, to] = ends;
  if (!from || !to) return false;
  const half = to.minus(from).dividedBy(Rational.of(2 * pieces));
  let sign: number | undefined;
  for (let k = 0; k < pieces; k++) {
    const middle = from.plus(half.times(Rational.of(2 * k + 1)));
    const value = evaluateBall(term, new Map([[variable, wideBall(middle, half, fuel)]]), fuel);
    const here = value.kind === 'ball' ? signOfBall(value.ball) : undefined;
    if (here === undefined || here === 0 || (sign !== undefined && here !== sign)) return false;
    sign = here;
  }
  return true;
}

/** A fraction a little beyond a closed end. */
function outward(end: Term, direction: 1 | -1, fuel: Fuel): Rational | undefined {
  const value = evaluateBall(end, new Map(), fuel);
  if (value.kind !== 'ball') return undefined;
  const near = Rational.fromNumber(ballToNumber(value.ball));
  const margin = near.absolute().plus(Rational.one).times(Rational.of(direction, 1_000_000_000n));
  return near.plus(margin);
}
