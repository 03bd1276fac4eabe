import type { Evidence } from './verdict';
import {
  compareBalls,
  exactBall,
  ballToLatex,
  ballToNumber,
  lowerEnd,
  upperEnd,
  wideBall,
  absBall,
  subtractBalls,
  type Ball,
} from '../kernel/ball';
import { evaluateBall } from '../kernel/evaluate';
import { evaluateExact } from '../kernel/exact';
import { canonical } from '../kernel/canonical';
import { Fuel, OutOfFuel } from '../kernel/fuel';
import { freeSymbols } from '../kernel/structure';
import { termToLatex } from '../kernel/print';
import { Rational } from '../kernel/rational';
import type { Term } from '../kernel/term';
import type { Model, ModelValue } from '../model/models';

/** What a term comes to in a model: an exact fraction, a decimal with its error bound, or no value. */
export type Value =
  | { readonly kind: 'exact'; readonly value: Rational }
  | { readonly kind: 'ball'; readonly ball: Ball }
  | { readonly kind: 'undefined'; readonly reason: string }
  | { readonly kind: 'unclear'; readonly reason: string };

const noValues: Model = new Map();

export function valueOf(term: Term, fuel: Fuel, model: Model = noValues): Value {
  const exact = evaluateExact(term, fuel, fractions(model));
  switch (exact.kind) {
    case 'rational':
      return { kind: 'exact', value: exact.value };
    case 'undefined':
      return { kind: 'undefined', reason: exact.reason };
    case 'other':
      return enclosed(term, ballsOf(model, fuel), fuel);
  }
}

function fractions(model: Model): ReadonlyMap<string, Rational> {
  const found = new Map<string, Rational>();
  for (const [name, value] of model) if (value instanceof Rational) found.set(name, value);
  return found;
}

function ballsOf(model: Model, fuel: Fuel): ReadonlyMap<string, Ball | Rational> {
  const found = new Map<string, Ball | Rational>();
  for (const [name, value] of model) {
    if (value instanceof Rational) {
      found.set(name, value);
      continue;
    }
    if (value.kind === 'root') {
      found.set(name, value.ball);
      continue;
    }
    const result = evaluateBall(value, found, fuel);
    if (result.kind === 'ball') found.set(name, result.ball);
  }
  return found;
}

/** A model's value for a student to read. */
export function showModelValue(value: ModelValue): string {
  if (value instanceof Rational) return value.toLatex();
  if (value.kind === 'root') return ballToLatex(value.ball);
  const latex = termToLatex(value);
  return latex.length <= longestShown ? latex : shortened(value, latex);
}

const longestShown = 24;

/** A long closed term in a simpler form, or in decimals. */
function shortened(value: Term, latex: string): string {
  if (freeSymbols(value).size > 0) return latex;
  const fuel = new Fuel(5_000);
  try {
    const form = canonical(value, { fuel });
    const simple = form.kind === 'value' ? termToLatex(form.term) : latex;
    if (simple.length <= longestShown) return simple;
    const found = evaluateBall(value, new Map(), fuel);
    return found.kind === 'ball' ? ballToLatex(found.ball) : simple;
  } catch (error) {
    if (error instanceof OutOfFuel) return latex;
    throw error;
  }
}

/** The value where some symbols may be anything within `half` of a number. */
export function looseValue(
  term: Term,
  values: ReadonlyMap<string, { readonly value: Rational; readonly half: Rational }>,
  fuel: Fuel,
): Value {
  const balls = new Map<string, Ball>();
  for (const [name, { value, half }] of values) balls.set(name, wideBall(value, half, fuel));
  return enclosed(term, balls, fuel);
}

/** The value where some symbols have enclosed values. */
export function valueWithin(term: Term, values: ReadonlyMap<string, Ball>, fuel: Fuel): Value {
  return enclosed(term, values, fuel);
}

function enclosed(term: Term, values: ReadonlyMap<string, Ball | Rational>, fuel: Fuel): Value {
  const result = evaluateBall(term, values, fuel);
  switch (result.kind) {
    case 'ball':
      return result;
    case 'undefined':
      return result;
    case 'undecided':
      return { kind: 'unclear', reason: `This could not be computed: ${result.reason}.` };
  }
}

/** How two values compare, as far as it is proved. */
export function compareValues(a: Value, b: Value): '<' | '=' | '>' | 'unclear' {
  if (a.kind === 'exact' && b.kind === 'exact') {
    const order = a.value.compare(b.value);
    return order < 0 ? '<' : order > 0 ? '>' : '=';
  }
  const [x, y] = [ballOf(a), ballOf(b)];
  if (!x || !y) return 'unclear';
  const order = compareBalls(x, y);
  return order === 'undecided' ? 'unclear' : order;
}

/** Whether two values are surely at most `tolerance` apart, surely more, or neither. */
export function distance(a: Value, b: Value, tolerance: Rational): 'within' | 'beyond' | 'unclear' {
  const [x, y] = [ballOf(a), ballOf(b)];
  if (!x || !y) return 'unclear';
  if (a.kind === 'exact' && b.kind === 'exact')
    return a.value.minus(b.value).absolute().compare(tolerance) <= 0 ? 'within' : 'beyond';
  const apart = absBall(subtractBalls(x, y));
  const limit = exactBall(tolerance, conversion());
  if (upperEnd(apart).lte(lowerEnd(limit))) return 'within';
  return lowerEnd(apart).gt(upperEnd(limit)) ? 'beyond' : 'unclear';
}

/** The value for a student to read. */
export function showValue(value: Value): string {
  switch (value.kind) {
    case 'exact':
      return shortLatex(value.value);
    case 'ball':
      return ballToLatex(value.ball);
    case 'undefined':
    case 'unclear':
      return '?';
  }
}

/** The value of a term as a double: for sorting candidates out, never for deciding. */
export function approximately(term: Term, model: Model, fuel: Fuel): number | undefined {
  return toDouble(valueOf(term, fuel, model));
}

export function toDouble(value: Value): number | undefined {
  switch (value.kind) {
    case 'exact':
      return Number(value.value.numerator) / Number(value.value.denominator);
    case 'ball':
      return ballToNumber(value.ball);
    case 'undefined':
    case 'unclear':
      return undefined;
  }
}

/** About the absolute value: a fraction near it, for tolerances. */
export function sizeOf(value: Value): Rational | undefined {
  if (value.kind === 'exact') return value.value.absolute();
  if (value.kind !== 'ball') return undefined;
  const size = Math.abs(ballToNumber(value.ball));
  return Number.isFinite(size) ? Rational.fromNumber(size) : undefined;
}

/** A fraction with long digits is shown by its decimals. */
function shortLatex(value: Rational): string {
  return value.size <= 24 ? value.toLatex() : ballToLatex(exactBall(value, conversion()), 12);
}

/** Values that exist already are turned into decimals at no cost to the claim. */
function conversion(): Fuel {
  return new Fuel(1_000_000);
}

function ballOf(value: Value): Ball | undefined {
  switch (value.kind) {
    case 'exact':
      return exactBall(value.value, conversion());
    case 'ball':
      return value.ball;
    case 'undefined':
    case 'unclear':
      return undefined;
  }
}

/** What a comparison of these two values rests on. */
export function evidenceOf(left: Value, right: Value): Evidence {
  return left.kind === 'exact' && right.kind === 'exact' ? 'exact' : 'bounded';
}
