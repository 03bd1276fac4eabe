import { symbolsOf } from '../formula/walk';
import type { Node } from '../formula/tree';
import { statementsOf } from './formula-declaration';
import { sameLaw } from './law';
import { readSet } from './membership';
import type { Sentence } from './sentence';
import { groupAt, namesOf, tokensOf, wordsBetween, type Token } from './wording';

/** Symbols that words restrict in a way that is not translated: no value may be chosen for them freely. */
export interface Restriction {
  readonly symbols: readonly string[];
  /** For the student: 'what “$n$ is the smallest prime” says of $n$ is not fully read'. */
  readonly reason: string;
}

/** The restrictions of a sentence that `readDeclarations` cannot express. Generous: one too many costs a verdict, one too few an error. */
export function readRestrictions(sentence: Sentence): readonly Restriction[] {
  if (sentence.passages.length === 0) return [];
  return new RestrictionReader(sentence, tokensOf(sentence)).read();
}

/** Which formulas around the words are restricted. */
type Reach =
  | 'subject' //   the names directly before
  | 'names' //     the names shortly before
  | 'object' //    the names directly behind
  | 'around' //    what stands close before, and close behind
  | 'condition'; // the names before and all formulas of the clause behind, unless the clause is nothing but formulas

interface Rule {
  readonly words: RegExp;
  readonly reach: Reach;
}

