import type { TexToken } from './token';

/** What a command of the user stands for. */
export type Meaning = Macro | Alias;

export interface Macro {
  readonly kind: 'macro';
  /** How many arguments it takes, the optional one included. */
  readonly parameters: number;
  /** What the first argument is when no `[…]` follows the call. */
  readonly optional?: readonly TexToken[];
  /** `\def\a#1,#2;{…}`: what must stand before the first argument and what ends each of them. Empty without delimiters. */
  readonly delimiters: readonly (readonly TexToken[])[];
  /** `\norm*{x}`, `\norm[\big]{x}`: a star or a size may stand before the arguments, and means nothing. */
  readonly sized?: boolean;
  readonly body: readonly BodyPart[];
}

/** A token, or the number of the argument that stands there, from 1. */
export type BodyPart = TexToken | number;

/** `\let\phi\varphi`: the token as it was, which is not expanded again. */
export interface Alias {
  readonly kind: 'alias';
  readonly token: TexToken;
}

export type Definition =
  | { readonly kind: 'define'; readonly name: string; readonly meaning: Macro; readonly provide: boolean }
  | { readonly kind: 'let'; readonly name: string; readonly target: TexToken }
  | { readonly kind: 'ignored' };

export interface DefinitionRead {
  readonly definition: Definition;
  /** The index of the first token after it. */
  readonly next: number;
}

/** Gives the token with an index, or undefined past the last one. Must give the same token for the same index. */
export type TokenAt = (index: number) => TexToken | undefined;

/** Whether a definition may start with this command. */
export function defines(name: string): boolean {
  return DEFINERS.has(name);
}

/**
 * The definition that starts at the token `start`, or undefined if it is incomplete or of a form that is not known.
 *
 *     \newcommand{\norm}[1]{\|#1\|}      \def\R{\mathbb R}      \DeclareMathOperator*{\argmax}{arg\,max}
 *     ^ start
 */
export function readDefinition(at: TokenAt, start: number): DefinitionRead | undefined {
  const command = at(start);
  const reader = command?.kind === 'command' ? DEFINERS.get(command.text) : undefined;
  if (command === undefined || reader === undefined) return undefined;
  return reader(new Cursor((i) => (i - start > LONGEST ? undefined : at(i)), start + 1), command);
}

/** More tokens than any definition has; what is longer was not closed. */
const LONGEST = 3000;

class Cursor {
  constructor(
    private readonly at: TokenAt,
    public index: number,
  ) {}

  peek(): TexToken | undefined {
    return this.at(this.index);
  }

  skipSpace(): void {
    while (this.peek()?.kind === 'space') this.index++;
  }

  take(text: string): boolean {
    this.skipSpace();
    const token = this.peek();
    if (token?.kind !== 'character' || token.text !== text) return false;
    this.index++;
    return true;
  }

  /** `{…}`: what stands between the braces. */
  group(): TexToken[] | undefined {
    this.skipSpace();
    if (this.peek()?.kind !== 'open') return undefined;
    return this.until((token, depth) => depth === 0 && token.kind === 'close');
  }

  /** `[…]`: what stands between the brackets. */
  bracket(): TexToken[] | undefined {
    this.skipSpace();
    const token = this.peek();
    if (token?.kind !== 'character' || token.text !== '[') return undefined;
    return this.until((t, depth) => depth === 0 && t.kind === 'character' && t.text === ']');
  }

  private until(ends: (token: TexToken, depth: number) => boolean): TexToken[] | undefined {
    const content: TexToken[] = [];
    let depth = 0;
    for (let i = this.index + 1; ; i++) {
      const token = this.at(i);
      if (token === undefined) return undefined;
      if (ends(token, depth)) {
        this.index = i + 1;
        return content;
      }
      if (token.kind === 'open') depth++;
      else if (token.kind === 'close') depth--;
      content.push(token);
    }
  }

