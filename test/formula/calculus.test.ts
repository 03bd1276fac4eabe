import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['\\sum_{k=1}^n a_k b_k + c', '(+ (sum :from (chain k = 1) :to n (* a_[k] b_[k])) c)'],
  ['\\sum_{i=1}^n \\sum_{j=1}^m a_{ij}', '(sum :from (chain i = 1) :to n (sum :from (chain j = 1) :to m a_[i j]))'],
  ['\\sum\\limits_{i<j} x_i', '(sum :from (chain i < j) x_[i])'],
  ['\\sum_{\\substack{i \\ne j \\\\ i < n}} x_i', '(sum :from (seq (chain i != j) row (chain i < n)) x_[i])'],
  ['\\sum_i -x_i', '(sum :from i (+ - x_[i]))'],
  ['a \\sum_i x_i / n', '(* a (sum :from i (slash x_[i] n)))'],
  ['\\prod_{p \\mid n} p', '(product :from (chain p divides n) p)'],
  ['\\bigcup_i A_i', '(union :from i A_[i])'],
  ['\\int_a^b f(x) + 1 \\, dx + 2', '(+ (int :from a :to b (+ (apply f x) 1) [x]) 2)'],
  ['\\int \\frac{dx}{x}', '(int (frac 1 x) [x])'],
  ['\\int \\frac{x\\,dx}{x^2+1}', '(int (frac x (+ (^ x 2) 1)) [x])'],
  ['\\int_0^1\\int_0^x xy \\,dy\\,dx', '(int :from 0 :to 1 (int :from 0 :to x (* x y) [y]) [x])'],
  ['\\iint_D f \\, dx\\, dy', '(iint :from D f [x y])'],
  ['\\int dx\\, f(x)', '(int (apply f x) [x])'],
  ['\\int f \\, \\mathrm{d}x = \\int g \\, \\mathrm{d}t', '(chain (int f [x]) = (int g [t]))'],
  ['\\oint_C f(z)\\,dz', '(oint :from C (apply f z) [z])'],
  ['\\int f', '(int f [])'],
  ['\\lim_{x \\to 0^+} \\frac{\\sin x}{x} = 1', '(chain (lim+ x 0 (frac (call sin x) x)) = 1)'],
  ['\\lim_{n\\to\\infty} a_n + 1', '(+ (lim n \\infty a_[n]) 1)'],
  ['\\frac{d}{dx} x^2 = 2x', '(chain (D-d [x] (^ x 2)) = (* 2 x))'],
  ['\\frac{d}{dx}\\left[x^2\\right] + 1', '(+ (D-d [x] (square (^ x 2))) 1)'],
  ['\\frac{dy}{dx}', '(D-d [x] y)'],
  ['\\frac{d^2 y}{dx^2}', '(D-d [x 2] y)'],
  ['\\frac{\\partial^2 f}{\\partial x \\partial y}', '(D-partial [x] [y] f)'],
  ['\\frac{\\partial L}{\\partial W_{ij}}', '(D-partial [W_[i j]] L)'],
  ['\\frac{d_1}{d_2} + \\frac{d}{d+1}', '(+ (frac d_[1] d_[2]) (frac d (+ d 1)))'],
  ['\\partial_x f + \\partial\\Omega', '(+ (D-partial [x] f) (* \\partial \\Omega))'],
  ['\\nabla_\\theta \\log p_\\theta(x)', '(D-nabla [\\theta] (call log (apply p_[\\theta] x)))'],
  ['\\nabla f(x)', '(D-nabla (apply f x))'],
  ['\\nabla^2 f', '(D-nabla2 f)'],
  ['\\nabla_x \\sum_i f_i(x)', '(D-nabla [x] (sum :from i (apply f_[i] x)))'],
];

describe('sums, integrals, limits and derivatives', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
