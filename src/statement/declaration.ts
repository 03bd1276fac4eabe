import type { Node, SymbolNode } from '../formula/tree';
import type { Span } from '../text/span';
import type { DomainWords } from './domain-words';
import { readFormulaDeclarations } from './formula-declaration';
import { readLawPhrases } from './law';
import { phraseAt, type Phrase } from './phrase';
import type { Sentence } from './sentence';
import type { Scope } from './statement';
import { groupAt, placeOf, tokensOf, wordsBetween, type Group, type Token } from './wording';

export type SymbolKind =
  'scalar' | 'integer' | 'vector' | 'matrix' | 'random variable' | 'function' | 'dimension' | 'label';

/** What a sentence says of the kind and the domain of symbols, in words or by a membership or law. */
export interface SymbolDeclaration {
  /** Keys of the symbols. */
  readonly symbols: readonly string[];
  readonly kind: SymbolKind;
  /** Left out where nothing is said. */
  readonly domain?: DomainWords;
  /** Dimensions, of vectors one and of matrices two. */
  readonly shape?: readonly Node[];
  readonly distribution?: Distribution;
  /** Whether it holds from here on in its scope, or in its own sentence only: "if $n$ is even, …". */
  readonly holds: 'from here' | 'in the sentence';
  readonly span: Span;
  /** The words that say so, formulas in dollars. */
  readonly says: string;
}

export interface Distribution {
  /** "normal", "standard normal", "uniform", …; of a density that has a letter, the key of the letter. */
  readonly law: string;
  readonly args: readonly Node[];
  readonly iid: boolean;
  /** The law is that of each entry of the vector or matrix. */
  readonly entries: boolean;
  /** It is the law under the condition that these have their values. */
  readonly given?: readonly string[];
}

/**
 * The declarations of a sentence. Cautious: words around a phrase that might turn its meaning ("whether", "not", "sum of", "or") make
 * it say nothing.
 */
export function readDeclarations(sentence: Sentence, scope: Scope): readonly SymbolDeclaration[] {
  if (sentence.passages.length === 0) return [];
  const tokens = tokensOf(sentence);
  const found: SymbolDeclaration[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'formula') return;
    found.push(
      ...readFormulaDeclarations(
        token.passage.formula.root,
        conditionalFormula(tokens, index, scope),
        iidBehind(tokens, index),
      ),
    );
  });
  found.push(...readLawPhrases(sentence, tokens));
  new PhraseReader(sentence, tokens, scope, found).read();
  return found;
}

class PhraseReader {
  private readonly asks: boolean;

  constructor(
    private readonly sentence: Sentence,
    private readonly tokens: readonly Token[],
    private readonly scope: Scope,
    private readonly found: SymbolDeclaration[],
  ) {
    this.asks = tokens[tokens.length - 1]?.text === '?';
  }

  read(): void {
    let done = 0;
    this.tokens.forEach((token, index) => {
      if (index < done) return;
      if (token.kind === 'formula') {
        // Only the first name of a run can be the subject of what follows it.
        const { root } = token.passage.formula;
        const group =
          groupAt(this.tokens, index, true) ??
          (root.kind === 'apply' ? { first: index, end: index + 1, names: [root.head], applied: true } : undefined);
        if (group) {
          this.predicate(group);
          done = group.end;
        }
      } else done = Math.max(done, this.apposition(index));
    });
  }

  /** "positive integers $a$, $b$"; answers the index up to which the tokens are used. */
  private apposition(start: number): number {
    const phrase = phraseAt(this.tokens, start);
    if (!phrase) return 0;
    let at = phrase.end;
    if (this.tokens[at]?.text === 'of' && /^values?$/.test(phrase.noun ?? '')) {
      if (phrase.domain.negative || phrase.domain.positive) return phrase.end;
      at++;
    }
    const group = phrase.kind === 'function' ? this.functionGroup(at) : this.objects(at, phrase);
    if (!group || phrase.vague || phrase.end === phrase.first) return phrase.end;
    // The names in "the point $(h, k)$" and "the line $y = k$" are numbers.
    if (phrase.kind === 'label' && !this.bare(group)) return phrase.end;
    const standing = this.standingOfPhrase(phrase, group.names.length);
    if (standing) this.push(group, phrase, phrase.first, group.end, standing);
    // What follows the last name may be said of it: "an integer $n$ is even if …"
    return group.end - 1 > start ? group.end - 1 : phrase.end;
  }

  private objects(at: number, phrase: Phrase): Group | undefined {
    const group = groupAt(this.tokens, at, phrase.plural);
    if (group) {
      // "for positive integers $m$, $n$ is …": the last name begins a clause of its own.
      const last = this.tokens[group.end - 1];
      const severalFormulas = group.end - group.first > 1;
      const joined = this.tokens[group.end - 2]?.text !== ',';
      if (severalFormulas && !joined && last?.kind === 'formula' && isVerb(this.tokens[group.end]))
        return { ...group, end: group.end - 2, names: group.names.slice(0, group.names.length - last.names.length) };
      return group;
    }
    // "a constant $c > 0$", "an integer $0 \le n \le 5$"
    const token = this.tokens[at];
    if (token?.kind !== 'formula') return undefined;
    const names = subjectsOf(token.passage.formula.root);
    return names.length > 0 ? { first: at, end: at + 1, names } : undefined;
  }

