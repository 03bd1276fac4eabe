import type { Node } from '../formula/tree';

/**
 * A division with a remainder, in words: what it claims is that quotient times divisor plus remainder is the dividend.
 *
 *     2863 \div 1344 = 2 \text{ remainder } 175
 *     ^^^^      ^^^^   ^                    ^^^
 */
export interface Division {
  readonly dividend: Node;
  /** `quotient · divisor + remainder` */
  readonly recomposed: Node;
}

/** The relation read as a division with a remainder, or undefined where it is none; the remainder may stand in the words behind it. */
export function divisionWithRemainder(left: Node, right: Node, behind: string): Division | undefined {
  if (left.kind !== 'quotient') return undefined;
  const parts = remainderParts(right) ?? remainderBehind(right, behind);
  if (!parts) return undefined;
  const { span } = right;
  return {
    dividend: left.dividend,
    recomposed: {
      kind: 'add',
      span,
      terms: [
        {
          sign: '+',
          node: {
            kind: 'product',
            span,
            factors: [
              { operator: 'implicit', node: parts.quotient },
              { operator: '\\cdot', node: { kind: 'group', span, style: 'round', body: left.divisor } },
            ],
          },
        },
        { sign: '+', node: parts.remainder },
      ],
    },
  };
}

function remainderParts(node: Node): { quotient: Node; remainder: Node } | undefined {
  if (node.kind !== 'product') return undefined;
  const [first, second, third] = node.factors.map((f) => f.node);
  if (node.factors.length === 2 && first?.kind === 'quantity' && second && isRemainderWord(first.unit))
    return { quotient: first.value, remainder: second };
  const isSign =
    second?.kind === 'word'
      ? isRemainderWord(second.text)
      : second?.kind === 'symbol' && /^(?:\\(?:mathrm|text)\{)?[Rr]\}?$/.test(second.key);
  if (node.factors.length === 3 && first && isSign && third) return { quotient: first, remainder: third };
  return undefined;
}

/** `= 101 with a remainder of 1` */
function remainderBehind(quotient: Node, behind: string): { quotient: Node; remainder: Node } | undefined {
  const digits = /^\s*,?\s*(?:with |and |leaving )?(?:a )?remainder (?:of |is )?(\d{1,15})(?!\d|[./]\d)/i.exec(
    behind,
  )?.[1];
  return quotient.kind === 'number' && digits !== undefined
    ? { quotient, remainder: { kind: 'number', span: { from: quotient.span.to, to: quotient.span.to }, digits } }
    : undefined;
}

function isRemainderWord(text: string): boolean {
  return /^\s*(?:,?\s*(?:with )?(?:a )?(?:remainder|rem\.?|R)(?: of)?)\s*$/i.test(text);
}
