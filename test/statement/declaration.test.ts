import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/document/read';
import { printLatex } from '../../src/formula/print';
import { readDeclarations, type SymbolDeclaration } from '../../src/statement/declaration';
import type { DomainWords } from '../../src/statement/domain-words';
import { readProblems } from '../../src/statement/problem';
import { readRestrictions } from '../../src/statement/restriction';
import { readSentences } from '../../src/statement/sentence';

/** `a b: integer, positive; W: matrix d_2 x d_1` for all declarations of a text. */
function declared(text: string): string {
  return declarations(text).map(tell).join('; ');
}

function declarations(text: string): readonly SymbolDeclaration[] {
  const document = readDocument(text, 'markdown');
  const { scopeAt } = readProblems(document);
  return readSentences(document).flatMap((s) => readDeclarations(s, scopeAt(s.span.from)));
}

function tell(d: SymbolDeclaration): string {
  const law = d.distribution;
  return [
    `${d.symbols.join(' ')}: ${d.kind}${d.shape ? ` ${d.shape.map(printLatex).join(' x ')}` : ''}`,
    ...(d.domain ? words(d.domain) : []),
    ...(law
      ? [`~ ${law.iid ? 'iid ' : ''}${law.law}(${law.args.map(printLatex).join(', ')})${law.entries ? ' entries' : ''}`]
      : []),
    ...(d.holds === 'in the sentence' ? ['here'] : []),
  ].join(', ');
}

function words(domain: DomainWords): readonly string[] {
  const { parity, least, most, interval, among, ...flags } = domain;
  return [
    ...Object.keys(flags).sort(),
    ...(parity ? [parity] : []),
    ...(least !== undefined || most !== undefined ? [`${least}..${most}`] : []),
    ...(interval
      ? [
          `${interval.lower?.open === false ? '[' : '('}${interval.lower ? printLatex(interval.lower.node) : ''}, ${interval.upper ? printLatex(interval.upper.node) : ''}${interval.upper?.open === false ? ']' : ')'}`,
        ]
      : []),
    ...(among ? [`{${among.map(printLatex).join(', ')}}`] : []),
  ];
}

