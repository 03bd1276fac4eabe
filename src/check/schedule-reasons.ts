import { describeOption, type ConventionName } from '../schedule/convention';
import type { LayerRow, Schedule } from '../schedule/schedule';
import type { ScheduleSetup } from '../statement/schedule-setup';
import type { Counted } from '../statement/schedule-words';
import type { LineIndex } from '../text/lines';
import type { ScheduleReadingOption } from './schedule-readings';

/** "10 loads", "1 fwd". */
export function quantity(value: number, counted: Counted): string {
  switch (counted) {
    case 'fwd':
      return `${value} fwd`;
    case 'loadmem':
      return value === 1 ? '1 load' : `${value} loads`;
    case 'loaddisk':
      return value === 1 ? '1 load from disk' : `${value} loads from disk`;
  }
}

/** What a layer's backward step takes, without the number: "Layer 9 is run again from the stored activation of layer 5, through layers 6 to 9". */
export function rowSentence(row: LayerRow, counted: Counted, schedule: Schedule, wrong: boolean): string {
  const { layer, target } = row;
  const own =
    target === layer
      ? `Layer ${layer}`
      : target === 0
        ? `The input of layer ${layer}`
        : `The input of layer ${layer} (the activation of layer ${target})`;
  switch (counted) {
    case 'fwd': {
      const run = row.runs[0];
      if (!run)
        return isStored(target, schedule)
          ? `${own} is stored and need not be run again`
          : `Nothing is run again for layer ${layer}`;
      const through =
        run.from === run.to
          ? `layer ${run.from} is run`
          : `layers ${run.from} ${run.to === run.from + 1 ? 'and' : 'to'} ${run.to} are run`;
      return `For layer ${layer}, ${through} from ${start(run.from - 1)}`;
    }
    case 'loadmem': {
      const [load] = row.loads;
      if (load === undefined) return `Nothing is loaded for layer ${layer}`;
      if (load === target)
        return target === 0
          ? `The input is loaded for layer ${layer}`
          : `${own} is stored, ${wrong ? 'but it is still' : 'and is'} loaded once`;
      return `For layer ${layer}, ${start(load)} is loaded`;
    }
    case 'loaddisk':
      return `For layer ${layer}, ${start(target)} is loaded from disk`;
  }
}

function isStored(activation: number, schedule: Schedule): boolean {
  return activation === 0 || schedule.firstPass.stored.includes(activation);
}

function start(activation: number): string {
  return activation === 0 ? 'the input' : `the stored activation of layer ${activation}`;
}

/** What a reading supposes that departs from the plan, as a clause: "a kept activation is used where it lies, …". */
export function supposes(
  reading: ScheduleReadingOption,
  departures: { readonly strategy: boolean; readonly options: readonly ConventionName[] },
): string {
  const parts = departures.options.map((name) => describeOption(reading.convention, name));
  if (departures.strategy) parts.unshift('each segment is recomputed once and held in memory');
  return parts.join(', and ');
}

/** The words of the text that fix what a reading departs in, quoted with their lines; empty if none do. */
export function quotes(
  setup: ScheduleSetup,
  departures: { readonly strategy: boolean; readonly options: readonly ConventionName[] },
  lines: LineIndex,
): string {
  const facts = setup.conventions.filter((c) => departures.options.includes(c.option.name));
  const way = setup.way && (departures.strategy || departures.options.includes('lastSegment')) ? [setup.way] : [];
  const said = new Map<string, string>();
  for (const { words, span } of [...way, ...facts])
    said.set(words, `“${words}” (line ${lines.position(span.from).line + 1})`);
  return said.size === 0 ? '' : [...said.values()].join(' and ');
}
