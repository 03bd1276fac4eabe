import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['\\boxed{5} + \\fbox{$x$}', '(+ (boxed 5) (boxed x))'],
  ['\\cancel{x} + \\cancelto{0}{x}', '(+ (cancel x) (cancel x))'],
  ['\\underbrace{a + b}_{=c} + \\overbrace{x}^{n}', '(+ (note (+ a b) "=c") (note x "n"))'],
  ['\\overset{!}{x}', '(note x "!")'],
  ['\\color{red} x + \\textcolor{red}{y} + \\colorbox{blue}{z}', '(+ x y z)'],
  ['x \\label{a} \\nonumber + \\phantom{x} y \\hspace{1em} + \\mkern-3mu z', '(+ x y z)'],
  ['x \\displaystyle + \\mathstrut y', '(+ x y)'],
  ['\\renewcommand{\\arraystretch}{1.5} x', 'x'],
  ['\\mathop{x} + \\mathrel{=} y', '(chain (unread "something is missing after +" x) = y)'],
  ['{=}', '(chain _ = _)'],
];

describe('dress: what only changes the look', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
