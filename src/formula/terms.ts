import { cover } from '../text/span';
import { addNode, implicitProduct, isNumeric, productNode, symbol } from './build';
import { atConnective, atQuantifier } from './logic';
import { isModulus, relationHere } from './chain';
import { isCharacter, isCommand, isDigit, type Lexeme } from './lexeme';
import { functionCommands } from './notation/functions';
import { bindsArgument, isOperatorCommand } from './notation/index';
import { divisionSign, factorSign, isLoneSign, namedOperations, setOperations, termSign } from './notation/operators';
import { readOperand } from './operand';
import type { Reader } from './reader';
import type { EvaluationBar, Factor, Node, Term } from './tree';
import { slashNode } from './slash';
import { mayBranch } from './walk';

/** `A \cup B \setminus C`: from left to right, looser than sums. */
export function readSets(r: Reader): Node {
  let left = r.expression();
  for (;;) {
    const sign = r.peek();
    const name = sign?.kind === 'command' ? setOperations.get(sign.text) : undefined;
    if (sign === undefined || name === undefined) return left;
    r.next();
    const right = r.peek() === undefined ? missing(r, sign) : r.expression();
    left = { kind: 'call', name, nameSpan: sign.span, args: [left, right], span: cover(left.span, right.span) };
  }
}

function missing(r: Reader, sign: Lexeme): Node {
  return r.unread(`something is missing after ${sign.kind === 'command' ? '\\' : ''}${sign.text}`, sign.span);
}

/** `a + b - c`, `\pm x`; a bar with limits behind a sum may belong to the sum or to its last term. */
export function readExpression(r: Reader): Node {
  const terms: Term[] = [];
  for (;;) {
    const lexeme = r.peek();
    const sign = termSign(lexeme);
    if (sign === undefined || lexeme === undefined) {
      if (terms.length > 0) break;
      terms.push({ sign: '+', node: r.product() });
    } else if (terms.length === 0 && isLoneSign((offset) => r.lexeme(r.at + offset))) {
      r.next();
      terms.push({ sign: '+', node: symbol(lexeme.text, lexeme.span) });
    } else {
      r.next();
      const node = startsOperand(r) || termSign(r.peek()) !== undefined ? r.product() : missing(r, lexeme);
      terms.push({ sign, signSpan: lexeme.span, node: loose(r, node, 'term') });
    }
    evaluateLast(r, terms);
    if (termSign(r.peek()) === undefined || isArrow(r)) break;
  }
  const first = terms[0];
  if (terms.length > 1 && first !== undefined) terms[0] = { ...first, node: loose(r, first.node, 'term') };
  return addNode(terms);
}

/** `->` is a relation, not a minus. */
function isArrow(r: Reader): boolean {
  return relationHere(r) !== undefined;
}

/** A sum in bare braces does not show its braces: `a - {b + c}` prints as a − b + c. */
function loose(r: Reader, node: Node, as: 'term' | 'factor'): Node {
  if (
    node.kind === 'chain' ||
    node.kind === 'sequence' ||
    node.kind === 'logic' ||
    (node.kind === 'add' && node.terms.length > 1)
  )
    return r.unread('braces do not show: write brackets', node.span);
  if (as === 'factor' && node.kind === 'add' && node.terms[0]?.signSpan === undefined)
    return r.unread('braces do not show: write brackets', node.span);
  return node;
}

/** `|_a^b` at the cursor, behind its operand. */
function evaluatedHere(r: Reader, operand: Node): EvaluationBar {
  r.next();
  const { lower, upper } = r.scripts();
  return {
    kind: 'evaluated',
    operand,
    ...(lower === undefined ? {} : { lower: r.scriptNode(lower) }),
    ...(upper === undefined ? {} : { upper: r.scriptNode(upper) }),
    span: cover(operand.span, r.behind()),
  };
}

/** Whether the bar at the cursor has a lower and an upper limit, as that behind an antiderivative. */
function hasBothLimits(r: Reader): boolean {
  const first = r.at + 2;
  const mate = r.lexeme(first)?.kind === 'open' ? r.mate(first) : first;
  return r.lexeme(mate + 1)?.kind === 'superscript' || r.lexeme(r.at + 1)?.kind === 'superscript';
}

