import type { Schedule } from '../schedule/schedule';
import type { CountClaim, PeakClaim, ScheduleClaim, TimeClaim } from '../statement/schedule-claim';
import type { ScheduleSetup } from '../statement/schedule-setup';
import type { Counted } from '../statement/schedule-words';
import type { LineIndex } from '../text/lines';
import type { Span } from '../text/span';
import { agrees, rightValue, type Counting } from './schedule-counts';
import { capital, departingLayer, firstDifference, inAll, whatFor } from './schedule-departure';
import { groupsOf } from './schedule-groups';
import { quantity, quotes, rowSentence, supposes } from './schedule-reasons';
import {
  departuresOf,
  planOf,
  readingsOf,
  Simulations,
  type Plan,
  type ScheduleReadingOption,
} from './schedule-readings';
import { durationOf, judgeTime, type Taken } from './schedule-times';
import type { Verdict } from './verdict';

/** A number about a schedule with its verdict, and where in the schedule it belongs. */
export interface ScheduleVerdict {
  readonly claim: ScheduleClaim;
  readonly verdict: Verdict;
  /** The conventions that the number was counted under, where others would change it and the text does not decide. */
  readonly reading: string | undefined;
  readonly focus: ScheduleFocus;
  /** The right number as it stands in place of the wrong one. */
  readonly repair: { readonly latex: string; readonly span: Span } | undefined;
}

/** What of a schedule a claim is about. */
export interface ScheduleFocus {
  /** Index of the set-up. */
  readonly schedule: number;
  /** The layer whose backward step it is, or where a wrong total departs; undefined for the whole pass. */
  readonly layer?: number;
  readonly event?: Counted;
}

/** Decides all numbers that a text gives for schedules, in order. Those that the schedules cannot decide are left out. */
export function checkSchedules(claims: readonly ScheduleClaim[], lines: LineIndex): readonly ScheduleVerdict[] {
  return new ScheduleChecker(lines).run(claims);
}

class ScheduleChecker {
  private readonly simulations = new Simulations();
  private readonly plans = new Map<ScheduleSetup, Plan | undefined>();
  private readonly taken = new Map<number, Taken[]>();

  constructor(private readonly lines: LineIndex) {}

  run(claims: readonly ScheduleClaim[]): readonly ScheduleVerdict[] {
    const decided = new Map<ScheduleClaim, ScheduleVerdict>();
    for (const { claims: members } of groupsOf(claims)) this.group(members, decided);
    const verdicts: ScheduleVerdict[] = [];
    for (const claim of claims) {
      const verdict =
        claim.kind === 'count'
          ? claim.sure
            ? decided.get(claim)
            : this.likely(claim)
          : claim.kind === 'time'
            ? this.time(claim)
            : this.peak(claim);
      if (verdict) verdicts.push(verdict);
      if (verdict?.verdict.status === 'refuted' && claim.kind === 'count' && claim.of.kind === 'total') {
        const list = this.taken.get(claim.setup.entry) ?? [];
        this.taken.set(claim.setup.entry, list);
        list.push({ counted: claim.counted, value: claim.value, line: this.lineOf(claim.span) });
      }
    }
    return verdicts;
  }

  private lineOf(span: Span): number {
    return this.lines.position(span.from).line + 1;
  }

  private planFor(setup: ScheduleSetup): Plan | undefined {
    if (!this.plans.has(setup)) {
      const plan = planOf(setup);
      this.plans.set(setup, plan.kind === 'plan' ? plan : undefined);
    }
    return this.plans.get(setup);
  }

  private counting(plan: Plan, reading: ScheduleReadingOption): Counting | undefined {
    const memory = this.simulations.of(plan.network, reading.choice, reading.convention);
    const { needs, inputLoad, firstPass } = reading.convention;
    return (
      memory && {
        memory,
        disk: this.simulations.of(plan.network, { strategy: 'disk' }, { needs, inputLoad, firstPass }),
      }
    );
  }

