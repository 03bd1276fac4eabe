import type { Add, Call, Node, Power, Product, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { symbolsOf, walk } from '../../formula/walk';
import { signOfBall } from '../../kernel/ball';
import { toTerm } from '../../kernel/canonical/write';
import { evaluateBall } from '../../kernel/evaluate';
import { exponentialOrder, logarithmOrder, orderOf } from '../../kernel/growth/order';
import { isNegligible } from '../../kernel/growth/compare';
import { logarithmOf } from '../../kernel/growth/logarithm';
import { Rational } from '../../kernel/rational';
import type { Fuel } from '../../kernel/fuel';
import { Evaluator } from '../structure/evaluator';
import { factorsOf } from '../structure/factors';
import { plain } from '../structure/known';
import {
  addBounds,
  atMost,
  constantBounds,
  exactly,
  leadingBounds,
  multiplyBounds,
  noBounds,
  raiseBounds,
  type Bounds,
} from './bounds';
import { exactForm, formAlgebra, leadOf } from './exact';
import { factsAbout } from './facts';
import { growthSign } from './notation';
import { normBounds } from './norms';
import { recurrenceBounds } from './recurrences';
import type { Sizes } from './sizes';

/** Definitions within definitions and facts about facts are followed so far. */
const deepest = 12;

/**
 * The growth of formulas whose values are not negative: by what was said of them, by their form, and by the inequalities of norms. A subformula of
 * which nothing is known counts as a quantity of its own, which must cancel wherever two orders are compared.
 */
export class GrowthReader {
  private readonly open: string[] = [];

  constructor(
    /** Of some instance: for the shapes of vectors and matrices, and for the readings of notation. */
    readonly ev: Evaluator,
    readonly sizes: Sizes,
    private readonly fuel: Fuel,
  ) {}

  bounds(node: Node): Bounds {
    this.fuel.enter();
    try {
      return this.read(plain(node));
    } finally {
      this.fuel.leave();
    }
  }

  /** What was said of something under that name, else what `otherwise` makes of it. */
  said(name: string, node: Node, otherwise: () => Bounds): Bounds {
    if (this.open.includes(name) || this.open.length > deepest) return otherwise();
    this.open.push(name);
    try {
      const known = factsAbout(this, name, node);
      if (known?.lower && known.upper) return known;
      const derived = otherwise();
      if (!known) return derived;
      return {
        lower: known.lower ?? derived.lower,
        upper: known.upper ?? derived.upper,
        strict: known.strict,
        provided: known.upper ? [] : derived.provided,
        sampled: derived.sampled,
      };
    } finally {
      this.open.pop();
    }
  }

  /** A quantity of its own. */
  opaque(name: string): Bounds {
    return exactly(orderOf(name));
  }

  private read(node: Node): Bounds {
    switch (node.kind) {
      case 'number':
        return /[1-9]/.test(node.digits) ? constantBounds : noBounds;
      case 'symbol':
        return this.symbol(node);
      case 'add':
        return this.sum(node);
      case 'product':
        return this.product(node);
      case 'quotient':
        return multiplyBounds(this.bounds(node.dividend), this.raised(node.divisor, Rational.minusOne));
      case 'power':
        return this.power(node);
      case 'root': {
        const degree = node.degree ? numberIn(node.degree) : Rational.two;
        return degree && degree.sign > 0 ? this.raised(node.radicand, degree.inverse()) : noBounds;
      }
      case 'norm':
        return normBounds(this, node);
      case 'call':
        return this.call(node);
      case 'apply': {
        const sign = growthSign(node);
        const [argument] = node.args;
        if (sign === undefined && argument && node.args.length === 1 && this.isSize(node.head.key))
          return multiplyBounds(this.symbol(node.head), this.bounds(argument));
        if (sign === undefined || !argument || this.ev.world.ruleOf(node.head.key, this.ev.scope))
          return this.other(node);
        const own = this.bounds(argument);
        switch (sign) {
          case 'theta':
            return own;
          case 'upper':
            return { ...own, lower: undefined, strict: undefined };
          case 'lower':
            return { ...own, upper: undefined, strict: undefined };
          case 'less':
            return { ...own, lower: undefined, strict: 'less' };
          case 'more':
            return { ...own, upper: undefined, strict: 'more' };
        }
      }
      // eslint-disable-next-line no-fallthrough -- every sign returns above
      default:
        return this.other(node);
    }
  }

  private raised(base: Node, exponent: Rational): Bounds {
    return raiseBounds(
      leadingBounds(this.bounds(base), (name) => this.sizes.has(name)),
      exponent,
    );
  }

  private other(node: Node): Bounds {
    const told = recurrenceBounds(this, node);
    if (told) return told;
    const name = printLatex(node);
    const own = mentionsChance(node) ? this.computed(node) : noBounds;
    // What can be computed is not taken from what was claimed of it.
    return own.lower ? own : this.said(name, node, () => noBounds);
  }

  /** By its values at small sizes. */
  private computed(node: Node): Bounds {
    const algebra = formAlgebra(this.ev);
    const form = exactForm(this.ev, node, algebra);
    const lead = form && leadOf(this.ev, form, algebra);
    for (const name of (form?.sum ?? []).flatMap((term) => [...term.exponents.keys()])) this.sizes.named(name);
    return lead ? { ...exactly(lead.order), sampled: true } : noBounds;
  }

  private symbol(node: SymbolNode): Bounds {
    const told = recurrenceBounds(this, node);
    if (told) return told;
    const { world, scope } = this.ev;
    const { key } = node;
    if (key === '\\pi' || ((key === 'e' || key === '\\mathrm{e}') && !world.knows(key, scope))) return constantBounds;
    const definition = world.definition(key, scope);
    if (!definition && this.sizes.admits(node)) return this.size(node);
    return this.said(key, node, () => {
      if (definition && definition.parameters.length === 0 && this.open.length <= deepest)
        return this.bounds(definition.body);
      const declared = world.declared(key, scope);
      // A number of which only its sign is known does not depend on the sizes.
      const equations = world.assumptions.equationsOn(key, scope);
      if (this.isSolved(key)) {
        const own = this.computed(node);
        if (own.lower) return own;
      }
      const free = equations.length === 0 && world.assumptions.on(key, scope).every((c) => c.symbols.size === 1);
      if (declared?.kind === 'scalar' && declared.shape === undefined && free) return constantBounds;
      return this.opaque(key);
    });
  }

  /** Whether a letter is a number that one equation in force determines. */
  isSolved(key: string): boolean {
    const { world, scope } = this.ev;
    return world.assumptions.equationsOn(key, scope).length === 1 && world.declared(key, scope)?.kind === 'scalar';
  }

  /** A size grows as it likes, unless it was said to be of the order of others; that it is at most another one only limits their directions. */
  private size(node: SymbolNode): Bounds {
    const free = exactly(orderOf(node.key));
    const said = this.said(node.key, node, () => noBounds);
    return said.lower && said.upper && said.strict === undefined ? said : free;
  }

  /** A letter that counts entries is multiplied by what stands in brackets behind it. */
  private isSize(key: string): boolean {
    return this.ev.world.isDimension(key, this.ev.scope);
  }

  /** `1 - \frac{2}{\pi}` is a positive constant. */
  private isPositiveConstant(node: Node): boolean {
    if (symbolsOf(node).some((key) => key !== '\\pi')) return false;
    const value = evaluateBall(toTerm(this.ev.algebra, this.ev.number(node, 'a constant')), new Map(), this.fuel);
    return value.kind === 'ball' && signOfBall(value.ball) === 1;
  }

  private sum(node: Add): Bounds {
    if (this.isPositiveConstant(node)) return constantBounds;
    let positive: Bounds | undefined;
    let negative: Bounds | undefined;
    for (const { sign, node: part } of node.terms) {
      if (sign === '\\pm' || sign === '\\mp') return noBounds;
      const own = this.bounds(part);
      if (sign === '+') positive = positive ? addBounds(positive, own) : own;
      else negative = negative ? addBounds(negative, own) : own;
    }
    if (!negative) return positive ?? noBounds;
    if (!positive) return noBounds;
    const { lower, upper } = positive;
    const small =
      lower !== undefined &&
      negative.upper !== undefined &&
      isNegligible(negative.upper, lower, (name) => this.sizes.has(name));
    return small ? positive : { ...atMost(upper, []), provided: [`\\text{no cancellation in } ${printLatex(node)}`] };
  }

  private product(node: Product): Bounds {
    let result = constantBounds;
    for (const factor of factorsOf(this.ev, node)) {
      if (factor.operator === '\\otimes' || factor.operator === '\\circ' || factor.operator === '\\odot')
        return noBounds;
      const own =
        factor.kind === 'factor'
          ? this.bounds(factor.node)
          : this.other({ kind: 'expectation', operator: 'E', args: [factor.argument], span: factor.argument.span });
      result = multiplyBounds(result, own);
    }
    return result;
  }

  private power(node: Power): Bounds {
    const exponent = numberIn(node.exponent) ?? logarithmIn(plain(node.exponent));
    if (exponent) return this.raised(node.base, exponent);
    const base = plain(node.base);
    const linear = this.linear(node.exponent);
    if (!linear) return this.other(node);
    const isE = base.kind === 'symbol' && (base.key === 'e' || base.key === '\\mathrm{e}');
    const value = numberIn(base);
    const whole = value?.isInteger === true && value.sign > 0 ? value.numerator : undefined;
    const order = isE
      ? exponentialOrder('e', linear.key, linear.factor)
      : whole === 1n
        ? constantBounds.upper
        : whole === undefined
          ? undefined
          : exponentialOrder(whole, linear.key, linear.factor);
    return order ? exactly(order) : noBounds;
  }

  /** `n/2`, `-n`, `2n + 1`: a multiple of a size, constants left out. */
  private linear(node: Node): { readonly key: string; readonly factor: Rational } | undefined {
    const part = plain(node);
    switch (part.kind) {
      case 'symbol':
        return !this.ev.world.definition(part.key, this.ev.scope) && this.sizes.admits(part)
          ? { key: part.key, factor: Rational.one }
          : undefined;
      case 'quotient': {
        const inner = this.linear(part.dividend);
        const divisor = numberIn(part.divisor);
        return inner && divisor && !divisor.isZero ? { ...inner, factor: inner.factor.dividedBy(divisor) } : undefined;
      }
      case 'product': {
        let found: { readonly key: string; readonly factor: Rational } | undefined;
        let factor = Rational.one;
        for (const { node: own } of part.factors) {
          const value = numberIn(own);
          if (value) factor = factor.times(value);
          else if (found) return undefined;
          else if (!(found = this.linear(own))) return undefined;
        }
        return found && { key: found.key, factor: found.factor.times(factor) };
      }
      case 'add': {
        let found: { readonly key: string; readonly factor: Rational } | undefined;
        for (const { sign, node: own } of part.terms) {
          if (numberIn(own)) continue;
          const inner = this.linear(own);
          if (!inner || found || (sign !== '+' && sign !== '-')) return undefined;
          found = sign === '-' ? { ...inner, factor: inner.factor.negated() } : inner;
        }
        return found;
      }
      default:
        return undefined;
    }
  }

  private call(node: Call): Bounds {
    const [argument, more] = node.args;
    if (!argument || more) return this.other(node);
    switch (node.name) {
      case 'log':
      case 'ln': {
        const { lower, upper } = this.bounds(argument);
        return {
          ...noBounds,
          lower: lower && logarithmOrder(lower),
          upper: upper && logarithmOrder(upper),
        };
      }
      case 'exp': {
        const linear = this.linear(argument);
        const order = linear && exponentialOrder('e', linear.key, linear.factor);
        return order ? exactly(order) : this.other(node);
      }
      case 'RMS':
      case 'rms':
        return normBounds(this, {
          kind: 'norm',
          operand: argument,
          subscript: { kind: 'word', text: 'RMS', span: node.nameSpan },
          span: node.span,
        });
      default:
        return this.other(node);
    }
  }
}

function mentionsChance(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= node.kind === 'expectation';
    return !found;
  });
  return found;
}

