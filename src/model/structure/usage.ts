import type { Node, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { lawOfFormula } from '../../statement/law';
import type { Sentence } from '../../statement/sentence';
import type { Scope } from '../../statement/statement';
import { elementwiseIn } from './elementwise';
import { propertiesIn } from './freedom';
import { boldTwin, plain, type LawWritten, type Said } from './known';
import { Shelf } from './shelf';

/** What was said of functions and densities beyond their rules: from where to where they go, what they are applied to, what has which law. */
export class Usage {
  private readonly mappings = new Shelf<Said & { readonly domain: Node; readonly codomain: Node }>();
  private readonly applications = new Shelf<Said & { readonly args: readonly SymbolNode[] }>();
  /** Letters that stand among factors without brackets behind them. */
  private readonly factors = new Shelf<Said>();
  /** Letters at which sums and products end. */
  private readonly limits = new Shelf<Said>();
  private readonly densityPlaces = new Shelf<Said>();
  private readonly besidePi = new Shelf<Said>();
  /** In which ways letters are applied. */
  private readonly forms = new Shelf<Said & { readonly form: string; readonly count: number }>();
  /** What stands behind the variable of a density: `\theta` of `p(x; \theta)` and `p(x \mid \theta)`. */
  private readonly parameters = new Shelf<Said & { readonly args: readonly SymbolNode[] }>();
  /** For the key of a law the symbols that it is said of. */
  private readonly variables = new Shelf<Said & { readonly variable: SymbolNode }>();
  /** Laws with a name that a quantity has below an expectation: `\epsilon \sim \mathcal{N}(0, I)`. */
  private readonly drawn = new Shelf<Said & LawWritten>();
  /** For the key of a law an expression that is said to have it. */
  private readonly makings = new Shelf<Said & { readonly expression: Node }>();
  /** What words say of functions and densities beyond that they are some. */
  private readonly properties = new Shelf<Said & { readonly words: readonly string[] }>();

  /** Functions of one number that are applied to vectors entry by entry. */
  private readonly elementwise = new Shelf<Said>();
  /** By what letters are derived. */
  private readonly derivatives = new Shelf<Said & { readonly variable: SymbolNode }>();
  /** Words of what is added to losses. */
  private readonly additions = new Shelf<Said & { readonly words: string }>();

  /** Takes in the words of a sentence. */
  hear(sentence: Sentence, scope: Scope): void {
    const said = { scope, span: sentence.span };
    for (const { key } of elementwiseIn(sentence)) this.elementwise.add(key, said);
    const added =
      /\b(?:regulari[sz]\w*|weight decay|penalt\w+|skip connections?|residual connections?|shared weights?|weight sharing)\b/i;
    const words = added.exec(sentence.text)?.[0];
    if (words !== undefined) this.additions.add('', { ...said, words });
    for (const { symbol, words } of propertiesIn(sentence))
      this.properties.add(symbol.key, {
        scope,
        span: sentence.span,
        words,
      });
  }

  /** Takes in one part of a formula. */
  observe(node: Node, scope: Scope): void {
    const { span } = node;
    if (node.kind === 'big' && node.upper && (node.operator === 'sum' || node.operator === 'product')) {
      const upper = plain(node.upper);
      if (upper.kind === 'symbol' && upper.key !== '\\infty') this.limits.add(upper.key, { scope, span: upper.span });
    }
    if (node.kind === 'derivative' && node.operand.kind === 'symbol')
      for (const { variable } of node.variables)
        if (variable.kind === 'symbol') this.derivatives.add(node.operand.key, { scope, span, variable });
    if (node.kind === 'mapping' && node.function.kind === 'symbol')
      this.mappings.add(node.function.key, { scope, span, domain: node.domain, codomain: node.codomain });
    if (node.kind === 'apply' && lawOfFormula(node)?.law === node.head.key) {
      const parameters = [...node.args.slice(1), ...(node.given ?? [])].filter((arg) => arg.kind === 'symbol');
      const [place] = node.args;
      if (place?.kind === 'symbol') this.densityPlaces.add(place.key, { scope, span });
      if (parameters.length > 0) this.parameters.add(node.head.key, { scope, span, args: parameters });
    }
    if (node.kind === 'apply') {
      const given = (node.given ?? []).map(printLatex).join(',');
      const [first] = node.args;
      // X has the density that is written with x, or with a bold x.
      const letter = first?.kind === 'symbol' ? first.key : '';
      const variable = (letter.startsWith('\\') ? (boldTwin(letter) ?? letter) : letter).toLowerCase();
      this.forms.add(node.head.key, {
        scope,
        span,
        form: `${variable} of ${node.args.length} given ${given}`,
        count: node.args.length,
      });
    }
    if (node.kind === 'apply' && !node.given) {
      const args = node.args.filter((arg) => arg.kind === 'symbol');
      if (args.length === node.args.length) this.applications.add(node.head.key, { scope, span, args });
    }
    if (node.kind === 'product') {
      const letters = node.factors.flatMap(({ node: factor }) => (factor.kind === 'symbol' ? [factor.key] : []));
      for (const key of letters) this.factors.add(key, { scope, span });
      if (letters.includes('\\pi')) for (const key of letters) this.besidePi.add(key, { scope, span });
    }
    if (node.kind !== 'chain') return;
    for (const [k, relation] of node.relations.entries()) {
      const [variable, law] = [node.operands[k], node.operands[k + 1]];
      const named = relation.kind === '~' && law ? lawOfFormula(law) : undefined;
      const letter = law?.kind === 'apply' ? law.head.key : law?.kind === 'symbol' ? law.key : undefined;
      if (variable?.kind !== 'symbol' || !named) continue;
      if (named.law === letter) this.variables.add(named.law, { scope, span, variable });
      else this.drawn.add(variable.key, { scope, span, law: named.law, args: named.args });
    }
  }

  /** A law, or a density, was said to be that of a symbol. */
  name(law: string, variable: SymbolNode, said: Said): void {
    this.variables.add(law, { ...said, variable });
  }

  /** An expression was said to have a law. */
  make(law: string, expression: Node, said: Said): void {
    this.makings.add(law, { ...said, expression });
  }

  /** Whether a function of one number is applied to vectors entry by entry. */
  isElementwise(key: string, scope: Scope): boolean {
    return this.elementwise.latest(key, scope) !== undefined;
  }

  /** By what a letter is derived anywhere. */
  derivedBy(key: string, scope: Scope): readonly SymbolNode[] {
    return this.derivatives.all(key, scope).map(({ variable }) => variable);
  }

  /** The words that say that losses are made of more than is spelled out. */
  addedToLosses(scope: Scope): string | undefined {
    return this.additions.latest('', scope)?.words;
  }

  /** Whether a sum or a product ends at a letter: then it is a whole number. */
  isLimit(key: string, scope: Scope): boolean {
    return this.limits.latest(key, scope) !== undefined;
  }

  /** What a function maps to. */
  codomainOf(key: string, scope: Scope): Node | undefined {
    return this.mappings.latest(key, scope)?.codomain;
  }

  /** What a function maps from. */
  domainOf(key: string, scope: Scope): Node | undefined {
    return this.mappings.latest(key, scope)?.domain;
  }

  /** The letters that a function or a density was first applied to. */
  argumentsOf(key: string, scope: Scope): readonly SymbolNode[] | undefined {
    return this.applications.all(key, scope)[0]?.args;
  }

  /** `p(x)`, `p(z)` and `p(x \mid z)` side by side: one letter for several densities. */
  isOverloaded(density: string, scope: Scope): boolean {
    return new Set(this.forms.all(density, scope).map(({ form }) => form)).size > 1;
  }

  /** A function that is applied to different numbers of arguments. */
  hasSeveralArities(key: string, scope: Scope): boolean {
    return new Set(this.forms.all(key, scope).map(({ count }) => count)).size > 1;
  }

  /** Whether a density is taken at a letter: `z` of `q(z)`. */
  isDensityPlace(key: string, scope: Scope): boolean {
    return this.densityPlaces.latest(key, scope) !== undefined;
  }

  /** Whether a letter is a factor beside π somewhere. */
  standsBesidePi(key: string, scope: Scope): boolean {
    return this.besidePi.latest(key, scope) !== undefined;
  }

  /** Whether a letter is multiplied somewhere: then it is a number before brackets, too. */
  isFactor(key: string, scope: Scope): boolean {
    return this.factors.latest(key, scope) !== undefined;
  }

  /** The letters behind the variable of a density. */
  parametersOf(law: string, scope: Scope): readonly SymbolNode[] {
    return this.parameters.all(law, scope)[0]?.args ?? [];
  }

  /** Whether a letter stands behind the variable of a density. */
  isBehindVariable(letter: string, scope: Scope): boolean {
    return this.parameters.names().some((law) => this.parametersOf(law, scope).some(({ key }) => key === letter));
  }

  /** Whether the problem's statement applies a function to letters. */
  isInStatement(key: string, scope: Scope): boolean {
    return this.applications.all(key, scope).some((said) => said.scope.kind === 'statement');
  }

  /** Functions that are applied to a letter, with its place among how many arguments. */
  functionsOf(
    variable: string,
    scope: Scope,
  ): readonly { readonly key: string; readonly place: number; readonly count: number }[] {
    return this.applications.names().flatMap((key) => {
      const args = this.argumentsOf(key, scope) ?? [];
      const place = args.findIndex((arg) => arg.key === variable);
      return place < 0 ? [] : [{ key, place, count: args.length }];
    });
  }

  /** The symbol that a law was first said of. */
  variableOf(law: string, scope: Scope): SymbolNode | undefined {
    return this.variables.all(law, scope)[0]?.variable;
  }

  /** The law with a name that was last said of a symbol anywhere, also below an expectation. */
  drawnFrom(variable: string, scope: Scope): LawWritten | undefined {
    return this.drawn.latest(variable, scope);
  }

  /** The keys of laws that are said of a symbol anywhere, also below an expectation. */
  lawsOver(variable: string, scope: Scope): readonly string[] {
    return this.variables.names().filter((law) => this.variableOf(law, scope)?.key === variable);
  }

  /** An expression that is said to have a law: `g(z, \theta)` for `p_\theta`. */
  makingOf(law: string, scope: Scope): Node | undefined {
    return this.makings.latest(law, scope)?.expression;
  }

  /** Functions whose values are said to have a law. */
  makers(scope: Scope): readonly string[] {
    return this.makings.names().flatMap((law) => {
      const making = this.makingOf(law, scope);
      return making?.kind === 'apply' ? [making.head.key] : [];
    });
  }

  /** The quantity whose law the values of a function are said to have. */
  madeBy(key: string, scope: Scope): SymbolNode | undefined {
    const law = this.makings.names().find((name) => {
      const making = this.makingOf(name, scope);
      return making?.kind === 'apply' && making.head.key === key;
    });
    return law === undefined ? undefined : this.variableOf(law, scope);
  }

  /** Why an invented function or density may not be one that is meant. */
  propertyOf(key: string, scope: Scope): string | undefined {
    const [word] = this.properties.latest(key, scope)?.words ?? [];
    return word === undefined
      ? undefined
      : `What “${word}” says of $${key}$ is not used yet; it may exclude what breaks this.`;
  }

  /** What bends a function, where that is all that words say of it. */
  curvatureOf(key: string, scope: Scope): 'convex' | 'concave' | undefined {
    const words = new Set(this.properties.all(key, scope).flatMap((said) => said.words));
    const [word, more] = words;
    return more === undefined && (word === 'convex' || word === 'concave') ? word : undefined;
  }
}