/** `F(x) \big|_a^b`, `\frac{df}{dx}\Big|_{x=0}` */
function evaluateLast(r: Reader, terms: Term[]): void {
  while (r.role(r.at) === 'evaluate' && r.peek() !== undefined) {
    const last = terms.at(-1);
    if (last === undefined) return;
    const one = evaluatedHere(r, last.node);
    const { lower, upper } = one;
    const limits = { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
    const to = r.behind();
    if (terms.length === 1 && last.signSpan === undefined) {
      terms[0] = { sign: '+', node: one };
    } else if (lower === undefined || upper === undefined) {
      terms[terms.length - 1] = { ...last, node: one };
    } else {
      const sum = addNode([...terms]);
      if (!mayBranch(sum)) {
        terms.splice(0, terms.length, {
          sign: '+',
          node: r.unread('this can be read in too many ways', cover(sum.span, to)),
        });
        return;
      }
      const all: Node = { kind: 'evaluated', operand: sum, ...limits, span: cover(sum.span, to) };
      const single = addNode([...terms.slice(0, -1), { ...last, node: one }]);
      r.ambiguities++;
      const node: Node = {
        kind: 'ambiguous',
        span: all.span,
        readings: [
          { node: all, says: 'the bar evaluates the whole sum' },
          { node: single, says: 'the bar evaluates the last term' },
        ],
      };
      terms.splice(0, terms.length, { sign: '+', node });
    }
  }
}

/** `2x \cdot y / z`: from left to right. */
export function readProduct(r: Reader): Node {
  const ambiguitiesBefore = r.ambiguities;
  let factors: Factor[] = readJuxtaposed(r).map((node) => ({ operator: 'implicit', node }));
  for (;;) {
    const sign = r.peek();
    if (sign === undefined || atRelation(r)) break;
    if (r.role(r.at) === 'evaluate' && !hasBothLimits(r)) {
      factors = [{ operator: 'implicit', node: evaluatedHere(r, productNode(factors)) }];
      if (continues(r)) for (const node of readJuxtaposed(r)) factors.push({ operator: 'implicit', node });
      continue;
    }
    const operator = factorSign(sign);
    const division = divisionSign(sign);
    const operation =
      sign.kind === 'command' ? namedOperations.get(sign.text) : isCharacter(sign, '@', '#') ? sign.text : undefined;
    if (operator === undefined && division === undefined && operation === undefined && !isCommand(sign, 'bmod')) break;
    r.next();
    // `\int x \cdot dx`
    if (operator !== undefined && r.role(r.at) === 'differential') continue;
    const run = startsOperand(r) || termSign(r.peek()) !== undefined ? readJuxtaposed(r) : [missing(r, sign)];
    if (operator !== undefined)
      run.forEach((node, i) =>
        factors.push(i === 0 ? { operator, operatorSpan: sign.span, node } : { operator: 'implicit', node }),
      );
    else {
      const left = productNode(factors);
      if (division !== undefined)
        factors = slashNode(r, { left, run, style: division, sign, since: ambiguitiesBefore });
      else {
        const right = implicitProduct(run);
        const name = operation ?? 'mod';
        factors = [
          {
            operator: 'implicit',
            node: { kind: 'call', name, nameSpan: sign.span, args: [left, right], span: cover(left.span, right.span) },
          },
        ];
      }
    }
  }
  if (factors.length > 1) factors = factors.map((factor) => ({ ...factor, node: loose(r, factor.node, 'factor') }));
  return productNode(factors);
}

function atRelation(r: Reader): boolean {
  return relationHere(r) !== undefined;
}

/** Operands side by side; at least one, unread if there is none. */
export function readJuxtaposed(r: Reader): Node[] {
  const nodes: Node[] = [];
  const sign = r.peek();
  if (sign !== undefined && termSign(sign) !== undefined) return [r.deeper(() => signed(r, sign))];
  while (nodes.length === 0 ? r.peek() !== undefined : continues(r)) {
    const before = r.at;
    const digit = isDigit(r.peek());
    const node = readOperand(r, false);
    push(r, nodes, node, digit);
    if (r.at === before) break;
  }
  if (nodes.length === 0) nodes.push(r.unread('something is missing here', r.spanOf(r.at, r.at)));
  return nodes;
}

/** Whether another factor follows without a sign; `\star` between operands is a sign. */
function continues(r: Reader): boolean {
  const lexeme = r.peek();
  return startsOperand(r) && !isModulus(r) && !(lexeme?.kind === 'command' && namedOperations.has(lexeme.text));
}

/** `2 \cdot -3`, `a - -b`: a sign in the place of an operand. */
function signed(r: Reader, lexeme: Lexeme): Node {
  r.next();
  const sign = termSign(lexeme) ?? '+';
  if (!startsOperand(r) && termSign(r.peek()) === undefined) return missing(r, lexeme);
  const node = implicitProduct(readJuxtaposed(r));
  return addNode([{ sign, signSpan: lexeme.span, node }]);
}

/** Adds an operand to those before it; `digit` says that it begins with one. */
function push(r: Reader, nodes: Node[], node: Node, digit: boolean): void {
  const last = nodes.at(-1);
  if ((last?.kind === 'number' || (last?.kind === 'quantity' && last.unit === '$')) && digit) {
    nodes.push(r.unread('two numbers stand side by side', cover(last.span, node.span)));
    return;
  }
  const mixed = last === undefined ? undefined : mixedNumber(r, last, node);
  if (mixed === undefined) nodes.push(node);
  else nodes[nodes.length - 1] = mixed;
}

/** `2\frac12`: two and a half, or twice a half. */
function mixedNumber(r: Reader, whole: Node, node: Node): Node | undefined {
  const fraction = node.kind === 'quantity' ? node.value : node;
  if (whole.kind !== 'number' || whole.digits.includes('.') || whole.radix !== undefined) return undefined;
  if (fraction.kind !== 'quotient' || fraction.style !== 'fraction') return undefined;
  const { dividend, divisor } = fraction;
  if (dividend.kind !== 'number' || divisor.kind !== 'number') return undefined;
  if (!/^\d{1,9}$/.test(dividend.digits) || !/^\d{1,9}$/.test(divisor.digits)) return undefined;
  if (Number(dividend.digits) >= Number(divisor.digits)) return undefined;
  const place = cover(whole.span, fraction.span);
  r.ambiguities++;
  const mixed: Node = {
    kind: 'ambiguous',
    span: place,
    readings: [
      {
        node: addNode([
          { sign: '+', node: whole },
          { sign: '+', node: fraction },
        ]),
        says: `${whole.digits} and ${dividend.digits}/${divisor.digits} as a mixed number`,
      },
      { node: implicitProduct([whole, fraction]), says: `${whole.digits} times ${dividend.digits}/${divisor.digits}` },
    ],
  };
  return node.kind === 'quantity' ? { ...node, value: mixed, span: cover(whole.span, node.span) } : mixed;
}

/** Whether an operand can begin at the cursor. */
export function startsOperand(r: Reader): boolean {
  const lexeme = r.peek();
  if (lexeme === undefined) return false;
  const role = r.role(r.at);
  if (role === 'close' || role === 'mid' || role === 'evaluate' || role === 'differential' || role === 'stray')
    return false;
  switch (lexeme.kind) {
    case 'open':
    case 'begin':
    case 'word':
      return lexeme.kind !== 'word' || !isModulus(r);
    case 'character':
      return role === 'open' || /^[\p{L}\p{N}]$/u.test(lexeme.text) || startsNumber(r) || startsDots(r);
    case 'command':
      if (role === 'open') return true;
      if (relationHere(r) !== undefined || atConnective(r) || atQuantifier(r)) return false;
      if (isOperatorCommand(lexeme.text)) return false;
      return true;
    case 'superscript':
    case 'subscript':
      return startsPrescript(r);
    case 'close':
    case 'align':
    case 'newline':
    case 'prime':
    case 'end':
      return false;
  }
}

function startsNumber(r: Reader): boolean {
  const second = r.peek(1);
  return isCharacter(r.peek(), '.') && second?.kind === 'character' && /^\d$/.test(second.text);
}

function startsDots(r: Reader): boolean {
  return isCharacter(r.peek(), '.') && isCharacter(r.peek(1), '.');
}

/** `{}_nC_k`, `^nC_k` behind an operator. */
function startsPrescript(r: Reader): boolean {
  const mate = r.peek(1)?.kind === 'open' ? r.mate(r.at + 1) : r.at + 1;
  return isCharacter(r.lexeme(mate + 1), 'C', 'P') && mate + 1 < r.end;
}

/**
 * The argument of a function without brackets, as a person reads it: `\sin 2x`, `\log n!`, `\cos\frac{\pi}{4}`. It ends at any written operator,
 * the next function, a bracket (but `\sin 2(x+y)`), a word.
 */
export function readBare(r: Reader): Node | undefined {
  const sign = r.peek();
  if (sign !== undefined && termSign(sign) !== undefined) {
    if (sign.text !== '-') return undefined;
    r.next();
    const operand = startsOperand(r) ? readBare(r) : undefined;
    return operand === undefined ? missing(r, sign) : addNode([{ sign: '-', signSpan: sign.span, node: operand }]);
  }
  const nodes: Node[] = [];
  const before = r.bare;
  r.bare = true;
  while (continues(r) && (nodes.length === 0 || goesOn(r, nodes))) {
    const at = r.at;
    const digit = isDigit(r.peek());
    const node = r.deeper(() => readOperand(r, true));
    push(r, nodes, node, digit);
    if (r.at === at) break;
  }
  r.bare = before;
  if (nodes.length === 0) return undefined;
  return nodes.length === 1 ? nodes[0] : implicitProduct(nodes.map((node) => loose(r, node, 'factor')));
}

function goesOn(r: Reader, nodes: readonly Node[]): boolean {
  const lexeme = r.peek();
  const last = nodes.at(-1);
  if (
    lexeme === undefined ||
    lexeme.gap === 'wide' ||
    last?.kind === 'group' ||
    last?.kind === 'call' ||
    last?.kind === 'apply'
  )
    return false;
  if (lexeme.kind === 'word') return false;
  if (lexeme.kind === 'begin') return false;
  if (r.role(r.at) === 'open')
    return nodes.length === 1 && last !== undefined && isNumeric(last) && isCharacter(lexeme, '(');
  if (lexeme.kind !== 'command') return true;
  return !functionCommands.has(lexeme.text) && !bindsArgument(lexeme.text);
}