const rules: readonly Rule[] = [
  {
    reach: 'condition',
    words:
      /\b(?:such that|so that(?! (?:its|the) (?:density|pdf|law)\b)|for which|satisf(?:y|ies|ying)|with the property that|subject to|whose(?! (?:probability )?(?:density|pdf)\b| (?:entries|elements|components|coordinates) (?:are|have)\b)|where each|provided that)\b/gi,
  },
  {
    reach: 'around',
    words:
      /\b(?:divisible|divides|divisors?|multiples?|factors? of|remainder|congruent|residue|perfect (?:square|cube|power)s?(?! trinomial)|(?:relatively|pairwise) prime|coprime|primes?|composite|consecutive|square-?free|palindrom\w*|digits?|\p{L}+-digit|(?:distinct|different)(?= (?:from|real|positive|negative|non|integer|number|digit|prime|value|root|solution|complex|odd|even|letter))|(?:all|are|is) (?:distinct|different|equal(?! to))|inverses?|(?:arithmetic|geometric|harmonic) (?:sequence|progression|series)|acute|obtuse|quadrant|lowest terms|simplest form|randomly|at random|permutation|rearrange\w*)\b/giu,
  },
  {
    reach: 'object',
    words:
      /\b(?:smallest|largest|greatest|least|biggest|lowest|highest|maximum|minimum|maximal|minimal|first|last)\s(?:(?:possible|positive|negative|non-?negative|real|integer|prime|even|odd|whole|natural|such|common|value|values|number|of|solution|root)\s){0,5}(?=⟦⟧)/gi,
  },
  {
    reach: 'object',
    words:
      /\b(?:roots?|zeros?|zeroes|solutions?|foci|intercepts?|eigenvalues?|eigenvectors?|sides?|lengths?|legs?|radius|radii|area|height)\s(?=⟦⟧)/gi,
  },
  {
    reach: 'subject',
    words:
      /(?<=⟦⟧\s?)(?:both |all |each |also |then )*(?:(?:to )?be|is|are|being|was|were|denotes?|represents?|stands? for|equals?|as|means?|has|have)\s(?:the|his|her|their|its(?! (?:probability )?(?:density|pdf)\b)|our|one|two|three|how|what|whichever|either|not|neither|chosen|selected|picked|drawn|taken|in the|an? (?:solution|root|zero|factor|divisor|multiple|fixed point|power|perfect|permutation|subset|proper)|exactly)\b/gi,
  },
  {
    reach: 'subject',
    words:
      /(?<=⟦⟧\s?)(?:cannot|can['’]t|can only|must not|may not|may only|isn['’]t|aren['’]t|does not|do not|doesn['’]t|don['’]t)\b(?! depend)/gi,
  },
  {
    reach: 'subject',
    words:
      /(?<=⟦⟧\s?,?\s?)(?:(?:that |which |and )?(?:is|are|be|must be|was)\s)?(?:(?:less|greater|more|fewer|larger|smaller|bigger|closer|strictly) (?:than|less|greater)|at (?:least|most)|between|no (?:more|less|greater) than|exceed\w*|up to|in the (?:interval|range|domain|set)|(?:under|over|below|above)(?=\s\d|\s⟦)|not equal|other than|lies?|inclusive)\b/gi,
  },
  {
    reach: 'names',
    words:
      /\b(?:(?:less|greater|more|fewer|larger|smaller|bigger) than|at (?:least|most)|between|not exceeding|exceeding|up to|in the (?:interval|range)|other than|inclusive)\b/gi,
  },
  // "let the number of apples be $x$", "denote the radius by $r$"
  {
    reach: 'object',
    words: /\b(?:let|denote|call|define|represent|set|have)\s[^.;:⟦]{4,120}?\s(?:be|by|as|is|equal)\s(?=⟦⟧)/gi,
  },
];

/** Clauses that only connect formulas restrict by those alone, and these are read. */
const connecting =
  /^(?:that|the|and|or|both|all|also|following|equations?|equation|inequalit(?:y|ies)|conditions?|system|of|relations?|recurrence|identity|holds?|is|are|true|we|have|given|by|for|real|positive|integers?|numbers?|angles?|values?|constants?|any|every|each|with|where|,)$/;

class RestrictionReader {
  private readonly found: Restriction[] = [];
  private readonly seen = new Set<string>();

  constructor(
    private readonly sentence: Sentence,
    private readonly tokens: readonly Token[],
  ) {}

  read(): readonly Restriction[] {
    for (const rule of rules) {
      for (const match of this.sentence.text.slice(0, 6000).matchAll(rule.words)) {
        const first = this.tokenFrom(match.index);
        this.apply(rule.reach, first, this.tokenFrom(match.index + match[0].trimEnd().length));
      }
    }
    this.tokens.forEach((token, index) => {
      if (token.kind === 'formula') this.unreadSets(token.passage.formula.root, index);
    });
    return this.found;
  }

  /** Index of the first token at or behind an offset. */
  private tokenFrom(offset: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((this.tokens[mid]?.from ?? 0) < offset) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  /** `first` is the first token of the words, `end` the first one behind them. */
  private apply(reach: Reach, first: number, end: number): void {
    switch (reach) {
      case 'subject': {
        const start = this.subjectBefore(first, 1);
        if (start !== undefined) this.push(this.formulas(start, first, true), start, end + 3);
        return;
      }
      case 'names': {
        const start = this.subjectBefore(first, 5, true);
        if (start !== undefined) this.push(this.formulas(start, first, true), start, end + 3);
        return;
      }
      case 'object': {
        const group = groupAt(this.tokens, end, true);
        if (group) this.push(this.formulas(group.first, group.end, true), first, group.end);
        return;
      }
      case 'around': {
        const start = this.subjectBefore(first, 7) ?? first;
        const stop = this.clauseEnd(end, 7);
        this.push(this.formulas(start, stop, false), start, stop);
        return;
      }
      case 'condition': {
        const stop = this.clauseEnd(end, 60);
        if (this.onlyFormulas(end, stop) || this.saysLaw(end, stop)) return;
        const start = this.subjectBefore(first, 7) ?? first;
        this.push(this.formulas(start, stop, false), start, stop);
        return;
      }
    }
  }

  /** The first token of the run of formulas that ends at most `reach` tokens before. */
  private subjectBefore(first: number, reach: number, inClause = false): number | undefined {
    let at = first - 1;
    while (at >= 0 && first - at <= reach && this.tokens[at]?.kind !== 'formula') {
      const text = this.tokens[at]?.text ?? '';
      if (/^[.;:?!]$/.test(text) || (inClause && text === ',')) return undefined;
      at--;
    }
    if (this.tokens[at]?.kind !== 'formula' || first - at > reach) return undefined;
    for (;;) {
      let before = at - 1;
      if (/^(?:and|or)$/.test(this.tokens[before]?.text ?? '')) before--;
      if (this.tokens[before]?.text === ',') before--;
      const token = this.tokens[before];
      if (token?.kind !== 'formula' || (before === at - 1 && !token.comma)) break;
      at = before;
    }
    return at;
  }

  private clauseEnd(from: number, reach: number): number {
    let at = from;
    for (; at < this.tokens.length && at - from < reach; at++) {
      const text = this.tokens[at]?.text ?? '';
      if (/^[.;:?!]$/.test(text)) break;
      if (
        text === ',' &&
        /^(?:we|then|so|find|what|which|hence|thus|therefore|it|this|let|how|compute|determine)$/.test(
          this.tokens[at + 1]?.text ?? '',
        )
      )
        break;
    }
    return at;
  }

  private onlyFormulas(from: number, end: number): boolean {
    let formulas = 0;
    for (let k = from; k < end; k++) {
      const token = this.tokens[k];
      if (token?.kind === 'formula') formulas++;
      else if (!connecting.test(token?.text ?? '')) return false;
    }
    // "satisfying: \[ … \]": the formula stands behind the colon.
    return formulas > 0 || this.tokens[end]?.text === ':';
  }

  /** "such that $g(z)$ has the same distribution as $x$": a law, and nothing else. */
  private saysLaw(from: number, end: number): boolean {
    const words = this.tokens.slice(from + 1, end - 1).map((token) => (token.kind === 'formula' ? '⟦⟧' : token.text));
    return (
      this.tokens[from]?.kind === 'formula' && this.tokens[end - 1]?.kind === 'formula' && sameLaw.test(words.join(' '))
    );
  }

  private formulas(from: number, end: number, namesOnly: boolean): readonly string[] {
    const keys = new Set<string>();
    for (let k = from; k < end; k++) {
      const token = this.tokens[k];
      if (token?.kind !== 'formula') continue;
      if (!namesOnly) for (const key of symbolsOf(token.passage.formula.root)) keys.add(key);
      else for (const name of token.names) keys.add(name.key);
    }
    return [...keys];
  }

  private unreadSets(root: Node, index: number): void {
    for (const node of statementsOf(root)) {
      if (node.kind !== 'chain') continue;
      node.relations.forEach((relation, k) => {
        const left = node.operands[k];
        const right = node.operands[k + 1];
        if (relation.kind !== 'in' || !left || !right) return;
        const set = relation.negated ? undefined : readSet(right);
        // That an expression is real or a vector restricts nothing; that it is an integer does.
        const says = set && Object.keys(set.domain).some((key) => key !== 'real' && key !== 'complex');
        if (set && (namesOf(left).length > 0 || !says)) return;
        this.push(symbolsOf(left), index, index + 1);
      });
    }
  }

  private push(symbols: readonly string[], first: number, end: number): void {
    const own = symbols.filter((key) => !this.seen.has(key) && key !== '\\pi' && key !== '\\infty');
    if (own.length === 0) return;
    for (const key of own) this.seen.add(key);
    const words = wordsBetween(this.sentence, this.tokens, first, Math.min(end, first + 14, this.tokens.length));
    this.found.push({ symbols: own, reason: `what “${words}” says could not be read in full` });
  }
}
