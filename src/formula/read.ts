import { cover, span, type Span } from '../text/span';
import type { TexToken } from '../tex/token';
import { emptyAt, unread, word } from './build';
import { readChain } from './chain';
import { Cursor } from './cursor';
import { isCommand, type Lexeme } from './lexeme';
import { isGreek } from './notation/letters';
import { readLogic } from './logic';
import { readAtom, readOperand } from './operand';
import { prepare } from './prepare';
import { readBare, readExpression, readJuxtaposed, readProduct, startsOperand } from './terms';
import { readWord } from './notation/words';
import type { Bracketed, Range, Reader, Scripts } from './reader';
import { readItems, readRows, sequenceNode } from './statements';
import { structureOf } from './structure';
import type { Formula, Node, SequenceItem } from './tree';
import { height, nestSpans, symbolsOf } from './walk';

/** How deep brackets, groups and commands may stand in each other. */
const deepest = 200;
/** The greatest height of a tree; a tree of `deepest` levels stays below it. */
const highest = 1000;

/**
 * Reads one formula. Total: any tokens give a tree, in linear time, with every span inside `region`.
 * What is not understood is an `Unread` node in place of the whole side of a relation.
 */
export function readFormula(tokens: readonly TexToken[], region: Span): Formula {
  const lexemes = prepare(tokens);
  const reader = new FormulaReader(lexemes, structureOf(lexemes), region);
  const root = reader.root();
  if (tokens.some((token) => token.expanded)) nestSpans(root);
  return { span: region, root };
}

/** Thrown where a formula nests too deeply, caught by `root` only: no part of such a formula is worth keeping. */
class TooDeep extends Error {}

class FormulaReader extends Cursor implements Reader {
  private depth = 0;
  private unreadCount = 0;
  private firstReason = '';
  bare = false;
  ambiguities = 0;
  pendingIntegrals = 0;
  readonly bareCalls = new WeakSet<Node>();

  root(): Node {
    try {
      const node = this.isBlank(0, this.end) ? emptyAt(this.region.from) : this.range({ from: 0, to: this.end });
      if (height(node, highest) < highest) return node;
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
    }
    const end = this.lexemes.length;
    return unread('this formula is nested too deeply to be read', this.spanOf(0, end), this.letters(0, end));
  }

  /** The letters between lexemes that have no tree, with an index of one lexeme: more is not worth the effort. */
  private letters(from: number, to: number): string[] {
    const found = new Set<string>();
    for (let i = from; i < to; i++) {
      const lexeme = this.lexemes[i];
      const isName = lexeme?.kind === 'character' && /^\p{L}$/u.test(lexeme.text);
      if (lexeme === undefined || (!isName && !(lexeme.kind === 'command' && isGreek(lexeme.text)))) continue;
      const letter = isName ? lexeme.text : `\\${lexeme.text}`;
      const braced = this.lexemes[i + 2]?.kind === 'open' && this.mate(i + 2) === i + 4;
      const index = this.lexemes[i + 1]?.kind === 'subscript' ? this.lexemes[braced ? i + 3 : i + 2] : undefined;
      found.add(index?.kind === 'character' ? `${letter}_${index.text}` : letter);
    }
    return [...found];
  }

  // Nesting.

