import type { Quotient } from '../../kernel/canonical/atom';
import { toTerm } from '../../kernel/canonical/write';
import { compileReal } from '../../kernel/compile';
import { Fuel } from '../../kernel/fuel';
import { Rational } from '../../kernel/rational';
import type { Model } from '../../model/models';
import type { Comparison } from '../checker';
import { compareValues, type Value as Number } from '../value';
import { numberIn, sampleFor, type Sides } from './trial';

/** Open places where a quantity takes two values only, no more than three of them. */
export function twoValued({ instance: { supports } }: Sides): readonly string[] {
  return [...supports]
    .flatMap(([name, support]) => (support === 'zero-one' || support === 'sign' ? [name] : []))
    .slice(0, 3);
}

/** In sample k these take the values of its binary digits, so that all combinations turn up. */
export function withPattern(sides: Sides, model: Model, k: number): Model {
  const names = twoValued(sides).filter((name) => model.has(name));
  if (names.length === 0) return model;
  const changed = new Map(model);
  for (const [place, name] of names.entries()) {
    const isHigh = ((k >> place) & 1) === 0;
    const low = sides.instance.supports.get(name) === 'sign' ? Rational.minusOne : Rational.zero;
    changed.set(name, isHigh ? Rational.one : low);
  }
  return changed;
}

/** Numbers for which all expectations are finite; undefined where none were found. */
export function modelFor(sides: Sides, open: readonly Quotient[], seed: string): Model | undefined {
  const { needed } = sides.instance;
  for (let attempt = 0; attempt < 30; attempt++) {
    const model = sampleFor(sides, [...open, ...needed], attempt === 0 ? seed : `${seed} ${attempt}`);
    const isFinite = needed.every((need) => {
      const size = numberIn(sides, need, model, new Fuel(20_000));
      return compareValues(size, zero) === '>';
    });
    if (isFinite) return model;
  }
  return undefined;
}

const zero: Number = { kind: 'exact', value: Rational.zero };

/** Whether doubles tell that an inequality holds by far: such a sample cannot break it. Equality is never told by them. */
export function surelyOrdered(
  { instance }: Sides,
  left: Quotient,
  right: Quotient,
  comparison: Comparison,
  fuel: Fuel,
): boolean {
  if (comparison === '=' || comparison === '!=' || instance.needed.length > 0) return false;
  const none = new Float64Array();
  const [a = NaN, b = NaN] = [left, right].map((side) => compileReal(toTerm(instance.algebra, side), [], fuel)(none));
  const margin = 1e-6 * (Math.abs(a) + Math.abs(b));
  return comparison === '<' || comparison === '<=' ? a < b - margin : a > b + margin;
}
