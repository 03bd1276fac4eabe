import type { Span } from '../text/span';

export interface Replacement {
  readonly span: Span;
  readonly text: string;
}

/**
 * A name put in the place of another one, so that TeX still reads it as one thing there:
 *
 *     a^x     a^{x_1}      braces behind ^, _ and commands that take one token, and before another exponent
 *     \cdot\alpha   \cdot b     a blank where a letter would become part of a command
 *     xy      \alpha y
 */
export function replacement(
  text: string,
  place: Span,
  name: string,
  braces: 'where needed' | 'everywhere',
): Replacement {
  const single = /^(?:\\[a-zA-Z]+|\\.|[^\\{}])$/u.test(name);
  const raised = name.includes('^') && /^\s*[\^'’]/.test(text.slice(place.to, place.to + 8));
  const braced = !single && (raised || braces === 'everywhere' || takesOneToken(text, place));
  if (braced) return { span: place, text: `{${name}}` };
  const before = /[a-zA-Z]/.test(name[0] ?? '') && endsInCommand(text, place.from) ? ' ' : '';
  const after = /\\[a-zA-Z]+$/.test(name) && /[a-zA-Z]/.test(text[place.to] ?? '') ? ' ' : '';
  return { span: place, text: before + name + after };
}

/** The beginnings of a symbol, the shortest first: up to each of its scripts and primes, and all of it: `y`, `y'`, `y'_j`. */
export function beginnings(text: string, { from, to }: Span): Span[] {
  const found: Span[] = [];
  let depth = 0;
  for (let at = from; at < to; at++) {
    const c = text[at];
    if (c === '\\') at++;
    else if (c === '{') depth++;
    else if (c === '}' && --depth < 0) return [...found, { from, to: at }];
    else if (depth === 0 && at > from && (c === '_' || c === '^' || c === "'" || c === '’'))
      found.push({ from, to: trimmed(text, from, at) });
  }
  return [...found, { from, to }];
}

function trimmed(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}

/** A place behind `^`, `_`, or a command whose argument is written without braces. */
function takesOneToken(text: string, { from }: Span): boolean {
  let at = from - 1;
  while (at >= 0 && /\s/.test(text[at] ?? '')) at--;
  if (text[at] === '^' || text[at] === '_') return true;
  let start = at;
  while (start >= 0 && /[a-zA-Z]/.test(text[start] ?? '')) start--;
  return text[start] === '\\' && argumentTakers.has(text.slice(start + 1, at + 1));
}

const argumentTakers: ReadonlySet<string> = new Set([
  'frac',
  'dfrac',
  'tfrac',
  'sqrt',
  'hat',
  'bar',
  'tilde',
  'vec',
  'dot',
  'ddot',
  'overline',
  'widehat',
  'mathbf',
  'mathrm',
  'boldsymbol',
]);

/** A letter at this offset would become part of the command before it. */
function endsInCommand(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && /[a-zA-Z]/.test(text[at] ?? '')) at--;
  return at < offset - 1 && text[at] === '\\';
}
