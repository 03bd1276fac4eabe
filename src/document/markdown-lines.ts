/** What stands before the text of a line: `> `, `- `, `3. `. */
export interface LinePrefix {
  /** Where the text starts, or the line's end. */
  readonly content: number;
  readonly quotes: number;
  /** How many list markers. */
  readonly markers: number;
  /** The columns before the text. */
  readonly column: number;
  /** Where nesting is so deep that what follows is taken as text. */
  readonly tooDeep?: number;
}

const DEEPEST = 60;

export function readPrefix(text: string, start: number): LinePrefix {
  let quotes = 0;
  let markers = 0;
  for (let i = start; ;) {
    while (isBlank(text.charCodeAt(i))) i++;
    const to = text.charCodeAt(i) === 62 ? i + 1 : markerEnd(text, i);
    if (to < 0) return { content: i, quotes, markers, column: i - start };
    if (quotes + markers === DEEPEST) return { content: i, quotes, markers, column: i - start, tooDeep: i };
    if (text.charCodeAt(i) === 62) quotes++;
    else markers++;
    i = to;
  }
}

/** The end of the list marker at `i`, or -1. */
function markerEnd(text: string, i: number): number {
  const code = text.charCodeAt(i);
  let to = i;
  if (code === 45 || code === 43 || code === 42) to = i + 1;
  else {
    while (to < i + 9 && text.charCodeAt(to) >= 48 && text.charCodeAt(to) <= 57) to++;
    const end = text.charCodeAt(to);
    if (to === i || (end !== 46 && end !== 41)) return -1;
    to++;
  }
  const after = text.charCodeAt(to);
  return isBlank(after) || after === 10 || to >= text.length ? to : -1;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/**
 * Whether the line that starts at `start` ends the paragraph before it, whose first line has the prefix `first`. Outside of lists a
 * line that starts with `+` or `-` may continue a formula, as in Pandoc.
 */
export function startsBlock(text: string, start: number, first: LinePrefix): boolean {
  const prefix = readPrefix(text, start);
  const code = text.charCodeAt(prefix.content);
  if (prefix.content >= text.length || code === 10 || prefix.quotes > first.quotes) return true;
  if (prefix.markers > 0) {
    const sign = prefix.markers === 1 && first.markers === 0 && first.quotes === 0 && first.column < 2;
    return !sign || !SIGN.test(text.slice(start, prefix.content));
  }
  if (code === 124) return text.charCodeAt(first.content) === 124;
  BLOCK_START.lastIndex = prefix.content;
  return BLOCK_START.test(text);
}

const SIGN = /^[ \t]*[-+]/;
/** A heading, the underline of one, a fence, a comment, a div. */
const BLOCK_START = /#{1,6}(?:[ \t]|$)|(?:=+|-{2,})[ \t]*$|```|~~~|<!--|:::/my;

export interface FenceEnd {
  /** The start of the closing fence, or undefined if there is none. */
  readonly closing: number | undefined;
  /** The start of the line after the block. */
  readonly next: number;
}

/** A closing fence with the blanks after it. */
export const CLOSING = /(`{3,}|~{3,})[ \t]*(?=\n|$)/y;
const OPENING = /(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})[ \t]*([^\n]*)/y;

/** Finds code fences and where their blocks end. */
export class FenceFinder {
  /** For each kind of fence: the shortest that no line closes any more. */
  private readonly unclosed = new Map<string, number>();

  constructor(private readonly text: string) {}

  open(content: number): { readonly mark: string; readonly info: string } | undefined {
    const code = this.text.charCodeAt(content);
    if (code !== 96 && code !== 126) return undefined;
    OPENING.lastIndex = content;
    const match = OPENING.exec(this.text);
    return match === null ? undefined : { mark: match[1] ?? '', info: (match[2] ?? '').trim() };
  }

  /**
   * The end of the block that `mark` opens at `content`: at the closing fence; without one where its quote or list item ends, or with
   * the document.
   */
  end(content: number, mark: string, prefix: LinePrefix): FenceEnd {
    const kind = mark.charAt(0);
    const closable = mark.length < (this.unclosed.get(kind) ?? Infinity);
    let dedent = -1;
    for (let start = this.lineAfter(content); start < this.text.length; start = this.lineAfter(start)) {
      const line = readPrefix(this.text, start);
      const blank = line.content >= this.text.length || this.text.charCodeAt(line.content) === 10;
      if (line.quotes < prefix.quotes) return { closing: undefined, next: start };
      if (dedent < 0 && !blank && line.column < prefix.column) dedent = start;
      if (!closable && dedent >= 0) break;
      if (line.markers > 0) continue;
      CLOSING.lastIndex = line.content;
      const closing = CLOSING.exec(this.text)?.[1];
      if (closing?.startsWith(mark) === true) return { closing: line.content, next: this.lineAfter(line.content) };
    }
    if (closable && prefix.quotes === 0) this.unclosed.set(kind, mark.length);
    return { closing: undefined, next: dedent < 0 ? this.text.length : dedent };
  }

  private lineAfter(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end + 1;
  }
}
