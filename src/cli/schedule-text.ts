import { breakEvenOf, compareWithOptimum } from '../schedule/compare';
import { describeConvention } from '../schedule/convention';
import type { LayerRow, Schedule } from '../schedule/schedule';
import { strategyNamed } from '../schedule/strategies';
import { formatDuration, formatRatio, type Duration } from '../schedule/units';
import { missingTimes, timeNames, type TimeName } from './schedule-times';

/** Prints the schedule for people: a row for each layer, then totals, break-even and the convention in words. */
export function printText(schedule: Schedule, untimed: ReadonlySet<TimeName>, out: (text: string) => void): void {
  const { network } = schedule;
  const { describe } = strategyNamed(schedule.choice.strategy);
  out(`${count(network.layers, 'layer')}: ${describe(schedule)}\n\n`);
  printTable(schedule, untimed, out);
  const facts: readonly Fact[] = [...totals(schedule, untimed), ...comparison(schedule)];
  const width = Math.max(...facts.map((f) => f.name.length));
  out('\n');
  for (const fact of facts) out(`${fact.name.padEnd(width)}  ${fact.text}\n`);
  out('\nCounted so:\n');
  for (const words of describeConvention(schedule.convention)) out(`- ${words}\n`);
}

interface Fact {
  readonly name: string;
  readonly text: string;
}

interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly cell: (row: LayerRow) => string;
}

function printTable(schedule: Schedule, untimed: ReadonlySet<TimeName>, out: (text: string) => void): void {
  const hasTimes = missingTimes(schedule, untimed).length === 0;
  const time: Column = { head: 'time', align: 'right', cell: (row) => formatDuration(row.time) };
  const load = schedule.totals.loaddisk > 0 ? 'loaddisk' : 'loadmem';
  const columns: readonly Column[] = [
    { head: 'layer', align: 'right', cell: (row) => `${row.layer}` },
    { head: 'needs', align: 'left', cell: (row) => activation(row.target) },
    { head: load, align: 'left', cell: (row) => row.loads.map(activation).join(' ') || '–' },
    { head: 'fwd', align: 'right', cell: (row) => `${row.fwd}` },
    { head: 'layers run again', align: 'left', cell: (row) => row.runs.map(range).join(', ') || '–' },
    ...(hasTimes ? [time] : []),
    { head: 'held', align: 'right', cell: (row) => `${row.peak}` },
  ];
  const lines = [columns.map((c) => c.head), ...schedule.rows.map((row) => columns.map((c) => c.cell(row)))];
  const widths = columns.map((_, i) => lines.reduce((widest, cells) => Math.max(widest, cells[i]?.length ?? 0), 0));
  for (const cells of lines) {
    const padded = columns.map((c, i) => {
      const text = cells[i] ?? '';
      return c.align === 'left' ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
    });
    out(`${padded.join('  ').trimEnd()}\n`);
  }
}

function totals(schedule: Schedule, untimed: ReadonlySet<TimeName>): readonly Fact[] {
  const { totals: sums, network, firstPass } = schedule;
  const counts = timeNames.filter((name) => sums[name] > 0 || name === 'fwd').map((name) => `${sums[name]} ${name}`);
  const missing = missingTimes(schedule, untimed);
  const facts: Fact[] = [
    { name: 'first pass', text: firstPassText(schedule) },
    { name: 'backward pass', text: counts.join(', ') },
  ];
  if (missing.length > 0) {
    facts.push({ name: 'time', text: `give ${missing.map((name) => `--${name}`).join(' and ')} for times` });
  } else {
    facts.push({ name: 'time', text: `${sumOfTimes(schedule)}${formatDuration(sums.time)}` });
    if (!untimed.has('fwd')) {
      facts.push({ name: 'with the first pass', text: formatDuration(sums.time + firstPass.time) });
    }
  }
  const unit =
    network.uniformSize && network.size[0] === 1 ? count(schedule.peak, 'activation') : `${schedule.peak} units`;
  facts.push({ name: 'peak', text: `${unit} held at once: the input, what is kept, what is in flight` });
  if (missing.length === 0) facts.push(...breakEven(schedule, untimed));
  return facts;
}

function firstPassText({ firstPass }: Schedule): string {
  const { fwd, stored } = firstPass;
  const shown = stored.length > 12 ? `${stored.length} activations` : stored.map(activation).join(', ');
  return stored.length === 0 ? `${fwd} fwd, stores nothing` : `${fwd} fwd, stores ${shown}`;
}

/** `20 × 20 ns + 10 × 10 ns = `, where each operation takes the same time; otherwise nothing. */
function sumOfTimes({ network, totals: sums }: Schedule): string {
  if (!network.uniformCost || !network.uniformSize || network.size[0] !== 1) return '';
  const each: readonly (readonly [number, Duration])[] = [
    [sums.fwd, network.forward[1] ?? 0n],
    [sums.loadmem, network.loadMemory],
    [sums.loaddisk, network.loadDisk],
  ];
  const products = each.filter(([n]) => n > 0).map(([n, time]) => `${n} × ${formatDuration(time)}`);
  return products.length === 0 ? '' : `${products.join(' + ')} = `;
}

function breakEven(schedule: Schedule, untimed: ReadonlySet<TimeName>): readonly Fact[] {
  const time = breakEvenOf(schedule);
  if (time === undefined || schedule.totals.loaddisk > 0) return [];
  const { network } = schedule;
  const each = network.uniformSize ? 'a loaddisk' : 'a unit of loaddisk';
  const facts: Fact[] = [
    { name: 'break-even', text: `${formatRatio(time)} ${each}: then all from disk takes as long` },
  ];
  if (!untimed.has('loaddisk')) {
    const disk = network.loadDisk * time.over;
    const compared = disk < time.picoseconds ? 'faster' : disk > time.picoseconds ? 'slower' : 'as fast';
    facts.push({
      name: 'all from disk',
      text: `${formatDuration(disk)} at ${formatDuration(network.loadDisk)} a loaddisk: ${compared}`,
    });
  }
  return facts;
}

/** Beside a strategy that recomputes for each layer: what the best one does with as many slots. */
function comparison(schedule: Schedule): readonly Fact[] {
  switch (schedule.choice.strategy) {
    case 'every':
    case 'keep': {
      const compared = compareWithOptimum(schedule);
      if (compared === undefined) return [];
      const { slots, optimum, schedule: own } = compared;
      return [
        {
          name: `optimum, ${count(slots, 'slot')}`,
          text: `${optimum.totals.fwd} fwd against ${own.totals.fwd}; with the first pass ${optimum.firstPass} + ${optimum.totals.fwd} = ${optimum.firstPass + optimum.totals.fwd} against ${own.firstPass} + ${own.totals.fwd} = ${own.firstPass + own.totals.fwd}`,
        },
        {
          name: '',
          text: '(both where each layer needs its input, and the first pass ends with that of the last layer)',
        },
      ];
    }
    case 'store-all':
    case 'from-input':
    case 'segments':
    case 'sqrt':
    case 'binomial':
    case 'disk':
      return [];
  }
}

function activation(layer: number): string {
  return layer === 0 ? 'input' : `a${layer}`;
}

function range({ from, to }: LayerRow['runs'][number]): string {
  return from === to ? `${from}` : `${from}–${to}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
