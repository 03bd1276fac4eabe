import type { Schedule } from '../schedule/schedule';
import type { CountClaim } from '../statement/schedule-claim';
import type { Counted } from '../statement/schedule-words';
import { rightValue } from './schedule-counts';
import { quantity } from './schedule-reasons';

/** Where a wrong number departs from the schedule: at a layer that was counted wrong, at a term of its sum, or where another way of counting departs. */
export function departingLayer(
  claim: CountClaim,
  schedule: Schedule,
  known: number | undefined,
  other: Schedule | undefined,
): number | undefined {
  const { of, counted, value, terms } = claim;
  const { layers } = schedule.network;
  switch (of.kind) {
    case 'layers':
      if (of.layers.length === 1) return of.layers[0];
      return of.each ? of.layers.find((layer) => schedule.rows[layers - layer]?.[counted] !== value) : undefined;
    case 'every layer':
      return schedule.rows.find((row) => row[counted] !== value)?.layer;
    case 'first pass':
    case 'both passes':
      return undefined;
    case 'total': {
      if (known !== undefined) return known;
      if (terms.length === layers) {
        const down = schedule.rows.filter((row, k) => row[counted] !== terms[k]);
        const up = schedule.rows.filter((row, k) => row[counted] !== terms[layers - 1 - k]);
        return (down.length <= up.length ? down : up)[0]?.layer;
      }
      return other && firstDifference(schedule, other, counted);
    }
  }
}

/** The last layer at which two schedules differ. */
export function firstDifference(a: Schedule, b: Schedule, counted: Counted): number | undefined {
  return a.rows.find((row, k) => row[counted] !== b.rows[k]?.[counted])?.layer;
}

/** Of a total, how much of it the named layer takes and what the sum is. */
export function inAll(
  { of, counted, value }: CountClaim,
  count: number,
  right: number | undefined,
): string | undefined {
  if (of.kind !== 'total' || counted !== 'fwd' || right === undefined) return undefined;
  return `: ${quantity(count, counted)} there and ${quantity(right, counted)} in all, not ${value}`;
}

export function whatFor(claim: CountClaim, schedule: Schedule): string {
  const { of, counted } = claim;
  const right = rightValue(of, counted, schedule);
  const counts = right === undefined ? '' : quantity(right, counted);
  switch (of.kind) {
    case 'total':
      return `the backward pass takes ${counts}${counted !== 'fwd' && right === schedule.network.layers ? ', one for each layer' : ''}`;
    case 'layers':
      return `${of.layers.length === 1 ? 'layer' : 'layers'} ${listed(of.layers)} ${of.layers.length === 1 ? 'takes' : 'take'} ${right === undefined ? 'different numbers' : `${counts}${of.layers.length === 1 ? '' : of.each ? ' each' : ' together'}`}`;
    case 'every layer':
      return right === undefined ? 'the layers take different numbers' : `each layer takes ${counts}`;
    case 'first pass':
      return `the first pass takes ${counts}`;
    case 'both passes':
      return `the first pass takes ${schedule.firstPass.fwd} fwd and the backward pass ${schedule.totals.fwd}, together ${counts}`;
  }
}

/** `10 to 6`, `5 and 10`. */
function listed(layers: readonly number[]): string {
  const [first = 0, second = 0] = layers;
  const last = layers[layers.length - 1] ?? 0;
  const step = second - first;
  const runs = Math.abs(step) === 1 && layers.every((layer, k) => layer === first + k * step);
  if (runs && layers.length > 2) return `${first} to ${last}`;
  return layers.length === 1 ? `${first}` : `${layers.slice(0, -1).join(', ')} and ${last}`;
}

export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
