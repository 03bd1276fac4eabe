import { conventionNames, conventionWords, homeworkConvention, type Convention } from '../../schedule/convention';
import { strategies } from '../../schedule/strategies';
import type { Choice } from '../../schedule/strategy';
import type { Source } from '../messages';
import { defaultSettings, maximalLanes, type Settings } from './settings';

/** What survives when the panel is hidden, closed with the window, or saved as a page. */
export interface Saved {
  readonly version: 1;
  readonly settings: Settings;
  /** Where the clock stands, from 0 to 1. */
  readonly progress: number;
  readonly speed: number;
}

/** Reads what an earlier run, maybe of another version, has left behind: undefined unless it is whole. */
export function readSaved(data: unknown): Saved | undefined {
  if (!isRecord(data) || data['version'] !== 1) return undefined;
  const { progress, speed } = data;
  const settings = readSettings(data['settings']);
  if (settings === undefined || !isFraction(progress) || typeof speed !== 'number' || !(speed > 0)) return undefined;
  return { version: 1, settings, progress, speed };
}

function readSettings(data: unknown): Settings | undefined {
  if (!isRecord(data)) return undefined;
  const { layers, fwd, loadmem, loaddisk, sizes, lanes } = data;
  if (typeof layers !== 'number' || typeof fwd !== 'string') return undefined;
  if (typeof loadmem !== 'string' || typeof loaddisk !== 'string' || !Array.isArray(lanes)) return undefined;
  const choices = lanes.slice(0, maximalLanes).map(readChoice);
  const read = choices.filter((choice) => choice !== undefined);
  if (read.length === 0 || read.length < choices.length) return undefined;
  return {
    ...defaultSettings,
    layers,
    fwd,
    loadmem,
    loaddisk,
    sizes: isNumbers(sizes) ? sizes : undefined,
    lanes: read,
    convention: readConvention(data['convention']),
    source: readSource(data['source']),
  };
}

/** Values out of range are for the engine to refuse; here only the shape matters. */
function readChoice(data: unknown): Choice | undefined {
  if (!isRecord(data)) return undefined;
  const strategy = strategies.find(({ name }) => name === data['strategy'])?.name;
  if (strategy === undefined) return undefined;
  const { every, slots, keep } = data;
  return {
    strategy,
    ...(typeof every === 'number' ? { every } : {}),
    ...(typeof slots === 'number' ? { slots } : {}),
    ...(isNumbers(keep) ? { keep } : {}),
  };
}

function readConvention(data: unknown): Convention {
  if (!isRecord(data)) return homeworkConvention;
  const asked = conventionNames.filter((name) =>
    Object.keys(conventionWords[name]).some((value) => value === data[name]),
  );
  return { ...homeworkConvention, ...Object.fromEntries(asked.map((name) => [name, data[name]])) };
}

function readSource(data: unknown): Source | undefined {
  if (!isRecord(data)) return undefined;
  const { uri, title, line } = data;
  return typeof uri === 'string' && typeof title === 'string' && typeof line === 'number'
    ? { uri, title, line }
    : undefined;
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isNumbers(data: unknown): data is readonly number[] {
  return Array.isArray(data) && data.every((entry) => typeof entry === 'number');
}

function isFraction(data: unknown): data is number {
  return typeof data === 'number' && data >= 0 && data <= 1;
}
