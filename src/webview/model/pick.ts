import type { EventName } from '../messages';
import { beatAt, type Clock, type LaneClock } from './clock';
import type { Step } from './step';
import { stepsOfAct } from './track';

/** What homework calls a step. */
export function eventNameOf({ kind, place }: Pick<Step, 'kind' | 'place'>): EventName {
  if (kind === 'load') return place === 'disk' ? 'loaddisk' : 'loadmem';
  return kind;
}

/** The beat at which the first such event of a layer's backward step is half done; undefined where there is none. Layer 0 is the first pass. */
export function beatOfEvent(clock: Clock, lane: number, layer: number, event: EventName = 'row'): number | undefined {
  const laneClock = clock.lanes[lane];
  if (laneClock === undefined) return undefined;
  const { track } = laneClock;
  for (let act = 0; act < track.acts; act++) {
    const move = track.schedule.moves[track.moveOf[act] ?? 0];
    if (move?.toward !== layer) continue;
    const name: EventName =
      move.kind === 'run'
        ? 'fwd'
        : move.kind === 'load'
          ? move.place === 'disk'
            ? 'loaddisk'
            : 'loadmem'
          : 'backward';
    if (event === 'row' || event === name) return endOfFirstStep(clock, laneClock, act);
  }
  return undefined;
}

/** Where the first step of an act ends on the clock. */
function endOfFirstStep(clock: Clock, { grain, track, ends }: LaneClock, act: number): number {
  if (grain === 'step') return ends[track.stepsBefore[act] ?? 0] ?? 0;
  const [from, to] = [track.timeBefore[act] ?? 0, track.timeBefore[act + 1] ?? 0];
  return to > from ? beatAt(clock, from + (to - from) / stepsOfAct(track, act)) : (ends[act] ?? 0);
}
