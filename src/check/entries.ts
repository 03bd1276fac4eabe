import type { Node } from '../formula/tree';
import type { Term } from '../kernel/term';
import { OutOfFuel, type Fuel } from '../kernel/fuel';
import { alignedArrays, asUnitLike, type ArrayValue, type Compound, type SetValue } from '../model/compound';
import { holds, undecided, type Finding, type Question } from './checker';

/** What is known of a claim between things with entries. */
export interface EntryVerdict {
  readonly finding: Finding;
  /** One for each entry; none where the sides could not be compared. */
  readonly questions: readonly Question[];
  /** The entry that decided, where one did. */
  readonly decisive: Question | undefined;
}

/** How the caller makes and answers the question of one entry. */
export interface EntryJudge {
  pose(left: Term, right: Term, leftNode: Node | undefined, rightNode: Node | undefined): Question;
  ask(question: Question): Finding;
}

/** Decides an equation between vectors, matrices, points or finite sets, entry by entry. */
export function judgeEntries(given: Compound, claimed: Compound, judge: EntryJudge, fuel: Fuel): EntryVerdict {
  const host = { fuel, fail: refuse };
  const [left, right] = [asUnitLike(given, claimed, host), asUnitLike(claimed, given, host)];
  if (left.kind === 'set' && right.kind === 'set') return judgeSets(left, right, judge);
  if (left.kind !== 'array' || right.kind !== 'array') return open('The two sides are things of different kinds.');
  const aligned = alignedArrays(left, right);
  if (!aligned) return open('The two sides have different shapes.');
  if (left.brackets !== undefined && right.brackets !== undefined && left.brackets !== right.brackets)
    return open('The two sides stand in different brackets.');
  return judgeArrays(aligned[0], aligned[1], judge);
}

function refuse(reason: string): never {
  throw new OutOfFuel(reason);
}

function open(reason: string): EntryVerdict {
  return { finding: undecided(reason), questions: [], decisive: undefined };
}

function judgeArrays(left: ArrayValue, right: ArrayValue, judge: EntryJudge): EntryVerdict {
  const questions: Question[] = [];
  const found: { finding: Finding; question: Question; place: string }[] = [];
  for (const [k, entry] of left.entries.entries()) {
    const other = right.entries[k];
    if (!other) return open('The two sides have different shapes.');
    const question = judge.pose(entry.term, other.term, entry.node, other.node);
    questions.push(question);
    const finding = judge.ask(question);
    const place = placeOf(right, k);
    if (finding.kind === 'fails') {
      return {
        finding: { ...finding, reason: `${place}: ${lowerFirst(finding.reason)}` },
        questions,
        decisive: question,
      };
    }
    found.push({ finding, question, place });
  }
  const first = (kind: Finding['kind']): (typeof found)[number] | undefined =>
    found.find(({ finding }) => finding.kind === kind);
  const unsure = first('undecided');
  if (unsure?.finding.kind === 'undecided')
    return {
      finding: undecided(`${unsure.place}: ${lowerFirst(unsure.finding.reason)}`),
      questions,
      decisive: undefined,
    };
  const conditions = found.flatMap(({ finding }) => (finding.kind === 'conditional' ? [finding.condition] : []));
  const partial = first('conditional');
  if (partial?.finding.kind === 'conditional') {
    const [condition, ...others] = conditions;
    if (others.some((c) => c !== condition))
      return { finding: undecided('Some entries agree under conditions only.'), questions, decisive: undefined };
    return {
      finding: { ...partial.finding, reason: `${partial.place}: ${lowerFirst(partial.finding.reason)}` },
      questions,
      decisive: partial.question,
    };
  }
  const proved = found.every(({ finding }) => finding.kind === 'holds' && finding.how === 'proved');
  const remarks = [...new Set(found.flatMap(({ finding }) => (finding.kind === 'holds' ? finding.remarks : [])))];
  return {
    finding: holds(proved ? 'proved' : 'tested', 'The sides agree entry by entry.', remarks),
    questions,
    decisive: undefined,
  };
}

function placeOf(array: ArrayValue, index: number): string {
  if (array.columns === 1) return `Entry ${index + 1}`;
  if (array.rows === 1) return `Entry ${index + 1}`;
  return `The entry in row ${Math.floor(index / array.columns) + 1}, column ${(index % array.columns) + 1}`;
}

/** Every element of each side is one of the other. Sets with symbols in them are compared as written only. */
function judgeSets(left: SetValue, right: SetValue, judge: EntryJudge): EntryVerdict {
  const same = (a: Term, b: Term): Finding => judge.ask(judge.pose(a, b, undefined, undefined));
  const missing = (from: SetValue, among: SetValue): Term | 'unclear' | undefined => {
    for (const element of from.elements) {
      const answers = among.elements.map((other) => same(element, other));
      if (answers.some((answer) => answer.kind === 'holds')) continue;
      return answers.every((answer) => answer.kind === 'fails' && answer.determined) ? element : 'unclear';
    }
    return undefined;
  };
  const lost = missing(left, right);
  const gained = lost === undefined ? missing(right, left) : undefined;
  const odd = lost ?? gained;
  if (odd === undefined)
    return { finding: holds('proved', 'Both sets have the same elements.'), questions: [], decisive: undefined };
  if (odd === 'unclear') return open('The elements of the two sets could not be told apart.');
  const question = judge.pose(odd, odd, undefined, undefined);
  if (question.symbols.length > 0) return open('The elements of the two sets could not be told apart.');
  const side = lost === undefined ? 'right' : 'left';
  return {
    finding: {
      kind: 'fails',
      everywhere: true,
      determined: true,
      evidence: 'exact',
      reason: `An element of the ${side} set is not in the other one.`,
      counterexample: {},
      left: `${left.elements.length} elements`,
      right: `${right.elements.length} elements`,
    },
    questions: [],
    decisive: undefined,
  };
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
