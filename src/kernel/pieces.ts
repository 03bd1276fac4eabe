import { add, call, constant, divide, integer, multiply, negate, one, rational, subtract } from './build';
import { difference } from './canonical';
import { evaluateExact, holds, rationalValue } from './exact';
import { signOfBall } from './ball';
import { evaluateBall } from './evaluate';
import type { Fuel } from './fuel';
import { Rational } from './rational';
import { freeSymbols, mapChildren, someSubterm, substitute } from './structure';
import type { Condition, Term } from './term';

/** The sign of a closed term: exactly, or where sixty digits tell; zero by its canonical form. */
export function signAt(term: Term, fuel: Fuel): number | undefined {
  const exact = rationalValue(term, fuel);
  if (exact) return exact.sign;
  const value = evaluateBall(term, new Map(), fuel);
  const sign = value.kind === 'ball' ? signOfBall(value.ball) : undefined;
  return sign === undefined && difference(term, integer(0), { fuel }).kind === 'zero' ? 0 : sign;
}

/** The terms at whose zeros a term changes its form: u of |u|, u − v of max(u, v), of conditions the difference of their sides. */
export function turningTerms(term: Term, variable: string): readonly Term[] {
  const found: Term[] = [];
  someSubterm(term, (part) => {
    if (!freeSymbols(part).has(variable)) return false;
    const [first, second] = part.kind === 'call' ? part.args : [];
    if (part.kind === 'call' && (part.name === 'abs' || part.name === 'sign') && first) found.push(first);
    if (part.kind === 'call' && (part.name === 'max' || part.name === 'min') && first && second)
      found.push(subtract(first, second));
    if (part.kind === 'piecewise')
      for (const { condition } of part.rows) if (condition) found.push(subtract(condition.left, condition.right));
    return false;
  });
  return found.filter((part) => freeSymbols(part).has(variable));
}

/** The term in the form that it has around a place, without absolute values, signs, cases and maxima that depend on the variable. */
export function formAt(term: Term, variable: string, place: Rational, fuel: Fuel): Term | undefined {
  const at = (part: Term): number | undefined => signAt(substitute(part, new Map([[variable, rational(place)]])), fuel);
  let open = false;
  const visit = (part: Term): Term => {
    if (!freeSymbols(part).has(variable)) return part;
    if (part.kind === 'piecewise') {
      const row = part.rows.find(({ condition }) => condition === undefined || truth(condition, at) === true);
      open ||= !row || part.rows.some(({ condition }) => condition && truth(condition, at) === undefined);
      return row ? visit(row.value) : part;
    }
    const inner = mapChildren(part, visit);
    const [first, second, ...others] = inner.kind === 'call' ? inner.args : [];
    if (inner.kind !== 'call' || !first) return inner;
    if (inner.name === 'abs' || inner.name === 'sign') {
      const sign = at(first);
      open ||= sign === undefined || sign === 0;
      const unit = integer(sign ?? 1);
      return inner.name === 'sign' ? unit : multiply([unit, first]);
    }
    if ((inner.name !== 'max' && inner.name !== 'min') || !second) return inner;
    const sign = at(subtract(first, second));
    open ||= sign === undefined || sign === 0 || others.length > 0;
    return (sign ?? 1) > 0 === (inner.name === 'max') ? first : second;
  };
  const found = fuel.nested(() => visit(term));
  return open ? undefined : found;
}

function truth({ left, relation, right }: Condition, at: (part: Term) => number | undefined): boolean | undefined {
  const sign = at(subtract(left, right));
  return sign === undefined ? undefined : holds(relation, sign);
}

/** Zeros with more than this many between the ends are not followed. */
const most = 12;

/**
 * The zeros of a term strictly between two closed ends: of linear and quadratic polynomials, and of sines and cosines of linear ones. Undefined where it is of
 * another form; an end may be missing.
 */
