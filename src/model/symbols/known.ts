import { printLatex } from '../../formula/print';
import type { Node } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import type { SymbolDeclaration } from '../../statement/declaration';
import { holdsIn, type Link, type Scope } from '../../statement/statement';
import type { Span } from '../../text/span';
import type { Context } from '../context';
import type { Evidence } from '../evidence';
import { constantMeaning } from './constants';
import { isIndexLetter } from './identity';
import type { DocumentSymbol, Occurrence } from './symbol';
import { kindWords, lawWords } from './wording';

/** One thing that is known of a symbol. */
export interface SymbolFact {
  /** Formulas in dollars: "a vector in $\mathbb{R}^{d}$", "$x > 0$". */
  readonly text: string;
  /** Where that is said; left out where it is a default or follows from the notation. */
  readonly span?: Span;
}

/** A declaration with the place where it holds. */
export interface Declared {
  readonly declaration: SymbolDeclaration;
  readonly scope: Scope;
  readonly sentence: number;
}

interface Value {
  readonly text: string;
  readonly closed: boolean;
  readonly span: Span;
  readonly scope: Scope;
  readonly sentence: number;
  readonly onlyThere: boolean;
}

/** What the document says of its symbols, and what is taken for granted where it says nothing. */
export class Known {
  private readonly declarations = new Map<string, Declared[]>();
  private readonly values = new Map<string, Value[]>();

  constructor(
    private readonly context: Context,
    private readonly evidence: Evidence,
    private readonly hasArrays: (scope: Scope) => boolean,
    /** The place of an offset in the order of reading. */
    private readonly order: (offset: number) => number,
  ) {}

  hear(heard: Declared): void {
    for (const key of heard.declaration.symbols) add(this.declarations, key, heard);
  }

  /** Takes in a relation that is in force: `x = 3`, `f(x) = x^2`, the last side of `x = z - 1 = \frac23`. */
  define(link: Link): void {
    const head = link.head;
    const named = this.nameOf(head);
    const { kind, negated } = link.relation;
    if (
      !named ||
      negated ||
      link.several ||
      (kind !== '=' && kind !== ':=') ||
      link.attitude === 'denied' ||
      link.attitude === 'asked'
    )
      return;
    const closed = isClosed(link.right);
    if ((link.index > 0 && !closed) || !isReadable(link.right)) return;
    add(this.values, named, {
      text: `$${printLatex(head)} = ${printLatex(link.right)}$`,
      closed: closed && head.kind !== 'apply',
      span: link.wholeSpan,
      scope: link.scope,
      sentence: link.passage.sentence,
      onlyThere: link.attitude === 'assumed' && /\b(?:if|when|whenever|unless|case|either)\b/i.test(link.cue ?? ''),
    });
  }

  private nameOf(head: Node): string | undefined {
    if (head.kind === 'symbol') return head.key;
    if (head.kind === 'word') return `\\text{${head.text.trim()}}`;
    return head.kind === 'apply' && this.evidence.role(head.head.key) === 'function' ? head.head.key : undefined;
  }

  /** The declaration that introduces one of some spellings in a scope: the first that is seen there. */
  introduction(keys: readonly string[], scope: Scope): Span | undefined {
    let first: Span | undefined;
    for (const key of keys)
      for (const { declaration, scope: home } of this.declarations.get(key) ?? [])
        if (
          (holdsIn(home, scope) || holdsIn(scope, home)) &&
          (!first || this.order(declaration.span.from) < this.order(first.from))
        )
          first = declaration.span;
    return first;
  }

  /** The relation that first gives one of some spellings a value or a rule. */
  definition(keys: readonly string[], scope: Scope): Span | undefined {
    let first: Span | undefined;
    for (const key of keys)
      for (const value of this.values.get(key) ?? [])
        if (
          (holdsIn(value.scope, scope) || holdsIn(scope, value.scope)) &&
          (!first || this.order(value.span.from) < this.order(first.from))
        )
          first = value.span;
    return first;
  }

  /** What is in force at an occurrence: kind and domain, law, bounds, rule and value; where nothing is said, the default. */
  at(occurrence: Occurrence): readonly SymbolFact[] {
    const { symbol, key } = occurrence;
    if (symbol.kind === 'constant') return this.constant(occurrence);
    if (symbol.binder !== undefined) return [{ text: symbol.binder }];
    if (symbol.kind === 'word') return [{ text: 'a quantity' }, ...this.valuesAt([key], occurrence)];
    const keys = [...new Set([key, ...generalKeys(occurrence)])];
    const heard = this.heardAt(keys, occurrence);
    const kinds = heard.flatMap(({ declaration }) => {
      const text = kindWords(declaration);
      return text === undefined ? [] : [{ text, span: declaration.span }];
    });
    const laws = heard.flatMap(({ declaration }) => {
      const { distribution, span } = declaration;
      return distribution ? [{ text: lawWords(distribution), span }] : [];
    });
    const bounds = this.boundsAt(keys, occurrence, heard);
    const values = this.valuesAt(keys, occurrence);
    const part = this.partOf(occurrence);
    const random = kinds.length === 0 && heard.some(({ declaration }) => declaration.kind === 'random variable');
    const assumed = random ? 'a random variable' : this.byDefault(occurrence, values.length > 0);
    const own = kinds.length > 0 ? kinds : [{ text: assumed }];
    return distinct([...part, ...own, ...laws, ...bounds, ...values]);
  }

