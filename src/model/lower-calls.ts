import type { Call } from '../formula/tree';
import { call, constant, divide, integer, multiply, subtract } from '../kernel/build';
import type { FunctionName, Term } from '../kernel/term';
import type { OperatorHost } from './operators';

/** A named function of arguments that were lowered: `\ln x`, `\log_2 n`, `a \bmod m`. */
export function lowerCall(node: Call, args: readonly Term[], host: OperatorHost): Term {
  const [first] = args;
  if (!first) return host.fail(`${node.name} has no argument`);
  switch (node.name) {
    case 'ln':
      return call('log', [first]);
    case 'lg':
      return divide(call('log', [first]), call('log', [integer(10)]));
    case 'log': {
      if (node.subscript) return divide(call('log', [first]), call('log', [host.term(node.subscript)]));
      const fixed = host.notation.logBase;
      const base =
        fixed ??
        (['e', '10', '2'] as const)[
          host.chooser.choose('log', [
            { says: 'log is the natural logarithm' },
            { says: 'log has base 10' },
            { says: 'log has base 2' },
          ])
        ];
      return base === undefined || base === 'e'
        ? call('log', [first])
        : divide(call('log', [first]), call('log', [integer(Number(base))]));
    }
    case 'exp':
      return call('exp', [first]);
    case 'bmod':
    case 'mod':
      return args[1] ? call('mod', [first, args[1]]) : host.fail('mod has no modulus');
    case 'sgn':
    case 'sign':
      return call('sign', [first]);
    case 'Re':
      return call('real-part', [first]);
    case 'Im':
      return call('imaginary-part', [first]);
    case 'cis':
      return call('exp', [multiply([constant('i'), first])]);
    case 'arccot':
      return subtract(divide(constant('pi'), integer(2)), call('arctan', [first]));
    default: {
      const known = knownFunctions.get(node.name);
      if (known !== undefined && node.subscript === undefined) return call(known, args);
      return host.fail(`the function “${node.name}” is not computed here yet`);
    }
  }
}

const knownFunctions: ReadonlyMap<string, FunctionName> = new Map<string, FunctionName>([
  ['sin', 'sin'],
  ['cos', 'cos'],
  ['tan', 'tan'],
  ['cot', 'cot'],
  ['sec', 'sec'],
  ['csc', 'csc'],
  ['arcsin', 'arcsin'],
  ['arccos', 'arccos'],
  ['arctan', 'arctan'],
  ['sinh', 'sinh'],
  ['cosh', 'cosh'],
  ['tanh', 'tanh'],
  ['gcd', 'gcd'],
  ['lcm', 'lcm'],
  ['max', 'max'],
  ['min', 'min'],
  ['erf', 'erf'],
]);
