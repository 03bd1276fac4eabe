import { describe, expect, test } from 'vitest';
import { printLatex } from '../../src/formula/print';
import { readFormula } from '../../src/formula/read';
import { nodeAt, symbolsOf, walk } from '../../src/formula/walk';
import type { TexToken } from '../../src/tex/token';
import { read, show } from './show';

describe('walking a tree', () => {
  test('symbols, also in indices and in what was not read', () => {
    expect(symbolsOf(read('W_{ij} x^2 = \\foo y_1'))).toEqual(['W_{ij}', 'i', 'j', 'x', 'y_1']);
  });

  test('parents come before their parts, and a part can be left out', () => {
    const kinds: string[] = [];
    walk(read('\\frac{a}{b} + (c)'), (node) => {
      kinds.push(node.kind);
      return node.kind !== 'group';
    });
    expect(kinds).toEqual(['add', 'quotient', 'symbol', 'symbol', 'group']);
  });

  test.each([
    ['a + \\sqrt{b}', 0, 'a'],
    ['a + \\sqrt{b}', 10, 'b'],
    ['a + \\sqrt{b}', 5, '(root b)'],
    ['x^2', 1, 'x'],
    ['xy', 1, 'y'],
  ])('%s at %i', (latex, offset, expected) => {
    const node = nodeAt(read(latex), offset);
    expect(node && show(node)).toBe(expected);
  });

  test('nothing outside the root', () => {
    expect(nodeAt(read('x'), 5)).toBeUndefined();
  });
});

describe('printing', () => {
  test.each([
    ['\\dfrac12', '\\frac{1}{2}'],
    ['x^10', 'x^10'],
    ['2\\frac12\\text{ cups}', '2 \\frac{1}{2}\\text{ cups}'],
    ['\\sin^2x+\\cos x', '\\sin^{2}(x) + \\cos(x)'],
    ['\\sum_{k=1}^n|x_k|', '\\sum_{k = 1}^{n} |x_k|'],
    ['\\begin{bmatrix}1&2\\end{bmatrix}', '\\begin{pmatrix} 1 & 2 \\end{pmatrix}'],
    ['\\mathbb E_{x\\sim p}|x|', '\\mathbb{E}_{x \\sim p}[|x|]'],
    ['a&=b\\\\c&=d', '\\begin{aligned} a = b \\\\ c = d \\end{aligned}'],
    ['x=1,\\text{ where }y=2', 'x = 1, \\text{ where } y = 2'],
    ['\\int_0^1 x^2+1\\,dx', '\\int_{0}^{1} x^{2} + 1 \\, dx'],
    ['\\frac{\\partial f}{\\partial x}', '\\frac{\\partial f}{\\partial x}'],
  ])('%s', (latex, expected) => {
    expect(printLatex(read(latex))).toBe(expected);
  });

  test('brackets where the tree of another writer needs them', () => {
    const x = read('x');
    const sum = read('a + b');
    const span = { from: 0, to: 0 };
    expect(printLatex({ kind: 'power', base: sum, exponent: x, span })).toBe('(a + b)^{x}');
    expect(
      printLatex({
        kind: 'product',
        factors: [
          { operator: 'implicit', node: x },
          { operator: 'implicit', node: sum },
        ],
        span,
      }),
    ).toBe('x \\cdot (a + b)');
    expect(printLatex({ kind: 'quotient', style: 'slash', dividend: sum, divisor: read('2x'), span })).toBe(
      '(a + b)/(2x)',
    );
    expect(printLatex({ kind: 'power', base: read('x^2'), exponent: x, span })).toBe('(x^{2})^{x}');
  });
});

describe('tokens out of macros', () => {
  test('every span holds those of its parts, though arguments stand in another order', () => {
    // \newcommand{\swap}[2]{#2 + #1} with \swap{a}{b} at 0..11: a at 6, b at 9, the plus at the call
    const token = (text: string, from: number, to: number): TexToken => ({
      kind: 'character',
      text,
      span: { from, to },
      expanded: text === '+',
    });
    const { root } = readFormula([token('b', 9, 10), token('+', 0, 11), token('a', 6, 7)], { from: 0, to: 11 });
    expect(show(root)).toBe('(+ b a)');
    expect(root.span).toEqual({ from: 6, to: 10 });
  });
});
