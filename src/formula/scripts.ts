import { cover, type Span } from '../text/span';
import { isNumeric, numberNode, productNode, symbol, word } from './build';
import { isCharacter, isCommand, isDigit, type Lexeme } from './lexeme';
import { indexWords, isCapital } from './notation/indices';
import type { Range, Reader } from './reader';
import { isPrimes } from './symbol';
import { mayBranch } from './walk';
import type { Node, SymbolNode } from './tree';

interface Head {
  head: SymbolNode;
  inverse: boolean;
  primes: number;
  /** The subscript as one node, for operators: `E_{x \sim p}[…]`. */
  lower: Node | undefined;
}

/**
 * What hangs on a letter, in any order: `x'_1^2`, `W_{ij}^{(l)}`, `A^{-T}`, `f^{-1}(x)`. Marks and subscripts make another symbol; an exponent
 * makes a power of it. `apply` is asked for the brackets behind.
 */
export function readSymbolScripts(r: Reader, bareSymbol: SymbolNode, apply: (head: Head) => Node | undefined): Node {
  // Primes that came in braces (`\hat{y'}`) count with those behind.
  const inner = bareSymbol.marks.filter(isPrimes).join('');
  const others = bareSymbol.marks.filter((mark) => !isPrimes(mark));
  let name = inner === '' ? bareSymbol : symbol(bareSymbol.letter, bareSymbol.span, { ...bareSymbol, marks: others });
  let primes = inner.length;
  let primeSpan: Span | undefined = primes === 0 ? undefined : bareSymbol.span;
  let lower: Node | undefined;
  let exponent: Range | undefined;
  let exponentSpan: Span | undefined;
  for (;;) {
    const lexeme = r.peek();
    const from = r.at;
    if (lexeme?.kind === 'prime') {
      r.next();
      primes++;
      primeSpan = primeSpan === undefined ? lexeme.span : cover(primeSpan, lexeme.span);
    } else if (lexeme?.kind === 'subscript' && lower === undefined) {
      const range = lowerRange(r);
      const place = cover(name.span, r.spanOf(from, r.at));
      lower = r.scriptNode(range);
      name = symbol(name.letter, place, {
        marks: name.marks,
        subscripts: [...name.subscripts, ...subscriptsOf(r, range, lower, name)],
      });
    } else if (lexeme?.kind === 'superscript') {
      const range = peekUpper(r);
      const marks = marksOf(r, range, name);
      if (marks !== undefined) {
        r.script();
        const counted = marks.filter((mark) => mark === "'").length;
        primes += counted;
        const place = r.spanOf(from, r.at);
        if (counted > 0) primeSpan = primeSpan === undefined ? place : cover(primeSpan, place);
        name = symbol(name.letter, cover(name.span, place), {
          subscripts: name.subscripts,
          marks: [...name.marks, ...marks.filter((m) => m !== "'")],
        });
      } else if (exponent === undefined) {
        r.script();
        exponent = range;
        exponentSpan = r.spanOf(from, r.at);
      } else break;
    } else break;
  }
  if (exponent === undefined || isMinusOne(r, exponent)) {
    const inverse = exponent !== undefined;
    const head = { head: name, inverse, primes, lower };
    const result = apply(head);
    if (result !== undefined) return result;
  } else {
    const power = appliedPower(r, name, exponent, primes, apply);
    if (power !== undefined) return power;
  }
  if (primes > 0 && primeSpan !== undefined)
    name = symbol(name.letter, cover(name.span, primeSpan), {
      subscripts: name.subscripts,
      marks: [...name.marks, "'".repeat(primes)],
    });
  if (exponent === undefined || exponentSpan === undefined) return name;
  return powerNode(r, name, exponent, exponentSpan);
}

