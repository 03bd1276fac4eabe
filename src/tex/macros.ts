import { cover, type Span } from '../text/span';
import { ArgumentReader, type Arguments } from './arguments';
import { defines, readDefinition, type BodyPart, type Definition, type Macro, type Meaning } from './definitions';
import { TexScanner } from './tokenize';
import type { TexToken } from './token';

/** What a person should be told about a macro. */
export interface MacroNote {
  readonly span: Span;
  readonly message: string;
}

export interface Expansion {
  readonly tokens: readonly TexToken[];
  readonly notes: readonly MacroNote[];
}

/**
 * The commands that the user has defined so far. A table is filled in document order: a definition is in force from where it
 * stands, whatever group it stands in.
 */
export class MacroTable {
  private readonly meanings = new Map<string, Meaning>();
  /** Macros that expanded without end; they stay as they are until they are defined again. */
  private readonly endless = new Set<string>();
  private tokensLeft = DOCUMENT_LIMIT;

  get size(): number {
    return this.meanings.size;
  }

  get(name: string): Meaning | undefined {
    return this.meanings.get(name);
  }

  /** Whether a call of `name` would be replaced or would change the table. */
  concerns(name: string): boolean {
    return this.meanings.has(name) || defines(name);
  }

  define(definition: Definition): void {
    switch (definition.kind) {
      case 'define':
        if (definition.provide && this.meanings.has(definition.name)) return;
        this.meanings.set(definition.name, definition.meaning);
        this.endless.delete(definition.name);
        return;
      case 'let': {
        const target = definition.target.kind === 'command' ? this.meanings.get(definition.target.text) : undefined;
        this.meanings.set(definition.name, target ?? { kind: 'alias', token: definition.target });
        this.endless.delete(definition.name);
        return;
      }
      case 'ignored':
        return;
    }
  }

  copy(): MacroTable {
    const table = new MacroTable();
    for (const [name, meaning] of this.meanings) table.meanings.set(name, meaning);
    return table;
  }

  /** Takes in every definition of a preamble or a file of macros. */
  collect(source: string, range: Span): void {
    const scanner = new TexScanner(source, range, { comments: true });
    const tokens: TexToken[] = [];
    for (let token = scanner.next(); token !== undefined; token = scanner.next()) tokens.push(token);
    for (let i = 0; i < tokens.length;) {
      const token = tokens[i];
      const read = token?.kind === 'command' && defines(token.text) ? readDefinition((k) => tokens[k], i) : undefined;
      if (read !== undefined) this.define(read.definition);
      i = read?.next ?? i + 1;
    }
  }

  /**
   * Takes in the definition that starts at `range.from`, and gives the offset where it ends; undefined if there is no complete
   * definition within the range.
   */
  collectAt(source: string, range: Span): { readonly end: number; readonly definition: Definition } | undefined {
    const scanner = new TexScanner(source, range, { comments: true });
    const tokens: TexToken[] = [];
    const read = readDefinition((index) => {
      while (tokens.length <= index) {
        const token = scanner.next();
        if (token === undefined) return undefined;
        tokens.push(token);
      }
      return tokens[index];
    }, 0);
    const last = read === undefined ? undefined : tokens[read.next - 1];
    if (read === undefined || last === undefined) return undefined;
    this.define(read.definition);
    return { end: last.span.to, definition: read.definition };
  }

  /** Replaces the calls in a formula by what they stand for, and takes in the definitions in it. */
  expand(tokens: readonly TexToken[]): Expansion {
    if (!tokens.some((t) => t.kind === 'command' && this.concerns(t.text))) return { tokens, notes: [] };
    const run = new Run(this, tokens, this.endless, Math.min(FORMULA_LIMIT, this.tokensLeft));
    const expansion = run.run();
    this.tokensLeft = Math.max(0, this.tokensLeft - run.work);
    return expansion;
  }
}

/** Tokens that the macros of one formula may produce, and those of one document. */
const FORMULA_LIMIT = 20_000;
const DOCUMENT_LIMIT = 2_000_000;

/** After so many incomplete definitions the rest of a formula is not searched for more. */
const MOST_INCOMPLETE = 20;

/** One formula being expanded. */
class Run {
  /** What is still to be read before the rest of the formula, last token first. */
  private readonly pending: TexToken[] = [];
  private at = 0;
  private readonly output: TexToken[] = [];
  private readonly notes: MacroNote[] = [];
  /** The call in the formula itself whose expansion is being read. */
  private outermost:
    { readonly token: TexToken; readonly at: number; readonly output: number; readonly used: number } | undefined;
  private used = 0;
  /** The tokens of all calls, also of those that were taken back. */
  work = 0;
  private incomplete = 0;
  /** True once the formula's tokens are used up: what follows stays as it is. */
  private stopped = false;

