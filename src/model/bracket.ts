import { ballOf, digits, Middle, signOfBall, type Ball } from '../kernel/ball';
import { compileReal } from '../kernel/compile';
import { evaluateBall } from '../kernel/evaluate';
import type { Fuel } from '../kernel/fuel';
import { someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';

/** The places that are looked at for a change of sign lie between −range and range, a few far beyond. */
const range = 24;
const steps = 777;
/** How many places lie beyond on each side. */
const far = 40;
/** Roots are enclosed to about this many digits. */
const goal = 50;
const mostRoots = 6;

/**
 * Some real zeros of a term in one symbol, in ascending order of size: changes of sign are looked for in doubles, narrowed down, and proved by the
 * intermediate value theorem. There may be others, also such without a change of sign. `values` are what its other symbols stand for.
 */
export function bracketedRoots(
  term: Term,
  name: string,
  values: ReadonlyMap<string, Ball>,
  fuel: Fuel,
): readonly Ball[] {
  let size = 0;
  const tooLong = someSubterm(term, (part) => {
    size++;
    return part.kind === 'sum' || part.kind === 'product' || part.kind === 'integral' || part.kind === 'limit';
  });
  if (tooLong) return [];
  fuel.spend(steps + 10 * size);
  const others = [...values];
  const value = compileReal(term, [name, ...others.map(([key]) => key)], fuel);
  const frame = new Float64Array(1 + others.length);
  others.forEach(([, ball], k) => (frame[k + 1] = ball.middle.toNumber()));
  const at = (x: number): number => {
    frame[0] = x;
    return value(frame);
  };
  const near: [number, number][] = [];
  let before = at(place(0));
  for (let k = 1; k <= steps; k++) {
    const here = at(place(k));
    if (before * here < 0) near.push(narrowed(at, place(k - 1), place(k)));
    before = here;
  }
  near.sort((a, b) => Math.abs(a[0]) - Math.abs(b[0]));
  const found: Ball[] = [];
  for (const bracket of near.slice(0, mostRoots)) {
    const root = proved(term, name, values, bracket, fuel);
    if (root) found.push(root);
  }
  return found;
}

/** Denser near zero, and at no round number, where many terms are undefined; the outermost ones grow by a third each. */
function place(k: number): number {
  const inner = Math.min(Math.max(k, far), steps - far);
  const share = (2 * (inner - far) - (steps - 2 * far)) / (steps - 2 * far);
  const x = range * share * (0.2 + 0.8 * share * share) + 0.000317;
  return x * (4 / 3) ** Math.abs(k - inner);
}

function narrowed(at: (x: number) => number, from: number, to: number): [number, number] {
  let [a, b] = [from, to];
  const left = at(a);
  for (let k = 0; k < 60; k++) {
    const middle = (a + b) / 2;
    if (middle <= a || middle >= b) break;
    if (at(middle) * left > 0) a = middle;
    else b = middle;
  }
  return [a, b];
}

/** A ball in which the term is continuous and has different signs at the ends; undefined at poles and jumps. */
function proved(
  term: Term,
  name: string,
  values: ReadonlyMap<string, Ball>,
  [from, to]: [number, number],
  fuel: Fuel,
): Ball | undefined {
  const known = new Map<string, Ball>(values);
  const evaluate = (place: Ball): Ball | undefined => {
    known.set(name, place);
    const result = evaluateBall(term, known, fuel);
    return result.kind === 'ball' ? result.ball : undefined;
  };
  const point = (x: InstanceType<typeof Middle>): Ball => ({ middle: x, radius: 0 });
  const slack = Math.max(Math.abs(to - from), 1e-14 * Math.max(1, Math.abs(to)));
  let [x, y] = [new Middle(from).minus(slack), new Middle(to).plus(slack)];
  // Secant steps to sixty digits; what they find is a guess until the signs around it are known.
  let [u, v] = [evaluate(point(x))?.middle, evaluate(point(y))?.middle];
  if (!u || !v || u.isNegative() === v.isNegative()) return undefined;
  for (let k = 0; k < 12; k++) {
    if (v.eq(u)) break;
    const next = y.minus(v.times(y.minus(x)).div(v.minus(u)));
    const w = evaluate(point(next))?.middle;
    if (!w) return undefined;
    const moved = next.minus(y).abs();
    [x, u, y, v] = [y, v, next, w];
    if (w.isZero() || moved.lt(new Middle(10).pow(-digits + 2))) break;
  }
  const radius = 10 ** -goal;
  const [low, high] = [evaluate(point(y.minus(radius))), evaluate(point(y.plus(radius)))];
  if (!low || !high) return undefined;
  const [before, after] = [signOfBall(low), signOfBall(high)];
  if (before === undefined || after === undefined || before * after >= 0) return undefined;
  const root = ballOf(y, radius * 1.001);
  return evaluate(root) ? root : undefined;
}
