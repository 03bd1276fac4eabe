import { defines } from '../tex/definitions';
import { MacroTable } from '../tex/macros';
import { LineIndex } from '../text/lines';
import { span, type Span } from '../text/span';
import { DISPLAY_ENVIRONMENTS, Delimiters } from './delimiters';
import type { DocumentInput, DocumentNote, SourceDocument } from './document';
import { contextFile } from './files';
import { FormulaReader } from './formulas';
import { LatexArguments } from './latex-arguments';
import { EnvironmentStack, roleOf } from './latex-environments';
import { latexSurface, type CodePlace, type LatexSurface } from './latex-surface';
import {
  BOLD_COMMANDS,
  BOLD_SWITCHES,
  CODE_COMMANDS,
  ITEM_COMMANDS,
  LAYOUT_COMMANDS,
  LAYOUT_ENVIRONMENTS,
  SECTIONS,
  TABLES,
} from './latex-vocabulary';
import { LatexWriter } from './latex-writer';
import type { Take } from './parts';
import { wordsOf } from './text-macros';

export interface LatexOptions {
  /** Macros that are in force from the start; those of the text are added to them. */
  readonly macros?: MacroTable;
  /** Is told of every file that the text takes in where it does, before what follows is read. */
  readonly take?: Take;
}

/** Reads LaTeX: the preamble for its macros, the body as blocks. Never throws; what is not known is passed through as prose. */
export function readLatex(text: string, options: LatexOptions = {}): SourceDocument {
  return new LatexReader(text, options.macros ?? new MacroTable(), options.take).read();
}

class LatexReader {
  private readonly surface: LatexSurface;
  /** The surface's text. */
  private readonly text: string;
  private readonly delimiters: Delimiters;
  private readonly arguments: LatexArguments;
  private readonly formulas: FormulaReader;
  private readonly writer: LatexWriter;
  private readonly environments: EnvironmentStack;
  private readonly notes: DocumentNote[] = [];
  private readonly inputs: DocumentInput[] = [];
  /** The end of what is being read: of the body, or of a heading. */
  private to: number;
  private paragraphEnd = -1;

  constructor(
    private readonly source: string,
    private readonly macros: MacroTable,
    private readonly takeFile: Take | undefined,
  ) {
    this.surface = latexSurface(source);
    this.text = this.surface.text;
    this.delimiters = new Delimiters(this.text, false);
    this.arguments = new LatexArguments(this.text, this.delimiters);
    this.formulas = new FormulaReader(source, macros);
    this.writer = new LatexWriter(source);
    this.environments = new EnvironmentStack(this.writer);
    this.to = this.text.length;
  }

  read(): SourceDocument {
    const begin = BEGIN_DOCUMENT.exec(this.text);
    const from = begin === null ? 0 : begin.index + begin[0].length;
    const end = this.text.indexOf('\\end{document}', from);
    if (begin !== null) this.preamble(span(0, begin.index));
    const to = end < 0 ? this.text.length : end;
    this.writer.start(from);
    this.run(from, to);
    this.writer.flush(to);
    for (const note of this.environments.endAll(to)) this.note(note.span, note.message);
    this.writer.itemWithoutText();
    const document: SourceDocument = {
      language: 'latex',
      text: this.source,
      lines: new LineIndex(this.source),
      blocks: this.writer.finished(),
      notes: [...this.notes, ...this.formulas.notes].sort((a, b) => a.span.from - b.span.from),
    };
    return this.inputs.length > 0 ? { ...document, inputs: this.inputs } : document;
  }

  private preamble(range: Span): void {
    let { from } = range;
    for (const match of this.text.slice(0, range.to).matchAll(INPUT)) {
      this.macros.collect(this.source, span(from, match.index));
      from = match.index + match[0].length;
      this.take({
        path: (match[1] ?? '').trim(),
        span: span(match.index, from),
        use: 'tex',
        preamble: true,
      });
    }
    this.macros.collect(this.source, span(from, range.to));
  }

  private take(input: DocumentInput): void {
    this.inputs.push(input);
    this.takeFile?.(input);
  }

