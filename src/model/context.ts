import { Rational } from '../kernel/rational';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { holdsIn, type Scope } from '../statement/statement';
import type { Span } from '../text/span';
import { ScopedNames } from './scoped-names';
import { intersect, reals, type Domain } from './domain';

/** A relation that is in force: given, assumed, defined or found earlier. */
export interface Fact {
  readonly left: Term;
  readonly right: Term;
  readonly relation: '=' | '!=' | '<' | '<=' | '>' | '>=';
  readonly symbols: ReadonlySet<string>;
  readonly scope: Scope;
  readonly span: Span;
  /** As the student wrote it. */
  readonly latex: string;
  /** The number of the sentence that it is confined to: a condition behind "if". */
  readonly sentence: number | undefined;
  /** The place (“line 3”) of the refuted claim that it is or rests on, if any. */
  readonly restsOn: string | undefined;
  /** Number of the chain that it is a link of, if it is one. */
  readonly chain: number | undefined;
}

/** A symbol's domain as said somewhere, in words or by a relation with a number. */
export interface Declaration {
  readonly symbol: string;
  readonly domain: Domain;
  readonly scope: Scope;
  readonly span: Span | undefined;
  readonly says: string;
  /** The number of the sentence that it is confined to. */
  readonly sentence: number | undefined;
}

/** What is in force at one place of the document. Filled in document order; what is in force for a claim is what was added before it. */
/** Where in the document a claim stands. */
export interface Whereabouts {
  readonly scope: Scope;
  readonly sentence: number;
  readonly chain: number;
  /** What is declared by this piece of the text is left out: it is what is to be judged. */
  readonly except?: Span;
}

export class Context {
  private readonly facts: Fact[] = [];
  private readonly retracted = new Set<number>();
  private readonly bySymbol = new Map<string, number[]>();
  private readonly declarations = new Map<string, Declaration[]>();
  private readonly known = new ScopedNames();
  private readonly allTainted: { readonly scope: Scope; readonly reason: string }[] = [];
  private readonly tainted = new Map<string, { scope: Scope; reason: string; span: Span | undefined }[]>();

  /** Puts a fact in force; answers its number, by which it can be withdrawn. */
  add(fact: Fact): number {
    const declared = fact.sentence === undefined ? boundOf(fact) : undefined;
    if (declared)
      this.declare({ ...declared, scope: fact.scope, span: fact.span, says: fact.latex, sentence: undefined });
    const index = this.facts.push(fact) - 1;
    for (const name of fact.symbols) {
      this.known.add(name, fact.scope);
      const list = this.bySymbol.get(name);
      if (list) list.push(index);
      else this.bySymbol.set(name, [index]);
    }
    return index;
  }

  withdraw(index: number): void {
    this.retracted.add(index);
  }

  /** Takes back what a chain has put in force so far: a later link of it turned out wrong, and what follows goes on from its last side. */
  retract(chain: number): void {
    this.facts.forEach((fact, index) => {
      if (fact.chain === chain) this.retracted.add(index);
    });
  }

  /** Takes back every relation about a symbol that holds in a scope: it stands for something else from now on. */
  forget(symbol: string, scope: Scope): void {
    for (const index of this.bySymbol.get(symbol) ?? []) {
      const fact = this.facts[index];
      if (fact && holdsIn(fact.scope, scope)) this.retracted.add(index);
    }
  }

  declare(declaration: Declaration): void {
    this.known.add(declaration.symbol, declaration.scope);
    const list = this.declarations.get(declaration.symbol);
    if (list) list.push(declaration);
    else this.declarations.set(declaration.symbol, [declaration]);
  }

  /** Something that was not understood may restrict these symbols: no model may choose them freely. */
  taint(symbols: Iterable<string>, scope: Scope, reason: string, span?: Span): void {
    for (const name of symbols) {
      const list = this.tainted.get(name);
      if (list) list.push({ scope, reason, span });
      else this.tainted.set(name, [{ scope, reason, span }]);
    }
  }

  /** What was not read may restrict any symbol. */
  taintAll(scope: Scope, reason: string): void {
    this.allTainted.push({ scope, reason });
  }

  /** Why a symbol must not be chosen freely, if so. */
  taintOf(name: string, scope: Scope, except?: Span): string | undefined {
    const own = this.tainted.get(name)?.filter(({ span }) => !isWithin(span, except)) ?? [];
    return [...own, ...this.allTainted].find((t) => holdsIn(t.scope, scope))?.reason;
  }

