import { span, type Span } from '../text/span';
import { canBeUnit } from './notation/connectives';
import { plainItems, type PlainItem } from './plain-items';
import { isPer, isTimes } from './plain';

/** So many words may stand behind a number, or before a relation, as a unit or a name. */
const mostWords = 6;
const mostNameWords = 10;

/**
 * Stretches of prose that read as equations or comparisons: around a relation sign, both sides made of numbers, operators, letters, known
 * functions and units. Conservative: a side whose beginning or end may be cut off ("half of 90 = 45", "18 / 4 = 4 remainder 2") is left out.
 */
export function findPlain(text: string): Span[] {
  const items = plainItems(text);
  const found: Span[] = [];
  let from = 0;
  for (let i = 0; i <= items.length; i++) {
    if (i < items.length && belongs(items, i)) continue;
    if (i > from) for (const run of split(items, from, i)) found.push(...candidates(items, run.from, run.to));
    from = i + 1;
  }
  return found.sort((a, b) => a.from - b.from);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Whether an item can be part of arithmetic at all; words are judged later. */
function belongs(items: readonly PlainItem[], index: number): boolean {
  return items[index]?.kind !== 'break';
}

/** Takes out brackets that hold a relation: they are a remark by themselves. Brackets without a partner end a run. */
function split(items: readonly PlainItem[], from: number, to: number): Range[] {
  const runs: Range[] = [];
  const stack: { start: number; relation: boolean }[] = [{ start: from, relation: false }];
  const close = (start: number, end: number): void => {
    if (end > start) runs.push({ from: start, to: end });
  };
  for (let i = from; i < to; i++) {
    const top = stack.at(-1);
    const kind = items[i]?.kind;
    if (kind === 'relation' && top !== undefined) top.relation = true;
    else if (kind === 'open') stack.push({ start: i + 1, relation: false });
    else if (kind === 'close') {
      const inner = stack.pop();
      const outer = stack.at(-1);
      if (inner === undefined || outer === undefined) {
        close(inner?.start ?? i, i);
        stack.push({ start: i + 1, relation: false });
      } else if (inner.relation) {
        close(inner.start, i);
        close(outer.start, inner.start - 1);
        outer.start = i + 1;
        outer.relation = false;
      }
    }
  }
  stack.forEach((open, k) => close(open.start, (stack[k + 1]?.start ?? to + 1) - 1));
  return runs.filter((run) => items.slice(run.from, run.to).some((item) => item.kind === 'relation'));
}

/** One side of a relation: items [from, to), and whether it is whole. */
interface Side {
  from: number;
  to: number;
  whole: boolean;
}

function candidates(items: readonly PlainItem[], from: number, to: number): Span[] {
  const relations: number[] = [];
  let depth = 0;
  for (let i = from; i < to; i++) {
    const kind = items[i]?.kind;
    if (kind === 'open') depth++;
    else if (kind === 'close') depth--;
    else if (kind === 'relation' && depth === 0) relations.push(i);
  }
  const sides = [from, ...relations.map((i) => i + 1)].map((start, k): Side => {
    const end = relations[k] ?? to;
    const first = k === 0;
    const last = k === relations.length;
    if (first) return leftSide(items, start, end);
    if (last) return rightSide(items, start, end);
    return innerSide(items, start, end);
  });
  // A side in the middle may hold the end of one statement and the beginning of the next: both are tried.
  const spans: Span[] = [];
  let begin: Side | undefined;
  let end: Side | undefined;
  const flush = (): void => {
    const chain = begin === undefined || end === undefined || begin === end ? undefined : makeSpan(items, begin, end);
    if (chain !== undefined) spans.push(chain);
    begin = undefined;
    end = undefined;
  };
  sides.forEach((side, k) => {
    if (side.whole) {
      begin ??= side;
      end = side;
      return;
    }
    const inner = k > 0 && k < sides.length - 1;
    const tail = inner ? rightSide(items, side.from, side.to) : undefined;
    if (tail?.whole === true && begin !== undefined) end = tail;
    flush();
    const head = inner ? leftSide(items, side.from, side.to) : undefined;
    if (head?.whole === true && (tail?.whole !== true || head.from >= tail.to)) {
      begin = head;
      end = head;
    }
  });
  flush();
  return spans;
}

function makeSpan(items: readonly PlainItem[], begin: Side, end: Side): Span | undefined {
  const first = items[begin.from];
  const last = items[withUnit(items, begin, end) - 1];
  if (first === undefined || last === undefined) return undefined;
  const inside = items.slice(begin.from, end.to);
  return inside.some((item) => item.kind === 'number') ? span(first.from, last.to) : undefined;
}

/** A side between two relations must be arithmetic from end to end. */
function innerSide(items: readonly PlainItem[], from: number, to: number): Side {
  return { from, to, whole: from < to && arithmetic(items, from, to) === to };
}

/** The first side: the longest arithmetic, or a name, that reaches up to the relation. */
function leftSide(items: readonly PlainItem[], from: number, to: number): Side {
  let best: Side = { from, to, whole: false };
  // Start no further back than a long sum would: what stands before more words is another sentence part.
  let words = 0;
  for (let start = to - 1; start >= from; start--) {
    const kind = items[start]?.kind;
    words = kind === 'word' ? words + 1 : kind === 'number' || kind === 'operator' ? 0 : words;
    if (words > mostWords) break;
    if (startsSide(items, start) && arithmetic(items, start, to) === to) best = { from: start, to, whole: true };
    else if (
      best.whole &&
      kind !== 'word' &&
      kind !== 'number' &&
      kind !== 'operator' &&
      kind !== 'letter' &&
      !isPart(kind)
    )
      break;
    if (to - start > 200) break;
  }
  if (best.whole) return { ...best, whole: leftIsWhole(items, best, from) };
  return nameSide(items, from, to);
}

function isPart(kind: PlainItem['kind'] | undefined): boolean {
  return (
    kind === 'open' ||
    kind === 'close' ||
    kind === 'money' ||
    kind === 'postfix' ||
    kind === 'power' ||
    kind === 'function' ||
    kind === 'ellipsis'
  );
}

function startsSide(items: readonly PlainItem[], index: number): boolean {
  const item = items[index];
  if (item === undefined) return false;
  if (item.kind === 'operator') return /^[-−]$/.test(item.text) && items[index + 1]?.spaced === false && item.spaced;
  return (
    item.kind === 'number' ||
    item.kind === 'money' ||
    item.kind === 'open' ||
    item.kind === 'function' ||
    item.kind === 'ellipsis' ||
    item.kind === 'letter'
  );
}

/** Words after which a number may begin a side; after others it may be the end of something longer. */
const cues: ReadonlySet<string> = new Set(
  'so then thus hence therefore is get gets got have has that which gives give means since because where when if as see find know now equation equals compute calculate calculated calculation total'.split(
    ' ',
  ),
);
const cutting: ReadonlySet<string> = new Set(
  'of times plus minus by per than half twice thrice double triple remainder squared cubed more less fewer divided multiplied over percent root factorial choose mod and or to from between each every sum difference product quotient average mean ratio'.split(
    ' ',
  ),
);

function leftIsWhole(items: readonly PlainItem[], side: Side, from: number): boolean {
  const before = side.from > from ? items[side.from - 1] : undefined;
  if (before === undefined) {
    const outside = items[side.from - 1];
    return (
      outside === undefined ||
      (items[side.from]?.spaced ?? true) ||
      /^[("'“‘:;,.[*]$/.test(outside.text) ||
      outside.kind === 'open'
    );
  }
  if (before.kind !== 'word' && before.kind !== 'letter') return false;
  const said = before.text.toLowerCase();
  if (cutting.has(said)) return false;
  const bare = !items
    .slice(side.from, side.to)
    .some((item) => item.kind === 'operator' || item.kind === 'power' || item.kind === 'open');
  return !bare || cues.has(said) || items[side.from]?.kind === 'letter';
}

/** Words that a name does not reach back over. */
const beforeName: ReadonlySet<string> = new Set(
  (
    'so then thus hence therefore is are was were have has had that which gives means since because where when if as see find know now and or but we you it this these those there ' +
    'let suppose assume say note here also not no than be can will would should i.e. implies yields obtain compute calculate using'
  ).split(' '),
);

/** `Total cost = 3.5 * 4000`: the words between a relation and the clause before it name a quantity. */
function nameSide(items: readonly PlainItem[], from: number, to: number): Side {
  let start = to;
  while (start > from && to - start <= mostNameWords) {
    const item = items[start - 1];
    const text = item?.text.toLowerCase() ?? '';
    const get = /^gets?$/.test(text) && items[start - 2]?.text !== 'to';
    if ((item?.kind !== 'word' && text !== 'a') || beforeName.has(text) || get) break;
    start--;
  }
  while (start < to && /^(?:the|an?)$/i.test(items[start]?.text ?? '')) start++;
  const before = start > from ? items[start - 1] : undefined;
  const closed = before === undefined || before.kind === 'word' || before.text === 'a';
  const touching = items[start]?.spaced === false && start > 0 && !/^[("'“‘*]$/.test(items[start - 1]?.text ?? '');
  return { from: start, to, whole: start < to && to - start <= mostNameWords && closed && !touching };
}

/** The last side: arithmetic from its beginning, if what follows cannot belong to it. */
function rightSide(items: readonly PlainItem[], from: number, to: number): Side {
  const end = arithmetic(items, from, to);
  return { from, to: end, whole: end > from && nothingCutOff(items, end) };
}

/** `4 beds * 1 set per bed = 4 sets`: a word behind the last number that is a unit of the sides before stays with it. */
function withUnit(items: readonly PlainItem[], begin: Side, end: Side): number {
  const unit = items[end.to];
  if (unit?.kind !== 'word' || items[end.to - 1]?.kind !== 'number') return end.to;
  const next = items[end.to + 1];
  if (next !== undefined && next.kind !== 'break') return end.to;
  const stem = (text: string): string => text.toLowerCase().replace(/s$/, '');
  const known = items
    .slice(begin.from, end.from)
    .some((item) => item.kind === 'word' && stem(item.text) === stem(unit.text));
  return known ? end.to + 1 : end.to;
}

const continuing: ReadonlySet<string> = new Set(
  (
    'remainder r rem of times plus minus over divided multiplied more less fewer million billion trillion thousand hundred dozen squared cubed percent mod choose to or half point factorial ' +
    'x thirds fourths fifths tenths hundredths'
  ).split(' '),
);

/** Whether a side ends where it seems to: `= 4 remainder 2`, `= 3 million`, `= 5 or 6` do not. */
function nothingCutOff(items: readonly PlainItem[], end: number): boolean {
  const next = items[end];
  if (next === undefined) return true;
  // `= 2500 m`: a unit of one letter at the end is not read, and nothing without it.
  const behind = items[end + 1];
  if (next.kind === 'letter' && /^[mgshlL]$/.test(next.text) && (behind === undefined || behind.kind === 'break'))
    return false;
  if (next.kind === 'word' || next.kind === 'letter')
    return next.spaced && !continuing.has(next.text.toLowerCase()) && !startsFraction(items, end);
  if (next.kind !== 'break') return next.kind === 'close' || (next.kind === 'open' && next.spaced);
  if (/^\s/.test(next.text)) return true;
  // `= 5, 6` is a list of values; `= 5.` and `= 5, so` end a sentence part.
  if (next.text === ',') return items[end + 1]?.kind !== 'number' || items[end + 2]?.kind === 'operator';
  return /^[.;:!?)\]"'”’*\u2014\u2013,•⇒→]/.test(next.text) || /^(?:-->?|=>|\*\*+)/.test(next.text);
}

/** `and a half`, `and 1/2` */
function startsFraction(items: readonly PlainItem[], end: number): boolean {
  const next = items[end + 1];
  return (
    items[end]?.text === 'and' &&
    (next?.text === 'a' || next?.kind === 'number') &&
    /^(?:half|third|quarter|\/)$/.test(items[end + 2]?.text ?? '')
  );
}

/**
 * Where arithmetic that begins at `from` ends, at `to` at the latest: operands and operators in turn, units behind numbers if an operator, a
 * relation or `to` follows them. Returns `from` if there is none.
 */
function arithmetic(items: readonly PlainItem[], from: number, to: number): number {
  let i = from;
  let good = from;
  let depth = 0;
  let wanted = true;
  while (i < to) {
    const item = items[i];
    if (item === undefined) break;
    if (wanted) {
      if (item.kind === 'operator' && /^[-−+]$/.test(item.text) && items[i + 1]?.spaced === false) i++;
      else if (item.kind === 'open') {
        depth++;
        i++;
      } else if (item.kind === 'function' || item.kind === 'money') i++;
      else if (item.kind === 'number' || item.kind === 'letter' || item.kind === 'ellipsis') {
        i++;
        wanted = false;
        if (depth === 0) good = i;
      } else break;
      continue;
    }
    if (isPer(items, i)) i += 2;
    else if (isTimes(items, i) || item.kind === 'operator' || item.kind === 'power') {
      i++;
      wanted = true;
    } else if (item.kind === 'postfix') i++;
    else if (item.kind === 'close') {
      if (depth === 0) break;
      depth--;
      i++;
    } else if (item.kind === 'open' && (items[i - 1]?.kind !== 'word' || !item.spaced)) {
      if (item.spaced && items[i - 1]?.kind !== 'close') break;
      wanted = true;
      depth++;
      i++;
    } else if (item.kind === 'letter' && !item.spaced) i++;
    else if (item.kind === 'letter' && items[i - 1]?.kind === 'letter') break;
    else if (item.kind === 'word') {
      const end = unitEnd(items, i, to);
      if (end === undefined) break;
      i = end;
    } else break;
    if (!wanted && depth === 0) good = i;
  }
  return good;
}

/** The words of a unit behind a number, if arithmetic goes on behind them. */
function unitEnd(items: readonly PlainItem[], from: number, to: number): number | undefined {
  const before = items[from - 1];
  if (before?.kind !== 'number' && before?.kind !== 'postfix') return undefined;
  let end = from;
  while (
    end < to &&
    end - from < mostWords &&
    (items[end]?.kind === 'word' || (items[end]?.kind === 'letter' && items[end + 1]?.kind === 'word'))
  )
    end++;
  const phrase = items
    .slice(from, end)
    .map((item) => item.text)
    .join(' ');
  const next = items[end];
  const goesOn =
    end === to
      ? items[to]?.kind === 'relation'
      : next?.kind === 'operator' || next?.kind === 'relation' || next?.kind === 'close';
  // A capital begins a new phrase: `1 Total = …`.
  const phraseBegins = /(?:^|\s)\p{Lu}\p{Ll}{2}/u.test(phrase);
  if (
    phraseBegins ||
    !goesOn ||
    !canBeUnit(phrase) ||
    /\b(?:of|and|or|is|are|so|then|than|plus|minus|times|by)\b/.test(phrase.toLowerCase())
  )
    return undefined;
  return end;
}
