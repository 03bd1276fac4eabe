import type { FileUse } from './files';
import type { NotebookCell } from './notebook';
import type { Part } from './parts';
import type { LineIndex } from '../text/lines';
import type { Span } from '../text/span';
import type { TexToken } from '../tex/token';

export type Language = 'markdown' | 'latex';

/** A document as its markup says: blocks in order, formulas as tokens. Any text gives one. */
export interface SourceDocument {
  readonly language: Language;
  readonly text: string;
  readonly lines: LineIndex;
  readonly blocks: readonly Block[];
  /** What a person should be told about the markup: an unclosed `$`, a macro that expands for ever. */
  readonly notes: readonly DocumentNote[];
  /** Files that the text takes in: `\input{part1}`, `<!-- rederive: context notes.md -->`. */
  readonly inputs?: readonly DocumentInput[];
  /** Of a notebook: its cells, in order. */
  readonly cells?: readonly NotebookCell[];
  /** Where it takes in files: `text`, `lines` and `blocks` are then those of all of them. */
  readonly assembled?: Assembled;
}

export interface DocumentInput {
  /** As written. */
  readonly path: string;
  readonly span: Span;
  readonly use: FileUse;
  /** It stands before `\begin{document}`. */
  readonly preamble: boolean;
}

export interface Assembled {
  /** Length of the document's own text, which comes first. */
  readonly length: number;
  /** The blocks of the document's own text. */
  readonly own: readonly Block[];
  readonly parts: readonly Part[];
  /** The commands whose file was not read. */
  readonly missing: readonly Span[];
}

export interface DocumentNote {
  readonly span: Span;
  readonly message: string;
}

export type Block = Heading | Paragraph | CodeBlock | Boundary;

/** `## Problem 2`, `\section*{Problem 2}`. Level 1 is the outermost. */
export interface Heading {
  readonly kind: 'heading';
  readonly span: Span;
  readonly level: number;
  readonly content: readonly Inline[];
}

/** A run of prose with the formulas in it, inline and displayed; a table cell and a list item's paragraph are paragraphs too. */
export interface Paragraph {
  readonly kind: 'paragraph';
  readonly span: Span;
  readonly content: readonly Inline[];
  /** The list item whose first paragraph this is: its depth from 1 and its marker as written (`-`, `3.`, `(a)`). */
  readonly item?: { readonly depth: number; readonly marker: string };
  /** How many lists and quotes it stands in, as the first or a later paragraph of an item. */
  readonly depth: number;
}

/** Code, raw HTML, `[asy]` pictures, `verbatim`: nothing in it is read. */
export interface CodeBlock {
  readonly kind: 'code';
  readonly span: Span;
}

/** The begin or end of an environment of the text that matters for reading: `problem`, `proof`, `solution`, `theorem`, … */
export interface Boundary {
  readonly kind: 'begin' | 'end';
  readonly span: Span;
  readonly name: string;
  /** `\begin{problem}[Title]` */
  readonly title?: string;
}

export type Inline = Prose | MathRegion | InlineCode | Directive;

/** Words. `text` is exactly the source at `span`: markup, escapes and commands lie between pieces, not in them. */
export interface Prose {
  readonly kind: 'prose';
  readonly span: Span;
  readonly text: string;
  readonly strong: boolean;
}

/** A code span, an inline command whose text is no prose (`\cite{…}`, `\label{…}`). */
export interface InlineCode {
  readonly kind: 'code';
  readonly span: Span;
  /** The words that a macro of the user stands for in running text: `fwd` for `\fwd` after `\newcommand{\fwd}{\texttt{fwd}}`. */
  readonly words?: string;
}

/** One formula, delimiters included in `span`; `inner` is what stands between them. */
export interface MathRegion {
  readonly kind: 'math';
  readonly span: Span;
  readonly inner: Span;
  readonly display: boolean;
  /** The environment that delimits it (`align*`, `equation`), or undefined for `$`, `\[`, fences. */
  readonly environment?: string;
  readonly tokens: readonly TexToken[];
}

/** `<!-- rederive: assume x > 0 -->`, `% rederive: ignore`; `text` is what follows the colon, trimmed. */
export interface Directive {
  readonly kind: 'directive';
  readonly span: Span;
  readonly text: string;
}
