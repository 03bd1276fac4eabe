import type { Span } from '../text/span';

/**
 * A token as the reader sees it: spaces, sizes, colours and labels are gone, words are whole, Unicode signs have become commands.
 *
 *     \left( \textcolor{red}{x} \,\text{ miles}
 *          ^                 ^        ^^^^^
 *     character "(" (fence left), character "x", word "miles" (gap thin)
 */
export interface Lexeme {
  readonly kind: LexemeKind;
  /** As for tokens; `word`: its text without surrounding blanks. */
  readonly text: string;
  readonly span: Span;
  /** The widest blank before it. */
  readonly gap: Gap;
  /** `\left`, `\right`, `\middle` or a size (`\big`) stood before it. */
  readonly fence?: 'left' | 'right' | 'middle' | 'big';
  /** Words: `text` for prose (`\text`), `upright` for names (`\mathrm`, `\operatorname`). Letters: `upright` for `\mathrm{d}`. */
  readonly style?: 'text' | 'upright';
}

export type LexemeKind =
  | 'command'
  | 'character'
  | 'word'
  | 'open'
  | 'close'
  | 'superscript'
  | 'subscript'
  | 'align'
  | 'newline'
  | 'prime'
  | 'begin'
  | 'end';

/** `wide` is a `\quad` or more, which can separate statements; `negative` is `\!`. */
export type Gap = 'none' | 'space' | 'thin' | 'negative' | 'wide';

export function isCommand(lexeme: Lexeme | undefined, ...names: readonly string[]): boolean {
  return lexeme?.kind === 'command' && names.includes(lexeme.text);
}

export function isCharacter(lexeme: Lexeme | undefined, ...characters: readonly string[]): boolean {
  return lexeme?.kind === 'character' && characters.includes(lexeme.text);
}

export function isDigit(lexeme: Lexeme | undefined): boolean {
  return lexeme?.kind === 'character' && lexeme.text >= '0' && lexeme.text <= '9' && lexeme.text.length === 1;
}

export function isLetter(lexeme: Lexeme | undefined): boolean {
  return lexeme?.kind === 'character' && /^\p{L}$/u.test(lexeme.text);
}
