import type { Analysis } from '../analysis';
import { claimRecord, problemRecords } from './claims';
import { junitOutput } from './junit';
import { reportText } from './report';
import { sarifOutput } from './sarif';

export const formats = ['text', 'jsonl', 'sarif', 'junit'] as const;
export type Format = (typeof formats)[number];

export interface OutputOptions {
  readonly format: Format;
  readonly color: boolean;
  /** Also what holds, is given or undecided. */
  readonly all: boolean;
  /** The version of Rederive. */
  readonly version: string;
}

/** Where the findings of `check` go, file by file in their order. `end` must be called once, after the last file. */
export interface Output {
  readonly checked: (path: string, analysis: Analysis) => void;
  readonly unreadable: (path: string, message: string) => void;
  readonly end: () => void;
}

export function outputOf(options: OutputOptions, out: (text: string) => void): Output {
  switch (options.format) {
    case 'text':
      return {
        checked: (path, analysis) => out(reportText(path, analysis, options)),
        unreadable: () => undefined,
        end: () => undefined,
      };
    case 'jsonl':
      return {
        checked: (path, analysis) => {
          const claims = analysis.claims.map((claim) => claimRecord(claim, analysis));
          out(`${JSON.stringify({ file: path, claims, problems: problemRecords(analysis) })}\n`);
        },
        unreadable: (path, message) => out(`${JSON.stringify({ file: path, error: message, claims: [] })}\n`),
        end: () => undefined,
      };
    case 'sarif':
      return sarifOutput(options, out);
    case 'junit':
      return junitOutput(out);
  }
}
