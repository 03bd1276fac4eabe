import type { Node, Term } from '../../formula/tree';
import { isNegligible } from '../../kernel/growth/compare';
import { logarithmOf } from '../../kernel/growth/logarithm';
import {
  exponentialOrder,
  multiplyOrders,
  orderOf,
  rateOf,
  type Monomial,
  type Order,
} from '../../kernel/growth/order';
import { Rational } from '../../kernel/rational';
import { indexValue, memberIn } from '../members';
import type { Recurrence } from '../recurrence';
import { plain } from '../structure/known';
import { leadingBounds, noBounds, type Bounds } from './bounds';
import type { GrowthReader } from './reader';

/** `a T(n/b)` or `a T(n - c)`: one of the terms of a recurrence that speak of earlier members. */
interface Call {
  readonly count: Rational;
  readonly how: 'divided' | 'less';
  readonly by: bigint;
}

/** A recurrence by its form: how often it calls earlier members, and what it adds. */
interface Form {
  readonly letter: string;
  readonly calls: readonly Call[];
  readonly added: readonly Term[];
}

/**
 * The growth of $T(n) = aT(n/b) + f(n)$ by the master theorem (Cormen et al., Introduction to Algorithms, chapter 4), and of $T(n) = aT(n-c) + f(n)$.
 * Undefined for all other members of sequences, and where a first value could be negative.
 */
export function recurrenceBounds(reader: GrowthReader, node: Node): Bounds | undefined {
  const member = memberIn(node);
  const { world, scope } = reader.ev;
  const told = member && world.recurrences.of(member.sequence, scope);
  if (!member || !told || member.index.kind !== 'symbol') return undefined;
  const first = world.recurrences.firstValues(member.sequence, scope, -1);
  if (!first || [...first.values()].some(({ value }) => !isPositive(value))) return undefined;
  const form = formOf(told);
  if (!form || !reader.sizes.admits(member.index)) return undefined;
  const size = member.index.key;
  const added = addedBounds(reader, form, size);
  const [call, ...others] = form.calls;
  if (!added || !call || others.some(({ how, by }) => how !== call.how || by !== call.by)) return undefined;
  const count = form.calls.reduce((sum, { count: own }) => sum.plus(own), Rational.zero);
  if (!count.isInteger || count.sign <= 0) return undefined;
  const solve = call.how === 'divided' ? divided : lessened;
  const each = (order: Order | undefined): Order | undefined => order && solve(size, count.numerator, call.by, order);
  if (form.added.length === 0) return both(solve(size, count.numerator, call.by, undefined));
  return { ...noBounds, lower: each(added.lower), upper: each(added.upper) };
}

function both(order: Order | undefined): Bounds | undefined {
  return order && { ...noBounds, lower: order, upper: order };
}

/** What is added, as a bound in the size alone: letters for constants do not count. */
function addedBounds(reader: GrowthReader, { letter, added }: Form, size: string): Bounds | undefined {
  if (letter !== size && added.length > 0) return undefined;
  if (added.some(({ sign }) => sign !== '+')) return undefined;
  let total: Bounds | undefined;
  for (const { node } of added) {
    const read = reader.bounds(node);
    const names = [read.lower, read.upper].flatMap((order) => (order ?? []).flatMap((m) => [...m.keys()]));
    if (names.some((name) => name !== size && reader.sizes.has(name))) return undefined;
    const own = leadingBounds(read, (name) => name === size);
    const alone = (order: Order | undefined): Order | undefined =>
      order?.map((m): Monomial => new Map([...m].filter(([name]) => name === size)));
    const next = { ...own, lower: alone(own.lower), upper: alone(own.upper) };
    if (!total) total = next;
    else {
      const join = (a: Order | undefined, b: Order | undefined): Order | undefined =>
        a && b ? [...a, ...b] : undefined;
      total = { ...total, lower: join(total.lower, next.lower), upper: join(total.upper, next.upper) };
    }
  }
  return total ?? noBounds;
}

/** T(n) = a T(n/b) + f(n). */
function divided(size: string, a: bigint, b: bigint, added: Order | undefined): Order | undefined {
  const critical = logarithmOf(a, b);
  if (!critical) return undefined;
  const leaves = orderOf(size, critical);
  if (!added) return leaves;
  const [only, more] = leadingOf(added, size);
  const rate = only && rateOf(only, size);
  if (!rate || more || rate.exponential.size > 0 || !rate.log.isInteger) return undefined;
  const order = rate.power.compare(critical);
  // A logarithm that is cut off is a little smaller than the true one.
  const isNear = rate.power.minus(critical).absolute().compare(Rational.of(1n, 1000n)) < 0;
  if (order !== 0 && isNear) return undefined;
  if (order < 0) return leaves;
  if (order > 0) return [only];
  if (rate.log.sign < 0) return undefined;
  return multiplyOrders([only], logarithm(size));
}

