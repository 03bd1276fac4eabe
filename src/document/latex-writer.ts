import { span, type Span } from '../text/span';
import { placeOf, trimmed } from './content';
import type { Block, Inline } from './document';

export interface ListItem {
  readonly depth: number;
  readonly marker: string;
  readonly span: Span;
  /** How many lists and quotes it stands in. */
  readonly nesting: number;
}

/** Collects prose and formulas into paragraphs, and paragraphs into blocks. Must be fed in document order. */
export class LatexWriter {
  private readonly blocks: Block[] = [];
  private readonly ranks = new Map<Block, number>();
  private content: Inline[] = [];
  /** Where the prose that is not yet in `content` starts. */
  private at = 0;
  strong = false;
  /** For each open group whether the text around it is bold. */
  private groups: boolean[] = [];
  private item: ListItem | undefined;
  /** How many lists and quotes the text stands in. */
  depth = 0;
  inHeading = false;

  constructor(private readonly source: string) {}

  get openGroups(): number {
    return this.groups.length;
  }

  /** Goes on at `at`, leaving out what stands before it. */
  start(at: number): void {
    this.at = at;
  }

  /** Takes in the prose before `to`. */
  words(to: number): void {
    if (to <= this.at) return;
    const text = this.source.slice(this.at, to);
    if (this.content.length > 0 || text.trim() !== '')
      this.content.push({ kind: 'prose', span: span(this.at, to), text, strong: this.strong });
    this.at = to;
  }

  /** Takes in the prose before `from` and leaves out what stands from there to `next`, which is returned. */
  cut(from: number, next: number): number {
    this.words(from);
    this.at = Math.max(this.at, next);
    return next;
  }

  /** Takes in the prose before the inline and the inline; returns its end. */
  push(inline: Inline): number {
    this.words(inline.span.from);
    this.content.push(inline);
    this.at = inline.span.to;
    return inline.span.to;
  }

  code(from: number, to: number): number {
    return this.push({ kind: 'code', span: span(from, to) });
  }

  openGroup(at: number, strong: boolean): number {
    const next = this.cut(at, at + 1);
    this.groups.push(this.strong);
    this.strong = strong;
    return next;
  }

  closeGroup(at: number): number {
    const next = this.cut(at, at + 1);
    this.strong = this.groups.pop() ?? this.strong;
    return next;
  }

  /** Ends the groups beyond the first `count`. */
  endGroups(count: number): void {
    this.strong = this.groups[count] ?? this.strong;
    this.groups.length = Math.min(this.groups.length, count);
  }

  /** Ends the paragraph at `at`. A heading has no paragraphs. */
  flush(at: number): void {
    this.words(at);
    if (this.inHeading) return;
    const content = this.take();
    const place = placeOf(content);
    if (place === undefined) return;
    if (content.every((inline) => inline.kind === 'code' && inline.words === undefined)) {
      this.block({ kind: 'code', span: place });
      return;
    }
    const shared = { kind: 'paragraph', span: place, content, depth: this.depth } as const;
    const { item } = this;
    if (item === undefined || content.every((inline) => inline.kind === 'code' || inline.kind === 'directive'))
      this.blocks.push(shared);
    else {
      this.item = undefined;
      this.blocks.push({ ...shared, item: { depth: item.depth, marker: item.marker } });
    }
  }

  block(block: Block): void {
    this.itemWithoutText();
    this.blocks.push(block);
  }

  /** The next paragraph is the first of a list item. */
  startItem(item: ListItem): void {
    this.itemWithoutText();
    this.item = item;
  }

  /** An item that begins with another list still has its place in the list: an empty paragraph. */
  itemWithoutText(): void {
    const { item } = this;
    this.item = undefined;
    // After a directive the item has begun, though not with text.
    if (item === undefined || (this.blocks[this.blocks.length - 1]?.span.from ?? -1) > item.span.from) return;
    const { depth, marker, nesting } = item;
    this.blocks.push({ kind: 'paragraph', span: item.span, content: [], depth: nesting, item: { depth, marker } });
  }

  /** Writes a heading with the content that `read` takes in. */
  heading(place: Span, rank: number, read: () => void): void {
    const { strong, groups } = this;
    this.strong = false;
    this.groups = [];
    this.inHeading = true;
    read();
    this.inHeading = false;
    const block: Block = { kind: 'heading', span: place, level: 1, content: this.take() };
    this.ranks.set(block, rank);
    this.block(block);
    this.strong = strong;
    this.groups = groups;
    this.at = place.to;
  }

  /** The blocks, with levels that count from the outermost sectioning command in use. */
  finished(): Block[] {
    const outermost = [...this.ranks.values()].reduce((a, b) => Math.min(a, b), Infinity);
    return this.blocks.map((block) => {
      const rank = this.ranks.get(block);
      return block.kind === 'heading' && rank !== undefined ? { ...block, level: rank - outermost + 1 } : block;
    });
  }

  private take(): Inline[] {
    const content = trimmed(this.content, this.source);
    this.content = [];
    return content;
  }
}
