/**
 * The text with `\n` for every kind of line end and without a byte order mark, offset by offset. Runs of blanks that no one writes by hand are broken up: the
 * Markdown parser looks at the rest of such a run from each of its blanks.
 */
export function cleanLines(source: string): string {
  const lines = source.replace(/^\uFEFF|\r\n?/g, (found) => (found === '\r' ? '\n' : found === '\uFEFF' ? ' ' : ' \n'));
  return lines.replace(/(^|\n)?[ \t]{200,}/g, (run: string, start: string | undefined) =>
    start === undefined ? ` ${'x'.repeat(run.length - 2)} ` : '\n'.repeat(run.length),
  );
}

/** Collects, in order, what the Markdown parser is not to see. */
export class Mask {
  private readonly parts: string[] = [];
  private to = 0;

  constructor(private readonly text: string) {}

  /** A piece that stands in a line of prose: something like `$xxx$`, which markup can stand around. */
  word(from: number, to: number): void {
    this.put(from, to, to - from < 2 ? '$' : `$${'x'.repeat(to - from - 2)}$`);
  }

  comment(from: number, to: number): void {
    this.put(from, to, `<!--${'x'.repeat(to - from - 7)}-->`);
  }

  /** Characters that are not markup. */
  plain(from: number, to: number): void {
    this.put(from, to, 'x'.repeat(to - from));
  }

  blank(from: number, to: number): void {
    this.put(from, to, '\n'.repeat(to - from));
  }

  apply(): string {
    const masked = this.parts.join('') + this.text.slice(this.to);
    return withoutExcess(withoutProducts(masked));
  }

  private put(from: number, to: number, filler: string): void {
    this.parts.push(this.text.slice(this.to, from), filler);
    this.to = to;
  }
}

/** `(1)*6 + 2*6`: a star between digits or brackets multiplies, it does not open emphasis. */
function withoutProducts(text: string): string {
  return text.replace(/(?<=[\d)\]])\*(?=[\d([])/g, 'x');
}

/** Emphasis and links take time with the square of their number; a block with this many marks a paragraph is no prose. */
const MOST_MARKS = 3000;
const MOST_WORK = 1e8;
const MARKS = /[*_[\]<!]/g;
const MARKER_OR_MARK = /(?:^|\n)[ \t>]*[-+*] |[*_[\]<!]/g;

/** Takes the marks of emphasis and links out of blocks where there are too many of them to be meant. */
function withoutExcess(text: string): string {
  const marks = text.match(MARKS)?.length ?? 0;
  if (marks < MOST_MARKS && marks * text.length < MOST_WORK) return text;
  return text
    .split(/(\n[ \t]*\n)/)
    .map((block) => {
      const count = block.match(MARKS)?.length ?? 0;
      if (count < MOST_MARKS && count * block.length < MOST_WORK) return block;
      return block.replace(MARKER_OR_MARK, (found) => (found.length === 1 ? 'x' : found));
    })
    .join('');
}