  private bare(group: Group): boolean {
    for (let k = group.first; k < group.end; k++) {
      const token = this.tokens[k];
      if (token?.kind === 'formula' && !/^(?:symbol|sequence)$/.test(token.passage.formula.root.kind)) return false;
    }
    return true;
  }

  private functionGroup(at: number): Group | undefined {
    const token = this.tokens[at];
    if (token?.kind !== 'formula') return undefined;
    const names = functionsOf(token.passage.formula.root);
    return names.length > 0 ? { first: at, end: at + 1, names } : undefined;
  }

  private standingOfPhrase(phrase: Phrase, names: number): SymbolDeclaration['holds'] | undefined {
    let at = phrase.first - 1;
    let every = false;
    for (let k = phrase.first; k < phrase.end; k++)
      every ||= /^(?:all|any|every|each|some)$/.test(this.tokens[k]?.text ?? '');
    while (/^(?:only|two|three|the|other)$/.test(this.tokens[at]?.text ?? '')) at--;
    const before = this.tokens[at]?.text ?? '';
    // "the number of digits $d$"
    if (before === 'of' && phrase.plural && names === 1) return undefined;
    if (/^(?:no|not|without|neither|nor|never|isn['’]t|whether)$/.test(before)) return undefined;
    if (before === 'if' || before === 'when' || before === 'whenever') return this.conditionally(phrase);
    // "for odd $n$", "for negative $x$" tell cases apart.
    const tellsCases =
      phrase.domain.parity !== undefined || (phrase.noun === undefined && phrase.domain.real === undefined);
    return before === 'for' && !every && tellsCases ? 'in the sentence' : 'from here';
  }

  private conditionally(phrase: Phrase): SymbolDeclaration['holds'] {
    if (this.scope.kind === 'case') return 'from here';
    return this.scope.kind === 'solution' || phrase.domain.parity !== undefined || phrase.noun === undefined
      ? 'in the sentence'
      : 'from here';
  }

  /** "$a$ and $b$ are positive", "let $n$ be an even integer" */
  private predicate(group: Group): void {
    let at = group.end;
    while (
      /^(?:both|all|each|also|then|always|clearly|necessarily|here|itself|must|should|has|have|to|assumed)$/.test(
        this.tokens[at]?.text ?? '',
      )
    )
      at++;
    const verb = this.tokens[at]?.text ?? '';
    const standing = this.standingOfSubject(group);
    if (!standing) return;
    let start: number;
    if (/^(?:is|are|be|being|was|were|denotes?|represents?)$/.test(verb)) start = at + 1;
    else if (at === group.end && /^(?:with|where|for|let|and)$/.test(this.tokens[group.first - 1]?.text ?? ''))
      start = at;
    else return;
    while (
      /^(?:also|both|all|always|then|clearly|necessarily|assumed|taken|to|be|chosen|now)$/.test(
        this.tokens[start]?.text ?? '',
      )
    )
      start++;
    const phrase = phraseAt(this.tokens, start);
    if (!phrase || phrase.vague || !this.endsWell(phrase)) return;
    if (phrase.kind === 'label' && !this.bare(group)) return;
    // Without a verb a noun is needed: "with $a$, $b$ positive integers".
    if (start === at && phrase.noun === undefined) return;
    // Of a value $f(x)$ nothing but that $f$ is a function is kept.
    if (group.applied && phrase.kind !== 'function') return;
    if (this.asks && standing === 'from here' && !this.introduced(group.first)) return;
    const holds = standing === 'in the sentence' ? this.conditionally(phrase) : standing;
    this.push(group, phrase, group.first, phrase.end, holds);
  }

  /** Nothing behind the phrase may turn its meaning: "is even or odd", "is a positive multiple of", "is positive when". */
  private endsWell(phrase: Phrase): boolean {
    const next = this.tokens[phrase.end];
    if (!next) return true;
    const after = this.tokens[phrase.end + 1]?.text ?? '';
    if (next.kind === 'mark')
      return !(next.text === ',' && /^(?:or|odd|even|negative|positive|if|when)$/.test(after)) && next.text !== '-';
    if (next.kind === 'formula') return phrase.kind === 'function' || phrase.shape !== undefined;
    if (phrase.kind === 'function' && (next.text === 'of' || next.text === 'on')) return true;
    return /^(?:and|such|with|satisfying|where|which|that|so|because|since|as|but|then|we|it|given|from|greater|less|between|in|whose|not|it|this|the|while|by|there)$/.test(
      next.text,
    );
  }

  private introduced(first: number): boolean {
    return /^(?:let|where|suppose|assume|given|if|with|when)$/.test(this.clauseWord(first));
  }

  private clauseWord(first: number): string {
    for (let k = first - 1; k >= 0 && k > first - 14; k--) {
      const text = this.tokens[k]?.text ?? '';
      if (/^(?:let|where|suppose|assume|given|if|with|when)$/.test(text)) return text;
      if (/^[.;:]$/.test(text)) return '';
    }
    return '';
  }

  /** How what is said of a subject is meant, from the words before it in its clause; undefined: not at all. */
  private standingOfSubject(group: Group): SymbolDeclaration['holds'] | undefined {
    const before = this.tokens[group.first - 1];
    if (before?.kind === 'formula') return undefined;
    if (before?.text === 'of' && !/^values?$/.test(this.tokens[group.first - 2]?.text ?? '')) return undefined;
    if (/^(?:or|nor|than|by|times|plus|minus|over|to|per|[-+*/=<>(])$/.test(before?.text ?? '')) return undefined;
    for (let k = group.first - 1; k >= 0 && k > group.first - 14; k--) {
      const token = this.tokens[k];
      if (!token || /^[.;:]$/.test(token.text)) break;
      if (token.text === ',' && k < group.first - 1) break;
      if (
        /^(?:whether|unless|not|neither|never|no|prove|show|determine|check|verify|decide|impossible|contradict\w*|probability|cannot|only|either|one)$/.test(
          token.text,
        )
      )
        return undefined;
      if (/^(?:if|when|whenever|provided)$/.test(token.text)) return 'in the sentence';
    }
    return 'from here';
  }

  private push(group: Group, phrase: Phrase, first: number, end: number, holds: SymbolDeclaration['holds']): void {
    const { kind, domain, shape } = phrase;
    this.found.push({
      symbols: group.names.map((name) => name.key),
      kind,
      ...(Object.keys(domain).length > 0 ? { domain } : {}),
      ...(shape ? { shape } : {}),
      holds,
      span: placeOf(this.sentence, this.tokens, first, end),
      says: wordsBetween(this.sentence, this.tokens, first, end),
    });
    const dimensions = (shape ?? []).flatMap((node) => (node.kind === 'symbol' ? [node.key] : []));
    const own = this.found[this.found.length - 1];
    if (own && dimensions.length > 0)
      this.found.push({
        symbols: dimensions,
        kind: 'dimension',
        domain: { integer: true, positive: true },
        holds,
        span: own.span,
        says: own.says,
      });
  }
}

/** "$x_i \sim \mathcal{N}(0, 1)$ i.i.d." */
function iidBehind(tokens: readonly Token[], index: number): boolean {
  let at = index + 1;
  while (/^(?:[,(]|are|be|all|independent(?:ly)?|and|identically)$/.test(tokens[at]?.text ?? '')) {
    if (/^indep/.test(tokens[at]?.text ?? '')) return true;
    at++;
  }
  return tokens[at]?.text === 'iid';
}

/** A membership behind "if" holds in its sentence only. */
function conditionalFormula(
  tokens: readonly Token[],
  index: number,
  scope: Scope,
): SymbolDeclaration['holds'] | undefined {
  for (let k = index - 1; k >= 0 && k > index - 14; k--) {
    const text = tokens[k]?.text ?? '';
    if (/^[.;:]$/.test(text)) break;
    if (/^(?:whether|not|unless|prove|show|check|verify)$/.test(text)) return undefined;
    if (/^(?:if|when|whenever)$/.test(text)) return scope.kind === 'solution' ? 'in the sentence' : 'from here';
  }
  return 'from here';
}

function isVerb(token: Token | undefined): boolean {
  return (
    token?.kind === 'word' &&
    /^(?:is|are|has|have|denotes?|equals?|satisf\w+|divides?|must|can|will|be)$/.test(token.text)
  );
}

/** The names at the head of a relation: `c` of `c > 0`, `n` of `0 \le n \le 5`. */
function subjectsOf(node: Node): readonly SymbolNode[] {
  if (node.kind !== 'chain') return [];
  const bare = node.operands.filter((operand) => operand.kind === 'symbol');
  const head = node.operands[0];
  if (head?.kind === 'symbol') return [head];
  return bare.length === 1 && head?.kind === 'number' ? bare : [];
}

/** The functions that a formula introduces: `f`, `f(x)`, `f(x) = x^2`, `f : A \to B`, `f, g`. */
export function functionsOf(node: Node): readonly SymbolNode[] {
  switch (node.kind) {
    case 'symbol':
      return [node];
    case 'apply':
      return [node.head];
    case 'chain':
      // In "the function $y = x^2$" the letter is a number.
      return node.operands[0] && node.operands[0].kind !== 'symbol' ? functionsOf(node.operands[0]) : [];
    case 'mapping':
      return functionsOf(node.function);
    case 'sequence':
      return node.items.flatMap((item) => functionsOf(item.node));
    default:
      return [];
  }
}