/** A number that stands there as such: `2`, `-1`, `\frac12`. */
export function numberIn(node: Node): Rational | undefined {
  const part = plain(node);
  switch (part.kind) {
    case 'number': {
      if (part.repeating !== undefined || part.radix !== undefined || part.digits.length > 30) return undefined;
      const [whole = '', decimals = ''] = part.digits.split('.');
      return Rational.of(BigInt(`${whole}${decimals}`), 10n ** BigInt(decimals.length));
    }
    case 'quotient': {
      const [a, b] = [numberIn(part.dividend), numberIn(part.divisor)];
      return a && b && !b.isZero ? a.dividedBy(b) : undefined;
    }
    case 'add': {
      const [only, more] = part.terms;
      const value = only && !more ? numberIn(only.node) : undefined;
      return only?.sign === '-' ? value?.negated() : only?.sign === '+' ? value : undefined;
    }
    default:
      return undefined;
  }
}

/** The order of a size, to some power. */
export function sizeBounds(reader: GrowthReader, spelling: string, power: Rational): Bounds | undefined {
  if (/^\d+$/.test(spelling)) return constantBounds;
  const node = reader.sizes.named(spelling);
  if (!node) return undefined;
  return raiseBounds(reader.bounds(node), power);
}

/** `\log_2 3` of whole numbers. */
function logarithmIn(node: Node): Rational | undefined {
  if (node.kind !== 'call' || node.name !== 'log' || !node.subscript) return undefined;
  const [argument, more] = node.args;
  const [a, b] = [argument && numberIn(argument), numberIn(node.subscript)];
  return !more && a?.isInteger === true && b?.isInteger === true ? logarithmOf(a.numerator, b.numerator) : undefined;
}
