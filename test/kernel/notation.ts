import {
  add,
  apply,
  call,
  constant,
  derivative,
  integral,
  limit,
  multiply,
  negate,
  power,
  product,
  rational,
  sum,
  symbol,
} from '../../src/kernel/build';
import { Fuel } from '../../src/kernel/fuel';
import { Rational } from '../../src/kernel/rational';
import type { FunctionName, Term } from '../../src/kernel/term';

const functions: ReadonlySet<string> = new Set<FunctionName>([
  'sin',
  'cos',
  'tan',
  'cot',
  'sec',
  'csc',
  'arcsin',
  'arccos',
  'arctan',
  'sinh',
  'cosh',
  'tanh',
  'arsinh',
  'arcosh',
  'artanh',
  'exp',
  'log',
  'sqrt',
  'root',
  'abs',
  'sign',
  'floor',
  'ceiling',
  'factorial',
  'gamma',
  'erf',
  'binomial',
  'max',
  'min',
  'gcd',
  'lcm',
  'mod',
  'conjugate',
]);

function isFunction(name: string): name is FunctionName {
  return functions.has(name);
}

/**
 * Terms for tests, written as one types them: `2x^2 - sqrt(x)/3`, `sum(k, 1, n, k^2)`, `integral(x, 0, 1, f(x))`, `diff(x, x^2)`, `n!`. `pi`, `e`,
 * `i`, `oo` are constants, other names symbols, and unknown names before a bracket unknown functions.
 */
export function term(text: string): Term {
  const tokens = text.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|\S/g) ?? [];
  let at = 0;
  const peek = (): string => tokens[at] ?? '';
  const take = (expected?: string): string => {
    const token = peek();
    if (token === '' || (expected !== undefined && token !== expected))
      throw new Error(`${expected ?? 'something'} expected in ${text}`);
    at += 1;
    return token;
  };
  const result = readSum();
  if (at < tokens.length) throw new Error(`${peek()} left over in ${text}`);
  return result;

  function accept(token: string): boolean {
    if (peek() !== token) return false;
    at += 1;
    return true;
  }

  function readSum(): Term {
    const terms: Term[] = [accept('-') ? negate(readProduct()) : readProduct()];
    for (;;) {
      if (accept('+')) terms.push(readProduct());
      else if (accept('-')) terms.push(negate(readProduct()));
      else return add(terms);
    }
  }

  function readProduct(): Term {
    const factors: Term[] = [readPower()];
    for (;;) {
      if (accept('*')) factors.push(readPower());
      else if (accept('/')) factors.push(power(readPower(), rational(-1)));
      else if (/^[\w(]/.test(peek())) factors.push(readPower());
      else return multiply(factors);
    }
  }

  function readPower(): Term {
    const base = readPostfix();
    if (!accept('^')) return base;
    return power(base, accept('-') ? negate(readPower()) : readPower());
  }

  function readPostfix(): Term {
    let operand = readAtom();
    while (accept('!')) operand = call('factorial', [operand]);
    return operand;
  }

  function readAtom(): Term {
    const token = take();
    if (token === '(') {
      const inner = readSum();
      take(')');
      return inner;
    }
    if (/^\d/.test(token)) return rational(Rational.parse(token, new Fuel(1000)) ?? Rational.zero);
    if (token === 'pi' || token === 'e' || token === 'i') return constant(token);
    if (token === 'oo') return constant('infinity');
    if (peek() !== '(' || (/^[a-zA-Z]$/.test(token) && !/^[fgFG]$/.test(token))) return symbol(token);
    take('(');
    const args: Term[] = [readSum()];
    while (accept(',')) args.push(readSum());
    take(')');
    return applied(token, args);
  }
}

function applied(name: string, args: readonly Term[]): Term {
  const [first, second, third, fourth] = args;
  const variable = first?.kind === 'symbol' ? first.name : '';
  if (second && third && fourth) {
    if (name === 'sum') return sum({ variable, lower: second, upper: third }, fourth);
    if (name === 'prod') return product({ variable, lower: second, upper: third }, fourth);
    if (name === 'integral') return integral(variable, fourth, { lower: second, upper: third });
  }
  if (second && name === 'integral') return integral(variable, second);
  if (second && name === 'diff') return derivative(variable, second);
  if (second && third && name === 'limit') return limit(variable, second, third);
  return isFunction(name) ? call(name, args) : apply(name, args);
}
