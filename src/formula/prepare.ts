import type { TexToken } from '../tex/token';
import type { Span } from '../text/span';
import type { Gap, Lexeme, LexemeKind } from './lexeme';
import {
  blanks,
  dimensioned,
  fontSwitches,
  silent,
  sizes,
  starred,
  textCommands,
  transparent,
  uprightFonts,
  vanishing,
} from './notation/spacing';
import { standsFor, unicodeSubscripts, unicodeSuperscripts } from './notation/unicode';

/** Turns tokens into lexemes; linear, and nothing that could carry meaning is lost. */
export function prepare(tokens: readonly TexToken[]): Lexeme[] {
  return new Preparation(tokens).run();
}

const gapWidth: Readonly<Record<Gap, number>> = { none: 0, space: 1, thin: 2, negative: 2, wide: 3 };

class Preparation {
  private readonly out: Lexeme[] = [];
  private at = 0;
  private gap: Gap = 'none';
  private fence: Lexeme['fence'];
  /** For each open brace of the input whether it is left out. */
  private readonly braces: boolean[] = [];
  /** Inside `\text{… $ … $ …}`: how many braces were open at the `\text`. */
  private readonly texts: number[] = [];
  /** A raised run of Unicode digits is one group: where the last one ended. */
  private raised: { kind: LexemeKind; to: number } | undefined;

  constructor(private readonly tokens: readonly TexToken[]) {}

  run(): Lexeme[] {
    while (this.at < this.tokens.length) this.step();
    this.endRaised();
    return this.out;
  }

  private step(): void {
    const token = this.tokens[this.at];
    if (token === undefined) return;
    this.at++;
    switch (token.kind) {
      case 'space':
        this.blank('space');
        return;
      case 'open':
        this.open(token);
        return;
      case 'close':
        if (this.braces.pop() === true) {
          if (this.texts.at(-1) === this.braces.length) this.texts.pop();
          return;
        }
        this.push('close', '}', token.span);
        return;
      case 'character':
        this.character(token);
        return;
      case 'command':
        this.command(token);
        return;
      case 'begin':
      case 'end':
      case 'superscript':
      case 'subscript':
      case 'align':
      case 'newline':
      case 'prime':
        this.push(token.kind, token.text, token.span);
        return;
    }
  }

  private push(kind: LexemeKind, text: string, span: Span, style?: Lexeme['style']): void {
    this.endRaised();
    this.emit(kind, text, span, style);
  }

  private emit(kind: LexemeKind, text: string, span: Span, style?: Lexeme['style']): void {
    const fence = this.fence;
    this.out.push({
      kind,
      text,
      span,
      gap: this.gap,
      ...(fence === undefined ? {} : { fence }),
      ...(style === undefined ? {} : { style }),
    });
    this.gap = 'none';
    this.fence = undefined;
  }

  private blank(gap: Gap): void {
    if (gapWidth[gap] > gapWidth[this.gap]) this.gap = gap;
  }

  private open(token: TexToken): void {
    const next = this.tokens[this.nextVisible(this.at)];
    const font = next?.kind === 'command' ? fontSwitches.get(next.text) : undefined;
    if (font !== undefined && next !== undefined) {
      this.at = this.nextVisible(this.at) + 1;
      this.fontGroup(font, { ...next, text: font }, this.at, token.span.from, token);
      return;
    }
    // `{=}` and `{+}` only change spacing; `{,}` belongs to a number.
    const sign = this.tokens[this.at];
    const close = this.tokens[this.at + 1];
    if (sign?.kind === 'character' && close?.kind === 'close' && /^[=+\-<>*/:]$/.test(sign.text)) {
      this.at += 2;
      this.push('character', sign.text, sign.span);
      return;
    }
    this.braces.push(false);
    this.push('open', '{', token.span);
  }

  private character(token: TexToken): void {
    const text = token.text;
    const raisedTo = unicodeSuperscripts[text];
    const loweredTo = unicodeSubscripts[text];
    if (raisedTo !== undefined) return this.script('superscript', raisedTo, token.span);
    if (loweredTo !== undefined) return this.script('subscript', loweredTo, token.span);
    if (text === '$') {
      // Only inside `\text{…}`: back from its mathematics to prose.
      if (this.texts.length > 0) this.prose(token.span.from, this.texts.at(-1) ?? 0);
      return;
    }
    const signs = standsFor(text);
    const first = signs?.[0];
    if (signs === undefined || first === undefined) return this.push('character', text, token.span);
    // A sign like `⟨` or `…` is what its command is, with all that belongs to the command.
    if (signs.length === 1 && first.kind === 'command')
      return this.command({ ...token, kind: 'command', text: first.text });
    for (const sign of signs) this.push(sign.kind, sign.text, token.span);
  }

