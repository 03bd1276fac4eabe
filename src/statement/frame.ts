import { romanValue, type Place } from './label';
import type { DraftScope } from './scopes';
import type { LabelSign } from './sign';

export interface DraftNode {
  readonly id: string;
  readonly title: string;
  span: { readonly from: number; to: number };
  readonly children: DraftNode[];
}

/** A problem or a part of one; it is on the stack while it is open, and may be opened again for its solution. */
export interface Frame {
  readonly node: DraftNode;
  readonly place: Place;
  readonly kind: 'problem' | 'part';
  readonly form: LabelSign['form'] | undefined;
  /** It was opened by a number or letter that the text gives, not by counting. */
  readonly labelled: boolean;
  /** It was opened by a bare number of a list or heading. */
  readonly listed: boolean;
  /** The scope of its statement. */
  readonly body: DraftScope;
  readonly parts: Map<string, Frame>;
  /** The part that was opened last. */
  last: Place | undefined;
  attempt: Attempt | undefined;
  solved: boolean;
  ended: boolean;
  environment: boolean;
  /** How many headings and paragraphs came before it in the document. */
  readonly blocks: number;
  /** An enumeration inside the solution: its next marker opens nothing. */
  inner: { readonly form: LabelSign['form']; readonly place: Place } | undefined;
}

export interface Attempt {
  readonly scope: DraftScope;
  readonly word: string;
}

export function sameForm(a: LabelSign['form'], b: LabelSign['form']): boolean {
  return a.style === b.style && a.depth === b.depth;
}

export function orderOf(place: Place): number {
  if (place.style === 'number') return Number(place.text.split('.').pop());
  return place.text.length > 1 ? (romanValue(place.text) ?? 0) : place.text.charCodeAt(0);
}

/** (c) follows (b), (ii) follows (i), 3 follows 2. */
export function follows(place: Place, before: Place): boolean {
  if (place.style !== before.style) return false;
  const roman = romanValue(place.text);
  return (
    orderOf(place) === orderOf(before) + 1 || (roman !== undefined && roman === (romanValue(before.text) ?? NaN) + 1)
  );
}

export function isRoman(place: Place): boolean {
  return place.style === 'letter' && (place.text.length > 1 || place.text === 'i');
}
