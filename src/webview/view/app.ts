import type { Choice } from '../../schedule/strategy';
import type { MessageToPanel } from '../messages';
import { beatAtShare, clockOf, stopAt, timeAt, type Clock } from '../model/clock';
import { formatMoving, formatPicoseconds } from '../model/durations';
import { IdleQueue } from '../model/idle';
import { beatOfEvent, eventNameOf } from '../model/pick';
import { planOf, type Plan } from '../model/plan';
import { initialPlayer, play, type PlayerAction, type PlayerState } from '../model/player';
import { remarksOn } from '../model/remarks';
import { readSaved, type Saved } from '../model/saved';
import {
  addLane,
  defaultSettings,
  maximalLanes,
  removeLane,
  settingsFor,
  withLane,
  type Settings,
} from '../model/settings';
import { tradeoff } from '../model/tradeoff';
import { announcer } from './announcer';
import { tradeoffChart } from './chart';
import { conventionForm } from './conventionForm';
import { exportSvg, themeColours } from './exportSvg';
import type { Host } from './host';
import { listenToKeys } from './keyboard';
import { laneView, type Lane } from './lane';
import { pageFrame } from './page';
import { networkForm } from './networkForm';
import { patternSheet } from './patterns';
import { transport } from './transport';

/** The whole panel: keeps the settings and the clock, and tells the views what to show. Everything shown follows from `settings` and `player`. */
export class App {
  private settings: Settings = defaultSettings;
  private plan: Plan = planOf(defaultSettings);
  private clock: Clock = clockOf([]);
  private player: PlayerState = initialPlayer;
  private lanes: readonly Lane[] = [];
  private lastFrame: number | undefined;
  private isRebuildDue = false;
  private announcedBeat = -1;

  private readonly calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  private readonly idle = new IdleQueue(
    (run) => {
      const timer = setTimeout(run, 1);
      return () => clearTimeout(timer);
    },
    () => performance.now(),
  );
  private readonly network = networkForm((part) => this.change({ ...this.settings, ...part }));
  private readonly transport = transport((action) => this.act(action));
  private readonly convention = conventionForm((part) =>
    this.change({ ...this.settings, convention: { ...this.settings.convention, ...part } }),
  );
  private readonly chart = tradeoffChart((choice) => this.setLane(0, choice));
  private readonly announcer = announcer();
  private readonly page = pageFrame({
    parts: {
      network: this.network.element,
      transport: this.transport.element,
      chart: this.chart.element,
      convention: this.convention.element,
    },
    addLane: () => this.addLane(),
    openSource: () => this.openSource(),
    savePicture: () => this.savePicture(),
    savePage: () => this.savePage(),
  });

  constructor(
    root: HTMLElement,
    private readonly host: Host,
  ) {
    root.replaceChildren(patternSheet(), this.page.element, this.announcer.element);
    const saved = readSaved(host.read());
    if (saved !== undefined) {
      this.settings = saved.settings;
      this.player = { ...initialPlayer, speed: saved.speed };
    }
    this.rebuild(saved?.progress ?? 0);
    listenToKeys(document, (action) => this.act(action));
    window.addEventListener('message', ({ data }: MessageEvent<MessageToPanel>) => this.receive(data));
    // The first report comes at once and says nothing new.
    let width = this.page.laneWidth(this.lanes.length);
    new ResizeObserver(() => {
      const next = this.page.laneWidth(this.lanes.length);
      if (next === width) return;
      width = next;
      this.rebuildSoon();
    }).observe(this.page.element);
    this.calm.addEventListener('change', () => this.draw());
    const source = saved?.settings.source;
    host.post({ kind: 'ready', restored: saved !== undefined, ...(source === undefined ? {} : { source }) });
  }

  private receive(message: MessageToPanel): void {
    switch (message.kind) {
      case 'setup':
        this.change(settingsFor(message.setup, this.settings));
        break;
      case 'revealEvent': {
        const beat = beatOfEvent(this.clock, 0, message.layer, message.event);
        if (beat !== undefined) this.act({ kind: 'seek', beat });
        break;
      }
    }
  }

