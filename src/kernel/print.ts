import { isFamily, power, rational } from './build';
import { childrenOf } from './structure';
import type { CallTerm, Condition, FunctionName, Term } from './term';

/** How tightly an expression holds together; what is looser than its place asks for gets brackets. */
const Level = { Sum: 0, Product: 1, Power: 2, Atom: 3 } as const;
type Level = (typeof Level)[keyof typeof Level];

interface Printed {
  readonly text: string;
  readonly level: Level;
}

/** LaTeX as a student writes it: `\frac{1}{2}x^{2} - \sqrt{y}`. Symbols print as their names. Terms nested beyond 300 levels end in `\dots`. */
export function termToLatex(term: Term): string {
  return print(term, 0).text;
}

function print(term: Term, depth: number): Printed {
  if (depth > 300) return { text: '\\dots', level: Level.Atom };
  const inner = (part: Term): string => print(part, depth + 1).text;
  switch (term.kind) {
    case 'rational':
      return {
        text: term.value.toLatex(),
        level: term.value.sign < 0 ? Level.Sum : term.value.isInteger ? Level.Atom : Level.Product,
      };
    case 'constant':
      return { text: constants[term.name], level: Level.Atom };
    case 'symbol':
      return { text: term.name, level: Level.Atom };
    case 'add':
      return { text: printSum(term.terms, depth), level: Level.Sum };
    case 'multiply':
      return printProduct(term.factors, depth);
    case 'power':
      return printPower(term.base, term.exponent, depth);
    case 'call':
      return printCall(term, depth);
    case 'apply': {
      const args = term.args.map(inner).join(', ');
      const isMember = isFamily(term.function);
      return { text: isMember ? `${term.function}{${args}}` : `${term.function}(${args})`, level: Level.Atom };
    }
    case 'sum':
    case 'product': {
      const sign = term.kind === 'sum' ? '\\sum' : '\\prod';
      const body = bracketed(term.body, Level.Product, depth);
      return {
        text: `${sign}_{${term.variable}=${inner(term.lower)}}^{${inner(term.upper)}} ${body}`,
        level: Level.Sum,
      };
    }
    case 'integral': {
      const limits =
        term.lower === undefined || term.upper === undefined ? '' : `_{${inner(term.lower)}}^{${inner(term.upper)}}`;
      return {
        text: `\\int${limits} ${bracketed(term.body, Level.Product, depth)}\\,d${term.variable}`,
        level: Level.Sum,
      };
    }
    case 'derivative':
      return {
        text: `\\frac{d}{d${term.variable}}${spaced(bracketed(term.body, Level.Product, depth))}`,
        level: Level.Product,
      };
    case 'limit': {
      const side = term.side === undefined ? '' : `^{${term.side}}`;
      return {
        text: `\\lim_{${term.variable} \\to ${inner(term.target)}${side}} ${bracketed(term.body, Level.Product, depth)}`,
        level: Level.Sum,
      };
    }
    case 'piecewise': {
      const rows = term.rows.map(({ value, condition }) =>
        condition === undefined ? inner(value) : `${inner(value)} & ${printCondition(condition, depth)}`,
      );
      return { text: `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`, level: Level.Atom };
    }
  }
}

const constants = { pi: '\\pi', e: 'e', i: 'i', infinity: '\\infty' } as const;

function printCondition(condition: Condition, depth: number): string {
  const left = print(condition.left, depth + 1).text;
  return `${left} ${relationSigns[condition.relation]} ${print(condition.right, depth + 1).text}`;
}

const relationSigns = { '=': '=', '!=': '\\ne', '<': '<', '<=': '\\le', '>': '>', '>=': '\\ge' } as const;

function bracketed(term: Term, level: Level, depth: number): string {
  const printed = print(term, depth + 1);
  return printed.level >= level ? printed.text : `\\left(${printed.text}\\right)`;
}

function spaced(text: string): string {
  return text.startsWith('\\left(') ? text : ` ${text}`;
}

