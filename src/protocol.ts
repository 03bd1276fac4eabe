import type { Status } from './check/verdict';

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
  readonly firstRefuted?: Range;
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
