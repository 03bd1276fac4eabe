import { layersAt, operationAt, timeUnit, wholeAt, type Counted } from './schedule-words';
import type { Phrase, ScheduleToken } from './schedule-tokens';

/** A number of operations in a sentence, before it is known what it is counted for. */
export interface Count {
  readonly counted: Counted;
  readonly value: number;
  /** First token of the words of the count and the one behind its last. */
  readonly from: number;
  readonly end: number;
  /** Index of its number, and behind it. */
  readonly number: number;
  readonly numberEnd: number;
  readonly vague: boolean;
  /** A layer stands right before it: "layer 6: 1", "layer 1 (d = 1)". */
  readonly layer?: number;
  /** The words are the number alone. */
  readonly bare: boolean;
}

/** The counts of a sentence, in order. `topic` is what a number without words counts behind "Layer 9:". */
export function countsOf(
  sentence: Phrase,
  topic: Counted | undefined,
  diskTimes: ReadonlySet<string>,
): readonly Count[] {
  const { tokens } = sentence;
  const counts: Count[] = [];
  for (let k = 0; k < tokens.length; k++) {
    const found =
      compact(tokens, k, topic) ??
      before(tokens, k) ??
      none(tokens, k) ??
      behind(tokens, k) ??
      coefficient(tokens, k, diskTimes);
    if (!found) continue;
    counts.push(found);
    k = found.end - 1;
  }
  return counts;
}

const adjectives =
  /^(?:extra|additional|total|recomputed|recomputation|recomputing|separate|distinct|such|layer|individual)$/;
const bounds =
  /^(?:least|most|about|roughly|approximately|than|around|almost|nearly|not|to|under|over|≤|≥|<|>|≈|~|×|\+|-|\/|\^|step|part|problem|figure|table|question)$/;

/** `20 extra fwd operations`: a number, then an operation. */
function before(tokens: readonly ScheduleToken[], at: number): Count | undefined {
  const value = wholeAt(tokens, at);
  if (value === undefined) return undefined;
  let i = at + 1;
  for (let words = 0; words < 2 && adjectives.test(tokens[i]?.text ?? '') && !operationAt(tokens, i); words++) i++;
  const operation = operationAt(tokens, i);
  if (!operation || isLabelled(tokens, at)) return undefined;
  if (bounds.test(tokens[at - 1]?.text ?? '') && !isArrowed(tokens, at)) return undefined;
  if (tokens[at - 1]?.kind === 'number' || timeUnit(tokens[operation.end]) || isListed(tokens, at)) return undefined;
  return {
    counted: operation.counted,
    value,
    from: at,
    end: operation.end,
    number: at,
    numberEnd: at + 1,
    vague: operation.vague,
    bare: false,
  };
}

/** "4, 3, 2, 1 fwd operations": the last of several. */
function isListed(tokens: readonly ScheduleToken[], at: number): boolean {
  let k = at - 1;
  if (tokens[k]?.text === 'and') k--;
  if (tokens[k]?.text === ',') k--;
  return k < at - 1 && tokens[k]?.kind === 'number' && !isLabelled(tokens, k);
}

/** "- 4 fwd operations" and "→ 4 fwd": a dash that stands for a bullet. */
function isArrowed(tokens: readonly ScheduleToken[], at: number): boolean {
  const sign = tokens[at - 1];
  return (
    sign?.text === '-' &&
    sign.open &&
    (at === 1 || tokens[at - 2]?.kind === 'word' || /^[:,.]$/.test(tokens[at - 2]?.text ?? ''))
  );
}

/** "layer 9 loads …": the number belongs to the layer. */
function isLabelled(tokens: readonly ScheduleToken[], at: number): boolean {
  for (let k = at - 1; k >= 0 && k > at - 24; k--) {
    const named = layersAt(tokens, k);
    if (named) return named.end > at;
  }
  return false;
}