/** `f^2(x)`: the square of f(x), or f applied twice; `x^2(x+1)` is a product. */
function appliedPower(
  r: Reader,
  name: SymbolNode,
  exponent: Range,
  primes: number,
  apply: (head: Head) => Node | undefined,
): Node | undefined {
  if (!/^[fghFGH]$/.test(name.letter) || primes > 0 || !r.atBracket('(')) return undefined;
  // What is transposed is a vector or a matrix that is multiplied.
  if (transpose(r, exponent)) return undefined;
  const order = r.scriptNode(exponent);
  const inner = apply({ head: name, inverse: false, primes: 0, lower: undefined });
  if (inner === undefined) return undefined;
  const square: Node = { kind: 'power', base: inner, exponent: order, span: inner.span };
  if (inner.kind !== 'apply' || order.kind !== 'number' || order.digits !== '2') return square;
  if (!mayBranch(inner)) return r.unread('this can be read in too many ways', inner.span);
  r.ambiguities++;
  const twice: Node = { ...inner, args: [inner] };
  return {
    kind: 'ambiguous',
    span: inner.span,
    readings: [
      { node: square, says: `the square of ${name.key} at that place` },
      { node: twice, says: `${name.key} applied twice` },
    ],
  };
}

function isMinusOne(r: Reader, range: Range): boolean {
  return (
    range.to - range.from === 2 && isCharacter(r.lexeme(range.from), '-') && isCharacter(r.lexeme(range.from + 1), '1')
  );
}

/** `x_12` is meant as one index, though TeX lowers the first digit only. */
function lowerRange(r: Reader): Range {
  const range = r.script();
  if (range.to - range.from !== 1 || !isDigit(r.lexeme(range.from)) || r.lexeme(range.to)?.kind === 'close')
    return range;
  let to = r.at;
  while (to < r.end && isDigit(r.lexeme(to)) && r.lexeme(to)?.gap === 'none') to++;
  r.at = to;
  return { from: range.from, to };
}

function peekUpper(r: Reader): Range {
  const back = r.at;
  const range = r.script();
  r.at = back;
  return range;
}

/** The subscripts that a script stands for: `ij` are two, `max` and `12` are one, `i,j+1` are two. */
function subscriptsOf(r: Reader, range: Range, node: Node, name: SymbolNode): readonly Node[] {
  const letters: Lexeme[] = [];
  for (let i = range.from; i < range.to; i++) {
    const lexeme = r.lexeme(i);
    if (lexeme?.kind !== 'character' || !/^[\p{L}\p{N}]$/u.test(lexeme.text)) break;
    letters.push(lexeme);
  }
  if (letters.length === range.to - range.from && letters.length > 1) {
    const text = letters.map((lexeme) => lexeme.text).join('');
    if (/^\d+$/.test(text)) return [node];
    if (indexWords(text)) return [word(text, r.spanOf(range.from, range.to))];
    // `a_{2n}` is one index, `W_{1j}` and `a_{i1}` are two.
    if (!/^[2-9]\d*\p{L}$|^1\d+\p{L}$/u.test(text) || isCapital(name.letter)) return eachLetter(letters);
    return [node];
  }
  if (node.kind === 'sequence' && node.items.every((item) => item.word === undefined))
    return node.items.map((item) => item.node);
  if (
    node.kind === 'product' &&
    node.factors.every((f) => f.operator === 'implicit' && (f.node.kind === 'symbol' || f.node.kind === 'word'))
  )
    return node.factors.map((f) => f.node);
  return [node];
}

function eachLetter(letters: readonly Lexeme[]): Node[] {
  const nodes: Node[] = [];
  let digits = '';
  let from: Span | undefined;
  const flush = (): void => {
    if (from !== undefined) nodes.push(numberNode(digits, from));
    digits = '';
    from = undefined;
  };
  for (const lexeme of letters) {
    if (isDigit(lexeme)) {
      digits += lexeme.text;
      from = from === undefined ? lexeme.span : cover(from, lexeme.span);
    } else {
      flush();
      nodes.push(symbol(lexeme.text, lexeme.span));
    }
  }
  flush();
  return nodes;
}

const markCommands: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ast: '*',
    star: '*',
    dagger: '\\dagger',
    ddagger: '\\ddagger',
    prime: "'",
    dprime: "''",
    perp: '\\perp',
    complement: '\\complement',
    sharp: '\\sharp',
    flat: '\\flat',
    natural: '\\natural',
    circledast: '*',
    bullet: '\\bullet',
  }),
);

