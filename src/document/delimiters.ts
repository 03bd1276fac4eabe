/** Where an environment stands: `\begin{align*}` from `from` to `innerFrom`, `\end{align*}` from `innerTo` to `to`. */
export interface EnvironmentPlace {
  readonly name: string;
  readonly from: number;
  readonly innerFrom: number;
  readonly innerTo: number;
  readonly to: number;
}

/**
 * Finds the closing delimiter of a formula in a text whose lines end in `\n`. `\$` is no delimiter, nor is anything in the words of
 * a formula (`\text{if $x$}`). Every search gives the offset of the closing delimiter, or -1; together the searches of a document
 * take linear time, as they stop at the next opening delimiter and as searches that ran into their limit are counted.
 */
export class Delimiters {
  private braces: Int32Array | undefined;
  private environments: Map<number, EnvironmentPlace> | undefined;
  /** How many searches ran into their limit; after some of them the words of formulas are no longer passed over as a whole. */
  private failures = 0;

  constructor(
    readonly text: string,
    /** Whether code fences end a search: true for Markdown. */
    private readonly fences: boolean,
  ) {}

  /** The closing brace of the `{` at `open`; it stands before the next blank line. */
  brace(open: number): number {
    this.braces ??= matchBraces(this.text);
    return this.braces[open] ?? -1;
  }

  /** The environment of mathematics that begins at `at`, if it is closed. */
  environment(at: number): EnvironmentPlace | undefined {
    this.environments ??= matchEnvironments(this.text);
    return this.environments.get(at);
  }

  /**
   * The `$` that closes the one at `open`. Pandoc's rule: no white space inside next to the dollars, no digit after the closing one,
   * and code ends the search.
   *
   *     costs $5 and $6, so $x = 11$
   *           ^ -1   ^ -1   ^      ^
   */
  pandocDollar(open: number, limit: number): number {
    const { text } = this;
    if (isSpace(text.charCodeAt(open + 1))) return -1;
    let depth = 0;
    for (let i = open + 1; i < limit;) {
      const code = text.charCodeAt(i);
      if (code === BACKSLASH) i = this.pass(i, limit);
      else if (code === BACKTICK) return -1;
      else if (code === DOLLAR) {
        const digit = isDigit(text.charCodeAt(i + 1));
        // An amount within braces is no delimiter: $\boxed{$14}$.
        if (!digit || depth <= 0) return i === open + 1 || digit || isSpace(text.charCodeAt(i - 1)) ? -1 : i;
        i++;
      } else {
        if (code === 123) depth++;
        else if (code === 125) depth--;
        i++;
      }
    }
    return this.failed();
  }

  /** The `$` that closes the one at `open`, in LaTeX. */
  dollar(open: number, limit: number): number {
    const { text } = this;
    for (let i = open + 1; i < limit;) {
      const code = text.charCodeAt(i);
      if (code === BACKSLASH) i = this.pass(i, limit);
      else if (code === DOLLAR) return i === open + 1 ? -1 : i;
      else i++;
    }
    return this.failed();
  }

  /**
   * The `$$` that closes the one at `open`. Where a blank line stands between them, what stands there must not look like running
   * text: then the first one was not closed, and the second one opens the next display.
   */
  doubleDollar(open: number): number {
    const { text } = this;
    let blank = -1;
    for (let i = open + 2; i < text.length;) {
      const code = text.charCodeAt(i);
      if (code === BACKSLASH) i = this.pass(i, text.length);
      else if (code === DOLLAR && text.charCodeAt(i + 1) === DOLLAR) {
        return blank >= 0 && isRunningText(text.slice(blank, i)) ? -1 : i;
      } else if (code === DOLLAR && blank >= 0) return -1;
      else if (code === NEWLINE) {
        if (blank < 0 && isBlankLine(text, i + 1)) blank = i;
        if (this.fences && isFence(text, i + 1)) return -1;
        i++;
      } else i++;
    }
    return this.failed();
  }

  /** The `\]` or `\)` that closes the `\[` or `\(` at `open`, before the next one opens. */
  bracket(open: number, limit: number): number {
    const { text } = this;
    const opening = text.charCodeAt(open + 1);
    const closing = opening === ROUND ? opening + 1 : opening + 2;
    for (let i = open + 2; i < limit;) {
      const code = text.charCodeAt(i);
      if (code === BACKSLASH) {
        const next = text.charCodeAt(i + 1);
        if (next === closing && i + 1 < limit) return i;
        if (next === opening) return -1;
        i = this.pass(i, limit);
      } else if (code === NEWLINE && this.fences && isFence(text, i + 1)) return -1;
      else i++;
    }
    return this.failed();
  }

