import type { Node } from '../formula/tree';
import { namesValue, relatesNumbers } from './formula-shape';
import type { Passage } from './sentence';
import type { Attitude } from './statement';

/** Words at one place of a sentence, each a pattern, with what they say of the formula. */
export interface CueWords {
  readonly attitude: Attitude;
  /** What stands around the words: one of them is put in the place of `WORDS`. */
  readonly phrase: string;
  readonly words: readonly string[];
  /** It does not count behind such words of its sentence. */
  readonly unless?: RegExp;
  /** It reaches no further than its own clause: behind ", it is" another one begins. */
  readonly withinClause?: boolean;
}

interface Surrounding extends CueWords {
  readonly where: (p: Passage) => string;
  /** It counts only for such formulas. */
  readonly only?: (root: Node) => boolean;
}

/** What follows in the sentence, and the next sentence where this one ends at the formula. */
const behind = (p: Passage): string =>
  `${p.rest} ${/[.!]/.test(p.rest) || p.rest.trim() === '' ? p.next : ''}`.slice(0, 90);

const ahead = (p: Passage): string => `${p.rest} ${p.next}`.slice(0, 160);

const connectives = '(?:but |and |so |thus |hence |therefore |however,? )?';
const subject = '(?:which |this |that |it |these |the (?:equation|statement|equality|inequality|result) )?';
/** Behind it the sentence goes on with what is not denied any more. */
const goesOn = ', (?:and )?(?:so|then|thus|hence|therefore)';
const copula =
  '(?:is |are |was |gives |yields |leads to |results in |would be |means |clearly |obviously |simply |also )*';

/** What is said around a formula, in the order in which it is looked for. */
export const surroundings: readonly Surrounding[] = [
  // "(which is false)", "This is a contradiction.", "does not hold", "so no solution"
  {
    attitude: 'denied',
    where: behind,
    phrase: `^[\\s,.;:)(—–-]*${connectives}${subject}${copula}(?:a |an |no |the )?(?:WORDS)`,
    words: [
      'false',
      'not true',
      'untrue',
      'incorrect',
      'wrong',
      'impossible',
      'absurd',
      'contradict\\w*',
      'not possible',
      'not valid',
      'invalid',
      'not (?:a )?(?:solution|correct|satisfied|equal|hold)',
      'never true',
      'does not (?:hold|work|match|satisfy|equal)',
      "doesn['’]t (?:hold|work|match|satisfy|equal)",
      'cannot be',
      'need(?:s)? not (?:be|hold)',
      "can['’]t be",
      'fails',
      'nonsense',
      'extraneous',
      'no solution',
    ],
  },
  // "is not", "instead of": the denial stands before the formula.
  {
    attitude: 'denied',
    where: (p) => p.since,
    phrase: `\\b(?:WORDS)\\b(?![^.;)]*(?:: (?:this|it|that|so|then|thus|therefore|we)|${goesOn})\\b)[^.;)]*$`,
    words: [
      'not that',
      'not(?=\\s*$)',
      'is not(?![^.;)]*\\bis\\s*$)',
      "isn['’]t",
      'cannot have',
      "can['’]t have",
      'contradict\\w*',
      'instead of',
      'rather than',
      'mistaken\\w*',
      'common (?:mistakes?|errors?)',
      'pitfalls?',
      'misconceptions?',
      'incorrect\\w*',
      'wrong(?:ly)?',
      '(?<!\\btrue(?:\\/| or ))false\\w*',
      'erroneous\\w*',
      'no longer',
      'impossible (?:that|for|to)',
      'never',
    ],
  },
  // "x = 0 is a solution", "is one of the roots": mentioned, not in force for x.
  {
    attitude: 'asked',
    where: (p) => p.rest,
    phrase:
      '^\\s*(?:is|are|was|would be|could be|may be|might be|cannot be) (?:also |indeed |clearly |not )*(?:a|an|the|one|another|both|only|possible)?\\s*(?:of the |only |other |valid |possible |extraneous |trivial |double |real )*(?:WORDS)\\b',
    words: ['solutions?', 'roots?', 'zeros?', 'candidates?', 'possibilit\\w+', 'cases?', 'options?'],
  },
  { attitude: 'asked', where: (p) => p.rest, phrase: '(?:WORDS)\\s*$', words: ['\\?'] },
  // "the line x = 3": the name of a thing, not a value of x.
  {
    attitude: 'asked',
    where: (p) => p.since,
    only: namesValue,
    phrase: '\\b(?:WORDS)\\s*$',
    words: ['lines?', 'asymptotes?', 'planes?'],
  },
  {
    attitude: 'asked',
    where: (p) => p.lead,
    phrase: '^\\s*(?:[-*(\\w]{0,4}[.)]\\s*)?(?:WORDS)\\b',
    words: [
      'is it (?:true|possible)',
      'does',
      'do we have',
      'can we',
      '(?:check|verify|determine|see|test) (?:whether|if)',
    ],
  },
  // `0 = -12`, which nobody asserts who goes on with "so there is no solution".
  {
    attitude: 'denied',
    where: ahead,
    only: relatesNumbers,
    phrase: '\\b(?:WORDS)\\b',
    words: [
      'no (?:[a-z]+ ){0,2}(?:solutions?|roots?|answers?|such|values?|numbers?|points?|integers?)',
      'not (?:have|possess) (?:a|any) (?:[a-z]+ )?(?:solutions?|roots?)',
      '(?:never|not) have (?:a |any )?(?:solutions?|roots?)',
      'unsolvable',
      'insoluble',
      'inconsistent',
      'contradict\\w*',
      'impossible',
      'absurd',
      'empty',
      'parallel',
    ],
  },
];

