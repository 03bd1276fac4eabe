import { conventionNames, conventionsWith, type Convention, type ConventionName } from '../schedule/convention';
import { createNetwork, type Network } from '../schedule/network';
import { problem, type Problem } from '../schedule/problem';
import type { Schedule } from '../schedule/schedule';
import { simulate } from '../schedule/simulate';
import { findStrategy } from '../schedule/strategies';
import type { Choice } from '../schedule/strategy';
import { parseDuration, type Duration } from '../schedule/units';
import type { ScheduleSetup } from '../statement/schedule-setup';
import type { Counted } from '../statement/schedule-words';

/** What a set-up comes to: a network, how it is run, and what its words fix of what changes the numbers. */
export interface Plan {
  readonly kind: 'plan';
  readonly network: Network;
  readonly choice: Choice;
  readonly fixed: Partial<Convention>;
  /** The convention that it is counted under where nothing speaks for another. */
  readonly base: Convention;
  /** Whether the words leave open that a segment is recomputed once and held. */
  readonly maySegment: boolean;
}

/** One way to read what a plan leaves open. */
export interface ScheduleReadingOption {
  readonly choice: Choice;
  readonly convention: Convention;
}

/** Where readings depart in as many options, the ones that depart earlier in this list come first. */
const likely: readonly ConventionName[] = ['keptLoad', 'inputLoad', 'needs', 'lastSegment', 'firstPass'];

/** Above this many layers only the plan itself is simulated, not the readings that it leaves open. */
const mostLayersOpen = 2000;

export function planOf(setup: ScheduleSetup): Plan | Problem {
  const times = new Map<Counted, Duration>();
  for (const [name, { duration }] of setup.times) {
    const time = parseDuration(duration);
    if (time.kind === 'problem') return time;
    times.set(name, time.value);
  }
  const network = createNetwork({
    layers: setup.layers,
    forward: times.get('fwd') ?? 0n,
    loadMemory: times.get('loadmem') ?? 0n,
    loadDisk: times.get('loaddisk') ?? 0n,
  });
  if (network.kind === 'problem') return network;
  const chosen = choiceOf(setup);
  if (chosen.kind === 'problem') return chosen;
  const { choice } = chosen;
  const fixed: { -readonly [Name in ConventionName]?: Convention[Name] } = {};
  if (setup.way?.way === 'each layer') fixed.lastSegment = 'dropped';
  for (const { option } of setup.conventions) {
    switch (option.name) {
      case 'needs':
        fixed.needs = option.value;
        break;
      case 'inputLoad':
        fixed.inputLoad = option.value;
        break;
      case 'keptLoad':
        fixed.keptLoad = option.value;
        break;
    }
  }
  const tried = simulate({ network, choice, convention: fixed });
  if (tried.kind === 'problem') return tried;
  const maySegment =
    setup.way === undefined &&
    setup.options?.has('strategy') !== true &&
    (choice.strategy === 'every' || choice.strategy === 'keep');
  return { kind: 'plan', network, choice, fixed, base: tried.convention, maySegment };
}

function choiceOf({
  options,
  kept,
  way,
}: ScheduleSetup): { readonly kind: 'chosen'; readonly choice: Choice } | Problem {
  const parameters: { every?: number; keep?: readonly number[]; slots?: number } = {};
  if (kept.every !== undefined) parameters.every = kept.every;
  else if (kept.keep !== undefined) parameters.keep = kept.keep;
  for (const name of ['every', 'slots'] as const) {
    const text = options?.get(name);
    if (text === undefined) continue;
    const value = wholeNumber(text);
    if (value === undefined) return problem(`${name}=${text}: it must be a whole number`);
    parameters[name] = value;
  }
  const list = options?.get('keep');
  if (list !== undefined) {
    const values = list.split(',').map(wholeNumber);
    if (values.some((v) => v === undefined))
      return problem(`keep=${list}: it must be whole numbers with commas between them`);
    parameters.keep = values.flatMap((v) => v ?? []);
  }
  const given = (['every', 'keep', 'slots'] as const).find((name) => parameters[name] !== undefined);
  const name =
    options?.get('strategy') ?? (way?.way === 'segments' ? 'segments' : given === 'slots' ? 'binomial' : given);
  if (name === undefined) return problem('what is kept? Write every=5, keep=5,10, slots=3 or a strategy');
  const strategy = findStrategy(name);
  if (strategy === undefined) return problem(`there is no strategy “${name}”`);
  return { kind: 'chosen', choice: { strategy: strategy.name, ...parameters } };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}

/** The readings that a plan leaves open, its own first. `anything` takes those too that its words rule out. */
export function* readingsOf(plan: Plan, anything: boolean): Generator<ScheduleReadingOption, void, void> {
  const conventions = conventionsWith(anything ? {} : plan.fixed);
  const own = plan.base;
  const departures = (c: Convention): number => conventionNames.filter((name) => c[name] !== own[name]).length;
  const weight = (c: Convention): number =>
    likely.reduce((sum, name, k) => sum + (c[name] === own[name] ? 0 : 1 << k), 0);
  const sorted = [...conventions].sort((a, b) => departures(a) - departures(b) || weight(a) - weight(b));
  if (plan.network.layers > mostLayersOpen) {
    yield { choice: plan.choice, convention: own };
    return;
  }
  const { every, keep } = plan.choice;
  const segments: Choice = { strategy: 'segments', ...(every === undefined ? { keep: keep ?? [] } : { every }) };
  const canSegment =
    (anything && (plan.choice.strategy === 'every' || plan.choice.strategy === 'keep')) || plan.maySegment;
  for (let number = 0; number <= conventionNames.length + 1; number++) {
    for (const convention of sorted) if (departures(convention) === number) yield { choice: plan.choice, convention };
    if (canSegment)
      for (const convention of sorted)
        if (departures(convention) === number - 1) yield { choice: segments, convention };
  }
}

/** How a reading departs from the plan itself: in its strategy, and in options of the convention. */
export function departuresOf(
  plan: Plan,
  reading: ScheduleReadingOption,
): { readonly strategy: boolean; readonly options: readonly ConventionName[] } {
  const own = plan.base;
  return {
    strategy: reading.choice.strategy !== plan.choice.strategy,
    options: conventionNames.filter((name) => reading.convention[name] !== own[name]),
  };
}

/** Schedules that were simulated, so that each is simulated once. */
export class Simulations {
  private readonly known = new Map<string, Schedule | undefined>();

  /** Undefined where the choice and the convention do not go together. */
  of(network: Network, choice: Choice, convention: Partial<Convention>): Schedule | undefined {
    const key = JSON.stringify([
      network.layers,
      String(network.forward[1] ?? 0n),
      String(network.loadMemory),
      String(network.loadDisk),
      choice,
      conventionNames.map((n) => convention[n]),
    ]);
    if (!this.known.has(key)) {
      const schedule = simulate({ network, choice, convention });
      this.known.set(key, schedule.kind === 'schedule' ? schedule : undefined);
    }
    return this.known.get(key);
  }
}
