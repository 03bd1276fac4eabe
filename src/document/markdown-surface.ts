import { defines } from '../tex/definitions';
import { MacroTable } from '../tex/macros';
import { span, type Span } from '../text/span';
import { DISPLAY_ENVIRONMENTS, Delimiters } from './delimiters';
import type { DocumentNote } from './document';
import { MOST_INCOMPLETE, type FormulaPlace } from './formulas';
import { cleanLines, Mask } from './markdown-mask';
import { CLOSING, FenceFinder, readPrefix, startsBlock, type LinePrefix } from './markdown-lines';

/** A part of a Markdown text that its markup does not concern. `math` is a formula; `definition` is `\newcommand…` outside of one. */
export type SurfacePiece =
  | { readonly kind: 'math'; readonly span: Span; readonly place: FormulaPlace }
  | { readonly kind: 'code' | 'picture' | 'comment' | 'definition' | 'frontMatter'; readonly span: Span };

/** The text as the Markdown parser is to see it: as long as the source, with a word in place of every piece. */
export interface Surface {
  readonly text: string;
  /** In order, disjoint. */
  readonly pieces: readonly SurfacePiece[];
  readonly notes: readonly DocumentNote[];
}

/**
 * Finds formulas and what hides them (code, comments, addresses) before the Markdown parser runs, and puts a word of the same length
 * in their place. So nothing in a formula is taken for markup, and a display is one line however many it has.
 *
 *     so $$      with   so $xxxxxxx$ holds
 *     a_1*b
 *     =
 *     $$ holds
 */
export function markdownSurface(source: string): Surface {
  return new SurfaceScanner(source).scan();
}

class SurfaceScanner {
  /** The source with `\n` at the end of every line. */
  private readonly text: string;
  private readonly delimiters: Delimiters;
  private readonly mask: Mask;
  private readonly fences: FenceFinder;
  private readonly pieces: SurfacePiece[] = [];
  private readonly notes: DocumentNote[] = [];
  private incompleteDefinitions = 0;
  private readonly scratch = new MacroTable();
  private prefix: LinePrefix = { content: 0, quotes: 0, markers: 0, column: 0 };
  private paragraphEnd = -1;
  /** The last run of backticks of each length in the paragraph that ends at `backticksTo`. */
  private backticks = new Map<number, number>();
  private backticksTo = -1;
  /** Where a closing string was last found; -1 once there is none any more. */
  private readonly found = new Map<string, number>();

  constructor(private readonly source: string) {
    this.text = cleanLines(source);
    this.delimiters = new Delimiters(this.text, true);
    this.mask = new Mask(this.text);
    this.fences = new FenceFinder(this.text);
  }

  scan(): Surface {
    for (let at = this.frontMatter(); at < this.text.length;) at = this.line(at);
    return { text: this.mask.apply(), pieces: this.pieces, notes: this.notes };
  }

  private frontMatter(): number {
    const match = FRONT_MATTER.exec(this.text);
    if (match === null) return 0;
    this.pieces.push({ kind: 'frontMatter', span: span(0, match[0].length) });
    this.mask.blank(0, match[0].length);
    return match[0].length;
  }

  /** Reads the line that starts at `start`, with the lines that its formulas and code reach into; gives the start of the next. */
  private line(start: number): number {
    const { text } = this;
    this.prefix = readPrefix(text, start);
    const { content } = this.prefix;
    if (this.prefix.tooDeep !== undefined) this.mask.plain(this.prefix.tooDeep, this.prefix.tooDeep + 1);
    if (content >= text.length || text.charCodeAt(content) === NEWLINE) return content + 1;
    const fence = this.fences.open(content);
    if (fence !== undefined) return this.fence(content, fence.mark, fence.info);
    RAW_HTML.lastIndex = content;
    const raw = RAW_HTML.exec(text);
    if (raw !== null) {
      const close = this.find(`</${(raw[1] ?? '').toLowerCase()}>`, content);
      return close < 0 ? text.length : this.nextLine(close);
    }
    if (text.startsWith(':::', content)) {
      const end = this.nextLine(content);
      this.code(content, text.charCodeAt(end - 1) === NEWLINE ? end - 1 : end);
      return end;
    }
    return this.inline(content);
  }

