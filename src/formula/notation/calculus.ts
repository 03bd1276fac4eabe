import { cover, type Span } from '../../text/span';
import { emptyAt, implicitProduct, numberNode, symbol } from '../build';
import { isCharacter, isCommand, type Lexeme } from '../lexeme';
import type { Family, OperandReader, Reader } from '../reader';
import { readSymbolScripts } from '../scripts';
import type { Derivative, Integral, Node, SymbolNode } from '../tree';

type Variables = Derivative['variables'];

// Derivatives

/**
 * `\frac{d}{dx} f`, `\frac{dy}{dx}`, `\frac{\partial^2 f}{\partial x \partial y}`; the cursor stands behind `\frac`. Undefined if the
 * fraction is an ordinary one: then nothing was read.
 */
export function readDerivative(r: Reader, command: Lexeme): Node | undefined {
  const from = r.at;
  const top = r.lexeme(from)?.kind === 'open' ? r.mate(from) : -1;
  const bottom = top > 0 && r.lexeme(top + 1)?.kind === 'open' ? r.mate(top + 1) : -1;
  if (top < 0 || bottom < 0 || bottom >= r.end) return undefined;
  const style = differentialStyle(r.lexeme(from + 1));
  if (style === undefined || style !== differentialStyle(r.lexeme(top + 2))) return undefined;
  if (!beginsDifferential(r, from + 2, top) || bottom - top < 4 || r.lexeme(top + 3)?.kind === 'subscript')
    return undefined;
  const variables = readVariables(r, top + 2, bottom, style);
  if (variables === undefined) {
    r.at = from;
    return undefined;
  }
  let rest = from + 2;
  if (r.lexeme(rest)?.kind === 'superscript') {
    r.at = rest;
    r.scripts();
    rest = r.at;
  }
  if (rest < top) {
    const operand = r.inside(rest, top, () => r.expression());
    r.at = bottom + 1;
    return derivative(style, variables, operand, cover(command.span, r.behind()));
  }
  r.at = bottom + 1;
  const place = cover(command.span, r.behind());
  if (!r.startsOperand() || atWords(r)) return derivative(style, variables, emptyAt(place.to), place);
  const operand = r.deeper(() => (r.atBracket('(', '[', '\\{') ? r.operand() : implicitProduct(r.juxtaposed())));
  return derivative(style, variables, operand, cover(place, operand.span));
}

function derivative(style: 'd' | 'partial', variables: Variables, operand: Node, span: Span): Derivative {
  return { kind: 'derivative', style, variables, order: 1, operand, span };
}

function differentialStyle(lexeme: Lexeme | undefined): 'd' | 'partial' | undefined {
  if (isCharacter(lexeme, 'd')) return 'd';
  return isCommand(lexeme, 'partial') ? 'partial' : undefined;
}

