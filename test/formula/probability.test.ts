import { describe, expect, test } from 'vitest';
import { tree } from './show';

const readings: readonly (readonly [latex: string, tree: string])[] = [
  ['\\mathbb{E}_{x\\sim p}[x^2]', '(E :sub (chain x ~ p) (^ x 2))'],
  ['\\mathbb{E}|x| + 1', '(+ (E (absolute x)) 1)'],
  ['\\mathbb E x^2', '(E (^ x 2))'],
  ['\\mathbb{E}[X]^2', '(^ (E X) 2)'],
  ['\\mathbb{E}^2[X]', '(^ (E X) 2)'],
  ['\\mathbb{E}[X \\mid Y]', '(E X :given [Y])'],
  ['\\mathbb{E}\\left[\\frac{1}{d_2} \\|\\mathbf{y}\\|^2\\right]', '(E (* (frac 1 d_[2]) (^ (norm \\mathbf{y}) 2)))'],
  ['\\mathop{\\mathbb{E}}_{x} f(x)', '(E :sub x (apply f x))'],
  ['E[x] + E(x)', '(+ (E x) (apply E x))'],
  ['\\mathrm{E}[X] + \\operatorname{E}(X)', '(+ (E X) (E X))'],
  [
    '\\mathrm{Var}(X) + \\text{Var}\\left(X\\right) + \\operatorname{Var}[X] + \\mathbb{V}[X]',
    '(+ (Var X) (Var X) (Var X) (Var X))',
  ],
  ['\\operatorname{Cov}(X,Y)', '(Cov X Y)'],
  ['\\Pr(A \\mid B) + \\mathbb{P}(A) + P[A]', '(+ (P A :given [B]) (P A) (P A))'],
  ['P(X > 3)', '(apply P (chain X > 3))'],
  [
    'p(x \\mid y) + p(x|y) + p_\\theta(x | y, z)',
    '(+ (apply p x :given [y]) (apply p x :given [y]) (apply p_[\\theta] x :given [y z]))',
  ],
  ['P(A, B | C)', '(apply P A B :given [C])'],
  ['X \\sim \\mathcal{N}(0, \\sigma^2)', '(chain X ~ (apply \\mathcal{N} 0 (^ \\sigma 2)))'],
  ['x_1, \\dots, x_n \\overset{\\text{iid}}{\\sim} p', '(seq x_[1] comma ... comma (chain x_[n] <~ :note "iid"> p))'],
  ['P(+ \\mid D) + P(-|D) + P(-)', '(+ (apply P + :given [D]) (apply P - :given [D]) (apply P -))'],
  ['(-|a|) + f(+, -)', '(+ (round (+ - (absolute a))) (apply f + -))'],
  ['x \\mid \\mu \\sim \\mathcal{N}(\\mu, 1)', '(chain x <~ :given \\mu> (apply \\mathcal{N} \\mu 1))'],
  ['\\mathbf 1\\{a = b\\} - p', '(+ (call indicator (chain a = b)) - p)'],
  [
    '\\mathbb{1}[a=b] + \\mathbb{I}(y = k) + 1\\{x > 0\\}',
    '(+ (call indicator (chain a = b)) (call indicator (chain y = k)) (call indicator (chain x > 0)))',
  ],
  ['\\mathbf{1}_{\\{z > 0\\}} x', '(* (call indicator (chain z > 0)) x)'],
  ['1(x + 1) + \\mathbf{1}^\\top x', '(+ (* 1 (round (+ x 1))) (* (T \\mathbf{1}) x))'],
  ['\\mathbb{E} + P', '(+ \\mathbb{E} P)'],
];

describe('expectations and probabilities', () => {
  test.each(readings)('%s', (latex, expected) => {
    expect(tree(latex)).toBe(expected);
  });
});
