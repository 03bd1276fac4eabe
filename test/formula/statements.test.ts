import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['x = 1, y = 2', '(seq (chain x = 1) comma (chain y = 2))'],
  [
    '160 = 2^5 \\times 5, \\quad 252 = 2^2 \\cdot 63',
    '(seq (chain 160 = (* (^ 2 5) \\times 5)) comma (chain 252 = (* (^ 2 2) \\cdot 63)))',
  ],
  ['x = 1, 2, 3', '(seq (chain x = 1) comma 2 comma 3)'],
  ['i = 1, \\dots, n', '(seq (chain i = 1) comma ... comma n)'],
  ['a = b; c = d', '(seq (chain a = b) semicolon (chain c = d))'],
  ['a = b.', '(chain a = b)'],
  ['x = 1 \\quad y = 2', '(seq (chain x = 1) space (chain y = 2))'],
  ['a = b \\quad + c', '(chain a = (+ b c))'],
  ['y = \\sqrt{x} \\quad (x > 0)', '(seq (chain y = (root x)) space (round (chain x > 0)))'],
  ['y = x \\quad \\text{if } x > 0', '(seq (chain y = x) word "if" (chain x > 0))'],
  ['x = 2 \\text{ and } y = 3', '(seq (chain x = 2) word "and" (chain y = 3))'],
  ['x = 2 \\text{ or } 3', '(seq (chain x = 2) word "or" 3)'],
  ['\\text{So } x = 2', '(seq "So" (chain x = 2))'],
  ['x = 5 \\text{ as required}', '(seq (chain x = 5) word "as required" _)'],
  ['f(x) = 0, \\text{ where } x > 1', '(seq (chain (apply f x) = 0) comma "where" (chain x > 1))'],
  ['\\text{if $x > 0$ then } y = 1', '(seq "if" (chain x > 0) word "then" (chain y = 1))'],
  ['\\text{dogs} - 2 = 9 - 2', '(chain (+ "dogs" - 2) = (+ 9 - 2))'],
  ['18 \\div 4 = 4 \\text{ remainder } 2', '(chain (div 18 4) = (* 4 "remainder" 2))'],
  ['4 \\text{ R } 2', '(* 4 "R" 2)'],
  [
    '4 \\text{ (Wednesday)} + 6 \\text{ (Thursday)} = 10',
    '(chain (+ (note 4 "(Wednesday)") (note 6 "(Thursday)")) = 10)',
  ],
  ['5 + 6 > 5 \\quad \\text{(true)}', '(seq (chain (+ 5 6) > 5) word "(true)" _)'],
  ['a &= b \\\\ &= c', '(chain a = b = c)'],
  ['\\begin{aligned} a &= b \\\\ &\\le c \\end{aligned}', '(chain a = b <= c)'],
  ['a &= b + c \\\\ &\\quad + d \\\\ &= e', '(chain a = (+ b c d) = e)'],
  ['a &= b + \\\\ & c', '(chain a = (+ b c))'],
  ['x = a \\\\ - b', '(chain x = (+ a - b))'],
  ['x = 1 \\\\ -y = 2', '(seq (chain x = 1) row (chain (+ - y) = 2))'],
  ['a &= b \\\\ c &= d', '(seq (chain a = b) row (chain c = d))'],
  ['a &= b & c &= d', '(seq (chain a = b) space (chain c = d))'],
  ['a &=& b \\\\ &=& c', '(chain a = b = c)'],
  ['a &= b & \\text{(why)} \\\\ &= c', '(seq (chain a = b = c) word "(why)" _)'],
  ['a &= b \\tag{1} \\\\ \\intertext{so} c &= d', '(seq (chain a = b) row "so" (chain c = d))'],
  [
    'x &= 1 \\\\ \\implies x^2 &= 1 \\\\ &= 2 - 1',
    '(seq (chain x = 1) row (implies _ (chain (^ x 2) = 1 = (+ 2 - 1))))',
  ],
  ['\\begin{array}{rcl} a &=& b \\\\ &=& c \\end{array}', '(chain a = b = c)'],
  ['a &\\equiv b \\\\ &\\equiv c \\pmod{7}', '(chain a <equiv :mod 7> b <equiv :mod 7> c)'],
  ['\\text{(A)}\\ a \\qquad \\text{(B)}\\ b', '(seq (* "(A)" a) space (* "(B)" b))'],
  ['x + 1 = 5?', '(chain (+ x 1) = 5)'],
];

describe('rows, separators and words', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
