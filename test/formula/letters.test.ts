import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['\\alpha + \\varepsilon + \\pi', '(+ \\alpha \\varepsilon \\pi)'],
  ['α + π', '(+ \\alpha \\pi)'],
  ['d_1', 'd_[1]'],
  ['d_1^2', '(^ d_[1] 2)'],
  ['x^2_1', '(^ x_[1] 2)'],
  ['x_{12}', 'x_[12]'],
  ['x_12', 'x_[12]'],
  ['x_{1,2}', 'x_[1 2]'],
  ['W_{ij}', 'W_[i j]'],
  ['T_{ijk}', 'T_[i j k]'],
  ['a_{2n}', 'a_[(* 2 n)]'],
  ['W_{1j}', 'W_[1 j]'],
  ['a_{n+1}', 'a_[(+ n 1)]'],
  ['h_{\\ell-1}', 'h_[(+ \\ell - 1)]'],
  ['n_{\\text{out}} + n_{out}', '(+ n_["out"] n_["out"])'],
  ['x_{max} + x_{\\text{max}}', '(+ x_["max"] x_["max"])'],
  ['A_{\\text{top}}', 'A_["top"]'],
  ['\\mathbb{R}_{>0}', '\\mathbb{R}_[(chain _ > 0)]'],
  ['\\hat\\theta + \\hat{y}_i + \\widehat{x}', '(+ \\theta^hat y^hat_[i] x^hat)'],
  [
    '\\bar x + \\overline{x} + \\tilde{x} + \\vec{v} + \\dot x + \\ddot x',
    '(+ x^bar x^overline x^tilde v^vec x^dot x^ddot)',
  ],
  ['\\overline{AB} + \\overrightarrow{BC}', '(+ AB^overline BC^vec)'],
  ['\\overline{z+w}', '(call overline (+ z w))'],
  ["x' + y'' + y'_j + y_j'", "(+ x^' y^'' y^'_[j] y^'_[j])"],
  ['\\theta^* + \\theta^{\\star} + A^\\dagger + x^+', '(+ \\theta^* \\theta^* A^\\dagger x^+)'],
  ['x^{(i)} + h^{(\\ell+1)} + W^{(2)}', '(+ x^(i) h^(\\ell+1) W^(2))'],
  ['e^{(x+1)} + 2^{(n)}', '(+ (^ e (round (+ x 1))) (^ 2 (round n)))'],
  ["x'^2 + \\theta^{*2}", '(unread "what "*" means here is not understood" x\' \\theta x)'],
  [
    '\\mathbf x + \\mathbf{x} + {\\bf x} + \\boldsymbol{x} + \\bm x + \\bold{x}',
    '(+ \\mathbf{x} \\mathbf{x} \\mathbf{x} \\mathbf{x} \\mathbf{x} \\mathbf{x})',
  ],
  [
    '\\boldsymbol\\mu + \\mathbb{R} + \\Bbb R + \\mathcal{L} + {\\cal L}',
    '(+ \\boldsymbol{\\mu} \\mathbb{R} \\mathbb{R} \\mathcal{L} \\mathcal{L})',
  ],
  ['\\mathbf{AB}', '(* \\mathbf{A} \\mathbf{B})'],
  ['\\mathrm{d} + \\mathit{x}', '(+ d x)'],
  ['\\text{fan}_{\\text{in}} + \\mathrm{fan}_{in}', '(+ \\text{fan}_["in"] \\text{fan}_["in"])'],
  ['\\text{Total cost} + \\text{Total}~\\text{cost}', '(+ "Total cost" "Total cost")'],
  ['\\angle ABC + \\triangle ABC + \\angle 1', '(+ \\angle ABC \\triangle ABC \\angle 1)'],
  ['\\Delta x + \\Delta \\mathbf{h}_\\ell + \\Delta', '(+ \\Delta x \\Delta \\mathbf{h}_[\\ell] \\Delta)'],
  ['A^T + A^\\top + A^{-T} + A^{-1} + x_i^T + 2^T', '(+ (T? A) (T A) (T?- A) (^ A (+ - 1)) (T? x_[i]) (^ 2 T))'],
  ['𝑥 + 𝐱 + ℝ', '(+ x \\mathbf{x} \\mathbb{R})'],
  ['\\infty + \\emptyset + \\varnothing', '(+ \\infty \\emptyset \\emptyset)'],
  ['x_i_j', '(call entry :sub j x_[i])'],
];

describe('letters and what hangs on them', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
