import { layersAt, operationAt, type Counted, type Layers } from './schedule-words';
import type { Phrase } from './schedule-tokens';

/** Layers that what follows is about: "Layer 9:", "For layers 6–9:", "So for layer 10 gradient:", "Backprop layers 10 → 6". */
export interface Label {
  readonly layers: readonly number[];
  /** Index behind the label, where what it labels begins. */
  readonly end: number;
  /** A line of its own that names several layers: the lines below may be about some of them. */
  readonly block: boolean;
}

const openers = /^(?:[→•–\-(]|for|at|in|so|now|next|then|first|finally|similarly|likewise|,|a|b|c|d|\))$/;

/** The label that a sentence begins with. */
export function labelOf(sentence: Phrase): Label | undefined {
  const { tokens } = sentence;
  let at = 0;
  while (at < 6 && openers.test(tokens[at]?.text ?? '')) at++;
  const named = layersAt(tokens, at);
  if (named) return afterLayers(sentence, named);
  return blockLabel(sentence);
}

/**
 * Layers that a sentence ends with, so that the next one is about them.
 *
 *     Each group follows a sequence: For layers 1–4:
 *                                    ^^^^^^^^^^^^^^^
 */
export function closingLabelOf({ tokens }: Phrase): Label | undefined {
  const last = tokens.length - 1;
  if (tokens[last]?.text !== ':') return undefined;
  for (let k = last - 1; k >= 1; k--) {
    const named = layersAt(tokens, k);
    if (!named) continue;
    const opens = /^(?:for|at|in|:|;|,|and|–|→)$/.test(tokens[k - 1]?.text ?? '');
    return opens && named.end === last ? { layers: named.layers, end: tokens.length, block: false } : undefined;
  }
  return undefined;
}

function afterLayers({ tokens }: Phrase, named: Layers): Label | undefined {
  let i = named.end;
  if (tokens[i]?.text === '(') {
    while (i < tokens.length && tokens[i]?.text !== ')') i++;
    i++;
  }
  for (let words = 0; words < 4; words++, i++) {
    const token = tokens[i];
    if (token === undefined || /^[:.–→]$/.test(token.text) || (token.text === '-' && token.open)) {
      const end = Math.min(i + 1, tokens.length);
      return { layers: named.layers, end, block: named.layers.length > 1 && end === tokens.length };
    }
    if (token.kind !== 'word') return undefined;
  }
  return undefined;
}

const going =
  /^(?:back-?prop|backpropagation|backpropagating|backward|pass|processing|through|block|group|segment|going|over|for|of|the)$/;

/** "Backprop through layers 10 → 6", a line that says no more. */
function blockLabel({ tokens }: Phrase): Label | undefined {
  if (tokens.length > 12) return undefined;
  for (let k = 0; k < 4; k++) {
    if (!going.test(tokens[k]?.text ?? '')) return undefined;
    const named = layersAt(tokens, k + 1);
    if (named && named.layers.length > 1 && named.end >= tokens.length - 1)
      return { layers: named.layers, end: tokens.length, block: true };
  }
  return undefined;
}

/** The one operation that a sentence speaks of, or undefined where there are several or none. */
export function topicOf(sentence: Phrase): Counted | undefined {
  let found: Counted | undefined;
  for (let k = 0; k < sentence.tokens.length; k++) {
    const operation = operationAt(sentence.tokens, k);
    if (!operation || operation.vague) continue;
    if (found !== undefined && found !== operation.counted) return undefined;
    found = operation.counted;
    k = operation.end - 1;
  }
  return found;
}
