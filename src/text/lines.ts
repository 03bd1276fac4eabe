/** A place in a text: line and column from 0, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into lines and columns and back. `\n`, `\r\n` and a lone `\r` end a line. */
export class LineIndex {
  private readonly starts: number[] = [0];

  /** Lines are counted anew from each of the `origins`, where some are given: those of notebook cells. */
  constructor(
    private readonly text: string,
    private readonly origins: readonly number[] = [],
  ) {
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) this.starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The place of an offset; offsets outside the text are moved to its nearest end. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(at);
    const origin = this.origins.findLast((each) => each <= at) ?? 0;
    const first = origin === 0 ? 0 : this.lineAt(origin);
    return { line: line - first, column: at - Math.max(this.starts[line] ?? 0, origin) };
  }

  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if ((this.starts[mid] ?? 0) <= offset) low = mid;
      else high = mid - 1;
    }
    return low;
  }

  /** The offset where a line (from 0) of the whole text starts; lines past the end give the end of the text. */
  lineStart(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** The offset of a place; columns past the end of the line are moved to its end. */
  offset(position: Position): number {
    const start = this.lineStart(position.line);
    const next = this.starts[position.line + 1] ?? this.text.length;
    return Math.min(start + position.column, next);
  }
}
