import type { Node, Relation } from '../formula/tree';
import { orderOf } from '../formula/order';
import { symbolsOf, walk } from '../formula/walk';
import { call, integer, subtract } from '../kernel/build';
import { difference } from '../kernel/canonical';
import { Fuel, OutOfFuel } from '../kernel/fuel';
import { equalTerms, freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { holdsIn, type Link, type Scope } from '../statement/statement';
import type { Heard } from '../statement/heard';
import { standingOf } from '../statement/cues';
import type { Passage } from '../statement/sentence';
import type { Span } from '../text/span';
import { Context, factSymbols, type Fact } from './context';
import { domainOf } from './declare';
import { isEvaluation } from './evaluation';
import type { Evidence } from './evidence';
import { asTerm, type ArrayValue } from './compound';
import { lower, lowerCompound, type FunctionRule, type Notation } from './lower';
import { rateOf } from './rates';
import { Recurrences } from './recurrence';
import { ScopedNames } from './scoped-names';
import { Spoken } from './spoken';

/** What the verdict on a link was, as far as it matters for what follows. */
export interface Standing {
  readonly proved: boolean;
  readonly refuted: boolean;
  /** Line of the refuted claim that it is or rests on. */
  readonly restsOn: string | undefined;
}

/** Both sides of a relation, and their free symbols. */
export interface Sides {
  readonly left: Term;
  readonly right: Term;
  readonly symbols: ReadonlySet<string>;
  /** Undefined where it is no equation or inequality. */
  readonly relation: Fact['relation'] | undefined;
}

/** The entries that a link gives to a symbol. */
export interface NamedEntries {
  readonly key: string;
  readonly value: ArrayValue;
  readonly scope: Scope;
  readonly time: 'first' | 'again';
}

/** What has been said so far: filled link by link in document order, asked for the context and the notation of the next link. */
export class Ledger {
  readonly context = new Context();
  /** The base of `\\log`, where a directive says it. */
  logBase: Notation['logBase'];
  private readonly rules = new Map<string, { rule: FunctionRule; scope: Scope }[]>();
  private readonly quantities = new Map<string, { term: Term; scope: Scope }[]>();
  private readonly arrays = new Map<string, { value: ArrayValue; scope: Scope }[]>();
  /** What was said to be something in one of several cases. */
  private readonly cased = new Set<string>();
  private readonly foreseen = new Set<Link>();
  private readonly valued = new ScopedNames();
  /** What the text has spoken of before a link. */
  readonly spoken: Spoken;
  /** Sequences that are told by recurrences. */
  readonly recurrences = new Recurrences();
  private readonly sides = new Map<number, Sides>();
  /** The scopes of the links that are asserted. */
  private readonly places = new Map<number, Scope>();

  constructor(private readonly evidence: Evidence) {
    this.spoken = new Spoken(evidence);
  }

  notationAt(scope: Scope): Notation {
    const ruleOf = (key: string): FunctionRule | undefined => {
      const rules = this.rules.get(key);
      if (!rules) return undefined;
      for (let k = rules.length - 1; k >= 0; k--) {
        const entry = rules[k];
        if (entry && holdsIn(entry.scope, scope)) return entry.rule;
      }
      return undefined;
    };
    return {
      role: (key) => (ruleOf(key) ? 'defined' : this.evidence.role(key)),
      definition: ruleOf,
      array: (key) => this.entriesOf(key, scope),
      quantity: (key) => this.quantityOf(key, scope),
      logBase: this.logBase,
      rates: this.evidence.rates,
      ranges: this.evidence.ranges,
      complex: this.evidence.complex,
      stated: (value) => this.evidence.stated.has(value),
      geometric: this.evidence.geometric,
      degrees: (key) => this.evidence.isInDegrees(key),
      named: (key) =>
        key === '\\pi'
          ? this.evidence.pi.isLetter(scope)
          : this.valued.has(key, scope) || this.context.knows(key, scope),
    };
  }

  /** Gives functions the rules that stand behind their use in the sentence of a link: "… $= \\sigma(x)$, where $\\sigma(x) = …$". */
  foresee(links: readonly Link[], index: number): void {
    const sentence = links[index]?.passage.sentence ?? 0;
    if (links[index - 1]?.passage.sentence === sentence) return;
    for (let k = index + 1; k < links.length; k++) {
      const later = links[k];
      if (!later || later.passage.sentence > sentence + 1) break;
      if (explains(later.passage, sentence) && this.define(later)) this.foreseen.add(later);
    }
  }

  /** `f(x) = …` at the head of a chain gives f its rule, unless it has one already. Whether it did. */
  define(link: Link): boolean {
    if (this.foreseen.has(link)) return true;
    const rule = this.ruleIn(link);
    if (!rule) return false;
    const list = this.rules.get(rule.key) ?? [];
    this.rules.set(rule.key, list);
    if (list.some((entry) => holdsIn(entry.scope, link.scope))) return false;
    list.push({ rule: rule.rule, scope: link.scope });
    return true;
  }

  /**
   * `A = \begin{pmatrix} … \end{pmatrix}` at the head of a chain gives A its entries: `first`, or `again`, where A has some and nobody says that it gets others,
   * so that they are claimed to be the same. Undefined for all other links.
   */
  entriesIn(link: Link): NamedEntries | undefined {
    const { left, relation, attitude } = link;
    if (link.index !== 0 || left.kind !== 'symbol' || attitude === 'denied' || attitude === 'asked' || link.several)
      return undefined;
    if ((relation.kind !== '=' && relation.kind !== ':=') || relation.negated || !isListed(link.right))
      return undefined;
    const lowered = lowerCompound(link.right, this.notationAt(link.scope), { choose: () => 0 }, new Fuel(10_000));
    if (lowered.kind === 'failure' || lowered.value.kind !== 'array') return undefined;
    const known = this.entriesOf(left.key, link.scope);
    const isClaim =
      relation.kind === '=' &&
      attitude !== 'assumed' &&
      known !== undefined &&
      [...freeSymbols(asTerm(lowered.value))].every(
        (key) => freeSymbols(asTerm(known)).has(key) || this.spoken.of(key, link.scope),
      );
    return { key: left.key, value: lowered.value, scope: link.scope, time: isClaim ? 'again' : 'first' };
  }

  /** Gives a symbol its entries. What gets different ones has none that are known. */
  nameEntries({ key, value, scope }: NamedEntries): void {
    const list = this.arrays.get(key) ?? [];
    this.arrays.set(key, list);
    list.push({ value, scope });
  }

  /** A letter stands for something else from now on; what was said of its former value is no longer in force. */
  renew(key: string, scope: Scope): void {
    this.context.forget(key, scope);
    this.arrays.delete(key);
    this.valued.delete(key, scope);
    for (const [name, entries] of this.quantities)
      this.quantities.set(
        name,
        entries.filter(({ term }) => name !== key && !freeSymbols(term).has(key)),
      );
  }

  private noteQuantity(key: string, term: Term, scope: Scope): void {
    const free = freeSymbols(term);
    // A number told of a member with a letter for its index, `c_i = 1`, may be that of another case than the formula told before.
    if ((free.size === 0 && !/_\{?[a-z]\}?$/.test(key)) || free.has(key)) return;
    const list = this.quantities.get(key);
    if (list) list.push({ term, scope });
    else this.quantities.set(key, [{ term, scope }]);
  }

  /** What a symbol was said to be in terms of others; undefined where it was said to be different things. */
  private quantityOf(key: string, scope: Scope): Term | undefined {
    if (this.cased.has(key)) return undefined;
    const [first, ...others] = this.quantities.get(key)?.filter((entry) => holdsIn(entry.scope, scope)) ?? [];
    return first && others.every(({ term }) => equalTerms(term, first.term)) ? first.term : undefined;
  }

  /** The entries of a symbol; undefined where it was given different ones. */
  private entriesOf(key: string, scope: Scope): ArrayValue | undefined {
    const known = this.arrays.get(key)?.filter((entry) => holdsIn(entry.scope, scope)) ?? [];
    const [first, ...others] = known;
    return first && others.every(({ value }) => equalTerms(asTerm(value), asTerm(first.value)))
      ? first.value
      : undefined;
  }

  private ruleIn(link: Link): { key: string; rule: FunctionRule } | undefined {
    const left = link.left;
    if (
      link.index !== 0 ||
      left.kind !== 'apply' ||
      left.inverse ||
      left.given ||
      link.attitude === 'denied' ||
      link.attitude === 'asked'
    )
      return undefined;
    if (link.relation.kind !== '=' && link.relation.kind !== ':=') return undefined;
    const parameters = left.args.map((a) => (a.kind === 'symbol' ? a.key : undefined));
    if (parameters.some((p) => p === undefined)) return undefined;
    if (this.evidence.role(left.head.key) !== 'function') return undefined;
    const body = lower(link.right, this.notationAt(link.scope), { choose: () => 0 }, new Fuel(10_000));
    if (body.kind === 'failure' || mentions(body.term, left.head.key)) return undefined;
    // "P(A) = \frac{1}{13}" is one value, not a rule.
    const free = freeSymbols(body.term);
    if (!parameters.some((p) => p !== undefined && free.has(p)) && !link.passage.lead.includes('function'))
      return undefined;
    return { key: left.head.key, rule: { parameters: parameters.filter((p) => p !== undefined), body: body.term } };
  }

  /** Takes in what a sentence says in words of the symbols in it. */
  hear({ sentence, scope, declarations, restrictions }: Heard): void {
    for (const declaration of declarations) {
      if (declaration.domain === undefined) continue;
      const { domain, partly } = domainOf(declaration.domain);
      const confinedTo = declaration.holds === 'in the sentence' ? sentence.passages[0]?.sentence : undefined;
      for (const symbol of declaration.symbols) {
        if (symbol === '\\pi') this.evidence.pi.declare(scope);
        this.context.declare({
          symbol,
          domain,
          scope,
          span: declaration.span,
          says: declaration.says,
          sentence: confinedTo,
        });
      }
      if (partly)
        this.context.taint(
          declaration.symbols,
          scope,
          `What “${clip(declaration.says)}” says is not fully used.`,
          declaration.span,
        );
    }
    for (const passage of sentence.passages) this.taintUnread(passage, scope);
    this.spoken.mention(sentence, scope);
    if (tiesMembers.test(sentence.text))
      this.context.taint(
        sentence.passages.flatMap((passage) => symbolsOf(passage.formula.root)),
        scope,
        'What words say of these numbers as a whole is not used in sums over them yet.',
      );
    for (const { symbols, reason } of restrictions) this.context.taint(symbols, scope, sentenceCase(reason));
  }

  /** An assumption that was not read may exclude what would be a counterexample. */
  private taintUnread(passage: Passage, scope: Scope): void {
    const mentioned: string[] = [];
    walk(passage.formula.root, (node) => {
      if (node.kind === 'unread') mentioned.push(...node.mentions);
    });
    if (mentioned.length === 0 || (scope.kind !== 'statement' && standingOf(passage).attitude !== 'assumed')) return;
    this.context.taint(mentioned, scope, 'A formula about the symbols here was not understood; it may restrict them.');
  }

  /** Puts the relations of a formula in force as assumptions; false where there is none that can be read. */
  assume(root: Node, scope: Scope, span: Span, latex: string): boolean {
    if (root.kind === 'sequence')
      return root.items.map((item) => this.assume(item.node, scope, span, latex)).some((done) => done);
    if (root.kind !== 'chain') return false;
    let done = false;
    root.relations.forEach((relation, k) => {
      const kind = relationOfFact(relation);
      const [left, right] = [root.operands[k], root.operands[k + 1]].map((node) =>
        node ? lower(node, this.notationAt(scope), { choose: () => 0 }, new Fuel(10_000)) : undefined,
      );
      if (kind === undefined || left?.kind !== 'term' || right?.kind !== 'term') return;
      const sides = { left: left.term, right: right.term };
      this.context.add({
        ...sides,
        relation: kind,
        symbols: factSymbols(sides.left, sides.right),
        scope,
        span,
        latex,
        restsOn: undefined,
        sentence: undefined,
        chain: undefined,
      });
      done = true;
    });
    return done;
  }

  /** Does something while relations that stand further on in the text are in force for one sentence. */
  supposing<T>(conditions: readonly Link[], sentence: number, run: () => T): T {
    const added = conditions.flatMap((link) => {
      const relation = relationOfFact(link.relation);
      const [left, right] = [link.left, link.right].map((node) =>
        lower(node, this.notationAt(link.scope), { choose: () => 0 }, new Fuel(10_000)),
      );
      if (!relation || left?.kind !== 'term' || right?.kind !== 'term') return [];
      return this.context.add({
        left: left.term,
        right: right.term,
        relation,
        symbols: factSymbols(left.term, right.term),
        scope: link.scope,
        span: link.wholeSpan,
        latex: '',
        restsOn: undefined,
        sentence,
        chain: undefined,
      });
    });
    try {
      return run();
    } finally {
      for (const index of added) this.context.withdraw(index);
    }
  }

  /** The sides of an earlier link, where they were read. */
  sidesAt(index: number): Sides | undefined {
    return this.sides.get(index);
  }

  /** The relation that a step goes on from: the one at `index`, or, behind asides that hold anyway, the one before these; seen from `scope`. */
  premiseAt(index: number, scope: Scope): Sides | undefined {
    const at = this.sides.get(index);
    if (!at || !saysNothing(at)) return at;
    for (let k = index - 1; k >= Math.max(0, index - 3); k--) {
      const earlier = this.sides.get(k);
      if (!earlier || !this.places.has(k)) return at;
      if (!saysNothing(earlier)) return holdsIn(this.places.get(k) ?? scope, scope) ? earlier : at;
    }
    return at;
  }

  /**
   * Puts in force what the members of a solution set say together; asked once for each of them. Where that is not sure, nothing that follows is wrong for it
   * alone.
   */
  assertMember(
    index: number,
    link: Link,
    question: { readonly left: Term; readonly right: Term },
    latex: string,
    standing: Standing,
    isLast: boolean,
  ): void {
    const { left, right } = question;
    const symbols = factSymbols(left, right);
    this.spoken.relate(link);
    this.sides.set(index, { left, right, symbols, relation: '=' });
    this.places.set(index, link.scope);
    if (standing.proved) return;
    const reason = `What “${clip(latex)}” says of the symbols here is not sure.`;
    this.context.taint(symbols, link.scope, reason, link.wholeSpan);
    if (isLast && !standing.refuted) this.addEquation(link, question, latex, standing.restsOn);
  }

  /** Puts a relation in force for what follows; a proved identity restricts nothing. */
  assert(
    index: number,
    link: Link,
    question: { readonly left: Term; readonly right: Term; readonly modulus?: Term } | undefined,
    latex: string,
    standing: Standing,
  ): void {
    const sides =
      question?.modulus === undefined
        ? question
        : congruenceAsEquation(question.left, question.right, question.modulus);
    this.spoken.relate(link);
    if (sides)
      this.sides.set(index, {
        left: sides.left,
        right: sides.right,
        symbols: factSymbols(sides.left, sides.right),
        relation: relationOfFact(link.relation),
      });
    if (link.attitude !== 'denied' && link.attitude !== 'asked') this.places.set(index, link.scope);
    // What an equation gives when it is differentiated goes beyond it.
    if (standing.proved && !(sides && mentionsRates(sides))) return;
    const { restsOn } = standing;
    if (standing.refuted && link.index > 0) {
      this.goOnFromTheEnd(link, sides, latex, restsOn);
      return;
    }
    if (link.attitude === 'denied' || link.attitude === 'asked') return;
    // What an operation gives holds for all values or is wrong: it says nothing of the symbols.
    if (sides && isEvaluation(link.left, sides.left, sides.right)) return;
    if (!sides) {
      // What is claimed follows from what stands before it and excludes nothing; only what is assumed may.
      if (
        link.attitude === 'assumed' ||
        link.scope.kind === 'statement' ||
        (link.size === 1 && link.attitude === 'stated')
      )
        // A law restricts what has it, not its parameters.
        this.taint(link.relation.kind === '~' ? [link.left] : [link.left, link.right], link, latex);
      return;
    }
    const relation =
      question?.modulus === undefined ? relationOfFact(link.relation) : link.relation.negated ? '!=' : '=';
    if (!relation || link.several) {
      this.context.taint(
        factSymbols(sides.left, sides.right),
        link.scope,
        `“${clip(latex)}” says something about the symbols here that is not used yet.`,
      );
      return;
    }
    const symbols = factSymbols(sides.left, sides.right);
    if (symbols.size === 0) return;
    if (relation === '=' && sides.left.kind === 'symbol' && sides.right.kind === 'rational' && !confined(link))
      this.valued.add(sides.left.name, link.scope);
    if (relation === '=' && sides.left.kind === 'symbol' && link.index === 0 && !confined(link)) {
      if (inCase.test(link.passage.tail)) this.cased.add(sides.left.name);
      this.noteQuantity(sides.left.name, sides.right, link.scope);
    }
    const fact: Fact = {
      ...sides,
      relation,
      symbols,
      scope: link.scope,
      span: link.wholeSpan,
      latex,
      restsOn,
      sentence: confined(link) ? link.passage.sentence : undefined,
      chain: link.chain,
    };
    this.context.add(fact);
  }

  /** After a wrong link a chain stands for "first side = last side", as the student goes on with it. */
  private goOnFromTheEnd(
    link: Link,
    sides: { readonly right: Term } | undefined,
    latex: string,
    restsOn: string | undefined,
  ): void {
    this.context.retract(link.chain);
    const head = lower(link.head, this.notationAt(link.scope), { choose: () => 0 }, new Fuel(10_000));
    if (head.kind !== 'term' || !sides || link.relation.kind !== '=') return;
    this.addEquation(link, { left: head.term, right: sides.right }, latex, restsOn);
  }

  private addEquation(
    { scope, wholeSpan, chain }: Link,
    { left, right }: { readonly left: Term; readonly right: Term },
    latex: string,
    restsOn: string | undefined,
  ): void {
    const symbols = factSymbols(left, right);
    if (symbols.size === 0) return;
    const place = { scope, span: wholeSpan, latex, restsOn, sentence: undefined, chain };
    this.context.add({ left, right, relation: '=', symbols, ...place });
  }

  private taint(nodes: readonly Node[], link: Link, latex: string): void {
    const symbols = new Set<string>();
    for (const node of nodes) for (const key of symbolsOf(node)) symbols.add(key);
    if (symbols.size > 0)
      this.context.taint(symbols, link.scope, `“${clip(latex)}” was not understood; it may restrict the symbols here.`);
  }
}

function mentionsRates({ left, right }: Pick<Sides, 'left' | 'right'>): boolean {
  return [...factSymbols(left, right)].some((name) => rateOf(name) !== undefined);
}

/** Words that say something of all members of a family together. */
const tiesMembers =
  /\b(?:probabilit\w+|distribution|mass function|pmf|weights?|convex combination|simplex|(?:sums?|add(?:ing)?s?)(?: up)? to|normali[sz]ed|proportions|frequenc\w+|orthonormal|orthogonal|eigen\w+|standardi[sz]ed|cent(?:e?red|red)|mean zero|zero mean|permutation|symmetric)\b/i;

/** Whether a formula says what was meant in the sentence `about`: behind "where" in it, or behind "Here" in the next one. */
function explains({ sentence, since, lead }: Passage, about: number): boolean {
  return sentence === about ? /\bwhere\b[^.;]*$/i.test(since) : /^\s*(?:here|where)\b[^.;⟦]*$/i.test(lead);
}

/** Whether a relation holds for all values, so that nothing follows from it. */
function saysNothing({ left, right, symbols, relation }: Sides): boolean {
  if (symbols.size === 0) return true;
  if (relation !== '=') return false;
  try {
    return difference(left, right, { fuel: new Fuel(3_000) }).kind === 'zero';
  } catch (error) {
    if (error instanceof OutOfFuel) return false;
    throw error;
  }
}

/** What stands behind "if" holds in its sentence only, and so does what follows from that; what "let" or "suppose" says goes on. */
/** "$c_i = i$ if $i$ is even": words behind a formula that limit it to a case. */
const inCase = /^\s*,?\s*(?:if|when|whenever|unless|else|otherwise|for (?:odd|even|all other))\b/i;

function confined(link: Link): boolean {
  // "has its minimum at $x = 1$", "equality holds if and only if $x = 1$": spoken of, not what $x$ is.
  if (/\b(?:at|iff|only if)$/i.test(link.cue ?? '')) return true;
  if (link.attitude === 'concluded' && /\bfor$/i.test(link.cue ?? '')) return true;
  // "With $n = 3$" puts a value in for once; "with $k = \log_2 n$" names something.
  if (link.attitude === 'assumed' && link.cue === 'With' && symbolsOf(link.right).length === 0) return true;
  if (link.scope.kind === 'statement') return false;
  return (
    link.underCondition ||
    (link.attitude === 'assumed' &&
      /\b(if|when|whenever|unless|in case|except|for|either|case)\b/i.test(link.cue ?? ''))
  );
}

/** `a \equiv b \pmod m` as an equation: the difference leaves no remainder. */
function congruenceAsEquation(left: Term, right: Term, modulus: Term): { readonly left: Term; readonly right: Term } {
  return { left: call('mod', [subtract(left, right), modulus]), right: integer(0) };
}

function relationOfFact(relation: Relation): Fact['relation'] | undefined {
  return relation.negated || relation.modulus ? undefined : orderOf(relation.kind);
}

/** A matrix or a tuple that stands there as written. */
function isListed(node: Node): boolean {
  return (
    node.kind === 'matrix' ||
    (node.kind === 'tuple' && node.open !== '{') ||
    (node.kind === 'transpose' && !node.inverse && isListed(node.operand)) ||
    (node.kind === 'group' && isListed(node.body))
  );
}

function mentions(term: Term, name: string): boolean {
  return term.kind === 'apply' && term.function === name;
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function clip(latex: string): string {
  const line = latex.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 58)}…` : line;
}
