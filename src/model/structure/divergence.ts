import type { Node, SymbolNode } from '../../formula/tree';
import type { Quotient } from '../../kernel/canonical/atom';
import { oneQuotient } from '../../kernel/canonical/field';
import { exponentialOf } from '../../kernel/canonical/powers';
import { logarithmOf } from '../../kernel/canonical/logarithms';
import type { Law } from '../../kernel/random';
import { Rational } from '../../kernel/rational';
import { lawOfFormula } from '../../statement/law';
import type { Scope } from '../../statement/statement';
import { isLaw } from './concern';
import type { Evaluator } from './evaluator';
import { normName, plain, type LawWritten } from './known';
import { lawHere, requireDiagonal, scalarLaw } from './laws';
import { stop } from './outcome';
import { isScalar, scalar, type Value } from './value';
import type { World } from './world';

/** A measure of laws with the laws that it is taken of. */
export interface Measured {
  readonly kind: 'divergence' | 'entropy' | 'cross entropy';
  readonly laws: readonly LawWritten[];
}

/** `D_{KL}(q \| p)`, `\mathrm{KL}(q, p)`, `H(q)`, `H(q, p)`: where all that stands between the brackets are laws that are known. */
export function measureIn(node: Node, world: World, scope: Scope): Measured | undefined {
  const head = measureName(node);
  if (head === undefined || (node.kind !== 'apply' && node.kind !== 'call')) return undefined;
  const args = [...node.args, ...(node.kind === 'apply' ? (node.given ?? []) : [])];
  const isDivergence = head === 'KL';
  if (!isDivergence && (world.ruleOf('H', scope) || world.knows('H', scope))) return undefined;
  if (args.length !== 2 && (isDivergence || args.length !== 1)) return undefined;
  const laws = args.flatMap((arg) => lawIn(plain(arg), world, scope) ?? []);
  if (laws.length !== args.length) return undefined;
  return { kind: isDivergence ? 'divergence' : args.length === 1 ? 'entropy' : 'cross entropy', laws };
}

/** Which measure a formula speaks of by its letters, whatever stands between its brackets. */
export function measureName(node: Node): 'KL' | 'H' | undefined {
  const head = node.kind === 'apply' ? nameOf(node.head) : node.kind === 'call' ? node.name : undefined;
  if (head === undefined) return undefined;
  return /^(?:KL|D_?KL|DKL)$/.test(head) ? 'KL' : head === 'H' ? 'H' : undefined;
}

/** `D_{KL}` as `D_KL`, `\mathrm{KL}` as `KL`. */
function nameOf({ letter, subscripts, marks }: SymbolNode): string | undefined {
  const name = /^\\(?:mathrm|text|operatorname|mathbb|mathcal)\s?\{?([A-Za-z]+)\}?$/.exec(letter)?.[1] ?? letter;
  if (marks.length > 0) return undefined;
  return subscripts.length > 0 ? `${name}_${subscripts.map(normName).join('')}` : name;
}

/** The law that a letter, a name with parameters, or `q(z)` stands for. */
function lawIn(node: Node, world: World, scope: Scope): LawWritten | undefined {
  const law = lawOfFormula(node);
  if (!law || (node.kind === 'apply' && node.given)) return undefined;
  const meant = world.lawMeant(law.law, scope);
  return meant ?? (isLaw(law.law, world, scope) && !world.ruleOf(law.law, scope) ? law : undefined);
}

/** The value of such a measure; entries of vectors are independent, so that theirs are added. */
export function measureValue(ev: Evaluator, { kind, laws }: Measured): Value {
  const here = laws.map((law) => lawHere(ev.inside('law in a divergence'), law));
  here.forEach(requireDiagonal);
  const sizes = here.flatMap(({ args }) =>
    args.filter((arg) => !arg.identity && (!isScalar(arg) || arg.rowName !== undefined)).map((arg) => arg.rows),
  );
  if (new Set(sizes).size > 1) return stop('the laws here have different sizes');
  if (sizes.length === 0 && here.some(({ args }) => args.some((arg) => arg.identity)))
    return stop('the size of the identity matrix was not said');
  let sum: Quotient = ev.algebra.integer(0);
  for (let i = 0; i < (sizes[0] ?? 1); i++) {
    const [q, p] = here.map((law) => scalarLaw(ev, law, i));
    if (!q) return stop('a law is missing here');
    if (kind !== 'divergence') sum = ev.algebra.add(sum, entropyOf(ev, q));
    if (p) sum = ev.algebra.add(sum, divergenceOf(ev, q, p));
  }
  // The text may count in bits.
  const units = [{ says: '' }, { says: 'logarithms have base 2' }];
  const inBits = ev.chooser.choose('unit of information', units) === 1;
  return scalar(inBits ? ev.algebra.divide(sum, logarithmOf(ev.algebra, ev.algebra.integer(2))) : sum);
}

/** ∫ q log(q/p) of two laws of one kind, in closed form. */
function divergenceOf({ algebra }: Evaluator, q: Law, p: Law): Quotient {
  const log = (above: Quotient, below: Quotient): Quotient =>
    algebra.subtract(logarithmOf(algebra, above), logarithmOf(algebra, below));
  if (q.kind === 'normal' && p.kind === 'normal') {
    const away = algebra.subtract(q.mean, p.mean);
    const spread = algebra.divide(algebra.add(q.variance, algebra.multiply(away, away)), p.variance);
    const whole = algebra.add(log(p.variance, q.variance), algebra.subtract(spread, oneQuotient));
    return algebra.scale(whole, Rational.half);
  }
  if (q.kind === 'exponential' && p.kind === 'exponential')
    return algebra.add(log(q.rate, p.rate), algebra.subtract(algebra.divide(p.rate, q.rate), oneQuotient));
  if (q.kind === 'poisson' && p.kind === 'poisson')
    return algebra.add(algebra.multiply(q.mean, log(q.mean, p.mean)), algebra.subtract(p.mean, q.mean));
  if (q.kind === 'bernoulli' && p.kind === 'bernoulli') {
    const [a, b] = [q.probability, p.probability];
    const [c, d] = [algebra.subtract(oneQuotient, a), algebra.subtract(oneQuotient, b)];
    return algebra.add(algebra.multiply(a, log(a, b)), algebra.multiply(c, log(c, d)));
  }
  return stop('the divergence of these laws is not computed here');
}

/** −∫ q log q, in nats. */
function entropyOf({ algebra }: Evaluator, q: Law): Quotient {
  switch (q.kind) {
    case 'normal': {
      const e = exponentialOf(algebra, oneQuotient);
      const inside = algebra.product([algebra.integer(2), algebra.fromAtom(algebra.pi), e, q.variance]);
      return algebra.scale(logarithmOf(algebra, inside), Rational.half);
    }
    case 'exponential':
      return algebra.subtract(oneQuotient, logarithmOf(algebra, q.rate));
    case 'uniform':
      return logarithmOf(algebra, algebra.subtract(q.upper, q.lower));
    case 'bernoulli': {
      const other = algebra.subtract(oneQuotient, q.probability);
      const part = (x: Quotient): Quotient => algebra.multiply(x, logarithmOf(algebra, x));
      return algebra.negate(algebra.add(part(q.probability), part(other)));
    }
    default:
      return stop('the entropy of this law is not computed here');
  }
}
