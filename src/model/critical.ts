import { ballToNumber } from '../kernel/ball';
import { evaluateBall } from '../kernel/evaluate';
import type { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { freeSymbols, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';
import type { Domain } from './domain';
import type { ModelValue } from './models';
import { rootsOf } from './roots';

export interface CriticalPoint {
  readonly value: ModelValue;
  /** About. */
  readonly at: number;
}

/**
 * The places where terms in one symbol may change their sign or stop having a value, in ascending order: zeros of the terms, of what they divide by, and of what stands
 * under roots and in logarithms. Undefined where it is not sure that these are all. Throws `OutOfFuel`.
 */
export function criticalPoints(terms: readonly Term[], name: string, fuel: Fuel): readonly CriticalPoint[] | undefined {
  const sources: Term[] = [...terms];
  for (const term of terms) {
    someSubterm(term, (part) => {
      if (
        part.kind === 'power' &&
        !(part.exponent.kind === 'rational' && part.exponent.value.isInteger && part.exponent.value.sign > 0)
      )
        sources.push(part.base);
      if (part.kind === 'call') sources.push(...part.args);
      return false;
    });
  }
  const found: CriticalPoint[] = [];
  for (const source of sources) {
    if (!freeSymbols(source).has(name)) continue;
    const { roots, complete } = rootsOf(source, name, fuel);
    if (!complete) return undefined;
    for (const value of roots) {
      const at = numberOf(value, fuel);
      if (at === undefined) return undefined;
      if (!found.some((other) => isSame(other, { value, at }))) found.push({ value, at });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The critical points, and a fraction (an integer where the domain has only those) between each two and beyond; undefined where two are too close. */
export function testPoints(points: readonly CriticalPoint[], domain: Domain): readonly ModelValue[] | undefined {
  const bounds = [domain.lower?.value, domain.upper?.value].flatMap((value) =>
    value ? [{ value, at: value.toNumber() }] : [],
  );
  const all = [...points, ...bounds.filter((bound) => !points.some((p) => isSame(p, bound)))].sort(
    (a, b) => a.at - b.at,
  );
  const result: ModelValue[] = [];
  const first = all[0];
  const last = all[all.length - 1];
  if (!first || !last) return [Rational.of(2)];
  result.push(Rational.of(BigInt(Math.floor(first.at)) - 1n));
  for (const [k, point] of all.entries()) {
    result.push(point.value);
    const next = all[k + 1];
    if (!next) break;
    if (next.at - point.at < 1e-7 * Math.max(1, Math.abs(point.at))) return undefined;
    const between = fractionBetween(point.at, next.at, domain.integer);
    if (between) result.push(between);
  }
  result.push(Rational.of(BigInt(Math.ceil(last.at)) + 1n));
  return result;
}

/** The simplest one in the middle part of the interval. */
function fractionBetween(low: number, high: number, whole: boolean): Rational | undefined {
  const margin = (high - low) / 16;
  for (let d = 1; d <= (whole ? 1 : 1024); d *= 2) {
    const n = Math.ceil((low + margin) * d);
    if (n / d < high - margin) return Rational.of(n, d);
  }
  if (!whole) return Rational.fromNumber((low + high) / 2);
  const n = Math.floor(low) + 1;
  return n < high ? Rational.of(n) : undefined;
}

function isSame(a: CriticalPoint, b: CriticalPoint): boolean {
  if (a.value instanceof Rational && b.value instanceof Rational) return a.value.equals(b.value);
  return Math.abs(a.at - b.at) < 1e-12 * Math.max(1, Math.abs(a.at));
}

function numberOf(value: ModelValue, fuel: Fuel): number | undefined {
  if (value instanceof Rational) return value.toNumber();
  if (value.kind === 'root') return ballToNumber(value.ball);
  const result = evaluateBall(value, new Map(), fuel);
  return result.kind === 'ball' ? ballToNumber(result.ball) : undefined;
}
