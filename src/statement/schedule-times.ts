import type { TimeClaim } from './schedule-claim';
import type { ScheduleSetup } from './schedule-setup';
import type { Phrase, ScheduleToken } from './schedule-tokens';
import { operationAt, timeUnit } from './schedule-words';

/** A time in a sentence with what it is the time of. */
export interface FoundTime extends Pick<TimeClaim, 'of' | 'sum' | 'unit' | 'over'> {
  /** First token of the time and the one behind its last. */
  readonly from: number;
  readonly end: number;
}

/** The times in a sentence that are said of a whole backward pass or of a load from disk. */
export function timesOf(sentence: Phrase, setup: ScheduleSetup): readonly FoundTime[] {
  return [...inEquations(sentence, setup), ...inWords(sentence), ...bounds(sentence, setup)];
}

/** `T_{\text{remat}} = 20 \times 20 + 10 \times 10 = 500\text{ ns}`, "Total time = 400 + 100 = 500 ns" */
function inEquations({ tokens }: Phrase, setup: ScheduleSetup): readonly FoundTime[] {
  const found: FoundTime[] = [];
  for (let k = 0; k < tokens.length; k++) {
    if (tokens[k]?.text !== '=') continue;
    const start = headStart(tokens, k);
    const operands: Operand[] = [];
    let at = k;
    for (let next: number | undefined = k; next !== undefined; next = nextRelation(tokens, at)) {
      const operand = operandAt(tokens, next + 1);
      if (operand) operands.push(operand);
      at = operand?.end ?? next + 1;
    }
    const first = operandBefore(tokens, k);
    const unknown = unknownTimes(tokens, k, setup);
    if (unknown !== undefined) {
      for (const operand of operands)
        found.push({ ...operand, of: 'break-even', unit: operand.unit ?? usualUnit(setup), over: unknown });
      k = at - 1;
      continue;
    }
    const unit = operands.map((o) => o.unit).find((u) => u !== undefined) ?? first?.unit;
    const of =
      unit === undefined
        ? undefined
        : (headOf(tokens, start, k, setup) ??
          (first && isCost(first.sum, setup) && !ofPart.test(textBefore(tokens, k)) ? 'backward pass' : undefined));
    if (of !== undefined && unit !== undefined)
      for (const operand of operands)
        if (operand.unit === undefined || operand.unit === unit) found.push({ ...operand, of, unit });
    k = at - 1;
  }
  return found;
}

const ofPart = /\b(?:layers?|segments?|blocks?|halves|half|each|per|first|last|if|would)\b/;

function textBefore(tokens: readonly ScheduleToken[], end: number): string {
  return tokens
    .slice(Math.max(0, end - 60), end)
    .map((t) => t.text)
    .join(' ');
}

/** The 10 of `10 \times t` where `t` is the time of a load from disk. */
function unknownTimes(tokens: readonly ScheduleToken[], end: number, setup: ScheduleSetup): string | undefined {
  const symbol = tokens[end - 1];
  const at = tokens[end - 2]?.text === '×' ? end - 3 : end - 2;
  const number = tokens[at];
  const begins = at === 0 || /^[.,;:→–(]$/.test(tokens[at - 1]?.text ?? '') || tokens[at - 1]?.kind === 'word';
  return number?.kind === 'number' && begins && symbol && isDiskTime(symbol.text, setup) ? number.text : undefined;
}

function isDiskTime(symbol: string, setup: ScheduleSetup): boolean {
  return setup.diskTimes.has(symbol) || /^[tc]_(?:loaddisk|diskload)$/.test(symbol);
}

/** The next `=` of the chain that an operand at a token stands in. */
function nextRelation(tokens: readonly ScheduleToken[], from: number): number | undefined {
  for (let k = from; k < tokens.length && k < from + 60; k++) {
    const token = tokens[k];
    if (token?.text === '=') return k;
    if (!token || token.newline || token.origin !== tokens[from - 1]?.origin || /^[.,;:→–]$/.test(token.text))
      return undefined;
    if (token.kind === 'word' && token.origin === 'prose' && !timeUnit(token)) return undefined;
  }
  return undefined;
}

function usualUnit({ times }: ScheduleSetup): string {
  return /[^\d.]+$/.exec(times.get('fwd')?.duration ?? '')?.[0] ?? 'ns';
}

interface Operand {
  readonly sum: readonly (readonly string[])[];
  readonly unit: string | undefined;
  readonly from: number;
  readonly end: number;
}

/** `20 \times 20 ns + 10 \times 10 ns` from a token on, up to a relation or the end of the formula or clause. */
function operandAt(tokens: readonly ScheduleToken[], from: number): Operand | undefined {
  const sum: string[][] = [[]];
  let unit: string | undefined;
  let k = from;
  for (;;) {
    const token = tokens[k];
    if (token?.kind !== 'number') return undefined;
    sum[sum.length - 1]?.push(token.text);
    k++;
    const own = timeUnit(tokens[k]);
    if (own !== undefined) {
      if (unit !== undefined && unit !== own) return undefined;
      unit = own;
      k++;
    }
    const sign = tokens[k]?.text;
    if (sign === '+') sum.push([]);
    else if (sign !== '×') break;
    k++;
  }
  const next = tokens[k];
  const ends =
    next === undefined ||
    next.newline ||
    next.origin !== tokens[k - 1]?.origin ||
    (next.kind === 'mark' ? /^[=.,;:!?)→–≈]$/.test(next.text) : next.kind === 'word' && unit !== undefined);
  return ends ? { sum, unit, from, end: k } : undefined;
}

