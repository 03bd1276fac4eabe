import { cover, type Span } from '../text/span';
import { at, emptyAt, isNumeric, symbol, word } from './build';
import { isModulus } from './chain';
import { isCharacter, isCommand, isDigit, type Lexeme } from './lexeme';
import { canBeUnit, isRemark, letterUnits } from './notation/connectives';
import { readBrackets, readBars } from './notation/brackets';
import { functionNamed } from './notation/functions';
import { environmentReader, operandReader, wordReader } from './notation/index';
import { readIndicator } from './notation/indicators';
import { isNeverApplied } from './notation/indices';
import { readNumber } from './notation/numbers';
import { readExpectation, squareBracketOperator, uprightOperator } from './notation/probability';
import { readWord } from './notation/words';
import type { Reader } from './reader';
import { readSymbolScripts, raise, lowered } from './scripts';
import type { Apply, Node, SymbolNode } from './tree';

/** One operand with everything that hangs on it: scripts, primes, factorials, units, the brackets behind a letter. */
export function readOperand(r: Reader, bare: boolean): Node {
  const from = r.at;
  let node = r.deeper(() => readAtom(r));
  const indicator = readIndicator(r, node);
  if (indicator) node = indicator;
  else if (node.kind === 'symbol') node = readSymbolScripts(r, node, (name) => applied(r, name, bare));
  for (;;) {
    const lexeme = r.peek();
    if (lexeme === undefined) return node;
    const next = postfix(r, node, lexeme, from);
    if (next === undefined) return node;
    node = next;
  }
}

function postfix(r: Reader, node: Node, lexeme: Lexeme, from: number): Node | undefined {
  const wide = (to: Span): Span => cover(node.span, to);
  switch (lexeme.kind) {
    case 'superscript':
      return node.kind === 'power' || node.kind === 'transpose' ? undefined : raise(r, node, from);
    case 'subscript':
      return lowered(r, node);
    case 'prime': {
      const start = r.at;
      while (r.peek()?.kind === 'prime') r.next();
      const primes = r.at - start;
      const place = wide(r.spanOf(start, r.at));
      if (node.kind === 'number' || node.kind === 'quantity')
        return { kind: 'quantity', value: node, unit: "'".repeat(primes), span: place };
      return { kind: 'derivative', style: 'prime', variables: [], order: primes, operand: node, span: place };
    }
    case 'character': {
      if (lexeme.text === '(' && lexeme.gap !== 'wide') return composed(r, node);
      if (lexeme.text === '!') {
        const start = r.at;
        while (isCharacter(r.peek(), '!') && (r.at === start || r.peek()?.gap === 'none')) r.next();
        return { kind: 'factorial', operand: node, count: r.at - start, span: wide(r.spanOf(start, r.at)) };
      }
      return letterUnit(r, node);
    }
    case 'command': {
      if (lexeme.text === '%' || lexeme.text === 'degree') {
        r.next();
        return { kind: 'quantity', value: node, unit: lexeme.text === '%' ? '%' : 'deg', span: wide(lexeme.span) };
      }
      // `18\$`
      if (lexeme.text === '$' && node.kind === 'number' && lexeme.gap === 'none' && !isDigit(r.peek(1))) {
        r.next();
        return { kind: 'quantity', value: node, unit: '$', span: wide(lexeme.span) };
      }
      return undefined;
    }
    case 'word':
      return wordUnit(r, node, lexeme);
    case 'open':
    case 'close':
    case 'align':
    case 'newline':
    case 'begin':
    case 'end':
      return undefined;
  }
}

