import type Decimal from 'decimal.js';
import { ballOf, Middle, sizeOf, upperBound, type Ball } from './ball';
import { evaluateBall } from './evaluate';
import type { Fuel } from './fuel';
import { infinitySign } from './limit';
import { freeSymbols, someSubterm } from './structure';
import type { IntegralTerm, Term } from './term';

/** Nodes a unit. Each halving of the step squares the error, so the difference of two sums is far above the error of the last. */
const levels = [4, 8, 16, 32] as const;

/**
 * A definite integral by double-exponential quadrature (Takahasi and Mori 1974), in decimals. The radius is no proved bound: it is ten times
 * the difference between the last two sums, whose true error is about its square. Undefined where the sums do not settle. Throws `OutOfFuel`.
 */
export function quadrature(integral: IntegralTerm, fuel: Fuel): Ball | undefined {
  const { lower, upper, body, variable } = integral;
  if (lower === undefined || upper === undefined || !isSmooth(body) || freeSymbols(integral).size > 0) return undefined;
  const transform = transformOf(lower, upper, fuel);
  if (!transform) return undefined;
  const sums: Sums[] = [];
  for (const [level, count] of levels.entries()) {
    const total = sumAt(body, variable, transform, count, sums[level - 1], fuel);
    if (!total) return undefined;
    sums.push(total);
    const found = settled(sums);
    if (found) return found;
  }
  return undefined;
}

/** The last sum with its radius, once three sums show how fast they settle. */
function settled(sums: readonly Sums[]): Ball | undefined {
  const [a, b, c] = sums.slice(-3);
  if (!a || !b || !c) return undefined;
  const [coarse, fine] = [sizeOf(b.value.minus(a.value)), sizeOf(c.value.minus(b.value))];
  const scale = Math.max(c.size, 1e-30);
  const quickly = fine <= 1e-10 * scale && (fine <= 1e-2 * coarse || fine <= 1e-20 * scale);
  return quickly ? ballOf(c.value, 10 * fine + 1e-22 * scale + c.radius) : undefined;
}

interface Sums {
  readonly value: Decimal;
  /** The sum of the absolute values. */
  readonly size: number;
  readonly radius: number;
}

interface Node {
  readonly at: Decimal;
  readonly weight: Decimal;
}

interface Transform {
  /** Where the nodes end. */
  readonly reach: number;
  readonly node: (t: Decimal) => Node;
}

function isSmooth(body: Term): boolean {
  return !someSubterm(
    body,
    (part) =>
      part.kind === 'piecewise' ||
      part.kind === 'sum' ||
      part.kind === 'product' ||
      (part.kind === 'call' &&
        ['floor', 'ceiling', 'sign', 'mod', 'max', 'min', 'abs', 'factorial', 'binomial'].includes(part.name)),
  );
}

function transformOf(lower: Term, upper: Term, fuel: Fuel): Transform | undefined {
  const value = (term: Term): Decimal | undefined => {
    const result = evaluateBall(term, new Map(), fuel);
    return result.kind === 'ball' ? result.ball.middle : undefined;
  };
  const quarter = Middle.acos(0);
  const halves = (t: Decimal): { readonly sinh: Decimal; readonly cosh: Decimal } => {
    const [up, down] = [t.exp(), t.negated().exp()];
    return { sinh: up.minus(down).dividedBy(2), cosh: up.plus(down).dividedBy(2) };
  };
  const [low, high] = [infinitySign(lower), infinitySign(upper)];
  if (low === undefined && high === undefined) {
    const [a, b] = [value(lower), value(upper)];
    if (!a || !b) return undefined;
    const [middle, half] = [a.plus(b).dividedBy(2), b.minus(a).dividedBy(2)];
    return {
      reach: 3.75,
      node: (t) => {
        const { sinh, cosh } = halves(t);
        const inner = halves(sinh.times(quarter));
        return {
          at: middle.plus(half.times(inner.sinh.dividedBy(inner.cosh))),
          weight: half.times(quarter).times(cosh).dividedBy(inner.cosh.times(inner.cosh)),
        };
      },
    };
  }
  const growing = (start: Decimal, direction: 1 | -1): Transform => ({
    reach: 4.5,
    node: (t) => {
      const { sinh, cosh } = halves(t);
      const distance = sinh.times(quarter).exp();
      return { at: start.plus(distance.times(direction)), weight: distance.times(quarter).times(cosh) };
    },
  });
  if (low === undefined && high === 1) {
    const a = value(lower);
    return a && growing(a, 1);
  }
  if (low === -1 && high === undefined) {
    const b = value(upper);
    return b && growing(b, -1);
  }
  if (low !== -1 || high !== 1) return undefined;
  return {
    reach: 4.5,
    node: (t) => {
      const { sinh, cosh } = halves(t);
      const inner = halves(sinh.times(quarter));
      return { at: inner.sinh, weight: inner.cosh.times(quarter).times(cosh) };
    },
  };
}

/** The sum with `count` nodes a unit; a coarser sum is half of it. */
function sumAt(
  body: Term,
  variable: string,
  transform: Transform,
  count: number,
  coarser: Sums | undefined,
  fuel: Fuel,
): Sums | undefined {
  let value = new Middle(0);
  let size = 0;
  let radius = 0;
  const last = Math.floor(transform.reach * count);
  for (const direction of [1, -1]) {
    let small = 0;
    for (let j = direction === 1 ? 0 : 1; j <= last && small < 4; j++) {
      if (coarser !== undefined && j % 2 === 0) continue;
      fuel.spend(10);
      const { at, weight } = transform.node(new Middle(direction * j).dividedBy(count));
      const result = evaluateBall(body, new Map([[variable, ballOf(at, 0)]]), fuel);
      if (result.kind !== 'ball') {
        // Where it has become negligible the integrand may leave the range of the decimals.
        if (small >= 2) break;
        return undefined;
      }
      const term = result.ball.middle.times(weight);
      value = value.plus(term);
      const here = sizeOf(term);
      size += here;
      small = here <= 1e-28 * size && j > count ? small + 1 : 0;
      radius += upperBound(ballOf(weight, 0)) * result.ball.radius;
    }
  }
  const step = 1 / count;
  const half = coarser ? coarser.value.dividedBy(2) : new Middle(0);
  return {
    value: value.times(step).plus(half),
    size: size * step + (coarser ? coarser.size / 2 : 0),
    radius: radius * step + (coarser ? coarser.radius / 2 : 0),
  };
}
