/** What a checker found about one claim. The words are those of the contract that the command line and the editor speak. */
export type Status = 'proved' | 'tested' | 'conditional' | 'refuted' | 'given' | 'unknown';

export const statuses: readonly Status[] = ['proved', 'tested', 'conditional', 'refuted', 'given', 'unknown'];

export type CheckerName =
  | 'arithmetic'
  | 'polynomial'
  | 'sampling'
  | 'equation'
  | 'inequality'
  | 'calculus'
  | 'integer'
  | 'matrix'
  | 'expectation'
  | 'distribution'
  | 'function'
  | 'growth'
  | 'schedule'
  | 'fact'
  | 'none';

/** How strong a refutation is: by exact arithmetic, by a proved error bound, or by two independent samples. */
export type Evidence = 'exact' | 'bounded' | 'statistical';

export type Verdict = Ticked | Conditional | Refuted | Given | Unknown;

interface Base {
  readonly checker: CheckerName;
  /** Sentences that never change the status: what was cancelled, a rounded value behind an equals sign. */
  readonly remarks: readonly string[];
}
export interface Ticked extends Base {
  readonly status: 'proved' | 'tested';
  readonly reason: string;
}
export interface Conditional extends Base {
  readonly status: 'conditional';
  readonly reason: string;
  /** LaTeX, as the student writes it: `x \ge 0`. */
  readonly condition: string;
}
export interface Refuted extends Base {
  readonly status: 'refuted';
  readonly reason: string;
  readonly evidence: Evidence;
  /** Keys and values in LaTeX; empty for closed claims. */
  readonly counterexample: Readonly<Record<string, string>>;
  /** The values of both sides there, in LaTeX. */
  readonly left: string;
  readonly right: string;
}
export interface Given extends Base {
  readonly status: 'given';
  readonly reason: string;
}
export interface Unknown extends Base {
  readonly status: 'unknown';
  readonly reason: string;
}

/** No verdict, with a reason that a student understands. */
export function unknown(reason: string): Unknown {
  return { status: 'unknown', checker: 'none', reason, remarks: [] };
}
