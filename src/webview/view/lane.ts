import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { Choice } from '../../schedule/strategy';
import { captionAt } from '../model/caption';
import { timeAt, type Clock, type LaneClock } from '../model/clock';
import { closedFormOf } from '../model/closedForm';
import { countersAt } from '../model/counters';
import { Frames } from '../model/frame';
import { titleOf } from '../model/names';
import type { LanePlan, LaneTrack } from '../model/plan';
import { conventionInWords, describe, type Remarks } from '../model/remarks';
import type { Settings } from '../model/settings';
import type { Step } from '../model/step';
import { countersView } from './counters';
import { denseRow } from './denseRow';
import { detailedRow } from './detailedRow';
import { html, setText } from './element';
import type { Snapshot } from './exportSvg';
import { laneControls, type LaneEvents } from './laneControls';
import { layerTable } from './layerTable';
import { typeset } from './math';
import { sentence } from './networkForm';
import { optimumTable } from './optimumTable';
import { narrowestPitch, rowPlan } from './rowPlan';
import { timeline } from './timeline';

export interface Lane {
  readonly element: HTMLElement;
  /** Builds everything anew for a schedule, or says why there is none. */
  readonly show: (input: LaneInput) => void;
  /** What is known a little later. */
  readonly remark: (remarks: Remarks) => void;
  /** Brings the pictures to a beat of the clock. */
  readonly draw: (beat: number) => void;
  /** The caption and the step at the last beat drawn; undefined where there is no schedule. */
  readonly now: () => { readonly caption: string; readonly step: Step } | undefined;
  /** The pictures of the moment with what has been counted, for an export. */
  readonly snapshot: () => Snapshot | undefined;
}

export interface LaneInput {
  readonly lane: LanePlan;
  readonly laneClock: LaneClock | undefined;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly width: number;
  readonly mostMemory: number;
  readonly canClose: boolean;
  /** Whether the optimum could be put beside it. */
  readonly canCompare: boolean;
  /** Whether a claim about a step can be shown in a text. */
  readonly hasSource: boolean;
}

export interface LaneActions extends LaneEvents {
  readonly seek: (beat: number) => void;
  readonly pickNow: () => void;
  readonly pickLayer: (layer: number) => void;
  /** Puts the optimum with so many slots beside this schedule. */
  readonly compare: (choice: Choice) => void;
}

/** One schedule: its controls, its counters, its pictures and what there is to say about it. */
export function laneView(number: number, actions: LaneActions): Lane {
  const controls = laneControls(number, actions);
  const body = html('div', { class: 'lane-body' });
  const element = html('section', { class: 'lane' }, controls.element, body);
  let drawn: Drawn | undefined;

  return {
    element,
    show: (input) => {
      const { lane, settings, canClose, laneClock } = input;
      controls.update(lane.choice, settings.layers, canClose);
      element.setAttribute('aria-label', `Schedule ${number}: ${titleOf(lane.choice)}`);
      drawn = lane.kind === 'track' && laneClock !== undefined ? bodyOf(lane, laneClock, input, actions) : undefined;
      body.replaceChildren(
        ...(drawn?.parts ?? [refusal(lane.kind === 'problem' ? lane.message : '', settings, actions)]),
      );
    },
    remark: (remarks) => drawn?.remark(remarks),
    draw: (beat) => drawn?.draw(beat),
    now: () => drawn?.now(),
    snapshot: () => drawn?.snapshot(),
  };
}

interface Drawn {
  readonly parts: readonly Element[];
  readonly snapshot: () => Snapshot;
  readonly draw: (beat: number) => void;
  readonly remark: (remarks: Remarks) => void;
  readonly now: () => { readonly caption: string; readonly step: Step } | undefined;
}