/** T(n) = a T(n - c) + f(n). */
function lessened(size: string, a: bigint, c: bigint, added: Order | undefined): Order | undefined {
  if (a > 1n) {
    const grown = exponentialOrder(a, size, Rational.of(1n, c));
    const isSmall = !added || (grown && isNegligible(added, grown, (name) => name === size));
    return isSmall && added?.every((m) => rateOf(m, size).exponential.size === 0) !== false ? grown : undefined;
  }
  const [only, more] = added ? leadingOf(added, size) : [];
  const rate = only && rateOf(only, size);
  if (!only || !rate || more || rate.exponential.size > 0) return undefined;
  if (rate.power.compare(Rational.minusOne) > 0) return multiplyOrders([only], orderOf(size));
  return rate.power.equals(Rational.minusOne) && rate.log.isZero ? logarithm(size) : undefined;
}

function logarithm(size: string): Order {
  return [new Map([[size, { power: Rational.zero, log: Rational.one, exponential: new Map() }]])];
}

function leadingOf(order: Order, size: string): Order {
  return leadingBounds({ ...noBounds, lower: order }, (name) => name === size).lower ?? order;
}

function formOf({ sequence, letter, shift, body }: Recurrence): Form | undefined {
  const terms: readonly Term[] = body.kind === 'add' ? body.terms : [{ sign: '+', node: body }];
  const calls: Call[] = [];
  const added: Term[] = [];
  for (const term of terms) {
    if (!speaksOf(term.node, sequence)) {
      added.push(term);
      continue;
    }
    const call = term.sign === '+' ? callIn(term.node, sequence, letter, shift) : undefined;
    if (!call) return undefined;
    calls.push(call);
  }
  // T(n + 1) = T(n) + n adds the size before.
  return { letter, calls, added };
}

function speaksOf(node: Node, sequence: string): boolean {
  if (memberIn(node)?.sequence === sequence) return true;
  switch (node.kind) {
    case 'product':
      return node.factors.some((factor) => speaksOf(factor.node, sequence));
    case 'number':
    case 'symbol':
      return false;
    case 'group':
      return speaksOf(node.body, sequence);
    case 'power':
      return speaksOf(node.base, sequence) || speaksOf(node.exponent, sequence);
    case 'add':
      return node.terms.some((term) => speaksOf(term.node, sequence));
    case 'call':
    case 'apply':
      return node.args.some((part) => speaksOf(part, sequence));
    case 'quotient':
      return speaksOf(node.dividend, sequence) || speaksOf(node.divisor, sequence);
    case 'root':
      return speaksOf(node.radicand, sequence);
    default:
      // What else there is may hide a member.
      return true;
  }
}

function callIn(node: Node, sequence: string, letter: string, shift: number): Call | undefined {
  const factors = node.kind === 'product' ? node.factors.map((factor) => plain(factor.node)) : [plain(node)];
  let count = Rational.one;
  let index: Node | undefined;
  for (const factor of factors) {
    const member = memberIn(factor);
    if (factor.kind === 'number' && /^\d{1,4}$/.test(factor.digits))
      count = count.times(Rational.of(Number(factor.digits)));
    else if (member?.sequence === sequence && !index) index = member.index;
    else return undefined;
  }
  const at = index && earlierIn(index, letter);
  if (!at) return undefined;
  if (at.how === 'divided') return shift === 0 ? { ...at, count } : undefined;
  const less = BigInt(shift) + at.by;
  return less > 0n ? { how: 'less', by: less, count } : undefined;
}

/** `n/b`, `\lfloor n/b \rfloor`, `n - c`: which earlier member is meant. */
function earlierIn(index: Node, letter: string): Omit<Call, 'count'> | undefined {
  const bare = index.kind === 'floor' || index.kind === 'ceiling' ? plain(index.operand) : plain(index);
  if (bare.kind === 'symbol') return bare.key === letter ? { how: 'less', by: 0n } : undefined;
  if (bare.kind === 'quotient') {
    const by = indexValue(bare.divisor, new Map());
    return bare.dividend.kind === 'symbol' && bare.dividend.key === letter && by !== undefined && by >= 2
      ? { how: 'divided', by: BigInt(by) }
      : undefined;
  }
  if (index !== bare) return undefined;
  const [at, less] = [indexValue(bare, new Map([[letter, 1000]])), indexValue(bare, new Map([[letter, 1001]]))];
  return at !== undefined && less === at + 1 ? { how: 'less', by: BigInt(1000 - at) } : undefined;
}

/** A letter for a constant, or a number that is not negative. */
function isPositive(value: Node): boolean {
  const bare = plain(value);
  return bare.kind === 'symbol' || bare.kind === 'number' || (bare.kind === 'apply' && /Theta|O/.test(bare.head.key));
}
