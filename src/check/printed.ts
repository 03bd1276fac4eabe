import type { Node } from '../formula/tree';
import { Rational } from '../kernel/rational';

/** A number that stands there in digits, alone on its side, or in scientific notation (`2.68 \times 10^8`): what its last digit is worth. */
export interface Printed {
  /** Number of digits behind the point; negative where an integer ends in zeros that may be rounded ones (`1200`: −2). */
  readonly decimals: number;
  readonly isInteger: boolean;
}

/** The side as a printed number, or undefined where it is more than one. Signs, units and boxes may stand around it. */
export function printedNumber(node: Node): Printed | undefined {
  switch (node.kind) {
    case 'number': {
      if (node.repeating !== undefined || node.radix !== undefined) return undefined;
      const point = node.digits.indexOf('.');
      if (point >= 0) return { decimals: node.digits.length - point - 1, isInteger: false };
      const zeros = /0*$/.exec(node.digits)?.[0].length ?? 0;
      return { decimals: zeros === 0 || /^0*$/.test(node.digits) ? 0 : -zeros, isInteger: true };
    }
    case 'group':
      return printedNumber(node.body);
    case 'quantity': {
      const value = printedNumber(node.value);
      return value && node.unit === '%' ? { ...value, decimals: value.decimals + 2 } : value;
    }
    case 'add':
      return node.terms.length === 1 && node.terms[0] ? printedNumber(node.terms[0].node) : undefined;
    case 'product': {
      const [mantissa, power, ...more] = node.factors.map((factor) => factor.node);
      const exponent = power && exponentOfTen(power);
      const value = mantissa && printedNumber(mantissa);
      return value && exponent !== undefined && more.length === 0
        ? { ...value, decimals: value.decimals - exponent }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** 7 of `10^7`. */
function exponentOfTen(node: Node): number | undefined {
  if (node.kind !== 'power' || node.base.kind !== 'number' || node.base.digits !== '10') return undefined;
  const exponent = unwrapped(node.exponent);
  const [term, ...more] = exponent.kind === 'add' ? exponent.terms : [{ sign: '+', node: exponent } as const];
  if (!term || more.length > 0) return undefined;
  const digits = unwrapped(term.node);
  if (digits.kind !== 'number' || !/^\d{1,3}$/.test(digits.digits) || digits.radix !== undefined) return undefined;
  return (term.sign === '-' ? -1 : 1) * Number(digits.digits);
}

function unwrapped(node: Node): Node {
  return node.kind === 'group' ? unwrapped(node.body) : node;
}

/** The worth of one in the last of `decimals` digits: 10^(−decimals). */
export function unit(decimals: number): Rational {
  const power = 10n ** BigInt(Math.abs(decimals));
  return decimals >= 0 ? Rational.of(1n, power) : Rational.of(power);
}
