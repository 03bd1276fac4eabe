import type { Place } from './machine';
import type { Schedule } from './schedule';
import type { Duration } from './units';

export type EventKind = 'load' | 'loaddisk' | 'fwd' | 'backward' | 'store' | 'drop';

/** One operation of a schedule. */
export interface ScheduleEvent {
  readonly kind: EventKind;
  /**
   * Of `fwd` and `backward`: the layer that runs. Of `store` and `drop`: the activation that is kept or given up. Of `load` and `loaddisk`:
   * the layer whose backward step asks for it; which activation is read, `from` says.
   */
  readonly layer: number;
  /** Of `load` and `loaddisk`: the activation that is read; 0 is the input. */
  readonly from?: number;
  /** Of `store`: where to. */
  readonly place?: Place;
  /** The layer whose backward step this serves; 0 in the first pass. */
  readonly toward: number;
  /** When it is over. The backward pass begins at 0, the first pass before. */
  readonly at: Duration;
  /** What is held in memory when it is over: input, kept and in flight. */
  readonly held: number;
}

/** The events of a schedule one by one, in order; there are `schedule.eventCount` of them, often far more than moves. */
export function* eventsOf(schedule: Schedule): Generator<ScheduleEvent, void, void> {
  const { network } = schedule;
  const { size, forward } = network;
  let at = -schedule.firstPass.time;
  let held = size[0] ?? 1;
  for (const move of schedule.moves) {
    const { toward } = move;
    switch (move.kind) {
      case 'run':
        for (let layer = move.from + 1; layer <= move.to; layer++) {
          at += forward[layer] ?? 0n;
          held += size[layer] ?? 0;
          yield { kind: 'fwd', layer, toward, at, held };
          const isFirst = layer === move.from + 1;
          if (move.hold || (isFirst && !move.dropsFrom)) continue;
          held -= size[layer - 1] ?? 0;
          yield { kind: 'drop', layer: layer - 1, toward, at, held };
        }
        break;
      case 'load': {
        const units = size[move.activation] ?? 1;
        const isDisk = move.place === 'disk';
        at += (isDisk ? network.loadDisk : network.loadMemory) * BigInt(units);
        if (isDisk) held += units;
        yield { kind: isDisk ? 'loaddisk' : 'load', layer: toward, from: move.activation, toward, at, held };
        break;
      }
      case 'store':
        yield { kind: 'store', layer: move.activation, place: move.place, toward, at, held };
        break;
      case 'backward':
        yield { kind: 'backward', layer: toward, toward, at, held };
        break;
      case 'drop':
        held -= size[move.activation] ?? 0;
        yield { kind: 'drop', layer: move.activation, toward, at, held };
        break;
    }
  }
}

/** What lies where after some of the events, each list in ascending order. */
export interface Holding {
  /** In memory until no later step needs it; the input is 0. */
  readonly kept: readonly number[];
  /** In memory for the work that goes on: just computed, or held for a segment. An activation that is kept is not listed again. */
  readonly inFlight: readonly number[];
  readonly disk: readonly number[];
}

/** The state after the first `count` events. */
export function holdingAfter(schedule: Schedule, count: number): Holding {
  const startsOnDisk = schedule.choice.strategy === 'disk' && schedule.convention.inputLoad === 'counted';
  const kept = new Set<number>(startsOnDisk ? [] : [0]);
  const inFlight = new Set<number>(startsOnDisk ? [0] : []);
  const disk = new Set<number>(startsOnDisk ? [0] : []);
  let index = 0;
  for (const event of eventsOf(schedule)) {
    if (index++ >= count) break;
    switch (event.kind) {
      case 'fwd':
        inFlight.add(event.layer);
        break;
      case 'loaddisk':
        inFlight.add(event.from ?? 0);
        break;
      case 'store':
        if (event.place === 'disk') disk.add(event.layer);
        else {
          kept.add(event.layer);
          inFlight.delete(event.layer);
        }
        break;
      case 'drop':
        kept.delete(event.layer);
        inFlight.delete(event.layer);
        break;
      case 'load':
      case 'backward':
        break;
    }
  }
  const ascending = (set: ReadonlySet<number>): readonly number[] => [...set].sort((a, b) => a - b);
  return { kept: ascending(kept), inFlight: ascending(inFlight), disk: ascending(disk) };
}
