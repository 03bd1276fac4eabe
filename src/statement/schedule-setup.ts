import type { Span } from '../text/span';
import type { ScheduleOption } from './directive';
import type { ConventionFact, KeptFact, LayersFact, ScheduleFact, TimeFact, WayFact } from './schedule-facts';
import type { Counted } from './schedule-words';
import { holdsIn, type Scope } from './statement';

/** A schedule as the text sets it up, up to some place. */
export interface ScheduleSetup {
  /** Set-ups of the same network with the same activations kept share it, however much of the rest was said. */
  readonly entry: number;
  /** The words that set it up: those about the layers, or the directive. */
  readonly span: Span;
  readonly problem: string | undefined;
  readonly layers: number;
  /** What a directive says; everything else about what is kept is left out then. */
  readonly options: ReadonlyMap<ScheduleOption, string> | undefined;
  readonly kept: Pick<KeptFact, 'every' | 'keep'>;
  readonly way: WayFact | undefined;
  readonly times: ReadonlyMap<Counted, TimeFact>;
  readonly conventions: readonly ConventionFact[];
  /** Symbols that stand for the time of one load from disk. */
  readonly diskTimes: ReadonlySet<string>;
}

interface Heard {
  readonly fact: ScheduleFact | DirectiveFact;
  readonly scope: Scope;
  /** Said by who solves the problem, not by who poses it. */
  readonly solving: boolean;
}

/** `rederive: schedule layers=10 every=5` */
export interface DirectiveFact {
  readonly kind: 'directive';
  readonly options: ReadonlyMap<ScheduleOption, string>;
  readonly span: Span;
  readonly words: string;
}

/** More facts than this are not taken in within one problem. */
const mostFacts = 400;

/**
 * What was said about schedules so far. A fact holds in its scope, and behind it in the other parts of its problem too, as long as these say nothing else: part
 * (b) names an operation that part (c) times.
 */
export class SetupBook {
  private readonly heard = new Map<number, Heard[]>();
  private readonly known = new Map<string, ScheduleSetup | undefined>();
  private readonly entries = new Map<string, number>();

  hear(fact: ScheduleFact | DirectiveFact, scope: Scope): void {
    const home = homeOf(scope).id;
    const list = this.heard.get(home) ?? [];
    this.heard.set(home, list);
    if (list.length >= mostFacts) return;
    const solving = fact.kind !== 'directive' && isSolving(scope);
    if (solving && !this.admits(list, fact)) return;
    list.push({ fact, scope, solving });
  }

  /** What a solution says is taken only where nobody posed the problem in other words. */
  private admits(list: readonly Heard[], fact: ScheduleFact | DirectiveFact): boolean {
    switch (fact.kind) {
      case 'disk time':
        return true;
      case 'time':
        return fact.of !== 'loaddisk' && !list.some((h) => h.fact.kind === 'time' && h.fact.of === fact.of);
      default:
        return !list.some((h) => !h.solving && (h.fact.kind === 'layers' || h.fact.kind === 'directive'));
    }
  }

  /** The set-up that is in force at what is read now. */
  at(scope: Scope): ScheduleSetup | undefined {
    const home = homeOf(scope);
    const list = this.heard.get(home.id);
    if (!list) return undefined;
    const key = `${home.id} ${scope.id} ${list.length}`;
    if (!this.known.has(key)) this.known.set(key, this.assemble(list, scope));
    return this.known.get(key);
  }

  private assemble(list: readonly Heard[], scope: Scope): ScheduleSetup | undefined {
    const latest = <Kind extends Heard['fact']['kind']>(
      kind: Kind,
      accept: (fact: Extract<Heard['fact'], { kind: Kind }>) => boolean = () => true,
    ) => {
      let best: Extract<Heard['fact'], { kind: Kind }> | undefined;
      let inside = false;
      for (const { fact, scope: own } of list) {
        if (!isKind(fact, kind) || !accept(fact)) continue;
        const here = holdsIn(own, scope);
        if (inside && !here) continue;
        best = fact;
        inside = here;
      }
      return best;
    };
    const directive = latest('directive');
    const layers: LayersFact | undefined = latest('layers');
    const own = directive?.options;
    const count = own?.has('layers') ? Number(own.get('layers')) : layers?.layers;
    const kept = keptOf(
      own,
      latest('kept', (k) => k.every !== undefined),
      latest('kept', (k) => k.keep !== undefined),
    );
    if (count === undefined || (!kept && !own)) return undefined;
    const times = new Map<Counted, TimeFact>();
    for (const name of ['fwd', 'loadmem', 'loaddisk'] as const) {
      const duration = own?.get(name);
      const time = latest('time', (t) => t.of === name);
      if (duration !== undefined && directive)
        times.set(name, { kind: 'time', of: name, duration, span: directive.span, words: directive.words });
      else if (time) times.set(name, time);
    }
    const conventions: ConventionFact[] = [];
    for (const name of ['needs', 'inputLoad', 'keptLoad'] as const) {
      const said = own?.get('needs');
      const fact = latest('convention', (c) => c.option.name === name);
      if (name === 'needs' && directive && (said === 'input' || said === 'output')) {
        conventions.push({
          kind: 'convention',
          option: { name, value: said },
          span: directive.span,
          words: directive.words,
        });
      } else if (fact) conventions.push(fact);
    }
    const from = (directive ?? layers)?.span ?? { from: 0, to: 0 };
    return {
      entry: this.entryOf(`${homeOf(scope).id} ${count} ${from.from} ${JSON.stringify(own ? [...own] : kept)}`),
      span: from,
      problem: homeOf(scope).problem,
      layers: count,
      options: own,
      kept: kept ?? {},
      way: latest('way'),
      times,
      conventions,
      diskTimes: diskTimesOf(list),
    };
  }

  private entryOf(key: string): number {
    const known = this.entries.get(key) ?? this.entries.size;
    this.entries.set(key, known);
    return known;
  }
}

function diskTimesOf(list: readonly Heard[]): ReadonlySet<string> {
  const symbols = new Set<string>();
  for (const { fact } of list) {
    if (fact.kind === 'disk time' && (fact.sameAs === undefined || symbols.has(fact.sameAs))) symbols.add(fact.symbol);
  }
  return symbols;
}

/** "every 5th" says more than the list of layers that a figure shows. */
function keptOf(
  options: ReadonlyMap<ScheduleOption, string> | undefined,
  every: KeptFact | undefined,
  keep: KeptFact | undefined,
): Pick<KeptFact, 'every' | 'keep'> | undefined {
  if (options && ['every', 'keep', 'slots', 'strategy'].some((name) => options.has(name as ScheduleOption))) return {};
  if (every?.every !== undefined) return { every: every.every };
  return keep?.keep === undefined ? undefined : { keep: keep.keep };
}

function isKind<Kind extends Heard['fact']['kind']>(
  fact: Heard['fact'],
  kind: Kind,
): fact is Extract<Heard['fact'], { kind: Kind }> {
  return fact.kind === kind;
}

/** The outermost problem that a scope lies in, or the document. */
export function homeOf(scope: Scope): Scope {
  let home = scope;
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.kind === 'problem' || home.kind !== 'problem') home = s;
  return home;
}

/** Whether a scope lies in a solution. */
export function isSolving(scope: Scope): boolean {
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.kind === 'solution') return true;
  return false;
}
