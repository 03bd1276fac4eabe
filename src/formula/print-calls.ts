import { functionLatex } from './notation/functions';
import { namedOperations, setOperations } from './notation/operators';
import {
  argumentList,
  carrier,
  levelOf,
  levels,
  lowered,
  printAt,
  printBase,
  printLatex,
  printRight,
  raised,
} from './print';
import { command, juxtapose } from './print-parts';
import type { Call, Derivative, Expectation, Node } from './tree';

export function infixOf(table: ReadonlyMap<string, string>, name: string): string | undefined {
  for (const [sign, operation] of table) if (operation === name) return /^[a-z]/i.test(sign) ? `\\${sign}` : sign;
  return undefined;
}

const accentCalls: ReadonlySet<string> = new Set([
  'overline',
  'bar',
  'hat',
  'tilde',
  'vec',
  'dot',
  'ddot',
  'check',
  'breve',
  'acute',
  'grave',
  'mathring',
]);

/** Whether a `\bmod` behind a node would not take the whole of it: it is a sum, or ends with a sign that takes what follows. */
export function isLoose(node: Node): boolean {
  return levelOf(node) < levels.product || reachesOn(node);
}

/** Whether the last part of a node is the body of a sign such as `\sum`, which goes on as far as it can. */
function reachesOn(node: Node): boolean {
  switch (node.kind) {
    case 'big':
    case 'limit':
      return true;
    case 'integral':
      return node.variables.length === 0;
    case 'product': {
      const last = node.factors[node.factors.length - 1];
      return last !== undefined && reachesOn(last.node);
    }
    case 'quotient':
      return node.style !== 'fraction' && reachesOn(node.divisor);
    default:
      return false;
  }
}

export function printCall(node: Call): string {
  const [first, second] = node.args;
  if (first !== undefined && second !== undefined && node.args.length === 2) {
    const set = infixOf(setOperations, node.name);
    if (set !== undefined) return `${printAt(first, levels.side)} ${set} ${printAt(second, levels.sum)}`;
    const operation = infixOf(namedOperations, node.name);
    if (operation !== undefined) return `${printAt(first, levels.product)} ${operation} ${printJuxtaposed(second)}`;
    if (node.name === '@') return `${printAt(first, levels.product)} @ ${printJuxtaposed(second)}`;
    if (node.name === 'mod') {
      if (isLoose(first)) return `${printAt(first, levels.side)} \\mod ${printAt(second, levels.product)}`;
      return `${printAt(first, levels.product)} \\bmod ${printJuxtaposed(second)}`;
    }
    if (node.name === 'permutations') return `{}_{${printLatex(first)}}P_{${printLatex(second)}}`;
  }
  if (node.name === 'indicator') return `\\mathbf{1}${argumentList(node.args, undefined, ['\\{', '\\}'])}`;
  if (node.name === 'ratio') return node.args.map((part) => printAt(part, levels.sum)).join(' : ');
  if (first !== undefined && node.args.length === 1) {
    if (node.name === 'mod' && node.subscript === undefined) return `\\pmod{${printLatex(first)}}`;
    if (node.name === 'entry' && node.subscript !== undefined)
      return `${printBase(first)}_{${printLatex(node.subscript)}}`;
    if (accentCalls.has(node.name)) return `\\${node.name}{${printLatex(first)}}`;
    if (node.name === 'det' && first.kind === 'matrix')
      return printLatex(first)
        .replace('{pmatrix}', '{vmatrix}')
        .replace(/\{pmatrix\}$/, '{vmatrix}');
  }
  const name =
    node.name === 'argmax' || node.name === 'argmin' ? `\\arg\\${node.name.slice(3)}` : functionLatex(node.name);
  if (node.args.length === 0 && node.subscript !== undefined) return name + lowered(node.subscript);
  return `${name}${lowered(node.subscript)}${argumentList(node.args, undefined, ['(', ')'])}`;
}

function printJuxtaposed(node: Node): string {
  const plain = node.kind === 'product' && node.factors.every((factor) => factor.operator === 'implicit');
  return printRight(node, plain ? levels.product : levels.operand);
}

export function printDerivative(node: Derivative): string {
  const primes = "'".repeat(node.order);
  const operand = node.operand;
  if (node.style === 'prime' || node.style === 'dot') {
    if (operand.kind === 'apply')
      return `${carrier(operand.head)}${primes}${argumentList(operand.args, operand.given, operand.brackets === '[' ? ['[', ']'] : ['(', ')'])}`;
    if (operand.kind === 'call')
      return `${functionLatex(operand.name)}${primes}${lowered(operand.subscript)}${argumentList(operand.args, undefined, ['(', ')'])}`;
    return printBase(operand) + primes;
  }
  if (node.style === 'nabla') {
    const variable = node.variables[0]?.variable;
    return command(
      `\\nabla${lowered(variable)}${node.order === 1 ? '' : `^{${node.order}}`}`,
      printAt(operand, operand.kind === 'big' || operand.kind === 'limit' ? levels.product : levels.operand),
    );
  }
  const sign = node.style === 'd' ? 'd' : '\\partial';
  const below = node.variables
    .map(({ variable, order }) => juxtapose(sign, printBase(variable)) + raised(order))
    .join(' ');
  const orders = node.variables.map(({ order }) =>
    order === undefined ? 1 : order.kind === 'number' ? Number(order.digits) : Number.NaN,
  );
  const total = orders.reduce((sum, order) => sum + order, 0);
  const firstOrder = node.variables[0]?.order;
  const power = Number.isNaN(total) ? raised(firstOrder) : total > 1 ? `^{${total}}` : '';
  const above =
    operand.kind === 'empty'
      ? ''
      : printAt(
          operand,
          operand.kind === 'add' && operand.terms[0]?.signSpan !== undefined ? levels.operand : levels.sum,
        );
  return `\\frac{${juxtapose(sign + power, above)}}{${below}}`;
}

export function printExpectation(node: Expectation): string {
  const names = { E: '\\mathbb{E}', Var: '\\operatorname{Var}', Cov: '\\operatorname{Cov}', P: '\\Pr' } as const;
  return (
    names[node.operator] +
    lowered(node.subscript) +
    argumentList(node.args, node.given, node.operator === 'E' ? ['[', ']'] : ['(', ')'])
  );
}
