import type { Node } from '../formula/tree';
import type { SymbolKind } from './declaration';
import { both, saysNothing, type DomainWords } from './domain-words';
import { dimensions } from './membership';
import type { Token } from './wording';
import { adjectives, determiners, nounOf } from './words';

/** "an even positive integer", "real numbers", "nonzero", "$m \times n$ matrix". */
export interface Phrase {
  readonly kind: SymbolKind;
  readonly domain: DomainWords;
  readonly shape: readonly Node[] | undefined;
  readonly noun: string | undefined;
  readonly plural: boolean;
  /** It says nothing: "the value of", "a number". */
  readonly vague: boolean;
  /** Index of its first word and behind its last one. */
  readonly first: number;
  readonly end: number;
}

/** The declaring phrase at a token, its determiners included, or undefined where there is none. */
export function phraseAt(tokens: readonly Token[], start: number): Phrase | undefined {
  let at = start;
  while (isWord(tokens[at], determiners)) at++;
  const sized = sizeAt(tokens, at);
  if (sized) at = sized.end;
  let kind: SymbolKind | undefined;
  let domain: DomainWords = {};
  let noun: string | undefined;
  let plural = false;
  let told = false;
  let end = at;
  for (;;) {
    const token = tokens[at];
    if (!token || token.kind === 'formula' || (token.kind === 'mark' && token.text !== ',')) break;
    if (/^(?:relatively|pairwise|mutually)$/.test(token.text) && tokens[at + 1]?.text === 'prime') {
      told = true;
      at += 2;
      end = at;
      continue;
    }
    const adjective = adjectives.get(token.text);
    const found = adjective ? undefined : nounOf(token.text);
    if (adjective && noun === undefined) {
      domain = both(domain, adjective.domain ?? {});
      kind = adjective.kind ?? kind;
      told = true;
      end = at + 1;
    } else if (found && !(noun !== undefined && plural)) {
      domain = both(domain, found.noun.domain ?? {});
      if (kind === undefined || (found.noun.kind !== 'scalar' && !(kind === 'random variable'))) kind = found.noun.kind;
      noun = token.text;
      plural = found.plural;
      told = true;
      end = at + 1;
    } else if (!told || end !== at || (token.text !== ',' && token.text !== 'and') || noun !== undefined) break;
    at++;
  }
  if (!told) return undefined;
  const vague = noun !== undefined && nounOf(noun)?.noun.vague === true;
  if (kind === undefined && saysNothing(domain)) return undefined;
  const own = kind ?? (domain.integer ? 'integer' : 'scalar');
  const numeric = own === 'scalar' && domain.integer ? 'integer' : own;
  // An even function and a positive matrix are no even or positive numbers.
  const applies = numeric === 'scalar' || numeric === 'integer' || numeric === 'random variable';
  return {
    kind: numeric,
    domain: applies ? domain : {},
    shape: sized?.shape,
    noun,
    plural,
    vague: vague && saysNothing(domain) && numeric === 'scalar',
    first: start,
    end,
  };
}

/** "$d$-dimensional", "$m \times n$" before "matrix". */
function sizeAt(
  tokens: readonly Token[],
  at: number,
): { readonly shape: readonly Node[]; readonly end: number } | undefined {
  const token = tokens[at];
  if (token?.kind !== 'formula') return undefined;
  const { root } = token.passage.formula;
  if (tokens[at + 1]?.text === '-' && /^(?:dimensional|dim|d)$/.test(tokens[at + 2]?.text ?? ''))
    return { shape: [root], end: at + 3 };
  const sides = dimensions(root);
  return sides && sides.length === 2 ? { shape: sides, end: at + 1 } : undefined;
}

function isWord(token: Token | undefined, words: ReadonlySet<string>): boolean {
  return token?.kind === 'word' && words.has(token.text);
}
