import {
  clauseStart,
  conditionBefore,
  foundValues,
  nextClauseAt,
  rangeBefore,
  reasonBefore,
  withoutAsides,
} from './clause';
import { cues, surroundings, type CueWords } from './cue-words';
import { givesValues, hasBox } from './formula-shape';
import type { Passage } from './sentence';
import type { Attitude } from './statement';

export interface Standing {
  readonly attitude: Attitude;
  /** The words that decided, as written. */
  readonly cue: string | undefined;
  /** It is what follows from a condition in its sentence ("if …, then"), and holds under that only. */
  readonly underCondition: boolean;
  /** More than one value may be told: "the solutions are", "has poles at". */
  readonly tellsValues: boolean;
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
    if (match) return { attitude: list.attitude, cue: match[0].trim(), underCondition: false, tellsValues: false };
  }
  if (headsWithValues(passage))
    return { attitude: 'assumed', cue: undefined, underCondition: true, tellsValues: false };
  return nearest(passage);
}

/** "$n = 32$, $k = 5$: $n - k + 1 = 28$": what stands before the colon is put in for what stands behind it. */
function headsWithValues({ formula, lead, rest }: Passage): boolean {
  return putIn.test(lead) && beforeColon.test(rest) && givesValues(formula.root);
}

const putIn = /^[^\p{L}]*$/u;
const beforeColon = /^(?:\s*(?:,|and)\s*⟦⟧)*\s*[*_]*:[^.;]*⟦/;

/** A cue before a formula; `end` counts in the lead. */
interface Cue {
  readonly end: number;
  readonly words: string;
  readonly attitude: Attitude;
  readonly withinClause: boolean;
}

/** The last cue of the clause before the formula; "if" and "since" also reach over the formulas of their sentence. */
function nearest(passage: Passage): Standing {
  const lead = withoutAsides(passage.lead);
  const { cue, follows, reaches } = weigh(passage, lead);
  const range = cue?.attitude === 'assumed' ? undefined : rangeBefore(lead, passage.rest);
  const values = foundValues(lead);
  const place = cue?.attitude === 'concluded' && /\b(?:at|when)$/i.test(cue.words);
  const said = {
    underCondition: follows || range !== undefined,
    tellsValues: place || (values !== undefined && cue?.attitude !== 'concluded'),
  };
  if (reaches !== undefined) return { ...said, attitude: 'assumed', cue: reaches };
  // "the values for which this is true are"
  const passedOver =
    cue?.withinClause === true || (values?.words === 'are' && cue !== undefined && cue.end > values.from);
  if (passedOver && (values !== undefined || hasBox(passage.formula.root)))
    return { ...said, attitude: 'concluded', cue: values?.words };
  if (cue?.withinClause === true && nextClauseAt(lead, cue.end) !== undefined)
    return { ...said, attitude: 'stated', cue: undefined };
  const reason = reasonBefore(lead, passage.rest);
  if (reason && (!cue || cue.end <= reason.from))
    return { ...said, attitude: reason.behind ? 'concluded' : 'stated', cue: reason.words };
  // "the maximum at $x = 1$ is 5" speaks of the place; "the maximum occurs at $x = 1$" tells it.
  if (place && /^\s*(?:is|are|was|has|equals|gives|to be)\b/.test(passage.rest))
    return { ...said, attitude: 'assumed', cue: 'at' };
  return { ...said, attitude: range ? 'concluded' : (cue?.attitude ?? 'stated'), cue: cue?.words ?? range };
}

/** The last cue, and whether a condition in the sentence comes in between: the formula is part of it (`reaches`) or follows from it. */
function weigh(
  passage: Passage,
  lead: string,
): { readonly cue: Cue | undefined; readonly follows: boolean; readonly reaches?: string } {
  const cue = cueIn(lead, lead.length - Math.min(lead.length, passage.since.length));
  const condition = conditionBefore(lead, passage);
  // "Equality occurs when $x = 1$": no condition, but what is told.
  const telling = condition && cueIn(lead.slice(0, condition.from), 0);
  if (condition && telling?.attitude === 'concluded' && lead.slice(telling.end, condition.from).trim() === '')
    return { cue: cue && cue.end > condition.from ? cue : telling, follows: false };
  const reason = reasonBefore(lead, passage.rest);
  if (!condition || (reason && reason.from > condition.from)) return { cue, follows: false };
  // "If …, then the possible values are": also where they are numbers alone.
  const values = foundValues(lead);
  if (condition.follows || (values?.words === 'are' && values.from >= condition.from))
    return { cue: cue?.end === condition.from ? undefined : cue, follows: true };
  return cue?.attitude === 'assumed' ? { cue, follows: false } : { cue, follows: false, reaches: condition.words };
}

/** The cue that ends last in the last clause of `lead`, not before `from`; of two that end at one place the longer. */
function cueIn(lead: string, from: number): Cue | undefined {
  const since = lead.slice(from);
  const clause = since.slice(clauseStart(since));
  const offset = lead.length - clause.length;
  let best: Cue | undefined;
  for (const list of cues) {
    for (const { index, 0: words } of clause.matchAll(patternOf(list, 'gi'))) {
      const end = offset + index + words.length;
      if (list.unless?.test(lead.slice(0, offset + index))) continue;
      if (best && (end < best.end || (end === best.end && words.trim().length < best.words.length))) continue;
      best = { end, words: words.trim(), attitude: list.attitude, withinClause: list.withinClause ?? false };
    }
  }
  return best;
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
