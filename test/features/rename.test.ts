import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symbolsIn } from '../../src/analysis';
import { prepareRename, rename } from '../../src/features/rename';
import { cursor, sample } from './sample';

/** The text with the symbol behind `|` renamed, or the message of the refusal. */
function renamed(marked: string, name: string): string {
  const { text, offset } = cursor(marked);
  const renaming = rename(sample(text), offset, name);
  return renaming.kind === 'refused' ? renaming.message : applied(text, renaming.edits);
}

function applied(text: string, edits: Extract<ReturnType<typeof rename>, { kind: 'edits' }>['edits']): string {
  return edits.reduceRight((done, { span, text: by }) => done.slice(0, span.from) + by + done.slice(span.to), text);
}

describe('rename', () => {
  it.each([
    ['$|x + y + x^2$', 'z', '$z + y + z^2$'],
    ['$|x + y$', ' $z$ ', '$z + y$'],
    ['$a^x + |x$', 'x_1', '$a^{x_1} + x_1$'],
    ['$\\sqrt x + |x$', 'x_1', '$\\sqrt {x_1} + x_1$'],
    ['$|x^2$', 'z^*', '${z^*}^2$'],
    ['$|xy$', '\\alpha', '$\\alpha y$'],
    ['$2\\cdot|\\alpha$', 'b', '$2\\cdot b$'],
    ['$|x_1 + x_1^2$', 'y', '$y + y^2$'],
    ['$|x + x_1$', 'z', '$z + x_1$'],
    ['$|a_{n+1} = 2a_n$, $a_1 = 3$', 'b', '$b_{n+1} = 2b_n$, $b_1 = 3$'],
    ["$f(x) = x^2$, $|f'(x)$, $f'$", 'g', "$g(x) = x^2$, $g'(x)$, $g'$"],
    ['$\\sum_{|k=1}^n k a_k x^{(k)}$ and $k$', 'j', '$\\sum_{j=1}^n j a_j x^{(j)}$ and $k$'],
    ['$\\int_0^1 |x\\,dx$', 't', '$\\int_0^1 t\\,dt$'],
    ['Let $W \\in \\mathbb{R}^{m \\times n}$. $|W_{ij}$', 'V', 'Let $V \\in \\mathbb{R}^{m \\times n}$. $V_{ij}$'],
    ['$|p_\\theta(x)$, $\\theta$', 'q_\\theta', '$q_\\theta(x)$, $\\theta$'],
  ])('%s to %s', (marked, name, expected) => {
    expect(renamed(marked, name)).toBe(expected);
  });

  it.each([
    ['$|x + y$', 'y', 'y already stands for something else here (line 1).'],
    ['$|x$', '2', '“2” is not one symbol: write a letter such as y, \\alpha or x_1.'],
    ['$|x$', 'ab', '“ab” is not one symbol: write a letter such as y, \\alpha or x_1.'],
    ['$|x$', '\\sum', '“\\sum” is not one symbol: write a letter such as y, \\alpha or x_1.'],
    ['$|x$', '', '“” is not one symbol: write a letter such as y, \\alpha or x_1.'],
    ['$|a_n + a_1$', 'b_1', 'aₙ has an index of its own, so the new name must be a letter without one.'],
    ['$\\sum_{|k=1}^n k n$', 'n', 'With the name n, line 1 would be read differently.'],
    ['$1|2 + x$', 'y', 'A number cannot be renamed.'],
    ['$\\s|um_k k$', 'y', '\\sum is a command, not a symbol that can be renamed.'],
    ['$|\\pi r^2$', 'p', 'π has a fixed meaning and cannot be renamed.'],
    ['wo|rds', 'y', 'There is no symbol here.'],
    ['$\\text{To|tal} = 3$', 'y', '“Total” is a name in words; only symbols can be renamed.'],
    ['$|x^2_1 + x_1$', 'y', 'x₁ is written in pieces on line 1, with something between them.'],
  ])('%s to %s is refused', (marked, name, message) => {
    expect(renamed(marked, name)).toBe(message);
  });

  it('is refused where the symbol comes out of a macro, and goes on in the arguments of macros', () => {
    const macros = '$$\\newcommand{\\v}{\\mathbf{v}}\\newcommand{\\norm}[1]{\\lVert #1 \\rVert}$$\n';
    expect(renamed(`${macros}$|\\v + \\mathbf{v}$`, 'w')).toMatch(/comes out of a macro on line 2/);
    expect(renamed(`${macros}$\\norm{|x} + x$`, 'y')).toBe(`${macros}$\\norm{y} + y$`);
  });

  it('stays inside the problem in which the symbol is introduced', () => {
    const other = '\n\n# Problem 2\n\nLet $x$ be odd.';
    expect(renamed(`# Problem 1\n\nLet $|x$ be even.${other}`, 'm')).toBe(`# Problem 1\n\nLet $m$ be even.${other}`);
  });

  it('says what is renamed, the letter alone of entries', () => {
    const { text, offset } = cursor('$|a_{n+1} = 2a_n$');
    expect(prepareRename(sample(text), offset)).toEqual({ kind: 'symbol', span: { from: 1, to: 2 }, name: 'a' });
  });

  it('leaves every symbol where it stood, and can be taken back', () => {
    const parts = [
      'x',
      'y_1',
      'a_n',
      '\\hat{x}',
      '\\sum_{k=1}^n k x_k',
      '\\frac x2',
      'e^{-x}',
      "f'(x)",
      '\\int_0^1 t\\,dt',
      'xy',
      'a^x',
    ];
    const texts = fc
      .array(fc.constantFrom(...parts), { minLength: 1, maxLength: 5 })
      .map((chosen) => `$${chosen.join(' + ')}$ and $x$`);
    fc.assert(
      fc.property(texts, fc.nat(), fc.constantFrom('z', '\\zeta', 'z_{17}'), (text, pick, name) => {
        const before = sample(text);
        const { occurrences } = before.symbols();
        const start = occurrences[pick % occurrences.length]?.span.from ?? 0;
        const target = prepareRename(before, start);
        const there = rename(before, start, name);
        fc.pre(there.kind === 'edits' && target.kind === 'symbol');
        const changed = applied(text, there.edits);
        const again = symbolsIn({ text: changed, language: 'markdown' });
        expect(again.occurrences.length).toBe(occurrences.length);
        const back = rename(sample(changed), again.occurrences[pick % occurrences.length]?.span.from ?? 0, target.name);
        expect(back.kind === 'edits' ? applied(changed, back.edits).replace(/[{} ]/g, '') : back.message).toBe(
          text.replace(/[{} ]/g, ''),
        );
      }),
      { numRuns: 30 },
    );
  });
});
