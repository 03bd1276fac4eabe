import type { Node, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { symbolLatex } from '../../formula/symbol';
import { symbolsOf, walk } from '../../formula/walk';
import { readDeclarations, type SymbolDeclaration } from '../../statement/declaration';
import type { Sentence } from '../../statement/sentence';
import { holdsIn, type Link, type Scope } from '../../statement/statement';
import type { Span } from '../../text/span';
import { isStructured } from './concern';
import {
  boldTwin,
  isIndexLetter,
  patternOf,
  plain,
  stemOf,
  type Condition,
  type Declared,
  type Definition,
  type LawSaid,
  type NormMeaning,
  type Said,
} from './known';
import { readRemarks } from './prose';

/**
 * What has been said of vectors, matrices, random quantities and functions: filled in document order, asked for what is in force in a
 * scope. Says nothing of numbers alone that the scalar context does not know better.
 */
export class World {
  private readonly declarations = new Map<string, Declared[]>();
  private readonly laws = new Map<string, LawSaid[]>();
  private readonly definitions = new Map<string, Definition[]>();
  private readonly rules = new Map<string, Definition[]>();
  private readonly conditions: Condition[] = [];
  private readonly norms = new Map<string, (Said & { readonly meaning: NormMeaning })[]>();
  private readonly parts = new Map<string, (Said & { readonly part: 'rows' | 'columns' })[]>();
  private readonly together: (Said & { readonly symbols: ReadonlySet<string> })[] = [];
  private readonly unread = new Map<string, (Said & { readonly reason: string })[]>();
  private readonly dimensions = new Map<string, Said[]>();
  private readonly mappings = new Map<string, (Said & { readonly codomain: Node })[]>();
  private readonly nodes = new Map<string, SymbolNode>();
  private pending: { readonly span: Span; readonly apply: () => void }[] = [];
  private order = 0;

  /** Takes in a sentence, its words and its declarations; must be called before its relations are asked about. */
  hear(sentence: Sentence, scope: Scope): void {
    // Whatever led to no relation of its own holds from the end of its sentence on.
    for (const { apply } of this.pending) apply();
    this.read(sentence, scope);
    for (const declaration of readDeclarations(sentence, scope)) this.declare(declaration, sentence, scope);
  }

  private read(sentence: Sentence, scope: Scope): void {
    this.pending = [];
    const said = { scope, span: sentence.span };
    for (const passage of sentence.passages) this.observe(passage.formula.root, scope);
    for (const remark of readRemarks(sentence)) {
      switch (remark.kind) {
        case 'dimension':
          this.declareShape(remark.symbol.key, {
            ...said,
            kind: 'vector',
            shape: [remark.dimension],
            domain: undefined,
          });
          break;
        case 'law':
          this.addLaw(
            remark.symbol,
            { ...said, law: remark.law, args: remark.args, entries: false, ...this.company(sentence) },
            introduces(sentence),
          );
          break;
        case 'rows':
        case 'columns':
          push(this.parts, remark.matrix.key, { ...said, part: remark.kind });
          break;
        case 'norm':
          push(this.norms, printLatex(remark.subscript), { ...said, meaning: remark.meaning });
          break;
      }
    }
    const { independent, beside } = this.company(sentence);
    if (independent) this.together.push({ ...said, symbols: beside });
  }

  private company(sentence: Sentence): { readonly independent: boolean; readonly beside: ReadonlySet<string> } {
    const stems = new Set<string>();
    for (const passage of sentence.passages)
      walk(passage.formula.root, (node) => {
        if (node.kind === 'symbol') stems.add(stemOf(node));
      });
    return { independent: /\bindependent|\bi\.?\s?i\.?\s?d\b/i.test(sentence.text), beside: stems };
  }

  private observe(root: Node, scope: Scope): void {
    walk(root, (node) => {
      if (node.kind === 'symbol') this.nodes.set(node.key, node);
      if (node.kind === 'mapping' && node.function.kind === 'symbol')
        push(this.mappings, node.function.key, { scope, span: node.span, codomain: node.codomain });
    });
  }

  /** What a function maps to. */
  codomainOf(key: string, scope: Scope): Node | undefined {
    return latest(this.mappings.get(key), scope)?.codomain;
  }

  private declare(declaration: SymbolDeclaration, sentence: Sentence, scope: Scope): void {
    if (declaration.holds !== 'from here') return;
    const { kind, shape, domain, distribution, span } = declaration;
    const said = { scope, span };
    // A law that a formula states takes effect where the formula stands, not before.
    const inFormula =
      distribution !== undefined &&
      sentence.passages.some(
        (p) => p.formula.span.from <= span.from && span.to <= p.formula.span.to && p.origin !== 'prose',
      );
    for (const key of declaration.symbols) {
      const node = this.nodes.get(key);
      if (inFormula && node && distribution)
        this.pending.push({
          span,
          apply: () =>
            this.addLaw(
              node,
              {
                ...said,
                ...this.company(sentence),
                law: distribution.law,
                args: distribution.args,
                entries: distribution.entries,
                ...(distribution.iid ? { independent: true } : {}),
              },
              introduces(sentence),
            ),
        });
      else if (distribution && node)
        this.addLaw(
          node,
          {
            ...said,
            ...this.company(sentence),
            law: distribution.law,
            args: distribution.args,
            entries: distribution.entries,
            ...(distribution.iid ? { independent: true } : {}),
          },
          introduces(sentence),
        );
      if (kind === 'random variable' && !shape) continue;
      this.declareShape(key, { ...said, kind: kind === 'random variable' ? 'random' : kind, shape, domain });
    }
  }

  private declareShape(key: string, declared: Declared): void {
    push(this.declarations, key, declared);
    const dimensions = declared.kind === 'dimension' ? [key] : (declared.shape ?? []).flatMap(symbolsOf);
    for (const dimension of dimensions)
      push(this.dimensions, dimension, { scope: declared.scope, span: declared.span });
  }

  private addLaw(node: SymbolNode, law: LawSaid, introduced: boolean): void {
    const [first] = node.subscripts;
    const counted =
      node.subscripts.length === 1 && first?.kind === 'symbol' && this.isDimension(first.key, law.scope)
        ? first
        : undefined;
    const indexed = node.subscripts.length > 0 && node.subscripts.every((s) => this.isIndex(s, law.scope));
    const key = indexed || counted ? patternOf(node) : node.key;
    // In a solution a law of something that has one is a claim, unless the words introduce it.
    const claimed =
      law.scope.kind === 'solution' &&
      !introduced &&
      (this.lawOf(key, law.scope) ?? this.definition(node.key, law.scope)) !== undefined;
    if (!claimed) push(this.laws, key, counted ? { ...law, count: counted } : law);
  }

  /** Something about these symbols that is not understood: what is claimed of them must not be refuted. */
  taint(symbols: Iterable<string>, scope: Scope, reason: string): void {
    for (const key of symbols) push(this.unread, key, { scope, span: undefined, reason });
  }

  /** Says what a symbol stands for that had no meaning before. Asked before the relation is put in force. */
  introduces(link: Link): boolean {
    return this.definitionIn(link) !== undefined;
  }

  /**
   * Puts a relation in force: as a definition where it is one, else as a condition. What was found to hold restricts nothing, and what follows
   * from a claim that was refuted is not judged by it.
   */
  assert(link: Link, status: Status, premise = false): void {
    if (link.attitude === 'denied' || link.attitude === 'asked') return;
    if (link.relation.kind === '~') {
      const due = this.pending.filter((p) => p.span.from <= link.right.span.from && link.right.span.to <= p.span.to);
      this.pending = this.pending.filter((p) => !due.includes(p));
      // A law that was checked is no new one.
      if (status === 'given' || status === 'unknown') for (const { apply } of due) apply();
      return;
    }
    const own = this.definitionIn(premise ? { ...link, attitude: 'assumed' } : link);
    // What does not fit together gives nothing a meaning.
    if (own && status === 'refuted') return;
    if (own) {
      push(own.map, own.key, own.definition);
      this.order++;
      return;
    }
    const taken = link.attitude === 'assumed' || link.scope.kind === 'statement';
    const found = status === 'proved' || status === 'tested' || status === 'refuted';
    const identity = link.relation.kind === '=' && (status === 'proved' || status === 'tested');
    if (!link.relation.negated && !identity && (taken || !found)) this.assume(link);
  }

  private assume(link: Link): void {
    const symbols = new Set([...symbolsOf(link.left), ...symbolsOf(link.right)]);
    const relation = link.several ? 'subset' : link.relation.kind;
    this.conditions.push({
      scope: link.scope,
      span: link.wholeSpan,
      left: link.left,
      right: link.right,
      relation,
      symbols,
    });
  }

  private definitionIn(link: Link): Place | undefined {
    const { relation, scope } = link;
    if (link.attitude === 'denied' || link.attitude === 'asked' || link.several || relation.negated) return undefined;
    if (relation.kind !== '=' && relation.kind !== ':=') return undefined;
    return this.defineBy(link.left, link.right, { scope, span: link.wholeSpan }, link);
  }

  private defineBy(leftNode: Node, right: Node, said: Said, link: Link): Place | undefined {
    const left = plain(leftNode);
    const taken = link.relation.kind === ':=' || link.attitude === 'assumed' || link.scope.kind === 'statement';
    switch (left.kind) {
      case 'symbol':
        return this.defineSymbol(left, right, said, link);
      case 'apply': {
        if (left.inverse || left.given || link.index !== 0) return undefined;
        const parameters = left.args.filter((a) => a.kind === 'symbol');
        if (parameters.length !== left.args.length || this.ruleOf(left.head.key, said.scope)) return undefined;
        if (!taken && this.declared(left.head.key, said.scope)?.kind !== 'function') return undefined;
        if (this.declared(left.head.key, said.scope)?.kind === 'dimension') return undefined;
        return this.rule(left.head.key, parameters, right, said);
      }
      case 'call': {
        const [parameter, more] = left.args;
        if (
          !taken ||
          parameter?.kind !== 'symbol' ||
          !symbolsOf(right).includes(parameter.key) ||
          more ||
          left.subscript ||
          this.ruleOf(`call ${left.name}`, said.scope)
        )
          return undefined;
        return this.rule(`call ${left.name}`, [parameter], right, said);
      }
      case 'norm': {
        if (!taken || left.operand.kind !== 'symbol' || !left.subscript || !symbolsOf(right).includes(left.operand.key))
          return undefined;
        const name = `norm ${normName(left.subscript)}`;
        return this.ruleOf(name, said.scope) ? undefined : this.rule(name, [left.operand], right, said);
      }
      case 'add':
        return taken ? this.isolate(left, right, said) : undefined;
      default:
        return undefined;
    }
  }

  private rule(key: string, parameters: readonly SymbolNode[], body: Node, said: Said): Place {
    return { map: this.rules, key, definition: { ...said, parameters, body, order: this.order } };
  }

  private defineSymbol(left: SymbolNode, right: Node, said: Said, link: Link): Place | undefined {
    const { scope } = said;
    const own = this.definition(left.key, scope);
    const law = this.laws.get(left.key)?.some((l) => holdsIn(l.scope, scope)) === true;
    const declared = this.declared(left.key, scope);
    const free =
      declared?.kind === 'scalar' ||
      declared?.kind === 'integer' ||
      declared?.kind === 'dimension' ||
      this.restricted(left.key, scope);
    // A parameter takes whatever value it is given last; anything else is what it was said to be first.
    if (own && !free) return undefined;
    if (law && link.attitude !== 'assumed' && link.scope.kind !== 'statement') return undefined;
    if (link.index > 0 && !(link.attitude === 'assumed' || link.scope.kind === 'statement')) return undefined;
    if (symbolsOf(right).includes(left.key)) return undefined;
    const indexed = left.subscripts.filter((s) => this.isIndex(s, scope));
    const spoken = new Set(symbolsOf(right));
    const entrywise = declared?.shape === undefined && indexed.length > 0 && indexed.some((i) => spoken.has(i.key));
    if (entrywise && !this.definition(left.key, scope)) {
      const base = this.baseOf(left, scope);
      // A rule for the terms of a sequence of numbers is none for the entries of an array.
      if (base === undefined && (!isStructured(right, this, scope) || speaksOf(right, left))) return undefined;
      if (base !== undefined && (this.definition(base, scope) || this.hasLaw(base, scope))) return undefined;
      const pattern = patternOf(left);
      if (this.ruleOf(pattern, scope)) return undefined;
      const parameters = left.subscripts.filter((s) => s.kind === 'symbol');
      if (parameters.length !== left.subscripts.length) return undefined;
      return this.rule(pattern, parameters, right, said);
    }
    return {
      map: this.definitions,
      key: left.key,
      definition: { ...said, parameters: [], body: right, order: this.order },
    };
  }

  /** `h + \Delta h = …` where only `\Delta h` has no meaning yet. */
  private isolate(left: Extract<Node, { kind: 'add' }>, right: Node, said: Said): Place | undefined {
    const fresh = left.terms.filter(
      (t) =>
        t.node.kind === 'symbol' &&
        t.sign === '+' &&
        !this.definition(t.node.key, said.scope) &&
        !this.hasLaw(t.node.key, said.scope),
    );
    const own = fresh.find((t) => t.node.kind === 'symbol' && this.declared(t.node.key, said.scope) === undefined);
    if (own?.node.kind !== 'symbol' || symbolsOf(right).includes(own.node.key)) return undefined;
    const { span } = right;
    const terms = left.terms
      .filter((t) => t !== own)
      .map((t) => ({ sign: t.sign === '-' ? ('+' as const) : ('-' as const), node: t.node }));
    const body: Node = {
      kind: 'add',
      span,
      terms: [{ sign: '+', node: { kind: 'group', style: 'round', body: right, span } }, ...terms],
    };
    return {
      map: this.definitions,
      key: own.node.key,
      definition: { ...said, parameters: [], body, order: this.order },
    };
  }

  private restricted(key: string, scope: Scope): boolean {
    return this.conditions.some((c) => holdsIn(c.scope, scope) && c.symbols.size === 1 && c.symbols.has(key));
  }

  // What is in force

  definition(key: string, scope: Scope): Definition | undefined {
    return latest(this.definitions.get(key), scope);
  }

  /** The rule of a function, a norm (`norm RMS`), a named call (`call RMS`) or the entries of an array (`patternOf`). */
  ruleOf(name: string, scope: Scope): Definition | undefined {
    return latest(this.rules.get(name), scope);
  }

  /** Everything that was declared of a symbol, joined; what is said later of its shape adds to what was said before. */
  declared(key: string, scope: Scope): Declared | undefined {
    const list = this.declarations.get(key)?.filter((d) => holdsIn(d.scope, scope));
    const last = list?.[list.length - 1];
    if (!last || !list) return undefined;
    const shaped = [...list].reverse().find((d) => d.shape !== undefined);
    const kind =
      shaped && (last.kind === 'vector' || last.kind === 'random' || last.kind === 'scalar') ? shaped.kind : last.kind;
    const domains = list.flatMap((d) => (d.domain ? [d.domain] : []));
    return {
      ...last,
      kind,
      shape: shaped?.shape,
      domain: domains.length > 0 ? Object.assign({}, ...domains) : undefined,
    };
  }

  /** Declared symbols that differ from this one in their subscripts only, such as `h_\ell` for `h_{\ell-1}`. */
  sibling(node: SymbolNode, scope: Scope): SymbolNode | undefined {
    for (const [key, list] of this.declarations) {
      const other = this.nodes.get(key);
      if (
        other &&
        other.key !== node.key &&
        patternOf(other) === patternOf(node) &&
        other.subscripts.length > 0 &&
        list.some((d) => d.shape !== undefined && holdsIn(d.scope, scope))
      )
        return other;
    }
    return undefined;
  }

  /** The symbol whose change a symbol denotes: `h` with the marks and subscripts of `\Delta h`. */
  changedBy(node: SymbolNode, letter: string): SymbolNode {
    const key = symbolLatex(letter, node.marks, node.subscripts);
    const { span, marks, subscripts } = node;
    return { kind: 'symbol', letter, marks, subscripts, key, span };
  }

  lawOf(key: string, scope: Scope): LawSaid | undefined {
    return latest(this.laws.get(key), scope);
  }

  /** The rule for the entries of an array with that many indices: `y_j = …`. */
  entryRule(node: SymbolNode, arity: number, scope: Scope): Definition | undefined {
    return this.ruleOf(`${stemOf(node)} #${node.subscripts.length + arity}`, scope);
  }

  /** The law of the entries of an array with that many indices. */
  entryLaw(node: SymbolNode, arity: number, scope: Scope): LawSaid | undefined {
    const own = latest(this.laws.get(`${stemOf(node)} #${arity}`), scope);
    const twin = own ? undefined : boldTwin(node.letter);
    return (
      own ??
      (twin === undefined ? undefined : latest(this.laws.get(`${[twin, ...node.marks].join(' ')} #${arity}`), scope))
    );
  }

  private hasLaw(key: string, scope: Scope): boolean {
    const node = this.nodes.get(key);
    if (this.lawOf(key, scope)) return true;
    return (
      node !== undefined && [1, 2, 3].some((k) => this.entryLaw(node, node.subscripts.length + k, scope) !== undefined)
    );
  }

  /** A letter below another one that counts entries: not one that has a meaning of its own, such as `x` in `s_x`. */
  isIndex(node: Node | undefined, scope: Scope): node is SymbolNode {
    return isIndexLetter(node) && !this.knows(node.key, scope);
  }

  /** The longest array that an indexed symbol may be an entry of: `x` for `x_k`, `x_i` for `x_{i,k}`; its key. */
  baseOf(node: SymbolNode, scope: Scope): string | undefined {
    for (let kept = node.subscripts.length - 1; kept >= 0; kept--) {
      const key = this.keyWith(node, kept);
      if (key !== undefined && (this.definition(key, scope) || this.declared(key, scope) || this.lawOf(key, scope)))
        return key;
    }
    // Entries of a bold vector are often written with the plain letter.
    const twin = boldTwin(node.letter);
    return twin === undefined || twin === node.letter ? undefined : this.plainBase(twin, node, scope);
  }

  private plainBase(letter: string, node: SymbolNode, scope: Scope): string | undefined {
    const key = symbolLatex(letter, node.marks, []);
    return this.definition(key, scope) || this.declared(key, scope)?.shape ? key : undefined;
  }

  /** The same letter bold or plain, if that one has a meaning. */
  twinOf(node: SymbolNode, scope: Scope): SymbolNode | undefined {
    const letter = boldTwin(node.letter);
    const key = letter === undefined ? undefined : symbolLatex(letter, node.marks, node.subscripts);
    return key !== undefined && (this.definition(key, scope) || this.declared(key, scope) || this.lawOf(key, scope))
      ? this.nodes.get(key)
      : undefined;
  }

  /** The key of a symbol with only its first subscripts, if that symbol occurs. */
  keyWith(node: SymbolNode, kept: number): string | undefined {
    const wanted = node.subscripts.slice(0, kept).map(printLatex).join(',');
    for (const other of this.nodes.values())
      if (
        stemOf(other) === stemOf(node) &&
        other.subscripts.length === kept &&
        other.subscripts.map(printLatex).join(',') === wanted
      )
        return other.key;
    return undefined;
  }

  knows(key: string, scope: Scope): boolean {
    return (
      this.definition(key, scope) !== undefined || this.declared(key, scope) !== undefined || this.hasLaw(key, scope)
    );
  }

  nodeOf(key: string): SymbolNode | undefined {
    return this.nodes.get(key);
  }

  normMeaning(subscript: string, scope: Scope): NormMeaning | undefined {
    return latest(this.norms.get(subscript), scope)?.meaning;
  }

  /** Whether a single index of a matrix was said to pick a row or a column. */
  partOf(key: string, scope: Scope): 'rows' | 'columns' | undefined {
    return latest(this.parts.get(key), scope)?.part;
  }

  /** Relations with one of the symbols that define nothing. */
  conditionsOn(key: string, scope: Scope): readonly Condition[] {
    return this.conditions.filter((c) => c.symbols.has(key) && holdsIn(c.scope, scope));
  }

  conditionsInForce(scope: Scope): readonly Condition[] {
    return this.conditions.filter((c) => holdsIn(c.scope, scope));
  }

  taintOf(key: string, scope: Scope): string | undefined {
    return latest(this.unread.get(key), scope)?.reason;
  }

  /** Whether it was said that the quantities of these stems are independent of one another. */
  independent(stems: readonly string[], scope: Scope): boolean {
    return this.together.some((t) => holdsIn(t.scope, scope) && stems.every((s) => t.symbols.has(s)));
  }

  /** Whether a letter stands in the shape of something. */
  isDimension(key: string, scope: Scope): boolean {
    return latest(this.dimensions.get(key), scope) !== undefined;
  }

  /** Symbols that occur with that letter among their subscripts, in order of first occurrence. */
  *indexedBy(letter: string): Generator<SymbolNode> {
    for (const node of this.nodes.values())
      if (node.subscripts.some((s) => s.kind === 'symbol' && s.key === letter)) yield node;
  }
}

/** The name of a norm's subscript: `RMS` for the letters R, M, S side by side, `RMS->RMS`, `F`, `*`. */
export function normName(subscript: Node): string {
  switch (subscript.kind) {
    case 'product':
      return subscript.factors.map((f) => normName(f.node)).join('');
    case 'word':
      return subscript.text.trim();
    case 'chain':
      return subscript.operands.map(normName).join('->');
    case 'symbol':
      return /^\\(?:mathrm|text|operatorname)\{(.*)\}$/.exec(subscript.key)?.[1] ?? subscript.key;
    default:
      return printLatex(subscript);
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function latest<T extends Said>(list: readonly T[] | undefined, scope: Scope): T | undefined {
  if (!list) return undefined;
  for (let k = list.length - 1; k >= 0; k--) {
    const said = list[k];
    if (said && holdsIn(said.scope, scope)) return said;
  }
  return undefined;
}

/** Relations that only make sense as sizes grow. */
export function isGrowth(node: Node): boolean {
  let found = false;
  walk(node, (part) => {
    if (part.kind === 'apply' && /^(?:\\Theta|\\Omega|\\omega|O|o|\\mathcal\s?\{?O\}?|\\tilde)$/.test(part.head.letter))
      found = true;
    return !found;
  });
  return found;
}

function speaksOf(node: Node, symbol: SymbolNode): boolean {
  let found = false;
  walk(node, (part) => {
    found ||= part.kind === 'symbol' && stemOf(part) === stemOf(symbol);
    return !found;
  });
  return found;
}

function introduces(sentence: Sentence): boolean {
  return /\b(?:let|suppose|consider|assume|where|with|draw|sample)\b/i.test(sentence.text);
}

/** Where a definition belongs. */
interface Place {
  readonly map: Map<string, Definition[]>;
  readonly key: string;
  readonly definition: Definition;
}

/** What was found of a relation. */
export type Status = 'proved' | 'tested' | 'conditional' | 'refuted' | 'given' | 'unknown';
