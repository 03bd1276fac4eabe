import type { Span } from '../text/span';
import type { Block, Inline } from './document';

/** Blocks as they are where their text begins at the offset `by` of a longer one. */
export function shifted(blocks: readonly Block[], by: number): readonly Block[] {
  return by === 0 ? blocks : blocks.map((block) => moved(block, by));
}

export function shiftedSpan({ from, to }: Span, by: number): Span {
  return { from: from + by, to: to + by };
}

function moved(block: Block, by: number): Block {
  const span = shiftedSpan(block.span, by);
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, span, content: block.content.map((inline) => movedInline(inline, by)) };
    case 'code':
    case 'begin':
    case 'end':
      return { ...block, span };
  }
}

function movedInline(inline: Inline, by: number): Inline {
  const span = shiftedSpan(inline.span, by);
  switch (inline.kind) {
    case 'math':
      return {
        ...inline,
        span,
        inner: shiftedSpan(inline.inner, by),
        tokens: inline.tokens.map((token) => ({ ...token, span: shiftedSpan(token.span, by) })),
      };
    case 'prose':
    case 'code':
    case 'directive':
      return { ...inline, span };
  }
}