/** `no fwd operations`, "no load needed" */
function none(tokens: readonly ScheduleToken[], at: number): Count | undefined {
  if (tokens[at]?.text !== 'no') return undefined;
  const operation = operationAt(tokens, at + 1);
  const plain =
    /^loads?$/.test(tokens[at + 1]?.text ?? '') &&
    /^(?:is|are|needed|required|necessary|\()$/.test(tokens[at + 2]?.text ?? '');
  if (!operation && !plain) return undefined;
  return {
    counted: operation?.counted ?? 'loadmem',
    value: 0,
    from: at,
    end: operation?.end ?? at + 2,
    number: at,
    numberEnd: at + 1,
    vague: operation?.vague ?? true,
    bare: false,
  };
}

const fillers =
  /^(?:invoked|needed|required|used|performed|executed|made|run|counted|during|in|of|for|the|a|an|1|one|single|backward|backprop|backpropagation|pass|through|entire|whole|network|full|this|total|altogether|all|layers?|per|each|and|\(|\)|disk|phase|is|are|here)$/;

/** `fwd operations = 4 + 3 + 2 + 1 = 10`, `loadmem operations: 1`, "the number of fwd operations invoked … is 20" */
function behind(tokens: readonly ScheduleToken[], at: number): Count | undefined {
  const operation = operationAt(tokens, at);
  if (!operation || operation.vague) return undefined;
  let i = operation.end;
  let copula = -1;
  let layer: number | undefined;
  for (let words = 0; words < 16; words++, i++) {
    const token = tokens[i];
    if (token === undefined) return undefined;
    if (/^(?:=|:|is|are|equals|totals|be|→)$/.test(token.text)) {
      copula = i;
      if (wholeAt(tokens, i + 1) !== undefined || /^(?:exactly|therefore|thus|then)$/.test(tokens[i + 1]?.text ?? ''))
        break;
      if (token.text === '→') return undefined;
      continue;
    }
    const named = layersAt(tokens, i);
    if (named?.layers.length === 1 && layer === undefined && /^(?:for|at|in|of|\()$/.test(tokens[i - 1]?.text ?? '')) {
      layer = named.layers[0];
      i = named.end - 1;
      continue;
    }
    if (operationAt(tokens, i) || named || !fillers.test(token.text)) return undefined;
  }
  if (copula < 0) return undefined;
  const first = wholeAt(tokens, copula + 1) === undefined ? copula + 2 : copula + 1;
  const last = lastOperand(tokens, first);
  const value = last === undefined ? undefined : wholeAt(tokens, last);
  if (last === undefined || value === undefined || !closes(tokens, last + 1)) return undefined;
  return {
    counted: operation.counted,
    value,
    from: last,
    end: last + 1,
    number: last,
    numberEnd: last + 1,
    vague: false,
    bare: true,
    ...(layer === undefined ? {} : { layer }),
  };
}

/** The last operand of `4 + 3 + 2 + 1 = 10`, if it is a number. */
function lastOperand(tokens: readonly ScheduleToken[], from: number): number | undefined {
  let i = from;
  let start = from;
  while (i < tokens.length) {
    if (tokens[i]?.kind !== 'number') return undefined;
    const sign = tokens[i + 1]?.text ?? '';
    if (!/^[+×=]$/.test(sign) && !(sign === '-' && tokens[i + 2]?.kind === 'number')) break;
    i += 2;
    if (sign === '=') start = i;
  }
  return start === i ? i : undefined;
}

/** Whether nothing belongs to a number any more: "20 layers", "20 ns", "20 × t" go on. */
function closes(tokens: readonly ScheduleToken[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.newline) return true;
  if (token.text === ',' && tokens[at + 1]?.kind === 'number') return operationAt(tokens, at + 2) !== undefined;
  if (token.kind === 'mark') return /^[.,;:!?()\]|→–]$/.test(token.text) || (token.text === '-' && token.open);
  if (token.kind === 'number') return false;
  return (
    /^(?:and|in|for|per|each|so|since|because|as|which|operations?|ops?|times|total|altogether|with|during|layers?)$/.test(
      token.text,
    ) && !(token.text === 'layers' || token.text === 'times')
  );
}

/** `Layer 9: 4`, `layer 1 (d = 1)` where the operation is known */
function compact(tokens: readonly ScheduleToken[], at: number, topic: Counted | undefined): Count | undefined {
  if (topic === undefined || tokens[at]?.text !== 'layer') return undefined;
  const layer = wholeAt(tokens, at + 1);
  if (layer === undefined) return undefined;
  let number: number | undefined;
  if (/^[:→=]$/.test(tokens[at + 2]?.text ?? '')) number = at + 3;
  else if (tokens[at + 2]?.text === '(' && tokens[at + 4]?.text === '=' && tokens[at + 6]?.text === ')')
    number = at + 5;
  const value = number === undefined ? undefined : wholeAt(tokens, number);
  if (number === undefined || value === undefined || operationAt(tokens, number + 1)) return undefined;
  const next = tokens[number + 1];
  if (!(closes(tokens, number + 1) || /^(?:layer|total)$/.test(next?.text ?? ''))) return undefined;
  return {
    counted: topic,
    value,
    from: number,
    end: number + 1,
    number,
    numberEnd: number + 1,
    vague: false,
    layer,
    bare: true,
  };
}

/** `20 \times (\text{fwd time})`, `20 t_{fwd}`, `10 t` where `t` is the time of a load from disk */
function coefficient(tokens: readonly ScheduleToken[], at: number, diskTimes: ReadonlySet<string>): Count | undefined {
  const value = wholeAt(tokens, at);
  if (value === undefined || /^[×^/-]$/.test(tokens[at - 1]?.text ?? '')) return undefined;
  let i = at + 1;
  if (tokens[i]?.text === '×') i++;
  else if (tokens[at]?.origin !== 'math') return undefined;
  if (tokens[i]?.text === '(') i++;
  if (diskTimes.has(tokens[i]?.text ?? ''))
    return {
      counted: 'loaddisk',
      value,
      from: at,
      end: i + 1,
      number: at,
      numberEnd: at + 1,
      vague: false,
      bare: false,
    };
  const name = /^(?:[tc]_)?(fwd|loadmem|loaddisk)$/.exec(tokens[i]?.text ?? '')?.[1];
  const counted = name === 'fwd' || name === 'loadmem' || name === 'loaddisk' ? name : undefined;
  if (counted === undefined) return undefined;
  const isTime = /^[tc]_/.test(tokens[i]?.text ?? '') || /^(?:time|cost)$/.test(tokens[i + 1]?.text ?? '');
  return isTime
    ? { counted, value, from: at, end: i + 1, number: at, numberEnd: at + 1, vague: false, bare: false }
    : undefined;
}

/** The terms of the sum that a number ends: `0 + 4 + 3 = 7`. */
export function termsBefore(tokens: readonly ScheduleToken[], number: number): readonly number[] {
  const terms: number[] = [];
  if (tokens[number - 1]?.text !== '=') return terms;
  for (let k = number - 2; k >= 0; k -= 2) {
    const term = wholeAt(tokens, k);
    if (term === undefined) return [];
    terms.unshift(term);
    if (tokens[k - 1]?.text !== '+') break;
  }
  return terms;
}
