import type { Choice } from '../schedule/strategy';
import type { Convention } from '../schedule/convention';

/**
 * What the panel and the editor say to each other. Plain data, which passes through `postMessage` unchanged.
 *
 *     text ── setup, revealEvent ──▶ panel ── pickEvent, openSource, save ──▶ text
 */

/** What a text says about a network and a schedule for it. Times are written out with their units: `20 ns`. */
export interface ScheduleSetup {
  readonly layers: number;
  readonly choice: Choice;
  /** Of one `fwd`, or of each layer's from layer 1 on. */
  readonly fwd: string | readonly string[];
  readonly loadmem: string;
  readonly loaddisk?: string;
  /** Sizes of the input and of the activations 1, 2, …; left out where all are 1. */
  readonly sizes?: readonly number[];
  /** What the text's words fix; the homework's convention where they fix nothing. */
  readonly convention?: Partial<Convention>;
  readonly source?: Source;
}

/** Where a setup was read. */
export interface Source {
  readonly uri: string;
  /** "Problem 2(b)". */
  readonly title: string;
  /** From 0. */
  readonly line: number;
}

/** The operations of a schedule as homework calls them; `row` is everything that is done for one layer. */
export type EventName = 'fwd' | 'loadmem' | 'loaddisk' | 'backward' | 'row';

export type MessageToPanel = SetupMessage | RevealEventMessage;

/** Shows this setup. Sent once after `ready`, and whenever the text that it was read from changes. */
export interface SetupMessage {
  readonly kind: 'setup';
  readonly setup: ScheduleSetup;
}

/** Moves the first schedule to an event of a layer in the backward pass; without `event`, to the first one. */
export interface RevealEventMessage {
  readonly kind: 'revealEvent';
  readonly layer: number;
  readonly event?: EventName;
}

export type MessageFromPanel = ReadyMessage | PickEventMessage | OpenSourceMessage | SaveMessage | SavePageMessage;

/** Must be sent once, when the panel listens. */
export interface ReadyMessage {
  readonly kind: 'ready';
  /** Whether the panel has restored what it showed before: then no setup need be sent. */
  readonly restored: boolean;
}

/** Somebody picked an event: the claim about it may be selected in the text. Layer 0 stands for the first pass. */
export interface PickEventMessage {
  readonly kind: 'pickEvent';
  readonly layer: number;
  readonly event: EventName;
  readonly source: Source;
}

export interface OpenSourceMessage {
  readonly kind: 'openSource';
  readonly source: Source;
}

/** Saves a file under a name that the user may change. */
export interface SaveMessage {
  readonly kind: 'save';
  readonly name: string;
  readonly content: string;
}

/** Saves the animation as a page of its own: the panel's code and styles with this state and these colours. */
export interface SavePageMessage {
  readonly kind: 'savePage';
  readonly name: string;
  /** What the panel keeps of itself; the page shows it. */
  readonly state: unknown;
  /** The editor's classes of the page, which tell its kind of theme. */
  readonly theme: string;
  /** The custom properties of the theme, by name. */
  readonly colours: Readonly<Record<string, string>>;
}
