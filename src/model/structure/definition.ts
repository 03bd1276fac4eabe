import type { Apply, Node, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { symbolsOf, walk } from '../../formula/walk';
import { lawOfFormula } from '../../statement/law';
import type { Link } from '../../statement/statement';
import { speaksOfGrowth } from '../growth/notation';
import { densityWritten } from './cells';
import { isStructured, speaksOfDimensions } from './concern';
import { measureIn } from './divergence';
import { probabilityIn } from './events';
import { isIndexLetter, normName, patternOf, plain, stemOf, type Definition, type Said } from './known';
import { transformIn } from './transforms';
import { mayBeFunction } from './unknowns';
import type { World } from './world';

/** A definition with the place where it belongs: a symbol's own meaning, or a rule for functions, norms and entries. */
export interface NewDefinition {
  readonly kind: 'symbol' | 'rule';
  readonly key: string;
  readonly definition: Definition;
}

/** What a relation says a symbol stands for that had no meaning before; undefined where it defines nothing. */
export function definitionIn(link: Link, world: World): NewDefinition | undefined {
  const { relation, scope } = link;
  if (link.attitude === 'denied' || link.attitude === 'asked' || link.several || relation.negated) return undefined;
  if ((relation.kind !== '=' && relation.kind !== ':=') || speaksOfGrowth(link)) return undefined;
  return new Defining(link, world, { scope, span: link.wholeSpan }).read();
}

/** "What is the mean of the outputs $y = Wx$?": of a letter without a meaning it cannot be asked whether it is that. */
export function askedMeaning(link: Link, world: World): NewDefinition | undefined {
  const { scope, left } = link;
  if (link.attitude !== 'asked' || scope.kind !== 'statement' || left.kind !== 'symbol' || link.size > 1)
    return undefined;
  const spoken = symbolsOf(link.right).flatMap((key) => world.nodeOf(key) ?? []);
  const isKnown = (node: SymbolNode): boolean =>
    world.knows(node.key, scope) || world.isIndex(node, scope) || world.baseOf(node, scope) !== undefined;
  if (!spoken.some((node) => world.knows(node.key, scope)) || !spoken.every(isKnown)) return undefined;
  return definitionIn({ ...link, attitude: 'assumed' }, world);
}

class Defining {
  private readonly right: Node;
  private readonly taken: boolean;

  constructor(
    private readonly link: Link,
    private readonly world: World,
    private readonly said: Said,
  ) {
    this.right = link.right;
    this.taken = link.relation.kind === ':=' || link.attitude === 'assumed' || link.scope.kind === 'statement';
  }

  read(): NewDefinition | undefined {
    const { link, world, right } = this;
    const { scope } = this.said;
    const left = plain(link.left);
    switch (left.kind) {
      case 'symbol':
        return this.symbol(left);
      case 'apply': {
        if (left.inverse || link.index !== 0 || probabilityIn(left, world, scope)) return undefined;
        if (left.given) return this.conditional(left);
        if (measureIn(left, world, scope) ?? transformIn(left, world, scope)) return undefined;
        // `p(x) = \int p(x, z)\,dz` relates densities that share a letter.
        if (densityWritten(left, world, scope) && symbolsOf(right).includes(left.head.key)) return undefined;
        const parameters = left.args.filter((a) => a.kind === 'symbol');
        if (parameters.length !== left.args.length || world.ruleOf(left.head.key, scope)) return undefined;
        const law = this.taken ? lawSpelled(plain(right), parameters) : undefined;
        if (law) return { kind: 'symbol', key: left.head.key, definition: { ...this.said, parameters: [], body: law } };
        const kind = world.declared(left.head.key, scope)?.kind;
        const open = kind === 'function' || (kind === undefined && this.isFresh(left.head));
        if ((!this.taken && !open) || kind === 'dimension') return undefined;
        return this.rule(left.head.key, parameters);
      }
      case 'call': {
        const [parameter, more] = left.args;
        if (!this.taken || more || left.subscript || parameter?.kind !== 'symbol') return undefined;
        return this.measure(`call ${left.name}`, parameter);
      }
      case 'norm':
        if (!this.taken || left.operand.kind !== 'symbol' || !left.subscript) return undefined;
        return this.measure(`norm ${normName(left.subscript)}`, left.operand);
      case 'add':
        return this.taken ? this.isolated(left, right) : undefined;
      default:
        return undefined;
    }
  }

  /** `\pi_\theta(a \mid s) = …`: what stands behind the bar is an argument, too. */
  private conditional({ head, args, given = [] }: Apply): NewDefinition | undefined {
    const { world, right } = this;
    const { scope } = this.said;
    const all = [...args, ...given];
    const parameters = all.filter((a) => a.kind === 'symbol');
    if (!this.taken || parameters.length !== all.length || head.subscripts.length === 0) return undefined;
    if (world.ruleOf(head.key, scope) || symbolsOf(right).includes(head.key)) return undefined;
    const spoken = new Set(symbolsOf(right));
    return parameters.every(({ key }) => spoken.has(key)) ? this.rule(head.key, parameters) : undefined;
  }

  /** A function that is asked for, or of which nothing was said before. */
  private isFresh(head: SymbolNode): boolean {
    const { world } = this;
    const { scope } = this.said;
    if (world.isAskedFor(head.key, scope)) return true;
    return mayBeFunction(head, world, scope) && !symbolsOf(this.right).includes(head.key);
  }

  private rule(key: string, parameters: readonly SymbolNode[]): NewDefinition {
    return { kind: 'rule', key, definition: { ...this.said, parameters, body: this.right } };
  }

  /** A named function or norm of a vector; what stands behind must speak of the vector. */
  private measure(key: string, parameter: SymbolNode): NewDefinition | undefined {
    if (!symbolsOf(this.right).includes(parameter.key) || this.world.ruleOf(key, this.said.scope)) return undefined;
    return this.rule(key, [parameter]);
  }

  private symbol(left: SymbolNode): NewDefinition | undefined {
    const { world, link, right } = this;
    const { scope } = this.said;
    const declared = world.declared(left.key, scope);
    const kind = declared?.kind;
    const free =
      kind === 'scalar' ||
      kind === 'integer' ||
      kind === 'dimension' ||
      world.assumptions.restrictAlone(left.key, scope);
    // A parameter takes whatever value it is given last; anything else is what it was said to be first.
    const old = world.definition(left.key, scope);
    if (old && !free && !(isPut(link) && speaksOfDimensions([old.body], world, scope))) return undefined;
    const supposed = link.attitude === 'assumed' || scope.kind === 'statement';
    if ((world.lawOf(left.key, scope) || link.index > 0) && !supposed) return undefined;
    const spoken = symbolsOf(right);
    if (spoken.includes(left.key) && stands(right, left.key)) return undefined;
    // A vector that has a law of its own gives its entries their names.
    if (world.lawOf(left.key, scope) && entryNames(left, right)) return undefined;
    const entrywise =
      declared?.shape === undefined &&
      !this.labelled(left) &&
      left.subscripts.some((s) => world.isIndex(s, scope) && s.kind === 'symbol' && spoken.includes(s.key));
    if (entrywise) return this.entries(left);
    return { kind: 'symbol', key: left.key, definition: { ...this.said, parameters: [], body: right } };
  }

  /** `h_\ell = W_\ell x`, where $W_\ell$ was declared as a matrix: the letter below tells layers apart and counts no entries. */
  private labelled(left: SymbolNode): boolean {
    const { world, right } = this;
    const label = left.subscripts.length === 1 ? left.subscripts[0] : undefined;
    if (label?.kind !== 'symbol') return false;
    // The letter of layers.
    if (label.key === '\\ell') return true;
    return symbolsOf(right).some((key) => {
      const node = world.nodeOf(key);
      const has = node?.subscripts.some((s) => s.kind === 'symbol' && s.key === label.key) === true;
      return has && (world.declared(key, this.said.scope)?.shape?.length ?? 0) > 0;
    });
  }

  /** `M_{jk} = a_j b_k`: a rule for all entries. */
  private entries(left: SymbolNode): NewDefinition | undefined {
    const { world, right } = this;
    const { scope } = this.said;
    const base = world.baseOf(left, scope);
    // A rule for the terms of a sequence of numbers is none for the entries of an array.
    if (base === undefined && (!isStructured(right, world, scope) || speaksOf(right, left))) return undefined;
    if (base !== undefined && (world.definition(base, scope) || world.hasLaw(base, scope))) return undefined;
    const parameters = left.subscripts.filter((s) => s.kind === 'symbol');
    if (parameters.length !== left.subscripts.length || world.ruleOf(patternOf(left), scope)) return undefined;
    return this.rule(patternOf(left), parameters);
  }

  /** `h + \Delta h = …` where only `\Delta h` has no meaning yet. */
  private isolated(left: Extract<Node, { kind: 'add' }>, right: Node): NewDefinition | undefined {
    const { scope } = this.said;
    const fresh = left.terms.filter(
      (t) => t.node.kind === 'symbol' && t.sign === '+' && !this.world.knows(t.node.key, scope),
    );
    const [own] = fresh;
    if (fresh.length !== 1 || own?.node.kind !== 'symbol' || symbolsOf(right).includes(own.node.key)) return undefined;
    const { span } = right;
    const others = left.terms
      .filter((t) => t !== own)
      .map((t) => ({ sign: t.sign === '-' ? ('+' as const) : ('-' as const), node: t.node }));
    const whole: Node = { kind: 'group', style: 'round', body: right, span };
    const body: Node = { kind: 'add', span, terms: [{ sign: '+', node: whole }, ...others] };
    return { kind: 'symbol', key: own.node.key, definition: { ...this.said, parameters: [], body } };
  }
}

/** The law of `p(z) = \mathcal N(z; \mu, \sigma^2)` and `p(z) = \mathcal N(z \mid \mu, \sigma^2)`. */
function lawSpelled(right: Node, [parameter, more]: readonly SymbolNode[]): Node | undefined {
  if (right.kind !== 'apply' || right.inverse || !parameter || more) return undefined;
  const { given, ...written } = right;
  const [place, ...behind] = right.args;
  if (place?.kind !== 'symbol' || place.key !== parameter.key) return undefined;
  const law: Node = { ...written, args: [...behind, ...(given ?? [])] };
  const named = lawOfFormula(law);
  return named && named.law !== right.head.key && named.args.length > 1 ? law : undefined;
}

/** "with $c = \frac{1}{n}$ we get": the letter takes that value now. */
function isPut({ attitude, passage, index }: Link): boolean {
  if (index > 0) return false;
  const { since } = passage;
  return (
    attitude === 'assumed' ||
    (/(?:^|[\s(,])(?:with|for|at)\s*$/i.test(since) && !/\b(?:left|up|agrees?|\w+ing|compar\w*) with\s*$/i.test(since))
  );
}

/** Whether a letter stands in a formula other than as a label: not so Q in `X W_Q`. */
function stands(root: Node, key: string): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.kind !== 'symbol') return !found;
    found ||=
      node.key === key ||
      node.subscripts.some((s) => (s.kind !== 'symbol' || isIndexLetter(s) ? stands(s, key) : false));
    return false;
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

/** How many entries of a vector are listed: 2 of `X = (X_1, X_2)^\\top`. */
export function entryNames(left: SymbolNode, right: Node): number | undefined {
  const bare = plain(right.kind === 'transpose' ? right.operand : right);
  const items =
    bare.kind === 'tuple'
      ? bare.items
      : bare.kind === 'matrix' && bare.rows.every((row) => row.length === 1)
        ? bare.rows.flat()
        : [];
  const isEntry = (node: Node, k: number): boolean =>
    node.kind === 'symbol' &&
    stemOf(node) === stemOf(left) &&
    node.subscripts.length === left.subscripts.length + 1 &&
    printLatex(node.subscripts.at(-1) ?? node) === String(k + 1);
  return items.length > 1 && items.every(isEntry) ? items.length : undefined;
}
