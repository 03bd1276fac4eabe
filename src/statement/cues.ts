import type { Node } from '../formula/tree';
import type { Passage } from './sentence';
import type { Attitude } from './statement';

export interface Standing {
  readonly attitude: Attitude;
  /** The words that decided, as written. */
  readonly cue: string | undefined;
}

/**
 * What the words around a formula say of its standing: first what is said behind it ("which is false", "is a solution", a question mark), then the
 * cue nearest before it.
 *
 *     Solving the system of equations, we obtain $a = -3$.
 *                        ^^^^^^^^^        assumed, but
 *                                       ^^^^^^ is nearer: concluded
 */
export function standingOf(passage: Passage): Standing {
  for (const { attitude, where, words } of surroundings) {
    const match = words.exec(where(passage));
    if (match) return { attitude, cue: match[0].trim() };
  }
  const dismissed = relatesNumbers(passage.formula.root) ? hopeless.exec(ahead(passage)) : null;
  if (dismissed) return { attitude: 'denied', cue: dismissed[0].trim() };
  return nearest(passage) ?? { attitude: 'stated', cue: undefined };
}

interface Surrounding {
  readonly attitude: Attitude;
  readonly where: (p: Passage) => string;
  readonly words: RegExp;
}

/** What follows in the sentence, and the next sentence where this one ends at the formula. */
const behind = (p: Passage): string =>
  `${p.rest} ${/[.!]/.test(p.rest) || p.rest.trim() === '' ? p.next : ''}`.slice(0, 90);

const connectives = '(?:but |and |so |thus |hence |therefore |however,? )?';
const subject = '(?:which |this |that |it |these |the (?:equation|statement|equality|inequality|result) )?';
const copula =
  '(?:is |are |was |gives |yields |leads to |results in |would be |means |clearly |obviously |simply |also )*';
const wrong =
  '(?:false|not true|untrue|incorrect|wrong|impossible|absurd|contradict\\w*|not possible|not valid|invalid|not (?:a )?(?:solution|correct|satisfied|equal|hold)|never true|' +
  "does not (?:hold|work|match|satisfy|equal)|doesn['’]t (?:hold|work|match|satisfy|equal)|cannot be|can['’]t be|fails|nonsense|extraneous|no solution)";

const surroundings: readonly Surrounding[] = [
  // "(which is false)", "This is a contradiction.", "does not hold", "so no solution"
  {
    attitude: 'denied',
    where: behind,
    words: new RegExp(`^[\\s,.;:)(—–-]*${connectives}${subject}${copula}(?:a |an |no |the )?${wrong}`, 'i'),
  },
  // "is not", "instead of": the denial stands before the formula.
  {
    attitude: 'denied',
    where: (p) => p.since,
    words:
      /\b(?:not that|is not|isn['’]t|cannot have|can['’]t have|contradict\w*|instead of|rather than|mistaken\w*|incorrect\w*|wrong(?:ly)?|false\w*|erroneous\w*|no longer|impossible (?:that|for|to)|never)\b[^.;]*$/i,
  },
  // "x = 0 is a solution", "is one of the roots": mentioned, not in force for x.
  {
    attitude: 'asked',
    where: (p) => p.rest,
    words:
      /^\s*(?:is|are|was|would be|could be|may be|might be|cannot be) (?:also |indeed |clearly |not )*(?:a|an|the|one|another|both|only|possible)?\s*(?:of the |only |other |valid |possible |extraneous |trivial |double |real )*(?:solutions?|roots?|zeros?|candidates?|possibilit\w+|cases?|options?)\b/i,
  },
  { attitude: 'asked', where: (p) => p.rest, words: /\?\s*$/ },
  {
    attitude: 'asked',
    where: (p) => p.lead,
    words:
      /^\s*(?:[-*(\w]{0,4}[.)]\s*)?(?:is it (?:true|possible)|does|do we have|can we|(?:check|verify|determine|see|test) (?:whether|if))\b/i,
  },
];

