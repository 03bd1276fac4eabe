import { cover, span, type Span } from '../text/span';
import type { Lexeme } from './lexeme';
import type { Role, Structure } from './structure';

/** A place among the lexemes of a formula, with a hard end. Alignment marks and line ends that no reader of rows took are looked past. */
export class Cursor {
  protected position = 0;
  end: number;

  constructor(
    protected readonly lexemes: readonly Lexeme[],
    protected readonly structure: Structure,
    protected readonly region: Span,
  ) {
    this.end = lexemes.length;
  }

  get at(): number {
    while (this.position < this.end && this.isVoid(this.position)) this.position++;
    return this.position;
  }

  set at(index: number) {
    this.position = index;
  }

  private isVoid(index: number): boolean {
    const kind = this.lexemes[index]?.kind;
    return kind === 'align' || kind === 'newline';
  }

  isBlank(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (!this.isVoid(i)) return false;
    return true;
  }

  peek(ahead = 0): Lexeme | undefined {
    const index = this.at + ahead;
    return index < this.end ? this.lexemes[index] : undefined;
  }

  next(): Lexeme | undefined {
    const lexeme = this.peek();
    if (lexeme !== undefined) this.position++;
    return lexeme;
  }

  lexeme(index: number): Lexeme | undefined {
    return this.lexemes[index];
  }

  role(index: number): Role {
    return this.structure.roles[index] ?? 'none';
  }

  mate(index: number): number {
    return this.structure.mates[index] ?? -1;
  }

  spanOf(from: number, to: number): Span {
    let first = from;
    let last = to - 1;
    while (first < last && this.isVoid(first)) first++;
    while (last > first && this.isVoid(last)) last--;
    const start = this.lexemes[first];
    const stop = this.lexemes[last];
    if (to > from && start !== undefined && stop !== undefined) return cover(start.span, stop.span);
    const next = from < this.end ? this.lexemes[from] : undefined;
    const offset = next?.span.from ?? this.lexemes[from - 1]?.span.to ?? this.region.from;
    return span(offset, offset);
  }

  behind(): Span {
    let at = this.position - 1;
    while (at > 0 && this.isVoid(at)) at--;
    const last = this.lexemes[at];
    return last === undefined ? this.spanOf(this.position, this.position) : last.span;
  }
}
