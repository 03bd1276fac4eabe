import { table } from './notation/table';
import { isCommand, isDigit, type Lexeme } from './lexeme';
import { listCommas } from './list-commas';
import { isRelationSign } from './notation/relations';
import { isLoneSign, noOperand } from './notation/operators';

/** What a lexeme does among brackets, bars and integrals; found in one pass over the formula, so that no reader has to look ahead. */
export type Role = 'none' | 'open' | 'close' | 'mid' | 'evaluate' | 'stray' | 'differential' | 'integral' | 'separator';

export interface Structure {
  readonly roles: readonly Role[];
  /** The partner of an opening or closing lexeme, of a brace, a `\begin`; -1 without one. */
  readonly mates: Int32Array;
  /** `\over`, `\choose`: their index by the index of the brace or bracket that they stand in, -1 for none. */
  readonly infixes: ReadonlyMap<number, number>;
}

/** The kind of bracket: which closers go with which openers. */
type Shape = 'round' | 'curly' | 'angle' | 'floor' | 'ceiling' | 'bar' | 'norm' | 'nothing';

interface Fence {
  readonly shape: Shape;
  readonly side: 'open' | 'close' | 'either';
}

const commands = table<Fence>({
  '{': { shape: 'curly', side: 'open' },
  '}': { shape: 'curly', side: 'close' },
  lbrace: { shape: 'curly', side: 'open' },
  rbrace: { shape: 'curly', side: 'close' },
  lbrack: { shape: 'round', side: 'open' },
  rbrack: { shape: 'round', side: 'close' },
  lparen: { shape: 'round', side: 'open' },
  rparen: { shape: 'round', side: 'close' },
  langle: { shape: 'angle', side: 'open' },
  rangle: { shape: 'angle', side: 'close' },
  lfloor: { shape: 'floor', side: 'open' },
  rfloor: { shape: 'floor', side: 'close' },
  lceil: { shape: 'ceiling', side: 'open' },
  rceil: { shape: 'ceiling', side: 'close' },
  lvert: { shape: 'bar', side: 'open' },
  rvert: { shape: 'bar', side: 'close' },
  lVert: { shape: 'norm', side: 'open' },
  rVert: { shape: 'norm', side: 'close' },
  vert: { shape: 'bar', side: 'either' },
  Vert: { shape: 'norm', side: 'either' },
  '|': { shape: 'norm', side: 'either' },
  nothing: { shape: 'nothing', side: 'either' },
});
const characters: Readonly<Record<string, Fence>> = {
  '(': { shape: 'round', side: 'open' },
  '[': { shape: 'round', side: 'open' },
  ')': { shape: 'round', side: 'close' },
  ']': { shape: 'round', side: 'close' },
  '|': { shape: 'bar', side: 'either' },
};

function fenceOf(lexeme: Lexeme): Fence | undefined {
  if (lexeme.kind === 'command') return commands.get(lexeme.text);
  if (lexeme.kind === 'character') return characters[lexeme.text];
  return undefined;
}

/** What may stand between matching brackets without closing them: scopes do not cross. */
interface Open {
  readonly index: number;
  readonly type: 'brace' | 'begin' | 'left' | 'bracket' | 'bar' | 'integral';
  readonly shape: Shape;
  /** A bar after an operand: it opens only if a partner comes. */
  readonly candidate: boolean;
  /** Integrals: how many differentials may still come. */
  left: number;
  /** Braces: whether an operand stood before, for scripts, which do not change that. */
  readonly operandBefore: boolean | undefined;
  /** Where in the stack the nearest entry of a type stands, this one counted; -1 without one. */
  readonly nearest: Readonly<Record<'brace' | 'begin' | 'left' | 'bracket' | 'bar', number>>;
}

type Details = Partial<Pick<Open, 'candidate' | 'left' | 'operandBefore'>>;
const nowhere: Open['nearest'] = { brace: -1, begin: -1, left: -1, bracket: -1, bar: -1 };

const cellEnvironments = /^(?:[a-zA-Z]?matrix\*?|smallmatrix\*?|array|tabular|[dr]?r?cases\*?|numcases|substack)$/;
export function hasCells(environment: string): boolean {
  return cellEnvironments.test(environment);
}

export function structureOf(lexemes: readonly Lexeme[]): Structure {
  return new Matching(lexemes).run();
}

class Matching {
  private readonly roles: Role[];
  private readonly mates: Int32Array;
  private readonly infixes = new Map<number, number>();
  private readonly stack: Open[] = [];
  /** Whether an operand has just ended. */
  private operand = false;
  /** After `_` or `^`: what `operand` becomes behind the script. */
  private script: boolean | undefined;
  private lastDifferentialEnd = -1;

