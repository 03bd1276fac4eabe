import { cover } from '../../text/span';
import type { Family, OperandReader } from '../reader';
import { readDerivative } from './calculus';

/** `\frac{a}{b}`, `\frac12`; `\frac{dy}{dx}` is a derivative. */
const fraction: OperandReader = (r, command) => {
  if (command.text === 'cfrac') r.option();
  const derivative = readDerivative(r, command);
  if (derivative !== undefined) return derivative;
  const dividend = r.argument();
  const divisor = r.argument();
  if (dividend.kind === 'empty' || divisor.kind === 'empty')
    return r.unread('a part of the fraction is missing', cover(command.span, divisor.span));
  return { kind: 'quotient', style: 'fraction', dividend, divisor, span: cover(command.span, r.behind()) };
};

const root: OperandReader = (r, command) => {
  const degree = r.option();
  const radicand = r.argument();
  if (radicand.kind === 'empty') return r.unread('nothing stands under the root', command.span);
  return { kind: 'root', radicand, ...(degree === undefined ? {} : { degree }), span: cover(command.span, r.behind()) };
};

/** `√16`, `√(x+1)` */
const surd: OperandReader = (r, command) => {
  const operand = r.deeper(() => r.atom());
  const radicand = operand.kind === 'group' ? operand.body : operand;
  return { kind: 'root', radicand, span: cover(command.span, operand.span) };
};

const binomial: OperandReader = (r, command) => {
  const upper = r.argument();
  const lower = r.argument();
  return { kind: 'binomial', upper, lower, span: cover(command.span, r.behind()) };
};

export const fractions: Family = {
  name: 'fractions',
  operands: {
    frac: fraction,
    dfrac: fraction,
    tfrac: fraction,
    cfrac: fraction,
    nicefrac: fraction,
    sfrac: fraction,
    sqrt: root,
    surd,
    binom: binomial,
    dbinom: binomial,
    tbinom: binomial,
  },
};
