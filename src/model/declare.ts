import { Rational } from '../kernel/rational';
import type { Node } from '../formula/tree';
import type { DomainWords } from '../statement/domain-words';
import { reals, type Bound, type Domain } from './domain';

/** What words say of numbers, as a domain; `partly` tells that they say more than a domain can hold (primes, roots of unity). */
export function domainOf(words: DomainWords): { readonly domain: Domain; readonly partly: boolean } {
  let lower = words.positive ? bound(0, true) : words.nonnegative ? bound(0, false) : undefined;
  let upper = words.negative ? bound(0, true) : words.nonpositive ? bound(0, false) : undefined;
  if (words.least !== undefined) lower = bound(words.least, false);
  if (words.most !== undefined) upper = bound(words.most, false);
  let partly = words.prime === true || words.complex === true || words.among !== undefined;
  const { interval } = words;
  if (interval?.lower) {
    const value = numberIn(interval.lower.node);
    if (value) lower = { value, open: interval.lower.open };
    else partly = true;
  }
  if (interval?.upper) {
    const value = numberIn(interval.upper.node);
    if (value) upper = { value, open: interval.upper.open };
    else partly = true;
  }
  return {
    domain: {
      ...reals,
      integer: words.integer === true || words.prime === true || words.parity !== undefined,
      nonzero: words.nonzero === true,
      ...(lower ? { lower } : {}),
      ...(upper ? { upper } : {}),
      ...(words.parity ? { parity: words.parity } : {}),
      ...(words.complex ? { complex: true } : {}),
    },
    partly,
  };
}

function bound(value: number, open: boolean): Bound {
  return { value: Rational.of(value), open };
}

/** A number that stands there in digits, with a sign at most. */
function numberIn(node: Node): Rational | undefined {
  switch (node.kind) {
    case 'number':
      return /^\d{1,15}$/.test(node.digits) ? Rational.of(BigInt(node.digits)) : undefined;
    case 'add': {
      const [only] = node.terms;
      const value = node.terms.length === 1 && only ? numberIn(only.node) : undefined;
      return value && only?.sign === '-' ? value.negated() : value;
    }
    default:
      return undefined;
  }
}
