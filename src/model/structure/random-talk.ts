import type { Node, SymbolNode } from '../../formula/tree';
import type { SymbolDeclaration } from '../../statement/declaration';
import type { Sentence } from '../../statement/sentence';
import type { Scope } from '../../statement/statement';
import { saysNothing } from './freedom';
import type { EntrySign } from './instance';
import type { Said } from './known';
import { Shelf } from './shelf';

/** What sentences say of random variables of which no law is named. */
export class RandomTalk {
  private readonly named = new Shelf<Said & { readonly sign: EntrySign }>();
  private readonly centred = new Shelf<Said>();
  private readonly doubts = new Shelf<Said & { readonly reason: string }>();
  private readonly densityDoubts = new Shelf<Said & { readonly reason: string }>();
  private readonly ties = new Shelf<Said>();
  private readonly densityTalk = new Shelf<Said>();

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
    if (ofDensities.test(text)) this.densityTalk.add('', said);
    const letters = sentence.passages.flatMap(({ formula: { root } }) =>
      (root.kind === 'sequence' ? root.items.map((item) => item.node) : [root]).flatMap((part) =>
        part.kind === 'symbol' && this.isNamed(part.key, scope) ? [part.key] : [],
      ),
    );
    if (centredWords.test(text)) for (const key of letters) this.centred.add(key, said);
    const tells = scope.kind === 'statement' && !asks.test(text) && !isTitle(sentence);
    if (tells) {
      const word = wordsOf(text).find((one) => !neutral.has(one) && !saysNothing(one));
      if (word !== undefined) this.densityDoubts.add('', { ...said, reason: reasonFor(word, 'densities') });
    }
    const special = letters.length === 0 ? specialWords.exec(text)?.[0] : undefined;
    if (special !== undefined) this.doubts.add('', { ...said, reason: reasonFor(special, 'random quantities') });
    const strange = strangeIn(
      text,
      letters.every((key) => this.signOf(key, scope) === 'any'),
    );
    if (strange === undefined) return;
    const reason = reasonFor(strange, 'random quantities');
    // What a problem tells without letters may be told of all of them.
    if (letters.length === 0 && tells && !brings.test(text)) this.doubts.add('', { ...said, reason });
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
    return (this.doubts.latest(key, scope) ?? this.doubts.latest('', scope))?.reason;
  }

  /** Whether words speak of densities at all: p, q and r may be polynomials, too. */
  speaksOfDensities(scope: Scope): boolean {
    return this.densityTalk.latest('', scope) !== undefined;
  }

  /** Words of a problem about densities that no invented ones are made to satisfy. */
  densityDoubt(scope: Scope): string | undefined {
    return this.densityDoubts.latest('', scope)?.reason;
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

/** What a problem asks for is no description. */
const asks =
  /^\s*(?:\(?[a-z0-9]\)?[.:]?\s+)?(?:show|prove|derive|compute|find|verify|calculate|determine|express|write|what|is|are|does|do|how|use|using)\b|\?\s*$/i;

/** Words that make random variables special, wherever they stand. */
const specialWords =
  /\b(?:same|identical\w*|exchangeab\w*|symmetr\w*|martingale|stationary|indicators?|binary|almost surely|(?:zero|vanishing)[- ]mean|mean[- ](?:zero|0)|cent(?:e?red|red)|standardi[sz]ed|normali[sz]ed|deterministic|degenerate|depends? only)\b/i;

const ofDensities =
  /\b(?:densit(?:y|ies)|distribut\w*|probabilit\w*|likelihoods?|priors?|posteriors?|marginal\w*|bayes\w*|encoders?|decoders?|latent|pdf|pmf|random|generative)\b/i;

/** A heading describes nothing. */
function isTitle({ text, passages }: Sentence): boolean {
  return passages.length === 0 && !/[.!?:;,]\s*$/.test(text);
}

/** A sentence that brings in letters of its own. */
const brings = /^\s*let\b[^.]*⟦⟧/i;

function reasonFor(word: string, of: string): string {
  return `What “${word}” says of the ${of} here is not used yet; it may exclude what breaks this.`;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}[\p{L}’'-]*/gu) ?? [];
}

/** Said of any random variables. */
const harmless =
  /\b(?:defined )?on (?:the same|a common|some) probability space\b|\bjointly distributed\b|\bindependent of\b/gi;

/** A word that may tell more of random variables than that there are some; `unsigned`: their sign was not read. */
function strangeIn(text: string, unsigned: boolean): string | undefined {
  if (/\bfunctions? of\b/i.test(text)) return 'function of';
  return wordsOf(text.replace(centredWords, '').replace(harmless, '')).find(
    (word) => !neutral.has(word) || (unsigned && /^(?:non-?negative|positive|non-?zero)$/.test(word)),
  );
}

const tied =
  /\b(?:(?:in)?dependen(?:t|ce|tly)|uncorrelated|orthogonal(?:ity)?|i\.?\s?i\.?\s?d|conditionally|factori[sz]es?)\b/i;

/** Words that say no more of random variables than that there are some, with moments, and words of derivations. */
const neutral: ReadonlySet<string> = new Set(
  (
    'let be a an the is are was for any some every each all both two three arbitrary given fixed here where with and or of on in to from over by at ' +
    'that which such this these its their it we us have has write denote denotes consider suppose assume if then so now also again as only ' +
    'random variable variables quantity quantities real valued real-valued scalar integrable square-integrable square finite bounded discrete ' +
    'mean means variance variances second first moment moments expectation expectations expected value values exist exists existing defined well-defined well ' +
    'not necessarily possibly may might can be dependent independent independence joint jointly ' +
    'nonnegative non-negative positive nonzero ' +
    'therefore hence thus because since using use used definition linearity tower rule total iterated property conditioning condition conditional conditioned ' +
    'show prove derive compute find note recall see follows following gives obtain obtains get apply applying inequality jensen markov chebyshev cauchy schwarz ' +
    'whose finally next expand expanding sum product difference function functions convex concave respect holds hold true claim step'
  ).split(' '),
);
