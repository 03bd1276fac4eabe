import { homeworkConvention, type Convention } from '../../schedule/convention';
import type { Choice } from '../../schedule/strategy';
import type { ScheduleSetup, Source } from '../messages';

/** All that a person can set in the panel, and where it came from. What is shown follows from it. */
export interface Settings {
  readonly layers: number;
  /** As written in the field: one time, or a list with one for each layer. */
  readonly fwd: string;
  readonly loadmem: string;
  readonly loaddisk: string;
  /** Of the input and each activation; undefined where all are 1. */
  readonly sizes: readonly number[] | undefined;
  /** The schedules that run side by side; one to `maximalLanes`. */
  readonly lanes: readonly Choice[];
  /** What is asked of all strategies; options that a strategy decides itself are left out of it there. */
  readonly convention: Convention;
  readonly source: Source | undefined;
}

export const maximalLanes = 3;

/** What the panel shows when no text has said anything: the schedule of the homework that it is named after. */
export const defaultSettings: Settings = {
  layers: 10,
  fwd: '20 ns',
  loadmem: '10 ns',
  loaddisk: '50 ns',
  sizes: undefined,
  lanes: [{ strategy: 'every', every: 5 }],
  convention: homeworkConvention,
  source: undefined,
};

/** The settings that a text asks for. Schedules put beside the first one by hand stay. */
export function settingsFor(setup: ScheduleSetup, before: Settings): Settings {
  return {
    layers: setup.layers,
    fwd: typeof setup.fwd === 'string' ? setup.fwd : setup.fwd.join(', '),
    loadmem: setup.loadmem,
    loaddisk: setup.loaddisk ?? before.loaddisk,
    sizes: setup.sizes,
    lanes: [setup.choice, ...before.lanes.slice(1)],
    convention: { ...homeworkConvention, ...setup.convention },
    source: setup.source,
  };
}

export function withLane(settings: Settings, index: number, choice: Choice): Settings {
  return { ...settings, lanes: settings.lanes.map((lane, i) => (i === index ? choice : lane)) };
}

export function addLane(settings: Settings, choice: Choice): Settings {
  return settings.lanes.length >= maximalLanes ? settings : { ...settings, lanes: [...settings.lanes, choice] };
}

/** The first lane always stays. */
export function removeLane(settings: Settings, index: number): Settings {
  return settings.lanes.length < 2 ? settings : { ...settings, lanes: settings.lanes.filter((_, i) => i !== index) };
}
