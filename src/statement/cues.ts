import type { Node } from '../formula/tree';
import { walk } from '../formula/walk';
import type { Passage } from './sentence';
import type { Attitude } from './statement';

export interface Standing {
  readonly attitude: Attitude;
  /** The words that decided, as written. */
  readonly cue: string | undefined;
  /** It is what follows from a condition in its sentence ("if …, then"), and holds under that only. */
  readonly underCondition: boolean;
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
  for (const list of surroundings) {
    if (list.only && !list.only(passage.formula.root)) continue;
    const match = patternOf(list, 'i').exec(list.where(passage));
    if (match) return { attitude: list.attitude, cue: match[0].trim(), underCondition: false };
  }
  return nearest(passage);
}

/** Words at one place of a sentence, each a pattern, with what they say of the formula. */
export interface CueWords {
  readonly attitude: Attitude;
  /** What stands around the words: one of them is put in the place of `WORDS`. */
  readonly phrase: string;
  readonly words: readonly string[];
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
    phrase: '\\b(?:WORDS)\\b[^.;)]*$',
    words: [
      'not that',
      'not(?=\\s*$)',
      'is not',
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
      'false\\w*',
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

/** Words before a formula. Where several stand there, the last one counts. */
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
      'assum\\w+',
      'define\\w*',
      'denot\\w+',
      '(?<!\\b(?:the|this|each|these|those|our|information|values|conditions) )given(?: that)?(?! by\\b)',
      'where',
      'consider',
      'if',
      'whenever',
      'unless',
      'provided',
      'such that',
      'satisf\\w+(?![^.;]*\\b(?:is|are)\\s*$)',
      'in case',
      'otherwise',
      'try(?:ing)?',
      'test(?:ing)?',
      'guess\\w*',
      'for (?:all|each|every|any|some|which)',
      'for(?=\\s*$)',
      '(?<!\\b(?:up|left|us|me|him|her|them|it|you|one|begin\\w*|start\\w*|agree\\w*|compar\\w*|consistent|coincid\\w*|match\\w*|deal\\w*|work\\w*) )with(?=\\s*$)',
      'when',
      'set(?:ting)?',
      'choos\\w+',
      'pick\\w*',
      'taking(?! (?:the )?(?:expect|means?\\b|log|(?:square |cube )?roots?\\b|squares?\\b|derivatives?|gradients?|norms?\\b|traces?\\b|determinants?|limits?\\b|variances?|absolute|transposes?|sums?\\b|reciprocals?))',
      'take',
      'call\\w*',
      'imagine',
      'would',
      'could',
      'should',
      'want',
      'wish',
      'need(?:s|ed)?',
      'require\\w*',
      'must(?! have\\b)',
      'condition',
      'constraint',
      'requirement',
      '(?<!\\b(?:simplif\\w+|rewrit\\w+|rearrang\\w+|expand\\w*|reduc\\w+|into|in) (?:the|this|our|both) (?:\\w+ )?)(?:equations?|system|inequality)(?!\\s+(?:as|into|to)[\\s:]*$)',
      'except(?: for| when)?',
      'excluding',
      'either',
      '(?<!\\barriv\\w{1,3} )at(?=\\s*$)',
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
      'follows',
      'implies',
      'implying',
      'means',
      'evaluat\\w+',
      'comput\\w+',
      'calculat\\w+',
      'result\\w*',
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
      'subtract\\w*',
      'multipl\\w+',
      'divid\\w+',
      'squaring',
      'taking (?:the )?(?:expect\\w+|means?|log\\w*|(?:square |cube )?roots?|squares?|derivatives?|gradients?|norms?|traces?|determinants?|limits?|variances?|absolute|transposes?|sums?|reciprocals?)',
      'cancel\\w*',
      'in total',
      'total',
      'altogether',
    ],
  },
  // "choose $k$ so that", but not "$k = 2$, so that"
  {
    attitude: 'assumed',
    phrase: '(?<=\\b(?:choos\\w+|pick\\w*|select\\w*|adjust\\w*|want\\w*|need\\w*)\\b[^.;]*)\\b(?:WORDS)\\b',
    words: ['so that'],
  },
  { attitude: 'concluded', phrase: 'WORDS', words: ['[⇒→]', '\\bi\\.e\\.'] },
];

/** `x = 3`, `x = h`: where a letter lies. */
function namesValue(root: Node): boolean {
  return root.kind === 'chain' && root.operands.length === 2 && root.operands[0]?.kind === 'symbol';
}

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

/** The last cue of the clause before the formula, of two that begin at one place the longer; "if" also reaches over the formulas of its sentence. */
function nearest(passage: Passage): Standing {
  const clause = passage.since.slice(clauseStart(passage.since));
  let best: { at: number; cue: string; attitude: Attitude } | undefined;
  for (const list of cues) {
    for (const { index, 0: cue } of clause.matchAll(patternOf(list, 'gi'))) {
      if (!best || index > best.at || (index === best.at && cue.length >= best.cue.length))
        best = { at: index, cue, attitude: list.attitude };
    }
  }
  const condition = /(?:^|[\s(,])(if|when|whenever|unless|in case|for the case)\b([^.;]*)$/i.exec(passage.lead);
  const follows = condition !== null && isConsequence(passage, condition[2] ?? '');
  if (condition && !follows && best?.attitude !== 'assumed')
    return { attitude: 'assumed', cue: condition[1], underCondition: false };
  return { attitude: best?.attitude ?? 'stated', cue: best?.cue, underCondition: follows };
}

/**
 * Whether a formula stands behind the condition rather than in it, so that it is what follows from that.
 *
 *     When $j = 42$ and $k = 56$, we have $42 \cdot 56 = c$.
 *          ^^^^^^^^                                            the condition
 *                               ^^^^^^^^^                      the main clause begins
 *
 * Numbers alone behind a condition on symbols may be a candidate that is tried: "if $x = 1$, then $2 = 3$" asserts nothing.
 */
function isConsequence(passage: Passage, behind: string): boolean {
  if (!mainClause.test(behind)) return false;
  return behind.includes('⟦⟧') ? mentionsSymbol(passage.formula.root) : !relatesNumbers(passage.formula.root);
}

const mainClause =
  /(?:,\s*then\b|\bthen\b|,\s*(?:so|and so|hence|thus)?\s*(?:we|this|that|it|there|the|its|he|she|they|[A-Z]\w+)\b|⟦⟧\s*:)/;

function mentionsSymbol(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.kind === 'symbol' || node.kind === 'apply') found = true;
  });
  return found;
}

/** Behind the last semicolon or full stop, which the points of "i.e." are not. */
function clauseStart(words: string): number {
  let start = 0;
  for (const { index } of words.matchAll(/;|(?<!\b(?:i\.e|e\.g|cf))\. /g)) start = index + 1;
  return start;
}

const compiled = new WeakMap<CueWords, RegExp>();

/** The pattern of a list, made when it is first looked for. */
function patternOf(list: CueWords, flags: 'i' | 'gi'): RegExp {
  const known = compiled.get(list);
  if (known) return known;
  const pattern = new RegExp(
    list.phrase.replace('WORDS', () => list.words.join('|')),
    flags,
  );
  compiled.set(list, pattern);
  return pattern;
}
