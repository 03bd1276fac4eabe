import type { Passage } from './sentence';

/**
 * Whether the words between two passages say that the first expression turns into the second.
 *
 *     rewrite $\cos 86^\circ$ as $\sin 4^\circ$
 *                            ^^^^
 *     … $(a+b)^2 - a^2$. This simplifies to $2ab + b^2$.
 *                      ^^^^^^^^^^^^^^^^^^^^
 */
export function becomesBetween(first: Passage, second: Passage): boolean {
  const same = first.sentence === second.sentence;
  if (same) {
    const words = second.since.trim();
    if (/^(?:further |then |now )?as$/.test(words))
      return /\b(?:re)?(?:writ|express|factor|simplif|represent|view)\w*\b[^.;]*$/i.test(first.since);
    return sameSentence.test(words);
  }
  if (second.sentence !== first.sentence + 1 || second.previous) return false;
  // Between sentences "it" is the displayed expression, never one mentioned in passing.
  if (first.origin !== 'display' || second.origin !== 'display') return false;
  const words = second.since.trim();
  return /^[\s.]*$/.test(first.rest) && (nextSentence.test(words) || instruction.test(words));
}

/** Which side of the equation before is rewritten, by the words before a formula: "Simplifying the right-hand side, we get". */
export function rewrittenSide(since: string): 'left' | 'right' | undefined {
  const match =
    /\b(?:expand|simplif|distribut|multiply|factor|evaluat|comput|combin)\w*(?: out)?(?: like terms (?:on|in))? the (left|right)(?:[- ]hand)?[- ]side(?: of the equation)?,?(?: (?:we|this|to) (?:get|have|obtain|gives|yields|find))?:?\s*$/i.exec(
      since,
    );
  return match?.[1]?.toLowerCase() === 'left' ? 'left' : match ? 'right' : undefined;
}

const verbs =
  '(?:simplif(?:y|ies)|reduc(?:es|ed)|evaluates?|expands?|factors?|works out|comes out|amounts)(?: further)? (?:to|into|as)|becomes|equals|is equal to|is the same as|is equivalent to';

/** The words may be no more than these: anything else may change what is compared. */
const sameSentence = new RegExp(
  `^(?:,? ?(?:which|this|that|it) )?(?:can be |may be |is |are )?(?:${verbs}|(?:re)?written as|simplified (?:to|as)|expressed as|expanded (?:to|as|into)|factored (?:as|into))[,:]?$`,
  'i',
);
/** A sentence that only says what is done to the expression: "Now, combine like terms:". */
const instruction =
  /^(?:(?:so|then|now|next|finally|first|step \d+\s*:?),?\s*)?(?:we (?:can )?(?:now )?)?(?:combine|collect|group) (?:the )?like (?:terms|powers|factors)(?: (?:to get|together))?:?$/i;

const nextSentence = new RegExp(
  `^(?:(?:so|thus|hence|therefore|then|now|next|finally),? )?(?:the expression|the sum|the product|the fraction|this|it|that|which)? ?(?:now |then |further |also )?(?:can be |is )?(?:${verbs}|(?:re)?written as|simplified to)[,:]?$`,
  'i',
);
