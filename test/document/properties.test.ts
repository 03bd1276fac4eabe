import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inline, Language, SourceDocument } from '../../src/document/document';
import { readDocument } from '../../src/document/read';

const PIECES = [
  ...[
    '$',
    '$$',
    '\\(',
    '\\)',
    '\\[',
    '\\]',
    '\\',
    '\\\\',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '`',
    '```',
    '```math\n',
    '~~~',
    '<',
    '<!--',
    '-->',
  ],
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    ' ',
    '    ',
    '\t',
    '> ',
    '- ',
    '1. ',
    '# ',
    '=',
    '---\n',
    '|',
    '|-|-|\n',
    '*',
    '**',
    '_',
    ':::',
    '%',
    '&',
  ],
  ...[
    '\\begin{align}',
    '\\end{align}',
    '\\begin{proof}',
    '\\end{proof}',
    '\\begin{enumerate}',
    '\\item',
    '\\end{enumerate}',
    '\\boxed{',
  ],
  ...[
    '\\begin{verbatim}',
    '\\end{verbatim}',
    '\\begin{tabular}{l}',
    '\\end{tabular}',
    '\\section{',
    '\\textbf{',
    '\\text{',
    '\\verb|',
    '\\cite{',
  ],
  ...[
    '\\newcommand{\\a}',
    '\\def\\a#1',
    '\\a',
    '\\input{x}',
    '\\begin{document}',
    '[asy]',
    '[/asy]',
    'https://a.b',
    '𝒙',
    'x',
    'word and words',
    '5',
  ],
  ...[
    '\uFEFF',
    '\u0001',
    '<div>',
    '<pre>',
    '% rederive: a',
    '<!-- rederive: b -->',
    '![',
    '](u)',
    '&lt;',
    "'",
    '"',
    '{#a}',
  ],
];

const anyDocument = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
);

function inlines(document: SourceDocument): Inline[] {
  return document.blocks.flatMap((block) =>
    block.kind === 'paragraph' || block.kind === 'heading' ? block.content : [],
  );
}

describe.each<Language>(['markdown', 'latex'])('any text as %s', (language) => {
  it('gives pieces in order, apart from each other, and prose that is exactly its place in the source', () => {
    fc.assert(
      fc.property(anyDocument, (text) => {
        const document = readDocument(text, language);
        let last = 0;
        for (const inline of inlines(document)) {
          expect(inline.span.from).toBeGreaterThanOrEqual(last);
          expect(inline.span.to).toBeGreaterThan(inline.span.from);
          last = inline.span.to;
          if (inline.kind === 'prose') expect(inline.text).toBe(text.slice(inline.span.from, inline.span.to));
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives formulas whose tokens stand within them, and blocks in order', () => {
    fc.assert(
      fc.property(anyDocument, (text) => {
        const document = readDocument(text, language);
        for (const inline of inlines(document)) {
          if (inline.kind !== 'math') continue;
          expect(inline.inner.from).toBeGreaterThanOrEqual(inline.span.from);
          expect(inline.inner.to).toBeLessThanOrEqual(inline.span.to);
          for (const token of inline.tokens) {
            expect(token.span.from).toBeGreaterThanOrEqual(inline.inner.from);
            expect(token.span.to).toBeLessThanOrEqual(inline.inner.to);
          }
        }
        let last = 0;
        for (const block of document.blocks) {
          expect(block.span.from).toBeGreaterThanOrEqual(last);
          last = block.span.from;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives notes within the text', () => {
    fc.assert(
      fc.property(anyDocument, (text) => {
        for (const note of readDocument(text, language).notes) {
          expect(note.span.from).toBeLessThan(note.span.to);
          expect(note.span.to).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('hostile texts', () => {
  const repeated = (piece: string): string => piece.repeat(Math.ceil(100_000 / piece.length));
  it.each([
    '$',
    '$ ',
    '$x ',
    '[',
    ']',
    '\\(',
    '\\[',
    '\\text{$',
    '`',
    '<!--',
    '> ',
    '- ',
    '*a ',
    'a* ',
    '](<',
    '\\begin{align}',
    '\\def\\a',
    ' ',
  ])(
    'of %j are read in linear time',
    (piece) => {
      for (const language of ['markdown', 'latex'] as const) {
        const text = repeated(piece);
        expect(readDocument(text, language).text).toBe(text);
      }
    },
    5_000,
  );
});
