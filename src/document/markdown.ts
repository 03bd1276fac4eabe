import { parser, Table, type MarkdownParser } from '@lezer/markdown';
import { MacroTable } from '../tex/macros';
import { LineIndex } from '../text/lines';
import { span, type Span } from '../text/span';
import { placeOf, trimmed } from './content';
import type { Block, DocumentInput, DocumentNote, Inline, SourceDocument } from './document';
import { contextFile } from './files';
import { FormulaReader } from './formulas';
import { markdownSurface, type SurfacePiece } from './markdown-surface';
import type { Take } from './parts';

export interface MarkdownOptions {
  /** Macros that are in force from the start; those of the text are added to them. */
  readonly macros?: MacroTable;
  /** Is told of every file that the text takes in where it does, before what follows is read. */
  readonly take?: Take;
}

/** Reads Markdown with mathematics in it (`$`, `$$`, `\(`, `\[`, bare display environments, `math` fences). Never throws. */
export function readMarkdown(text: string, options: MarkdownOptions = {}): SourceDocument {
  const surface = markdownSurface(text);
  const tree = markdownParser().parse(surface.text);
  const reader = new MarkdownReader(text, surface.pieces, options);
  const cursor = tree.cursor();
  cursor.iterate(
    (node) => reader.enter(node.name, node.from, node.to, () => node.node.getChild('URL') !== null),
    (node) => reader.leave(node.name, node.to),
  );
  return {
    language: 'markdown',
    text,
    lines: new LineIndex(text),
    blocks: reader.blocks,
    notes: reader.allNotes(surface.notes),
    ...(reader.inputs.length > 0 ? { inputs: reader.inputs } : {}),
  };
}

let configured: MarkdownParser | undefined;

/** Reference definitions are left to the prose: `[1]: x = 2` is more often a remark than an address. */
function markdownParser(): MarkdownParser {
  configured ??= parser.configure([Table, { remove: ['LinkReference'] }]);
  return configured;
}

interface Item {
  readonly depth: number;
  readonly marker: string;
  readonly span: Span;
  /** How many lists and quotes it stands in. */
  readonly nesting: number;
}

/** Turns the nodes of the Markdown parser, in document order, into blocks, and puts the pieces of the surface back in. */
class MarkdownReader {
  readonly blocks: Block[] = [];
  readonly inputs: DocumentInput[] = [];
  private readonly formulas: FormulaReader;
  private readonly codeSpans: Span[] = [];
  private nextPiece = 0;
  private depth = 0;
  private listDepth = 0;
  /** The list item whose first paragraph is still to come. */
  private item: Item | undefined;
  /** The inlines of the leaf block that is being read, and how far it has been read. */
  private content: Inline[] | undefined;
  private at = 0;
  private leafFrom = 0;
  private strong = 0;
  private picture = false;
  private linkWithAddress = false;

  constructor(
    private readonly source: string,
    private readonly pieces: readonly SurfacePiece[],
    private readonly options: MarkdownOptions,
  ) {
    this.formulas = new FormulaReader(source, options.macros ?? new MacroTable());
    const first = pieces[0];
    if (first?.kind === 'frontMatter') this.codeBlock(first.span.from, first.span.to);
  }

  allNotes(notes: readonly DocumentNote[]): DocumentNote[] {
    let code = 0;
    const outside = notes.filter((note) => {
      while ((this.codeSpans[code]?.to ?? Infinity) <= note.span.from) code++;
      return (this.codeSpans[code]?.from ?? Infinity) > note.span.from;
    });
    return [...outside, ...this.formulas.notes].sort((a, b) => a.span.from - b.span.from);
  }