/** What is taken of something, and nothing is assumed by it. */
const operations =
  'expect\\w*|means?\\b|log\\w*|(?:[\\w-]+ )?roots?\\b|squares?\\b|derivatives?|gradients?|norms?\\b|traces?\\b|determinants?|limits?\\b|variances?|absolute|transposes?|sums?\\b|products?\\b|differences?\\b|inverses?\\b|reciprocals?';

/** What makes another equation of one. */
const worked = 'simplif\\w+|rewrit\\w+|rearrang\\w+|expand\\w*|reduc\\w+';

/** What makes the equation behind a colon of it: "factor the equation: ", while "multiply the equation $x = 1$" only names it. */
const applied = 'factor\\w*|multipl\\w+|cross-multipl\\w+|divid\\w+|substitut\\w+|appl\\w+';

/** Words before “equation” that make another one of it, or tell one. */
const tellsEquation = [
  // "simplify the given equation: ", "into the equation"
  `\\b(?:${worked}|into|in) (?:the|this|our|both) (?:[\\w'’-]+ )?`,
  // "both sides of the first equation"
  '\\bsides? of (?:the|this|our|each) (?:[\\w-]+ ){0,2}',
  // "we get another linear equation"
  '\\b(?:gives?|giving|get|obtain|yields?) (?:us )?(?:an? |the |another )?(?:[\\w-]+ ){0,2}',
  // "the resulting equation", "the line has equation"
  '\\b(?:resulting (?:[\\w-]+ )?|has (?:the )?)',
];

/** The same behind it. */
const equationTold = [
  // "write the equation as"
  '\\s+(?:as|into|to)[\\s:]*$',
  // "the equation of the line is"
  ' of [^,;.]*\\bis:?\\s*$',
  // "write the equation in the form"
  '(?<=\\b(?:re)?(?:writ|put|express)\\w* (?:the|this|our) (?:\\w+ )?equation)[^,;.]*\\bform[\\s:]*$',
  // "factor the equation: "
  `(?<=\\b(?:${applied}) [^,;.:]*):`,
  // "the equation has the roots", "from this equation we"
  '[^,;.]*\\b(?:has|have|we)\\b',
];

/** "the equation", "the system of equations": it is to be solved, unless words around it tell one. */
const namedEquation = [
  ...tellsEquation.map((words) => `(?<!${words})`),
  '(?:equations?|system|inequality)',
  ...equationTold.map((words) => `(?!${words})`),
].join('');

