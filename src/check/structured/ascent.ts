import type { Seeded } from '../../model/seeded';
import type { Group } from './patterns';

/** How far a claim is broken by values: above 0 it is; NaN where it says nothing of them. */
export type Violation = (values: Float64Array) => number;

/** What a search may do to values. */
export interface Terrain {
  readonly violation: Violation;
  readonly groups: readonly Group[];
  /** The number closest to a value that may stand at that place. */
  readonly allowed: (value: number, place: number) => number;
}

/** A point that a search came to. */
export interface Point {
  readonly values: Float64Array;
  readonly violation: number;
}

/** A step counts as one upwards from here on: rounding must not lead the way. */
const least = 1e-9;

/**
 * Climbs from a point by moves along single coordinates, in random directions, and of whole symbols (one made equal or opposite to another, turned round,
 * made larger or smaller), halving its steps; ends at the first point where the violation is above `goal`, or after `budget` evaluations.
 */
export function climb(terrain: Terrain, start: Point, goal: number, budget: number, seeded: Seeded): Point {
  const { violation, groups, allowed } = terrain;
  let best = start;
  let left = budget;
  const attempt = (change: (values: Float64Array) => void): boolean => {
    left--;
    const values = best.values.slice();
    change(values);
    for (const [place, value] of values.entries()) values[place] = allowed(value, place);
    if (vanishes(values, groups)) return false;
    const found = violation(values);
    if (!(found > best.violation + least)) return false;
    best = { values, violation: found };
    return true;
  };
  const isDone = (): boolean => left <= 0 || best.violation > goal;
  for (const move of movesOf(groups)) {
    if (isDone()) return best;
    attempt(move);
  }
  const count = start.values.length;
  for (let step = 1; step >= 1 / 32 && !isDone(); step /= 2) {
    let moved = true;
    while (moved && !isDone()) {
      moved = false;
      const scale = Math.max(1, ...best.values.map(Math.abs)) * step;
      const size = 2 ** Math.round(Math.log2(scale));
      for (let place = 0; place < count && !isDone(); place++)
        for (const sign of [1, -1])
          if (attempt((values) => void (values[place] = (values[place] ?? 0) + sign * size))) {
            moved = true;
            break;
          }
      for (let k = 0; k < 4 && !isDone(); k++) {
        const direction = Array.from({ length: count }, () => seeded.below(3) - 1);
        if (
          attempt((values) => direction.forEach((d, place) => void (values[place] = (values[place] ?? 0) + d * size)))
        )
          moved = true;
      }
    }
  }
  return best;
}

/** Whether all entries of a symbol are zero: such a situation says little, and is often meant to be excluded. */
export function vanishes(values: Float64Array, groups: readonly Group[]): boolean {
  return groups.some(({ places }) => places.every((place) => values[place] === 0));
}

type Move = (values: Float64Array) => void;

function movesOf(groups: readonly Group[]): readonly Move[] {
  const moves: Move[] = [];
  const scaling =
    (group: Group, factor: number): Move =>
    (values) => {
      for (const place of group.places) values[place] = factor * (values[place] ?? 0);
    };
  for (const group of groups) {
    for (const factor of [-1, 4, 1 / 4]) moves.push(scaling(group, factor));
    for (const other of groups) {
      if (other === group || other.places.length !== group.places.length) continue;
      for (const factor of [1, -1, 2])
        moves.push((values) => {
          for (const [k, place] of group.places.entries()) values[place] = factor * (values[other.places[k] ?? 0] ?? 0);
        });
    }
  }
  return moves;
}

/** A point nearby that is as good and whose numbers are easier to follow: whole ones, zeros and ones where that is possible. */
export function simplified(terrain: Terrain, found: Point, budget: number): Point {
  const { violation, allowed, groups } = terrain;
  const enough = Math.min(found.violation / 2, 0.02);
  let best = found;
  let left = budget;
  const take = (values: Float64Array): boolean => {
    if (left-- <= 0) return false;
    for (const [place, value] of values.entries()) values[place] = allowed(value, place);
    if (vanishes(values, groups)) return false;
    const at = violation(values);
    if (!(at >= enough)) return false;
    best = { values, violation: at };
    return true;
  };
  const greatest = Math.max(...best.values.map(Math.abs));
  for (const size of [1, 2, 3, 5, greatest])
    if (greatest > 0 && take(best.values.map((value) => Math.round((value * size) / greatest)))) break;
  for (const parts of [1, 2, 4]) if (take(best.values.map((value) => Math.round(value * parts) / parts))) break;
  for (const place of best.values.keys()) {
    const value = best.values[place] ?? 0;
    for (const simple of [0, Math.sign(value), 2 * Math.sign(value), Math.round(value)]) {
      if (simple === value) break;
      const values = best.values.slice();
      values[place] = simple;
      if (take(values)) break;
    }
  }
  return best;
}
