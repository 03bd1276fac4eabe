import { leading } from '../../kernel/growth/compare';
import { addOrders, constantOrder, multiplyOrders, raiseOrder, type Order } from '../../kernel/growth/order';
import type { Rational } from '../../kernel/rational';

/**
 * What is known of the growth of something that is not negative: it is at least of the order `lower` and at most of the order `upper`, where
 * those are known. `strict`: it is of smaller (`less`) or greater (`more`) order than the bound.
 */
export interface Bounds {
  readonly lower: Order | undefined;
  readonly upper: Order | undefined;
  readonly strict: 'less' | 'more' | undefined;
  /** What would have to hold, in LaTeX, so that the upper bound is reached. */
  readonly provided: readonly string[];
  /** It rests on values at some sizes. */
  readonly sampled: boolean;
}

export const noBounds: Bounds = { lower: undefined, upper: undefined, strict: undefined, provided: [], sampled: false };

export function exactly(order: Order): Bounds {
  return { lower: order, upper: order, strict: undefined, provided: [], sampled: false };
}

export const constantBounds = exactly(constantOrder);

export function atMost(upper: Order | undefined, provided: readonly string[]): Bounds {
  return { lower: undefined, upper, strict: undefined, provided, sampled: false };
}

function both<A>(a: A | undefined, b: A | undefined, join: (a: A, b: A) => A | undefined): A | undefined {
  return a === undefined || b === undefined ? undefined : join(a, b);
}

export function multiplyBounds(a: Bounds, b: Bounds): Bounds {
  return {
    lower: both(a.lower, b.lower, multiplyOrders),
    upper: both(a.upper, b.upper, multiplyOrders),
    strict: a.strict ?? b.strict,
    provided: [...a.provided, ...b.provided],
    sampled: a.sampled || b.sampled,
  };
}

/** Of a sum of things that are not negative: it is at least each of them. */
export function addBounds(a: Bounds, b: Bounds): Bounds {
  const strict = a.strict !== undefined && a.strict === b.strict ? a.strict : undefined;
  return {
    lower: a.lower && b.lower ? addOrders(a.lower, b.lower) : (a.lower ?? b.lower),
    upper: both(a.upper, b.upper, addOrders),
    strict,
    provided: [...a.provided, ...b.provided],
    sampled: a.sampled || b.sampled,
  };
}

export function raiseBounds(base: Bounds, exponent: Rational): Bounds {
  const lower = base.lower && raiseOrder(base.lower, exponent);
  const upper = base.upper && raiseOrder(base.upper, exponent);
  if (exponent.sign >= 0) return { ...base, lower, upper, strict: exponent.isZero ? undefined : base.strict };
  const turned = base.strict === 'less' ? 'more' : base.strict === 'more' ? 'less' : undefined;
  return { lower: upper, upper: lower, strict: turned, provided: base.provided, sampled: base.sampled };
}

/** Without what is outgrown in any case. */
export function leadingBounds(bounds: Bounds, isSize: (name: string) => boolean): Bounds {
  const { lower, upper } = bounds;
  return { ...bounds, lower: lower && leading(lower, isSize), upper: upper && leading(upper, isSize) };
}