describe('declarations in words', () => {
  it.each([
    ['Let $n$ be an even positive integer.', 'n: integer, integer, positive, even'],
    ['$a$, $b$ and $c$ are positive real numbers.', 'a b c: scalar, positive, real'],
    ['Let $a,$ $b,$ and $c$ be non-negative integers.', 'a b c: integer, integer, nonnegative'],
    ['For positive integers $a,b$ we have a bound.', 'a b: integer, integer, positive'],
    [
      'Take a real number $x$, where $y$ is a nonnegative integer.',
      'x: scalar, real; y: integer, integer, nonnegative',
    ],
    ['for all real $x$', 'x: scalar, real'],
    ['Suppose $a$ and $b$ are nonzero.', 'a b: scalar, nonzero'],
    ['Let $m$ and $n$ be relatively prime positive integers.', 'm n: integer, integer, positive'],
    ['Since $k$ must be a whole number, stop.', 'k: integer, integer, nonnegative'],
    ['for some integer $k$', 'k: integer, integer'],
    ['where $a$ is an integer and $b$ is odd', 'a: integer, integer; b: integer, integer, odd'],
    ['integer values of $t$', 't: integer, integer'],
    ['every integer $n > 1$', 'n: integer, integer'],
    ['Let $p$ be a prime.', 'p: integer, integer, positive, prime'],
    ['The digits $a$ and $b$ differ.', 'a b: integer, integer, 0..9'],
    ['a complex number $z$', 'z: scalar, complex'],
    ['with a constant $c > 0$', 'c: scalar'],
    ['an angle $\\theta$', '\\theta: scalar'],
    ['Consider the vectors $\\mathbf{u}$ and $\\mathbf{v}$.', '\\mathbf{u} \\mathbf{v}: vector'],
    ['Let $A$ be an $m \\times n$ matrix.', 'A: matrix m x n; m n: dimension, integer, positive'],
    ['a $d$-dimensional vector $v$', 'v: vector d; d: dimension, integer, positive'],
    ['$f$ is a differentiable function', 'f: function'],
    ['Let $f(x)$ be a polynomial with integer coefficients.', 'f: function'],
    ['the function $g(x) = x^2$', 'g: function'],
    ['Let $P$ and $Q$ be points.', 'P Q: label'],
    ['Let $X$ be a random variable.', 'X: random variable'],
  ])('%s', (text, expected) => {
    expect(declared(text)).toBe(expected);
  });

  it.each([
    ['If $x$ is a real number, find $x^2$.', 'x: scalar, real'],
    ['If $n$ is even, we stop.', 'n: integer, integer, even, here'],
    ['For odd $n$, the sum vanishes.', 'n: integer, integer, odd, here'],
    ['# Problem\n\nx\n\n# Solution\n\nIf $x$ is a positive number, then stop.', 'x: scalar, positive, here'],
    ['Case 1: If $x$ is a positive number, then stop.', 'x: scalar, positive'],
  ])('conditions: %s', (text, expected) => {
    expect(declared(text)).toBe(expected);
  });

  it.each([
    'Is $n$ even?',
    '$n$ is not an integer.',
    'The sum of $a$ and $b$ is an integer.',
    'Either $a$ or $b$ is even.',
    '$f$ is even or odd.',
    'Check whether $n$ is even.',
    'Show that $n$ is even.',
    'There is no integer $n$.',
    '$x$ is positive when $y$ is.',
    '$n$ is an integer multiple of $m$.',
    '$n$ is an even number of apples.',
    'the number of digits $d$',
    'the value of $x$',
    'the function $y = x^2$',
    'the point $(h, k)$ on the line $y = k$',
    'the geometric series $S$ is normal',
    'The product $ab$ is positive.',
    'One of $a$ and $b$ is negative.',
  ])('nothing: %s', (text) => {
    expect(declared(text)).toBe('');
  });

  it('names the words and their place', () => {
    const text = 'Here, let $n$ be an even integer, say.';
    const [declaration] = declarations(text);
    expect(declaration?.says).toBe('$n$ be an even integer');
    expect(text.slice(declaration?.span.from, declaration?.span.to)).toBe('$n$ be an even integer');
  });
});

describe('declarations in formulas', () => {
  it.each([
    ['$n \\in \\mathbb{N}$', 'n: integer, integer, positive'],
    ['$a, b \\in \\mathbb{Z}$', 'a b: integer, integer'],
    ['$x \\in \\mathbb{R}^{d_1}$', 'x: vector d_1, real; d_1: dimension, integer, positive'],
    ['$W \\in \\mathbb R^{d_2\\times d_1}$', 'W: matrix d_2 x d_1, real; d_2 d_1: dimension, integer, positive'],
    ["$y' = Wx \\in \\mathbb{R}^{2}$", "y': vector 2, real"],
    [
      '$x \\in \\mathbb{R}^+$ and $y \\in \\mathbb{Z}_{\\ge 0}$',
      'x: scalar, positive, real; y: integer, integer, nonnegative',
    ],
    ['$x \\in \\mathbb{R} \\setminus \\{0\\}$', 'x: scalar, nonzero, real'],
    ['$x \\in [0, \\pi)$', 'x: scalar, real, [0, \\pi)'],
    ['$x \\in (0, \\infty)$', 'x: scalar, real, (0, )'],
    ['$k \\in \\{1, 2\\}$', 'k: scalar, {1, 2}'],
    ['$\\forall x \\in \\mathbb{Q}$', 'x: scalar, rational'],
    ['$f : A \\to B$', 'f: function'],
    ['$x \\in S$', ''],
    ['$x \\notin \\mathbb{Z}$', ''],
    ['Check whether $x \\in \\mathbb{Z}$.', ''],
  ])('%s', (text, expected) => {
    expect(declared(text)).toBe(expected);
  });
});

