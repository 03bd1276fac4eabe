import { cover } from '../../text/span';
import { emptyAt } from '../build';
import { termSign } from './operators';
import type { Family, OperandReader } from '../reader';
import type { BigOperator } from '../tree';

const operators: Readonly<Record<string, BigOperator['operator']>> = {
  sum: 'sum',
  prod: 'product',
  bigcup: 'union',
  bigcap: 'intersection',
};

/** `\sum_{k=1}^n a_k b_k + c`: the body is the product behind the sign, up to `+` or `-` at its level. */
const big: OperandReader = (r, command) => {
  const { lower, upper } = r.scripts();
  const limits = {
    ...(lower === undefined ? {} : { lower: r.scriptNode(lower) }),
    ...(upper === undefined ? {} : { upper: r.scriptNode(upper) }),
  };
  const head = cover(command.span, r.behind());
  const body = r.startsOperand() || termSign(r.peek()) !== undefined ? r.deeper(() => r.product()) : emptyAt(head.to);
  return { kind: 'big', operator: operators[command.text] ?? 'sum', ...limits, body, span: cover(head, body.span) };
};

export const bigOperators: Family = {
  name: 'big operators',
  operands: Object.fromEntries(Object.keys(operators).map((name) => [name, big])),
};