/** Behind the `d` of a numerator: nothing, an order, or what is derived; `d_1` and `d + 1` are no differentials. */
function beginsDifferential(r: Reader, index: number, end: number): boolean {
  const next = r.lexeme(index);
  if (index >= end || next === undefined) return true;
  if (next.kind === 'subscript' || next.kind === 'prime') return false;
  if (next.kind === 'character') return /^[\p{L}\p{N}([|]$/u.test(next.text);
  return !isCommand(next, 'cdot', 'times', 'div', 'pm');
}

/** `dx^2`, `\partial x \partial y`: undefined where anything else stands. */
function readVariables(r: Reader, from: number, end: number, style: 'd' | 'partial'): Variables | undefined {
  const variables: { variable: Node; order: Node | undefined }[] = [];
  const outer = r.end;
  r.at = from;
  r.end = end;
  let plain = true;
  while (plain && r.at < end) {
    plain = differentialStyle(r.peek()) === style;
    if (!plain) break;
    r.next();
    plain = r.startsOperand();
    if (!plain) break;
    const node = r.deeper(() => r.operand());
    if (node.kind === 'power') variables.push({ variable: node.base, order: node.exponent });
    else variables.push({ variable: node, order: undefined });
    const kind = variables.at(-1)?.variable.kind;
    plain = kind === 'symbol' || kind === 'apply' || kind === 'transpose' || kind === 'word';
  }
  r.end = outer;
  return plain && variables.length > 0 ? variables : undefined;
}

/** `\nabla_\theta F`, `\nabla^2 f`; without an operand it is a sign by itself. */
const nabla: OperandReader = (r, command) => {
  const start = r.at;
  const { lower, upper } = r.scripts();
  if (isCommand(r.peek(), 'cdot', 'times')) {
    const sign = r.next();
    return r.unread('divergence and curl are not read', cover(command.span, sign?.span ?? command.span));
  }
  if (!r.startsOperand() || atWords(r) || isCommand(r.peek(), 'nabla')) {
    r.at = start;
    return readSymbolScripts(r, symbol('\\nabla', command.span), () => undefined);
  }
  const variables = lower === undefined ? [] : [{ variable: r.scriptNode(lower), order: undefined }];
  const order = upper === undefined ? undefined : r.scriptNode(upper);
  const operand = r.deeper(() => r.operand());
  const count = order?.kind === 'number' && /^\d$/.test(order.digits) ? Number(order.digits) : 1;
  const span = cover(command.span, operand.span);
  if (order !== undefined && (order.kind !== 'number' || count < 1))
    return r.unread('this power of the gradient is not read', span);
  return { kind: 'derivative', style: 'nabla', variables, order: count, operand, span };
};

/** Words that name no function: `\nabla \text{ is linear}`, but not `\nabla \mathrm{KL}(q \| p)`. */
function atWords(r: Reader): boolean {
  const next = r.peek();
  if (next?.kind !== 'word') return false;
  const behind = r.peek(1);
  return next.style !== 'upright' || !isCharacter(behind, '(') || behind?.gap === 'wide';
}

/** `\partial_x f`; otherwise a sign by itself, as in `\partial\Omega`. */
const partial: OperandReader = (r, command) => {
  const start = r.at;
  const name = symbol('\\partial', command.span);
  if (r.peek()?.kind !== 'subscript') return name;
  const { lower, upper } = r.scripts();
  if (lower === undefined || !r.startsOperand() || r.peek()?.kind === 'word') {
    r.at = start;
    return readSymbolScripts(r, name, () => undefined);
  }
  const variable = r.scriptNode(lower);
  const order = upper === undefined ? undefined : r.scriptNode(upper);
  const operand = r.deeper(() => r.operand());
  return derivative('partial', [{ variable, order }], operand, cover(command.span, operand.span));
};

// Integrals

/**
 * `\int_a^b f(x)\,dx`. The body goes over `+` and `-` up to its own differential, which may also stand in a numerator (`\int \frac{dx}{x}`) or
 * in front (`\int dx\, f(x)`); an integral without one takes the product behind it.
 */
const integral: OperandReader = (r, command) => {
  const operator =
    command.text === 'iint' ? 'iint' : command.text === 'iiint' ? 'iiint' : command.text === 'oint' ? 'oint' : 'int';
  const closed = r.role(r.at - 1) === 'integral';
  const { lower, upper } = r.scripts();
  const limits = {
    ...(lower === undefined ? {} : { lower: r.scriptNode(lower) }),
    ...(upper === undefined ? {} : { upper: r.scriptNode(upper) }),
  };
  if (!closed) {
    const body = r.startsOperand() ? r.deeper(() => r.product()) : undefined;
    if (body === undefined) return r.unread('nothing stands under the integral', command.span);
    const taken = differentialIn(body);
    return {
      kind: 'integral',
      operator,
      ...limits,
      body: taken?.body ?? body,
      variables: taken?.variables ?? [],
      span: cover(command.span, body.span),
    };
  }
  const atOnce = r.role(r.at) === 'differential' && r.peek() !== undefined;
  r.pendingIntegrals++;
  let body: Node = atOnce ? numberNode('1', r.spanOf(r.at, r.at)) : r.deeper(() => r.expression());
  r.pendingIntegrals--;
  const wanted = operator === 'iint' ? 2 : operator === 'iiint' ? 3 : 1;
  const variables = readDifferentials(r, wanted);
  if (variables === undefined) return r.unread('this differential is not read', cover(command.span, r.behind()));
  let span = cover(command.span, r.behind());
  if (atOnce && r.startsOperand() && r.peek()?.kind !== 'word') {
    body = r.deeper(() => r.product());
    span = cover(span, body.span);
  }
  const node: Integral = { kind: 'integral', operator, ...limits, body, variables, span };
  return node;
};

/** `dx\,dy`: at least one; those that an outer integral waits for are left to it. */
function readDifferentials(r: Reader, wanted: number): SymbolNode[] | undefined {
  const variables: SymbolNode[] = [];
  while (r.role(r.at) === 'differential' && r.peek() !== undefined) {
    if (variables.length >= wanted && r.pendingIntegrals > 0) break;
    r.next();
    const name = r.deeper(() => r.atom());
    if (name.kind !== 'symbol') return undefined;
    const indexed = r.peek()?.kind === 'subscript' ? readSymbolScripts(r, name, () => undefined) : name;
    if (indexed.kind !== 'symbol') return undefined;
    variables.push(indexed);
  }
  return variables.length === 0 ? undefined : variables;
}

/** Finds `dx` in the numerator of a body, and takes it out. */
function differentialIn(body: Node): { body: Node; variables: SymbolNode[] } | undefined {
  if (body.kind === 'quotient') {
    const inner = differentialIn(body.dividend);
    return inner === undefined ? undefined : { body: { ...body, dividend: inner.body }, variables: inner.variables };
  }
  if (body.kind !== 'product') return undefined;
  for (let i = 0; i < body.factors.length; i++) {
    const here = body.factors[i]?.node;
    const next = body.factors[i + 1];
    if (here?.kind === 'symbol' && here.key === 'd' && next?.operator === 'implicit' && next.node.kind === 'symbol') {
      const rest = body.factors.filter((_, k) => k !== i && k !== i + 1);
      const first = rest[0];
      if (first === undefined) return { body: numberNode('1', body.span), variables: [next.node] };
      const factors = [{ operator: 'implicit' as const, node: first.node }, ...rest.slice(1)];
      const left: Node = factors.length === 1 ? first.node : { ...body, factors };
      return { body: left, variables: [next.node] };
    }
    const inner = here === undefined || here.kind !== 'quotient' ? undefined : differentialIn(here);
    if (inner !== undefined)
      return {
        body: { ...body, factors: body.factors.map((f, k) => (k === i ? { ...f, node: inner.body } : f)) },
        variables: inner.variables,
      };
  }
  return undefined;
}

// Limits

/** `\lim_{x \to 0^+} f(x)`; the body is the product behind it. */
const limit: OperandReader = (r, command) => {
  const { lower } = r.scripts();
  const under = lower === undefined ? undefined : r.scriptNode(lower);
  const body = r.startsOperand() ? r.deeper(() => r.product()) : emptyAt(r.behind().to);
  const span = cover(command.span, body.kind === 'empty' ? r.behind() : body.span);
  if (under?.kind !== 'chain' || under.relations[0]?.kind !== 'to' || under.operands.length !== 2)
    return r.unread('what the limit runs over is not understood', span);
  const [variable, approached] = under.operands;
  if (variable?.kind !== 'symbol' || approached === undefined)
    return r.unread('what the limit runs over is not understood', span);
  return { kind: 'limit', variable, ...oneSided(approached), body, span };
};

/** `0^+` as target and side. */
function oneSided(node: Node): { target: Node; side?: '+' | '-' } {
  if (
    node.kind === 'power' &&
    node.exponent.kind === 'word' &&
    (node.exponent.text === '+' || node.exponent.text === '-')
  )
    return { target: node.base, side: node.exponent.text };
  if (node.kind === 'symbol') {
    const side = node.marks.at(-1);
    if (side === '+' || side === '-')
      return {
        target: symbol(node.letter, node.span, { marks: node.marks.slice(0, -1), subscripts: node.subscripts }),
        side,
      };
  }
  if (node.kind === 'add' && node.terms.length === 1 && node.terms[0] !== undefined) {
    const inner = oneSided(node.terms[0].node);
    if (inner.side !== undefined)
      return { target: { ...node, terms: [{ ...node.terms[0], node: inner.target }] }, side: inner.side };
  }
  return { target: node };
}

export const calculus: Family = {
  name: 'calculus',
  operands: { nabla, partial, int: integral, iint: integral, iiint: integral, oint: integral, lim: limit },
};
