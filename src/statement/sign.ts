import type { Label } from './label';

/** What the layout of a document says of its outline, in document order. */
export type Sign = LabelSign | SolutionSign | CaseSign | CasesEnd | EnvironmentSign | BlockSign;

interface Base {
  readonly from: number;
  /** Where the block before it ends. */
  readonly before: number;
}
/** `# Problem 3`, `1. (a)`, `**(b)**` */
export interface LabelSign extends Base {
  readonly kind: 'label';
  readonly label: Label;
  /** How it is written; outlines keep to one form at each level. `depth`: of the list item, or the level of the heading. */
  readonly form: { readonly style: 'heading' | 'item' | 'strong' | 'plain'; readonly depth: number };
  readonly title: string;
}
/** `# Solution`, `**Response:**`, "Proof." at the start of a paragraph. */
export interface SolutionSign extends Base {
  readonly kind: 'solution';
  /** "solution", "answer", "response", "proof" */
  readonly word: string;
  /** Level of the heading, if it is one. */
  readonly level: number | undefined;
  /** "Solution to Problem 3", "(a) Answer:" */
  readonly of: Label | undefined;
  /** "Solution 2" may be the second one, or that of problem 2. */
  readonly number: string | undefined;
  /** "Alternative solution", "Corrected answer": a new attempt in any case. */
  readonly fresh: boolean;
  /** "Solutions to the homework": means something inside a problem only. */
  readonly vague: boolean;
  readonly title: string;
}
/** "Case 1:" at the start of a sentence. */
export interface CaseSign extends Base {
  readonly kind: 'case';
  /** "Subcase 1.2" */
  readonly nested: boolean;
  /** Depth of the list item that it starts, or 0. */
  readonly depth: number;
  readonly level: number | undefined;
}
/** "In both cases, …" */
export interface CasesEnd extends Base {
  readonly kind: 'cases end';
}
export interface EnvironmentSign extends Base {
  readonly kind: 'begin' | 'end';
  readonly to: number;
  readonly role: 'problem' | 'solution' | 'theorem';
  readonly name: string;
  readonly title: string | undefined;
}
/** Any heading or paragraph: it may end a case. */
export interface BlockSign extends Base {
  readonly kind: 'block';
  /** Of a heading. */
  readonly level: number | undefined;
  readonly title: string;
  readonly depth: number;
}
