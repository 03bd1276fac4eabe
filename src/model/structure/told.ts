import type { Node, SymbolNode } from '../../formula/tree';
import { Rational } from '../../kernel/rational';
import { Fuel } from '../../kernel/fuel';
import type { Link } from '../../statement/statement';
import type { Probability } from './events';
import { plain } from './known';

/** A law that relations tell: by its mean and its variance, or by the probability of each value. */
export interface ToldLaw {
  readonly symbol: SymbolNode;
  readonly law: 'moments' | 'points';
  /** Mean and variance; or values and probabilities in turn. */
  readonly args: readonly Node[];
}

/** `E[X] = 3` and `Var(X) = 4`, or `P(X = 0) = \frac14`, … up to one in sum: what is taken of a quantity of which nothing else is known. */
export class ToldLaws {
  private readonly moments = new Map<string, { mean?: Node; variance?: Node }>();
  private readonly masses = new Map<string, Map<string, { readonly value: Node; readonly probability: Node }>>();

  /** The law of a symbol, once what was taken so far tells it. `asked` reads a side as a probability. */
  take({ left, right, relation, scope }: Link, asked: (node: Node) => Probability | undefined): ToldLaw | undefined {
    if (relation.kind !== '=' || relation.negated) return undefined;
    const probability = asked(left);
    if (probability) return this.mass(probability, right, scope.id);
    if (left.kind !== 'expectation' || left.subscript || left.given || left.args.length !== 1) return undefined;
    const symbol = left.args[0] && plain(left.args[0]);
    if (symbol?.kind !== 'symbol' || (left.operator !== 'E' && left.operator !== 'Var')) return undefined;
    const key = `${scope.id} ${symbol.key}`;
    const known = this.moments.get(key) ?? {};
    const both = left.operator === 'E' ? { ...known, mean: right } : { ...known, variance: right };
    this.moments.set(key, both);
    const { mean, variance } = both;
    return mean && variance ? { symbol, law: 'moments', args: [mean, variance] } : undefined;
  }

  private mass({ events, given }: Probability, right: Node, scope: number): ToldLaw | undefined {
    const [event] = events;
    if (events.length !== 1 || given.length > 0 || event?.kind !== 'chain' || event.relations.length !== 1)
      return undefined;
    const [symbol, value] = event.operands;
    if (event.relations[0]?.kind !== '=' || symbol?.kind !== 'symbol' || !value || !numberIn(value)) return undefined;
    const key = `${scope} ${symbol.key}`;
    const masses = this.masses.get(key) ?? new Map<string, { value: Node; probability: Node }>();
    this.masses.set(key, masses);
    masses.set(numberIn(value)?.toString() ?? '', { value, probability: right });
    let total = Rational.zero;
    for (const { probability } of masses.values()) {
      const number = numberIn(probability);
      if (!number || number.sign < 0) return undefined;
      total = total.plus(number);
    }
    if (!total.isOne) return undefined;
    return { symbol, law: 'points', args: [...masses.values()].flatMap((m) => [m.value, m.probability]) };
  }
}

/** The fraction that is written: `3`, `-1`, `0.25`, `\frac14`. */
function numberIn(node: Node): Rational | undefined {
  const bare = plain(node);
  switch (bare.kind) {
    case 'number':
      return bare.radix === undefined ? Rational.parse(bare.digits, new Fuel(1000), bare.repeating) : undefined;
    case 'quotient': {
      const [above, below] = [numberIn(bare.dividend), numberIn(bare.divisor)];
      return above && below && !below.isZero ? above.times(below.inverse()) : undefined;
    }
    case 'add': {
      const [only] = bare.terms;
      const value = only && bare.terms.length === 1 ? numberIn(only.node) : undefined;
      return value && only?.sign === '-' ? value.negated() : value;
    }
    default:
      return undefined;
  }
}
