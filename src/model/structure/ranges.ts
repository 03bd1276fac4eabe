import type { Node, SymbolNode } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import { Rational } from '../../kernel/rational';
import type { DomainWords } from '../../statement/domain-words';
import { readSet } from '../../statement/membership';
import type { Seeded } from '../seeded';
import type { Evaluator } from './evaluator';
import type { EntrySign } from './instance';
import { plain, type Condition } from './known';
import { attempt } from './outcome';

/** The numbers that an open number may be, where more than its sign was said: `y \in \{-1, 1\}`, `p \in (0, 1)`, `n \in \mathbb Z`. */
export interface Range {
  readonly among?: readonly Rational[];
  readonly lower?: Rational;
  readonly upper?: Rational;
  readonly whole: boolean;
  readonly parity?: 'even' | 'odd';
}

/** What was said of the values of a letter, as far as it is made of numbers; undefined where that is nothing. */
export function rangeSaid(ev: Evaluator, node: SymbolNode): Range | undefined {
  const { world, scope } = ev;
  const domain = domainSaid(ev, node);
  const conditions = world.assumptions.on(node.key, scope).filter(({ symbols }) => symbols.size === 1);
  const lower = greatest([
    ...(domain.interval?.lower ? [numberOf(ev, domain.interval.lower.node)] : []),
    ...(domain.least === undefined ? [] : [Rational.of(domain.least)]),
    ...(domain.positive || domain.nonnegative ? [Rational.zero] : []),
    ...conditions.map((condition) => boundIn(ev, condition, node, ['>', '>='])),
  ]);
  const upper = greatest(
    [
      ...(domain.interval?.upper ? [numberOf(ev, domain.interval.upper.node)] : []),
      ...(domain.most === undefined ? [] : [Rational.of(domain.most)]),
      ...(domain.negative || domain.nonpositive ? [Rational.zero] : []),
      ...conditions.map((condition) => boundIn(ev, condition, node, ['<', '<='])),
    ].map((bound) => bound?.negated()),
  )?.negated();
  const among = domain.among ? listed(ev, domain.among) : undefined;
  const whole = domain.integer === true;
  const isTold = among ?? upper ?? (lower && !lower.isZero ? lower : undefined);
  if (!isTold && !whole && !domain.parity) return undefined;
  return {
    whole,
    ...(among ? { among } : {}),
    ...(lower ? { lower } : {}),
    ...(upper ? { upper } : {}),
    ...(domain.parity ? { parity: domain.parity } : {}),
  };
}

/** What a declaration or a membership says of the values of a letter. */
function domainSaid({ world, scope }: Evaluator, { key }: SymbolNode): DomainWords {
  const declared = world.declared(key, scope)?.domain;
  if (declared) return declared;
  for (const { relation, left, right } of world.assumptions.on(key, scope))
    if (relation === 'in' && left.kind === 'symbol' && left.key === key) {
      const set = plain(right);
      return set.kind === 'tuple' && set.open === '{' ? { among: set.items } : (readSet(set)?.domain ?? {});
    }
  return {};
}

/** One of the numbers of a range; small ones that a student can check by hand. */
export function pickFrom(range: Range, sign: EntrySign, random: Seeded): Rational {
  const { among, lower, upper, whole, parity } = range;
  if (among) return among[random.below(among.length)] ?? Rational.zero;
  if (whole || parity) {
    const least = lower ? Number(lower.ceiling()) : upper ? Number(upper.floor()) - 6 : sign === 'any' ? -4 : 1;
    const most = upper ? Number(upper.floor()) : least + 8;
    const pool = Array.from({ length: Math.max(Math.min(most - least + 1, 12), 0) }, (_, k) => least + k).filter(
      (k) => (parity === undefined || (k % 2 === 0) === (parity === 'even')) && (k !== 0 || sign === 'any'),
    );
    return Rational.of(pool[random.below(Math.max(pool.length, 1))] ?? least);
  }
  const step = Rational.of(1 + random.below(9), 10);
  if (lower && upper) return lower.plus(upper.minus(lower).times(step));
  const size = Rational.of(1 + random.below(6));
  return lower ? lower.plus(size) : upper ? upper.minus(size) : size;
}

