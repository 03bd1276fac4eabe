import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['1{,}000', '1000'],
  ['1,000', '1000'],
  ['1,\\!000', '1000'],
  ['12\\,345\\,678', '12345678'],
  ['(1,000, 2)', '(tuple() 1000 2)'],
  ['1, 000', '(seq 1 comma 000)'],
  ['1234,567', '(seq 1234 comma 567)'],
  ['3.14', '3.14'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['0.\\overline{3}', '0.~3'],
  ['0.1\\overline{6}', '0.1~6'],
  ['81_{10}', '81#10'],
  ['1101_2 = 13', '(chain 1101#2 = 13)'],
  ['(1101)_2', '1101#2'],
  ['15\\%', '(unit 15 "%")'],
  ['45^\\circ', '(unit 45 "deg")'],
  ['45°', '(unit 45 "deg")'],
  ['(2x+10)^\\circ', '(unit (round (+ (* 2 x) 10)) "deg")'],
  ['20 ns', '(unit 20 "ns")'],
  ['20\\text{ ns}', '(unit 20 "ns")'],
  ['5\\mathrm{cm}^2', '(unit 5 "cm^2")'],
  ['3\\text{ miles}', '(unit 3 "miles")'],
  ['6.5\\text{ inches per minute}', '(unit 6.5 "inches per minute")'],
  ['\\$18', '(unit 18 "$")'],
  ['-\\$5', '(+ - (unit 5 "$"))'],
  ['\\$0.75 \\text{ per peach}', '(unit 0.75 "$ per peach")'],
  ['12^{\\prime\\prime}', '(unit 12 "\'\'")'],
  ['5^{\\text{th}}', '(unit 5 "th")'],
  ['k^{\\text{th}}', 'k^\\text{th}'],
  ['2\\frac12', '(either (+ 2 (frac 1 2)) (* 2 (frac 1 2)))'],
  ['3\\frac{5}{4}', '(* 3 (frac 5 4))'],
  ['2\\frac{1}{2}\\text{ cups}', '(unit (either (+ 2 (frac 1 2)) (* 2 (frac 1 2))) "cups")'],
  ['x^10', '(either (^ x 10) (* (^ x 1) 0))'],
  ['6^210^2', '(* (^ 6 2) (^ 10 2))'],
  ['½ + x²', '(+ (frac 1 2) (^ x 2))'],
  ['2 3', '(unread "two numbers stand side by side")'],
];

describe('numbers, units and money', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
