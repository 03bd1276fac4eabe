import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['a + b - c', '(+ a b - c)'],
  ['a \\pm b \\mp c', '(+ a \\pm b \\mp c)'],
  ['-x', '(+ - x)'],
  ['2 \\cdot -3', '(* 2 \\cdot (+ - 3))'],
  ['a - -b', '(+ a - (+ - b))'],
  ['2x y', '(* 2 x y)'],
  ['a \\cdot b \\times c * d', '(* a \\cdot b \\times c * d)'],
  ['a · b × c ÷ d − e', '(+ (div (* a \\cdot b \\times c) d) - e)'],
  [
    '\\frac{a}{b} + \\dfrac{a}{b} + \\tfrac ab + \\frac 1 2 + \\cfrac{1}{2}',
    '(+ (frac a b) (frac a b) (frac a b) (frac 1 2) (frac 1 2))',
  ],
  ['{a \\over b}', '(frac a b)'],
  ['a/b/c', '(slash (slash a b) c)'],
  ['18 \\div 4 \\cdot 2', '(* (div 18 4) \\cdot 2)'],
  ['a b / c \\cdot d', '(* (slash (* a b) c) \\cdot d)'],
  ['1/2x', '(either (* (slash 1 2) x) (slash 1 (* 2 x)))'],
  ['a/bc', '(either (slash a (* b c)) (* (slash a b) c))'],
  ['1/2(3+4)', '(either (* (slash 1 2) (round (+ 3 4))) (slash 1 (* 2 (round (+ 3 4)))))'],
  ['x/2 \\cdot y', '(* (slash x 2) \\cdot y)'],
  ['a \\div bc', '(either (div a (* b c)) (* (div a b) c))'],
  ['5/2 \\text{ of } x', '(* (slash 5 2) "of" x)'],
  ['x^2 + x^{n+1} + x^\\alpha + x^\\frac12', '(+ (^ x 2) (^ x (+ n 1)) (^ x \\alpha) (^ x (frac 1 2)))'],
  ['2^{3^4}', '(^ 2 (^ 3 4))'],
  ['\\sqrt x + \\sqrt{16} + \\sqrt[3]{x} + √2', '(+ (root x) (root 16) (root :degree 3 x) (root 2))'],
  ['n! + n!! + (n+1)!', '(+ (! n) (!! n) (! (round (+ n 1))))'],
  [
    '\\binom{n}{k} + \\tbinom nk + {n \\choose k} + {}_nC_k + ^nC_k',
    '(+ (binom n k) (binom n k) (binom n k) (binom n k) (binom n k))',
  ],
  ['a \\bmod b', '(call mod a b)'],
  ['2n + 1 \\bmod 4', '(+ (* 2 n) (call mod 1 4))'],
  ['A \\odot B \\otimes C', '(* A \\odot B \\otimes C)'],
  ['(f \\circ g)(x)', '(apply f (apply g x))'],
  ['a \\star b + a \\bullet b', '(+ (call star a b) (call bullet a b))'],
  ['A \\cup B \\cap C \\setminus D', '(call difference (call intersection (call union A B) C) D)'],
  ['1 + 2 + \\cdots + n', '(+ 1 2 ... n)'],
  ['1 \\cdot 2 \\cdots n', '(* 1 \\cdot 2 ... n)'],
  ['0.333\\ldots', '(* 0.333 ...)'],
  ['{a+b} - c', '(unread "braces do not show: write brackets" c a b)'],
  ['{x}^2', '(^ x 2)'],
];

describe('sums, products, quotients and powers', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
