import { mentionsSymbol, relatesNumbers } from './formula-shape';
import type { Passage } from './sentence';

/** The words of a sentence before a formula, with what stands there in brackets blanked out, so that all offsets stay. */
export function withoutAsides(lead: string): string {
  return lead.replace(/\([^()]*\)/g, (aside) => ' '.repeat(aside.length));
}

/** Behind the last semicolon, full stop or bracket that closes before the formula; the points of "i.e." are no full stops. */
export function clauseStart(words: string): number {
  let start = 0;
  for (const { index } of words.matchAll(/[;)]|(?<!\b(?:i\.e|e\.g|cf))\. /g)) start = index + 1;
  return start;
}

/** Where behind an offset another main clause begins: "we need a whole number, so it is". */
export function nextClauseAt(lead: string, from: number): number | undefined {
  const match = nextClause.exec(lead.slice(from));
  return match ? from + match.index : undefined;
}

const subjects = "we|it|this|that|these|those|they|there|the|its|his|her|he|she|one|our|each|both|all|let(?:'s| us)?";
const nextClause = new RegExp(
  `,\\s*(?:(?:and|but|so|then|thus|hence|therefore)\\s+)*(?:based on [^,]*,\\s*)?(?:${subjects})\\b`,
  'i',
);

/** A condition in the sentence before a formula. */
export interface Condition {
  /** Behind its words. */
  readonly from: number;
  readonly words: string;
  /** The formula stands behind the condition rather than in it, so that it is what follows from that. */
  readonly follows: boolean;
}

/**
 * The first condition of the sentence, or another one that the formula stands in.
 *
 *     When $j = 42$ and $k = 56$, we have $42 \cdot 56 = c$.
 *     ^^^^ ^^^^^^^^                                            the condition
 *                                ^^^^^^^^                      the main clause begins
 */
export function conditionBefore(lead: string, passage: Passage): Condition | undefined {
  const within = /(?:^|[\s(,])(if|when|whenever)\s+(⟦⟧(?:\s*(?:,|and|or)\s*⟦⟧)*\s*(?:,|and|or)\s*|)$/i.exec(lead);
  const match = within ?? /(?:^|[\s(,])(if|when|whenever|unless|in case|for the case)\b([^.;]*)$/i.exec(lead);
  if (!match) return undefined;
  const behind = match[2] ?? '';
  return {
    from: lead.length - behind.length,
    words: (match[1] ?? '').toLowerCase(),
    follows: isConsequence(passage, lead.slice(0, match.index), behind),
  };
}

/** Numbers alone behind a condition on symbols may be a candidate that is tried: "if $x = 1$, then $2 = 3$" asserts nothing. */
function isConsequence(passage: Passage, before: string, behind: string): boolean {
  if (operation.test(behind) || (amount.test(before) && verbInBetween.test(behind))) return true;
  if (!mainClause.test(behind) && !(/⟦⟧,\s*$/.test(behind) && endsClause.test(passage.rest))) return false;
  return behind.includes('⟦⟧') ? mentionsSymbol(passage.formula.root) : !relatesNumbers(passage.formula.root);
}

const mainClause =
  /(?:,\s*then\b|\bthen\b|,\s*(?:so|and so|hence|thus)?\s*(?:we|this|that|it|there|the|its|he|she|they|[A-Z]\w+)\b|⟦⟧\s*:)/;
/** "the remainder when … is divided by 17:" */
const operation = /\bis (?:divided|multiplied|increased|reduced) by\b[^,.;:]*:\s*$/i;
/** "the number of ways if rotations are not told apart is" */
const amount = /\b(?:number|total|probability|chance|value|sum|area|amount|ways?|answer|cost)\b/i;
const verbInBetween = /\b(?:is|are|was|were|has|have|do|does|can|may|must)\b[^,]*\bis(?: equal to)?:?\s*$/i;
/** Nothing but an addition follows, so that the main clause of the sentence is the formula itself. */
const endsClause = /^[\s.!]*$|^\s*,?\s*(?:which|so|and so|but|because|since)\b|^[\s,]*and (?:for|if|when)\b/i;

/** "For $n = 1$, $n^3 = 1$, which is …": the words of the range, where the formula is what holds there. */
export function rangeBefore(lead: string, rest: string): string | undefined {
  const match = /^\W*(?:[a-z]+(?:, | ))?(for|at|with) ⟦⟧(?:\s*(?:,|and)\s*⟦⟧)*,\s*$/i.exec(lead);
  return match && endsClause.test(rest) ? match[1] : undefined;
}

/** A reason in the sentence before a formula. */
export interface Reason {
  readonly from: number;
  readonly words: string;
  /** The formula stands behind the reason, so that it is what follows from that. */
  readonly behind: boolean;
}

/**
 * The last reason of the sentence.
 *
 *     Since $x$ is an exterior angle, $x = 110$.
 *     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^             the reason; the formula is behind it
 *     … which holds since $x < 1$.
 *                   ^^^^^         the formula is the reason
 */
export function reasonBefore(lead: string, rest: string): Reason | undefined {
  const match = /(?:^|[\s(,])(since|because)\b(?!.*\b(?:since|because)\b)([^.;]*)$/is.exec(lead);
  if (!match) return undefined;
  const words = match[2] ?? '';
  const from = lead.length - words.length;
  const listed = /,\s*$/.test(words) && goesOn.test(rest);
  const behind =
    !listed && !named.test(words) && (/,\s*(?:then\s*)?$/i.test(words) || nextClauseAt(lead, from) !== undefined);
  return { from, words: (match[1] ?? '').toLowerCase(), behind };
}

/** "Since the ratio is 3 : 7, we can write $A = 3k$": a name is given. */
const named = /\b(?:can|may|could)\s+(?:\w+\s+)?(?:write|express|set|let|denote|call|assume|represent|take)\b/i;

/** The main clause is still to come: "since $a = 1$, $b = 2$ and $c = 3$, we have". */
const goesOn = /^[^.;]*,\s*(?:then|so|we|it|this|the)\b/i;

const supposed = /\b(?:if|when|where|suppose|let|assum\w+|(?<!\b(?:the|this|our) )given|find|whose)\b/i;

export interface FoundValues {
  /** Where "the solutions" stands. */
  readonly from: number;
  readonly words: string;
}

/** Words that end with "the solutions are": what follows is found, whatever was assumed before. */
export function foundValues(lead: string): FoundValues | undefined {
  const match =
    /\b(?:solutions?|roots?|zeros?|values?|answers?|candidates?|possibilit(?:y|ies)|integers?|numbers?|intercepts?)\b(?:[^.;,:]*\b(is|are):?|([^.;,:]*):)\s*$/i.exec(
      lead,
    );
  if (!match || supposed.test(match[0])) return undefined;
  // "we have the solutions: ", "we found three values that pass the test: "
  const telling =
    match[2]?.trim() === '' ? /\b(?:has|have|gives?|are|get|obtain|find|found)\b[^,;:]*$/i : /\bfound\b[^,;:]*$/i;
  if (match[1] === undefined && !telling.test(lead.slice(0, match.index))) return undefined;
  return { from: match.index, words: match[1] ?? ':' };
}