  private script(kind: LexemeKind, text: string, span: Span): void {
    if (this.raised?.kind !== kind || this.raised.to !== span.from) {
      this.endRaised();
      this.emit(kind, kind === 'superscript' ? '^' : '_', span);
      this.emit('open', '{', span);
    }
    this.emit('character', text, span);
    this.raised = { kind, to: span.to };
  }

  private endRaised(): void {
    if (this.raised === undefined) return;
    const to = this.raised.to;
    this.raised = undefined;
    const gap = this.gap;
    const fence = this.fence;
    this.gap = 'none';
    this.fence = undefined;
    this.emit('close', '}', { from: to, to });
    this.gap = gap;
    this.fence = fence;
  }

  private command(token: TexToken): void {
    const name = token.text;
    if (name === ')' && this.texts.length > 0) return this.prose(token.span.from, this.texts.at(-1) ?? 0);
    const gap = blanks.get(name);
    if (gap !== undefined) return this.blank(gap);
    if (dimensioned.has(name)) return this.skipDimension();
    if (starred.has(name)) this.skipStar();
    if (silent.has(name)) return;
    const gone = vanishing.get(name);
    if (gone !== undefined) {
      if (name === 'hspace') this.blank('space');
      this.skipOption();
      for (let i = 0; i < gone; i++) this.skipArgument();
      return;
    }
    if (name === 'left' || name === 'right' || name === 'middle') {
      this.fenced(name);
      return;
    }
    if (sizes.has(name)) {
      this.fence = 'big';
      return;
    }
    if (textCommands.has(name)) return this.text(token);
    if (transparent.has(name)) return this.flatten();
    if (uprightFonts.has(name)) return this.upright(token);
    const font = fontSwitches.get(name);
    // A switch without a group of its own holds to the end of the group that it stands in; it is dropped there.
    if (font !== undefined) return;
    // Prose in a frame, which nearly always holds one formula; its `$` are left out.
    if (name === 'fbox' || name === 'framebox') return this.push('command', 'boxed', token.span);
    this.push('command', name, token.span);
  }

  private fenced(side: 'left' | 'right' | 'middle'): void {
    this.fence = side;
    const next = this.tokens[this.nextVisible(this.at)];
    if (next?.kind === 'character' && next.text === '.') {
      this.at = this.nextVisible(this.at) + 1;
      this.push('command', 'nothing', next.span);
      return;
    }
    // `\left<` is an angle bracket.
    if (next?.kind === 'character' && (next.text === '<' || next.text === '>')) {
      this.at = this.nextVisible(this.at) + 1;
      this.push('command', next.text === '<' ? 'langle' : 'rangle', next.span);
    }
  }

  /** Index of the next token that is no space. */
  private nextVisible(from: number): number {
    let i = from;
    while (this.tokens[i]?.kind === 'space') i++;
    return i;
  }

  private skipOption(): void {
    const start = this.nextVisible(this.at);
    const open = this.tokens[start];
    if (open?.kind !== 'character' || open.text !== '[') return;
    // An option is short; what is longer is mathematics.
    for (let i = start + 1; i < Math.min(this.tokens.length, start + 40); i++) {
      const token = this.tokens[i];
      if (token?.kind === 'character' && token.text === ']') {
        this.at = i + 1;
        return;
      }
    }
  }

  private skipStar(): void {
    const next = this.tokens[this.at];
    if (next?.kind === 'character' && next.text === '*') this.at++;
  }

  /** `\mkern-18mu`, `\hskip 1em` */
  private skipDimension(): void {
    this.blank('space');
    let i = this.nextVisible(this.at);
    const from = i;
    const isPart = (pattern: RegExp): boolean => {
      const token = this.tokens[i];
      return token?.kind === 'character' && pattern.test(token.text);
    };
    while (i < from + 12 && isPart(/^[-+.\d]$/)) i++;
    if (i === from) return;
    for (let k = 0; k < 2 && isPart(/^[a-z]$/); k++) i++;
    this.at = i;
  }

  private skipArgument(): void {
    const start = this.nextVisible(this.at);
    const first = this.tokens[start];
    if (first === undefined || first.kind === 'close' || first.kind === 'newline' || first.kind === 'align') return;
    if (first.kind !== 'open') {
      this.at = start + 1;
      return;
    }
    let depth = 0;
    for (let i = start; i < this.tokens.length; i++) {
      const kind = this.tokens[i]?.kind;
      if (kind === 'open') depth++;
      else if (kind === 'close' && --depth === 0) {
        this.at = i + 1;
        return;
      }
    }
    this.at = this.tokens.length;
  }

  private flatten(): void {
    const start = this.nextVisible(this.at);
    if (this.tokens[start]?.kind !== 'open') return;
    this.at = start + 1;
    this.braces.push(true);
  }

