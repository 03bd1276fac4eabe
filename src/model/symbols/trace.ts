import type { Node, SymbolNode } from '../../formula/tree';
import { children } from '../../formula/walk';
import type { Passage } from '../../statement/sentence';
import type { Scope } from '../../statement/statement';
import { span, type Span } from '../../text/span';
import {
  bigBinding,
  expectationBinding,
  integralBinding,
  limitBinding,
  mapBinding,
  quantifierBinding,
  setBinding,
  type Binding,
} from './binders';
import { isIndexLetter, type Identities, type Identity } from './identity';
import type { DocumentSymbol, HiddenMention, Occurrence } from './symbol';

type Draft = { -readonly [K in keyof DocumentSymbol]: K extends 'occurrences' ? Occurrence[] : DocumentSymbol[K] };

/** Follows the symbols through the formulas of a document, in its order. */
export class Trace {
  private readonly symbols: Draft[] = [];
  readonly hidden: HiddenMention[] = [];
  private readonly known = new Map<string, Map<number, Draft>>();
  private readonly bound = new Map<string, Draft[]>();
  private place: { readonly passage: Passage; readonly scope: Scope } | undefined;
  private expanded: readonly Span[] = [];
  private counting = 0;

  constructor(
    private readonly text: string,
    private readonly identity: Identities,
  ) {}

  /** Takes in one formula; `expanded` are the places of its tokens out of macros, in order. */
  add(passage: Passage, scope: Scope, expanded: readonly Span[]): void {
    this.place = { passage, scope };
    this.expanded = expanded;
    this.visit(passage.formula.root, undefined);
  }

  /** All symbols, with their places in the order of reading. Must be called once, after the last formula. */
  finish(order: (offset: number) => number): readonly DocumentSymbol[] {
    for (const symbol of this.symbols)
      symbol.occurrences.sort((a, b) => order(a.span.from) - order(b.span.from) || b.span.to - a.span.to);
    return this.symbols.filter((symbol) => symbol.occurrences.length > 0);
  }

  private visit(node: Node, parent: Node | undefined): void {
    switch (node.kind) {
      case 'symbol':
        this.symbol(node, parent?.kind === 'apply' && parent.head === node);
        return;
      case 'word':
        if (parent && quantities.has(parent.kind)) this.word(node.text, node.span);
        return;
      case 'unread':
        for (const key of node.mentions) this.hide(key, node.span);
        return;
      case 'ambiguous': {
        // All readings stand on the same characters.
        const [likeliest] = node.readings;
        if (likeliest) this.visit(likeliest.node, parent);
        return;
      }
      case 'big': {
        const counted = node.operator === 'sum' || node.operator === 'product';
        if (node.upper) this.counted(counted, node.upper, node);
        this.within(bigBinding(node), () => {
          if (node.lower) this.counted(counted, node.lower, node);
          this.visit(node.body, node);
        });
        return;
      }
      case 'integral': {
        for (const limit of [node.lower, node.upper]) if (limit) this.visit(limit, node);
        this.within(integralBinding(node), () => {
          this.visit(node.body, node);
          for (const variable of node.variables) this.visit(variable, node);
        });
        return;
      }
      case 'limit':
        this.visit(node.target, node);
        this.within(limitBinding(node), () => {
          this.visit(node.variable, node);
          this.visit(node.body, node);
        });
        return;
      case 'expectation':
        this.within(expectationBinding(node.subscript), () => this.inside(node));
        return;
      case 'set-builder':
        this.within(setBinding(node.element, node.condition), () => this.inside(node));
        return;
      case 'quantified':
        this.within(quantifierBinding(node.bound, node.body), () => this.inside(node));
        return;
      case 'chain': {
        const [argument] = node.operands;
        this.within(node.relations[0]?.kind === 'mapsto' && argument ? mapBinding(argument) : undefined, () =>
          this.inside(node),
        );
        return;
      }
      case 'factorial':
      case 'binomial':
        this.counting++;
        this.inside(node);
        this.counting--;
        return;
      default:
        this.inside(node);
    }
  }

  private inside(node: Node): void {
    for (const part of children(node)) this.visit(part, node);
  }

  private counted(really: boolean, node: Node, parent: Node): void {
    if (really) this.counting++;
    this.visit(node, parent);
    if (really) this.counting--;
  }

  private within(binding: Binding | undefined, run: () => void): void {
    const scope = this.place?.scope;
    if (!binding || !scope) {
      run();
      return;
    }
    for (const { key, span: at } of binding.names) {
      const stack = this.bound.get(key) ?? [];
      this.bound.set(key, stack);
      stack.push(this.create('bound', key, scope, { says: binding.says, at }));
    }
    run();
    for (const { key } of binding.names) this.bound.get(key)?.pop();
  }