  /** Claims that belong together are read under one convention: the plan's own if it fits, else one that the text leaves open and that fits all of them. */
  private group(claims: readonly CountClaim[], decided: Map<ScheduleClaim, ScheduleVerdict>): void {
    const setup = claims[claims.length - 1]?.setup;
    const plan = setup && this.planFor(setup);
    const own = plan && { choice: plan.choice, convention: plan.base };
    const base = plan && own && this.counting(plan, own);
    if (!setup || !plan || !base || !own) return;
    const wrong = (counting: Counting): number => claims.filter((c) => agrees(c, counting) === false).length;
    const baseWrong = wrong(base);
    let best = { reading: own, counting: base, wrong: baseWrong };
    if (baseWrong > 0) {
      for (const reading of readingsOf(plan, false)) {
        const counting = this.counting(plan, reading);
        const missed = counting && wrong(counting);
        if (counting && missed !== undefined && missed < best.wrong) best = { reading, counting, wrong: missed };
        if (best.wrong === 0) break;
      }
      // A few numbers that fit another convention by chance say nothing about the rest.
      if (best.wrong > 0 && baseWrong - best.wrong < 3) best = { reading: own, counting: base, wrong: baseWrong };
    }
    const departing = new Map<Counted, number>();
    for (const claim of claims) {
      const right = agrees(claim, best.counting);
      if (right === undefined) continue;
      const focus = focusOf(claim, departing.get(claim.counted));
      if (right) {
        const holds = agrees(claim, base) === true;
        const verdict = holds ? this.proved(claim, base) : this.conditional(claim, plan, best.reading, base);
        decided.set(claim, {
          claim,
          verdict,
          reading: holds ? this.reading(claim, plan) : undefined,
          focus,
          repair: undefined,
        });
        continue;
      }
      const refuted = this.refuted(claim, plan, best.counting, departing.get(claim.counted));
      if (claim.of.kind === 'layers' && claim.of.layers.length === 1 && !departing.has(claim.counted))
        departing.set(claim.counted, claim.of.layers[0] ?? 0);
      decided.set(claim, { claim, ...refuted, reading: undefined, focus: focusOf(claim, refuted.layer) });
    }
  }

  /** A count that the words do not quite name is told if it is right, and left alone else. */
  private likely(claim: CountClaim): ScheduleVerdict | undefined {
    const plan = this.planFor(claim.setup);
    const base = plan && this.counting(plan, { choice: plan.choice, convention: plan.base });
    if (!plan || !base || agrees(claim, base) !== true) return undefined;
    return {
      claim,
      verdict: this.proved(claim, base),
      reading: this.reading(claim, plan),
      focus: focusOf(claim, undefined),
      repair: undefined,
    };
  }

  private proved(claim: CountClaim, { memory, disk }: Counting): Verdict {
    const schedule = claim.counted === 'loaddisk' ? (disk ?? memory) : memory;
    const { of, counted } = claim;
    const only = of.kind === 'layers' && of.layers.length === 1 ? of.layers[0] : undefined;
    const row = only === undefined ? undefined : schedule.rows[schedule.network.layers - only];
    const reason = row
      ? `${rowSentence(row, counted, schedule, false)}: ${quantity(row[counted], counted)}.`
      : of.kind === 'total' && of.disk && counted !== 'loaddisk' && claim.value === 0
        ? `With all activations on disk, ${counted === 'fwd' ? 'nothing is run again' : 'nothing is loaded from memory'}.`
        : `Counted in the schedule: ${whatFor(claim, schedule)}.`;
    return { status: 'proved', checker: 'schedule', reason, remarks: [] };
  }

  private conditional(claim: CountClaim, plan: Plan, reading: ScheduleReadingOption, base: Counting): Verdict {
    const clause = supposes(this.nearest(claim, plan, reading), departuresOf(plan, this.nearest(claim, plan, reading)));
    const usual = rightValue(
      claim.of,
      claim.counted,
      claim.counted === 'loaddisk' ? (base.disk ?? base.memory) : base.memory,
    );
    return {
      status: 'conditional',
      checker: 'schedule',
      reason: `This is right if ${clause}, which the text leaves open.${usual === undefined ? '' : ` Otherwise it is ${quantity(usual, claim.counted)}.`}`,
      condition: `\\text{${clause}}`,
      remarks: [],
    };
  }

