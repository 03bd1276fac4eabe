import type { Analysis, CheckedClaim, UnderstoodSchedule, ScheduleEvent } from '../analysis';
import { type Span, touches } from '../text/span';
import { problemTitle } from './verify';

/** A schedule and, where a claim about it is what was asked for, that claim. */
export interface ScheduleHere {
  readonly schedule: UnderstoodSchedule;
  readonly claim?: CheckedClaim;
  readonly event?: ScheduleEvent;
}

/** The first claim about a schedule whose words or sentence touch a range; of those of one sentence, the nearest one to its beginning. */
export function scheduleClaimIn(analysis: Analysis, range: Span): ScheduleHere | undefined {
  let best: CheckedClaim | undefined;
  for (const claim of analysis.claims) {
    const { span, wholeSpan, schedule } = claim;
    if (schedule === undefined || wholeSpan.from > range.to || range.from > wholeSpan.to) continue;
    if (best === undefined || distance(span, range.from) < distance(best.span, range.from)) best = claim;
  }
  return best && aboutSchedule(analysis, best);
}

/** The schedule that a claim is about; undefined if it is about something else. */
function aboutSchedule(analysis: Analysis, claim: CheckedClaim): ScheduleHere | undefined {
  const schedule = claim.schedule && analysis.schedules[claim.schedule.index];
  if (schedule === undefined) return undefined;
  const event = claim.schedule?.event;
  return event === undefined ? { schedule, claim } : { schedule, claim, event };
}

/**
 * The schedule that an offset is nearest to: the claim's there, else the last one that is set up before it in its problem, else the next one there,
 * else the nearest one of the document.
 */
export function scheduleNear(analysis: Analysis, offset: number): ScheduleHere | undefined {
  const claimed = scheduleClaimIn(analysis, { from: offset, to: offset });
  if (claimed !== undefined) return claimed;
  const around = analysis.problems.find((problem) => touches(problem.span, offset));
  const inProblem = analysis.schedules.filter(({ span }) => around !== undefined && within(span, around.span));
  const candidates = inProblem.length > 0 ? inProblem : analysis.schedules;
  const before = candidates.filter(({ span }) => span.from <= offset);
  const schedule = before[before.length - 1] ?? candidates[0];
  return schedule && { schedule };
}

/** What a person has in view and wants to find in the text. */
export interface Wanted {
  readonly title: string;
  /** From 0. */
  readonly line: number;
  /** 0 stands for the first pass. */
  readonly layer: number;
  readonly event: 'fwd' | 'loadmem' | 'loaddisk' | 'backward' | 'row';
}

/**
 * Where the text speaks of an event of a schedule: the first claim about that event of that layer, else one about that layer, else the words
 * that set the schedule up. Undefined where the document has no schedule.
 */
export function placeOfEvent(analysis: Analysis, { title, line, layer, event }: Wanted): Span | undefined {
  const index = indexOfSchedule(analysis, title, line);
  const schedule = index === undefined ? undefined : analysis.schedules[index];
  if (schedule === undefined) return undefined;
  const ofLayer = analysis.claims.filter(
    ({ schedule: about }) => about?.index === index && about?.event?.layer === layer,
  );
  const exact = event === 'row' ? undefined : ofLayer.find((claim) => claim.schedule?.event?.event === event);
  return (exact ?? ofLayer[0])?.wholeSpan ?? schedule.span;
}

/** What a schedule of the text is called: "Problem 2(b)". */
export function scheduleTitle({ problem }: UnderstoodSchedule): string {
  return problem === undefined ? 'Set up in the text' : problemTitle({ id: problem });
}

/** Of several with one title, the one nearest to the line; where no title fits, the nearest one of all. */
function indexOfSchedule(analysis: Analysis, title: string, line: number): number | undefined {
  const { lines } = analysis.document;
  let best: { readonly index: number; readonly cost: readonly [number, number] } | undefined;
  for (const [index, schedule] of analysis.schedules.entries()) {
    const cost = [
      scheduleTitle(schedule) === title ? 0 : 1,
      Math.abs(lines.position(schedule.span.from).line - line),
    ] as const;
    if (best === undefined || cost[0] < best.cost[0] || (cost[0] === best.cost[0] && cost[1] < best.cost[1])) {
      best = { index, cost };
    }
  }
  return best?.index;
}

function distance({ from, to }: Span, offset: number): number {
  return Math.max(0, from - offset, offset - to);
}

function within(inner: Span, outer: Span): boolean {
  return outer.from <= inner.from && inner.from < outer.to;
}
