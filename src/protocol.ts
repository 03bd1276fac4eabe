import type { Status } from './check/verdict';
import type { Convention } from './schedule/convention';
import type { Choice } from './schedule/strategy';

/**
 * What server and client say to each other beyond the Language Server Protocol. Plain data; places are those of the protocol: lines and
 * UTF-16 columns from 0.
 */

export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Place;
  readonly end: Place;
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/** Request, client → server: check the problem around a place. Answers a `VerifyResult`; may be cancelled. */
export const verifyProblem = 'rederive/verifyProblem';

export interface VerifyParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Place;
  /** A token of the client's choice: `VerifyProgress` is reported to it until the answer comes. */
  readonly workDoneToken?: string;
}

/** Progress of a verification: how many claims of the document are done. */
export interface VerifyProgress {
  readonly done: number;
  readonly total: number;
}

export interface VerifyResult {
  /** "Problem 1(b)", or "Whole document". */
  readonly title: string;
  readonly counts: Readonly<Record<Status, number>>;
  /** "Problem 1(b): 5 proved, 3 tested, 1 refuted, 2 undecided". */
  readonly sentence: string;
  /** Where the first refuted step stands; of a notebook, in which of its cells. */
  readonly firstRefuted?: Location;
}

/** Notification, server → client: the ticks and the counts of one version of a document; replaces what was sent for it before. */
export const marksChanged = 'rederive/marks';

export interface MarksParams {
  readonly uri: string;
  readonly version: number;
  readonly marks: readonly { readonly line: number; readonly kind: 'proved' | 'tested' }[];
  readonly status: { readonly text: string; readonly tooltip: string };
}

/** Notification, client → server: how the editor looks. Must be sent once after the start and whenever it changes. */
export const themeChanged = 'rederive/theme';

export interface ThemeParams {
  readonly kind: ThemeKind;
  /** In pixels. */
  readonly fontSize: number;
}

export type ThemeKind = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

/** Notification, client → server: where the cursor is now. A formula that was being typed is judged once the cursor has left it. */
export const cursorMoved = 'rederive/cursor';

export interface CursorParams {
  readonly uri: string;
  readonly position: Place;
}

/**
 * What a client says in `initializationOptions`. Whoever shows schedules has the command `showScheduleCommand`, which takes a `ScheduleSetup` and
 * a `SchedulePlace`; the server offers it in lenses, hovers and code actions then, and there only.
 */
export interface ClientOptions {
  readonly showsSchedules?: boolean;
}

export const showScheduleCommand = 'rederive.showSchedule';

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
  readonly source?: ScheduleSource;
}

/** Where a setup was read. */
export interface ScheduleSource {
  readonly uri: string;
  /** "Problem 2(b)". */
  readonly title: string;
  /** From 0. */
  readonly line: number;
}

/** The operations of a schedule as homework calls them; `row` is everything that is done for one layer. */
export type EventName = 'fwd' | 'loadmem' | 'loaddisk' | 'backward' | 'row';

/** An event of the backward pass; without `event`, the first one of its layer. */
export interface SchedulePlace {
  readonly layer: number;
  readonly event?: EventName;
}

/** Notification, server → client: the setups of one version of a document; replaces what was sent for it before. */
export const schedulesChanged = 'rederive/schedules';

export interface SchedulesParams {
  readonly uri: string;
  readonly version: number;
  readonly setups: readonly ScheduleSetup[];
}

/** Request, client → server: the schedule that the text at a place is about. Answers a `ScheduleFound`, or null where the document sets up none. */
export const scheduleAt = 'rederive/scheduleAt';

export interface ScheduleAtParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Place;
}

export interface ScheduleFound {
  readonly setup: ScheduleSetup;
  /** The claim about the schedule that the place is in; otherwise the setup is the nearest one of the document. */
  readonly claim?: { readonly range: Range; readonly place?: SchedulePlace };
}

/** Request, client → server: where the text speaks of an event of a schedule. Answers a `Range`, that of the setup where no claim does, or null. */
export const scheduleClaim = 'rederive/scheduleClaim';

export interface ScheduleClaimParams {
  readonly source: ScheduleSource;
  /** 0 stands for the first pass. */
  readonly layer: number;
  readonly event: EventName;
}
