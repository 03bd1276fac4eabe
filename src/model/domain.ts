import type { Rational } from '../kernel/rational';

/** The numbers that a symbol may stand for, as far as the context says. Undefined bounds are infinite. */
export interface Domain {
  readonly integer: boolean;
  readonly lower?: Bound;
  readonly upper?: Bound;
  readonly nonzero: boolean;
  readonly parity?: 'even' | 'odd';
  /** Any complex number: models are taken among the real ones, which settle only what is analytic in it. */
  readonly complex?: true;
}

export interface Bound {
  readonly value: Rational;
  /** The bound itself is excluded. */
  readonly open: boolean;
}

export const reals: Domain = { integer: false, nonzero: false };

export function intersect(a: Domain, b: Domain): Domain {
  const lower = tighter(a.lower, b.lower, 1);
  const upper = tighter(a.upper, b.upper, -1);
  const parity = a.parity ?? b.parity;
  const integer = a.integer || b.integer;
  return {
    integer,
    nonzero: a.nonzero || b.nonzero,
    ...(lower ? { lower } : {}),
    ...(upper ? { upper } : {}),
    ...(parity ? { parity } : {}),
    ...((a.complex || b.complex) && !integer && !lower && !upper ? { complex: true } : {}),
  };
}

/** `direction` 1 keeps the greater bound, −1 the smaller one; of equal ones the open one. */
function tighter(a: Bound | undefined, b: Bound | undefined, direction: 1 | -1): Bound | undefined {
  if (!a || !b) return a ?? b;
  const order = a.value.compare(b.value) * direction;
  if (order === 0) return a.open ? a : b;
  return order > 0 ? a : b;
}

export function contains(domain: Domain, value: Rational): boolean {
  if (domain.integer && !value.isInteger) return false;
  if (domain.nonzero && value.isZero) return false;
  if (domain.parity && (!value.isInteger || (value.numerator % 2n === 0n) !== (domain.parity === 'even'))) return false;
  return within(value, domain.lower, 1) && within(value, domain.upper, -1);
}

function within(value: Rational, bound: Bound | undefined, direction: 1 | -1): boolean {
  if (!bound) return true;
  const order = value.compare(bound.value) * direction;
  return bound.open ? order > 0 : order >= 0;
}

export function isPositive(domain: Domain): boolean {
  const { lower } = domain;
  return lower !== undefined && (lower.value.sign > 0 || (lower.value.sign === 0 && (lower.open || domain.nonzero)));
}

export function isNonnegative(domain: Domain): boolean {
  return domain.lower !== undefined && domain.lower.value.sign >= 0;
}