export function zerosBetween(
  term: Term,
  variable: string,
  ends: { readonly from?: Term; readonly to?: Term },
  fuel: Fuel,
): readonly Term[] | undefined {
  const zeros = polynomialZeros(term, variable, fuel) ?? periodicZeros(term, variable, ends, fuel);
  if (!zeros) return undefined;
  const inside: Term[] = [];
  for (const zero of zeros) {
    const [above, below] = [
      ends.from ? signAt(subtract(zero, ends.from), fuel) : 1,
      ends.to ? signAt(subtract(ends.to, zero), fuel) : 1,
    ];
    if (above === undefined || below === undefined) return undefined;
    if (above > 0 && below > 0) inside.push(zero);
  }
  return inside;
}

/** a + bx + cx² by its values at 0, 1, 2, 3. */
function polynomialZeros(term: Term, variable: string, fuel: Fuel): readonly Term[] | undefined {
  if (freeSymbols(term).size !== 1 || !isPolynomial(term)) return undefined;
  const at = (place: number): Rational | undefined => {
    const value = evaluateExact(term, fuel, new Map([[variable, Rational.of(place)]]));
    return value.kind === 'rational' ? value.value : undefined;
  };
  const [y0, y1, y2, y3] = [at(0), at(1), at(2), at(3)];
  if (!y0 || !y1 || !y2 || !y3) return undefined;
  const [d0, d1, d2] = [y1.minus(y0), y2.minus(y1), y3.minus(y2)];
  if (!d2.minus(d1).equals(d1.minus(d0))) return undefined;
  const c = d1.minus(d0).times(Rational.half);
  const b = d0.minus(c);
  if (c.isZero) return b.isZero ? [] : [rational(y0.dividedBy(b).negated())];
  const inside = b.times(b).minus(c.times(y0).times(Rational.of(4)));
  if (inside.sign < 0) return [];
  const root = call('sqrt', [rational(inside)]);
  const below = rational(c.times(Rational.two));
  const middle = rational(b.negated());
  const zeros = [divide(add([middle, root]), below), divide(subtract(middle, root), below)];
  return inside.isZero ? zeros.slice(1) : zeros;
}

export function isPolynomial(term: Term): boolean {
  switch (term.kind) {
    case 'rational':
    case 'symbol':
      return true;
    case 'add':
      return term.terms.every(isPolynomial);
    case 'multiply':
      return term.factors.every(isPolynomial);
    case 'power':
      return (
        isPolynomial(term.base) &&
        term.exponent.kind === 'rational' &&
        term.exponent.value.isInteger &&
        term.exponent.value.sign >= 0
      );
    default:
      return false;
  }
}

/** sin(ax + b) is 0 at (kπ − b)/a, cos(ax + b) half a step further. */
function periodicZeros(
  term: Term,
  variable: string,
  { from, to }: { readonly from?: Term; readonly to?: Term },
  fuel: Fuel,
): readonly Term[] | undefined {
  const [argument] = term.kind === 'call' && (term.name === 'sin' || term.name === 'cos') ? term.args : [];
  if (!argument || !from || !to || term.kind !== 'call') return undefined;
  const at = (place: Term): Term => substitute(argument, new Map([[variable, place]]));
  const start = at(integer(0));
  const slope = rationalValue(subtract(at(one), start), fuel);
  const bend = rationalValue(subtract(subtract(at(integer(2)), at(one)), subtract(at(one), start)), fuel);
  if (!slope || slope.isZero || bend?.isZero !== true || freeSymbols(start).size > 0) return undefined;
  const reach = [from, to].map((end) => evaluateBall(at(end), new Map(), fuel));
  const turns = reach.map((end) => (end.kind === 'ball' ? end.ball.middle.toNumber() / Math.PI : NaN));
  const [low, high] = [Math.floor(Math.min(...turns)) - 1, Math.ceil(Math.max(...turns)) + 1];
  if (!(high - low <= most)) return undefined;
  const half = term.name === 'cos' ? Rational.half : Rational.zero;
  return Array.from({ length: high - low + 1 }, (_, k) => {
    const angle = multiply([rational(Rational.of(low + k).plus(half)), constant('pi')]);
    return divide(add([angle, negate(start)]), rational(slope));
  });
}
