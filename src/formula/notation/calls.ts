import { cover, type Span } from '../../text/span';
import { isCharacter, isCommand, type Lexeme } from '../lexeme';
import type { Family, OperandReader, Range, Reader } from '../reader';
import type { BigOperator, Call, Node } from '../tree';
import { word } from '../build';
import { functionCommands, inverseNames } from './functions';

type Extremum = Extract<BigOperator['operator'], 'max' | 'min' | 'sup' | 'inf' | 'argmax' | 'argmin'>;

const extrema: ReadonlyMap<string, Extremum> = new Map([
  ['max', 'max'],
  ['min', 'min'],
  ['sup', 'sup'],
  ['inf', 'inf'],
]);

const readCommandCall: OperandReader = (r, command) =>
  readCall(r, functionCommands.get(command.text) ?? command.text, command);

/** `\sin^2 x`, `\log_2(8)`, `\max_{x \in A} f(x)`: what follows the name of a function. */
export function readCall(r: Reader, name: string, at: Lexeme): Node {
  const nameSpan = at.span;
  if (name === 'arg') {
    const next = r.peek();
    const which = isCommand(next, 'max', 'min')
      ? next?.text
      : next?.kind === 'word' && /^(?:max|min)$/.test(next.text)
        ? next.text
        : undefined;
    if (which !== undefined) {
      r.next();
      return readExtremum(r, which === 'max' ? 'argmax' : 'argmin', nameSpan);
    }
  }
  const extremum = extrema.get(name);
  if (extremum !== undefined && r.peek()?.kind === 'subscript') return readExtremum(r, extremum, nameSpan);
  let primes = 0;
  while (r.peek()?.kind === 'prime') {
    r.next();
    primes++;
  }
  const { lower, upper } = r.scripts();
  const inverse = inverseNames.get(name);
  const inverted = upper !== undefined && inverse !== undefined && isMinusOne(r, upper);
  const args = readArguments(r, name);
  const head = { kind: 'call', name: inverted ? inverse : name, nameSpan } as const;
  if (args === undefined) {
    if (lower === undefined && upper === undefined) return word(name, nameSpan);
    return r.unread(`the argument of ${name} is missing`, cover(nameSpan, r.behind()));
  }
  const span = cover(nameSpan, r.behind());
  const call: Call = {
    ...head,
    args: args.args,
    ...(lower === undefined ? {} : { subscript: r.scriptNode(lower) }),
    span,
  };
  if (args.bare) r.bareCalls.add(call);
  if (primes > 0) return { kind: 'derivative', style: 'prime', variables: [], order: primes, operand: call, span };
  if (upper === undefined || inverted) return call;
  return { kind: 'power', base: call, exponent: r.scriptNode(upper), span };
}

function isMinusOne(r: Reader, range: Range): boolean {
  return (
    range.to - range.from === 2 && isCharacter(r.lexeme(range.from), '-') && isCharacter(r.lexeme(range.from + 1), '1')
  );
}

const takesBraces: ReadonlySet<string> = new Set(['max', 'min', 'sup', 'inf', 'exp', 'gcd', 'lcm']);

function readArguments(
  r: Reader,
  name: string,
): { readonly args: readonly Node[]; readonly bare: boolean } | undefined {
  const which = takesBraces.has(name) ? (['(', '[', '\\{'] as const) : (['(', '['] as const);
  if (r.atBracket(...which)) {
    // What stands behind a bar is an argument, too: `\mathrm{KL}(q \| p)`.
    const { args, given = [] } = r.bracketed();
    return { args: [...args, ...given], bare: false };
  }
  // `\sin{x}`: the braces only hold the argument together.
  const group = r.peek()?.kind === 'open';
  const argument = r.deeper(() => r.bareArgument());
  return argument === undefined
    ? undefined
    : { args: [argument.kind === 'group' && group ? argument.body : argument], bare: !group };
}

/** `\max_{x \in A} f(x)`, `\arg\min_\theta L(\theta)`; without a body it is only named. */
export function readExtremum(r: Reader, operator: Extremum, nameSpan: Span): Node {
  const { lower, upper } = r.scripts();
  const limits = {
    ...(lower === undefined ? {} : { lower: r.scriptNode(lower) }),
    ...(upper === undefined ? {} : { upper: r.scriptNode(upper) }),
  };
  if (r.peek() === undefined || !r.startsOperand())
    return {
      kind: 'call',
      name: operator,
      nameSpan,
      args: [],
      ...(limits.lower === undefined ? {} : { subscript: limits.lower }),
      span: cover(nameSpan, r.behind()),
    };
  const body = r.deeper(() => r.product());
  return { kind: 'big', operator, ...limits, body, span: cover(nameSpan, body.span) };
}

const argmax: OperandReader = (r, command) =>
  readExtremum(r, command.text.toLowerCase().replace(/\W/g, '') === 'argmin' ? 'argmin' : 'argmax', command.span);

export const calls: Family = {
  name: 'calls',
  operands: {
    ...Object.fromEntries([...functionCommands.keys()].map((name) => [name, readCommandCall])),
    argmax,
    argmin: argmax,
    limsup: (r, command) => readCall(r, 'limsup', command),
    liminf: (r, command) => readCall(r, 'liminf', command),
  },
  words: { argmax, argmin: argmax, 'arg max': argmax, 'arg min': argmax },
};