  /** Why the members of a family may not be chosen freely, if something was said of single ones or of any. */
  membersOf(family: string, scope: Scope): string | undefined {
    const isMember = (name: string): boolean => name !== family && (name.startsWith(family) || `${name}_` === family);
    for (const [name, list] of this.tainted) {
      const found = isMember(name) && list.find((t) => holdsIn(t.scope, scope));
      if (found) return found.reason;
    }
    const isSaid =
      [...this.declarations].some(([name, list]) => isMember(name) && list.some((d) => holdsIn(d.scope, scope))) ||
      this.facts.some(
        (fact, index) =>
          !this.retracted.has(index) && holdsIn(fact.scope, scope) && [...fact.symbols].some((name) => isMember(name)),
      );
    return isSaid ? 'What is said of single members of a family is not used in sums over it yet.' : undefined;
  }

  /** Whether anything at all was said of a symbol. */
  knows(name: string, scope: Scope): boolean {
    return this.known.has(name, scope);
  }

  domainOf(
    name: string,
    scope: Scope,
    sentence: number,
    except?: Span,
  ): { readonly domain: Domain; readonly from: readonly Declaration[] } {
    const from = (this.declarations.get(name) ?? []).filter(
      (d) =>
        holdsIn(d.scope, scope) && (d.sentence === undefined || d.sentence === sentence) && !isWithin(d.span, except),
    );
    return { domain: from.reduce((domain, d) => intersect(domain, d.domain), reals), from };
  }

  /**
   * The facts in force at a place that mention one of the symbols, and those that mention symbols of these, and so on; at most `limit`. What stands
   * wrong in a chain is not in force for its other links: they are right or wrong by themselves.
   */
  about(symbols: Iterable<string>, { scope, sentence, chain }: Whereabouts, limit = 60): readonly Fact[] {
    const seenSymbols = new Set(symbols);
    const open = [...seenSymbols];
    const found = new Set<number>();
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      for (const index of this.bySymbol.get(name) ?? []) {
        const fact = this.facts[index];
        if (!fact || found.has(index) || this.retracted.has(index) || !holdsIn(fact.scope, scope)) continue;
        if (fact.sentence !== undefined && fact.sentence !== sentence) continue;
        if (fact.restsOn !== undefined && fact.chain === chain) continue;
        found.add(index);
        if (found.size >= limit) return this.inOrder(found);
        for (const other of fact.symbols) {
          if (seenSymbols.has(other)) continue;
          seenSymbols.add(other);
          open.push(other);
        }
      }
    }
    return this.inOrder(found);
  }

  private inOrder(indices: ReadonlySet<number>): readonly Fact[] {
    return [...indices].sort((a, b) => a - b).flatMap((k) => this.facts[k] ?? []);
  }
}

function isWithin(span: Span | undefined, whole: Span | undefined): boolean {
  return span !== undefined && whole !== undefined && span.from >= whole.from && span.to <= whole.to;
}

/** `x > 0`, `3 \le n`, `a \ne 0` as a domain of the symbol. */
function boundOf(fact: Fact): { symbol: string; domain: Domain } | undefined {
  const { left, right } = fact;
  if (left.kind === 'symbol' && right.kind === 'rational') return domainFrom(left.name, fact.relation, right.value);
  if (right.kind === 'symbol' && left.kind === 'rational')
    return domainFrom(right.name, mirrored[fact.relation], left.value);
  return undefined;
}

const mirrored = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function domainFrom(
  symbol: string,
  relation: Fact['relation'],
  value: Rational,
): { symbol: string; domain: Domain } | undefined {
  switch (relation) {
    case '=':
      return undefined;
    case '!=':
      return value.isZero ? { symbol, domain: { ...reals, nonzero: true } } : undefined;
    case '<':
    case '<=':
      return { symbol, domain: { ...reals, upper: { value, open: relation === '<' } } };
    case '>':
    case '>=':
      return { symbol, domain: { ...reals, lower: { value, open: relation === '>' } } };
  }
}

export function factSymbols(left: Term, right: Term): ReadonlySet<string> {
  return new Set([...freeSymbols(left), ...freeSymbols(right)]);
}
