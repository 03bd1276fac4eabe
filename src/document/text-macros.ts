import type { Meaning } from '../tex/definitions';

/** Commands that only say how words look. */
const DRESS: ReadonlySet<string> = new Set(
  'texttt textit textbf textsf textsc textrm textup textmd textnormal emph text mbox hbox xspace ttfamily bfseries itshape tt bf it em normalfont'.split(
    ' ',
  ),
);

/** The words that a macro without arguments stands for in running text; undefined where it is more than words. */
export function wordsOf(meaning: Meaning | undefined): string | undefined {
  if (meaning?.kind !== 'macro' || meaning.parameters > 0 || meaning.delimiters.some((d) => d.length > 0))
    return undefined;
  let words = '';
  for (const part of meaning.body) {
    if (typeof part === 'number') return undefined;
    switch (part.kind) {
      case 'character':
        if (part.text === '$') return undefined;
        words += part.text;
        break;
      case 'space':
        words += ' ';
        break;
      case 'open':
      case 'close':
        break;
      case 'command':
        if (part.text === ' ' || part.text === ',') words += ' ';
        else if (!DRESS.has(part.text)) return undefined;
        break;
      case 'begin':
      case 'end':
      case 'superscript':
      case 'subscript':
      case 'align':
      case 'newline':
      case 'prime':
        return undefined;
    }
  }
  return /[\p{L}\p{N}]/u.test(words) ? words.trim() : undefined;
}
