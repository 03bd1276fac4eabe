import { parseArgs } from 'node:util';
import { conventionWords, type Convention, type ConventionName } from '../schedule/convention';
import { createNetwork, type Network } from '../schedule/network';
import { problem, type Problem } from '../schedule/problem';
import { simulate } from '../schedule/simulate';
import { findStrategy, strategies } from '../schedule/strategies';
import type { Choice } from '../schedule/strategy';
import { parseDuration, type Duration } from '../schedule/units';
import { printJson } from './schedule-json';
import { printText } from './schedule-text';
import { timeNames, type TimeName } from './schedule-times';

/** An option of the command: the one table that reading and the usage text come from. */
interface Option {
  readonly name: OptionName;
  readonly value: string;
  readonly help: string;
  readonly convention?: ConventionName;
}

type OptionName =
  | 'layers'
  | 'every'
  | 'keep'
  | 'slots'
  | 'strategy'
  | 'fwd'
  | 'loadmem'
  | 'loaddisk'
  | 'sizes'
  | 'needs'
  | 'input-load'
  | 'kept-load'
  | 'last-segment'
  | 'first-pass'
  | 'format';

const options: readonly Option[] = [
  { name: 'layers', value: 'N', help: 'number of layers' },
  { name: 'every', value: 'K', help: 'keep the activation of every K-th layer' },
  { name: 'keep', value: '5,10', help: 'keep the activations of these layers' },
  { name: 'slots', value: 'S', help: 'room for S activations, that of the input included' },
  { name: 'strategy', value: 'NAME', help: 'STRATEGIES; without it, the one that the other options name' },
  { name: 'fwd', value: '20ns', help: 'time of a fwd, or one for each layer: 20ns,30ns,…' },
  { name: 'loadmem', value: '10ns', help: 'time of a load from memory, for one unit of size' },
  { name: 'loaddisk', value: '50ns', help: 'time of a load from disk, for one unit of size' },
  { name: 'sizes', value: '1,1,2', help: 'sizes of the input and of each activation; without it, all 1' },
  { name: 'needs', value: 'output|input', help: 'what the backward step of a layer needs', convention: 'needs' },
  { name: 'input-load', value: 'counted|free', help: 'loads of the input', convention: 'inputLoad' },
  { name: 'kept-load', value: 'counted|free', help: 'loads of a kept activation itself', convention: 'keptLoad' },
  {
    name: 'last-segment',
    value: 'dropped|end|whole',
    help: 'what is still at hand of the first pass',
    convention: 'lastSegment',
  },
  { name: 'first-pass', value: 'all|needed', help: 'where the first pass ends', convention: 'firstPass' },
  { name: 'format', value: 'text|json', help: 'how to print it' },
];

type Values = ReadonlyMap<OptionName, string>;

/** What the command was asked for. A time that was not given is 0 in the network and named in `untimed`. */
interface ScheduleRequest {
  readonly kind: 'request';
  readonly network: Network;
  readonly choice: Choice;
  readonly convention: Partial<Convention>;
  readonly untimed: ReadonlySet<TimeName>;
  readonly format: 'text' | 'json';
}

/**
 * The command `schedule`: prints the rematerialization schedule that the arguments (without the word `schedule`) describe. `out` and `err` get
 * pieces of text with their line ends. Returns the exit code: 0, or 2 for arguments that make no schedule, with a sentence on `err`.
 */
export function runSchedule(args: readonly string[], out: (text: string) => void, err: (text: string) => void): number {
  if (args.includes('--help') || args.includes('-h')) {
    out(usage());
    return 0;
  }
  const request = readRequest(args);
  if (request.kind === 'problem') return refuse(request, err);
  const { network, choice, convention } = request;
  const schedule = simulate({ network, choice, convention });
  if (schedule.kind === 'problem') return refuse(schedule, err);
  switch (request.format) {
    case 'json':
      printJson(schedule, request.untimed, out);
      return 0;
    case 'text':
      printText(schedule, request.untimed, out);
      return 0;
  }
}

function refuse(refusal: Problem, err: (text: string) => void): number {
  err(`schedule: ${refusal.message}\n(schedule --help lists the options)\n`);
  return 2;
}

function usage(): string {
  const flags = options.map((o) => ({ flag: `--${o.name} ${o.value}`, help: o.help }));
  const width = Math.max(...flags.map((f) => f.flag.length));
  const names = strategies.map((s) => s.name).join(', ');
  const lines = flags.map((f) => `  ${f.flag.padEnd(width)}  ${f.help.replace('STRATEGIES', names)}\n`);
  return `schedule --layers N (--every K | --keep 5,10 | --slots S | --strategy NAME) [options]\n${lines.join('')}`;
}

function readRequest(args: readonly string[]): ScheduleRequest | Problem {
  const values = readValues(args);
  if ('kind' in values) return values;

  const layersText = values.get('layers');
  if (layersText === undefined) return problem('--layers is missing: how many layers has the network?');
  const layers = wholeNumber('layers', layersText);
  if (typeof layers !== 'number') return layers;

  const chosen = readChoice(values);
  if (chosen.kind === 'problem') return chosen;
  const network = readNetwork(values, layers);
  if (network.kind === 'problem') return network;
  const convention = readConvention(values);
  if ('kind' in convention) return convention;
  const format = values.get('format') ?? 'text';
  if (format !== 'text' && format !== 'json') return problem(`--format ${format}: it is text or json`);

  const untimed = new Set(timeNames.filter((name) => !values.has(name)));
  return { kind: 'request', network, choice: chosen.choice, convention, untimed, format };
}

