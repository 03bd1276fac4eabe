import type { Scope } from '../../statement/statement';
import type { Span } from '../../text/span';

/**
 * What a letter of the document stands for, with every place where it stands for it.
 *
 *     letter    `x`, `\hat\theta`, `d_1`, and `W` with its entries `W_{ij}` where `W` is a vector or matrix
 *     family    `a_n`, `a_{n+1}`, `a_1`: the members of a sequence
 *     bound     the index of a sum, the variable of an integral or a limit: known inside it only
 *     word      a quantity with a name of words
 *     constant  `\pi`, `\mathbb{R}`
 */
export interface DocumentSymbol {
  readonly id: number;
  readonly kind: 'letter' | 'family' | 'bound' | 'word' | 'constant';
  /** As it is spelled where it first stands; of the entries of a matrix, the matrix. */
  readonly key: string;
  /** Where it is known: the scope in which it is introduced and those inside it. */
  readonly scope: Scope;
  /** What binds it, in words, formulas in dollars: "the index of this sum, from $1$ to $n$". */
  readonly binder: string | undefined;
  /** Where it stands in what binds it. */
  readonly boundAt: Span | undefined;
  /** In document order. */
  readonly occurrences: readonly Occurrence[];
  /** It stands where things are counted: as an index, as a limit of a sum, in a factorial. */
  readonly counts: boolean;
  /** It stands before brackets as a function does. */
  readonly applied: boolean;
}

/**
 * One place where a symbol stands.
 *
 *     2 W_{ij} + \norm{x}
 *       ^^^^^^               span, key "W_{ij}"; the symbol is `W`, so `whole` is false
 *        ^                   another one: `i`
 */
export interface Occurrence {
  readonly symbol: DocumentSymbol;
  readonly span: Span;
  readonly key: string;
  /** The symbol is all that stands here; else only its letter belongs to it, as of an entry or a derivative. */
  readonly whole: boolean;
  /** The spelling of what belongs to the symbol: `W` of `W_{ij}`, `f` of `f'`. */
  readonly name: string;
  /** Some of it stands in the body of a macro. */
  readonly expanded: boolean;
  readonly origin: 'inline' | 'display' | 'prose';
  readonly scope: Scope;
  readonly sentence: number;
}

/** A symbol that is written in something that was not read. */
export interface HiddenMention {
  readonly key: string;
  readonly span: Span;
  readonly scope: Scope;
}
