import type { Span } from '../text/span';
import type { Lexeme } from './lexeme';
import type { Role } from './structure';
import type { Node, SequenceItem } from './tree';

/**
 * What a family of notation may ask of the reader: a cursor over lexemes with a hard end, and the grammar. Every method that reads
 * leaves the cursor behind what it has read.
 */
export interface Reader {
  /** Index of the next lexeme. */
  at: number;
  /** Index behind the last lexeme that may be read now. */
  end: number;

  peek(ahead?: number): Lexeme | undefined;
  next(): Lexeme | undefined;
  lexeme(index: number): Lexeme | undefined;
  role(index: number): Role;
  /** The partner of a bracket, brace or `\begin`, or -1. */
  mate(index: number): number;
  /** From the start of lexeme `from` to the end of the last lexeme before `to`; empty ranges give the place between. */
  spanOf(from: number, to: number): Span;

  /** The place of the lexeme before the cursor. */
  behind(): Span;

  /** Runs a reader on the lexemes [from, to) only and puts the cursor at `to`. What it leaves over becomes unread. */
  inside(from: number, to: number, read: () => Node): Node;
  /** Counts nesting; must be called around every recursion that is not `inside`. */
  deeper<T>(read: () => T): T;

  /** Statements: what rows, commas, words separate. */
  statements(): Node;
  /** The same as a list; rows count as blanks. */
  items(): SequenceItem[];
  /** One statement: connectives, then relations. */
  statement(): Node;
  /** A sum of products. */
  expression(): Node;
  /** A product, up to `+`, `-`, a relation. */
  product(): Node;
  /** Factors side by side, up to any written operator. */
  juxtaposed(): readonly Node[];
  /** One operand with its scripts. */
  operand(): Node;
  /** Whether an operand can begin at the cursor. */
  startsOperand(): boolean;
  /** A word that was read already, with what hangs on it. */
  word(lexeme: Lexeme): Node;
  /** An operand without scripts. */
  atom(): Node;
  /** The argument of a command: a group or one lexeme. */
  argument(): Node;
  /** Inside the argument of a function without brackets, where a letter before a bracket rarely is a function. */
  bare: boolean;
  /** `[…]` behind a command, if there is one. */
  option(): Node | undefined;
  /** `_…` and `^…` in any order, each at most once. */
  scripts(): Scripts;
  /** The lexemes of one script, the cursor being on its sign. */
  script(): Range;
  /** Reads the content of a group, given its lexemes, and puts the cursor behind them. */
  range(range: Range): Node;
  /** Reads a script and leaves the cursor where it is; a lone sign (`x^+`) is a word. */
  scriptNode(range: Range): Node;
  /** The argument of a function without brackets. */
  bareArgument(): Node | undefined;

  /** Arguments in brackets, the cursor being on the opening one. */
  bracketed(): Bracketed;
  /** Whether the cursor stands on a round or square bracket (or braces, if asked) that has a partner. */
  atBracket(...which: readonly ('(' | '[' | '\\{')[]): boolean;

  /** The first bar between lexemes that separates (`\mid`, a `|` without partner), or `to`. */
  barIn(from: number, to: number): number;
  /** Whether nothing but alignment stands there. */
  isBlank(from: number, to: number): boolean;
  /** How many readings have been kept apart so far, to keep their number small. */
  ambiguities: number;
  /** How many integrals around the cursor still wait for a differential. */
  pendingIntegrals: number;
  /** Calls whose argument stands without brackets. */
  readonly bareCalls: WeakSet<Node>;

  /** A node for what is not understood; the operand that it stands in becomes unread as a whole. */
  unread(reason: string, place: Span): Node;
}

/** Lexemes [from, to). */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Scripts {
  readonly lower?: Range;
  readonly upper?: Range;
}

export interface Bracketed {
  readonly args: readonly Node[];
  readonly given?: readonly Node[];
  readonly brackets: '(' | '[' | '{';
  readonly span: Span;
}

/** Reads the operand that a command begins; the cursor stands behind the command. */
export type OperandReader = (r: Reader, command: Lexeme) => Node;
/** Reads an environment; the cursor stands behind its `\begin`, and `end` is the index of its `\end`. */
export type EnvironmentReader = (r: Reader, begin: Lexeme, end: number) => Node;

/** One family of notation. */
export interface Family {
  readonly name: string;
  /** By command, without backslash. */
  readonly operands?: Readonly<Record<string, OperandReader>>;
  readonly environments?: Readonly<Record<string, EnvironmentReader>>;
  /** Names in `\operatorname`, `\mathrm`, `\text`. */
  readonly words?: Readonly<Record<string, OperandReader>>;
}