  /** Returns false where the children of the node are of no interest. */
  enter(name: string, from: number, to: number, hasAddress: () => boolean): boolean {
    switch (name) {
      case 'Blockquote':
      case 'BulletList':
      case 'OrderedList':
        this.depth++;
        if (name !== 'Blockquote') this.listDepth++;
        return true;
      case 'ListMark':
        this.itemWithoutText();
        this.item = {
          depth: this.listDepth,
          marker: this.source.slice(from, to),
          span: span(from, to),
          nesting: this.depth,
        };
        return false;
      case 'Paragraph':
      case 'TableCell':
        this.begin(from);
        return true;
      case 'FencedCode':
      case 'HTMLBlock':
      case 'ProcessingInstructionBlock':
        this.codeBlock(from, to);
        return false;
      case 'CodeBlock':
        this.indentedCode(from, to);
        return false;
      case 'CommentBlock':
        this.begin(from);
        this.finishParagraph(to);
        return false;
      case 'StrongEmphasis':
        this.prose(from);
        this.strong++;
        return true;
      case 'EmphasisMark':
      case 'HeaderMark':
      case 'QuoteMark':
        this.markup(from, to);
        return false;
      case 'Escape':
        this.markup(from, from + 1);
        return false;
      case 'HardBreak':
        if (this.source.charAt(from) === '\\') this.markup(from, from + 1);
        return false;
      case 'Link':
        this.linkWithAddress = hasAddress();
        return true;
      case 'LinkMark':
        if (this.linkWithAddress) this.markup(from, to);
        return false;
      case 'URL':
      case 'LinkTitle':
      case 'Image':
      case 'Autolink':
      case 'HTMLTag':
      case 'ProcessingInstruction':
      case 'InlineCode':
        this.code(from, to);
        return false;
    }
    if (HEADING.test(name)) this.begin(from);
    return true;
  }

  leave(name: string, to: number): void {
    switch (name) {
      case 'Blockquote':
        this.depth--;
        return;
      case 'BulletList':
      case 'OrderedList':
        this.depth--;
        this.listDepth--;
        return;
      case 'ListItem':
        this.itemWithoutText();
        return;
      case 'Paragraph':
      case 'TableCell':
        this.finishParagraph(to);
        return;
      case 'StrongEmphasis':
        this.strong--;
        return;
      case 'Link':
        this.linkWithAddress = false;
        return;
    }
    if (HEADING.test(name)) this.finishHeading(to, Number(name.charAt(name.length - 1)), name.startsWith('Setext'));
  }

  private begin(from: number): void {
    this.content = [];
    this.at = from;
    this.leafFrom = from;
    this.strong = 0;
    this.picture = false;
    this.passPieces(from);
  }

  /** Leaves out the pieces before `to`. */
  private passPieces(to: number): void {
    while ((this.pieces[this.nextPiece]?.span.from ?? Infinity) < to) this.nextPiece++;
  }

  private markup(from: number, to: number): void {
    if (from < this.at) return;
    this.prose(from);
    this.at = to;
  }

  private code(from: number, to: number): void {
    if (from < this.at) return;
    this.prose(from);
    this.content?.push({ kind: 'code', span: span(from, to) });
    this.at = to;
    this.passPieces(to);
  }

  /** Takes in the text up to `to` with the pieces in it. */
  private prose(to: number): void {
    const { content } = this;
    if (content === undefined) return;
    for (let piece = this.pieces[this.nextPiece]; piece !== undefined && piece.span.from < to;) {
      if (piece.span.from >= this.at) {
        this.words(piece.span.from);
        content.push(this.inline(piece));
        this.at = piece.span.to;
      }
      piece = this.pieces[++this.nextPiece];
    }
    this.words(to);
  }

  private words(to: number): void {
    if (to <= this.at) return;
    const text = this.source.slice(this.at, to);
    this.content?.push({ kind: 'prose', span: span(this.at, to), text, strong: this.strong > 0 });
    this.at = to;
  }

  private inline(piece: SurfacePiece): Inline {
    switch (piece.kind) {
      case 'math':
        return this.formulas.region(piece.place);
      case 'comment': {
        const text = DIRECTIVE.exec(this.source.slice(piece.span.from, piece.span.to))?.[1];
        if (text !== undefined) return this.directive(piece.span, text.trim());
        this.picture = true;
        return { kind: 'code', span: piece.span };
      }
      case 'definition':
        this.formulas.define(piece.span);
        return { kind: 'code', span: piece.span };
      case 'picture':
      case 'frontMatter':
        this.picture = true;
        return { kind: 'code', span: piece.span };
      case 'code':
        return { kind: 'code', span: piece.span };
    }
  }

