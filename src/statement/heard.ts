import { readDeclarations, type SymbolDeclaration } from './declaration';
import { readRestrictions, type Restriction } from './restriction';
import type { Sentence } from './sentence';
import type { Scope } from './statement';

/** A sentence with what its words say of symbols: read once for everyone who keeps book of it. */
export interface Heard {
  readonly sentence: Sentence;
  readonly scope: Scope;
  readonly declarations: readonly SymbolDeclaration[];
  /** What restricts symbols beyond what a declaration can express. */
  readonly restrictions: readonly Restriction[];
}

/** What is heard of the sentence with a number, and of each only when somebody first asks. */
export type Hearing = (sentence: number) => Heard | undefined;

export function hearing(sentences: readonly Sentence[], scopeAt: (offset: number) => Scope): Hearing {
  const known: Heard[] = [];
  return (number) => {
    const sentence = sentences[number];
    return sentence && (known[number] ??= hear(sentence, scopeAt(sentence.span.from)));
  };
}

function hear(sentence: Sentence, scope: Scope): Heard {
  return { sentence, scope, declarations: readDeclarations(sentence, scope), restrictions: readRestrictions(sentence) };
}
