import { orderOf } from '../formula/order';
import { symbolsOf, walk } from '../formula/walk';
import { Fuel } from '../kernel/fuel';
import { freeSymbols, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';
import type { Context, Fact } from '../model/context';
import type { Notation } from '../model/lower';
import { indexValue, memberIn, type Member } from '../model/members';
import { modelsOf } from '../model/models';
import type { ClaimedValue, FirstValue, Recurrence, Recurrences } from '../model/recurrence';
import { Unrolled } from '../model/unroll';
import type { Link } from '../statement/statement';
import { ask, attempt, fuelPerClaim } from './ask';
import { speaksOfCases } from './structured/growth';
import { comparisonOf, holds, type Fails, type Finding } from './checker';

/** A relation about members of a sequence, and what it is checked in. */
interface Posed {
  readonly link: Link;
  readonly latex: string;
  readonly context: Context;
  readonly notation: Notation;
  readonly recurrence: Recurrence;
  readonly first: ReadonlyMap<number, FirstValue>;
  readonly fuel: Fuel;
}

/** What a relation comes to for some values of its letters. */
interface Case {
  readonly letters: ReadonlyMap<string, number>;
  readonly finding: Finding;
}

/**
 * What is said of the members of a sequence that a recurrence tells: single values (`a_3 = 53`), closed forms and unrolled steps, for several values
 * of the letters in their indices. Undefined where nothing follows from the recurrence, so that the relation is judged otherwise. Throws `OutOfFuel`.
 */
export function recurring(
  link: Link,
  latex: string,
  context: Context,
  notation: Notation,
  recurrences: Recurrences,
): Finding | undefined {
  if (link.attitude === 'assumed' || link.attitude === 'asked' || link.attitude === 'denied' || link.several)
    return undefined;
  if (link.scope.kind === 'statement' || link.relation.negated || link.relation.modulus) return undefined;
  if (link.relation.kind !== 'approx' && orderOf(link.relation.kind) === undefined) return undefined;
  const members = membersOf(link);
  const told = members.flatMap((member) => recurrences.of(member.sequence, link.scope) ?? [])[0];
  if (!told) return undefined;
  const own = members.filter((member) => member.sequence === told.sequence);
  const first = recurrences.firstValues(told.sequence, link.scope, link.passage.sentence);
  if (!first) return undefined;
  const letters = lettersIn(own, link);
  if (letters.length > 2) return undefined;
  const fuel = new Fuel(fuelPerClaim);
  const posed: Posed = { link, latex, context, notation, recurrence: told, first, fuel };
  const values = givenValues(letters, link, context);
  if (!values) return undefined;
  const open = letters.filter((letter) => !values.has(letter));
  if (open.length > 0 && values.size > 0) return undefined;
  if (open.length > 0) return attempt(() => forAll(posed, own, open));
  const indices = own.flatMap((member) => indexValue(member.index, values) ?? []);
  const highest = Math.max(...indices);
  const claimed = recurrences.claimedBefore(told.sequence, highest, link.scope);
  // Behind a value of the same member that is right this is another case.
  const same = recurrences.claimedBefore(told.sequence, highest + 1, link.scope).get(highest);
  const isOther = same !== undefined && same.wrongAt === undefined;
  const finding = attempt(() => single(posed, values, claimed, isOther));
  // A first value is told, not found: another one is that of another sequence.
  return finding?.kind === 'fails' && indices.every((index) => first.has(index)) ? undefined : finding;
}

function membersOf({ left, right }: Pick<Link, 'left' | 'right'>): readonly Member[] {
  const found: Member[] = [];
  for (const side of [left, right])
    walk(side, (node) => {
      const member = memberIn(node);
      if (member) found.push(member);
    });
  return found;
}

/** The letters of indices, without those that run in a sum. */
function lettersIn(members: readonly Member[], { left, right }: Link): readonly string[] {
  const running = new Set<string>();
  for (const side of [left, right])
    walk(side, (node) => {
      const start = node.kind === 'big' && node.lower?.kind === 'chain' ? node.lower.operands[0] : undefined;
      if (start?.kind === 'symbol') running.add(start.key);
    });
  return [...new Set(members.flatMap((member) => symbolsOf(member.index)))].filter((key) => !running.has(key));
}

/** The values of letters that were given some; undefined where one is of some form only (`n = 2m`), and is not any index. */
function givenValues(
  letters: readonly string[],
  link: Link,
  context: Context,
): ReadonlyMap<string, number> | undefined {
  const values = new Map<string, number>();
  for (const letter of letters) {
    const [first, ...others] = equations(letter, link, context);
    if (!first) continue;
    const [value] = [first.left, first.right].flatMap((term) => (term.kind === 'rational' ? [term.value] : []));
    if (others.length > 0 || !value?.isInteger || first.symbols.size > 1) return undefined;
    values.set(letter, Number(value.numerator));
  }
  return values;
}

/** Equations in force that say what a letter is. */
function equations(letter: string, { scope, passage, chain }: Link, context: Context): readonly Fact[] {
  const isLetter = (term: Term): boolean => term.kind === 'symbol' && term.name === letter;
  return context
    .about([letter], { scope, sentence: passage.sentence, chain })
    .filter(({ relation, symbols, left, right }) => {
      if (relation !== '=' || !symbols.has(letter)) return false;
      const ofFunction = [left, right].some((side) => someSubterm(side, (part) => part.kind === 'apply'));
      return (symbols.size === 1 && !ofFunction) || isLetter(left) || isLetter(right);
    });
}

/** A relation between members of known indices. */
function single(
  posed: Posed,
  letters: ReadonlyMap<string, number>,
  claimed: ReadonlyMap<number, ClaimedValue>,
  isOther: boolean,
): Finding | undefined {
  const none = new Map<number, ClaimedValue>();
  const finding = caseOf(posed, letters, undefined, none);
  if (finding?.kind === 'holds') {
    const how = finding.how === 'proved' ? 'proved' : 'tested';
    return holds(how, 'This is what the recurrence gives, term after term.', finding.remarks);
  }
  if (finding?.kind !== 'fails') return undefined;
  // What follows from the values as they stand there is right in itself.
  if (claimed.size > 0) {
    const again = caseOf(posed, letters, undefined, claimed);
    const wrong = [...claimed.values()].flatMap(({ wrongAt }) => wrongAt ?? []).at(-1);
    const rests = wrong === undefined ? '' : ` It rests on ${wrong}, which is refuted.`;
    if (again?.kind === 'holds')
      return holds(again.how, `This follows by the recurrence from the values before it.${rests}`, again.remarks);
    if (again?.kind !== 'fails') return undefined;
  }
  return mayBeWrong(posed) && !isOther ? named(finding, letters) : undefined;
}

/** A relation between members whose indices have letters: for several values of these. */
function forAll(posed: Posed, members: readonly Member[], letters: readonly string[]): Finding | undefined {
  const cases: Case[] = [];
  for (const values of choices(posed.first, letters)) {
    const indices = members.map((member) => indexValue(member.index, values));
    if (indices.some((index) => index === undefined)) continue;
    const floor = posed.first.size > 0 ? undefined : Math.min(...indices.flatMap((index) => index ?? []));
    const finding = caseOf(posed, values, floor, new Map());
    if (finding && finding.kind !== 'undecided') cases.push({ letters: values, finding });
    if (cases.length >= mostCases) break;
  }
  if (cases.length < fewestCases) return undefined;
  if (cases.every(({ finding }) => finding.kind === 'holds')) {
    const remarks = cases.flatMap(({ finding }) => (finding.kind === 'holds' ? finding.remarks : []));
    return holds('tested', `This holds for ${cases.length} values of $${letters.join(',\\ ')}$, term after term.`, [
      ...new Set(remarks),
    ]);
  }
  // What fails at the beginning only may be meant from some index on.
  const later = cases.slice(Math.floor(cases.length / 2));
  const lasting = later.every(({ finding }) => finding.kind === 'fails');
  const from = [...cases].reverse().findIndex(({ finding }) => finding.kind !== 'fails');
  const worst = cases[from < 0 ? 0 : cases.length - from];
  if (!lasting || worst?.finding.kind !== 'fails' || !mayBeWrong(posed)) return undefined;
  return named(worst.finding, worst.letters);
}

const fewestCases = 4;
const mostCases = 8;

/** Values for the letters of indices: small numbers, then powers of two and of three, as where an index is halved. */
function* choices(
  first: ReadonlyMap<number, FirstValue>,
  [letter = '', other]: readonly string[],
): Generator<ReadonlyMap<string, number>> {
  const start = first.size > 0 ? Math.min(...first.keys()) : 4;
  const small = Array.from({ length: 10 }, (_, k) => start + k);
  const values = [...new Set([...small, 16, 27, 32, 64, 81])].sort((a, b) => a - b);
  for (const value of values) {
    if (other === undefined) yield new Map([[letter, value]]);
    else
      for (const step of [1, 2, 3])
        for (const [a, b] of [
          [letter, other],
          [other, letter],
        ] as const)
          yield new Map([
            [a, value],
            [b, step],
          ]);
  }
}

/** What the relation comes to for values of its letters; undefined where a member is not known. */
function caseOf(
  { link, latex, context, notation, recurrence, first, fuel }: Posed,
  letters: ReadonlyMap<string, number>,
  floor: number | undefined,
  taken: ReadonlyMap<number, ClaimedValue>,
): Finding | undefined {
  const unrolled = new Unrolled({ recurrence, first, taken, floor }, notation, fuel);
  const [left, right] = [unrolled.value(link.left, letters), unrolled.value(link.right, letters)];
  if (!left || !right) return undefined;
  const symbols = [...new Set([...freeSymbols(left.term), ...freeSymbols(right.term)])].sort();
  const { finding } = ask(
    {
      left: left.term,
      right: right.term,
      comparison: comparisonOf(link.relation) ?? '=',
      leftNode: left.node,
      rightNode: right.node,
      leftUnits: [],
      rightUnits: [],
      symbols,
      models: modelsOf(context, { scope: link.scope, sentence: link.passage.sentence, chain: link.chain }, symbols, [
        left.term,
        right.term,
      ]),
      seed: latex,
      loosened: () => undefined,
      lower: () => undefined,
    },
    fuel,
  );
  if (finding.kind !== 'fails') return finding;
  // A letter that the sequence is not made of, or that stands on one side only, is open: the relation is an equation for it.
  const own = unrolled.letters();
  const [atLeft, atRight] = [freeSymbols(left.term), freeSymbols(right.term)];
  const isOpen = (name: string): boolean =>
    !own.has(name) ||
    (atLeft.has(name) !== atRight.has(name) && !equations(name, link, context).some((fact) => fact.symbols.size === 1));
  return unrolled.ambiguous || symbols.some(isOpen) ? undefined : finding;
}

/** Whether the words say that the relation is found, and of this sequence. */
function mayBeWrong(posed: Posed): boolean {
  const { link, recurrence, context } = posed;
  if (tellsStart(posed)) return false;
  const { lead, since } = link.passage;
  if (speaksOfCases.test(lead) || elsewhere.test(lead) || elsewhere.test(link.passage.tail.slice(0, 80))) return false;
  const names = [...symbolsOf(link.left), ...symbolsOf(link.right), ...symbolsOf(recurrence.body)];
  if (names.some((name) => context.taintOf(name, link.scope) !== undefined)) return false;
  // What is said of all members of another family, "$g_t = 1$ for all $t$", is not put in.
  const families = symbolsOf(recurrence.body).filter((name) => name.includes('_') && !isMember(name, recurrence));
  if (families.some((name) => equations(name, link, context).length > 0)) return false;
  const isValue =
    lettersIn(
      membersOf(link).filter(({ sequence }) => sequence === recurrence.sequence),
      link,
    ).length === 0;
  return isValue || link.index > 0 || link.attitude === 'concluded' || found.test(since);
}

/** Where no first value is told, "$b_n = 2 \\cdot 3^n$" says which it is. */
function tellsStart({ link, recurrence, first }: Posed): boolean {
  const isOfIt = (side: Link['left']): boolean =>
    membersOf({ left: side, right: side }).some(({ sequence }) => sequence === recurrence.sequence);
  return first.size === 0 && isOfIt(link.left) !== isOfIt(link.right);
}

function isMember(name: string, { sequence, body }: Recurrence): boolean {
  let found = false;
  walk(body, (node) => {
    found ||= node.kind === 'symbol' && node.key === name && memberIn(node)?.sequence === sequence;
    return !found;
  });
  return found;
}

/** Words that speak of another sequence, or of a part of the solution. */
const elsewhere =
  /\b(?:homogeneous|particular|trial|guess\w*|ansatz|try\w*|form|candidate|instead|suppose|assum\w*|hypothes\w*|if|when|mod(?:ulo)?|approximat\w*|limit|for large|asymptotic\w*|another|other|wrong\w*|mistake\w*|scenario|alternativ\w*)\b|^\s*(?:with|without|under|starting|now)\b/i;

const found =
  /\b(?:closed form|solution|general term|formula|explicit\w*|unroll\w*|iterat\w*|therefore|hence|thus|so)\b/i;

/** The finding with the values of the letters among those that break it. */
function named(finding: Fails, letters: ReadonlyMap<string, number>): Fails {
  const counterexample = {
    ...Object.fromEntries([...letters].map(([k, v]) => [k, String(v)])),
    ...finding.counterexample,
  };
  const where = Object.entries(counterexample).map(([name, value]) => `${name} = ${value}`);
  const place = where.length === 0 ? '' : `for $${where.join(',\\ ')}$ `;
  const reason = `By the recurrence, ${place}the left side is $${finding.left}$, the right side is $${finding.right}$.`;
  return { ...finding, everywhere: true, determined: true, counterexample, reason };
}
