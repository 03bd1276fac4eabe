import type { Span } from '../text/span';
import { layersAt, operationAt, timeUnit, type Counted } from './schedule-words';
import { spanOf, tokenAt, type Phrase, type ScheduleToken } from './schedule-tokens';

/** One thing that the text says about a schedule, with the words that say it. */
export type ScheduleFact = LayersFact | KeptFact | WayFact | TimeFact | ConventionFact | DiskTimeFact;

interface Base {
  readonly span: Span;
  /** As written, on one line. */
  readonly words: string;
}
/** "a 10 layer network" */
export interface LayersFact extends Base {
  readonly kind: 'layers';
  readonly layers: number;
}
/** "storing the activations of every 5th layer" */
export interface KeptFact extends Base {
  readonly kind: 'kept';
  readonly every?: number;
  readonly keep?: readonly number[];
}
/** "for each layer by loading … and rerunning", "each segment is recomputed once" */
export interface WayFact extends Base {
  readonly kind: 'way';
  readonly way: 'each layer' | 'segments';
}
/** "each fwd operation takes 20ns" */
export interface TimeFact extends Base {
  readonly kind: 'time';
  readonly of: Counted;
  /** A number and a unit: `20ns`. */
  readonly duration: string;
}
/** What the words fix of what changes the numbers: "each memory access to fetch activations or inputs is called a loadmem". */
export interface ConventionFact extends Base {
  readonly kind: 'convention';
  readonly option: FixedOption;
}
export type FixedOption =
  | { readonly name: 'needs'; readonly value: 'output' | 'input' }
  | { readonly name: 'inputLoad' | 'keptLoad'; readonly value: 'counted' | 'free' };
/** "Let t = time per loaddisk operation", and "Let t_d = t" where that is one */
export interface DiskTimeFact extends Base {
  readonly kind: 'disk time';
  readonly symbol: string;
  readonly sameAs?: string;
}

/** What a sentence says about a schedule; `before` is the sentence before it. */
export function factsOf(sentence: Phrase, before: Phrase | undefined): readonly ScheduleFact[] {
  if (sentence.tokens.length > 400) return [];
  return [
    ...layersIn(sentence),
    ...keptIn(sentence),
    ...wayIn(sentence),
    ...conventionsIn(sentence, before),
    ...timesIn(sentence),
    ...diskTimeIn(sentence),
  ];
}

