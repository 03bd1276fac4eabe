import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainTex, plainText } from '../../src/features/plainText';

describe('plain text of TeX', () => {
  it.each([
    ['a^2 + b^2', 'a² + b²'],
    ['\\frac{a}{b}', 'a/b'],
    ['\\frac{a+b}{2}', '(a+b)/2'],
    ['\\frac12', '1/2'],
    ['\\frac{1}{2x}', '1/(2x)'],
    ['2 \\cdot 3', '2 · 3'],
    ['d_1\\left(1-\\frac{2}{\\pi}\\right)', 'd₁(1−2/π)'],
    ['\\sqrt{x}', '√x'],
    ['\\sqrt[3]{x+1}', '³√(x+1)'],
    ['\\sqrt{2}x', '√2x'],
    ['x_{ij}', 'xᵢⱼ'],
    ['x^{n+1}', 'xⁿ⁺¹'],
    ['x^{ab}', 'x^(ab)'],
    ['x^\\alpha', 'x^α'],
    ['x \\ge 0', 'x ≥ 0'],
    ['x \\ne -1', 'x ≠ −1'],
    ['\\mathbb{E}[X]', 'E[X]'],
    ['\\text{if } n', 'if n'],
    ['\\sin x', 'sin x'],
    ["f'(x)", 'f′(x)'],
    ['90^\\circ', '90°'],
    ['\\binom{n}{2}', 'C(n, 2)'],
    ['\\hat{x}', 'x\u0302'],
    ['1{,}000', '1,000'],
    ['\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}', '(1 2; 3 4)'],
    ['', ''],
  ])('%s', (tex, plain) => {
    expect(plainTex(tex)).toBe(plain);
  });

  it('reads what stands between dollars only', () => {
    expect(plainText('The sides are $x^2$ and $\\frac{1}{2}$.')).toBe('The sides are x² and 1/2.');
    expect(plainText('It costs \\$5 or $y_1$')).toBe('It costs $5 or y₁');
    expect(plainText('a loose $ stays')).toBe('a loose $ stays');
  });

  it('gives a text for any text, however deep', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof plainTex(text) === 'string'));
    expect(plainTex('{'.repeat(10_000) + 'x' + '}'.repeat(10_000))).toMatch(/…|x/);
    expect(plainTex('\\sqrt'.repeat(10_000))).toContain('√');
  });
});
