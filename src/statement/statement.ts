import type { Node, Relation } from '../formula/tree';
import type { Span } from '../text/span';
import type { Passage } from './sentence';

/**
 * How a relation is put forward.
 *
 *     stated     it stands there without a word about its standing
 *     concluded  "so", "hence", "we get", "simplifies to", an arrow before it
 *     assumed    "let", "suppose", "if", "where", "given that", a condition behind "for"
 *     asked      in a question or a task: "find x such that", "is 3 + 4 = 8?"
 *     denied     "which is false", "a contradiction", "is not": the author does not assert it
 */
export type Attitude = 'stated' | 'concluded' | 'assumed' | 'asked' | 'denied';

/** One relation of the document: two operands and the sign between them, with what is known of its standing from the words around it. */
export interface Link {
  readonly left: Node;
  readonly right: Node;
  readonly relation: Relation;
  /** What a squiggle covers: the right operand. */
  readonly span: Span;
  /** From the left operand to the right one, as far as both stand in this formula. */
  readonly wholeSpan: Span;
  readonly passage: Passage;
  readonly attitude: Attitude;
  /** The words that decided the attitude, for "why": "Let", "we get". */
  readonly cue: string | undefined;
  /** It follows from a condition in its sentence ("if …, then"), and holds under that only. */
  readonly underCondition: boolean;
  /** Place in its chain: link `index` of `size`, from 0. A chain that goes on from an earlier display counts as one. */
  readonly index: number;
  readonly size: number;
  /** Number of the chain in the document: links of one chain share it. */
  readonly chain: number;
  /** The first operand of the whole chain. */
  readonly head: Node;
  /** How it follows from the relation before it, where the text says so. */
  readonly step: Step | undefined;
  /** No relation sign is written: the text says that one expression becomes the other. */
  readonly implicit: boolean;
  /** Further values follow behind a comma or "or": `x = 2, 3`. */
  readonly several: boolean;
  /** How the first relation of a chain is put beside the chain before it; "and" also for commas. */
  readonly joined: 'or' | 'and' | undefined;
  /** Values without a relation of their own behind it: 3 of `x = 2, 3`. */
  readonly further: readonly Node[];
  readonly scope: Scope;
  /** It is the first relation behind those of the problem's statement, which it can only follow from. */
  readonly opens: boolean;
}

/** How a relation follows from an earlier one: by an arrow or a word in the same passage, or on a new line. */
export interface Step {
  readonly kind: 'implies' | 'iff';
  readonly how: 'arrow' | 'word' | 'line';
  /** Index of the link (in the list of all links) that it follows from. */
  readonly from: number;
}

/** A part of the document within which declarations hold; they are seen from the parts inside it. */
export interface Scope {
  readonly id: number;
  readonly parent: Scope | undefined;
  readonly kind: 'document' | 'problem' | 'statement' | 'solution' | 'part' | 'case';
  /** Id of the problem that the scope belongs to. */
  readonly problem: string | undefined;
}

/** Whether what was said in `outer` holds in `inner`. */
export function holdsIn(outer: Scope, inner: Scope): boolean {
  for (let s: Scope | undefined = inner; s; s = s.parent) if (s.id === outer.id) return true;
  return false;
}