const network = '(?:networks?|nets?|models?|mlps?|perceptrons?|transformers?|resnets?|cnns?|rnns?|chains?)';
const layerPatterns: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(\d{1,6}) (?:- )?layer(?:s|ed)? (?:(?:deep|neural|feed - forward|feed-forward|feedforward|fully connected|fully-connected|sequential|residual|linear|dense|convolutional) ){0,3}${network}\b`,
  ),
  new RegExp(
    String.raw`\b${network} (?:that |which )?(?:with|of|has|having|consists of|consisting of|contains|made of) (?:exactly )?(?:[a-z] = )?(\d{1,6}) (?:[\p{L}-]+ ){0,2}layers?\b`,
    'u',
  ),
  new RegExp(String.raw`\b${network}\b.{0,80}\b[ln] = (\d{1,6}) layers\b`),
];

function layersIn(sentence: Phrase): readonly LayersFact[] {
  for (const pattern of layerPatterns) {
    const match = pattern.exec(sentence.text);
    const layers = Number(match?.[1] ?? 0);
    if (match && layers >= 1) return [{ kind: 'layers', layers, ...place(sentence, match) }];
  }
  return [];
}

const storing =
  /\b(?:stor(?:e|es|ed|ing)|sav(?:e|es|ed|ing)|keep|keeps|keeping|kept|retain(?:s|ed|ing)?|checkpoints?|checkpointed|checkpointing|remember(?:s|ed)?)\b/;
const every =
  /\bevery (?:(other|second)|(?:[a-z] = )?(\d{1,6})(?: (?:-? ?(?:st|nd|rd|th))|(?= layers\b)|(?= activations\b))) (?:layer|activation|layers|activations|one)\b/;

function keptIn(sentence: Phrase): readonly KeptFact[] {
  if (!storing.test(sentence.text)) return [];
  const match = every.exec(sentence.text);
  if (match) {
    const k = match[2] === undefined ? 2 : Number(match[2]);
    return k >= 1 ? [{ kind: 'kept', every: k, ...place(sentence, match) }] : [];
  }
  return keepList(sentence);
}

const listPatterns: readonly RegExp[] = [
  /\b(?:activations?|outputs?|checkpoints?) (?:only )?(?:of|for|at|from|after|in) (?=layers? \d)/g,
  /\bcheckpoints? (?:are )?(?:only )?(?:at|after) (?=layers? \d)/g,
  /\b(?:only|just) (?=layers? \d)/g,
];

/** "only the activations of layers 3 and 7 are stored", "Layer 5 and Layer 10 activations are stored" */
function keepList(sentence: Phrase): readonly KeptFact[] {
  for (const pattern of listPatterns) {
    for (const match of sentence.text.matchAll(pattern)) {
      const start = tokenAt(sentence, match.index + match[0].length);
      const named = layersAt(sentence.tokens, start);
      if (named && named.layers.length >= 2) return [listed(sentence, tokenAt(sentence, match.index), named)];
    }
  }
  const at = sentence.tokens.findIndex((_, k) => (layersAt(sentence.tokens, k)?.layers.length ?? 0) >= 2);
  const named = at < 0 ? undefined : layersAt(sentence.tokens, at);
  const behind = named
    ? sentence.tokens
        .slice(named.end, named.end + 4)
        .map((t) => t.text)
        .join(' ')
    : '';
  return named && /^(?:activations?|outputs?)? ?(?:are|is) (?:stored|kept|saved|checkpointed)/.test(behind)
    ? [listed(sentence, at, named)]
    : [];
}

function listed(
  sentence: Phrase,
  from: number,
  named: { readonly layers: readonly number[]; readonly end: number },
): KeptFact {
  const keep = [...new Set(named.layers)].filter((layer) => layer > 0);
  return { kind: 'kept', keep, ...between(sentence, from, named.end) };
}

const eachLayer = /\b(?:for|of) (?:each|every) layer\b/;
const eachUpdate = /\b(?:to (?:update|process|handle|reach)|(?:gradients? (?:for|of))) (?:the |a )?layer [a-zℓ]\b/u;
const rerunning = /\b(?:recomput\w*|re-?run\w*|rerunning|run(?:ning)?)\b/;
const segmentOnce = /\b(?:segments?|blocks?)\b.*\b(?:recomput\w*|re-?run\w*)\b.*\b(?:once|held|kept|cached)\b/;

function wayIn(sentence: Phrase): readonly WayFact[] {
  const { text } = sentence;
  const once = segmentOnce.exec(text);
  if (once) return [{ kind: 'way', way: 'segments', ...place(sentence, once) }];
  if (!/\bload(?:s|ing|ed)?\b/.test(text) || !rerunning.test(text)) return [];
  const match = eachLayer.exec(text) ?? eachUpdate.exec(text);
  return match ? [{ kind: 'way', way: 'each layer', ...place(sentence, match) }] : [];
}

function conventionsIn(sentence: Phrase, before: Phrase | undefined): readonly ConventionFact[] {
  const facts: ConventionFact[] = [];
  const fix = (option: FixedOption, match: RegExpExecArray): void => {
    facts.push({ kind: 'convention', option, ...place(sentence, match) });
  };
  const { text } = sentence;
  if (/\bload-?mems?\b/.test(text)) {
    const access =
      /\b(?:each|every|any) (?:single )?(?:memory )?(?:access|time|fetch|load|read|retrieval|transfer)\b[^.;]*?\bactivations?(?: (?:or|and|\/) (?:the )?inputs?)?\b|\b(?:each|every|any) (?:single )?memory (?:access|fetch|load|read)\b/.exec(
        text,
      );
    if (access && !/\bnot count/.test(text)) {
      fix({ name: 'keptLoad', value: 'counted' }, access);
      if (/\binputs?\b/.test(access[0])) fix({ name: 'inputLoad', value: 'counted' }, access);
    }
  }
  const free =
    /\binputs? (?:of the network )?(?:is|are|stays?|remains?)\b[^.;]*\b(?:at hand|on (?:the )?chip|need not be loaded|without (?:a )?load|no loads?|not loaded|costs? no)\b/.exec(
      text,
    );
  if (free) fix({ name: 'inputLoad', value: 'free' }, free);
  const direct =
    /\b(?:stored|kept|saved) activations? (?:is|are|can be) (?:used|read)\b[^.;]*\bwithout (?:a |any )?(?:load|loading|loadmem)\b/.exec(
      text,
    );
  if (direct) fix({ name: 'keptLoad', value: 'free' }, direct);
  const needs =
    /\b(?:backward (?:step|pass)|gradients?|updat\w+) (?:of|for|at|in) (?:a|each|every|the|that) layer (?:\w+ )?needs? (?:only )?(?:its|the) (?:own )?(input|output)\b/.exec(
      text,
    );
  if (needs) fix({ name: 'needs', value: needs[1] === 'input' ? 'input' : 'output' }, needs);
  const example = exampleOf(sentence, before);
  if (example) facts.push(example);
  return facts;
}

/** "To get the activations for Layer 7, … run them through Layer 6 and Layer 7", said of the update of layer 7: a layer needs its own output. */
function exampleOf(sentence: Phrase, before: Phrase | undefined): ConventionFact | undefined {
  const match =
    /\bto (?:get|obtain|compute|recover|recompute) the (?:activations?|outputs?) (?:for|of|at) layer (\d{1,6})\b/.exec(
      sentence.text,
    );
  if (!match) return undefined;
  const layer = Number(match[1]);
  if (!/\b(?:updat\w+|gradients?|backprop\w*)\b/.test(`${before?.text ?? ''} ${sentence.text}`)) return undefined;
  if (!new RegExp(String.raw`\blayer ${layer}\b`).test(before?.text ?? sentence.text)) return undefined;
  const { tokens } = sentence;
  for (let k = tokenAt(sentence, match.index + match[0].length); k < tokens.length; k++) {
    if (!/^(?:through|run|rerun)$/.test(tokens[k]?.text ?? '')) continue;
    const named = layersAt(tokens, k + 1);
    if (!named || named.layers.length < 2) continue;
    const last = Math.max(...named.layers);
    const value = last === layer ? 'output' : last === layer - 1 ? 'input' : undefined;
    if (value) return { kind: 'convention', option: { name: 'needs', value }, ...between(sentence, k, named.end) };
  }
  return undefined;
}

const costCue = /^(?:takes?|taking|costs?|costing|requires?|requiring|needs?|=|:|is|of|at|lasts?)$/;

/** "each fwd operation takes 20ns", "`loadmem`: 10 ns each", "$t_{fwd} = 20$ (in ns)" */
function timesIn(sentence: Phrase): readonly TimeFact[] {
  const { tokens } = sentence;
  const facts: TimeFact[] = [];
  for (let k = 0; k < tokens.length; k++) {
    const operation = operationAt(tokens, k) ?? costName(tokens, k);
    if (!operation || operation.vague) continue;
    const found = costBehind(tokens, operation.end, sentence.text);
    if (!found) continue;
    facts.push({ kind: 'time', of: operation.counted, duration: found.duration, ...between(sentence, k, found.end) });
    k = found.end - 1;
  }
  return facts;
}

/** `t_fwd`, "the fwd time" */
function costName(
  tokens: readonly ScheduleToken[],
  at: number,
): { readonly counted: Counted; readonly end: number; readonly vague: boolean } | undefined {
  const match = /^[tc]_(fwd|loadmem|loaddisk)$/.exec(tokens[at]?.text ?? '');
  const counted =
    match?.[1] === 'fwd'
      ? 'fwd'
      : match?.[1] === 'loadmem'
        ? 'loadmem'
        : match?.[1] === 'loaddisk'
          ? 'loaddisk'
          : undefined;
  return counted ? { counted, end: at + 1, vague: false } : undefined;
}

function costBehind(
  tokens: readonly ScheduleToken[],
  from: number,
  text: string,
): { readonly duration: string; readonly end: number } | undefined {
  let depth = 0;
  let told = tokens[from]?.kind === 'number';
  for (let k = from; k < tokens.length && k < from + 20; k++) {
    const token = tokens[k];
    if (!token) break;
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    if (depth > 0 || token.text === ')') continue;
    if (costCue.test(token.text)) told = true;
    if (operationAt(tokens, k) || /^t_/.test(token.text)) return undefined;
    if (token.kind !== 'number') continue;
    const unit = timeUnit(tokens[k + 1]);
    if (told && unit !== undefined) {
      // "20 fwd operations at 20ns each = 20 × 20 = 400ns": only what stands before a sum or product is the cost of one.
      return { duration: `${token.text}${unit}`, end: k + 2 };
    }
    const within = /\( in (ns|us|µs|ms) \)/.exec(text);
    const before = tokens[k - 1]?.text;
    if (before === '=' && within?.[1] !== undefined && !/^[×+/^-]$/.test(tokens[k + 1]?.text ?? ''))
      return { duration: `${token.text}${within[1]}`, end: k + 1 };
    return undefined;
  }
  return undefined;
}

const diskPatterns: readonly RegExp[] = [
  /\b(t(?:_\w+)?) (?:(?:=|be|denotes?|is|as) )?(?:the )?(?:time|cost|latency|duration)\b[^.;]{0,40}?\b(?:loaddisk|disk loads?|loads? from disk)\b/,
  /\b(?:time|latency|duration) (?:per|of|for) (?:each |a |1 |the )?(?:loaddisk|disk load)(?: operation)?(?: be| =| is|,)? (t(?:_\w+)?)\b/,
  /\b(?:loaddisk|disk load)(?: operation)?(?: ,)? (?:which )?(?:takes|take)(?: time)? (t(?:_\w+)?)\b/,
];

function diskTimeIn(sentence: Phrase): readonly DiskTimeFact[] {
  for (const pattern of diskPatterns) {
    const match = pattern.exec(sentence.text);
    if (match?.[1] !== undefined) return [{ kind: 'disk time', symbol: match[1], ...place(sentence, match) }];
  }
  const alias = /\blet (t(?:_\w+)?) = (t(?:_\w+)?) ?(?:[.,;]|$)/.exec(sentence.text);
  return alias?.[1] !== undefined && alias[2] !== undefined
    ? [{ kind: 'disk time', symbol: alias[1], sameAs: alias[2], ...place(sentence, alias) }]
    : [];
}

function place(sentence: Phrase, match: RegExpExecArray): Base {
  const end = match.index + match[0].trimEnd().length;
  return {
    span: spanOf(sentence, match.index, end),
    words: wordsOf(sentence.tokens.slice(tokenAt(sentence, match.index), tokenAt(sentence, end - 1) + 1)),
  };
}

function between(sentence: Phrase, from: number, end: number): Base {
  const tokens = sentence.tokens.slice(from, end);
  const [first, last] = [tokens[0], tokens[tokens.length - 1]];
  const span = first && last ? { from: first.span.from, to: last.span.to } : { from: 0, to: 0 };
  return { span, words: wordsOf(tokens) };
}

/** The words of some tokens in one line; what is long is cut in the middle. */
function wordsOf(tokens: readonly ScheduleToken[]): string {
  return tokens
    .map((t) => t.text)
    .join(' ')
    .replace(/ ([,.;:)])/g, '$1')
    .replace(/(\d) (th|st|nd|rd)\b/g, '$1$2')
    .replace(/ - /g, '-');
}