  /** `\name` or `{\name}`. */
  name(): string | undefined {
    this.skipSpace();
    const token = this.peek();
    if (token?.kind === 'command') {
      this.index++;
      return token.text;
    }
    const inner = this.group()?.filter((t) => t.kind !== 'space');
    const only = inner?.[0];
    return inner?.length === 1 && only?.kind === 'command' ? only.text : undefined;
  }

  /** What a definition stands for when it is written without braces: `\newcommand\R\Real`. */
  groupOrToken(): TexToken[] | undefined {
    const group = this.group();
    if (group !== undefined) return group;
    const token = this.peek();
    if (token === undefined || token.kind === 'close' || token.kind === 'open') return undefined;
    this.index++;
    return [token];
  }
}

type DefinitionReader = (cursor: Cursor, command: TexToken) => DefinitionRead | undefined;

const DEFINERS: ReadonlyMap<string, DefinitionReader> = new Map<string, DefinitionReader>([
  ['newcommand', newCommand],
  ['renewcommand', newCommand],
  ['providecommand', newCommand],
  ['DeclareRobustCommand', newCommand],
  ['NewDocumentCommand', documentCommand],
  ['RenewDocumentCommand', documentCommand],
  ['ProvideDocumentCommand', documentCommand],
  ['DeclareDocumentCommand', documentCommand],
  ['def', def],
  ['gdef', def],
  ['edef', def],
  ['xdef', def],
  ['let', letCommand],
  ['DeclareMathOperator', mathOperator],
  ['DeclarePairedDelimiter', pairedDelimiter],
  ['newenvironment', newEnvironment],
  ['renewenvironment', newEnvironment],
]);

function newCommand(cursor: Cursor, command: TexToken): DefinitionRead | undefined {
  cursor.take('*');
  const name = cursor.name();
  const count = cursor.bracket();
  const optional = count === undefined ? undefined : cursor.bracket();
  const body = cursor.groupOrToken();
  if (name === undefined || body === undefined) return undefined;
  const parameters = count === undefined ? 0 : Number(count.map((t) => t.text).join('')) || 0;
  return definition(cursor, name, macro(Math.min(9, Math.max(0, parameters)), body, optional), command);
}

/** `\NewDocumentCommand{\set}{O{} m}{…}`, as far as its arguments are `m` and a leading `O{…}` or `o`. */
function documentCommand(cursor: Cursor, command: TexToken): DefinitionRead | undefined {
  const name = cursor.name();
  const signature = cursor.group()?.filter((t) => t.kind !== 'space');
  const body = cursor.group();
  if (name === undefined || signature === undefined || body === undefined) return undefined;
  let optional: TexToken[] | undefined;
  let rest = signature;
  if (signature[0]?.text === 'o') {
    optional = [];
    rest = signature.slice(1);
  } else if (signature[0]?.text === 'O') {
    const close = signature.findIndex((t) => t.kind === 'close');
    optional = signature.slice(2, close);
    rest = signature.slice(close + 1);
  }
  if (rest.some((t) => t.text !== 'm') || rest.length > 8)
    return { definition: { kind: 'ignored' }, next: cursor.index };
  return definition(cursor, name, macro(rest.length + (optional === undefined ? 0 : 1), body, optional), command);
}

/**
 *     \def\pair#1,#2;{(#1 \mid #2)}
 *              ^^^^^^ delimiters: nothing, `,` and `;`
 */
function def(cursor: Cursor, command: TexToken): DefinitionRead | undefined {
  cursor.skipSpace();
  const name = cursor.peek();
  if (name?.kind !== 'command') return undefined;
  cursor.index++;
  const delimiters: TexToken[][] = [[]];
  for (let token = cursor.peek(); token?.kind !== 'open'; token = cursor.peek()) {
    if (token === undefined || token.kind === 'close') return undefined;
    cursor.index++;
    const digit = token.kind === 'character' && token.text === '#' ? cursor.peek() : undefined;
    if (digit !== undefined && /^[1-9]$/.test(digit.text)) {
      cursor.index++;
      delimiters.push([]);
    } else if (token.kind !== 'space' || delimiters.length > 1) {
      delimiters[delimiters.length - 1]?.push(token);
    }
  }
  const body = cursor.group();
  if (body === undefined || delimiters.length > 10) return undefined;
  const made = macro(delimiters.length - 1, body, undefined);
  const delimited = delimiters.some((d) => d.length > 0);
  return definition(cursor, name.text, delimited ? { ...made, delimiters } : made, command);
}

