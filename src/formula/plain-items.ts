import { letterUnits } from './notation/connectives';
import { functionCommands } from './notation/functions';

/** A piece of running text as arithmetic sees it. */
export interface PlainItem {
  readonly kind: PlainKind;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** A blank stands before it. */
  readonly spaced: boolean;
}

export type PlainKind =
  | 'number' //    3  1,600  3.5
  | 'letter' //    x
  | 'word' //      beds
  | 'function' //  sqrt √
  | 'operator' //  + - * / × ÷
  | 'power' //     ^
  | 'relation' //  = ≈ <=
  | 'open' //      (
  | 'close' //     )
  | 'money' //     $
  | 'postfix' //   % ° !
  | 'ellipsis' //  ...
  | 'break'; //    everything else: punctuation, code, versions, dates

/** Functions that plain text names before a bracket. */
export function isPlainFunction(name: string): boolean {
  return name === 'sqrt' || name === 'abs' || (functionCommands.has(name) && name.length > 1);
}

const blank = /\s+/y;
const paragraphEnd = /\n\s*\n/;
/** Ordinals, versions, times and dates are no numbers to compute with. */
const noNumber = /\d[\d.,]{0,30}(?:(?:st|nd|rd|th)\b|\.\d+\.\d|:\d|\/\d+\/\d{2,4}|-\d+-\d)[\w.:/-]*/y;
const number = /\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+/y;
const word = /\p{L}+(?:['’-]\p{L}+)*/uy;
const code = /\p{L}*_\w*|\p{L}+\d\w*|https?:\S+|www\.\S+/uy;
const noRelation = /={2,}|=>|=~|[-~]{1,5}>|<-+|<[a-zA-Z/!]|[:+*/%&|^]=|<<+|>>+|\*\*+|--+|\/\/+|&\w*;?/y;
const relation = /<=|>=|!=|[=<>≈≤≥≠]/y;
const operator = /[+\-−*×·⋅÷/]/y;
const ellipsis = /\.\.\.+|…|⋯/y;

/** Cuts running text into items, in linear time; no text is left out but blanks. */
export function plainItems(text: string): PlainItem[] {
  const items: PlainItem[] = [];
  let at = 0;
  let spaced = true;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const push = (kind: PlainKind, shown: string): void => {
    items.push({ kind, text: shown, from: at, to: at + shown.length, spaced });
    at += shown.length;
    spaced = false;
  };
  while (at < text.length) {
    const space = match(blank);
    if (space !== undefined) {
      if (paragraphEnd.test(space)) push('break', space);
      else at += space.length;
      spaced = true;
      continue;
    }
    const [kind, shown] = itemAt(text, at, match, items.at(-1), spaced);
    push(kind, shown);
  }
  return items;
}

function itemAt(
  text: string,
  at: number,
  match: (pattern: RegExp) => string | undefined,
  last: PlainItem | undefined,
  spaced: boolean,
): [PlainKind, string] {
  const touching = !spaced && last !== undefined;
  const dots = match(ellipsis);
  if (dots !== undefined) return ['ellipsis', dots];
  if (touching && last.kind === 'break' && /\w$/.test(last.text)) return ['break', match(/\w+/y) ?? text.charAt(at)];
  const odd = match(noNumber);
  if (odd !== undefined) return ['break', odd];
  const digits = match(number);
  if (digits !== undefined) return [touching && last.kind === 'word' ? 'break' : 'number', digits];
  const letters = match(word);
  const coded = match(code);
  if (coded !== undefined && coded.length > (letters?.length ?? 0)) return ['break', coded];
  if (letters !== undefined) {
    if (isPlainFunction(letters)) return ['function', letters];
    return [[...letters].length === 1 ? 'letter' : 'word', letters];
  }
  const noSign = match(noRelation);
  if (noSign !== undefined) return ['break', noSign];
  const sign = match(relation);
  if (sign !== undefined) return ['relation', sign];
  const operation = match(operator);
  if (operation !== undefined) return ['operator', operation];
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character === '^') return ['power', character];
  if (character === '(') return ['open', character];
  if (character === ')') return ['close', character];
  if (character === '$') return [/^\$\s?[\d.(]/.test(text.slice(at, at + 3)) ? 'money' : 'break', character];
  const carries = touching && (last.kind === 'number' || last.kind === 'close' || last.kind === 'postfix');
  if (carries && (character === '%' || character === '°' || isRaised(character))) return ['postfix', character];
  if (
    character === '!' &&
    (carries || (touching && last.kind === 'letter')) &&
    /^!(?:\s*[+\-*/=)]|!)/.test(text.slice(at, at + 6))
  )
    return ['postfix', character];
  if (isRaised(character) && touching && last.kind === 'letter') return ['postfix', character];
  if (character === 'π') return ['letter', character];
  if (character === '√') return ['function', character];
  return ['break', character];
}

function isRaised(character: string): boolean {
  return /^[⁰¹²³⁴-⁹]$/.test(character);
}

/** Letters directly behind a number: a unit (`20ns`) or variables (`3xy`). */
export function isAttachedUnit(text: string): boolean {
  return letterUnits.has(text);
}
