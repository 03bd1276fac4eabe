import type { DocumentNote, SourceDocument } from '../document/document';
import type { Convention } from '../schedule/convention';
import type { Choice } from '../schedule/strategy';
import { formatDuration } from '../schedule/units';
import type { Counted } from '../statement/schedule-words';
import { readSchedules } from '../statement/schedule';
import type { ScheduleSetup } from '../statement/schedule-setup';
import type { Link, Scope } from '../statement/statement';
import type { Span } from '../text/span';
import { checkSchedules, type ScheduleVerdict } from './schedule';
import { planOf } from './schedule-readings';
import type { Verdict } from './verdict';

/** A schedule that the text sets up, as it is understood at the end of its problem. */
export interface UnderstoodSchedule {
  readonly span: Span;
  readonly problem?: string;
  readonly layers: number;
  readonly choice: Choice;
  /** Times with their units: `20 ns`. */
  readonly fwd: string;
  readonly loadmem: string;
  readonly loaddisk?: string;
  /** What the words fix. */
  readonly convention: Partial<Convention>;
}

/** A number about a schedule, as a claim of the document. */
export interface ScheduleNumber {
  /** The words of the number. */
  readonly span: Span;
  readonly scope: Scope;
  readonly verdict: Verdict;
  readonly reading: string | undefined;
  readonly repair: ScheduleVerdict['repair'];
  readonly schedule: ScheduleLink;
}
export interface ScheduleLink {
  readonly index: number;
  readonly event?: { readonly layer: number; readonly event?: Counted };
}

/** All that a document says about schedules, decided. Numbers in formulas are handed to the relation whose right side they are; the others remain. */
export class ScheduleClaims {
  readonly schedules: readonly UnderstoodSchedule[];
  readonly notes: readonly DocumentNote[];
  private readonly indexOf = new Map<number, number>();
  private readonly verdicts: readonly ScheduleVerdict[];
  private readonly used = new Set<ScheduleVerdict>();

  constructor(document: SourceDocument, scopeAt: (offset: number) => Scope) {
    const { setups, claims } = readSchedules(document, scopeAt);
    const schedules: UnderstoodSchedule[] = [];
    const notes: DocumentNote[] = [];
    for (const setup of setups) {
      const plan = planOf(setup);
      if (plan.kind === 'plan') {
        this.indexOf.set(setup.entry, schedules.length);
        schedules.push(
          understood(setup, plan.choice, plan.fixed, {
            fwd: plan.network.forward[1] ?? 0n,
            loadmem: plan.network.loadMemory,
            loaddisk: plan.network.loadDisk,
          }),
        );
      } else if (setup.options)
        notes.push({ span: setup.span, message: `This schedule cannot be set up: ${plan.message}.` });
    }
    this.schedules = schedules;
    this.notes = notes;
    this.verdicts = [...checkSchedules(claims, document.lines)].sort(
      (a, b) => a.claim.numberSpan.from - b.claim.numberSpan.from,
    );
  }

  /**
   * What the schedules say of the right side of a relation that was decided otherwise first: a count that is right or wrong settles what its own arithmetic leaves
   * standing. Undefined where it stays as it is.
   */
  settle(link: Link, own: Verdict, muted: boolean): Omit<ScheduleNumber, 'span' | 'scope'> | undefined {
    const inside = this.within(link.span);
    // What stands on the left side is told on the right one.
    for (const verdict of this.within(link.wholeSpan))
      if (verdict.claim.kind === 'time' || inside.includes(verdict) || link.right.kind !== 'empty')
        this.used.add(verdict);
    const silent = muted || link.attitude === 'denied' || link.attitude === 'asked' || link.scope.kind === 'statement';
    if (inside.length === 0 || silent || own.status === 'conditional') return undefined;
    const [worst] = [...inside].sort((a, b) => gravity.indexOf(a.verdict.status) - gravity.indexOf(b.verdict.status));
    if (!worst) return undefined;
    const { verdict } = worst;
    const schedule = this.linkOf(worst);
    if (own.status === 'refuted') {
      // Where the sum and the schedule want the same number, it may be put right.
      const repair = worst.repair?.latex === own.left ? worst.repair : undefined;
      return { verdict: bothWrong(own, verdict), reading: undefined, repair, schedule };
    }
    const remarks = [...own.remarks, ...verdict.remarks];
    // A number that only words name may be put right in its place; one that a sum gives may not.
    const named = link.left.kind === 'word' || link.left.kind === 'symbol' || link.left.kind === 'empty';
    return {
      verdict: { ...verdict, remarks },
      reading: worst.reading,
      repair: named ? worst.repair : undefined,
      schedule,
    };
  }

  /** The numbers that no relation has taken, in document order. */
  remaining(): readonly ScheduleNumber[] {
    return this.verdicts
      .filter((v) => !this.used.has(v))
      .map((v) => ({
        span: v.claim.span,
        scope: v.claim.scope,
        verdict: v.verdict,
        reading: v.reading,
        repair: v.repair,
        schedule: this.linkOf(v),
      }));
  }

  private linkOf({ focus }: ScheduleVerdict): ScheduleLink {
    const index = this.indexOf.get(focus.schedule) ?? 0;
    return {
      index,
      ...(focus.layer === undefined
        ? {}
        : { event: { layer: focus.layer, ...(focus.event === undefined ? {} : { event: focus.event }) } }),
    };
  }

  private within(span: Span): readonly ScheduleVerdict[] {
    let low = 0;
    let high = this.verdicts.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((this.verdicts[mid]?.claim.numberSpan.from ?? 0) < span.from) low = mid + 1;
      else high = mid;
    }
    const found: ScheduleVerdict[] = [];
    for (let v = this.verdicts[low]; v && v.claim.numberSpan.to <= span.to; v = this.verdicts[++low]) found.push(v);
    return found;
  }
}

/** A sum that is wrong by itself: the schedule says more if it, too, has another number. */
function bothWrong(own: Verdict, counted: Verdict): Verdict {
  if (own.status !== 'refuted' || counted.status !== 'refuted') return own;
  return { ...counted, reason: `${counted.reason} The sum as written is $${own.left}$.` };
}

/** What settles a relation with several numbers. */
const gravity: readonly Verdict['status'][] = ['refuted', 'conditional', 'unknown', 'given', 'tested', 'proved'];

function understood(
  setup: ScheduleSetup,
  choice: Choice,
  convention: Partial<Convention>,
  times: Readonly<Record<Counted, bigint>>,
): UnderstoodSchedule {
  return {
    span: setup.span,
    ...(setup.problem === undefined ? {} : { problem: setup.problem }),
    layers: setup.layers,
    choice,
    fwd: formatDuration(times.fwd),
    loadmem: formatDuration(times.loadmem),
    ...(setup.times.has('loaddisk') ? { loaddisk: formatDuration(times.loaddisk) } : {}),
    convention,
  };
}