function printSum(terms: readonly Term[], depth: number): string {
  let text = '';
  for (const term of terms) {
    // A sum inside a sum is kept apart; other negative terms become subtractions.
    const printed = print(term, depth + 1);
    const part = term.kind === 'add' ? `\\left(${printed.text}\\right)` : printed.text;
    if (text === '') text = part;
    else text += part.startsWith('-') ? ` - ${part.slice(1).trimStart()}` : ` + ${part}`;
  }
  return text;
}

/** A negative rational factor becomes a sign, negative powers a denominator. */
function printProduct(factors: readonly Term[], depth: number): Printed {
  let negative = false;
  const above: Term[] = [];
  const below: Term[] = [];
  for (const factor of factors) {
    if (factor.kind === 'rational') {
      const { value } = factor;
      if (value.sign < 0) negative = !negative;
      const size = value.absolute();
      const [numerator, denominator] = [size.numerator, size.denominator];
      if (numerator !== 1n) above.push(rational(numerator));
      if (denominator !== 1n) below.push(rational(denominator));
    } else if (factor.kind === 'power' && factor.exponent.kind === 'rational' && factor.exponent.value.sign < 0) {
      const exponent = factor.exponent.value.negated();
      below.push(exponent.isOne ? factor.base : power(factor.base, rational(exponent)));
    } else {
      above.push(factor);
    }
  }
  const sign = negative ? '-' : '';
  const level = negative ? Level.Sum : Level.Product;
  if (below.length === 0) return { text: sign + printFactors(above, depth), level };
  const numerator = above.length === 1 && above[0] ? print(above[0], depth + 1).text : printFactors(above, depth);
  const denominator = below.length === 1 && below[0] ? print(below[0], depth + 1).text : printFactors(below, depth);
  return { text: `${sign}\\frac{${numerator}}{${denominator}}`, level };
}

function printFactors(factors: readonly Term[], depth: number): string {
  if (factors.length === 0) return '1';
  let text = '';
  let previous = '';
  for (const factor of factors) {
    const part = bracketed(factor, Level.Product, depth);
    if (text !== '') text += needsDot(previous, part) ? ' \\cdot ' : joint(previous, part);
    text += part;
    previous = part;
  }
  return text;
}

/** Digits after anything read wrongly without a dot: `x2`, `2 3`, `\frac{1}{2} 3`; so do two powers of numbers. */
function needsDot(previous: string, next: string): boolean {
  return /^\d/.test(next) || (/\d$/.test(previous) && next.startsWith('\\frac')) || previous.startsWith('\\sum');
}

/** A control word takes the letters behind it: `\pi x`, not `\pix`. */
function joint(previous: string, next: string): string {
  return /\\[a-zA-Z]+$/.test(previous) && /^[a-zA-Z]/.test(next) ? ' ' : /^\\(?!left)/.test(next) ? ' ' : '';
}

function printPower(base: Term, exponent: Term, depth: number): Printed {
  if (exponent.kind === 'rational') {
    const { value } = exponent;
    if (value.sign < 0) {
      const exponentBelow = value.negated();
      const below = exponentBelow.isOne ? base : power(base, rational(exponentBelow));
      const { text } = print(below, depth + 1);
      return { text: `\\frac{1}{${text}}`, level: Level.Product };
    }
    if (value.numerator === 1n && value.denominator === 2n) {
      return { text: `\\sqrt{${print(base, depth + 1).text}}`, level: Level.Atom };
    }
  }
  const shown = print(exponent, depth + 1).text;
  if (base.kind === 'call' && trigonometric.has(base.name)) {
    const [argument] = base.args;
    if (argument !== undefined && exponent.kind === 'rational' && exponent.value.isInteger) {
      return { text: `${names[base.name]}^{${shown}}${argumentOf(argument, depth)}`, level: Level.Product };
    }
  }
  return { text: `${bracketed(base, Level.Atom, depth)}^{${shown}}`, level: Level.Power };
}

