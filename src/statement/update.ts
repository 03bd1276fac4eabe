import type { Node } from '../formula/tree';
import { symbolsOf } from '../formula/walk';
import type { Link } from './statement';

/**
 * Whether a relation gives a letter a new value in place of the one that it had, and how:
 *
 *     The update is $w = w - \eta g$.              in terms of the old one
 *     The new weight is $w = 2 - 0.3 = 1.7$.       by itself
 *     Second iteration: $s = 1 + 2$.
 */
export function updateOf(
  link: Link,
): { readonly key: string; readonly how: 'from the old one' | 'by itself' } | undefined {
  const { left, right, relation, passage } = link;
  if (left.kind !== 'symbol' || link.index !== 0 || link.attitude === 'denied' || link.attitude === 'asked')
    return undefined;
  if ((relation.kind !== '=' && relation.kind !== ':=') || relation.negated) return undefined;
  const { key } = left;
  if (symbolsOf(right).includes(key))
    return goesOnFrom(right, key) && speaksOfUpdates.test(`${passage.lead} ${passage.rest}`)
      ? { key, how: 'from the old one' }
      : undefined;
  return announces.test(passage.since) ? { key, how: 'by itself' } : undefined;
}

/** `w` in `w - \eta g`: the letter itself is a term. */
function goesOnFrom(node: Node, key: string): boolean {
  if (node.kind === 'group') return goesOnFrom(node.body, key);
  return node.kind === 'add' && node.terms.some(({ node: term }) => term.kind === 'symbol' && term.key === key);
}

const speaksOfUpdates =
  /\b(?:updat\w*|assign\w*|iterat\w*|descent|ascent|steps?|replac\w*|increment\w*|increas\w*|decreas\w*|overwrit\w*|loop|each time)\b/i;

const ordinal = '(?:first|second|third|fourth|fifth|next|last|following|\\d+(?:st|nd|rd|th)|⟦⟧(?:-?th)?)';
const round = '(?:iteration|update|epoch|round|pass|swap|mini-?batch)';
/** At the end of the words before a formula. */
const announces = new RegExp(
  [
    `\\b(?:new|updated|revised|reassigned)(?:\\s+[\\p{L}-]+){0,4}(?:\\s+(?:is|are|becomes?|will be|of|to|as|we (?:get|have)))?`,
    `\\bafter (?:the |a |one |two |another |each |\\d+ )?(?:${ordinal} )?(?:\\w+ )?(?:${round}|steps?)s?(?: of [\\p{L} -]+)?(?:,? (?:we (?:get|have|find|obtain)|this gives|it is|we are at))?`,
    `\\b(?:${ordinal} ${round}|${round} (?:\\d+|⟦⟧))(?: (?:gives|yields|is|we (?:get|have)))?`,
    `\\b(?:updating|swapping|swap|reset|resetting|reassigning)(?: again| once more| it)?(?:,? (?:we (?:get|have|find|obtain)|gives|yields|this gives))?`,
  ]
    .map((words) => `(?:${words})`)
    .join('|')
    .replace(/^/, '(?:')
    .replace(/$/, ')[\\s,:]*$'),
  'iu',
);
