import type { Directive } from '../document/document';
import { contextFile } from '../document/files';
import type { SymbolKind } from './declaration';
import { both, type DomainWords } from './domain-words';
import { adjectives, nounOf } from './words';

/** A piece of a directive that is mathematics, as source text, to be read where formulas of running text are. */
export interface Source {
  readonly text: string;
  /** Offset of its first character in the document. */
  readonly from: number;
}

/** What the writer tells Rederive in a comment, one for each line of it. */
export type Instruction =
  /** `assume x > 0`, `let x = 3`: in force from here on in its scope. */
  | { readonly kind: 'assume'; readonly formula: Source }
  /** `let n integer`, `let a, b be positive real numbers`, `let f function` */
  | {
      readonly kind: 'declare';
      readonly names: readonly Source[];
      readonly symbolKind: SymbolKind;
      readonly domain: DomainWords;
    }
  /** `let log base 2`, `let log natural` */
  | { readonly kind: 'logarithm'; readonly base: 'e' | Source }
  /** `ignore`: the next formula; `ignore step`: the step between the next equation and the one before it. */
  | { readonly kind: 'ignore'; readonly what: 'formula' | 'step' }
  /** `off`, `on`: nothing in between is checked. */
  | { readonly kind: 'switch'; readonly on: boolean }
  /** `context lecture.md`: what that file says is in force. */
  | { readonly kind: 'context'; readonly file: string }
  /** `schedule layers=10 every=5 fwd=20ns` */
  | { readonly kind: 'schedule'; readonly options: ReadonlyMap<ScheduleOption, string> }
  | { readonly kind: 'not understood'; readonly message: string };

export interface Instructed {
  readonly instruction: Instruction;
  /** Where its line stands in the document. */
  readonly from: number;
  readonly to: number;
}

export const scheduleOptions = [
  'layers',
  'every',
  'keep',
  'slots',
  'strategy',
  'fwd',
  'loadmem',
  'loaddisk',
  'needs',
] as const;
export type ScheduleOption = (typeof scheduleOptions)[number];

const known =
  '`assume x > 0`, `let n integer`, `let log base 2`, `ignore`, `ignore step`, `off`, `on`, `context notes.md`, `schedule layers=10 every=5`';

/** What a symbol can be declared to be. */
export const kindWords: readonly string[] =
  'integer positive negative nonzero even odd real complex constant vector matrix function'.split(' ');
const kinds = kindWords.join(', ');

/** The instructions of a directive; `source` is the text of the document. An empty directive gives one that is not understood. */
export function readDirective(directive: Directive, source: string): readonly Instructed[] {
  const place = source.indexOf(directive.text, directive.span.from);
  const start = place >= 0 && place < directive.span.to ? place : directive.span.from;
  const found: Instructed[] = [];
  for (const match of directive.text.matchAll(/[^\n\r]+/g)) {
    const line = match[0].trim();
    if (line === '') continue;
    const from = start + match.index + (match[0].length - match[0].trimStart().length);
    found.push({ instruction: readLine(line, from), from, to: from + line.length });
  }
  if (found.length > 0) return found;
  return [
    {
      instruction: misunderstood(`The directive is empty; there are: ${known}.`),
      from: directive.span.from,
      to: directive.span.to,
    },
  ];
}

function readLine(line: string, from: number): Instruction {
  const [, word = '', blank = '', rest = ''] = /^(\S+)(\s*)([^]*)$/.exec(line) ?? [];
  const behind: Source = { text: rest, from: from + word.length + blank.length };
  switch (word.toLowerCase().replace(/:$/, '')) {
    case 'assume':
      return rest === ''
        ? misunderstood('`assume` needs a relation, as in `assume x > 0`.')
        : { kind: 'assume', formula: behind };
    case 'let':
      return readLet(behind);
    case 'ignore':
      if (rest === '') return { kind: 'ignore', what: 'formula' };
      if (/^(?:formula|step)$/i.test(rest)) return { kind: 'ignore', what: /^s/i.test(rest) ? 'step' : 'formula' };
      return misunderstood(
        `\`ignore ${rest}\` is not a directive; there are \`ignore\` for the next formula and \`ignore step\`.`,
      );
    case 'off':
    case 'on':
      if (rest === '') return { kind: 'switch', on: word.toLowerCase() === 'on' };
      break;
    case 'context':
      return rest === ''
        ? misunderstood('`context` needs the name of a file, as in `context notes.md`.')
        : { kind: 'context', file: contextFile(line) ?? rest };
    case 'schedule':
      return readSchedule(rest);
    default:
      break;
  }
  return misunderstood(`“${line.slice(0, 60)}” is not a directive; there are: ${known}.`);
}