  private directive(place: Span, text: string): Inline {
    for (const line of text.split('\n')) {
      const path = contextFile(line);
      if (path === undefined) continue;
      const input: DocumentInput = { path, span: place, use: 'context', preamble: false };
      this.inputs.push(input);
      this.options.take?.(input);
    }
    return { kind: 'directive', span: place, text };
  }

  private finish(to: number): Inline[] {
    this.prose(to);
    const content = trimmed(this.content ?? [], this.source);
    this.content = undefined;
    return content;
  }

  private finishParagraph(to: number): void {
    this.paragraph(this.finish(to));
  }

  private paragraph(content: readonly Inline[]): void {
    const place = placeOf(content);
    if (place === undefined) return;
    if (this.picture && content.every((inline) => inline.kind === 'code')) {
      this.itemWithoutText();
      this.blocks.push({ kind: 'code', span: place });
      return;
    }
    const { item } = this;
    const shared = { kind: 'paragraph', span: place, content, depth: this.depth } as const;
    if (item === undefined || content.every((inline) => inline.kind === 'directive')) this.blocks.push(shared);
    else {
      this.item = undefined;
      this.blocks.push({ ...shared, item: { depth: item.depth, marker: item.marker } });
    }
  }

  /** An item that begins with another list, a heading or code still has its place in the list: an empty paragraph. */
  private itemWithoutText(): void {
    const { item } = this;
    this.item = undefined;
    // After a directive the item has begun, though not with text.
    if (item === undefined || (this.blocks[this.blocks.length - 1]?.span.from ?? -1) > item.span.from) return;
    const { depth, marker, nesting } = item;
    this.blocks.push({ kind: 'paragraph', span: item.span, content: [], depth: nesting, item: { depth, marker } });
  }

  private finishHeading(to: number, level: number, underlined: boolean): void {
    const from = this.leafFrom;
    const content = this.finish(to);
    const place = placeOf(content);
    if (place === undefined) return;
    // A display with a rule under it is no heading.
    if (underlined && content.some((inline) => inline.kind === 'math' && inline.display)) this.paragraph(content);
    else {
      this.itemWithoutText();
      this.blocks.push({ kind: 'heading', span: span(from, place.to), level, content });
    }
  }

  private codeBlock(from: number, to: number): void {
    this.itemWithoutText();
    this.blocks.push({ kind: 'code', span: span(from, to) });
    // A note about the block itself stands at its start.
    this.codeSpans.push(span(from + 1, to));
    this.passPieces(to);
  }

  /**
   * Code, except for displays that stand at the start of its lines: people indent them.
   *
   *         $$x = 1$$
   */
  private indentedCode(from: number, to: number): void {
    let at = from;
    this.passPieces(from);
    for (let piece = this.pieces[this.nextPiece]; piece !== undefined && piece.span.from < to;) {
      if (piece.kind === 'math' && piece.place.display && this.startsItsLine(piece.span.from)) {
        this.codeLines(at, piece.span.from);
        this.picture = false;
        this.paragraph([this.formulas.region(piece.place)]);
        at = piece.span.to;
      }
      piece = this.pieces[++this.nextPiece];
    }
    this.codeLines(at, to);
  }

  private startsItsLine(at: number): boolean {
    let i = at - 1;
    while (i >= 0 && BLANKS.includes(this.source.charAt(i))) i--;
    return i < 0 || this.source.charAt(i) === '\n' || this.source.charAt(i) === '\r';
  }

  private codeLines(from: number, to: number): void {
    const text = this.source.slice(from, to).trim();
    if (text === '') return;
    const start = this.source.indexOf(text, from);
    this.itemWithoutText();
    this.blocks.push({ kind: 'code', span: span(start, start + text.length) });
    this.codeSpans.push(span(from, to));
  }
}

const BLANKS = ' \t';
const HEADING = /^(?:ATX|Setext)Heading\d$/;
const DIRECTIVE = /^<!--\s*rederive:([^]*)-->$/;
