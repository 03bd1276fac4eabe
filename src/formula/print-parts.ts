/** Pieces of LaTeX, put together so that they keep apart what must not run together. */

/** Brackets that grow with tall contents. */
export function bracketed(open: string, inner: string, close: string): string {
  if (!/\\(?:frac|sum|prod|int|begin|binom|left|lim)(?![a-zA-Z])/.test(inner)) return open + inner + close;
  return `\\left${open}${inner}\\right${close.trimStart()}`;
}

/** A command and what follows it. */
export function command(head: string, rest: string): string {
  return rest === '' ? head : `${head} ${rest}`;
}

/** Two factors side by side. */
export function juxtapose(left: string, right: string): string {
  if (right === '') return left;
  return left + between(left.slice(-80), right.slice(0, 8)) + right;
}

/** What keeps the end of one factor from running into the beginning of the next. */
function between(left: string, right: string): string {
  if (/\\[a-zA-Z]+$/.test(left) && /^[a-zA-Z]/.test(right)) return ' ';
  if (/_\d$/.test(left) && /^\d/.test(right)) return ' ';
  if (/\d$/.test(left) && /^[\d.]/.test(right)) return ' \\cdot ';
  // A name directly before brackets would be a function of them.
  if (/\\text\{[^{}]*\}$/.test(left) && /^(?:\\left)?[([]/.test(right)) return ' ';
  return /[}\w)\]|]$/.test(left) && /^\\[a-zA-Z]/.test(right) ? ' ' : '';
}

/** Prose between the braces of `\text`. */
export function phrase(text: string): string {
  return text.replace(/[%$&#_{}]/g, (sign) => `\\${sign}`);
}

/** A word of a formula; a lone sign in its place (`x^+`) is printed as it is. */
export function words(text: string): string {
  if (/^(?:[+\-*]|\\[a-zA-Z]+)$/.test(text)) return text;
  return `\\text{${phrase(text)}}`;
}

/** A unit behind its number: `\%`, `\text{ cm}^{2}`, `'`. */
export function unitLatex(unit: string): string {
  if (unit === '') return '';
  if (unit === '%') return '\\%';
  if (/^'+$/.test(unit)) return unit;
  if (/^(?:st|nd|rd|th)$/.test(unit)) return `^{\\text{${unit}}}`;
  return unit
    .split(/(\^\S+)/)
    .filter((part) => part.trim() !== '')
    .map((part) => (part.startsWith('^') ? `^{${part.slice(1)}}` : `\\text{ ${phrase(part.trim())}}`))
    .join('');
}
