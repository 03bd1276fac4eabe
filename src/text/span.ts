/** A half-open range `[from, to)` of UTF-16 offsets into the text that the user wrote. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function span(from: number, to: number): Span {
  return { from, to };
}

/** The smallest span that holds both. */
export function cover(a: Span, b: Span): Span {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

/** Whether `offset` lies in the span; its end counts, as a cursor may stand there. */
export function touches(s: Span, offset: number): boolean {
  return s.from <= offset && offset <= s.to;
}
