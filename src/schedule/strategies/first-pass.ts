import type { Convention } from '../convention';
import type { Machine } from '../machine';

/** The layers that keep every k-th activation of `layers`. */
export function everyKth(layers: number, k: number): readonly number[] {
  return Array.from({ length: Math.floor(layers / k) }, (_, i) => (i + 1) * k);
}

/** Layers in ascending order. */
export function inOrder(layers: readonly number[]): readonly number[] {
  return [...layers].sort((a, b) => a - b);
}

/** For each activation from 0 to `layers`, the last one at or before it that is kept; the input always is. */
export function lastKept(layers: number, kept: readonly number[]): Int32Array {
  const last = new Int32Array(layers + 1);
  for (const i of kept) last[i] = i;
  for (let i = 1; i <= layers; i++) last[i] = Math.max(last[i] ?? 0, last[i - 1] ?? 0);
  return last;
}

/** The first pass of a strategy that keeps a fixed set of activations, given in ascending order. */
export function runFirstPass(machine: Machine, layers: number, kept: readonly number[], convention: Convention): void {
  const target = machine.nextTarget;
  const end = convention.firstPass === 'all' ? layers : target;
  let at = 0;
  for (const i of kept) {
    if (i > target) break;
    machine.run(at, i);
    machine.store(i);
    at = i;
  }
  // The end of the first pass: from the last kept activation to the target, and past it where every layer is run.
  const staysAtHand = convention.lastSegment !== 'dropped';
  machine.run(at, target, convention.lastSegment === 'whole' ? 'hold' : 'pass');
  machine.run(target, end, staysAtHand ? 'hold' : 'pass');
  if (end > target && kept.includes(end)) machine.store(end);
  switch (convention.lastSegment) {
    case 'dropped':
      machine.turn(Infinity);
      break;
    case 'end':
      machine.turn(target);
      break;
    case 'whole':
      machine.turn(at);
      break;
  }
}