/** Marks in a superscript: `*`, `+`, `(i)`, `\dagger`, `\text{new}`, `\prime`; undefined if it is an exponent. */
function marksOf(r: Reader, range: Range, name: SymbolNode): readonly string[] | undefined {
  const marks: string[] = [];
  if (range.from >= range.to || range.to - range.from > 24) return undefined;
  for (let i = range.from; i < range.to; i++) {
    const lexeme = r.lexeme(i);
    if (lexeme === undefined) return undefined;
    const mark = lexeme.kind === 'command' ? markCommands.get(lexeme.text) : undefined;
    if (lexeme.kind === 'prime') marks.push("'");
    else if (mark === "''") marks.push("'", "'");
    else if (mark !== undefined) marks.push(mark);
    else if (lexeme.kind === 'word') marks.push(`\\text{${lexeme.text}}`);
    else if (isCharacter(lexeme, '*')) marks.push('*');
    else if (isCharacter(lexeme, '+', '-') && range.to - range.from === 1) marks.push(lexeme.text);
    else if (isCharacter(lexeme, '(') && isMarkable(r, i, range.to, name)) {
      const mate = r.mate(i);
      marks.push(`(${spell(r, i + 1, mate)})`);
      i = mate;
    } else return ordinal(r, range) && name.letter.length <= 2 ? ['\\text{th}'] : undefined;
  }
  return marks;
}

/** `(i)`, `(\ell+1)`, `(2)`: counts something; `e^{(x+1)}`, `x^{(a+b)}` are exponents. */
function isMarkable(r: Reader, open: number, end: number, name: SymbolNode): boolean {
  const mate = r.mate(open);
  if (mate < 0 || mate >= end || name.letter === 'e' || mate === open + 1) return false;
  return (
    /^(?:[\p{L}]|\\[a-zA-Z]+|\d{1,2})(?:[+-](?:\d|[a-z]))?$/u.test(spell(r, open + 1, mate)) ||
    isWordRange(r, open + 1, mate)
  );
}

function isWordRange(r: Reader, from: number, to: number): boolean {
  return to === from + 1 && r.lexeme(from)?.kind === 'word';
}

function ordinal(r: Reader, range: Range): boolean {
  return (
    isCharacter(r.lexeme(range.from), 't') && isCharacter(r.lexeme(range.from + 1), 'h') && range.to === range.from + 2
  );
}

/** Lexemes as LaTeX again. */
export function spell(r: Reader, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) {
    const lexeme = r.lexeme(i);
    if (lexeme === undefined) break;
    const piece =
      lexeme.kind === 'command' ? `\\${lexeme.text}` : lexeme.kind === 'word' ? `\\text{${lexeme.text}}` : lexeme.text;
    text += /\\[a-zA-Z]+$/.test(text) && /^[a-zA-Z]/.test(piece) ? ` ${piece}` : piece;
  }
  return text;
}

/** A superscript behind anything: a power, a transpose, degrees. */
export function raise(r: Reader, base: Node, from: number): Node {
  const sign = r.at;
  const range = r.script();
  if (range.from >= range.to) return r.unread('an exponent is missing', r.spanOf(from, r.at));
  const loose = base.kind === 'add' || base.kind === 'product' || base.kind === 'chain' || base.kind === 'sequence';
  if (loose)
    return r.unread('braces do not show: write brackets around what is raised to a power', r.spanOf(from, r.at));
  return powerNode(r, base, range, r.spanOf(sign, r.at));
}

function powerNode(r: Reader, base: Node, range: Range, place: Span): Node {
  const span = cover(base.span, place);
  const first = r.lexeme(range.from);
  const length = range.to - range.from;
  if (length === 1 && isCommand(first, 'circ', 'degree')) return { kind: 'quantity', value: base, unit: 'deg', span };
  if (isNumeric(base) && arePrimes(r, range)) return { kind: 'quantity', value: base, unit: "'".repeat(length), span };
  const transposed = transpose(r, range);
  if (transposed !== undefined && !isNumeric(base)) return { kind: 'transpose', operand: base, ...transposed, span };
  if (length === 1 && first?.kind === 'word' && isNumeric(base) && /^(?:st|nd|rd|th)$/.test(first.text))
    return { kind: 'quantity', value: base, unit: first.text, span };
  if (base.kind === 'number' && ordinal(r, range)) return { kind: 'quantity', value: base, unit: 'th', span };
  const exponent = r.scriptNode(range);
  return longExponent(r, { kind: 'power', base, exponent, span }, range);
}

