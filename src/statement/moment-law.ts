import { numberNode } from '../formula/build';
import type { Node } from '../formula/tree';
import type { Sentence } from './sentence';
import { placeOf, type Token } from './wording';

/** A mean and a variance that are told in words, and the token behind the last of them. */
export interface MomentsTold {
  /** The mean, the variance. */
  readonly args: readonly [Node, Node];
  readonly end: number;
  /** They are a vector and a matrix: "mean vector", "covariance". */
  readonly joint: boolean;
}

/**
 * What words from a token on say of the first two moments:
 *
 *     mean $0$ and variance $\sigma^2$      mean zero and standard deviation $s$      zero mean and unit variance      zero-mean, unit-variance
 *
 * A variance without a mean is that of a centered quantity where `centered` says that this goes without saying.
 */
export function momentsAt(
  sentence: Sentence,
  tokens: readonly Token[],
  start: number,
  centered = false,
): MomentsTold | undefined {
  const mean = momentAt(sentence, tokens, start, ['mean']);
  if (!mean && !centered) return undefined;
  let next = mean?.end ?? start;
  if (mean && tokens[next]?.text === ',') next++;
  if (mean && tokens[next]?.text === 'and') next++;
  const covariance = momentAt(sentence, tokens, next, ['covariance']);
  const variance =
    momentAt(sentence, tokens, next, ['variance']) ??
    covariance ??
    squared(momentAt(sentence, tokens, next, ['standard', 'deviation']));
  if (!variance) return undefined;
  const none = numberNode('0', placeOf(sentence, tokens, start, start + 1));
  return { args: [mean?.value ?? none, variance.value], end: variance.end, joint: covariance !== undefined };
}

interface MomentTold {
  readonly value: Node;
  readonly end: number;
}

/** `mean $m$`, `mean zero`, `zero mean`, `zero-mean` */
function momentAt(
  sentence: Sentence,
  tokens: readonly Token[],
  at: number,
  name: readonly string[],
): MomentTold | undefined {
  const joined = /^(zero|unit)-(\w+)$/.exec(tokens[at]?.text ?? '');
  if (joined?.[1] !== undefined && joined[2] === name[0] && name.length === 1)
    return { value: numeral(sentence, tokens, at, joined[1]), end: at + 1 };
  const named = (from: number): boolean => name.every((word, k) => tokens[from + k]?.text === word);
  // "covariance matrix $\\Sigma$", "mean vector $\\mu$"
  const noun = /^(?:matrix|vector)$/.test(tokens[at + name.length]?.text ?? '') ? 1 : 0;
  const before = named(at);
  const value = before || named(at + 1) ? valueAt(sentence, tokens, before ? at + name.length + noun : at) : undefined;
  return value && { value, end: at + name.length + (before ? noun : 0) + 1 };
}

function squared(told: MomentTold | undefined): MomentTold | undefined {
  if (!told) return undefined;
  const { span } = told.value;
  return {
    value: { kind: 'power', base: told.value, exponent: numberNode('2', span), span },
    end: told.end,
  };
}

function valueAt(sentence: Sentence, tokens: readonly Token[], at: number): Node | undefined {
  const token = tokens[at];
  if (token?.kind === 'formula') return headOf(token.passage.formula.root);
  return token && /^(?:zero|one|unit|\d+)$/.test(token.text) ? numeral(sentence, tokens, at, token.text) : undefined;
}

function numeral(sentence: Sentence, tokens: readonly Token[], at: number, word: string): Node {
  const digits = word === 'zero' ? '0' : /^(?:one|unit)$/.test(word) ? '1' : word;
  return numberNode(digits, placeOf(sentence, tokens, at, at + 1));
}

/** `\mu` of `\mu \in \mathbb{R}^k` and of `\mu = 3`. */
function headOf(root: Node): Node {
  return root.kind === 'chain' && root.operands[0] ? root.operands[0] : root;
}