  /** Of what a reading supposes, only what this claim needs. */
  private nearest(claim: CountClaim, plan: Plan, reading: ScheduleReadingOption): ScheduleReadingOption {
    for (const option of readingsOf(plan, false)) {
      const { options, strategy } = departuresOf(plan, option);
      const within =
        options.every((name) => option.convention[name] === reading.convention[name]) &&
        (!strategy || option.choice.strategy === reading.choice.strategy);
      const counting = within ? this.counting(plan, option) : undefined;
      if (counting && agrees(claim, counting) === true) return option;
    }
    return reading;
  }

  /** The options that would change a number and that the text leaves open, as they are taken. */
  private reading(claim: CountClaim, plan: Plan): string | undefined {
    const open: string[] = [];
    for (const option of readingsOf(plan, false)) {
      const departures = departuresOf(plan, option);
      const size = departures.options.length + (departures.strategy ? 1 : 0);
      if (size === 0) continue;
      if (size > 1) break;
      const counting = this.counting(plan, option);
      if (!counting || agrees(claim, counting) !== false) continue;
      const own: ScheduleReadingOption = { choice: plan.choice, convention: plan.base };
      open.push(departures.strategy ? 'each layer is recomputed for itself' : supposes(own, departures));
    }
    const words = [...new Set(open)];
    return words.length === 0 ? undefined : words.join('; ');
  }

  private refuted(
    claim: CountClaim,
    plan: Plan,
    { memory, disk }: Counting,
    known: number | undefined,
  ): { readonly verdict: Verdict; readonly repair: ScheduleVerdict['repair']; readonly layer: number | undefined } {
    const { counted, of, value, setup } = claim;
    const schedule = counted === 'loaddisk' ? (disk ?? memory) : memory;
    const other = counted === 'loaddisk' ? undefined : this.explanation(claim, plan);
    const right = rightValue(of, counted, schedule);
    const layer = departingLayer(claim, schedule, known, other?.schedule);
    const row = layer === undefined ? undefined : schedule.rows[schedule.network.layers - layer];
    const number = right === undefined ? '' : `: ${quantity(right, counted)}, not ${value}`;
    const single =
      row && (of.kind === 'every layer' || (of.kind === 'layers' && of.each))
        ? `: ${quantity(row[counted], counted)}, not ${value}`
        : number;
    const sentence =
      row && of.kind !== 'first pass' && of.kind !== 'both passes'
        ? `${rowSentence(row, counted, schedule, true)}${inAll(claim, row[counted], right) ?? single}.`
        : `${capital(whatFor(claim, schedule))}${right === undefined ? '' : `, not ${value}`}.`;
    // Another way of counting explains a wrong number only if it departs where the text does.
    const departs =
      other && of.kind === 'total' && known !== undefined
        ? firstDifference(schedule, other.schedule, counted) === known
        : true;
    const said = other === undefined || !departs ? '' : quotes(setup, other.departures, this.lines);
    const verdict: Verdict = {
      status: 'refuted',
      checker: 'schedule',
      reason: `${sentence}${said === '' ? '' : ` The text says ${said}.`}`,
      evidence: 'exact',
      counterexample: {},
      left: `${value}`,
      right: `${right ?? row?.[counted] ?? ''}`,
      remarks: [],
    };
    return { verdict, layer, repair: right === undefined ? undefined : { latex: `${right}`, span: claim.numberSpan } };
  }

  /** The reading nearest to the plan under which a wrong number would be right. */
  private explanation(
    claim: CountClaim,
    plan: Plan,
  ): { readonly schedule: Schedule; readonly departures: ReturnType<typeof departuresOf> } | undefined {
    for (const option of readingsOf(plan, true)) {
      const counting = this.counting(plan, option);
      if (counting && agrees(claim, counting) === true)
        return { schedule: counting.memory, departures: departuresOf(plan, option) };
    }
    return undefined;
  }

