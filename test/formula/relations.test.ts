import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['a = b \\le c < d', '(chain a = b <= c < d)'],
  ['a \\ne b \\neq c \\not= d', '(chain a != b != c != d)'],
  ['a \\lt b \\gt c \\leqslant d \\geq e', '(chain a < b > c <= d >= e)'],
  ['a <= b >= c', '(chain a <= b >= c)'],
  ['a \\approx b \\simeq c \\sim d \\propto e', '(chain a approx b approx c ~ d propto e)'],
  ['a := b', '(chain a := b)'],
  ['a \\coloneqq b', '(chain a := b)'],
  ['a \\ll b \\gg c', '(chain a << b >> c)'],
  ['x \\in A \\notin B', '(chain x in A not-in B)'],
  ['A \\subset B \\subseteq C \\not\\subseteq D', '(chain A subset B subset C not-subset D)'],
  ['AB \\parallel CD \\perp EF', '(chain (* A B) parallel (* C D) perpendicular (* E F))'],
  ['\\triangle ABC \\cong \\triangle DEF', '(chain \\triangle ABC congruent \\triangle DEF)'],
  ['x \\to 0', '(chain x to 0)'],
  ['x \\mapsto x^2', '(chain x mapsto (^ x 2))'],
  ['W \\leftarrow W - \\eta', '(chain W gets (+ W - \\eta))'],
  [
    'a \\overset{(1)}{=} b \\stackrel{?}{=} c \\underset{x}{\\ge} d',
    '(chain a <= :note "(1)"> b <= :note "?"> c <>= :note "x"> d)',
  ],
  ['a \\xrightarrow{n} b', '(chain a <to :note "n"> b)'],
  ['= 5', '(chain _ = 5)'],
  ['a =', '(chain a = _)'],
  ['17 \\equiv 5 \\pmod{12}', '(chain 17 <equiv :mod 12> 5)'],
  ['a \\equiv b \\equiv c \\pmod m', '(chain a <equiv :mod m> b <equiv :mod m> c)'],
  ['1 + 2 \\not\\equiv 0 \\pmod{7}', '(chain (+ 1 2) <not-equiv :mod 7> 0)'],
  ['a \\equiv b \\ (\\text{mod } 7)', '(chain a <equiv :mod 7> b)'],
  ['a \\equiv b (mod 7)', '(chain a <equiv :mod 7> b)'],
  ['19 \\mod 12 = 7', '(chain (call mod 19 12) = 7)'],
  ['3 \\mid 6 \\nmid 7', '(chain 3 divides 6 not-divides 7)'],
  ['3|6', '(chain 3 divides 6)'],
  ['f: A \\to B', '(map f A B)'],
  ['f: x \\mapsto x^2', '(chain (apply f x) := (^ x 2))'],
  ['3:4 = x:8', '(chain (div 3 4) = (div x 8))'],
  ['AB:BC:CD = 1:2:3', '(chain (call ratio (* A B) (* B C) (* C D)) = (call ratio 1 2 3))'],
  ['x = 2 \\implies x^2 = 4', '(implies (chain x = 2) (chain (^ x 2) = 4))'],
  ['A \\Rightarrow B \\iff C', '(iff (implies A B) C)'],
  ['A => B', '(implies A B)'],
  ['\\therefore x = 2', '(implies _ (chain x = 2))'],
  ['x > 0 \\land y > 0 \\lor z = 1', '(or (and (chain x > 0) (chain y > 0)) (chain z = 1))'],
  ['\\neg p \\land q', '(and (not _ p) q)'],
  ['\\forall x \\in A, x > 0', '(forall (chain x in A) (chain x > 0))'],
  ['\\exists x \\colon x^2 = 2', '(exists x (chain (^ x 2) = 2))'],
  [
    '\\forall \\epsilon > 0 \\exists \\delta > 0 : x < \\delta',
    '(forall (chain \\epsilon > 0) (exists (chain \\delta > 0) (chain x < \\delta)))',
  ],
  ['f(x) = 0 \\quad \\forall x', '(forall x (chain (apply f x) = 0))'],
  ['\\boxed{x = 5}', '(boxed (chain x = 5))'],
];

describe('relations and logic', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