/** Each option at most once, with a value; nothing else. */
function readValues(args: readonly string[]): Values | Problem {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options.map((o) => [o.name, { type: 'string' as const }])),
    strict: false,
    tokens: true,
  });
  const values = new Map<OptionName, string>();
  for (const token of tokens) {
    switch (token.kind) {
      case 'positional':
        return problem(`"${token.value}" belongs to no option`);
      case 'option-terminator':
        return problem('"--" has no meaning here');
      case 'option': {
        const option = options.find((o) => o.name === token.name);
        if (option === undefined) return problem(`unknown option ${token.rawName}`);
        const { value } = token;
        const isNextOption = token.inlineValue === false && value?.startsWith('--') === true;
        if (value === undefined || value === '' || isNextOption) {
          return problem(`--${option.name} needs a value: --${option.name} ${option.value}`);
        }
        if (values.has(option.name)) return problem(`--${option.name} is given twice`);
        values.set(option.name, value);
        break;
      }
    }
  }
  return values;
}

function readChoice(values: Values): { readonly kind: 'chosen'; readonly choice: Choice } | Problem {
  const parameters: { every?: number; slots?: number; keep?: readonly number[] } = {};
  for (const name of ['every', 'slots'] as const) {
    const text = values.get(name);
    if (text === undefined) continue;
    const n = wholeNumber(name, text);
    if (typeof n !== 'number') return n;
    parameters[name] = n;
  }
  const keepText = values.get('keep');
  if (keepText !== undefined) {
    const keep = wholeNumbers('keep', keepText);
    if ('kind' in keep) return keep;
    parameters.keep = keep;
  }

  const given = (['every', 'keep', 'slots'] as const).filter((name) => parameters[name] !== undefined);
  const [first, second] = given;
  if (second !== undefined) return problem(`--${first ?? ''} and --${second} exclude each other`);
  const name = values.get('strategy') ?? (first === 'slots' ? 'binomial' : first);
  const known = strategies.map((s) => s.name).join(', ');
  if (name === undefined) {
    return problem(`what is kept? Give --every K, --keep 5,10, --slots S or --strategy NAME (${known})`);
  }
  const strategy = findStrategy(name);
  if (strategy === undefined) return problem(`unknown strategy "${name}": it is one of ${known}`);
  if (first !== undefined && !strategy.takes.includes(first)) {
    return problem(`--${first} conflicts with --strategy ${strategy.name}, which has no use for it`);
  }
  if (first === undefined && strategy.takes.length > 0) {
    return problem(`--strategy ${strategy.name} needs ${strategy.takes.map((p) => `--${p}`).join(' or ')}`);
  }
  return { kind: 'chosen', choice: { strategy: strategy.name, ...parameters } };
}

function readNetwork(values: Values, layers: number): Network | Problem {
  const forward = readDurations(values.get('fwd') ?? '0ns');
  if ('kind' in forward) return problem(`--fwd: ${forward.message}`);
  const loads: Duration[] = [];
  for (const name of ['loadmem', 'loaddisk'] as const) {
    const time = parseDuration(values.get(name) ?? '0ns');
    if (time.kind === 'problem') return problem(`--${name}: ${time.message}`);
    loads.push(time.value);
  }
  const [loadMemory = 0n, loadDisk = 0n] = loads;
  const [only] = forward;
  const each = forward.length === 1 && only !== undefined ? only : forward;
  const sizesText = values.get('sizes');
  if (sizesText === undefined) return createNetwork({ layers, forward: each, loadMemory, loadDisk });
  const sizes = wholeNumbers('sizes', sizesText);
  return 'kind' in sizes ? sizes : createNetwork({ layers, forward: each, sizes, loadMemory, loadDisk });
}

function readDurations(text: string): readonly Duration[] | Problem {
  const times: Duration[] = [];
  for (const part of text.split(',')) {
    const time = parseDuration(part);
    if (time.kind === 'problem') return time;
    times.push(time.value);
  }
  return times;
}

function readConvention(values: Values): Partial<Convention> | Problem {
  const convention: Partial<Record<ConventionName, string>> = {};
  for (const option of options) {
    const value = values.get(option.name);
    if (option.convention === undefined || value === undefined) continue;
    const words: Readonly<Record<string, string>> = conventionWords[option.convention];
    if (!Object.hasOwn(words, value)) {
      return problem(`--${option.name} ${value}: it is ${Object.keys(words).join(' or ')}`);
    }
    convention[option.convention] = value;
  }
  return convention as Partial<Convention>;
}

function wholeNumber(name: OptionName, text: string): number | Problem {
  if (!/^[+-]?[0-9]{1,15}$/.test(text.trim())) return problem(`--${name} ${text}: it must be a whole number`);
  return Number(text);
}

function wholeNumbers(name: OptionName, text: string): readonly number[] | Problem {
  const numbers: number[] = [];
  for (const part of text.split(',')) {
    const n = wholeNumber(name, part);
    if (typeof n !== 'number') return problem(`--${name} ${text}: it must be whole numbers with commas between them`);
    numbers.push(n);
  }
  return numbers;
}