  private symbol(node: SymbolNode, applied: boolean): void {
    const inner = this.bound.get(node.key)?.at(-1);
    if (inner) this.record(inner, node.key, node.span);
    else {
      const scope = this.place?.scope;
      if (!scope) return;
      const bound = (key: string): boolean => (this.bound.get(key)?.length ?? 0) > 0;
      const identity = this.identity.of(node, { scope, bound, applied });
      const symbol = this.resolve(identity);
      if (symbol) {
        if (this.counting > 0) symbol.counts = true;
        if (applied) symbol.applied = true;
        this.record(symbol, node.key, node.span, identity);
      }
    }
    for (const subscript of node.subscripts) this.counted(isIndex(subscript), subscript, node);
    for (const mark of node.marks) if (mark.startsWith('(')) this.mark(mark, node);
    const changed = /^\\(?:Delta|delta)\s+(\S+)$/.exec(node.letter)?.[1];
    if (changed !== undefined) this.inText(changed, node.span, `${node.letter.split(/\s/)[0] ?? ''}`);
  }

  /** `x^{(i)}`, `h^{(\ell+1)}`: the letter in a mark has no node of its own. */
  private mark(mark: string, node: SymbolNode): void {
    const letter = /^\(([A-Za-z]|\\[a-zA-Z]+)(?:[+-]\w+)?\)$/.exec(mark)?.[1];
    if (letter !== undefined) this.inText(letter, node.span, '(');
  }

  /** A letter that stands in a symbol's text, behind something. */
  private inText(key: string, around: Span, behind: string): void {
    const source = this.text.slice(around.from, around.to);
    const start = source.indexOf(behind);
    const at = start < 0 ? -1 : source.indexOf(key, start + behind.length);
    const exact = at >= 0 && /^[\s{]*$/.test(source.slice(start + behind.length, at));
    const place = exact ? span(around.from + at, around.from + at + key.length) : undefined;
    const inner = this.bound.get(key)?.at(-1) ?? this.resolve({ id: key, kind: 'letter', key, whole: true, name: key });
    if (place && inner) this.record(inner, key, place);
    else this.hide(key, around);
  }

  private word(text: string, at: Span): void {
    const name = text.trim();
    if (!/\p{L}{2}/u.test(name)) return;
    const key = `\\text{${name}}`;
    const { scope } = this.place ?? {};
    if (!scope) return;
    const symbol = this.lookup(key, scope) ?? this.enter(key, this.create('word', key, scope));
    this.record(symbol, key, at);
  }

  private hide(key: string, at: Span): void {
    if (this.place) this.hidden.push({ key, span: at, scope: this.place.scope });
  }

  private resolve(identity: Identity): Draft | undefined {
    const scope = this.place?.scope;
    if (!scope) return undefined;
    const home = identity.kind === 'constant' ? outermost(scope) : scope;
    return this.lookup(identity.id, home) ?? this.enter(identity.id, this.create(identity.kind, identity.key, home));
  }

  private lookup(id: string, scope: Scope): Draft | undefined {
    const byScope = this.known.get(id);
    return byScope && visible(byScope, scope);
  }

  private enter(id: string, symbol: Draft): Draft {
    const byScope = this.known.get(id) ?? new Map<number, Draft>();
    this.known.set(id, byScope);
    byScope.set(symbol.scope.id, symbol);
    return symbol;
  }

  private create(
    kind: DocumentSymbol['kind'],
    key: string,
    scope: Scope,
    binder?: { readonly says: string; readonly at: Span },
  ): Draft {
    const symbol: Draft = {
      id: this.symbols.length,
      kind,
      key,
      scope,
      binder: binder?.says,
      boundAt: binder?.at,
      occurrences: [],
      counts: false,
      applied: false,
    };
    this.symbols.push(symbol);
    return symbol;
  }

  private record(
    symbol: Draft,
    key: string,
    at: Span,
    { whole, name }: Pick<Identity, 'whole' | 'name'> = { whole: true, name: key },
  ): void {
    if (!this.place || at.from >= at.to) return;
    const { passage, scope } = this.place;
    symbol.occurrences.push({
      symbol,
      span: at,
      key,
      whole,
      name,
      expanded: this.holdsExpanded(at),
      origin: passage.origin,
      scope,
      sentence: passage.sentence,
    });
  }

  /** Whether a token out of a macro stands in a place: one whose call lies in it. */
  private holdsExpanded(at: Span): boolean {
    let low = 0;
    let high = this.expanded.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((this.expanded[mid]?.from ?? 0) < at.from) low = mid + 1;
      else high = mid;
    }
    // Calls are in order of their beginning, and one that begins here may reach beyond: then nothing inside `at` is the user's own.
    const next = this.expanded[low];
    return next !== undefined && next.from < at.to;
  }
}

/** Nodes whose parts are quantities, so that a word there is the name of one. */
const quantities: ReadonlySet<Node['kind']> = new Set<Node['kind']>(['chain', 'add', 'product', 'quotient', 'power']);

function isIndex(node: Node): boolean {
  return node.kind !== 'symbol' || isIndexLetter(node.letter);
}

function visible(byScope: ReadonlyMap<number, Draft>, scope: Scope): Draft | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const found = byScope.get(s.id);
    if (found) return found;
  }
  return undefined;
}

function outermost(scope: Scope): Scope {
  let outer = scope;
  while (outer.parent) outer = outer.parent;
  return outer;
}