/** The number of a range that is closest to a value, in doubles; ends of intervals are none. */
export function closestIn({ among, lower, upper, whole, parity }: Range, value: number): number {
  const [least, most] = [lower?.toNumber() ?? -Infinity, upper?.toNumber() ?? Infinity];
  if (among) {
    const values = among.map((number) => number.toNumber());
    return values.reduce(
      (best, own) => (Math.abs(own - value) < Math.abs(best - value) ? own : best),
      values[0] ?? value,
    );
  }
  if (whole || parity) {
    const step = parity ? 2 : 1;
    const shift = parity === 'odd' ? 1 : 0;
    const nearest = step * Math.round((value - shift) / step) + shift;
    if (nearest < least) return step * Math.ceil((least - shift) / step) + shift;
    return nearest > most ? step * Math.floor((most - shift) / step) + shift : nearest;
  }
  const margin = Math.min(1 / 8, (most - least) / 16);
  return Math.min(Math.max(value, least + margin), most - margin);
}

/** What the range says of the sign. */
export function signOfRange({ among, lower, upper }: Range): EntrySign {
  const least = among ? among.reduce((a, b) => (a.compare(b) < 0 ? a : b), among[0] ?? Rational.zero) : lower;
  if (least && upper && least.isZero && upper.isOne) return 'unit';
  // The ends of intervals are never picked.
  if (least && (least.sign > 0 || (least.isZero && !among))) return 'positive';
  return least?.isZero ? 'nonnegative' : 'any';
}

function numberOf(ev: Evaluator, node: Node): Rational | undefined {
  return attempt(() => ev.algebra.constantValue(ev.number(node, 'an end of an interval')));
}

/** The numbers of a list; `1, \dots, 5` are those between. */
function listed(ev: Evaluator, items: readonly Node[]): readonly Rational[] | undefined {
  const dots = items.findIndex((item) => item.kind === 'ellipsis');
  const numbers = items.filter((item) => item.kind !== 'ellipsis').map((item) => numberOf(ev, item));
  const known = numbers.flatMap((number) => number ?? []);
  if (known.length !== numbers.length || known.length === 0) return undefined;
  if (dots < 0) return known;
  const [first, last] = [known[0], known[known.length - 1]];
  if (!first?.isInteger || !last?.isInteger) return undefined;
  const count = Number(last.numerator - first.numerator) + 1;
  return count > 0 && count <= 100 ? Array.from({ length: count }, (_, k) => first.plus(Rational.of(k))) : undefined;
}

/** The number c of `x < c`, and of `|x| < c`. */
function boundIn(
  ev: Evaluator,
  { left, right, relation }: Condition,
  node: SymbolNode,
  wanted: readonly string[],
): Rational | undefined {
  const [a, b] = [plain(left), plain(right)];
  const isLeft = a.kind === 'symbol' && a.key === node.key;
  const isRight = b.kind === 'symbol' && b.key === node.key;
  if (isLeft && wanted.includes(relation)) return numberOf(ev, b);
  // `|\\rho| < 1`
  const isSize = a.kind === 'absolute' && plain(a.operand).kind === 'symbol' && symbolsOf(a.operand).includes(node.key);
  if (isSize && /^<=?$/.test(relation)) {
    const bound = numberOf(ev, b);
    return wanted.includes(relation) ? bound : bound?.negated();
  }
  const turned = relation.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  return isRight && wanted.includes(turned) ? numberOf(ev, a) : undefined;
}

function greatest(bounds: readonly (Rational | undefined)[]): Rational | undefined {
  return bounds.reduce((a, b) => (!a || (b && b.compare(a) > 0) ? b : a), undefined);
}