/** The operand that ends before a relation. */
function operandBefore(tokens: readonly ScheduleToken[], end: number): Operand | undefined {
  let start = end;
  while (
    start > 0 &&
    end - start < 60 &&
    (tokens[start - 1]?.kind === 'number' ||
      /^[×+]$/.test(tokens[start - 1]?.text ?? '') ||
      timeUnit(tokens[start - 1]))
  )
    start--;
  const operand = start < end ? operandAt(tokens, start) : undefined;
  return operand?.end === end ? operand : undefined;
}

/** Where the first operand of a chain begins: behind the last mark or number of another clause. */
function headStart(tokens: readonly ScheduleToken[], relation: number): number {
  let k = relation;
  while (k > 0 && k > relation - 30) {
    const token = tokens[k - 1];
    if (!token || /^[.,;→–]$/.test(token.text) || token.text === '=') break;
    if (token.text === ':' && tokens[k - 2]?.text !== 'total' && tokens[k - 2]?.text !== 'time') break;
    k--;
    if (token.newline) break;
  }
  return k;
}

function headOf(
  tokens: readonly ScheduleToken[],
  start: number,
  end: number,
  setup: ScheduleSetup,
): TimeClaim['of'] | undefined {
  const head = tokens.slice(start, end);
  const text = head.map((t) => t.text).join(' ');
  const last = head[head.length - 1]?.text ?? '';
  if (isDiskTime(last, setup))
    return head.length <= 3 || /\b(?:so|then|hence|gives?|get|thus)\b/.test(text) ? 'break-even' : undefined;
  if (
    head.length <= 3 &&
    head.some((_, k) => operationAt(head, k)?.counted === 'loaddisk') &&
    !/total|number|#/.test(text)
  )
    return 'break-even';
  if (/disk/.test(text) || /\b(?:each|per|fwd|loadmem|layers?|segments?|blocks?)\b/.test(text)) return undefined;
  if (head.some((_, k) => operationAt(head, k) !== undefined)) return undefined;
  return /\bt_(?:\w*remat\w*|total|backward|bwd)\b|\btotal\b.*\btime\b|\btime\b.*\b(?:total|backward|remat\w*)\b|\b(?:total|backward|remat\w*)\b.*\btime\b|^total(?: :.*)?$|\btotal cost\b/.test(
    text,
  )
    ? 'backward pass'
    : undefined;
}

/** `20 \times 20 + 10 \times 10` with the costs of both operations. */
function isCost(sum: Operand['sum'], { times }: ScheduleSetup): boolean {
  if (sum.length !== 2) return false;
  const costs = [times.get('fwd'), times.get('loadmem')].map((t) => /^[\d.]+/.exec(t?.duration ?? '')?.[0] ?? '');
  const [a, b] = sum;
  const has = (product: readonly string[] | undefined, cost: string | undefined): boolean =>
    product?.length === 2 && cost !== undefined && product.includes(cost);
  return (
    costs.every((c) => c !== '') && ((has(a, costs[0]) && has(b, costs[1])) || (has(a, costs[1]) && has(b, costs[0])))
  );
}

