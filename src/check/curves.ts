import { compileReal } from '../kernel/compile';
import { Fuel, OutOfFuel } from '../kernel/fuel';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { resolveQuestion, slopesIn } from './calculus';
import type { Question } from './checker';
import type { Refuted } from './verdict';

/** Two functions of one variable that were claimed to be the same, and where they were found apart. */
export interface Compared {
  readonly variable: string;
  readonly left: Term;
  readonly right: Term;
  /** They are the derivatives of what was claimed, where that is known up to a constant only. */
  readonly slopes: boolean;
  readonly at: number | undefined;
}

/** Both functions at evenly spaced places from `from` to `to`; undefined where one has no value. */
export interface Curves {
  readonly variable: string;
  readonly from: number;
  readonly to: number;
  readonly left: readonly (number | undefined)[];
  readonly right: readonly (number | undefined)[];
  readonly slopes: boolean;
  readonly at: { readonly x: number; readonly left: number; readonly right: number } | undefined;
}

const fuelPerComparison = 20_000;

/** What can be drawn of a claim that was refuted; undefined unless it equates two functions of one variable for all its values. */
export function comparedIn(question: Question, { counterexample }: Refuted): Compared | undefined {
  if (question.comparison !== '=' || question.modulus !== undefined || question.follows) return undefined;
  if (question.models.constraints.some(({ relation }) => relation === '=')) return undefined;
  const fuel = new Fuel(fuelPerComparison);
  try {
    const slopes = slopesIn(question, fuel);
    const sides = slopes ?? resolveQuestion(question, fuel) ?? question;
    const [variable, ...others] = new Set([...freeSymbols(sides.left), ...freeSymbols(sides.right)]);
    if (variable === undefined || others.length > 0 || question.models.domains.get(variable)?.integer === true)
      return undefined;
    const at = numberIn(counterexample[variable]);
    return { variable, left: sides.left, right: sides.right, slopes: slopes !== undefined, at };
  } catch (error) {
    if (error instanceof OutOfFuel) return undefined;
    throw error;
  }
}

/** `2`, `-1.5`, `-\frac{1}{2}` */
function numberIn(latex: string | undefined): number | undefined {
  const match = /^(-?)\s*(?:(\d+(?:\.\d+)?)|\\frac\{(\d+)\}\{(\d+)\})$/.exec(latex ?? '');
  if (!match) return undefined;
  const size = match[2] === undefined ? Number(match[3]) / Number(match[4]) : Number(match[2]);
  return match[1] === '-' ? -size : size;
}

const steps = 160;
const halfWidth = 4;

/** In doubles: for looking at, never for deciding. Undefined where too little of the curves can be computed. */
export function curvesOf(compared: Compared): Curves | undefined {
  const { variable, at, slopes } = compared;
  const [left, right] = [compared.left, compared.right].map((side) => {
    const run = compileReal(side, [variable], new Fuel(fuelPerComparison));
    return (x: number): number | undefined => {
      const value = run(Float64Array.of(x));
      return Number.isFinite(value) ? value : undefined;
    };
  });
  if (!left || !right) return undefined;
  // Around zero, widened where the place lies outside.
  const reach = Math.max(halfWidth, 1.25 * Math.abs(at ?? 0));
  const [from, to] = [-reach, reach];
  const places = Array.from({ length: steps + 1 }, (_, k) => from + (k * (to - from)) / steps);
  const [above, below] = [places.map(left), places.map(right)];
  if ([above, below].some((values) => values.filter((y) => y !== undefined).length < steps / 8)) return undefined;
  const [l, r] = at === undefined ? [] : [left(at), right(at)];
  const point = at !== undefined && l !== undefined && r !== undefined ? { x: at, left: l, right: r } : undefined;
  return { variable, from, to, left: above, right: below, slopes, at: point };
}
