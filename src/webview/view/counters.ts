import { formatDuration } from '../../schedule/units';
import type { Counters } from '../model/counters';
import { formatMoving, formatPicoseconds } from '../model/durations';
import type { Track } from '../model/track';
import { html, setText } from './element';

export interface CountersView {
  readonly element: HTMLElement;
  readonly update: (counters: Counters) => void;
  /** What the tiles say, in a line. */
  readonly summary: () => string;
}

/** What has been counted so far, and what it will come to. The first pass is always shown beside the backward pass. */
export function countersView({ schedule }: Track): CountersView {
  const { totals, firstPass, peak, network } = schedule;
  const fwd = tile('fwd', 'in the backward pass', count(totals.fwd), 'tile-fwd');
  fwd.note(`+ ${count(firstPass.fwd)} first pass`);
  const usesDisk = totals.loaddisk > 0;
  const usesMemory = totals.loadmem > 0 || !usesDisk;
  const loadmem = usesMemory ? tile('loadmem', 'loads from memory', count(totals.loadmem), 'tile-load') : undefined;
  const loaddisk = usesDisk
    ? tile('loaddisk', 'loads from disk', count(totals.loaddisk), 'tile-load from-disk')
    : undefined;
  const time = tile('time', 'of the backward pass', formatDuration(totals.time), 'tile-time');
  const memory = tile(
    'memory',
    network.uniformSize
      ? 'activations held; the input is one of those kept'
      : 'units held; the input is one of those kept',
    String(peak),
    'tile-memory',
  );
  setText(memory.of, `peak ${peak}`);
  loadmem?.note(each(formatDuration(network.loadMemory)));
  loaddisk?.note(each(formatDuration(network.loadDisk)));
  time.note(`+ ${formatDuration(firstPass.time)} first pass`);
  memory.note(`${count(firstPass.stored.length + 1)} ${usesDisk ? 'on disk' : 'kept'}`);
  const tiles = [fwd, loadmem, loaddisk, time, memory].filter((t) => t !== undefined);
  return {
    element: html('dl', { class: 'counters' }, ...tiles.map(({ element }) => element)),
    summary: () =>
      tiles
        .map(({ element }) =>
          [...element.querySelectorAll('dt, .tile-value, .tile-of')].map((part) => part.textContent),
        )
        .map(([name, now, total]) => `${name ?? ''} ${now ?? ''} ${total ?? ''}`)
        .join(', '),
    update: (counters) => {
      setText(fwd.value, count(counters.fwd));
      if (loadmem !== undefined) setText(loadmem.value, count(counters.loadmem));
      if (loaddisk !== undefined) setText(loaddisk.value, count(counters.loaddisk));
      setText(time.value, counters.isMoving ? formatMoving(counters.time) : formatPicoseconds(counters.time));
      setText(memory.value, count(counters.held));
    },
  };
}

/** Totals with more letters than this are written smaller. */
const longest = 8;

interface Tile {
  readonly element: HTMLElement;
  readonly value: HTMLElement;
  readonly of: HTMLElement;
  readonly note: (text: string) => void;
}

function tile(name: string, meaning: string, total: string, className: string): Tile {
  const value = html('span', { class: 'tile-value' }, '0');
  const of = html('span', { class: 'tile-of' }, `of ${total}`);
  const data = html('dd', {}, value, ' ', of);
  const element = html(
    'div',
    { class: `tile ${className}${total.length > longest ? ' long' : ''}`, title: `${name}: ${meaning}` },
    html('dt', {}, html('span', { class: 'swatch', 'aria-hidden': 'true' }), name),
    data,
  );
  return {
    element,
    value,
    of,
    note: (text) => {
      data.append(html('span', { class: 'tile-note' }, text));
    },
  };
}

function each(time: string): string {
  return `${time} each`;
}

/** With thousands set apart by narrow spaces. */
export function count(n: number): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
