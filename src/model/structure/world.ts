import type { Node, SymbolNode } from '../../formula/tree';
import { symbolLatex } from '../../formula/symbol';
import { symbolsOf, walk } from '../../formula/walk';
import type { SymbolDeclaration } from '../../statement/declaration';
import { lawOfFormula } from '../../statement/law';
import { readSet } from '../../statement/membership';
import type { Heard } from '../../statement/heard';
import type { Sentence } from '../../statement/sentence';
import type { Link, Scope } from '../../statement/statement';
import type { Span } from '../../text/span';
import { speaksOfGrowth } from '../growth/notation';
import type { LetterPi } from '../letter-pi';
import { Recurrences } from '../recurrence';
import { ArrayTalk } from './array-talk';
import { Assumptions } from './assumptions';
import { spaceOf } from './density-space';
import { DensityTalk, readDensities, type DensityTold } from './density-words';
import { bodyOfNamed, namedFunctionsIn, type NamedFunction } from './elementwise';
import { EventTalk } from './event-talk';
import { probabilityIn } from './events';
import { companyOf, familySize, parameterSignOf, squaredIn, type Company } from './company';
import { askedMeaning, definitionIn, type NewDefinition } from './definition';
import { divisorsOf } from './divisors';
import { FixedInputs } from './inputs';
import type { EntrySign } from './instance';
import { JointLaws } from './joint-laws';
import {
  boldTwin,
  isIndexLetter,
  isUnitLetter,
  patternOf,
  plain,
  stemOf,
  type Condition,
  type Declared,
  type Definition,
  type LawSaid,
  type LawWritten,
  type Said,
  type Shaped,
} from './known';
import { NormTalk } from './norm-talk';
import { readPoints } from './point-talk';
import { readRemarks } from './prose';
import { SymbolsSeen } from './seen';
import { Lengths } from './lengths';
import { ToldLaws } from './told';
import { namesGradient } from './naming';
import { RandomTalk } from './random-talk';
import { ShapeTalk } from './shape-talk';
import { SpectrumTalk } from './spectrum-talk';
import { Shelf } from './shelf';
import { readSpelled, type SpelledDensity } from './spelled-talk';
import { Usage } from './usage';

/** What was found of a relation. */
export type Status = 'proved' | 'tested' | 'conditional' | 'refuted' | 'given' | 'unknown';

/** "if $u$ and $v$ are equal", "suppose that they are correlated" */
const ties =
  /\b(?:if|when|whenever|where|suppose|assume|assuming|let|for|with)\b[^.;]*\b(?:is|are|be|being|were)\s+(?:all\s+|both\s+|now\s+)*(?:equal(?!\s+(?:to|in))|identical\b|the same(?!\s+(?:law|distribution|size|shape|dimension|mean|variance|length))|(?:perfectly |positively |negatively )?correlated|dependent\b|not independent)/i;

/**
 * What has been said of vectors, matrices, random quantities and functions: filled in document order, asked for what is in force in a
 * scope. Of numbers alone the scalar context knows more.
 */
export class World {
  private readonly declarations = new Shelf<Declared>();
  private readonly dimensions = new Shelf<Said>();
  private readonly laws = new Shelf<LawSaid>();
  private readonly definitions = new Shelf<Definition>();
  private readonly rules = new Shelf<Definition>();
  /** Relations in force that define nothing. */
  readonly assumptions = new Assumptions();
  readonly norms = new NormTalk();
  readonly shapes = new ShapeTalk();
  readonly arrays = new ArrayTalk();
  readonly spectra = new SpectrumTalk();
  /** Functions and densities. */
  readonly usage = new Usage();
  private readonly unread = new Shelf<Said & { readonly reason: string }>();
  /** Symbols that words tie to others, whatever their laws are: "if $u$ and $v$ are equal". */
  private readonly tied = new Shelf<Said & { readonly reason: string }>();
  /** For each stem the sets of stems that were called independent of one another. */
  private readonly together = new Shelf<Said & { readonly stems: ReadonlySet<string> }>();
  private readonly parameters = new Shelf<Said & { readonly sign: EntrySign }>();
  readonly events = new EventTalk();
  readonly densities = new DensityTalk();
  private readonly lengths = new Lengths();
  readonly inputs = new FixedInputs();
  readonly random = new RandomTalk();
  private readonly told = new ToldLaws();
  /** Quantities whose law is told given others. */
  private readonly conditioned = new Shelf<Said>();
  /** Laws of vectors that are told by a mean and a covariance. */
  readonly joint = new JointLaws();
  private readonly dismissed = new Set<Span>();
  /** Formulas such as `X = 1` of “$X = 1$ with probability $p$”, which give X no value. */
  private readonly valuesTold: Span[] = [];
  private readonly seen = new SymbolsSeen();
  /** The quantity that a law was said of last. */
  private lastRandom: SymbolNode | undefined;
  private pending: { readonly span: Span; readonly apply: () => void }[] = [];

