import { joinIn } from './aside';
import type { Standing } from './cues';
import type { Passage } from './sentence';

/**
 * The standing that a formula has from what stands before it in its sentence: what is said of the first of a list goes for all, and a sentence
 * that brings something in goes on with what belongs to it. Undefined where it has one of its own.
 *
 *     Let $a = 1$, $b = 2$ and $c = 3$
 *     Let $x$ be Gaussian with mean $m$ and a constant $s > 0$
 *                                       ^^^^^^^^^^^^^^         listed
 *     Let $x$ have the density $p(x) = e^{-x}$
 *             ^^^^^^^^^^^^^^^^                                 described
 */
export function inherited(passage: Passage, standing: Standing, own: Standing): Standing | undefined {
  const { previous, since } = passage;
  if (!previous) return undefined;
  if (standing.attitude === 'concluded') return joinIn(since) === 'and' && goesOn(passage, own) ? standing : undefined;
  const opener = concludes.test(previous.lead) ? undefined : brings.exec(previous.lead);
  const taken = standing.attitude === 'assumed' && !startsAnew(passage, standing, own);
  if (!taken && !(opener && standing.attitude === 'stated')) return undefined;
  if (!listed.test(since) && !(opener && described.some((words) => words.test(since)))) return undefined;
  return taken ? standing : { attitude: 'assumed', cue: opener?.[0], underCondition: false, tellsValues: false };
}

/** "so $x = 1$ and $y = 2$"; a condition that stands before both is none for the second alone. */
function goesOn({ origin }: Passage, own: Standing): boolean {
  return origin === 'inline' && own.attitude !== 'denied' && own.attitude !== 'asked';
}

/** What stands beside something assumed may be no part of it. */
function startsAnew({ since, rest, previous }: Passage, { cue = '' }: Standing, own: Standing): boolean {
  // "If $x = 1$, $y = 2$": the second follows from the first.
  if (own.underCondition) return true;
  // "For $A$, $x = 2$": what is said of A.
  if (/^for$/i.test(cue) && /^\s*,\s*$/.test(since) && previous?.formula.root.kind === 'symbol') return true;
  // "$|x| = x$ for all $x > 0$ and $|x| = -x$ for all $x < 0$": each has a range of its own.
  if (/^(?:for|when|if|whenever|at)\b/i.test(cue) && ownRange.test(rest)) return true;
  // "From the equation $x = 1,$ $y = 2$": one equation is named.
  return /^(?:equation|inequality)$/i.test(cue) && !/\band\s*$/i.test(since);
}

const ownRange = /^\s*,?\s*(?:for|when|whenever|if)\b/i;

const brings = /\b(?:let|suppose|consider|assum\w+)\b/i;

/** Words behind which something is said to follow. */
const concludes = /\b(?:then|hence|thus|therefore|so(?! that)|get|have|obtain|prove|show)\b/i;

/** Words that go on with a list of what is taken: "and", "with", "and a constant". */
const listed =
  /^\s*(?:(?:and\b|with\b|,)\s*)+(?:(?:an?|some|the|its)\s+)?(?:(?:fixed|known|given|true|positive|real|scalar|unknown|common)\s+)*(?:(?:constants?|parameters?|scalars?|numbers?|vectors?|matri(?:x|ces)|means?|(?:co)?variances?|standard deviations?|scales?|rates?|integers?|weights?|coefficients?|noise|dimensions?)\s*)?$/i;

const described: readonly RegExp[] = [
  // "let $f$ be a bounded function and"
  /^\s*(?:be|denotes?)\s+(?:an?|any|some|the)\s[\w\s-]{1,60}?,?\s+and\s+$/i,
  // "so that its density is", "with density"
  /^\s*,?\s*(?:(?:and|so that|where)\s+)?(?:have|has|having|with|its|whose)\b[^.;:]*\b(?:density|pdf|pmf|mass function)(?: function)?(?:\s+(?:is|given by|given as))*[\s:]*$/i,
  // "has the same law as"
  /^\s*(?:have|has|having)\s+the\s+same\s+(?:law|distribution)\s+as\s*$/i,
];
