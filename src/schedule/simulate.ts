import { describeOption, homeworkConvention, targetOf, type Convention } from './convention';
import { Machine, type Move } from './machine';
import { createNetwork, type Network, type NetworkInput } from './network';
import { problem, type Problem } from './problem';
import { rangeMaximum } from './range-maximum';
import type { FirstPass, LayerRange, LayerRow, Schedule } from './schedule';
import { strategyNamed } from './strategies';
import type { Choice, ParameterName, Strategy } from './strategy';
import type { Duration } from './units';

export interface SimulationInput {
  readonly network: Network | NetworkInput;
  readonly choice: Choice;
  /** What departs from the strategy's own convention. */
  readonly convention?: Partial<Convention>;
}

/**
 * Runs a strategy on a network and reads counts, times and memory off its moves. Time and space grow with the number of layers and moves,
 * not of events; unequal costs with the binomial strategy with the cube of the layers, up to a limit that the problem then names.
 */
export function simulate(input: SimulationInput): Schedule | Problem {
  const network = 'kind' in input.network ? input.network : createNetwork(input.network);
  if (network.kind === 'problem') return network;
  const { choice } = input;
  const strategy = strategyNamed(choice.strategy);
  const wrong = checkChoice(choice, strategy, network.layers);
  if (wrong !== undefined) return wrong;
  const convention = resolveConvention(strategy, input.convention ?? {});
  if ('kind' in convention) return convention;

  const program = strategy.prepare({ network, convention, choice });
  if (program.kind === 'problem') return program;
  const machine = new Machine(network.layers, convention, strategy.inputPlace(convention));
  program.run(machine);
  return {
    kind: 'schedule',
    network,
    choice,
    convention,
    moves: machine.moves,
    ...readOff(machine.moves, network, convention),
  };
}

/** The strategy's convention with what is asked for; a problem where the strategy decides that option otherwise. */
export function resolveConvention(strategy: Strategy, asked: Partial<Convention>): Convention | Problem {
  const own: Convention = { ...homeworkConvention, ...strategy.defaults };
  const clash = strategy.fixed.find((name) => asked[name] !== undefined && asked[name] !== own[name]);
  if (clash !== undefined)
    return problem(`the strategy "${strategy.name}" leaves no choice here: ${describeOption(own, clash)}`);
  return { ...own, ...asked };
}

function checkChoice(choice: Choice, strategy: Strategy, layers: number): Problem | undefined {
  const names: readonly ParameterName[] = ['every', 'keep', 'slots'];
  const given = names.filter((name) => choice[name] !== undefined);
  const superfluous = given.find((name) => !strategy.takes.includes(name));
  if (superfluous !== undefined) return problem(`the strategy "${strategy.name}" has no use for "${superfluous}"`);
  if (strategy.takes.length > 0 && given.length === 0) {
    return problem(`the strategy "${strategy.name}" needs ${strategy.takes.map((name) => `"${name}"`).join(' or ')}`);
  }
  if (given.length > 1) return problem(`"${given.join('" and "')}" exclude each other`);

  const { every, keep, slots } = choice;
  if (every !== undefined && !(Number.isInteger(every) && every >= 1 && every <= layers)) {
    return problem(`every ${every} of ${layers} layers: it must be a whole number from 1 to ${layers}`);
  }
  if (slots !== undefined && !(Number.isInteger(slots) && slots >= 1)) {
    return problem(`${slots} slots: it must be a whole number from 1; one of them holds the input`);
  }
  const seen = new Set<number>();
  for (const layer of keep ?? []) {
    if (layer === 0) return problem('layer 0 is the input, which is kept in any case: keep layers from 1 on');
    if (!Number.isInteger(layer) || layer < 0 || layer > layers) {
      return problem(`there is no layer ${layer} to keep: the layers are 1 to ${layers}`);
    }
    if (seen.has(layer)) return problem(`layer ${layer} is kept twice`);
    seen.add(layer);
  }
  return undefined;
}

type Reading = Pick<Schedule, 'firstPass' | 'rows' | 'totals' | 'peak' | 'eventCount'>;