  private nextLine(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end + 1;
  }

  /** A fenced block: code, or with `math` after the fence a formula. */
  private fence(content: number, mark: string, info: string): number {
    const end = this.fences.end(content, mark, this.prefix);
    if (!MATH_INFO.test(info)) return end.next;
    if (end.closing === undefined) {
      this.note(span(content, content + mark.length), 'This block of mathematics is not closed.');
      return end.next;
    }
    const inner = span(Math.min(this.nextLine(content), end.closing), end.closing);
    CLOSING.lastIndex = end.closing;
    const to = end.closing + (CLOSING.exec(this.text)?.[0].trimEnd().length ?? 0);
    this.math({ span: span(content, to), inner, display: true });
    return end.next;
  }

  /** Reads prose from `from` to the end of the line in which its last formula ends. */
  private inline(from: number): number {
    const { text } = this;
    for (let i = from; i < text.length;) {
      switch (text.charCodeAt(i)) {
        case NEWLINE:
          return i + 1;
        case 92: // \
          i = this.backslash(i);
          break;
        case 36: // $
          i = this.dollar(i);
          break;
        case 96: // `
          i = this.codeSpan(i);
          break;
        case 60: // <
          i = this.angle(i);
          break;
        case 91: // [
          i = this.picture(i);
          break;
        case 104: // h
          i = this.address(i);
          break;
        default:
          i++;
      }
    }
    return text.length;
  }

  private math(place: FormulaPlace): number {
    const skip = this.quoteMarks(place.inner);
    this.pieces.push({ kind: 'math', span: place.span, place: skip.length > 0 ? { ...place, skip } : place });
    this.mask.word(place.span.from, place.span.to);
    return place.span.to;
  }

  private code(from: number, to: number, kind: 'code' | 'picture' | 'definition' = 'code'): number {
    this.pieces.push({ kind, span: span(from, to) });
    this.mask.word(from, to);
    return to;
  }

  private note(place: Span, message: string): void {
    if (this.notes.length < MOST_NOTES) this.notes.push({ span: place, message });
  }

  /**
   *     > $$
   *     > x > 0
   *     ^^      at most as many marks as the line with the opening delimiter has
   */
  private quoteMarks(inner: Span): Span[] {
    const marks: Span[] = [];
    if (this.prefix.quotes === 0) return marks;
    for (
      let at = this.text.indexOf('\n', inner.from - 1);
      at >= 0 && at < inner.to;
      at = this.text.indexOf('\n', at + 1)
    ) {
      let to = at + 1;
      for (let k = 0; k < this.prefix.quotes; k++) {
        let mark = to;
        while (this.text.charCodeAt(mark) === 32 || this.text.charCodeAt(mark) === 9) mark++;
        if (this.text.charCodeAt(mark) !== 62) break;
        to = mark + 1;
      }
      if (to > at + 1) marks.push(span(at + 1, Math.min(to, inner.to)));
    }
    return marks;
  }

  private backslash(i: number): number {
    const { text } = this;
    switch (text.charCodeAt(i + 1)) {
      case 40: // (
        return this.bracket(i, this.endOfParagraph(i), ')');
      case 91: // [
        return this.bracket(i, text.length, ']');
      case NEWLINE:
        return i + 1;
    }
    NAME.lastIndex = i;
    const name = NAME.exec(text)?.[1];
    if (name === undefined) return i + 2;
    if (name === 'begin') return this.environment(i);
    if (name === 'boxed') return this.boxed(i);
    if (defines(name) && this.incompleteDefinitions < MOST_INCOMPLETE) {
      const end = this.scratch.collectAt(this.source, span(i, this.endOfParagraph(i)))?.end;
      if (end !== undefined) return this.code(i, end, 'definition');
      this.incompleteDefinitions++;
    }
    return i + 1 + name.length;
  }

