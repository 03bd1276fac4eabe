import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPlain } from '../../src/formula/find-plain';
import { readPlain } from '../../src/formula/plain';
import { printLatex } from '../../src/formula/print';
import { readFormula } from '../../src/formula/read';
import type { Node } from '../../src/formula/tree';
import { children, nodeAt, walk } from '../../src/formula/walk';
import { tokenize } from '../../src/tex/tokenize';
import { read, show } from './show';

const pieces = [
  ...'abcdxyzfgEPT0123456789+-*/=<>()[]{}|^_&!,.;:\'"?@ ',
  ...'\\frac \\sqrt \\sin \\log \\sum \\int \\lim \\max \\left( \\right) \\left. \\right| \\left\\{ \\right. \\| \\mid \\{ \\} \\text{if} \\text{cm} \\text{ (a)} \\mathbb{E} \\mathbf \\mathrm{d} \\hat \\overline \\\\ \\quad \\le \\implies \\forall \\neg \\cdot \\times \\div \\pmod \\bmod \\cdots \\circ \\% \\$ \\prime \\to \\overset \\underbrace \\boxed \\color{red} \\binom \\choose \\nabla \\partial \\Big| \\substack \\begin{cases} \\end{cases} \\begin{matrix} \\end{matrix} \\begin{aligned} \\end{aligned} \\foo \\not \\in \\cup \\star \\angle \\Delta \\alpha × ½ ² π'.split(
    ' ',
  ),
];
const anyLatex = fc
  .array(fc.constantFrom(...pieces), { maxLength: 40 })
  .map((parts) => parts.map((part) => (/[a-zA-Z]$/.test(part) && part.startsWith('\\') ? `${part} ` : part)).join(''));

/** Checks that spans nest from the root down. */
function expectNested(root: Node, from: number, to: number): void {
  expect(root.span.from).toBeGreaterThanOrEqual(from);
  expect(root.span.to).toBeLessThanOrEqual(to);
  walk(root, (node) => {
    expect(node.span.from).toBeLessThanOrEqual(node.span.to);
    for (const part of children(node)) {
      expect(part.span.from).toBeGreaterThanOrEqual(node.span.from);
      expect(part.span.to).toBeLessThanOrEqual(node.span.to);
    }
  });
}

describe('reading is total', () => {
  test('any tokens give a tree whose spans nest within the region', () => {
    fc.assert(
      fc.property(anyLatex, fc.nat({ max: 20 }), (latex, before) => {
        const text = ' '.repeat(before) + latex;
        const region = { from: before, to: text.length };
        expectNested(readFormula(tokenize(text, region), region).root, region.from, region.to);
      }),
      { seed: 11, numRuns: 1000 },
    );
  });

  test('any text gives plain stretches in order, and each of them a tree within it', () => {
    const words = fc.array(
      fc.constantFrom(
        '5',
        '12',
        'x',
        'a',
        'beds',
        'Total',
        '+',
        '-',
        '*',
        '/',
        '=',
        '<',
        '(',
        ')',
        '^',
        '$',
        '%',
        '.',
        ',',
        'sqrt',
        ' ',
        '1,000',
        '!',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ').replace(/ {2,}/g, '');
        let last = 0;
        for (const place of findPlain(text)) {
          expect(place.from).toBeGreaterThanOrEqual(last);
          last = place.to;
          expectNested(readPlain(text.slice(place.from, place.to), place.from).root, place.from, place.to);
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  test('every place of a formula is in a node', () => {
    fc.assert(
      fc.property(anyLatex, (latex) => {
        const root = read(latex);
        for (let offset = root.span.from; offset <= root.span.to; offset++) expect(nodeAt(root, offset)).toBeDefined();
      }),
      { seed: 13, numRuns: 100 },
    );
  });

  test.each([
    '(',
    '{',
    '|',
    '[',
    '\\sqrt',
    '\\sqrt{',
    '-',
    'x^',
    '\\left(',
    '\\sin ',
    '1/',
    '1/2(',
    'a\\implies ',
    '\\begin{cases}',
    '\\hat',
    '\\neg ',
    'f(',
    '\\frac{1}{',
    '2^10(',
    'f^2(',
    '(1/2x',
    '\\sin x/2 ',
    'a + b|_0^1 ',
  ])('4,000 times %s', (piece) => {
    const root = read(piece.repeat(4_000));
    let height = 0;
    let level: readonly Node[] = [root];
    for (; level.length > 0; level = level.flatMap(children)) height++;
    expect(height).toBeLessThanOrEqual(1000);
    expect(printLatex(root).length).toBeGreaterThan(0);
  });
});

describe('readings do not multiply', () => {
  test.each([
    ['1/2(', 'x', ')'],
    ['f^2(', 'x', ')'],
    ['(', 'x', ')^10'],
    ['(', '1/2x', '1/2x)'],
    ['(', 'x', ' + 1|_0^1)'],
    ['(\\sin x/2 + ', 'x', ')/3y'],
  ])('%s … %s … %s, 60 deep', (open, inside, close) => {
    let nodes = 0;
    walk(read(open.repeat(60) + inside + close.repeat(60)), () => {
      nodes++;
    });
    expect(nodes).toBeLessThan(60 * 100);
  });
});

/** Formulas as a student may write them. */
const { formula } = fc.letrec<Record<'atom' | 'power' | 'product' | 'sum' | 'chain' | 'formula', string>>((tie) => ({
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
          fc.constantFrom(' = ', ' \\le ', ' < ', ' \\ne ', ' \\approx ', ' \\sim ', ' := ', ' \\in ', ' \\equiv '),
          tie('sum'),
        ),
        { maxLength: 2 },
      ),
    )
    .map(([first, rest]) => first + rest.flat().join('')),
  formula: fc
    .tuple(
      tie('chain'),
      fc.array(
        fc.tuple(
          fc.constantFrom(', ', ' \\implies ', ' \\quad ', ' \\text{ and } ', ' \\\\ ', '; ', ' \\land '),
          tie('chain'),
        ),
        { maxLength: 2 },
      ),
    )
    .map(([first, rest]) => first + rest.flat().join('')),
}));

function isRead(root: Node): boolean {
  let whole = true;
  walk(root, (node) => {
    if (node.kind === 'unread') whole = false;
  });
  return whole;
}

describe('printing', () => {
  test('what is printed reads as the same tree', () => {
    let compared = 0;
    fc.assert(
      fc.property(formula, (latex) => {
        const root = read(latex);
        if (!isRead(root)) return;
        compared++;
        expect(show(read(printLatex(root)))).toBe(show(root));
      }),
      { seed: 14, numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(200);
  });
});
