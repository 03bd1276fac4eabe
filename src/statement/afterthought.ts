import type { Link } from './statement';

/**
 * What a sentence says behind a relation to restrict it.
 *
 *     We have $|x - 2| = 2 - x = -(x - 2)$, since $x \le 2$.
 *                                           ^^^^^ ^^^^^^^^^   a condition
 *     $\sqrt{x^2} = x$ when both are positive.
 *                      ^^^^ ^^^^ ^^^ ^^^^^^^^                in words: not read
 */
export interface Afterthought {
  /** Relations that are in force for what stands before them. */
  readonly conditions: readonly Link[];
  /** Something restricts it that cannot be put as relations. */
  readonly unread: boolean;
}

/** What is said behind the link at `index` of all links; undefined where nothing is. */
export function afterthoughtOf(links: readonly Link[], index: number): Afterthought | undefined {
  const link = links[index];
  if (!link) return undefined;
  const conditions: Link[] = [];
  for (let k = index + 1; k < links.length; k++) {
    const later = links[k];
    if (!later || later.passage.sentence > link.passage.sentence + 1) break;
    if (later.chain === link.chain) continue;
    if (!qualifies(later, link)) break;
    conditions.push(later);
  }
  const unread = restrictsInWords(link, conditions);
  return conditions.length > 0 || unread ? { conditions, unread } : undefined;
}

/** Words between a relation and a condition on it. */
const leads =
  /^[\s,()]*(?:and |but |only |precisely |exactly )*(?:if|when|whenever|provided|as long as|so long as|assuming|given|where|for|because|since|as|with)\b(?:\s+[^\s.;,]+){0,6}\s*$/i;
/** Words that open a sentence which only adds to the one before. */
const adds =
  /^[\s(]*(?:here|recall|note|remember|where|we(?: have)? used?|of course|(?:this|that|it|which) (?:holds|is (?:true|valid|allowed|fine|possible)|works|uses))\b/i;

function qualifies(later: Link, link: Link): boolean {
  const { passage } = later;
  if (later.relation.negated && later.relation.kind !== '=' && later.relation.kind !== '!=') return false;
  if (later.relation.kind === '=' && later.size > 1) return false;
  if (passage === link.passage) return later.attitude === 'assumed';
  if (passage.sentence === link.passage.sentence)
    return (
      leads.test(passage.since) || (later.attitude === 'assumed' && /^[\s,]*(?:and|or)?[\s,]*$/i.test(passage.since))
    );
  return adds.test(passage.lead);
}

const restricting =
  /^[\s,()]*(?:and |but |only |even |precisely |exactly |at least )*(?:(?:if|when|whenever|provided|as long as|so long as|assuming|unless|except|in (?:the|this|that) case)\b|(?:for|with) (?:all |every |each |any )?(?:sufficiently|small|large|most|some|certain)\b)/i;
const within =
  /^[\s,()]*(?:for (?:all |every |each |any )?(?:real )?⟦⟧ )?(?:on|in|over|within|inside) (?:the )?(?:\w+ )?(?:interval |range |domain |region |set )?⟦⟧/i;
const plainly =
  /^[\s,()]*(?:and |but |only |precisely |exactly )*(?:if|when|whenever|provided|as long as|so long as|assuming)(?: that| and only if)?(?: we have)?\s*⟦⟧[\s).!?]*$/i;

function restrictsInWords(link: Link, conditions: readonly Link[]): boolean {
  const { rest, next } = link.passage;
  if (restricting.test(rest)) return !(conditions.length > 0 && plainly.test(rest));
  if (within.test(rest)) return true;
  const last = /^[\s.!)]*$/.test(rest);
  return (
    last &&
    adds.test(next) &&
    /\b(?:if|when|whenever|only|provided|assum\w+|for)\b/i.test(next) &&
    conditions.length === 0
  );
}