  /** Reads prose from `from` to `to`. */
  private run(from: number, to: number): void {
    const { text, writer } = this;
    this.to = to;
    for (let i = from; i < to;) {
      switch (text.charCodeAt(i)) {
        case 10:
          i = this.lineEnd(i);
          break;
        case 92: // \
          i = this.backslash(i);
          break;
        case 36: // $
          i = this.dollar(i);
          break;
        case 123: // {
          i = writer.openGroup(i, writer.strong);
          break;
        case 125: // }
          i = writer.closeGroup(i);
          break;
        case 38: // &
          i = this.environments.inTable ? this.cell(i, i + 1) : i + 1;
          break;
        case 1: // hidden
          i = this.comment(i);
          break;
        default:
          i++;
      }
    }
    writer.words(to);
  }

  private note(place: Span, message: string): void {
    if (this.notes.length < MOST_NOTES) this.notes.push({ span: place, message });
  }

  private cell(i: number, next: number): number {
    this.writer.flush(i);
    return this.writer.cut(i, next);
  }

  private lineEnd(i: number): number {
    BLANK_LINES.lastIndex = i;
    const blank = BLANK_LINES.exec(this.text);
    if (blank === null) return i + 1;
    this.writer.flush(i);
    return this.writer.cut(i, Math.min(this.to, i + blank[0].length));
  }

  private comment(i: number): number {
    const comment = this.surface.comments.get(i);
    if (comment === undefined) return i + 1;
    const text = DIRECTIVE.exec(this.source.slice(comment.from, comment.to))?.[1];
    if (text === undefined) return this.writer.cut(i, comment.to);
    const path = contextFile(text);
    if (path !== undefined) this.take({ path, span: comment, use: 'context', preamble: false });
    return this.writer.push({ kind: 'directive', span: comment, text: text.trim() });
  }

  private dollar(i: number): number {
    const display = this.text.charCodeAt(i + 1) === 36;
    const size = display ? 2 : 1;
    const close = display ? this.delimiters.doubleDollar(i) : this.delimiters.dollar(i, this.endOfParagraph(i));
    if (close >= 0 && close + size <= this.to)
      return this.formula(span(i, close + size), span(i + size, close), display);
    this.note(span(i, i + size), display ? 'This `$$` is not closed.' : 'This `$` is not closed in its paragraph.');
    return i + size;
  }

  private bracket(i: number): number {
    const display = this.text.charCodeAt(i + 1) === 91;
    const close = this.delimiters.bracket(i, display ? this.to : this.endOfParagraph(i));
    if (close >= 0 && close + 2 <= this.to) return this.formula(span(i, close + 2), span(i + 2, close), display);
    const [open, end, where] = display ? ['\\[', '\\]', ''] : ['\\(', '\\)', ' in its paragraph'];
    this.note(span(i, i + 2), `This \`${open}\` is not closed by \`${end}\`${where}.`);
    return this.writer.cut(i, i + 2);
  }

  private formula(place: Span, inner: Span, display: boolean, environment?: string): number {
    const shared = { span: place, inner, display };
    return this.writer.push(this.formulas.region(environment === undefined ? shared : { ...shared, environment }));
  }

  private backslash(i: number): number {
    NAME.lastIndex = i;
    const match = NAME.exec(this.text);
    if (match === null || i + match[0].length > this.to) return this.symbol(i);
    const name = match[1] ?? '';
    const after = i + match[0].length;
    const verbatim = this.surface.code.get(i);
    if (verbatim !== undefined) return this.verbatim(i, verbatim);
    if (name === 'begin' || name === 'end') return this.environment(i, name, after);
    if (name === 'item') return this.item(i, after);
    const itemsOf = ITEM_COMMANDS.get(name);
    if (itemsOf !== undefined && itemsOf === this.environments.list) return this.item(i, after);
    const rank = SECTIONS.get(name);
    if (rank !== undefined && !this.writer.inHeading) return this.heading(i, rank, after);
    if (FILE_COMMANDS.has(name)) return this.input(i, after);
    if (defines(name)) {
      const end = this.formulas.define(span(i, this.to));
      if (end !== undefined) return this.writer.code(i, end);
    }
    const code = CODE_COMMANDS.get(name);
    if (code !== undefined) return this.writer.code(i, this.arguments.after(after, code, this.to));
    const layout = LAYOUT_COMMANDS.get(name);
    if (layout !== undefined) return this.writer.cut(i, this.arguments.after(after, layout, this.to));
    return this.transparent(i, name, after);
  }