function readLet({ text, from }: Source): Instruction {
  const logarithm = /^\\?log\s+(?:has\s+)?(?:(natural)|base\s+(\S.*))$/i.exec(text);
  if (logarithm) {
    const base = logarithm[2];
    if (base === undefined || base === 'e') return { kind: 'logarithm', base: 'e' };
    return { kind: 'logarithm', base: { text: base, from: from + text.length - base.length } };
  }
  if (/[=<>≤≥≠∈]|\\(?:in|leq?|geq?|neq?|sim|ge|le|ne)\b|~/.test(text))
    return { kind: 'assume', formula: { text, from } };
  const meaning = readKind(text);
  const names = meaning ? readNames(text.slice(0, meaning.start), from) : [];
  if (!meaning || names.length === 0)
    return misunderstood(
      `\`let ${text.slice(0, 60)}\` is not understood; write \`let n integer\`, with one or more of ${kinds}, or \`let log base 2\`.`,
    );
  return { kind: 'declare', names, symbolKind: meaning.kind, domain: meaning.domain };
}

/** The words at the end of "n, m be positive even integers". */
function readKind(
  text: string,
): { readonly kind: SymbolKind; readonly domain: DomainWords; readonly start: number } | undefined {
  const words = [...text.matchAll(/\S+/g)];
  let domain: DomainWords = {};
  let kind: SymbolKind | undefined;
  let start: number | undefined;
  for (let k = words.length - 1; k > 0; k--) {
    const match = words[k];
    const word = (match?.[0] ?? '').toLowerCase().replace(/,$/, '');
    const adjective = adjectives.get(word);
    const noun = word.length > 1 ? nounOf(word)?.noun : undefined;
    const joins = start !== undefined && /^(?:an?|is|are|be|and)$/.test(word) && !/^(?:and|a)$/.test(word);
    const article = word === 'a' && /^(?:is|be)$/.test(words[k - 1]?.[0] ?? '');
    if (!adjective && !noun && !joins && !article) break;
    if (adjective && !adjective.domain && !adjective.kind) break;
    domain = both(domain, adjective?.domain ?? noun?.domain ?? {});
    kind ??= noun?.kind ?? adjective?.kind;
    start = match?.index;
  }
  if (start === undefined) return undefined;
  const own = kind === undefined || kind === 'scalar' ? (domain.integer ? 'integer' : 'scalar') : kind;
  return { kind: own, domain, start };
}

/** "a, b and c" */
function readNames(text: string, from: number): readonly Source[] {
  const names: Source[] = [];
  for (const match of text.matchAll(/(?:\{[^{}]*\}|[^\s,{}])+/g)) {
    const name = match[0];
    if (name === 'and') continue;
    if (!/^\$?(?:\\?\p{L}[\p{L}]*|\\\p{L}+\{[^{}]*\})(?:[_^'].*)?\$?$/u.test(name)) return [];
    const bare = name.replace(/^\$|\$$/g, '');
    names.push({ text: bare, from: from + match.index + name.indexOf(bare) });
  }
  return names;
}

function readSchedule(text: string): Instruction {
  const options = new Map<ScheduleOption, string>();
  for (const word of text.split(/[\s;]+/)) {
    if (word === '') continue;
    const [key = '', value = ''] = word.replace(/^--/, '').split('=', 2);
    const option = scheduleOptions.find((name) => name === key.toLowerCase());
    if (!option || value === '')
      return misunderstood(
        `“${word.slice(0, 40)}” is not an option of \`schedule\`; there are ${scheduleOptions.map((name) => `\`${name}=…\``).join(', ')}.`,
      );
    options.set(option, value);
  }
  return options.size > 0
    ? { kind: 'schedule', options }
    : misunderstood('`schedule` needs options, as in `schedule layers=10 every=5`.');
}

function misunderstood(message: string): Instruction {
  return { kind: 'not understood', message };
}