  constructor(
    private readonly table: MacroTable,
    private readonly tokens: readonly TexToken[],
    private readonly endless: Set<string>,
    private readonly limit: number,
  ) {}

  run(): Expansion {
    for (let token = this.next(); token !== undefined; token = this.next()) {
      if (token.kind !== 'command') this.output.push(token);
      else if (defines(token.text) && this.incomplete < MOST_INCOMPLETE) this.definition(token);
      else this.command(token);
    }
    return { tokens: this.output, notes: this.notes };
  }

  private next(): TexToken | undefined {
    const token = this.pending.pop();
    if (token !== undefined) return token;
    const own = this.tokens[this.at];
    if (own !== undefined) this.at++;
    return own;
  }

  private definition(command: TexToken): void {
    const seen: TexToken[] = [command];
    const read = readDefinition((index) => {
      while (seen.length <= index) {
        const token = this.next();
        if (token === undefined) return undefined;
        seen.push(token);
      }
      return seen[index];
    }, 0);
    if (read === undefined) {
      this.incomplete++;
      this.output.push(command);
    } else this.table.define(read.definition);
    this.giveBack(seen, read?.next ?? 1);
  }

  /** Undoes `next` for the tokens from index `from` on. */
  private giveBack(tokens: readonly TexToken[], from: number): void {
    for (let i = tokens.length - 1; i >= from; i--) {
      if (this.pending.length === 0 && this.tokens[this.at - 1] === tokens[i]) this.at--;
      else this.push(tokens[i]);
    }
  }

  private push(token: TexToken | undefined): void {
    if (token !== undefined) this.pending.push(token);
  }

  private command(token: TexToken): void {
    const kept = this.stopped || this.endless.has(token.text);
    const meaning = kept ? undefined : this.table.get(token.text);
    if (meaning === undefined) {
      this.output.push(token);
      return;
    }
    if (this.pending.length === 0 && !token.expanded) {
      this.outermost = { token, at: this.at, output: this.output.length, used: this.used };
    }
    switch (meaning.kind) {
      case 'alias':
        this.output.push({ ...meaning.token, span: token.span, expanded: true });
        return;
      case 'macro':
        this.call(token, meaning);
        return;
    }
  }

  private call(token: TexToken, macro: Macro): void {
    const reader = new ArgumentReader(() => this.next());
    const read = reader.read(macro);
    this.charge(reader.seen.length);
    if (read === undefined) {
      this.output.push(token);
      this.giveBack(reader.seen, 0);
      this.stopped ||= this.used > this.limit;
      return;
    }
    const last = reader.seen[read.consumed - 1];
    this.giveBack(reader.seen, read.consumed);
    const place = last === undefined ? token.span : cover(token.span, last.span);
    const parts = macro.body;
    this.charge(
      1 +
        parts.reduce<number>((n, part) => n + (typeof part === 'number' ? (read.values[part - 1]?.length ?? 0) : 1), 0),
    );
    if (this.used > this.limit) this.giveUp(token);
    else for (let i = parts.length - 1; i >= 0; i--) this.pushPart(parts[i], read.values, place);
  }

  private pushPart(part: BodyPart | undefined, values: Arguments['values'], place: Span): void {
    if (typeof part === 'number') {
      const value = values[part - 1] ?? [];
      for (let i = value.length - 1; i >= 0; i--) this.push(value[i]);
    } else if (part !== undefined) this.push({ kind: part.kind, text: part.text, span: place, expanded: true });
  }

  private charge(tokens: number): void {
    this.used += tokens;
    this.work += tokens;
  }

  /** Takes the outermost call back: it stays in the formula as it was written, and its arguments with it. */
  private giveUp(token: TexToken): void {
    const call = this.outermost ?? { token, at: this.at, output: this.output.length, used: 0 };
    this.pending.length = 0;
    this.output.length = call.output;
    this.output.push(call.token);
    this.at = call.at;
    const name = `\`\\${call.token.text}\``;
    if (this.used - call.used > FORMULA_LIMIT / 2) {
      this.endless.add(call.token.text);
      this.used = call.used;
      this.notes.push({
        span: call.token.span,
        message: `${name} expands without end, so it is read as an unknown command.`,
      });
    } else {
      this.stopped = true;
      this.notes.push({
        span: call.token.span,
        message: `The macros before ${name} expand to too much, so it is read as an unknown command.`,
      });
    }
  }
}