  private act(action: PlayerAction): void {
    const wasPlaying = this.player.playing;
    this.player = play(this.player, action, this.clock);
    if (this.player.playing && !wasPlaying) {
      this.lastFrame = undefined;
      requestAnimationFrame((now) => this.tick(now));
    }
    this.draw();
    if (!this.player.playing) this.save();
  }

  private tick(now: number): void {
    if (!this.player.playing) return;
    const seconds = this.lastFrame === undefined ? 0 : Math.min(0.25, (now - this.lastFrame) / 1000);
    this.lastFrame = now;
    this.player = play(this.player, { kind: 'tick', seconds }, this.clock);
    this.draw();
    if (this.player.playing) requestAnimationFrame((next) => this.tick(next));
    else this.save();
  }

  private draw(): void {
    // Without motion everything stands still between the ends of steps.
    const beat = this.calm.matches && this.player.playing ? stopAt(this.clock, this.player.beat) : this.player.beat;
    for (const lane of this.lanes) lane.draw(beat);
    const caption = this.lanes[0]?.now()?.caption ?? '';
    this.transport.update(this.player, this.clock, this.timeInWords(beat), caption);
    if (beat === this.announcedBeat) return;
    if (this.announcedBeat >= 0) this.announcer.say(this.spoken(), this.player.playing);
    this.announcedBeat = beat;
  }

  private spoken(): string {
    const captions = this.lanes.map((lane) => lane.now()?.caption ?? '');
    return captions.length === 1
      ? (captions[0] ?? '')
      : captions.map((caption, i) => `Schedule ${i + 1}: ${caption}`).join(' ');
  }

  private timeInWords(beat: number): string {
    if (this.clock.times.length === 0) return '';
    const format = beat === stopAt(this.clock, beat) ? formatPicoseconds : formatMoving;
    return format(timeAt(this.clock, beat)).replace('-', '−');
  }

  private change(settings: Settings): void {
    this.settings = settings;
    this.rebuildSoon();
  }

  /** Sliders report many values in one frame; the last one counts. */
  private rebuildSoon(): void {
    if (this.isRebuildDue) return;
    this.isRebuildDue = true;
    requestAnimationFrame(() => {
      this.isRebuildDue = false;
      this.rebuild(this.progress());
    });
  }

  private rebuild(progress: number): void {
    const { settings } = this;
    this.plan = planOf(settings);
    const plans = this.plan.kind === 'network' ? this.plan.lanes : [];
    const tracks = plans.flatMap((lane) => (lane.kind === 'track' ? [lane.track] : []));
    this.clock = clockOf(tracks);
    const mostMemory = Math.max(1, ...tracks.map(({ schedule }) => schedule.peak));

    if (this.lanes.length !== plans.length) {
      this.lanes = plans.map((_, index) => this.makeLane(index));
      this.page.showLanes(this.lanes.map(({ element }) => element));
    }
    const width = this.page.laneWidth(plans.length);
    plans.forEach((lane, index) => {
      const laneClock = lane.kind === 'track' ? this.clock.lanes.find(({ track }) => track === lane.track) : undefined;
      this.lanes[index]?.show({
        lane,
        laneClock,
        clock: this.clock,
        settings,
        width,
        mostMemory,
        canClose: plans.length > 1,
        canCompare: plans.length < maximalLanes && plans.every(({ choice }) => choice.strategy !== 'binomial'),
        hasSource: settings.source !== undefined && this.host.isEditor && index === 0,
      });
    });
    this.network.update({ settings, plan: this.plan });
    this.convention.update(settings.convention);
    this.page.update({
      source: this.host.isEditor ? settings.source : undefined,
      problem: this.plan.kind === 'problem' ? this.plan.message : undefined,
      canAdd: plans.length > 0 && plans.length < maximalLanes,
      canSavePage: this.host.isEditor,
    });
    this.player = {
      ...this.player,
      beat: beatAtShare(this.clock, progress),
      playing: this.player.playing && this.clock.length > 0,
    };
    this.announcedBeat = -1;
    this.draw();
    this.computeLater();
    this.save();
  }