  private constant({ key, symbol }: Occurrence): readonly SymbolFact[] {
    const text = constantMeaning(key, { applied: symbol.applied, complex: this.evidence.complex });
    return text === undefined ? [] : [{ text }];
  }

  private partOf({ symbol, key, whole }: Occurrence): readonly SymbolFact[] {
    if (whole || symbol.kind === 'family' || key === symbol.key) return [];
    return [{ text: /'/.test(key) ? `a derivative of $${symbol.key}$` : `an entry of $${symbol.key}$` }];
  }

  private heardAt(keys: readonly string[], occurrence: Occurrence): readonly Declared[] {
    return keys.flatMap((key) =>
      (this.declarations.get(key) ?? []).filter(({ declaration, scope, sentence }) => {
        if (!holdsIn(scope, occurrence.scope)) return false;
        if (sentence === occurrence.sentence) return true;
        return declaration.holds === 'from here' && this.precedes(declaration.span, occurrence.span.from);
      }),
    );
  }

  /** Bounds out of relations, and what directives say. */
  private boundsAt(
    keys: readonly string[],
    { scope, sentence, span }: Occurrence,
    heard: readonly Declared[],
  ): readonly SymbolFact[] {
    const told = new Set(heard.map(({ declaration }) => declaration.span.from));
    return keys.flatMap((key) =>
      this.context.domainOf(key, scope, sentence).from.flatMap((said) => {
        if (said.span && (told.has(said.span.from) || !this.precedes(said.span, span.to))) return [];
        const text = /[<>=\\]/.test(said.says) && !said.says.includes('$') ? `$${said.says.trim()}$` : said.says;
        return [{ text, ...(said.span ? { span: said.span } : {}) }];
      }),
    );
  }

  /** The first rule and the newest value in force. */
  private valuesAt(keys: readonly string[], occurrence: Occurrence): readonly SymbolFact[] {
    const inForce = keys.flatMap((key) =>
      (this.values.get(key) ?? []).filter((value) => {
        if (!holdsIn(value.scope, occurrence.scope)) return false;
        return (
          value.sentence === occurrence.sentence ||
          (!value.onlyThere && this.precedes(value.span, occurrence.span.from))
        );
      }),
    );
    const rule = inForce.find((value) => !value.closed);
    const value = inForce.filter((v) => v.closed).pop();
    return [rule, value].flatMap((fact) =>
      fact && fact.text.length <= longest ? [{ text: fact.text, span: fact.span }] : [],
    );
  }

  private precedes(said: Span, offset: number): boolean {
    return this.order(said.from) <= this.order(offset);
  }

  private byDefault({ symbol, key, whole, scope }: Occurrence, valued: boolean): string {
    if (this.isFunction(symbol, key)) return valued ? 'a function' : 'a function (by default)';
    if (!whole && symbol.kind !== 'family') return '';
    if (/^[dnm]_/.test(key) && this.hasArrays(scope)) return 'a dimension, a positive integer (by default)';
    if (symbol.counts && isIndexLetter(key)) return 'an integer (by default)';
    // A rule or a value says more.
    return valued ? '' : 'a real number (by default)';
  }

  private isFunction(symbol: DocumentSymbol, key: string): boolean {
    return this.evidence.role(symbol.key) === 'function' && (symbol.applied || key.includes("'"));
  }
}

/** Rules and values longer than this are not shown. */
const longest = 160;

/** The spellings whose declarations speak of all members: of `a_1` those of `a_n`, of an entry those of the matrix and its entries. */
function generalKeys({ symbol, whole }: Occurrence): readonly string[] {
  if (whole) return [];
  const keys = new Set([symbol.key]);
  for (const { key } of symbol.occurrences) if (/_.*[a-zA-Z]/.test(key)) keys.add(key);
  return [...keys];
}

function isClosed(node: Node): boolean {
  return symbolsOf(node).every((key) => key === '\\pi' || key === 'e') && isReadable(node);
}

function isReadable(node: Node): boolean {
  return node.kind !== 'empty' && node.kind !== 'unread' && node.kind !== 'word';
}

function distinct(facts: readonly SymbolFact[]): readonly SymbolFact[] {
  const seen = new Set<string>();
  return facts.filter(({ text }) => text !== '' && !seen.has(text) && seen.add(text));
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
