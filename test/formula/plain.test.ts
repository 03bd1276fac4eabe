import { describe, expect, test } from 'vitest';
import { findPlain } from '../../src/formula/find-plain';
import { readPlain } from '../../src/formula/plain';
import { show } from './show';

/** The stretches that are found in a text, each read. */
function found(text: string): string[] {
  return findPlain(text).map(
    (place) =>
      `${text.slice(place.from, place.to)} -> ${show(readPlain(text.slice(place.from, place.to), place.from).root)}`,
  );
}

describe('mathematics in prose', () => {
  test.each([
    ['So 5 * 18 = 90 dollars.', '5 * 18 = 90 -> (chain (* 5 * 18) = 90)'],
    ['2/5 * 4000 = 800', '2/5 * 4000 = 800 -> (chain (* (slash 2 5) * 4000) = 800)'],
    ['we solve 3x + 5 = 11 for x', '3x + 5 = 11 -> (chain (+ (* 3 x) 5) = 11)'],
    ['x^2 + sqrt(16) = 4 here', 'x^2 + sqrt(16) = 4 -> (chain (+ (^ x 2) (root 16)) = 4)'],
    ['1,600 / 4 = 400', '1,600 / 4 = 400 -> (chain (slash 1600 4) = 400)'],
    [
      'This costs $3.5 * 4000 = $14,000.',
      '$3.5 * 4000 = $14,000 -> (chain (* (unit 3.5 "$") * 4000) = (unit 14000 "$"))',
    ],
    [
      '4 beds * 1 set per bed = 4 sets',
      '4 beds * 1 set per bed = 4 sets -> (chain (* (unit 4 "beds") * (unit 1 "set per bed")) = (unit 4 "sets"))',
    ],
    ['Total = 0+4+3 = 7 fwd operations', 'Total = 0+4+3 = 7 -> (chain "Total" = (+ 0 4 3) = 7)'],
    [
      'so the total cost = 3.5 * 4000 = 14000',
      'total cost = 3.5 * 4000 = 14000 -> (chain "total cost" = (* 3.5 * 4000) = 14000)',
    ],
    ['3 x 4 = 12 here', '3 x 4 = 12 -> (chain (* 3 \\times 4) = 12)'],
    ['we see 187 = 13 * 14.', '187 = 13 * 14 -> (chain 187 = (* 13 * 14))'],
    ['it holds (5 + 5 = 10), so', '5 + 5 = 10 -> (chain (+ 5 5) = 10)'],
    ['5! = 120', '5! = 120 -> (chain (! 5) = 120)'],
    ['2^10 = 1024', '2^10 = 1024 -> (chain (^ 2 10) = 1024)'],
    ['2^-1 = 0.5', '2^-1 = 0.5 -> (chain (^ 2 (+ - 1)) = 0.5)'],
    ['4² = 16', '4² = 16 -> (chain (^ 4 2) = 16)'],
    ['12 ÷ 3 ≈ 4', '12 ÷ 3 ≈ 4 -> (chain (div 12 3) approx 4)'],
    ['n >= 10', 'n >= 10 -> (chain n >= 10)'],
    ['3 != 4', '3 != 4 -> (chain 3 != 4)'],
    ['20 ns * 3 = 60 ns', '20 ns * 3 = 60 ns -> (chain (* (unit 20 "ns") * 3) = (unit 60 "ns"))'],
    ['1 + 2 + ... + 10 = 55', '1 + 2 + ... + 10 = 55 -> (chain (+ 1 2 ... 10) = 55)'],
    ['Layer 1: 1 Total = 4 + 3 = 7.', '4 + 3 = 7 -> (chain (+ 4 3) = 7)'],
    ['dogs - 2 = 9 - 2 = 7', '9 - 2 = 7 -> (chain (+ 9 - 2) = 7)'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test('two in one sentence', () => {
    expect(found('She has 20 + 30 = 50 apples, so 50 - 10 = 40 remain')).toEqual([
      '20 + 30 = 50 -> (chain (+ 20 30) = 50)',
      '50 - 10 = 40 -> (chain (+ 50 - 10) = 40)',
    ]);
  });

  test.each([
    'half of 90 = 45',
    '30% of 90 = 27',
    '5 apples and 6 apples = 11 apples',
    '18 / 4 = 4 remainder 2',
    '2 * 3 = 6 million',
    '7 + 8 = 15, 16',
    'if a == 5 then b => 3 and x -> 4',
    'on 12/25/2020 = x',
    'version 3.10.2 = 5',
    'see https://a.b/c?x=5&y=6',
    'x = y',
    'batch_size = 32',
    'as in section 3.2 and 4.1',
    'from 9:30 to 10 it lasts',
    '<b>5</b> and x <- 3',
  ])('nothing in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('spans are those of the source', () => {
    const text = 'Here 12 * 3 = 36 holds';
    const place = findPlain(text)[0];
    expect(place).toEqual({ from: 5, to: 16 });
    const root = readPlain('12 * 3 = 36', 105).root;
    expect(root.span).toEqual({ from: 105, to: 116 });
    expect(root.kind === 'chain' && root.operands.map((operand) => operand.span)).toEqual([
      { from: 105, to: 111 },
      { from: 114, to: 116 },
    ]);
  });
});