  /** `\text{…}` becomes a word; `$ … $` in it is read as mathematics, with words around. */
  private text(token: TexToken): void {
    const start = this.nextVisible(this.at);
    const first = this.tokens[start];
    if (first?.kind !== 'open') {
      if (first === undefined) return;
      this.at = start + 1;
      if (first.kind === 'character')
        this.push('word', first.text, { from: token.span.from, to: first.span.to }, 'text');
      return;
    }
    this.at = start + 1;
    this.texts.push(this.braces.length);
    this.braces.push(true);
    this.prose(token.span.from, this.braces.length - 1);
  }

  /** Collects prose up to the end of its `\text{…}` or to a `$`. `level` is the depth of braces outside it. */
  private prose(from: number, level: number): void {
    let text = '';
    let to = from;
    let first = true;
    while (this.at < this.tokens.length) {
      const token = this.tokens[this.at];
      if (token === undefined) break;
      to = token.span.to;
      if (token.kind === 'close' && this.braces.length === level + 1) {
        this.at++;
        this.braces.pop();
        this.texts.pop();
        break;
      }
      this.at++;
      if (token.kind === 'close') this.braces.pop();
      else if (token.kind === 'open') this.braces.push(true);
      else if (token.kind === 'space' || token.kind === 'newline') text += ' ';
      else if (isMathStart(token)) {
        to = token.span.from;
        break;
      } else if (token.kind === 'command') {
        if (/^[%$&#_{}]$/.test(token.text)) text += token.text;
        else if (blanks.get(token.text) !== undefined) text += ' ';
      } else text += token.text;
      first = false;
    }
    const shown = text.replace(/\s+/g, ' ');
    if (shown.startsWith(' ') && !first) this.blank('space');
    const trimmed = shown.trim();
    if (trimmed !== '') this.push('word', trimmed, { from, to }, 'text');
    if (shown.endsWith(' ')) this.blank('space');
  }

  private upright(token: TexToken): void {
    const start = this.nextVisible(this.at);
    this.fontGroup(token.text, token, start, token.span.from, undefined);
  }

  /**
   * `\mathrm{fan}` and `{\rm fan}`: a name where the content is letters only, one upright letter, or else the font as a command before its group.
   * `switchOpen` is the brace before the switch, for the second form.
   */
  private fontGroup(
    font: string,
    token: TexToken,
    start: number,
    from: number,
    switchOpen: TexToken | undefined,
  ): void {
    const first = this.tokens[start];
    const inGroup = switchOpen !== undefined;
    const named = uprightFonts.has(font);
    if (named && !inGroup && first?.kind === 'character') {
      this.at = start + 1;
      this.push('character', first.text, { from, to: first.span.to }, 'upright');
      return;
    }
    if (named && (inGroup || first?.kind === 'open')) {
      let text = '';
      let i = inGroup ? start : start + 1;
      let plain = true;
      for (; i < this.tokens.length; i++) {
        const inner = this.tokens[i];
        if (inner === undefined || inner.kind === 'close') break;
        if (inner.kind === 'space' || (inner.kind === 'command' && blanks.get(inner.text) !== undefined)) {
          if (inner.kind === 'space' || blanks.get(inner.text) !== 'negative') text += inner.text === '!' ? '' : ' ';
        } else if (inner.kind === 'character' && /^[\p{L}\p{N}.\-*/]$/u.test(inner.text)) text += inner.text;
        else if (inner.kind === 'command' && inner.text === '%') text += '%';
        else {
          plain = false;
          break;
        }
      }
      const close = this.tokens[i];
      const isName = /^\s*[\p{L}].*/u.test(text);
      if (plain && close?.kind === 'close' && isName) {
        this.at = i + 1;
        const name = text.replace(/\s+/g, ' ').trim();
        const span = { from, to: close.span.to };
        if (text.startsWith(' ')) this.blank('space');
        if (/^\p{L}$/u.test(name)) this.push('character', name, span, 'upright');
        else this.push('word', name, span, 'upright');
        return;
      }
    }
    if (named && font !== 'operatorname') {
      // `\mathrm{cm^2}`, `\mathrm{\mu}`: the shape of the letters says nothing more.
      if (inGroup) {
        this.braces.push(false);
        this.push('open', '{', switchOpen.span);
      }
      return;
    }
    this.push('command', font, token.span);
    if (inGroup) {
      this.braces.push(false);
      this.push('open', '{', switchOpen.span);
    }
  }
}

/** `$` or `\\(` in prose. */
function isMathStart(token: TexToken): boolean {
  return (token.kind === 'character' && token.text === '$') || (token.kind === 'command' && token.text === '(');
}
