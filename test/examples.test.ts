import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../src/analysis';

/** The steps that are wrong on purpose: right side and repair, in their order. */
const wrong: Readonly<Record<string, readonly (readonly [right: string, repair: string | undefined])[]>> = {
  'homework.md': [
    ['\\frac{5}{2}', '\\frac{2}{5}'],
    ['2b\\,(3a^2 + b^3)', 'b^{2}'],
    ['d_1\\left(1 - \\frac{2}{\\pi}\\right) + d_1 \\cdot \\frac{2}{\\pi}', 'd_1^{2}'],
    ['410', '500'],
  ],
  'homework.tex': [
    ['\\frac{2{,}000}{\\pi}', '20{,}000'],
    ['11', '10'],
  ],
  'rematerialization.md': [
    ['0 loadmem', '1'],
    ['8 loadmem operations', '10'],
  ],
  'score-function.md': [
    ['\\frac{\\mu - x}{\\sigma^2}', '-\\frac{\\mu - x}{\\sigma^2}'],
    [
      '\\mathbb{E}_{\\epsilon \\sim \\mathcal{N}(0, I)}[\\sigma\\, \\nabla f(\\mu + \\sigma\\epsilon)]',
      '\\nabla f(\\mu + \\sigma \\epsilon)',
    ],
  ],
  'sign-update.md': [['d_1\\left(1 - \\frac{2}{\\pi}\\right) + d_1 \\cdot \\frac{2}{\\pi}', 'd_1^{2}']],
  'width.tex': [
    ['\\Theta(n_\\ell)', undefined],
    ['\\|W_\\ell\\|_* \\, \\|h_{\\ell-1}\\|_2', undefined],
  ],
};

const texts = new Map(readdirSync('examples').map((name) => [name, readFileSync(`examples/${name}`, 'utf8')]));

describe('examples', () => {
  it('are all looked at', () => {
    expect([...texts.keys()].sort()).toEqual(Object.keys(wrong).sort());
  });

  for (const [name, text] of texts) {
    const claims = analyze({ text, language: name.endsWith('.tex') ? 'latex' : 'markdown' }).claims;

    it(`${name}: only the steps that are wrong on purpose are red`, () => {
      const red = claims.flatMap(({ span, verdict, repair }) =>
        verdict.status === 'refuted' ? [[text.slice(span.from, span.to), repair?.latex]] : [],
      );
      expect(red).toEqual(wrong[name]);
    });

    it(`${name}: the README tells of it`, () => {
      expect(readFileSync('README.md', 'utf8')).toContain(`examples/${name}`);
    });
  }
});