  private bracket(i: number, limit: number, closing: ')' | ']'): number {
    const close = this.delimiters.bracket(i, limit);
    if (close >= 0) {
      const display = closing === ']';
      return this.math({ span: span(i, close + 2), inner: span(i + 2, close), display });
    }
    const where = closing === ')' ? ' in its paragraph' : '';
    this.note(span(i, i + 2), `This \`${this.text.slice(i, i + 2)}\` is not closed by \`\\${closing}\`${where}.`);
    return i + 2;
  }

  private environment(i: number): number {
    const place = this.delimiters.environment(i);
    if (place !== undefined && DISPLAY_ENVIRONMENTS.has(place.name)) {
      const inner = span(place.innerFrom, place.innerTo);
      return this.math({ span: span(i, place.to), inner, display: true, environment: place.name });
    }
    BEGIN.lastIndex = i;
    const begin = BEGIN.exec(this.text);
    if (begin !== null && DISPLAY_ENVIRONMENTS.has(begin[1] ?? ''))
      this.note(span(i, i + begin[0].length), `\`${begin[0]}\` is not closed by \`\\end{${begin[1] ?? ''}}\`.`);
    return i + 6;
  }

  private boxed(i: number): number {
    BOXED.lastIndex = i;
    const match = BOXED.exec(this.text);
    const close = match === null ? -1 : this.delimiters.brace(i + match[0].length - 1);
    if (close < 0) return i + 6;
    return this.math({ span: span(i, close + 1), inner: span(i, close + 1), display: false });
  }

  private dollar(i: number): number {
    const { text } = this;
    if (text.charCodeAt(i + 1) === 36) {
      const close = this.delimiters.doubleDollar(i);
      if (close >= 0) {
        const to = this.math({ span: span(i, close + 2), inner: span(i + 2, close), display: true });
        LABEL.lastIndex = to;
        const label = LABEL.exec(text);
        return label === null ? to : this.code(to, to + label[0].length);
      }
      this.note(span(i, i + 2), 'This `$$` is not closed.');
      return i + 2;
    }
    const limit = this.endOfParagraph(i);
    if (text.charCodeAt(i + 1) === 96) {
      const close = this.find('`$', i + 2);
      if (close >= 0 && close < limit)
        return this.math({ span: span(i, close + 2), inner: span(i + 2, close), display: false });
    }
    const close = this.delimiters.pandocDollar(i, limit);
    if (close >= 0 && !isPrice(text, i + 1, close))
      return this.math({ span: span(i, close + 1), inner: span(i + 1, close), display: false });
    if (LOOKS_LIKE_TEX.test(text.slice(i + 1, Math.min(limit, i + 60))))
      this.note(
        span(i, i + 1),
        'This `$` is not closed in its paragraph: a closing `$` stands right after a character.',
      );
    return i + 1;
  }

  private codeSpan(i: number): number {
    const { text } = this;
    const limit = this.endOfParagraph(i);
    if (this.backticksTo !== limit) this.countBackticks(i, limit);
    const after = runEnd(text, i);
    const length = after - i;
    if ((this.backticks.get(length) ?? -1) > i) {
      for (let at = text.indexOf('`', after); at >= 0 && at < limit;) {
        const end = runEnd(text, at);
        if (end - at === length) return this.code(i, end);
        at = text.indexOf('`', end);
      }
    }
    this.mask.plain(i, after);
    return after;
  }

  private countBackticks(from: number, limit: number): void {
    this.backticks = new Map();
    this.backticksTo = limit;
    for (let at = this.text.indexOf('`', from); at >= 0 && at < limit;) {
      const end = runEnd(this.text, at);
      this.backticks.set(end - at, at);
      at = this.text.indexOf('`', end);
    }
  }

