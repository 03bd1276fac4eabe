import { isSpace, type Delimiters } from './delimiters';

/** Finds the arguments of commands and environments in a LaTeX text. Offsets that are given never lie beyond `to`. */
export class LatexArguments {
  constructor(
    private readonly text: string,
    private readonly delimiters: Delimiters,
  ) {}

  /** The offset after a star, `[…]` and then `count` groups, as far as they stand there. */
  after(from: number, count: number, to: number): number {
    let at = this.text.charCodeAt(from) === 42 ? from + 1 : from;
    for (let close = this.bracketEnd(at, to); close >= 0; close = this.bracketEnd(at, to)) at = close + 1;
    for (let k = 0; k < count; k++) {
      const open = this.group(at, to);
      const close = open < 0 ? -1 : this.delimiters.brace(open);
      if (close < 0 || close >= to) break;
      at = close + 1;
    }
    return at;
  }

  /** The `{` at `from`, blanks before it left out, or -1. */
  group(from: number, to: number): number {
    const at = this.afterSpaces(from, to);
    return this.text.charCodeAt(at) === 123 && at < to ? at : -1;
  }

  /** The `]` that closes a `[` at `from`, blanks before it left out, on one line and not far away; or -1. */
  bracketEnd(from: number, to: number): number {
    const open = this.afterSpaces(from, to);
    if (this.text.charCodeAt(open) !== 91) return -1;
    let depth = 0;
    for (let i = open + 1; i < Math.min(to, open + LONGEST_OPTION); i++) {
      const code = this.text.charCodeAt(i);
      if (code === 10) return -1;
      if (code === 92) i++;
      else if (code === 123) depth++;
      else if (code === 125) depth--;
      else if (code === 93 && depth <= 0) return i;
    }
    return -1;
  }

  afterSpaces(from: number, to: number): number {
    let at = from;
    while (at < to && this.text.charCodeAt(at) !== 10 && isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }

  endOfLine(from: number, to: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 || end > to ? to : end;
  }
}

const LONGEST_OPTION = 300;
