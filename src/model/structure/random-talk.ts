import type { Node, SymbolNode } from '../../formula/tree';
import type { SymbolDeclaration } from '../../statement/declaration';
import type { Sentence } from '../../statement/sentence';
import type { Scope } from '../../statement/statement';
import type { EntrySign } from './instance';
import type { Said } from './known';
import { Shelf } from './shelf';

/** What sentences say of random variables of which no law is named. */
export class RandomTalk {
  private readonly named = new Shelf<Said & { readonly sign: EntrySign }>();
  private readonly centred = new Shelf<Said>();
  private readonly doubts = new Shelf<Said & { readonly reason: string }>();
  private readonly ties = new Shelf<Said>();

  hear(sentence: Sentence, scope: Scope, declarations: readonly SymbolDeclaration[]): void {
    const { text } = sentence;
    const said = { scope, span: sentence.span };
    for (const { kind, distribution, shape, symbols, domain } of declarations) {
      if (kind !== 'random variable' || distribution || shape) continue;
      const sign = domain?.positive ? 'positive' : domain?.nonnegative ? 'nonnegative' : 'any';
      for (const key of symbols) this.named.add(key, { ...said, sign });
    }
    const pieces = text.split('⟦⟧');
    for (const [k, { formula }] of sentence.passages.entries()) {
      // "$X$, $Y$ and $Z$ be independent random variables"
      const behind = pieces.slice(k + 1).find((piece) => !/^\s*(?:,|and|, and)\s*$/.test(piece)) ?? '';
      const letters = introducedBy(formula.root);
      if (!called.test(behind)) continue;
      for (const { key } of letters) if (!this.isNamed(key, scope)) this.named.add(key, { ...said, sign: 'any' });
    }
    if (tied.test(text)) this.ties.add('', said);
    const letters = sentence.passages.flatMap(({ formula: { root } }) =>
      (root.kind === 'sequence' ? root.items.map((item) => item.node) : [root]).flatMap((part) =>
        part.kind === 'symbol' && this.isNamed(part.key, scope) ? [part.key] : [],
      ),
    );
    if (letters.length === 0) return;
    if (centredWords.test(text)) for (const key of letters) this.centred.add(key, said);
    const words =
      text
        .replace(centredWords, '')
        .toLowerCase()
        .match(/\p{L}[\p{L}’'-]*/gu) ?? [];
    const strange = words.find((word) => !neutral.has(word));
    if (strange === undefined) return;
    const reason = `What “${strange}” says of the random quantities here is not used yet; it may exclude what breaks this.`;
    for (const key of letters) this.doubts.add(key, { ...said, reason });
  }

  /** Whether a letter was called a random variable, and no more of its law was said. */
  isNamed(key: string, scope: Scope): boolean {
    return this.named.latest(key, scope) !== undefined;
  }

  /** The sign that words give to all values of a letter. */
  signOf(key: string, scope: Scope): EntrySign {
    return this.named.latest(key, scope)?.sign ?? 'any';
  }

  /** Whether the mean of a letter was said to be zero. */
  isCentred(key: string, scope: Scope): boolean {
    return this.centred.latest(key, scope) !== undefined;
  }

  /** Words about a letter that no invented law is made to satisfy. */
  doubtOf(key: string, scope: Scope): string | undefined {
    return this.doubts.latest(key, scope)?.reason;
  }

  /** Whether words speak of quantities that do or do not depend on one another. */
  speaksOfTies(scope: Scope): boolean {
    return this.ties.latest('', scope) !== undefined;
  }
}

/** "Let ⟦X ≥ 0⟧ be a random variable" */
const called = /^\s*(?:be|are|is|denotes?)\s+(?:[a-z-]+\s+){0,5}random variables?\b/i;

/** Letters by themselves, or one with the sign of its values. */
function introducedBy(root: Node): readonly SymbolNode[] {
  if (root.kind === 'symbol') return [root];
  if (root.kind === 'sequence') return root.items.flatMap(({ node }) => introducedBy(node));
  const [letter, bound] = root.kind === 'chain' && root.operands.length === 2 ? root.operands : [];
  return letter?.kind === 'symbol' && bound?.kind === 'number' ? [letter] : [];
}

/** Said of all letters of the sentence. */
const centredWords = /\b(?:zero-mean|mean-zero|cent(?:e?red|red))\s+(?=(?:[a-z-]+\s+){0,2}random variables?\b)/i;

const tied =
  /\b(?:(?:in)?dependen(?:t|ce|tly)|uncorrelated|orthogonal(?:ity)?|i\.?\s?i\.?\s?d|conditionally|factori[sz]es?)\b/i;

/** Words that say no more of random variables than that there are some, with moments, and words of derivations. */
const neutral: ReadonlySet<string> = new Set(
  (
    'let be a an the is are was for any some every each all both two three arbitrary given fixed here where with and or of on in to from over by at ' +
    'that which such this these its their it we us have has write denote denotes consider suppose assume if then so now also again as only ' +
    'random variable variables quantity quantities real valued real-valued scalar integrable square-integrable square finite bounded discrete ' +
    'mean means variance variances second first moment moments expectation expectations expected value values exist exists existing defined well-defined well ' +
    'not necessarily possibly may might can be dependent independent independence probability space same common joint jointly law laws distribution distributions distributed ' +
    'nonnegative non-negative positive nonzero taking takes take number numbers constant constants ' +
    'therefore hence thus because since using use used definition linearity tower rule total iterated property conditioning condition conditional conditioned ' +
    'show prove derive compute find note recall see follows following gives obtain obtains get apply applying inequality jensen markov chebyshev cauchy schwarz ' +
    'whose finally next expand expanding sum product difference function functions convex concave respect holds hold true claim step'
  ).split(' '),
);