/** `(f \circ g)(x)` is f(g(x)). */
function composed(r: Reader, node: Node): Node | undefined {
  if (node.kind !== 'group' || node.body.kind !== 'product' || !r.atBracket('(') || isModulus(r)) return undefined;
  const { factors } = node.body;
  const names: SymbolNode[] = [];
  for (const [i, factor] of factors.entries())
    if (factor.node.kind === 'symbol' && (i === 0 || factor.operator === '\\circ')) names.push(factor.node);
  if (names.length !== factors.length) return undefined;
  const { args, span: argsSpan } = r.bracketed();
  let inner: readonly Node[] = args;
  for (const head of names.toReversed())
    inner = [
      { kind: 'apply', head, inverse: false, args: inner, brackets: '(', argsSpan, span: cover(head.span, argsSpan) },
    ];
  const [whole] = inner;
  return whole === undefined ? undefined : { ...whole, span: cover(node.span, argsSpan) };
}

/** `20 ns`: a known unit in plain letters, behind a number and a blank. */
function letterUnit(r: Reader, node: Node): Node | undefined {
  const first = r.peek();
  if (node.kind !== 'number' || (first?.gap !== 'space' && first?.gap !== 'thin')) return undefined;
  const start = r.at;
  let text = '';
  let i = start;
  for (; i < r.end && text.length <= 6; i++) {
    const lexeme = r.lexeme(i);
    if (lexeme?.kind !== 'character' || !/^\p{L}$/u.test(lexeme.text) || (i > start && lexeme.gap !== 'none')) break;
    text += lexeme.text;
  }
  const behind = i < r.end ? r.lexeme(i) : undefined;
  if (!letterUnits.has(text) || behind?.kind === 'subscript' || behind?.kind === 'prime') return undefined;
  if (isCharacter(behind, '(') && behind?.gap === 'none') return undefined;
  r.at = i;
  const power = unitPower(r);
  return { kind: 'quantity', value: node, unit: text + power, span: cover(node.span, r.spanOf(start, r.at)) };
}

/** `20\text{ ns}`, `5\text{ cm}^2`; `4 \text{ (Wednesday)}` is a remark on the operand. */
function wordUnit(r: Reader, node: Node, lexeme: Lexeme): Node | undefined {
  const start = r.at;
  if (isRemark(lexeme.text)) {
    if (lexeme.gap === 'wide') return undefined;
    r.next();
    return { kind: 'annotated', body: node, note: word(lexeme.text, lexeme.span), span: cover(node.span, lexeme.span) };
  }
  if (!canBeUnit(lexeme.text) || isFunctionWord(r, lexeme)) return undefined;
  const value = node.kind === 'quantity' && node.unit === '$' ? node : isNumeric(node) ? node : undefined;
  if (value === undefined) return undefined;
  r.next();
  let unit = lexeme.text + unitPower(r);
  for (
    let next = r.peek();
    next?.kind === 'word' && canBeUnit(next.text) && !isFunctionWord(r, next);
    next = r.peek()
  ) {
    r.next();
    unit += ` ${next.text}${unitPower(r)}`;
  }
  const place = cover(node.span, r.spanOf(start, r.at));
  if (value.kind === 'quantity') return { kind: 'quantity', value: value.value, unit: `$ ${unit}`, span: place };
  return { kind: 'quantity', value, unit, span: place };
}

/** `2\operatorname{Var}(X)`, `3\text{fan}_{in}`, `5\operatorname{tr} A`: the word begins an operand; in `5\text{ min}` it is a unit. */
function isFunctionWord(r: Reader, lexeme: Lexeme): boolean {
  const next = r.peek(1);
  if (next?.kind === 'subscript' || next?.kind === 'prime') return true;
  const known = functionNamed(lexeme.text) !== undefined || wordReader(lexeme.text) !== undefined;
  const bracket = isCharacter(next, '(') || (known && isCharacter(next, '['));
  if (bracket && (known || next?.gap === 'none')) return true;
  if (!known || lexeme.style !== 'upright' || next === undefined) return false;
  r.at++;
  const argument = r.startsOperand();
  r.at--;
  return argument;
}

/** `^2` behind a unit. */
function unitPower(r: Reader): string {
  if (r.peek()?.kind !== 'superscript') return '';
  const script = r.script();
  let text = '';
  for (let i = script.from; i < script.to; i++) text += r.lexeme(i)?.text ?? '';
  return `^${text}`;
}

