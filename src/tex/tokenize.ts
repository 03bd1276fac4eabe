import { span, type Span } from '../text/span';
import type { TexToken, TokenKind } from './token';

export interface TokenizeOptions {
  /** Whether `%` starts a comment that reaches to the start of the next line's text. `\%` never does. */
  readonly comments?: boolean;
  /** Ranges that are no part of the formula, in order: the `> ` of a quoted display. */
  readonly skip?: readonly Span[];
}

/** The tokens of `source` within `range`. Any text gives tokens; their spans are in order and do not overlap. */
export function tokenize(source: string, range: Span, options: TokenizeOptions = {}): TexToken[] {
  const scanner = new TexScanner(source, range, options);
  const tokens: TexToken[] = [];
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) tokens.push(token);
  return tokens;
}

/** Reads one token at a time, for callers that cannot know beforehand how far they must read. */
export class TexScanner {
  private at: number;
  private readonly end: number;
  private readonly comments: boolean;
  private readonly skip: readonly Span[];
  private skipIndex = 0;

  constructor(
    private readonly source: string,
    range: Span,
    options: TokenizeOptions = {},
  ) {
    this.at = Math.max(0, range.from);
    this.end = Math.min(range.to, source.length);
    this.comments = options.comments ?? false;
    this.skip = options.skip ?? [];
  }

  /** The next token, or undefined at the end of the range. */
  next(): TexToken | undefined {
    for (;;) {
      this.passSkipped();
      if (this.at >= this.end) return undefined;
      const code = this.source.charCodeAt(this.at);
      if (code === PERCENT && this.comments) this.passComment();
      else if (isBlank(code)) return this.space();
      else if (code === BACKSLASH) return this.control();
      else return this.single(code);
    }
  }

  private token(kind: TokenKind, text: string, to: number): TexToken {
    const token = { kind, text, span: span(this.at, to), expanded: false };
    this.at = to;
    return token;
  }

  private passSkipped(): void {
    for (let range = this.skip[this.skipIndex]; range !== undefined; range = this.skip[this.skipIndex]) {
      if (range.from > this.at) return;
      if (range.to > this.at) this.at = range.to;
      this.skipIndex++;
    }
  }

  /**
   *     a % why
   *       ^^^^^^  with the line's end and the blanks that start the next line, as TeX does
   */
  private passComment(): void {
    while (this.at < this.end && !isLineEnd(this.source.charCodeAt(this.at))) this.at++;
    this.passBlanks();
  }

  private passBlanks(): void {
    for (;;) {
      this.passSkipped();
      if (this.at >= this.end || !isBlank(this.source.charCodeAt(this.at))) return;
      this.at++;
    }
  }

  private space(): TexToken {
    const from = this.at;
    this.passBlanks();
    return { kind: 'space', text: ' ', span: span(from, Math.min(this.at, this.end)), expanded: false };
  }

  private single(code: number): TexToken {
    const kind = SINGLE[String.fromCharCode(code)];
    if (kind !== undefined) return this.token(kind, kind === 'prime' ? "'" : this.source.charAt(this.at), this.at + 1);
    return this.token('character', this.codePoint(this.at), this.at + this.codePoint(this.at).length);
  }

  private codePoint(at: number): string {
    const code = this.source.codePointAt(at) ?? 0;
    return code > 0xffff && at + 1 < this.end ? String.fromCodePoint(code) : this.source.charAt(at);
  }

  private control(): TexToken {
    const nameFrom = this.at + 1;
    if (nameFrom >= this.end) return this.token('character', '\\', nameFrom);
    let nameTo = nameFrom;
    while (nameTo < this.end && isLetter(this.source.charCodeAt(nameTo))) nameTo++;
    if (nameTo === nameFrom) return this.controlSymbol(nameFrom);
    const name = this.source.slice(nameFrom, nameTo);
    if (name === 'begin' || name === 'end') return this.environment(name, nameTo);
    if (name === 'verb') return this.verb(nameTo);
    return this.token('command', name, nameTo);
  }

  private controlSymbol(nameFrom: number): TexToken {
    const code = this.source.charCodeAt(nameFrom);
    if (code === BACKSLASH) return this.token('newline', '\\\\', this.newlineEnd(nameFrom + 1));
    if (isBlank(code) && code !== TILDE) return this.token('command', ' ', nameFrom + 1);
    const symbol = this.codePoint(nameFrom);
    return this.token('command', symbol, nameFrom + symbol.length);
  }

  /**
   *     a \\*[2pt] b        a \\[1, 2]
   *       ^^^^^^^^            ^^        what is no length stays
   */
  private newlineEnd(at: number): number {
    const star = this.source.charCodeAt(at) === STAR && at < this.end ? at + 1 : at;
    LENGTH.lastIndex = star;
    const length = LENGTH.exec(this.source);
    const to = length === null ? star : star + length[0].length;
    return to <= this.end ? to : star;
  }

  /**
   *     \begin {align*}
   *     ^^^^^^^^^^^^^^^
   */
  private environment(kind: 'begin' | 'end', nameTo: number): TexToken {
    ENVIRONMENT_NAME.lastIndex = nameTo;
    const match = ENVIRONMENT_NAME.exec(this.source);
    const to = match === null ? this.end + 1 : nameTo + match[0].length;
    if (match === null || to > this.end) return this.token('command', kind, nameTo);
    return this.token(kind, (match[1] ?? '').trim(), to);
  }

  /**
   *     \verb|a_b|
   *     ^^^^^^^^^^ one command: nothing in it is read
   */
  private verb(nameTo: number): TexToken {
    const open = this.source.charCodeAt(nameTo) === STAR ? nameTo + 1 : nameTo;
    const delimiter = this.source.charAt(open);
    if (open >= this.end || delimiter === '' || isBlank(delimiter.charCodeAt(0)))
      return this.token('command', 'verb', nameTo);
    for (let i = open + 1; i < this.end && !isLineEnd(this.source.charCodeAt(i)); i++) {
      if (this.source.charAt(i) === delimiter) return this.token('command', 'verb', i + 1);
    }
    return this.token('command', 'verb', nameTo);
  }
}

const PERCENT = 37;
const STAR = 42;
const BACKSLASH = 92;
const TILDE = 126;

const SINGLE: { readonly [character: string]: TokenKind | undefined } = {
  '{': 'open',
  '}': 'close',
  '^': 'superscript',
  _: 'subscript',
  '&': 'align',
  "'": 'prime',
  '\u2019': 'prime',
};

const LENGTH = /\[[ \t]{0,9}[-+]?[\d.,]{0,9}[ \t]{0,9}(?:[a-zA-Z]{2}|\\[a-zA-Z]{1,30})[ \t]{0,9}\]/y;
const ENVIRONMENT_NAME = /\s{0,20}\{([^{}\\\n\r$&]{1,60})\}/y;

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** White space and `~`: what separates without being seen. */
function isBlank(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13) || code === TILDE;
  return code === 0xa0 || (code >= 0x2000 && code <= 0x200b) || code === 0x202f || code === 0x3000 || code === 0xfeff;
}
