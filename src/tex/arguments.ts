import type { Macro } from './definitions';
import type { TexToken } from './token';

/** The arguments of one call. */
export interface Arguments {
  readonly values: readonly (readonly TexToken[])[];
  /** How many of the tokens seen belong to the call. */
  readonly consumed: number;
}

/** Reads the arguments of one call from the tokens that follow it; `seen` holds what was taken. */
export class ArgumentReader {
  readonly seen: TexToken[] = [];
  private index = 0;

  constructor(private readonly source: () => TexToken | undefined) {}

  read(macro: Macro): Arguments | undefined {
    const values: TexToken[][] = [];
    if (macro.sized === true) this.passSize();
    if (macro.delimiters.length > 0) {
      this.index = this.afterSpace();
      for (const [i, delimiter] of macro.delimiters.entries()) {
        if (i === 0) {
          if (!this.takeDelimiter(delimiter)) return undefined;
          continue;
        }
        const value = delimiter.length === 0 ? this.argument() : this.delimited(delimiter);
        if (value === undefined) return undefined;
        values.push(value);
      }
      return { values, consumed: this.index };
    }
    if (macro.optional !== undefined) values.push(this.bracket() ?? [...macro.optional]);
    while (values.length < macro.parameters) {
      const value = this.argument();
      if (value === undefined) return undefined;
      values.push(value);
    }
    return { values, consumed: this.index };
  }

  private at(index: number): TexToken | undefined {
    while (this.seen.length <= index) {
      const token = this.source();
      if (token === undefined) return undefined;
      this.seen.push(token);
    }
    return this.seen[index];
  }

  private afterSpace(): number {
    let index = this.index;
    while (this.at(index)?.kind === 'space') index++;
    return index;
  }

  private argument(): TexToken[] | undefined {
    const start = this.afterSpace();
    const token = this.at(start);
    if (token === undefined) return undefined;
    switch (token.kind) {
      case 'open':
        return this.until(start + 1, (t, depth) => depth === 0 && t.kind === 'close');
      case 'close':
      case 'align':
      case 'newline':
      case 'begin':
      case 'end':
      case 'space':
        return undefined;
      case 'command':
      case 'character':
      case 'superscript':
      case 'subscript':
      case 'prime':
        this.index = start + 1;
        return [token];
    }
  }

  private bracket(): TexToken[] | undefined {
    const start = this.afterSpace();
    if (!isCharacter(this.at(start), '[')) return undefined;
    return this.until(start + 1, (t, depth) => depth === 0 && isCharacter(t, ']'));
  }

  private passSize(): void {
    const start = this.afterSpace();
    if (isCharacter(this.at(start), '*')) this.index = start + 1;
    else this.bracket();
  }

  private until(start: number, ends: (token: TexToken, depth: number) => boolean): TexToken[] | undefined {
    const value: TexToken[] = [];
    let depth = 0;
    for (let i = start; ; i++) {
      const token = this.at(i);
      if (token === undefined) return undefined;
      if (ends(token, depth)) {
        this.index = i + 1;
        return value;
      }
      if (token.kind === 'open') depth++;
      else if (token.kind === 'close' && --depth < 0) return undefined;
      value.push(token);
    }
  }

  private takeDelimiter(delimiter: readonly TexToken[]): boolean {
    if (!this.matches(delimiter, this.index)) return false;
    this.index += delimiter.length;
    return true;
  }

  private matches(delimiter: readonly TexToken[], start: number): boolean {
    return delimiter.every((d, k) => {
      const token = this.at(start + k);
      return token?.kind === d.kind && token.text === d.text;
    });
  }

  private delimited(delimiter: readonly TexToken[]): TexToken[] | undefined {
    const start = this.index;
    let depth = 0;
    for (let i = start; ; i++) {
      const token = this.at(i);
      if (token === undefined) return undefined;
      if (depth === 0 && this.matches(delimiter, i)) {
        this.index = i + delimiter.length;
        return withoutBraces(this.seen.slice(start, i));
      }
      if (token.kind === 'open') depth++;
      else if (token.kind === 'close' && --depth < 0) return undefined;
    }
  }
}

function isCharacter(token: TexToken | undefined, text: string): boolean {
  return token?.kind === 'character' && token.text === text;
}

/** TeX drops the braces of a delimited argument that is one group. */
function withoutBraces(tokens: TexToken[]): TexToken[] {
  if (tokens[0]?.kind !== 'open' || tokens[tokens.length - 1]?.kind !== 'close') return tokens;
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'open') depth++;
    else if (token.kind === 'close') depth--;
    if (depth === 0 && i < tokens.length - 1) return tokens;
  }
  return tokens.slice(1, -1);
}