function letCommand(cursor: Cursor): DefinitionRead | undefined {
  const name = cursor.name();
  cursor.take('=');
  cursor.skipSpace();
  const target = cursor.peek();
  if (name === undefined || target === undefined || target.kind === 'open' || target.kind === 'close') return undefined;
  return { definition: { kind: 'let', name, target }, next: cursor.index + 1 };
}

function mathOperator(cursor: Cursor, command: TexToken): DefinitionRead | undefined {
  const star = cursor.take('*');
  const name = cursor.name();
  const words = cursor.groupOrToken();
  if (name === undefined || words === undefined) return undefined;
  const body = [
    made(command, 'command', 'operatorname'),
    ...(star ? [made(command, 'character', '*')] : []),
    made(command, 'open', '{'),
    ...words,
    made(command, 'close', '}'),
  ];
  return definition(cursor, name, macro(0, body, undefined), command);
}

function pairedDelimiter(cursor: Cursor, command: TexToken): DefinitionRead | undefined {
  const name = cursor.name();
  const left = cursor.groupOrToken();
  const right = cursor.groupOrToken();
  if (name === undefined || left === undefined || right === undefined) return undefined;
  const nothing = [made(command, 'character', '.')];
  const body: BodyPart[] = [
    made(command, 'command', 'left'),
    ...(left.length > 0 ? left : nothing),
    1,
    made(command, 'command', 'right'),
    ...(right.length > 0 ? right : nothing),
  ];
  return definition(cursor, name, { kind: 'macro', parameters: 1, delimiters: [], sized: true, body }, command);
}

/** `\newenvironment{name}[n][d]{begin}{end}`: passed over, as its parts are no whole formulas. */
function newEnvironment(cursor: Cursor): DefinitionRead | undefined {
  cursor.take('*');
  if (cursor.group() === undefined) return undefined;
  if (cursor.bracket() !== undefined) cursor.bracket();
  if (cursor.group() === undefined || cursor.group() === undefined) return undefined;
  return { definition: { kind: 'ignored' }, next: cursor.index };
}

function definition(cursor: Cursor, name: string, meaning: Macro, command: TexToken): DefinitionRead {
  return {
    definition: { kind: 'define', name, meaning, provide: command.text.startsWith('provide') },
    next: cursor.index,
  };
}

function macro(parameters: number, body: readonly TexToken[], optional: readonly TexToken[] | undefined): Macro {
  const shared = { kind: 'macro', parameters, delimiters: [], body: bodyParts(body, parameters) } as const;
  return optional === undefined ? shared : { ...shared, optional };
}

/** Finds `#1` … `#9`; `##` is the `#` of a definition within the body. */
function bodyParts(body: readonly TexToken[], parameters: number): BodyPart[] {
  const parts: BodyPart[] = [];
  for (let i = 0; i < body.length; i++) {
    const token = body[i];
    if (token === undefined) break;
    const next = token.kind === 'character' && token.text === '#' ? body[i + 1] : undefined;
    const number = next?.kind === 'character' && /^[1-9]$/.test(next.text) ? Number(next.text) : 0;
    if (next?.kind === 'character' && next.text === '#') {
      parts.push(token);
      i++;
    } else if (number > 0 && number <= parameters) {
      parts.push(number);
      i++;
    } else {
      parts.push(token);
    }
  }
  return parts;
}

function made(command: TexToken, kind: TexToken['kind'], text: string): TexToken {
  return { kind, text, span: command.span, expanded: true };
}
