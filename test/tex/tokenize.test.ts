import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize, type TokenizeOptions } from '../../src/tex/tokenize';

const LETTER: { readonly [kind: string]: string } = {
  command: '\\',
  begin: 'begin ',
  end: 'end ',
  character: '',
  newline: '',
  space: '',
  open: '',
  close: '',
  superscript: '',
  subscript: '',
  align: '',
  prime: '',
};

function kinds(source: string, options: TokenizeOptions = {}): string[] {
  return tokenize(source, { from: 0, to: source.length }, options).map((t) => `${LETTER[t.kind] ?? '?'}${t.text}`);
}

function spans(source: string, options: TokenizeOptions = {}): string[] {
  return tokenize(source, { from: 0, to: source.length }, options).map((t) => source.slice(t.span.from, t.span.to));
}

describe('tokenize', () => {
  it('tells commands, signs and letters apart', () => {
    expect(kinds('\\frac{a}2^_&')).toEqual(['\\frac', '{', 'a', '}', '2', '^', '_', '&']);
  });
  it('takes a command of one sign as that sign', () => {
    expect(kinds('\\,\\{\\%\\|\\ x')).toEqual(['\\,', '\\{', '\\%', '\\|', '\\ ', 'x']);
  });
  it('joins white space and ties into one space', () => expect(kinds('a \n~ b')).toEqual(['a', ' ', 'b']));
  it('takes \\begin and \\end with their name, blanks and a star', () => {
    expect(kinds('\\begin {align*} \\end{ matrix }')).toEqual(['begin align*', ' ', 'end matrix']);
  });
  it('leaves \\begin without a name as a command', () => expect(kinds('\\begin x')).toEqual(['\\begin', ' ', 'x']));
  it('takes the length of a line end along', () => {
    expect(spans('a\\\\*[2pt]b\\\\[-0.5 em]\\\\[\\baselineskip]')).toEqual([
      'a',
      '\\\\*[2pt]',
      'b',
      '\\\\[-0.5 em]',
      '\\\\[\\baselineskip]',
    ]);
  });
  it('leaves what is no length after a line end', () =>
    expect(spans('\\\\[1,2]')).toEqual(['\\\\', '[', '1', ',', '2', ']']));
  it('reads both apostrophes as primes', () => expect(kinds("f'’")).toEqual(['f', "'", "'"]));
  it('keeps surrogate pairs together', () => expect(spans('𝒙≤×')).toEqual(['𝒙', '≤', '×']));
  it('drops comments with the start of the next line', () =>
    expect(kinds('a% b\n  c', { comments: true })).toEqual(['a', 'c']));
  it('keeps \\% in spite of comments', () => expect(kinds('5\\%%x', { comments: true })).toEqual(['5', '\\%']));
  it('keeps the percent sign without comments', () => expect(kinds('5%')).toEqual(['5', '%']));
  it('passes over \\verb', () => expect(spans('a\\verb|x_1|b')).toEqual(['a', '\\verb|x_1|', 'b']));
  it('leaves a lone backslash at the end as a character', () => expect(kinds('a\\')).toEqual(['a', '\\']));
  it('passes over the marks of a quote', () => {
    expect(spans('a\n> > b', { skip: [{ from: 2, to: 4 }] })).toEqual(['a', '\n> ', '>', ' ', 'b']);
  });
  it('reads within its range only', () => {
    const tokens = tokenize('x\\\\[2pt]y', { from: 1, to: 4 });
    expect(tokens.map((t) => [t.kind, t.span.from, t.span.to])).toEqual([
      ['newline', 1, 3],
      ['character', 3, 4],
    ]);
  });
  it('gives spans in order that stay within the range, for any text', () => {
    const piece = fc.constantFrom(
      '\\',
      '{',
      '}',
      '%',
      '\n',
      ' ',
      '\\begin',
      '{a}',
      '\\\\',
      '[2pt]',
      '\\verb|',
      '𝒙',
      "'",
      'x',
      '[',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.boolean(), (pieces, comments) => {
        const source = pieces.join('');
        let last = 0;
        for (const token of tokenize(source, { from: 0, to: source.length }, { comments })) {
          expect(token.span.from).toBeGreaterThanOrEqual(last);
          expect(token.span.to).toBeGreaterThan(token.span.from);
          last = token.span.to;
        }
        expect(last).toBeLessThanOrEqual(source.length);
      }),
    );
  });
});