  constructor(private readonly lexemes: readonly Lexeme[]) {
    this.roles = lexemes.map(() => 'none');
    this.mates = new Int32Array(lexemes.length).fill(-1);
  }

  run(): Structure {
    for (let i = 0; i < this.lexemes.length; i++) {
      const lexeme = this.lexemes[i];
      if (lexeme !== undefined) this.step(lexeme, i);
    }
    while (this.stack.length > 0) this.abandon();
    for (const comma of listCommas(this.lexemes, this.mates)) this.roles[comma] = 'separator';
    return { roles: this.roles, mates: this.mates, infixes: this.infixes };
  }

  private step(lexeme: Lexeme, i: number): void {
    const script = this.script;
    this.script = undefined;
    switch (lexeme.kind) {
      case 'open':
        this.enter(i, 'brace', 'nothing', { operandBefore: script });
        this.operand = false;
        return;
      case 'close': {
        const brace = this.closeScope('brace', i);
        this.operand = brace?.operandBefore ?? true;
        return;
      }
      case 'begin':
        this.enter(i, 'begin', 'nothing', {});
        this.operand = false;
        return;
      case 'end':
        this.closeScope('begin', i);
        this.operand = true;
        return;
      case 'superscript':
      case 'subscript':
        this.script = this.operand;
        return;
      case 'align':
      case 'newline':
        this.cell();
        this.operand = false;
        return;
      case 'prime':
      case 'word':
        this.operand = script ?? true;
        return;
      case 'command':
      case 'character':
        break;
    }
    const fence = fenceOf(lexeme);
    if (fence !== undefined && !(script !== undefined && fence.side === 'either')) {
      this.bracket(lexeme, i, fence);
      return;
    }
    if (isCommand(lexeme, 'int', 'iint', 'iiint', 'oint')) {
      const left = lexeme.text === 'iint' ? 2 : lexeme.text === 'iiint' ? 3 : 1;
      this.enter(i, 'integral', 'nothing', { left });
      this.operand = false;
      return;
    }
    if (isCommand(lexeme, 'over', 'choose', 'atop', 'brack', 'brace')) {
      const { brace, begin, left } = this.nearest;
      const scope = this.stack[Math.max(brace, begin, left)]?.index ?? -1;
      if (!this.infixes.has(scope)) this.infixes.set(scope, i);
    }
    if (script === undefined && this.differential(lexeme, i)) return;
    if (isRelationSign(lexeme)) this.drop((open) => open.type === 'integral');
    if (
      (lexeme.kind === 'character' && (lexeme.text === ',' || lexeme.text === ';')) ||
      lexeme.gap === 'wide' ||
      isCommand(lexeme, 'implies', 'iff', 'Rightarrow', 'Leftrightarrow')
    )
      this.drop((open) => open.type === 'integral' || (open.type === 'bar' && open.candidate));
    this.operand = script ?? (!noOperand(lexeme) || isLoneSign((offset) => this.lexemes[i + offset]));
  }

  private bracket(lexeme: Lexeme, i: number, fence: Fence): void {
    if (lexeme.fence === 'left') {
      this.enter(i, 'left', fence.shape, {});
      this.operand = false;
      return;
    }
    if (lexeme.fence === 'right') {
      this.closeScope('left', i);
      this.operand = true;
      return;
    }
    if (lexeme.fence === 'middle') {
      this.drop((open) => open.type === 'bar' && open.candidate);
      this.roles[i] = 'mid';
      this.operand = false;
      return;
    }
    if (fence.side === 'open') {
      const type = fence.shape === 'bar' || fence.shape === 'norm' ? 'bar' : 'bracket';
      this.enter(i, type, fence.shape, {});
      this.operand = false;
      return;
    }
    if (fence.side === 'close') {
      this.closeBracket(fence.shape, i);
      this.operand = true;
      return;
    }
    this.bar(lexeme, i, fence.shape);
  }

  private bar(lexeme: Lexeme, i: number, shape: Shape): void {
    const top = this.topBar();
    // `\|\cdot\|`: the dot stands for whatever is measured.
    const blank = top?.index === i - 2 && isCommand(this.lexemes[i - 1], 'cdot');
    if ((this.operand || blank) && top !== undefined && top.shape === shape) {
      this.closeBracket(shape, i);
      this.operand = true;
      return;
    }
    const next = this.lexemes[i + 1];
    if (this.operand && (next?.kind === 'subscript' || (next?.kind === 'superscript' && lexeme.fence === 'big'))) {
      this.roles[i] = 'evaluate';
      return;
    }
    this.enter(i, 'bar', shape, { candidate: this.operand });
    this.operand = false;
  }

