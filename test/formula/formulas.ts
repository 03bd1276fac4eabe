import fc from 'fast-check';
import type { Node } from '../../src/formula/tree';

/** All that a formula can consist of. */
export const everyKind: Readonly<Record<Node['kind'], true>> = {
  number: true,
  symbol: true,
  word: true,
  add: true,
  product: true,
  quotient: true,
  power: true,
  root: true,
  factorial: true,
  binomial: true,
  absolute: true,
  floor: true,
  ceiling: true,
  norm: true,
  call: true,
  apply: true,
  big: true,
  integral: true,
  limit: true,
  derivative: true,
  evaluated: true,
  expectation: true,
  matrix: true,
  tuple: true,
  'set-builder': true,
  transpose: true,
  cases: true,
  quantity: true,
  ellipsis: true,
  group: true,
  annotated: true,
  chain: true,
  logic: true,
  quantified: true,
  mapping: true,
  sequence: true,
  ambiguous: true,
  empty: true,
  unread: true,
};

/** Formulas as a student may write them. */
export const { formula } = fc.letrec<Record<'atom' | 'power' | 'product' | 'sum' | 'chain' | 'formula', string>>(
  (tie) => ({
    atom: fc.oneof(
      { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
      fc.constantFrom(
        'a',
        'x',
        'y_1',
        '\\theta',
        'W_{ij}',
        'x^*',
        "y'",
        '\\hat{x}',
        '\\mathbf{x}',
        'h^{(\\ell)}',
        '\\Delta x',
        'n_{\\text{out}}',
        '\\text{cost}',
        '\\infty',
        '\\mathcal{L}',
      ),
      fc.constantFrom(
        '0',
        '7',
        '42',
        '3.14',
        '1{,}000',
        '0.\\overline{3}',
        '15\\%',
        '45^\\circ',
        '\\$5',
        '20\\text{ ns}',
        '2\\frac12',
        '101_2',
      ),
      fc
        .tuple(
          tie('sum'),
          fc.constantFrom(
            '(#)',
            '[#]',
            '\\left(#\\right)',
            '|#|',
            '\\|#\\|_2',
            '\\lfloor #\\rfloor',
            '\\sqrt{#}',
            '\\sqrt[3]{#}',
            '\\sin(#)',
            '\\log_2(#)',
            'f(#)',
            "f'(#)",
            'g^{-1}(#)',
            '\\mathbb{E}[#]',
            '\\operatorname{Var}(#)',
            '\\boxed{#}',
            '\\overline{#}',
            '(#)!',
            '\\text{RMS}(#)',
            'p(x \\mid #)',
            '(#)_i',
            '\\lceil #\\rceil',
            '\\|#\\|',
            '\\|#\\|_F^2',
            "f''(#)",
            '\\exp(#)',
            '\\sin^2(#)',
            '\\log_{10}(#)',
            '\\mathbb{E}_{x \\sim p}[#]',
            '\\Pr(# > 0)',
            '\\left. #\\right|_{x=0}^{x=1}',
            '\\left[ #\\right]_0^1',
            '(#)^T',
            '(#)^{-1}',
            '\\cancel{#}',
            '\\underbrace{#}_{n}',
            '\\begin{vmatrix} # & 1 \\\\ 0 & x \\end{vmatrix}',
            '\\{x \\in A \\mid # > 0\\}',
            '\\gcd(#, 12)',
            '\\text{lcm}(4, #)',
            '(#) \\bmod 7',
            '\\det(#)',
          ),
        )
        .map(([inner, frame]) => frame.replace('#', () => inner)),
      fc
        .tuple(
          tie('sum'),
          tie('sum'),
          fc.constantFrom(
            '\\frac{#}{@}',
            '\\binom{#}{@}',
            '(#, @)',
            '[#, @)',
            '\\max(#, @)',
            '\\{#, @\\}',
            '\\langle #, @\\rangle',
            'f(#, @)',
            '\\begin{pmatrix} # & @ \\end{pmatrix}',
            '\\begin{cases} # & \\text{if } x > 0 \\\\ @ & \\text{otherwise} \\end{cases}',
          ),
        )
        .map(([a, b, frame]) => frame.replace('#', () => a).replace('@', () => b)),
    ),
    power: fc.oneof(
      { weight: 3, arbitrary: tie('atom') },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('a', 'x', '2', 'd_1', '(x+1)', '\\sin(x)', 'A'), tie('sum'))
          .map(([base, exponent]) => `${base}^{${exponent}}`),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'A^T',
          'A^{-1}',
          'A^\\top',
          'x^2',
          'n!',
          '\\sin^2 x',
          '\\sin x',
          '\\log n',
          '\\sin x/2',
        ),
      },
    ),
    product: fc.oneof(
      { weight: 4, arbitrary: tie('power') },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            tie('power'),
            fc.constantFrom(' \\cdot ', ' \\times ', ' ', '/', ' \\div ', ' \\bmod ', ' \\cdots '),
            tie('power'),
          )
          .map((parts) => parts.join('')),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom(
              '\\sum_{k=1}^{n} ',
              '\\prod_k ',
              '\\lim_{x \\to 0^+} ',
              '\\max_{x \\in A} ',
              '\\nabla_\\theta ',
              '\\frac{d}{dx} ',
              '\\int_0^1 ',
              '\\int ',
              '\\iint_D ',
              '\\oint ',
              '\\frac{\\partial}{\\partial x} ',
              '\\frac{d^2}{dt^2} ',
              '\\bigcup_{i=1}^{n} ',
              '\\sum_{i<j} ',
              '\\argmin_x ',
              '\\sup_{x} ',
              '\\lim_{n \\to \\infty} ',
            ),
            tie('power'),
            fc.constantFrom('', ' \\, dx'),
          )
          .map(([head, body, tail]) => head + body + (head.startsWith('\\int') ? tail : '')),
      },
    ),
    sum: fc.oneof(
      { weight: 3, arbitrary: tie('product') },
      { weight: 1, arbitrary: tie('product').map((inner) => `-${inner}`) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie('product'), fc.constantFrom(' + ', ' - ', ' \\pm '), tie('product'))
          .map((parts) => parts.join('')),
      },
    ),
    chain: fc
      .tuple(
        tie('sum'),
        fc.array(
          fc.tuple(
            fc.constantFrom(
              ' = ',
              ' \\le ',
              ' < ',
              ' \\ne ',
              ' \\approx ',
              ' \\sim ',
              ' := ',
              ' \\in ',
              ' \\equiv ',
              ' \\notin ',
              ' \\subset ',
              ' > ',
              ' \\ge ',
              ' \\mid ',
              ' \\propto ',
              ' \\to ',
              ' \\ll ',
              ' \\perp ',
              ' \\cong ',
              ' \\mapsto ',
              ' \\gets ',
              ' \\overset{(a)}{=} ',
            ),
            tie('sum'),
          ),
          { maxLength: 2 },
        ),
      )
      .chain(([first, rest]) =>
        fc
          .constantFrom('#', '#', '#', '#', '\\neg(#)', '# \\equiv 3 \\pmod{7}')
          .map((frame) => frame.replace('#', () => first + rest.flat().join(''))),
      ),
    formula: fc
      .tuple(
        tie('chain'),
        fc.array(
          fc.tuple(
            fc.constantFrom(
              ', ',
              ' \\implies ',
              ' \\quad ',
              ' \\text{ and } ',
              ' \\\\ ',
              '; ',
              ' \\land ',
              ' \\iff ',
              ' \\implies \\forall x > 0: ',
              ' \\impliedby ',
              ' \\lor ',
              '; \\therefore ',
            ),
            tie('chain'),
          ),
          { maxLength: 2 },
        ),
      )
      .map(([first, rest]) => first + rest.flat().join(''))
      .chain((written) =>
        fc
          .constantFrom(
            '#',
            '#',
            '#',
            '#',
            'f : A \\to B, \\quad #',
            '\\forall x > 0: #',
            '\\exists n \\in \\mathbb{N}: #',
          )
          .map((f) => f.replace('#', () => written)),
      ),
  }),
);
