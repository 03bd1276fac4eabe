import { LineIndex } from '../text/lines';
import { span, type Span } from '../text/span';
import type { MacroTable } from '../tex/macros';
import type { Block, DocumentInput, DocumentNote, Language, SourceDocument } from './document';
import type { FileAnswer, FileRequest, Files } from './files';
import type { NotebookCell } from './notebook';
import { shifted, shiftedSpan } from './shift';

/**
 * A file that a document takes in. Its text stands behind that of the document, so that one offset says which file is meant:
 *
 *     text of the document ⏎ text of the first part ⏎ text of the second part
 *     ^ 0                    ^ base of the first part
 */
export interface Part {
  /** As its `Files` knows it. */
  readonly id: string;
  /** For people: its path in the workspace. */
  readonly name: string;
  readonly asked: FileRequest;
  readonly base: number;
  readonly text: string;
  readonly lines: LineIndex;
  /** The command that takes it in, in the document or in another part. */
  readonly at: Span;
  /** Its own blocks, without those of the parts in it. */
  readonly blocks: readonly Block[];
}

/** Reads one text; `take` is told of every file that it names, in order, with the macros in force there. */
export type ReadText = (text: string, language: Language, macros: MacroTable, take: Take) => SourceDocument;
export type Take = (input: DocumentInput) => void;

/** No document takes in more files, or deeper ones, than this. */
const MOST_PARTS = 60;
const DEEPEST = 12;
const LONGEST_TEXT = 4_000_000;

/** Puts a document together out of its own text and the files that it takes in. */
export class Assembly {
  private readonly parts: Part[] = [];
  private readonly notes: DocumentNote[] = [];
  private readonly missing: Span[] = [];
  private readonly files: Files | undefined;
  private length: number;

  constructor(
    private readonly text: string,
    private readonly options: {
      readonly files?: Files | undefined;
      readonly cells?: readonly NotebookCell[] | undefined;
    },
    private readonly readText: ReadText,
  ) {
    this.files = options.files;
    this.length = text.length;
  }

  read(language: Language, macros: MacroTable): SourceDocument {
    const { cells } = this.options;
    const origins = cells?.map(({ span: { from } }) => from) ?? [];
    const trail = this.files?.own === undefined ? [] : [this.files.own];
    const pieces = cells?.map((cell) => cell.span) ?? [span(0, this.text.length)];
    const read = pieces.map(({ from, to }) => {
      const home = { base: from, from: undefined, trail, top: undefined };
      return { base: from, ...this.take(this.text.slice(from, to), language, macros, home) };
    });
    const own = read.flatMap(({ document, base }) => shifted(document.blocks, base));
    const inputs = read.flatMap(({ document, base }) =>
      (document.inputs ?? []).map((input) => ({ ...input, span: shiftedSpan(input.span, base) })),
    );
    const said = read.flatMap(({ document, base }) =>
      document.notes.map((note) => ({ ...note, span: shiftedSpan(note.span, base) })),
    );
    const shared = {
      language,
      notes: [...said, ...this.notes].sort((a, b) => a.span.from - b.span.from),
      ...(inputs.length > 0 ? { inputs } : {}),
      ...(cells ? { cells } : {}),
    };
    if (this.parts.length === 0 && this.missing.length === 0)
      return { ...shared, text: this.text, lines: new LineIndex(this.text, origins), blocks: own };
    const text = [this.text, ...this.parts.map((part) => part.text)].join('\n');
    return {
      ...shared,
      text,
      lines: new LineIndex(text, origins),
      blocks: read.flatMap(({ blocks }) => blocks),
      assembled: { length: this.text.length, own, parts: this.parts, missing: this.missing },
    };
  }

  /** Reads one text; the blocks of what it takes in stand behind the command that does. */
  private take(
    text: string,
    language: Language,
    macros: MacroTable,
    home: Home,
  ): { readonly document: SourceDocument; readonly blocks: readonly Block[] } {
    const inside: { readonly at: number; readonly blocks: readonly Block[] }[] = [];
    const document = this.readText(text, language, macros, (input) => {
      const blocks = this.include(input, macros, home);
      if (blocks.length > 0) inside.push({ at: input.span.from + home.base, blocks });
    });
    let blocks = shifted(document.blocks, home.base);
    for (const { at, blocks: added } of inside.reverse()) blocks = inserted(blocks, at, added);
    return { document, blocks };
  }

  private include(input: DocumentInput, macros: MacroTable, home: Home): readonly Block[] {
    const at = shiftedSpan(input.span, home.base);
    const request: FileRequest = { path: input.path, use: input.use, from: home.from };
    const answer: FileAnswer | undefined = this.files?.read(request);
    const hindrance = this.hindrance(input.path, answer, home);
    if (hindrance !== undefined || answer?.kind !== 'text') {
      if (isPicture(input.path)) return [];
      if (!input.preamble) this.missing.push(at);
      this.note(hindrance ?? '', at, home);
      return [];
    }
    const base = this.length + 1;
    this.length = base + answer.text.length;
    const draft: { -readonly [K in keyof Part]: Part[K] } = {
      id: answer.id,
      name: answer.name,
      asked: request,
      base,
      text: answer.text,
      lines: new LineIndex(answer.text),
      at,
      blocks: [],
    };
    this.parts.push(draft);
    const language = languageOf(answer.name, input.use);
    const { document, blocks } = this.take(answer.text, language, macros, {
      base,
      from: answer.id,
      trail: [...home.trail, answer.id],
      top: home.top ?? at,
    });
    draft.blocks = shifted(document.blocks, base);
    // What was said before a file ends with it: no sentence goes over its border.
    const border: Block = { kind: 'code', span: at };
    return [border, ...blocks, border];
  }