  /** A macro for words, a command that formats its argument, or one that is not known: what is in its braces is prose. */
  private transparent(i: number, name: string, after: number): number {
    const { writer } = this;
    const words = wordsOf(this.macros.get(name));
    if (words !== undefined) {
      EMPTY_GROUP.lastIndex = after;
      const to = Math.min(this.to, after + (EMPTY_GROUP.exec(this.text)?.[0].length ?? 0));
      return writer.push({ kind: 'code', span: span(i, to), words });
    }
    const open = this.arguments.group(after, this.to);
    const close = open < 0 ? -1 : this.delimiters.brace(open);
    if (name === 'ensuremath' && close >= 0 && close < this.to)
      return this.formula(span(i, close + 1), span(open + 1, close), false);
    if (name === 'par') writer.flush(i);
    if (BOLD_COMMANDS.has(name) && open >= 0) {
      writer.cut(i, open);
      return writer.openGroup(open, true);
    }
    OPTION.lastIndex = after;
    const option = OPTION.exec(this.text)?.[0].length ?? 0;
    const next = writer.cut(i, this.arguments.afterSpaces(Math.min(after + option, this.to), this.to));
    if (BOLD_SWITCHES.has(name)) writer.strong = true;
    return next;
  }

  /** `\%`, `\(`, `\\`, `\"o`: a backslash with a sign. */
  private symbol(i: number): number {
    const sign = this.text.charAt(i + 1);
    if (i + 1 >= this.to || sign === '\n') return this.writer.cut(i, i + 1);
    if (sign === '(' || sign === '[') return this.bracket(i);
    if (sign === '\\') {
      ROW_END.lastIndex = i;
      const next = Math.min(this.to, i + (ROW_END.exec(this.text)?.[0].length ?? 2));
      return this.environments.inTable ? this.cell(i, next) : this.writer.cut(i, next);
    }
    if ('%&$#_{} '.includes(sign)) {
      this.writer.cut(i, i + 1);
      return i + 2;
    }
    return this.writer.cut(i, i + 2);
  }

  private verbatim(i: number, place: CodePlace): number {
    if (place.span.to > this.to) return this.writer.cut(i, i + 1);
    if (place.environment === undefined || this.writer.inHeading) return this.writer.code(i, place.span.to);
    this.writer.flush(i);
    if (!place.closed) this.note(span(i, i + 6), `\`\\begin{${place.environment}}\` is not closed.`);
    this.writer.block({ kind: 'code', span: place.span });
    return this.writer.cut(i, place.span.to);
  }

  /**
   *     \section*[short]{Problem 2}
   *                     ^         ^ or, while it is being typed, the line's end
   */
  private heading(i: number, rank: number, after: number): number {
    const open = this.arguments.group(this.arguments.after(after, 0, this.to), this.to);
    if (open < 0) return this.writer.cut(i, after);
    const close = this.delimiters.brace(open);
    const closed = close >= 0 && close < this.to;
    const end = closed ? close : this.arguments.endOfLine(open, this.to);
    const place = span(i, closed ? end + 1 : end);
    this.writer.flush(i);
    this.writer.start(open + 1);
    const { to } = this;
    this.writer.heading(place, rank, () => this.run(open + 1, end));
    this.to = to;
    return place.to;
  }

  private input(i: number, after: number): number {
    INPUT_PATH.lastIndex = i;
    const match = INPUT_PATH.exec(this.text);
    const to = i + (match?.[0].length ?? 0);
    if (match === null || to > this.to) return this.writer.cut(i, after);
    this.take({ path: (match[1] ?? match[2] ?? '').trim(), span: span(i, to), use: 'tex', preamble: false });
    return this.writer.code(i, to);
  }

  private item(i: number, after: number): number {
    if (this.writer.inHeading) return this.writer.cut(i, after);
    this.writer.flush(i);
    const close = this.arguments.bracketEnd(after, this.to);
    const to = close < 0 ? after : close + 1;
    // In the lists of the exam class the brackets hold the points.
    const marked = close >= 0 && this.text.startsWith('\\item', i);
    const given = marked ? this.source.slice(this.arguments.afterSpaces(after, this.to) + 1, close).trim() : '';
    this.writer.startItem({ ...this.environments.item(given), span: span(i, to), nesting: this.writer.depth });
    return this.writer.cut(i, to);
  }

