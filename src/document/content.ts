import { span, type Span } from '../text/span';
import type { Inline } from './document';

/** The inlines of a paragraph without the white space at its ends. */
export function trimmed(content: readonly Inline[], source: string): Inline[] {
  let from = 0;
  let to = content.length;
  while (from < to && isBlankProse(content[from])) from++;
  while (to > from && isBlankProse(content[to - 1])) to--;
  return content.slice(from, to).map((inline, i) => {
    if (inline.kind !== 'prose') return inline;
    const start = i === 0 ? inline.text.length - inline.text.trimStart().length : 0;
    const end = i === to - from - 1 ? inline.text.trimEnd().length : inline.text.length;
    if (start === 0 && end === inline.text.length) return inline;
    const place = span(inline.span.from + start, inline.span.from + end);
    return { ...inline, span: place, text: source.slice(place.from, place.to) };
  });
}

/** From the first inline to the last; undefined if there is none. */
export function placeOf(content: readonly Inline[]): Span | undefined {
  const first = content[0];
  const last = content[content.length - 1];
  return first === undefined || last === undefined ? undefined : span(first.span.from, last.span.to);
}

function isBlankProse(inline: Inline | undefined): boolean {
  return inline?.kind === 'prose' && inline.text.trim() === '';
}
