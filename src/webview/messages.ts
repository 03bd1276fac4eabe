import type { EventName, SchedulePlace, ScheduleSetup, ScheduleSource } from '../protocol';

/**
 * What the panel and the editor say to each other. Plain data, which passes through `postMessage` unchanged.
 *
 *     text ── setup, revealEvent ──▶ panel ── pickEvent, openSource, save ──▶ text
 */

export type { EventName, ScheduleSetup };
/** Where a setup was read. */
export type Source = ScheduleSource;

export type MessageToPanel = SetupMessage | RevealEventMessage;

/** Shows this setup. Sent once after `ready`, and whenever the text that it was read from changes. */
export interface SetupMessage {
  readonly kind: 'setup';
  readonly setup: ScheduleSetup;
}

/** Moves the first schedule to an event of a layer in the backward pass; without `event`, to the first one. */
export interface RevealEventMessage extends SchedulePlace {
  readonly kind: 'revealEvent';
}

export type MessageFromPanel = ReadyMessage | PickEventMessage | OpenSourceMessage | SaveMessage | SavePageMessage;

/** Must be sent once, when the panel listens. */
export interface ReadyMessage {
  readonly kind: 'ready';
  /** Whether the panel has restored what it showed before: then no setup need be sent. */
  readonly restored: boolean;
  /** Where that was read. */
  readonly source?: Source;
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