  deeper<T>(read: () => T): T {
    if (this.depth >= deepest) throw new TooDeep();
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  inside(from: number, to: number, read: () => Node): Node {
    const outer = this.end;
    const { bare, pendingIntegrals } = this;
    this.position = from;
    this.end = to;
    this.bare = false;
    this.pendingIntegrals = 0;
    const node = this.deeper(read);
    this.bare = bare;
    this.pendingIntegrals = pendingIntegrals;
    const rest = this.at;
    const result = rest < to ? this.unread('this part of the formula is not understood', this.spanOf(rest, to)) : node;
    this.end = outer;
    this.position = to;
    return result;
  }

  unread(reason: string, place: Span): Node {
    if (this.unreadCount === 0 || this.firstReason === '') this.firstReason = reason;
    this.unreadCount++;
    return unread(reason, place);
  }

  /** Reads one side of a relation; if anything in it was not understood, the whole side is not. */
  side(read: () => Node): Node {
    const before = this.unreadCount;
    const reasonBefore = this.firstReason;
    this.firstReason = '';
    const from = this.at;
    const node = read();
    if (this.unreadCount === before) {
      this.firstReason = reasonBefore;
      return node;
    }
    const reason = this.firstReason;
    const mentions = new Set([...symbolsOf(node), ...this.letters(from, this.position)]);
    const place = this.position > from ? this.spanOf(from, this.position) : span(this.behind().to, this.behind().to);
    return unread(reason, place, [...mentions]);
  }

  // The grammar.

  statements(): Node {
    return readRows(this);
  }

  items(): SequenceItem[] {
    return readItems(this);
  }

  statement(): Node {
    return readLogic(this, (r) => readChain(r, (read) => this.side(read)));
  }

  expression(): Node {
    return readExpression(this);
  }

  product(): Node {
    return readProduct(this);
  }

  juxtaposed(): readonly Node[] {
    return readJuxtaposed(this);
  }

  operand(): Node {
    return readOperand(this, false);
  }

  startsOperand(): boolean {
    return startsOperand(this);
  }

  word(lexeme: Lexeme): Node {
    return readWord(this, lexeme);
  }

  atom(): Node {
    return readAtom(this);
  }

  bareArgument(): Node | undefined {
    return readBare(this);
  }

  range(range: Range): Node {
    const infix = this.structure.infixes.get(this.scopeOf(range));
    const sign = this.lexemes[infix ?? -1];
    if (infix !== undefined && sign !== undefined && infix >= range.from && infix < range.to)
      return this.infixFraction(range, infix, sign);
    const only = range.to - range.from === 1 ? this.lexemes[range.from] : undefined;
    const lone = loneSign(only) ?? (only?.kind === 'word' || isCommand(only, '%', '$') ? only?.text : undefined);
    if (only === undefined || lone === undefined) return this.inside(range.from, range.to, () => this.statements());
    this.position = range.to;
    return word(lone, only.span);
  }

  /** The lexeme whose brace or bracket holds exactly this range, or -1. */
  private scopeOf(range: Range): number {
    return range.from - 1;
  }

  /** `{a \over b}`, `{n \choose k}` */
  private infixFraction(range: Range, infix: number, sign: Lexeme): Node {
    const place = this.spanOf(range.from, range.to);
    const upper = this.inside(range.from, infix, () => this.statements());
    const lower = this.inside(infix + 1, range.to, () => this.statements());
    const span = cover(place, cover(upper.span, lower.span));
    if (sign.text === 'over') return { kind: 'quotient', style: 'fraction', dividend: upper, divisor: lower, span };
    if (sign.text === 'choose') return { kind: 'binomial', upper, lower, span };
    return this.unread(`the command \\${sign.text} is not known`, place);
  }

  argument(): Node {
    const from = this.at;
    const first = this.peek();
    if (first === undefined) return this.unread('an argument is missing', span(this.behind().to, this.behind().to));
    if (first.kind === 'open') {
      const mate = this.mate(from);
      if (mate < 0 || mate >= this.end) {
        this.position = this.end;
        return this.unread('a brace is not closed', this.spanOf(from, this.end));
      }
      if (this.isBlank(from + 1, mate)) {
        this.position = mate + 1;
        return emptyAt(first.span.to);
      }
      const node = this.range({ from: from + 1, to: mate });
      this.position = mate + 1;
      return node;
    }
    if (first.kind === 'superscript' || first.kind === 'subscript' || first.kind === 'close')
      return this.unread('an argument is missing', span(this.behind().to, this.behind().to));
    if (first.kind === 'character' && /^\d$/.test(first.text)) {
      this.position = from + 1;
      return { kind: 'number', digits: first.text, span: first.span };
    }
    const lone = loneSign(first);
    if (lone !== undefined) {
      this.position = from + 1;
      return word(lone, first.span);
    }
    return this.deeper(() => this.atom());
  }

  option(): Node | undefined {
    const from = this.at;
    const first = this.peek();
    const mate = this.mate(from);
    if (first?.kind !== 'character' || first.text !== '[' || mate < 0 || mate >= this.end) return undefined;
    const node = this.inside(from + 1, mate, () => this.statements());
    this.position = mate + 1;
    return node;
  }

  scripts(): Scripts {
    let lower: Range | undefined;
    let upper: Range | undefined;
    for (;;) {
      const sign = this.peek();
      if (sign?.kind === 'subscript' && lower === undefined) lower = this.script();
      else if (sign?.kind === 'superscript' && upper === undefined) upper = this.script();
      else break;
    }
    return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
  }

  /** The lexemes of one script, the cursor being on its sign. A command takes its arguments along: `x^\frac12`. */
  script(): Range {
    this.next();
    const from = this.at;
    const first = this.peek();
    const mate = first?.kind === 'open' ? this.mate(from) : -1;
    if (first?.kind === 'open' && mate >= 0 && mate < this.end) {
      this.position = mate + 1;
      return { from: from + 1, to: mate };
    }
    if (first === undefined || first.kind === 'close') return { from, to: from };
    if (first.kind === 'open') {
      this.position = this.end;
      return { from: this.end, to: this.end };
    }
    this.position = from + 1;
    if (first.kind === 'command') {
      let arguments_ = commandArguments.get(first.text) ?? 0;
      for (; arguments_ > 0 && this.peek() !== undefined; arguments_--) {
        const at = this.at;
        const close = this.lexemes[at]?.kind === 'open' ? this.mate(at) : at;
        this.position = close < at || close >= this.end ? at + 1 : close + 1;
        // `x^\frac\sqrt2 3` is not worth more.
        if (this.lexemes[at]?.kind === 'command') arguments_ += commandArguments.get(this.lexemes[at]?.text ?? '') ?? 0;
      }
    }
    return { from, to: this.position };
  }

  /** Reads a script: a lone sign is a word, nothing at all is empty. */
  scriptNode(range: Range): Node {
    const back = this.position;
    const node = this.isBlank(range.from, range.to)
      ? this.unread('a script is missing', this.spanOf(range.from, range.to))
      : this.range(range);
    this.position = back;
    return node;
  }

  atBracket(...which: readonly ('(' | '[' | '\\{')[]): boolean {
    const first = this.peek();
    const mate = this.mate(this.at);
    if (first === undefined || mate < 0 || mate >= this.end || this.role(this.at) !== 'open') return false;
    if (first.kind === 'character') return which.some((w) => w === first.text);
    return first.kind === 'command' && (first.text === '{' || first.text === 'lbrace') && which.includes('\\{');
  }

  bracketed(): Bracketed {
    const from = this.at;
    const mate = this.mate(from);
    const open = this.lexemes[from];
    const brackets = open?.text === '(' ? '(' : open?.text === '[' ? '[' : '{';
    const place = this.spanOf(from, mate + 1);
    let args: readonly Node[] = [];
    let given: readonly Node[] | undefined;
    const outer = this.end;
    const bare = this.bare;
    this.bare = false;
    this.deeper(() => {
      const bar = this.barIn(from + 1, mate);
      args = this.list(from + 1, bar);
      if (bar < mate) given = this.list(bar + 1, mate);
    });
    this.end = outer;
    this.bare = bare;
    this.position = mate + 1;
    return { args, brackets, span: place, ...(given === undefined ? {} : { given }) };
  }

  private list(from: number, to: number): readonly Node[] {
    if (this.isBlank(from, to)) return [];
    this.position = from;
    this.end = to;
    const items = readItems(this);
    if (items.every((item) => item.word === undefined && item.separator !== 'row'))
      return items.map((item) => item.node);
    return [sequenceNode(items)];
  }

  /** The first bar at this level that separates, or `to`. */
  barIn(from: number, to: number): number {
    for (let i = from; i < to; i++) {
      const mate = this.mate(i);
      if (mate > i && this.role(i) !== 'integral') i = mate;
      else if (this.isSeparatingBar(i)) return i;
    }
    return to;
  }

  isSeparatingBar(i: number): boolean {
    const lexeme = this.lexemes[i];
    if (lexeme?.kind === 'command' && lexeme.text === 'mid') return true;
    if (this.role(i) !== 'mid') return false;
    return lexeme?.text === '|' || lexeme?.text === 'vert';
  }
}

/** Commands that take arguments where they stand as a script without braces. */
const commandArguments: ReadonlyMap<string, number> = new Map(
  Object.entries({
    frac: 2,
    dfrac: 2,
    tfrac: 2,
    cfrac: 2,
    binom: 2,
    sqrt: 1,
    mathbf: 1,
    mathbb: 1,
    mathcal: 1,
    mathrm: 1,
    mathsf: 1,
    boldsymbol: 1,
    bm: 1,
    hat: 1,
    bar: 1,
    tilde: 1,
    vec: 1,
    overline: 1,
    mathfrak: 1,
    mathscr: 1,
    text: 1,
    operatorname: 1,
    boxed: 1,
    cancel: 1,
    underline: 1,
    bold: 1,
  }),
);

function loneSign(lexeme: Lexeme | undefined): string | undefined {
  if (lexeme?.kind === 'character') return /^[+\-*]$/.test(lexeme.text) ? lexeme.text : undefined;
  if (lexeme?.kind !== 'command') return undefined;
  return /^(?:ast|star|pm|mp|times|cdot|circ|dagger|bullet|oplus|otimes|odot)$/.test(lexeme.text)
    ? `\\${lexeme.text}`
    : undefined;
}