/** `0 = -12` and the like, which nobody asserts who goes on with "so there is no solution". */
function relatesNumbers(root: Node): boolean {
  return root.kind === 'chain' && root.operands.length === 2 && root.operands.every(isNumber);
}

function isNumber(node: Node): boolean {
  switch (node.kind) {
    case 'number':
      return true;
    case 'add':
      return node.terms.length === 1 && node.terms.every((term) => isNumber(term.node));
    case 'quotient':
      return isNumber(node.dividend) && isNumber(node.divisor);
    case 'group':
      return isNumber(node.body);
    default:
      return false;
  }
}

const ahead = (p: Passage): string => `${p.rest} ${p.next}`.slice(0, 160);

const hopeless =
  /\b(?:no (?:[a-z]+ ){0,2}(?:solutions?|roots?|answers?|such|values?|numbers?|points?|integers?)|not (?:have|possess) (?:a|any) (?:[a-z]+ )?(?:solutions?|roots?)|(?:never|not) have (?:a |any )?(?:solutions?|roots?)|unsolvable|insoluble|inconsistent|contradict\w*|impossible|absurd|empty|parallel)\b/i;

/** Words before a formula, by what they say of it. Where several stand there, the last one counts. */
const cues: readonly { readonly attitude: Attitude; readonly words: RegExp }[] = [
  {
    attitude: 'asked',
    words:
      /\b(?:(?:check|verify|determine|see|ask|test|wonder|know|find out|decide) (?:whether|if)|(?:prove|show|demonstrate) that)\b/gi,
  },
  {
    attitude: 'assumed',
    words:
      /\b(?:let['’]?s? (?:us )?(?:say|assume|suppose|define|denote|call|set|try|consider|test)|let|suppose|assum\w+|define\w*|denot\w+|given(?: that)?|where|consider|if|whenever|unless|provided|such that|so that|satisf\w+|in case|otherwise|try(?:ing)?|test(?:ing)?|guess\w*|for (?:all|each|every|any|some|which)|for(?=\s*$)|when|set(?:ting)?|choos\w+|pick\w*|taking|take|call\w*|imagine|would|could|should|want|wish|need(?:s|ed)?|require\w*|must|condition|constraint|requirement|(?:equations?|system|inequality)(?!\s+(?:as|into|to)[\s:]*$)|except(?: for| when)?|excluding|either)\b/gi,
  },
  {
    attitude: 'concluded',
    words:
      /\b(?:so|thus|hence|therefore|then|consequently|gives?|giving|gave|gets?|getting|got|yields?|yielding|obtain\w*|becomes?|becoming|simplif\w+|reduc\w+ to|equals?|is equal to|follows|implies|implying|means|evaluat\w+|comput\w+|calculat\w+|result\w*|find|found|conclude|arrive|expand\w*|factor\w*|rewrit\w+|rearrang\w+|substitut\w+|combin\w+|we have|we see|we know|which is|that is|i\.e\.|namely|in other words|adding|subtract\w*|multipl\w+|divid\w+|squaring|cancel\w*|in total|total|altogether)\b|[⇒→]/gi,
  },
];

/** The last cue of the clause before the formula; "if" also reaches over the formulas of its sentence. */
function nearest(passage: Passage): Standing | undefined {
  const clause = passage.since.slice(Math.max(passage.since.lastIndexOf(';'), passage.since.lastIndexOf('. ')) + 1);
  let best: { at: number; standing: Standing } | undefined;
  for (const { attitude, words } of cues) {
    for (const match of clause.matchAll(words)) {
      if (!best || match.index >= best.at) best = { at: match.index, standing: { attitude, cue: match[0] } };
    }
  }
  if (best?.standing.attitude !== 'assumed') {
    const condition = /(?:^|[\s(,])(if|when|whenever|unless|in case|for the case)\b[^.;]*$/i.exec(passage.lead);
    if (condition) return { attitude: 'assumed', cue: condition[1] };
  }
  return best?.standing;
}
