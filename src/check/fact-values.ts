import type { Node } from '../formula/tree';
import { Rational } from '../kernel/rational';
import type { Span } from '../text/span';

/** A number as it is written, with the worth of its last digit. */
export interface Written {
  readonly digits: string;
  readonly value: Rational;
  readonly decimals: number;
  readonly unit: string | undefined;
  readonly rounded: boolean;
}

export function writtenIn(node: Node): Omit<Written, 'rounded'> | undefined {
  switch (node.kind) {
    case 'number':
      return node.repeating === undefined && node.radix === undefined
        ? { digits: node.digits, value: valueOf(node.digits), decimals: decimalsOf(node.digits), unit: undefined }
        : undefined;
    case 'quantity': {
      const inner = writtenIn(node.value);
      return inner && inner.unit === undefined ? { ...inner, unit: node.unit } : undefined;
    }
    case 'group':
      return writtenIn(node.body);
    case 'add': {
      const [term] = node.terms;
      const inner = node.terms.length === 1 && term ? writtenIn(term.node) : undefined;
      return inner && term?.sign === '-'
        ? { ...inner, digits: `-${inner.digits}`, value: inner.value.negated() }
        : inner;
    }
    default:
      return undefined;
  }
}

export function numberSpan(node: Node): Span | undefined {
  switch (node.kind) {
    case 'number':
      return node.span;
    case 'quantity':
      return numberSpan(node.value);
    case 'group':
      return numberSpan(node.body);
    default:
      return undefined;
  }
}

export function valueOf(digits: string): Rational {
  const [whole = '0', fraction = ''] = digits.replace('-', '').split('.');
  const value = Rational.of(BigInt(`${whole}${fraction}` || '0'), 10n ** BigInt(fraction.length));
  return digits.startsWith('-') ? value.negated() : value;
}

export function decimalsOf(digits: string): number {
  return digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
}
