import type { EventName } from '../messages';
import type { Clock, LaneClock } from './clock';
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
    if (event === 'row' || event === name) return endOfFirstStep(laneClock, act);
  }
  return undefined;
}

/** Where the first step of an act ends on the clock. */
function endOfFirstStep({ grain, track, starts, ends }: LaneClock, act: number): number {
  if (grain === 'step') return ends[track.stepsBefore[act] ?? 0] ?? 0;
  const [start, end] = [starts[act] ?? 0, ends[act] ?? 0];
  return start + (end - start) / stepsOfAct(track, act);
}