/** Letters that name functions: before a bracket they apply even where a letter otherwise multiplies. */
const functionLetter =
  /^(?:[fghpqFGHPQLJKNSTUVEDR]|\\(?:phi|psi|varphi|Phi|Psi|Gamma|zeta|sigma|mu|pi_?|Theta|Omega)|\\mathcal\{.\}|\\mathbf\{[fgh]\}|\\(?:text|mathbb)\{.*\})$/;

/** `f(x)`, `p_\theta(x \mid y)`, `f^{-1}(3)`, `E[x]`: brackets directly behind a letter. `inverse` stands for an exponent -1 that was read. */
function applied(
  r: Reader,
  call: { head: SymbolNode; inverse: boolean; primes: number; lower: Node | undefined },
  bare: boolean,
): Node | undefined {
  const { head, inverse, primes } = call;
  const open = r.peek();
  if (open === undefined || open.gap === 'wide' || !r.atBracket('(', '[') || isModulus(r)) return undefined;
  const from = r.at;
  const close = r.lexeme(r.mate(from));
  if (close?.text !== (open.text === '(' ? ')' : ']')) return undefined;
  const operator = open.text === '[' && primes === 0 && !inverse ? squareBracketOperator(head.letter) : undefined;
  if (operator !== undefined) return readExpectation(r, { operator, name: head, lower: call.lower });
  if (isNeverApplied(head.letter)) return undefined;
  if (bare && !functionLetter.test(head.letter)) return undefined;
  // `F(x) = [F]_0^1`: limits behind square brackets evaluate.
  const behind = r.lexeme(r.mate(from) + 1);
  if (open.text === '[' && behind?.kind === 'subscript' && r.mate(from) + 1 < r.end) return undefined;
  const { args, given, brackets, span: argsSpan } = r.bracketed();
  const node: Apply = {
    kind: 'apply',
    head,
    inverse,
    args,
    brackets: brackets === '[' ? '[' : '(',
    argsSpan,
    ...(given === undefined ? {} : { given }),
    span: cover(head.span, argsSpan),
  };
  if (primes === 0) return node;
  return { kind: 'derivative', style: 'prime', variables: [], order: primes, operand: node, span: node.span };
}

/** An operand without what hangs on it. */
export function readAtom(r: Reader): Node {
  const from = r.at;
  const lexeme = r.peek();
  if (lexeme === undefined) return r.unread('something is missing here', r.spanOf(from, from));
  switch (lexeme.kind) {
    case 'word':
      r.next();
      return readWord(r, lexeme);
    case 'open':
      return readGroup(r, from);
    case 'begin':
      return readEnvironment(r, lexeme, from);
    case 'superscript':
    case 'subscript':
      return readPrescript(r, from);
    case 'character':
      return readCharacter(r, lexeme, from);
    case 'command':
      return readCommand(r, lexeme, from);
    case 'close':
      r.next();
      return r.unread('a brace has no partner', lexeme.span);
    case 'end':
      r.next();
      return r.unread(`\\end{${lexeme.text}} has no \\begin`, lexeme.span);
    case 'prime':
    case 'align':
    case 'newline':
      r.next();
      return r.unread(`${lexeme.text} stands where a number or a letter should be`, lexeme.span);
  }
}

function readCharacter(r: Reader, lexeme: Lexeme, from: number): Node {
  const role = r.role(from);
  if (role === 'open') return lexeme.text === '|' ? readBars(r) : readBrackets(r);
  if (role === 'stray') {
    r.next();
    return r.unread('a bracket has no partner', lexeme.span);
  }
  const number = readNumber(r);
  if (number !== undefined) return number;
  r.next();
  if (/^\p{L}$/u.test(lexeme.text)) {
    const operator = lexeme.style === 'upright' ? uprightOperator(lexeme.text) : undefined;
    const name = symbol(lexeme.text, lexeme.span);
    return operator === undefined ? name : readExpectation(r, { operator, name, lower: undefined });
  }
  if (lexeme.text === '.' && isCharacter(r.peek(), '.')) {
    while (isCharacter(r.peek(), '.')) r.next();
    return { kind: 'ellipsis', span: r.spanOf(from, r.at) };
  }
  if (lexeme.text === '?') return r.unread('a question mark stands for something unknown', lexeme.span);
  return r.unread(`what "${lexeme.text}" means here is not understood`, lexeme.span);
}

