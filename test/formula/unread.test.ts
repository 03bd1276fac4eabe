import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['\\foo + x = 3', '(chain (unread "the command \\foo is not known" x) = 3)'],
  ['a = b + \\foo = c', '(chain a = (unread "the command \\foo is not known" b) = c)'],
  ['x = 1, \\foo = 2', '(seq (chain x = 1) comma (chain (unread "the command \\foo is not known") = 2))'],
  ['x = ', '(chain x = _)'],
  ['\\begin{foo} x \\end{foo} = 1', '(chain (unread "the environment foo is not known" x) = 1)'],
  ['\\begin{matrix} x', '(unread "\\begin{matrix} has no \\end" x)'],
  ['\\end{matrix}', '(unread "\\end{matrix} has no \\begin")'],
  ['\\frac{1}', '(unread "an argument is missing")'],
  ['x^', '(unread "a script is missing" x)'],
  ['{x', '(unread "a brace is not closed" x)'],
  ['x}', '(unread "a bracket has no partner" x)'],
  ['a +', '(unread "something is missing after +" a)'],
  ['a \\times', '(unread "something is missing after \\times" a)'],
  ['x = ?', '(chain x = (unread "a question mark stands for something unknown"))'],
  ['\\nabla \\cdot F', '(unread "divergence and curl are not read" F)'],
  ['x = \\sqrt{}', '(chain x = (unread "nothing stands under the root"))'],
  ['a & b', '(* a b)'],
  ['\\left( x', '(unread "a bracket has no partner" x)'],
  ['\\right)', '(unread "a bracket has no partner")'],
];

describe('what is not understood', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
