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
export function inherited({ previous, since }: Passage, standing: Standing): Standing | undefined {
  if (!previous) return undefined;
  const opener = concludes.test(previous.lead) ? undefined : brings.exec(previous.lead);
  const taken = standing.attitude === 'assumed';
  if (!taken && !(opener && standing.attitude === 'stated')) return undefined;
  if (!listed.test(since) && !(opener && described.some((words) => words.test(since)))) return undefined;
  return taken ? standing : { attitude: 'assumed', cue: opener?.[0], underCondition: false };
}

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