describe('laws', () => {
  it.each([
    ['$x_i \\sim \\mathcal N(0,1)$ i.i.d.', 'x_i: random variable, ~ iid normal(0, 1)'],
    ['$X \\sim \\text{Bernoulli}(p)$', 'X: random variable, ~ bernoulli(p)'],
    ['$X \\overset{iid}{\\sim} \\mathrm{Unif}(0, 1)$', 'X: random variable, ~ iid uniform(0, 1)'],
    ['$x \\sim p_\\theta(x)$', 'x: random variable, ~ p_{\\theta}()'],
    ['$a_n \\sim b_n$', ''],
    ['entries of $W$ are i.i.d. standard Gaussian', 'W: random variable, ~ iid standard normal() entries'],
    ['$W$ is initialized with i.i.d. standard Gaussian entries', 'W: random variable, ~ iid standard normal() entries'],
    ['entries of $x$ are sampled from an i.i.d. unit Gaussian', 'x: random variable, ~ iid standard normal() entries'],
    [
      '$z$ follows a normal distribution with mean $\\mu$ and variance $\\sigma^2$',
      'z: random variable, ~ normal(\\mu, \\sigma^{2})',
    ],
    ['If $x$ follows the distribution $p_\\mu(x)$, stop.', 'x: random variable, ~ p_{\\mu}(), here'],
    ['Let $X$ be uniformly distributed on $[0, 1]$.', 'X: random variable, ~ uniform(0, 1)'],
    ['Let $x$ be a $k$-D multivariate Gaussian random variable.', 'x: random variable k, ~ normal()'],
    ['$|x_k|$ follows a half-normal distribution', ''],
  ])('%s', (text, expected) => {
    expect(declared(text)).toBe(expected);
  });
});

/** The symbols that words restrict, in order. */
function restricted(text: string): string {
  return readSentences(readDocument(text, 'markdown'))
    .flatMap((s) => readRestrictions(s))
    .flatMap((r) => r.symbols)
    .join(' ');
}

describe('restrictions that are not read', () => {
  it.each([
    ['Let $x$ be the number of apples.', 'x'],
    ['Let the number of apples be $x$.', 'x'],
    ['We denote the radius by $r$.', 'r'],
    ['$n$ is the smallest prime.', 'n'],
    ['Find the smallest positive integer $n$.', 'n'],
    ['numbers $x$ such that $x$ divides $y$', 'x y'],
    ['$n$ is divisible by $m$.', 'n m'],
    ['Let $a$ and $b$ be distinct integers.', 'a b'],
    ['an integer $n$ less than 10', 'n'],
    ['$r,$ $s,$ and $t$ are the roots of this.', 'r s t'],
    ['$n$ is not a square.', 'n'],
    ['an acute angle $\\theta$', '\\theta'],
    ['$x \\in S$', 'x'],
    ['$\\frac{n}{3} \\in \\mathbb{Z}$', 'n'],
  ])('%s', (text, expected) => {
    expect(restricted(text)).toBe(expected);
  });

  it.each([
    'Let $a$ and $b$ be positive real numbers such that $a + b = 2$.',
    'real numbers $x$ and $y$ that satisfy $x + y = 2$ and $xy = 1$',
    'Let $n$ be an integer.',
    'So $x + y$ is equal to $z$.',
    '$y = Wx \\in \\mathbb{R}^{d}$',
    '$x \\in [0, 1]$',
  ])('nothing: %s', (text) => {
    expect(restricted(text)).toBe('');
  });

  it('quotes the words', () => {
    const [restriction] = readSentences(readDocument('Let $x$ be the number of apples.', 'markdown')).flatMap((s) =>
      readRestrictions(s),
    );
    expect(restriction?.reason).toBe('what “$x$ be the number of apples” says could not be read in full');
  });
});