/** "The correct simplification should be: ", "the last line should read" */
const corrected = '(?:correct(?:ed)? [\\w ]{3,40}|line|answer|result)';

/** Of what is said where it lies: "the maximum occurs at $x = 1$" tells that, "the maximum at $x = 1$ is 5" does not. */
const found =
  'occurs?|attain\\w*|achiev\\w*|reach\\w*|roots?|zeros?|poles?|holes?|asymptotes?|maxim\\w+|minim\\w+|vertex|intersects?|touch\\w*|cross\\w*|undefined|discontinu\\w+|it is';

/** Of what is said when it is so: "equality holds when $x = 1$", "the only solution is when $x = 1$". */
const foundWhen = [
  'equality (?:occurs?|holds?|happens?|is (?:attained|achieved|reached))',
  '(?:maxim|minim)\\w+\\b[^.;,]*? (?:occurs?|is (?:attained|achieved|reached))',
  '(?:largest|smallest|greatest|least) value\\b[^.;,]*? (?:occurs?|is (?:attained|achieved|reached))',
  'the only (?:[a-z]+ )?(?:values?|solutions?|possibilit(?:y|ies))\\b[^.;]*? is',
].join('|');

/** Words before a formula. Where several stand there, the one that ends last counts. */
export const cues: readonly CueWords[] = [
  {
    attitude: 'asked',
    phrase: '\\b(?:WORDS)\\b',
    words: [
      '(?:check|verify|determine|see|ask|test|wonder|know|find out|decide) (?:whether|if)',
      '(?:prove|show|demonstrate) that',
    ],
  },
  {
    attitude: 'assumed',
    phrase: '\\b(?:WORDS)\\b',
    words: [
      "let['’]?s? (?:us )?(?:say|assume|suppose|define|denote|call|set|try|consider|test)",
      "let(?!['’]?s\\b| us\\b)",
      'suppose',
      'assum(?!ptions?\\b)\\w+',
      // "with both assumptions" concludes from them
      '(?<!\\b(?:with|by|from|using) (?:(?:the|this|these|both|our|all|two) )*)assumptions?',
      'define\\w*',
      'denot\\w+',
      '(?<!\\b(?:the|this|each|these|those|our|information|values|conditions) )given(?: that)?(?! by\\b)',
      'where(?![^.;⟦]*\\b(?:is|are)\\b[^.;⟦]*:\\s*$)',
      'consider',
      'if',
      'whenever',
      'unless',
      'provided',
      'such that',
      'states? that',
      'in case',
      'otherwise',
      'try(?:ing)?',
      'test(?:ing)?',
      'guess\\w*',
      'for (?:all|each|every|any|some|which)',
      'for(?=\\s*$)',
      '(?<!\\b(?:up|left|us|me|him|her|them|it|you|one|begin\\w*|start\\w*|agree\\w*|compar\\w*|consistent|coincid\\w*|match\\w*|deal\\w*|work\\w*) )with(?=\\s*$)',
      'when',
      '(?<!\\b(?:solution|the|this|that|a|each|answer) )set(?:ting)?(?! of\\b)',
      'choos\\w+',
      'pick\\w*',
      `taking(?! (?:the (?:[\\w-]+ )?)?(?:${operations}))`,
      `take(?! (?:the (?:[\\w-]+ )?)?(?:${operations}))`,
      'call\\w*',
      'imagine',
      'except(?: for| when)?',
      'excluding',
    ],
  },
  {
    attitude: 'assumed',
    phrase: '\\b(?:WORDS)\\b',
    withinClause: true,
    words: [
      'satisf\\w+(?![^.;]*\\b(?:is|are|as)\\s*:?\\s*$)',
      'would',
      'could',
      `(?<!\\b${corrected} )should`,
      'want',
      'wish',
      'need(?:s|ed)?',
      'require\\w*',
      'must(?! have\\b)(?! be(?: that)?:?\\s*$)',
      '(?<!\\b(?:with|by|from|using) )condition(?! (?:is|are) (?:indeed |clearly |also )?(?:satisfied|met|fulfilled)\\b)',
      'constraint',
      'requirement',
      namedEquation,
      `(?<!\\barriv\\w{1,3} )(?<!\\b(?:${found})\\b[^.;,]*)at(?=\\s*$)`,
    ],
  },
  {
    attitude: 'concluded',
    phrase: '\\b(?:WORDS)\\b',
    words: [
      'so',
      'thus',
      'hence',
      'therefore',
      'then',
      'consequently',
      'gives?',
      'giving',
      'gave',
      'gets?',
      'getting',
      'got',
      'yields?',
      'yielding',
      'obtain\\w*',
      'becomes?',
      'becoming',
      'simplif\\w+',
      'reduc\\w+ to',
      'equals?',
      'is equal to',
      '(?<!\\bas )follows',
      'implies',
      'implying',
      'means',
      'evaluat\\w+',
      'comput\\w+',
      'calculat\\w+',
      'result\\w*(?! of\\b)',
      'find',
      'found',
      'conclude',
      'arrive',
      'expand\\w*',
      'factor\\w*',
      'rewrit\\w+',
      'rearrang\\w+',
      'substitut\\w+',
      'combin\\w+',
      'we have',
      'we (?:can )?see',
      'we know',
      'which is',
      'that is',
      'namely',
      'in other words',
      'adding',
      'add (?:\\w+ ){0,3}up',
      'subtract\\w*',
      'multipl\\w+',
      'divid\\w+',
      'squaring',
      `taking (?:the (?:[\\w-]+ )?)?(?:${operations})`,
      'cancel\\w*',
      'in total',
      'total',
      'altogether',
      'similarly',
      'likewise',
      'can (?:also |easily |now )?(?:prove|show)\\b[^.;,]*? that',
      'must be(?: that)?(?=:?\\s*$)',
      `${corrected} should (?:be|read)(?=:?\\s*$)`,
      'equation of [^,;.⟧]*? is(?=:?\\s*$)',
      'has (?:the )?equation(?=:?\\s*$)',
      `(?:${found})\\b[^.;,⟧]*? at(?=\\s*$)`,
      '(?:(?:is|are) (?:only )?(?:possible|true|satisfied)|holds|happens) (?:if and only if|iff|only if)(?=\\s*$)',
      `(?:${foundWhen}) (?:only |exactly |precisely )?(?:when|if and only if|iff|for)(?=\\s*$)`,
    ],
  },
  // "choose $k$ so that", but not "$k = 2$, so that"
  {
    attitude: 'assumed',
    phrase: '(?<=\\b(?:choos\\w+|pick\\w*|select\\w*|adjust\\w*|want\\w*|need\\w*)\\b[^.;]*)\\b(?:WORDS)\\b',
    words: ['so that'],
  },
  // "The triangle is also isosceles with": what its sides are, unless it is given so.
  {
    attitude: 'concluded',
    phrase: '\\b(?:WORDS)\\b',
    words: ['(?:isosceles|equilateral|similar|congruent) with(?=\\s*$)'],
    unless: /\b(?:given|suppos\w+|assum\w+|let|if|consider|where|whose)\b/i,
  },
  // "It is minimized when the square is zero, i.e. when $x = 3$"
  {
    attitude: 'concluded',
    phrase: '(?<=\\b(?:equality|maximum|minimum|maximi[sz]ed|minimi[sz]ed)\\b[^.;]*)\\b(?:WORDS)(?=\\s*$)',
    words: ['i\\.e\\.,? when'],
  },
  // "Therefore, the numbers inside must satisfy: "
  {
    attitude: 'concluded',
    phrase: '(?<=\\b(?:so|thus|hence|therefore)\\b[^.;]*)\\b(?:WORDS)(?=:?\\s*$)',
    words: ['must satisfy'],
  },
  { attitude: 'concluded', phrase: 'WORDS', words: ['[⇒→]', '\\bi\\.e\\.'] },
];
