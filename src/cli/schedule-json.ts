import { breakEvenOf } from '../schedule/compare';
import type { Convention } from '../schedule/convention';
import { eventsOf } from '../schedule/events';
import type { Schedule } from '../schedule/schedule';
import { toNanoseconds } from '../schedule/units';
import { missingTimes, type TimeName } from './schedule-times';

/** Longer lists of events are left out of the JSON; `events_omitted` then says how long. */
export const maximalPrintedEvents = 1_000_000;

/** Pieces of about this many events are printed at once. */
const eventsAPiece = 2000;

/** Prints the schedule as one JSON object, an event a line. Times that need a time that was not given are null. */
export function printJson(schedule: Schedule, untimed: ReadonlySet<TimeName>, out: (text: string) => void): void {
  const { totals, convention, network } = schedule;
  const isTimed = missingTimes(schedule, untimed).length === 0;
  const breakEven = breakEvenOf(schedule);
  const head = {
    layers: network.layers,
    strategy: schedule.choice.strategy,
    convention: conventionKeys(convention),
    first_pass: schedule.firstPass.fwd,
    fwd: totals.fwd,
    loadmem: totals.loadmem,
    loaddisk: totals.loaddisk,
    time_ns: isTimed ? toNanoseconds(totals.time) : null,
    loaddisk_ns: isTimed && breakEven !== undefined ? toNanoseconds(breakEven) : null,
    peak: schedule.peak,
  };
  const fields = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  out(`{\n${fields.join('')}`);
  if (schedule.eventCount > maximalPrintedEvents) {
    out(`  "events_omitted": ${schedule.eventCount},\n  "events": []\n}\n`);
    return;
  }
  out('  "events": [\n');
  let piece: string[] = [];
  let index = 0;
  // The first pass runs on the time of a fwd alone.
  const hasFirstClock = !untimed.has('fwd');
  for (const event of eventsOf(schedule)) {
    const { kind, layer, from, at, held } = event;
    const hasClock = event.toward === 0 ? hasFirstClock : isTimed;
    const printed = {
      kind,
      layer,
      ...(from === undefined ? {} : { from }),
      at_ns: hasClock ? toNanoseconds(at) : null,
      held,
    };
    index += 1;
    piece.push(`    ${JSON.stringify(printed)}${index < schedule.eventCount ? ',' : ''}\n`);
    if (piece.length === eventsAPiece) {
      out(piece.join(''));
      piece = [];
    }
  }
  out(`${piece.join('')}  ]\n}\n`);
}

function conventionKeys(convention: Convention): Readonly<Record<string, string>> {
  return {
    needs: convention.needs,
    input_load: convention.inputLoad,
    kept_load: convention.keptLoad,
    last_segment: convention.lastSegment,
    first_pass: convention.firstPass,
  };
}
