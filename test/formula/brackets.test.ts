import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['|x| + |y|', '(+ (absolute x) (absolute y))'],
  ['|a|b|c|', '(* (absolute a) b (absolute c))'],
  ['|a - |b||', '(absolute (+ a - (absolute b)))'],
  ['||x|| + \\|x\\|', '(+ (norm x) (norm x))'],
  ['\\|x - y\\|_2^2', '(^ (norm :sub 2 (+ x - y)) 2)'],
  ['\\lVert W \\rVert_F + \\lvert x \\rvert', '(+ (norm :sub F W) (absolute x))'],
  ['\\left| |x| - 1 \\right|', '(absolute (+ (absolute x) - 1))'],
  ['\\Big| |x| - x \\Big|', '(absolute (+ (absolute x) - x))'],
  ['|\\sum_k |x_k||', '(absolute (sum :from k (absolute x_[k])))'],
  ['\\log|x|', '(call log (absolute x))'],
  ['\\lfloor x \\rfloor + \\left\\lceil \\frac{x}{2} \\right\\rceil', '(+ (floor x) (ceiling (frac x 2)))'],
  ['(x) + [x] + \\{x\\}', '(+ (round x) (square x) (tuple{} x))'],
  ['(1, 2) + [0, 1]', '(+ (tuple() 1 2) (tuple[] 0 1))'],
  ['[0,1) + (-\\infty, 3]', '(+ (tuple[) 0 1) (tuple(] (+ - \\infty) 3))'],
  ['\\langle u, v\\rangle + \\left< u, v \\right>', '(+ (tuple<> u v) (tuple<> u v))'],
  ['\\{\\}', '(tuple{})'],
  ['\\{1, 2, 3\\}', '(tuple{} 1 2 3)'],
  ['\\{x \\in A \\mid x > 0\\}', '(set (chain x in A) (chain x > 0))'],
  ['\\{x : |x| < 1\\}', '(set x (chain (absolute x) < 1))'],
  ['\\left\\{ x^2 \\,\\middle|\\, x > 0 \\right\\}', '(set (^ x 2) (chain x > 0))'],
  ['\\left(\\frac{1}{2}\\right)^2', '(^ (round (frac 1 2)) 2)'],
  ['\\bigl( x \\bigr)', '(round x)'],
  ['\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}', '(matrix [1 2] [3 4])'],
  ['\\left[\\begin{array}{cc} a & b \\\\ c & d \\end{array}\\right]', '(matrix [a b] [c d])'],
  ['\\begin{bmatrix} 1 & \\cdots \\\\ \\vdots & \\ddots \\end{bmatrix}^T', '(T? (matrix [1 ...] [... ...]))'],
  ['\\begin{vmatrix} a & b \\\\ c & d \\end{vmatrix}', '(call det (matrix [a b] [c d]))'],
  ['\\left|\\begin{matrix} a & b \\\\ c & d \\end{matrix}\\right|', '(call det (matrix [a b] [c d]))'],
  [
    '\\begin{cases} x & \\text{if } x > 0 \\\\ -x & \\text{otherwise} \\end{cases}',
    '(cases [x if (chain x > 0)] [(+ - x) if "otherwise"])',
  ],
  [
    '\\begin{cases} 1, & n \\text{ even} \\\\ 0 \\text{ if } n > 1 \\end{cases}',
    '(cases [1 if (* n "even")] [0 if (chain n > 1)])',
  ],
  [
    '\\left\\{ \\begin{array}{cl} 3-x & \\text{ if } x \\leq 3, \\\\ x & x>3. \\end{array} \\right.',
    '(cases [(+ 3 - x) if (chain x <= 3)] [x if (chain x > 3)])',
  ],
  ['\\begin{cases} x + y = 1 \\\\ x - y = 2 \\end{cases}', '(cases [(chain (+ x y) = 1)] [(chain (+ x - y) = 2)])'],
  ['\\left. x^2 \\right|_a^b', '(at (^ x 2) :from a :to b)'],
  ['\\left[ x^2 \\right]_0^1', '(at (^ x 2) :from 0 :to 1)'],
  ['x^2 + 1 \\big|_0^1', '(either (at (+ (^ x 2) 1) :from 0 :to 1) (+ (^ x 2) (at 1 :from 0 :to 1)))'],
  ['\\frac{df}{dx}\\Big|_{x=0} \\cdot g', '(* (at (D-d [x] f) :from (chain x = 0)) \\cdot g)'],
  ['((x + 1', '(unread "a bracket has no partner" x)'],
  ['x) + 1', '(unread "a bracket has no partner" x)'],
];

describe('brackets, bars, matrices and cases', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
