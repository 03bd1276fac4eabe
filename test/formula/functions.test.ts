import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['\\sin x', '(call sin x)'],
  ['\\sin 2x + 1', '(+ (call sin (* 2 x)) 1)'],
  ['\\sin^2 x + \\cos^2 x', '(+ (^ (call sin x) 2) (^ (call cos x) 2))'],
  ['\\sin^{-1} x', '(call arcsin x)'],
  ['\\sin^{-1}(x)^2', '(^ (call arcsin x) 2)'],
  ['\\cos x \\sin y', '(* (call cos x) (call sin y))'],
  ['\\sin x \\cos x', '(* (call sin x) (call cos x))'],
  ['\\log n!', '(call log (! n))'],
  ['\\sin(x) y', '(* (call sin x) y)'],
  ['\\sin x^2', '(call sin (^ x 2))'],
  ['\\ln\\frac{a}{b}', '(call ln (frac a b))'],
  ['\\sin\\theta\\cdot r', '(* (call sin \\theta) \\cdot r)'],
  ['\\sin 2(x+y)', '(call sin (* 2 (round (+ x y))))'],
  ['\\sin x (1 + \\cos x)', '(* (call sin x) (round (+ 1 (call cos x))))'],
  ['\\log p(x) f(x)', '(* (call log (apply p x)) (apply f x))'],
  ['\\sin -x', '(call sin (+ - x))'],
  ['\\sin{x}', '(call sin x)'],
  ['\\sin x/2', '(either (call sin (slash x 2)) (slash (call sin x) 2))'],
  ['\\log n / n', '(either (slash (call log n) n) (call log (slash n n)))'],
  ['\\sin x/\\cos x', '(slash (call sin x) (call cos x))'],
  ['\\log_2 8 + \\log_{10} x + \\lg x', '(+ (call log :sub 2 8) (call log :sub 10 x) (call lg x))'],
  ['\\exp(-t) + \\exp\\{-t\\}', '(+ (call exp (+ - t)) (call exp (+ - t)))'],
  [
    '\\max(a,b) + \\max\\{a,b\\} + \\gcd(4, 6) + \\min(x)',
    '(+ (call max a b) (call max a b) (call gcd 4 6) (call min x))',
  ],
  ['\\operatorname{lcm}(4, 6) + \\mathop{\\text{lcm}}[4, 6]', '(+ (call lcm 4 6) (call lcm 4 6))'],
  [
    '\\operatorname{sign}(x) + \\mathrm{sign}(x) + \\text{sign}(x) + \\operatorname{sgn} x',
    '(+ (call sign x) (call sign x) (call sign x) (call sign x))',
  ],
  ['\\text{RMS}(v)^2', '(^ (call RMS v) 2)'],
  ['\\mathrm{tr}(A) + \\operatorname{tr} A + \\det A', '(+ (call tr A) (call tr A) (call det A))'],
  ['\\mathrm{softmax}_i(z)', '(call softmax :sub i z)'],
  ['\\arg\\max_x f(x)', '(argmax :from x (apply f x))'],
  ['\\operatorname*{arg\\,max}_\\theta L(\\theta)', '(argmax :from \\theta (apply L \\theta))'],
  ['\\underset{\\theta}{\\arg\\min} L(\\theta)', '(argmin :from \\theta (apply L \\theta))'],
  ['\\max_{x \\in A} f(x) + 1', '(+ (max :from (chain x in A) (apply f x)) 1)'],
  ['\\max_{x \\in A}', '(call max :sub (chain x in A))'],
  ['\\sup_n a_n', '(sup :from n a_[n])'],
  ['f(x) + f(x, y) + f[x]', '(+ (apply f x) (apply f x y) (apply[] f x))'],
  ['g^{-1}(3)', '(apply :inverse g 3)'],
  ['f^2(x)', '(either (^ (apply f x) 2) (apply f (apply f x)))'],
  ["f'(x) + f''(x)", '(+ (D-prime (apply f x)) (D-prime2 (apply f x)))'],
  ['x(x+1) + x^2(x+1)', '(+ (apply x (+ x 1)) (* (^ x 2) (round (+ x 1))))'],
  ['2(x+1) + (x+1)(x-1)', '(+ (* 2 (round (+ x 1))) (* (round (+ x 1)) (round (+ x - 1))))'],
  ['c(a+b)^2', '(^ (apply c (+ a b)) 2)'],
  ['(Wx)_i', '(call entry :sub i (round (* W x)))'],
  ['\\Re z + \\Im z', '(+ (call Re z) (call Im z))'],
];

describe('functions and application', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