  /** Why a file is not taken in, in words for the line that names it. */
  private hindrance(path: string, answer: FileAnswer | undefined, home: Home): string | undefined {
    if (answer === undefined)
      return `“${path}” is not read: there are no files here. State in this document what is in force.`;
    switch (answer.kind) {
      case 'missing':
        return `“${path}” is not there.`;
      case 'outside':
        return `“${path}” is not read: it lies outside the folders that may be read.`;
      case 'unreadable':
        return `“${path}” could not be read: ${answer.message}`;
      case 'text':
        if (home.trail.includes(answer.id)) return `“${path}” takes itself in; it is not read again here.`;
        if (home.trail.length > DEEPEST || this.parts.length >= MOST_PARTS || this.length > LONGEST_TEXT)
          return `“${path}” is not read: there are too many files in this document.`;
        return undefined;
    }
  }

  /** The note stands in the document's own text, at the line that leads to the file. */
  private note(message: string, at: Span, { top, from }: Home): void {
    const through = from === undefined ? '' : ` (in ${this.parts.find((part) => part.id === from)?.name ?? from})`;
    this.notes.push({ span: top ?? at, message: message + through });
  }
}

/** Where a text that is being read stands. */
interface Home {
  readonly base: number;
  /** Its id; undefined for the document itself. */
  readonly from: string | undefined;
  /** The files that lead to it, itself included. */
  readonly trail: readonly string[];
  /** The command of the document's own text that leads to it. */
  readonly top: Span | undefined;
}

/** Blocks with others put in at an offset: behind the block there, or between the pieces of a paragraph that goes on. */
function inserted(blocks: readonly Block[], at: number, added: readonly Block[]): readonly Block[] {
  const index = blocks.findIndex((block) => block.span.to > at);
  const block = blocks[index];
  if (block === undefined) return [...blocks, ...added];
  const before = blocks.slice(0, index);
  const behind = blocks.slice(index + 1);
  if (block.span.from > at) return [...before, ...added, block, ...behind];
  if (block.kind !== 'paragraph') return [...before, block, ...added, ...behind];
  const cut = block.content.findIndex((inline) => inline.span.from > at);
  const [first, rest] = cut < 0 ? [block.content, []] : [block.content.slice(0, cut), block.content.slice(cut)];
  const head: Block = { ...block, content: first, span: span(block.span.from, first.at(-1)?.span.to ?? at) };
  const next = rest[0];
  const tail: readonly Block[] =
    next === undefined
      ? []
      : [{ kind: 'paragraph', depth: block.depth, content: rest, span: span(next.span.from, block.span.to) }];
  return [...before, head, ...added, ...tail, ...behind];
}

/** Files of drawings, which say nothing in words. */
function isPicture(path: string): boolean {
  return /\.(?:tikz|pgf|pdf_tex|eps_tex|svg)$/i.test(path);
}

function languageOf(name: string, use: FileRequest['use']): Language {
  return use === 'tex' || /\.(?:tex|ltx|sty|cls)$/i.test(name) ? 'latex' : 'markdown';
}

/** The document's own text. */
export function ownText({ text, assembled }: SourceDocument): string {
  return assembled === undefined ? text : text.slice(0, assembled.length);
}

/** The files that a document has taken in, for reading a changed text of it again. */
export function filesOf({ assembled }: SourceDocument): Files {
  return {
    own: undefined,
    read: ({ path, use, from }) => {
      const part = assembled?.parts.find(
        ({ asked }) => asked.path === path && asked.use === use && asked.from === from,
      );
      return part === undefined ? { kind: 'missing' } : { kind: 'text', id: part.id, name: part.name, text: part.text };
    },
  };
}

/** Where a span of an assembled document stands: in its own text (`part` undefined), or in one of its parts. */
export function placed(
  document: SourceDocument,
  { from, to }: Span,
): { readonly part: Part | undefined; readonly span: Span } {
  const part = partAt(document, from);
  return part === undefined
    ? { part, span: { from, to } }
    : { part, span: { from: from - part.base, to: to - part.base } };
}

/** The part that an offset lies in. */
export function partAt({ assembled }: SourceDocument, offset: number): Part | undefined {
  if (assembled === undefined || offset <= assembled.length) return undefined;
  return assembled.parts.find((part) => part.base <= offset && offset <= part.base + part.text.length);
}

/** The place of an offset in the order of reading, in which a part stands where it is taken in. */
export function readingOrder(document: SourceDocument, offset: number): number {
  const part = partAt(document, offset);
  if (part === undefined) return offset;
  const start = readingOrder(document, part.at.from);
  const end = readingOrder(document, part.at.to);
  return start + ((end - start) * (offset - part.base + 1)) / (part.text.length + 2);
}

/** The place in the document's own text that a span belongs to: of what stands in a part, the command that takes it in. */
export function ownSpan(document: SourceDocument, place: Span): Span {
  const part = partAt(document, place.from);
  return part === undefined ? place : ownSpan(document, part.at);
}

/** The cell of a notebook that an offset stands in, or behind which it does. */
export function cellAt({ cells }: SourceDocument, offset: number): NotebookCell | undefined {
  return cells?.findLast(({ span: { from } }) => from <= offset);
}

/** "line 3", "line 3 of cell 2", "line 3 of notes.md" */
export function lineWords(document: SourceDocument, place: Span): string {
  const { part, span: local } = placed(document, place);
  if (part !== undefined) return `line ${part.lines.position(local.from).line + 1} of ${part.name}`;
  const cell = cellAt(document, local.from);
  const line = `line ${document.lines.position(local.from).line + 1}`;
  return cell === undefined ? line : `${line} of cell ${cell.index + 1}`;
}