interface OpenRow {
  fwd: number;
  loadmem: number;
  loaddisk: number;
  time: Duration;
  peak: number;
  readonly loads: number[];
  readonly runs: LayerRange[];
}

/** One walk over the moves. What is held at most within a run follows from prefix sums and a range maximum of the sizes. */
function readOff(moves: readonly Move[], network: Network, convention: Convention): Reading {
  const { layers, size, forward } = network;
  const timeTo = prefixSums(forward);
  const sizeTo = sizeSums(size);
  /** The most that two neighbouring activations take, the upper one within a range. */
  const pairMaximum = network.uniformSize
    ? () => 2 * (size[0] ?? 1)
    : rangeMaximum(size.map((s, i) => s + (i > 0 ? (size[i - 1] ?? 0) : 0)));

  const rows: OpenRow[] = Array.from({ length: layers + 1 }, () => ({
    fwd: 0,
    loadmem: 0,
    loaddisk: 0,
    time: 0n,
    peak: 0,
    loads: [],
    runs: [],
  }));
  const stored: number[] = [];
  let held = size[0] ?? 1;
  let eventCount = 0;

  for (const move of moves) {
    const row = rows[move.toward];
    if (row === undefined) continue;
    row.peak = Math.max(row.peak, held);
    switch (move.kind) {
      case 'run': {
        const { from, to } = move;
        const count = to - from;
        row.fwd += count;
        row.time += (timeTo[to] ?? 0n) - (timeTo[from] ?? 0n);
        const last = row.runs[row.runs.length - 1];
        if (last?.to === from) row.runs[row.runs.length - 1] = { from: last.from, to };
        else row.runs.push({ from: from + 1, to });
        if (move.hold) {
          held += (sizeTo[to] ?? 0) - (sizeTo[from] ?? 0);
          row.peak = Math.max(row.peak, held);
          eventCount += count;
          break;
        }
        const beside = held - (move.dropsFrom ? (size[from] ?? 0) : 0);
        const first = beside + (size[from + 1] ?? 0) + (move.dropsFrom ? (size[from] ?? 0) : 0);
        const later = count > 1 ? beside + pairMaximum(from + 2, to) : 0;
        row.peak = Math.max(row.peak, first, later);
        held = beside + (size[to] ?? 0);
        eventCount += 2 * count - (move.dropsFrom ? 0 : 1);
        break;
      }
      case 'load': {
        const units = BigInt(size[move.activation] ?? 1);
        row.loads.push(move.activation);
        switch (move.place) {
          case 'memory':
            row.loadmem += 1;
            row.time += network.loadMemory * units;
            break;
          case 'disk':
            row.loaddisk += 1;
            row.time += network.loadDisk * units;
            held += size[move.activation] ?? 0;
            break;
        }
        row.peak = Math.max(row.peak, held);
        eventCount += 1;
        break;
      }
      case 'store':
        if (move.toward === 0) stored.push(move.activation);
        eventCount += 1;
        break;
      case 'drop':
        held -= size[move.activation] ?? 0;
        eventCount += 1;
        break;
      case 'backward':
        eventCount += 1;
        break;
    }
  }

  const descending: LayerRow[] = [];
  const totals = { fwd: 0, loadmem: 0, loaddisk: 0, time: 0n };
  let peak = rows[0]?.peak ?? 0;
  for (let layer = layers; layer >= 1; layer--) {
    const row = rows[layer];
    if (row === undefined) continue;
    descending.push({ layer, target: targetOf(layer, convention), ...row });
    totals.fwd += row.fwd;
    totals.loadmem += row.loadmem;
    totals.loaddisk += row.loaddisk;
    totals.time += row.time;
    peak = Math.max(peak, row.peak);
  }
  const firstPass: FirstPass = { fwd: rows[0]?.fwd ?? 0, time: rows[0]?.time ?? 0n, stored };
  return { firstPass, rows: descending, totals, peak, eventCount };
}

function prefixSums(values: readonly Duration[]): readonly Duration[] {
  let sum = 0n;
  return values.map((v) => (sum += v));
}

function sizeSums(values: readonly number[]): readonly number[] {
  let sum = 0;
  return values.map((v) => (sum += v));
}
