import type { ScheduleToken } from './schedule-tokens';

/** The operations of a schedule that are counted. */
export type Counted = 'fwd' | 'loadmem' | 'loaddisk';

export interface Operation {
  readonly counted: Counted;
  /** Index behind its last word. */
  readonly end: number;
  /** Named by a word that has other uses, "loads": counts only where the words around leave no doubt. */
  readonly vague: boolean;
}

const nouns = /^(?:operations?|ops?|calls?|invocations?|computations?|recomputations?|executions?|runs?|counts?)$/;

/**
 * The operation that is named at a token, or undefined.
 *
 *     20 fwd operations     10 loadmem      8 memory loads     10 loads from disk     the fwd time
 *        ^^^^^^^^^^^^^^        ^^^^^^^        ^^^^^^^^^^^^        ^^^^^^^^^^^^^^^         (undefined)
 */
export function operationAt(tokens: readonly ScheduleToken[], at: number): Operation | undefined {
  const word = (k: number): string => (tokens[k]?.kind === 'word' ? (tokens[k]?.text ?? '') : '');
  const found = nameAt(tokens, at, word);
  if (!found) return undefined;
  const end = nouns.test(word(found.end)) ? found.end + 1 : found.end;
  // "fwd time" and "loadmem latency" are no counts.
  if (/^(?:times?|cost|latency|latencies|durations?|speeds?|calls?'s)$/.test(word(end))) return undefined;
  return { ...found, end };
}

function nameAt(tokens: readonly ScheduleToken[], at: number, word: (k: number) => string): Operation | undefined {
  const one = (counted: Counted, length: number, vague = false): Operation => ({ counted, end: at + length, vague });
  switch (word(at)) {
    case 'fwd':
    case 'fwds':
      return one('fwd', 1);
    case 'forward':
    case 'fwd-pass':
      if (/^layer$/.test(word(at + 1)) && nouns.test(word(at + 2))) return one('fwd', 3);
      return nouns.test(word(at + 1)) && !/^runs?$/.test(word(at + 1)) ? one('fwd', 2) : undefined;
    case 'loadmem':
    case 'loadmems':
    case 'load-mem':
      return one('loadmem', 1);
    case 'loaddisk':
    case 'loaddisks':
    case 'load-disk':
      return one('loaddisk', 1);
    case 'memory':
      return /^(?:loads?|accesse?s?|fetch(?:es)?|reads?)$/.test(word(at + 1)) ? one('loadmem', 2) : undefined;
    case 'disk':
      return /^(?:loads?|accesse?s?|reads?)$/.test(word(at + 1)) ? one('loaddisk', 2) : undefined;
    case 'load':
    case 'loads': {
      if (/^(?:mem|disk)$/.test(word(at + 1))) return one(word(at + 1) === 'mem' ? 'loadmem' : 'loaddisk', 2);
      if (word(at + 1) === 'from' && /^(?:disk|memory)$/.test(word(at + 2)))
        return one(word(at + 2) === 'disk' ? 'loaddisk' : 'loadmem', 3);
      if (nouns.test(word(at + 1))) return one('loadmem', 2);
      const next = tokens[at + 1];
      const closed =
        next === undefined ||
        next.newline ||
        (next.kind === 'mark' && /^[.,;:!?)\]|→–×]$/.test(next.text)) ||
        /^(?:in|and|are|is|per|each|total|needed|during|altogether|so)$/.test(word(at + 1));
      return closed ? one('loadmem', 1, true) : undefined;
    }
    default:
      return undefined;
  }
}

export interface Layers {
  /** In the order in which they are named. */
  readonly layers: readonly number[];
  readonly end: number;
}

/** More layers than this are not listed one by one. */
const mostLayers = 100_000;

/**
 * The layers that are named from a token on.
 *
 *     Layer 9     layers 6–9     layers 6, 7, and 8     Layers 5 and Layer 10     layers 10 → 6
 */
export function layersAt(tokens: readonly ScheduleToken[], at: number): Layers | undefined {
  const head = tokens[at];
  if (head?.kind !== 'word' || !/^layers?(?:'s|’s)?$/.test(head.text)) return undefined;
  const layers: number[] = [];
  let i = at + 1;
  let end = at;
  for (;;) {
    const number = wholeAt(tokens, i);
    if (number === undefined) break;
    // "layers 1–4, 4 fwd": the second 4 counts something.
    if (layers.length > 0 && operationAt(tokens, i + 1)) break;
    layers.push(number);
    end = i + 1;
    const range = rangeAt(tokens, end);
    if (range) {
      const step = range.to < number ? -1 : 1;
      if (Math.abs(range.to - number) > mostLayers) return undefined;
      for (let k = number; k !== range.to;) layers.push((k += step));
      end = range.end;
    }
    i = end;
    if (tokens[i]?.text === ',' || tokens[i]?.text === '/') i++;
    if (/^(?:and|&)$/.test(tokens[i]?.text ?? '')) i++;
    if (/^layers?$/.test(tokens[i]?.text ?? '')) i++;
    if (i === end) break;
  }
  return layers.length > 0 && layers.length <= mostLayers ? { layers, end } : undefined;
}

function rangeAt(
  tokens: readonly ScheduleToken[],
  at: number,
): { readonly to: number; readonly end: number } | undefined {
  const sign = tokens[at];
  if (!sign || !/^(?:-|–|to|through|→|down)$/.test(sign.text)) return undefined;
  let i = at + 1;
  if ((sign.text === 'down' && tokens[i]?.text === 'to') || (sign.text === '-' && tokens[i]?.text === '-')) i++;
  const layer = /^layers?$/.test(tokens[i]?.text ?? '');
  const to = wholeAt(tokens, layer ? i + 1 : i);
  // "Layer 9 → 4 fwd": an arrow that leads to a count.
  return to === undefined || operationAt(tokens, i + 1) ? undefined : { to, end: layer ? i + 2 : i + 1 };
}

/** A whole number at a token that is not a decimal, at most 9 digits. */
export function wholeAt(tokens: readonly ScheduleToken[], at: number): number | undefined {
  const token = tokens[at];
  return token?.kind === 'number' && /^\d{1,9}$/.test(token.text) ? Number(token.text) : undefined;
}

/** The name of a unit of time as the schedules know it, or undefined. */
export function timeUnit(token: ScheduleToken | undefined): string | undefined {
  if (token?.kind !== 'word') return undefined;
  const unit = units.get(token.text);
  return unit;
}

const units: ReadonlyMap<string, string> = new Map([
  ['ns', 'ns'],
  ['nanosecond', 'ns'],
  ['nanoseconds', 'ns'],
  ['us', 'us'],
  ['µs', 'us'],
  ['μs', 'us'],
  ['microsecond', 'us'],
  ['microseconds', 'us'],
  ['ms', 'ms'],
  ['millisecond', 'ms'],
  ['milliseconds', 'ms'],
  ['ps', 'ps'],
]);