  private enter(index: number, type: Open['type'], shape: Shape, more: Details): void {
    const below = this.stack.at(-1)?.nearest ?? nowhere;
    this.stack.push({
      index,
      type,
      shape,
      candidate: more.candidate ?? false,
      left: more.left ?? 0,
      operandBefore: more.operandBefore,
      nearest: type === 'integral' ? below : { ...below, [type]: this.stack.length },
    });
  }

  private get nearest(): Open['nearest'] {
    return this.stack.at(-1)?.nearest ?? nowhere;
  }

  /** The innermost open bar, if only integrals stand between. */
  private topBar(): Open | undefined {
    const { brace, begin, left, bracket, bar } = this.nearest;
    return bar > Math.max(brace, begin, left, bracket) ? this.stack[bar] : undefined;
  }

  /** Closes the innermost bracket of a shape; bars and integrals that are still open in it are given up. */
  private closeBracket(shape: Shape, i: number): void {
    const { brace, begin, left, bracket } = this.nearest;
    const isBar = shape === 'bar' || shape === 'norm';
    const open = isBar ? this.topBar() : bracket > Math.max(brace, begin, left) ? this.stack[bracket] : undefined;
    if (open?.shape === shape) this.close(open, i);
    else this.roles[i] = 'stray';
  }

  private closeScope(type: 'brace' | 'begin' | 'left', i: number): Open | undefined {
    const { brace, begin, left } = this.nearest;
    // A closer only looks as far as the nearest scope: `\left( }` leaves the left bracket, `{ \right)` the brace alone.
    const at =
      type === 'begin'
        ? begin
        : type === 'brace'
          ? brace > begin
            ? brace
            : -1
          : left > Math.max(begin, brace)
            ? left
            : -1;
    const open = this.stack[at];
    if (open === undefined) this.roles[i] = 'stray';
    else this.close(open, i);
    return open;
  }

  private close(open: Open, i: number): void {
    for (let top = this.stack.at(-1); top !== undefined && top !== open; top = this.stack.at(-1)) this.abandon();
    this.stack.pop();
    this.pair(open.index, i);
  }

  private pair(from: number, to: number): void {
    this.roles[from] = 'open';
    this.roles[to] = 'close';
    this.mates[from] = to;
    this.mates[to] = from;
  }

  /** Takes the innermost opener off, without a partner. */
  private abandon(): void {
    const open = this.stack.pop();
    if (open === undefined) return;
    if (open.type === 'integral') return;
    this.roles[open.index] = open.type === 'bar' && open.candidate ? 'mid' : 'stray';
  }

  private drop(which: (open: Open) => boolean): void {
    for (let top = this.stack.at(-1); top !== undefined && which(top); top = this.stack.at(-1)) this.abandon();
  }

  /** `&` and `\\`: brackets may span the cells of a display, never those of a matrix. */
  private cell(): void {
    const scope = Math.max(this.nearest.brace, this.nearest.begin);
    const begin = this.lexemes[this.stack[scope]?.index ?? -1];
    if (begin?.kind === 'begin' && hasCells(begin.text)) {
      while (this.stack.length > scope + 1) this.abandon();
      return;
    }
    this.drop((open) => open.type === 'integral' || open.type === 'bar');
  }

  private differential(lexeme: Lexeme, i: number): boolean {
    if (lexeme.kind !== 'character' || lexeme.text !== 'd') return false;
    const next = this.lexemes[i + 1];
    if (!startsVariable(next)) return false;
    const top = this.stack.at(-1);
    const pending = top?.type === 'integral';
    // `f\,dx\,dy` behind one `\int`: the second differential follows the first.
    if (!pending && !(this.lastDifferentialEnd >= 0 && this.lastDifferentialEnd === i)) return false;
    this.roles[i] = 'differential';
    if (pending) {
      this.roles[top.index] = 'integral';
      if (this.mates[top.index] === -1) this.mates[top.index] = i;
      top.left--;
      if (top.left <= 0) this.stack.pop();
    }
    this.lastDifferentialEnd = next?.kind === 'command' && next.text.startsWith('math') ? -1 : i + 2;
    this.operand = true;
    return true;
  }
}

const variableCommands =
  /^(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|varphi|chi|psi|omega|Omega|mathbf|mathrm|boldsymbol|bm|vec|hat|tilde|ell|bar|bold|Theta|Phi)$/;

function startsVariable(lexeme: Lexeme | undefined): boolean {
  if (lexeme?.kind === 'character') return /^\p{L}$/u.test(lexeme.text) && !isDigit(lexeme);
  return lexeme?.kind === 'command' && variableCommands.test(lexeme.text);
}