const trigonometric: ReadonlySet<FunctionName> = new Set<FunctionName>([
  'sin',
  'cos',
  'tan',
  'cot',
  'sec',
  'csc',
  'sinh',
  'cosh',
  'tanh',
  'log',
]);

function argumentOf(argument: Term, depth: number): string {
  const { text } = print(argument, depth + 1);
  const simple = childrenOf(argument).length === 0 && argument.kind !== 'rational';
  return simple ? ` ${text}` : `\\left(${text}\\right)`;
}

function printCall(term: CallTerm, depth: number): Printed {
  const shown = term.args.map((argument) => print(argument, depth + 1).text);
  const [first = '', second = ''] = shown;
  const [argument] = term.args;
  const atom = (text: string): Printed => ({ text, level: Level.Atom });
  switch (term.name) {
    case 'sqrt':
      return atom(`\\sqrt{${first}}`);
    case 'root':
      return atom(`\\sqrt[${second}]{${first}}`);
    case 'abs':
      return atom(`\\left|${first}\\right|`);
    case 'floor':
      return atom(`\\left\\lfloor ${first} \\right\\rfloor`);
    case 'ceiling':
      return atom(`\\left\\lceil ${first} \\right\\rceil`);
    case 'binomial':
      return atom(`\\binom{${first}}{${second}}`);
    case 'factorial':
    case 'double-factorial': {
      const marks = term.name === 'factorial' ? '!' : '!!';
      const operand = argument === undefined ? '' : bracketed(argument, Level.Atom, depth);
      return { text: operand + marks, level: operand.endsWith('!') ? Level.Product : Level.Power };
    }
    case 'exp':
      return { text: `e^{${first}}`, level: Level.Power };
    case 'conjugate':
      return atom(`\\overline{${first}}`);
    case 'mod':
      return {
        text: `${argument ? bracketed(argument, Level.Product, depth) : ''} \\bmod ${second}`,
        level: Level.Sum,
      };
    case 'max':
    case 'min':
    case 'gcd':
    case 'lcm':
    case 'real-part':
    case 'imaginary-part':
    case 'gamma':
    case 'sign':
    case 'erf':
      return { text: `${names[term.name]}\\left(${shown.join(', ')}\\right)`, level: Level.Power };
    case 'sin':
    case 'cos':
    case 'tan':
    case 'cot':
    case 'sec':
    case 'csc':
    case 'arcsin':
    case 'arccos':
    case 'arctan':
    case 'sinh':
    case 'cosh':
    case 'tanh':
    case 'arsinh':
    case 'arcosh':
    case 'artanh':
    case 'log':
      return { text: names[term.name] + (argument ? argumentOf(argument, depth) : ''), level: Level.Product };
  }
}

const names: Readonly<Record<FunctionName, string>> = {
  sin: '\\sin',
  cos: '\\cos',
  tan: '\\tan',
  cot: '\\cot',
  sec: '\\sec',
  csc: '\\csc',
  arcsin: '\\arcsin',
  arccos: '\\arccos',
  arctan: '\\arctan',
  sinh: '\\sinh',
  cosh: '\\cosh',
  tanh: '\\tanh',
  arsinh: '\\operatorname{arsinh}',
  arcosh: '\\operatorname{arcosh}',
  artanh: '\\operatorname{artanh}',
  exp: '\\exp',
  log: '\\ln',
  sqrt: '\\sqrt',
  root: '\\sqrt',
  abs: '\\operatorname{abs}',
  sign: '\\operatorname{sign}',
  floor: '\\operatorname{floor}',
  ceiling: '\\operatorname{ceil}',
  factorial: '!',
  'double-factorial': '!!',
  gamma: '\\Gamma',
  erf: '\\operatorname{erf}',
  binomial: '\\binom',
  max: '\\max',
  min: '\\min',
  gcd: '\\gcd',
  lcm: '\\operatorname{lcm}',
  mod: '\\bmod',
  'real-part': '\\operatorname{Re}',
  'imaginary-part': '\\operatorname{Im}',
  conjugate: '\\operatorname{conj}',
};