  private environment(i: number, kind: 'begin' | 'end', after: number): number {
    ENVIRONMENT.lastIndex = after;
    const match = ENVIRONMENT.exec(this.text);
    const to = after + (match?.[0].length ?? 0);
    if (match === null || to > this.to || this.writer.inHeading) return this.writer.cut(i, after);
    const name = (match[1] ?? '').trim();
    if (kind === 'begin') return this.begin(i, name, to);
    this.writer.flush(i);
    this.environments.end(name, span(i, to));
    return this.writer.cut(i, to);
  }

  private begin(i: number, name: string, to: number): number {
    const place = this.delimiters.environment(i);
    if (place !== undefined && place.to <= this.to)
      return this.formula(span(i, place.to), span(place.innerFrom, place.innerTo), name !== 'math', name);
    if (DISPLAY_ENVIRONMENTS.has(name)) {
      this.note(span(i, to), `\`\\begin{${name}}\` is not closed by \`\\end{${name}}\`.`);
      return this.writer.code(i, to);
    }
    this.writer.flush(i);
    const { title, end } = this.beginArguments(name, to);
    const whole = span(i, end);
    const role = roleOf(name);
    if (role === 'boundary') {
      this.writer.block(
        title === '' ? { kind: 'begin', span: whole, name } : { kind: 'begin', span: whole, name, title },
      );
    }
    this.environments.enter(name, whole, title);
    return this.writer.cut(i, end);
  }

  /**
   *     \begin{problem}[Limits]     \begin{exercise}{2.1}     \begin{enumerate}[(a)]     \begin{tabular}{ll}
   *                    ^^^^^^^^                     ^^^^^ title                 ^^^^^ option             ^^^^ neither
   */
  private beginArguments(name: string, from: number): { readonly title: string; readonly end: number } {
    const columns = TABLES.get(name) ?? LAYOUT_ENVIRONMENTS.get(name);
    if (columns !== undefined) return { title: '', end: this.arguments.after(from, columns, this.to) };
    const close = this.arguments.bracketEnd(from, this.to);
    if (close >= 0) {
      const open = this.arguments.afterSpaces(from, this.to);
      return { title: this.source.slice(open + 1, close).trim(), end: close + 1 };
    }
    PLAIN_GROUP.lastIndex = from;
    const group = roleOf(name) === 'boundary' ? PLAIN_GROUP.exec(this.text) : null;
    if (group === null || from + group[0].length > this.to) return { title: '', end: from };
    return { title: (group[1] ?? '').trim(), end: from + group[0].length };
  }

  /** How far an inline formula that opens at `at` may reach. */
  private endOfParagraph(at: number): number {
    if (at >= this.paragraphEnd) {
      PARAGRAPH_END.lastIndex = at;
      this.paragraphEnd = PARAGRAPH_END.exec(this.text)?.index ?? this.text.length;
    }
    return Math.min(this.paragraphEnd, this.to);
  }
}

const MOST_NOTES = 200;

const BEGIN_DOCUMENT = /\\begin[ \t]*\{document\}/;
const FILE_COMMANDS: ReadonlySet<string> = new Set(['input', 'include', 'subfile', 'subfileinclude']);
const INPUT = /\\(?:input|include)[ \t]*\{([^{}\n]{1,200})\}/g;
const INPUT_PATH = /\\[a-z]+(?:[ \t]*\{([^{}\n]{1,200})\}|[ \t]+([^\s\\{}]{1,200}))/y;
const BLANK_LINES = /\n(?:[ \t]*\n)+[ \t]*/y;
const DIRECTIVE = /^%+\s*rederive:(.*)$/;
const NAME = /\\([a-zA-Z]{1,60})/y;
const EMPTY_GROUP = /[ \t]*\{\}/y;
const OPTION = /\*?(?:\[[^[\]\n$]{0,80}\])?/y;
const ROW_END = /\\\\\*?(?:\[[ \t]*-?[\d.]{0,9}[ \t]*(?:[a-z]{2}|\\[a-zA-Z]{1,30})[ \t]*\])?/y;
const ENVIRONMENT = /[ \t]*\{([^{}\\\n]{1,60})\}/y;
const PLAIN_GROUP = /\{([^{}\\\n$]{0,80})\}/y;
const PARAGRAPH_END =
  /\n[ \t]*\n|\\item(?![a-zA-Z])|\\(?:sub){0,2}section(?![a-zA-Z])|\\(?:begin|end)\{(?:itemize|enumerate|document|proof|solution|problem)\}/g;