function readCommand(r: Reader, lexeme: Lexeme, from: number): Node {
  const role = r.role(from);
  if (role === 'open') return isBarCommand(lexeme) ? readBars(r) : readBrackets(r);
  if (role === 'stray') {
    r.next();
    return r.unread('a bracket has no partner', lexeme.span);
  }
  r.next();
  const read = operandReader(lexeme.text);
  if (read !== undefined) return read(r, lexeme);
  return r.unread(`the command \\${lexeme.text} is not known`, lexeme.span);
}

function isBarCommand(lexeme: Lexeme): boolean {
  return isCommand(lexeme, '|', 'vert', 'Vert', 'lvert', 'lVert');
}

/** `{…}`: its content, over the place of the braces if it is no more than one operand. */
function readGroup(r: Reader, from: number): Node {
  const mate = r.mate(from);
  if (mate < 0 || mate >= r.end) {
    const place = r.spanOf(from, r.end);
    r.next();
    r.at = r.end;
    return r.unread('a brace is not closed', place);
  }
  if (r.isBlank(from + 1, mate)) {
    r.at = mate + 1;
    // `{}_nC_k`, `{}^2`: an empty group only carries scripts.
    const script = r.peek();
    if (script?.kind === 'subscript' || script?.kind === 'superscript') return readPrescript(r, r.at);
    return r.peek() === undefined ? emptyAt(r.spanOf(from, mate + 1).from) : r.atom();
  }
  const node = r.range({ from: from + 1, to: mate });
  r.at = mate + 1;
  return node;
}

function readEnvironment(r: Reader, lexeme: Lexeme, from: number): Node {
  const mate = r.mate(from);
  if (mate < 0 || mate >= r.end) {
    const place = r.spanOf(from, r.end);
    r.at = r.end;
    return r.unread(`\\begin{${lexeme.text}} has no \\end`, place);
  }
  const place = r.spanOf(from, mate + 1);
  const read = environmentReader(lexeme.text);
  if (read === undefined || r.lexeme(mate)?.text !== lexeme.text) {
    r.at = mate + 1;
    return r.unread(
      read === undefined
        ? `the environment ${lexeme.text} is not known`
        : `\\begin{${lexeme.text}} is ended by \\end{${r.lexeme(mate)?.text ?? ''}}`,
      place,
    );
  }
  r.next();
  const outer = r.end;
  const bare = r.bare;
  r.bare = false;
  const node = r.deeper(() => read(r, lexeme, mate));
  r.bare = bare;
  r.end = outer;
  r.at = mate + 1;
  return at(node, place);
}

/** `{}_nC_k`, `^{10}C_3`, `_nP_k` */
function readPrescript(r: Reader, from: number): Node {
  const before = r.scripts();
  const upper = before.lower ?? before.upper;
  const letter = r.peek();
  if (upper !== undefined && isCharacter(letter, 'C', 'P') && letter !== undefined) {
    r.next();
    const { lower } = r.scripts();
    if (lower !== undefined) {
      const parts = { upper: r.scriptNode(upper), lower: r.scriptNode(lower) };
      const place = r.spanOf(from, r.at);
      if (letter.text === 'C') return { kind: 'binomial', ...parts, span: place };
      return {
        kind: 'call',
        name: 'permutations',
        nameSpan: letter.span,
        args: [parts.upper, parts.lower],
        span: place,
      };
    }
  }
  if (before.lower === undefined && before.upper === undefined) r.next();
  return r.unread('an index or exponent stands without a base', r.spanOf(from, r.at));
}
