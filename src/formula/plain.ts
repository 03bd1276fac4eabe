import { span } from '../text/span';
import type { TexToken, TokenKind } from '../tex/token';
import { isAttachedUnit, plainItems, type PlainItem } from './plain-items';
import { readFormula } from './read';
import type { Formula } from './tree';

/**
 * Reads mathematics in running prose: `5 * 18 = 90`, `4 beds * 1 set per bed = 4 sets`. `text` stands at `offset` of the source, and all
 * spans are into the source. It becomes tokens of TeX and is read as any formula.
 */
export function readPlain(text: string, offset: number): Formula {
  const place = span(offset, offset + text.length);
  return readFormula(new PlainTokens(text, offset).run(), place);
}

/** A stretch of running text as tokens of TeX, for formulas of which it is only a part. */
export function plainTokens(text: string, offset: number): readonly TexToken[] {
  return new PlainTokens(text, offset).run();
}

class PlainTokens {
  private readonly tokens: TexToken[] = [];
  private readonly items: readonly PlainItem[];
  private at = 0;
  /** For each open bracket: whether it became a brace (`sqrt(…)`, `2^(…)`). */
  private readonly braces: boolean[] = [];

  constructor(
    private readonly text: string,
    private readonly offset: number,
  ) {
    this.items = plainItems(text);
  }

  run(): TexToken[] {
    for (let item = this.items[this.at]; item !== undefined; item = this.items[this.at]) {
      if (item.spaced && item.from > 0) this.push('space', ' ', item.from - 1, item.from);
      this.at++;
      this.item(item);
    }
    const end = this.text.length;
    // A brace that was opened for a bracket is closed, so that the reader sees the missing bracket only once.
    for (let open = this.braces.pop(); open !== undefined; open = this.braces.pop())
      if (open) this.push('close', '}', end, end);
    return this.tokens;
  }

  private push(kind: TokenKind, text: string, from: number, to: number): void {
    this.tokens.push({ kind, text, span: span(this.offset + from, this.offset + to), expanded: false });
  }

  private put(kind: TokenKind, text: string, item: PlainItem): void {
    this.push(kind, text, item.from, item.to);
  }

  private characters(item: PlainItem): void {
    let from = item.from;
    for (const character of item.text) {
      this.push('character', character, from, from + character.length);
      from += character.length;
    }
  }

  private item(item: PlainItem): void {
    const next = this.items[this.at];
    switch (item.kind) {
      case 'number':
        return this.characters(item);
      case 'letter':
        if (isTimes(this.items, this.at - 1)) return this.put('command', 'times', item);
        return this.put('character', item.text, item);
      case 'word':
        return this.words(item);
      case 'function':
        if (item.text === 'abs') {
          this.put('command', 'text', item);
          return this.word(item.text, item, item);
        }
        if (item.text !== 'sqrt' && item.text !== '√') return this.put('command', item.text, item);
        this.put('command', 'sqrt', item);
        return this.group(next);
      case 'operator':
        if (isPer(this.items, this.at - 1)) return this.unit(item);
        return this.put('character', item.text === '−' ? '-' : item.text, item);
      case 'power':
        this.put('superscript', '^', item);
        return this.group(next);
      case 'relation': {
        const command = { '<=': 'le', '>=': 'ge', '!=': 'ne' }[item.text];
        return command === undefined ? this.put('character', item.text, item) : this.put('command', command, item);
      }
      case 'open':
        this.braces.push(false);
        return this.put('character', '(', item);
      case 'close':
        return this.braces.pop() === true ? this.put('close', '}', item) : this.put('character', ')', item);
      case 'money':
        return this.put('command', '$', item);
      case 'postfix':
        return item.text === '%' ? this.put('command', '%', item) : this.put('character', item.text, item);
      case 'ellipsis':
        return this.put('command', 'ldots', item);
      case 'break':
        return this.characters(item);
    }
  }

  /** The argument of `sqrt`, `√` or `^`: a bracket, or one number or letter with its sign. */
  private group(next: PlainItem | undefined): void {
    if (next === undefined) return;
    if (next.kind === 'open') {
      this.at++;
      this.braces.push(true);
      this.put('open', '{', next);
      return;
    }
    const sign = next.kind === 'operator' && /^[-−]$/.test(next.text) ? next : undefined;
    const value = sign === undefined ? next : this.items[this.at + 1];
    if (value === undefined || (value.kind !== 'number' && value.kind !== 'letter')) return;
    this.at += sign === undefined ? 1 : 2;
    this.push('open', '{', next.from, next.from);
    if (sign !== undefined) this.put('character', '-', sign);
    this.characters(value);
    this.push('close', '}', value.to, value.to);
  }

  /** Words side by side are one name or unit; letters that touch a number are its variables, unless they are a unit: `3xy`, `20ns`. */
  private words(first: PlainItem): void {
    const before = this.items[this.at - 2];
    if (!first.spaced && before?.kind === 'number' && !isAttachedUnit(first.text)) return this.characters(first);
    let last = first;
    let text = first.text;
    for (
      let next = this.items[this.at];
      next?.kind === 'word' || isWordLetter(this.items, this.at) || isPer(this.items, this.at);
      next = this.items[this.at]
    ) {
      if (next === undefined) break;
      text += next.kind === 'operator' || text.endsWith('/') ? next.text : ` ${next.text}`;
      last = next;
      this.at++;
    }
    this.put('command', 'text', first);
    this.word(text, first, last);
  }

  /** `/meter` behind a number, `/person/day`. */
  private unit(first: PlainItem): void {
    let last = first;
    let text = '';
    for (let at = this.at - 1; isPer(this.items, at); at += 2) {
      last = this.items[at + 1] ?? last;
      text += `/${last.text}`;
      this.at = at + 2;
    }
    this.put('command', 'text', first);
    this.word(text, first, last);
  }

  private word(text: string, first: PlainItem, last: PlainItem): void {
    const at = { from: first.from, to: last.to };
    this.push('open', '{', at.from, at.from);
    for (const character of text) this.push(character === ' ' ? 'space' : 'character', character, at.from, at.to);
    this.push('close', '}', at.to, at.to);
  }
}

/** `a` in "1 set a day": a letter between words. */
function isWordLetter(items: readonly PlainItem[], index: number): boolean {
  return items[index]?.kind === 'letter' && items[index - 1]?.kind === 'word' && items[index + 1]?.kind === 'word';
}

/** `3 x 4`, `3x4`: the letter between two numbers is a sign. */
export function isTimes(items: readonly PlainItem[], index: number): boolean {
  const item = items[index];
  const before = items[index - 1];
  const behind = items[index + 1];
  if (item?.kind !== 'letter' || !/^[xX]$/.test(item.text) || behind === undefined) return false;
  const left =
    before?.kind === 'number' || before?.kind === 'close' || before?.kind === 'postfix' || before?.kind === 'word';
  const right = behind.kind === 'number' || behind.kind === 'money' || (behind.kind === 'open' && item.spaced);
  return left && right && item.spaced === behind.spaced;
}

/** `$194/meter`, `60/person/day`: a slash that clings to a number or a unit before it and to a word behind it. */
export function isPer(items: readonly PlainItem[], index: number): boolean {
  const [before, slash, behind] = [items[index - 1], items[index], items[index + 1]];
  if (slash?.text !== '/' || slash.spaced || behind?.kind !== 'word' || behind.spaced) return false;
  if (before?.kind === 'number') return true;
  return before?.kind === 'word' && (items[index - 2]?.kind === 'number' || isPer(items, index - 2));
}
