import type { Call } from '../../formula/tree';
import { extremeOf } from '../../kernel/canonical/functions';
import { logarithmOf } from '../../kernel/canonical/logarithms';
import { exponentialOf } from '../../kernel/canonical/powers';
import { determinantOf, traceOf } from '../../kernel/matrix';
import type { Evaluator } from './evaluator';
import { pickIndex } from './indexing';
import { normOf } from './norms';
import { Mismatch, stop } from './outcome';
import { signValue } from './signs';
import { mapValue, scalar, shapeWords, type Value } from './value';

/** Named functions: those that the text defines, entries, signs entry by entry, traces and determinants. */
export function callValue(ev: Evaluator, node: Call): Value {
  const { algebra, world, scope } = ev;
  const [first, second] = node.args;
  const rule = world.ruleOf(`call ${node.name}`, scope);
  if (rule && first && !node.subscript) return ev.applied(`call ${node.name}`, rule, node.args);
  if (!first) return stop(`${node.name} has no argument`);
  switch (node.name) {
    case 'entry':
      return pickIndex(ev, first, node.subscript);
    case 'sgn':
    case 'sign':
      return mapValue(ev.value(first), (x) => signValue(algebra, x));
    case 'exp':
      return scalar(exponentialOf(algebra, ev.number(first, 'the argument of exp')));
    case 'ln':
    case 'log':
      if (node.subscript) return stop('logarithms with a base are not computed beside vectors yet');
      return scalar(logarithmOf(algebra, ev.number(first, 'the argument of the logarithm')));
    case 'max':
    case 'min':
      if (node.subscript || node.args.length < 2) return stop(`what this ${node.name} runs over was not understood`);
      return scalar(
        extremeOf(
          algebra,
          node.name,
          node.args.map((arg) => ev.number(arg, `what ${node.name} is taken of`)),
        ),
      );
    case 'tr':
    case 'trace': {
      const value = ev.value(first);
      if (value.rows !== value.columns)
        throw new Mismatch(`Only square matrices have a trace; this is ${shapeWords(value)}.`);
      return scalar(traceOf(algebra, value));
    }
    case 'det': {
      const value = ev.value(first);
      if (value.rows !== value.columns)
        throw new Mismatch(`Only square matrices have a determinant; this is ${shapeWords(value)}.`);
      return scalar(determinantOf(algebra, value));
    }
    case 'dim': {
      const value = ev.value(first);
      return scalar(algebra.integer(value.rows * value.columns));
    }
    case 'RMS':
      if (second) return stop('this function has one argument');
      return normOf(ev, {
        kind: 'norm',
        operand: first,
        subscript: { kind: 'word', text: 'RMS', span: node.nameSpan },
        span: node.span,
      });
    default:
      return stop(`the function “${node.name}” is not computed here yet`);
  }
}