  /** `recurrences`: what is told of sequences, filled by others. */
  constructor(
    readonly pi: LetterPi,
    readonly recurrences: Recurrences = new Recurrences(),
  ) {}

  /** Takes in a sentence, its words and its declarations; must be called before its relations are asked about. */
  hear({ sentence, scope, declarations, restrictions }: Heard): void {
    // Laws that led to no relation of their own hold from the end of their sentence on.
    for (const { apply } of this.pending) apply();
    this.pending = [];
    const said = { scope, span: sentence.span };
    for (const passage of sentence.passages) this.observe(passage.formula.root, scope);
    this.events.hear(sentence, scope);
    this.random.hear(sentence, scope, declarations);
    this.spectra.hear(sentence, scope);
    const company = companyOf(sentence);
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
          this.addLaw(remark.symbol, { ...said, ...company, law: remark.law, args: remark.args, entries: false });
          break;
        case 'traits':
        case 'rows':
        case 'columns':
          this.arrays.hear(remark, said);
          break;
        case 'restriction':
          if (this.arrays.hear(remark, said)) break;
          this.taint(
            remark.symbols.map((s) => s.key),
            scope,
            `What “${remark.words}” says is not used yet; it may exclude what breaks this.`,
          );
          break;
        case 'same law':
          this.usage.make(remark.law, remark.expression, said);
          break;
        case 'norm':
          this.norms.mean(remark.subscript, remark.meaning, said);
          break;
      }
    }
    this.usage.hear(sentence, scope);
    for (const named of namedFunctionsIn(sentence)) this.nameFunction(named, said);
    if (ties.test(sentence.text))
      for (const { formula } of sentence.passages)
        for (const key of symbolsOf(formula.root))
          this.tied.add(key, { ...said, reason: 'Words here tie quantities to one another; that is not used yet.' });
    for (const { symbols, reason } of restrictions)
      this.taint(
        symbols.filter((key) => !this.isUnitVector(key, scope)),
        scope,
        `Not called wrong, as ${reason}.`,
      );
    if (company.independent)
      for (const stem of company.beside) this.together.add(stem, { ...said, stems: company.beside });
    for (const declaration of declarations) this.declare(declaration, sentence, scope, company);
    for (const told of readDensities(sentence))
      this.pending.push({ span: told.span, apply: () => this.nameDensity(told, { ...said, span: told.span }) });
    for (const { variable, args, span, places } of readPoints(sentence)) {
      this.valuesTold.push(...places);
      this.makeNumber(variable, { ...said, span });
      const law = { ...said, span, law: 'points', args, independent: true, entries: false };
      this.addLaw(variable, { ...law, beside: new Set(), introduced: true });
    }
    for (const told of readSpelled(sentence)) this.addSpelled(told, { ...said, span: told.span });
  }

  /** "where $\sigma$ is the sigmoid function" */
  private nameFunction(named: NamedFunction, said: Said): void {
    const { head } = named;
    if (this.ruleOf(head.key, said.scope) || this.definition(head.key, said.scope)) return;
    const parameter: SymbolNode = { kind: 'symbol', letter: 't', marks: [], subscripts: [], key: 't', span: head.span };
    this.rules.add(head.key, { ...said, parameters: [parameter], body: bodyOfNamed(named, parameter) });
  }

  /** Whether a letter is the unit vector of what stands below it, and was said to be. */
  private isUnitVector(key: string, scope: Scope): boolean {
    const node = this.seen.of(key);
    return node !== undefined && isUnitLetter(node) && this.arrays.isOneHot(key, scope);
  }

  /** A quantity whose density is spelled out: the formula is a rule of its own, as the letter may stand for another density later. */
  private addSpelled({ kind, head, parameter, body, variable, support }: SpelledDensity, said: Said): void {
    // What letters of densities stand for is known otherwise, but for where they are zero.
    if (!support && kind === 'density' && lawOfFormula(head)) return;
    const law = `${kind} ${head.key} of ${variable.key}`;
    this.makeNumber(variable, said);
    this.rules.add(law, { ...said, parameters: [parameter], body });
    this.addNumbersOf(body, parameter, said);
    this.densities.spell(law, { ...said, kind, support });
    const beside = new Set<string>();
    this.addLaw(variable, { ...said, law, args: [], independent: true, entries: false, beside, introduced: true });
  }

  /** A letter for the density of a quantity: it stands for the law that this has, or is the law itself. */
  private nameDensity({ density, variable: named, span }: DensityTold, said: Said): void {
    const variable = named ?? this.lastRandom;
    if (!variable) return;
    this.usage.name(density.key, variable, said);
    const law = this.lawOf(variable.key, said.scope);
    if (law && this.densities.spelledOf(law.law, said.scope)) return;
    if (law && law.law !== 'unread') this.densities.name(density.key, { ...said, law: law.law, args: law.args });
    else
      this.addLaw(variable, {
        ...said,
        span,
        law: density.key,
        args: [],
        independent: true,
        entries: false,
        beside: new Set(),
        introduced: true,
      });
  }

  /** The law that a letter stands for: `p_\mu` of `p_\mu = \mathcal N(\mu, 1)` or of "let $p_\mu$ be its density". */
  lawMeant(letter: string, scope: Scope): LawWritten | undefined {
    const definition = this.definition(letter, scope);
    return definition ? lawOfFormula(plain(definition.body)) : this.densities.lawNamed(letter, scope);
  }

  private observe(written: Node, scope: Scope): void {
    this.inputs.observe(written, scope);
    const root = this.inputs.without(written, scope);
    this.shapes.observe(root, scope);
    walk(root, (node) => {
      this.norms.observe(node, scope);
      if (node.kind === 'symbol') this.seen.add(node);
      const law = node.kind === 'apply' || node.kind === 'call' ? lawOfFormula(node) : undefined;
      if (law && law.args.length > 0) this.addParameters(law, { scope, span: node.span });
      const size = node.kind === 'sequence' ? familySize(node.items.map((item) => namedBy(item.node))) : undefined;
      if (size) this.dimensions.add(size.key, { scope, span: node.span });
      if (node.kind === 'mapping') this.sizesIn([node.domain, node.codomain], { scope, span: node.span });
      this.usage.observe(node, scope);
      this.lengths.observe(node, scope);
    });
  }

  /** The letters that count the entries of what a function takes and gives. */
  private sizesIn(sets: readonly Node[], said: Said): void {
    for (const set of sets)
      for (const size of (readSet(set)?.shape ?? []).flatMap(symbolsOf)) this.dimensions.add(size, said);
  }

  private declare(declaration: SymbolDeclaration, sentence: Sentence, scope: Scope, company: Company): void {
    if (declaration.holds !== 'from here') return;
    const { kind, shape, domain, distribution, span } = declaration;
    const said = { scope, span };
    // A law that a formula states takes effect where the formula stands, not before.
    const inFormula = sentence.passages.some(
      (p) => p.origin !== 'prose' && p.formula.span.from <= span.from && span.to <= p.formula.span.to,
    );
    const size = familySize(declaration.symbols.flatMap((key) => this.seen.of(key) ?? []));
    if (size && distribution) this.dimensions.add(size.key, said);
    for (const key of declaration.symbols) {
      const node = this.seen.of(key);
      // The first members of a family have the law of all.
      const isCounted = size !== undefined && node?.subscripts[0]?.kind === 'number';
      if (distribution && node && !isCounted) {
        const { law, args, entries, iid, given } = distribution;
        const independent = iid || company.independent;
        const apply = (): void => {
          // Under a condition it is the law of the quantity only where what is held has a law of its own.
          if (given?.some((held) => !this.lawOf(held, scope) || held === node.key)) return;
          if (given) this.tieTogether(node, given, said);
          this.addLaw(node, { ...said, ...company, law, args, entries, independent });
        };
        if (inFormula) this.pending.push({ span, apply });
        else apply();
      }
      if (kind === 'random variable' && !shape) continue;
      this.declareShape(key, { ...said, kind: kind === 'random variable' ? 'random' : kind, shape, domain });
    }
  }

  /** A letter that stood for a vector or a matrix is given to a quantity that is a number. */
  private makeNumber({ key }: SymbolNode, said: Said): void {
    const old = this.declared(key, said.scope);
    if (old?.shape && old.shape.length > 0 && !this.lawOf(key, said.scope))
      this.declareShape(key, { ...said, kind: 'random', shape: [], domain: undefined });
  }

  /** What a quantity has beyond those that its law depends on is independent of them. */
  private tieTogether(node: SymbolNode, given: readonly string[], said: Said): void {
    this.conditioned.add(node.key, said);
    const stems = new Set([node, ...given.flatMap((key) => this.seen.of(key) ?? [])].map(stemOf));
    for (const stem of stems) this.together.add(stem, { ...said, stems });
  }

  private declareShape(key: string, declared: Declared): void {
    this.declarations.add(key, declared);
    const { scope, span } = declared;
    const dimensions = declared.kind === 'dimension' ? [key] : (declared.shape ?? []).flatMap(symbolsOf);
    for (const dimension of dimensions) this.dimensions.add(dimension, { scope, span });
  }

  private addLaw(node: SymbolNode, said: LawSaid & { readonly introduced: boolean }): void {
    const { introduced, ...law } = said;
    const { scope } = law;
    const [first] = node.subscripts;
    const last = node.subscripts.length === 1 && first?.kind === 'symbol' ? first : undefined;
    const count = last && this.isDimension(last.key, scope) ? last : undefined;
    const indexed = node.subscripts.length > 0 && node.subscripts.every((s) => this.isIndex(s, scope));
    const key = indexed || count ? patternOf(node) : node.key;
    // In a solution a law of something that has one is a claim, unless the words introduce it.
    if (scope.kind === 'solution') {
      const known = this.lawOf(key, scope) ?? this.definition(node.key, scope);
      if (!introduced && (known ?? this.spelledOut(node, scope))) return;
    }
    const indices = indexed ? node.subscripts.flatMap((s) => (s.kind === 'symbol' ? [s.key] : [])) : [];
    this.laws.add(key, { ...law, ...(count ? { count } : {}), indices });
    this.lastRandom = node;
    // The number of trials or of squares is a whole number, as dimensions are.
    const trials = /^(?:binomial|chi-square)$/.test(law.law) ? law.args[0] : undefined;
    const isDrawn = trials?.kind === 'symbol' && this.lawOf(trials.key, scope) !== undefined;
    if (isDrawn) this.tieTogether(node, [trials.key], { scope, span: law.span });
    else if (trials) for (const size of symbolsOf(trials)) this.dimensions.add(size, { scope, span: law.span });
    this.addParameters(law, law);
    // What stands as the covariance of a vector is positive definite.
    const covariance = this.joint.add(node, law, (letter) => this.declared(letter, scope));
    if (covariance) this.arrays.hear({ kind: 'traits', symbols: [covariance], traits: ['definite'] }, law);
  }

  /** What stands among the parameters of a law is a number, of a sign that the law tells. */
  private addParameters({ law, args }: LawWritten, { scope, span }: Said): void {
    for (const [k, arg] of args.entries()) {
      const own = parameterSignOf(law, k);
      const roots = own === 'positive' ? squaredIn(arg) : undefined;
      for (const parameter of symbolsOf(arg)) {
        const sign = arg.kind === 'symbol' ? own : roots?.has(parameter) ? 'positive' : 'any';
        this.parameters.add(parameter, { scope, span, sign });
      }
    }
  }

  /** What a symbol is, or the array that it is an entry of: `y_j` where $y = Wx$. */
  private spelledOut(node: SymbolNode, scope: Scope): Definition | undefined {
    const base = node.subscripts.length > 0 ? this.baseOf(node, scope) : undefined;
    return this.ruleOf(patternOf(node), scope) ?? (base === undefined ? undefined : this.definition(base, scope));
  }

  /** Something about these symbols that is not understood: what is claimed of them must not be refuted. */
  taint(symbols: Iterable<string>, scope: Scope, reason: string): void {
    for (const key of symbols) this.unread.add(key, { scope, span: undefined, reason });
  }

  /** Whether a relation says what a symbol stands for that had no meaning before. Asked before it is put in force. */
  introduces(link: Link): boolean {
    return (definitionIn(link, this) ?? askedMeaning(link, this)) !== undefined;
  }

  /** Its parts do not fit together: it gives nothing a meaning. Must be called before it is put in force. */
  dismiss(link: Link): void {
    this.dismissed.add(link.wholeSpan);
  }

  /**
   * Puts a relation in force: as a definition where it is one, else as a condition. What was found to hold restricts nothing, and what follows
   * from a claim that was refuted is not judged by it. A premise is supposed for the sake of what follows.
   */
  assert(written: Link, status: Status, premise: boolean): void {
    if (written.attitude === 'denied') return;
    const { left, right } = written;
    if (this.valuesTold.some(({ from, to }) => from <= left.span.from && right.span.to <= to)) return;
    const link = this.inputs.withoutIn(written);
    const own =
      link.attitude === 'asked'
        ? askedMeaning(link, this)
        : definitionIn(premise ? { ...link, attitude: 'assumed' } : link, this);
    // What does not fit together gives nothing a meaning.
    if (own && status !== 'refuted' && !this.dismissed.has(link.wholeSpan)) this.define(own);
    if (own || link.attitude === 'asked') return;
    if (link.relation.kind === '~') {
      const due = this.pending.filter((p) => p.span.from <= link.right.span.from && link.right.span.to <= p.span.to);
      this.pending = this.pending.filter((p) => !due.includes(p));
      // A law that was checked is no new one.
      if (status === 'given' || status === 'unknown') for (const { apply } of due) apply();
      else if (status !== 'refuted') this.densities.check(link);
      return;
    }
    const taken = link.attitude === 'assumed' || link.scope.kind === 'statement';
    const holds = status === 'proved' || status === 'tested';
    // What is claimed follows from what stands before it and excludes nothing; only what is taken may.
    const stated = link.attitude === 'stated' && link.size === 1 && (status === 'given' || status === 'unknown');
    if (link.relation.negated || (link.relation.kind === '=' && holds)) return;
    // What is said of growth says nothing of single values: it is in force also where it was not decided.
    const grows = speaksOfGrowth(link) && status !== 'refuted' && !holds;
    if (taken || stated || grows) this.assume(link);
  }

  private define({ kind, key, definition }: NewDefinition): void {
    (kind === 'rule' ? this.rules : this.definitions).add(key, definition);
    const law = kind === 'symbol' ? lawOfFormula(plain(definition.body)) : undefined;
    if (law && law.args.length > 0) this.addParameters(law, definition);
    const node = kind === 'rule' ? this.nodeOf(key) : undefined;
    if (node && lawOfFormula(node)) this.settle(definition);
    this.assumptions.define(key, definition.body);
  }

  /** What the formula of a density says of the letters in it. */
  private settle(definition: Definition): void {
    const { scope, span } = definition;
    for (const divisor of divisorsOf(definition.body))
      if (!definition.parameters.some((parameter) => parameter.key === divisor))
        this.parameters.add(divisor, { scope, span, sign: 'nonzero' });
    const space = spaceOf(definition);
    if (!space || (this.knows(space.dimension.key, scope) && !this.isDimension(space.dimension.key, scope))) return;
    for (const vector of space.vectors)
      if (!this.knows(vector.key, scope) && !this.shapeOf(vector, scope))
        this.declareShape(vector.key, { scope, span, kind: 'vector', shape: [space.dimension], domain: undefined });
  }

  /** The letters of a density or a mass function beside its place are positive numbers, and p is a probability. */
  private addNumbersOf(body: Node, place: SymbolNode, said: Said): void {
    for (const key of symbolsOf(body))
      if (key !== place.key && key !== '\\pi' && key !== 'e' && !this.knows(key, said.scope))
        this.parameters.add(key, { ...said, sign: /^[pq]$/.test(key) ? 'unit' : 'positive' });
  }

  /** `P(X = k) = (1 - p)^{k - 1} p` of a quantity of which nothing else is known. */
  private assumeMass({ left, right, relation, scope, wholeSpan }: Link): boolean {
    const probability = relation.kind === '=' && !relation.negated ? probabilityIn(left, this, scope) : undefined;
    const [event, more] = probability?.events ?? [];
    if (event?.kind !== 'chain' || more || probability?.given.length !== 0 || event.relations.length !== 1)
      return false;
    const [variable, place] = event.operands;
    if (event.relations[0]?.kind !== '=' || variable?.kind !== 'symbol' || !isIndexLetter(place)) return false;
    if (this.lawOf(variable.key, scope) ?? this.definition(variable.key, scope)) return false;
    if (!symbolsOf(right).includes(place.key)) return false;
    const law = `mass ${place.key} of ${variable.key}`;
    const said = { scope, span: wholeSpan };
    this.rules.add(law, { ...said, parameters: [place], body: right });
    this.addNumbersOf(right, place, said);
    this.laws.add(variable.key, { ...said, law, args: [], independent: false, entries: false, beside: new Set() });
    return true;
  }

  private assume(link: Link): void {
    const { left, right, scope } = link;
    const told = this.told.take(link, (node) => probabilityIn(node, this, scope));
    if (told && !this.knows(told.symbol.key, scope)) {
      const said = { scope, span: link.wholeSpan, law: told.law, args: told.args };
      this.laws.add(told.symbol.key, { ...said, independent: false, entries: false, beside: new Set() });
    }
    if (this.assumeMass(link)) return;
    if (
      link.relation.kind === '=' &&
      (namesGradient(left, right, this, scope) || namesGradient(right, left, this, scope))
    )
      return;
    const symbols = new Set([...symbolsOf(left), ...symbolsOf(right)]);
    const relation = link.several ? 'subset' : link.relation.kind;
    const condition: Condition = { scope, span: link.wholeSpan, left, right, relation, symbols };
    // The words around a membership may keep it from being a declaration; its shape holds all the same.
    const set =
      relation === 'in' && left.kind === 'symbol' && !this.declared(left.key, scope) ? readSet(right) : undefined;
    if (set && set.shape.length > 0 && left.kind === 'symbol')
      this.declareShape(left.key, {
        scope,
        span: link.wholeSpan,
        kind: set.shape.length > 1 ? 'matrix' : 'vector',
        shape: set.shape,
        domain: undefined,
      });
    const stems = new Set<string>();
    // The p of `P(A) = p` is a probability.
    if (right.kind === 'symbol' && probabilityIn(left, this, scope))
      this.parameters.add(right.key, { scope, span: link.wholeSpan, sign: 'unit' });
    for (const key of symbols) {
      const node = this.seen.of(key);
      if (node) stems.add(stemOf(node));
    }
    this.assumptions.add(condition, stems);
  }

  // What is in force

  definition(key: string, scope: Scope): Definition | undefined {
    return this.definitions.latest(key, scope);
  }

  /** What a symbol without a meaning here was said to be in another part of the same problem, where most go on using it. */
  definitionBeside(key: string, scope: Scope): Definition | undefined {
    const node = this.nodeOf(key);
    if (!node || this.knows(key, scope) || this.ruleOf(key, scope) || this.ruleOf(patternOf(node), scope))
      return undefined;
    const definition = this.definitions.beside(key, scope);
    return definition && !symbolsOf(definition.body).includes(key) ? definition : undefined;
  }

  /**
   * The shapes that a symbol that nothing was said to be here has in other parts of the same problem: as their statements say, where one does, for their
   * solutions may set letters for themselves.
   */
  shapesBeside(key: string, scope: Scope): readonly Shaped[] {
    if (this.definition(key, scope) ?? this.declared(key, scope)) return [];
    const all = this.declarations
      .allBeside(key, scope)
      .flatMap(({ shape, ...said }) => (shape && shape.length > 0 ? [{ scope: said.scope, shape }] : []));
    const stated = all.filter((said) => said.scope.kind === 'statement');
    return stated.length > 0 ? stated : all;
  }

  /** Whether a rule for a function or a density was said in another part of the same problem. */
  isSaidBeside(key: string, scope: Scope): boolean {
    return this.rules.beside(key, scope) !== undefined || this.definitions.beside(key, scope) !== undefined;
  }

  /** The rule of a function, a norm (`norm RMS`), a named call (`call RMS`) or the entries of an array (`patternOf`). */
  ruleOf(name: string, scope: Scope): Definition | undefined {
    return this.rules.latest(name, scope);
  }

  /** The rule for the entries of an array with that many indices: `y_j = …`. */
  entryRule(node: SymbolNode, arity: number, scope: Scope): Definition | undefined {
    return this.ruleOf(`${stemOf(node)} #${node.subscripts.length + arity}`, scope);
  }

  /** Everything that was declared of a symbol, joined; what is said later of its shape adds to what was said before. */
  declared(key: string, scope: Scope): Declared | undefined {
    const list = this.declarations.all(key, scope);
    const last = list[list.length - 1];
    if (!last) return undefined;
    const shaped = [...list].reverse().find((d) => d.shape !== undefined);
    const open = last.kind === 'vector' || last.kind === 'random' || last.kind === 'scalar';
    const domains = list.flatMap((d) => (d.domain ? [d.domain] : []));
    return {
      ...last,
      kind: shaped && open ? shaped.kind : last.kind,
      shape: shaped?.shape,
      domain: domains.length > 0 ? Object.assign({}, ...domains) : undefined,
    };
  }

  /** The shape of a symbol, or of the same letter bold or plain where nothing was said of this one. */
  shapeOf(node: SymbolNode, scope: Scope): readonly Node[] | undefined {
    const own = this.declared(node.key, scope);
    const twin = own ? undefined : this.twinOf(node, scope);
    return own?.shape ?? (twin && this.declared(twin.key, scope)?.shape);
  }

  /** The shape of something of which none was said, by what it is added to; what is surely a vector may have any letters before it, else only numbers. */
  lengthOf(key: string, scope: Scope, isVector: boolean): Shaped | undefined {
    if (!isVector && this.isNumber(key, scope)) return undefined;
    const shapeOf = (node: SymbolNode): Shaped | undefined => {
      const shape = this.shapeOf(node, scope);
      if (!shape) return this.shapesBeside(node.key, scope)[0];
      return shape.length > 0 ? { scope, shape } : undefined;
    };
    return this.lengths.of(key, scope, shapeOf, (node) =>
      isVector ? shapeOf(node) === undefined : this.isNumber(node.key, scope),
    );
  }

  /** Whether a letter was said to be a number, here or in another part of the problem. */
  private isNumber(key: string, scope: Scope): boolean {
    const said = this.declared(key, scope) ?? this.declarations.beside(key, scope);
    return said
      ? said.kind === 'scalar' || said.kind === 'integer'
      : (this.parameters.beside(key, scope) ?? this.parameters.latest(key, scope)) !== undefined;
  }

  /** A declared symbol that differs from this one in its subscripts only, such as `h_\ell` for `h_{\ell-1}`. */
  sibling(node: SymbolNode, scope: Scope): SymbolNode | undefined {
    if (node.subscripts.length === 0) return undefined;
    return this.seen
      .withStem(node)
      .find(
        (other) =>
          other.key !== node.key &&
          other.subscripts.length === node.subscripts.length &&
          this.declarations.all(other.key, scope).some((d) => d.shape !== undefined),
      );
  }

  /** The symbol whose change a symbol denotes: `h` with the marks and subscripts of `\Delta h`. */
  changedBy(node: SymbolNode, letter: string): SymbolNode {
    const { span, marks, subscripts } = node;
    return { kind: 'symbol', letter, marks, subscripts, key: symbolLatex(letter, marks, subscripts), span };
  }

  lawOf(key: string, scope: Scope): LawSaid | undefined {
    return this.laws.latest(key, scope);
  }

  /** The law of the entries of an array with that many indices; entries of a bold vector are often written with the plain letter. */
  entryLaw(node: SymbolNode, arity: number, scope: Scope): LawSaid | undefined {
    const own = this.laws.latest(`${stemOf(node)} #${arity}`, scope);
    const twin = own ? undefined : boldTwin(node.letter);
    return (
      own ?? (twin === undefined ? undefined : this.laws.latest(`${[twin, ...node.marks].join(' ')} #${arity}`, scope))
    );
  }

  /** Whether the law of a quantity hangs on other random quantities, which may be held fixed where it is spoken of. */
  isConditioned(key: string, scope: Scope): boolean {
    return this.conditioned.latest(key, scope) !== undefined;
  }

  hasLaw(key: string, scope: Scope): boolean {
    if (this.lawOf(key, scope)) return true;
    const node = this.seen.of(key);
    return node !== undefined && [0, 1, 2].some((k) => this.entryLaw(node, node.subscripts.length + k, scope));
  }

  /** A letter below another one that counts entries: not one that has a meaning of its own, such as `x` in `s_x`. */
  isIndex(node: Node | undefined, scope: Scope): node is SymbolNode {
    return isIndexLetter(node) && !this.knows(node.key, scope);
  }

  /** Whether a letter stands in the shape of something. */
  isSide(key: string, scope: Scope): boolean {
    return this.dimensions.latest(key, scope) !== undefined;
  }

  /** Whether a letter stands in the shape of something, or ends a sum and has no value of its own. */
  isDimension(key: string, scope: Scope): boolean {
    if (this.isSide(key, scope)) return true;
    if (!this.usage.isLimit(key, scope) || this.definition(key, scope) || this.lawOf(key, scope)) return false;
    const kind = this.declared(key, scope)?.kind;
    return kind === undefined || kind === 'integer' || kind === 'scalar';
  }

  /** The longest array that an indexed symbol may be an entry of: `x` for `x_k`, `x_i` for `x_{i,k}`; its key. */
  baseOf(node: SymbolNode, scope: Scope): string | undefined {
    for (let kept = node.subscripts.length - 1; kept >= 0; kept--) {
      const key = this.seen.shortened(node, kept);
      if (key !== undefined && this.means(key, scope)) return key;
    }
    const twin = boldTwin(node.letter);
    const key = twin === undefined ? undefined : symbolLatex(twin, node.marks, []);
    return key !== undefined && (this.definition(key, scope) || this.declared(key, scope)?.shape) ? key : undefined;
  }

  /** The longest array that an indexed symbol may be a state of, where only the statement of another part of the problem says its shape; its key. */
  baseBeside(node: SymbolNode, scope: Scope): string | undefined {
    for (let kept = node.subscripts.length - 1; kept >= 0; kept--) {
      const key = this.seen.shortened(node, kept);
      const [first] = key === undefined ? [] : this.shapesBeside(key, scope);
      if (first?.scope.kind === 'statement') return key;
    }
    return undefined;
  }

  /** The same letter bold or plain, if that one has a meaning. */
  twinOf(node: SymbolNode, scope: Scope): SymbolNode | undefined {
    const letter = boldTwin(node.letter);
    const key = letter === undefined ? undefined : symbolLatex(letter, node.marks, node.subscripts);
    return key !== undefined && this.means(key, scope) ? this.seen.of(key) : undefined;
  }

  /** Whether the symbol as it is written was said to be something. */
  private means(key: string, scope: Scope): boolean {
    return (
      (this.definition(key, scope) ??
        this.declared(key, scope) ??
        this.lawOf(key, scope) ??
        this.joint.partOf(key, scope)) !== undefined
    );
  }

  knows(key: string, scope: Scope): boolean {
    return this.means(key, scope) || this.hasLaw(key, scope);
  }

  /** The symbols in whose definitions a symbol stands. */
  usersOf(key: string): readonly string[] {
    return this.assumptions.usersOf(key);
  }

  /** Symbols with the same letter. */
  kin(node: SymbolNode): readonly SymbolNode[] {
    return this.seen.withStem(node);
  }

  nodeOf(key: string): SymbolNode | undefined {
    return this.seen.of(key);
  }

  /** Symbols that occur with that letter among their subscripts, in order of first occurrence. */
  *indexedBy(letter: string): Generator<SymbolNode> {
    for (const node of this.seen.all())
      if (node.subscripts.some((s) => s.kind === 'symbol' && s.key === letter)) yield node;
  }

  /** Whether a symbol stands among the parameters of a law. */
  isParameter(key: string, scope: Scope): boolean {
    return this.parameters.latest(key, scope) !== undefined;
  }

  /** Whether a letter stands below that of a density, or behind its variable: `\theta` of `p_\theta` and of `p(x; \theta)`. */
  indexesFamily(key: string, scope: Scope): boolean {
    if (this.usage.isBehindVariable(key, scope)) return true;
    for (const node of this.indexedBy(key)) if (this.usage.variableOf(node.key, scope)) return true;
    return false;
  }

  /** What a symbol must be as the parameter of a law: a probability, a positive rate. */
  parameterSign(key: string, scope: Scope): EntrySign {
    return this.parameters.all(key, scope).find((p) => p.sign !== 'any')?.sign ?? 'any';
  }

  /** A function that the problem speaks of without saying what it is: "find $g$ with …". */
  isAskedFor(key: string, scope: Scope): boolean {
    return !this.knows(key, scope) && this.usage.isInStatement(key, scope);
  }

  /** Whether a letter names an event. */
  isEvent(name: string, scope: Scope): boolean {
    if (!this.events.isEvent(name, scope) || this.definition(name, scope) || this.hasLaw(name, scope)) return false;
    return (this.declared(name, scope)?.kind ?? 'label') === 'label';
  }

  eventsIn(scope: Scope): readonly string[] {
    return this.events.names(scope).filter((name) => this.isEvent(name, scope));
  }

  /** Why quantities with laws of their own may not be free of one another. */
  tieOf(key: string, scope: Scope): string | undefined {
    return this.tied.latest(key, scope)?.reason;
  }

  taintOf(key: string, scope: Scope): string | undefined {
    return this.unread.latest(key, scope)?.reason;
  }

  /** Whether it was said that the quantities of these stems are independent of one another. */
  independent(stems: readonly string[], scope: Scope): boolean {
    const [first] = stems;
    if (first === undefined) return true;
    return this.together.all(first, scope).some((t) => stems.every((s) => t.stems.has(s)));
  }
}

/** `X_n` of `X_n \\sim \\mathrm{Exp}(\\lambda)`, the last of a list. */
function namedBy(node: Node): Node {
  const [first] = node.kind === 'chain' && node.relations[0]?.kind === '~' ? node.operands : [];
  return first ?? node;
}
