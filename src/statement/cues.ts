import type { Attitude } from './statement';
import type { Passage } from './sentence';

export interface Standing {
  readonly attitude: Attitude;
  /** The words that decided, as written. */
  readonly cue: string | undefined;
}

/** What the words around a formula say of its standing. The first rule that applies decides; the order is from the surest to the weakest. */
export function standingOf(passage: Passage): Standing {
  for (const rule of rules) {
    const text = rule.where(passage);
    const match = rule.words.exec(text);
    if (match) return { attitude: rule.attitude, cue: match[0].trim() };
  }
  return { attitude: 'stated', cue: undefined };
}

interface Rule {
  readonly attitude: Attitude;
  readonly where: (p: Passage) => string;
  readonly words: RegExp;
}

const closing = (p: Passage): string => p.rest;
const following = (p: Passage): string => `${p.rest} ${/[.!]/.test(p.rest) || p.rest.trim() === '' ? p.next : ''}`.slice(0, 160);
const before = (p: Passage): string => p.since;
const sentenceBefore = (p: Passage): string => p.lead;

/** Words behind which the clause is the author's own again. */
const rules: readonly Rule[] = [
  // "(which is false)", "This is a contradiction.", "does not hold", "so no solution"
  {
    attitude: 'denied',
    where: (p) => following(p).slice(0, 90),
    words:
      /^[\s,.;:)(—–-]*(?:but |and |so |thus |hence |therefore |however,? )?(?:which |this |that |it |these |the (?:equation|statement|equality|inequality|result) )?(?:is |are |was |gives |yields |leads to |results in |would be |means |clearly |obviously )*(?:clearly |obviously |simply |also )?(?:a |an |no |the )?(?:false|not true|untrue|incorrect|wrong|impossible|absurd|contradict\w*|not possible|not valid|invalid|not (?:a )?(?:solution|correct|satisfied|equal|hold)|never true|does not (?:hold|work|match|satisfy|equal)|doesn['’]t (?:hold|work|match|satisfy|equal)|cannot be|can['’]t be|fails|nonsense|extraneous|no solution)/i,
  },
  { attitude: 'denied', where: before, words: /\b(?:not that|is not|isn['’]t|cannot have|can['’]t have|contradict\w*|instead of|rather than|mistaken\w*|incorrect\w*|wrong(?:ly)?|false\w*|erroneous\w*|no longer|impossible (?:that|for|to)|never)\b[^.;]*$/i },
  // "x = 0 is a solution", "is one of the roots": mentioned, not in force for x.
  { attitude: 'asked', where: closing, words: /^\s*(?:is|are|was|would be|could be|may be|might be|cannot be) (?:also |indeed |clearly |not )*(?:a|an|the|one|another|both|only|possible)?\s*(?:of the |only |other |valid |possible |extraneous |trivial |double |real )*(?:solutions?|roots?|zeros?|candidates?|possibilit\w+|cases?|options?)\b/i },
  { attitude: 'asked', where: closing, words: /\?\s*$/ },
  { attitude: 'asked', where: sentenceBefore, words: /^\s*(?:[-*(\w]{0,4}[.)]\s*)?(?:is it (?:true|possible)|does|do we have|can we|check (?:whether|if)|verify (?:whether|if)|determine (?:whether|if)|see (?:whether|if)|test (?:whether|if))\b/i },
  { attitude: 'asked', where: before, words: /\b(?:check|verify|determine|see|ask|test|wonder|know|find out|decide) (?:whether|if)\b[^.;]*$/i },
  { attitude: 'asked', where: before, words: /\b(?:prove|show|demonstrate) that[^.;]*$/i },
  { attitude: 'assumed', where: before, words: /\b(?:let['’]?s? (?:us )?(?:say|assume|suppose|define|denote|call|set|try|consider|test)|let|suppose|assum\w+|define\w*|denot\w+|given(?: that)?|where|consider|if|whenever|unless|provided|such that|so that|satisf\w+|in case|otherwise|try(?:ing)?|test(?:ing)?|guess\w*|for (?:all|each|every|any|some|which)|when|set(?:ting)?|choos\w+|pick\w*|taking|take|call\w*|imagine|would|could|should|want|wish|need(?:s|ed)?|require\w*|must|condition|constraint|requirement|equation|system|inequality|except(?: for| when)?|excluding|either|either of)\b[^.;:]*$/i },
  // "If x > 0, then …": what follows "then" holds under the condition only.
  { attitude: 'assumed', where: sentenceBefore, words: /(?:^|[\s(,])(?:if|when|whenever|unless|in case|for the case)\b[^.;]*$/i },
  { attitude: 'concluded', where: before, words: /(?:\b(?:so|thus|hence|therefore|then|consequently|gives?|giving|gave|gets?|getting|got|yields?|yielding|obtain\w*|becomes?|becoming|simplif\w+|reduc\w+ to|equals?|is equal to|follows|implies|implying|means|evaluat\w+|comput\w+|calculat\w+|result\w*|find|found|conclude|arrive|expand\w*|factor\w*|rewrit\w+|rearrang\w+|substitut\w+|combin\w+|we have|we see|we know|which is|that is|i\.e\.|namely|in other words|adding|subtract\w*|multipl\w+|divid\w+|squaring|cancel\w*|in total|total|altogether)\b[^.;]*|[⇒→])$/i },
];
