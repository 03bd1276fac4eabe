import { beforeAll, describe, expect, it } from 'vitest';
import type { ThemeKind } from '../../src/protocol';
import { createTypesetter, type Picture } from '../../src/server/mathjax';
import { themedTypeset } from '../../src/server/typeset';

let draw: (tex: string) => Picture | undefined;
beforeAll(() => {
  draw = createTypesetter();
});

function svgOf(tex: string, kind: ThemeKind = 'dark', fontSize = 14): string {
  const address = themedTypeset(draw, { kind, fontSize })(tex);
  expect(address).toMatch(/^data:image\/svg\+xml;base64,/);
  return Buffer.from(address?.split(',')[1] ?? '', 'base64').toString();
}

describe('typesetting for hovers', () => {
  it('makes an SVG that stands on its own, in the ink of the theme', () => {
    const svg = svgOf('\\frac{a^2}{b}');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*color="#d4d4d4">.*<\/svg>$/s);
    expect(svg).not.toContain('xlink');
    const inks = (['light', 'dark', 'highContrast', 'highContrastLight'] as const).map(
      (kind) => /color="([^"]+)"/.exec(svgOf('x', kind))?.[1],
    );
    expect(new Set(inks).size).toBe(4);
  });

  it('grows with the font, and fits a hover however long the formula', () => {
    const width = (svg: string) => Number(/width="([\d.]+)"/.exec(svg)?.[1]);
    expect(width(svgOf('a+b', 'light', 28)) / width(svgOf('a+b', 'light', 14))).toBeCloseTo(2, 1);
    expect(width(svgOf(Array.from({ length: 60 }, (_, i) => `x_{${i}}`).join('+')))).toBeLessThan(800);
  });

  it('stays far below the length at which VS Code cuts a hover', () => {
    const long =
      '\\mathbb{E}\\left[\\frac{1}{d}\\sum_{i=1}^{d} (Wx)_i^2\\right] = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\cdot'.repeat(
        3,
      );
    expect(themedTypeset(draw, { kind: 'light', fontSize: 14 })(`${long} x`)?.length ?? 0).toBeLessThan(45_000);
  });

  it('answers undefined for what cannot be typeset, without taking long', () => {
    const typeset = themedTypeset(draw, { kind: 'light', fontSize: 14 });
    expect(typeset('\\frac{a')).toBeUndefined();
    expect(typeset('a & b')).toBeUndefined();
    expect(typeset('{'.repeat(10_000) + 'x' + '}'.repeat(10_000))).toBeUndefined();
    expect(typeset('x + '.repeat(10_000))).toBeUndefined();
  });

  it('keeps what one formula defines from the next', () => {
    expect(svgOf('\\text{plain} \\bm{x}')).toContain('<path');
    draw('\\def\\alpha{BROKEN}\\alpha');
    expect(svgOf('\\alpha')).toContain('MJX');
  });

  it('draws a formula once', () => {
    let drawn = 0;
    const typeset = themedTypeset(
      (tex) => {
        drawn++;
        return draw(tex);
      },
      { kind: 'light', fontSize: 14 },
    );
    expect(typeset('x+y')).toBe(typeset('x+y'));
    expect(drawn).toBe(1);
  });
});
