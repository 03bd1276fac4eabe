import type { Node } from './tree';
import { indexWords } from './notation/indices';
import { printLatex } from './print';
import { phrase } from './print-parts';

const accents: ReadonlySet<string> = new Set([
  'hat',
  'bar',
  'tilde',
  'vec',
  'dot',
  'ddot',
  'overline',
  'underline',
  'check',
  'breve',
  'acute',
  'grave',
  'mathring',
]);

export function isAccent(mark: string): boolean {
  return accents.has(mark);
}

export function isPrimes(mark: string): boolean {
  return /^'+$/.test(mark);
}

/** The one spelling of a symbol: accents, then primes, subscripts, other marks: `\hat{x}'_1^{*}`. */
export function symbolLatex(letter: string, marks: readonly string[], subscripts: readonly Node[]): string {
  let body = letter;
  for (const mark of marks) if (accents.has(mark)) body = `\\${mark}{${body}}`;
  const primes = marks.filter(isPrimes).join('');
  const rest = marks.filter((mark) => !accents.has(mark) && !isPrimes(mark));
  return body + primes + subscriptLatex(subscripts) + (rest.length === 0 ? '' : `^{${rest.join('')}}`);
}

function subscriptLatex(subscripts: readonly Node[]): string {
  if (subscripts.length === 0) return '';
  const parts = subscripts.map((node) => (node.kind === 'word' ? wordInScript(node.text) : printLatex(node)));
  const single = parts[0] ?? '';
  if (parts.length === 1) return /^[A-Za-z0-9]$/.test(single) ? `_${single}` : `_{${single}}`;
  const joined =
    subscripts.every((node) => node.kind === 'symbol') &&
    !subscripts.some((n) => n.kind === 'symbol' && n.letter.length > 30);
  if (!joined) return `_{${parts.join(',')}}`;
  return `_{${parts.map((part, i) => (i > 0 && /\\[a-zA-Z]+$/.test(parts[i - 1] ?? '') && /^[a-zA-Z]/.test(part) ? ` ${part}` : part)).join('')}}`;
}

function wordInScript(text: string): string {
  return indexWords(text) || /^(?:[+\-*]|\\[a-zA-Z]+)$/.test(text) ? text : `\\text{${phrase(text)}}`;
}