function arePrimes(r: Reader, range: Range): boolean {
  for (let i = range.from; i < range.to; i++) if (!isCommand(r.lexeme(i), 'prime')) return false;
  return range.to > range.from;
}

/** `2^10`: TeX raises the 1 only; the writer may have meant ten. In `6^210^2` the 10 is a factor. */
function longExponent(r: Reader, power: Node, range: Range): Node {
  const next = r.peek();
  const single = range.to - range.from === 1 && r.at === range.to && isDigit(r.lexeme(range.from));
  if (!single || !isDigit(next) || next?.gap !== 'none' || power.kind !== 'power') return power;
  const start = r.at;
  let digits = '';
  let behind = start;
  while (behind < r.end && isDigit(r.lexeme(behind)) && r.lexeme(behind)?.gap === 'none') behind++;
  if (behind < r.end && r.lexeme(behind)?.kind === 'superscript') return power;
  while (isDigit(r.peek()) && r.peek()?.gap === 'none') digits += r.next()?.text ?? '';
  const rest = numberNode(digits, r.spanOf(start, r.at));
  const whole = numberNode((r.lexeme(range.from)?.text ?? '') + digits, r.spanOf(range.from, r.at));
  const span = cover(power.span, rest.span);
  if (!mayBranch(power)) return r.unread('this can be read in too many ways', span);
  r.ambiguities++;
  return {
    kind: 'ambiguous',
    span,
    readings: [
      { node: { ...power, exponent: whole, span }, says: `the exponent is ${whole.digits}` },
      {
        node: productNode([
          { operator: 'implicit', node: power },
          { operator: 'implicit', node: rest },
        ]),
        says: 'only the first digit is an exponent, as it is printed',
      },
    ],
  };
}

/** `T`, `\top`, `-T` */
function transpose(r: Reader, range: Range): { plain: boolean; inverse: boolean } | undefined {
  const inverse = isCharacter(r.lexeme(range.from), '-') && range.to - range.from === 2;
  const sign = r.lexeme(inverse ? range.from + 1 : range.from);
  if (range.to - range.from !== (inverse ? 2 : 1)) {
    // `^{\mathsf{T}}`
    const font = r.lexeme(range.from);
    return isCommand(font, 'mathsf', 'mathbf', 'mathbb') &&
      isCharacter(r.lexeme(range.from + 2), 'T') &&
      range.to - range.from === 4
      ? { plain: false, inverse: false }
      : undefined;
  }
  if (isCommand(sign, 'top', 'intercal', 'transpose', 'mathsf')) return { plain: false, inverse };
  return isCharacter(sign, 'T') ? { plain: sign?.style !== 'upright', inverse } : undefined;
}

/** A subscript behind something that is no letter: a base, the kind of a norm, an entry. */
export function lowered(r: Reader, base: Node): Node | undefined {
  const sign = r.at;
  const range = r.script();
  const place = cover(base.span, r.spanOf(sign, r.at));
  // `[F]_0^1`, `[F]^1_0` come as brackets with both limits.
  if (base.kind === 'group' && base.style === 'square' && r.peek()?.kind === 'superscript') {
    const limits = { lower: r.scriptNode(range), upper: r.scriptNode(r.script()) };
    return { kind: 'evaluated', operand: base.body, ...limits, span: cover(base.span, r.spanOf(sign, r.at)) };
  }
  const index = r.scriptNode(range);
  if (base.kind === 'norm' && base.subscript === undefined) return { ...base, subscript: index, span: place };
  const digits =
    base.kind === 'number' ? base : base.kind === 'group' && base.body.kind === 'number' ? base.body : undefined;
  if (digits !== undefined && digits.radix === undefined && index.kind === 'number') {
    const radix = Number(index.digits);
    if (radix >= 2 && radix <= 36) return { ...digits, radix, span: place };
  }
  if (base.kind === 'number' || base.kind === 'add' || base.kind === 'product' || base.kind === 'chain')
    return r.unread('what this index means is not understood', place);
  return { kind: 'call', name: 'entry', nameSpan: place, subscript: index, args: [base], span: place };
}