  private angle(i: number): number {
    if (this.text.startsWith('<!--', i)) {
      const close = this.find('-->', i + 4);
      if (close < 0) return i + 4;
      this.pieces.push({ kind: 'comment', span: span(i, close + 3) });
      this.mask.comment(i, close + 3);
      return close + 3;
    }
    AUTOLINK.lastIndex = i;
    const link = AUTOLINK.exec(this.text);
    return link === null ? i + 1 : this.code(i, i + link[0].length);
  }

  private picture(i: number): number {
    if (!this.text.startsWith('[asy]', i)) return i + 1;
    const close = this.find('[/asy]', i + 5);
    return close < 0 ? i + 5 : this.code(i, close + 6, 'picture');
  }

  /** `https://…`: its letters are neither prose nor formulas. */
  private address(i: number): number {
    ADDRESS.lastIndex = i;
    const match = ADDRESS.exec(this.text);
    if (match === null) return i + 1;
    let length = match[0].length;
    const round = match[0].indexOf('(') < 0 ? match[0].indexOf(')') : -1;
    if (round >= 0) length = round;
    while (length > 8 && '.,;:!?*_~])'.includes(match[0].charAt(length - 1))) length--;
    return this.code(i, i + length);
  }

  /** The next place of a closing string, or -1; the same stretch is not searched twice. */
  private find(closing: string, from: number): number {
    const known = this.found.get(closing);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const at = this.text.indexOf(closing, from);
    this.found.set(closing, at);
    return at;
  }

  /** Where the paragraph with the offset `at` ends: at the end of its last line. */
  private endOfParagraph(at: number): number {
    if (at <= this.paragraphEnd) return this.paragraphEnd;
    let end = this.text.indexOf('\n', at);
    while (end >= 0 && !startsBlock(this.text, end + 1, this.prefix)) end = this.text.indexOf('\n', end + 1);
    this.paragraphEnd = end < 0 ? this.text.length : end;
    return this.paragraphEnd;
  }
}

const NEWLINE = 10;
const MOST_NOTES = 200;

const FRONT_MATTER = /^---[ \t]*\n(?!\s*\n)(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const RAW_HTML = /<(pre|script|style|textarea)(?=[\s>])/iy;
const MATH_INFO = /^\{?math\}?$/;
const NAME = /\\([a-zA-Z]{1,40})/y;
const BEGIN = /\\begin[ \t]*\{([a-zA-Z]{1,20}\*?)\}/y;
const BOXED = /\\boxed[ \t]{0,9}\{/y;
/** `$$ … $$ {#eq-energy}`: the name of a formula, for references. */
const LABEL = /[ \t]{0,9}\{#[^{}\n]{1,80}\}/y;
const AUTOLINK = /<[a-zA-Z][a-zA-Z\d+.-]{1,31}:[^\s<>]{0,2000}>/y;
const ADDRESS = /https?:\/\/[^\s<>"'`|$\\{}^]{1,2000}/y;
const LOOKS_LIKE_TEX = /^ ?(?:[^\s$]{0,20}(?:\\[a-zA-Z]{2}|[\^_])|[a-zA-Z]\w{0,5} ?[=<>])/;

function runEnd(text: string, from: number): number {
  let end = from;
  while (text.charCodeAt(end) === 96) end++;
  return end;
}

/**
 *     it costs $5 (or so) and ($x$)
 *               ^^^^^^^^^^^^^^^ an amount and words, without a sign of TeX
 */
function isPrice(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from);
  if (first < 48 || first > 57) return false;
  const inner = text.slice(from, to);
  return AMOUNT_AND_WORDS.test(inner) && !/[\\^_=+<>]/.test(inner);
}

const AMOUNT_AND_WORDS = /^\d[\d,]*(?:\.\d+)?[).,;:]*[\s(|]+(?:[a-zA-Z]{2,}|\|)/;