  /** What takes longer than a frame may, and is not needed for one. */
  private computeLater(): void {
    if (this.plan.kind !== 'network') return;
    const { network, lanes } = this.plan;
    lanes.forEach((lane, index) => {
      if (lane.kind !== 'track') return;
      const view = this.lanes[index];
      const steps = (function* (): Generator<void, ReturnType<typeof remarksOn>, void> {
        yield;
        return remarksOn(lane.schedule);
      })();
      this.idle.put(`remarks ${index}`, { steps, done: (remarks) => view?.remark(remarks) });
    });
    this.chart.show(undefined, 0);
    this.idle.put('chart', {
      steps: tradeoff(network, this.settings.convention),
      done: (points) => this.chart.show(points, this.page.chartWidth()),
    });
    this.chart.mark(this.settings.lanes);
  }

  private makeLane(index: number): Lane {
    return laneView(index + 1, {
      change: (choice) => this.setLane(index, choice),
      close: () => this.change(removeLane(this.settings, index)),
      seek: (beat) => this.act({ kind: 'seek', beat }),
      pickNow: () => this.pickNow(index),
      pickLayer: (layer) => this.pickLayer(index, layer),
      compare: (choice) => this.change(addLane(this.settings, choice)),
    });
  }

  private setLane(index: number, choice: Choice): void {
    this.change(withLane(this.settings, index, choice));
  }

  private addLane(): void {
    const slots = this.slotsOfFirst();
    const offered: readonly Choice[] = [
      { strategy: 'binomial', slots },
      { strategy: 'sqrt' },
      { strategy: 'store-all' },
    ];
    const next = offered.find(({ strategy }) => this.settings.lanes.every((lane) => lane.strategy !== strategy));
    this.change(addLane(this.settings, next ?? { strategy: 'from-input' }));
  }

  private slotsOfFirst(): number {
    const first = this.plan.kind === 'network' ? this.plan.lanes[0] : undefined;
    return first?.kind === 'track' ? first.schedule.firstPass.stored.length + 1 : 3;
  }

  /** Tells the text which event was picked. Only the first schedule is the text's own. */
  private pickNow(index: number): void {
    const { source } = this.settings;
    const step = this.lanes[index]?.now()?.step;
    if (source === undefined || step === undefined || index > 0) return;
    this.host.post({ kind: 'pickEvent', layer: step.toward, event: eventNameOf(step), source });
  }

  private pickLayer(index: number, layer: number): void {
    const beat = beatOfEvent(this.clock, index, layer);
    if (beat !== undefined) this.act({ kind: 'seek', beat });
    const { source } = this.settings;
    if (source !== undefined && index === 0) this.host.post({ kind: 'pickEvent', layer, event: 'row', source });
  }

  private openSource(): void {
    const { source } = this.settings;
    if (source !== undefined) this.host.post({ kind: 'openSource', source });
  }

  private savePicture(): void {
    const lanes = this.lanes.map((lane) => lane.snapshot()).filter((snapshot) => snapshot !== undefined);
    this.host.post({ kind: 'save', name: 'schedule.svg', content: exportSvg(lanes) });
  }

  private savePage(): void {
    this.host.post({
      kind: 'savePage',
      name: 'schedule.html',
      state: this.saved(),
      theme: document.body.className,
      colours: themeColours(),
    });
  }

  private progress(): number {
    return this.clock.length > 0 ? Math.min(1, this.player.beat / this.clock.length) : 0;
  }

  private saved(): Saved {
    return { version: 1, settings: this.settings, progress: this.progress(), speed: this.player.speed };
  }

  private save(): void {
    this.host.keep(this.saved());
  }
}