function bodyOf(lane: LaneTrack, laneClock: LaneClock, input: LaneInput, actions: LaneActions): Drawn {
  const { schedule, track } = lane;
  const { clock, settings, width, mostMemory, hasSource, canCompare } = input;
  const frames = new Frames(clock, laneClock);
  const makeRow = rowPlan(track, width).pitch < narrowestPitch ? denseRow : detailedRow;
  const row = makeRow(track, width, { pickLayer: actions.pickLayer });
  const counters = countersView(track);
  const times = timeline({
    track,
    clock,
    width,
    mostMemory,
    description: timelineInWords(lane),
    seek: actions.seek,
    pick: actions.pickNow,
  });
  const caption = html('p', { class: 'caption' });
  const toText = html(
    'button',
    { type: 'button', class: 'link-button', title: 'Select the claim about this step in the text' },
    'Show in text',
  );
  toText.addEventListener('click', actions.pickNow);
  const captionLine = html('div', { class: 'caption-line' }, caption, ...(hasSource ? [toText] : []));
  const optimum = html('div', { class: 'remark' });
  const disk = html('p', { class: 'remark muted' });
  let last: { readonly caption: string; readonly step: Step } | undefined;
  let lastMoment = '';

  return {
    parts: [
      html('p', { class: 'description' }, describe(schedule)),
      counters.element,
      row.element,
      captionLine,
      times.element,
      html('div', { class: 'remarks' }, ...formula(lane), optimum, disk, counted(lane, settings)),
      layerTable(schedule, actions.pickLayer),
    ],
    snapshot: () => ({
      title: titleOf(schedule.choice),
      lines: [counters.summary(), last?.caption ?? ''],
      row: row.element,
      timeline: times.picture,
      now: times.now(),
    }),
    draw: (beat) => {
      const frame = frames.at(beat);
      row.draw(frame);
      times.moveTo(timeAt(clock, beat));
      counters.update(countersAt(track, frame.position));
      const { act, offset, phase } = frame.position;
      const moment = `${act} ${offset} ${phase}`;
      if (moment !== lastMoment) {
        lastMoment = moment;
        last = { caption: captionAt(track, frame.position), step: frame.step };
        setText(caption, last.caption);
        captionLine.dataset['kind'] = frame.step.kind;
        row.element.setAttribute('aria-label', `The network now: ${last.caption}`);
      }
    },
    remark: ({ optimum: comparison, breakEven }) => {
      optimum.replaceChildren();
      if (comparison !== undefined) {
        const button = html('vscode-button', { secondary: true }, 'Compare');
        button.setAttribute('title', 'Put the optimum beside this schedule, on the same clock');
        button.addEventListener('click', () => actions.compare({ strategy: 'binomial', slots: comparison.slots }));
        optimum.append(optimumTable(comparison), ...(canCompare ? [button] : []));
      }
      setText(
        disk,
        breakEven === undefined
          ? ''
          : `Keeping everything on disk takes as long if one load from disk takes ${breakEven}.`,
      );
    },
    now: () => last,
  };
}

function refusal(message: string, { layers }: Settings, { change }: LaneActions): HTMLElement {
  const box = html('div', { class: 'refusal', role: 'alert' }, html('p', {}, sentence(message)));
  if (/^every /.test(message)) {
    const button = html('vscode-button', { secondary: true }, `Use ${layers}`);
    button.addEventListener('click', () => change({ strategy: 'every', every: layers }));
    box.append(button);
  }
  return box;
}

/** Stands wherever numbers stand: what differs from what is asked of all schedules is set off. */
function counted({ schedule }: LaneTrack, settings: Settings): HTMLElement {
  const line = html('p', { class: 'remark muted counted' }, 'Counted so: ');
  conventionInWords(schedule, settings.convention).forEach(({ words, departs }, i) => {
    line.append(i === 0 ? '' : '; ', departs ? html('b', {}, `${words} (this strategy leaves no choice)`) : words);
  });
  line.append('.');
  return line;
}

function formula({ schedule }: LaneTrack): readonly HTMLElement[] {
  const form = closedFormOf(schedule);
  if (form === undefined) return [];
  const words = form.counts === 'recomputed' ? 'Layers run again: ' : 'fwd in both passes: ';
  const mathematics = html('span', { class: 'mathematics' });
  typeset(mathematics, form.latex);
  return [html('p', { class: 'remark' }, words, mathematics)];
}

function timelineInWords({ schedule, choice }: LaneTrack): string {
  const { totals, firstPass, peak } = schedule;
  const loads = totals.loaddisk > 0 ? `${totals.loaddisk} loads from disk` : `${totals.loadmem} loads from memory`;
  return `Timeline of ${titleOf(choice)}: a first pass of ${firstPass.fwd} fwd, then a backward pass with ${totals.fwd} fwd and ${loads}; at most ${peak} held in memory.`;
}