/** "A backward pass takes 500 ns.", "each loaddisk operation should take 50 ns" */
function inWords({ tokens }: Phrase): readonly FoundTime[] {
  const found: FoundTime[] = [];
  for (let k = 1; k < tokens.length; k++) {
    const number = tokens[k];
    const unit = timeUnit(tokens[k + 1]);
    if (number?.kind !== 'number' || unit === undefined) continue;
    let verb = k - 1;
    while (
      verb > k - 4 &&
      /^(?:exactly|a|total|of|only|just|also|again|therefore|thus|most|at)$/.test(tokens[verb]?.text ?? '')
    )
      verb--;
    if (!/^(?:takes?|taking|is|be|equals|lasts?|costs?|cost|needs?|requires?)$/.test(tokens[verb]?.text ?? ''))
      continue;
    if (/^(?:each|per|more|less|slower|faster|longer|for|on)$/.test(tokens[k + 2]?.text ?? '')) continue;
    const of = saidOf(tokens, verb);
    if (of) found.push({ of, sum: [[number.text]], unit, from: k, end: k + 2 });
  }
  return found;
}

function saidOf(tokens: readonly ScheduleToken[], verb: number): TimeClaim['of'] | undefined {
  let start = verb;
  while (start > 0 && !/^[,;:→–]$/.test(tokens[start - 1]?.text ?? '')) start--;
  const words = tokens.slice(start, verb + 1);
  const text = words.map((t) => t.text).join(' ');
  const counted = words.flatMap((_, k) => operationAt(words, k) ?? []);
  const disk = counted.length > 0 && counted.every((o) => o.counted === 'loaddisk');
  const single = words.some(
    (_, k) =>
      operationAt(words, k) &&
      /^(?:each|every|a|1|the|single|per|any)$/.test(words[k - 1]?.text ?? '') &&
      !/s$/.test(words[(operationAt(words, k)?.end ?? 1) - 1]?.text ?? ''),
  );
  if (
    disk &&
    single &&
    /\b(?:should|must|needs? to|has to|have to|can|may|would|will|takes?|is|be)\b/.test(text) &&
    !/\b(?:total|all)\b/.test(text)
  )
    return 'break-even';
  if (counted.length > 0 || /\bdisk\b|\b(?:each|per|one|1|single) (?:layer|fwd|operation)\b/.test(text))
    return undefined;
  return /\b(?:backward pass|remat\w*|total time|overall|in total)\b/.test(text) ? 'backward pass' : undefined;
}

/** "if disk is slower than 50ns per load, rematerialization becomes the faster approach", `t > 50 \implies \text{rematerialization is faster}` */
function bounds({ tokens, text }: Phrase, setup: ScheduleSetup): readonly FoundTime[] {
  const winner = /\bremat\w* (?:\w+ ){0,4}(?:faster|quicker|better|wins)\b/.test(text)
    ? 'lower bound'
    : /\bdisk\w* (?:\w+ ){0,4}(?:faster|quicker|better|wins)\b/.test(text)
      ? 'upper bound'
      : undefined;
  if (winner === undefined) return [];
  for (let k = 2; k < tokens.length; k++) {
    const number = tokens[k];
    if (number?.kind !== 'number') continue;
    const sign = tokens[k - 1]?.text === 'than' ? tokens[k - 2]?.text : tokens[k - 1]?.text;
    const way = /^(?:slower|longer|more|>)$/.test(sign ?? '')
      ? 'lower bound'
      : /^(?:less|shorter|faster|<)$/.test(sign ?? '')
        ? 'upper bound'
        : undefined;
    const symbol = isDiskTime(tokens[k - 2]?.text ?? '', setup);
    const unit = timeUnit(tokens[k + 1]) ?? (symbol ? usualUnit(setup) : undefined);
    const disk = symbol || tokens.slice(0, k).some((t) => /disk/.test(t.text));
    if (way !== winner || unit === undefined || !disk) continue;
    return [
      { of: way, sum: [[number.text]], unit, from: k, end: timeUnit(tokens[k + 1]) === undefined ? k + 1 : k + 2 },
    ];
  }
  return [];
}
