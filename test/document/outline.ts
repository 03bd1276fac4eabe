import type { Block, Inline, SourceDocument } from '../../src/document/document';

/**
 * A document in one line a block, for comparing. Pieces of a paragraph are separated by `|`; formulas stand in `<…>`, displays in
 * `<<…>>` with their environment, code in `«…»`, directives in `@…@`, bold prose in `*…*`.
 */
export function outline(document: SourceDocument): string[] {
  return document.blocks.map((block) => blockOutline(document, block));
}

function blockOutline(document: SourceDocument, block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `h${block.level} ${inlines(document, block.content)}`;
    case 'paragraph': {
      const item = block.item === undefined ? '' : `[${block.item.depth} ${block.item.marker}] `;
      return `${'>'.repeat(block.depth)}p ${item}${inlines(document, block.content)}`;
    }
    case 'code':
      return `code ${JSON.stringify(document.text.slice(block.span.from, block.span.to))}`;
    case 'begin':
      return `begin ${block.name}${block.title === undefined ? '' : ` "${block.title}"`}`;
    case 'end':
      return `end ${block.name}`;
  }
}

function inlines(document: SourceDocument, content: readonly Inline[]): string {
  return content.map((inline) => inlineOutline(document, inline)).join('|');
}

function inlineOutline(document: SourceDocument, inline: Inline): string {
  switch (inline.kind) {
    case 'prose':
      return inline.strong ? `*${inline.text}*` : inline.text;
    case 'math': {
      const formula = tokensText(inline.tokens);
      return inline.display ? `<<${inline.environment ?? ''}${formula}>>` : `<${formula}>`;
    }
    case 'code':
      return `«${document.text.slice(inline.span.from, inline.span.to)}»`;
    case 'directive':
      return `@${inline.text}@`;
  }
}

/** The tokens as TeX again, spaces at the ends left out. */
export function tokensText(tokens: readonly { readonly kind: string; readonly text: string }[]): string {
  const parts = tokens.map((token, i) => {
    const next = tokens[i + 1];
    switch (token.kind) {
      case 'command':
        return `\\${token.text}${/^[a-z]+$/i.test(token.text) && next?.kind === 'character' && /[a-z]/i.test(next.text) ? ' ' : ''}`;
      case 'begin':
      case 'end':
        return `\\${token.kind}{${token.text}}`;
      default:
        return token.text;
    }
  });
  return parts.join('').trim();
}

export function messages(document: SourceDocument): string[] {
  return document.notes.map((note) => {
    const { line, column } = document.lines.position(note.span.from);
    return `${line + 1}:${column + 1} ${note.message}`;
  });
}