  private time(claim: TimeClaim): ScheduleVerdict | undefined {
    const { setup } = claim;
    const plan = this.planFor(setup);
    const value = durationOf(claim);
    const given = setup.times.get('loaddisk');
    if (
      !plan ||
      !value ||
      !setup.times.has('fwd') ||
      !setup.times.has('loadmem') ||
      (given && claim.of !== 'backward pass')
    )
      return undefined;
    const schedule = this.simulations.of(plan.network, plan.choice, plan.base);
    if (!schedule) return undefined;
    const taken = (this.taken.get(setup.entry) ?? []).slice();
    const judged = judgeTime(claim, value, schedule, taken);
    const focus: ScheduleFocus = { schedule: setup.entry };
    if (judged.kind === 'right')
      return {
        claim,
        verdict: { status: 'proved', checker: 'schedule', reason: judged.reason, remarks: [] },
        reading: undefined,
        focus,
        repair: undefined,
      };
    for (const option of readingsOf(plan, false)) {
      const other = this.simulations.of(plan.network, option.choice, option.convention);
      if (!other || judgeTime(claim, value, other, []).kind !== 'right') continue;
      const clause = supposes(option, departuresOf(plan, option));
      const verdict: Verdict = {
        status: 'conditional',
        checker: 'schedule',
        reason: `This is right if ${clause}, which the text leaves open. ${judged.reason}`,
        condition: `\\text{${clause}}`,
        remarks: [],
      };
      return { claim, verdict, reading: undefined, focus, repair: undefined };
    }
    const verdict: Verdict = {
      status: 'refuted',
      checker: 'schedule',
      reason: judged.reason,
      evidence: 'exact',
      counterexample: {},
      left: '',
      right: '',
      remarks: [],
    };
    return {
      claim,
      verdict,
      reading: undefined,
      focus,
      repair:
        claim.sum.length === 1 && claim.sum[0]?.length === 1 && judged.right !== undefined
          ? { latex: judged.right, span: claim.numberSpan }
          : undefined,
    };
  }

  private peak(claim: PeakClaim): ScheduleVerdict | undefined {
    const plan = this.planFor(claim.setup);
    const schedule = plan && this.simulations.of(plan.network, plan.choice, plan.base);
    if (!schedule) return undefined;
    const { peak } = schedule;
    const focus: ScheduleFocus = { schedule: claim.setup.entry };
    const most = `The schedule holds at most ${peak} activations at once: the input, what is kept, and what is in flight`;
    const stated = (verdict: Verdict): ScheduleVerdict => ({
      claim,
      verdict,
      reading: undefined,
      focus,
      repair: undefined,
    });
    if (claim.value === peak) return stated({ status: 'proved', checker: 'schedule', reason: `${most}.`, remarks: [] });
    if (claim.value === peak - 1) {
      const clause = 'the input is not counted';
      return stated({
        status: 'conditional',
        checker: 'schedule',
        reason: `This is right if ${clause}. ${most}.`,
        condition: `\\text{${clause}}`,
        remarks: [],
      });
    }
    // Two more for gradients at most; less than two cannot be, as a layer needs room for its input and its output.
    if (claim.value > peak + 2 || claim.value < 2) {
      return stated({
        status: 'refuted',
        checker: 'schedule',
        reason: `${most}, not ${claim.value}.`,
        evidence: 'exact',
        counterexample: {},
        left: `${claim.value}`,
        right: `${peak}`,
        remarks: [],
      });
    }
    return stated({
      status: 'unknown',
      checker: 'schedule',
      reason: `${most}. What this number counts is not clear.`,
      remarks: [],
    });
  }
}

function focusOf(claim: CountClaim, departs: number | undefined): ScheduleFocus {
  const layer = claim.of.kind === 'layers' ? claim.of.layers[0] : departs;
  return { schedule: claim.setup.entry, event: claim.counted, ...(layer === undefined ? {} : { layer }) };
}