  /** The offset after the command at `i`, and after its words if it has some: `\text{if $x$}`. */
  private pass(i: number, limit: number): number {
    if (this.failures < MANY) {
      WORDS.lastIndex = i;
      const words = WORDS.exec(this.text);
      if (words !== null) {
        const close = this.brace(i + words[0].length - 1);
        if (close >= 0 && close < limit) return close + 1;
      }
    }
    return this.text.charCodeAt(i + 1) === NEWLINE ? i + 1 : i + 2;
  }

  private failed(): number {
    this.failures++;
    return -1;
  }
}

/** The environments that are displays by themselves. */
export const DISPLAY_ENVIRONMENTS: ReadonlySet<string> = new Set(
  [
    ...['equation', 'align', 'alignat', 'xalignat', 'flalign', 'gather', 'eqnarray', 'multline', 'dmath'],
    ...['displaymath', 'split', 'aligned', 'alignedat', 'gathered', 'IEEEeqnarray'],
  ].flatMap((name) => [name, `${name}*`]),
);

export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether the line that starts at `from` has white space and quote marks only. */
export function isBlankLine(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === NEWLINE) return true;
    if (!isSpace(code) && code !== GREATER) return false;
  }
  return true;
}

const NEWLINE = 10;
const DOLLAR = 36;
const ROUND = 40;
const GREATER = 62;
const BACKSLASH = 92;
const BACKTICK = 96;
const MANY = 50;

/** Commands whose argument is words; the match ends with the opening brace. */
const WORDS = /\\(?:text[a-z]{0,20}|mbox|hbox|fbox|intertext|shortintertext)[ \t]{0,9}\{/y;
const FENCE = /[ \t>]{0,40}```/y;

function isFence(text: string, lineStart: number): boolean {
  FENCE.lastIndex = lineStart;
  return FENCE.test(text);
}

/** For each `{` the offset of its `}`, or -1. Braces do not match across a blank line. */
function matchBraces(text: string): Int32Array {
  const match = new Int32Array(text.length).fill(-1);
  let open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH && text.charCodeAt(i + 1) !== NEWLINE) i++;
    else if (code === 123) open.push(i);
    else if (code === 125) {
      const from = open.pop();
      if (from !== undefined) match[from] = i;
    } else if (code === NEWLINE && open.length > 0 && isBlankLine(text, i + 1)) open = [];
  }
  return match;
}

const COMMAND = /\\\\|\\(begin|end)[ \t]{0,9}\{[ \t]{0,9}([a-zA-Z]{1,20}\*?)[ \t]{0,9}\}/g;
/** `\begin{alignat}{2}`, `\begin{IEEEeqnarray}{rCl}`: the number and the columns are no formula. */
const ARGUMENT = /[ \t]{0,9}\{[^{}\n]{0,60}\}/y;
const WITH_ARGUMENT = /^(?:x?alignat|alignedat|IEEEeqnarray)\*?$/;

function matchEnvironments(text: string): Map<number, EnvironmentPlace> {
  const places = new Map<number, EnvironmentPlace>();
  const open = new Map<string, { from: number; innerFrom: number }[]>();
  for (const match of text.matchAll(COMMAND)) {
    const name = match[2] ?? '';
    if (match[1] === undefined || !(DISPLAY_ENVIRONMENTS.has(name) || name === 'math')) continue;
    const begins = open.get(name) ?? [];
    open.set(name, begins);
    const to = match.index + match[0].length;
    if (match[1] === 'begin') {
      ARGUMENT.lastIndex = to;
      const argument = WITH_ARGUMENT.test(name) ? ARGUMENT.exec(text) : null;
      begins.push({ from: match.index, innerFrom: to + (argument?.[0].length ?? 0) });
    } else {
      const begin = begins.pop();
      if (begin !== undefined) places.set(begin.from, { name, ...begin, innerTo: match.index, to });
    }
  }
  return places;
}

const WORDS_IN_A_ROW = /(?<![A-Za-z\\])[A-Za-z]{2,}(?:[ \t]+[A-Za-z]+[,.:;]?){2,}/;
const STRUCTURE =
  /\n[ \t>]{0,40}#{1,6} [A-Za-z]{2}|\\[([]|`|\\(?:(?:sub){0,2}section|item|paragraph)\b|\\(?:begin|end)\{(?:proof|solution|problem|enumerate|itemize|document)\}/;

/** Whether a text looks like paragraphs and headings rather than like a display with a blank line in it. */
function isRunningText(text: string): boolean {
  return STRUCTURE.test(text) || WORDS_IN_A_ROW.test(text.replace(/\\[a-zA-Z]+[ \t]{0,9}\{[^{}]*\}/g, ''));
}
