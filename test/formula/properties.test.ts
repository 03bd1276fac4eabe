import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPlain } from '../../src/formula/find-plain';
import { readPlain } from '../../src/formula/plain';
import { printLatex } from '../../src/formula/print';
import { readFormula } from '../../src/formula/read';
import type { Node } from '../../src/formula/tree';
import { children, nodeAt, walk } from '../../src/formula/walk';
import { tokenize } from '../../src/tex/tokenize';
import { everyKind, formula } from './formulas';
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

const kinds: readonly string[] = Object.keys(everyKind).filter((kind) => kind !== 'unread');

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
    const met = new Set<string>();
    fc.assert(
      fc.property(formula, (latex) => {
        const root = read(latex);
        if (!isRead(root)) return;
        compared++;
        walk(root, ({ kind }) => {
          met.add(kind);
        });
        expect(show(read(printLatex(root)))).toBe(show(root));
      }),
      { seed: 14, numRuns: 700 },
    );
    expect(compared).toBeGreaterThan(350);
    expect(kinds.filter((kind) => !met.has(kind))).toEqual([]);
  });
});
