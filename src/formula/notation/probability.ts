import { cover } from '../../text/span';
import { symbol } from '../build';
import type { Lexeme } from '../lexeme';
import type { Family, OperandReader, Reader } from '../reader';
import { readSymbolScripts } from '../scripts';
import type { Expectation, Node, SymbolNode } from '../tree';

type Operator = Expectation['operator'];

interface Head {
  readonly operator: Operator;
  /** How it reads as a letter, where no argument follows. */
  readonly name: SymbolNode;
  /** A subscript that was read already. */
  readonly lower: Node | undefined;
}

/** Letters that are operators before square brackets: `E[x]`. */
const square: ReadonlyMap<string, Operator> = new Map([
  ['E', 'E'],
  ['P', 'P'],
]);

export function squareBracketOperator(letter: string): Operator | undefined {
  return square.get(letter);
}

const upright: ReadonlyMap<string, Operator> = new Map([
  ['E', 'E'],
  ['P', 'P'],
  ['V', 'Var'],
]);

/** `\mathrm{E}`, `\mathbb{P}`: letters that are operators in these fonts. */
export function uprightOperator(letter: string): Operator | undefined {
  return upright.get(letter);
}

/** `\mathbb{E}_{x \sim p}[f(x) \mid y]`, `\mathrm{Var}(X)`, `\mathbb{E} x^2`; without an argument it is a letter. */
export function readExpectation(r: Reader, head: Head): Node {
  const start = r.at;
  const { lower, upper } = head.lower === undefined ? r.scripts() : {};
  const bracket = r.atBracket('(', '[', '\\{');
  const behind = r.at;
  if (
    !bracket &&
    (head.operator === 'P' || !r.startsOperand() || r.peek()?.kind === 'word' || r.peek()?.gap === 'wide')
  ) {
    r.at = start;
    return readSymbolScripts(r, head.name, () => undefined);
  }
  const subscript = head.lower ?? (lower === undefined ? undefined : r.scriptNode(lower));
  const read = bracket ? r.bracketed() : undefined;
  const argument = bracket ? undefined : r.deeper(() => r.bareArgument());
  const args = read?.args ?? (argument === undefined ? [] : [argument]);
  const span = cover(head.name.span, r.at > behind ? r.behind() : head.name.span);
  const node: Expectation = {
    kind: 'expectation',
    operator: head.operator,
    args,
    ...(subscript === undefined ? {} : { subscript }),
    ...(read?.given === undefined ? {} : { given: read.given }),
    span,
  };
  if (upper === undefined) return node;
  return { kind: 'power', base: node, exponent: r.scriptNode(upper), span };
}

function named(operator: Operator): OperandReader {
  return (r: Reader, lexeme: Lexeme) => {
    const letter = lexeme.kind === 'command' ? `\\${lexeme.text}` : `\\text{${lexeme.text}}`;
    return readExpectation(r, { operator, name: symbol(letter, lexeme.span), lower: undefined });
  };
}

export const probability: Family = {
  name: 'probability',
  operands: { Pr: named('P'), E: named('E'), Var: named('Var'), Cov: named('Cov') },
  words: {
    Var: named('Var'),
    var: named('Var'),
    VAR: named('Var'),
    Variance: named('Var'),
    Cov: named('Cov'),
    COV: named('Cov'),
    Pr: named('P'),
    Prob: named('P'),
    E: named('E'),
    P: named('P'),
    V: named('Var'),
  },
};
